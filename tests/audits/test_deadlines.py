"""The clock: what is due is done once, to those whom it concerns, and never twice."""

import pytest
from django.core.management import CommandError, call_command

from audits.models import Effect
from audits.services.deadlines import deadlines_run
from ledgers.enums import Status
from ledgers.models import Ledger, Month
from notices.models import Notice
from tests.factories import District, local, make_user
from tests.together import at_once

MORNING_BEFORE = local("2026-11-02 09:00")  # T-1 of 3 November


def titles(user):
    return list(Notice.objects.filter(recipient=user).values_list("title", flat=True))


def test_only_those_who_owe_are_reminded(district):
    district.submitted(district.branch)

    deadlines_run(at=MORNING_BEFORE)

    assert titles(district.secretary) == []
    assert titles(district.sibling_secretary) == ["2026年10月台账还没有提交，离按时截止还有1天"]


def test_nobody_is_woken_at_night(district):
    deadlines_run(at=local("2026-11-02 00:10"))

    assert titles(district.sibling_secretary) == []


def test_running_again_sends_nothing_again(district):
    deadlines_run(at=MORNING_BEFORE)
    before = Notice.objects.count()

    deadlines_run(at=local("2026-11-02 09:10"))
    deadlines_run(at=local("2026-11-02 14:00"))

    assert Notice.objects.count() == before


def test_each_current_secretary_of_a_branch_hears(district):
    clerk = make_user("secretary", district.branch, name="文书")

    deadlines_run(at=MORNING_BEFORE)

    assert len(titles(clerk)) == len(titles(district.secretary)) == 1


def test_the_current_month_opens_by_itself(district):
    deadlines_run(at=local("2026-11-01 00:10"))

    assert list(Month.objects.order_by("month").values_list("month__month", flat=True)) == [10, 11]
    assert Ledger.objects.filter(month__month="2026-11-01").count() == 4


def test_after_an_outage_the_missed_month_is_opened_too(district):
    deadlines_run(at=local("2026-12-05 10:00"))

    assert list(Month.objects.order_by("month").values_list("month__month", flat=True)) == [10, 11, 12]


def test_ledgers_lock_after_the_limit_and_not_before(district):
    district.submitted(district.branch)

    deadlines_run(at=local("2026-11-09 23:59"))
    assert not Ledger.objects.filter(month=district.month, status=Status.LOCKED).exists()

    deadlines_run(at=local("2026-11-10 00:00"))
    states = dict(Ledger.objects.filter(month=district.month).values_list("branch_id", "status"))
    assert states == {
        district.branch.pk: Status.SUBMITTED,
        district.sibling.pk: Status.LOCKED,
        district.other_branch.pk: Status.LOCKED,
        district.other_sibling.pk: Status.LOCKED,
    }


def test_the_township_hears_how_many_are_late(district):
    district.submitted(district.branch)

    deadlines_run(at=local("2026-11-04 09:00"))

    assert titles(district.reviewer) == ["2026年10月有1个支部没有按时提交台账"]
    assert titles(district.other_reviewer) == ["2026年10月有2个支部没有按时提交台账"]


def test_november_asks_the_administrator_for_next_years_holidays(district):
    deadlines_run(at=local("2026-11-20 10:00"))

    assert titles(district.system_admin) == ["2027年的节假日安排还没有录入，截止日期会按周一至周五推算"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_give_each_effect_once():
    district = District()

    def worker():
        deadlines_run(at=local("2026-11-10 09:00"))
        deadlines_run(at=local("2026-11-10 09:10"))

    assert at_once(worker, worker) == [None, None]
    locked = Ledger.objects.filter(month=district.month, status=Status.LOCKED)
    assert locked.count() == 4
    assert [ledger.steps.count() for ledger in locked] == [1, 1, 1, 1]
    assert Month.objects.count() == 2
    assert Ledger.objects.filter(month__month="2026-11-01").count() == 4
    keys = list(Effect.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys))
    sent = list(Notice.objects.values_list("recipient_id", "key"))
    assert len(sent) == len(set(sent))


def test_tick_names_a_wrong_instant(db):
    with pytest.raises(CommandError, match="is not an instant"):
        call_command("tick", "--at", "yesterday")
