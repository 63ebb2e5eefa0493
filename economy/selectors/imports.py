"""What an uploaded year would do to the books, village by village; and a year as the same sheet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation
from branches.names import village_name
from economy.enums.income import BookState, Origin
from economy.income_sheet import CODE, TOTAL, VILLAGE, IncomeSheet, Line, columns_of
from economy.models import IncomeBook, IncomeEntry
from economy.regimes import regime_of
from economy.words import yuan

NEW, CHANGED, SAME, BAD = "new", "changed", "same", "bad"


@dataclass(slots=True)
class VillagePlan:
    """What a line would do: item → cents of the imported row that completes what was typed; errors by column."""

    number: int
    name: str
    village: int | None = None
    cells: dict[str, int] = field(default_factory=dict)
    wanted: dict[str, int] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> dict[str, int]:
        """Return item → cents of the imported rows that differ from those there are; 0 takes one away."""
        return {item: cents for item, cents in self.wanted.items() if cents != self.before.get(item, 0)}

    @property
    def kind(self) -> str:
        if self.errors:
            return BAD
        if not self.changes:
            return SAME
        return CHANGED if self.before else NEW


@dataclass(slots=True)
class Books:
    """The books of a place's villages in a year: what was typed and what was imported, by village and item."""

    typed: dict[int, dict[str, int]]
    imported: dict[int, dict[str, int]]
    closed: set[int]


def books_of(villages: QuerySet | Sequence[int], year: int) -> Books:
    """Return the books of `villages` in a year, in two queries."""
    sums: dict[str, dict[int, dict[str, int]]] = {each: defaultdict(dict) for each in Origin.values}
    rows = (
        IncomeEntry.objects.valid()
        .filter(book__organisation__in=villages, book__year=year)
        .order_by()
        .values_list("book__organisation", "origin", "item")
        .annotate(cents=Sum("cents"))
    )
    for village, origin, item, cents in rows:
        sums[origin][village][item] = int(cents)
    shut = IncomeBook.objects.filter(organisation__in=villages, year=year).exclude(state=BookState.OPEN)
    closed = set(shut.values_list("organisation", flat=True))
    return Books(sums[Origin.TYPED], sums[Origin.IMPORT], closed)


class Villages:
    """Finds the villages that a sheet names: by code, else by name, in the township where one is named."""

    def __init__(self, villages: QuerySet) -> None:
        rows = list(villages.order_by("path").values_list("pk", "code", "name", "path", "active_from"))
        townships = dict(Organisation.objects.filter(level=Level.TOWNSHIP).values_list("path", "name"))
        cut = Organisation.steplen
        self.names = {pk: village_name(name) for pk, _code, name, _path, _since in rows}
        self.since = {pk: since.year for pk, _code, _name, _path, since in rows}
        self._by_code = {code: pk for pk, code, _name, _path, _since in rows}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._townships = {pk: townships.get(path[:-cut], "") for pk, _code, _name, path, _since in rows}
        for pk, _code, name, _path, _since in rows:
            self._by_name[village_name(name)].append(pk)

    def township_of(self, pk: int) -> str:
        return self._townships[pk]

    def find(self, line: Line) -> tuple[int | None, str, str]:
        """Return the village of a line, or None with the column and the sentence that says why not."""
        if line.code:
            pk = self._by_code.get(line.code)
            if pk is None:
                return None, CODE, _("没有这个代码的村，或者不在您的管理范围内")
            if line.village and village_name(line.village) != self.names[pk]:
                return None, VILLAGE, _("代码是%(name)s的，和村名对不上") % {"name": self.names[pk]}
            return pk, "", ""
        if not line.village:
            return None, VILLAGE, _("请写村名")
        found = self._by_name.get(village_name(line.village), [])
        if line.township:
            found = [pk for pk in found if self._townships[pk].startswith(line.township)]
        if len(found) == 1:
            return found[0], "", ""
        if found:
            return None, VILLAGE, _("有 %(n)d 个同名的村，请写上乡镇或者区划代码") % {"n": len(found)}
        return None, VILLAGE, _("没有这个村，或者不在您的管理范围内")


