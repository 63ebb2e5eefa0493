"""Transfers of members as pages, pre-review and reminders read them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from branches.models import Organisation, User
from branches.tree import district_above
from config.lib.months import first_day, months_after, previous_month
from ledgers.enums.transfers import TransferKind
from ledgers.models import DuesPayment, Member, Transfer
from ledgers.selectors.dues import MONTHS_BACK, dues_table, months_between
from ledgers.transfer_clocks import TransferFact


def transfer_facts(branches: Sequence[int], day: dt.date) -> dict[int, list[TransferFact]]:
    """Return for each branch the letters it answers for that were on their way on `day`, in one query.

    The sending branch answers until the member is received (党员教育管理工作条例 第二十五条), for an arrival from
    outside the receiving one.
    """
    facts: dict[int, list[TransferFact]] = {branch: [] for branch in branches}
    found = Transfer.objects.filter(
        Q(source__in=branches) | Q(kind=TransferKind.IN, target__in=branches), issued_on__lte=day
    )
    under_way = found.filter(Q(received_on=None) | Q(received_on__gt=day), Q(ended_on=None) | Q(ended_on__gt=day))
    rows = under_way.order_by("valid_until", "pk").values_list("source", "target", "pk", "name", "valid_until")
    for source, target, *fact in rows:
        facts[source or target].append(TransferFact(*fact))
    return facts


def transfers_seen(user: User, branch: Organisation | None = None) -> QuerySet[Transfer]:
    """Return the transfers `user` may follow, of one branch or of all in scope, with both branches."""
    found = Transfer.objects.visible_to(user).select_related("source", "target", "member", "new_member")
    return found.of_branch(branch) if branch else found


def transfers_of_member(user: User, member: Member) -> list[Transfer]:
    """Return how the member came and where to, the newest first."""
    return list(transfers_seen(user).filter(Q(member=member) | Q(new_member=member)).order_by("-pk"))


@dataclass(frozen=True, slots=True)
class DuesBooks:
    """What the books of the branch say of a member who moves: the last month paid, and the months owed.

    `payable_from` is the earliest month that may still be paid back (中组发〔2008〕3号 第十二条).
    """

    paid_until: dt.date | None
    owed: tuple[dt.date, ...]
    payable_from: dt.date

    def gaps(self) -> list[dt.date]:
        """Return the months owed before the last one paid, as far as they can be paid back."""
        return [month for month in self.owed if self.paid_until and self.payable_from <= month < self.paid_until]

    def arrears(self) -> list[dt.date]:
        """Return the months owed since the last one paid."""
        return [month for month in self.owed if not self.paid_until or month > self.paid_until]


def dues_books(member: Member, day: dt.date) -> DuesBooks:
    """Return what the books say of `member` (branch loaded), up to and with the month of `day`."""
    month = first_day(day)
    months = months_between(months_after(month, -MONTHS_BACK), month)
    table = dues_table(district_above(member.branch).pk, [member.branch_id], months, member=member)
    last = DuesPayment.objects.filter(member=member).aggregate(last=Max("month"))["last"]
    back = table.books[month].value("dues.back_months")
    return DuesBooks(last, tuple(table.unpaid(member, months)), months_after(month, -back))


def paid_until(member: Member, day: dt.date) -> dt.date | None:
    """Return the last month for which nothing is owed any more: what a letter of `day` says, if the books know."""
    books = dues_books(member, day)
    if books.paid_until or not books.owed:
        return books.paid_until
    return previous_month(books.owed[0])


def township_of(branch: Organisation) -> Organisation:
    """Return the township whose committee writes the branch's letters."""
    return Organisation.objects.get(path=branch.parent_path)
