"""Read dues: who owes, what was paid for which month, and the sums of places and years."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from config.lib.months import last_day, months_after
from ledgers.dues_clock import months_owed
from ledgers.dues_rates import Rates, due_cents, rates_of
from ledgers.enums import MembershipState
from ledgers.enums.dues import DuesCategory, PaidHow
from ledgers.models import DuesPayment, DuesStandard, Ledger, Member, Month
from ledgers.models.ledger import LedgerQuerySet
from ledgers.prechecks.dues import DuesFacts, Entry, MemberDues
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.rules import rule_books


# --- One ledger --------------------------------------------------------------------------------------------------
def owing_members(branches: Iterable[int] | int, month: dt.date):
    """Return the members who owe dues for `month`: on the roll, admitted before it ended, not exempted, and not still
    the former branch's to collect from (`Member.dues_from`).

    Whoever is not exempted owes at least a cent (see DuesStandard), so that no amount need be reckoned here.
    """
    where = {"branch": branches} if isinstance(branches, int) else {"branch__in": branches}
    versions = DuesStandard.objects.filter(member=OuterRef("pk"), valid_from__lte=month).order_by("-valid_from", "-pk")
    return (
        Member.objects.filter(Q(dues_from=None) | Q(dues_from__lte=month), joined_on__lte=last_day(month), **where)
        .on_roll()
        .annotate(dues_category=Coalesce(Subquery(versions.values("category")[:1]), Value(DuesCategory.FARMER)))
        .exclude(dues_category=DuesCategory.EXEMPT)
    )


@dataclass(frozen=True, slots=True)
class DuesReceived:
    """What a ledger says of its dues, in cents (分).

    `paid` is by member what was paid for the ledger's own month up to then; `cents` is all money received in the
    ledger, for whichever month, `back_cents` and `back_entries` of it for earlier months.
    """

    paid: Mapping[int, int]
    cents: int
    back_cents: int = 0
    back_entries: int = 0


def dues_received(ledger: Ledger) -> DuesReceived:
    """Return what was received in `ledger` (month loaded) and paid for its month, in one query.

    A later ledger's back payments leave the figure of an earlier month alone.
    """
    month = ledger.month.month
    rows = DuesPayment.objects.filter(ledger__branch=ledger.branch_id).filter(
        Q(ledger=ledger) | Q(month=month, ledger__month__month__lt=month)
    )
    paid, cents, back = {}, 0, []
    for ledger_id, member, of_month, amount in rows.values_list("ledger_id", "member_id", "month", "paid_cents"):
        if of_month == month:
            paid[member] = amount
        if ledger_id == ledger.pk:
            cents += amount
            if of_month < month:
                back.append(amount)
    return DuesReceived(paid, cents, sum(back), len(back))


# --- Members × months --------------------------------------------------------------------------------------------
def how_paid(payment: DuesPayment) -> PaidHow:
    """Return how a month's dues came in; `payment` has its ledger's month loaded."""
    received_in = payment.ledger.month.month
    if payment.month > received_in:
        return PaidHow.AHEAD
    if payment.month < received_in:
        return PaidHow.BACK
    return PaidHow.LATE if payment.paid_on > last_day(payment.month) else PaidHow.ON_TIME


class DuesTable:
    """Members × months: what each owes, and what was paid. All of it is read in a constant number of queries."""

    def __init__(
        self,
        months: Sequence[dt.date],
        members: Iterable[Member],
        standards: Iterable[DuesStandard],
        books: Mapping[dt.date, RuleBook],
        ledgers: Iterable[Ledger],
        payments: Iterable[DuesPayment],
    ) -> None:
        self.months = months
        self.members = {member.pk: member for member in members}
        self.books = books
        self.rates: dict[dt.date, Rates] = {month: rates_of(book) for month, book in books.items()}
        self.ledgers = {(ledger.branch_id, ledger.month.month): ledger for ledger in ledgers}
        self.payments = {(payment.member_id, payment.month): payment for payment in payments}
        self._standards: dict[int, list[DuesStandard]] = {}
        for standard in standards:
            self._standards.setdefault(standard.member_id, []).append(standard)

    def standard(self, member: Member, month: dt.date) -> DuesStandard | None:
        """Return the version that holds in `month`; None for a farmer by default."""
        began = [row for row in self._standards.get(member.pk, ()) if row.valid_from <= month]
        return began[-1] if began else None

    def amount(self, member: Member, month: dt.date) -> int:
        """Return a month's dues of a member in cents, whether or not they are owed."""
        standard = self.standard(member, month)
        if standard is None:
            return self.rates[month].farmer_cents
        return due_cents(standard.category, standard.base_cents, standard.fixed_cents, self.rates[month])

    def due(self, member: Member, month: dt.date) -> int:
        """Return what a member owes for `month` in cents: nothing before the admission, off the roll, for a month that
        was the former branch's to collect, or where the branch kept no ledger."""
        on_roll = member.state == MembershipState.NORMAL and member.joined_on <= last_day(month)
        is_ours = on_roll and (member.dues_from is None or member.dues_from <= month)
        return self.amount(member, month) if is_ours and (member.branch_id, month) in self.ledgers else 0

    def payment(self, member: Member, month: dt.date) -> DuesPayment | None:
        return self.payments.get((member.pk, month))

    def how(self, member: Member, month: dt.date) -> PaidHow:
        if payment := self.payment(member, month):
            return how_paid(payment)
        return PaidHow.OWED if self.due(member, month) else PaidHow.NOT_DUE

    def owed_in_row(self, member: Member, until: dt.date) -> int:
        """Return for how many months in a row, up to and with `until`, nothing was paid."""
        months = [month for month in self.months if month <= until]
        paid = (self.payment(member, month) for month in months)
        return months_owed(
            [
                (self.due(member, month), payment.paid_cents if payment else 0)
                for month, payment in zip(months, paid, strict=True)
            ]
        )

    def unpaid(self, member: Member, months: Iterable[dt.date]) -> list[dt.date]:
        """Return those of `months` that the member owes and nothing was paid for."""
        return [month for month in months if self.due(member, month) and not self.payment(member, month)]


