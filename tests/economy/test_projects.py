"""Projects: every gate from both sides in the service and the database, sums in exact cents."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, InternalError, transaction
from hypothesis import given
from hypothesis import strategies as st

from economy.enums.project import FundKind, OperationMode, ReleaseState
from economy.enums.project import ProjectAction as A
from economy.enums.project import ProjectState as S
from economy.integrity import problems
from economy.models import Project, ProjectFund, ProjectRelease, ProjectReturn, ProjectStep
from economy.refusal import EconomyRefused
from economy.rules.project import fits, least_reserve, split
from economy.selectors.project import figures_of, payment_gate
from economy.services.project import (
    progress_add,
    project_change,
    project_decision_start,
    project_edit,
    project_move,
    project_open,
    release_ask,
    return_share,
)
from ledgers.enums.decisions import DecisionState, Matter, Step
from ledgers.models import DecisionStep
from ledgers.services.decisions import decision_amend, emergency_decide, emergency_request, objection_add
from notices.models import Notice
from tests.economy.project_samples import (
    BUDGET,
    FUNDS,
    TODAY,
    applied,
    ask,
    ask_values,
    building,
    checked,
    choose,
    completed,
    decide,
    idea_values,
    income_decision,
    make_idea,
    move,
    operating,
    publish_results,
    settle,
    share,
    share_values,
)
from tests.factories import NOW, District, local
from tests.ledgers.decision_samples import confirm, decided, publish, start

DUE = dt.date(2026, 11, 20)


def refused(act, *args, **kwargs) -> EconomyRefused:
    with pytest.raises(EconomyRefused) as refusal:
        act(*args, **kwargs)
    return refusal.value


def database_refuses(words: str):
    """The database itself refuses, whatever wrote the row."""
    return pytest.raises((InternalError, IntegrityError), match=words)


def force(project: Project, **columns) -> None:
    with transaction.atomic():
        Project.objects.filter(pk=project.pk).update(**columns)


def force_release(project: Project, district: District, **columns) -> ProjectRelease:
    defaults = {
        "project": project,
        "fund": project.funds.first(),
        "purpose": "材料款",
        "payee": "示例公司",
        "amount_cents": 100_00,
        "asked_on": TODAY,
        "asked_by": district.secretary,
    }
    with transaction.atomic():
        return ProjectRelease.objects.create(**(defaults | columns))


def exempted(district: District, project: Project, due: dt.date = DUE):
    """A decision that has only begun, and the district's leave to go first."""
    decision = start(
        district, project.organisation, title=project.name, matter=Matter.WORKS, amount_cents=project.budget_cents
    )
    asked = emergency_request(
        decision=decision, reason="洪水冲毁大棚", due_on=due, by=district.secretary_of(project.organisation), at=NOW
    )
    emergency_decide(exemption=asked, approve=True, note="", by=district.district_reviewer, at=NOW)
    return choose(district, project, decision)


# --- The whole way -------------------------------------------------------------------------------------------------
def test_a_project_from_the_idea_to_the_distribution_of_its_returns(district):
    project = operating(district)
    assert (project.state, project.approved_version) == (S.OPERATING, 1)
    first = settle(district, ask(district, project))
    publish_results(district, project)
    last = settle(district, ask(district, project, amount_cents=300_000_00, is_final=True))
    row = share(district, project)

    project.refresh_from_db()
    assert project.state == S.SHARING
    assert [first.state, last.state] == [ReleaseState.PAID, ReleaseState.PAID]
    assert (row.profit_cents, row.kept_cents) == (50_000_00, 15_000_00)
    assert [step.action for step in project.steps.all()] == [
        *(A.OPEN, A.SUBMIT, A.AGREE, A.APPLY, A.APPROVE, A.COMPLETE, A.OPERATE, A.SHARE)
    ]
    assert list(problems()) == []


def test_each_side_hears_that_it_is_its_turn(district):
    project = applied(district)
    titles = set(Notice.objects.filter(url__contains="/economy/").values_list("recipient", "title"))
    name = "马源村“50亩大棚蔬菜基地”"
    assert (district.reviewer.pk, f"{name}请乡镇论证") in titles
    assert (district.secretary.pk, f"{name}论证通过，请办四议两公开") in titles
    assert (district.district_reviewer.pk, f"{name}报来审批") in titles
    move(district, project, A.APPROVE)
    assert Notice.objects.filter(recipient=district.secretary, title=f"{name}已批准立项").exists()


