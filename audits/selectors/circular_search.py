"""Find past circulars: by number, title, period, words of the text, and the villages and townships they name."""

from dataclasses import dataclass

from django.db.models import F, Func, Q, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Concat
from django.db.models.query import QuerySet

from audits.enums import CircularKind

MOST_WORDS = 8
# Where a circular names somebody: every township stands in its table, so that the table says nothing.
NAMING = (
    "$.problems[*].*",
    "$.praised.*.groups[*].*",
    "$.disagreed[*].*",
    "$.late[*].*",
    "$.not_received[*].*",
    "$.returned_now[*].*",
)


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader looks for; empty for everything."""

    words: tuple[str, ...] = ()
    kind: str = ""
    year: int | None = None

    @classmethod
    def of(cls, data) -> "Search":
        """Return what the address asks for; what makes no sense is left out."""
        kind, year = data.get("kind", ""), data.get("year", "")
        return cls(
            words=tuple(data.get("q", "").replace("\x00", "").split()[:MOST_WORDS]),
            kind=kind if kind in CircularKind.values else "",
            year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        )

    def __bool__(self) -> bool:
        return bool(self.words or self.kind or self.year)


def _values_at(path: str) -> Cast:
    """Return the values (never the keys) at a path of the frozen figures as text."""
    return Cast(Func(F("figures"), Value(path), function="jsonb_path_query_array"), TextField())


def searched(circulars: QuerySet, search: Search) -> QuerySet:
    """Narrow `circulars` to those in which each word stands somewhere.

    Chinese is not written in words that an index could know, so every row is read: a district has some hundreds.
    """
    if search.kind:
        circulars = circulars.filter(kind=search.kind)
    if search.year:
        circulars = circulars.filter(month__month__year=search.year)
    if not search.words:
        return circulars
    number = Concat(
        F("prefix"),
        Value("〔"),
        Cast("year", TextField()),
        Value("〕"),
        Cast("serial", TextField()),
        Value("号"),  # i18n: data
        output_field=TextField(),
    )
    named = Concat(*(_values_at(path) for path in NAMING), output_field=TextField())
    circulars = circulars.annotate(searched_number=number, searched_names=named, searched_period=KT("figures__label"))
    for word in search.words:
        found = Q(title__icontains=word) | Q(body__icontains=word) | Q(searched_names__icontains=word)
        found |= Q(searched_period__icontains=word) | Q(serial__isnull=False, searched_number__icontains=word)
        circulars = circulars.filter(found)
    return circulars
