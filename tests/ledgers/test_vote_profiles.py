"""Quorum and majority of every kind of vote, against fractions and against the sentences of the law."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers.vote_profiles import PROFILES, Counts, ballot_fits, judge, notice_fits

HALF, TWO_THIRDS, FOUR_FIFTHS = Fraction(1, 2), Fraction(2, 3), Fraction(4, 5)

# Written down a second time from the law: how much of whom must come, and how much of whom must agree.
ORACLE = {
    "P1": (lambda c: at_least(c.present, c.entitled, HALF), lambda c: over(c.votes_for, c.entitled)),
    "P2": (lambda c: at_least(c.present, c.entitled, HALF), lambda c: over(c.votes_for, c.entitled)),
    "P3": (lambda c: at_least(c.present, c.entitled, FOUR_FIFTHS), lambda c: over(c.votes_for, c.present)),
    "P4": (lambda c: over(c.present, c.entitled), lambda c: over(c.votes_for + c.written_for, c.entitled)),
    "P5": (lambda c: over(c.present, c.entitled), lambda c: over(c.votes_for + c.written_for, c.entitled)),
    "P6": (lambda c: at_least(c.body_present, c.body, TWO_THIRDS), lambda c: at_least(c.votes_for, c.entitled, HALF)),
    "P7": (lambda c: at_least(c.present, c.entitled, TWO_THIRDS), lambda c: over(c.votes_for, c.present)),
    "P8": (
        lambda c: over(c.present, c.entitled) or at_least(c.body_present, c.body, TWO_THIRDS),
        lambda c: over(c.votes_for, c.present),
    ),
    "P9": (lambda c: at_least(c.present, c.entitled, TWO_THIRDS), lambda c: over(c.votes_for, c.present)),
    "P10": (
        lambda c: at_least(c.present, c.entitled, TWO_THIRDS),
        lambda c: at_least(c.votes_for, c.entitled, TWO_THIRDS),
    ),
    "P11": (lambda c: True, lambda c: at_least(c.votes_for, c.entitled, TWO_THIRDS)),
    "P12": (lambda c: at_least(c.present, c.entitled, TWO_THIRDS), lambda c: over(c.votes_for, c.entitled)),
    "P13": (lambda c: over(c.present, c.entitled), lambda c: over(c.votes_for, c.present)),
}


def at_least(count, whole, share):
    return whole > 0 and Fraction(count, whole) >= share


def over(count, whole):
    return whole > 0 and Fraction(count, whole) > HALF


@st.composite
def lawful_counts(draw):
    entitled = draw(st.integers(0, 90))
    present = draw(st.integers(0, entitled))
    votes_for = draw(st.integers(0, present))
    against = draw(st.integers(0, present - votes_for))
    absent = entitled - present
    written_for = draw(st.integers(0, absent))
    body = draw(st.integers(entitled, entitled + 20))
    return Counts(
        entitled,
        present,
        votes_for,
        against,
        present - votes_for - against,
        written_for,
        draw(st.integers(0, absent - written_for)),
        body=body,
        body_present=draw(st.integers(present, max(present, body - absent))),
    )


def test_every_profile_has_its_oracle():
    assert PROFILES.keys() == ORACLE.keys()


@given(counts=lawful_counts(), code=st.sampled_from(sorted(ORACLE)))
def test_votes_are_judged_as_fractions_would(counts, code):
    result = judge(PROFILES[code], counts)
    enough_came, enough_agreed = (test(counts) for test in ORACLE[code])
    assert (result.quorum_ok, result.passed) == (enough_came, enough_came and enough_agreed)
    assert result.sound
    # A refusal always says why, a success says nothing.
    assert bool(result.sentences) == (not result.passed)


@given(counts=lawful_counts(), code=st.sampled_from(sorted(ORACLE)), more=st.integers(1, 5))
def test_another_vote_in_favour_never_turns_a_yes_into_a_no(counts, code, more):
    moved = min(more, counts.votes_abstain)
    better = Counts(
        counts.entitled,
        counts.present,
        counts.votes_for + moved,
        counts.votes_against,
        counts.votes_abstain - moved,
        counts.written_for,
        counts.written_against,
        body=counts.body,
        body_present=counts.body_present,
    )
    assert judge(PROFILES[code], better).passed >= judge(PROFILES[code], counts).passed


@given(whole=st.integers(1, 200), code=st.sampled_from(sorted(ORACLE)))
def test_the_number_named_as_needed_is_the_smallest_that_does(whole, code):
    share = PROFILES[code].majority
    needed = share.needed_of(whole)
    assert share.reached_by(needed, whole)
    assert not share.reached_by(needed - 1, whole)


@pytest.mark.parametrize(
    ("code", "present", "quorum"),
    [("P1", 15, True), ("P1", 14, False), ("P4", 15, False), ("P4", 16, True), ("P3", 24, True), ("P3", 23, False)],
)
def test_of_thirty_members_exactly_half_may_meet_but_not_admit(code, present, quorum):
    assert judge(PROFILES[code], Counts(30, present)).quorum_ok is quorum


def test_written_opinions_count_for_an_admission_only():
    counts = Counts(30, 16, 15, 1, written_for=1)
    assert judge(PROFILES["P4"], counts).passed
    assert not judge(PROFILES["P1"], counts).passed


def test_more_votes_than_voters_is_no_result():
    result = judge(PROFILES["P1"], Counts(30, 20, 19, 2))
    assert not result.sound
    assert not result.passed
    assert result.sentences == ("票数合计 21，比到会有表决权的 20 人还多。",)


def test_a_refusal_names_the_number_that_was_needed():
    result = judge(PROFILES["P1"], Counts(30, 20, 15, 5))
    assert result.quorum_ok
    assert result.sentences == ("赞成 15 票；应到会有表决权的党员 30 人，要 16 票（过半数）赞成才算通过。",)


def test_a_meeting_without_members_decides_nothing():
    assert not judge(PROFILES["P1"], Counts(0, 0, 0)).quorum_ok


def test_persons_are_voted_on_secretly_and_notice_is_given_in_time():
    assert ballot_fits(PROFILES["P4"], is_secret=False).reason == "接收预备党员、预备党员转正要用无记名投票。"
    assert ballot_fits(PROFILES["P1"], is_secret=False)
    assert not notice_fits(PROFILES["P10"], 9)
    assert notice_fits(PROFILES["P10"], 10)