# --- The idea ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"budget_cents": 0}, "budget", "大于 0"),
        ({"budget_cents": 900_000_000_00}, "budget", "太大了"),
        ({"planned_until": dt.date(2026, 1, 1)}, "planned_until", "早于开工"),
        ({"planned_from": dt.date(2019, 1, 1)}, "planned_from", "早于本村设立"),
        ({"budget_cents": BUDGET + 1}, "budget", "相差 0.01元"),
    ],
)
def test_an_impossible_idea_is_refused_at_its_field(district, given, field, words):
    refusal = refused(make_idea, district, **given)
    assert refusal.field == field
    assert words in str(refusal)
    assert not Project.objects.exists()


def test_the_database_refuses_an_impossible_idea_too(district):
    project = make_idea(district)
    for columns in (
        {"budget_cents": 0},
        {"budget_cents": 900_000_000_00},
        {"planned_until": dt.date(2020, 2, 1)},
        {"name": ""},
    ):
        with database_refuses("project_"):
            force(project, **columns)
    with database_refuses("before the village existed"):
        force(project, planned_from=dt.date(2019, 1, 1))
    with database_refuses("belongs to a village"):
        force(project, organisation=district.township)
    with database_refuses("organisation_id"):
        force(project, organisation=None)
    with database_refuses("never_deleted|Cannot delete"), transaction.atomic():
        project.delete()


def test_the_same_idea_sent_twice_is_one(district):
    project = make_idea(district)
    again = project_open(
        village=district.branch, values=idea_values(), funds=FUNDS, key=project.key, by=district.secretary, at=NOW
    )
    assert again == project
    assert refused(make_idea, district).field == "name"


def test_only_the_village_writes_its_idea_and_only_until_it_is_sent(district):
    for stranger in (district.sibling_secretary, district.reviewer, district.district_reviewer):
        with pytest.raises(EconomyRefused):
            project_open(village=district.branch, values=idea_values(), funds=FUNDS, key=None, by=stranger, at=NOW)
    project = move(district, make_idea(district), A.SUBMIT)
    refusal = refused(project_edit, project=project, values=idea_values(), funds=FUNDS, by=district.secretary, at=NOW)
    assert "退回以后才能修改" in str(refusal)
    project = move(district, project, A.RETURN, note="请写明合作社是哪一家")
    edited = project_edit(project=project, values=idea_values(place="下畈"), funds=FUNDS, by=district.secretary, at=NOW)
    assert edited.place == "下畈"


@pytest.mark.parametrize("action", [A.RETURN, A.STOP])
def test_who_says_no_says_why(district, action):
    project = move(district, make_idea(district), A.SUBMIT)
    assert refused(move, district, project, action).field == "note"


# --- Approval ------------------------------------------------------------------------------------------------------
def test_nothing_is_sent_for_approval_without_a_decision(district):
    project = checked(district)
    assert "还没有提出四议两公开事项" in str(refused(move, district, project, A.APPLY))
    with database_refuses("project_decision_where_it_belongs|decision stands"):
        force(project, state=S.APPROVING, applied_on=TODAY)


@pytest.mark.parametrize("upto", [0, 1, 2, 3, 4])
def test_each_missing_step_is_named_and_shuts_the_gate(district, upto):
    project = decide(district, checked(district), upto)
    refusal = str(refused(move, district, project, A.APPLY))
    assert f"未完成四议两公开第{upto + 1}步" in refusal
    assert "不予审批工程、拨付资金" in refusal
    with database_refuses("not approved before its decision stands"):
        force(project, state=S.APPROVING, applied_on=TODAY)


def test_an_approval_posted_past_the_district_is_refused_by_the_database(district):
    project = decide(district, checked(district), 3)
    approval = {"applied_on": TODAY, "approved_on": TODAY, "approved_by": district.district_reviewer}
    with database_refuses("no move leads from deciding to building"):
        force(project, state=S.BUILDING, approved_version=1, **approval)


