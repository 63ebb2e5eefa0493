"""What a branch owes in a month: pure rules, no database."""

import datetime as dt

import pytest

from ledgers.enums import MeetingKind
from ledgers.obligations import ItemState, LedgerFacts, MeetingFact, items_of

OCTOBER, NOVEMBER, DECEMBER = dt.date(2026, 10, 1), dt.date(2026, 11, 1), dt.date(2026, 12, 1)


def meeting(kind, day=dt.date(2026, 10, 20), group="", gaps=()):
    return MeetingFact(1, kind, group, day, gaps)


def facts(**changes) -> LedgerFacts:
    ordinary = {
        "month": OCTOBER,
        "members": 30,
        "full_members": 28,
        "committee_from": 7,
        "groups": (),
        "meetings": (),
        "dues_owing": 30,
    }
    return LedgerFacts(**ordinary | changes)


def states(found: LedgerFacts) -> dict[str, str]:
    return {item.code: str(item.state) for item in items_of(found)}


def test_an_empty_month_owes_theme_day_committee_roll_and_dues():
    assert states(facts()) == {
        "theme_day": "missing",
        "committee": "missing",
        "general": "later",
        "lecture": "later",
        "roll": "missing",
        "dues": "missing",
    }


@pytest.mark.parametrize(("full_members", "owes_committee"), [(6, False), (7, True), (8, True)])
def test_a_branch_with_seven_full_members_has_a_committee(full_members, owes_committee):
    assert ("committee" in states(facts(full_members=full_members))) is owes_committee


def test_each_party_group_owes_its_own_meeting():
    held = [meeting(MeetingKind.GROUP, group="第一党小组")]

    found = states(facts(groups=("第一党小组", "第二党小组"), meetings=held))

    assert (found["group:第一党小组"], found["group:第二党小组"]) == ("done", "missing")


def test_a_record_with_gaps_is_begun_and_says_what_is_missing():
    held = [meeting(MeetingKind.THEME_DAY, gaps=("地点", "议题"))]

    item = items_of(facts(meetings=held))[0]

    assert (item.state, item.detail) == (ItemState.UNFINISHED, "还缺：地点、议题")


def test_one_whole_record_is_enough_beside_one_with_gaps():
    held = [meeting(MeetingKind.THEME_DAY, gaps=("地点",)), meeting(MeetingKind.THEME_DAY)]

    item = items_of(facts(meetings=held))[0]

    assert (item.state, item.detail) == (ItemState.DONE, "10月20日")


@pytest.mark.parametrize(
    ("month", "earlier", "state"),
    [
        (OCTOBER, (), ItemState.LATER),
        (NOVEMBER, (), ItemState.LATER),
        (DECEMBER, (), ItemState.MISSING),
        (NOVEMBER, (meeting(MeetingKind.GENERAL),), ItemState.NOT_OWED),
        (DECEMBER, (meeting(MeetingKind.GENERAL),), ItemState.NOT_OWED),
        (DECEMBER, (meeting(MeetingKind.GENERAL, gaps=("决议",)),), ItemState.MISSING),
        (DECEMBER, (meeting(MeetingKind.LECTURE),), ItemState.MISSING),
    ],
)
def test_a_general_meeting_is_owed_once_a_quarter(month, earlier, state):
    found = {item.code: item for item in items_of(facts(month=month, earlier_in_quarter=earlier))}

    assert found["general"].state == state


def test_a_general_meeting_in_a_month_that_need_not_have_one_counts():
    assert states(facts(meetings=[meeting(MeetingKind.GENERAL)]))["general"] == "done"


@pytest.mark.parametrize(
    ("owing", "paid", "cents", "state", "detail"),
    [
        (30, 0, 0, "missing", "已交 0 人，还差 30 人 · 实收 0.00 元"),
        (30, 28, 560, "unfinished", "已交 28 人，还差 2 人 · 实收 5.60 元"),
        (30, 30, 1460, "done", "30 人已交齐 · 实收 14.60 元"),
        (0, 0, 0, "not_owed", "本月没有应交党费的党员"),
    ],
)
def test_dues_are_done_when_everyone_has_paid(owing, paid, cents, state, detail):
    item = items_of(facts(dues_owing=owing, dues_paid=paid, dues_cents=cents))[-1]

    assert (item.code, str(item.state), item.detail) == ("dues", state, detail)


def test_done_never_exceeds_owed():
    held = [meeting(MeetingKind.THEME_DAY)] * 5 + [meeting(MeetingKind.COMMITTEE)] * 3
    items = items_of(facts(meetings=held, roll_confirmed=True, dues_owing=0))

    owed = [item for item in items if item.is_owed]
    assert (sum(item.is_done for item in owed), len(owed)) == (3, 3)
