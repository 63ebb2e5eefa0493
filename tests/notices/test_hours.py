"""Nothing leaves at night, and what is collected leaves once a day."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from notices.hours import Hours
from tests.factories import local

MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda n: local("2026-01-01 00:00") + dt.timedelta(minutes=n))
TIMES = st.integers(0, 24 * 60 - 1).map(lambda n: dt.time(n // 60, n % 60))
HOURS = st.builds(Hours, TIMES, TIMES, TIMES)


def test_the_night_ends_in_the_morning():
    hours = Hours()
    assert hours.leaves_at(local("2026-11-02 21:29")) == local("2026-11-02 21:29")
    assert hours.leaves_at(local("2026-11-02 21:30")) == local("2026-11-03 07:30")
    assert hours.leaves_at(local("2026-11-03 07:29")) == local("2026-11-03 07:30")
    assert hours.leaves_at(local("2026-11-03 07:30")) == local("2026-11-03 07:30")


def test_a_collected_message_leaves_at_its_hour_today_or_tomorrow():
    hours = Hours()
    assert hours.digest_after(local("2026-11-02 09:00")) == local("2026-11-02 09:30")
    assert hours.digest_after(local("2026-11-02 09:31")) == local("2026-11-03 09:30")


@given(HOURS, MOMENTS)
def test_nothing_leaves_in_quiet_hours_or_waits_longer_than_a_day(hours, at):
    leaves = hours.leaves_at(at)
    assert not hours.is_quiet(leaves)
    assert at <= leaves <= at + dt.timedelta(days=1)


@given(HOURS, MOMENTS)
def test_a_collected_message_waits_no_longer_than_two_days(hours, at):
    leaves = hours.digest_after(at)
    assert not hours.is_quiet(leaves)
    assert at <= leaves <= at + dt.timedelta(days=2)


def test_equal_ends_mean_no_quiet_hours():
    assert not Hours(dt.time(8), dt.time(8)).is_quiet(local("2026-11-02 08:00"))
