"""The list of problems: numbers, limits, whose turn it is, and what comes back."""

import datetime as dt
from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from audits.circular_attachments import attachments
from audits.enums import Outcome, Reason
from audits.finding_enums import FindingAction, FindingClock, FindingSource, FindingStatus
from audits.models import Finding, FindingStep
from audits.selectors.findings import circular_findings
from audits.services.finding_reminders import findings_remind
from audits.services.findings import FindingRefused, finding_move, findings_issue, findings_open
from audits.services.reviews import verdict_give
from branches.enums import Role
from notices.models import Notice
from tests.audits.finding_samples import FOUND, open_one, walk
from tests.factories import District, grant, local, make_circular, make_user
from tests.together import at_once

A, S = FindingAction, FindingStatus
LOST = {
    "minutes": {"points": 2, "reason": Reason.INCOMPLETE, "note": "缺列席人员"},
    "dues_paid": {"points": 3, "reason": Reason.DUES},
}


def judge(ledger, by, outcome, listed, at=FOUND):
    return verdict_give(
        ledger=ledger,
        outcome=outcome,
        lost=LOST,
        comment="请改。",
        revision=ledger.revision,
        by=by,
        at=at,
        listed=listed,
    )


def test_numbers_run_without_a_gap_in_the_districts_year(district):
    numbers = [open_one(district, reason=reason).number for reason in (Reason.DUES, Reason.ROLL, Reason.THEME)]
    with pytest.raises(FindingRefused):
        open_one(district, reason=Reason.QUORUM, description="  ")
    numbers.append(open_one(district, reason=Reason.QUORUM).number)
    numbers.append(open_one(district, reason=Reason.MOBILE, at=local("2027-01-04 09:00")).number)

    assert numbers == ["〔2026〕1号", "〔2026〕2号", "〔2026〕3号", "〔2026〕4号", "〔2027〕1号"]


def test_the_limits_of_the_three_clocks(district):
    at_once_, limited, long = (
        open_one(district, reason=Reason.DUES, clock=FindingClock.AT_ONCE),
        open_one(district, reason=Reason.ROLL, clock=FindingClock.LIMITED),
        open_one(district, reason=Reason.THEME, clock=FindingClock.LONG, until=dt.date(2027, 6, 30)),
    )
    due = [walk(district, finding, A.ISSUE).due_on for finding in (at_once_, limited, long)]

    # 2 November 2026 is a Monday: three days later is the 5th, 15 working days later Monday the 23rd.
    assert due == [dt.date(2026, 11, 5), dt.date(2026, 11, 23), dt.date(2027, 6, 30)]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("nonsense", "情况"), "reason"),
        ((Reason.DUES, ""), "description"),
        ((Reason.DUES, "长" * 1001), "description"),
        ((Reason.DUES, "情况", "", "someday"), "clock"),
        ((Reason.DUES, "情况", "", FindingClock.LONG), "until"),
        ((Reason.DUES, "情况", "", FindingClock.LONG, "", dt.date(2026, 11, 1)), "until"),
    ],
)
def test_a_row_that_lacks_something_is_refused_at_its_field(district, row, field):
    with pytest.raises(FindingRefused) as refused:
        findings_open(source=FindingSource.TOWNSHIP, branch=district.branch, rows=[row], by=district.reviewer, at=FOUND)

    assert refused.value.field == field
    assert not Finding.objects.exists()


def test_each_source_has_its_people(district):
    allowed = {
        (FindingSource.SELF, district.secretary),
        (FindingSource.TOWNSHIP, district.reviewer),
        (FindingSource.DISTRICT, district.district_reviewer),
        (FindingSource.PATROL, district.district_reviewer),
        (FindingSource.STATION, district.district_reviewer),
        (FindingSource.STATION, district.inspector),
    }
    people = {person for _source, person in allowed} | {district.township_leader, district.other_reviewer}
    for source in FindingSource.values:
        for person in people:
            act = partial(
                findings_open,
                source=source,
                branch=district.branch,
                rows=[(Reason.OTHER, "情况", "", FindingClock.LIMITED)],
                by=person,
                at=FOUND,
            )
            if (source, person) in allowed:
                assert act()[0].source == source
            else:
                with pytest.raises(FindingRefused):
                    act()


def test_the_way_from_the_list_to_the_closing(district):
    finding = walk(district, open_one(district), A.LOOK_BACK)

    assert finding.status == S.LOOKED_BACK
    assert list(finding.steps.values_list("action", flat=True)) == [
        "open",
        "issue",
        "measure",
        "apply",
        "check",
        "close",
        "look_back",
    ]
    told = Notice.objects.filter(key__startswith=f"finding:{finding.pk}:").order_by("pk")
    assert [(notice.recipient.display_name, notice.title) for notice in told] == [
        ("马书记", "马源村有一个问题要整改：党费收缴不规范"),
        ("高干事", "马源村申请销号，请初验：党费收缴不规范"),
        ("复审员", "马源村的问题已初验，请核验销号：党费收缴不规范"),
        ("马书记", "马源村的问题已销号：党费收缴不规范"),
    ]


