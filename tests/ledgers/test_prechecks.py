"""The pre-review: pure rules, no database."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from ledgers.enums import MeetingKind, VoteMethod
from ledgers.obligations import Item, ItemState
from ledgers.prechecks.findings import Findings
from ledgers.prechecks.ledger import check_ledger
from ledgers.prechecks.meetings import MeetingRecord, check_meeting, check_overlaps
from ledgers.rulebook.book import RuleHistory
from ledgers.rulebook.national import NATIONAL
from tests.factories import local

OCTOBER = dt.date(2026, 10, 1)
AT = local("2026-11-02 09:00")
RULES = RuleHistory(NATIONAL)

RECORD = MeetingRecord(
    pk=1,
    kind=MeetingKind.GENERAL,
    label="支部党员大会",
    starts_at=local("2026-10-20 15:00"),
    ends_at=local("2026-10-20 16:30"),
    created_at=local("2026-10-20 19:00"),
    gaps=(),
    texts={"地点": "村党群服务中心", "议题": "讨论发展党员", "讨论情况": "逐人发言", "决议": "同意"},
    called=30,
    present=26,
    voters=28,
    voters_present=25,
    vote_method=VoteMethod.HANDS,
    votes_for=25,
    votes_against=0,
    votes_abstain=0,
    host_is_committee=True,
)


def findings() -> Findings:
    return Findings(RULES.on(OCTOBER))


def codes(at=AT, **changes) -> list[tuple[str, str]]:
    found = findings()
    check_meeting(replace(RECORD, **changes), found, month=OCTOBER, at=at)
    return [(warning.code, str(warning.severity)) for warning in found]


def test_a_good_record_is_left_alone():
    assert codes() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # time
        ({"ends_at": local("2026-10-20 14:59")}, [("order", "block")]),
        ({"ends_at": local("2026-10-20 15:00")}, [("order", "block")]),
        ({"ends_at": local("2026-10-21 03:00"), "created_at": local("2026-10-21 09:00")}, []),
        (
            {"ends_at": local("2026-10-21 03:01"), "created_at": local("2026-10-21 09:00")},
            [("duration", "warn")],
        ),
        (
            {
                "starts_at": local("2026-10-01 00:00"),
                "ends_at": local("2026-10-01 01:00"),
                "created_at": local("2026-10-02 01:00"),
            },
            [],
        ),
        (
            {
                "starts_at": local("2026-09-30 23:59"),
                "ends_at": local("2026-10-01 00:30"),
                "created_at": local("2026-10-01 01:00"),
            },
            [("month", "block")],
        ),
        (
            {
                "starts_at": local("2026-11-02 08:00"),
                "ends_at": local("2026-11-02 08:30"),
                "created_at": local("2026-11-02 08:40"),
            },
            [("month", "block")],
        ),
        ({"created_at": local("2026-10-23 16:30")}, []),
        ({"created_at": local("2026-10-23 16:31")}, [("late_entry", "warn")]),
        # quorum: half is enough (半数以上 includes the half)
        ({"voters_present": 14, "votes_for": 14}, [("majority", "warn")]),
        ({"voters_present": 13, "votes_for": 13}, [("quorum_general", "warn"), ("majority", "warn")]),
        # votes
        ({"votes_for": 15, "votes_against": 10}, []),
        ({"votes_for": 14, "votes_against": 11}, [("majority", "warn")]),
        ({"votes_for": 26}, [("votes_too_many", "block")]),
        ({"votes_for": 24}, [("votes_too_few", "warn")]),
        ({"votes_for": None}, [("votes_missing", "block")]),
        ({"vote_method": VoteMethod.NONE}, [("votes_without_method", "block")]),
        ({"vote_method": VoteMethod.NONE, "votes_for": None, "votes_against": None, "votes_abstain": None}, []),
        # text
        ({"texts": {"议题": "讨论××村道路"}}, [("leftover", "warn")]),
        ({"texts": {"议题": "某某同志发言"}}, [("leftover", "warn")]),
        ({"texts": {"议题": "到会xx人"}}, [("leftover", "warn")]),
        ({"texts": {"议题": "内容（待补充）"}}, [("leftover", "warn")]),
        ({"texts": {"议题": "修路2×3公里，大家说……"}}, []),
        # people
        ({"host_is_committee": False}, [("host", "warn")]),
        ({"absent_without_reason": 2}, [("absence", "warn")]),
        ({"gaps": ("地点",), "host_is_committee": False}, [("gaps", "block")]),
    ],
)
def test_one_doubt_at_a_time(changes, expected):
    assert codes(**changes) == expected


@pytest.mark.parametrize(("present", "expected"), [(3, []), (2, [("quorum_committee", "warn")])])
def test_half_of_the_committee_is_a_quorum(present, expected):
    changes = {"kind": MeetingKind.COMMITTEE, "called": 5, "vote_method": VoteMethod.NONE}
    votes = {"votes_for": None, "votes_against": None, "votes_abstain": None}

    assert codes(present=present, **changes, **votes) == expected
    assert codes(**changes | {"called": 4, "present": 2}, **votes) == []


def test_a_theme_day_needs_no_quorum():
    votes = {"vote_method": VoteMethod.NONE, "votes_for": None, "votes_against": None, "votes_abstain": None}

    assert codes(kind=MeetingKind.THEME_DAY, voters_present=3, present=3, **votes) == []


def test_a_meeting_that_has_not_begun_cannot_be_handed_in():
    assert codes(at=local("2026-10-20 14:00")) == [("future", "block")]


def test_the_day_counts_in_local_time():
    """16:30 UTC on 31 October is already November in China."""
    starts = timezone.localtime(dt.datetime(2026, 10, 31, 16, 30, tzinfo=dt.UTC))

    assert codes(starts_at=starts, ends_at=starts + dt.timedelta(hours=1), created_at=starts)[0] == ("month", "block")


def test_the_same_person_at_two_meetings_at_once_is_noticed():
    one = replace(RECORD, present_members=frozenset({1, 2, 3}))
    other = replace(one, pk=2, label="党课", starts_at=local("2026-10-20 16:00"), present_members=frozenset({3, 4}))

    found = findings()
    check_overlaps([one, other], found)

    assert [w.text for w in found] == ["支部党员大会和党课时间重叠，有 1 人同时记在两个会上。"]


def test_meetings_one_after_the_other_do_not_overlap():
    one = replace(RECORD, present_members=frozenset({1}))
    other = replace(one, pk=2, starts_at=one.ends_at, ends_at=local("2026-10-20 18:00"))

    found = findings()
    check_overlaps([one, other], found)

    assert list(found) == []


def test_an_empty_ledger_is_refused_and_what_blocks_comes_first():
    missing = Item("theme_day", "主题党日", ItemState.MISSING, "每月一次，还没有记录")
    later = Item("general", "支部党员大会", ItemState.LATER, "")

    found = check_ledger([], [missing, later], month=OCTOBER, rules=RULES, at=AT)

    assert [(w.code, str(w.severity)) for w in found] == [("empty", "block"), ("owed", "warn")]
