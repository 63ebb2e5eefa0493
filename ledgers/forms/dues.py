"""The month's dues as a form: one line per member, amounts in yuan as people write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from config.lib.months import previous_month
from ledgers.enums.dues import DuesCategory
from ledgers.forms.meetings import plain
from ledgers.models import DuesPayment, Ledger, Member
from ledgers.rules import EDITABLE
from ledgers.selectors.dues import DuesTable
from ledgers.services.dues import DuesLine
from ledgers.words import day_in_words, in_yuan, month_in_words

# 0.2, .5, 1,000.00, 0.2元, ￥3 (NFKC has turned full-width digits and marks into these before).
AMOUNT = re.compile(r"[¥￥]?\s*(\d{0,7})(?:[.。](\d{1,2}))?\s*元?")  # i18n: data
JIAO = re.compile(r"[\d一二两三四五六七八九十]\s*[角毛分]")  # i18n: data
MOST_CENTS = 100_000_00


class AmountRefused(ValueError):
    """A text that is no amount of dues; the message may be shown beside the field."""


def cents_from(text: str) -> int:
    """Return the cents (分) of an amount typed in yuan, exactly; raises AmountRefused."""
    text = plain(text).replace(",", "")
    if JIAO.search(text):
        raise AmountRefused(_("金额请用元写：2角写成 0.20，5分写成 0.05。"))
    match = AMOUNT.fullmatch(text)
    if not text or match is None or not (match[1] or match[2]):
        raise AmountRefused(_("请写金额，例如 0.20，最多到分。"))
    cents = int(match[1] or 0) * 100 + int((match[2] or "").ljust(2, "0") or 0)
    if cents == 0:
        raise AmountRefused(_("金额要大于 0；没有交就不要打勾。"))
    if cents > MOST_CENTS:
        raise AmountRefused(_("金额太大，请核对是不是多写了零。"))
    return cents


def day_from(text: str, today: dt.date) -> dt.date:
    """Return the day typed; raises AmountRefused for what is no day or lies ahead."""
    try:
        day = dt.date.fromisoformat(plain(text).replace("/", "-"))
    except ValueError:
        raise AmountRefused(_("请写交纳日期。")) from None
    if day > today:
        raise AmountRefused(_("交纳日期还没有到。"))
    if day.year < today.year - 2:
        raise AmountRefused(_("交纳日期太早，请核对年份。"))
    return day


def state_of(payment: DuesPayment | None) -> str:
    """Return what is recorded for a month in one word, so that a later save sees whether someone else changed it."""
    return _state(payment.paid_cents, payment.paid_on, payment.proxy) if payment else ""


def _state(cents: int | None, day: dt.date, proxy: str) -> str:
    return "|".join(filter(None, (str(cents), str(day), proxy))) if cents else ""


@dataclass(slots=True)
class DuesRow:
    """A line of the page: a member and a month, what is typed, what was there when the page was made, what is wrong.

    `key` tells the line from others on the page. `day` is the day of an entry there is, as 2026-11-05; new entries
    share the one day of the page. `elsewhere` says that the month was paid for through another ledger, which leaves
    nothing to type. `owed` counts the months in a row before this one that nothing was paid for, `arrears` are those
    of them that may be paid back here.
    """

    pk: int
    key: str
    month: dt.date
    name: str
    note: str
    due: int
    paid: bool
    amount: str
    day: str
    proxy: str
    was: str
    error: str = ""
    elsewhere: str = ""
    owed: int = 0
    arrears: list[DuesRow] = field(default_factory=list)

    @property
    def day_label(self) -> str:
        try:
            return day_in_words(dt.date.fromisoformat(self.day))
        except ValueError:
            return self.day

    @property
    def month_label(self) -> str:
        return month_in_words(self.month)

    @property
    def open_arrears(self) -> list[DuesRow]:
        return [row for row in self.arrears if not row.was]


def row_of(table: DuesTable, member: Member, month: dt.date, ledger: Ledger, note: str = "") -> DuesRow:
    """Return the line of a member's month on the page of `ledger`, the amount due filled in and unticked."""
    payment = table.payment(member, month)
    elsewhere = ""
    if payment and payment.ledger_id != ledger.pk:
        elsewhere = _("%(yuan)s 元，已经记在%(month)s台账") % {
            "yuan": in_yuan(payment.paid_cents),
            "month": payment.ledger.month.label,
        }
    due = table.amount(member, month)
    return DuesRow(
        pk=member.pk,
        key=f"{member.pk}" if month == ledger.month.month else f"{member.pk}-{month:%Y%m}",
        month=month,
        name=member.name,
        note=note,
        due=due,
        paid=payment is not None,
        amount=in_yuan(payment.paid_cents if payment else due),
        day=f"{payment.paid_on}" if payment else "",
        proxy=payment.proxy if payment else "",
        was=state_of(payment),
        elsewhere=elsewhere,
    )