def test_applying_needs_a_measure_and_what_was_done(district):
    finding = walk(district, open_one(district), A.ISSUE)
    for values, field in (({}, "measure"), ({"measure": "补交"}, "result")):
        with pytest.raises(FindingRefused) as refused:
            finding_move(finding=finding, action=A.APPLY, by=district.secretary, at=FOUND, values=values)
        assert refused.value.field == field


def test_nobody_else_makes_a_step_and_hears_why(district):
    finding = walk(district, open_one(district), A.APPLY)
    for person in (district.secretary, district.district_reviewer, district.other_reviewer, district.leader):
        with pytest.raises(FindingRefused) as refused:
            finding_move(finding=finding, action=A.CHECK, by=person, at=FOUND)
        assert "初验" in str(refused.value) or "管理范围" in str(refused.value)


def test_never_ones_own(district):
    """A person with two offices neither checks nor closes what the same person applied for."""
    both = make_user(Role.SECRETARY, district.branch, name="两头任职")
    finding = walk(district, open_one(district), A.ISSUE)
    values = {"measure": "补交", "result": "已补交"}
    finding = finding_move(finding=finding, action=A.APPLY, by=both, at=FOUND, values=values)
    grant(both, Role.TOWNSHIP_REVIEWER, district.township)
    both.hat = both.memberships.get(role=Role.TOWNSHIP_REVIEWER)

    with pytest.raises(FindingRefused, match="请由其他同志初验"):
        finding_move(finding=finding, action=A.CHECK, by=both, at=FOUND)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(status=S.CHECKED, checked_on=FOUND.date(), checked_by=both)


def test_a_rejection_says_why_and_gives_it_back(district):
    finding = walk(district, open_one(district), A.CHECK)
    with pytest.raises(FindingRefused) as refused:
        finding_move(finding=finding, action=A.REJECT, by=district.district_reviewer, at=FOUND)
    assert refused.value.field == "note"

    finding = finding_move(
        finding=finding, action=A.REJECT, by=district.district_reviewer, at=FOUND, note="还有一人没有交"
    )
    assert (finding.status, finding.checked_by) == (S.MENDING, None)
    assert Notice.objects.filter(recipient=district.secretary, body="还有一人没有交").exists()


def test_the_same_problem_within_half_a_year_opens_the_old_one_again(district):
    old = walk(district, open_one(district), A.CLOSE)

    again = open_one(district, at=local("2027-05-02 09:00"), description="四月又有两人没有交")

    assert again.pk == old.pk
    assert (again.status, again.relapses, again.closed_on, again.measure) == (S.ISSUED, 1, None, "")
    assert again.description == "四月又有两人没有交"
    assert again.due_on > dt.date(2027, 5, 2)
    assert Finding.objects.count() == 1


def test_later_or_elsewhere_or_of_another_kind_it_is_a_new_one(district):
    old = walk(district, open_one(district), A.CLOSE)

    later = open_one(district, at=local("2027-05-03 09:00"))
    other = open_one(district, reason=Reason.ROLL)
    elsewhere = findings_open(
        source=FindingSource.TOWNSHIP,
        branch=district.sibling,
        rows=[(Reason.DUES, "情况", "", FindingClock.LIMITED)],
        by=district.reviewer,
        at=FOUND,
    )[0]

    assert len({old.pk, later.pk, other.pk, elsewhere.pk}) == 4


def test_a_returned_verdicts_ticked_lines_are_listed_once(district):
    ledger = district.submitted()
    judge(ledger, district.reviewer, Outcome.RETURN, {"minutes"})

    finding = Finding.objects.get()
    assert (finding.source, finding.reason, finding.ledger_id, finding.status) == (
        FindingSource.TOWNSHIP,
        Reason.INCOMPLETE,
        ledger.pk,
        S.NEW,
    )
    assert finding.description == "记录要素齐全，无雷同、无代签：记录要素不全，缺列席人员"

    # Handed in again and returned again: found again, no second number; and it is not closed by itself.
    ledger = district.submitted(at=local("2026-11-03 09:00"))
    judge(ledger, district.reviewer, Outcome.RETURN, {"minutes"}, at=local("2026-11-03 10:00"))
    finding.refresh_from_db()
    assert Finding.objects.count() == 1
    assert finding.status == S.NEW
    assert list(finding.steps.values_list("action", flat=True)) == [A.OPEN, A.AGAIN]


def test_the_same_origin_is_listed_once(district):
    first = open_one(district, origin="inspection:7:1")
    second = open_one(district, origin="inspection:7:1", description="同一个")

    assert first == second
    assert FindingStep.objects.count() == 1


