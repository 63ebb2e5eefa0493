"""Find Chinese words that an English catalogue could never reach. Exits 1 and names file and line.

Interface text is Chinese and marked for gettext from the first day. In Python every Chinese string stands
inside ``_()`` or one of its sisters; in templates inside ``{% translate %}`` or ``{% blocktranslate %}``, and in
the argument of a filter inside ``_()``: ``{{ when|date:_("n月j日") }}``.
Docstrings and comments are nobody's interface. Tests, migrations, benchmarks, the tools in ``scripts/`` and
``config/formats`` (which has a directory for each language) are not looked at.

Chinese that is *data* (names in the demo district, the words of a law, a pattern to search for) is marked on
its line, or on the first line of the statement it stands in:

    PREFIX = "中共"  # i18n: data
    {{ text|cut:"村" }} {# i18n: data #}

and in a file of nothing but data once, on a line of its own among the first twenty: ``# i18n: data file``.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
DATA = re.compile(r"(#|\{#).*\bi18n: data\b")
DATA_FILE = re.compile(r"^\s*(#|\{#)\s*i18n: data file\b", re.MULTILINE)
MARKERS = {
    "_",
    *(f"{prefix}gettext{suffix}" for prefix in ("", "n", "p", "np") for suffix in ("", "_lazy", "_noop")),
}
NOT_LOOKED_AT = {"tests", "migrations", "bench", "scripts", "formats", "node_modules", "var", "staticfiles"}

COMMENTS = re.compile(
    r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->",
    re.DOTALL,
)
TRANSLATED = re.compile(
    r"\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{%\s*trans(?:late)?\s.*?%\}"
    r"""|_\((?:"[^"]*"|'[^']*')\)""",
    re.DOTALL,
)

Finding = tuple[int, str]


def python_findings(source: str) -> Iterator[Finding]:
    """Yield line and complaint for each Chinese string of a Python module that gettext cannot find."""
    lines = source.splitlines()
    if DATA_FILE.search("\n".join(lines[:20])):
        return

    def is_data(node: ast.AST) -> bool:
        return any(DATA.search(line) for line in lines[node.lineno - 1 : node.end_lineno])

    def visit(node: ast.AST) -> Iterator[Finding]:
        if isinstance(node, ast.stmt) and not hasattr(node, "body") and DATA.search(lines[node.lineno - 1]):
            return
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return  # a docstring, or a string that stands for nothing
        if isinstance(node, ast.Call) and _name(node.func) in MARKERS:
            for argument in node.args:
                if not isinstance(argument, ast.Constant) and _is_chinese(argument) and not is_data(node):
                    yield (
                        node.lineno,
                        "gettext sees only plain strings: put %-placeholders in, fill them in after",
                    )
            return
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and HAN.search(node.value) and not is_data(node):
                yield node.lineno, f"not inside gettext: {_short(node.value)}"
            return
        if isinstance(node, ast.JoinedStr) and is_data(node):
            return  # its parts carry the position of the whole
        for child in ast.iter_child_nodes(node):
            yield from visit(child)

    yield from visit(ast.parse(source))


def template_findings(source: str) -> Iterator[Finding]:
    """Yield line and complaint for each Chinese passage of a template that gettext cannot find."""
    lines = source.splitlines()
    if DATA_FILE.search("\n".join(lines[:20])):
        return
    # What is cut out leaves its line breaks behind, so that line numbers stay right.
    rest = TRANSLATED.sub(_line_breaks, COMMENTS.sub(_line_breaks, source))
    for number, line in enumerate(rest.splitlines(), start=1):
        if HAN.search(line) and not DATA.search(lines[number - 1]):
            yield number, f"not inside translate or blocktranslate: {_short(line.strip())}"


def files() -> Iterator[Path]:
    """Yield every Python module and template of the project that is looked at."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in NOT_LOOKED_AT and not name.startswith("."))
        in_templates = "templates" in Path(folder).relative_to(ROOT).parts
        for name in sorted(names):
            if name.endswith(".py") or in_templates:
                yield Path(folder) / name


def main() -> int:
    count = 0
    for path in files():
        findings = python_findings if path.suffix == ".py" else template_findings
        for line, complaint in findings(path.read_text(encoding="utf-8")):
            print(f"{path.relative_to(ROOT)}:{line}: {complaint}")
            count += 1
    if count:
        print(f"{count} Chinese passages are out of gettext's reach.", file=sys.stderr)
    return 1 if count else 0


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_chinese(node: ast.AST) -> bool:
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) and HAN.search(part.value)
        for part in ast.walk(node)
    )


def _line_breaks(match: re.Match) -> str:
    return "\n" * match.group().count("\n")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


if __name__ == "__main__":
    sys.exit(main())
