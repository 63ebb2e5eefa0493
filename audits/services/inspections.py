"""Draw the villages that a station visits, and seal the list."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audits import inspection_draw
from audits.inspection_draw import Drawn, Inspector, Material
from audits.inspection_items import VERSION
from audits.inspection_rules import may_draw, opens_at
from audits.models import InspectionPlan, InspectionSeal, Visit
from audits.selectors.inspection_facts import station_facts
from branches.calendar import holiday_overrides
from branches.enums import Role
from branches.models import GuidanceStation, Membership, Organisation, User
from config.lib.workdays import is_workday
from ledgers.selectors.rules import rule_history


class PlanRefused(Exception):
    """Nothing was drawn; the message says why, `field` where on the form (or "")."""

    def __init__(self, reason: str, field: str = "") -> None:
        self.field = field
        super().__init__(reason)


def inspectors_of(station: GuidanceStation) -> list[User]:
    """Return the people who visit for the station today, in the order of their user names."""
    held = Membership.objects.current().filter(role=Role.STATION_INSPECTOR, station=station, user__is_active=True)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("username"))


@transaction.atomic
def plan_draw(
    *,
    station: GuidanceStation,
    first: dt.date,
    last: dt.date,
    count: int,
    barred: Mapping[int, Sequence[str]],
    seed: str,
    key: uuid.UUID,
    by: User,
    at: dt.datetime,
) -> InspectionPlan:
    """Draw `count` villages for the working days from `first` to `last` and seal the list; the same `key` draws once.

    `barred` maps an inspector's id to the codes of the townships that are home to him; `seed` is secret until the
    last day opens. Raises PlanRefused.
    """
    station = GuidanceStation.objects.select_for_update(of=("self",)).select_related("county").get(pk=station.pk)
    if existing := InspectionPlan.objects.filter(station=station, key=key).first():
        return existing
    if not (answer := may_draw(by, station, first, last, at)):
        raise PlanRefused(answer.reason, "first")
    material = _material(station, first, last, count, barred, timezone.localtime(at).date())
    drawn = inspection_draw.draw(seed, material)
    if not drawn:
        raise PlanRefused(_("%(station)s没有可以抽的村。") % {"station": station})
    plan = InspectionPlan.objects.create(
        district=station.county,
        station=station,
        key=key,
        first_day=first,
        last_day=last,
        wanted=count,
        drawn=len(drawn),
        candidates=len(material.candidates),
        longest_months=material.longest_months,
        rule_version=inspection_draw.RULE_VERSION,
        seed_hash=inspection_draw.seed_hash(seed),
        list_hash=inspection_draw.list_hash(seed, drawn),
        opens_at=opens_at(max(one.day for one in drawn)),
        drawn_at=at,
        drawn_by=by,
    )
    InspectionSeal.objects.create(plan=plan, seed=seed, material=material.as_json())
    _visits_create(plan, drawn)
    return plan


def _material(
    station: GuidanceStation, first: dt.date, last: dt.date, count: int, barred: Mapping, today: dt.date
) -> Material:
    overrides = holiday_overrides()
    span = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    days = tuple(day for day in span if is_workday(day, overrides))
    if not days:
        raise PlanRefused(_("这几天都是休息日，请另选日期。"), "first")
    people = inspectors_of(station)
    if not people:
        raise PlanRefused(_("%(station)s还没有督查员。") % {"station": station}, "stations")
    book = rule_history(station.county_id).on(today)
    return Material(
        candidates=station_facts(station, book, today),
        inspectors=tuple(Inspector(one.username, tuple(sorted(barred.get(one.pk, ())))) for one in people),
        days=days,
        count=count,
        longest_months=book.value("inspections.longest_months"),
    )


def _visits_create(plan: InspectionPlan, drawn: list[Drawn]) -> None:
    branches = dict(Organisation.objects.filter(code__in=[one.code for one in drawn]).values_list("code", "pk"))
    people = dict(User.objects.filter(username__in={one.username for one in drawn}).values_list("username", "pk"))
    Visit.objects.bulk_create(
        Visit(
            plan=plan,
            branch_id=branches[one.code],
            inspector_id=people[one.username],
            day=one.day,
            opens_at=opens_at(one.day),
            items_version=VERSION,
        )
        for one in drawn
    )
