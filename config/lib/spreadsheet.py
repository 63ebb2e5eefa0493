"""A table as a workbook: a title over it, headings that stay in sight, every text as text; and how it is sent."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from urllib.parse import quote

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROWEST, WIDEST = 8, 36  # characters of a column
THIN = Side(style="thin", color="999999")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def table_workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence], *, note: str = "") -> bytes:
    """Return an .xlsx with one sheet: `title`, a line of `headings`, the `rows`, and `note` below them.

    Texts are never read as formulas, dates are real dates, whole numbers stay numbers.
    """
    rows = list(rows)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A3"
    for index, heading in enumerate(headings, start=1):
        longest = max((width_of(row[index - 1]) for row in rows), default=0)
        width = min(max(NARROWEST, width_of(heading), longest) + 2, WIDEST)
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([cell(sheet, title, font=Font(bold=True, size=16), frame=False)])
    sheet.append([cell(sheet, heading, font=Font(bold=True)) for heading in headings])
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
    if note:
        sheet.append([cell(sheet, note, frame=False)])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def spreadsheet_answer(content: bytes, name: str) -> HttpResponse:
    """Send a workbook; `name` goes without its ending. No copy stays in the browser: most have people in them."""
    response = HttpResponse(content, content_type=SPREADSHEET)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name + '.xlsx')}"
    response["Cache-Control"] = "no-store"
    return response


def width_of(value) -> int:
    """Return how many columns a value takes: a Chinese character takes two."""
    text = str(value) if value is not None else ""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def cell(sheet, value, *, font: Font | None = None, frame: bool = True) -> WriteOnlyCell:
    """Return a cell of a write-only sheet: numbers and dates as such, everything else as text, never a formula."""
    if value is None:
        value = ""
    is_plain = isinstance(value, int | float | Decimal | dt.date)
    cell = WriteOnlyCell(sheet, value if is_plain else ILLEGAL_CHARACTERS_RE.sub("", str(value)))
    if not is_plain:
        cell.data_type, cell.number_format = "s", "@"
    elif isinstance(value, dt.date):
        cell.number_format = "yyyy-mm-dd"
    if font:
        cell.font = font
    if frame:
        cell.border = FRAME
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell
