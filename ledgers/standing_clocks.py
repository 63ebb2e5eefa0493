"""The clocks of a member's standing: absence, contact, 限期改正, months without attendance. Pure.

中国共产党党员教育管理工作条例 第二十四、二十五、三十至三十三条. Times in months end on the same day of a later
month, or on the last day of a month that is too short.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from config.lib.months import same_day_later
from ledgers.enums import MembershipState
from ledgers.rulebook.book import RuleBook


@dataclass(frozen=True, slots=True)
class Limits:
    """After how many months something must be done; the last three are the alarms of months without attendance."""

    contact: int
    talk: int
    transfer: int
    lost: int
    removal: int
    gaps: tuple[int, int, int]


def limits_of(book: RuleBook) -> Limits:
    """Return the limits as the rules of a day have them."""
    value = book.value
    return Limits(
        value("participation.contact_months"),
        value("participation.talk_months"),
        value("participation.transfer_months"),
        value("participation.lost_months"),
        value("participation.removal_months"),
        tuple(value(f"participation.gap_{name}") for name in ("first", "second", "last")),
    )


class Ask(StrEnum):
    """What a clock asks of the branch once its time is over."""

    CONTACT = "contact"  # name somebody who keeps in touch
    TALK = "talk"  # speak to him again
    TRANSFER = "transfer"  # move the membership to where he lives
    SUSPEND = "suspend"  # decide on 停止党籍
    REMOVE = "remove"  # remove as having left (自行脱党除名)
    JUDGE = "judge"  # say what came of 限期改正
    DISMISS = "dismiss"  # 劝其退党 or 除名: nothing came of it


@dataclass(frozen=True, slots=True)
class Away:
    """An absence that has not ended."""

    since: dt.date
    place: str
    is_fixed: bool = False
    has_contact: bool = False
    last_contact: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Rectification:
    """限期改正 that is not over, or that was judged in vain on `failed_on`."""

    since: dt.date
    until: dt.date
    failed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class StandingFact:
    """A member as the clocks see him. `gap` is his months in a row without attendance."""

    pk: int
    name: str
    state: str = MembershipState.NORMAL
    away: Away | None = None
    lost_since: dt.date | None = None
    suspended_on: dt.date | None = None
    gap: int = 0
    rectification: Rectification | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """Something that is to be done from the day `due` on."""

    ask: Ask
    since: dt.date
    due: dt.date

    def has_run_out(self, day: dt.date) -> bool:
        return day >= self.due


def clocks_of(fact: StandingFact, limits: Limits) -> list[Clock]:
    """Return the clocks that run for a member, whether their time is over or not."""
    if fact.state == MembershipState.SUSPENDED:
        if fact.suspended_on is None:
            return []
        return [Clock(Ask.REMOVE, fact.suspended_on, same_day_later(fact.suspended_on, limits.removal))]
    if fact.state != MembershipState.NORMAL:
        return []
    clocks = []
    if fact.lost_since:
        clocks.append(Clock(Ask.SUSPEND, fact.lost_since, same_day_later(fact.lost_since, limits.lost)))
    if fact.away and not fact.away.has_contact:
        clocks.append(Clock(Ask.CONTACT, fact.away.since, same_day_later(fact.away.since, limits.contact)))
    if fact.away and fact.away.has_contact and not fact.lost_since:
        spoken = max(fact.away.since, fact.away.last_contact or fact.away.since)
        clocks.append(Clock(Ask.TALK, spoken, same_day_later(spoken, limits.talk)))
    # Whoever cannot be found cannot be asked to transfer.
    if fact.away and fact.away.is_fixed and not fact.lost_since:
        clocks.append(Clock(Ask.TRANSFER, fact.away.since, same_day_later(fact.away.since, limits.transfer)))
    if (given := fact.rectification) and given.failed_on:
        clocks.append(Clock(Ask.DISMISS, given.since, given.failed_on))
    elif given:
        clocks.append(Clock(Ask.JUDGE, given.since, given.until))
    return clocks


def sentence_of(clock: Clock, limits: Limits, day: dt.date) -> str:
    """Return what a clock says on `day`, as it follows a name."""
    words = {"since": _long_day(clock.since), "due": _long_day(clock.due)}
    over = clock.has_run_out(day)
    if clock.ask == Ask.CONTACT:
        words["n"] = limits.contact
        if over:
            return _("%(since)s外出，已满 %(n)d 个月，还没有确定联系人，请指定一名党员专门联系。") % words
        return _("%(since)s外出，%(due)s满 %(n)d 个月，在这以前请确定联系人。") % words
    if clock.ask == Ask.TALK:
        words["n"] = limits.talk
        if over:
            return _("%(since)s以来没有联系记录，已满 %(n)d 个月，请联系一次并记下来。") % words
        return _("%(since)s以来没有联系记录，%(due)s以前请联系一次。") % words
    if clock.ask == Ask.JUDGE:
        if over:
            return _("%(since)s起限期改正，%(due)s期满，请支部评定有没有改正；没有改正的，劝其退党或者除名。") % words
        return _("%(since)s起限期改正，%(due)s期满，到时评定有没有改正。") % words
    if clock.ask == Ask.DISMISS:
        return _("%(since)s起限期改正，没有改正，应当劝其退党；本人不退的，提请支部党员大会除名。") % words
    if clock.ask == Ask.TRANSFER:
        words["n"] = limits.transfer
        if over:
            return _("%(since)s外出，地点相对固定，已满 %(n)d 个月，应当把组织关系转到那里。") % words
        return _("%(since)s外出，地点相对固定，%(due)s满 %(n)d 个月，到时应当转组织关系。") % words
    if clock.ask == Ask.SUSPEND:
        words["n"] = limits.lost
        if over:
            return _("%(since)s起失去联系，已满 %(n)d 个月，请支部研究、报上级党委停止党籍。") % words
        return _("%(since)s起失去联系，请继续查找；%(due)s满 %(n)d 个月还找不到，要停止党籍。") % words
    words["n"] = limits.removal
    if over:
        return _("%(since)s停止党籍，已满 %(n)d 个月，仍然联系不上的，按自行脱党予以除名。") % words
    return _("%(since)s停止党籍，%(due)s满 %(n)d 个月，仍然联系不上的予以除名。") % words


def _long_day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"  # i18n: data


# --- Months without attendance ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class MonthSeen:
    """A member's month: how often he was called, how often he came; `is_exempt` when nothing was asked of him."""

    called: int = 0
    present: int = 0
    is_exempt: bool = False


def participation_gap(facts: Sequence[MonthSeen]) -> int:
    """Return how many months in a row a member did not come, counted back from the last of `facts` (oldest first).

    Only a real attendance ends the row. A month of exemption, or one in which he was called to nothing, neither counts
    nor ends it.
    """
    gap = 0
    for month in reversed(facts):
        if month.present:
            break
        gap += month.called > 0 and not month.is_exempt
    return gap


def gap_alarm(gap: int, limits: Limits) -> int:
    """Return the highest alarm that has been reached, in months; 0 when none has."""
    return max((limit for limit in limits.gaps if gap >= limit), default=0)


def gap_text(gap: int, limits: Limits) -> str:
    """Return what so many months call for, as it follows a name; empty below the first alarm."""
    alarm = gap_alarm(gap, limits)
    if not alarm:
        return ""
    if alarm == limits.gaps[-1]:
        return _("已连续 %(n)d 个月没有参加组织生活。没有正当理由的，按自行脱党处理，请提交支部党员大会讨论。") % {
            "n": gap
        }
    return _("已连续 %(n)d 个月没有参加组织生活，满 %(last)d 个月没有正当理由的按自行脱党处理，请尽快了解情况。") % {
        "n": gap,
        "last": limits.gaps[-1],
    }
