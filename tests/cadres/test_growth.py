"""Double improvement: courses, subsidies, recognitions and targets; what may not be, and what it leaves behind."""

import datetime as dt
import uuid

import pytest
from django.db import Error, IntegrityError, transaction

from cadres.enums import EntryKind
from cadres.enums.growth import CourseAction, CourseKind, CourseState, Goal, RecognitionAction, RecognitionState
from cadres.models import Course, GrowthTarget, Recognition, Subsidy
from cadres.selectors.growth import growth_overview, people_in_office, reckoning
from cadres.services.files import CadreRefused
from cadres.services.growth import (
    course_enter,
    course_move,
    recognition_move,
    subsidy_pay,
    subsidy_withdraw,
    targets_set,
)
from tests.cadres.cadre_samples import hold, make_cadre
from tests.cadres.growth_samples import DEGREE, enter, finish, make_recognition
from tests.factories import NOW, local

TODAY = NOW.date()


@pytest.fixture
def cadre(district):
    cadre = make_cadre(district, name="张小明", education="60")
    hold(district, cadre)
    return cadre


# --- Courses ---------------------------------------------------------------------------------------------------
def test_a_finished_degree_stands_in_the_file_and_raises_the_degree(cadre, district):
    course = finish(district, enter(district, cadre))

    cadre.refresh_from_db()
    assert cadre.education == "20"
    entry = cadre.entries.get()
    assert (entry.kind, entry.title, entry.organ) == (EntryKind.EDUCATION, "大学本科，行政管理专业", "国家开放大学")
    assert (course.entry, course.state, course.is_raise, course.raised_from) == (entry, CourseState.DONE, True, "60")
    assert [step.action for step in course.steps.all()] == [CourseAction.ENTER, CourseAction.COMPLETE]


def test_a_lower_degree_raises_nothing(district):
    cadre = make_cadre(district, education="20")

    course = finish(district, enter(district, cadre, level="30"))

    cadre.refresh_from_db()
    assert (cadre.education, course.is_raise) == ("20", False)


def test_a_training_stands_in_the_file_as_training(cadre, district):
    finish(district, enter(district, cadre, CourseKind.SKILL), dt.date(2026, 5, 15))

    entry = cadre.entries.get()
    assert (entry.kind, entry.title, entry.note) == (EntryKind.TRAINING, "白莲种植技术", "5天，30学时")
    cadre.refresh_from_db()
    assert cadre.education == "60"


def test_a_course_broken_off_says_why(cadre, district):
    course = enter(district, cadre)
    values = {"ended_on": dt.date(2026, 3, 1), "reason": " "}
    with pytest.raises(CadreRefused, match="原因") as refusal:
        course_move(course=course, action=CourseAction.BREAK, values=values, by=district.reviewer, at=NOW)
    assert refusal.value.field == "reason"

    values["reason"] = "外出务工"
    course = course_move(course=course, action=CourseAction.BREAK, values=values, by=district.reviewer, at=NOW)

    assert (course.state, course.broken_why, course.entry) == (CourseState.BROKEN, "外出务工", None)
    with pytest.raises(CadreRefused, match="中断"):
        finish(district, course)


def test_what_was_entered_by_mistake_leaves_the_file_again(cadre, district):
    course = finish(district, enter(district, cadre))

    course_move(course=course, action=CourseAction.VOID, values={"reason": "录错人"}, by=district.reviewer, at=NOW)

    cadre.refresh_from_db()
    assert cadre.education == "60"
    assert not cadre.entries.valid().exists()


def test_one_degree_at_a_time_and_a_repeated_request_counts_once(cadre, district):
    key = uuid.uuid4()
    first, again = (
        course_enter(cadre=cadre, kind=CourseKind.DEGREE, values=DEGREE, key=key, by=district.reviewer, at=NOW)
        for _time in range(2)
    )
    assert first == again
    with pytest.raises(CadreRefused, match="在读"):
        enter(district, cadre)
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.create(cadre=cadre, kind=CourseKind.DEGREE, **DEGREE)


@pytest.mark.parametrize(
    "change",
    [
        {"state": CourseState.DONE},
        {"state": CourseState.BROKEN, "ended_on": TODAY},
        {"state": CourseState.STUDYING, "ended_on": TODAY},
        {"level": ""},
        {"hours": 3},
        {"expected_on": dt.date(2020, 1, 1)},
        {"is_raise": True},
        {"raised_from": "60"},
    ],
)
def test_the_database_refuses_half_a_course(cadre, district, change):
    course = enter(district, cadre)

    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.filter(pk=course.pk).update(**change)


