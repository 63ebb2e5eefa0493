"""Read the colours of the last months: one row for each township or branch, a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from audits.colours import (
    BEST_FIRST,
    SYMBOLS,
    Basis,
    Colour,
    average,
    branch_colour,
    limits_from,
    months_back,
    red_run,
    township_colour,
)
from audits.models import FraudFinding, MonthColour, TownshipColour
from audits.selectors.figures import LedgerFigures, by_township, ledger_figures
from branches.models import Organisation, User
from ledgers.models import Month
from ledgers.selectors.rules import rule_history

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A colour with its symbol and word; `detail` says what it rests on. Without a colour, `code` is empty."""

    code: str = ""
    symbol: str = ""
    word: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    pk: int
    name: str
    cells: list[Cell]


def cell_of(code: str, detail: str) -> Cell:
    return Cell(code, SYMBOLS[Colour(code)], str(Colour(code).label), detail) if code else Cell(detail=detail)


def township_rows(user: User, months: list) -> list[Row]:
    """Return the townships that the user sees; 1 query."""
    found = TownshipColour.objects.visible_to(user).filter(month__month__in=months)
    values = found.order_by("township__path").values_list(
        "township", "township__name", "month__month", "colour", "average"
    )
    return _rows(((pk, name, month, cell_of(code, str(mean or ""))) for pk, name, month, code, mean in values), months)


def branch_rows(user: User, months: list, township: Organisation | None) -> list[Row]:
    """Return the branches that the user sees, those of `township` when it is given; 1 query."""
    found = MonthColour.objects.visible_to(user).filter(ledger__month__month__in=months)
    if township is not None:
        found = found.filter(ledger__township=township)
    rows = found.select_related("ledger__branch", "ledger__month").order_by("ledger__branch__path")
    return _rows(
        (
            (
                row.ledger.branch_id,
                row.ledger.branch.village_name,
                row.ledger.month.month,
                cell_of(row.colour, str(row.score) if row.basis == "score" else row.get_basis_display()),
            )
            for row in rows
        ),
        months,
    )


def _rows(values, months: list) -> list[Row]:
    names, cells = {}, {}
    for pk, name, month, cell in values:
        names[pk] = name
        cells[pk, month] = cell
    return [Row(pk, name, [cells.get((pk, month), Cell()) for month in months]) for pk, name in names.items()]


def months_shown(user: User) -> list:
    """Return the months of the table, the latest with colours first: a phone shows it unscrolled. None before any."""
    last = MonthColour.objects.visible_to(user).order_by("-ledger__month__month")
    month = last.values_list("ledger__month__month", flat=True).first()
    return list(reversed(months_back(month, MONTHS))) if month else []


def month_rows(user: User, month: Month, colour: str, *, with_unwritten: bool) -> list[Row]:
    """Return the townships of `month` that the user sees, those of one colour when it is given.

    Before the colours are written there are none, or, `with_unwritten`, those that would be written now.
    """
    found = list(
        TownshipColour.objects.visible_to(user)
        .filter(month=month)
        .order_by("township__path")
        .values_list("township", "township__name", "colour", "average")
    )
    if not found and with_unwritten:
        found = [(each.pk, each.name, each.colour or "", each.average) for each in colours_now(month)]
    return [
        Row(pk, name, [cell_of(code, str(mean or ""))])
        for pk, name, code, mean in found
        if not colour or code == colour
    ]


# --- As they stand before they are written -------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class BranchNow:
    ledger: int
    colour: Colour | None
    basis: Basis
    score: int | None


@dataclass(frozen=True, slots=True)
class TownshipNow:
    pk: int
    name: str
    colour: Colour | None
    average: Decimal | None
    branches: list[BranchNow]

    def count(self, colour: Colour) -> int:
        return sum(branch.colour == colour for branch in self.branches)


def colours_now(month: Month, ledgers: Iterable[LedgerFigures] | None = None) -> list[TownshipNow]:
    """Return the colours that the month's scores give now, by township; `ledgers` are the month's where known."""
    limits = limits_from(rule_history(month.district_id, month).on(month.month))
    fraud = set(FraudFinding.objects.standing().filter(ledger__month=month).values_list("ledger", flat=True))
    found = []
    for (pk, name), rows in by_township(ledger_figures(month) if ledgers is None else ledgers).items():
        branches = []
        for row in rows:
            colour, basis = branch_colour(
                # What a limit that was put off still waits for has no colour.
                is_received=not row.not_received,
                is_fraud=row.ledger in fraud,
                score=row.score,
                limits=limits,
            )
            branches.append(BranchNow(row.ledger, colour, basis, row.score))
        mean = average([row.score for row in rows if row.score is not None])
        colour = township_colour([each.colour for each in branches], mean, limits)
        found.append(TownshipNow(pk, name, colour, mean, branches))
    return found


# --- For the circular ----------------------------------------------------------------------------------------------
def townships_to_name(month: Month, ledgers: Iterable[LedgerFigures] | None = None) -> tuple[dict, dict]:
    """Return how many townships have each colour in `month`, and the red and the green ones with for how many months.

    The circular is drafted before the colours of its month are written: those are reckoned as they stand then, and
    the months before as they were written. Names of townships only, in the order of the tree.
    """
    written = TownshipColour.objects.filter(month__district=month.district_id, month__month__lte=month.month)
    kept = list(written.order_by("township__path").values_list("township", "township__name", "month__month", "colour"))
    own = [(pk, name, colour) for pk, name, day, colour in kept if day == month.month]
    own = own or [(each.pk, each.name, each.colour or "") for each in colours_now(month, ledgers)]
    counts = {colour.value: sum(code == colour for _pk, _name, code in own) for colour in BEST_FIRST}
    runs = {}
    for colour in (Colour.RED, Colour.GREEN):
        months = defaultdict(set)
        for pk, _name, day, code in kept:
            if code == colour:
                months[pk].add(day)
        runs[colour.value] = [
            {"id": pk, "name": name, "months": run.length}
            for pk, name, code in own
            if code == colour and (run := red_run(months[pk] | {month.month}, month.month))
        ]
    return counts, runs
