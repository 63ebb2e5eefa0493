"""Invented rosters, leave, visitors and spot checks for tests."""

import datetime as dt

from branches.models import Organisation, User
from cadres.enums import PostKind
from cadres.enums.duty import CheckResult, CheckWay
from cadres.models import Cadre, Duty, DutyLeave, DutySwap, Roster, SpotCheck, VisitorMatter
from cadres.services.duty import duties_confirm, roster_make, roster_publish, swap_ask
from cadres.services.duty_checks import duty_check, matter_open
from cadres.services.duty_leave import leave_ask
from tests.cadres.cadre_samples import hold, make_cadre
from tests.factories import NOW, District, make_user

NOVEMBER = dt.date(2026, 11, 1)
POSTS = (PostKind.PARTY_SECRETARY, PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR, PostKind.COMMITTEE_MEMBER)


def make_team(district: District, village: Organisation | None = None, size: int = 4) -> list[Cadre]:
    """Cadres in office, the secretary with the account of the village's secretary first; the second has one as well."""
    village = village or district.branch
    people = []
    for number, post in enumerate(POSTS[:size]):
        user = district.secretary_of(village) if number == 0 else make_user(name="主任") if number == 1 else None
        cadre = make_cadre(district, village, user=user)
        hold(district, cadre, post)
        people.append(cadre)
    return people


def make_roster(
    district: District, village: Organisation | None = None, *, month: dt.date = NOVEMBER, upto: str = "publish", at=NOW
) -> Roster:
    """A roster of `month`: drawn, confirmed by the secretary, published, as far as `upto` (make confirm publish)."""
    village = village or district.branch
    if not Cadre.objects.filter(organisation=village).exists():
        make_team(district, village)
    by = district.secretary_of(village)
    roster = roster_make(village=village, month=month, seed="t", by=by, at=at)
    if upto in ("confirm", "publish"):
        duties_confirm(roster=roster, by=by, at=at)
    if upto == "publish":
        roster = roster_publish(roster=roster, by=by, at=at)
    return roster


def duty_on(roster: Roster, day: int) -> Duty:
    rows = Duty.objects.select_related("roster", "organisation", "main", "second")
    return rows.filter(roster=roster, date=roster.month.replace(day=day)).order_by("shift").first()


def another(roster: Roster, duty: Duty, *, besides: tuple = ()) -> Cadre:
    """Somebody of the village who is not on that duty."""
    found = Cadre.objects.filter(organisation=roster.organisation_id, tenures__until=None)
    return found.exclude(pk__in=[duty.main_id, *besides]).order_by("pk").first()


def make_swap(district: District, roster: Roster, day: int = 20) -> DutySwap:
    duty = duty_on(roster, day)
    by = district.secretary_of(roster.organisation)
    return swap_ask(duty=duty, other=another(roster, duty), reason="家里有事", by=by, at=NOW)


def make_leave(district: District, cadre: Cadre, first: int = 10, last: int = 10, by: User | None = None) -> DutyLeave:
    return leave_ask(
        cadre=cadre,
        since=NOVEMBER.replace(day=first),
        until=NOVEMBER.replace(day=last),
        reason="看病",
        by=by or district.secretary_of(cadre.organisation),
        at=NOW,
    )


def make_matter(district: District, cadre: Cadre) -> VisitorMatter:
    by = district.secretary_of(cadre.organisation)
    return matter_open(
        village=cadre.organisation,
        visitor="来访村民",
        matter="咨询低保",
        taken_by=cadre,
        phone="13900000000",
        by=by,
        at=NOW,
    )


def make_check(district: District, roster: Roster, *, result: str = CheckResult.AWAY, at=NOW, by=None) -> SpotCheck:
    """A check of the shift of the day of `at`."""
    duty = duty_on(roster, at.day)
    return duty_check(
        duty=duty,
        way=CheckWay.PHONE,
        result=result,
        note="电话没人接，到村部没有人。",
        by=by or district.reviewer,
        at=at,
    )
