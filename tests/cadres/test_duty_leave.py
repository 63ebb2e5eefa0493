"""Leave: who decides by its length, the yearly bound, and what it means for the roster."""

import datetime as dt

import pytest

from cadres.enums.duty import LeaveLevel, LeaveState
from cadres.integrity import problems
from cadres.models import DutyLeave
from cadres.selectors.duty import leave_days
from cadres.services.duty import duties_confirm, duty_assign, roster_publish
from cadres.services.duty_leave import leave_ask, leave_decide, leave_drop
from cadres.services.files import CadreRefused
from notices.models import Notice
from tests.cadres.duty_samples import NOVEMBER, make_leave, make_roster, make_team
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(district):
    return make_team(district)


@pytest.mark.parametrize(
    ("last", "level"),
    [(10, LeaveLevel.SECRETARY), (11, LeaveLevel.LIAISON), (12, LeaveLevel.LIAISON), (13, LeaveLevel.COMMITTEE)],
)
def test_the_length_says_who_decides(district, team, last, level):
    leave = make_leave(district, team[2], 10, last)

    assert leave.level == level
    deciders = {
        LeaveLevel.SECRETARY: district.secretary,
        LeaveLevel.LIAISON: district.reviewer,
        LeaveLevel.COMMITTEE: district.township_leader,
    }
    for each, person in deciders.items():
        if each != level:
            with pytest.raises(CadreRefused):
                leave_decide(leave=leave, grants=True, note="", by=person, at=NOW)
    if level != LeaveLevel.SECRETARY:  # the secretary asked himself and needs no message
        assert Notice.objects.get(key=f"dutyleave:{leave.pk}:asked").recipient == deciders[level]
    assert leave_decide(leave=leave, grants=True, note="", by=deciders[level], at=NOW).state == LeaveState.GRANTED


def test_the_secretarys_own_leave_is_the_townships(district, team):
    leave = make_leave(district, team[0])

    assert leave.level == LeaveLevel.LIAISON
    with pytest.raises(CadreRefused, match="自己的假"):
        leave_decide(leave=leave, grants=True, note="", by=district.secretary, at=NOW)
    with pytest.raises(CadreRefused, match="管理范围"):
        leave_decide(leave=leave, grants=True, note="", by=district.other_reviewer, at=NOW)


def test_a_refusal_says_why_and_is_final(district, team):
    leave = make_leave(district, team[2])
    with pytest.raises(CadreRefused, match="为什么不批"):
        leave_decide(leave=leave, grants=False, note=" ", by=district.secretary, at=NOW)

    leave_decide(leave=leave, grants=False, note="当天有检查", by=district.secretary, at=NOW)

    with pytest.raises(CadreRefused, match="已经有结果"):
        leave_decide(leave=leave, grants=True, note="", by=district.secretary, at=NOW)


def test_sixty_days_a_year_and_no_day_twice(district, team):
    long = leave_ask(
        cadre=team[2],
        since=dt.date(2026, 11, 3),
        until=dt.date(2026, 12, 31),
        reason="住院",
        by=district.secretary,
        at=NOW,
    )
    with pytest.raises(CadreRefused, match="已经请过假"):
        make_leave(district, team[2])
    leave_decide(leave=long, grants=True, note="", by=district.township_leader, at=NOW)
    assert leave_days(team[2], 2026) == 59

    one = leave_ask(cadre=team[2], since=NOW.date(), until=NOW.date(), reason="x", by=district.secretary, at=NOW)
    leave_decide(leave=one, grants=True, note="", by=district.secretary, at=NOW)
    with pytest.raises(CadreRefused, match="已请假60天，一年最多60天"):
        leave_ask(
            cadre=team[2],
            since=dt.date(2026, 11, 1),
            until=dt.date(2026, 11, 1),
            reason="x",
            by=district.secretary,
            at=NOW,
        )


def test_a_person_on_leave_is_not_drawn(district, team):
    leave = make_leave(district, team[2], 10, 12)
    leave_decide(leave=leave, grants=True, note="", by=district.reviewer, at=NOW)

    roster = make_roster(district)

    days = set(roster.duties.filter(main=team[2]).values_list("date__day", flat=True))
    assert days and not days & {10, 11, 12}
    assert not roster.duties.filter(second=team[2], date__day__in=[10, 11, 12]).exists()


def test_a_draft_with_somebody_on_leave_is_not_published_before_he_is_replaced(district, team):
    roster = make_roster(district, upto="confirm")
    duty = roster.duties.filter(main=team[2], date__gt=NOW.date()).first()
    leave = make_leave(district, team[2], duty.date.day, duty.date.day)
    leave_decide(leave=leave, grants=True, note="", by=district.secretary, at=NOW)

    with pytest.raises(CadreRefused, match=f"请先换人：11月{duty.date.day}日"):
        roster_publish(roster=roster, by=district.secretary, at=NOW)

    duty_assign(duty=duty, other=team[3], why="", by=district.secretary, at=NOW)
    duties_confirm(roster=roster, by=district.secretary, at=NOW)
    assert roster_publish(roster=roster, by=district.secretary, at=NOW).is_published


def test_granted_leave_hands_the_shift_to_who_stands_in(district, team):
    roster = make_roster(district)
    duty = roster.duties.filter(main=team[2], date__gt=NOW.date()).first()
    stands_in = duty.second
    leave = make_leave(district, team[2], duty.date.day, duty.date.day)

    leave_decide(leave=leave, grants=True, note="", by=district.secretary, at=NOW)

    duty.refresh_from_db()
    assert (duty.main, duty.second) == (stands_in, None) and duty.is_confirmed
    assert not Notice.objects.filter(key=f"dutyleave:{leave.pk}:substitute").exists()


def test_without_anybody_to_stand_in_a_substitute_is_asked(district, team):
    roster = make_roster(district)
    duty = roster.duties.filter(main=team[2], date__gt=NOW.date()).first()
    roster.duties.filter(pk=duty.pk).update(second=None)
    leave = make_leave(district, team[2], duty.date.day, duty.date.day)

    leave_decide(leave=leave, grants=True, note="", by=district.secretary, at=NOW)

    asked = Notice.objects.get(key=f"dutyleave:{leave.pk}:substitute")
    assert asked.recipient == district.secretary and "有1个班要换人" in asked.title


def test_the_person_asks_for_himself_and_takes_it_back(district, team):
    leave = make_leave(district, team[1], 15, 15, by=team[1].user)
    with pytest.raises(CadreRefused, match="谁提出"):
        leave_drop(leave=leave, by=district.secretary, at=NOW)

    leave_drop(leave=leave, by=team[1].user, at=NOW)

    assert DutyLeave.objects.get().state == LeaveState.DROPPED
    with pytest.raises(CadreRefused, match="书记"):
        make_leave(district, team[2], 16, 16, by=team[1].user)
    assert list(problems()) == []


@pytest.mark.parametrize(("since", "until", "field"), [(20, 19, "until"), (-20, 3, "since")])
def test_days_in_order_and_not_long_ago(district, team, since, until, field):
    first = NOVEMBER + dt.timedelta(days=since - 1)
    with pytest.raises(CadreRefused) as refusal:
        leave_ask(
            cadre=team[2],
            since=first,
            until=NOVEMBER + dt.timedelta(days=until - 1),
            reason="x",
            by=district.secretary,
            at=NOW,
        )
    assert refusal.value.field == field