def test_the_district_asks_the_gate_again_when_it_approves(district):
    project = applied(district)
    objection_add(
        decision=project.decision,
        number=Step.PUBLISH,
        who="村民",
        raised_on=dt.date(2026, 10, 18),
        text="租金太低",
        by=district.secretary,
        at=NOW,
    )
    assert "1 条异议还没有答复" in str(refused(move, district, project, A.APPROVE))
    with database_refuses("not approved before its decision stands"):
        force(
            project,
            state=S.BUILDING,
            approved_on=TODAY,
            approved_by=district.district_reviewer,
            approved_version=1,
        )


def test_a_budget_above_what_was_decided_is_not_approved(district):
    project = checked(district)
    choose(district, project, decided(district, 5, matter=Matter.PROJECT, amount_cents=400_000_00))
    assert "超过议定的（400,000元）10% 以上" in str(refused(move, district, project, A.APPLY))
    within = checked(district, name="一成以内")
    choose(district, within, decided(district, 5, district.branch, amount_cents=455_000_00))
    assert move(district, within, A.APPLY).state == S.APPROVING


def test_the_township_the_village_and_another_district_do_not_approve(district):
    project = applied(district)
    other = District(code="361003", name="东乡区")
    for stranger in (district.secretary, district.reviewer, other.district_reviewer):
        with pytest.raises(EconomyRefused):
            project_move(project=project, action=A.APPROVE, values={}, by=stranger, at=NOW)
    project = move(district, project, A.REFUSE, note="先落实用地")
    assert (project.state, project.applied_on) == (S.DECIDING, None)


def test_a_decision_serves_one_project_of_its_own_village(district):
    project = decide(district, checked(district))
    second = checked(district, name="第二个项目")
    assert refused(choose, district, second, project.decision).field == "decision"
    foreign = decided(district, 5, district.sibling, matter=Matter.PROJECT)
    assert refused(choose, district, second, foreign).field == "decision"
    with database_refuses("of another village"):
        force(second, decision=foreign)


def test_the_decision_begins_with_the_projects_plan_and_budget(district):
    project = checked(district)
    decision = project_decision_start(project=project, by=district.secretary, at=NOW)
    assert (decision.title, decision.amount_cents, decision.matter) == (project.name, BUDGET, Matter.PROJECT)
    assert project_decision_start(project=project, by=district.secretary, at=NOW) == decision


# --- Payments ------------------------------------------------------------------------------------------------------
def test_no_money_before_the_approval_with_the_missing_step_in_words(district):
    project = decide(district, checked(district), 2)
    answer = payment_gate(project, TODAY)
    assert not answer
    assert "还没有经区里批准" in answer.reason
    assert "未完成四议两公开第3步" in answer.reason
    assert "还没有经区里批准" in str(refused(ask, district, project))
    with database_refuses("the project is not approved"):
        force_release(project, district)


def test_money_flows_once_the_project_is_approved(district):
    project = building(district)
    release = settle(district, ask(district, project))
    assert (release.state, release.paid_on, release.exemption) == (ReleaseState.PAID, TODAY, None)
    assert payment_gate(project, TODAY)


def test_an_objection_after_the_approval_stops_the_money(district):
    project = building(district)
    release = ask(district, project)
    objection_add(
        decision=project.decision,
        number=Step.PUBLISH,
        who="村民",
        raised_on=dt.date(2026, 10, 18),
        text="租金太低",
        by=district.secretary,
        at=NOW,
    )
    assert "异议还没有答复" in str(refused(settle, district, release))
    assert "异议还没有答复" in str(refused(ask, district, project))
    with database_refuses("the decision does not stand"), transaction.atomic():
        ProjectRelease.objects.filter(pk=release.pk).update(
            state=ReleaseState.PAID, paid_on=TODAY, voucher="1", settled_by=district.reviewer
        )
    with database_refuses("the decision does not stand"):
        force_release(project, district)


def test_a_step_that_is_taken_back_shuts_the_gate_in_the_database(district):
    project = building(district)
    DecisionStep.objects.filter(decision=project.decision, number=4).update(superseded_at=NOW)
    assert "第4步" in str(refused(ask, district, project))
    with database_refuses("the decision does not stand"):
        force_release(project, district)


