"""Read plans and visits for their pages."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise

from audits import inspection_draw
from audits.enums import Outcome, ReviewLevel
from audits.inspection_draw import Material
from audits.inspection_items import Item, items_of
from audits.inspection_rules import NO_
from audits.models import InspectionPlan, InspectionSeal, Verdict, Visit
from branches.models import Organisation, User
from ledgers.models import Month

HISTORY = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """An item that a visit found wrong, under which reason it stands among findings, and what the inspector wrote."""

    code: str
    category: Promise
    text: Promise
    reason: str
    note: str


def visit_problems(visit: Visit) -> list[Problem]:
    """Return what a visit found wrong, in the order of the list."""
    return [
        Problem(item.code, item.category, item.text, item.reason, visit.answers[item.code].get("note", ""))
        for item in items_of(visit.items_version)
        if visit.answers.get(item.code, {}).get("answer") == NO_
    ]


@dataclass(frozen=True, slots=True)
class Line:
    item: Item
    answer: str
    note: str


def visit_lines(visit: Visit) -> list[tuple[Promise, list[Line]]]:
    """Return the whole list by category with what was answered."""
    groups: dict[Promise, list[Line]] = {}
    for item in items_of(visit.items_version):
        said = visit.answers.get(item.code, {})
        groups.setdefault(item.category, []).append(Line(item, said.get("answer", ""), said.get("note", "")))
    return list(groups.items())


def plans_with_progress(user: User) -> QuerySet[InspectionPlan]:
    """Return the plans open to `user` with how many of their visits are finished: a number, no village."""
    return (
        InspectionPlan.objects.visible_to(user)
        .select_related("station", "drawn_by")
        .annotate(finished=Count("visits", filter=Q(visits__finished_at__isnull=False)))
    )


def visits_of(user: User) -> QuerySet[Visit]:
    """Return the visits open to `user`, the newest first, with what a row of a list shows."""
    return Visit.objects.visible_to(user).select_related("branch", "inspector", "plan__station").order_by("-day", "pk")


def townships_of(visits: list[Visit]) -> dict[str, str]:
    """Return path → name of the townships of the branches visited, in one query."""
    paths = {visit.branch.parent_path for visit in visits}
    return dict(Organisation.objects.filter(path__in=paths).values_list("path", "name"))


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A draw done again from the opened seal, held against the fingerprints and the visits."""

    seal: InspectionSeal
    material: Material
    seed_holds: bool
    list_holds: bool
    visits_hold: bool

    @property
    def holds(self) -> bool:
        return self.seed_holds and self.list_holds and self.visits_hold


def recomputed(user: User, plan: InspectionPlan) -> Recomputed | None:
    """Draw the plan's list again; None while it is sealed."""
    seal = InspectionSeal.objects.visible_to(user).filter(plan=plan).first()
    return recomputed_of(seal, plan) if seal else None


def recomputed_of(seal: InspectionSeal, plan: InspectionPlan) -> Recomputed:
    material = Material.from_json(seal.material)
    drawn = inspection_draw.draw(seal.seed, material)
    there = set(plan.visits.values_list("branch__code", "inspector__username", "day"))
    return Recomputed(
        seal,
        material,
        inspection_draw.seed_hash(seal.seed) == plan.seed_hash,
        inspection_draw.list_hash(seal.seed, drawn) == plan.list_hash,
        there == {(one.code, one.username, one.day) for one in drawn},
    )


# --- Three judgements side by side ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Compared:
    """What township, district and station found about one branch in one month."""

    visit: Visit
    township: Verdict | None
    district: Verdict | None
    problems: list[Problem]

    @property
    def township_missed(self) -> bool:
        return _missed(self.township, self.problems)

    @property
    def district_missed(self) -> bool:
        return _missed(self.district, self.problems)

    @property
    def differs(self) -> bool:
        outcomes = {verdict.outcome == Outcome.PASS for verdict in (self.township, self.district) if verdict}
        return len(outcomes | {not self.problems}) > 1


def _missed(verdict: Verdict | None, problems: list[Problem]) -> bool:
    return verdict is not None and verdict.outcome == Outcome.PASS and bool(problems)


@dataclass(slots=True)
class TownshipCompared:
    """A township's visits of the month, and how often a desk passed what the visit found wrong."""

    name: str
    rows: list[Compared] = field(default_factory=list)

    @property
    def township_missed(self) -> int:
        return sum(row.township_missed for row in self.rows)

    @property
    def district_missed(self) -> int:
        return sum(row.district_missed for row in self.rows)


def compared(user: User, month: Month) -> list[TownshipCompared]:
    """Return the finished visits on `month` by township, both desks' latest verdicts beside; two queries."""
    visits = (
        Visit.objects.visible_to(user)
        .finished()
        .filter(ledger__month=month)
        .select_related("branch", "ledger__township", "plan__station")
        .order_by("ledger__township__path", "branch__path", "day")
    )
    verdicts: dict[tuple[int, str], Verdict] = {}
    for verdict in Verdict.objects.filter(ledger__in=visits.order_by().values("ledger")).order_by("revision", "pk"):
        verdicts[verdict.ledger_id, verdict.level] = verdict
    groups: dict[int, TownshipCompared] = defaultdict(lambda: TownshipCompared(""))
    for visit in visits:
        group = groups[visit.ledger.township_id]
        group.name = visit.ledger.township.name
        group.rows.append(
            Compared(
                visit,
                verdicts.get((visit.ledger_id, ReviewLevel.TOWNSHIP)),
                verdicts.get((visit.ledger_id, ReviewLevel.DISTRICT)),
                visit_problems(visit),
            )
        )
    return list(groups.values())


def today_of(user: User, today: dt.date) -> list[Visit]:
    """Return an inspector's own visits that are not finished: today's, and earlier days' that are left over."""
    own = visits_of(user).filter(inspector=user, finished_at=None, day__lte=today)
    return list(own.order_by("day", "pk"))
