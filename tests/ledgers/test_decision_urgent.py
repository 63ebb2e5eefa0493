"""Who is told of an objection and of disaster relief that cannot wait, and the district's list of such requests."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from branches.models import User
from ledgers.models import Decision, DecisionExemption
from ledgers.services.decisions import (
    DecisionRefused,
    decision_amend,
    decision_stop,
    emergency_decide,
    emergency_request,
    objection_add,
)
from notices.models import Notice
from tests.factories import NOW, District, make_branch
from tests.ledgers.decision_samples import WORDING, decided, october, start

LIST = reverse("ledgers:decision-urgent-list")
DUE = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


def told() -> set[User]:
    return {notice.recipient for notice in Notice.objects.select_related("recipient")}


def ask(
    district: District, decision: Decision, at: dt.datetime = NOW, reason: str = "洪水冲断通组路"
) -> DecisionExemption:
    by = district.secretary_of(decision.branch)
    return emergency_request(decision=decision, reason=reason, due_on=DUE, by=by, at=at)


def decide(district: District, exemption: DecisionExemption, *, approve: bool, note: str = "") -> DecisionExemption:
    return emergency_decide(exemption=exemption, approve=approve, note=note, by=district.district_reviewer, at=NOW)


# --- Messages ------------------------------------------------------------------------------------------------------
def test_an_objection_reaches_the_branch_and_its_township_once(district: District):
    decision = decided(district, 5)
    facts = {"number": 5, "who": "三组村民", "raised_on": october(18), "text": "路面太窄"}
    for _turn in range(2):
        objection_add(decision=decision, **facts, by=district.secretary, at=NOW)
    assert told() == {district.secretary, district.reviewer, district.township_leader}
    assert Notice.objects.count() == 3
    notice = Notice.objects.get(recipient=district.reviewer)
    assert notice.title == "马源村党支部 2026-001 公示有异议"
    assert "三组村民提出：路面太窄" in notice.body
    assert "10月28日前答复" in notice.body
    assert notice.url == reverse("ledgers:decision-detail", args=[decision.pk])


def test_an_objection_that_is_refused_tells_nobody(district: District):
    with pytest.raises(DecisionRefused):
        objection_add(
            decision=start(district),
            number=5,
            who="村民",
            raised_on=october(18),
            text="路面太窄",
            by=district.secretary,
            at=NOW,
        )
    assert not Notice.objects.exists()


def test_a_request_reaches_the_officers_who_decide_once(district: District):
    District(code="361003", name="东乡区")
    decision = start(district)
    for _turn in range(2):
        ask(district, decision)
    notice = Notice.objects.get()
    assert notice.recipient == district.district_reviewer
    assert notice.title == "马源村党支部申请抢险救灾先办，请审批"
    assert "洪水冲断通组路" in notice.body


@pytest.mark.parametrize(
    ("approve", "title", "words"),
    [
        (True, "区里同意抢险救灾先办：硬化三组通组路", "要在11月20日前把四议两公开程序补办完"),
        (False, "区里不同意抢险救灾先办：硬化三组通组路", "不属于抢险"),
    ],
)
def test_the_answer_goes_back_to_who_asked(district: District, approve, title, words):
    exemption = ask(district, start(district))
    decide(district, exemption, approve=approve, note="" if approve else "不属于抢险")
    notice = Notice.objects.get(recipient=district.secretary)
    assert notice.title == title
    assert words in notice.body


# --- The list ------------------------------------------------------------------------------------------------------
def test_the_district_sees_who_waits_the_longest_first(district: District, sign_in):
    client = sign_in(district.district_reviewer)
    assert "没有等着批的申请" in client.get(LIST).content.decode()
    ask(district, start(district, title="修桥"), at=NOW - dt.timedelta(days=1))
    ask(district, start(district, district.other_branch, title="清淤"), at=NOW - dt.timedelta(days=4))
    text = client.get(LIST).content.decode()
    assert text.index("清淤") < text.index("修桥")
    assert "4 天" in text
    assert "1 天" in text


def test_requests_are_filtered_by_township_and_by_what_became_of_them(district: District, sign_in):
    here = ask(district, start(district, title="修桥"))
    ask(district, start(district, district.other_branch, title="清淤"))
    client = sign_in(district.district_reviewer)
    only = client.get(LIST, {"township": district.township.pk}).content.decode()
    assert "修桥" in only
    assert "清淤" not in only

    decide(district, here, approve=True)
    assert "修桥" not in client.get(LIST).content.decode()
    past = client.get(LIST, {"state": "decided"}).content.decode()
    assert "区里同意：复审员 11月2日 09:00" in past
    assert "清淤" not in past
    everything = client.get(LIST, {"state": "all"}).content.decode()
    assert "修桥" in everything
    assert "清淤" in everything
    assert "没有找到" in client.get(LIST, {"township": district.township.pk}).content.decode()


def test_a_matter_that_changed_or_stopped_waits_for_nobody(district: District, sign_in):
    stopped, changed = start(district, title="修桥"), decided(district, 4)
    first, second = ask(district, stopped), ask(district, changed)
    decision_stop(decision=stopped, reason="不办了", by=district.secretary, at=NOW)
    decision_amend(decision=changed, version=1, values={"title": "改"}, reason="有变", by=district.secretary, at=NOW)
    client = sign_in(district.district_reviewer)
    assert "没有等着批的申请" in client.get(LIST).content.decode()
    assert client.get(LIST, {"state": "all"}).content.decode().count("不用批了") == 2
    for exemption in (first, second):
        with pytest.raises(DecisionRefused, match="不用再批"):
            decide(district, exemption, approve=True)


def test_what_waits_is_on_the_officers_pages_and_nothing_otherwise(district: District, sign_in):
    client = sign_in(district.district_reviewer)
    overview = reverse("dashboards:overview", args=[district.month.key])
    work = f"{reverse('ledgers:work')}?branch={district.branch.pk}"
    assert LIST not in client.get(overview).content.decode() + client.get(work).content.decode()
    ask(district, start(district))
    for page in (overview, work):
        text = client.get(page).content.decode()
        assert "抢险救灾先办等着批 1 份" in text
        assert LIST in text
    assert LIST not in sign_in(district.leader).get(overview).content.decode()


def test_only_the_deciding_officers_see_the_list_and_only_their_district(district: District, sign_in):
    away = District(code="361003", name="东乡区")
    ask(district, start(district, title="修桥"))
    assert sign_in(district.reviewer).get(LIST).status_code == 403
    assert "修桥" not in sign_in(away.district_reviewer).get(LIST, {"state": "all"}).content.decode()


def test_the_list_costs_the_same_for_few_and_many(district: District, sign_in):
    client = sign_in(district.district_reviewer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST, {"state": "all"}).status_code == 200
        return len(captured)

    ask(district, start(district))
    few = queries()
    for number in range(5):
        decision = Decision.objects.create(
            branch=make_branch(district.township, f"新村{number}村委会"),
            year=2026,
            serial=1,
            created_at=NOW,
            created_by=district.secretary,
            **WORDING,
        )
        DecisionExemption.objects.create(
            decision=decision, version=1, reason="洪水", due_on=DUE, asked_at=NOW, asked_by=district.secretary
        )
    assert queries() == few
