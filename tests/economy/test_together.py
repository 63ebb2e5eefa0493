"""Two hands at once in the economy: the same form sent twice is one row, and one change is made once."""

import uuid
from functools import partial

import pytest

from economy.models import Bottleneck, EnterpriseAgreement, Project, Speciality
from economy.services.bottleneck import bottleneck_raise
from economy.services.enterprise import agreement_end, speciality_save
from economy.services.project import project_open
from tests.economy.enterprise_samples import make_agreement, make_enterprise, speciality_values
from tests.economy.project_samples import FUNDS, TODAY, idea_values
from tests.factories import NOW, District
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_form_sent_four_times_at_once_is_one_row():
    district = District()
    mine = {"by": district.secretary, "at": NOW}
    values = {"kind": "land", "title": "没有用地指标", "text": "管理房80平方米。"}
    idea = partial(project_open, village=district.branch, values=idea_values(), funds=FUNDS, key=uuid.uuid4(), **mine)
    ticket = partial(bottleneck_raise, village=district.branch, values=values, key=uuid.uuid4(), **mine)
    product = partial(speciality_save, place=district.branch, year=2026, values=speciality_values(), **mine)
    agreement = partial(make_agreement, district, make_enterprise(district), key=uuid.uuid4())
    for job, model in (
        (idea, Project),
        (ticket, Bottleneck),
        (product, Speciality),
        (agreement, EnterpriseAgreement),
    ):
        results = at_once(*[job] * 4)
        assert [type(result) for result in results] == [model] * 4
        assert model.objects.count() == 1


def test_an_agreement_ended_twice_at_once_is_ended_once():
    district = District()
    agreement = make_agreement(district)
    job = partial(agreement_end, agreement=agreement, ended_on=TODAY, reason="停产", by=district.reviewer, at=NOW)
    results = at_once(*[job] * 4)
    assert sorted(type(result).__name__ for result in results) == [
        "EconomyRefused",
        "EconomyRefused",
        "EconomyRefused",
        "EnterpriseAgreement",
    ]
