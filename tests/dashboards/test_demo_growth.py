"""The demo's courses, recognitions and rounds are such as the services would have written."""

import datetime as dt
import random

import pytest

from cadres.enums.growth import CourseState
from cadres.enums.talent import ApplicationState, RoundState
from cadres.integrity import problems
from cadres.models import Course, GrowthTarget, Recognition, SelectionApplication, SelectionRound
from cadres.selectors.growth import growth_overview, reckoning
from dashboards.demo.cadres_growth import cadres_growth_fill
from dashboards.demo.cadres_talent import cadres_talent_fill
from dashboards.demo.people import Cast
from tests.cadres.cadre_samples import hold, make_cadre
from tests.factories import NOW

TODAY = NOW.date()


@pytest.fixture
def cast(district) -> Cast:
    return Cast(
        district.root,
        [district.township, district.other_township],
        district.branches,
        reviewers={
            district.township.pk: [district.reviewer],
            district.other_township.pk: [district.other_reviewer],
        },
        named={"fushen": district.district_reviewer},
    )


def fill(cast: Cast) -> tuple[int, int]:
    return (
        cadres_growth_fill(cast, TODAY, NOW, random.Random(1)),
        cadres_talent_fill(cast, TODAY, NOW, random.Random(1)),
    )


def test_without_cadres_nothing_is_filled(cast):
    assert fill(cast) == (0, 0)
    assert not SelectionRound.objects.exists() and not GrowthTarget.objects.exists()


def test_the_demo_has_targets_courses_and_two_rounds(cast, district):
    for village in district.branches:
        hold(district, make_cadre(district, village, education="60"), since=dt.date(2018, 3, 1))
        for _number in range(12):
            cadre = make_cadre(district, village, education="60")
            cadre.tenures.create(
                organisation=village,
                kind="committee_member",
                since=dt.date(2023, 3, 1),
                basis="census",
                at=NOW,
            )

    fill(cast)

    assert GrowthTarget.objects.count() == 6
    assert Recognition.objects.exists()
    assert {CourseState.STUDYING, CourseState.DONE} <= set(Course.objects.values_list("state", flat=True))
    assert sorted(SelectionRound.objects.values_list("state", flat=True)) == [RoundState.FINISHED, RoundState.OPEN]
    assert SelectionApplication.objects.filter(state=ApplicationState.SELECTED).count() == 3
    assert all(
        goal.percent is not None
        for line in growth_overview(district.district_reviewer, reckoning(district.root, TODAY.year, TODAY))
        for goal in line.goals
    )
    assert list(problems()) == []
