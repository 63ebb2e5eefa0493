"""The limits of a finding and its rates, pure: dates and rows in, dates, words and percents out."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from audits.finding_enums import AT_BRANCH, FINISHED, FindingClock, FindingStatus
from config.lib.months import same_day_later
from config.lib.official import percent
from config.lib.workdays import Overrides, add_workdays


def due_day(clock: str, issued_on: dt.date, *, at_once: int, limited: int, overrides: Overrides) -> dt.date:
    """Return the last day of 立行立改 (`at_once` calendar days) or 限期整改 (`limited` working days).

    The day of issue does not count. Raises ValueError for a long one, whose day a person fixes.
    """
    if clock == FindingClock.AT_ONCE:
        return issued_on + dt.timedelta(days=at_once)
    if clock == FindingClock.LIMITED:
        return add_workdays(issued_on, limited, overrides)
    raise ValueError("a long finding has its day from the start")


def relapses_after(closed_on: dt.date, months: int) -> dt.date:
    """Return the last day on which the same problem counts as the old one come back: `months` after the closing."""
    return same_day_later(closed_on, months)


def due_in_words(status: str, due_on: dt.date | None, applied_on: dt.date | None, today: dt.date) -> tuple[str, bool]:
    """Return how the clock of a finding stands, and whether that is overdue."""
    if due_on is None:
        return _("下发后开始计时"), False
    if status not in AT_BRANCH:
        if applied_on is None:
            return _("%(day)s前改好") % {"day": _day(due_on)}, False
        late = (applied_on - due_on).days
        return (_("按期改好"), False) if late <= 0 else (_("晚了 %(n)d 天才改好") % {"n": late}, False)
    left = (due_on - today).days
    if left < 0:
        return _("应在%(day)s前改好，已超期 %(n)d 天") % {"day": _day(due_on), "n": -left}, True
    if left == 0:
        return _("今天是最后一天"), False
    return _("%(day)s前改好，还有 %(n)d 天") % {"day": _day(due_on), "n": left}, False


def _day(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"  # i18n: data


@dataclass(frozen=True, slots=True)
class Fact:
    """What the rates need of a finding."""

    status: str
    due_on: dt.date | None
    applied_on: dt.date | None
    relapses: int


@dataclass(frozen=True, slots=True)
class Rates:
    """整改率: closed of those issued. 按期率: applied for by the limit, of those applied for or past it. 复发率: found
    again, of those that were ever closed. Each is None where there is nothing to divide by."""

    issued: int
    closed: int
    settled: int
    on_time: int
    ever_closed: int
    relapsed: int
    overdue: int

    @property
    def mended_rate(self) -> Decimal | None:
        return percent(self.closed, self.issued)

    @property
    def on_time_rate(self) -> Decimal | None:
        return percent(self.on_time, self.settled)

    @property
    def relapse_rate(self) -> Decimal | None:
        return percent(self.relapsed, self.ever_closed)


def rates_of(facts: Iterable[Fact], today: dt.date) -> Rates:
    """Return the rates over `facts` as they stand on `today`; by construction none leaves 0–100."""
    count: Counter[str] = Counter()
    for fact in facts:
        if fact.status == FindingStatus.NEW:
            continue
        closed, relapsed = fact.status in FINISHED, fact.relapses > 0
        overdue = fact.status in AT_BRANCH and fact.due_on < today
        handed_in = fact.status not in AT_BRANCH
        count["issued"] += 1
        count["closed"] += closed
        count["overdue"] += overdue
        count["settled"] += handed_in or overdue
        count["on_time"] += handed_in and fact.applied_on <= fact.due_on
        count["ever_closed"] += closed or relapsed
        count["relapsed"] += relapsed
    return Rates(**{name: count[name] for name in Rates.__dataclass_fields__})
