"""Read the income of villages and places: a constant number of queries however many villages there are."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from branches.enums import ANSWERING_KINDS, Level
from branches.models import Organisation, User
from branches.names import village_name
from economy.enums.income import EXPENSE, OPERATING, BookState, IncomeClass, Item
from economy.models import IncomeBook, IncomeEntry
from economy.regimes import regime_of
from ledgers.rulebook.book import RuleBook

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Bounds:
    """The classes of villages in cents, and from when on a figure is worth a look; read once from the rules."""

    classes: tuple[int, int, int, int]
    jump: int
    fall: int
    times: int
    subsidy: int
    once: int

    @classmethod
    def of(cls, book: RuleBook) -> "Bounds":
        value = {name: int(book.value(f"economy.{name}")) for name in _BOUNDS}
        return cls(
            (value["shell_cents"], value["line_cents"], value["good_cents"], value["strong_cents"]),
            value["jump_percent"],
            value["fall_percent"],
            value["neighbour_times"],
            value["subsidy_percent"],
            value["once_percent"],
        )

    @property
    def line(self) -> int:
        return self.classes[1]

    def class_of(self, cents: int) -> IncomeClass:
        """Return the class of a year's operating income; who has exactly a bound belongs to the class above it."""
        return _CLASSES[sum(cents >= bound for bound in self.classes)]

    @property
    def labels(self) -> dict[str, str]:
        """Return class → its bounds in words: “5万–10万元”."""
        shell, line, good, strong = (_wan(cents) for cents in self.classes)
        texts = (
            _("不到%(a)s元") % {"a": shell},
            _("%(a)s–%(b)s元") % {"a": shell, "b": line},
            _("%(a)s–%(b)s元") % {"a": line, "b": good},
            _("%(a)s–%(b)s元") % {"a": good, "b": strong},
            _("%(a)s元以上") % {"a": strong},
        )
        return dict(zip(_CLASSES, texts, strict=True))


_CLASSES = tuple(IncomeClass)
_BOUNDS = (
    *("shell_cents", "line_cents", "good_cents", "strong_cents"),
    *("jump_percent", "fall_percent", "neighbour_times", "subsidy_percent", "once_percent"),
)


def _wan(cents: int) -> str:
    """Return whole units of ten thousand yuan as people say them, else yuan."""
    return _("%(n)s万") % {"n": f"{cents // 1_000_000}"} if cents % 1_000_000 == 0 else f"{cents // 100}"


@dataclass(slots=True)
class VillageYear:
    """A village's year in cents. `operating` leaves out what came once; `early` is what of it came in whole months.

    `before` is the operating income of the year before, None where it has no books.
    """

    pk: int
    name: str
    township: str
    operating: int = 0
    once: int = 0
    subsidy: int = 0
    other: int = 0
    expense: int = 0
    early: int = 0
    has_entries: bool = False
    before: int | None = None
    state: str = ""
    income_class: IncomeClass = IncomeClass.SHELL
    projected: int = 0
    is_over: bool = False
    will_be_over: bool = False
    hints: list[str] = field(default_factory=list)

    @property
    def income(self) -> int:
        return self.operating + self.once + self.subsidy + self.other

    @property
    def net(self) -> int:
        return self.income - self.expense


def months_over(year: int, today: dt.date) -> int:
    """Return how many months of a year are over: the pace is reckoned from these."""
    return MONTHS if year < today.year else 0 if year > today.year else today.month - 1


