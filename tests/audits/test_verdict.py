"""Verdicts of the two levels: who may judge, what a verdict must say, what the branch is told."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.enums import Outcome, Reason, ReviewLevel
from audits.models import Checklist, Verdict
from audits.services.reviews import VerdictInvalid, month_report, verdict_agree, verdict_give
from branches.enums import Role
from ledgers.chain import MoveRefused
from ledgers.enums import Action, Status
from ledgers.models import Ledger, LedgerStep
from notices.models import Notice
from tests.factories import NOW, District, grant, local, make_user
from tests.together import at_once

LATER = local("2026-11-02 15:30")
MINUTES = {"minutes": {"points": 2, "reason": Reason.INCOMPLETE, "note": "缺列席人员"}}


def judge(ledger, by, outcome=Outcome.PASS, *, lost=None, comment="", revision=None, at=LATER):
    return verdict_give(
        ledger=ledger,
        outcome=outcome,
        lost=lost or {},
        comment=comment,
        revision=revision or ledger.revision,
        by=by,
        at=at,
    )


def reported(district, *, lost=None) -> Ledger:
    """The branch's ledger on the district's desk: the township has passed both and reported."""
    for branch in (district.branch, district.sibling):
        judge(district.submitted(branch), district.reviewer, lost=lost, comment="已核对" if lost else "")
    month_report(month=district.month, township=district.township, by=district.reviewer, at=LATER)
    return district.ledger()


def test_the_first_checklist_adds_up_to_a_hundred(db):
    checklist = Checklist.objects.get(version=1)

    assert checklist.title == "2026年版"
    assert sum(checklist.items.values_list("weight", flat=True)) == 100


def test_a_pass_with_points_off(district):
    ledger = district.submitted()

    verdict = judge(ledger, district.reviewer, lost=MINUTES)

    assert (verdict.level, verdict.outcome, verdict.score, verdict.agrees) == ("township", "pass", 98, None)
    assert verdict.lost == {"minutes": {"points": 2, "reason": "incomplete", "note": "缺列席人员"}}
    ledger.refresh_from_db()
    assert (ledger.status, ledger.desk_id, ledger.township_passed_at) == (Status.PASSED, district.township.pk, LATER)


@pytest.mark.parametrize(
    ("lost", "wrong"),
    [
        ({"nonsense": {"points": 1, "reason": "other", "note": "x"}}, "nonsense"),
        ({"minutes": {"points": 9, "reason": "incomplete"}}, "minutes"),
        ({"minutes": {"points": 0, "reason": "incomplete"}}, "minutes"),
        ({"minutes": {"points": None, "reason": "incomplete"}}, "minutes"),
        ({"minutes": {"points": -3, "reason": "incomplete"}}, "minutes"),
        ({"minutes": {"points": 2, "reason": "because"}}, "minutes"),
        ({"minutes": {"points": 2, "reason": "other"}}, "minutes"),
    ],
)
def test_points_that_the_form_does_not_know_are_refused_at_their_line(district, lost, wrong):
    ledger = district.submitted()

    with pytest.raises(VerdictInvalid) as refused:
        judge(ledger, district.reviewer, lost=lost)

    assert list(refused.value.errors) == [wrong]
    assert not Verdict.objects.exists()
    assert district.ledger().status == Status.SUBMITTED


def test_a_return_says_why(district):
    ledger = district.submitted()

    with pytest.raises(VerdictInvalid) as refused:
        judge(ledger, district.reviewer, Outcome.RETURN)
    assert list(refused.value.errors) == ["comment"]

    verdict = judge(ledger, district.reviewer, Outcome.RETURN, lost=MINUTES)
    assert verdict.comment == "记录要素齐全，无雷同、无代签：扣 2 分，记录要素不全（缺列席人员）"


def test_a_return_reaches_every_secretary_with_reason_and_date(district):
    ledger = district.submitted()
    second = make_user(Role.SECRETARY, district.branch, name="文书")

    judge(ledger, district.reviewer, Outcome.RETURN, lost=MINUTES, comment="请补上列席人员。")

    ledger.refresh_from_db()
    # 2 November 2026 is a Monday: three working days later is Thursday the 5th, until its end.
    assert ledger.mend_by == local("2026-11-06 00:00")
    assert (ledger.status, ledger.desk_id) == (Status.RETURNED, district.branch.pk)
    notices = Notice.objects.filter(key__startswith="returned:")
    assert {notice.recipient for notice in notices} == {district.secretary, second}
    assert {tuple(notice.body.splitlines()) for notice in notices} == {
        (
            "请在11月5日24:00前改好再提交。",
            "记录要素齐全，无雷同、无代签：扣 2 分，记录要素不全（缺列席人员）",
            "请补上列席人员。",
        )
    }


def test_the_limit_for_mending_rolls_over_holidays(district):
    ledger = district.submitted()

    judge(ledger, district.reviewer, Outcome.RETURN, comment="请改。", at=local("2026-11-06 09:00"))

    ledger.refresh_from_db()
    assert ledger.mend_by == local("2026-11-12 00:00")  # a Friday: Monday, Tuesday, Wednesday the 11th


def test_nobody_reviews_what_he_submitted(district):
    grant(district.secretary, Role.TOWNSHIP_REVIEWER, district.township)
    ledger = district.submitted()
    district.secretary.__dict__.pop("memberships_now", None)
    district.secretary.hat = district.secretary.memberships.get(role=Role.TOWNSHIP_REVIEWER)

    with pytest.raises(MoveRefused, match="您提交过这份台账"):
        judge(ledger, district.secretary)


def test_the_two_levels_are_never_the_same_person(district):
    grant(district.reviewer, Role.DISTRICT_REVIEWER, district.root)
    ledger = reported(district)
    district.reviewer.hat = district.reviewer.memberships.get(role=Role.DISTRICT_REVIEWER)

    with pytest.raises(MoveRefused, match="您在另一级审查过这份台账"):
        judge(ledger, district.reviewer)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("secretary", "您现在的角色不审查台账"),
        ("township_leader", "您现在的角色不审查台账"),
        ("leader", "您现在的角色不审查台账"),
        ("system_admin", "您现在的角色不审查台账"),
        ("other_reviewer", "不在您的管理范围内"),
        ("district_reviewer", "现在由高坪镇审查"),
    ],
)
def test_who_may_not_judge_is_told_why(district, who, why):
    with pytest.raises(MoveRefused, match=why):
        judge(district.submitted(), getattr(district, who))


def test_the_second_reviewer_is_told_by_whom_and_when(district):
    colleague = make_user(Role.TOWNSHIP_REVIEWER, district.township, name="李组委")
    ledger = district.submitted()
    judge(ledger, colleague)

    with pytest.raises(MoveRefused, match="李组委已在11-02 15:30通过这份台账"):
        judge(ledger, district.reviewer, Outcome.RETURN, comment="请改。")


def test_a_revision_that_was_replaced_is_not_judged(district):
    ledger = district.submitted()
    judge(ledger, district.reviewer, Outcome.RETURN, comment="请改。")
    ledger = district.submitted(at=local("2026-11-03 10:00"))

    with pytest.raises(MoveRefused, match="第2版"):
        judge(ledger, district.reviewer, revision=1)


def test_the_district_agrees(district):
    ledger = reported(district, lost=MINUTES)

    verdict = verdict_agree(ledger=ledger, revision=1, by=district.district_reviewer, at=LATER)

    township = Verdict.objects.get(ledger=ledger, level=ReviewLevel.TOWNSHIP)
    assert (verdict.level, verdict.score, verdict.agrees) == (ReviewLevel.DISTRICT, 98, True)
    assert verdict.lost == township.lost
    assert district.ledger().status == Status.PASSED


def test_the_district_differs_and_both_verdicts_are_kept(district):
    ledger = reported(district, lost=MINUTES)
    lost = MINUTES | {"quorum": {"points": 3, "reason": Reason.QUORUM, "note": "委员到会不过半"}}

    judge(ledger, district.district_reviewer, lost=lost)

    kept = Verdict.objects.filter(ledger=ledger).values_list("level", "score", "agrees", "by")
    assert list(kept) == [
        ("township", 98, None, district.reviewer.pk),
        ("district", 95, False, district.district_reviewer.pk),
    ]


def test_the_district_differs_with_a_word_why(district):
    ledger = reported(district, lost=MINUTES)

    with pytest.raises(VerdictInvalid) as refused:
        judge(ledger, district.district_reviewer)
    assert refused.value.errors == {"comment": "结论与乡镇不同，请写明改判理由。"}

    assert judge(ledger, district.district_reviewer, comment="列席人员已写明。").agrees is False


def test_the_district_returns_to_the_branch_and_it_comes_back_through_the_township(district):
    ledger = reported(district)

    returned_at = local("2026-11-13 09:00")
    judge(ledger, district.district_reviewer, Outcome.RETURN, comment="支委会没有开。", at=returned_at)
    ledger = district.ledger()
    assert (ledger.status, ledger.desk_id) == (Status.RETURNED, district.branch.pk)

    ledger = district.submitted(at=local("2026-11-16 10:00"))
    assert (ledger.status, ledger.desk_id) == (Status.SUBMITTED, district.township.pk)
    judge(ledger, district.reviewer, at=local("2026-11-16 11:00"))

    ledger = district.ledger()
    assert (ledger.status, ledger.desk_id) == (Status.SUBMITTED, district.root.pk)
    assert judge(ledger, district.district_reviewer, at=local("2026-11-16 12:00")).agrees is True


def test_a_verdict_takes_as_many_queries_with_a_long_form(district):
    first, second = district.submitted(), district.submitted(district.sibling)
    assert district.reviewer.party_scope.prefixes  # looked up once per request, not per verdict
    with CaptureQueriesContext(connection) as short:
        judge(first, district.reviewer)
    lost = {
        code: {"points": 1, "reason": Reason.INCOMPLETE, "note": "x"}
        for code in Checklist.objects.get(version=1).items.values_list("code", flat=True)
    }
    with CaptureQueriesContext(connection) as long:
        judge(second, district.reviewer, lost=lost)

    assert len(long) == len(short)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("outcome", [Outcome.PASS, Outcome.RETURN])
def test_twenty_at_once_give_one_verdict(outcome):
    district = District()
    ledger = district.submitted()
    reviewers = [make_user(Role.TOWNSHIP_REVIEWER, district.township, name=f"审查员{n}") for n in range(20)]
    for by in reviewers:
        by.party_scope  # noqa: B018 -- loaded before the start, so that all arrive at the ledger at once

    results = at_once(*(partial(judge, ledger, by, outcome, comment="请改。") for by in reviewers))
    given = [result for result in results if isinstance(result, Verdict)]
    refused = [str(result) for result in results if isinstance(result, MoveRefused)]

    assert (len(given), len(refused)) == (1, 19)
    word = "通过" if outcome == Outcome.PASS else "退回"
    assert set(refused) == {f"{given[0].by}已在11-02 15:30{word}这份台账。"}
    assert Verdict.objects.count() == 1
    assert LedgerStep.objects.exclude(action=Action.SUBMIT).count() == 1


def test_now_is_the_callers(district):
    assert judge(district.submitted(), district.reviewer, at=NOW).at == NOW
