"""The pages of red-flag branches, by the clock of the machine."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from facilities.enums.checks import CheckLevel
from facilities.models import RedFlag, RedFlagVeto
from tests.facilities.check_samples import checked
from tests.facilities.redflag_samples import walked

pytestmark = pytest.mark.django_db


def post(client, page, /, *args, **values):
    return client.post(reverse(f"facilities:{page}", args=args), values, follow=True)


def test_a_secretary_nominates_from_facts_that_are_there(district, sign_in):
    client = sign_in(district.secretary)
    page = client.get(reverse("facilities:redflag-overview")).content.decode()
    assert "乡镇或指导站还没有按六有清单检查" in page
    assert reverse("facilities:redflag-new") not in page
    checked(district, CheckLevel.TOWNSHIP)
    assert "近12个月台账" in client.get(reverse("facilities:redflag-new")).content.decode()
    wrong = post(client, "redflag-new", claim="")
    assert wrong.status_code == 422
    page = post(client, "redflag-new", claim="带头办合作社").content.decode()
    assert "已申报，待乡镇推荐" in page and RedFlag.objects.count() == 1


def test_the_township_recommends_and_the_district_hears_what_is_missing(district, sign_in):
    checked(district, CheckLevel.TOWNSHIP)
    post(sign_in(district.secretary), "redflag-new", claim="带头办合作社")
    flag = RedFlag.objects.get()
    assert client_refused(sign_in(district.secretary), flag, "recommend")
    post(sign_in(district.reviewer), "redflag-move", flag.pk, action="recommend", note="同意推荐")
    client = sign_in(district.district_reviewer)
    wrong = post(client, "redflag-move", flag.pk, action="review", score="70", note="一般")
    assert wrong.status_code == 422 and "不到80分，不能通过复核。" in wrong.content.decode()
    post(client, "redflag-move", flag.pk, action="review", score="90", note="好")
    page = post(client, "redflag-move", flag.pk, action="publish")
    until = timezone.localdate() + dt.timedelta(days=5)
    assert until.isoformat() in page.content.decode()
    page = sign_in(district.lead).get(reverse("facilities:redflag-detail", args=[flag.pk])).content.decode()
    assert "下一步：命名" in page and "期满以后才能命名" in page
    assert sign_in(district.other_reviewer).get(reverse("facilities:redflag-detail", args=[flag.pk])).status_code == 404


def client_refused(client, flag, action) -> bool:
    return client.post(reverse("facilities:redflag-move", args=[flag.pk]), {"action": action}).status_code == 403


def test_an_award_is_paid_and_used_on_the_page(district, sign_in):
    flag = walked(district)
    day = timezone.localdate().isoformat()
    post(sign_in(district.district_reviewer), "redflag-pay", flag.pk, paid_on=day, voucher="记-9")
    client = sign_in(district.secretary)
    wrong = post(client, "redflag-use", flag.pk, kind="study", amount="50000.01", used_on=day, text="书")
    assert wrong.status_code == 422 and "奖补还剩 50,000元" in wrong.content.decode()
    page = post(client, "redflag-use", flag.pk, kind="study", amount="1200.50", used_on=day, text="党员教育书籍")
    assert "已使用 1,200.50 元" in page.content.decode()
    page = post(client, "use-withdraw", flag.award.uses.get().pk, why="记错了").content.decode()
    assert "记错了" in page and "已使用 0.00 元" in page


def test_a_veto_is_entered_by_township_and_taken_back_by_the_district(district, sign_in):
    day = timezone.localdate().isoformat()
    client = sign_in(district.reviewer)
    wrong = post(client, "veto-list", village=district.branch.pk, kind="safety", since=day, text="")
    assert wrong.status_code == 422 and "请填写。" in wrong.content.decode()
    outside = post(client, "veto-list", village=district.other_branch.pk, kind="safety", since=day, text="x")
    assert outside.status_code == 422 and not RedFlagVeto.objects.exists()
    post(client, "veto-list", village=district.branch.pk, kind="safety", since=day, text="火灾")
    veto = RedFlagVeto.objects.get()
    assert client.post(reverse("facilities:veto-withdraw", args=[veto.pk]), {"why": "错"}).status_code == 403
    wrong = post(sign_in(district.district_reviewer), "veto-withdraw", veto.pk, why="长" * 201)
    assert wrong.status_code == 422 and "写得太长了" in wrong.content.decode()
    page = post(sign_in(district.district_reviewer), "veto-withdraw", veto.pk, why="查明不是本村")
    assert "查明不是本村" in page.content.decode()
