"""Projects: money from above, final payments, stops, decisions that are spent or stopped, numbers that fit."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from economy.enums.project import FundKind, ReleaseState
from economy.enums.project import ProjectAction as A
from economy.enums.project import ProjectState as S
from economy.integrity import problems
from economy.models import Project, ProjectFund, ProjectRelease, ProjectReturn
from economy.refusal import EconomyRefused
from economy.selectors.project import decisions_free, figures_of, payment_gate
from economy.services.project import project_change, project_decision_start, return_share
from ledgers.enums.decisions import DecisionState, FilePurpose, Matter
from ledgers.models import Decision
from ledgers.services.decisions import (
    decision_amend,
    decision_stop,
    emergency_decide,
    emergency_request,
    publication_close,
)
from notices.models import Notice
from tests.economy.project_samples import (
    BUDGET,
    FUNDS,
    TODAY,
    ask,
    building,
    checked,
    choose,
    completed,
    decide,
    income_decision,
    make_idea,
    move,
    operating,
    publish_results,
    settle,
    share_values,
)
from tests.facilities.project_samples import opened
from tests.factories import NOW, District, local
from tests.ledgers.decision_samples import confirm, decided, photograph, publish, start


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


def refused(act, *args, **kwargs) -> EconomyRefused:
    with pytest.raises(EconomyRefused) as refusal:
        act(*args, **kwargs)
    return refusal.value


def database_refuses(words: str):
    return pytest.raises((InternalError, IntegrityError), match=words)


def force(rows, **columns) -> None:
    with transaction.atomic():
        rows.update(**columns)


def change(district: District, project: Project, **funds) -> Project:
    funds = {str(kind): cents for kind, cents in FUNDS.items()} | funds
    funds = {kind: cents for kind, cents in funds.items() if cents}
    return project_change(project=project, funds=funds, reason="调整", by=district.secretary, at=NOW)


def urgent(district: District) -> Project:
    """A project under way by the district's leave: its decision has only begun."""
    project = checked(district)
    decision = start(district, title=project.name, matter=Matter.WORKS, amount_cents=BUDGET)
    asked = emergency_request(
        decision=decision, reason="洪水", due_on=dt.date(2026, 11, 20), by=district.secretary, at=NOW
    )
    emergency_decide(exemption=asked, approve=True, note="", by=district.district_reviewer, at=NOW)
    project = choose(district, project, decision)
    return move(district, move(district, project, A.APPLY), A.APPROVE)


def stop(district: District, decision: Decision) -> None:
    decision_stop(decision=decision, reason="村民不同意", by=district.secretary, at=NOW)


# --- What a decision carries ---------------------------------------------------------------------------------------
def test_a_decision_that_is_done_is_not_spent_again(district):
    done, second = decided(district, 6, matter=Matter.PROJECT), checked(district, name="第二个项目")
    assert done.state == DecisionState.DONE
    assert refused(choose, district, second, done).field == "decision"
    with database_refuses("the decision is over"):
        force(Project.objects.filter(pk=second.pk), decision=done)


def test_a_decision_on_which_premises_rest_is_not_spent_again(district):
    decision, project = decided(district), checked(district)
    assert decisions_free(project).get() == decision
    opened(district, decision=decision)
    assert not decisions_free(project).exists()
    assert refused(choose, district, project, decision).field == "decision"
    with database_refuses("spent on premises"):
        force(Project.objects.filter(pk=project.pk), decision=decision)


def test_another_decision_takes_the_place_of_a_stopped_one(district, sign_in):
    project = checked(district)
    first = project_decision_start(project=project, by=district.secretary, at=NOW)
    stop(district, first)
    client = sign_in(district.secretary)
    assert "原来的事项已经停办" in client.get(reverse("economy:project-detail", args=[project.pk])).content.decode()
    project.refresh_from_db()
    second = project_decision_start(project=project, by=district.secretary, at=NOW)
    assert second != first
    project.refresh_from_db()
    assert project_decision_start(project=project, by=district.secretary, at=NOW) == second
    stop(district, second)
    assert decide(district, project).decision.state == DecisionState.APPROVED
    assert refused(choose, district, project, second).field == "decision"


