"""Invented checks of premises for tests."""

import datetime as dt

from branches.models import Organisation, User
from facilities.checklist import items_of
from facilities.enums.checks import CheckLevel, Flag, Title
from facilities.models import FacilityCheck
from facilities.services.checks import check_begin, check_finish, line_save
from tests.factories import NOW, District, make_file

TODAY = NOW.date()
GOOD = {
    "place": {"title": Title.OWNED, "floor": 320, "hall": 60, "room": 80, "danger": 0},
    "equipment": {"seats": 40, "cabinet": 1, "screen": 1, "network": 1},
    "signs": {"roof": 1, "plates": 3, "plate": 240, "same": 1, "whereabouts": 1},
    "flag": {"size": Flag.FOUR, "front": 1},
    "books": {"books": 300, "papers": 2},
    "rules": {"walls": 9, "oath": 1},
    "board": {"parts": 1, "fresh": TODAY.toordinal() - 10},
    "display": {"there": 1, "renewed": TODAY.toordinal() - 10},
    "square": {"area": 1200, "usable": 1},
}


def whole(**changes: dict) -> dict[str, dict[str, int]]:
    """The measures of a village that has everything; `changes` by item go before."""
    return {item: {code: int(value) for code, value in (GOOD[item] | changes.get(item, {})).items()} for item in GOOD}


def person_for(district: District, level: str, village: Organisation) -> User:
    if level == CheckLevel.SELF:
        return district.secretary_of(village)
    if level == CheckLevel.STATION:
        return district.inspector
    return district.reviewer if village.path.startswith(district.township.path) else district.other_reviewer


def begun(
    district: District,
    level: str = CheckLevel.SELF,
    village: Organisation | None = None,
    *,
    at: dt.datetime = NOW,
    **changes: dict,
) -> FacilityCheck:
    """A check with all its lines, not finished."""
    village = village or district.branch
    by = person_for(district, level, village)
    check = check_begin(village=village, level=level, by=by, at=at)
    photo = make_file(village, by) if level == CheckLevel.SELF else None
    measures = whole(**changes)
    for item in items_of(check.version):
        line_save(check=check, item=item.code, measures=measures[item.code], photo=photo, by=by, at=at)
    return check


def checked(
    district: District,
    level: str = CheckLevel.SELF,
    village: Organisation | None = None,
    *,
    done_on: dt.date = TODAY,
    at: dt.datetime = NOW,
    **changes: dict,
) -> FacilityCheck:
    """A finished check; `changes` by item make gaps: floor too small, `place={"floor": 90}`."""
    check = begun(district, level, village, at=at, **changes)
    by = person_for(district, level, check.organisation)
    return check_finish(check=check, done_on=done_on, by=by, at=at)
