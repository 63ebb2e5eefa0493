"""Read standards, a village's sheet, and the sums of places; every place's sum is that of its villages."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from branches.enums import Level
from branches.models import Organisation
from branches.tree import lineage
from cadres.enums.assessment import AssessmentState
from cadres.enums.pay import AllowanceKind, PayItem, SheetState
from cadres.models import (
    AssessmentLine,
    PayAllowance,
    PayBase,
    PayBonusShare,
    PayCorrection,
    PayLine,
    PaySheet,
    PayStandard,
    Tenure,
)
from cadres.models.pay import ITEMS
from cadres.posts import ORDER
from cadres.rules.pay import Span


# --- Standards -------------------------------------------------------------------------------------------------
def base_for(place: Organisation, year: int) -> PayBase | None:
    """Return what pay rests on at a place in a year: its own row, or that of the place above."""
    bases = PayBase.objects.filter(year=year, organisation__path__in=lineage(place.path))
    return bases.select_related("organisation").order_by("-organisation__path").first()


def standards_for(places: Collection[Organisation], year: int) -> dict[int, dict[str, int]]:
    """Return place → post → monthly basic pay in a year; a township's own standard goes before the district's."""
    wanted = {path for place in places for path in lineage(place.path)}
    by_path: dict[str, dict[str, int]] = defaultdict(dict)
    rows = PayStandard.objects.filter(base__year=year, base__organisation__path__in=wanted)
    for path, kind, cents in rows.values_list("base__organisation__path", "kind", "monthly_cents"):
        by_path[path][kind] = cents
    found: dict[int, dict[str, int]] = {}
    for place in places:
        found[place.pk] = {}
        for path in lineage(place.path):
            found[place.pk] |= by_path.get(path, {})
    return found


def growth_of(place: Organisation) -> dict[str, list[PayStandard]]:
    """Return post → a place's own standards, the latest year first."""
    found: dict[str, list[PayStandard]] = defaultdict(list)
    for row in PayStandard.objects.filter(base__organisation=place).select_related("base").order_by("-base__year"):
        found[row.kind].append(row)
    return dict(found)


# --- What a sheet is reckoned from -----------------------------------------------------------------------------
@dataclass(slots=True)
class Facts:
    """A cadre's posts, allowances, grade and share of a year."""

    held: list[Span] = field(default_factory=list)
    allowances: list[Span] = field(default_factory=list)
    leaving: list[Span] = field(default_factory=list)
    grade: str = ""
    bonus: int = 0


def facts_of(villages: Collection[Organisation], year: int) -> dict[int, dict[int, Facts]]:
    """Return village → cadre → facts of a year, in five queries; cadres in the order of their posts."""
    ids = [village.pk for village in villages]
    standards = standards_for(villages, year)
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    found: dict[int, dict[int, Facts]] = {pk: {} for pk in ids}

    def of(village: int, cadre: int) -> Facts:
        return found[village].setdefault(cadre, Facts())

    tenures = Tenure.objects.valid().filter(Q(until=None) | Q(until__gt=first), organisation__in=ids, since__lt=after)
    rows = tenures.values_list("organisation_id", "cadre_id", "kind", "since", "until")
    for village, cadre, kind, since, until in sorted(rows, key=lambda row: (ORDER[row[2]], row[1], row[3])):
        of(village, cadre).held.append(Span(since, until, standards[village].get(kind, 0), kind))
    allowances = PayAllowance.objects.valid().filter(
        Q(until=None) | Q(until__gte=first), cadre__organisation__in=ids, since__lt=after
    )
    rows = allowances.order_by("pk").values_list(
        "cadre__organisation_id", "cadre_id", "kind", "since", "until", "monthly_cents"
    )
    for village, cadre, kind, since, until, cents in rows:
        span = Span(since, until and until + dt.timedelta(days=1), cents)
        facts = of(village, cadre)
        (facts.leaving if kind == AllowanceKind.LEAVING else facts.allowances).append(span)
    lines = AssessmentLine.objects.filter(
        assessment__organisation__in=ids, assessment__year=year, assessment__state=AssessmentState.CONFIRMED
    )
    for village, cadre, grade in lines.values_list("assessment__organisation_id", "cadre_id", "grade"):
        of(village, cadre).grade = grade
    shares = PayBonusShare.objects.filter(bonus__organisation__in=ids, bonus__year=year)
    for village, cadre, cents in shares.values_list("bonus__organisation_id", "cadre_id", "cents"):
        of(village, cadre).bonus = cents
    return found


