"""A check of premises from its beginning to its end: who may, what is refused, what the database keeps."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, transaction

from branches.enums import Role
from facilities import integrity
from facilities.enums.checks import CheckLevel, CheckState
from facilities.models import CheckLine, FacilityCheck
from facilities.refusal import FacilityRefused
from facilities.selectors.checks import standings
from facilities.services.checks import book_of, check_begin, check_drop, check_finish, line_save, lines_take_over
from notices.models import Notice
from tests.facilities.check_samples import TODAY, begun, checked, whole
from tests.factories import NOW, grant, make_file
from tests.ledgers.rule_samples import fix_rule

pytestmark = pytest.mark.django_db
SELF, TOWNSHIP, STATION = CheckLevel.SELF, CheckLevel.TOWNSHIP, CheckLevel.STATION


def standing_of(district, village=None):
    village = village or district.branch
    return standings([village], book_of(village, TODAY), TODAY)[0]


def test_a_claim_is_looked_at_and_verified_as_three_rows(district):
    claim = checked(district)
    seen = checked(district, TOWNSHIP, place={"floor": 150})
    verified = checked(district, STATION, place={"floor": 150})

    assert (claim.score, claim.is_standard) == (100, True)
    assert (seen.rests_on, verified.rests_on) == (claim, seen)
    assert (seen.score, seen.is_standard) == (96, False)
    assert verified.valid_until == dt.date(2027, 11, 2)
    now = standing_of(district)
    assert (now.judged, now.claim, now.verified) == (verified, claim, verified)
    assert now.gaps == {"place": ["建筑面积150平方米，要有200平方米"]}
    assert list(integrity.problems()) == []


def test_the_other_side_is_told(district):
    checked(district)
    assert Notice.objects.get(recipient=district.reviewer).title == "马源村交来六有自查，100分，请检查"
    checked(district, TOWNSHIP)
    assert Notice.objects.filter(recipient=district.secretary, title__contains="乡镇检查：马源村六有100分").exists()


def test_a_second_beginning_goes_on_with_the_first(district):
    one = check_begin(village=district.branch, level=SELF, by=district.secretary, at=NOW)
    assert check_begin(village=district.branch, level=SELF, by=district.secretary, at=NOW) == one


@pytest.mark.parametrize(
    ("level", "who"),
    [
        (SELF, "reviewer"),
        (SELF, "sibling_secretary"),
        (TOWNSHIP, "secretary"),
        (TOWNSHIP, "other_reviewer"),
        (TOWNSHIP, "district_reviewer"),
        (STATION, "reviewer"),
    ],
)
def test_each_level_checks_for_itself(district, level, who):
    with pytest.raises(FacilityRefused):
        check_begin(village=district.branch, level=level, by=getattr(district, who), at=NOW)
    assert not FacilityCheck.objects.exists()


def test_a_check_needs_every_item_and_a_claim_its_photos(district):
    check = check_begin(village=district.branch, level=SELF, by=district.secretary, at=NOW)
    for item, measures in whole().items():
        line_save(check=check, item=item, measures=measures, by=district.secretary, at=NOW)
    CheckLine.objects.filter(item="flag").delete()
    with pytest.raises(FacilityRefused, match="还有没填的：有党旗"):
        check_finish(check=check, done_on=TODAY, by=district.secretary, at=NOW)
    line_save(check=check, item="flag", measures=whole()["flag"], by=district.secretary, at=NOW)
    with pytest.raises(FacilityRefused, match="还缺照片：有场所、"):
        check_finish(check=check, done_on=TODAY, by=district.secretary, at=NOW)

    fix_rule(district, "facilities.photo_needed", False, valid_from=TODAY)
    assert check_finish(check=check, done_on=TODAY, by=district.secretary, at=NOW).is_done


def test_the_photo_of_the_last_claim_stays_until_a_new_one_comes(district):
    checked(district)
    again = check_begin(village=district.branch, level=SELF, by=district.secretary, at=NOW)
    line = line_save(check=again, item="flag", measures=whole()["flag"], by=district.secretary, at=NOW)
    assert line.photo is not None
    fresh = make_file(district.branch, district.secretary)
    line = line_save(check=again, item="flag", measures=whole()["flag"], photo=fresh, by=district.secretary, at=NOW)
    assert line.photo == fresh


@pytest.mark.parametrize(
    ("item", "measures", "field"),
    [
        ("place", {"floor": -1}, "floor"),
        ("place", {"floor": 100_001}, "floor"),
        ("place", {"title": 9}, "title"),
        ("place", {"danger": 2}, "danger"),
        ("board", {"fresh": TODAY.toordinal() + 1}, "fresh"),
        ("board", {"fresh": dt.date(1999, 12, 31).toordinal()}, "fresh"),
    ],
)
def test_what_cannot_be_measured_is_refused_at_its_field(district, item, measures, field):
    check = check_begin(village=district.branch, level=SELF, by=district.secretary, at=NOW)
    with pytest.raises(FacilityRefused) as refusal:
        line_save(check=check, item=item, measures=whole(**{item: measures})[item], by=district.secretary, at=NOW)
    assert refusal.value.field == field


def test_a_photo_of_another_village_is_refused(district):
    check = check_begin(village=district.branch, level=SELF, by=district.secretary, at=NOW)
    photo = make_file(district.sibling, district.sibling_secretary)
    with pytest.raises(FacilityRefused, match="这个村的照片"):
        line_save(check=check, item="flag", measures=whole()["flag"], photo=photo, by=district.secretary, at=NOW)


@pytest.mark.parametrize("days", [-1, 32])
def test_the_day_of_a_check_is_one_on_which_it_can_have_been(district, days):
    check = begun(district)
    with pytest.raises(FacilityRefused) as refusal:
        check_finish(check=check, done_on=TODAY - dt.timedelta(days=days), by=district.secretary, at=NOW)
    assert refusal.value.field == "done_on"


def test_the_township_takes_over_what_it_found_true(district):
    checked(district, place={"floor": 90})
    check = check_begin(village=district.branch, level=TOWNSHIP, by=district.reviewer, at=NOW)
    line_save(check=check, item="books", measures={"books": 20, "papers": 1}, by=district.reviewer, at=NOW)
    assert lines_take_over(check=check, by=district.reviewer, at=NOW) == 8

    done = check_finish(check=check, done_on=TODAY, by=district.reviewer, at=NOW)

    gaps = dict(done.lines.exclude(gaps=[]).values_list("item", "gaps"))
    assert gaps == {"place": ["建筑面积90平方米，要有200平方米"], "books": ["图书20册，要有200册"]}


def test_nothing_to_take_over_says_so(district):
    check = check_begin(village=district.branch, level=TOWNSHIP, by=district.reviewer, at=NOW)
    with pytest.raises(FacilityRefused, match="没有可以参照的检查"):
        lines_take_over(check=check, by=district.reviewer, at=NOW)


def test_a_village_looks_at_each_item_itself(district):
    checked(district)
    again = check_begin(village=district.branch, level=SELF, by=district.secretary, at=NOW)
    with pytest.raises(FacilityRefused, match="自查要逐项填写"):
        lines_take_over(check=again, by=district.secretary, at=NOW)
    assert not again.lines.exists()


def test_a_station_takes_its_own_photos(district):
    checked(district)
    check = check_begin(village=district.branch, level=STATION, by=district.inspector, at=NOW)
    assert lines_take_over(check=check, by=district.inspector, at=NOW) == 9
    assert not check.lines.exclude(photo=None).exists()


def test_a_check_is_not_of_a_day_to_come(district):
    check = begun(district)
    with pytest.raises(InternalError, match="day is not over"), transaction.atomic():
        FacilityCheck.objects.filter(pk=check.pk).update(done_at=NOW, done_on=TODAY + dt.timedelta(days=1))


def test_nobody_checks_the_own_claim(district):
    claim = checked(district)
    grant(district.secretary, Role.TOWNSHIP_REVIEWER, district.township)
    person = district.secretary
    person.hat = person.memberships.get(role=Role.TOWNSHIP_REVIEWER)
    check = check_begin(village=district.branch, level=TOWNSHIP, by=person, at=NOW)
    assert check.rests_on == claim
    with pytest.raises(FacilityRefused, match="不能是同一个人"):
        lines_take_over(check=check, by=person, at=NOW)


def test_what_is_finished_does_not_change(district):
    check = checked(district)
    with pytest.raises(FacilityRefused, match="已经完成"):
        line_save(check=check, item="flag", measures=whole()["flag"], by=district.secretary, at=NOW)
    with pytest.raises(FacilityRefused, match="已经完成"):
        check_drop(check=check, by=district.secretary)
    for change in (
        lambda: FacilityCheck.objects.filter(pk=check.pk).update(score=1),
        lambda: FacilityCheck.objects.filter(pk=check.pk).delete(),
        lambda: CheckLine.objects.filter(made_in=check).update(points=0),
        lambda: CheckLine.objects.filter(made_in=check, item="flag").delete(),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            change()


def test_an_unfinished_check_can_be_dropped(district):
    check = begun(district)
    check_drop(check=check, by=district.secretary)
    assert not FacilityCheck.objects.exists() and not CheckLine.objects.exists()


def test_the_database_wants_a_finished_check_whole(district):
    check = begun(district)
    for values in (
        {"state": CheckState.DONE},
        {"score": 50},
        {
            "state": CheckState.DONE,
            "done_on": TODAY,
            "done_at": NOW,
            "done_by": district.secretary,
            "score": 101,
            "met": 9,
            "is_standard": True,
        },
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            FacilityCheck.objects.filter(pk=check.pk).update(**values)
    station = begun(district, STATION)
    whole_but_endless = {
        "state": CheckState.DONE,
        "done_on": TODAY,
        "done_at": NOW,
        "done_by": district.inspector,
        "score": 90,
        "met": 9,
        "is_standard": True,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        FacilityCheck.objects.filter(pk=station.pk).update(**whole_but_endless)
    with pytest.raises(IntegrityError), transaction.atomic():
        FacilityCheck.objects.create(
            organisation=district.branch, version=1, level=SELF, begun_at=NOW, begun_by=district.secretary
        )


def test_a_verification_runs_out(district):
    checked(district, STATION)
    village = district.branch
    later = dt.date(2027, 11, 3)
    assert standing_of(district).is_verified
    assert standings([village], book_of(village, later), later)[0].is_expired
