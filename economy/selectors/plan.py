"""Read the three-year plan: targets, what was reached, how far that is, and why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q, Sum

from branches.enums import Level
from branches.models import Organisation
from economy.models import IncomeDeviation, IncomeEntry, IncomePlan, IncomeTarget
from economy.selectors.income import EARNED, OF_ITS_YEAR, months_over, projected


def plan_for(district: Organisation, year: int) -> IncomePlan | None:
    """Return the plan of a year, else the one that comes next, else the latest."""
    plans = list(IncomePlan.objects.filter(organisation=district))
    of_year = [plan for plan in plans if year in plan.years]
    coming = sorted((plan for plan in plans if plan.first_year > year), key=lambda plan: plan.first_year)
    return next(iter([*of_year, *coming, *plans]), None)


def actual_of(target: IncomeTarget) -> int:
    """Return the operating income of a target's place and year in cents."""
    return sums_of(target.organisation.path, [target.year])[target.year].get(target.organisation.path, 0)


def sums_of(path: str, years: Sequence[int], before: dt.date | None = None) -> dict[int, dict[str, int]]:
    """Return year → path → operating income of each village below `path` and of all places above it, one query.

    `before` leaves out the months from that first day on.
    """
    in_time = Q(month=None) | Q(month__lt=before) if before else Q()
    rows = (
        IncomeEntry.objects.valid()
        .filter(EARNED, OF_ITS_YEAR, in_time, book__organisation__path__startswith=path, book__year__in=years)
        .order_by()
        .values_list("book__year", "book__organisation__path")
        .annotate(cents=Sum("cents"))
    )
    found: dict[int, dict[str, int]] = {year: defaultdict(int) for year in years}
    cut = Organisation.steplen
    for year, village, cents in rows:
        for length in range(len(path), len(village) + 1, cut):
            found[year][village[:length]] += int(cents)
    return found


@dataclass(slots=True)
class Cell:
    """A place's year of the plan; `projected` is where it goes on as so far."""

    year: int
    target: IncomeTarget | None
    actual: int
    projected: int
    is_over: bool
    is_running: bool
    deviation: IncomeDeviation | None = None

    @property
    def cents(self) -> int:
        return self.target.cents if self.target else 0

    @property
    def rate(self) -> int | None:
        """Per cent of the target, rounded down: what is not reached never reads 100."""
        return self.actual * 100 // self.cents if self.cents else None

    @property
    def is_missed(self) -> bool:
        """Whether the year is over and the target was not reached."""
        return bool(self.cents) and self.is_over and self.actual < self.cents

    @property
    def will_miss(self) -> bool:
        return bool(self.cents) and self.is_running and self.projected < self.cents

    @property
    def wants_words(self) -> bool:
        return self.is_missed and self.deviation is None


@dataclass(slots=True)
class PlanRow:
    """A place with its years; `below` are the sums of the targets of its villages."""

    pk: int
    name: str
    level: str
    cells: list[Cell] = field(default_factory=list)
    below: list[int] = field(default_factory=list)

    @property
    def industry(self) -> str:
        """What the place is to live on, as the latest target says it."""
        return next((cell.target.industry for cell in reversed(self.cells) if cell.target), "")


def plan_rows(plan: IncomePlan, places: Sequence[Organisation], today: dt.date) -> list[PlanRow]:
    """Return a row a place, in five queries however many there are; all lie in one district."""
    if not places:
        return []
    above, first = _common(places), today.replace(day=1)
    sums, early = sums_of(above, plan.years), sums_of(above, [today.year], before=first)[today.year]
    paths = [place.path for place in places]
    targets: dict[tuple[str, int], IncomeTarget] = {}
    below: dict[tuple[str, int], int] = defaultdict(int)
    for target in IncomeTarget.objects.filter(plan=plan).select_related("organisation").order_by("pk"):
        path = target.organisation.path
        targets[path, target.year] = target
        if target.level == Level.VILLAGE:
            below[path[: -Organisation.steplen], target.year] += target.cents
    reasons = {
        row.target_id: row
        for row in IncomeDeviation.objects.filter(target__plan=plan).select_related("by").order_by("pk")
    }
    rows = []
    for place, path in zip(places, paths, strict=True):
        row = PlanRow(place.pk, place.village_name, place.level)
        for year in plan.years:
            target, actual = targets.get((path, year)), sums[year].get(path, 0)
            months = months_over(year, today)
            row.cells.append(
                Cell(
                    year,
                    target,
                    actual,
                    projected(actual, early.get(path, 0) if year == today.year else actual, months),
                    year < today.year,
                    year == today.year and months > 0,
                    reasons.get(target.pk) if target else None,
                )
            )
            row.below.append(below.get((path, year), 0))
        rows.append(row)
    return rows


def _common(places: Sequence[Organisation]) -> str:
    """Return the path of the lowest place that is above all of them, or is the only one."""
    first, last = min(place.path for place in places), max(place.path for place in places)
    step = Organisation.steplen
    length = 0
    while first[length : length + step] == last[length : length + step] and length < len(first):
        length += step
    return first[:length]
