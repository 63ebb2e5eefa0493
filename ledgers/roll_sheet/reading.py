"""An uploaded roll: which sheet, where its header stands, what each cell says.

Nothing is guessed silently: what could not be read is an error at its row and column, what was settled for the
person is a note.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext as _
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import MAC_EPOCH

from ledgers.roll_sheet.cells import SERIAL_ZERO_1904, CellError, Noted, compact, plain, read_date, read_id_cell, shown
from ledgers.roll_sheet.checks import SheetRow, check_row, mark_repeated
from ledgers.roll_sheet.columns import (
    COLUMNS,
    ERRORS_HEADING,
    FIELD_BY_HEADING,
    SUMMARY_HEADING,
    Column,
    heading_text,
)
from ledgers.roll_sheet.workbook import (
    CELL_RANGE,
    MAX_SHEETS,
    SheetRefused,
    SheetStream,
    library_quiet,
    open_workbook,
)

MAX_ROWS = 20_000
# Up to here a roll is read while the person waits; above, by the worker.
FEW_ROWS = 500
HEADER_WITHIN = 10
# Cells that merged ranges may cover together: a roll filled by merging has no more.
MAX_COVERED = 400_000

Progress = Callable[[int, int], None]


class TooLong(SheetRefused):
    """The sheet has more rows than were asked for."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell whose content is no value: a formula, an error of the spreadsheet, part of a merged cell."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Spread:
    """A value that stands in a merged cell above."""

    value: object
    origin: str


@dataclass
class Header:
    """The row of headings: where each field's column stands, and which columns are not read."""

    row: int
    columns: dict[Column, int] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    errors_column: int | None = None

    @property
    def absent(self) -> list[str]:
        return [str(column.heading) for column in COLUMNS if column.required and column not in self.columns]

    def refuse(self) -> None:
        if absent := self.absent:
            words = _("缺少这些列：%(names)s。表头要在前%(n)d行里，请用下载的模板填写。")
            raise SheetRefused(words % {"names": "、".join(absent), "n": HEADER_WITHIN})


@dataclass
class Sheet:
    """A roll as read."""

    title: str
    header: Header
    rows: list[SheetRow]
    notes: list[str]

    @property
    def fields(self) -> set[str]:
        """The fields for which the sheet has a column."""
        return {column.field for column in self.header.columns}


def read_workbook(content: bytes, *, today: dt.date, most: int = MAX_ROWS, progress: Progress | None = None) -> Sheet:
    """Read an uploaded roll, every cell checked.

    `today` bounds dates. `most` is how many rows with content are read; `progress` is told how many rows of about
    how many are read. Raises SheetRefused when the file as a whole cannot be read, TooLong (a SheetRefused) when it
    has more than `most` rows.
    """
    book = open_workbook(content)
    with library_quiet():
        stream, header, lines, notes = _choose_sheet(book)
        raw, hidden = _raw_rows(stream, header, lines, most, progress)
        raw = _unmerge(stream, header, raw, notes)
        is_1904 = book.epoch == MAC_EPOCH
    if not raw:
        raise SheetRefused(_("表里没有数据。请在表头下面逐行填写，每人一行。"))
    rows = _read_rows(header, raw, today, is_1904)
    mark_repeated(rows)
    if header.ignored:
        notes.append(_("这些列没有读：%(names)s。") % {"names": "、".join(header.ignored)})
    if hidden:
        notes.append(_("隐藏的行也读进来了：第 %(rows)s 行。") % {"rows": _some(hidden)})
    return Sheet(stream.title, header, rows, notes)


def _some(numbers: list[int]) -> str:
    words = "、".join(str(number) for number in numbers[:10])
    return words if len(numbers) <= 10 else _("%(words)s 等 %(n)d") % {"words": words, "n": len(numbers)}


# --- Which sheet, which row ------------------------------------------------------------------------------------
Lines = Iterator[tuple[int, list[dict]]]


