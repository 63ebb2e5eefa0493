"""Read a table of divisions (区划代码表) from a CSV file as an office sends it.

Pure apart from opening the file: the rows that are sound and a sentence for every cell that is not. Nothing here
knows the database; which codes it holds already is handed in.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from branches.enums import Level

COLUMNS = ("code", "name", "level", "parent_code")
# Digits of a code by level: 2 province + 2 prefecture + 2 county + 3 township + 3 village.
LENGTHS: dict[str, int] = {
    Level.PROVINCE: 2,
    Level.PREFECTURE: 4,
    Level.COUNTY: 6,
    Level.TOWNSHIP: 9,
    Level.VILLAGE: 12,
}
LENGTH_ABOVE = {4: 2, 6: 4, 9: 6, 12: 9}
LONGEST_NAME = 60
# Control, format and surrogate characters, line and paragraph separators.
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# A spreadsheet takes a cell that begins like this for a formula, and runs it.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class Row(NamedTuple):
    """One sound line of the table; `line` is its number in the file, counted from 1."""

    line: int
    code: str
    name: str
    level: str
    parent_code: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where: `line` counts from 1, 0 stands for the whole file; `column` may be empty."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        place = _("第 %(line)d 行") % {"line": self.line} if self.line else _("文件")
        if self.column:
            place += _("，%(column)s 列") % {"column": self.column}
        return f"{place}：{self.reason}"  # i18n: data


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: the sound rows in the order of the file, and all problems in the order of the lines."""

    rows: Sequence[Row]
    problems: Sequence[Problem]


class Unreadable(Exception):
    """The file as a whole can't be read; `problem` says where and why."""

    def __init__(self, line: int, reason: str) -> None:
        self.problem = Problem(line, "", reason)
        super().__init__(str(self.problem))


def read_divisions(path: Path, known: Container[str] = ()) -> Table:
    """Read the file at `path` and check every cell.

    `known` are the codes of units that stand in the database already: a file may hang its rows under them. Problems
    are collected, not raised, so that a person mends a file once.
    """
    try:
        text = decode(_bytes_of(path))
    except Unreadable as unreadable:
        return Table([], [unreadable.problem])
    return parse_divisions(text, known)


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise Unreadable(0, _("“%(path)s”是一个文件夹，请给出 CSV 文件。") % {"path": path})
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(0, _("没有找到“%(path)s”，请检查文件名。") % {"path": path}) from None
    except OSError as error:
        raise Unreadable(0, _("打不开“%(path)s”（%(error)s）。") % {"path": path, "error": error.strerror}) from None


# --- Bytes to text ---------------------------------------------------------------------------------------------
SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .xls
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8 (with or without mark) or GB18030, which contains GBK and GB2312.

    A damaged file is refused with the line of the first bad byte, never read with gaps. Almost any bytes pass for
    GB18030, so a file most of which is UTF-8 is taken for damaged UTF-8. Raises Unreadable.
    """
    if data.startswith(SIGNATURES):
        raise Unreadable(0, _("这是 Excel 工作簿，不是 CSV。请在 Excel 里“另存为”，类型选“CSV UTF-8”。"))
    if data.startswith(WIDE_MARKS):
        raise Unreadable(0, _("文件是 UTF-16 编码，请另存为“CSV UTF-8”。"))
    if not data.strip():
        raise Unreadable(0, _("文件是空的。"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken_utf8 = error
    mostly_utf8 = len(CHINESE.findall(data.decode("utf-8", "ignore"))) > len(
        re.findall("\ufffd", data.decode("utf-8", "replace"))
    )
    if mostly_utf8:
        raise _broken(data, broken_utf8.start, "UTF-8")
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _broken(data, error.start, "GBK") from None


def _broken(data: bytes, position: int, encoding: str) -> Unreadable:
    return Unreadable(
        data.count(b"\n", 0, position) + 1,
        _("文字编码损坏：这里有一个不属于 %(encoding)s 的字节（0x%(byte)02X）。请从原文件重新导出为“CSV UTF-8”。")
        % {"encoding": encoding, "byte": data[position]},
    )


# --- Text to rows ----------------------------------------------------------------------------------------------
def parse_divisions(text: str, known: Container[str] = ()) -> Table:
    """Check the text of a table of divisions; see read_divisions."""
    problems: list[Problem] = []
    lines = _lines(text, problems)
    header = next(lines, None)
    if header is None:
        return Table([], problems or [Problem(0, "", _("文件是空的。"))])
    positions = _positions(*header, problems)
    if positions is None:
        return Table([], problems)
    rows: list[Row] = []
    first_lines: dict[str, int] = {}
    for line, cells in lines:
        if len(cells) != len(COLUMNS):
            problems.append(Problem(line, "", _("有 %(n)d 列，应为 4 列（%(columns)s）。") % _counted(len(cells))))
            continue
        row = Row(line, *(cells[position] for position in positions))
        found = list(_problems_of(row))
        if row.code and (before := first_lines.setdefault(row.code, line)) != line:
            found.append(
                Problem(
                    line,
                    "code",
                    _("区划代码 %(code)s 重复，第 %(before)d 行已经有了。") % {"code": row.code, "before": before},
                )
            )
        problems += found
        if not found:
            rows.append(row)
    if not first_lines and not problems:
        problems.append(Problem(0, "", _("文件只有表头，没有数据。")))
    # Children may stand before their parents, so parents are looked for when all lines are known. A parent whose own
    # line is wrong is reported there.
    problems += (
        Problem(
            row.line,
            "parent_code",
            _("没有上级单位 %(code)s：文件里没有这一行，系统里也还没有。") % {"code": row.parent_code},
        )
        for row in rows
        if row.parent_code and row.parent_code not in first_lines and row.parent_code not in known
    )
    return Table(rows, sorted(problems, key=lambda problem: problem.line))


def _counted(count: int) -> dict:
    return {"n": count, "columns": ",".join(COLUMNS)}


def _lines(text: str, problems: list[Problem]) -> Iterable[tuple[int, list[str]]]:
    """Yield (line number, cells) of every line that isn't blank; a line the CSV reader gives up on ends the file."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.append(Problem(before + 1, "", _("引号没有成对，从这一行起读不出来。")))
            return
        line, before = before + 1, reader.line_num
        cells = [cell.strip(" \u3000") for cell in cells]
        if any(cells):
            yield line, cells


