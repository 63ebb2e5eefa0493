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


def plans_of(district: Organisation) -> list[IncomePlan]:
    """Return the plans of a district, the latest first."""
    return list(IncomePlan.objects.filter(organisation=district))


def plan_among(plans: Sequence[IncomePlan], year: int) -> IncomePlan | None:
    """Return the plan of a year, else the one that comes next, else the latest."""
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
    def is_on_course(self) -> bool:
        """Whether the target was or will be reached; of a year that has not begun nobody knows."""
        known = self.is_over or self.is_running or self.actual >= self.cents
        return known and not self.is_missed and not self.will_miss

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
    """Return a row a place, in five queries at most however many there are; all lie in one district."""
    if not places:
        return []
    above, first = _common(places), today.replace(day=1)
    sums = sums_of(above, plan.years)
    early = sums_of(above, [today.year], before=first)[today.year] if today.year in plan.years else {}
    own = IncomeTarget.objects.filter(plan=plan, organisation__in=places)
    targets = {(target.organisation_id, target.year): target for target in own.select_related("organisation")}
    below = _below(plan, above) if any(place.level == Level.TOWNSHIP for place in places) else {}
    reasons = {
        row.target_id: row
        for row in IncomeDeviation.objects.filter(target__in=[target.pk for target in targets.values()]).order_by("pk")
    }
    rows = []
    for place in places:
        row, path = PlanRow(place.pk, place.village_name, place.level), place.path
        for year in plan.years:
            target, actual = targets.get((place.pk, year)), sums[year].get(path, 0)
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


def _below(plan: IncomePlan, path: str) -> dict[tuple[str, int], int]:
    """Return (path of a township, year) → sum of the targets of its villages."""
    rows = IncomeTarget.objects.filter(plan=plan, level=Level.VILLAGE, organisation__path__startswith=path)
    found: dict[tuple[str, int], int] = defaultdict(int)
    for village, year, cents in rows.order_by().values_list("organisation__path", "year", "cents"):
        found[village[: -Organisation.steplen], year] += cents
    return found


def _common(places: Sequence[Organisation]) -> str:
    """Return the path of the lowest place that is above all of them, or is the only one."""
    first, last = min(place.path for place in places), max(place.path for place in places)
    step = Organisation.steplen
    length = 0
    while first[length : length + step] == last[length : length + step] and length < len(first):
        length += step
    return first[:length]
