"""What a panel is: one question about a place and a month, answered by a table, drawn by a chart of the same cells."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from branches.enums import Level, Permission
from branches.models import Organisation, User
from ledgers.rulebook.book import RuleBook
from ledgers.words import month_in_words

Value = int | Decimal | str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks: the month it shows, in a place that the user sees. `book` are the district's rules of today."""

    user: User
    place: Organisation
    month: dt.date
    today: dt.date
    book: RuleBook

    def within(self, rows: QuerySet, path: str) -> QuerySet:
        """Return those of `rows` that the user may see and whose `path` lies in the place.

        `rows` are of a kind that is seen by one's scope alone. Where the place is the scope its condition is not said
        twice: the planner would take the two for independent, expect next to no row and join one by one.
        """
        seen = rows.visible_to(self.user)
        if self.user.scope.prefixes == (self.place.path,):
            return seen
        return seen.filter(**{f"{path}__startswith": self.place.path})

    def villages(self) -> QuerySet:
        """Return the villages of the place that there are in the month shown."""
        return self.within(Organisation.objects.all(), "path").answering().active_on(self.month)

    def rows(self, seen: QuerySet, statement: str, *values: object) -> list[tuple]:
        """Return what `statement`, written by hand, finds in `seen`, which names the rows that the user may see.

        `seen` comes from `villages` or `within`, so that who sees what is said in one place; `values` fill the
        statement, which begins with a comma where it names tables of its own. Putting a query of several joins
        together takes the ORM as long as the database takes to answer it.
        """
        try:
            scoped, scope = seen.order_by().query.sql_with_params()
        except EmptyResultSet:  # whoever sees nothing
            return []
        with connection.cursor() as cursor:
            cursor.execute(f"WITH seen AS ({scoped}) {statement}", [*scope, *values])
            return cursor.fetchall()

    @property
    def month_label(self) -> str:
        return month_in_words(self.month)

    @property
    def township_query(self) -> str:
        """`&township=…` where the place is a township, to be joined to an address that has a query."""
        return f"&township={self.place.pk}" if self.place.level == Level.TOWNSHIP else ""

    @property
    def query(self) -> str:
        """The month and the township as they stand in an address."""
        return f"month={self.month:%Y-%m}{self.township_query}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure and the list behind it. None is what cannot be said: there is no whole of which it were a part."""

    value: Value
    url: str = ""

    @property
    def text(self) -> str:
        return "—" if self.value is None else str(self.value)


@dataclass(frozen=True, slots=True)
class Table:
    """The answer: headings and rows, the first cell of a row being what the row is about."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def column(self, index: int) -> list[Cell]:
        return [row[index] for row in self.rows]

    @property
    def is_empty(self) -> bool:
        return not any(cell.value for row in self.rows for cell in row[1:])

    def ranked(self, index: int) -> "Table":
        """Return the rows by their figure in a column, the highest first; what cannot be said stands last."""
        figures = [row for row in self.rows if isinstance(row[index].value, int | Decimal)]
        others = [row for row in self.rows if not isinstance(row[index].value, int | Decimal)]
        return Table(self.headings, [*sorted(figures, key=lambda row: -row[index].value), *others])


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure means, in words: what is counted, out of what, as of when."""

    counts: str
    of: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A question with its definition; `draw` turns the table into options of a chart, None where the table says it.

    `draw_far` is for a big screen where what `draw` makes has more in it than can be read from afar. Rows
    `of_places` stand in the order of the division; a district that has said why may rank them (scheme.ranking).
    """

    code: str
    title: str
    icon: str
    permission: Permission
    definition: Definition
    read: Callable[[Asked], Table]
    draw: Callable[[Table, Asked], dict] | None = None
    draw_far: Callable[[Table, Asked], dict] | None = None
    of_places: bool = False
