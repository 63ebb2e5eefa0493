"""Pay is exact to the cent: parts add up to the whole, floors hold, a better grade never pays less."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.enums.assessment import GRADES, Grade
from cadres.rules.pay import (
    CHIEFS,
    DEPUTIES,
    Span,
    Terms,
    bonus_most,
    bonus_split,
    chief_floor,
    due,
    floors,
    grade_percents,
    grown,
    highest,
    is_half_a_year,
    month_part,
    part_of_month,
    pay_of,
    performance,
    split,
    years_held,
)
from ledgers.rulebook.national.cadres_pay import RULES

YEAR = 2026
END = dt.date(YEAR, 12, 31)
CENTS = st.integers(0, 2_000_000)
DAYS = st.dates(dt.date(YEAR, 1, 1), END)
BY_CODE = {rule.code: rule for rule in RULES}
TERMS = Terms(
    60, {Grade.EXCELLENT: 110, Grade.COMPETENT: 100, Grade.BASIC: 60, Grade.UNFIT: 0, Grade.UNGRADED: 80, "": 0}, 200_00
)


class Book:
    """Rules with the values of the national file, or others within their bounds."""

    def __init__(self, **values) -> None:
        self.values = values

    def value(self, code: str):
        return self.values.get(code, BY_CODE[code].value)


def pay(held, grade="", **values):
    spans = {"allowances": [], "leaving": []} | values
    return pay_of(YEAR, END, held=held, grade=grade, terms=TERMS, **spans)


# --- Months ----------------------------------------------------------------------------------------------------
@settings(deadline=None)
@given(cents=CENTS, days=st.integers(28, 31), cuts=st.lists(st.integers(0, 31), max_size=6))
def test_the_parts_of_a_month_add_up_to_the_whole(cents, days, cuts):
    edges = [0, *sorted(min(cut, days) for cut in cuts), days]

    parts = [part_of_month(cents, days, first, end) for first, end in zip(edges, edges[1:], strict=False)]

    assert sum(parts) == cents
    for part, first, end in zip(parts, edges, edges[1:], strict=False):
        assert abs(part - Fraction(cents * (end - first), days)) < 1


@settings(deadline=None)
@given(cents=CENTS, cuts=st.lists(DAYS, max_size=5))
def test_who_follow_one_another_in_a_post_get_together_what_the_post_pays(cents, cuts):
    edges = [dt.date(YEAR - 3, 5, 1), *sorted(cuts), None]

    spans = [Span(first, end, cents) for first, end in zip(edges, edges[1:], strict=False)]
    shares = [due(YEAR, END, lambda day, span=span: highest([span], day)) for span in spans]

    assert sum(shares) == cents * 12


@settings(deadline=None)
@given(cents=CENTS, through=DAYS)
def test_what_is_due_until_a_day_and_after_it_is_the_whole_year(cents, through):
    until = due(YEAR, through, lambda day: cents)
    after = due(YEAR, END, lambda day: cents if day > through else 0)

    assert until + after == cents * 12


def test_a_part_of_a_month_by_hand():
    assert month_part(dt.date(2026, 4, 1), [3000_00] * 10) == 1000_00
    assert month_part(dt.date(2026, 2, 1), [0] * 27 + [2800_00]) == 100_00
    assert month_part(dt.date(2026, 1, 1), [100] * 10 + [200] * 21) == 32 + 136


@settings(deadline=None)
@given(spans=st.lists(st.tuples(DAYS, st.none() | DAYS, CENTS), max_size=4))
def test_several_posts_pay_the_highest_not_the_sum(spans):
    held = [Span(since, until, cents) for since, until, cents in spans]

    total = due(YEAR, END, lambda day: highest(held, day))

    each = [due(YEAR, END, lambda day, one=one: highest([one], day)) for one in held]
    assert max(each, default=0) <= total + 12 * len(held)  # a cent a stretch and month by rounding
    assert total <= sum(each) + 12 * (2 * len(held) + 1)
    assert total <= 12 * max((span.cents for span in held), default=0)


def test_one_who_shoulders_both_is_paid_once_with_the_allowance():
    held = [
        Span(dt.date(2025, 1, 1), None, 3500_00, "party_secretary"),
        Span(dt.date(2026, 7, 1), None, 3300_00, "director"),
    ]

    found = pay(held)

    assert found.basic == 3500_00 * 12
    assert found.shoulder == 200_00 * 6
    assert (found.kind, found.days) == ("party_secretary", 365)


def test_allowances_are_paid_in_office_and_the_leaving_subsidy_after_it():
    held = [Span(dt.date(2025, 1, 1), dt.date(2026, 7, 1), 3000_00, "director")]
    all_year = [Span(dt.date(2026, 1, 1), None, 100_00)]

    found = pay(held, allowances=all_year, leaving=all_year)

    assert (found.basic, found.allowance, found.leaving) == (3000_00 * 6, 100_00 * 6, 100_00 * 6)


# --- Floors and growth -----------------------------------------------------------------------------------------
@settings(deadline=None)
@given(income=st.integers(1, 10_000_000), chief=st.integers(200, 400), deputy=st.integers(70, 100), more=CENTS)
def test_the_floor_is_kept_and_not_a_cent_more_than_needed(income, chief, deputy, more):
    least = chief_floor(income, chief)
    assert Fraction(least * 12) >= Fraction(income * chief, 100) > Fraction((least - 1) * 12)

    found = floors(income, chief, deputy, least + more)

    assert set(found) == {*CHIEFS, *DEPUTIES}
    assert all(found[post] == least for post in CHIEFS)
    assert all(Fraction(found[post]) >= Fraction((least + more) * deputy, 100) for post in DEPUTIES)


@settings(deadline=None)
@given(cents=CENTS, percent=st.integers(0, 20))
def test_growth_never_lowers(cents, percent):
    assert cents <= grown(cents, percent) < cents * (100 + percent) / 100 + 1


# --- Performance -----------------------------------------------------------------------------------------------
def within_bounds(code):
    rule = BY_CODE[f"pay.{code}_percent"]
    return st.integers(int(rule.least), int(rule.most))


@settings(deadline=None)
@given(basic=st.integers(0, 50_000_000), share=st.integers(50, 100), values=st.tuples(*map(within_bounds, GRADES)))
def test_a_better_grade_never_pays_less_whatever_the_district_fixes(basic, share, values):
    book = Book(**{f"pay.{grade}_percent": value for grade, value in zip(GRADES, values, strict=True)})
    percents = grade_percents(book)

    paid = [performance(basic, share, percents[grade]) for grade in GRADES]

    assert paid == sorted(paid, reverse=True)
    assert performance(basic, share, percents[""]) == 0


@settings(deadline=None)
@given(basic=st.integers(0, 50_000_000), share=st.integers(50, 100))
def test_basic_and_performance_part_split_the_whole(basic, share):
    assert abs(Fraction(performance(basic, share, 100)) - Fraction(basic * (100 - share), share)) < 1


def test_the_split_by_hand():
    held = [Span(dt.date(2025, 1, 1), None, 3000_00, "director")]

    assert pay(held, Grade.COMPETENT).performance == 24_000_00
    assert pay(held, Grade.EXCELLENT).performance == 26_400_00
    assert pay(held).performance == 0


# --- The share of the collective's income ----------------------------------------------------------------------
PROFITS = st.integers(-10_000_000_000, 10_000_000_000)
WEIGHTS = st.dictionaries(st.integers(1, 30), st.integers(0, 100), max_size=8)


@settings(deadline=None)
@given(
    profit=PROFITS,
    percent=st.integers(0, 20),
    weights=WEIGHTS,
    days=st.dictionaries(st.integers(1, 30), st.integers(0, 365)),
)
def test_a_village_shares_a_fifth_at_most_and_all_of_the_pool(profit, percent, weights, days):
    pool, shares = bonus_split(profit, percent, days, weights, YEAR)

    assert sum(shares.values()) == pool
    assert pool * 100 <= max(0, profit) * percent
    assert pool == bonus_most(profit, percent) or not shares
    assert all(is_half_a_year(days.get(person, 0), YEAR) and weights[person] for person in shares)


@settings(deadline=None)
@given(pool=st.integers(0, 10_000_000), weights=st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any))
def test_shares_differ_from_the_exact_part_by_less_than_a_cent(pool, weights):
    parts = split(pool, weights)

    assert sum(parts) == pool
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(pool * weight, sum(weights))) < 1


def test_the_pool_by_hand():
    assert bonus_most(100_003, 20) == 20_000
    assert bonus_split(100_000_03, 20, {1: 365, 2: 365, 3: 182, 4: 183}, {1: 1, 2: 1, 3: 1, 4: 1}, YEAR) == (
        20_000_00,
        {1: 666_667, 2: 666_667, 4: 666_666},
    )
    assert bonus_split(-5, 20, {1: 365}, {1: 1}, YEAR) == (0, {})


def test_half_a_year_in_a_leap_year():
    assert is_half_a_year(183, 2024)
    assert not is_half_a_year(182, 2024)
    assert not is_half_a_year(182, 2026)


def test_nobody_to_share_with_is_no_division_by_zero():
    with pytest.raises(ValueError, match="no weights"):
        split(100, [0, 0])


# --- After the office ------------------------------------------------------------------------------------------
def test_years_in_office_count_each_day_once():
    held = [
        Span(dt.date(2010, 1, 1), dt.date(2015, 1, 1), 0),
        Span(dt.date(2012, 1, 1), dt.date(2016, 1, 1), 0),
        Span(dt.date(2020, 1, 1), None, 0),
    ]

    assert years_held(held, dt.date(2023, 1, 1)) == 9
    assert years_held(held[:1], dt.date(2014, 12, 31)) == 4
    assert years_held([], dt.date(2023, 1, 1)) == 0


def test_the_bounds_of_the_grades_meet():
    found = [BY_CODE[f"pay.{grade}_percent"] for grade in GRADES]
    for better, worse in zip(found, found[1:], strict=False):
        assert better.least >= worse.most
    assert BY_CODE["pay.basic_share"].least == Decimal(50)
