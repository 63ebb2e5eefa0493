"""Read the colours of the last months: one row for each township or branch, a constant number of queries."""

from dataclasses import dataclass

from audits.colours import SYMBOLS, Colour, months_back, red_run
from audits.models import MonthColour, TownshipColour
from branches.models import Organisation, User

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


def townships_to_name(district: Organisation, month) -> dict[str, list[tuple[str, int]]]:
    """Return for the circular the townships that are red in `month`, and those red before too with how many months.

    One query; names of townships only.
    """
    reds: dict[tuple[int, str], set] = {}
    found = TownshipColour.objects.filter(
        colour=Colour.RED, month__district=district, month__month__lte=month
    ).order_by("township__path")
    for pk, name, red in found.values_list("township", "township__name", "month__month"):
        reds.setdefault((pk, name), set()).add(red)
    runs = [(name, run.length) for (_pk, name), months in reds.items() if (run := red_run(months, month))]
    return {"red": runs, "consecutive": [(name, length) for name, length in runs if length > 1]}
