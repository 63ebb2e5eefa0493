"""The limits and rates of findings as pure calculations."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.finding_clock import Fact, due_day, due_in_words, rates_of, relapses_after
from audits.finding_enums import AT_BRANCH, FINISHED, FindingClock, FindingStatus

TODAY = dt.date(2026, 11, 10)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31))


@given(issued=DAYS, days=st.integers(1, 15))
def test_a_limit_in_working_days_is_never_before_the_same_number_of_days(issued, days):
    numbers = {"at_once": days, "limited": days, "overrides": {}}

    at_once = due_day(FindingClock.AT_ONCE, issued, **numbers)
    limited = due_day(FindingClock.LIMITED, issued, **numbers)

    assert at_once == issued + dt.timedelta(days=days)
    assert limited >= at_once


def test_a_long_one_has_its_day_from_the_start():
    with pytest.raises(ValueError, match="from the start"):
        due_day(FindingClock.LONG, TODAY, at_once=3, limited=15, overrides={})


@pytest.mark.parametrize(
    ("closed", "months", "last"),
    [
        (dt.date(2026, 11, 2), 6, dt.date(2027, 5, 2)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2027, 8, 31), 6, dt.date(2028, 2, 29)),
    ],
)
def test_the_day_until_which_the_same_problem_counts_as_come_back(closed, months, last):
    assert relapses_after(closed, months) == last


@pytest.mark.parametrize(
    ("status", "due", "applied", "words"),
    [
        (FindingStatus.NEW, None, None, ("下发后开始计时", False)),
        (FindingStatus.ISSUED, dt.date(2026, 11, 12), None, ("11月12日前改好，还有 2 天", False)),
        (FindingStatus.ISSUED, TODAY, None, ("今天是最后一天", False)),
        (FindingStatus.MENDING, dt.date(2026, 11, 9), None, ("应在11月9日前改好，已超期 1 天", True)),
        (FindingStatus.APPLIED, dt.date(2026, 11, 9), dt.date(2026, 11, 9), ("按期改好", False)),
        (FindingStatus.CLOSED, dt.date(2026, 11, 5), dt.date(2026, 11, 9), ("晚了 4 天才改好", False)),
    ],
)
def test_the_clock_in_words(status, due, applied, words):
    assert due_in_words(status, due, applied, TODAY) == words


@st.composite
def facts(draw):
    status = draw(st.sampled_from(list(FindingStatus)))
    due = None if status == FindingStatus.NEW else draw(DAYS)
    applied = None if status in (FindingStatus.NEW, *AT_BRANCH) else draw(DAYS)
    return Fact(status, due, applied, draw(st.integers(0, 3)))


@given(st.lists(facts()), DAYS)
def test_no_rate_leaves_its_bounds(found, today):
    rates = rates_of(found, today)

    for rate in (rates.mended_rate, rates.on_time_rate, rates.relapse_rate):
        assert rate is None or 0 <= rate <= 100
    assert rates.issued == sum(fact.status != FindingStatus.NEW for fact in found)
    assert rates.closed == sum(fact.status in FINISHED for fact in found)
