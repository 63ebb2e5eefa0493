"""Invented red-flag branches for tests."""

import datetime as dt

from branches.models import Organisation
from facilities.enums.checks import CheckLevel
from facilities.enums.redflag import FlagAction, VetoKind
from facilities.models import FacilityCheck, RedFlag, RedFlagObjection, RedFlagVeto
from facilities.services import redflag as services
from tests.facilities.check_samples import checked
from tests.facilities.project_samples import reviewer_of
from tests.factories import NOW, District

A = FlagAction
NAMING = NOW + dt.timedelta(days=6)  # the day after a notice of five days that begins now
TODAY = NOW.date()


def nominated(district: District, village: Organisation | None = None, at: dt.datetime = NOW) -> RedFlag:
    village = village or district.branch
    if not FacilityCheck.objects.from_outside().filter(organisation=village).exists():
        checked(district, CheckLevel.TOWNSHIP, village)
    by = district.secretary_of(village)
    return services.flag_nominate(village=village, claim="支部带头办合作社。", by=by, at=at)


def move(district: District, flag: RedFlag, action: str, *, at: dt.datetime = NOW, **values) -> RedFlag:
    """Make a move as whoever makes it."""
    by = {A.RECOMMEND: reviewer_of(district, flag.organisation), A.NAME: district.lead}.get(
        action, district.district_reviewer
    )
    given = {A.REVIEW: {"score": 90, "note": "实地看过"}, A.NAME: {"paper": "临组通字〔2026〕30号"}}.get(action, {})
    return services.flag_move(flag=flag, action=action, by=by, at=at, **(given | values))


def walked(district: District, upto: str = A.NAME, village: Organisation | None = None) -> RedFlag:
    """A branch on its way as far as `upto`."""
    flag = nominated(district, village)
    for action in (A.RECOMMEND, A.REVIEW, A.PUBLISH, A.NAME):
        flag = move(district, flag, action, at=NAMING if action == A.NAME else NOW)
        if action == upto:
            break
    return flag


def vetoed(district: District, village: Organisation | None = None, since: dt.date = TODAY) -> RedFlagVeto:
    return services.veto_add(
        village=village or district.branch,
        kind=VetoKind.SAFETY,
        text="发生一起安全事故",
        since=since,
        by=district.district_reviewer,
        at=NAMING if since > TODAY else NOW,
    )


def objected(district: District, flag: RedFlag, since: dt.date = TODAY, at: dt.datetime = NOW) -> RedFlagObjection:
    return services.objection_add(
        flag=flag, who="一组村民", raised_on=since, text="账目没有公开", by=district.reviewer, at=at
    )


def answered(district: District, objection: RedFlagObjection, at: dt.datetime = NOW) -> RedFlagObjection:
    return services.objection_answer(
        objection=objection, answered_on=at.date(), answer="查明已经公开", by=district.district_reviewer, at=at
    )
