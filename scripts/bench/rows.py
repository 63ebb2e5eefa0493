"""Rows of the table: a ratio with its budget and its aim, the rounds it was taken from, pass or fail."""

import json
import statistics
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from scripts.bench.clock import Cost

Measure = Callable[[], Cost]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.

    `ratio` is the median of the ratios of the rounds. It passes when it is at most `budget`, or at least when
    `more_is_better`; without a budget it is only told. `work` and `floor` are medians in CPU milliseconds per call,
    None where there are none; `note` says what was divided by what.
    """

    group: str
    name: str
    ratio: float
    budget: float | None
    aim: float | None
    note: str = ""
    more_is_better: bool = False
    rounds: list[float] = field(default_factory=list)
    work: float | None = None
    floor: float | None = None
    # Of `work`, the part that PostgreSQL spent.
    database: float | None = None

    def reaches(self, limit: float | None) -> bool:
        return limit is None or (self.ratio >= limit if self.more_is_better else self.ratio <= limit)

    @property
    def is_met(self) -> bool:
        return self.reaches(self.budget)

    @property
    def limits(self) -> tuple[str, str]:
        """Budget and aim as the table shows them."""
        sign = "≥" if self.more_is_better else "≤"
        budget, aim = ("" if limit is None else f"{sign} {limit:g}" for limit in (self.budget, self.aim))
        return budget, aim


def both(cost: Cost) -> float:
    return cost.both


def python_only(cost: Cost) -> float:
    return cost.python


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rounds of two pieces of work measured in turn."""

    work: list[Cost]
    floor: list[Cost]

    def row(self, group: str, name: str, budget: float | None, aim: float | None, *, note: str, of=both, **more) -> Row:
        """Return the row of work ÷ floor; with `more_is_better`, of their rates, which is floor ÷ work."""
        pairs = list(zip(map(of, self.work), map(of, self.floor), strict=True))
        rounds = [floor / work if more.get("more_is_better") else work / floor for work, floor in pairs]
        return Row(
            group,
            name,
            statistics.median(rounds),
            budget,
            aim,
            note,
            rounds=[round(value, 4) for value in rounds],
            work=1000 * statistics.median(work for work, _floor in pairs),
            floor=1000 * statistics.median(floor for _work, floor in pairs),
            database=1000 * statistics.median(cost.database for cost in self.work),
            **more,
        )


def compare(work: Measure, floor: Measure, rounds: int, calls: int = 1) -> Comparison:
    """Measure both in turn: a round is `calls` of each, after one round that does not count.

    Call by call and not one batch after the other: a processor that has just done the same thing twenty times is
    faster than any that serves people. Who goes first changes from call to call.
    """
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    for number in range(rounds + 1):
        found: tuple[list[Cost], list[Cost]] = ([], [])
        for call in range(calls):
            pair = [(work, found[0]), (floor, found[1])]
            for measure, into in pair if (number + call) % 2 else reversed(pair):
                into.append(measure())
        if number:
            for into, measured in zip(costs, found, strict=True):
                into.append(Cost.average(measured))
    return Comparison(*costs)


# --- Printing --------------------------------------------------------------------------------------------------
HEADINGS = ("", "ratio", "spread", "budget", "aim", "ms", "of it db", "floor ms")


def print_table(rows: Iterable[Row]) -> None:
    """Print the rows by group, each with its verdict at the end."""
    rows = list(rows)
    cells = [
        (
            row.name,
            f"{row.ratio:.2f}",
            f"{min(row.rounds):.2f}–{max(row.rounds):.2f}" if row.rounds else "",
            *row.limits,
            *("" if value is None else f"{value:.2f}" for value in (row.work, row.database, row.floor)),
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(HEADINGS, *cells, strict=True)]

    def line(texts, verdict: str) -> str:
        first, *rest = texts
        columns = (text.rjust(width) for text, width in zip(rest, widths[1:], strict=True))
        return f"  {first.ljust(widths[0])}  {'  '.join(columns)}  {verdict}".rstrip()

    print(line(HEADINGS, ""))
    group = ""
    for row, texts in zip(rows, cells, strict=True):
        if row.group != group:
            group = row.group
            print(f"{group}")
        print(line(texts, verdict_of(row) if row.work else f"{verdict_of(row)}  {row.note}".strip()))


def verdict_of(row: Row) -> str:
    if row.budget is None:
        return ""
    if not row.is_met:
        return "FAIL"
    return "pass, aim reached" if row.reaches(row.aim) else "pass"


def write_json(path: Path, rows: Iterable[Row], about: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    table = [asdict(row) | {"is_met": row.is_met} for row in rows]
    path.write_text(json.dumps(about | {"rows": table}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