# A branch has some hundred payments a year: what the table shows of them, and no more.
PAYMENT = (
    *("member_id", "month", "paid_cents", "paid_on", "proxy", "taken_by", "recorded_at"),
    *("ledger__branch_id", "ledger__month__month", "recorded_by__display_name", "recorded_by__username"),
)


def dues_table(
    district: int, branches: Iterable[int], months: Sequence[dt.date], *, member: Member | None = None
) -> DuesTable:
    """Return the members of `branches` (or the one `member`) with their dues of `months`, the oldest first.

    Besides the roll the table has those who paid for one of the months and have left since. Seven queries.
    """
    branches, months = list(branches), list(months)
    paid = DuesPayment.objects.filter(ledger__branch__in=branches, month__in=months)
    if member is not None:
        paid = DuesPayment.objects.filter(member=member, month__in=months)
    payments = list(paid.select_related("ledger__month", "recorded_by").only(*PAYMENT).order_by("pk"))
    members = [member]
    if member is None:
        payers = {payment.member_id for payment in payments}
        members = list(
            Member.objects.filter(branch__in=branches)
            .filter(Q(state=MembershipState.NORMAL) | Q(pk__in=payers))
            .only("name", "branch_id", "joined_on", "state", "away_to", "category", "dues_from")
            .order_by("pk")
        )
    return DuesTable(
        months,
        members,
        DuesStandard.objects.filter(member__in=[member.pk for member in members]).order_by("valid_from", "pk"),
        rule_books(district, months),
        Ledger.objects.filter(branch__in=branches, month__month__in=months)
        .select_related("month")
        .only("branch_id", "month__month"),
        payments,
    )


def months_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the first days of the months from `first` to `last`, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [months_after(first, number) for number in range(count)]


# --- Facts for the pre-review ------------------------------------------------------------------------------------
MONTHS_BACK = 12  # how far the months in a row are counted


def dues_facts(branches: Iterable[int], month: Month) -> dict[int, DuesFacts]:
    """Return what the pre-review needs to know of the dues of `branches` (ids) in the ledgers of `month`.

    The number of queries does not depend on the number of branches. Payments that later ledgers received are left
    out, so that a past month is judged as it stood.
    """
    own = month.month
    branches = list(branches)
    table = dues_table(month.district_id, branches, months_between(months_after(own, -MONTHS_BACK), own))
    ahead = DuesPayment.objects.filter(ledger__branch__in=branches, ledger__month=month, month__gt=own)
    table.payments |= {(payment.member_id, payment.month): payment for payment in ahead.select_related("ledger__month")}
    table.payments = {key: row for key, row in table.payments.items() if row.ledger.month.month <= own}
    received: dict[int, list[DuesPayment]] = defaultdict(list)
    for payment in table.payments.values():
        if payment.ledger.month_id == month.pk:
            received[payment.member_id].append(payment)
    found: dict[int, list[MemberDues]] = {branch: [] for branch in branches}
    for member in table.members.values():
        if member.branch_id in found:
            found[member.branch_id].append(_member_dues(table, member, own, received[member.pk]))
    url, standards_url = reverse("ledgers:dues-edit", args=[month.key]), reverse("ledgers:dues-standards")
    return {branch: DuesFacts(own, members, url, standards_url) for branch, members in found.items()}


