"""The pages of clearing below-standard villages, by the clock of the machine."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from branches.enums import Role
from branches.models import Organisation
from facilities.enums.checks import CheckLevel
from facilities.enums.projects import ProjectAction
from facilities.models import CensusEntry, ProjectPayment, UpgradeProject
from tests.evidence.samples import noise_jpeg
from tests.facilities.check_samples import checked
from tests.facilities.project_samples import DUE, opened, relief, walked
from tests.factories import make_branch, make_user

pytestmark = pytest.mark.django_db
A = ProjectAction


def post(client, page, /, *args, **values):
    return client.post(reverse(f"facilities:{page}", args=args), values, follow=True)


def typed(**more) -> dict:
    due = timezone.localdate() + dt.timedelta(days=90)
    return {
        "title": "改建党群服务中心",
        "way": "rebuild",
        "plan": "加盖一层",
        "budget": "120000.50",
        "district": "80,000.25",
        "village": "40000.25",
        "due_on": due.isoformat(),
    } | more


def test_the_township_lists_a_village_and_opens_its_project(district, sign_in):
    checked(district, CheckLevel.TOWNSHIP, place={"floor": 90})
    client = sign_in(district.reviewer)
    assert "检查不达标，还没有建账" in client.get(reverse("facilities:project-overview")).content.decode()
    wrong = post(client, "census-new", district.branch.pk, cause="small", note="")
    assert wrong.status_code == 422 and "请填写。" in wrong.content.decode()

    post(client, "census-new", district.branch.pk, cause="small", note="差110平方米")
    census = CensusEntry.objects.get()
    wrong = post(client, "census-project", census.pk, **typed(village="40000.24"))
    page = wrong.content.decode()
    assert wrong.status_code == 422 and "资金来源合计 120,000.49元，与预算 120,000.50元 不一致。" in page
    assert 'value="80,000.25"' in page and not UpgradeProject.objects.exists()
    page = post(client, "census-project", census.pk, **typed()).content.decode()

    project = UpgradeProject.objects.get()
    assert project.budget_cents == 120_000_50
    assert "还没有四议两公开事项，不予审批工程、拨付资金。" in page


def test_a_payment_before_the_decision_is_not_offered_and_not_taken(district, sign_in):
    project = opened(district)
    client = sign_in(district.reviewer)
    page = client.get(reverse("facilities:project-detail", args=[project.pk])).content.decode()
    assert reverse("facilities:project-payment", args=[project.pk]) not in page
    day = timezone.localdate().isoformat()
    answer = post(client, "project-payment", project.pk, amount="100", paid_on=day, purpose="款", voucher="1")
    assert answer.status_code == 422 and "还没有四议两公开事项" in answer.content.decode()
    assert not ProjectPayment.objects.exists()


def test_the_district_sees_what_an_approval_lacks(district, sign_in):
    project = opened(district)
    client = sign_in(district.district_reviewer)
    page = client.get(reverse("facilities:project-detail", args=[project.pk])).content.decode()
    assert "下一步：立项" in page and "还没有四议两公开事项" in page
    answer = post(client, "project-move", project.pk, action="approve", on=timezone.localdate().isoformat())
    assert answer.status_code == 422 and "还没有四议两公开事项" in answer.content.decode()
    assert client.post(reverse("facilities:project-move", args=[project.pk]), {"action": "burn"}).status_code == 404


def test_an_approval_by_disaster_relief_keeps_its_reason_when_the_form_comes_back(district, sign_in):
    project = opened(district, decision=relief(district, district.branch, timezone.now()))
    client = sign_in(district.district_reviewer)
    answer = post(client, "project-move", project.pk, action="approve", on="2999-01-01").content.decode()
    assert "这一天还没有到。" in answer and "抢险救灾：区委组织部" in answer


def test_the_promised_day_is_not_among_what_is_edited(district, sign_in):
    project = opened(district)
    page = post(sign_in(district.reviewer), "project-edit", project.pk, **typed(title="扩建", due_on="2027-06-30"))
    project.refresh_from_db()
    assert page.status_code == 200 and (project.title, project.due_on) == ("扩建", DUE)


def test_a_secretary_reports_from_the_phone(district, sign_in):
    project = walked(district, A.START)
    client = sign_in(district.secretary)
    month = f"{timezone.localdate():%Y-%m}"
    wrong = post(client, "project-report", project.pk, month=month, percent="130", text="封顶")
    assert wrong.status_code == 422 and 'value="130"' in wrong.content.decode() and "封顶" in wrong.content.decode()
    photo = SimpleUploadedFile("a.jpg", noise_jpeg(), content_type="image/jpeg")
    page = post(client, "project-report", project.pk, month=month, percent="60", text="主体封顶", photo=photo)
    assert "60%" in page.content.decode() and "主体封顶" in page.content.decode()
    assert project.photos.filter(stage="during").count() == 1
    assert client.post(reverse("facilities:project-move", args=[project.pk]), {"action": "finish"}).status_code == 403


def test_money_and_milestones_on_the_page(district, sign_in):
    project = walked(district, A.START)
    client, day = sign_in(district.reviewer), timezone.localdate().isoformat()
    post(client, "project-milestone", project.pk, name="封顶", due_on="2026-12-20", who="村党支部书记")
    page = post(client, "milestone-reach", project.milestones.get().pk, on=day)
    assert f"{day}完成" in page.content.decode()
    page = post(client, "project-payment", project.pk, amount="30000", paid_on=day, purpose="工程款", voucher="记-1")
    assert "已拨 30,000.00 元，预算内还有 90,000.00 元" in page.content.decode()
    page = post(client, "payment-withdraw", ProjectPayment.objects.get().pk, why="记错了")
    assert "记错了" in page.content.decode() and "已拨 0.00 元" in page.content.decode()


def test_strangers_do_not_find_a_project(district, sign_in):
    project = opened(district)
    url = reverse("facilities:project-detail", args=[project.pk])
    for person in (district.sibling_secretary, district.other_reviewer):
        assert sign_in(person).get(url).status_code == 404
    assert sign_in(district.officer).get(url).status_code in (403, 404)
    assert sign_in(district.leader).get(url).status_code == 200


@pytest.mark.parametrize("villages", [1, 4])
def test_the_list_asks_as_often_for_few_as_for_many(district, sign_in, villages):
    for number in range(villages):
        village = make_branch(Organisation.objects.get(pk=district.township.pk), f"新{number}村委会")
        make_user(Role.SECRETARY, village)
        opened(district, village)
    client = sign_in(district.district_reviewer)
    client.get(reverse("facilities:project-overview"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("facilities:project-overview"))
    assert len(asked) <= 16, [each["sql"][:90] for each in asked]
