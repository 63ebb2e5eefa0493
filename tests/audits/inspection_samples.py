"""Plans and visits for tests. The seal goes by the database's clock, so their days are reckoned from today."""

import datetime as dt
import uuid

from django.utils import timezone

from audits.inspection_items import VERSION, items_of
from audits.inspection_rules import opens_at
from audits.models import Visit
from audits.services.inspections import plan_draw
from audits.services.visits import visit_arrive, visit_finish, visit_save
from branches.calendar import holiday_overrides
from config.lib.workdays import roll_to_workday
from tests.factories import District

SEED = "0f" * 16


def coming_workday() -> dt.date:
    return roll_to_workday(timezone.localdate() + dt.timedelta(days=1), holiday_overrides())


def make_plan(district: District, *, day: dt.date | None = None, count: int = 1, barred=None, **values):
    """Draw for `district.station` as if it were the noon before `day` (a working day; by default the coming one)."""
    day = day or coming_workday()
    return plan_draw(
        station=values.pop("station", district.station),
        first=day,
        last=values.pop("last", day),
        count=count,
        barred=barred or {},
        seed=values.pop("seed", SEED),
        key=values.pop("key", uuid.uuid4()),
        by=values.pop("by", district.district_reviewer),
        at=values.pop("at", opens_at(day) - dt.timedelta(hours=18)),
    )


def past_workday() -> dt.date:
    day = timezone.localdate() - dt.timedelta(days=12)
    return roll_to_workday(day, holiday_overrides())


def make_visit(district: District, branch=None, *, arrived: bool = True) -> Visit:
    """A visit of a plan in the past to `branch` (by default `district.branch`), with the inspector there."""
    plan = make_plan(district, day=past_workday(), count=2)
    visit = Visit.objects.get(plan=plan, branch=branch or district.branch)
    if arrived:
        visit = visit_arrive(visit=visit, by=district.inspector, at=visit.opens_at + dt.timedelta(hours=3))
    return visit


def answers(**wrong: str) -> dict[str, dict]:
    """Every item answered with 是, but those named with 否 and the note."""
    return {
        item.code: {"answer": "no", "note": wrong[item.code]} if item.code in wrong else {"answer": "yes", "note": ""}
        for item in items_of(VERSION)
    }


def finished_visit(district: District, branch=None, **wrong: str) -> Visit:
    visit = make_visit(district, branch)
    at = visit.arrived_at + dt.timedelta(hours=1)
    values = {"met_name": "马书记", "met_post": "村书记", "summary": ""}
    saved = visit_save(
        visit=visit, answers=answers(**wrong), values=values, version=visit.version, by=district.inspector, at=at
    )
    return visit_finish(visit=saved, by=district.inspector, at=at)