def test_the_final_payment_waits_for_the_published_results(district):
    project = building(district)
    assert refused(ask, district, project, is_final=True).field == "is_final"
    project = move(district, project, A.COMPLETE, completed_on=TODAY, settlement_cents=490_000_00)
    refusal = refused(ask, district, project, is_final=True)
    assert refusal.field == "is_final"
    assert "尾款要等实施结果公开以后再付" in str(refusal)
    with database_refuses("no final payment before the results are published"):
        force_release(project, district, is_final=True)

    publish_results(district, project)
    release = settle(district, ask(district, project, is_final=True))
    assert release.state == ReleaseState.PAID
    assert "尾款已经申请或拨付" in str(refused(ask, district, project))
    with database_refuses("nothing follows the final payment|final_once"):
        force_release(project, district)


def test_more_than_the_budget_is_refused_with_the_arithmetic(district):
    project = building(district)
    fund, other = project.funds.order_by("-amount_cents")
    ask(district, project, fund=fund, amount_cents=399_999_99)
    refusal = refused(ask, district, project, fund=fund, amount_cents=2)
    assert refusal.field == "fund"
    assert "中央扶持资金 400,000元，已拨付和已申请 399,999.99元，还剩 0.01元，这次申请 0.02元，超出 0.01元" in str(
        refusal
    )
    with database_refuses("more than its source has"):
        force_release(project, district, fund=fund, amount_cents=2)
    ask(district, project, fund=other, amount_cents=100_000_00)
    refusal = refused(ask, district, project, fund=fund, amount_cents=2)
    assert (refusal.field, "批准的总投资" in str(refusal)) == ("amount", True)
    with database_refuses("more than the budget"):
        force_release(project, district, fund=fund, amount_cents=2)
    ask(district, project, fund=fund, amount_cents=1)


def test_no_more_than_the_settlement_is_paid(district):
    project = completed(district, settlement=100_000_00)
    ask(district, project, amount_cents=99_999_99)
    assert "决算" in str(refused(ask, district, project, amount_cents=2))
    with database_refuses("more than the settlement"):
        force_release(project, district, amount_cents=2)


def test_money_goes_to_a_public_account_and_is_paid_by_another_person(district):
    project = building(district)
    assert refused(ask, district, project, public_account=False).field == "public_account"
    with database_refuses("to_public_account"):
        force_release(project, district, public_account=False)
    release = ask(district, project)
    with database_refuses("two_people"), transaction.atomic():
        ProjectRelease.objects.filter(pk=release.pk).update(
            state=ReleaseState.PAID, paid_on=TODAY, voucher="1", settled_by=district.secretary
        )


@pytest.mark.parametrize("amount", [0, -1, 900_000_000_00])
def test_an_absurd_payment_is_refused(district, amount):
    project = building(district)
    assert refused(ask, district, project, amount_cents=amount).field == "amount"
    with database_refuses("amount_cents|believable|more than"):
        force_release(project, district, amount_cents=amount)


def test_a_refused_and_a_returned_payment_give_their_money_back(district):
    project = building(district)
    first = ask(district, project, amount_cents=400_000_00)
    settle(district, first, ReleaseState.REFUSED, reason="发票不全")
    second = settle(district, ask(district, project, amount_cents=400_000_00))
    settle(district, second, ReleaseState.RETURNED, reason="付错单位")
    third = settle(district, ask(district, project, amount_cents=400_000_00))
    assert third.state == ReleaseState.PAID
    assert refused(settle, district, first).field is None
    with database_refuses("no move leads from refused to paid"), transaction.atomic():
        ProjectRelease.objects.filter(pk=first.pk).update(state=ReleaseState.PAID)
    with database_refuses("stays as it is"), transaction.atomic():
        ProjectRelease.objects.filter(pk=third.pk).update(amount_cents=1)


def test_the_same_request_twice_is_one(district):
    project = building(district)
    key = uuid.uuid4()
    rows = [
        release_ask(project=project, values=ask_values(project), key=key, by=district.secretary, at=NOW)
        for _turn in range(2)
    ]
    assert rows[0] == rows[1]