# --- Sheets ----------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Sums:
    """The pay of a year of a village or a place, corrections included, in cents by item."""

    name: str
    key: int
    township: int = 0
    sheet: PaySheet | None = None
    villages: int = 1
    confirmed: int = 0
    persons: int = 0
    cents: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PayItem.values, 0))

    @property
    def total(self) -> int:
        return sum(self.cents.values())

    @property
    def items(self) -> list[tuple[str, int]]:
        return [(item.label, self.cents[item]) for item in PayItem]


def sums_of(villages: Sequence[Organisation], year: int) -> list[Sums]:
    """Return the sums of each village, in four queries."""
    townships = dict(Organisation.objects.filter(level=Level.TOWNSHIP).values_list("path", "pk"))
    ids = [village.pk for village in villages]
    found = {
        village.pk: Sums(
            village.short_name,
            village.pk,
            township=next((townships[path] for path in lineage(village.path) if path in townships), 0),
        )
        for village in villages
    }
    for sheet in PaySheet.objects.filter(organisation__in=ids, year=year):
        line = found[sheet.organisation_id]
        line.sheet, line.confirmed = sheet, int(sheet.state == SheetState.DISTRICT)
    lines = PayLine.objects.filter(sheet__organisation__in=ids, sheet__year=year).values("sheet__organisation")
    for row in lines.annotate(persons=Count("pk"), **{f"sum_{name}": Sum(name) for name in ITEMS}).order_by():
        line = found[row["sheet__organisation"]]
        line.persons = row["persons"]
        for item in PayItem.values:
            line.cents[item] = int(row[f"sum_{item}_cents"])
    corrections = PayCorrection.objects.filter(sheet__organisation__in=ids, sheet__year=year)
    for village, item, cents in corrections.values_list("sheet__organisation", "item", "cents"):
        found[village].cents[item] += cents
    return list(found.values())


def summed(name: str, lines: Iterable[Sums], key: int = 0) -> Sums:
    """Return the sum of several lines."""
    total = Sums(name, key, villages=0)
    for line in lines:
        total.villages += line.villages
        total.confirmed += line.confirmed
        total.persons += line.persons
        for item, cents in line.cents.items():
            total.cents[item] += cents
    return total


def township_sums(lines: Iterable[Sums]) -> list[Sums]:
    """Return a line a township, in the order of the tree."""
    by_township: dict[int, list[Sums]] = defaultdict(list)
    for line in lines:
        by_township[line.township].append(line)
    names = Organisation.objects.filter(pk__in=by_township).order_by("path").values_list("pk", "name")
    return [summed(name, by_township[pk], pk) for pk, name in names]


@dataclass(slots=True)
class Row:
    """A person's line of a sheet as it holds now: what was confirmed and what was corrected since."""

    line: PayLine
    cents: dict[str, int]
    is_corrected: bool = False

    @property
    def total(self) -> int:
        return sum(self.cents.values())

    @property
    def amounts(self) -> list[tuple[str, int]]:
        return [(item.label, self.cents[item]) for item in PayItem]


def rows_of(sheets: Collection[PaySheet]) -> dict[int, list[Row]]:
    """Return sheet → its rows with the corrections, in two queries."""
    found: dict[int, list[Row]] = {sheet.pk: [] for sheet in sheets}
    index: dict[tuple[int, int], Row] = {}
    for line in PayLine.objects.filter(sheet__in=found).select_related("cadre").order_by("pk"):
        row = Row(line, {item: getattr(line, f"{item}_cents") for item in PayItem.values})
        index[line.sheet_id, line.cadre_id] = row
        found[line.sheet_id].append(row)
    corrections = PayCorrection.objects.filter(sheet__in=found)
    for sheet, cadre, item, cents in corrections.values_list("sheet_id", "cadre_id", "item", "cents"):
        row = index[sheet, cadre]
        row.cents[item] += cents
        row.is_corrected = True
    return found


def row_count(villages: Sequence[Organisation], year: int) -> int:
    return PayLine.objects.filter(sheet__organisation__in=[v.pk for v in villages], sheet__year=year).count()
