"""What the pages of dues show, in words: templates only print it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from config.lib.months import last_day
from ledgers.enums.dues import PaidHow
from ledgers.models import DuesPayment, DuesStandard, Member
from ledgers.selectors.dues import DuesSum, DuesTable, how_paid, summed
from ledgers.words import day_in_words, in_yuan, month_in_words

# How a month's dues came in → the look of its pill.
TONES = {
    PaidHow.ON_TIME: "done",
    PaidHow.LATE: "warn",
    PaidHow.BACK: "warn",
    PaidHow.AHEAD: "waiting",
    PaidHow.OWED: "missing",
    PaidHow.NOT_DUE: "plain",
}


@dataclass(frozen=True, slots=True)
class MonthCell:
    """A month of a member: what was due, how it came in, and the details of the payment."""

    label: str
    due: str
    paid: str
    state: str
    tone: str
    detail: str
    receipt: str


def month_cell(table: DuesTable, member: Member, month: dt.date, label: str) -> MonthCell:
    payment, due, how = table.payment(member, month), table.due(member, month), table.how(member, month)
    return MonthCell(
        label=label,
        due=in_yuan(due) if due else "—",
        paid=in_yuan(payment.paid_cents) if payment else "—",
        state=str(how.label),
        tone=TONES[how],
        detail=payment_detail(payment) if payment else "",
        receipt=reverse("ledgers:dues-payment-receipt", args=[payment.pk]) if payment else "",
    )


def payment_detail(payment: DuesPayment) -> str:
    """Return when and through whom a month was paid, in one line."""
    parts = [_("%(day)s交") % {"day": day_in_words(payment.paid_on)}]
    if payment.proxy:
        parts.append(_("%(who)s代交") % {"who": payment.proxy})
    if payment.ledger.month.month != payment.month:
        parts.append(_("记在%(month)s台账") % {"month": payment.ledger.month.label})
    return " · ".join(parts)


def year_strip(table: DuesTable, member: Member, year: int) -> list[MonthCell]:
    """Return the twelve months of a member's year."""
    return [
        month_cell(table, member, dt.date(year, number, 1), _("%(n)d月") % {"n": number}) for number in range(1, 13)
    ]


@dataclass(frozen=True, slots=True)
class StandardLine:
    """What a member owes a month and why, in words."""

    pk: int
    name: str
    note: str
    category: str
    code: str
    amount: str
    basis: str
    lacks_approval: bool


def standard_line(table: DuesTable, member: Member, month: dt.date) -> StandardLine:
    standard = table.standard(member, month)
    return StandardLine(
        pk=member.pk,
        name=member.name,
        note=_("外出：%(place)s") % {"place": member.away_to} if member.away_to else "",
        category=str(standard.get_category_display()) if standard else _("农民"),
        code=standard.category if standard else "farmer",
        amount=in_yuan(table.amount(member, month)),
        basis=standard_basis(standard),
        lacks_approval=bool(standard and standard.lacks_approval),
    )


def standard_basis(standard: DuesStandard | None) -> str:
    """Return what a standard rests on: the income, the approval, or nothing for the district's figure."""
    if standard is None:
        return _("没有另外设定，按区里农民党员的数额")
    since = _("从%(month)s起") % {"month": month_in_words(standard.valid_from)}
    if standard.base_cents:
        return _("%(since)s · 基数 %(yuan)s 元") % {"since": since, "yuan": in_yuan(standard.base_cents)}
    if standard.lacks_approval:
        return _("%(since)s · 还没有上级党委批准") % {"since": since}
    if standard.approved_on:
        return _("%(since)s · %(who)s%(day)s批准，%(document)s") % {
            "since": since,
            "who": standard.approved_by,
            "day": f"{standard.approved_on:%Y-%m-%d}",
            "document": standard.approval_document,
        }
    return since


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A member on the list of a month."""

    name: str
    url: str
    due: str
    paid: str
    state: str
    tone: str
    detail: str
    how: str


def month_lines(table: DuesTable, month: dt.date) -> list[MonthLine]:
    """Return everyone who owes for a month or paid for it."""
    return [
        MonthLine(
            member.name,
            _member_url(member.pk, month.year),
            cell.due,
            cell.paid,
            cell.state,
            cell.tone,
            cell.detail,
            how,
        )
        for member in table.members.values()
        if (how := table.how(member, month)) != PaidHow.NOT_DUE
        for cell in [month_cell(table, member, month, "")]
    ]


def other_lines(payments: QuerySet[DuesPayment], month: dt.date) -> list[MonthLine]:
    """Return what a month's ledger received for other months."""
    rows = payments.exclude(month=month).select_related("member", "ledger__month").order_by("member", "month")
    lines = []
    for payment in rows:
        how = how_paid(payment)
        lines.append(
            MonthLine(
                payment.member.name,
                _member_url(payment.member_id, payment.month.year),
                month_in_words(payment.month),
                in_yuan(payment.paid_cents),
                str(how.label),
                TONES[how],
                _("%(day)s交") % {"day": day_in_words(payment.paid_on)},
                how,
            )
        )
    return lines