# --- Changes -------------------------------------------------------------------------------------------------------
def change(district: District, project: Project, reason: str = "钢材涨价", **funds) -> Project:
    funds = {str(kind): cents for kind, cents in FUNDS.items()} | funds
    return project_change(project=project, funds=funds, reason=reason, by=district.secretary, at=NOW)


def test_a_change_within_the_percentage_leaves_the_decision_alone(district):
    project = change(district, building(district), collective=149_999_99)
    assert (project.state, project.budget_cents, project.decision.version) == (S.BUILDING, 549_999_99, 1)
    assert ask(district, project).state == ReleaseState.ASKED


def test_an_over_budget_change_reopens_the_decision(district):
    project = building(district)
    waiting = ask(district, project)
    project = change(district, project, collective=150_000_01)
    assert (project.state, project.budget_cents, project.approved_on) == (S.DECIDING, 550_000_01, None)
    assert (project.decision.version, project.decision.state) == (2, DecisionState.OPEN)
    assert project.steps.last().action == A.REDECIDE

    assert "未完成四议两公开第1步" in payment_gate(project, TODAY).reason
    assert "还没有经区里批准" in str(refused(settle, district, waiting))
    with database_refuses("the project is not approved"):
        force_release(project, district)
    assert "第1步" in str(refused(move, district, project, A.APPLY))

    for number in (1, 2, 3, 4):
        confirm(district, project.decision, number)
    publish(district, project.decision, 5)
    project = move(district, move(district, project, A.APPLY), A.APPROVE)
    assert (project.approved_version, settle(district, waiting).state) == (2, ReleaseState.PAID)
    assert list(problems()) == []


def test_a_change_says_why_and_never_goes_below_what_is_paid(district):
    project = building(district)
    ask(district, project)
    assert refused(change, district, project, reason=" ").field == "reason"
    assert "没有变化" in str(refused(change, district, project))
    refusal = refused(
        project_change,
        project=project,
        funds={"collective": 99_999_99},
        reason="缩减",
        by=district.secretary,
        at=NOW,
    )
    assert "还少" in str(refusal)
    with database_refuses("more was paid than the budget has"):
        force(project, budget_cents=99_999_99)
    with database_refuses("exceeds what was decided"):
        force(project, budget_cents=BUDGET * 2)


def test_a_decision_changed_behind_the_project_stops_the_money_until_the_district_confirms(district):
    project = building(district)
    decision_amend(
        decision=project.decision,
        version=1,
        values={"proposal": "改建60亩"},
        reason="多了10亩",
        by=district.secretary,
        at=NOW,
    )
    project.refresh_from_db()
    assert "批准以后变更过" in str(refused(ask, district, project))
    with database_refuses("changed after the approval"):
        force_release(project, district)
    assert "第1步" in str(refused(move, district, project, A.CONFIRM))
    for number in (1, 2, 3, 4):
        confirm(district, project.decision, number)
    publish(district, project.decision, 5)
    project.refresh_from_db()
    assert "由区里确认以后才能拨付" in str(refused(ask, district, project))
    with database_refuses("changed after the approval"):
        force_release(project, district)

    project = move(district, project, A.CONFIRM)
    assert (project.state, project.approved_version) == (S.BUILDING, 2)
    assert ask(district, project).state == ReleaseState.ASKED
    assert "不用再确认" in str(refused(move, district, project, A.CONFIRM))


# --- Disaster relief -----------------------------------------------------------------------------------------------
def test_disaster_relief_goes_first_by_the_districts_leave_and_is_counted_by_itself(district):
    project = exempted(district, checked(district))
    project = move(district, move(district, project, A.APPLY), A.APPROVE)
    release = settle(district, ask(district, project))
    assert project.exemption.due_on == DUE
    assert release.exemption == project.exemption
    assert "抢险救灾" in project.steps.last().note
    ordinary = building(district, district.sibling)
    assert list(Project.objects.urgent()) == [project]
    row = next(row for row in figures_of(district.district_reviewer) if row.key == district.township.pk)
    assert (row.projects, row.urgent, row.villages) == (2, 1, 2)
    assert ordinary.exemption is None


