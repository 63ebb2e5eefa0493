"""The draw of a roster: every shift held, shares within one, holidays balanced, nobody twice, repeatable."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.duty_draw import DayKind, Person, Uncoverable, draw
from cadres.enums.duty import HALF_DAYS, Shift
from cadres.selectors.duty import day_kinds

START = dt.date(2026, 1, 1)
seeds = st.text("0123456789abcdef", min_size=4, max_size=16)
kinds = st.sampled_from(list(DayKind))
FEW_EXAMPLES_OF_SHIFTS = st.sampled_from([(Shift.DAY,), HALF_DAYS])


def days_from(kinds_in_order) -> dict[dt.date, DayKind]:
    return {START + dt.timedelta(days=number): kind for number, kind in enumerate(kinds_in_order)}


@st.composite
def months(draw_) -> tuple[dict[dt.date, DayKind], list[Person]]:
    """A month and people of whom nobody is ever away."""
    days = days_from(draw_(st.lists(kinds, min_size=1, max_size=31)))
    size = draw_(st.integers(2, 9))
    counts = st.integers(0, 12)
    return days, [Person(number, before=draw_(counts), rest_before=draw_(counts)) for number in range(size)]


@st.composite
def planted(draw_) -> tuple[dict[dt.date, DayKind], list[Person]]:
    """A month in which people are away, and that still has an even roster: somebody planted it around the days off."""
    days, people = draw_(months())
    turns = sorted(days, key=lambda day: (days[day], day))
    keeps = {day: number % len(people) for number, day in enumerate(turns)}
    away = [
        frozenset(day for day in days if keeps[day] != number and draw_(st.booleans())) for number in range(len(people))
    ]
    return days, [Person(p.key, off, p.before, p.rest_before) for p, off in zip(people, away, strict=True)]


def spreads(days, people, rows) -> tuple[int, int, int]:
    """Return the widest difference of all shifts, those of rest days, those of holidays."""

    def spread(of) -> int:
        held = Counter(row.main for row in rows if days[row.date] in of)
        return max(held[p.key] for p in people) - min(held[p.key] for p in people)

    return spread(list(DayKind)), spread([DayKind.HOLIDAY, DayKind.WEEKEND]), spread([DayKind.HOLIDAY])


def refuse_faults(days, people, rows, shifts) -> None:
    """Assert what holds for every roster: each shift held once, by somebody free, nobody twice on a day."""
    assert [(row.date, row.shift) for row in rows] == [(day, shift) for day in sorted(days) for shift in shifts]
    away = {person.key: person.away for person in people}
    for row in rows:
        assert row.date not in away[row.main]
        assert row.second != row.main
        assert row.second is None or row.date not in away[row.second]
    for day in days:
        free = [person for person in people if day not in person.away]
        booked = [key for row in rows if row.date == day for key in (row.main, row.second) if key is not None]
        if len(free) >= len(shifts):
            assert len(booked) == len(set(booked)), f"{day} books somebody twice"


@given(months(), seeds, FEW_EXAMPLES_OF_SHIFTS)
def test_shares_are_within_one_shift_in_all_holidays_and_rest_days(month, seed, shifts):
    days, people = month

    rows = draw(days, people, seed, shifts)

    refuse_faults(days, people, rows, shifts)
    assert max(spreads(days, people, rows)) <= 1


@given(planted(), seeds)
def test_an_even_roster_is_found_around_the_days_off_where_there_is_one(month, seed):
    days, people = month

    rows = draw(days, people, seed)

    refuse_faults(days, people, rows, (Shift.DAY,))
    assert max(spreads(days, people, rows)) <= 1


@given(months(), st.data(), seeds, FEW_EXAMPLES_OF_SHIFTS)
def test_whoever_is_away_every_shift_is_held_or_the_day_is_named(month, data, seed, shifts):
    days, people = month
    people = [Person(p.key, frozenset(data.draw(st.sets(st.sampled_from(sorted(days)))))) for p in people]
    bare = [day for day in sorted(days) if all(day in person.away for person in people)]

    if bare:
        with pytest.raises(Uncoverable) as hole:
            draw(days, people, seed, shifts)
        assert hole.value.date == bare[0]
    else:
        refuse_faults(days, people, draw(days, people, seed, shifts), shifts)


@given(planted(), seeds)
def test_the_draw_is_repeatable_whatever_the_order_of_the_rows(month, seed):
    days, people = month

    assert draw(days, people, seed) == draw(dict(reversed(days.items())), people[::-1], seed)


@given(seeds)
def test_whoever_had_fewest_before_gets_the_odd_shift(seed):
    days = days_from([DayKind.WORK] * 31)
    people = [Person(1, before=12), Person(2, before=9), Person(3, before=12)]

    held = Counter(row.main for row in draw(days, people, seed))

    assert held == {1: 10, 2: 11, 3: 10}


@given(seeds)
def test_nobody_has_two_days_running_where_that_can_be_helped(seed):
    days = day_kinds(dt.date(2026, 11, 1), {})
    rows = draw(days, [Person(number) for number in range(5)], seed)

    running = sum(one.main == two.main for one, two in zip(rows, rows[1:], strict=False))
    assert running <= 1


def test_holidays_are_three_rest_days_on_end_across_the_month():
    october, december = day_kinds(dt.date(2026, 10, 1), {}), day_kinds(dt.date(2026, 12, 1), {})

    assert [day.day for day, kind in october.items() if kind == DayKind.HOLIDAY] == [1, 2, 3, 4, 5, 6, 7]
    assert october[dt.date(2026, 10, 10)] == DayKind.WORK  # a make-up day
    assert october[dt.date(2026, 10, 17)] == DayKind.WEEKEND
    assert december[dt.date(2026, 12, 31)] == DayKind.WORK
    lengthened = day_kinds(dt.date(2026, 12, 1), {dt.date(2026, 12, 7): False})
    assert [day.day for day, kind in lengthened.items() if kind == DayKind.HOLIDAY] == [5, 6, 7]
