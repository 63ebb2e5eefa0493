"""The development record (发展党员) of a probationary member who moves."""

import datetime as dt

import pytest
from django.urls import reverse

from ledgers.development_steps import APPLY_FULL, APPROVE_FULL, OATH
from ledgers.enums.development import CandidateState, Stage
from ledgers.enums.transfers import TransferAction
from ledgers.integrity import problems
from ledgers.models import Candidate
from ledgers.services.development import DevelopmentRefused, step_correct
from tests.factories import District, make_file
from tests.ledgers.development_samples import make_candidate, walk
from tests.ledgers.transfer_samples import LETTER, TODAY, applied, moved, received

A = TransferAction


@pytest.fixture(autouse=True)
def monday(freeze):
    freeze("2026-11-02 09:00")


@pytest.fixture
def zhao(district) -> Candidate:
    """On probation since 1 July 2025, with a picture of the oath."""
    candidate = walk(make_candidate(district.branch, district.secretary), district.secretary, OATH)
    oath = candidate.steps.get(code=OATH)
    oath.evidence = make_file(district.branch, district.secretary, "入党宣誓.jpg")
    oath.save()
    return candidate


def arrive(district: District, zhao: Candidate):
    return moved(received(district, zhao.member), A.COMPLETE, district.secretary, ended_on=TODAY).new_member


def test_the_receiving_branch_sees_the_history_and_goes_on(district, sign_in, zhao):
    arrived = arrive(district, zhao)
    client = sign_in(district.sibling_secretary)

    page = client.get(reverse("ledgers:candidate-detail", args=[zhao.pk])).content.decode()

    assert "从马源村党支部转到上聂村党支部，预备期接着算" in page
    oath = zhao.steps.get(code=OATH)
    picture = reverse("evidence:file-detail", args=[oath.evidence_id])
    assert picture in page
    assert b"".join(client.get(picture)).startswith(b"\xff\xd8"), "a photo"
    zhao = Candidate.objects.get(pk=zhao.pk)
    assert walk(zhao, district.sibling_secretary, APPROVE_FULL).stage == Stage.FULL
    arrived.refresh_from_db()
    assert (arrived.category, arrived.full_on) == ("full", dt.date(2026, 7, 1)), "the probation ran on"
    assert list(problems()) == []


def test_the_old_branch_keeps_its_file_and_writes_no_more(district, sign_in, zhao):
    before = zhao.steps.get(code=OATH).evidence
    arrive(district, zhao)
    oath = zhao.steps.get(code=OATH)

    assert oath.evidence != before
    assert oath.evidence.organisation == district.sibling
    with oath.evidence.file.open() as copy, before.file.open() as original:
        assert copy.read() == original.read()
    with pytest.raises(DevelopmentRefused, match="不在您的管理范围内"):
        step_correct(step=oath, done_on=TODAY, by=district.secretary, at=zhao.steps.first().at)


def test_who_leaves_for_outside_has_the_record_closed_with_that_reason(district, sign_in, zhao):
    transfer = applied(district, zhao.member, target=None, outside="中共义乌市佛堂镇示例村支部委员会")
    moved(transfer, A.CHECK, district.secretary)
    moved(transfer, A.ISSUE, district.reviewer, **(LETTER | {"within_city": False}))
    moved(transfer, A.RECEIVE, district.secretary, received_on=TODAY)
    zhao.refresh_from_db()
    assert zhao.is_open, "the old branch answers until the receipt has come"

    moved(transfer, A.COMPLETE, district.secretary, ended_on=TODAY)

    zhao.refresh_from_db()
    assert (zhao.state, zhao.closed_on, zhao.branch) == (CandidateState.MOVED, TODAY, district.branch)
    page = sign_in(district.secretary).get(reverse("ledgers:candidate-detail", args=[zhao.pk])).content.decode()
    assert "随组织关系转出" in page
    assert "组织关系转到中共义乌市佛堂镇示例村支部委员会" in page
    with pytest.raises(DevelopmentRefused, match="已经结束"):
        walk(zhao, district.secretary, APPLY_FULL)
    assert list(problems()) == []


def test_a_full_member_without_a_record_just_moves(district):
    assert moved(received(district), A.COMPLETE, district.secretary, ended_on=TODAY).new_member
    assert not Candidate.objects.exists()