def rows_of(table: DuesTable, ledger: Ledger, first: dt.date) -> list[DuesRow]:
    """Return a line for everyone who owes for the ledger's month or paid for it, with the months from `first` on that
    may be paid back in this ledger: those whose own ledger can no longer be written."""
    month = ledger.month.month
    rows = []
    for member in table.members.values():
        if not table.due(member, month) and not table.payment(member, month):
            continue
        row = row_of(table, member, month, ledger, _note(table, member, month))
        row.owed = table.owed_in_row(member, previous_month(month))
        earlier = (each for each in table.months if first <= each < month)
        row.arrears = [
            row_of(table, member, each, ledger) for each in earlier if _is_arrear(table, member, each, ledger)
        ]
        rows.append(row)
    return rows


def _is_arrear(table: DuesTable, member: Member, month: dt.date, ledger: Ledger) -> bool:
    if payment := table.payment(member, month):
        return payment.ledger_id == ledger.pk
    own = table.ledgers.get((member.branch_id, month))
    return bool(own and own.status not in EDITABLE and table.due(member, month))


def _note(table: DuesTable, member: Member, month: dt.date) -> str:
    standard = table.standard(member, month)
    notes = []
    if standard and standard.category != DuesCategory.FARMER:
        notes.append(str(standard.get_category_display()))
    if member.away_to:
        notes.append(_("外出：%(place)s") % {"place": member.away_to})
    return " · ".join(notes)


def member_rows(table: DuesTable, member: Member, ledger: Ledger, first: dt.date, last: dt.date) -> list[DuesRow]:
    """Return a line for each month from `first` to `last` that one member may pay for in `ledger`."""
    rows = []
    for month in table.months:
        own, payment = table.ledgers.get((member.branch_id, month)), table.payment(member, month)
        if not first <= month <= last or month < member.joined_on.replace(day=1):
            continue
        if payment and payment.ledger_id != ledger.pk:
            continue
        if own and own.pk != ledger.pk and own.status in EDITABLE:
            continue  # its own list is open and takes it
        if payment or table.amount(member, month):
            rows.append(row_of(table, member, month, ledger))
    return rows


def tick_all(rows: Sequence[DuesRow]) -> None:
    """Tick whoever has not paid, for a page without scripts; nothing is saved by it."""
    for row in rows:
        row.paid = True


def read_rows(
    rows: Sequence[DuesRow],
    data: Mapping,
    recorded: Mapping[tuple[int, dt.date], DuesPayment],
    *,
    today: dt.date,
) -> list[DuesLine]:
    """Put what was typed into `rows` and return the lines to save: those that changed and can be read.

    A line that someone else changed meanwhile is not saved over: it says what is recorded now, and the next save
    counts. A line that was not sent stays as it is. `recorded` is by member and month.
    """
    lines = []
    taken_by = plain(data.get("taken_by", ""))[:40]
    for row in rows:
        if f"was-{row.key}" not in data:
            continue
        seen, now = data[f"was-{row.key}"], row.was
        recorded_now = (row.paid, row.amount, row.day, row.proxy)
        row.paid = f"paid-{row.key}" in data
        row.amount = data.get(f"amount-{row.key}", "")
        row.day = data.get(f"day-{row.key}", "")
        row.proxy = plain(data.get(f"proxy-{row.key}", row.proxy if row.paid else ""))
        cents, day = None, today
        if row.paid:
            try:
                cents = cents_from(row.amount)
                day = day_from(row.day or data.get("day", ""), today)
                _refuse_long(row.proxy)
            except AmountRefused as refusal:
                row.error, row.was = str(refusal), seen
                continue
        typed = _state(cents, day, row.proxy)
        if typed == seen and seen != now:
            row.paid, row.amount, row.day, row.proxy = recorded_now  # only the other one changed it
        if typed in (seen, now):
            continue
        if seen != now:
            row.error = _("这一行刚刚被改过，现在登记的是：%(now)s。请核对，再点一次保存。") % {
                "now": _in_words(recorded.get((row.pk, row.month)))
            }
            continue
        row.was = typed  # what the next save of this page starts from
        row.day = str(day) if cents else ""
        lines.append(DuesLine(row.pk, cents, day, row.month, row.proxy if cents else "", taken_by))
    return lines


def _refuse_long(proxy: str) -> None:
    if len(proxy) > 40:
        raise AmountRefused(_("代交人最多写40个字。"))


def _in_words(payment: DuesPayment | None) -> str:
    if payment is None:
        return _("未交")
    return _("%(yuan)s 元，%(day)s，%(who)s登记") % {
        "yuan": in_yuan(payment.paid_cents),
        "day": f"{payment.paid_on:%m-%d}",
        "who": payment.recorded_by,
    }
