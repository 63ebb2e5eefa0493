"""Opening a month freezes who is expected, the roll's counts, the rules and the limits."""

import datetime as dt

import pytest

from branches.enums import OrganisationKind
from ledgers.enums import Status
from ledgers.models import Ledger
from ledgers.services.months import month_open
from tests.factories import NOW, OCTOBER, District, local, make_branch, make_member

NOVEMBER = dt.date(2026, 11, 1)


def open_november(district, **changes):
    arguments = {"district": district.root, "month": NOVEMBER, "checklist_version": 1, "by": None, "at": NOW}
    return month_open(**(arguments | changes))


def test_every_branch_gets_one_open_ledger(district):
    opened = open_november(district)

    assert opened.is_new
    ledgers = Ledger.objects.filter(month=opened.month)
    assert {(ledger.branch_id, ledger.status, ledger.desk_id) for ledger in ledgers} == {
        (branch.pk, Status.OPEN, branch.pk) for branch in district.branches
    }
    assert opened.month.expected == 4


def test_opening_twice_changes_nothing(district):
    first = open_november(district)
    late = make_branch(district.township, "新来村委会")

    second = open_november(district)

    assert not second.is_new
    assert second.month == first.month
    assert not Ledger.objects.filter(month=first.month, branch=late).exists()


def test_residents_closed_branches_and_other_districts_are_not_expected(district):
    residents = make_branch(district.township, "高坪街居委会")
    residents.kind = OrganisationKind.RESIDENTS
    residents.save()
    closed = make_branch(district.township, "并走村委会")
    closed.active_until = dt.date(2026, 10, 15)
    closed.save()
    elsewhere = District(code="361003", name="东乡区")

    month = open_november(district).month

    expected = set(Ledger.objects.filter(month=month).values_list("branch_id", flat=True))
    assert expected == {branch.pk for branch in district.branches}
    assert elsewhere.branch.pk not in expected


def test_the_roll_is_frozen_in_counts(district):
    make_member(district.branch, category="probationary", group="第二党小组")
    make_member(district.branch, group="第一党小组")
    make_member(district.branch, state="moved")

    ledger = Ledger.objects.get(month=open_november(district).month, branch=district.branch)

    assert (ledger.members, ledger.full_members, ledger.committee) == (10, 9, 3)
    assert ledger.groups == ["第一党小组", "第二党小组"]


@pytest.mark.parametrize(
    ("month", "on_time_until", "locks_at"),
    [
        # 3 and 8 November 2026: a Tuesday, and a Sunday that rolls to Monday the 9th.
        (OCTOBER, "2026-11-04 00:00", "2026-11-10 00:00"),
        # 3 October lies in the National Day holidays, the 8th is the first working day after them.
        (dt.date(2026, 9, 1), "2026-10-09 00:00", "2026-10-09 00:00"),
    ],
)
def test_limits_roll_to_working_days(db, month, on_time_until, locks_at):
    district = District(month=month)

    assert district.month.on_time_until == local(on_time_until)
    assert district.month.locks_at == local(locks_at)


def test_a_day_that_is_no_month_is_refused(district):
    with pytest.raises(ValueError, match="not the first day"):
        open_november(district, month=dt.date(2026, 11, 2))
