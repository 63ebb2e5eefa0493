"""What a page is made of, as far as a judge of accessibility sees it."""

import re
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
UNSEEN = frozenset(("script", "style"))
# What these attributes say does not change the judgement, only that they are there.
OPEN_WORDED = frozenset(["href", "src", "value", "title", "datetime", "content", "nonce", "action", "alt"])


def plain(text: str) -> str:
    """Return `text` without what tells one row from another: numbers, keys, Chinese words."""
    return re.sub(r"[\u4e00-\u9fff]+", "字", re.sub(r"[a-f0-9-]{32,}|[0-9]+", "#", text))


class _Bones(HTMLParser):
    """Elements with classes and attributes, and whether there is text; neighbours that are alike count once."""

    def __init__(self) -> None:
        super().__init__()
        self.main = ""
        self.open: list[tuple[str, str, list[str]]] = [("", "", [])]  # tag, what begins it, its children

    def add(self, part: str) -> None:
        children = self.open[-1][2]
        if part and not (children and children[-1] == part):
            children.append(part)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        looks = [name if name in OPEN_WORDED else f"{name}={plain(value or '')}" for name, value in attrs]
        start = f"<{tag} {' '.join(looks)}>"
        if tag in VOID:
            self.add(start)
        else:
            self.open.append((tag, start, []))

    def handle_endtag(self, tag: str) -> None:
        if tag not in [opened for opened, _, _ in self.open]:
            return
        while self.open[-1][0] != tag:  # an element whose end HTML lets go without saying
            self.handle_endtag(self.open[-1][0])
        _, start, children = self.open.pop()
        whole = f"{start}{''.join(children)}</>"
        if tag == "main":
            self.main, whole = whole, "<main/>"
        if tag not in UNSEEN:
            self.add(whole)

    def handle_data(self, data: str) -> None:
        if self.open[-1][0] not in UNSEEN and data.strip():
            self.add("字")


def bones_of(html: str) -> tuple[str, str]:
    """Return the bones of a page's main part, and of all around it.

    A page need not be judged when both were seen before, be it apart.
    """
    parser = _Bones()
    parser.feed(html)
    parser.close()
    return parser.main, "".join(parser.open[0][2])
