"""Visits of the showcase's station in the demo: one plan in the past, finished, and one still sealed."""

# i18n: data file

import datetime as dt
import uuid

from django.core.files.base import ContentFile
from django.utils import timezone

from audits.inspection_items import items_of
from audits.inspection_rules import NO_, YES_, opens_at
from audits.models import InspectionPlan, Visit
from audits.services.inspections import plan_draw
from audits.services.visits import visit_arrive, visit_attach, visit_finish, visit_save
from branches.calendar import holiday_overrides
from config.lib.workdays import roll_to_workday
from dashboards.demo.people import Cast, station_of
from dashboards.demo.pictures import jpeg, room
from evidence.services import file_store
from ledgers.enums import Post

WANTED = 2
AGO, AHEAD, SPAN = 16, 2, 4
PHOTOS_AT_MOST = 20
# What the two visits of the past found wrong: item → note.
FOUND = (
    {"sign_in": "签到表有两人笔迹相同，当场问过，是代签。", "duty_book": "最近一周没有登记。"},
    {},
)


def inspections_fill(cast: Cast, at: dt.datetime) -> int:
    """Draw twice for the showcase's station and play the visits of the first; return how many villages were drawn."""
    today = timezone.localtime(at).date()
    past = _plan(cast, today - dt.timedelta(days=AGO), at)
    for visit, found in zip(
        past.visits.select_related("branch", "inspector").order_by("day", "pk"), FOUND, strict=True
    ):
        _play(cast, visit, found)
    sealed = _plan(cast, today + dt.timedelta(days=AHEAD), at)
    return past.drawn + sealed.drawn


def _plan(cast: Cast, day: dt.date, at: dt.datetime) -> InspectionPlan:
    first = roll_to_workday(day, holiday_overrides())
    return plan_draw(
        station=station_of(cast.showcase),
        first=first,
        last=first + dt.timedelta(days=SPAN),
        count=WANTED,
        barred={},
        seed=uuid.uuid5(uuid.NAMESPACE_OID, first.isoformat()).hex,
        key=uuid.uuid5(uuid.NAMESPACE_URL, first.isoformat()),
        by=cast.named["fushen"],
        at=min(at, opens_at(first) - dt.timedelta(hours=19)),
    )


def _play(cast: Cast, visit: Visit, found: dict[str, str]) -> None:
    by = visit.inspector
    arrived = visit.opens_at + dt.timedelta(hours=3, minutes=10)
    visit = visit_arrive(visit=visit, by=by, at=arrived)
    answers = {
        item.code: {"answer": NO_ if item.code in found else YES_, "note": found.get(item.code, "")}
        for item in items_of(visit.items_version)
    }
    secretary = next(member for member in cast.rolls[visit.branch_id] if member.post == Post.SECRETARY)
    left = arrived + dt.timedelta(minutes=50)
    picture = ContentFile(jpeg(room(0)), "会议室.jpg")
    file = file_store(organisation=visit.branch, upload=picture, by=by, at=left)
    visit_attach(visit=visit, file=file, by=by, at=left, limit=PHOTOS_AT_MOST)
    saved = visit_save(
        visit=visit,
        answers=answers,
        values={"summary": "查看了原始记录，走访了两户党员。", "met_name": secretary.name, "met_post": "村党支部书记"},
        version=visit.version,
        by=by,
        at=left,
    )
    visit_finish(visit=saved, by=by, at=left)
