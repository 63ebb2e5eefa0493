"""Two hands on one decision: one step, one number each."""

import uuid
from functools import partial

import pytest

from ledgers.models import Decision, DecisionStep
from ledgers.services.decisions import decision_start, step_confirm
from tests.factories import NOW, District
from tests.ledgers.decision_samples import WORDING, start, values_for
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_step_confirmed_six_times_at_once_is_confirmed_once():
    district = District()
    decision, values = start(district), values_for(district, 1)
    job = partial(step_confirm, decision=decision, version=1, number=1, values=values, by=district.secretary, at=NOW)

    results = at_once(*[job] * 6)

    assert [type(result) for result in results].count(DecisionStep) == 1
    assert DecisionStep.objects.filter(decision=decision).count() == 1


def test_six_matters_begun_at_once_have_six_numbers_in_a_row():
    district = District()
    jobs = [
        partial(decision_start, branch=district.branch, values=WORDING, key=uuid.uuid4(), by=district.secretary, at=NOW)
        for _turn in range(6)
    ]

    at_once(*jobs)

    assert sorted(Decision.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6]
