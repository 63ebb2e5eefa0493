"""Checks of the pre-review on copied minutes, open points, participation, pictures: pure rules, no database."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers.enums import MeetingKind, VoteMethod
from ledgers.prechecks.findings import Findings
from ledgers.prechecks.meetings import check_meeting, check_overlaps, open_points
from ledgers.prechecks.similar import Minutes, check_similar, shared_percent, shingles
from tests.factories import local
from tests.ledgers.test_prechecks import AT, OCTOBER, RECORD, RULES

THEME_DAY = replace(
    RECORD,
    kind=MeetingKind.THEME_DAY,
    label="主题党日",
    vote_method=VoteMethod.NONE,
    votes_for=None,
    votes_against=None,
    votes_abstain=None,
)
TEXT = (
    "主持人带领大家学习了条例，逐条讲解。甲说村口的水沟要清，乙说先把责任区分好，丙说外出党员由他负责通知。"
    "会后全体党员到村口清理水沟，一直干到傍晚，群众送来了茶水。"
)


def codes(record, at=AT) -> list[str]:
    findings = Findings(RULES.on(OCTOBER))
    check_meeting(record, findings, month=OCTOBER, at=at)
    return [warning.code for warning in findings]


# --- Copied minutes ----------------------------------------------------------------------------------------------
def similar(text: str, *earlier: str, kind=MeetingKind.THEME_DAY) -> list[str]:
    findings = Findings(RULES.on(OCTOBER))
    before = [Minutes(n, kind, f"{n}月20日的主题党日", old) for n, old in enumerate(earlier, start=1)]
    check_similar([Minutes(100, MeetingKind.THEME_DAY, "主题党日", text)], before, findings)
    return [warning.text for warning in findings]


def test_copied_minutes_are_found_and_the_model_is_named():
    assert similar(TEXT.replace("傍晚", "中午"), "别的内容" * 20, TEXT) == [
        "主题党日：内容和2月20日的主题党日有85%相同，请按实际情况写。"
    ]


def test_a_changed_date_does_not_hide_a_copy():
    dated = "2026年10月20日，参加{}人。" + TEXT

    assert similar(dated.format(26), dated.format(31))


def test_own_words_other_kinds_and_short_texts_are_left_alone():
    assert (
        similar(
            "今天请镇里的老师讲秋收以后怎样安排冬种，大家问了品种和价钱，老师一一答复，留下了电话，说有事随时找他。",
            TEXT,
        )
        == []
    )
    assert similar(TEXT, TEXT, kind=MeetingKind.LECTURE) == []
    assert similar("学习文件。", "学习文件。") == []


def test_only_the_last_twelve_of_a_kind_are_looked_at():
    others = ["第一次写的内容完全不一样，讲的是另外的事情，和后面没有关系，请不要拿来比较，谢谢大家配合工作。"] * 12

    assert similar(TEXT, *others, TEXT) == []


@given(st.text("甲乙丙丁戊己", min_size=40, max_size=120), st.text("甲乙丙丁戊己", min_size=40, max_size=120))
def test_the_share_is_that_of_common_runs(one, other):
    first = {one[i : i + 5] for i in range(len(one) - 4)}
    second = {other[i : i + 5] for i in range(len(other) - 4)}

    percent = shared_percent(shingles(one), shingles(other))

    assert percent == int(100 * len(first & second) / len(first | second))
    assert shared_percent(shingles(one), shingles(one)) == 100


# --- Points without a result -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("agenda", "resolutions", "left"),
    [
        ("审议油茶改造方案", "同意改造方案。", []),
        ("审议油茶改造方案", "下月再开会。", ["审议油茶改造方案"]),
        ("学习文件\n表决路灯维修费用", "路灯由甲负责。", []),
        ("学习文件", "认真落实。", []),
        ("选举", "当选。", []),
    ],
)
def test_what_was_to_be_decided_has_a_result(agenda, resolutions, left):
    assert open_points(agenda, resolutions) == left
    record = replace(RECORD, agenda=agenda, resolutions=resolutions)
    assert ("agenda_open" in codes(record)) is bool(left)


# --- Participation -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("present", "asks"), [(20, False), (19, True)])
def test_four_in_five_of_those_at_home_come_to_a_theme_day(present, asks):
    assert ("participation" in codes(replace(THEME_DAY, expected=25, expected_present=present))) is asks


# --- Pictures ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("taken", "asks"),
    [("2026-10-20 16:00", False), ("2026-10-22 09:00", False), ("2026-09-20 16:00", True), ("2026-10-30 09:00", True)],
)
def test_pictures_are_taken_about_the_meeting(taken, asks):
    assert ("photo_time" in codes(replace(THEME_DAY, pictured=(local(taken),)))) is asks


def test_a_draft_without_a_roll_call_is_not_asked_for_its_quorum():
    assert (
        codes(replace(RECORD, called=0, present=0, voters=0, voters_present=0, votes_for=0, gaps=("签到",)))[0]
        == "gaps"
    )


def test_linked_meetings_may_overlap():
    one = replace(THEME_DAY, present_members=frozenset({1}))
    second = replace(one, pk=2, held_with=1)
    third = replace(one, pk=3, held_with=1)
    stranger = replace(one, pk=4, starts_at=one.starts_at + dt.timedelta(minutes=5))
    findings = Findings(RULES.on(OCTOBER))

    check_overlaps([one, second, third], findings)
    assert len(findings) == 0
    check_overlaps([one, stranger], findings)
    assert len(findings) == 1