def _member_url(pk: int, year: int) -> str:
    return f"{reverse('ledgers:dues-member', args=[pk])}?year={year}"


# --- The yearly sheet --------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class SheetMonth:
    """A month on the sheet that a branch publishes; amounts in cents (分), counted where they were received."""

    label: str
    is_kept: bool
    owing: int
    paid: int
    left: int
    cents: int
    back_cents: int


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """A member on the sheet, for a branch that chooses to publish names."""

    name: str
    due_months: int
    paid_months: int
    cents: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The yearly publication of a branch's dues (党费收缴情况公示表)."""

    months: list[SheetMonth]
    people: list[SheetPerson]
    cents: int
    back_cents: int
    payers: int
    unpaid_members: int


def sheet_of(table: DuesTable, branch: int, year: int, received: QuerySet[DuesPayment], today: dt.date) -> Sheet:
    """Return the sheet of `year`: who owed and paid for each month as it stands today, and what each month's ledger
    received. `received` are the payments in the branch's ledgers of that year."""
    cents: dict[dt.date, int] = {}
    back: dict[dt.date, int] = {}
    for ledger_month, month, amount in received.values_list("ledger__month__month", "month", "paid_cents"):
        cents[ledger_month] = cents.get(ledger_month, 0) + amount
        if month < ledger_month:
            back[ledger_month] = back.get(ledger_month, 0) + amount
    months, owing, paid = [], {}, {}
    for month in (dt.date(year, number, 1) for number in range(1, 13)):
        payers = {pk for pk, member in table.members.items() if table.payment(member, month)}
        owers = payers | {pk for pk, member in table.members.items() if table.due(member, month)}
        for pk in owers:
            owing[pk] = owing.get(pk, 0) + 1
        for pk in payers:
            paid[pk] = paid.get(pk, 0) + 1
        months.append(
            SheetMonth(
                _("%(n)d月") % {"n": month.month},
                (branch, month) in table.ledgers,
                len(owers),
                len(payers),
                len(owers - payers),
                cents.get(month, 0),
                back.get(month, 0),
            )
        )
    people = [
        SheetPerson(member.name, owing[pk], paid.get(pk, 0), _paid_in(table, member, year))
        for pk, member in table.members.items()
        if pk in owing
    ]
    # The month that is still running owes nothing yet.
    ended = [month for month in table.months if month.year == year and last_day(month) < today]
    unpaid = sum(bool(table.unpaid(member, ended)) for member in table.members.values())
    return Sheet(months, people, sum(cents.values()), sum(back.values()), len(paid), unpaid)


def _paid_in(table: DuesTable, member: Member, year: int) -> int:
    months = (month for month in table.months if month.year == year)
    return sum(payment.paid_cents for month in months if (payment := table.payment(member, month)))


# --- Sums of places ----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class SumLine:
    """A place in the table of sums with the address that its numbers lead to."""

    name: str
    url: str
    owing: int | None
    payers: int
    left: int | None
    yuan: str
    back: str
    ahead: str


def sum_line(place: DuesSum, url: str) -> SumLine:
    return SumLine(
        place.name,
        url,
        place.owing,
        place.payers,
        place.left,
        in_yuan(place.cents),
        in_yuan(place.back_cents) if place.back_cents else "—",
        in_yuan(place.ahead_cents) if place.ahead_cents else "—",
    )


def township_sums(branches: Sequence[DuesSum], names: dict[int, str]) -> list[DuesSum]:
    """Return the sums of the townships, each that of its branches; `names` by id in the order of the tree."""
    found = []
    for key, name in names.items():
        own = [place for place in branches if place.township == key]
        if own:
            found.append(summed(name, own, key))
    return found
