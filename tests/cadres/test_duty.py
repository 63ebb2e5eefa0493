"""Rosters from draft to published: made, confirmed, filed, changed with consent; the database refuses a hole."""

import datetime as dt
import threading
from collections import Counter

import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cadres.enums import EndReason
from cadres.enums.duty import RosterStatus, SwapState
from cadres.integrity import problems
from cadres.models import Duty, DutySwap, Roster
from cadres.selectors.duty import coverage, plate_of
from cadres.services.duty import (
    duties_confirm,
    duty_assign,
    duty_confirm,
    log_save,
    roster_make,
    roster_publish,
    rosters_generate,
    swap_answer,
    swap_ask,
)
from cadres.services.files import CadreRefused
from cadres.services.tenures import tenure_end
from ledgers.models import LocalRule
from notices.models import Notice
from tests.cadres.duty_samples import NOVEMBER, another, duty_on, make_roster, make_swap, make_team
from tests.factories import NOW, District, local
from tests.together import at_once

pytestmark = pytest.mark.django_db


def commit_checks() -> None:
    """Do what a commit does with deferred constraints."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def team(district):
    return make_team(district)


# --- Making, confirming, publishing --------------------------------------------------------------------------------
def test_a_draft_holds_every_day_of_the_month_evenly(district, team):
    roster = make_roster(district, upto="make")

    duties = list(roster.duties.all())
    assert [duty.date.day for duty in duties] == list(range(1, 31))
    held = Counter(duty.main_id for duty in duties)
    assert set(held) == {cadre.pk for cadre in team} and max(held.values()) - min(held.values()) <= 1
    assert all(duty.second_id and duty.second_id != duty.main_id for duty in duties)
    assert {duty.date.day for duty in duties if duty.is_rest} == {1, 7, 8, 14, 15, 21, 22, 28, 29}


def test_the_person_confirms_or_the_secretary_for_him(district, team):
    roster = make_roster(district, upto="make")
    mine = roster.duties.filter(main=team[1]).first()
    other = roster.duties.filter(main=team[2]).first()

    assert duty_confirm(duty=mine, by=team[1].user, at=NOW).confirmed_by == team[1].user
    with pytest.raises(CadreRefused, match="书记"):
        duty_confirm(duty=other, by=team[1].user, at=NOW)
    with pytest.raises(CadreRefused, match="已经确认"):
        duty_confirm(duty=mine, by=district.secretary, at=NOW)
    left = roster.duties.filter(confirmed_at=None).count()
    assert duties_confirm(roster=roster, by=district.secretary, at=NOW) == left == 29


def test_a_roster_with_somebody_unconfirmed_is_not_published(district, team):
    roster = make_roster(district, upto="make")

    with pytest.raises(CadreRefused, match="还有人没有确认.*11月1日"):
        roster_publish(roster=roster, by=district.secretary, at=NOW)


def test_publishing_files_the_roster_with_the_township(district, team):
    roster = make_roster(district)

    assert roster.township == district.township and roster.published_by == district.secretary
    told = Notice.objects.get(key=f"roster:{roster.pk}:published")
    assert told.recipient == district.reviewer and "马源村公布了2026年11月值班表" in told.title
    commit_checks()
    assert list(problems()) == []


def test_another_village_and_the_township_do_not_make_it(district, team):
    for stranger, why in ((district.sibling_secretary, "管理范围"), (district.reviewer, "书记")):
        with pytest.raises(CadreRefused, match=why):
            roster_make(village=district.branch, month=NOVEMBER, seed="", by=stranger, at=NOW)


def test_a_draft_is_drawn_anew_and_a_published_roster_is_not(district, team):
    first = make_roster(district, upto="make")
    again = roster_make(village=district.branch, month=NOVEMBER, seed="other", by=district.secretary, at=NOW)
    assert again.pk != first.pk and Roster.objects.count() == 1

    duties_confirm(roster=again, by=district.secretary, at=NOW)
    roster_publish(roster=again, by=district.secretary, at=NOW)

    with pytest.raises(CadreRefused, match="已经公布"):
        roster_make(village=district.branch, month=NOVEMBER, seed="third", by=district.secretary, at=NOW)


def test_a_village_without_cadres_hears_why(district):
    with pytest.raises(CadreRefused, match="没有在任"):
        roster_make(village=district.branch, month=NOVEMBER, seed="", by=district.secretary, at=NOW)


def test_whoever_leaves_in_the_month_has_no_shift_after_it(district, team):
    tenure_end(
        tenure=team[3].tenures.get(),
        until=dt.date(2026, 11, 2),
        reason=EndReason.RESIGNED,
        by=district.reviewer,
        at=NOW,
    )
    roster = make_roster(district, upto="make")

    assert not roster.duties.filter(main=team[3], date__gte=dt.date(2026, 11, 2)).exists()


def test_a_district_with_two_shifts_has_a_morning_and_an_afternoon(district, team):
    LocalRule.objects.create(
        district=district.root,
        code="duty.shifts",
        value=2,
        severity="",
        source="区委组织部通知",
        reason="分上下午",
        valid_from=dt.date(2026, 12, 1),
        by=district.district_reviewer,
        at=NOW,
    )
    roster = make_roster(district, month=dt.date(2026, 12, 1))
    commit_checks()

    assert roster.shifts == 2 and roster.duties.count() == 62
    per_day = Counter((duty.date, duty.main_id) for duty in roster.duties.all())
    assert max(per_day.values()) == 1
    with pytest.raises(Error), transaction.atomic():
        roster.duties.filter(shift="pm").first().delete()
        commit_checks()


def test_a_month_is_drawn_for_all_villages_in_the_same_number_of_queries(district):
    def drawn(villages) -> int:
        with CaptureQueriesContext(connection) as queries:
            result = rosters_generate(district=district.root, month=NOVEMBER, villages=villages, by=None, at=NOW)
        assert len(result.made) == len(villages) and not result.refused
        return len(queries)

    for village in district.branches:
        make_team(district, village)

    assert drawn(district.branches[:1]) == drawn(district.branches[1:])
    assert Duty.objects.count() == 4 * 30
    assert not rosters_generate(district=district.root, month=NOVEMBER, by=None, at=NOW).made


# --- The database refuses a hole -----------------------------------------------------------------------------------
WAYS = {
    "a row is deleted": "DELETE FROM cadres_duty WHERE id = %(duty)s",
    "all rows are deleted": "DELETE FROM cadres_duty WHERE roster_id = %(roster)s",
    "a row loses its confirmation": "UPDATE cadres_duty SET confirmed_at = NULL, confirmed_by_id = NULL"
    " WHERE id = %(duty)s",
    "a row moves to another day": "UPDATE cadres_duty SET date = '2027-02-05' WHERE id = %(duty)s",
    "a row becomes half a day": "UPDATE cadres_duty SET shift = 'am' WHERE id = %(duty)s",
    "a row moves to another roster": "UPDATE cadres_duty SET roster_id = %(other)s, date = '2026-12-05', shift = 'am'"
    " WHERE id = %(duty)s",
    "the roster moves to another month": "UPDATE cadres_roster SET month = '2027-01-01' WHERE id = %(roster)s",
    "a draft is published by hand": "UPDATE cadres_roster SET status = 'published', published_at = now(),"
    " published_by_id = %(user)s WHERE id = %(other)s",
    "an empty roster is published": "INSERT INTO cadres_roster (organisation_id, township_id, month, status, shifts,"
    " seed, made_at, published_at, published_by_id) VALUES (%(village)s, %(township)s, '2027-01-01', 'published', 1,"
    " 's', now(), now(), %(user)s)",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_database_refuses_a_hole_whichever_way_it_comes(district, team, way):
    roster = make_roster(district)
    draft = make_roster(district, month=dt.date(2026, 12, 1), upto="make")
    commit_checks()
    values = {
        "duty": duty_on(roster, 17).pk,
        "roster": roster.pk,
        "other": draft.pk,
        "user": district.secretary.pk,
        "village": district.branch.pk,
        "township": district.township.pk,
    }

    with pytest.raises(IntegrityError, match="nobody is confirmed on"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(WAYS[way], values)
        commit_checks()
    assert list(problems()) == []


def test_rows_may_change_places_within_one_transaction(district, team):
    roster = make_roster(district)
    duty = duty_on(roster, 17)

    with transaction.atomic():
        Duty.objects.filter(pk=duty.pk).delete()
        duty.pk = None
        duty.save(force_insert=True)
        commit_checks()

    assert roster.duties.count() == 30


def test_a_draft_may_have_holes(district, team):
    roster = make_roster(district, upto="make")

    roster.duties.filter(date__day__gte=10).delete()
    commit_checks()

    assert roster.duties.count() == 9


@pytest.mark.django_db(transaction=True)
def test_no_commit_leaves_a_hole_and_shifts_are_not_emptied():
    district = District()
    roster = make_roster(district)

    with pytest.raises(IntegrityError, match="2026-11-17"):
        duty_on(roster, 17).delete()
    with pytest.raises(IntegrityError, match="may not be emptied"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE cadres_duty CASCADE")
    assert roster.duties.count() == 30 and Roster.objects.get().status == RosterStatus.PUBLISHED


@pytest.mark.django_db(transaction=True)
def test_a_row_that_goes_while_the_roster_is_published_leaves_no_hole():
    """Each transaction alone sees no hole: one does not see the roster published, the other not the row gone."""
    district = District()
    roster = make_roster(district, upto="confirm")
    duty, both_written = duty_on(roster, 17), threading.Barrier(2)

    def take_away() -> str:
        with transaction.atomic():
            Duty.objects.filter(pk=duty.pk).delete()
            both_written.wait(timeout=30)
        return "gone"

    def publish() -> str:
        with transaction.atomic():
            rosters = Roster.objects.filter(pk=roster.pk)
            rosters.update(status=RosterStatus.PUBLISHED, published_at=NOW, published_by=district.secretary)
            both_written.wait(timeout=30)
        return "published"

    taken, published = at_once(take_away, publish)

    assert isinstance(taken, IntegrityError) and published == "published"
    assert roster.duties.count() == 30


# --- Changes -------------------------------------------------------------------------------------------------------
def test_a_swap_changes_the_roster_with_the_others_consent_and_the_township_hears(district, team):
    roster = make_roster(district)
    duty = roster.duties.filter(main=team[2], date__gte=NOW.date()).first()
    back = roster.duties.filter(main=team[1], date__gt=NOW.date()).exclude(date=duty.date).last()
    swap = swap_ask(duty=duty, other=team[1], in_return=back, reason="喝喜酒", by=district.secretary, at=NOW)
    assert Notice.objects.get(key=f"dutyswap:{swap.pk}:asked").recipient == team[1].user

    with pytest.raises(CadreRefused, match="本人答复"):
        swap_answer(swap=swap, agrees=True, by=district.secretary, at=NOW)
    swap_answer(swap=swap, agrees=True, by=team[1].user, at=NOW)

    duty.refresh_from_db()
    back.refresh_from_db()
    assert (duty.main, back.main) == (team[1], team[2])
    assert duty.confirmed_by == team[1].user and back.confirmed_by == district.secretary
    assert Notice.objects.get(key=f"dutyswap:{swap.pk}:agreed").recipient == district.reviewer
    commit_checks()


def test_a_refused_swap_changes_nothing(district, team):
    roster = make_roster(district)
    duty = roster.duties.filter(main=team[2], date__gte=NOW.date()).first()
    swap = swap_ask(duty=duty, other=team[1], reason="喝喜酒", by=district.secretary, at=NOW)

    swap_answer(swap=swap, agrees=False, by=team[1].user, at=NOW)

    duty.refresh_from_db()
    assert duty.main == team[2] and DutySwap.objects.get().state == SwapState.REFUSED
    assert not Notice.objects.filter(key=f"dutyswap:{swap.pk}:agreed").exists()
    with pytest.raises(CadreRefused, match="已经有结果"):
        swap_answer(swap=swap, agrees=True, by=team[1].user, at=NOW)


def test_the_secretary_writes_down_the_word_of_whoever_has_no_account(district, team):
    roster = make_roster(district)
    duty = roster.duties.filter(main=team[0], date__gte=NOW.date()).first()
    swap = swap_ask(duty=duty, other=team[3], reason="开会", by=district.secretary, at=NOW)

    swap_answer(swap=swap, agrees=True, by=district.secretary, at=NOW)

    duty.refresh_from_db()
    assert duty.main == team[3]


@pytest.mark.parametrize(("day", "why"), [(1, "已经过去")])
def test_a_past_day_is_not_swapped(district, team, day, why):
    roster = make_roster(district)
    duty = duty_on(roster, day)

    with pytest.raises(CadreRefused, match=why):
        swap_ask(duty=duty, other=another(roster, duty), reason="x", by=district.secretary, at=NOW)


def test_a_second_question_waits_for_the_first(district, team):
    swap = make_swap(district, make_roster(district))

    with pytest.raises(CadreRefused, match="等答复"):
        swap_ask(duty=swap.duty, other=swap.other, reason="x", by=district.secretary, at=NOW)


def test_a_substitute_is_named_with_a_reason(district, team):
    roster = make_roster(district)
    duty = duty_on(roster, 20)
    other = another(roster, duty)
    with pytest.raises(CadreRefused, match="为什么"):
        duty_assign(duty=duty, other=other, why="", by=district.secretary, at=NOW)

    duty_assign(duty=duty, other=other, why="突发疾病", by=district.secretary, at=NOW)

    duty.refresh_from_db()
    assert duty.main == other and duty.is_confirmed and duty.second_id != other.pk
    assert Notice.objects.filter(recipient=district.reviewer, body="突发疾病").exists()


def test_the_log_is_written_by_who_is_on_duty_once_the_day_has_come(district, team):
    roster = make_roster(district)
    with pytest.raises(CadreRefused, match="还没有到"):
        log_save(duty=duty_on(roster, 3), text="正常", handover="", by=district.secretary, at=NOW)

    log_save(duty=duty_on(roster, 2), text="正常", handover="水管待修", by=district.secretary, at=NOW)
    log = log_save(duty=duty_on(roster, 2), text="正常，来访一人", handover="", by=district.secretary, at=NOW)

    assert (log.text, log.handover) == ("正常，来访一人", "")


# --- Reading -------------------------------------------------------------------------------------------------------
def test_the_plate_says_name_post_and_telephone_only(district, team):
    roster = make_roster(district)
    duty = duty_on(roster, 2)

    lines = plate_of(district.branch, NOW.date())

    assert [line.name for line in lines] == [duty.main.name, duty.second.name]
    assert all(line.post and line.phone == "13800000000" for line in lines)
    assert set(type(lines[0]).__slots__) == {"shift", "role", "name", "post", "phone"}
    assert plate_of(district.sibling, NOW.date()) == []


def test_coverage_counts_with_the_same_queries_for_any_number(district, team):
    make_roster(district)

    def counted(user):
        assert user.party_scope
        with CaptureQueriesContext(connection) as queries:
            found = coverage(user, NOVEMBER, NOW.date())
        return found, len(queries)

    of_township, few = counted(district.reviewer)
    of_district, many = counted(district.district_reviewer)

    assert few == many
    assert [(len(each.villages), each.published, each.gaps) for each in of_township] == [(2, 1, 0)]
    assert sorted(len(each.villages) for each in of_district) == [2, 2]


def test_a_holder_who_has_left_office_shows_as_a_gap(district, team):
    roster = make_roster(district)
    tenure_end(
        tenure=team[3].tenures.get(),
        until=NOW.date(),
        reason=EndReason.RESIGNED,
        by=district.reviewer,
        at=NOW,
    )

    gaps = coverage(district.reviewer, NOVEMBER, NOW.date())[0].gaps

    assert gaps == roster.duties.filter(main=team[3], date__gte=NOW.date()).count() > 0


def test_months_before_are_seen_in_the_next_draw(district, team):
    make_roster(district, month=dt.date(2026, 11, 1))
    november = Counter(Duty.objects.values_list("main_id", flat=True))
    december = make_roster(district, month=dt.date(2026, 12, 1), at=local("2026-11-20 09:00"))

    both = november + Counter(december.duties.values_list("main_id", flat=True))
    assert max(both.values()) - min(both.values()) <= 1
