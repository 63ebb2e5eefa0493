"""The gate against an oracle written down a second time: quorums, order of days, publications, money."""

import datetime as dt
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ledgers.decision_gate import (
    DecisionFacts,
    Exemption,
    StepFacts,
    approval_answer,
    exceeds,
    judge_decision,
    payment_answer,
)
from ledgers.enums.decisions import Body, Matter
from ledgers.rulebook.book import RuleHistory
from ledgers.rulebook.national import NATIONAL

RULES = RuleHistory(NATIONAL)
BASE = dt.date(2026, 3, 2)
LATER = dt.date(2026, 12, 31)
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


def meeting(number: int, day: dt.date, profile: str, **given) -> StepFacts:
    whole = {
        "called": 9,
        "came": 9,
        "votes_for": 9,
        "matter": Matter.WORKS,
        "amount_cents": 100,
        "attendee": "高干事",
        "notice_on": day - dt.timedelta(days=10),
        "meeting": number,
    }
    return StepFacts(number=number, held_on=day, profile=profile, **(whole | given))


def posting(number: int, day: dt.date, days: int = 7, **given) -> StepFacts:
    whole = {
        "until": day + dt.timedelta(days=days - 1),
        "has_first_day": True,
        "has_last_day": True,
        "supervision": "合规",
        "supervision_agrees": True,
        "matter": Matter.WORKS,
        "amount_cents": 100,
        "accepted_on": day if number == 6 else None,
    }
    return StepFacts(number=number, held_on=day, **(whole | given))


def decision(offsets=(0, 1, 2, 3, 4, 20), **replaced) -> DecisionFacts:
    days = [BASE + dt.timedelta(days=each) for each in offsets]
    steps = {
        1: meeting(1, days[0], "P2"),
        2: meeting(2, days[1], "P2"),
        3: meeting(3, days[2], "P6", body_called=12, body_came=10),
        4: meeting(4, days[3], Body.REPRESENTATIVES),
        5: posting(5, days[4]),
        6: posting(6, days[5]),
    }
    steps |= {int(name[1:]): step for name, step in replaced.items()}
    return DecisionFacts("修路", Matter.WORKS, 100, {n: step for n, step in steps.items() if step is not None})


def ok(facts: DecisionFacts, number: int) -> bool:
    return judge_decision(facts, RULES, LATER).steps[number - 1].is_ok


def test_a_whole_decision_is_whole():
    gate = judge_decision(decision(), RULES, LATER)
    assert gate.is_decided
    assert gate.is_finished
    assert gate.first_gap is None


@st.composite
def counts(draw, most: int = 60):
    called = draw(st.integers(0, most))
    came = draw(st.integers(0, called))
    yes = draw(st.integers(0, came))
    no = draw(st.integers(0, came - yes))
    return {"called": called, "came": came, "votes_for": yes, "votes_against": no, "votes_abstain": 0}


@given(counts())
def test_step_1_wants_half_of_the_committee_and_more_than_half_to_agree(numbers):
    expected = (
        numbers["called"] > 0
        and Fraction(numbers["came"], numbers["called"]) >= HALF
        and Fraction(numbers["votes_for"], numbers["called"]) > HALF
    )
    assert ok(decision(s1=meeting(1, BASE, "P2", **numbers)), 1) == expected


@given(counts(), st.integers(0, 20), st.data())
def test_step_3_wants_two_thirds_of_all_members_and_half_of_the_votes(numbers, probationary, data):
    body = numbers["called"] + probationary
    body_came = numbers["came"] + data.draw(st.integers(0, probationary))
    day = BASE + dt.timedelta(days=2)
    step = meeting(3, day, "P6", **numbers, body_called=body, body_came=body_came)
    expected = (
        body > 0
        and numbers["called"] > 0
        and Fraction(body_came, body) >= TWO_THIRDS
        and Fraction(numbers["votes_for"], numbers["called"]) >= HALF
    )
    assert ok(decision(s3=step), 3) == expected


