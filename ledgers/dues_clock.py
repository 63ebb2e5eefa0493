"""For how many months in a row a member has paid no dues, and what that calls for. Pure.

中组发〔2008〕3号 第十三条: six months in a row without good reason count as having left the Party (自行脱党).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledgers.rulebook.book import RuleBook


@dataclass(frozen=True, slots=True)
class Alarms:
    """After how many months the branch is told, told again, and must discuss it."""

    first: int
    second: int
    last: int


def alarms_of(book: RuleBook) -> Alarms:
    return Alarms(*(book.value(f"dues.alarm_{name}") for name in ("first", "second", "last")))


def months_owed(months: Sequence[tuple[int, int]]) -> int:
    """Return how many months in a row nothing was paid for, counted back from the last of `months`.

    Each month is (due, paid) in cents, the oldest first. Only a real payment ends the row; a month in which nothing
    is due (exempted, not yet a member, no ledger kept) neither counts nor ends it.
    """
    owed = 0
    for due, paid in reversed(months):
        if paid:
            break
        owed += due > 0
    return owed


def alarm_at(owed: int, alarms: Alarms) -> int:
    """Return the highest number of months that has been reached, 0 when none has."""
    return max((limit for limit in (alarms.first, alarms.second, alarms.last) if owed >= limit), default=0)


def alarm_text(owed: int, alarms: Alarms) -> str:
    """Return what so many months without dues call for, as it follows a name; empty below the first alarm."""
    limit = alarm_at(owed, alarms)
    if not limit:
        return ""
    if limit == alarms.last:
        return _("已连续 %(n)d 个月没有交党费。没有正当理由的，按自行脱党处理，请提交支部党员大会讨论。") % {"n": owed}
    return _("已连续 %(n)d 个月没有交党费，满 %(last)d 个月按自行脱党处理，请尽快提醒补交。") % {
        "n": owed,
        "last": alarms.last,
    }
