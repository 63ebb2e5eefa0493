"""What a member owes: exact to the cent, against a reckoning in whole numbers; and the months in a row."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from config.lib.money import in_capitals
from ledgers.dues_clock import Alarms, alarm_at, alarm_text, months_owed
from ledgers.dues_rates import due_cents, rates_of
from ledgers.enums.dues import DuesCategory
from ledgers.rulebook.book import RuleHistory
from ledgers.rulebook.national import NATIONAL

RATES = rates_of(RuleHistory(NATIONAL).on(dt.date(2026, 10, 1)))
INCOMES = st.integers(min_value=100, max_value=50_000_00)
EDGES = (3_000_00, 5_000_00, 10_000_00)


def oracle(base: int, per_mille: int) -> int:
    """Half up in whole numbers: (base × ‰ × 2 + 1000) ÷ 2000, rounded down."""
    return (base * per_mille * 2 + 1000) // 2000


@given(INCOMES)
@example(3_000_00)
@example(3_000_01)
@example(5_000_00)
@example(5_000_01)
@example(10_000_00)
@example(10_000_01)
@pytest.mark.parametrize("category", [DuesCategory.WAGE, DuesCategory.SALARY, DuesCategory.SELF_EMPLOYED])
def test_dues_of_an_income_are_one_rate_of_the_whole_base(category, base):
    per_mille = 5 if base <= EDGES[0] else 10 if base <= EDGES[1] else 15 if base <= EDGES[2] else 20

    assert due_cents(category, base, None, RATES) == oracle(base, per_mille)


@given(INCOMES)
@example(5_000_00)
@example(5_000_01)
def test_dues_of_pensioners_have_two_rates(base):
    assert due_cents(DuesCategory.RETIRED, base, None, RATES) == oracle(base, 5 if base <= EDGES[1] else 10)


@given(INCOMES, st.sampled_from([DuesCategory.WAGE, DuesCategory.RETIRED]))
def test_whoever_has_an_income_owes_at_least_a_cent(base, category):
    assert due_cents(category, base, None, RATES) >= 1


@pytest.mark.parametrize(
    ("category", "base", "fixed", "cents"),
    [
        (DuesCategory.FARMER, None, None, 20),
        (DuesCategory.RELIEF, None, None, 20),
        (DuesCategory.WAGE, 3_000_00, None, 15_00),
        (DuesCategory.WAGE, 3_000_01, None, 30_00),
        (DuesCategory.WAGE, 4_860_00, None, 48_60),
        (DuesCategory.WAGE, 10_000_00, None, 150_00),
        (DuesCategory.WAGE, 10_000_01, None, 200_00),
        (DuesCategory.WAGE, 1_01, None, 1),  # 0.505 cents
        (DuesCategory.WAGE, 3_00, None, 2),  # 1.5 cents
        (DuesCategory.RETIRED, 5_000_00, None, 25_00),
        (DuesCategory.RETIRED, 5_000_01, None, 50_00),
        (DuesCategory.REDUCED, None, 10, 10),
        (DuesCategory.EXEMPT, None, 0, 0),
    ],
)
def test_dues_of_each_category(category, base, fixed, cents):
    assert due_cents(category, base, fixed, RATES) == cents


def test_the_rates_are_those_of_the_law():
    assert [rate for _most, rate in RATES.wage] == [Decimal("0.5"), Decimal("1"), Decimal("1.5"), Decimal("2")]
    assert [most for most, _rate in RATES.wage] == [*EDGES, None]


# --- Months in a row ---
MONTHS = st.lists(st.tuples(st.sampled_from([0, 20, 1500]), st.sampled_from([0, 0, 20])), max_size=24)


@given(MONTHS)
def test_months_in_a_row_are_counted_back_to_the_last_payment(months):
    """The oracle walks forwards: a payment sets the count to nothing, an owed month adds one."""
    count = 0
    for due, paid in months:
        count = 0 if paid else count + (1 if due else 0)

    assert months_owed(months) == count


def test_a_month_that_is_exempted_neither_counts_nor_ends_the_row():
    assert months_owed([(20, 20), (20, 0), (0, 0), (0, 0), (20, 0)]) == 2
    assert months_owed([(20, 0), (20, 0), (0, 20)]) == 0


ALARMS = Alarms(3, 5, 6)


@pytest.mark.parametrize(("owed", "alarm"), [(0, 0), (2, 0), (3, 3), (4, 3), (5, 5), (6, 6), (11, 6)])
def test_alarms_go_off_at_three_five_and_six_months(owed, alarm):
    assert alarm_at(owed, ALARMS) == alarm


def test_six_months_are_a_matter_for_the_branchs_meeting():
    assert alarm_text(2, ALARMS) == ""
    assert "满 6 个月按自行脱党处理" in alarm_text(3, ALARMS)
    assert "请提交支部党员大会讨论" in alarm_text(6, ALARMS)


# --- Money in words ---
@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (20, "贰角整"),
        (100, "壹元整"),
        (10005, "壹佰元零伍分"),
        (10050, "壹佰元伍角整"),
        (1000100, "壹万零壹元整"),
        (12345678, "壹拾贰万叁仟肆佰伍拾陆元柒角捌分"),
        (10050000, "壹拾万零伍佰元整"),
    ],
)
def test_an_amount_in_capitals(cents, words):
    assert in_capitals(cents) == words
