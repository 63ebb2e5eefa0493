"""The branches a member may be transferred to, as somebody looks for them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Left, Length

from branches.enums import ANSWERING_KINDS, Level
from branches.models import Organisation

MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class BranchGroup:
    """The branches of a township as (id, name); unfolded when they are what is looked for."""

    name: str
    branches: list[tuple[int, str]]
    is_open: bool


@dataclass(frozen=True, slots=True)
class BranchesFound:
    """What was found for `words`, by township; `is_cut` when more was found than is shown."""

    words: str
    groups: list[BranchGroup]
    is_cut: bool = False

    @property
    def unfolded(self) -> list[BranchGroup]:
        return [group for group in self.groups if group.is_open]

    @property
    def folded(self) -> list[BranchGroup]:
        return [group for group in self.groups if not group.is_open]

    @property
    def keys(self) -> set[int]:
        return {pk for group in self.groups for pk, _name in group.branches}

    @property
    def count(self) -> int:
        return len(self.keys)


def branches_found(source: Organisation, *, words: str = "", chosen: int | None = None, day: dt.date) -> BranchesFound:
    """Return where a member of `source` may go, in two or three queries.

    Without `words`: all branches of the own district, the own township unfolded. With them: those whose name, township
    or county has every word, of all districts, the own one first. The one `chosen` before is always there.
    """
    district = source.parent_path[: -source.steplen]
    everyone = Organisation.objects.answering().active_on(day).exclude(pk=source.pk)
    everyone = everyone.alias(township_path=_above(1), county_path=_above(2))
    wanted, terms = Q(path__startswith=district), [_bare(word) for word in words.split()]
    if terms:
        wanted = _having(terms)
    is_own = Case(When(path__startswith=district, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = list(everyone.filter(wanted | Q(pk=chosen)).order_by(is_own, "path")[: MOST_FOUND + 1 if terms else None])
    is_cut = bool(terms) and len(found) > MOST_FOUND
    if is_cut:
        found = [branch for branch in found[:MOST_FOUND] if branch.pk != chosen]
        found += everyone.filter(pk=chosen)
    return BranchesFound(words, _groups(found, source, district, chosen, is_open=bool(terms)), is_cut)


def _bare(word: str) -> str:
    """Return a word without the kind of branch: 马源村 for 马源村党支部, as the division is called."""
    for kind in ANSWERING_KINDS:
        word = word.removesuffix(str(kind.label)) or word
    return word


def _above(levels: int) -> Left:
    return Left("path", Length("path") - levels * Organisation.steplen)


def _having(terms: list[str]) -> Q:
    """Return the condition that every term is part of the branch's name or of the name of a unit above it."""
    condition = Q()
    for term in terms:
        units = Organisation.objects.filter(name__icontains=term).order_by().values("path")
        condition &= (
            Q(name__icontains=term)
            | Q(full_name__icontains=term)
            | Q(township_path__in=units.filter(level=Level.TOWNSHIP))
            | Q(county_path__in=units.filter(level=Level.COUNTY))
        )
    return condition


def _groups(
    found: list[Organisation], source: Organisation, district: str, chosen: int | None, *, is_open: bool
) -> list[BranchGroup]:
    townships = {branch.parent_path for branch in found}
    counties = {path[: -source.steplen] for path in townships} - {district}
    names = dict(Organisation.objects.filter(path__in=townships | counties).values_list("path", "name"))
    by_township: dict[str, list[tuple[int, str]]] = {}
    for branch in found:
        by_township.setdefault(branch.parent_path, []).append((branch.pk, branch.short_name))
    return [
        BranchGroup(
            names.get(path[: -source.steplen], "") + names.get(path, ""),
            branches,
            is_open or path == source.parent_path or chosen in dict(branches),
        )
        for path, branches in by_township.items()
    ]
