"""A township reports its month in one act, when no branch is left without a verdict."""

from functools import partial

import pytest
from django.urls import reverse

from audits.models import TownshipReport
from audits.services.reviews import ReportRefused, month_report, verdict_give
from ledgers.chain import ledger_move, ledgers_move
from ledgers.enums import Action, Status
from ledgers.models import LedgerStep
from tests.factories import NOW, District, local
from tests.together import at_once

LATER = local("2026-11-10 15:30")


def judge(district, branch, outcome="pass", at=NOW):
    ledger = district.ledger(branch)
    return verdict_give(
        ledger=ledger, outcome=outcome, lost={}, comment="请改。", revision=ledger.revision, by=district.reviewer, at=at
    )


def report(district, at=LATER, **more):
    arguments = {"month": district.month, "township": district.township, "by": district.reviewer}
    return month_report(**(arguments | more), at=at)


def test_it_is_refused_while_a_branch_owes_its_ledger_and_names_it(district):
    district.submitted()
    judge(district, district.branch)

    with pytest.raises(ReportRefused, match="还有 1 个支部没有报，也没有到锁定时间：上聂村"):
        report(district)
    assert not TownshipReport.objects.exists()


def test_it_is_refused_while_a_ledger_is_unreviewed_and_names_it(district):
    district.submitted()
    district.submitted(district.sibling)
    judge(district, district.sibling)

    with pytest.raises(ReportRefused, match="还有 1 个支部没有审：马源村"):
        report(district)


def test_the_passed_go_to_the_district_in_one_act(district):
    for branch in (district.branch, district.sibling):
        district.submitted(branch)
        judge(district, branch)

    made = report(district, note="  已核对。 ")

    assert (made.passed, made.returned, made.not_received, made.note) == (2, 0, 0, "已核对。")
    for branch in (district.branch, district.sibling):
        ledger = district.ledger(branch)
        assert (ledger.status, ledger.desk, ledger.reported_at) == (Status.SUBMITTED, district.root, LATER)
    assert LedgerStep.objects.filter(action=Action.REPORT, at=LATER).count() == 2


def test_returned_and_locked_are_counted_and_do_not_hold_it_up(district):
    district.submitted()
    judge(district, district.branch, "return")
    ledgers_move(ledgers=[district.ledger(district.sibling).pk], action=Action.LOCK, by=None, at=NOW)

    made = report(district)

    assert (made.passed, made.returned, made.not_received) == (0, 1, 1)


def test_a_month_is_reported_once(district):
    for branch in (district.branch, district.sibling):
        district.submitted(branch)
        judge(district, branch)
    report(district)

    with pytest.raises(ReportRefused, match="本月已在11-10 15:30由高干事报送"):
        report(district, at=local("2026-11-11 09:00"))
    assert TownshipReport.objects.count() == 1


def test_a_late_pass_after_the_report_goes_straight_to_the_district(district):
    for branch in (district.branch, district.sibling):
        district.submitted(branch)
    judge(district, district.branch, "return", at=local("2026-11-09 10:00"))
    judge(district, district.sibling)
    report(district)

    district.submitted(at=local("2026-11-11 09:00"))
    judge(district, district.branch, at=local("2026-11-11 10:00"))

    ledger = district.ledger()
    assert (ledger.status, ledger.desk, ledger.reported_at) == (
        Status.SUBMITTED,
        district.root,
        local("2026-11-11 10:00"),
    )


@pytest.mark.parametrize("who", ["secretary", "township_leader", "district_reviewer", "leader", "other_reviewer"])
def test_only_the_townships_own_reviewers_report(district, who):
    ledger_move(ledger=district.ledger(), action=Action.LOCK, by=None, at=NOW)
    ledger_move(ledger=district.ledger(district.sibling), action=Action.LOCK, by=None, at=NOW)

    with pytest.raises(ReportRefused):
        report(district, by=getattr(district, who))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_report_once():
    district = District()
    for branch in (district.branch, district.sibling):
        district.submitted(branch)
        judge(district, branch)
    district.reviewer.party_scope  # noqa: B018 -- loaded before the start

    results = at_once(*[partial(report, district)] * 4)
    made = [result for result in results if isinstance(result, TownshipReport)]
    refused = [str(result) for result in results if isinstance(result, ReportRefused)]

    assert (len(made), len(refused)) == (1, 3)
    assert set(refused) == {"本月已在11-10 15:30由高干事报送。"}
    assert LedgerStep.objects.filter(action=Action.REPORT).count() == 2


# --- On the page -----------------------------------------------------------------------------------------------


def test_the_button_is_there_when_the_rule_allows_it_and_the_reason_when_not(district, sign_in):
    queue = reverse("audits:queue", args=[district.month.key])
    address = reverse("audits:month-report", args=[district.month.key])
    district.submitted()
    client = sign_in(district.reviewer)

    page = client.get(queue).text
    assert "还有 1 个支部没有审：马源村" in page
    assert address not in page

    judge(district, district.branch)
    ledgers_move(ledgers=[district.ledger(district.sibling).pk], action=Action.LOCK, by=None, at=NOW)
    assert address in client.get(queue).text

    answered = client.post(address, {"note": "已核对"}, follow=True).text
    assert "已把2026年10月的 1 个支部台账报送区委组织部" in answered
    assert address not in answered
    assert "由高干事报送" in client.post(address, follow=True).text


@pytest.mark.parametrize("who", ["secretary", "township_leader", "district_reviewer", "lead", "system_admin"])
def test_others_are_refused_with_a_reason(district, sign_in, who):
    answer = sign_in(getattr(district, who)).post(reverse("audits:month-report", args=[district.month.key]))

    assert answer.status_code == 403
    assert "您现在的角色没有这项权限" in answer.text
