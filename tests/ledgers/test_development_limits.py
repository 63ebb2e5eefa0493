"""The limits of admitting members, held against small reckonings of their own."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.lib.months import same_day_later
from ledgers.development_standing import CandidateFacts, Done, StepState, next_step, probation_end, standing
from ledgers.development_steps import (
    ACTIVIST,
    ADMIT,
    APPLY_FULL,
    APPROVAL,
    APPROVE_FULL,
    BY_CODE,
    DISCUSS_FULL,
    OBSERVE,
    OBSERVE_PROBATION,
    PREAPPROVAL,
    PROSPECT,
    REPEATED,
    STEPS,
    TALK,
    TRAINING,
    stage_of,
)
from ledgers.enums.development import Stage
from ledgers.prechecks.development import check_development
from ledgers.prechecks.findings import Findings
from ledgers.rulebook.book import RuleHistory
from ledgers.rulebook.national import NATIONAL
from tests.ledgers.development_samples import WAY, day

RULES = RuleHistory(NATIONAL)
DAYS = st.dates(dt.date(2014, 6, 1), dt.date(2035, 12, 31))


def person(until: int = 1, **changes) -> CandidateFacts:
    """Someone who went WAY up to a step."""
    done = {code: Done(day(text)) for code, text in WAY if code <= until and code not in REPEATED}
    if TRAINING in done:
        done[TRAINING] = Done(done[TRAINING].day, training_days=3)
    for code, first, last in ((APPROVAL, "2025-07-18", "2025-07-28"), (APPROVE_FULL, "2026-07-06", "2026-07-16")):
        if code in done:
            done[code] = Done(done[code].day, notice_from=day(first), notice_until=day(last))
    observed = {OBSERVE: [day(text) for code, text in WAY if code == OBSERVE and until >= code]}
    facts = {"applied_on": day("2024-03-01"), "done": done, "observed": observed, "name": "赵申请", "pk": 1}
    return CandidateFacts(**(facts | changes))


def at(facts: CandidateFacts, code: int, on: str | dt.date):
    on = day(on) if isinstance(on, str) else on
    return next(each for each in standing(facts, RULES, on) if each.code == code)


def oracle_months(start: dt.date, months: int) -> dt.date:
    """Go forward month by month on the calendar, then to the day or the month's end."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


@given(DAYS, st.integers(0, 40))
def test_months_are_reckoned_by_the_calendar(start, months):
    assert same_day_later(start, months) == oracle_months(start, months)


@given(DAYS)
def test_the_probation_ends_a_year_after_the_meeting(meeting):
    facts = person(begun_at=20, done={ADMIT: Done(meeting)})
    same_day = (meeting.month, meeting.day) != (2, 29)

    end = probation_end(facts, RULES)

    assert end == (meeting.replace(year=meeting.year + 1) if same_day else dt.date(meeting.year + 1, 2, 28))
    assert at(facts, DISCUSS_FULL, end - dt.timedelta(days=1)).state == StepState.WAITING


@given(DAYS, st.integers(6, 12))
def test_a_prolonged_probation_moves_the_limits_along(meeting, months):
    until = same_day_later(meeting, 12 + months)
    facts = person(begun_at=20, done={ADMIT: Done(meeting), APPLY_FULL: Done(until)}, prolonged_until=until)

    assert at(facts, DISCUSS_FULL, until - dt.timedelta(days=1)).state == StepState.WAITING
    assert at(facts, DISCUSS_FULL, until).state == StepState.NOW
    assert at(facts, DISCUSS_FULL, until).due == oracle_months(until, 1)


