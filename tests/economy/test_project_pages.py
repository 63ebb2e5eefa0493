"""Pages of projects: who reaches what, what a form refuses at which field, what is offered and what is not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from branches.enums import Role
from economy.enums.project import FundKind, ProjectKind, ReleaseState
from economy.enums.project import ProjectAction as A
from economy.enums.project import ProjectState as S
from economy.models import Project, ProjectRelease
from ledgers.models import Decision
from tests.economy.project_samples import (
    applied,
    ask,
    building,
    checked,
    completed,
    decide,
    income_decision,
    make_idea,
    move,
    operating,
    publish_results,
)
from tests.factories import District, make_branch, make_user

LIST = reverse("economy:project-list")
NEW = reverse("economy:project-new")


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


def page(project: Project, name: str = "detail") -> str:
    return reverse(f"economy:project-{name}", args=[project.pk])


def idea(**given) -> dict:
    return {
        "name": "50亩大棚蔬菜基地",
        "kind": ProjectKind.VEGETABLES,
        "place": "上畈",
        "plan": "建大棚50亩。",
        "planned_from": "2026-11-10",
        "planned_until": "2027-03-31",
        "budget": "500,000",
        f"fund_{FundKind.CENTRAL}": "400000",
        f"fund_{FundKind.COLLECTIVE}": "100000.00",
    } | given


def money(project: Project, **given) -> dict:
    return {
        "fund": project.funds.first().pk,
        "purpose": "大棚骨架",
        "payee": "示例公司",
        "amount": "100000",
        "public_account": "on",
    } | given


# --- The idea ------------------------------------------------------------------------------------------------------
def test_a_secretary_writes_an_idea_and_sends_it(district, sign_in):
    client = sign_in(district.secretary)
    assert "想好做什么" in client.get(LIST).content.decode()
    answer = client.post(NEW, idea(), follow=True)
    project = Project.objects.get()
    assert (project.budget_cents, dict(project.funds.values_list("kind", "amount_cents"))) == (
        500_000_00,
        {"central": 400_000_00, "collective": 100_000_00},
    )
    assert "报乡镇论证" in answer.content.decode()
    client.post(page(project, "move"), {"action": A.SUBMIT})
    project.refresh_from_db()
    assert project.state == S.CHECKING


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"budget": "-5"}, "budget", "看不懂这个金额"),
        ({"budget": "0"}, "budget", "大于 0"),
        ({"budget": ""}, "budget", "请写金额"),
        ({"budget": "9000000000"}, "budget", "太大了"),
        ({"budget": "500001"}, "budget", "相差 1元"),
        ({"planned_until": "2026-11-01"}, "planned_until", "早于开工"),
        ({"planned_from": "2019-12-31"}, "planned_from", "早于本村设立"),
        ({"name": ""}, "name", "请填写"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_kept(district, sign_in, given, field, words):
    response = sign_in(district.secretary).post(NEW, idea(**given))
    assert response.status_code == 422
    form = response.context["form"]
    assert words in "".join(form.errors[field])
    assert "建大棚50亩。" in response.content.decode()
    assert not Project.objects.exists()


def test_the_township_returns_with_a_reason_that_the_village_reads(district, sign_in):
    project = move(district, make_idea(district), A.SUBMIT)
    client = sign_in(district.reviewer)
    response = client.post(page(project, "move"), {"action": A.RETURN, "note": ""})
    assert response.status_code == 422
    assert "请写明原因" in response.content.decode()
    client.post(page(project, "move"), {"action": A.RETURN, "note": "请写明合作社"})
    text = sign_in(district.secretary).get(page(project)).content.decode()
    assert "请写明合作社" in text
    assert "修改项目" in text


# --- The gate ------------------------------------------------------------------------------------------------------
def test_the_missing_step_is_said_and_nothing_is_offered_until_it_is_done(district, sign_in):
    project = decide(district, checked(district), 2)
    client = sign_in(district.secretary)
    text = client.get(page(project)).content.decode()
    assert "未完成四议两公开第3步" in text
    assert 'name="action" value="apply"' not in text
    assert "申请拨付</summary>" not in text

    response = client.post(page(project, "move"), {"action": A.APPLY})
    assert response.status_code == 422
    assert "未完成四议两公开第3步" in response.content.decode()
    response = client.post(page(project, "ask"), money(project), follow=True)
    assert "还没有经区里批准" in response.content.decode()
    assert not ProjectRelease.objects.exists()


def test_a_whole_decision_opens_the_way(district, sign_in):
    project = decide(district, checked(district))
    client = sign_in(district.secretary)
    assert 'name="action" value="apply"' in client.get(page(project)).content.decode()
    client.post(page(project, "move"), {"action": A.APPLY})
    client = sign_in(district.district_reviewer)
    client.post(page(project, "move"), {"action": A.APPROVE, "approved_number": "临区批〔2026〕8号"})
    project.refresh_from_db()
    assert (project.state, project.approved_number) == (S.BUILDING, "临区批〔2026〕8号")


def test_a_village_begins_the_decision_from_the_project(district, sign_in):
    project = checked(district)
    client = sign_in(district.secretary)
    response = client.post(page(project, "decide"), {"how": "start"})
    decision = Decision.objects.get()
    assert response.url == reverse("ledgers:decision-detail", args=[decision.pk])
    assert decision.title == project.name
    other = checked(district, name="另一个项目")
    assert client.post(page(other, "decide"), {"how": "choose", "decision": decision.pk}).status_code == 422


def test_money_is_asked_for_and_paid(district, sign_in):
    project = building(district)
    client = sign_in(district.secretary)
    client.post(page(project, "ask"), money(project))
    release = ProjectRelease.objects.get()
    settle = reverse("economy:projectrelease-settle", args=[release.pk])

    client = sign_in(district.reviewer)
    assert "办理拨付" in client.get(page(project)).content.decode()
    response = client.post(settle, {"state": "paid", "voucher": ""})
    assert (response.status_code, "请写凭证号" in response.content.decode()) == (422, True)
    client.post(settle, {"state": "paid", "voucher": "记账18号"})
    release.refresh_from_db()
    assert (release.state, release.voucher) == (ReleaseState.PAID, "记账18号")
    again = client.post(settle, {"state": "paid", "voucher": "记账19号"}, follow=True)
    assert "已经办过了" in again.content.decode()


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"amount": "400000.01"}, "fund", "超出 0.01元"),
        ({"amount": "500000.01"}, "amount", "超出 0.01元"),
        ({"amount": "-1"}, "amount", "看不懂"),
        ({"public_account": ""}, "public_account", "个人账户"),
        ({"is_final": "on"}, "is_final", "未完成四议两公开第6步"),
    ],
)
def test_a_payment_is_refused_at_its_field(district, sign_in, given, field, words):
    project = building(district)
    response = sign_in(district.secretary).post(page(project, "ask"), money(project, **given))
    assert response.status_code == 422
    assert words in "".join(response.context["release_form"].errors[field])
    assert "大棚骨架" in response.content.decode()


def test_the_final_payment_is_refused_until_the_results_are_published(district, sign_in):
    project = completed(district)
    client = sign_in(district.secretary)
    response = client.post(page(project, "ask"), money(project, is_final="on"))
    assert "尾款要等实施结果公开以后再付" in response.content.decode()
    publish_results(district, project)
    assert client.post(page(project, "ask"), money(project, is_final="on")).status_code == 302


def test_a_budget_beyond_the_percentage_says_that_the_decision_begins_anew(district, sign_in):
    project = building(district)
    client = sign_in(district.secretary)
    text = client.get(page(project, "change")).content.decode()
    assert "超过议定金额 10% 以上" in text
    funds = {f"fund_{FundKind.CENTRAL}": "400000", f"fund_{FundKind.COLLECTIVE}": "200000"}
    response = client.post(page(project, "change"), funds | {"reason": ""})
    assert (response.status_code, "请写明原因" in response.content.decode()) == (422, True)
    response = client.post(page(project, "change"), funds | {"reason": "扩大到60亩"}, follow=True)
    text = response.content.decode()
    assert "要从第1步重新办" in text
    assert "现在不能拨付资金" in text
    project.refresh_from_db()
    assert (project.state, project.budget_cents, project.decision.version) == (S.DECIDING, 600_000_00, 2)


def test_progress_comes_with_its_day(district, sign_in):
    project = building(district)
    client = sign_in(district.secretary)
    response = client.post(page(project, "progress"), {"on": "2026-11-03", "percent": "30", "text": "骨架到场"})
    assert (response.status_code, "还没有到" in response.content.decode()) == (422, True)
    client.post(page(project, "progress"), {"on": "2026-11-02", "percent": "30", "text": "骨架到场"})
    assert "骨架到场" in client.get(page(project)).content.decode()


def test_returns_are_distributed_with_the_arithmetic(district, sign_in):
    project, decision = operating(district), income_decision(district)
    client = sign_in(district.secretary)
    values = {
        "year": "2026",
        "income": "60000",
        "cost": "10000",
        "reserve": "4999.99",
        "members": "25000",
        "decision": decision.pk,
        "shared_on": "2026-11-02",
    }
    response = client.post(page(project, "share"), values)
    assert "至少 5,000元" in "".join(response.context["form"].errors["reserve"])
    client.post(page(project, "share"), values | {"reserve": "5000"})
    assert "20,000元" in client.get(page(project)).content.decode()  # what is kept


# --- Who ------------------------------------------------------------------------------------------------------------
def test_everyone_sees_what_is_his_and_acts_where_it_is_his(district, sign_in):
    project = applied(district)
    for person, sees in (
        (district.secretary, 200),
        (district.reviewer, 200),
        (district.township_leader, 200),
        (district.district_reviewer, 200),
        (district.leader, 200),
        (district.sibling_secretary, 404),
        (district.other_reviewer, 404),
        (district.officer, 404),
        (district.inspector, 403),
        (District(code="361003", name="东乡区").district_reviewer, 404),
    ):
        assert sign_in(person).get(page(project)).status_code == sees, person
    for person in (district.secretary, district.reviewer, district.leader):
        client = sign_in(person)
        assert client.post(page(project, "move"), {"action": A.APPROVE}).status_code == 403
    assert sign_in(district.secretary).get(page(project, "move")).status_code == 405


def test_a_move_that_is_made_already_leads_back(district, sign_in):
    project = applied(district)
    response = sign_in(district.secretary).post(page(project, "move"), {"action": A.SUBMIT}, follow=True)
    assert "这一步已经办过" in response.content.decode()


# --- Lists ----------------------------------------------------------------------------------------------------------
def test_the_list_takes_as_many_queries_for_many_projects_as_for_few(district, sign_in):
    client = sign_in(district.district_reviewer)
    ask(district, building(district))
    counts = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(LIST)
        assert response.status_code == 200
        counts.append(len(queries))
        if not turn:
            for number in range(5):
                branch = make_branch(district.township, f"示例{number}村委会")
                make_user(Role.SECRETARY, branch)
                move(district, make_idea(district, branch), A.SUBMIT)
    assert counts[0] == counts[1]
    assert len(response.context["page"].object_list) == 6


def test_the_district_sees_each_township_and_opens_it(district, sign_in):
    building(district)
    client = sign_in(district.district_reviewer)
    text = client.get(LIST).content.decode()
    assert "各乡镇情况" in text
    assert "龙溪镇" in text  # the silent one too
    response = client.get(LIST, {"township": district.other_township.pk})
    assert "没有项目" in response.content.decode()
    assert client.get(LIST, {"township": 10**9}).status_code == 404
    assert len(client.get(LIST, {"show": "running"}).context["page"].object_list) == 1
    assert not client.get(LIST, {"show": "urgent"}).context["page"].object_list
