"""Months, working days, ID numbers, encryption: the small parts that everything leans on."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.lib import idnumber
from config.lib.crypto import decrypt, encrypt, lookup_hash
from config.lib.months import (
    ends_quarter,
    last_day,
    next_month,
    parse_month,
    previous_month,
    quarter_start,
    same_day_later,
)
from config.lib.workdays import add_workdays, is_published, is_workday, roll_to_workday

months = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)).map(lambda day: day.replace(day=1))


@given(months)
def test_months_follow_each_other(month):
    assert previous_month(next_month(month)) == month
    assert last_day(month) + dt.timedelta(days=1) == next_month(month)
    assert quarter_start(month) <= month < next_month(next_month(next_month(quarter_start(month))))
    assert ends_quarter(month) == (quarter_start(next_month(month)) != quarter_start(month))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2027, 8, 31), 6, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 15), 12, dt.date(2027, 12, 15)),
        (dt.date(2026, 3, 31), -1, dt.date(2026, 2, 28)),
    ],
)
def test_the_same_day_of_a_shorter_month_is_its_last(day, months, later):
    assert same_day_later(day, months) == later


@pytest.mark.parametrize("text", ["2026", "2026-13", "26-10", "2026-1", "2026-10-01", "十月", ""])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match="month"):
        parse_month(text)


def test_make_up_days_are_working_days():
    assert is_workday(dt.date(2026, 10, 10), {})  # a Saturday made up for the National Day
    assert not is_workday(dt.date(2026, 10, 6), {})  # a Tuesday of that holiday


def test_the_districts_own_table_has_the_last_word():
    snow = dt.date(2026, 11, 3)
    assert roll_to_workday(snow, {snow: False}) == dt.date(2026, 11, 4)


def test_beyond_the_published_years_monday_to_friday_counts():
    assert not is_published(2031)
    assert is_workday(dt.date(2031, 1, 6), {})
    assert not is_workday(dt.date(2031, 1, 5), {})


def test_working_days_are_counted_after_the_start_day():
    assert add_workdays(dt.date(2026, 9, 30), 1, {}) == dt.date(2026, 10, 8)


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_official_samples_of_id_numbers_are_valid(number):
    assert idnumber.is_valid(number, today=dt.date(2026, 11, 23))


@given(st.integers(0, 16), st.integers(1, 9))
def test_a_single_wrong_digit_is_noticed(position, shift):
    number = "440524188001010014"
    wrong = number[:position] + str((int(number[position]) + shift) % 10) + number[position + 1 :]
    assert not idnumber.is_valid(wrong, today=dt.date(2026, 11, 23))


def test_a_birth_date_in_the_future_is_no_id_number():
    first = "36100220270101001"
    assert not idnumber.is_valid(first + idnumber.check_digit(first), today=dt.date(2026, 11, 23))


@given(st.text(min_size=1, max_size=40))
def test_what_was_encrypted_comes_back(text):
    assert decrypt(encrypt(text)) == text
    assert encrypt(text) != encrypt(text)
    assert lookup_hash(text) == lookup_hash(text) != lookup_hash(text + "1")