def plans_of(lines: Iterable[Line], villages: QuerySet, year: int) -> list[VillagePlan]:
    """Return what each line would do to the books, in five queries however many lines there are."""
    known = Villages(villages)
    books = books_of(list(known.names), year)
    incomes = set(regime_of(year).incomes)
    repeated = Counter()
    plans = []
    for line in lines:
        pk, column, why = known.find(line)
        plan = VillagePlan(line.number, known.names.get(pk, line.village or line.code), pk, line.cents)
        plan.errors = dict(line.errors)
        if pk is None:
            plan.errors = {column: why} | plan.errors
        else:
            repeated[pk] += 1
            if repeated[pk] > 1:
                plan.errors[VILLAGE] = _("这个村前面已经有一行")
            _fill(plan, books, year, known.since[pk])
        if line.total is not None and not plan.errors:
            _check_total(plan, line.total, sum(cents for item, cents in line.cents.items() if item in incomes))
        plans.append(plan)
    return plans


def _fill(plan: VillagePlan, books: Books, year: int, since: int) -> None:
    """Reckon the imported rows that complete what was typed by the month."""
    if year < since:
        plan.errors[VILLAGE] = _("这个村从%(since)d年起设立") % {"since": since}
    elif plan.village in books.closed:
        plan.errors[VILLAGE] = _("%(year)d年已经结账，不能再导入") % {"year": year}
    typed, plan.before = books.typed.get(plan.village, {}), books.imported.get(plan.village, {})
    for item, cents in plan.cells.items():
        booked = typed.get(item, 0)
        if cents < booked:
            plan.errors[item] = _("已按月登记 %(yuan)s 元，全年不能比它少") % {"yuan": yuan(booked)}
        else:
            plan.wanted[item] = cents - booked


def _check_total(plan: VillagePlan, said: int, found: int) -> None:
    if said != found:
        plan.errors[TOTAL] = _("合计 %(said)s 和各项收入之和 %(found)s 不一致") % {
            "said": yuan(said),
            "found": yuan(found),
        }


def counts_of(plans: Iterable[VillagePlan]) -> dict[str, int]:
    counted = Counter(plan.kind for plan in plans)
    return {"new": counted[NEW], "changed": counted[CHANGED], "unchanged": counted[SAME], "bad": counted[BAD]}


def report_of(plans: Iterable[VillagePlan], sheet: IncomeSheet) -> list[dict]:
    """Return the plans as the import keeps them: what the preview says and what a confirmation will write."""
    columns = {column.field: column.heading for column in sheet.header.columns}
    report = []
    for plan in plans:
        errors = [
            {"column": columns.get(name, columns.get(CODE, "")), "field": name, "why": why}
            for name, why in plan.errors.items()
        ]
        report.append(
            {
                "number": plan.number,
                "name": plan.name,
                "village": plan.village,
                "kind": plan.kind,
                "cells": plan.cells,
                "errors": errors,
            }
        )
    return report


def sheet_rows(villages: QuerySet, year: int) -> tuple[list[str], list[list]]:
    """Return headings and rows of a year's sheet, one a village, in the layout that an import reads back.

    It has no column of sums: whoever fills the sheet in would leave the old sum standing, and be refused for it.
    """
    known = Villages(villages)
    books = books_of(list(known.names), year)
    codes = dict(villages.values_list("pk", "code"))
    columns = columns_of(year)
    rows = []
    for pk, name in known.names.items():
        typed, imported = books.typed.get(pk, {}), books.imported.get(pk, {})
        cents = {item: typed.get(item, 0) + imported.get(item, 0) for item in (*typed, *imported)}
        amounts = [_number(cents[column.field]) if cents.get(column.field) else None for column in columns[3:]]
        rows.append([codes[pk], known.township_of(pk), name, *amounts])
    return [column.heading for column in columns], rows


def _number(cents: int) -> int | float:
    """Return cents as the number of yuan that a spreadsheet keeps; exact below a thousand million."""
    return cents // 100 if cents % 100 == 0 else cents / 100
