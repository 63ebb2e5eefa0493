"""Colours: where a score falls, what makes a township red, and how long a run of reds is."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.colours import Basis, Colour, Limits, branch_colour, colour_of_score, red_run, township_colour
from config.lib.months import months_after

LIMITS = Limits()
START = dt.date(2025, 11, 1)


@pytest.mark.parametrize(
    ("score", "colour"),
    [
        (100, "green"),
        (90, "green"),
        (89, "blue"),
        (75, "blue"),
        (74, "yellow"),
        (60, "yellow"),
        (59, "red"),
        (0, "red"),
    ],
)
def test_score_has_its_grade(score, colour):
    assert colour_of_score(score, LIMITS) == colour


def test_what_was_never_handed_in_and_what_was_made_up_is_red():
    assert branch_colour(is_received=False, is_fraud=False, score=None, limits=LIMITS) == (Colour.RED, Basis.MISSING)
    assert branch_colour(is_received=True, is_fraud=True, score=98, limits=LIMITS) == (Colour.RED, Basis.FRAUD)


def test_what_nobody_judged_has_no_colour():
    assert branch_colour(is_received=True, is_fraud=False, score=None, limits=LIMITS) == (None, Basis.UNJUDGED)


def test_a_good_average_does_not_hide_bad_branches():
    assert township_colour([Colour.GREEN] * 4 + [Colour.RED], Decimal(95), LIMITS) == Colour.RED
    assert township_colour([Colour.GREEN] * 9 + [Colour.RED], Decimal(95), LIMITS) == Colour.GREEN
    assert township_colour([Colour.GREEN] * 7 + [Colour.YELLOW] * 3, Decimal(92), LIMITS) == Colour.YELLOW
    assert township_colour([], None, LIMITS) is None


@given(st.lists(st.sampled_from([*Colour, None]), min_size=1, max_size=30))
def test_run_of_reds_is_what_a_reader_would_count(colours):
    months = [months_after(START, number) for number in range(len(colours))]
    reds = {month for month, colour in zip(months, colours, strict=True) if colour == Colour.RED}
    word = "".join("R" if colour == Colour.RED else "-" for colour in colours)

    for place, month in enumerate(months):
        counted = len(word[: place + 1]) - len(word[: place + 1].rstrip("R"))
        run = red_run(reds, month)
        assert (run.length if run else 0) == counted
        if run:
            assert run.first == months[place - counted + 1]


@given(st.integers(0, 99))
def test_a_better_score_is_never_a_worse_colour(score):
    order = list(Colour)
    assert order.index(colour_of_score(score + 1, LIMITS)) <= order.index(colour_of_score(score, LIMITS))