def _positions(line: int, names: list[str], problems: list[Problem]) -> list[int] | None:
    """Return where each of COLUMNS stands, or None when the header is not made of exactly these."""
    names = [name.strip().lower() for name in names]
    if sorted(names) == sorted(COLUMNS):
        return [names.index(column) for column in COLUMNS]
    for column in COLUMNS:
        if column not in names:
            problems.append(Problem(line, column, _("缺少这一列。")))
    for position, name in enumerate(names, 1):
        if name not in COLUMNS:
            problems.append(
                Problem(
                    line,
                    name[:20] or str(position),
                    _("多出这一列；表头应为 %(columns)s。") % {"columns": ",".join(COLUMNS)},
                )
            )
        elif name in names[: position - 1]:
            problems.append(Problem(line, name, _("这一列出现了两次。")))
    return None


def _problems_of(row: Row) -> Iterable[Problem]:
    """Yield what is wrong with a line by itself."""
    for column, check in CHECKS:
        if reason := _odd_characters(getattr(row, column)) or check(row):
            yield Problem(row.line, column, reason)


def _odd_characters(cell: str) -> str:
    """Refuse what can't be seen, what stands for lost characters, and what a spreadsheet would run."""
    if not cell.isprintable() or "\ufffd" in cell:
        for char in cell:
            if unicodedata.category(char) in INVISIBLE or char == "\ufffd":
                return _("含有看不见的控制字符或乱码（U+%(code)04X），请删掉重打。") % {"code": ord(char)}
    if cell.startswith(FORMULA_STARTS):
        return _("“%(cell)s”像是公式（以 = + - @ 开头），不能导入。") % {"cell": cell[:20]}
    return ""


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _check_code(row: Row) -> str:
    if not row.code:
        return _("区划代码是空的。")
    if re.fullmatch(r"[\d.]+[eE]\+?\d+", row.code):
        return _("区划代码“%(code)s”被表格软件改成了科学记数法，请把该列设为“文本”再导出。") % {"code": row.code}
    if not _is_digits(row.code):
        return _("区划代码“%(code)s”只能由数字组成。") % {"code": row.code[:20]}
    if len(row.code) not in LENGTHS.values():
        return _("区划代码“%(code)s”有 %(n)d 位，应为 2、4、6、9 或 12 位数字。") % {
            "code": row.code[:20],
            "n": len(row.code),
        }
    return ""


def _check_name(row: Row) -> str:
    if not row.name:
        return _("名称是空的。")
    if len(row.name) > LONGEST_NAME:
        return _("名称有 %(n)d 个字，最多 %(limit)d 个。") % {"n": len(row.name), "limit": LONGEST_NAME}
    return ""


def _check_level(row: Row) -> str:
    if row.level not in LENGTHS:
        return _("层级“%(level)s”不认识，应为 %(levels)s 之一。") % {
            "level": row.level[:20],
            "levels": "、".join(LENGTHS),
        }
    if _is_digits(row.code) and len(row.code) in LENGTHS.values() and len(row.code) != LENGTHS[row.level]:
        return _("层级 %(level)s 的代码应为 %(wanted)d 位，这里的“%(code)s”是 %(n)d 位。") % {
            "level": row.level,
            "wanted": LENGTHS[row.level],
            "code": row.code,
            "n": len(row.code),
        }
    return ""


def _check_parent(row: Row) -> str:
    if not _is_digits(row.code) or len(row.code) not in LENGTHS.values():
        return ""  # said about the code
    if len(row.code) == LENGTHS[Level.PROVINCE]:
        return _("省级单位没有上级，这一格应为空。") if row.parent_code else ""
    above = row.code[: LENGTH_ABOVE[len(row.code)]]
    if not row.parent_code:
        return _("上级代码是空的，应为 %(above)s。") % {"above": above}
    if not _is_digits(row.parent_code):
        return _("上级代码“%(code)s”只能由数字组成。") % {"code": row.parent_code[:20]}
    if not row.code.startswith(row.parent_code):
        return _("区划代码 %(code)s 不是以上级代码 %(parent)s 开头。") % {
            "code": row.code,
            "parent": row.parent_code[:20],
        }
    if row.parent_code != above:
        return _("上级代码 %(parent)s 不是紧挨着的上一级，应为 %(above)s。") % {
            "parent": row.parent_code,
            "above": above,
        }
    return ""


CHECKS: tuple[tuple[str, Callable[[Row], str]], ...] = (
    ("code", _check_code),
    ("name", _check_name),
    ("level", _check_level),
    ("parent_code", _check_parent),
)