def _choose_sheet(book) -> tuple[SheetStream, Header, Lines, list[str]]:
    """Return the first sheet with the roll's headings, its header, the lines below, and notes on the others."""
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or list(book.worksheets)
    found = nearest = None
    twins, others = [], []
    for sheet in sheets[:MAX_SHEETS]:
        stream = SheetStream(sheet)
        header, below = _find_header(stream)
        if header is not None and not header.absent:
            if found is None:
                found = (stream, header, below)
            else:
                twins.append(stream.title)
        else:
            others.append(stream.title)
            nearest = nearest or header
    if found is None:
        (nearest or Header(0)).refuse()
    notes = []
    if twins:
        words = _("只读了“%(read)s”这一张表；“%(others)s”也像名册，要导入请单独存成一个文件。")
        notes.append(words % {"read": found[0].title, "others": "”“".join(twins)})
    elif len(sheets) > 1:
        notes.append(_("只读了“%(read)s”这一张表。") % {"read": found[0].title})
    if found[1].row > 1:
        notes.append(_("表头在第 %(n)d 行，从它下面一行开始读。") % {"n": found[1].row})
    return *found, notes


def _find_header(stream: SheetStream) -> tuple[Header | None, Lines]:
    """Return the row among the first ten that names most columns, and the lines below it."""
    lines = stream.rows()
    first: list[tuple[int, list[dict]]] = []
    rest = None
    for line in lines:
        if line[0] > HEADER_WITHIN:
            rest = line
            break
        first.append(line)
    best = None
    for number, cells in first:
        header = _header_of(number, cells)
        if best is None or len(header.columns) > len(best.columns):
            best = header
    if best is None or not best.columns:
        return None, iter(())
    below = [line for line in first if line[0] > best.row] + ([rest] if rest else [])

    def following() -> Lines:
        yield from below
        yield from lines

    return best, following()


def _header_of(number: int, cells: list[dict]) -> Header:
    header = Header(number)
    letters: dict[Column, str] = {}
    for cell in cells:
        if not isinstance(cell["value"], str) or not plain(cell["value"]):
            continue
        if compact(cell["value"]) == compact(SUMMARY_HEADING):
            raise SheetRefused(
                _("这是乡镇或区里导出的汇总名册，里面有别的支部的党员，不能导入。请用本支部导出的名册，或下载的模板。")
            )
        text = heading_text(cell["value"])
        if text == ERRORS_HEADING:
            header.errors_column = cell["column"]
        elif (column := FIELD_BY_HEADING.get(text)) is None:
            header.ignored.append(shown(cell["value"]))
        elif column in header.columns:
            words = _("“%(name)s”有两列（%(one)s 列和 %(two)s 列），分不清读哪一列，请删掉一列。")
            two = get_column_letter(cell["column"])
            raise SheetRefused(words % {"name": column.heading, "one": letters[column], "two": two})
        else:
            header.columns[column] = cell["column"]
            letters[column] = get_column_letter(cell["column"])
    return header


# --- The cells -------------------------------------------------------------------------------------------------
def _raw_rows(stream: SheetStream, header: Header, lines: Lines, most: int, progress: Progress | None):
    """Return the rows with content as [(number, cells in the order of the columns)], and the hidden ones' numbers."""
    where = {position: index for index, position in enumerate(header.columns.values())}
    width = len(where)
    # Blank lines cost time as well: a sheet that is nearly all blank goes the way of a long one.
    patience = most * 4 + 1000
    total = stream.expected_rows - header.row
    raw: list[tuple[int, list]] = []
    hidden: list[int] = []
    for number, cells in lines:
        values = [None] * width
        is_blank = True
        for cell in cells:
            value = cell["value"]
            if value is None or (index := where.get(cell["column"])) is None:
                continue
            kind = cell["data_type"]
            if kind == "f":
                value = Odd(_("这里是公式，请换成文字或数字"))
            elif kind == "e":
                value = Odd(_("这里是表格的错误值 %(text)s，请重新填写") % {"text": shown(value)})
            elif is_blank and kind == "s" and (value.isspace() or not plain(value)):
                continue
            values[index] = value
            is_blank = False
        patience -= 1
        if patience < 0 and most < MAX_ROWS:
            raise TooLong(_("表格的行太多。"))
        if is_blank:
            continue
        raw.append((number, values))
        if stream.is_hidden(number):
            hidden.append(number)
        if len(raw) > most:
            raise TooLong(_("一次最多导入 %(n)d 行，请分成几个文件，分几次导入。") % {"n": most})
        if progress and len(raw) % 500 == 0:
            progress(len(raw), max(total, len(raw)))
    return raw, hidden


