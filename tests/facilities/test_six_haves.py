"""The checklist of premises: measured, judged by the district's numbers, an item at a time."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities.checklist import VERSIONS, Measure, item_named, items_of
from facilities.enums.checks import Flag, Title
from facilities.six_haves import judge_item, total_of, wanted_in_words
from ledgers.rulebook.book import RuleHistory
from ledgers.rulebook.national import NATIONAL
from tests.facilities.check_samples import whole

DAY = dt.date(2026, 11, 2)
BOOK = RuleHistory(NATIONAL).on(DAY)


def judged(**changes):
    measures = whole(**changes)
    return [judge_item(item, measures[item.code], BOOK, DAY) for item in items_of(1)]


def gaps_of(code: str, **measures) -> tuple[str, ...]:
    return next(verdict.gaps for verdict in judged(**{code: measures}) if verdict.item.code == code)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_list_adds_up_to_a_hundred_and_each_number_is_a_rule(version):
    assert sum(item.points for item in items_of(version)) == 100
    assert [item.is_have for item in items_of(version)].count(True) == 6
    for item in items_of(version):
        for criterion in item.criteria:
            assert (criterion.measure in (Measure.YES, Measure.NO)) == (criterion.rule == "")
            if criterion.rule:
                assert BOOK[criterion.rule].source


def test_a_village_that_has_all_reaches_a_hundred():
    verdicts = judged()
    assert total_of(verdicts, BOOK).score == 100
    assert total_of(verdicts, BOOK).is_standard


@pytest.mark.parametrize(
    ("item", "measures", "gap"),
    [
        ("place", {"floor": 199}, "建筑面积199平方米，要有200平方米"),
        ("place", {"danger": 1}, "是危房"),
        ("place", {"title": Title.RENTED}, "产权：租用"),
        ("signs", {"plates": 2}, "大门挂牌2块，要有3块"),
        ("signs", {"roof": 0}, "没有做到：楼顶有“党群服务中心”标识"),
        ("flag", {"size": Flag.OTHER}, "党旗尺寸：尺寸不标准"),
        ("board", {"fresh": (DAY - dt.timedelta(days=93)).toordinal()}, "最近一次更新是93天前，不能超过92天"),
    ],
)
def test_a_gap_says_what_there_is_and_what_there_should_be(item, measures, gap):
    assert gaps_of(item, **measures) == (gap,)


@pytest.mark.parametrize(
    ("item", "measures"),
    [
        ("place", {"floor": 200}),
        ("place", {"title": Title.LONG_USE}),
        ("flag", {"size": Flag.FIVE}),
        ("board", {"fresh": (DAY - dt.timedelta(days=92)).toordinal()}),
    ],
)
def test_just_enough_is_enough(item, measures):
    assert gaps_of(item, **measures) == ()


def test_a_part_of_an_item_brings_a_part_of_its_points():
    verdict = judged(place={"floor": 90, "hall": 10})[0]
    assert (verdict.points, verdict.is_met) == (20 * 3 // 5, False)


def test_all_six_are_needed_however_good_the_score():
    total = total_of(judged(books={"books": 199}), BOOK)
    assert (total.score, total.met, total.is_standard) == (95, 8, False)
    without_square = total_of(judged(square={"area": 10}), BOOK)
    assert (without_square.score, without_square.is_standard) == (95, True)


@given(st.data())
def test_no_score_leaves_its_range(data):
    verdicts = []
    for item in items_of(1):
        measures = {
            each.code: data.draw(
                st.integers(0, each.most) if not each.choices else st.sampled_from(each.choices).map(lambda c: c[0])
            )
            for each in item.criteria
            if each.measure != Measure.FRESH and data.draw(st.booleans())
        }
        verdicts.append(judge_item(item, measures, BOOK, DAY))
    total = total_of(verdicts, BOOK)
    assert 0 <= total.score <= 100 and 0 <= total.met <= 9
    assert all(verdict.is_met == (verdict.points == verdict.item.points) for verdict in verdicts)
    assert (total.score == 100) == (total.met == 9)


def test_the_form_says_how_much_is_enough():
    place = item_named(1, "place")
    words = {each.code: wanted_in_words(each, BOOK) for each in place.criteria}
    assert words["floor"] == "达标：不少于200平方米"
    assert words["title"] == "达标：自有，有产权、没有产权，能长期使用"
    assert words["danger"] == ""
