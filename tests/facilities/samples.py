"""A row of everything that the facilities keep, for the sweeps; the keys begin the names of their addresses."""

import datetime as dt

from facilities.enums.checks import CheckLevel
from facilities.enums.projects import ProjectAction, Stage
from facilities.enums.redflag import FlagAction, RecheckResult, UseKind
from facilities.services.projects import milestone_add, progress_report
from facilities.services.redflag import award_pay, award_use, flag_recheck
from tests.facilities.centre_samples import offered, satisfied
from tests.facilities.check_samples import begun, checked
from tests.facilities.project_samples import accept, move, pay, photograph, relief, walked
from tests.facilities.redflag_samples import NAMING, answered, objected, vetoed
from tests.facilities.redflag_samples import move as name
from tests.facilities.redflag_samples import walked as walked_to_name
from tests.factories import NOW, District


def fill(district: District) -> dict[str, object]:
    """Make the rows; the branch gets its name before its house is found too small."""
    checked(district)
    named = _red_flag(district)
    check = checked(district, CheckLevel.TOWNSHIP, place={"floor": 90})
    begun(district)
    return {"check": check, **_project(district), **named, "service": _centre(district)}


def _project(district: District) -> dict[str, object]:
    """A project whose acceptance failed once, with a milestone, a month and a payment."""
    project = walked(district, ProjectAction.START, decision=relief(district, district.branch))
    milestone = milestone_add(
        project=project, name="封顶", due_on=project.due_on, who="村党支部书记", by=district.reviewer, at=NOW
    )
    progress_report(project=project, month="2026-11", percent=40, text="主体施工", by=district.secretary, at=NOW)
    payment = pay(district, project)
    photograph(district, project, Stage.AFTER)
    walked_on = move(district, project, ProjectAction.FINISH)
    accept(district, walked_on, 60)
    return {"census": project.census, "project": project, "milestone": milestone, "payment": payment}


def _red_flag(district: District) -> dict[str, object]:
    """A name after an objection, whose award was used in part, looked at again; and a veto that came later."""
    noticed = walked_to_name(district, FlagAction.PUBLISH)
    objection = objected(district, noticed)
    answered(district, objection)
    flag = name(district, noticed, FlagAction.NAME, at=NAMING)
    day = NAMING.date()
    award = award_pay(award=flag.award, paid_on=day, voucher="记-1", by=district.district_reviewer, at=NAMING)
    use = award_use(
        award=award, kind=UseKind.STUDY, cents=100, used_on=day, text="书", by=district.secretary, at=NAMING
    )
    later = NAMING + dt.timedelta(days=30)
    flag_recheck(flag=flag, held_on=later.date(), result=RecheckResult.KEEP, text="好", by=district.inspector, at=later)
    veto = vetoed(district, since=day + dt.timedelta(days=-6))
    return {"redflag": flag, "veto": veto, "objection": objection, "use": use}


def _centre(district: District) -> object:
    """An open centre with satisfied people; what is returned is one of its services."""
    satisfied(district)
    return offered(district)
