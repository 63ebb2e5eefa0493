"""The yearly pay of a place as a workbook: a line a person, a sum a village, the sum of all."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from cadres.enums.pay import PayItem
from cadres.selectors.pay import Row, Sums

BOLD, HEAD_FILL = Font(bold=True), PatternFill("solid", fgColor="FCE8E8")
MONEY = "#,##0.00"
WIDTHS = (26, 12, 18, 10, 12, *(14 for _item in PayItem), 14, 12)


def pay_workbook(title: str, villages: Iterable[tuple[Sums, Sequence[Row]]], total: Sums) -> bytes:
    """Return the workbook; amounts are numbers in yuan, names are text even where they begin with an equals sign."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for index, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "C2"
    heads = (
        _("村"),
        _("姓名"),
        _("岗位"),
        _("在任天数"),
        _("考核等次"),
        *(str(item.label) for item in PayItem),
        _("合计"),
        _("状态"),
    )
    sheet.append([_text(sheet, head, is_head=True) for head in heads])
    for sums, rows in villages:
        state = sums.sheet.get_state_display() if sums.sheet else _("没有生成")
        for row in rows:
            line = row.line
            words = (sums.name, line.cadre.name, line.get_kind_display())
            sheet.append(
                [_text(sheet, word) for word in words]
                + [line.days, _text(sheet, line.get_grade_display())]
                + [_money(sheet, row.cents[item]) for item in PayItem.values]
                + [_money(sheet, row.total), _text(sheet, _("有更正") if row.is_corrected else state)]
            )
        sheet.append(_sum(sheet, _("%(name)s小计") % {"name": sums.name}, sums, state))
    sheet.append(_sum(sheet, _("合计"), total, ""))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _sum(sheet, name: str, sums: Sums, state: str) -> list:
    people = _("%(n)d人") % {"n": sums.persons}
    words = [_text(sheet, word, is_head=True) for word in (name, people, "", "", "")]
    amounts = [_money(sheet, sums.cents[item], is_head=True) for item in PayItem.values]
    return [*words, *amounts, _money(sheet, sums.total, is_head=True), _text(sheet, state, is_head=True)]


def _text(sheet, text: str, *, is_head: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(text)) or None)
    if text:
        cell.data_type, cell.number_format = "s", "@"
    if is_head:
        cell.font, cell.fill = BOLD, HEAD_FILL
    return cell


def _money(sheet, cents: int, *, is_head: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, Decimal(cents) / 100)
    cell.number_format = MONEY
    if is_head:
        cell.font, cell.fill = BOLD, HEAD_FILL
    return cell