def test_disaster_relief_ends_with_its_day(district):
    project = exempted(district, checked(district))
    project = move(district, move(district, project, A.APPLY), A.APPROVE)
    late = local("2026-11-21 09:00")
    refusal = str(refused(ask, district, project, at=late))
    assert "补办期限（11月20日）已过" in refusal
    with database_refuses("the decision does not stand"):
        force_release(project, district, asked_on=late.date())
    force_release(project, district, asked_on=DUE)


def test_disaster_relief_asked_for_and_not_granted_opens_nothing(district):
    project = checked(district)
    decision = start(district, title=project.name, matter=Matter.WORKS, amount_cents=BUDGET)
    emergency_request(decision=decision, reason="洪水", due_on=DUE, by=district.secretary, at=NOW)
    project = choose(district, project, decision)
    assert "第1步" in str(refused(move, district, project, A.APPLY))
    with database_refuses("not approved before its decision stands"):
        force(project, state=S.APPROVING, applied_on=TODAY)


def test_no_exemption_stands_in_for_the_results(district):
    project = exempted(district, checked(district))
    project = move(district, move(district, project, A.APPLY), A.APPROVE)
    project = move(district, project, A.COMPLETE, completed_on=TODAY, settlement_cents=BUDGET)
    assert "第1步" in str(refused(ask, district, project, is_final=True))
    with database_refuses("no final payment before the results are published"):
        force_release(project, district, is_final=True)


# --- Works and settlement ------------------------------------------------------------------------------------------
def test_progress_is_written_once_a_day_while_the_works_run(district):
    project = building(district)
    facts = {"on": TODAY, "percent": 30, "text": "骨架到场", "by": district.secretary, "at": NOW}
    progress_add(project=project, **facts)
    assert refused(progress_add, project=project, **facts).field == "on"
    assert refused(progress_add, project=project, **(facts | {"on": dt.date(2026, 11, 3)})).field == "on"
    assert refused(progress_add, project=project, **(facts | {"on": dt.date(2026, 11, 1)})).field == "on"
    assert refused(progress_add, project=project, **(facts | {"percent": 101})).field == "percent"
    assert "实施中" in str(refused(progress_add, project=checked(district, name="另一个"), **facts))


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"settlement_cents": BUDGET + 1}, "settlement", "先办“调整投资”"),
        ({"settlement_cents": 99_999_99}, "settlement", "还少"),
        ({"settlement_cents": 0}, "settlement", "大于 0"),
        ({"completed_on": dt.date(2026, 11, 1)}, "completed_on", "早于批准"),
        ({"completed_on": dt.date(2026, 11, 3)}, "completed_on", "还没有到"),
    ],
)
def test_an_acceptance_that_cannot_be_is_refused(district, given, field, words):
    project = building(district)
    ask(district, project)
    values = {"completed_on": TODAY, "settlement_cents": 490_000_00} | given
    refusal = refused(move, district, project, A.COMPLETE, **values)
    assert (refusal.field, words in str(refusal)) == (field, True)


def test_the_database_keeps_the_settlement_within_the_budget(district):
    project = building(district)
    with database_refuses("settled_within_budget"):
        force(project, state=S.COMPLETED, completed_on=TODAY, settlement_cents=BUDGET + 1)
    with database_refuses("completed_whole"):
        force(project, state=S.COMPLETED)


def test_who_runs_it_is_named_unless_the_village_does(district):
    project = completed(district)
    values = {"operated_from": TODAY, "operation": OperationMode.LET, "operator": ""}
    assert refused(move, district, project, A.OPERATE, **values).field == "operator"
    assert move(district, project, A.OPERATE, **(values | {"operation": OperationMode.OWN})).state == S.OPERATING


# --- Returns -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"cost_cents": 60_000_00}, "cost", "没有可以分配的收益"),
        ({"reserve_cents": 4_999_99}, "reserve", "收益 50,000元 的 10%，至少 5,000元"),
        ({"members_cents": 40_000_01}, "members", "比收益 50,000元 多 0.01元"),
        ({"year": 2025}, "year", "2026年到2026年"),
        ({"shared_on": dt.date(2026, 11, 3)}, "shared_on", "还没有到"),
        ({"decision": None}, "decision", "集体收益使用"),
    ],
)
def test_a_distribution_that_does_not_add_up_is_refused_with_the_arithmetic(district, given, field, words):
    project, decision = operating(district), income_decision(district)
    values = share_values(decision) | given
    refusal = refused(return_share, project=project, values=values, by=district.secretary, at=NOW)
    assert refusal.field == field
    assert words in str(refusal)


