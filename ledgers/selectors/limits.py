"""Read the limits that hold in a month: for each township, and how they came about."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ledgers import limits
from ledgers.limits import Down, Limits, Move, with_credits
from ledgers.models import Ledger, LimitExtension, Month, OutageCredit
from ledgers.words import limit_in_words


@dataclass(frozen=True, slots=True)
class MonthLimits:
    """`usual` holds for every township that is not in `own`."""

    usual: Limits
    own: dict[int, Limits]

    def of(self, township: int) -> Limits:
        return self.own.get(township, self.usual)

    def all(self) -> list[Limits]:
        return [self.usual, *self.own.values()]

    def groups(self, name: str) -> list[tuple[dt.datetime, Q]]:
        """Return each instant of one kind of limit with the condition on a ledger's township for which it holds.

        The usual one comes first, so that what was claimed for it keeps its name when townships are put off.
        """
        usual = getattr(self.usual, name)
        others: dict[dt.datetime, set[int]] = defaultdict(set)
        for township, own in self.own.items():
            if getattr(own, name) != usual:
                others[getattr(own, name)].add(township)
        apart = set().union(*others.values())
        return [(usual, ~Q(township__in=apart))] + [(limit, Q(township__in=found)) for limit, found in others.items()]


MOVE = ("limit", "moved_from", "moved_to", "down_from", "down_until")


def moves_in(month: Month) -> list[Move]:
    """Return how far our own standstill moved the limits of `month`, in one query."""
    rows = OutageCredit.objects.filter(month=month).values_list(*MOVE)
    return [Move(limit, moved_from, moved_to, Down(*down)) for limit, moved_from, moved_to, *down in rows]


def month_limits(month: Month) -> MonthLimits:
    """Return the limits that hold in `month`, in two queries. The one place that reckons them for townships."""
    moves = moves_in(month)
    usual = with_credits(Limits.of(month), moves)
    own: dict[int, Limits] = {}
    extensions = LimitExtension.objects.in_force().filter(month=month).values_list("township_id", *limits.LIMITS)
    for township, *put_off in extensions:
        own[township] = own.get(township, usual).later_of(with_credits(Limits(*put_off), moves))
    return MonthLimits(usual, own)


def usual_limits(month: Month) -> Limits:
    """Return the limits of the townships without an extension of their own, in one query."""
    return with_credits(Limits.of(month), moves_in(month))


def extension_notes(ledger: Ledger) -> list[str]:
    """Say to a branch why its limits are later than the month's; nothing, and no query, when they are not."""
    if ledger.extended_on_time_until is None:
        return []
    notes = [
        _("因%(reason)s（%(document)s），按时截止顺延到%(limit)s。")
        % {"reason": row.reason, "document": row.document, "limit": limit_in_words(row.on_time_until)}
        for row in LimitExtension.objects.in_force()
        .filter(month=ledger.month_id, township=ledger.township_id)
        .order_by("on_time_until")
    ]
    mine = {"on_time_until": limits.on_time_until(ledger), "locks_at": limits.locks_at(ledger)}
    names = {"on_time_until": _("按时截止"), "locks_at": _("锁定时间")}
    for credit in OutageCredit.objects.filter(month=ledger.month_id, limit__in=mine).order_by("moved_to"):
        if credit.moved_to <= mine[credit.limit]:
            notes.append(
                _("系统停机%(hours)d小时（%(from)s起），%(name)s顺延到%(limit)s。")
                % {
                    "hours": credit.hours,
                    "from": f"{timezone.localtime(credit.down_from):%m-%d %H:%M}",
                    "name": names[credit.limit],
                    "limit": limit_in_words(credit.moved_to),
                }
            )
    return notes
