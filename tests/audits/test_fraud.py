"""What was doubted, found to be made up (弄虚作假) and taken back: who may, who hears, what the colour says."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits import integrity
from audits.models import FraudFinding, MonthColour
from audits.services.colours import ColourRefused, fraud_find, fraud_withdraw
from audits.services.deadlines import deadlines_run
from audits.services.reviews import verdict_give
from notices.models import Notice
from tests.factories import local

FOUND = local("2026-11-10 09:00")
TAKEN_BACK = local("2026-11-11 09:00")
COLOURED = local("2026-11-24 10:00")


def doubted(district, branch=None):
    ledger = district.submitted(branch)
    lost = {"meetings_held": {"points": 5, "reason": "similar", "note": "与上月一字不差"}}
    by = district.reviewer if ledger.township == district.township else district.other_reviewer
    verdict_give(ledger=ledger, outcome="pass", lost=lost, comment="", revision=1, by=by, at=local("2026-11-05 09:00"))
    return district.ledger(branch)


def found(district):
    return fraud_find(ledger=doubted(district), reason="照抄上月", by=district.lead, at=FOUND)


def titles(user):
    return [*Notice.objects.filter(recipient=user, key__startswith="fraud:").values_list("title", flat=True)]


def colour(ledger):
    return MonthColour.objects.values_list("colour", "basis", "score").get(ledger=ledger)


def test_taken_back_it_counts_no_more_and_stays_on_record(district):
    finding = found(district)
    fraud_withdraw(finding=finding, reason="查明是同名会议", by=district.lead, at=TAKEN_BACK)

    deadlines_run(at=COLOURED)

    assert colour(finding.ledger) == ("green", "score", 95)
    finding.refresh_from_db()
    assert (finding.by, finding.at, finding.reason) == (district.lead, FOUND, "照抄上月")
    assert (finding.withdrawn_by, finding.withdrawn_at) == (district.lead, TAKEN_BACK)
    assert titles(district.secretary) == titles(district.reviewer)
    said = {title.split("台账")[1] for title in titles(district.secretary)}
    assert said == {"弄虚作假的认定撤销了", "被认定弄虚作假"}
    assert list(integrity.problems()) == []


def test_it_may_be_found_anew_and_the_last_word_counts(district):
    finding = found(district)
    with pytest.raises(ColourRefused, match="已经认定过了"):
        fraud_find(ledger=finding.ledger, reason="照抄", by=district.lead, at=TAKEN_BACK)
    fraud_withdraw(finding=finding, reason="再核", by=district.lead, at=TAKEN_BACK)
    fraud_find(ledger=finding.ledger, reason="核实照抄", by=district.lead, at=TAKEN_BACK)

    deadlines_run(at=COLOURED)

    assert colour(finding.ledger) == ("red", "fraud", 95)
    assert list(integrity.problems()) == []


@pytest.mark.parametrize("who", ["district_reviewer", "checker", "leader", "reviewer", "secretary"])
def test_only_the_lead_takes_it_back(district, who):
    with pytest.raises(ColourRefused, match="由区委组织部签发人认定"):
        fraud_withdraw(finding=found(district), reason="错了", by=getattr(district, who), at=TAKEN_BACK)


def test_it_is_taken_back_once_with_a_reason_and_before_the_colours(district):
    finding = found(district)
    with pytest.raises(ColourRefused, match="撤销的理由"):
        fraud_withdraw(finding=finding, reason=" ", by=district.lead, at=TAKEN_BACK)
    other = fraud_find(ledger=doubted(district, district.sibling), reason="照抄", by=district.lead, at=FOUND)
    fraud_withdraw(finding=other, reason="错了", by=district.lead, at=TAKEN_BACK)
    with pytest.raises(ColourRefused, match="已经撤销"):
        fraud_withdraw(finding=other, reason="错了", by=district.lead, at=TAKEN_BACK)
    deadlines_run(at=COLOURED)
    with pytest.raises(ColourRefused, match="颜色已经确定"):
        fraud_withdraw(finding=finding, reason="错了", by=district.lead, at=COLOURED)


def test_a_withdrawal_is_whole(district):
    finding = found(district)
    for values in ({"withdrawn_at": TAKEN_BACK}, {"withdrawn_reason": "错"}, {"withdrawn_by": district.lead}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FraudFinding.objects.filter(pk=finding.pk).update(**values)


def test_the_lead_finds_and_takes_back_on_the_page(district, sign_in):
    ledger = doubted(district)
    client = sign_in(district.lead)
    address = reverse("audits:ledger-fraud", args=[ledger.pk])
    listed = client.get(reverse("audits:fraud-list", args=[district.month.key])).text
    assert address in listed and "还没有认定" in listed and "记录内容雷同" in listed
    assert "与上月一字不差" in client.get(address).text

    assert client.post(address, {"reason": ""}).status_code == 422
    done = client.post(address, {"reason": "照抄上月"}, follow=True).text
    assert "已认定弄虚作假" in done and "照抄上月" in done and "签发人" in done
    finding = FraudFinding.objects.get()
    # The page as it was before is not taken for a withdrawal.
    assert "刚才已经有人办理" in client.post(address, {"reason": "照抄"}, follow=True).text
    assert FraudFinding.objects.standing().count() == 1
    done = client.post(address, {"reason": "查明属实", "standing": finding.pk}, follow=True).text
    assert "查明属实" in done and "撤销认定" in done
    assert not FraudFinding.objects.standing().exists()


def test_who_may_read_and_who_hears_why_not(district, sign_in):
    finding = found(district)
    address = reverse("audits:ledger-fraud", args=[finding.ledger.pk])
    for who in (district.district_reviewer, district.reviewer, district.leader):
        client = sign_in(who)
        assert "由区委组织部签发人认定" in client.get(address).text
        assert client.post(address, {"reason": "错"}).status_code == 403
    assert sign_in(district.other_reviewer).get(address).status_code == 404
    assert sign_in(district.secretary).get(address).status_code == 403
    review = reverse("audits:ledger-review", args=[finding.ledger.pk])
    page = sign_in(district.secretary).get(review).text
    assert "已认定弄虚作假，当月为红" in page and "照抄上月" in page and address not in page
    assert address in sign_in(district.reviewer).get(review).text


def test_the_list_takes_as_many_queries_for_many_ledgers(district, sign_in):
    client, address = sign_in(district.lead), reverse("audits:fraud-list", args=[district.month.key])
    counted = []
    for branch in (district.branch, district.sibling, district.other_branch):
        doubted(district, branch)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counted.append(len(queries))
    assert counted[1] == counted[2]
