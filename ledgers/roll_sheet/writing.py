"""Workbooks that go out: the empty form, a branch's roll, many rolls together, an upload with its errors marked."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ledgers.roll_sheet.columns import COLUMNS, ERRORS_HEADING, KEY, KEY_HEADING, SUMMARY, Column
from ledgers.roll_sheet.reading import MAX_ROWS, Header
from ledgers.roll_sheet.workbook import SheetStream, library_quiet, open_workbook

# As text: a spreadsheet would make a number of an ID number, and lose its end.
TEXT = "@"
HEAD_FILL = PatternFill("solid", fgColor="FCE8E8")
BAD_FILL = PatternFill("solid", fgColor="FFD9D9")
HEAD_FONT, BAD_FONT = Font(bold=True), Font(color="B3161C")
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDE = {"id_number": 22, "address": 26, "key": 20, "branch": 30}


def _heading(column: Column) -> str:
    return str(column.heading) + ("*" if column.required else "")


def _bytes(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _prepare(sheet, columns: Iterable[Column]) -> None:
    """Set widths, keep every column as text, offer the words to choose from, hold the headings in sight."""
    for index, column in enumerate(columns, start=1):
        letter = get_column_letter(index)
        dimension = sheet.column_dimensions[letter]
        dimension.width = WIDE.get(column.field, 14)
        dimension.number_format = TEXT
        dimension.hidden = column is KEY
        if column.choices:
            words = ",".join(str(label) for label in column.choices.labels)
            listed = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
            sheet.data_validations.append(listed)
            listed.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
    sheet.freeze_panes = "B2"


def template_workbook() -> bytes:
    """Return the empty form: headings and lists to choose from, and a second sheet that says how to fill it."""
    book = Workbook()
    sheet = book.active
    sheet.title = str(_("党员名册"))
    _prepare(sheet, COLUMNS)
    for index, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, index, _heading(column))
        cell.font, cell.fill, cell.number_format = HEAD_FONT, HEAD_FILL, TEXT
    guide = book.create_sheet(str(_("填写说明")))
    guide.append([str(_("列")), str(_("怎么填")), str(_("例子"))])
    for column in COLUMNS:
        guide.append([_heading(column), _advice(column), column.example])
    for letter, width in (("A", 18), ("B", 70), ("C", 16)):
        guide.column_dimensions[letter].width = width
    for cell in guide[1]:
        cell.font, cell.fill = HEAD_FONT, HEAD_FILL
    return _bytes(book)


def _advice(column: Column) -> str:
    """Return in a sentence what belongs into a column."""
    if column.choices:
        sentence = _("从这些里面选：%(words)s") % {"words": "、".join(str(label) for label in column.choices.labels)}
    elif column.is_date:
        sentence = _("年月日，写成 2026-01-05 这样")
    elif column.field == "id_number":
        sentence = _("18位；填了它，性别和出生日期可以不填")
    else:
        sentence = _("照实填写，没有就空着")
    return sentence + (_("（必填）") if column.required else "")


class _Line:
    """One row of cells that is written again and again with other values: a cell object costs more than its value."""

    def __init__(self, sheet, width: int) -> None:
        self.sheet = sheet
        self.cells = [WriteOnlyCell(sheet) for _index in range(width)]
        for cell in self.cells:
            cell.number_format = TEXT

    def write(self, values: Iterable[str]) -> None:
        for cell, value in zip(self.cells, values, strict=True):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if value else None
            if value:
                cell.data_type = "s"  # a name that begins with an equals sign is no formula
        self.sheet.append(self.cells)


def export_workbook(rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return a roll in the layout of the form with the hidden column of keys; `rows` map fields to stored values."""
    return _roll_workbook(str(_("党员名册")), [*COLUMNS, KEY], rows)