def projected(operating: int, early: int, months: int) -> int:
    """Return the operating income that a year will end with when it goes on as in its `months` that are over.

    What is in the books already is never projected away; with no month over there is nothing to go by.
    """
    return max(operating, early * MONTHS // months) if 0 < months < MONTHS else operating


def of_year(villages: QuerySet, year: int) -> QuerySet:
    """Return those villages that count for a year: that there are on its last day. Who was dissolved before keeps its
    books of the year, and counts no more."""
    return villages.active_on(dt.date(year, 12, 31))


def villages_in(user: User, place: Organisation, year: int) -> QuerySet:
    """Return the villages of a place in the user's scope that count for a year."""
    if not user.party_scope.prefixes:
        return Organisation.objects.none()
    return of_year(Organisation.objects.visible_to(user).filter(path__startswith=place.path).answering(), year)


# Entries of the villages that `of_year` returns for the year of their book.
OF_ITS_YEAR = Q(book__organisation__active_until=None) | Q(book__organisation__active_until__year__gt=F("book__year"))
_NOT_ONCE = Q(is_once=False)
# The operating income of a year: what came once is left out.
EARNED = Q(item__in=OPERATING) & _NOT_ONCE
_SUMS = {
    "operating": EARNED,
    "once": Q(is_once=True),
    "subsidy": Q(item=Item.SUBSIDY),
    "other": Q(item=Item.OTHER) & _NOT_ONCE,
    "expense": Q(item__in=EXPENSE),
}


def years_of(
    villages: QuerySet, year: int, today: dt.date, bounds: Bounds, *, with_hints: bool = True
) -> list[VillageYear]:
    """Return the year of each village in the order of the tree, in four queries."""
    cut = Organisation.steplen
    rows = villages.order_by("path").values_list("pk", "name", "kind", "path")
    found = {
        pk: VillageYear(pk, village_name(name) if kind in ANSWERING_KINDS else name, path[:-cut])
        for pk, name, kind, path in rows
    }
    for pk, state in IncomeBook.objects.filter(year=year, organisation__in=villages).values_list(
        "organisation", "state"
    ):
        found[pk].state = state
    months = months_over(year, today)
    early = EARNED & (Q(month=None) | Q(month__lt=dt.date(year, months + 1, 1) if months < MONTHS else dt.date.max))
    entries = IncomeEntry.objects.valid().filter(book__organisation__in=villages).order_by()
    sums = (
        entries.filter(book__year=year)
        .values_list("book__organisation")
        .annotate(**{name: Sum("cents", filter=of, default=0) for name, of in {**_SUMS, "early": early}.items()})
    )
    for pk, operating, once, subsidy, other, expense, in_months in sums:
        line = found[pk]
        line.operating, line.once, line.subsidy, line.other = int(operating), int(once), int(subsidy), int(other)
        line.expense, line.early, line.has_entries = int(expense), int(in_months), True
    past = entries.filter(EARNED, book__year=year - 1).values_list("book__organisation").annotate(cents=Sum("cents"))
    for pk, cents in past:
        found[pk].before = int(cents)
    lines = list(found.values())
    for line in lines:
        line.income_class = bounds.class_of(line.operating)
        line.projected = projected(line.operating, line.early, months)
        line.is_over, line.will_be_over = line.operating > bounds.line, line.projected > bounds.line
    if with_hints:
        _hint(lines, bounds, is_whole=months == MONTHS)
    return lines


def _hint(lines: Sequence[VillageYear], bounds: Bounds, *, is_whole: bool) -> None:
    """Say what is worth a look (防虚报): against the own year before, against the neighbours, by its parts."""
    neighbours: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        neighbours[line.township].append(line.operating)
    middles = {township: median(sums) for township, sums in neighbours.items() if len(sums) > 2}
    for line in lines:
        if not line.has_entries:
            continue
        if line.before and line.operating * 100 > line.before * (100 + bounds.jump):
            line.hints.append(_("比上年多%(n)d%%") % {"n": line.operating * 100 // line.before - 100})
        elif is_whole and line.before and line.operating * 100 < line.before * (100 - bounds.fall):
            line.hints.append(_("比上年少%(n)d%%") % {"n": 100 - line.operating * 100 // line.before})
        middle = middles.get(line.township, 0)
        if middle and line.operating > middle * bounds.times:
            line.hints.append(_("是本乡镇中位数的%(n)d倍") % {"n": int(line.operating // middle)})
        if line.subsidy * 100 > line.income * bounds.subsidy:
            line.hints.append(_("补助占%(n)d%%") % {"n": line.subsidy * 100 // line.income})
        if line.once * 100 > line.income * bounds.once:
            line.hints.append(_("一次性收入占%(n)d%%") % {"n": line.once * 100 // line.income})


# --- Places ----------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class PlaceYear:
    """The year of a township or a district: the sum of its villages, and how many of them are where."""

    name: str
    pk: int = 0
    villages: int = 0
    operating: int = 0
    once: int = 0
    subsidy: int = 0
    net: int = 0
    over: int = 0
    will_be_over: int = 0
    closed: int = 0
    audited: int = 0
    hints: int = 0
    missing: int = 0
    classes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(IncomeClass.values, 0))

    def add(self, line: VillageYear) -> None:
        self.villages += 1
        self.operating += line.operating
        self.once += line.once
        self.subsidy += line.subsidy
        self.net += line.net
        self.over += line.is_over
        self.will_be_over += line.will_be_over
        self.closed += line.state in (BookState.CLOSED, BookState.AUDITED)
        self.audited += line.state == BookState.AUDITED
        self.hints += bool(line.hints)
        self.missing += not line.has_entries
        self.classes[line.income_class] += 1

    @property
    def under(self) -> int:
        return self.villages - self.over


def summed(name: str, lines: Iterable[VillageYear]) -> PlaceYear:
    total = PlaceYear(name)
    for line in lines:
        total.add(line)
    return total


def townships_of(lines: Iterable[VillageYear]) -> list[PlaceYear]:
    """Return a row a township in the order of the tree, in one query."""
    lines = list(lines)
    paths = {line.township for line in lines}
    units = Organisation.objects.filter(path__in=paths, level=Level.TOWNSHIP).order_by("path")
    found = {path: PlaceYear(name, pk) for pk, name, path in units.values_list("pk", "name", "path")}
    for line in lines:
        found[line.township].add(line)
    return list(found.values())


# --- One village -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of the year's statement; `kind` is group, item or result."""

    kind: str
    label: str
    cents: int = 0


def statement_of(year: int, cents: dict[str, int]) -> list[StatementLine]:
    """Return the year's statement in the order of its regime, the net last."""
    regime = regime_of(year)
    found = []
    for label, items in regime.groups:
        found.append(StatementLine("group", str(label), sum(cents.get(item, 0) for item in items)))
        found += [StatementLine("item", str(item.label), cents[item]) for item in items if cents.get(item)]
    found += [StatementLine("result", str(label), amount) for label, amount in regime.statement(cents)]
    return found


def entries_of(book: IncomeBook | None) -> list[tuple[dt.date | None, list[IncomeEntry]]]:
    """Return the year's entries by month, the latest first, those for the whole year at the end."""
    if book is None:
        return []
    groups: dict[dt.date | None, list[IncomeEntry]] = defaultdict(list)
    for entry in IncomeEntry.objects.valid().filter(book=book).select_related("file", "contract").order_by("pk"):
        groups[entry.month].append(entry)
    return sorted(groups.items(), key=lambda pair: pair[0] or dt.date.min, reverse=True)


def history_of(village: Organisation) -> list[tuple[int, int, int, str]]:
    """Return (year, operating income, net profit, state) of a village, the latest first, in two queries."""
    states = {book.year: book for book in IncomeBook.objects.filter(organisation=village)}
    rows = (
        IncomeEntry.objects.valid()
        .filter(book__organisation=village)
        .order_by()
        .values_list("book__year")
        .annotate(
            operating=Sum("cents", filter=EARNED, default=0),
            income=Sum("cents", filter=~Q(item__in=EXPENSE), default=0),
            expense=Sum("cents", filter=Q(item__in=EXPENSE), default=0),
        )
    )
    sums = {year: (int(operating), int(income - expense)) for year, operating, income, expense in rows}
    return [
        (year, *sums.get(year, (0, 0)), book.get_state_display()) for year, book in sorted(states.items(), reverse=True)
    ]
