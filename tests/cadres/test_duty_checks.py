"""Visitors' matters, spot checks, and absences that stand on no list yet."""

import datetime as dt

import pytest

from cadres.enums.duty import CheckResult, MatterState
from cadres.integrity import problems
from cadres.models import DutyAbsence
from cadres.selectors.duty import absences_without_finding, in_a_row, runs_of, to_check
from cadres.services.duty_checks import check_withdraw, duty_check, matter_close, matter_open
from cadres.services.files import CadreRefused
from notices.models import Notice
from tests.cadres.duty_samples import duty_on, make_check, make_matter, make_roster, make_team
from tests.factories import NOW

pytestmark = pytest.mark.django_db
A, O, U = CheckResult.AWAY, CheckResult.ON_DUTY, CheckResult.UNREACHABLE  # noqa: E741


@pytest.fixture
def team(district):
    return make_team(district)


# --- Visitors ------------------------------------------------------------------------------------------------------
def test_a_matter_has_its_days_and_its_person(district, team):
    matter = make_matter(district, team[1])

    assert matter.due_on == NOW.date() + dt.timedelta(days=7)
    with pytest.raises(CadreRefused, match="办理结果"):
        matter_close(matter=matter, result="", by=team[1].user, at=NOW)
    closed = matter_close(matter=matter, result="已帮助填表上报", by=team[1].user, at=NOW)
    assert (closed.state, closed.closed_by) == (MatterState.CLOSED, team[1].user)
    with pytest.raises(CadreRefused, match="已经办结"):
        matter_close(matter=matter, result="再办", by=district.secretary, at=NOW)


def test_whoever_took_it_closes_it(district, team):
    matter = make_matter(district, team[0])

    with pytest.raises(CadreRefused, match="书记"):
        matter_close(matter=matter, result="好了", by=team[1].user, at=NOW)


def test_the_township_takes_no_matters_of_the_village(district, team):
    with pytest.raises(CadreRefused):
        matter_open(village=district.branch, visitor="甲", matter="乙", taken_by=team[0], by=district.reviewer, at=NOW)


# --- Spot checks ---------------------------------------------------------------------------------------------------
def test_who_was_away_gets_an_absence_and_hears_of_it(district, team):
    roster = make_roster(district)

    check = make_check(district, roster)

    absence = DutyAbsence.objects.get()
    assert (absence.check_made, absence.duty, absence.cadre) == (check, check.duty, check.cadre)
    assert Notice.objects.filter(key=f"spotcheck:{check.pk}", recipient=district.secretary).exists()
    assert list(problems()) == []


@pytest.mark.parametrize("result", [O, U])
def test_other_results_make_no_absence(district, team, result):
    make_check(district, make_roster(district), result=result)

    assert not DutyAbsence.objects.exists()


def test_the_township_and_its_station_check_on_the_day_only(district, team):
    roster = make_roster(district)
    make_check(district, roster, by=district.inspector)
    for stranger in (district.secretary, district.other_reviewer, district.district_reviewer):
        with pytest.raises(CadreRefused):
            make_check(district, roster, by=stranger)
    with pytest.raises(CadreRefused, match="当天"):
        duty_check(duty=duty_on(roster, 5), way="phone", result=O, note="", by=district.reviewer, at=NOW)


@pytest.mark.parametrize(
    ("latest_first", "count"),
    [([A], 1), ([A, A], 2), ([A, O, A], 1), ([A, U, A], 2), ([O, A], 0), ([U, A, A, O], 2), ([], 0)],
)
def test_absences_on_end(latest_first, count):
    assert in_a_row(latest_first) == count


def test_consecutive_absences_are_marked_and_a_withdrawn_one_does_not_count(district, team):
    roster = make_roster(district)
    first, second = list(roster.duties.filter(main=team[2], date__gte=NOW.date()).order_by("date")[:2])
    checks = [
        make_check(district, roster, at=NOW + dt.timedelta(days=(duty.date - NOW.date()).days))
        for duty in (first, second)
    ]
    runs = runs_of(DutyAbsence.objects.all())
    assert sorted(runs.values()) == [1, 2]
    with pytest.raises(CadreRefused, match="谁登记"):
        check_withdraw(check=checks[0], why="查错人", by=district.inspector, at=NOW)

    check_withdraw(check=checks[0], why="查错人", by=district.reviewer, at=NOW)

    assert list(runs_of(DutyAbsence.objects.valid()).values()) == [1]


def test_absences_that_are_listed_are_handed_over_by_the_caller(district, team):
    make_check(district, make_roster(district))
    absence = DutyAbsence.objects.get()

    assert list(absences_without_finding(district.reviewer, listed=[])) == [absence]
    assert not absences_without_finding(district.reviewer, listed=[absence.pk]).exists()
    assert not absences_without_finding(district.other_reviewer, listed=[]).exists()


def test_those_asked_longest_ago_come_first(district, team):
    roster, other = make_roster(district), make_roster(district, district.sibling)
    tomorrow = NOW + dt.timedelta(days=1)
    make_check(district, roster, result=O)

    assert [duty.organisation for duty in to_check(district.reviewer, NOW.date(), 5)] == [district.sibling]
    assert [duty.organisation for duty in to_check(district.reviewer, tomorrow.date(), 5)] == [
        other.organisation,
        roster.organisation,
    ]
