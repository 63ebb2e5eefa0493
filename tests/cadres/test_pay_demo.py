"""The demo's pay and assessments are of a piece, and nothing happens where no cadre is in office."""

import pytest
from django.db.models import F

from cadres.enums import PostKind
from cadres.enums.assessment import Grade
from cadres.enums.pay import SheetState
from cadres.integrity import problems
from cadres.models import Assessment, AssessmentLine, PaySheet, PayStandard
from dashboards.demo.cadres_pay import cadres_pay_fill
from dashboards.demo.people import Cast
from dashboards.demo.timeline import timeline
from tests.cadres.cadre_samples import hold, make_cadre
from tests.factories import local

AT = local("2026-11-11 15:00")


@pytest.fixture
def cast(district) -> Cast:
    branches = district.branches
    return Cast(
        district.root,
        [district.township, district.other_township],
        branches,
        secretaries={branch.pk: district.secretary_of(branch) for branch in branches},
        reviewers={district.township.pk: [district.reviewer], district.other_township.pk: [district.other_reviewer]},
        named={"fushen": district.district_reviewer},
    )


def test_nothing_without_cadres(cast):
    assert cadres_pay_fill(cast, timeline(AT)) == 0
    assert not PayStandard.objects.exists()


def test_the_demo_s_pay_is_of_a_piece(district, cast):
    for branch in district.branches:
        for kind in (PostKind.PARTY_SECRETARY, PostKind.DIRECTOR, PostKind.COMMITTEE_MEMBER):
            hold(district, make_cadre(district, branch), kind)

    assert cadres_pay_fill(cast, timeline(AT)) == 12

    assert not list(problems())
    assert Assessment.objects.filter(state="confirmed").count() == 4
    grades = AssessmentLine.objects.filter(assessment__organisation__path__startswith=district.township.path)
    assert grades.filter(grade=Grade.EXCELLENT).count() == 1  # 30 per cent of six, rounded down
    assert PaySheet.objects.filter(year=2026, state=SheetState.DRAFT).count() == 2
    assert PaySheet.objects.filter(year=2025, state=SheetState.DISTRICT).exists()
    assert not PayStandard.objects.filter(monthly_cents__lt=F("floor_cents")).exists()
