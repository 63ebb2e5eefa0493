"""The pages of decisions: a secretary goes the six steps by form; township and district look on and decide."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledgers.enums import MeetingKind
from ledgers.enums.decisions import Body, DecisionState
from ledgers.models import Decision
from ledgers.services.decisions import decision_amend, emergency_request
from tests.factories import NOW, District, make_branch, make_roll
from tests.ledgers.decision_samples import WORDING, confirm, decided, hold, october, publish, start

LIST = reverse("ledgers:decision-list")
MATTER = {
    "title": "硬化三组通组路",
    "matter": "works",
    "origin": "people",
    "amount": "120000",
    "proposal": "硬化通组路800米。",
}


def page(decision: Decision) -> str:
    return reverse("ledgers:decision-detail", args=[decision.pk])


def step_url(decision: Decision, number: int) -> str:
    return reverse("ledgers:decision-step", args=[decision.pk, number])


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


def test_a_secretary_without_decisions_is_told_what_to_do(district: District, sign_in):
    text = sign_in(district.secretary).get(LIST).content.decode()
    assert "还没有登记事项" in text
    assert reverse("ledgers:decision-new") in text


def test_a_matter_is_begun_once_and_gets_its_number(district: District, sign_in):
    client = sign_in(district.secretary)
    data = MATTER | {"key": str(uuid.uuid4())}
    for _turn in range(2):
        response = client.post(reverse("ledgers:decision-new"), data, follow=True)
    decision = Decision.objects.get()
    assert decision.number == "2026-001"
    assert decision.amount_cents == 120_000_00
    text = response.content.decode()
    assert "未完成四议两公开第1步（村党组织提议）" in text


def test_what_cannot_be_read_is_said_at_its_field_and_kept(district: District, sign_in):
    response = sign_in(district.secretary).post(reverse("ledgers:decision-new"), MATTER | {"amount": "十二万"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "看不懂这个金额" in text
    assert "十二万" in text
    assert not Decision.objects.exists()


def test_a_secretary_goes_all_steps_by_form(district: District, sign_in):
    client = sign_in(district.secretary)
    decision = start(district)
    meetings = {
        1: hold(district, MeetingKind.COMMITTEE, 6),
        2: hold(district, MeetingKind.OTHER, 7),
        3: hold(district, MeetingKind.GENERAL, 12),
    }
    typed = {
        1: {"meeting": meetings[1].pk},
        2: {"meeting": meetings[2].pk, "called": "６", "came": "6", "votes_for": "6"},
        3: {"meeting": meetings[3].pk, "notice_on": "2026-10-08", "attendee": "高干事（镇组织干事）"},
        4: {
            "profile": Body.REPRESENTATIVES,
            "held_on": "2026-10-13",
            "called": "30",
            "came": "27",
            "votes_for": "27",
            "attendee": "高干事（镇组织干事）",
        },
    }
    for number, data in typed.items():
        assert client.get(step_url(decision, number)).status_code == 200
        response = client.post(step_url(decision, number), data | {"version": "1", "replaces": ""})
        assert response.status_code == 302, response.content.decode()
    publish(district, decision, 5)

    text = client.get(page(decision)).content.decode()
    assert "前五步已完成，可以审批工程、拨付资金" in text
    assert "应到 8、实到 8" in text


def test_a_step_against_the_rules_is_recorded_and_says_so(district: District, sign_in):
    client = sign_in(district.secretary)
    decision = decided(district, 3)
    data = {"profile": Body.REPRESENTATIVES, "held_on": "2026-10-13", "called": "30", "came": "15", "votes_for": "15"}
    response = client.post(step_url(decision, 4), data | {"version": "1", "replaces": ""}, follow=True)
    text = response.content.decode()
    assert "不合规定" in text
    assert "至少要 20 人（三分之二以上）" in text
    assert "《村民委员会组织法》（2018年修正）第二十六条" in text
    assert "不合规定，这一步不算完成" in client.get(step_url(decision, 4)).content.decode()


def test_the_second_of_two_confirmations_is_told(district: District, sign_in):
    client = sign_in(district.secretary)
    decision = start(district)
    data = {"meeting": hold(district, MeetingKind.COMMITTEE, 6).pk, "version": "1", "replaces": ""}
    assert client.post(step_url(decision, 1), data).status_code == 302
    response = client.post(step_url(decision, 1), data)
    assert response.status_code == 422
    assert "这一步刚刚已经确认过" in response.content.decode()
    assert decision.steps.count() == 1


def test_a_skipped_step_is_refused_with_the_reason(district: District, sign_in):
    response = sign_in(district.secretary).get(step_url(decided(district, 1), 4))
    assert response.status_code == 403
    assert "先办第3步，再办第4步" in response.content.decode()


def test_a_publication_is_ended_by_form(district: District, sign_in):
    client = sign_in(district.secretary)
    decision = decided(district, 4)
    confirm(district, decision, 5)
    text = client.get(step_url(decision, 5)).content.decode()
    assert "公示末日照片" in text
    url = reverse("ledgers:decision-step-close", args=[decision.pk, 5])
    early = client.post(url, {"until": "2026-11-20", "supervision": "合规", "agrees": "1"})
    assert early.status_code == 422
    assert "日期还没有到" in early.content.decode()
    response = client.post(url, {"until": "2026-10-20", "supervision": "合规", "agrees": "1"}, follow=True)
    assert "缺公示首日照片" in response.content.decode()


def test_an_objection_is_registered_and_answered(district: District, sign_in):
    client = sign_in(district.secretary)
    decision = decided(district, 5)
    data = {"number": "5", "raised_on": "2026-10-18", "who": "三组村民", "text": "路面太窄"}
    text = client.post(reverse("ledgers:decision-objection", args=[decision.pk]), data, follow=True).content.decode()
    assert "1 条异议还没有答复" in text
    objection = decision.objections.get()
    url = reverse("ledgers:decisionobjection-answer", args=[objection.pk])
    assert client.post(url, {"answered_on": "2026-10-01", "answer": "好"}).status_code == 422
    text = client.post(url, {"answered_on": "2026-11-02", "answer": "按3.5米修"}, follow=True).content.decode()
    assert "可以审批工程、拨付资金" in text
    assert "按3.5米修" in text


def test_a_change_after_approval_warns_and_keeps_the_old_version_to_read(district: District, sign_in):
    client = sign_in(district.secretary)
    decision = decided(district, 5)
    url = reverse("ledgers:decision-change", args=[decision.pk])
    assert "要从第1步重新走程序" in client.get(url).content.decode()
    without = client.post(url, MATTER | {"amount": "150000", "version": "1", "reason": ""})
    assert without.status_code == 422
    text = client.post(
        url, MATTER | {"amount": "150000", "version": "1", "reason": "加排水沟"}, follow=True
    ).content.decode()
    assert "第 2 版" in text
    old = client.get(f"{page(decision)}?version=1").content.decode()
    assert "120,000元" in old
    assert "应到 8、实到 8" in old
    assert client.get(f"{page(decision)}?version=7").status_code == 404


def test_the_district_grants_disaster_relief_and_the_township_does_not(district: District, sign_in):
    decision = start(district)
    due = october(31).replace(month=11, day=20)
    emergency_request(decision=decision, reason="洪水冲断", due_on=due, by=district.secretary, at=NOW)
    url = reverse("ledgers:decision-urgent-decide", args=[decision.pk])
    assert sign_in(district.reviewer).post(url, {"approve": "1"}).status_code == 403
    client = sign_in(district.district_reviewer)
    assert "同意先办" in client.get(page(decision)).content.decode()
    refused = client.post(url, {"approve": "0", "note": ""}, follow=True).content.decode()
    assert "写一句原因" in refused
    assert "抢险救灾：区委组织部11月2日同意先办" in client.post(url, {"approve": "1"}, follow=True).content.decode()


def test_township_reads_and_filters_and_writes_nothing(district: District, sign_in):
    here, there = decided(district, 5), start(district, district.sibling, title="修水塔")
    elsewhere = start(district, district.other_branch, title="别处的事")
    client = sign_in(district.reviewer)
    text = client.get(LIST).content.decode()
    assert here.title in text
    assert there.title in text
    assert elsewhere.title not in text
    assert there.title not in client.get(LIST, {"state": DecisionState.APPROVED}).content.decode()
    assert here.title not in client.get(LIST, {"branch": district.sibling.pk}).content.decode()
    assert "修改、变更" not in client.get(page(here)).content.decode()
    assert client.get(step_url(here, 3)).status_code == 200
    assert client.post(step_url(there, 1), {}).status_code == 403


def test_the_forms_print_on_six_sheets_with_what_is_known(district: District, sign_in):
    decision = decided(district, 5)
    client = sign_in(district.secretary)
    text = client.get(reverse("ledgers:decision-forms", args=[decision.pk])).content.decode()
    for numeral in "一二三四五六":
        assert f"决策实施登记表（{numeral}）" in text
    assert text.count("乡镇参会人员签字（含职务）") == 2
    assert "应到 30 人，实到 27 人，比例 90.0%" in text
    assert "2026年10月13日" in text
    response = client.get(reverse("ledgers:decision-pdf", args=[decision.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_the_list_costs_the_same_for_few_and_many(district: District, sign_in):
    client = sign_in(district.district_reviewer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    decided(district, 3)
    start(district, district.sibling)
    few = queries()
    for number in range(4):
        branch = make_branch(district.township, f"新村{number}村委会")
        make_roll(branch)
        Decision.objects.create(
            branch=branch, year=2026, serial=1, created_at=NOW, created_by=district.secretary, **WORDING
        )
    decided(district, 4, district.other_branch)
    assert queries() == few


def test_saving_over_someone_elses_new_version_is_refused(district: District, sign_in):
    decision = decided(district, 5)
    decision_amend(
        decision=decision, version=1, values={"title": "改了名"}, reason="有变", by=district.secretary, at=NOW
    )
    url = reverse("ledgers:decision-change", args=[decision.pk])
    response = sign_in(district.secretary).post(url, MATTER | {"version": "1", "reason": "又改"})
    assert response.status_code == 422
    assert "刚刚变更过" in response.content.decode()
