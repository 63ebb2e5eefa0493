"""Posts and who holds them: seats, single holders, terms."""

import datetime as dt

import pytest
from django.db import Error, transaction

from cadres.enums import Basis, Body, EndReason, PoliticalStatus, PostKind
from cadres.models import Tenure
from cadres.services.files import CadreRefused
from cadres.services.tenures import seats_of, seats_set, tenure_begin, tenure_end, term_hand_over, term_open
from tests.cadres.cadre_samples import SINCE, hold, make_cadre
from tests.factories import NOW

TODAY = NOW.date()


def test_a_single_post_has_one_holder(district):
    hold(district, make_cadre(district))

    with pytest.raises(CadreRefused, match="职数已满"):
        hold(district, make_cadre(district))


def test_the_database_refuses_a_second_holder_as_well(district):
    held = hold(district, make_cadre(district))
    other = make_cadre(district)

    with pytest.raises(Error), transaction.atomic():
        Tenure.objects.create(
            organisation=held.organisation, cadre=other, kind=held.kind, since=SINCE, basis=Basis.CENSUS, at=NOW
        )


def test_a_party_post_wants_a_party_member(district):
    cadre = make_cadre(district, political_status=PoliticalStatus.MASSES, joined_on=None)

    with pytest.raises(CadreRefused, match="正式党员"):
        hold(district, cadre)
    assert hold(district, cadre, PostKind.COMMITTEE_MEMBER).is_open


def test_seats_follow_the_law(district):
    with pytest.raises(CadreRefused, match="三至七|3至7") as refusal:
        seats_set(
            village=district.branch,
            seats={PostKind.COMMITTEE_MEMBER: 0, PostKind.DEPUTY_DIRECTOR: 0},
            by=district.reviewer,
            at=NOW,
        )
    assert refusal.value.field == PostKind.COMMITTEE_MEMBER

    seats_set(village=district.branch, seats={PostKind.COMMITTEE_MEMBER: 3}, by=district.reviewer, at=NOW)

    assert seats_of(district.branch)[PostKind.COMMITTEE_MEMBER] == 3
    assert seats_of(district.sibling)[PostKind.COMMITTEE_MEMBER] == 1


def test_no_fewer_seats_than_holders(district):
    seats_set(village=district.branch, seats={PostKind.COMMITTEE_MEMBER: 2}, by=district.reviewer, at=NOW)
    for _number in range(2):
        hold(district, make_cadre(district), PostKind.COMMITTEE_MEMBER)

    with pytest.raises(CadreRefused, match="有2人在任"):
        seats_set(village=district.branch, seats={PostKind.COMMITTEE_MEMBER: 1}, by=district.reviewer, at=NOW)


def test_after_leaving_the_post_is_free(district):
    held = hold(district, make_cadre(district))
    tenure_end(tenure=held, until=TODAY, reason=EndReason.RESIGNED, by=district.reviewer, at=NOW)

    assert not Tenure.objects.on(TODAY).exists()
    assert Tenure.objects.on(TODAY - dt.timedelta(days=1)).count() == 1
    assert hold(district, make_cadre(district), since=TODAY).is_open


def test_a_mistake_counts_as_never_held_and_says_why(district):
    held = hold(district, make_cadre(district))
    with pytest.raises(CadreRefused, match="错在哪里"):
        tenure_end(tenure=held, until=TODAY, reason=EndReason.MISTAKE, by=district.reviewer, at=NOW)

    tenure_end(tenure=held, until=TODAY, reason=EndReason.MISTAKE, note="录错人", by=district.reviewer, at=NOW)

    assert not Tenure.objects.on(SINCE).exists()


def test_a_tenure_ends_once_and_not_before_it_began(district):
    held = hold(district, make_cadre(district))
    with pytest.raises(CadreRefused, match="晚于任职"):
        tenure_end(tenure=held, until=SINCE, reason=EndReason.REMOVED, by=district.reviewer, at=NOW)
    tenure_end(tenure=held, until=TODAY, reason=EndReason.REMOVED, by=district.reviewer, at=NOW)
    with pytest.raises(CadreRefused, match="已经登记离任"):
        tenure_end(tenure=held, until=TODAY, reason=EndReason.REMOVED, by=district.reviewer, at=NOW)


def test_terms_run_five_years_and_the_work_is_handed_over_once(district):
    term = term_open(
        village=district.branch,
        body=Body.COMMITTEE,
        number=12,
        since=dt.date(2026, 10, 20),
        years=5,
        by=district.reviewer,
        at=NOW,
    )
    assert term.until == dt.date(2031, 10, 20)

    term_hand_over(term=term, on=dt.date(2026, 10, 28), by=district.reviewer, at=NOW)

    with pytest.raises(CadreRefused, match="已经登记"):
        term_hand_over(term=term, on=dt.date(2026, 10, 29), by=district.reviewer, at=NOW)
    with pytest.raises(CadreRefused, match="更晚的一届"):
        term_open(
            village=district.branch, body=Body.COMMITTEE, number=11, since=TODAY, years=5, by=district.reviewer, at=NOW
        )


def test_another_township_does_not_write_here(district):
    with pytest.raises(CadreRefused, match="管理范围"):
        tenure_begin(
            village=district.branch,
            cadre=make_cadre(district),
            kind=PostKind.DIRECTOR,
            since=SINCE,
            basis=Basis.CENSUS,
            by=district.other_reviewer,
            at=NOW,
        )