def test_a_refused_listing_takes_the_verdict_with_it(district):
    """All or nothing: were the listing to fail, the ledger would still wait for its verdict."""
    ledger = district.submitted()
    too_long = {"minutes": {"points": 2, "reason": Reason.INCOMPLETE, "note": "长" * 1100}}
    with pytest.raises(FindingRefused):
        verdict_give(
            ledger=ledger,
            outcome=Outcome.RETURN,
            lost=too_long,
            comment="请改。",
            revision=1,
            by=district.reviewer,
            at=FOUND,
            listed={"minutes"},
        )
    assert not ledger.verdicts.exists()


def test_issuing_many_tells_which_were_refused(district):
    new, issued = open_one(district), walk(district, open_one(district, reason=Reason.ROLL), A.ISSUE)

    result = findings_issue(findings=[new.pk, issued.pk], by=district.district_reviewer, at=FOUND)

    assert [finding.pk for finding in result.done] == [new.pk]
    assert [(finding.pk, reason) for finding, reason in result.refused] == [
        (issued.pk, "问题现在是“已下发”，不能这样办。")
    ]


def test_reminders_come_the_day_before_and_once_when_overdue(district):
    finding = walk(district, open_one(district, clock=FindingClock.AT_ONCE), A.ISSUE)  # due on the 5th
    sent = {}
    for day in range(2, 10):
        for hour in ("08:50", "09:00", "09:10"):
            sent[day, hour] = findings_remind(at=local(f"2026-11-{day:02} {hour}"))

    assert {moment: n for moment, n in sent.items() if n} == {(4, "09:00"): 1, (6, "09:00"): 3}
    late = Notice.objects.filter(key=f"finding-due:{finding.pk}:2026-11-05:late")
    assert {notice.recipient for notice in late} == {district.secretary, district.reviewer, district.township_leader}


def test_nobody_is_reminded_of_what_is_applied_for(district):
    walk(district, open_one(district, clock=FindingClock.AT_ONCE), A.APPLY)

    assert [findings_remind(at=local(f"2026-11-{day:02} 09:00")) for day in range(2, 10)] == [0] * 8


def test_the_circulars_share(district):
    ledger = district.submitted()
    judge(ledger, district.reviewer, Outcome.RETURN, {"minutes", "dues_paid"})
    for finding in Finding.objects.all():
        walk(district, finding, A.ISSUE)
    walk(district, Finding.objects.get(reason=Reason.DUES), A.CLOSE)

    share = circular_findings(district.month)

    assert share.by_class == [("频次", 0), ("规范", 2), ("及时", 0), ("真实", 0)]
    assert (share.total, share.closed) == (2, 1)
    assert [(row[1], row[2], row[3], row[6]) for row in share.open_rows] == [("高坪镇", "马源村", "规范", "已下发")]


def test_the_circular_lists_what_is_not_closed_and_names_nobody(district):
    ledger = district.submitted()
    judge(ledger, district.reviewer, Outcome.RETURN, {"minutes"})
    walk(district, Finding.objects.get(), A.ISSUE)

    circular = make_circular(district)

    assert "本月列入清单的问题1个，未销号1个。名单见附件3。" in circular.body
    table = attachments(circular.figures)[2]
    assert table.title == "2026年10月份未销号问题清单"
    ((number, *row),) = table.rows
    assert number == Finding.objects.get().number
    assert row[:4] == ["高坪镇", "马源村", "规范", "记录要素不全"]


def test_steps_and_findings_are_never_taken_away(district):
    finding = open_one(district)
    for act in (finding.delete, finding.steps.get().delete, lambda: FindingStep.objects.update(note="别的")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.django_db(transaction=True)
def test_two_who_list_at_once_get_neighbouring_numbers():
    district = District()
    rows = [(Reason.DUES, "情况", "", FindingClock.LIMITED)]

    def act(source, branch, by):
        return findings_open(source=source, branch=branch, rows=rows, by=by, at=FOUND)

    at_once(
        partial(act, FindingSource.TOWNSHIP, district.branch, district.reviewer),
        partial(act, FindingSource.DISTRICT, district.other_branch, district.district_reviewer),
    )

    assert sorted(Finding.objects.values_list("serial", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_two_who_check_and_reject_at_once_make_one_step():
    district = District()
    second = make_user(Role.TOWNSHIP_REVIEWER, district.township, name="组织委员")
    finding = walk(district, open_one(district), A.APPLY)

    at_once(
        partial(finding_move, finding=finding, action=A.CHECK, by=district.reviewer, at=FOUND),
        partial(finding_move, finding=finding, action=A.REJECT, by=second, at=FOUND, note="没有改好"),
        partial(finding_move, finding=finding, action=A.REJECT, by=second, at=FOUND, note="没有改好"),
    )

    assert finding.steps.filter(action__in=[A.CHECK, A.REJECT]).count() == 1
