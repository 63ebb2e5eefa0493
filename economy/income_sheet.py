"""A year of villages as a spreadsheet: one row a village, one column an item. Bytes in, cents and errors by cell out.

Nothing is guessed silently: a cell that cannot be read is an error at its place, what was settled for the person (an
amount in 万元, a line of sums left out) is a note.
"""

# The headings belong to the form that offices exchange, whatever language the pages speak.
# i18n: data file

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from economy.amounts import AmountRefused, cents_from, cents_of
from economy.enums.income import Item
from economy.regimes import regime_of
from ledgers.roll_sheet import SheetRefused
from ledgers.roll_sheet.cells import compact, plain, shown
from ledgers.roll_sheet.columns import ERRORS_HEADING, Column, heading_text
from ledgers.roll_sheet.reading import HEADER_WITHIN, Header
from ledgers.roll_sheet.workbook import MAX_SHEETS, SheetStream, library_quiet, open_workbook

MAX_VILLAGES = 2000
CODE, TOWNSHIP, VILLAGE, TOTAL = "code", "township", "village", "total"
ALIASES: dict[str, tuple[str, ...]] = {
    Item.SALES: ("产品销售", "销售收入"),
    Item.RENT: ("出租", "租赁收入", "资产租赁收入"),
    Item.SERVICE: ("劳务收入", "服务收入", "劳务", "劳务服务"),
    Item.CONTRACT: ("发包", "承包收入", "发包及承包收入", "土地发包收入"),
    Item.HANDED: ("上交收入", "企业上交", "村办企业上交利润"),
    Item.INVEST: ("投资收入", "入股分红", "分红收入"),
    Item.SUBSIDY: ("补助", "财政补助", "财政补助收入"),
    Item.OTHER: ("其他", "其它收入"),
    Item.COST: ("经营成本", "经营性支出"),
    Item.TAX: ("税金",),
    Item.ADMIN: ("管理支出", "管理费"),
    Item.WELFARE: ("公益性支出",),
    Item.OTHER_COST: ("其它支出",),
    Item.INCOME_TAX: ("所得税",),
}
PLACES = (
    Column(CODE, "区划代码", plain, aliases=("村代码", "行政区划代码", "代码")),
    Column(TOWNSHIP, "乡镇", plain, aliases=("乡镇（街道）", "乡镇街道", "所属乡镇")),
    Column(VILLAGE, "村", plain, aliases=("村名", "村名称", "行政村", "单位", "单位名称", "村（社区）", "村委会")),
)
ITEM_COLUMNS = {item.value: Column(item.value, str(item.label), plain, aliases=ALIASES[item]) for item in Item}
TOTAL_COLUMN = Column(TOTAL, "收入合计", plain, aliases=("合计", "总收入", "收入总额", "全年收入合计"))
BY_HEADING = {
    heading_text(text): column
    for column in (*PLACES, *ITEM_COLUMNS.values(), TOTAL_COLUMN)
    for text in (column.heading, *column.aliases)
}
# A line that is no village but the sum of some.
SUMS = ("合计", "总计", "小计", "全区合计", "全镇合计", "全乡合计")
TEN_THOUSAND = 10_000


@dataclass
class IncomeHeader(Header):
    """The row of headings; `in_wan` are the columns whose heading says 万元."""

    in_wan: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Line:
    """A row of the sheet: what names the village, item → cents of the cells that say something, errors by column."""

    number: int
    code: str = ""
    township: str = ""
    village: str = ""
    cents: dict[str, int] = field(default_factory=dict)
    total: int | None = None
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class IncomeSheet:
    """A sheet as read."""

    title: str
    header: Header
    lines: list[Line]
    notes: list[str]


def columns_of(year: int) -> list[Column]:
    """Return the columns of the form of a year, in the order of its regime."""
    return [*PLACES, *(ITEM_COLUMNS[item] for item in regime_of(year).items)]


def read_income(content: bytes, year: int) -> IncomeSheet:
    """Read a year's sheet, every cell checked. Raises SheetRefused when the file as a whole cannot be read."""
    book = open_workbook(content)
    with library_quiet():
        stream, header, lines, above = _sheet_with_headings(book)
        scales = _scales(header, above)
        rows = _rows(header, lines, scales, year)
    if not rows[0]:
        raise SheetRefused(_("表里没有数据。请在表头下面逐行填写，每村一行。"))
    notes = []
    if len(book.worksheets) > 1:
        notes.append(_("只读了“%(read)s”这一张表。") % {"read": stream.title})
    if any(scale != 1 for scale in scales.values()):
        notes.append(_("表里写的是万元，已按 1 万元 = 10000 元换算。"))
    if rows[1]:
        numbers = "、".join(str(number) for number in rows[1][:10])
        notes.append(_("合计行没有读：第 %(rows)s 行。") % {"rows": numbers})
    if header.ignored:
        notes.append(_("这些列没有读：%(names)s。") % {"names": "、".join(header.ignored[:20])})
    return IncomeSheet(stream.title, header, rows[0], notes)