@given(DAYS, st.lists(st.integers(1, 300), max_size=6), st.integers(0, 400))
def test_observations_are_due_half_a_year_after_the_last(began, gaps, later):
    observed, last = [], began
    for gap in gaps:
        last += dt.timedelta(days=gap)
        observed.append(last)
    facts = person(begun_at=4, done={ACTIVIST: Done(began)}, observed={OBSERVE: observed})
    today = last + dt.timedelta(days=later)

    found = at(facts, OBSERVE, today)

    due = oracle_months(last, 6)
    assert (found.due, found.overdue) == (due, max(0, (today - due).days))
    before, late = began, 0
    for each in observed:
        late += each > oracle_months(before, 6)
        before = each
    assert len([fault for fault in found.faults if fault.kind == "late"]) == late


@given(DAYS, st.integers(0, 800))
def test_a_talk_is_due_within_a_month(applied, later):
    found = at(CandidateFacts(applied_on=applied), TALK, applied + dt.timedelta(days=later))

    due = oracle_months(applied, 1)
    assert found.state == StepState.NOW
    assert found.overdue == max(0, (applied + dt.timedelta(days=later) - due).days)


def test_a_prospect_needs_a_whole_year_as_activist():
    facts = person(until=5)

    early, ready = at(facts, PROSPECT, "2025-05-09"), at(facts, PROSPECT, "2025-05-10")

    assert (early.state, early.why) == (StepState.WAITING, "要到2025年5月10日才能办")
    assert "第十三条" in early.basis
    assert ready.state == StepState.NOW


def test_an_approval_is_due_after_three_months_and_impossible_after_six():
    facts = person(until=16)

    assert at(facts, APPROVAL, "2025-10-01").overdue == 0
    assert at(facts, APPROVAL, "2025-10-02").overdue == 1
    assert at(facts, APPROVAL, "2026-01-01").state == StepState.NOW
    blocked = at(facts, APPROVAL, "2026-01-02")
    assert blocked.state == StepState.BLOCKED
    assert blocked.why == "2026年1月1日以前没有批下来，要重新开支部大会，再报批"


def test_the_general_meeting_is_due_a_month_after_the_preapproval():
    facts = person(until=PREAPPROVAL)

    waiting = at(facts, ADMIT, "2025-07-20")

    assert (waiting.state, waiting.overdue) == (StepState.WAITING, 4)
    assert waiting.why == "先办“14. 填写入党志愿书”"


def test_a_way_that_keeps_every_limit_has_no_faults():
    facts = person(until=25)
    observed = {OBSERVE: facts.observed[OBSERVE], OBSERVE_PROBATION: [day("2025-12-20"), day("2026-06-18")]}

    steps = standing(person(until=25, observed=observed), RULES, day("2026-11-02"))

    assert [each.code for each in steps if each.state != StepState.DONE] == []
    assert [fault for each in steps for fault in each.faults] == []


@pytest.mark.parametrize(
    ("code", "done", "kind", "words"),
    [
        (TALK, Done(day("2024-04-11")), "late", "应在2024年4月1日前办，晚了10天"),
        (ACTIVIST, Done(day("2024-03-10")), "order", "早于第2步的2024年3月20日"),
        (PROSPECT, Done(day("2025-05-09")), "order", "要到2025年5月10日才能办，办早了"),
        (TRAINING, Done(day("2025-06-05"), training_days=2, training_hours=23), "training", "不到3天，也不到24个学时"),
        (APPROVAL, Done(day("2025-08-01")), "notice", "没有写公示的起止日期"),
        (
            APPROVAL,
            Done(day("2025-08-01"), notice_from=day("2025-07-18"), notice_until=day("2025-07-24")),
            "notice",
            "不满5个工作日",
        ),
        (DISCUSS_FULL, Done(day("2026-08-05")), "late", "应在2026年8月1日前办，晚了4天"),
    ],
)
def test_each_fault_of_a_step_is_named(code, done, kind, words):
    facts = person(until=25)
    changed = person(until=25, done={**facts.done, code: done})

    found = [fault for fault in at(changed, code, "2026-11-02").faults if fault.kind == kind]

    assert len(found) == 1
    assert words in found[0].text


