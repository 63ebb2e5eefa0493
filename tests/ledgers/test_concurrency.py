"""Two hands on one ledger: nothing is lost, nothing happens twice."""

import uuid
from functools import partial

import pytest

from ledgers.chain import MoveRefused
from ledgers.enums import MeetingKind, Status
from ledgers.models import Meeting, Submission
from ledgers.services.ledgers import SubmissionRefused, ledger_submit
from ledgers.services.meetings import meeting_start
from tests.factories import NOW, District, fill_ledger, local
from tests.together import at_once

EVENING = local("2026-10-20 20:00")

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_ledger_submitted_six_times_at_once_is_submitted_once():
    district = District()
    ledger = fill_ledger(district.ledger(), district.secretary)

    results = at_once(*[partial(ledger_submit, ledger=ledger, by=district.secretary, at=NOW, note="属实")] * 6)

    assert [type(result) for result in results].count(Submission) == 1
    assert all(isinstance(result, Submission | MoveRefused | SubmissionRefused) for result in results)
    ledger = district.ledger()
    assert (ledger.status, ledger.revision, ledger.submissions.count()) == (Status.SUBMITTED, 1, 1)


def test_a_record_started_eight_times_with_one_key_is_one_record():
    district = District()
    ledger, key = district.ledger(), uuid.uuid4()

    start = partial(
        meeting_start,
        ledger=ledger,
        kind=MeetingKind.THEME_DAY,
        key=key,
        by=district.secretary,
        at=local("2026-10-20 20:00"),
    )
    results = at_once(*[start] * 8)

    assert {getattr(result, "pk", result) for result in results} == {Meeting.objects.get().pk}
    assert Meeting.objects.get().attendances.count() == 8
