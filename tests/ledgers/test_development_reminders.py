"""What a branch is reminded of on the way to full membership, and what the pre-review is given."""

import pytest

from ledgers.development_steps import CONTACTS, INTERVIEW, OATH, TALK
from ledgers.enums.development import CandidateAction
from ledgers.reminders.development import development_reminders
from ledgers.reminders.sources import reminders_on
from ledgers.selectors.development import development_facts
from ledgers.services.development import candidate_close
from tests.factories import local
from tests.ledgers.development_samples import day, make_candidate, walk


def told(district, on: str) -> list[tuple[str, str]]:
    return [(reminder.key, reminder.title) for reminder in development_reminders(district.root, day(on))]


def test_a_talk_is_announced_two_weeks_before_and_once_a_month_when_overdue(district):
    zhao = make_candidate(district.branch, district.secretary)

    assert told(district, "2024-03-17") == []
    soon = (f"development:{zhao.pk}:2:2024-04-01:due", "赵申请：“派人谈话”快到期了")
    assert told(district, "2024-03-18") == [soon]
    assert told(district, "2024-04-01") == [soon]
    late = f"development:{zhao.pk}:2:2024-04-01:overdue"
    assert told(district, "2024-04-02") == [(f"{late}:2024-04", "赵申请：“派人谈话”已经过期")]
    assert told(district, "2024-05-31") == [(f"{late}:2024-05", "赵申请：“派人谈话”已经过期")]


def test_a_reminder_says_what_by_when_and_from_which_rule(district):
    zhao = walk(make_candidate(district.branch, district.secretary), district.secretary, INTERVIEW)

    (reminder,) = development_reminders(district.root, day("2025-09-25"))

    assert reminder.branch == district.branch.pk
    assert reminder.url == f"/ledgers/development/{zhao.pk}/"
    assert reminder.body == (
        "2025年10月1日前要办。这一步由乡镇党委办，请催一催，办了把日期和文号记进来。"
        "（《中国共产党发展党员工作细则》（中办发〔2014〕33号）第四章）"
    )


def test_the_end_of_the_probation_is_announced(district):
    walk(make_candidate(district.branch, district.secretary), district.secretary, OATH)

    titles = [title for _key, title in told(district, "2026-06-20")]

    assert titles == ["赵申请：“继续教育考察”已经过期", "赵申请：“提出转正申请”快到期了"]


def test_what_waits_for_something_overdue_is_not_said_twice(district):
    """Step 23 is overdue too, but waits for step 22."""
    walk(make_candidate(district.branch, district.secretary), district.secretary, OATH)

    titles = [title for _key, title in told(district, "2026-11-02")]

    assert titles == ["赵申请：“继续教育考察”已经过期", "赵申请：“提出转正申请”已经过期"]


def test_who_is_done_or_has_ended_is_not_mentioned(district):
    zhao = make_candidate(district.branch, district.secretary)
    candidate_close(
        candidate=zhao,
        action=CandidateAction.WITHDRAW,
        day=day("2026-11-01"),
        reason="本人撤回",
        by=district.secretary,
        at=local("2026-11-02 09:00"),
    )
    walk(make_candidate(district.sibling, district.sibling_secretary, "钱"), district.sibling_secretary, TALK)

    assert told(district, "2026-11-02") == []
    assert list(reminders_on(district.root, day("2026-11-02"))) == []


@pytest.mark.parametrize("people", [1, 3])
def test_reminders_ask_as_often_for_one_as_for_three(district, django_assert_num_queries, people):
    for number in range(people):
        make_candidate(district.branch, district.secretary, f"孙{number}")

    with django_assert_num_queries(3):
        assert len(told(district, "2024-04-02")) == people


@pytest.mark.parametrize("people", [1, 3])
def test_facts_are_loaded_in_two_queries_as_they_stood_on_the_day(district, django_assert_num_queries, people):
    for number in range(people):
        walk(make_candidate(district.branch, district.secretary, f"孙{number}"), district.secretary, CONTACTS)

    with django_assert_num_queries(2):
        found = development_facts([district.branch.pk, district.sibling.pk], day("2024-05-15"))

    assert [sorted(person.done) for person in found[district.branch.pk]] == [[2, 3]] * people
    assert found[district.sibling.pk] == []