def test_returns_need_a_decision_of_their_own(district):
    project, undecided = operating(district), income_decision(district, 4)
    assert refused(share, district, project, undecided).field == "decision"
    assert refused(share, district, project, project.decision).field == "decision"
    row = {
        **share_values(undecided),
        "project": project,
        "kept_cents": 15_000_00,
        "by": district.secretary,
        "at": NOW,
    }
    with database_refuses("the decision does not stand"), transaction.atomic():
        ProjectReturn.objects.create(**row)
    with database_refuses("needs a decision of its own"), transaction.atomic():
        ProjectReturn.objects.create(**(row | {"decision": project.decision}))
    whole = income_decision(district, title="另一份分配方案")
    with database_refuses("adds_up"), transaction.atomic():
        ProjectReturn.objects.create(**(row | {"decision": whole, "kept_cents": 1}))
    with database_refuses("not in operation"), transaction.atomic():
        ProjectReturn.objects.create(**(row | {"decision": whole, "project": building(district, name="另一个")}))


def test_more_than_was_decided_is_not_distributed(district):
    project, decision = operating(district), income_decision(district, amount_cents=30_000_00)
    assert "10% 以上" in str(refused(share, district, project, decision))
    small = income_decision(district, title="只议了两万", amount_cents=20_000_00)
    row = share_values(small) | {"project": project, "kept_cents": 15_000_00, "by": district.secretary, "at": NOW}
    with database_refuses("more than was decided"), transaction.atomic():
        ProjectReturn.objects.create(**row)


def test_a_year_is_distributed_once_and_for_good(district):
    project = operating(district)
    row = share(district, project)
    second = income_decision(district, title="再分一次")
    assert refused(share, district, project, second).field == "year"
    with database_refuses("append_only|Cannot update"), transaction.atomic():
        ProjectReturn.objects.filter(pk=row.pk).update(kept_cents=0)


# --- Arithmetic ----------------------------------------------------------------------------------------------------
cents = st.integers(min_value=0, max_value=500_000_000_00)


@given(profit=cents, reserve=cents, members=cents)
def test_parts_of_the_profit_add_up_to_the_cent_or_are_refused(profit, reserve, members):
    if reserve + members > profit:
        with pytest.raises(ValueError, match="do not fit"):
            split(profit, reserve, members)
    else:
        kept = split(profit, reserve, members)
        assert kept >= 0
        assert reserve + members + kept == profit


@given(profit=cents, percent=st.decimals(min_value=0, max_value=50, places=2))
def test_the_least_reserve_is_the_smallest_whole_cent_that_reaches_the_percentage(profit, percent):
    least = least_reserve(profit, percent)
    assert least * 100 >= profit * percent
    assert (least - 1) * 100 < profit * percent or least == 0
    assert least <= profit


@given(amounts=st.lists(st.integers(min_value=1, max_value=10**10), max_size=20), limit=cents)
def test_requests_that_fit_never_add_up_to_more_than_the_limit(amounts, limit):
    already = 0
    for amount in amounts:
        answer = fits(amount=amount, already=already, limit=limit, what="总投资")
        assert bool(answer) == (already + amount <= limit)
        assert bool(answer.reason) != bool(answer)
        if answer:
            already += amount
    assert already <= limit


# --- Integrity -----------------------------------------------------------------------------------------------------
def test_check_data_finds_what_no_constraint_holds(district):
    project = building(district)
    settle(district, ask(district, project))
    assert list(problems()) == []
    ProjectFund.objects.filter(project=project, kind=FundKind.COLLECTIVE).update(amount_cents=1)
    decision_amend(
        decision=project.decision, version=1, values={"proposal": "改"}, reason="改", by=district.secretary, at=NOW
    )
    ProjectStep.objects.create(
        project=project, action=A.SUBMIT, from_state=S.IDEA, to_state=S.CHECKING, by=district.secretary, at=NOW
    )
    found = " ".join(problems())
    for words in ("sources of project", "its last step says"):
        assert words in found
