"""Clearing below-standard villages: every gate from both sides, in the service and in the database; money in cents."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilities import integrity
from facilities.enums.checks import CheckLevel
from facilities.enums.projects import Cause, ProjectAction, ProjectState, Source, Stage
from facilities.models import CensusEntry, Funding, Milestone, ProjectPayment, UpgradeProject
from facilities.refusal import FacilityRefused
from facilities.selectors.projects import (
    census_lines,
    clear_rows,
    decisions_for,
    lines_of,
    months_of,
    overdue_projects,
    without_report,
)
from facilities.services import projects as services
from ledgers.enums.decisions import Matter
from ledgers.models import Decision
from ledgers.services.decisions import decision_amend, decision_stop, emergency_decide, emergency_request
from notices.models import Notice
from tests.economy.project_samples import checked as planned
from tests.economy.project_samples import decide
from tests.facilities.check_samples import checked
from tests.facilities.project_samples import (
    BUDGET,
    DUE,
    SOURCES,
    TODAY,
    accept,
    listed,
    move,
    opened,
    pay,
    photograph,
    relief,
    values,
    walked,
)
from tests.factories import NOW, local, make_file
from tests.ledgers.decision_samples import WORDING, confirm, decided, publish, start

pytestmark = pytest.mark.django_db
A, S = ProjectAction, ProjectState
LATER = local("2026-12-08 10:00")


# --- Census --------------------------------------------------------------------------------------------------------
def test_a_village_below_standard_is_listed_once(district):
    census = listed(district)
    assert (census.clear_by, census.found_in.is_standard) == (dt.date(2028, 11, 2), False)
    with pytest.raises(FacilityRefused, match="已经建账"):
        services.census_list(village=district.branch, cause=Cause.SMALL, note="小", by=district.reviewer, at=NOW)
    twin = {
        name: getattr(census, name)
        for name in ("organisation", "cause", "note", "found_in", "listed_on", "clear_by", "listed_by", "listed_at")
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        CensusEntry.objects.create(**twin)


def test_only_what_was_found_below_standard_is_listed(district):
    def census_list():
        services.census_list(village=district.branch, cause=Cause.SMALL, note="小", by=district.reviewer, at=NOW)

    with pytest.raises(FacilityRefused, match="先按六有清单检查"):
        census_list()
    checked(district, CheckLevel.TOWNSHIP)
    with pytest.raises(FacilityRefused, match="已经达标"):
        census_list()


@pytest.mark.parametrize("who", ["secretary", "other_reviewer", "district_reviewer", "inspector"])
def test_the_census_is_the_townships(district, who):
    checked(district, CheckLevel.TOWNSHIP, place={"floor": 90})
    with pytest.raises(FacilityRefused):
        services.census_list(village=district.branch, cause=Cause.SMALL, note="小", by=getattr(district, who), at=NOW)


# --- The project ---------------------------------------------------------------------------------------------------
def test_one_project_for_each_listed_village(district):
    project = opened(district)
    with pytest.raises(FacilityRefused, match="已经有项目"):
        services.project_open(census=project.census, values=values(), sources=SOURCES, by=district.reviewer, at=NOW)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"plan": ""}, "plan"),
        ({"way": "burn"}, "way"),
        ({"budget_cents": 0}, "budget"),
        ({"budget_cents": None}, "budget"),
        ({"budget_cents": 10_000_000_001}, "budget"),
        ({"budget_cents": BUDGET + 1}, "budget"),  # one cent more than the sources
        ({"due_on": TODAY}, "due_on"),
        ({"due_on": dt.date(2028, 11, 3)}, "due_on"),  # beyond the census's limit
    ],
)
def test_what_cannot_be_is_refused_at_its_field(district, change, field):
    census = listed(district)
    with pytest.raises(FacilityRefused) as refusal:
        services.project_open(census=census, values=values(**change), sources=SOURCES, by=district.reviewer, at=NOW)
    assert refusal.value.field == field
    assert not UpgradeProject.objects.exists()


def test_a_decision_of_another_village_or_another_project_is_refused(district):
    foreign = start(district, district.sibling)
    census = listed(district)
    with pytest.raises(FacilityRefused, match="本村"):
        services.project_open(census=census, values=values(foreign), sources=SOURCES, by=district.reviewer, at=NOW)


def offered(district, census) -> list[Decision]:
    return list(decisions_for(census))


def test_only_what_still_decides_on_works_is_offered_and_taken(district):
    census = listed(district)
    works = start(district)
    bonus = start(district, matter=Matter.BONUS)
    stopped = start(district)
    decision_stop(decision=stopped, reason="不办了", by=district.secretary, at=NOW)
    assert offered(district, census) == [works]
    for decision in (bonus, stopped):
        with pytest.raises(FacilityRefused, match="建设事项") as refusal:
            services.project_open(census=census, values=values(decision), sources=SOURCES, by=district.reviewer, at=NOW)
        assert refusal.value.field == "decision"
    services.project_open(census=census, values=values(works), sources=SOURCES, by=district.reviewer, at=NOW)
    assert offered(district, census) == [works]


def test_a_decision_that_became_another_matter_approves_no_works(district):
    decision = start(district)
    project = opened(district, decision=decision)
    values = WORDING | {"matter": Matter.OTHER}
    decision_amend(decision=decision, version=1, values=values, reason="", by=district.secretary, at=NOW)
    due = TODAY + dt.timedelta(days=20)
    ask = emergency_request(decision=decision, reason="屋面塌落", due_on=due, by=district.secretary, at=NOW)
    emergency_decide(exemption=ask, approve=True, note="同意", by=district.district_reviewer, at=NOW)
    with pytest.raises(FacilityRefused, match="不是建设事项"):
        move(district, project, A.APPROVE)
    with pytest.raises(InternalError, match="decided as works"), transaction.atomic():
        UpgradeProject.objects.filter(pk=project.pk).update(state=S.APPROVED, approved_on=TODAY, approved_version=1)


def test_a_decision_that_the_economy_rests_on_is_spent(district):
    decide(district, planned(district), upto=0, matter=Matter.WORKS)
    assert offered(district, listed(district)) == []


def test_the_district_hears_of_a_new_project(district):
    project = opened(district)
    told = Notice.objects.get(recipient=district.district_reviewer, key__startswith=f"upgrade:{project.pk}")
    assert told.title == "马源村提升项目：建立项目"


def test_a_promised_day_moves_by_a_postponement_alone(district):
    project = opened(district)
    later = DUE + dt.timedelta(days=30)
    with pytest.raises(FacilityRefused, match="延期") as refusal:
        services.project_edit(
            project=project, values=values(due_on=later), sources=SOURCES, by=district.reviewer, at=NOW
        )
    assert refusal.value.field == "due_on"
    with pytest.raises(InternalError, match="moves by a postponement"), transaction.atomic():
        UpgradeProject.objects.filter(pk=project.pk).update(due_on=later)
    services.project_edit(project=project, values=values(title="扩建"), sources=SOURCES, by=district.reviewer, at=NOW)
    moved = services.project_postpone(project=project, due_on=later, note="雨季", by=district.district_reviewer, at=NOW)
    assert moved.due_on == later


@given(parts=st.lists(st.integers(1, 10**9), min_size=1, max_size=7), more=st.integers(-3, 3))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sources_add_up_to_the_budget_to_the_cent(db, district_kept, parts, more):
    district, census = district_kept
    sources = dict(zip(Source.values, parts, strict=False))
    budget = sum(parts) + more
    with transaction.atomic():
        try:
            project = services.project_open(
                census=census, values=values(budget_cents=budget), sources=sources, by=district.reviewer, at=NOW
            )
        except FacilityRefused:
            assert more != 0 or budget > services.MOST_CENTS
        else:
            assert more == 0
            assert sum(project.funding.values_list("cents", flat=True)) == project.budget_cents
        transaction.set_rollback(True)


@pytest.fixture
def district_kept(district):
    return district, listed(district)


# --- No works before the decision allows them ----------------------------------------------------------------------
def test_no_approval_without_a_decision(district):
    project = opened(district)
    with pytest.raises(FacilityRefused, match="还没有四议两公开事项，不予审批工程、拨付资金"):
        move(district, project, A.APPROVE)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        UpgradeProject.objects.filter(pk=project.pk).update(state=S.APPROVED, approved_on=TODAY)


@pytest.mark.parametrize(("upto", "missing"), [(0, "第1步"), (2, "第3步"), (3, "第4步"), (4, "第5步")])
def test_no_approval_before_the_fifth_step_and_the_missing_one_is_named(district, upto, missing):
    decision = start(district)
    for number in range(1, upto + 1):
        confirm(district, decision, number)
    project = opened(district, decision=decision)
    with pytest.raises(FacilityRefused, match=missing):
        move(district, project, A.APPROVE)
    with pytest.raises(FacilityRefused, match=missing):
        pay(district, project)
    with pytest.raises(InternalError, match="no works before"), transaction.atomic():
        UpgradeProject.objects.filter(pk=project.pk).update(state=S.APPROVED, approved_on=TODAY)
    with pytest.raises(InternalError, match="no money before"), transaction.atomic():
        ProjectPayment.objects.create(
            project=project, cents=1, paid_on=TODAY, purpose="款", voucher="1", by=district.reviewer, at=NOW
        )


def test_more_than_was_decided_is_not_approved(district):
    decision = decided(district, 5)
    dear = WORDING["amount_cents"] * 2
    project = opened(district, decision=decision, budget_cents=dear, sources={Source.DISTRICT: dear})
    with pytest.raises(FacilityRefused, match="要重新走程序"):
        move(district, project, A.APPROVE)


def test_a_change_of_the_decision_shuts_the_gate_again(district):
    project = walked(district, A.START)
    decision = Decision.objects.get(pk=project.decision_id)
    decision_amend(
        decision=decision,
        version=1,
        values=WORDING | {"amount_cents": 200_000_00},
        reason="加一层",
        by=district.secretary,
        at=NOW,
    )
    project.refresh_from_db()
    with pytest.raises(FacilityRefused, match="第1步"):
        pay(district, project)
    with pytest.raises(InternalError, match="no money before"), transaction.atomic():
        ProjectPayment.objects.create(
            project=project, cents=1, paid_on=TODAY, purpose="款", voucher="1", by=district.reviewer, at=NOW
        )


def test_the_district_confirms_a_decision_that_was_changed_after_the_approval(district):
    """An amendment that is walked through all steps again lets no money out by itself."""
    project = walked(district, A.START)
    assert project.approved_version == 1
    decision = decision_amend(
        decision=project.decision,
        version=1,
        values=WORDING | {"amount_cents": 200_000_00},
        reason="加一层",
        by=district.secretary,
        at=NOW,
    )
    with pytest.raises(FacilityRefused, match="第1步"):
        services.project_confirm(project=project, by=district.district_reviewer, at=NOW)
    emergency_decide(
        exemption=emergency_request(
            decision=decision, reason="屋面塌落", due_on=TODAY + dt.timedelta(days=20), by=district.secretary, at=NOW
        ),
        approve=True,
        note="同意",
        by=district.district_reviewer,
        at=NOW,
    )
    with pytest.raises(FacilityRefused, match="第2版.*先由区委组织部确认"):
        pay(district, project)
    with pytest.raises(InternalError, match="no money before"), transaction.atomic():
        ProjectPayment.objects.create(
            project=project, cents=1, paid_on=TODAY, purpose="款", voucher="1", by=district.reviewer, at=NOW
        )
    with pytest.raises(FacilityRefused, match="区委组织部"):
        services.project_confirm(project=project, by=district.reviewer, at=NOW)
    confirmed = services.project_confirm(project=project, by=district.district_reviewer, at=NOW)
    assert confirmed.approved_version == 2 and pay(district, project).cents
    with pytest.raises(FacilityRefused, match="没有变更"):
        services.project_confirm(project=project, by=district.district_reviewer, at=NOW)


def test_what_rests_on_disaster_relief_says_so(district):
    project = walked(district, A.START, decision=relief(district, district.branch))
    assert "抢险救灾" in project.steps.get(action=A.APPROVE).ground
    assert "抢险救灾" in project.steps.get(action=A.START).ground
    assert "抢险救灾" in pay(district, project).ground


def test_works_begin_with_a_photo_of_before(district):
    project = walked(district, A.APPROVE)
    with pytest.raises(FacilityRefused, match="改造前的照片"):
        move(district, project, A.START)
    photograph(district, project, Stage.BEFORE)
    assert move(district, project, A.START).started_on == TODAY
    with pytest.raises(FacilityRefused, match="改造前的照片不能再补"):
        photograph(district, project, Stage.BEFORE)


@pytest.mark.parametrize(("action", "who"), [(A.APPROVE, "reviewer"), (A.APPROVE, "secretary"), (A.APPROVE, "leader")])
def test_the_district_approves(district, action, who):
    project = opened(district, decision=decided(district, 5))
    with pytest.raises(FacilityRefused, match="区委组织部"):
        services.project_move(project=project, action=action, by=getattr(district, who), at=NOW)


def test_no_step_is_skipped(district):
    project = walked(district, A.APPROVE)
    for action in (A.FINISH, A.CLOSE, A.APPROVE):
        with pytest.raises(FacilityRefused, match="没有轮到"):
            move(district, project, action)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        UpgradeProject.objects.filter(pk=project.pk).update(state=S.DONE, started_on=TODAY, finished_on=TODAY)


# --- Money ---------------------------------------------------------------------------------------------------------
def test_money_follows_the_approval_and_stays_within_the_budget(district):
    project = walked(district, A.START)
    pay(district, project, 100_000_00)
    with pytest.raises(FacilityRefused, match="超过预算"):
        pay(district, project, 20_000_01, "记-2")
    with pytest.raises(InternalError, match="more paid"), transaction.atomic():
        ProjectPayment.objects.create(
            project=project, cents=20_000_01, paid_on=TODAY, purpose="款", voucher="9", by=district.reviewer, at=NOW
        )
    pay(district, project, 20_000_00, "记-2")
    assert services.paid_cents(project) == BUDGET


@given(amounts=st.lists(st.integers(1, BUDGET), min_size=1, max_size=6))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_paid_never_exceeds_the_budget(db, district_started, amounts):
    district, project = district_started
    with transaction.atomic():
        for number, cents in enumerate(amounts):
            before = services.paid_cents(project)
            try:
                pay(district, project, cents, f"记-{number}")
            except FacilityRefused:
                assert before + cents > BUDGET
            else:
                assert before + cents <= BUDGET
        assert services.paid_cents(project) <= BUDGET
        transaction.set_rollback(True)


@pytest.fixture
def district_started(district):
    return district, walked(district, A.START)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"cents": 0}, "amount"),
        ({"cents": -5}, "amount"),
        ({"paid_on": TODAY + dt.timedelta(days=1)}, "paid_on"),
        ({"paid_on": TODAY - dt.timedelta(days=1)}, "amount"),  # a day before the approval
        ({"voucher": ""}, "voucher"),
    ],
)
def test_a_payment_that_cannot_be_is_refused_at_its_field(district, change, field):
    project = walked(district, A.START)
    with pytest.raises(FacilityRefused) as refusal:
        pay(district, project, **change)
    assert refusal.value.field == field


def test_a_payment_is_taken_back_whole_and_its_voucher_free_again(district):
    project = walked(district, A.START)
    payment = pay(district, project)
    with pytest.raises(FacilityRefused, match="已经登记过"):
        pay(district, project)
    services.payment_withdraw(payment=payment, why="记错村", by=district.reviewer, at=NOW)
    assert services.paid_cents(project) == 0
    pay(district, project)
    with pytest.raises(InternalError), transaction.atomic():
        ProjectPayment.objects.valid().update(cents=1)


def test_the_final_payment_needs_the_result_published(district):
    project = walked(district, A.ACCEPT)
    with pytest.raises(FacilityRefused, match="第6步"):
        pay(district, project, is_final=True)
    with pytest.raises(InternalError, match="no final payment"), transaction.atomic():
        ProjectPayment.objects.create(
            project=project,
            cents=1,
            paid_on=TODAY,
            is_final=True,
            purpose="款",
            voucher="1",
            by=district.reviewer,
            at=NOW,
        )
    publish(district, project.decision, 6)
    project.refresh_from_db()
    assert pay(district, project, is_final=True).is_final


def test_the_final_payment_follows_the_acceptance_and_nothing_follows_the_closing(district):
    project = walked(district, A.FINISH)
    publish(district, project.decision, 6)
    project.refresh_from_db()
    with pytest.raises(FacilityRefused, match="验收合格以后才能付尾款"):
        pay(district, project, is_final=True)
    with pytest.raises(InternalError, match="works are accepted"), transaction.atomic():
        ProjectPayment.objects.create(
            project=project,
            cents=1,
            paid_on=TODAY,
            is_final=True,
            purpose="款",
            voucher="1",
            by=district.reviewer,
            at=NOW,
        )
    accept(district, project)
    payment = pay(district, project, is_final=True)
    checked(district, CheckLevel.TOWNSHIP)
    move(district, UpgradeProject.objects.get(), A.CLOSE)
    for act in (
        lambda: pay(district, project, voucher="记-2"),
        lambda: services.payment_withdraw(payment=payment, why="记错", by=district.reviewer, at=NOW),
    ):
        with pytest.raises(FacilityRefused, match="已经销号"):
            act()
    with pytest.raises(InternalError, match="no money before"), transaction.atomic():
        ProjectPayment.objects.create(
            project=project, cents=1, paid_on=TODAY, purpose="款", voucher="2", by=district.reviewer, at=NOW
        )


def test_more_money_goes_through_a_new_round(district):
    """The district returns the project to its draft; approved again, it may cost what the new round decided."""
    project = walked(district, A.START)
    pay(district, project, 100_000_00)
    with pytest.raises(FacilityRefused, match="请写明为什么"):
        move(district, project, A.REVISE)
    project = move(district, project, A.REVISE, note="屋面加固")
    less = {Source.DISTRICT: 90_000_00}
    with pytest.raises(FacilityRefused, match="不能少于已经拨付的"):
        services.project_edit(
            project=project,
            values=values(project.decision, budget_cents=90_000_00),
            sources=less,
            by=district.reviewer,
            at=NOW,
        )
    more = 200_000_00
    project = services.project_edit(
        project=project,
        values=values(project.decision, budget_cents=more),
        sources={Source.DISTRICT: more},
        by=district.reviewer,
        at=NOW,
    )
    with pytest.raises(FacilityRefused, match="要重新走程序"):
        move(district, project, A.APPROVE)


# --- Months, milestones, acceptance, closing -----------------------------------------------------------------------
def test_a_month_is_reported_once_and_never_goes_back(district):
    project = walked(district, A.START)
    report = services.progress_report(
        project=project, month="2026-11", percent=40, text="主体施工", by=district.secretary, at=NOW
    )
    again = services.progress_report(
        project=project, month="2026-11", percent=45, text="主体封顶", by=district.secretary, at=NOW
    )
    assert (again.pk, again.percent) == (report.pk, 45)
    with pytest.raises(FacilityRefused, match="不能少于上次报的45%"):
        services.progress_report(
            project=project, month="2026-12", percent=30, text="退", by=district.secretary, at=LATER
        )
    for month in ("2026-10", "2027-01", "November"):
        with pytest.raises(FacilityRefused) as refusal:
            services.progress_report(
                project=project, month=month, percent=50, text="x", by=district.secretary, at=LATER
            )
        assert refusal.value.field == "month"


def test_nothing_is_built_before_works_began(district):
    project = opened(district)
    with pytest.raises(FacilityRefused, match="还没有开工"):
        services.progress_report(
            project=project, month="2026-11", percent=10, text="挖地基", by=district.secretary, at=NOW
        )
    services.progress_report(
        project=project, month="2026-11", percent=0, text="正在议事", by=district.secretary, at=NOW
    )


def test_months_of_a_new_round_count_anew(district):
    """What was reported before the district returned the project neither stands in the way nor for the new months."""
    project = walked(district, A.START)

    def report(month: str, percent: int, at) -> None:
        services.progress_report(
            project=project, month=month, percent=percent, text="施工", by=district.secretary, at=at
        )

    report("2026-11", 45, NOW)
    revised = local("2026-11-20 10:00")
    project = move(district, project, A.REVISE, note="屋面加固", at=revised)
    project = move(district, project, A.APPROVE, at=revised + dt.timedelta(hours=1))
    assert lines_of([project.census], revised.date())[0].percent is None
    assert list(without_report(dt.date(2026, 11, 1))) == [project]
    due = [line.month for line in months_of(project, LATER.date()) if line.is_due]
    assert due == [dt.date(2026, 11, 1)]
    with pytest.raises(FacilityRefused, match="还没有开工"):
        report("2026-12", 45, LATER)
    report("2026-11", 0, LATER)
    report("2026-12", 0, LATER)
    assert not without_report(dt.date(2026, 11, 1)).exists()


def test_overdue_is_the_same_everywhere(district):
    """A village without a project is overdue past its limit, one with a project past its promised day."""
    project = opened(district)
    idle = listed(district, district.sibling)
    for day, overdue in (
        (DUE, []),
        (DUE + dt.timedelta(days=1), [project.census]),
        (idle.clear_by + dt.timedelta(days=1), [project.census, idle]),
    ):
        user = district.district_reviewer
        assert set(census_lines(user, None, "overdue", day)) == set(overdue)
        assert sum(row.overdue for row in clear_rows(user, day)) == len(overdue)
    assert list(overdue_projects(DUE)) == [] and list(overdue_projects(day)) == [project]


def test_a_report_is_kept_with_its_photo_or_not_at_all(district):
    project = walked(district, A.START)
    foreign = make_file(district.sibling, district.sibling_secretary)
    values = {"project": project, "month": "2026-11", "percent": 40, "text": "主体施工", "at": NOW}
    with pytest.raises(FacilityRefused, match="这个村的照片"):
        services.progress_report(photo=foreign, by=district.secretary, **values)
    assert not project.reports.exists()
    own = make_file(district.branch, district.secretary, "during.jpg")
    services.progress_report(photo=own, by=district.secretary, **values)
    assert project.reports.get().percent == 40 and project.photos.get(stage=Stage.DURING).file == own


def test_nothing_happens_before_the_approval(district):
    project = opened(district, decision=decided(district, 5))
    with pytest.raises(FacilityRefused, match="不能早于建账") as refusal:
        move(district, project, A.APPROVE, on=TODAY - dt.timedelta(days=1), at=NOW)
    assert refusal.value.field == "on"
    project = move(district, project, A.APPROVE)
    milestone = {"project": project, "name": "封顶", "who": "村党支部书记", "by": district.reviewer, "at": NOW}
    day = TODAY - dt.timedelta(days=1)
    with pytest.raises(FacilityRefused, match="不能早于立项"):
        services.milestone_add(due_on=day, **milestone)
    with pytest.raises(InternalError, match="between the approval"), transaction.atomic():
        Milestone.objects.create(project=project, name="封顶", who="书记", due_on=day)
    row = services.milestone_add(due_on=DUE, **milestone)
    with pytest.raises(FacilityRefused, match="不能早于立项") as refusal:
        services.milestone_reach(milestone=row, on=day, by=district.reviewer, at=NOW)
    assert refusal.value.field == "on"


def test_milestones_lie_within_the_promised_day(district):
    project = walked(district, A.START)
    with pytest.raises(FacilityRefused) as refusal:
        services.milestone_add(
            project=project,
            name="封顶",
            due_on=DUE + dt.timedelta(days=1),
            who="村党支部书记",
            by=district.reviewer,
            at=NOW,
        )
    assert refusal.value.field == "due_on"
    milestone = services.milestone_add(
        project=project, name="封顶", due_on=DUE, who="村党支部书记", by=district.reviewer, at=NOW
    )
    assert services.milestone_reach(milestone=milestone, on=TODAY, by=district.reviewer, at=NOW).reached_on == TODAY


def test_a_failed_acceptance_sends_the_works_back(district):
    project = walked(district, A.FINISH)
    acceptance = accept(district, project, 79)
    project.refresh_from_db()
    assert (acceptance.is_passed, project.state, project.finished_on) == (False, S.STARTED, None)
    move(district, project, A.FINISH)
    assert accept(district, project, 80).is_passed
    project.refresh_from_db()
    assert project.state == S.ACCEPTED


def test_the_station_may_accept_and_a_township_may_not(district):
    project = walked(district, A.FINISH)
    given_values = {"project": project, "held_on": TODAY, "team": "指导站", "score": 90, "text": "合格", "at": NOW}
    with pytest.raises(FacilityRefused, match="指导站组织"):
        services.acceptance_add(by=district.reviewer, **given_values)
    assert services.acceptance_add(by=district.inspector, **given_values).is_passed


def test_closing_needs_the_result_published_and_a_check_that_stands(district):
    project = walked(district, A.ACCEPT)
    with pytest.raises(FacilityRefused, match="第6步"):
        move(district, project, A.CLOSE)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        UpgradeProject.objects.filter(pk=project.pk).update(state=S.CLOSED, closed_on=TODAY, closed_by=district.lead)
    publish(district, project.decision, 6)
    with pytest.raises(FacilityRefused, match="还没有达标"):
        move(district, project, A.CLOSE)
    checked(district, CheckLevel.TOWNSHIP)
    with pytest.raises(FacilityRefused, match="不能是同一个人"):
        services.project_move(project=project, action=A.CLOSE, by=district.district_reviewer, at=NOW)

    closed = move(district, project, A.CLOSE)

    census = CensusEntry.objects.get()
    assert (closed.state, census.cleared_on, census.cleared_by) == (S.CLOSED, TODAY, district.lead)
    assert list(integrity.problems()) == []
    # Below standard again another year, the village is listed anew.
    assert listed(district).pk != census.pk


def test_a_later_day_is_promised_by_the_districts_leave(district):
    project = walked(district, A.START)
    later = DUE + dt.timedelta(days=30)
    with pytest.raises(FacilityRefused, match="区委组织部"):
        services.project_postpone(project=project, due_on=later, note="雨季", by=district.reviewer, at=NOW)
    for day, note, field in ((DUE, "雨季", "due_on"), (dt.date(2028, 11, 3), "雨季", "due_on"), (later, " ", "note")):
        with pytest.raises(FacilityRefused) as refusal:
            services.project_postpone(project=project, due_on=day, note=note, by=district.district_reviewer, at=NOW)
        assert refusal.value.field == field
    project = services.project_postpone(
        project=project, due_on=later, note="雨季", by=district.district_reviewer, at=NOW
    )
    step = project.steps.last()
    assert (project.due_on, step.old_due, step.new_due) == (later, DUE, later)


def test_what_was_approved_stays(district):
    project = walked(district, A.APPROVE)
    with pytest.raises(FacilityRefused, match="已经立项"):
        services.project_edit(
            project=project, values=values(project.decision), sources=SOURCES, by=district.reviewer, at=NOW
        )
    for change in (
        lambda: UpgradeProject.objects.filter(pk=project.pk).update(budget_cents=1),
        lambda: Funding.objects.filter(project=project).update(cents=1),
        lambda: Funding.objects.filter(project=project).delete(),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            change()


def test_a_photo_of_another_village_is_refused(district):
    project = opened(district)
    file = make_file(district.sibling, district.sibling_secretary)
    with pytest.raises(FacilityRefused, match="这个村的照片"):
        services.photo_add(project=project, stage=Stage.BEFORE, file=file, by=district.secretary, at=NOW)
