"""The clocks of absence, lost contact and attendance, against a day-by-day and month-by-month oracle."""

import calendar
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ledgers.enums import MembershipState
from ledgers.rulebook.book import RuleHistory
from ledgers.rulebook.national.participation import RULES
from ledgers.standing_clocks import (
    Ask,
    Away,
    MonthSeen,
    StandingFact,
    clocks_of,
    gap_alarm,
    gap_text,
    limits_of,
    participation_gap,
)

LIMITS = limits_of(RuleHistory(RULES).on(dt.date(2026, 10, 1)))
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31)) | st.sampled_from(
    [dt.date(2023, 8, 31), dt.date(2024, 2, 29), dt.date(2025, 8, 29), dt.date(2026, 3, 31), dt.date(2026, 12, 31)]
)


def months_later(day: dt.date, months: int) -> dt.date:
    """Walk month by month, and then take the same day or the month's last."""
    year, month = day.year, day.month
    for _step in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def asked(fact: StandingFact, day: dt.date) -> set[Ask]:
    return {clock.ask for clock in clocks_of(fact, LIMITS) if clock.has_run_out(day)}


@given(DAYS, st.integers(-40, 40), st.booleans(), st.booleans(), st.booleans())
def test_absence_asks_from_the_day_six_months_are_over(since, shift, is_fixed, has_contact, is_lost):
    day = months_later(since, 6) + dt.timedelta(days=shift)
    fact = StandingFact(
        1, "张三", away=Away(since, "义乌", is_fixed, has_contact), lost_since=since if is_lost else None
    )

    over = day >= months_later(since, 6)
    expected = set()
    if day >= months_later(since, 3) and has_contact and not is_lost:
        expected.add(Ask.TALK)
    if over and not has_contact:
        expected.add(Ask.CONTACT)
    if over and is_fixed and not is_lost:
        expected.add(Ask.TRANSFER)
    if over and is_lost:
        expected.add(Ask.SUSPEND)
    assert asked(fact, day) == expected


@given(DAYS, st.integers(-40, 40))
def test_a_suspended_member_is_removed_after_two_years(on, shift):
    day = months_later(on, 24) + dt.timedelta(days=shift)
    fact = StandingFact(1, "张三", MembershipState.SUSPENDED, lost_since=on, suspended_on=on)

    assert asked(fact, day) == ({Ask.REMOVE} if shift >= 0 else set())


def test_month_ends_stay_in_their_month():
    fact = StandingFact(1, "张三", lost_since=dt.date(2025, 8, 31))

    assert asked(fact, dt.date(2026, 2, 27)) == set()
    assert asked(fact, dt.date(2026, 2, 28)) == {Ask.SUSPEND}


def test_nothing_runs_for_who_has_left_or_whose_suspension_has_no_day():
    away = Away(dt.date(2020, 1, 1), "义乌", is_fixed=True)

    assert clocks_of(StandingFact(1, "张三", MembershipState.LEFT, away), LIMITS) == []
    assert clocks_of(StandingFact(1, "张三", MembershipState.SUSPENDED, away), LIMITS) == []


MONTHS = st.lists(st.builds(MonthSeen, st.integers(0, 3), st.integers(0, 1), st.booleans()), max_size=14)


def oracle(months: list[MonthSeen]) -> int:
    """Count forwards: coming sets the count to nothing, being called in vain adds one."""
    gap = 0
    for month in months:
        if month.present:
            gap = 0
        elif month.called and not month.is_exempt:
            gap += 1
    return gap


@given(MONTHS)
def test_only_coming_ends_the_months_without_attendance(months):
    assert participation_gap(months) == oracle(months)


def test_alarms_at_three_five_and_six_months():
    assert [gap_alarm(gap, LIMITS) for gap in range(8)] == [0, 0, 0, 3, 3, 5, 6, 6]
    assert gap_text(2, LIMITS) == ""
    assert "请尽快了解情况" in gap_text(5, LIMITS)
    assert "提交支部党员大会讨论" in gap_text(6, LIMITS)
