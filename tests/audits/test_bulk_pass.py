"""Passing many ledgers at once: each checked, the rest unharmed, in a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.models import Verdict
from audits.services.reviews import month_report, verdict_give, verdicts_pass
from branches.enums import Role
from branches.models import Membership
from ledgers.enums import Status
from ledgers.models import Ledger
from tests.factories import NOW, grant, local, make_branch, make_month, make_roll, make_user

LATER = local("2026-11-02 15:30")


def chosen(*ledgers):
    return {ledger.pk: ledger.revision for ledger in ledgers}


def boxes(*ledgers):
    return [f"{ledger.pk}:{ledger.revision}" for ledger in ledgers]


def test_all_pass_with_the_full_score(district):
    ledgers = [district.submitted(branch) for branch in (district.branch, district.sibling)]

    moved = verdicts_pass(revisions=chosen(*ledgers), by=district.reviewer, at=LATER)

    assert [ledger.pk for ledger in moved.done] == [ledger.pk for ledger in ledgers]
    assert moved.refused == []
    assert set(Verdict.objects.values_list("ledger", "level", "score", "outcome", "by")) == {
        (ledger.pk, "township", 100, "pass", district.reviewer.pk) for ledger in ledgers
    }
    assert set(Ledger.objects.filter(pk__in=chosen(*ledgers)).values_list("status", flat=True)) == {Status.PASSED}


def test_what_cannot_pass_is_refused_with_its_own_reason_and_the_rest_passes(district):
    ready = district.submitted()
    judged = district.submitted(district.sibling)
    verdict_give(ledger=judged, outcome="return", lost={}, comment="请改。", revision=1, by=district.reviewer, at=NOW)
    elsewhere = district.submitted(district.other_branch)

    moved = verdicts_pass(revisions=chosen(ready, judged, elsewhere), by=district.reviewer, at=LATER)

    assert [ledger.pk for ledger in moved.done] == [ready.pk]
    assert {refusal.ledger.pk: refusal.reason for refusal in moved.refused} == {
        judged.pk: "高干事已在11-02 09:00退回这份台账。",
        elsewhere.pk: "这个支部不在您的管理范围内。",
    }
    assert Verdict.objects.filter(outcome="pass").count() == 1


def test_a_revision_nobody_saw_does_not_pass(district):
    ledger = district.submitted()

    moved = verdicts_pass(revisions={ledger.pk: 7}, by=district.reviewer, at=LATER)

    assert moved.done == []
    assert "第1版" in moved.refused[0].reason


def test_nobody_passes_his_own_in_a_heap(district):
    own, other = district.submitted(), district.submitted(district.sibling)
    grant(district.secretary, Role.TOWNSHIP_REVIEWER, district.township)
    district.secretary.hat = Membership.objects.get(user=district.secretary, role=Role.TOWNSHIP_REVIEWER)

    moved = verdicts_pass(revisions=chosen(own, other), by=district.secretary, at=LATER)

    assert [ledger.pk for ledger in moved.done] == [other.pk]
    assert "您提交过这份台账" in moved.refused[0].reason


def test_the_district_copies_the_townships_points_as_an_agreement(district):
    lost = {"minutes": {"points": 3, "reason": "incomplete", "note": "缺记录人"}}
    for branch in (district.branch, district.sibling):
        verdict_give(
            ledger=district.submitted(branch),
            outcome="pass",
            lost=lost if branch == district.branch else {},
            comment="",
            revision=1,
            by=district.reviewer,
            at=NOW,
        )
    month_report(month=district.month, township=district.township, by=district.reviewer, at=NOW)

    moved = verdicts_pass(
        revisions=chosen(district.ledger(), district.ledger(district.sibling)),
        by=district.district_reviewer,
        at=LATER,
    )

    assert len(moved.done) == 2
    district_verdicts = Verdict.objects.filter(level="district").order_by("ledger")
    assert [(v.score, v.agrees, v.lost) for v in district_verdicts] == [(97, True, lost), (100, True, {})]


def test_the_number_of_queries_stays(district):
    for number in range(9):
        branch = make_branch(district.township, f"村{number}村委会")
        make_roll(branch, 3)
        make_user(Role.SECRETARY, branch)
        district.branches.append(branch)
    district.month = make_month(district.root, district.month.month.replace(month=11), at=NOW)
    villages = [branch for branch in district.branches if branch.path.startswith(district.township.path)]
    ledgers = [district.ledger(branch) for branch in villages]
    # The state as a submission leaves it; what is in the ledgers does not matter here.
    Ledger.objects.filter(pk__in=[ledger.pk for ledger in ledgers]).update(
        status=Status.SUBMITTED, desk=district.township, revision=1, receipt="2345678",
        submitted_by=district.secretary, first_submitted_at=NOW, submitted_at=NOW,
    )  # fmt: skip
    district.reviewer.party_scope  # noqa: B018 -- looked up once per request, not per pass

    with CaptureQueriesContext(connection) as few:
        verdicts_pass(revisions={ledger.pk: 1 for ledger in ledgers[:2]}, by=district.reviewer, at=LATER)
    with CaptureQueriesContext(connection) as many:
        moved = verdicts_pass(revisions={ledger.pk: 1 for ledger in ledgers[2:]}, by=district.reviewer, at=LATER)

    assert len(moved.done) == 9
    assert len(many) == len(few)


# --- On the page -----------------------------------------------------------------------------------------------


@pytest.fixture
def url(district):
    return reverse("audits:bulk-pass", args=[district.month.key])


def test_the_page_counts_first_and_passes_after_the_answer(district, sign_in, url):
    ledgers = [district.submitted(branch) for branch in (district.branch, district.sibling)]
    client = sign_in(district.reviewer)

    asked = client.post(url, {"ledger": boxes(*ledgers)})
    assert "将通过 2 个支部的台账" in asked.text
    assert not Verdict.objects.exists()

    answered = client.post(url, {"ledger": boxes(*ledgers), "confirm": "1"}, follow=True)
    assert "已通过 2 个。" in answered.text
    assert Verdict.objects.count() == 2


def test_the_page_says_which_were_refused_and_why(district, sign_in, url):
    ledgers = [district.submitted(branch) for branch in (district.branch, district.sibling)]
    verdict_give(ledger=ledgers[0], outcome="pass", lost={}, comment="", revision=1, by=district.reviewer, at=NOW)
    client = sign_in(district.reviewer)

    asked = client.post(url, {"ledger": boxes(*ledgers)})
    assert "将通过 1 个支部的台账" in asked.text
    assert "有 1 个不能通过" in asked.text

    answered = client.post(url, {"ledger": boxes(*ledgers), "confirm": "1"}, follow=True)
    assert "高干事已在11-02 09:00通过这份台账" in answered.text
    assert "已通过 1 个。" in answered.text


def test_others_branches_and_nonsense_are_left_out(district, sign_in, url):
    elsewhere = district.submitted(district.other_branch)

    answered = sign_in(district.reviewer).post(
        url, {"ledger": [*boxes(elsewhere), "x", "1", "٣:1", "9" * 40 + ":1"], "confirm": "1"}, follow=True
    )

    assert "还没有选中台账" in answered.text
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("who", ["secretary", "township_leader", "leader", "checker", "lead", "inspector"])
def test_who_only_looks_passes_nothing(district, sign_in, url, who):
    ledger = district.submitted()

    assert sign_in(getattr(district, who)).post(url, {"ledger": boxes(ledger), "confirm": "1"}).status_code == 403
    assert not Verdict.objects.exists()


def test_a_bulk_pass_is_a_change(district, sign_in, url):
    assert sign_in(district.reviewer).get(url).status_code == 405