def summary_workbook(rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return the rolls of many branches together, the branch first; reading it back is refused."""
    return _roll_workbook(str(_("汇总名册")), [*SUMMARY, *COLUMNS], rows)


def _roll_workbook(title: str, columns: Sequence[Column], rows: Iterable[Mapping[str, object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    _prepare(sheet, columns)
    head = [WriteOnlyCell(sheet, KEY_HEADING if column is KEY else _heading(column)) for column in columns]
    for cell in head:
        cell.font, cell.fill, cell.number_format = HEAD_FONT, HEAD_FILL, TEXT
    sheet.append(head)
    line = _Line(sheet, len(columns))
    words = {c.field: {str(code): str(label) for code, label in c.choices.choices} for c in COLUMNS if c.choices}
    fields = [(column.field, words.get(column.field)) for column in columns]
    for row in rows:
        line.write([_written(row[name], labels) for name, labels in fields])
    return _bytes(book)


def _written(value: object, labels: Mapping[str, str] | None) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    return labels.get(str(value), str(value)) if labels else str(value)


# --- An upload with its errors ---------------------------------------------------------------------------------
def errors_workbook(
    content: bytes, title: str, header: Header, problems: Mapping[int, Mapping[str, str]], *, only_bad: bool = False
) -> bytes:
    """Return the uploaded roll in its own layout, wrong cells coloured, their sentences in a last column.

    `title` and `header` are those of the sheet as read, `problems` the sentences by row and field. With `only_bad`
    the rows without problems are left out: they are on the roll already. Reading it again ignores the last column.
    """
    source = open_workbook(content)
    book = Workbook(write_only=True)
    with library_quiet():
        stream = SheetStream(next(sheet for sheet in source.worksheets if sheet.title == title))
        sheet = book.create_sheet(title)
        lines = [
            (number, cells)
            for number, cells in stream.rows()
            if number <= header.row or not only_bad or number in problems
        ]
        last = max((cell["column"] for _number, cells in lines for cell in cells), default=1)
        at = header.errors_column or last + 1
        _copy_widths(stream, sheet, at)
        written = 0
        for number, cells in lines:
            if all(cell["value"] is None for cell in cells) and number > header.row:
                continue
            # Blank rows above keep their place, so that "row 7" is row 7 in both files.
            while not only_bad and written < number - 1 < header.row + MAX_ROWS * 2:
                sheet.append([])
                written += 1
            sheet.append(_marked(sheet, cells, at, header, problems.get(number, {}), number == header.row))
            written += 1
        return _bytes(book)


def _copy_widths(stream: SheetStream, sheet, at: int) -> None:
    for column in stream.widths:
        first, last = int(column.get("min", 1)), int(column.get("max", 1))
        for index in range(first, min(last, first + 60) + 1):
            dimension = sheet.column_dimensions[get_column_letter(index)]
            if "width" in column:
                dimension.width = min(float(column["width"]), 80)
            dimension.hidden = column.get("hidden") in ("1", "true")
    dimension = sheet.column_dimensions[get_column_letter(at)]
    dimension.width, dimension.hidden = 60, False


def _marked(sheet, cells: list[dict], at: int, header: Header, problems: Mapping[str, str], is_header: bool) -> list:
    """Return one row of the copy: its cells, the wrong ones coloured, and the sentences."""
    row: list = [None] * max(at, max((cell["column"] for cell in cells), default=0))
    fields = {position: column for column, position in header.columns.items()}
    for cell in cells:
        value = cell["value"]
        if value is not None and cell["column"] != at:
            row[cell["column"] - 1] = _copy(sheet, value, cell["data_type"])
    words = []
    for name, sentence in problems.items():
        column = next((column for column in fields.values() if column.field == name), None)
        if column is not None:
            position = header.columns[column] - 1
            marked = row[position] if isinstance(row[position], Cell) else _copy(sheet, row[position], "s")
            marked.fill, marked.number_format = BAD_FILL, TEXT if marked.data_type != "d" else "yyyy-mm-dd"
            row[position] = marked
        words.append(f"{column.heading if column else _named(name)}：{sentence}")  # i18n: data
    if words or is_header:
        text = ERRORS_HEADING if is_header else "；".join(words)
        row[at - 1] = _copy(sheet, text, "s")
        row[at - 1].font, row[at - 1].alignment = (HEAD_FONT if is_header else BAD_FONT), WRAPPED
    return row


def _named(name: str) -> str:
    return next(str(column.heading) for column in (*COLUMNS, KEY) if column.field == name)


def _copy(sheet, value: object, kind: str):
    """Return a cell for the copy: formulas and errors as the text they are, days as days, the rest as it stands."""
    if kind in ("f", "e", "s") or isinstance(value, str):
        text = value if isinstance(value, str) else str(getattr(value, "text", value))
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
        cell.data_type, cell.number_format = "s", TEXT
        return cell
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, dt.date):
        cell.number_format = "yyyy-mm-dd"
    return cell
