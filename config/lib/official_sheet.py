"""A list as offices hand it on: title over all columns, who made it and when, what was chosen, ready to be printed."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from config.lib.spreadsheet import NARROWEST, WIDEST, cell, width_of

Value = str | int | Decimal | dt.date | None

TITLE_FONT = Font(bold=True, size=18)
HEADING_FONT = Font(bold=True)
WARNING_FONT = Font(bold=True, color="B8161C")
WATERMARK_SIZE, WATERMARK_COLOUR = 28, "D9D9D9"
PAPER_A4 = 9
PROGRESS_EVERY = 500  # rows


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: lines of headings (one as a rule), and rows of as many cells, the last `sums` of which are totals."""

    name: str
    headings: Sequence[Sequence[str]]
    rows: Sequence[Sequence[Value]]
    sums: int = 0

    @property
    def count(self) -> int:
        return len(self.rows) - self.sums

    @property
    def columns(self) -> int:
        return max((len(row) for row in (*self.headings, *self.rows)), default=1)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a list. `warning` is printed on every page as well: who has it, and that it goes no further."""

    title: str
    office: str
    made_on: dt.date
    chosen: str = ""
    warning: str = ""
    watermark: str = ""

    @property
    def lines(self) -> list[str]:
        """What stands between the title and the table: who made it and when, and what was chosen."""
        day = _("%(year)d年%(month)d月%(day)d日") % {
            "year": self.made_on.year,
            "month": self.made_on.month,
            "day": self.made_on.day,
        }
        made = _("填报单位：%(office)s　　制表日期：%(day)s") % {"office": self.office, "day": day}
        return [made, self.chosen] if self.chosen else [made]


def official_workbook(
    heading: Heading, grids: Sequence[Grid], *, on_rows: Callable[[int], None] = lambda done: None
) -> bytes:
    """Return an .xlsx with a sheet for each of `grids`; `on_rows` is told how many rows are written so far."""
    book = Workbook(write_only=True)
    names: set[str] = set()
    done = 0
    for grid in grids:
        sheet = book.create_sheet(_free_name(grid.name or heading.title, names))
        _set_up(sheet, heading, grid)
        for line in _lines(sheet, heading, grid):
            sheet.append(line)
        for row in grid.rows:
            sheet.append([cell(sheet, value) for value in row])
            done += 1
            if done % PROGRESS_EVERY == 0:
                on_rows(done)
        sheet.append([cell(sheet, _("共 %(n)d 行") % {"n": grid.count}, frame=False)])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _lines(sheet, heading: Heading, grid: Grid) -> Iterator[list]:
    """Yield the rows above the first row of data."""
    title = cell(sheet, heading.title, font=TITLE_FONT, frame=False)
    title.alignment = Alignment(horizontal="center", vertical="center")
    yield [title]
    for line in heading.lines:
        yield [cell(sheet, line, frame=False)]
    if heading.warning:
        yield [cell(sheet, heading.warning, font=WARNING_FONT, frame=False)]
    for line in grid.headings:
        cells = [cell(sheet, text, font=HEADING_FONT) for text in line]
        for each in cells:
            each.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        yield cells


def _set_up(sheet, heading: Heading, grid: Grid) -> None:
    """Columns as wide as their texts, headings on every page, A4 across, the watermark behind what is printed."""
    for index in range(grid.columns):
        texts = [row[index] for row in (*grid.headings, *grid.rows) if index < len(row)]
        width = min(max([NARROWEST, *(width_of(text) for text in texts)]) + 2, WIDEST)
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    above = 1 + len(heading.lines) + bool(heading.warning)
    last = get_column_letter(grid.columns)
    for line in range(1, above + 1):
        if grid.columns > 1:
            sheet.merged_cells.add(f"A{line}:{last}{line}")
    first_row = above + len(grid.headings) + 1
    sheet.freeze_panes = f"A{first_row}"
    sheet.print_title_rows = f"1:{first_row - 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPER_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.center.text = _("第 &P 页，共 &N 页")
    if heading.watermark:
        mark = sheet.oddHeader.center
        mark.text, mark.size, mark.color = heading.watermark.replace("&", "&&"), WATERMARK_SIZE, WATERMARK_COLOUR


def _free_name(name: str, taken: set[str]) -> str:
    """Return a name for a sheet that Excel takes: 31 characters, none of []:*?/\\, no other sheet of that name."""
    base = re.sub(r"[\[\]:*?/\\]", " ", name).strip(" '")[:28] or "1"
    free, number = base, 1
    while free in taken:
        number += 1
        free = f"{base} {number}"
    taken.add(free)
    return free
