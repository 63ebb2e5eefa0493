"""Read the tables of a page of ours: the same columns in the same words, without what is there to be clicked."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lxml import html

from config.lib.official_sheet import Grid, Value

# What a table shows to be clicked or heard, and nobody wants on paper.
LEFT_OUT = " | ".join(
    (
        ".//form[not(.//table or .//*[@data-row])]",
        *(f".//{tag}" for tag in ("button", "input", "select", "textarea", "svg", "script", "progress", "template")),
        ".//*[contains(concat(' ', normalize-space(@class), ' '), ' visually-hidden ')]",
        ".//*[@hidden]",
    )
)
APART = {"br", "div", "p", "li", "small", "dd", "dt"}  # the words before and after are not one word
NUMBER = re.compile(r"-?\d{1,3}(,\d{3})*(\.\d+)?|-?\d+(\.\d+)?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NOTHING = ("—", "－", "-")
MANY_DIGITS = 15  # what a spreadsheet keeps of a number


@dataclass(frozen=True, slots=True)
class PageRead:
    """What a page says: its heading, what was chosen in its tabs and filters, its tables."""

    title: str
    chosen: list[str]
    grids: list[Grid]

    @property
    def count(self) -> int:
        return sum(grid.count for grid in self.grids)


def read_page(source: str) -> PageRead:
    """Return what the page `source` (HTML of ours) says. A table marked `data-export="no"` is left out; a list of
    cards is a table where its parts are marked, see _grid_of_cards."""
    page = html.document_fromstring(source)
    main = page.get_element_by_id("content")
    chosen = list(_chosen(main))
    for element in main.xpath(LEFT_OUT):
        element.drop_tree()
    titles = main.xpath(".//h1")
    tables = main.xpath(".//table[not(@data-export='no')]")
    grids = [_grid(table) for table in tables]
    if cards := main.xpath(".//*[@data-row]"):
        grids.append(_grid_of_cards(cards))
    return PageRead(_text(titles[0]) if titles else "", chosen, grids)


def _chosen(main) -> Iterator[str]:
    """Yield the current tabs, and the filters that narrow the list, in the words that the page has for them."""
    # A tab that leads to another page chooses nothing; how many a tab would show is not part of its name.
    for tab in main.xpath(".//ul[contains(@class, 'tabs')]//a[@aria-current][starts-with(@href, '?')]"):
        yield re.sub(r"\s*\d+$", "", _text(tab))
    for form in main.xpath(".//form[contains(@class, 'filters')]"):
        labels = {label.get("for"): _text(label) for label in form.xpath(".//label[@for]")}
        for box in form.xpath(".//select"):
            picked = box.xpath("./option[@selected][@value!='']")
            if picked:
                yield _named(labels, box, _text(picked[0]))
        for box in form.xpath(".//input[not(@type='hidden')]"):
            if box.get("type") in ("checkbox", "radio"):
                if box.get("checked") is not None and labels.get(box.get("id")):
                    yield labels[box.get("id")]
            elif box.get("value"):
                yield _named(labels, box, box.get("value"))


def _named(labels: dict[str, str], box, value: str) -> str:
    label = labels.get(box.get("id"), "")
    return f"{label}：{value}" if label else value


def _grid(table) -> Grid:
    """Return a table's headings and rows; cells over several columns or rows leave the others empty."""
    headings = _laid_out(table.xpath("./thead/tr"), lambda element: _text(element))
    sums = table.xpath("./tfoot/tr")
    rows = _laid_out([*table.xpath("./tbody/tr | ./tr"), *sums], _value)
    width = max((len(row) for row in (*headings, *rows)), default=0)
    for row in (*headings, *rows):
        row.extend([""] * (width - len(row)))
    # A column without a heading holds checkboxes and buttons.
    kept = [index for index in range(width) if not headings or any(row[index] for row in headings)]
    label = table.xpath("./caption") or table.xpath("ancestor::*[@role='region'][@aria-label][1]")
    name = (label[0].get("aria-label") or _text(label[0])) if label else ""
    return Grid(
        name,
        [[row[index] for index in kept] for row in headings],
        [[row[index] for index in kept] for row in rows],
        len(sums),
    )


def _grid_of_cards(cards) -> Grid:
    """Return cards as rows: what is marked `data-col="heading"` within one marked `data-row` is a cell of it."""
    rows = [{cell.get("data-col"): _value(cell) for cell in card.xpath(".//*[@data-col]")} for card in cards]
    headings = list(dict.fromkeys(name for row in rows for name in row))
    return Grid("", [headings], [[row.get(name, "") for name in headings] for row in rows])


def _laid_out(lines, read) -> list[list]:
    grid: list[list] = []
    held: dict[int, int] = {}  # column → how many further lines a cell from above reaches into it
    for line in lines:
        row: list = []
        for element in line.xpath("./th | ./td"):
            while held.get(len(row), 0):
                held[len(row)] -= 1
                row.append("")
            across, down = int(element.get("colspan", 1)), int(element.get("rowspan", 1))
            for number in range(across):
                if down > 1:
                    held[len(row)] = down - 1
                row.append(read(element) if number == 0 else "")
        while held.get(len(row), 0):
            held[len(row)] -= 1
            row.append("")
        grid.append(row)
    return grid


def _value(element) -> Value:
    """Return a cell as a number where its column is one of numbers, as a date where it is one, else as its words."""
    text = element.get("data-value") or _text(element)
    if text in NOTHING:
        return ""
    if "num" in element.get("class", "").split() and NUMBER.fullmatch(text) and len(text) <= MANY_DIGITS:
        plain = Decimal(text.replace(",", ""))
        return int(plain) if "." not in text else plain
    if DAY.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _text(element) -> str:
    return " ".join("".join(_words(element)).split())


def _words(element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            is_apart = child.tag in APART or "tag" in child.get("class", "").split()
            yield " " if is_apart else ""
            yield from _words(child)
            yield " " if is_apart else ""
        yield child.tail or ""
