"""The chain's table: which action leads from which state where, by whose hand."""

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledgers.chain import MoveRefused, ledger_move, ledgers_move
from ledgers.enums import Action, Status
from ledgers.models import Ledger, LedgerStep
from tests.factories import NOW, District

ROLES = ("secretary", "reviewer", "district_reviewer", "township_leader", "leader", "checker", "inspector")


def at_branch(district: District, status: str) -> Ledger:
    ledger = district.ledger()
    if status != Status.OPEN:
        ledger = district.submitted()
    if status == Status.RETURNED:
        move(ledger, Action.RETURN, district.reviewer)
    if status == Status.LOCKED:
        move(district.ledger(), Action.RETURN, district.reviewer)
        move(district.ledger(), Action.LOCK, None)
    return district.ledger()


def at_township(district: District, status: str) -> Ledger:
    ledger = district.submitted()
    if status == Status.PASSED:
        move(ledger, Action.PASS, district.reviewer)
    return district.ledger()


def at_district(district: District, status: str) -> Ledger:
    at_township(district, Status.PASSED)
    move(district.ledger(), Action.REPORT, district.reviewer)
    if status == Status.PASSED:
        move(district.ledger(), Action.PASS, district.district_reviewer)
    return district.ledger()


def move(ledger, action, by, **more):
    """Make a move; a return carries its reason."""
    return ledger_move(
        ledger=ledger, action=action, by=by, at=NOW, reason="请改" if action == Action.RETURN else "", **more
    )


PLACES = {
    "open": (at_branch, Status.OPEN),
    "returned": (at_branch, Status.RETURNED),
    "locked": (at_branch, Status.LOCKED),
    "township waits": (at_township, Status.SUBMITTED),
    "township passed": (at_township, Status.PASSED),
    "district waits": (at_district, Status.SUBMITTED),
    "district passed": (at_district, Status.PASSED),
}

# (where, action, who) → status and desk; every other combination is refused.
ALLOWED = {
    ("open", "submit", "secretary"): (Status.SUBMITTED, "township"),
    ("returned", "submit", "secretary"): (Status.SUBMITTED, "township"),
    ("township waits", "pass", "reviewer"): (Status.PASSED, "township"),
    ("township waits", "return", "reviewer"): (Status.RETURNED, "branch"),
    ("township passed", "report", "reviewer"): (Status.SUBMITTED, "root"),
    ("district waits", "pass", "district_reviewer"): (Status.PASSED, "root"),
    ("district waits", "return", "district_reviewer"): (Status.RETURNED, "branch"),
}


@pytest.mark.parametrize("where", PLACES)
def test_every_other_move_is_refused_with_a_reason(district, where):
    reach, status = PLACES[where]
    ledger = reach(district, status)
    people = {role: getattr(district, role) for role in ROLES}

    for action, role in itertools.product(("submit", "pass", "return", "report"), ROLES):
        if (where, action, role) in ALLOWED:
            continue
        # A submission writes its receipt and who handed it in; that is the service's part.
        extra = {"receipt": "2345678", "submitted_by": people[role]} if action == "submit" else {}
        before = district.ledger()

        moved = ledgers_move(ledgers=[ledger.pk], action=action, by=people[role], at=NOW, reason="请改", extra=extra)

        assert [len(moved.done), len(moved.refused)] == [0, 1], (where, action, role)
        assert moved.refused[0].reason
        after = district.ledger()
        assert (after.status, after.desk_id, after.revision) == (before.status, before.desk_id, before.revision)


@pytest.mark.parametrize(("where", "action", "role"), ALLOWED)
def test_an_allowed_move_arrives(district, where, action, role):
    reach, status = PLACES[where]
    ledger = reach(district, status)
    by = getattr(district, role)
    extra = {"receipt": "2345678", "submitted_by": by} if action == "submit" else {}

    moved = ledger_move(ledger=ledger, action=action, by=by, at=NOW, reason="请改", extra=extra)

    wanted, desk = ALLOWED[where, action, role]
    assert (moved.status, moved.desk) == (wanted, getattr(district, desk))
    step = LedgerStep.objects.filter(ledger=ledger).last()
    assert (step.action, step.by, step.from_status, step.to_status) == (action, by, status, wanted)


@pytest.mark.parametrize("where", PLACES)
def test_what_the_clock_may_lock(district, where):
    reach, status = PLACES[where]
    ledger = reach(district, status)
    moved = ledgers_move(ledgers=[ledger.pk], action=Action.LOCK, by=None, at=NOW)

    # What lies on somebody's desk waits for the verdict; what is locked stays so.
    can_lock = status in (Status.OPEN, Status.RETURNED, Status.PASSED)
    assert len(moved.done) == can_lock
    assert district.ledger().status == (Status.LOCKED if can_lock else status)


def test_the_other_townships_reviewer_moves_nothing(district):
    ledger = district.submitted()

    for action in (Action.PASS, Action.RETURN):
        with pytest.raises(MoveRefused, match="不在您的管理范围内"):
            move(ledger, action, district.other_reviewer)


def test_after_the_report_the_late_one_goes_straight_to_the_district_and_the_next_is_told_so(district):
    ledger = district.submitted()
    reported = {(ledger.month_id, ledger.township_id)}

    moved = move(ledger, Action.PASS, district.reviewer, already_reported=reported)

    assert (moved.status, moved.desk) == (Status.SUBMITTED, district.root)
    assert moved.township_passed_at == moved.reported_at == NOW
    with pytest.raises(MoveRefused, match="高干事已在11-02 09:00通过这份台账"):
        move(ledger, Action.RETURN, district.reviewer)


def test_another_months_report_hands_nothing_on(district):
    ledger = district.submitted()

    moved = move(ledger, Action.PASS, district.reviewer, already_reported={(ledger.month_id + 1, ledger.township_id)})

    assert (moved.status, moved.desk) == (Status.PASSED, district.township)


def test_refusing_many_takes_no_more_queries_than_refusing_one(district):
    ledgers = [district.submitted(branch).pk for branch in (district.branch, district.sibling)]
    ledgers_move(ledgers=ledgers, action=Action.PASS, by=district.reviewer, at=NOW)

    with CaptureQueriesContext(connection) as one:
        ledgers_move(ledgers=ledgers[:1], action=Action.PASS, by=district.reviewer, at=NOW)
    with CaptureQueriesContext(connection) as both:
        moved = ledgers_move(ledgers=ledgers, action=Action.PASS, by=district.reviewer, at=NOW)

    assert len(moved.refused) == 2
    assert len(both) == len(one)