def _unmerge(stream: SheetStream, header: Header, raw: list, notes: list[str]) -> list:
    """Give merged cells their value where it can stand for each row; elsewhere say which cell is to be taken apart.

    Returns the rows below the header, which may be several rows high.
    """
    if not stream.merged:
        return raw
    columns = list(header.columns)
    where = {position: index for index, position in enumerate(header.columns.values())}
    rows = dict(raw)
    last = header.row
    covered = 0
    for reference in stream.merged:
        match = CELL_RANGE.fullmatch(reference)
        if match is None:
            continue
        left, right = column_index_from_string(match[1]), column_index_from_string(match[3])
        top, bottom = int(match[2]), int(match[4])
        inside = [position for position in where if left <= position <= right]
        if not inside or bottom < header.row:
            continue
        if top <= header.row:
            last = max(last, bottom)
            if right > left:
                words = _("表头的 %(cells)s 是合并单元格，只读 %(letter)s 列。")
                notes.append(words % {"cells": reference, "letter": get_column_letter(left)})
            continue
        numbers = _between(rows, top, bottom)
        covered += len(inside) * len(numbers)
        if covered > MAX_COVERED:
            raise SheetRefused(_("合并的单元格太多，请取消合并后再导入。"))
        origin = rows[top][where[left]] if top in rows and left in where else None
        for number in numbers:
            for position in inside:
                if (number, position) == (top, left):
                    continue
                rows[number][where[position]] = _covered(columns[where[position]], origin, reference, left == position)
    return [(number, values) for number, values in raw if number > last]


def _between(rows: dict[int, list], top: int, bottom: int) -> list[int]:
    if bottom - top < len(rows):
        return [number for number in range(top, bottom + 1) if number in rows]
    return [number for number in rows if top <= number <= bottom]


def _covered(column: Column, origin: object, reference: str, is_below: bool):
    """Return what a cell under a merged one holds: nothing, the value above, or the request to take it apart."""
    if origin is None:
        return None
    if is_below and column.spreads:
        return Spread(origin, reference)
    return Odd(_("这里是合并单元格 %(cells)s，请取消合并，每格分别填写") % {"cells": reference})


def _read_rows(header: Header, raw: Iterable[tuple[int, list]], today: dt.date, is_1904: bool) -> list[SheetRow]:
    """Return the rows with every cell read. The work of each column is settled once, not for every cell."""
    plan = []
    for index, column in enumerate(header.columns):
        read = column.read
        if read is read_date and is_1904:
            read = partial(read_date, serial_zero=SERIAL_ZERO_1904)
        elif read is read_id_cell:
            read = partial(read_id_cell, today=today)
        # Words and dates come again and again; names and numbers do not.
        seen: dict[str, object] | None = {} if column.choices or column.is_date or column.spreads else None
        plan.append((index, column.field, read, column.required, read(None), seen))
    rows = []
    for number, cells in raw:
        row = SheetRow(number)
        values = row.values
        for index, name, read, required, empty, seen in plan:
            cell = cells[index]
            if cell is None:
                value = empty
            elif seen is not None and type(cell) is str:
                value = seen.get(cell)
                if value is None:
                    value = seen[cell] = _outcome(read, cell)
            else:
                value = _outcome(read, cell)
            kind = type(value)
            if kind is CellError:
                row.errors[name] = str(value)
                continue
            if kind is Noted:
                row.notes[name] = value.note
                value = value.value
            if required and not value:
                row.errors[name] = _("必须填写")
            values[name] = value
        check_row(row, today)
        rows.append(row)
    return rows


def _outcome(read: Callable[[object], object], cell: object):
    """Return the value of a cell, the value with a note, or the error as a value."""
    try:
        if type(cell) is Odd:
            return CellError(cell.sentence)
        if type(cell) is Spread:
            inner = _outcome(read, cell.value)
            if type(inner) is CellError:
                return inner
            value = inner.value if type(inner) is Noted else inner
            return Noted(value, _("取自合并单元格 %(cells)s") % {"cells": cell.origin})
        if isinstance(cell, bool | dt.time | dt.timedelta):
            return CellError(_("“%(text)s”不能用在这里，请重新填写") % {"text": shown(cell)})
        if isinstance(cell, dt.date) and getattr(read, "func", read) is not read_date:
            return CellError(_("表格把这里变成了日期，请把这一列设为“文本”后重填"))
        return read(cell)
    except CellError as error:
        return error