def test_steps_cannot_be_edited_away(cadre, district):
    step = enter(district, cadre).steps.get()

    with pytest.raises(Error), transaction.atomic():
        step.delete()


@pytest.mark.parametrize("who", ["secretary", "other_reviewer", "district_reviewer", "township_leader", "officer"])
def test_only_the_township_enters(cadre, district, who):
    with pytest.raises(CadreRefused):
        course_enter(
            cadre=cadre,
            kind=CourseKind.DEGREE,
            values=DEGREE,
            key=uuid.uuid4(),
            by=getattr(district, who),
            at=NOW,
        )
    assert not Course.objects.exists()


# --- Subsidies -------------------------------------------------------------------------------------------------
def pay(district, course, cents=300_000, at=NOW):
    return subsidy_pay(
        course=course, cents=cents, paid_on=dt.date(2026, 9, 1), voucher="记字示例号", by=district.reviewer, at=at
    )


def test_a_subsidy_is_paid_once_for_a_course(cadre, district):
    course = enter(district, cadre)
    paid = pay(district, course)

    with pytest.raises(CadreRefused, match="只补助一次"):
        pay(district, course)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subsidy.objects.create(course=course, cents=1, paid_on=TODAY, at=NOW)

    subsidy_withdraw(subsidy=paid, why="记错课程", by=district.reviewer, at=NOW)
    assert pay(district, course).cents == 300_000


@pytest.mark.parametrize("cents", [0, -1, 500_001])
def test_a_subsidy_stays_within_what_the_district_allows(cadre, district, cents):
    with pytest.raises(CadreRefused, match="5000元") as refusal:
        pay(district, enter(district, cadre), cents)
    assert refusal.value.field == "yuan"


def test_nothing_is_paid_for_what_was_broken_off(cadre, district):
    course = enter(district, cadre)
    values = {"ended_on": TODAY, "reason": "外出务工"}
    course = course_move(course=course, action=CourseAction.BREAK, values=values, by=district.reviewer, at=NOW)

    with pytest.raises(CadreRefused, match="不发补助"):
        pay(district, course)


# --- Recognitions ----------------------------------------------------------------------------------------------
def test_a_recognition_is_checked_again_in_its_year(cadre, district):
    recognition = make_recognition(district, cadre)
    assert (recognition.recheck_year, cadre.entries.get().note) == (2027, "带动12户")

    checked = recognition_move(
        recognition=recognition,
        action=RecognitionAction.RECHECK,
        values={"households": 20, "reason": ""},
        by=district.reviewer,
        at=NOW,
    )

    assert (checked.state, checked.households, checked.recheck_year) == (RecognitionState.HOLDS, 20, 2029)
    assert list(checked.steps.values_list("households", flat=True)) == [12, 20]


def test_one_recognition_holds_at_a_time_and_its_end_says_why(cadre, district):
    recognition = make_recognition(district, cadre)
    with pytest.raises(CadreRefused, match="已经有一项"):
        make_recognition(district, cadre)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recognition.objects.filter(pk=recognition.pk).update(state=RecognitionState.ENDED)
    with pytest.raises(CadreRefused, match="原因"):
        recognition_move(
            recognition=recognition,
            action=RecognitionAction.END,
            values={"ended_on": TODAY, "reason": ""},
            by=district.reviewer,
            at=NOW,
        )

    recognition_move(
        recognition=recognition,
        action=RecognitionAction.END,
        values={"ended_on": TODAY, "reason": "项目停了"},
        by=district.reviewer,
        at=NOW,
    )

    assert make_recognition(district, cadre, recognised_on=TODAY).is_open
    assert cadre.entries.valid().count() == 2  # that it was recognised once stays true


# --- Targets and attainment ------------------------------------------------------------------------------------
def numbers(user, year=2026, today=TODAY):
    lines = growth_overview(user, reckoning(user.hat.organisation, year, today))
    return {
        line.township.name: {goal.goal: (goal.done, goal.office, goal.percent, goal.is_met) for goal in line.goals}
        for line in lines
    }


