"""Invented below-standard villages and their projects for tests: October's decision, November's works."""

import datetime as dt

from django.utils import timezone

from branches.models import Organisation
from facilities.enums.checks import CheckLevel
from facilities.enums.projects import Cause, ProjectAction, Source, Stage, Way
from facilities.models import CensusEntry, UpgradeProject
from facilities.services import projects as services
from ledgers.models import Decision
from ledgers.services.decisions import emergency_decide, emergency_request
from tests.facilities.check_samples import checked, person_for
from tests.factories import NOW, District, make_file
from tests.ledgers.decision_samples import decided, publish, start

A = ProjectAction
TODAY = NOW.date()
DUE = dt.date(2026, 12, 31)
BUDGET = 120_000_00


def reviewer_of(district: District, village: Organisation):
    return person_for(district, CheckLevel.TOWNSHIP, village)


def listed(district: District, village: Organisation | None = None, at: dt.datetime = NOW) -> CensusEntry:
    """A village that the township found too small and listed."""
    village = village or district.branch
    checked(district, CheckLevel.TOWNSHIP, village, place={"floor": 90}, at=at, done_on=at.date())
    by = reviewer_of(district, village)
    return services.census_list(village=village, cause=Cause.SMALL, note="建筑面积90平方米", by=by, at=at)


def values(decision: Decision | None = None, **more) -> dict:
    return {
        "title": "改建党群服务中心",
        "way": Way.REBUILD,
        "plan": "加盖一层，建筑面积增加到320平方米。",
        "budget_cents": BUDGET,
        "due_on": DUE,
        "decision": decision,
    } | more


SOURCES = {Source.DISTRICT: 80_000_00, Source.VILLAGE: 40_000_00}


def opened(
    district: District,
    village: Organisation | None = None,
    decision: Decision | None = None,
    *,
    at: dt.datetime = NOW,
    sources: dict | None = None,
    **more,
) -> UpgradeProject:
    census = listed(district, village, at)
    by = reviewer_of(district, census.organisation)
    return services.project_open(
        census=census, values=values(decision, **more), sources=sources or SOURCES, by=by, at=at
    )


def photograph(district: District, project: UpgradeProject, stage: str) -> None:
    by = district.secretary_of(project.organisation)
    file = make_file(project.organisation, by, f"{stage}.jpg")
    services.photo_add(project=project, stage=stage, file=file, by=by, at=NOW)


def move(district: District, project: UpgradeProject, action: str, *, at: dt.datetime = NOW, **more) -> UpgradeProject:
    """Make a move as whoever makes it; the lead closes what the reviewer has accepted."""
    by = {A.APPROVE: district.district_reviewer, A.REVISE: district.district_reviewer, A.CLOSE: district.lead}.get(
        action, reviewer_of(district, project.organisation)
    )
    return services.project_move(project=project, action=action, by=by, at=at, **more)


def accept(district: District, project: UpgradeProject, score: int = 92, *, at: dt.datetime = NOW):
    return services.acceptance_add(
        project=project,
        held_on=at.date(),
        team="区委组织部、区住建局",
        score=score,
        text="面积和功能符合要求。",
        by=district.district_reviewer,
        at=at,
    )


def relief(district: District, village: Organisation, at: dt.datetime = NOW) -> Decision:
    """A decision without a step that the district lets go first (抢险救灾): it needs no meetings."""
    decision, by = start(district, village), district.secretary_of(village)
    due = timezone.localdate(at) + dt.timedelta(days=20)
    ask = emergency_request(decision=decision, reason="屋面塌落，不能等。", due_on=due, by=by, at=at)
    emergency_decide(exemption=ask, approve=True, note="同意", by=district.district_reviewer, at=at)
    return decision


def walked(
    district: District,
    upto: str = A.START,
    village: Organisation | None = None,
    decision: Decision | None = None,
) -> UpgradeProject:
    """A project brought as far as `upto`, with `decision` or one by the rules."""
    village = village or district.branch
    project = opened(district, village, decision or decided(district, 5, village))
    for action in (A.APPROVE, A.START, A.FINISH, A.ACCEPT, A.CLOSE):
        if action == A.START:
            photograph(district, project, Stage.BEFORE)
        if action == A.FINISH:
            photograph(district, project, Stage.AFTER)
        if action == A.ACCEPT:
            accept(district, project)
        elif action == A.CLOSE:
            publish(district, project.decision, 6)
            checked(district, CheckLevel.TOWNSHIP, village)
            move(district, project, action)
        else:
            move(district, project, action)
        project.refresh_from_db()
        if action == upto:
            break
    return project


def pay(district: District, project: UpgradeProject, cents: int = 30_000_00, voucher: str = "记-1", **more):
    return services.payment_add(
        project=project,
        cents=cents,
        paid_on=more.pop("paid_on", TODAY),
        purpose="工程款",
        voucher=voucher,
        by=more.pop("by", None) or reviewer_of(district, project.organisation),
        at=more.pop("at", NOW),
        **more,
    )
