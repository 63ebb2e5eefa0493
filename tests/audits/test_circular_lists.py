"""Whom a circular names, for thresholds that a district may fix."""

import pytest

from audits import circular_attachments, circular_text
from audits.circular_lists import Thresholds, praised, problems, quarter_problems
from audits.enums import Reason
from audits.selectors.figures import LedgerFigures, figures_of
from tests.audits.test_circular_text import with_names

USUAL = Thresholds(
    praise_full_months=2,
    praise_on_time_months=3,
    name_returned=2,
    name_score=75,
    name_late_months=2,
    name_red_months=2,
    praise_green_months=3,
)


def ledger(branch: int = 1, *, score: int | None = 100, on_time: bool = True, received: bool = True, **more):
    passed = more.pop("passed", score is not None)
    return LedgerFigures(
        (1, "高坪镇"), f"第{branch}村", received, received and on_time, passed, score=score, branch=branch, **more
    )


def names(found: dict) -> list[str]:
    return [village for group in found["groups"] for village in group["villages"]]


def test_full_scores_are_praised_from_the_districts_number_of_months():
    months = [[ledger(1), ledger(2), ledger(3)], [ledger(1), ledger(2, score=99), ledger(3, passed=False)]]

    assert names(praised(months, USUAL)["full"]) == ["第1村"]


def test_a_branch_that_is_younger_than_the_streak_has_none():
    months = [[ledger(1), ledger(2)], [ledger(1)], [ledger(1)]]

    found = praised(months, USUAL)

    assert names(found["full"]) == ["第1村"]
    assert names(found["on_time"]) == ["第1村"]


def test_fewer_months_than_asked_for_praise_nobody():
    assert names(praised([[ledger(1)], [ledger(1)]], USUAL)["on_time"]) == []


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (ledger(received=False, score=None), "未报送"),
        (ledger(on_time=False), "逾期报送"),
        (ledger(returns=2, reasons={Reason.DUES}), "退回2次（党费收缴不规范）"),
        (ledger(score=74, reasons={Reason.DUES, Reason.QUORUM}), "得分74分（到会人数不够、党费收缴不规范）"),
        (ledger(returned_now=True, score=80), "退回后未改好"),
        (ledger(on_time=False, returns=3, score=60), "逾期报送；退回3次；得分60分"),
    ],
)
def test_what_is_the_matter_is_said_in_words(found, words):
    figures = with_names(figures_of([found])) | {"problems": problems([found], USUAL)}

    assert circular_attachments.problem_rows(figures) == [("高坪镇", "第1村", words)]


def test_what_stays_within_the_districts_numbers_is_not_named():
    assert problems([ledger(score=75, returns=1, reasons={Reason.DUES})], USUAL) == []


def test_a_quarter_names_whoever_was_late_in_enough_months():
    late = [[ledger(1, on_time=False), ledger(2, on_time=False)], [ledger(1, received=False, score=None), ledger(2)]]

    found = quarter_problems(late, USUAL)

    assert [(row["village"], row["missing"], row["late"]) for row in found] == [("第1村", 1, 1)]


def test_a_quarter_judges_the_average_score():
    months = [[ledger(1, score=60), ledger(2, score=60)], [ledger(1, score=89), ledger(2, score=90)]]

    assert [(row["village"], row["score"]) for row in quarter_problems(months, USUAL)] == [("第1村", "74.5")]


def table_of(scores: dict[str, int], **more):
    ledgers = [
        LedgerFigures((number, name), "村", True, True, True, score=score, branch=number)
        for number, (name, score) in enumerate(scores.items(), 1)
    ]
    return circular_attachments.township_table(with_names(figures_of(ledgers)) | more)


def test_townships_stand_in_the_order_of_the_tree_with_the_change_to_the_month_before():
    before = {"received_rate": "100.0", "score": "85.0", "townships": {"1": "81.5", "2": "90.0"}}

    table = table_of({"高坪镇": 80, "龙溪镇": 90, "罗湖镇": 70}, previous=before)

    change = table.columns.index("较上月")
    assert [(row[0], row[change]) for row in table.rows] == [
        ("高坪镇", "-1.5"),
        ("龙溪镇", "0"),
        ("罗湖镇", "—"),
        ("合计", "-5"),
    ]


def test_a_district_that_ranks_gives_the_same_place_to_the_same_score():
    table = table_of({"高坪镇": 80, "龙溪镇": 90, "罗湖镇": 80}, ranked=True)

    assert [row[:2] for row in table.rows] == [("1", "龙溪镇"), ("2", "高坪镇"), ("2", "罗湖镇"), ("—", "合计")]
    assert "排名表" in table.title


def test_many_who_are_praised_are_named_in_an_attachment():
    many = [ledger(number) for number in range(1, 13)]
    figures = with_names(figures_of(many)) | {"problems": [], "praised": praised([many, many], USUAL)}

    text = circular_text.body(figures)

    assert "高坪镇的12个村级党组织台账连续2个月审查满分，予以通报表扬。名单见附件2。" in text
    assert circular_attachments.attachments(figures)[1].rows[0][:2] == ("连续2个月审查满分", "高坪镇")
