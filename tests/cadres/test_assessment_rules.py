"""What comes of ballots, and when a post ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.enums.assessment import GRADES, Grade
from cadres.rules.assessment import RANK, ballot_grade, ends_post, excellent_most, result
from tests.cadres.test_pay_arithmetic import Book

BOOK = Book()
COUNT = st.integers(0, 60)


@pytest.mark.parametrize(
    ("votes", "grade"),
    [
        ((30, 0, 0, 0), Grade.EXCELLENT),
        ((20, 10, 0, 0), Grade.EXCELLENT),
        ((19, 11, 0, 0), Grade.COMPETENT),
        ((0, 20, 10, 0), Grade.COMPETENT),
        ((0, 19, 11, 0), Grade.BASIC),
        ((0, 10, 5, 15), Grade.BASIC),
        ((0, 10, 4, 16), Grade.UNFIT),
    ],
)
def test_ballots_make_a_grade(votes, grade):
    assert ballot_grade(*votes, BOOK) == grade


@settings(deadline=None)
@given(votes=st.tuples(COUNT, COUNT, COUNT, COUNT).filter(any), moved=st.integers(1, 20))
def test_a_better_ballot_never_makes_a_worse_grade(votes, moved):
    excellent, competent, basic, unfit = votes
    moved = min(moved, unfit)

    before = ballot_grade(*votes, BOOK)
    after = ballot_grade(excellent + moved, competent, basic, unfit - moved, BOOK)

    assert RANK[after] <= RANK[before]


@settings(deadline=None)
@given(first=st.sampled_from(GRADES), second=st.sampled_from(GRADES))
def test_the_worse_of_ballots_and_township_counts(first, second):
    assert result(first, second) == result(second, first)
    assert RANK[result(first, second)] == max(RANK[first], RANK[second])


def test_two_in_a_row_end_the_post_and_nothing_less():
    unfit, fit = Grade.UNFIT, Grade.COMPETENT

    assert ends_post([unfit, unfit], BOOK)
    assert ends_post([fit, unfit, unfit], BOOK)
    assert not ends_post([unfit], BOOK)
    assert not ends_post([unfit, fit, unfit], BOOK)
    assert not ends_post([unfit, unfit, fit], BOOK)


def test_the_share_of_excellent_is_rounded_down():
    assert excellent_most(9, BOOK) == 2
    assert excellent_most(10, BOOK) == 3