def test_twenty_four_hours_of_training_are_enough_without_three_days():
    facts = person(until=25)
    changed = person(until=25, done={**facts.done, TRAINING: Done(day("2025-06-05"), training_hours=24)})

    assert at(changed, TRAINING, "2026-11-02").faults == ()


def test_notice_counts_working_days_with_the_districts_own_calendar():
    """18 July 2025 is a Friday: five working days later is Friday 25."""
    facts = person(until=25)
    done = Done(day("2025-08-01"), notice_from=day("2025-07-18"), notice_until=day("2025-07-25"))
    changed = person(until=25, done={**facts.done, APPROVAL: done})
    free = {day("2025-07-23"): False}

    def faults(holidays):
        steps = standing(changed, RULES, day("2026-11-02"), holidays)
        return [fault for each in steps if each.code == APPROVAL for fault in each.faults]

    assert faults({}) == []
    assert len(faults(free)) == 1


def test_what_stands_on_paper_is_not_judged():
    facts = CandidateFacts(
        applied_on=day("2020-01-01"), begun_at=20, done={ADMIT: Done(day("2026-01-10"), is_earlier=True)}
    )

    steps = standing(facts, RULES, day("2026-03-01"))

    assert {each.code for each in steps if each.state == StepState.DONE} == set(range(1, 21))
    assert [fault for each in steps for fault in each.faults] == []
    assert facts.stage == Stage.PROBATIONARY


def test_nothing_is_owed_once_the_way_has_ended():
    steps = standing(person(until=3, is_open=False), RULES, day("2026-11-02"))

    assert {each.state for each in steps} == {StepState.DONE, StepState.CLOSED}
    assert not any(each.overdue for each in steps)
    assert next_step(steps, day("2026-11-02")) is None


def test_what_is_overdue_comes_first_then_the_next_step():
    facts = person(until=PREAPPROVAL)

    assert next_step(standing(facts, RULES, day("2025-06-20")), day("2025-06-20")).code == 14
    late = person(until=3)
    assert next_step(standing(late, RULES, day("2025-01-20")), day("2025-01-20")).code == OBSERVE


def test_the_stage_follows_from_the_approvals():
    codes = [step.code for step in STEPS]
    stages = [stage_of(set(codes[:count])) for count in range(1, 26)]

    assert [stages.index(stage) + 1 for stage in Stage] == [1, 4, 8, 17, 24]


def test_every_limit_names_a_rule_and_its_source():
    book = RULES.on(day("2026-11-02"))
    limits = [
        limit.rule for step in STEPS for limit in (*step.limits, *([step.wait] if step.wait else [])) if limit.rule
    ]

    assert all(book[rule].source for rule in limits)
    assert [step.code for step in STEPS] == list(range(1, 26))
    assert all(before < step.code for step in STEPS for before in step.after)
    assert all(step.article and BY_CODE[step.code] is step for step in STEPS)


def test_the_pre_review_names_what_is_overdue_and_what_was_wrong_this_month():
    facts = person(until=25)
    done = {code: found for code, found in facts.done.items() if code <= TALK}
    late = person(done={**done, TALK: Done(day("2024-04-11"))}, observed={}, url="/ledgers/development/1/")
    waiting = person(url="/ledgers/development/1/")

    def found(who, month, on):
        findings = Findings(RULES.on(day(on)))
        check_development([who], findings, rules=RULES, month=day(month), day=day(on))
        return [(each.code, each.text, each.url) for each in findings]

    assert found(late, "2024-04-01", "2024-04-30") == [
        (
            "development_late",
            "赵申请：第2步“派人谈话”应在2024年4月1日前办，晚了10天。",
            "/ledgers/development/1/",
        )
    ]
    assert found(late, "2024-05-01", "2024-05-31") == []
    assert found(waiting, "2024-04-01", "2024-04-30") == [
        (
            "development_overdue",
            "赵申请：第2步“派人谈话”应在2024年4月1日前办，已经过了29天。",
            "/ledgers/development/1/",
        )
    ]
