"""Our own standstill gives time back for what was returned (改好截止) and for findings (整改期限)."""

import datetime as dt

import pytest
from django.urls import reverse

from audits.models import FindingCredit
from audits.services.deadlines import deadlines_run
from audits.services.reviews import verdict_give
from audits.services.uptime import heartbeat_leave
from ledgers.enums import Status
from ledgers.models import OutageCredit
from notices.models import Notice
from tests.audits.finding_samples import open_one, walk
from tests.factories import NOW, local

MINUTE = dt.timedelta(minutes=1)


def stand_still(stops, starts, since=None):
    """Let the clock tick for an hour (or `since`) until `stops`, and again at `starts`, when it also does its work."""
    at = since or stops - 60 * MINUTE
    while at <= stops:
        heartbeat_leave(at=at)
        at += 10 * MINUTE
    heartbeat_leave(at=starts)
    deadlines_run(at=starts)


def returned(district, branch=None, at=NOW):
    ledger = district.submitted(branch, at=at)
    by = district.reviewer if ledger.township == district.township else district.other_reviewer
    verdict_give(ledger=ledger, outcome="return", lost={}, comment="请改。", revision=ledger.revision, by=by, at=at)
    return district.ledger(branch)


def mended_credits():
    return list(OutageCredit.objects.filter(limit="mend_by").values_list("moved_from", "moved_to", "hours"))


# --- What was returned ---------------------------------------------------------------------------------------------
def test_hours_before_the_day_of_mending_are_given_back_once(district, sign_in, monkeypatch):
    mend_by = returned(district).mend_by
    assert mend_by == local("2026-11-06 00:00")
    back = local("2026-11-05 23:30")
    stand_still(local("2026-11-05 22:00"), back)
    for _again in range(3):
        deadlines_run(at=back)

    later = local("2026-11-06 02:00")
    assert mended_credits() == [(mend_by, later, 2)]
    assert district.ledger().mend_by == later
    told = Notice.objects.get(recipient=district.secretary, key__startswith="outage:mend:")
    assert (told.title, told.body) == (
        "2026年10月台账退回后改好的期限顺延了：系统停机2小时，截止时间顺延",
        "11月6日（周五）02:00前改好再提交。",
    )
    assert not Notice.objects.filter(recipient=district.other_secretary, key__startswith="outage:mend:").exists()
    monkeypatch.setattr("django.utils.timezone.now", lambda: back)
    page = sign_in(district.secretary).get(reverse("ledgers:month-detail", args=[district.month.key])).text
    assert "11月6日（周五）02:00前改好" in page
    assert "退回后改好截止" in sign_in(district.leader).get(reverse("audits:extension-list")).text


def test_a_returned_ledger_is_not_locked_before_its_hours_are_over(district):
    # Returned so that it is to be mended by the night of the 11th, after the lock of the month on the 9th.
    mend_by = returned(district, at=local("2026-11-06 10:00")).mend_by
    assert mend_by == local("2026-11-12 00:00")
    stand_still(local("2026-11-11 21:00"), local("2026-11-12 07:20"))

    assert district.ledger().status == Status.RETURNED
    assert district.ledger().mend_by == local("2026-11-12 11:00")
    deadlines_run(at=local("2026-11-12 10:50"))
    assert district.ledger().status == Status.RETURNED
    deadlines_run(at=local("2026-11-12 11:00"))
    assert district.ledger().status == Status.LOCKED


def test_what_was_returned_after_the_standstill_has_its_own_limit(district):
    returned(district)
    stand_still(local("2026-11-05 08:00"), local("2026-11-05 10:00"))
    # Returned afterwards with the limit that the first one had.
    later = returned(district, district.sibling, at=local("2026-11-05 10:30"))
    type(later).objects.filter(pk=later.pk).update(mend_by=local("2026-11-06 00:00"))
    deadlines_run(at=local("2026-11-05 10:40"))

    assert district.ledger().mend_by == local("2026-11-06 02:00")
    assert district.ledger(district.sibling).mend_by == local("2026-11-06 00:00")

    stand_still(local("2026-11-05 22:00"), local("2026-11-05 23:10"), since=local("2026-11-05 10:00"))
    assert district.ledger().mend_by == local("2026-11-06 04:00")
    assert district.ledger(district.sibling).mend_by == local("2026-11-06 02:00")
    deadlines_run(at=local("2026-11-05 23:20"))
    assert len(mended_credits()) == 3


@pytest.mark.parametrize(
    ("stops", "starts"), [("2026-11-05 22:00", "2026-11-05 22:30"), ("2026-11-03 10:00", "2026-11-03 20:00")]
)
def test_a_short_or_early_standstill_moves_nothing(district, stops, starts):
    mend_by = returned(district).mend_by
    stand_still(local(stops), local(starts))

    assert district.ledger().mend_by == mend_by
    assert mended_credits() == []


def test_who_has_handed_in_again_gets_nothing(district):
    returned(district)
    district.submitted(at=local("2026-11-04 10:00"))
    stand_still(local("2026-11-05 20:00"), local("2026-11-05 23:30"))

    assert district.ledger().mend_by is None
    assert mended_credits() == []


# --- Findings ------------------------------------------------------------------------------------------------------
def issued(district):
    return walk(district, open_one(district), "issue")


def test_a_findings_day_is_put_off_once_and_says_why(district, sign_in):
    finding = issued(district)
    due = finding.due_on
    back = local(f"{due} 20:00")
    stand_still(back - dt.timedelta(hours=5), back)
    for _again in range(3):
        deadlines_run(at=back)

    credit = FindingCredit.objects.get()
    finding.refresh_from_db()
    assert (credit.moved_from, credit.moved_to, credit.hours) == (due, finding.due_on, 5)
    assert finding.due_on > due and finding.due_on.isoweekday() <= 5
    page = sign_in(district.secretary).get(reverse("audits:finding-detail", args=[finding.pk])).text
    assert "系统停机5小时" in page and f"顺延到{finding.due_on.month}月{finding.due_on.day}日" in page
    told = Notice.objects.get(recipient=district.secretary, key=f"finding-credit:{credit.pk}")
    assert told.title.startswith("一个问题的整改期限顺延了")
    listed = sign_in(district.leader).get(reverse("audits:extension-list")).text
    assert "问题整改期限" in listed and finding.number in listed
    assert "问题整改期限" not in sign_in(district.other_reviewer).get(reverse("audits:extension-list")).text


def test_a_tick_that_turns_up_inside_the_standstill_gives_nothing_twice(district):
    finding = issued(district)
    back = local(f"{finding.due_on} 20:00")
    stand_still(back - dt.timedelta(hours=5), back)
    heartbeat_leave(at=back - dt.timedelta(hours=2))
    deadlines_run(at=back + 10 * MINUTE)

    assert FindingCredit.objects.count() == 1


def test_what_lies_idle_or_was_applied_for_gets_no_days(district):
    finding = issued(district)
    day = local(f"{finding.due_on} 12:00")
    stand_still(day, day + dt.timedelta(days=20))
    assert not FindingCredit.objects.exists()


def test_an_applied_finding_is_left_alone(district):
    finding = walk(district, open_one(district), "apply")
    back = local(f"{finding.due_on} 20:00")
    stand_still(back - dt.timedelta(hours=5), back)

    assert not FindingCredit.objects.exists()