# --- Which sheet, which row ------------------------------------------------------------------------------------
def _sheet_with_headings(book) -> tuple[SheetStream, IncomeHeader, Iterator, str]:
    """Return the first sheet with headings, its header, the lines below it and the text above it."""
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or list(book.worksheets)
    for sheet in sheets[:MAX_SHEETS]:
        stream = SheetStream(sheet)
        lines = stream.rows()
        above = ""
        for number, cells in lines:
            if number > HEADER_WITHIN:
                break
            header = _header(number, cells)
            if header is not None:
                return stream, header, lines, above
            above += "".join(plain(cell["value"]) for cell in cells if isinstance(cell["value"], str))
    raise SheetRefused(
        _("没有找到表头。前%(n)d行里要有“村”这一列，和至少一列收入，例如“出租收入”。请用下载的表格填写。")
        % {"n": HEADER_WITHIN}
    )


def _header(number: int, cells: list[dict]) -> IncomeHeader | None:
    header = IncomeHeader(number)
    for cell in cells:
        if not isinstance(cell["value"], str) or not (text := compact(cell["value"])):
            continue
        if heading_text(text) == ERRORS_HEADING:
            header.errors_column = cell["column"]
            continue
        column = BY_HEADING.get(heading_text(text))
        if column is None:
            header.ignored.append(shown(cell["value"]))
        elif column in header.columns:
            raise SheetRefused(
                _("“%(name)s”有两列（%(one)s 列和 %(two)s 列），分不清读哪一列，请删掉一列。")
                % {
                    "name": column.heading,
                    "one": get_column_letter(header.columns[column]),
                    "two": get_column_letter(cell["column"]),
                }
            )
        else:
            header.columns[column] = cell["column"]
            if "万元" in text:
                header.in_wan.add(column.field)
    fields = {column.field for column in header.columns}
    names_village = VILLAGE in fields or CODE in fields
    return header if names_village and fields & ITEM_COLUMNS.keys() else None


def _scales(header: IncomeHeader, above: str) -> dict[str, int]:
    """Return column → what its numbers are multiplied by to be yuan: a heading or a line above may say 万元."""
    whole = TEN_THOUSAND if "单位:万元" in compact(above) else 1
    return {
        column.field: TEN_THOUSAND if column.field in header.in_wan else whole
        for column in header.columns
        if column.field in ITEM_COLUMNS or column is TOTAL_COLUMN
    }


# --- The cells -------------------------------------------------------------------------------------------------
def _rows(header: Header, lines: Iterator, scales: dict[str, int], year: int) -> tuple[list[Line], list[int]]:
    """Return the villages' lines and the numbers of the lines that are sums."""
    where = {position: column.field for column, position in header.columns.items()}
    known = set(regime_of(year).items)
    found: list[Line] = []
    sums: list[int] = []
    for number, cells in lines:
        line = Line(number)
        is_blank = True
        for cell in cells:
            value = cell["value"]
            if value is None or (name := where.get(cell["column"])) is None:
                continue
            if isinstance(value, str) and not plain(value):
                continue
            is_blank = False
            if name in scales:
                _amount(line, name, value, cell["data_type"], scales[name], known, year)
            else:
                setattr(line, name, compact(value))
        if is_blank:
            continue
        if (line.village or line.township or line.code) in SUMS:
            sums.append(number)
            continue
        if _is_footnote(line):
            continue
        found.append(line)
        if len(found) > MAX_VILLAGES:
            raise SheetRefused(_("一次最多导入 %(n)d 个村，请按乡镇分开导入。") % {"n": MAX_VILLAGES})
    return found, sums


def _is_footnote(line: Line) -> bool:
    """Tell a remark below the table (“填表人：…”) from a line of a village: it has one text and no amount."""
    has_amounts = bool(line.cents or line.errors) or line.total is not None
    return not has_amounts and not line.code.isdecimal() and not (line.village and line.township)


def _amount(line: Line, name: str, value: object, kind: str, scale: int, known: set[str], year: int) -> None:
    if name == TOTAL:
        # A sum that the spreadsheet reckons itself is not ours to check.
        if kind != "f" and isinstance(value, int | float) and not isinstance(value, bool):
            line.total = round(value * scale * 100)
        return
    if name not in known:
        line.errors[name] = _("%(year)d年的账没有这个科目") % {"year": year}
    elif kind == "f":
        line.errors[name] = _("这里是公式，请换成数字")
    elif kind == "e":
        line.errors[name] = _("这里是表格的错误值 %(text)s，请重新填写") % {"text": shown(value)}
    elif isinstance(value, bool | dt.date | dt.time | dt.timedelta):
        line.errors[name] = _("“%(text)s”不是金额，请重新填写") % {"text": shown(value)}
    else:
        try:
            cents = _cents(value, scale)
        except AmountRefused as refusal:
            line.errors[name] = str(refusal)
        else:
            line.cents[name] = cents


def _cents(value: object, scale: int) -> int:
    if isinstance(value, str):
        text = compact(value)
        if text in ("-", "—", "/", "无"):
            return 0
        # 万元 beside the number says it already.
        return cents_from(text if scale == 1 or "万" in text else f"{text.removesuffix('元')}万", zero=True)
    return cents_of(value if scale == 1 else Decimal(repr(value)) * scale, zero=True)