@given(counts(), st.sampled_from([Body.REPRESENTATIVES, Body.VILLAGERS]))
def test_step_4_by_the_law_of_each_body(numbers, body):
    day = BASE + dt.timedelta(days=3)
    called, came, yes = (Fraction(numbers[name]) for name in ("called", "came", "votes_for"))
    enough = called > 0 and (came / called >= TWO_THIRDS if body == Body.REPRESENTATIVES else came / called > HALF)
    expected = bool(enough and came > 0 and yes / came > HALF)
    assert ok(decision(s4=meeting(4, day, body, **numbers)), 4) == expected


@given(st.lists(st.integers(0, 40), min_size=6, max_size=6))
def test_the_gate_opens_only_when_no_step_is_before_the_one_before_it(offsets):
    gate = judge_decision(decision(offsets), RULES, LATER)
    in_order = all(one <= other for one, other in zip(offsets[:4], offsets[1:5], strict=True))
    assert gate.is_decided == in_order
    # The result follows the end of the first publication, six days after it began.
    assert gate.is_finished == (in_order and offsets[4] + 6 <= offsets[5])


@given(st.integers(1, 20), st.booleans(), st.booleans(), st.integers(0, 3))
def test_a_publication_of_seven_days_with_both_photos_and_no_open_objection(days, first, last, objections):
    start = BASE + dt.timedelta(days=4)
    step = posting(5, start, days, has_first_day=first, has_last_day=last, objections=objections)
    assert ok(decision(s5=step, s6=None), 5) == (days >= 7 and first and last and objections == 0)


@given(st.integers(0, 10_000_000), st.integers(0, 10_000_000), st.integers(0, 30))
def test_money_above_the_decided_sum(amount, agreed, percent):
    expected = amount > 0 and Fraction(amount) > Fraction(agreed) * (1 + Fraction(percent, 100))
    assert exceeds(amount, agreed, percent) == expected


@given(st.sets(st.integers(1, 6)), st.integers(0, 40))
def test_no_money_without_steps_1_to_5_and_no_final_payment_without_step_6(done, elapsed):
    """Invariant 1 of the domain, for every set of steps and every day."""
    facts = decision(**{f"s{number}": None for number in range(1, 7) if number not in done})
    day = BASE + dt.timedelta(days=elapsed)
    gate = judge_decision(facts, RULES, day)
    five = {1, 2, 3, 4, 5} <= done and elapsed >= 10  # the publication ends on the tenth day after the first step
    six = five and 6 in done and elapsed >= 26
    assert bool(approval_answer(gate, day)) == five
    assert bool(payment_answer(gate, day)) == five
    assert bool(payment_answer(gate, day, final=True)) == six
    for answer in (approval_answer(gate, day), payment_answer(gate, day, final=True)):
        assert answer or answer.reason


@given(st.integers(-5, 40), st.booleans())
def test_an_exemption_holds_from_the_grant_to_its_term_and_never_for_the_final_payment(elapsed, final):
    granted, due = BASE, BASE + dt.timedelta(days=30)
    facts = DecisionFacts("抢修", Matter.WORKS, 100, {}, exemption=Exemption(granted, due))
    day = BASE + dt.timedelta(days=elapsed)
    answer = payment_answer(judge_decision(facts, RULES, day), day, final=final)
    assert bool(answer) == (0 <= elapsed <= 30 and not final)


def test_a_rule_of_the_steps_own_day_judges_it():
    from dataclasses import replace

    seven = next(rule for rule in NATIONAL if rule.code == "decisions.publish_days")
    stricter = replace(seven, value=15, valid_from=dt.date(2026, 6, 1))
    rules = RuleHistory([*NATIONAL, stricter])
    before = judge_decision(decision(), rules, LATER)
    after = judge_decision(decision([each + 100 for each in (0, 1, 2, 3, 4, 20)]), rules, LATER)
    assert before.is_decided
    assert "不少于 15 天" in after.steps[4].reason