def test_attainment_counts_persons_in_office_once(cadre, district):
    hold(district, cadre, "director")
    other = make_cadre(district, education="30")
    hold(district, other, "committee_member")
    make_cadre(district, education="20")  # holds no post
    make_recognition(district, other)
    finish(district, enter(district, cadre, CourseKind.SKILL), dt.date(2026, 5, 15))
    targets = {(district.township.pk, Goal.DEGREE): 50, (district.township.pk, Goal.LEADER): 60}
    targets_set(district=district.root, year=2026, targets=targets, by=district.district_reviewer, at=NOW)

    found = numbers(district.district_reviewer)

    assert found["高坪镇"] == {
        Goal.DEGREE: (1, 2, 50, True),
        Goal.TRAINING: (1, 2, None, None),
        Goal.LEADER: (1, 2, 60, False),
    }
    assert found["龙溪镇"][Goal.DEGREE] == (0, 0, None, None)


def test_a_past_year_stays_what_it_was(cadre, district):
    finish(district, enter(district, cadre), dt.date(2026, 7, 1))
    make_recognition(district, cadre, recognised_on=dt.date(2026, 2, 1))

    then, now = numbers(district.district_reviewer, 2025), numbers(district.district_reviewer, 2026)

    assert [then["高坪镇"][goal][0] for goal in (Goal.DEGREE, Goal.LEADER)] == [0, 0]
    assert [now["高坪镇"][goal][0] for goal in (Goal.DEGREE, Goal.LEADER)] == [1, 1]


def test_hours_too_few_are_no_years_training(cadre, district):
    finish(district, enter(district, cadre, CourseKind.SKILL, hours=12), dt.date(2026, 5, 15))
    assert numbers(district.district_reviewer)["高坪镇"][Goal.TRAINING][0] == 0

    finish(district, enter(district, cadre, CourseKind.SKILL, hours=12), dt.date(2026, 5, 16))
    assert numbers(district.district_reviewer)["高坪镇"][Goal.TRAINING][0] == 1


@pytest.mark.parametrize("goal", [*Goal.values, ""])
def test_every_number_is_the_length_of_its_list(cadre, district, goal):
    hold(district, make_cadre(district), "committee_member")
    hold(district, make_cadre(district, district.sibling), "party_secretary")
    make_recognition(district, cadre)
    when = reckoning(district.root, 2026, TODAY)
    line = next(line for line in growth_overview(district.district_reviewer, when) if line.office)

    def listed(has: bool) -> int:
        return people_in_office(district.district_reviewer, when, district.township, goal, has=has).count()

    expected = next((each.done for each in line.goals if each.goal == goal), line.office)
    assert listed(True) == expected
    assert not goal or listed(True) + listed(False) == line.office


def test_the_overview_takes_as_many_queries_for_many_as_for_few(district, django_assert_max_num_queries):
    user = district.district_reviewer
    for village in district.branches:
        hold(district, make_cadre(district, village))
    when = reckoning(district.root, 2026, TODAY)
    user.party_scope  # noqa: B018 -- the hat is read once per request
    with django_assert_max_num_queries(7):
        growth_overview(user, when)


def test_the_district_sets_targets_for_its_own_townships(district):
    targets = {(district.township.pk, Goal.DEGREE): 60}
    with pytest.raises(CadreRefused, match="区委组织部"):
        targets_set(district=district.root, year=2026, targets=targets, by=district.reviewer, at=NOW)
    with pytest.raises(CadreRefused, match="不在本区"):
        targets_set(
            district=district.root,
            year=2026,
            targets={(district.branch.pk, Goal.DEGREE): 60},
            by=district.district_reviewer,
            at=NOW,
        )
    with pytest.raises(CadreRefused, match="今年和明年"):
        targets_set(district=district.root, year=2025, targets=targets, by=district.district_reviewer, at=NOW)

    assert targets_set(district=district.root, year=2026, targets=targets, by=district.lead, at=NOW) == 1
    assert targets_set(district=district.root, year=2026, targets=targets, by=district.lead, at=NOW) == 0
    taken_back = {(district.township.pk, Goal.DEGREE): None}
    assert targets_set(district=district.root, year=2026, targets=taken_back, by=district.lead, at=NOW) == 1
    assert not GrowthTarget.objects.exists()


def test_the_database_refuses_a_target_over_the_whole(district):
    with pytest.raises(IntegrityError), transaction.atomic():
        GrowthTarget.objects.create(
            organisation=district.township, year=2026, goal=Goal.DEGREE, percent=101, at=local("2026-01-05 09:00")
        )