def _member_dues(table: DuesTable, member: Member, own: dt.date, received: list[DuesPayment]) -> MemberDues:
    standard = table.standard(member, own)
    back = months_after(own, -table.books[own].value("dues.back_months"))
    earlier = [month for month in table.months if back <= month < own]
    return MemberDues(
        pk=member.pk,
        name=member.name,
        is_farmer=standard is None or standard.category == DuesCategory.FARMER,
        entries=tuple(
            Entry(row.month, row.paid_cents, _due_for(table, member, row.month), row.paid_on, row.proxy)
            for row in sorted(received, key=lambda row: row.month)
        ),
        owed_in_row=table.owed_in_row(member, own),
        gaps=tuple(table.unpaid(member, earlier)) if table.payment(member, own) else (),
        lacks_approval=bool(standard and standard.lacks_approval),
    )


def _due_for(table: DuesTable, member: Member, month: dt.date) -> int:
    """Return what was due for a month of the table; a month ahead is held to nothing but the range of its category."""
    return table.amount(member, month) if month in table.rates else 0


# --- Sums --------------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class DuesSum:
    """The dues of a place in a month or a year, in cents (分), counted where the money was received.

    `owing` are those who owe for the month (None over a year, in which they change), `payers` those who paid for it.
    """

    name: str
    key: int
    township: int
    payers: int = 0
    cents: int = 0
    back_cents: int = 0
    ahead_cents: int = 0
    owing: int | None = None

    @property
    def left(self) -> int | None:
        return None if self.owing is None else self.owing - self.payers

    def add(self, other: "DuesSum") -> None:
        self.cents += other.cents
        self.back_cents += other.back_cents
        self.ahead_cents += other.ahead_cents
        self.payers += other.payers
        if other.owing is not None:
            self.owing = (self.owing or 0) + other.owing


RECEIVED_IN = F("ledger__month__month")


def dues_sums(ledgers: LedgerQuerySet, months: Sequence[dt.date]) -> list[DuesSum]:
    """Return a sum for each branch that kept one of `ledgers` in `months`, in the order of the tree.

    `ledgers` lie within the reader's scope; the township is the one that the newest of them stood in. A month also
    says who owes. The number of queries does not depend on the number of branches.
    """
    found: dict[int, DuesSum] = {}
    kept = ledgers.filter(month__month__in=months).select_related("branch").order_by("branch__path", "-month__month")
    for ledger in kept:
        found.setdefault(ledger.branch_id, DuesSum(ledger.branch.short_name, ledger.branch_id, ledger.township_id))
    payments = DuesPayment.objects.filter(ledger__branch__in=found.keys()).order_by()
    sums = payments.filter(ledger__month__month__in=months).values_list("ledger__branch")
    for branch, cents, back, ahead in sums.annotate(
        Sum("paid_cents"),
        back=Sum("paid_cents", filter=Q(month__lt=RECEIVED_IN), default=0),
        ahead=Sum("paid_cents", filter=Q(month__gt=RECEIVED_IN), default=0),
    ):
        found[branch].cents, found[branch].back_cents, found[branch].ahead_cents = cents, back, ahead
    paid: dict[int, set[int]] = defaultdict(set)
    in_time = payments.filter(month__in=months, month__gte=RECEIVED_IN)
    for branch, member in in_time.values_list("ledger__branch", "member"):
        paid[branch].add(member)
    for branch, members in paid.items():
        found[branch].payers = len(members)
    if len(months) == 1:
        owing: dict[int, set[int]] = defaultdict(set)
        for branch, member in owing_members(found.keys(), months[0]).values_list("branch", "pk"):
            owing[branch].add(member)
        for branch, place in found.items():
            place.owing = len(owing[branch] | paid[branch])
    return list(found.values())


def summed(name: str, places: Iterable[DuesSum], key: int = 0) -> DuesSum:
    """Return the sum of `places` under a name of its own: a township of its branches, a district of its townships."""
    total = DuesSum(name, key, key)
    for place in places:
        total.add(place)
    return total
