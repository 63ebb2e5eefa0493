"""Transfers of members as pages, pre-review and reminders read them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from branches.enums import Level
from branches.models import Organisation, User
from ledgers.enums.transfers import TransferKind
from ledgers.models import DuesPayment, Member, Transfer


@dataclass(frozen=True, slots=True)
class TransferFact:
    """A letter that was on its way on the day asked about."""

    pk: int
    name: str
    valid_until: dt.date

    @property
    def url(self) -> str:
        return reverse("ledgers:transfer-detail", args=[self.pk])


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


def paid_until(member: Member) -> dt.date | None:
    """Return the last month for which the member has paid dues."""
    return DuesPayment.objects.filter(member=member).aggregate(last=Max("month"))["last"]


def branch_groups(without: Organisation, day: dt.date) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return all branches a member may go to, by township, in two queries."""
    townships = dict(Organisation.objects.filter(level=Level.TOWNSHIP).values_list("path", "name"))
    branches = Organisation.objects.answering().active_on(day).exclude(pk=without.pk).order_by("path")
    return [
        (townships.get(path, ""), [(branch.pk, branch.short_name) for branch in group])
        for path, group in groupby(branches, key=lambda branch: branch.parent_path)
    ]


def township_of(branch: Organisation) -> Organisation:
    """Return the township whose committee writes the branch's letters."""
    return Organisation.objects.get(path=branch.parent_path)
