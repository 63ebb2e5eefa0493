"""Working days of the State Council's calendar, with make-up days (调休).

`chinesecalendar` knows the published years and raises beyond them; there Monday to Friday counts, corrected by
the holiday table that a district keeps (`branches.Holiday`, handed in as `overrides`).
"""

import datetime as dt
from collections.abc import Mapping

import chinese_calendar

Overrides = Mapping[dt.date, bool]


def is_published(year: int) -> bool:
    """Tell whether the State Council's notice for `year` is in the package."""
    try:
        chinese_calendar.is_workday(dt.date(year, 7, 1))
    except NotImplementedError:
        return False
    return True


def is_workday(day: dt.date, overrides: Overrides) -> bool:
    """Tell whether `day` is a working day; `overrides` maps a date to True (work) or False (rest)."""
    if day in overrides:
        return overrides[day]
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.weekday() < 5


def day_off_named(day: dt.date) -> tuple[str, bool] | None:
    """Return the name of the holiday that `day` belongs to, and whether it is worked on for it (调休).

    None for an ordinary day, and beyond the published years.
    """
    try:
        is_rest, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return None
    return (chinese_calendar.Holiday(name).chinese, not is_rest) if name else None


def roll_to_workday(day: dt.date, overrides: Overrides) -> dt.date:
    """Return `day`, or the first working day after it: a deadline never falls on a rest day."""
    while not is_workday(day, overrides):
        day += dt.timedelta(days=1)
    return day


def add_workdays(day: dt.date, count: int, overrides: Overrides) -> dt.date:
    """Return the working day `count` working days after `day`; the start day does not count."""
    for _step in range(count):
        day = roll_to_workday(day + dt.timedelta(days=1), overrides)
    return day


def workdays_between(start: dt.date, end: dt.date, overrides: Overrides) -> int:
    """Return how many working days come after `start` up to and with `end`; none when `end` is not later."""
    days = range(1, (end - start).days + 1)
    return sum(is_workday(start + dt.timedelta(days=count), overrides) for count in days)
