"""Who still owes what in a month: a table of branches × items, ready for a template that only prints."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledgers.models import Ledger
from ledgers.obligations import Item, ItemState

# The columns in the order of the ledger, with short headings; the groups of a branch share one.
COLUMNS = {
    "theme_day": gettext_lazy("主题党日"),
    "committee": gettext_lazy("支委会"),
    "group": gettext_lazy("党小组会"),
    "general": gettext_lazy("党员大会"),
    "lecture": gettext_lazy("党课"),
    "life": gettext_lazy("组织生活会"),
    "own_lecture": gettext_lazy("书记讲课"),
    "appraisal": gettext_lazy("民主评议"),
    "talks": gettext_lazy("谈心谈话"),
    "roll": gettext_lazy("党员管理"),
    "dues": gettext_lazy("党费"),
}
# What stands for several items in one cell: the one that asks most.
WORST_FIRST = (ItemState.MISSING, ItemState.UNFINISHED, ItemState.DONE, ItemState.LATER, ItemState.NOT_OWED)
OWING = (ItemState.MISSING, ItemState.UNFINISHED)
# state → (style, word)
MARKS = {
    ItemState.MISSING: ("owed-missing", gettext_lazy("缺")),
    ItemState.UNFINISHED: ("owed-begun", gettext_lazy("没写完")),
    ItemState.DONE: ("owed-done", gettext_lazy("有")),
    ItemState.LATER: ("", gettext_lazy("可后补")),
    ItemState.NOT_OWED: ("", "—"),
}


@dataclass(frozen=True, slots=True)
class OwedColumn:
    """A column: its code, heading, and how many of the branches owe it."""

    code: str
    heading: str
    owing: int


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A branch: where its ledger is read, its names, how much it still owes, a (style, word) for each column.

    `township` is empty where all rows are of the same.
    """

    url: str
    branch: str
    township: str
    owing: int
    cells: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...] = ()


def _code(item: Item) -> str:
    return item.code.partition(":")[0]


def _states(items: Iterable[Item]) -> dict[str, ItemState]:
    """Return the state of each column."""
    states: dict[str, ItemState] = {}
    for item in items:
        code = _code(item)
        if code not in states or WORST_FIRST.index(item.state) < WORST_FIRST.index(states[code]):
            states[code] = item.state
    return states


def owed_table(
    ledgers: Sequence[Ledger],
    items: Mapping[int, Sequence[Item]],
    people: Mapping[int, Sequence[tuple[str, str]]],
    *,
    only: str = "",
    everyone: bool = False,
) -> tuple[list[OwedColumn], list[OwedRow]]:
    """Return the columns that some branch has, and the rows.

    Args:
        ledgers: branch and township loaded, in the order of the rows. items: by the ledger's id. people: by the
        branch's id, (name, telephone) of whom to call. only: the code of a column, for who owes just that.
        everyone: also those who owe nothing.
    """
    states = {ledger.pk: _states(items[ledger.pk]) for ledger in ledgers}
    codes = [code for code in COLUMNS if any(code in found for found in states.values())]
    columns = [
        OwedColumn(code, str(COLUMNS[code]), sum(found.get(code) in OWING for found in states.values()))
        for code in codes
    ]
    review = reverse("audits:ledger-review", args=[0])  # put together once: four hundred look-ups take their time
    marks = {state: (style, str(word)) for state, (style, word) in MARKS.items()}
    many_townships = len({ledger.township_id for ledger in ledgers}) > 1  # one's own need not be told on every row
    rows = []
    for ledger in ledgers:
        found = states[ledger.pk]
        owing = sum(item.state in OWING for item in items[ledger.pk])
        if found.get(only) not in OWING if only else not owing and not everyone:
            continue
        rows.append(
            OwedRow(
                review.replace("/0/", f"/{ledger.pk}/"),
                ledger.branch.village_name,
                ledger.township.name if many_townships else "",
                owing,
                tuple(marks[found.get(code, ItemState.NOT_OWED)] for code in codes),
                tuple(people.get(ledger.branch_id, ())),
            )
        )
    return columns, rows


def headline(columns: Sequence[OwedColumn], rows: Sequence[OwedRow], total: int) -> str:
    """Return the table in one sentence."""
    owing = sum(row.owing > 0 for row in rows)
    if not owing:
        return _("%(n)d 个支部这个月该做的都做了") % {"n": total}
    return _("%(total)d 个支部里，%(owing)d 个还有没做完的事") % {"total": total, "owing": owing}