def test_after_the_approval_another_decision_waits_for_the_districts_confirmation(district):
    project = urgent(district)
    whole = decided(district, 5, matter=Matter.PROJECT, amount_cents=BUDGET)
    assert "不能另换一件" in str(refused(choose, district, project, whole))
    with database_refuses("chosen while it is being decided"):
        force(Project.objects.filter(pk=project.pk), decision=whole, approved_version=0)
    stop(district, project.decision)
    with database_refuses("chosen while it is being decided|not the present one"):
        force(Project.objects.filter(pk=project.pk), decision=whole)
    project = choose(district, project, whole)
    assert "换了一件" in payment_gate(project, TODAY).reason
    assert "换了一件" in str(refused(ask, district, project))
    project = move(district, project, A.CONFIRM)
    assert (project.state, project.approved_version) == (S.BUILDING, 1)
    assert settle(district, ask(district, project)).state == ReleaseState.PAID
    assert list(problems()) == []


def test_a_smaller_decision_stops_the_money_and_not_the_work(district):
    project = completed(district)
    decision_amend(
        decision=project.decision,
        version=1,
        values={"amount_cents": BUDGET // 2},
        reason="只做一半",
        by=district.secretary,
        at=NOW,
    )
    values = {"operated_from": TODAY, "operation": "own", "operator": ""}
    project = move(district, project, A.OPERATE, **values)
    assert project.state == S.OPERATING
    assert "批准以后变更过" in str(refused(ask, district, project))
    with database_refuses("exceeds what was decided"):
        force(Project.objects.filter(pk=project.pk), budget_cents=BUDGET + 1)


def test_a_confirmation_by_exemption_is_counted_as_one(district):
    project = building(district)
    decision = decision_amend(
        decision=project.decision,
        version=1,
        values={"proposal": "改建"},
        reason="洪水",
        by=district.secretary,
        at=NOW,
    )
    asked = emergency_request(
        decision=decision, reason="洪水", due_on=dt.date(2026, 11, 20), by=district.secretary, at=NOW
    )
    emergency_decide(exemption=asked, approve=True, note="", by=district.district_reviewer, at=NOW)
    project.refresh_from_db()
    assert move(district, project, A.CONFIRM).exemption == asked
    assert list(Project.objects.urgent()) == [project]


# --- The final payment ---------------------------------------------------------------------------------------------
def test_the_final_payment_waits_until_the_settlement_is_what_was_published(district, sign_in):
    project = completed(district)
    publish(district, project.decision, 6, settlement_cents=480_000_00)
    refusal = refused(ask, district, project, is_final=True)
    assert refusal.field == "is_final"
    assert "公开的决算是 480,000元，验收的决算是 490,000元" in str(refusal)
    with database_refuses("not the one that was published"), transaction.atomic():
        ProjectRelease.objects.create(
            project=project,
            fund=project.funds.first(),
            purpose="尾款",
            payee="示例公司",
            amount_cents=1,
            is_final=True,
            asked_on=TODAY,
            asked_by=district.secretary,
        )
    client = sign_in(district.reviewer)
    post = reverse("economy:project-move", args=[project.pk])
    response = client.post(post, {"action": A.CORRECT, "settlement": "480000", "note": ""})
    assert (response.status_code, "请写明原因" in response.content.decode()) == (422, True)
    assert client.post(post, {"action": A.CORRECT, "settlement": "480000", "note": "少算了税"}).status_code == 302
    project.refresh_from_db()
    assert project.steps.last().note == "少算了税（决算 490,000元 → 480,000元）"
    final = ask(district, project, is_final=True)
    refusal = refused(move, district, project, A.CORRECT, settlement_cents=470_000_00, note="再改")
    assert "决算不能再改" in str(refusal)
    with database_refuses("the settlement stays"):
        force(Project.objects.filter(pk=project.pk), settlement_cents=470_000_00)
    assert settle(district, final).state == ReleaseState.PAID


def test_the_final_payment_comes_after_all_others(district):
    project = completed(district)
    publish_results(district, project)
    waiting = ask(district, project)
    refusal = refused(ask, district, project, is_final=True)
    assert (refusal.field, "还有 1 笔申请没有办" in str(refusal)) == ("is_final", True)
    with database_refuses("comes after all others"), transaction.atomic():
        ProjectRelease.objects.create(
            project=project,
            fund=project.funds.first(),
            purpose="尾款",
            payee="示例公司",
            amount_cents=1,
            is_final=True,
            asked_on=TODAY,
            asked_by=district.secretary,
        )
    settle(district, waiting)
    assert ask(district, project, is_final=True).state == ReleaseState.ASKED


# --- Money that is out ---------------------------------------------------------------------------------------------
def test_a_project_whose_money_is_out_is_not_stopped(district):
    project = building(district)
    paid = settle(district, ask(district, project))
    project = change(district, project, collective=200_000_00)
    assert project.state == S.DECIDING
    assert "已拨付和已申请 100,000元，不能停办" in str(refused(move, district, project, A.STOP, note="不做了"))
    with database_refuses("not stopped while its money is out"):
        force(Project.objects.filter(pk=project.pk), state=S.STOPPED)
    settle(district, paid, ReleaseState.RETURNED, reason="退回")
    assert move(district, project, A.STOP, note="不做了").state == S.STOPPED
    row = next(row for row in figures_of(district.district_reviewer) if row.key == district.township.pk)
    assert (row.projects, row.budget, row.paid) == (0, 0, 0)


def test_more_money_from_above_goes_back_to_the_district(district, sign_in):
    project = building(district)
    with database_refuses("for the district to approve"):
        force(ProjectFund.objects.filter(project=project, kind=FundKind.CENTRAL), amount_cents=400_000_01)
    with database_refuses("for the district to approve"), transaction.atomic():
        ProjectFund.objects.create(project=project, kind=FundKind.FISCAL, amount_cents=1)
    client = sign_in(district.secretary)
    funds = {"fund_central": "410000", "fund_collective": "90000", "reason": "上级追加"}
    text = client.post(reverse("economy:project-change", args=[project.pk]), funds, follow=True).content.decode()
    assert "要重新报区审批" in text
    project.refresh_from_db()
    assert (project.state, project.decision.version, project.steps.last().action) == (S.DECIDING, 1, A.REAPPLY)
    assert Notice.objects.filter(recipient=district.district_reviewer, title__contains="要重新报批").exists()
    project = move(district, move(district, project, A.APPLY), A.APPROVE)
    assert (project.state, project.approved_version) == (S.BUILDING, 1)
    less = change(district, project, central=300_000_00, collective=200_000_00)
    assert less.state == S.BUILDING


def test_a_change_by_exemption_is_not_called_over_budget(district):
    project = change(district, urgent(district), collective=90_000_00)
    assert (project.state, project.steps.last().action) == (S.DECIDING, A.REAPPLY)
    assert not Notice.objects.filter(title__contains="超概算").exists()


def test_a_source_that_was_asked_for_stays(district):
    project = building(district)
    collective = project.funds.get(kind=FundKind.COLLECTIVE)
    settle(district, ask(district, project, fund=collective, amount_cents=1), ReleaseState.REFUSED)
    refusal = refused(change, district, project, collective=None, partner=100_000_00)
    assert (refusal.field, "申请过拨付" in str(refusal)) == ("fund_collective", True)


# --- Returns -------------------------------------------------------------------------------------------------------
def test_returns_are_not_distributed_before_the_operation_or_the_decision(district):
    project, decision = operating(district), income_decision(district)
    values = share_values(decision, shared_on=dt.date(2026, 11, 1))
    refusal = refused(return_share, project=project, values=values, by=district.secretary, at=NOW)
    assert (refusal.field, "早于开始运营" in str(refusal)) == ("shared_on", True)
    row = values | {"project": project, "kept_cents": 15_000_00, "by": district.secretary, "at": NOW}
    with database_refuses("before the project was in operation"), transaction.atomic():
        ProjectReturn.objects.create(**row)

    later = local("2026-11-20 09:00")
    late = start(district, title="分配", matter=Matter.INCOME, amount_cents=50_000_00)
    for number in (1, 2, 3, 4):
        confirm(district, late, number)
    step = confirm(district, late, 5, day=30)
    for purpose in (FilePurpose.FIRST_DAY, FilePurpose.LAST_DAY):
        photograph(district, step, purpose)
    publication_close(
        step=step, until=dt.date(2026, 11, 5), supervision="合规。", agrees=True, by=district.secretary, at=later
    )
    late.refresh_from_db()
    assert late.state == DecisionState.APPROVED
    values = share_values(late, shared_on=dt.date(2026, 11, 4))
    refusal = refused(return_share, project=project, values=values, by=district.secretary, at=later)
    assert (refusal.field, "第5步" in str(refusal)) == ("decision", True)
    with database_refuses("the decision does not stand"), transaction.atomic():
        ProjectReturn.objects.create(**(row | values))
    values["shared_on"] = dt.date(2026, 11, 6)
    assert return_share(project=project, values=values, by=district.secretary, at=later).year == 2026


# --- Numbers -------------------------------------------------------------------------------------------------------
AMOUNTS = st.one_of(
    st.integers(0, 10**12).map(str),
    st.sampled_from(["0", "0.01", "500000000", "500000000.01", "999999999999.99"]),
)
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(budget=AMOUNTS, expected=AMOUNTS, central=AMOUNTS)
def test_whatever_amount_is_typed_for_an_idea_is_kept_or_refused(district, sign_in, budget, expected, central):
    values = {
        "name": "基地",
        "kind": "vegetables",
        "plan": "建大棚。",
        "planned_from": "2026-11-10",
        "planned_until": "2027-03-31",
        "budget": budget,
        "expected": expected,
        "fund_central": central,
    }
    with transaction.atomic():
        response = sign_in(district.secretary).post(reverse("economy:project-new"), values)
        assert response.status_code in (302, 422)
        transaction.set_rollback(True)


def test_an_income_beyond_belief_is_refused_at_its_field(district):
    assert refused(make_idea, district, expected_cents=10**14).field == "expected"


def test_a_reason_longer_than_its_column_is_refused(district, sign_in):
    project = building(district)
    release = ask(district, project)
    client, post = sign_in(district.reviewer), reverse("economy:projectrelease-settle", args=[release.pk])
    assert client.post(post, {"state": "refused", "reason": "长" * 301}).status_code == 422
    assert client.post(post, {"state": "refused", "reason": "长" * 300}).status_code == 302


# --- Pages ---------------------------------------------------------------------------------------------------------
def test_a_project_takes_as_many_queries_with_many_requests_as_with_one(district, sign_in):
    project = building(district)
    client, page = sign_in(district.reviewer), reverse("economy:project-detail", args=[project.pk])
    counts = []
    for many in (1, 5):
        for _turn in range(many):
            ask(district, project, amount_cents=1_00)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_move_from_an_older_page_is_refused_in_words(district, sign_in):
    project = building(district)
    settle(district, ask(district, project))
    change(district, project, collective=200_000_00)
    client = sign_in(district.secretary)
    response = client.post(reverse("economy:project-move", args=[project.pk]), {"action": A.STOP, "note": "不做了"})
    assert (response.status_code, "不能停办" in response.content.decode()) == (422, True)
