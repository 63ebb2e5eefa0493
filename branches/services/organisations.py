"""Bring the tree of organisations in line with a published table of divisions (区划代码)."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pghistory
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Level, OrganisationKind
from branches.imports import LENGTH_ABOVE, LENGTHS, Problem, Row
from branches.models import Organisation, User
from branches.names import village_name

BATCH = 5000  # rows an INSERT: the history's statement trigger runs once for each

# Rows that stand between province and county only to keep the code's shape: they have no Party committee.
PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})  # i18n: data
# Streets and zones have a working committee (工作委员会), sent by the county's committee and not elected.
STREET_ENDINGS = ("街道办事处", "街道")  # i18n: data
ZONE_ENDING = "管理委员会"  # i18n: data
UPGRADED = (OrganisationKind.GENERAL_BRANCH, OrganisationKind.PARTY_COMMITTEE)
ORGAN_NAMES: dict[str, str] = {
    OrganisationKind.PARTY_BRANCH: "支部委员会",  # i18n: data
    OrganisationKind.GENERAL_BRANCH: "总支部委员会",  # i18n: data
    OrganisationKind.PARTY_COMMITTEE: "委员会",  # i18n: data
}


class ImportRefused(Exception):
    """The rows can't be imported; nothing was changed. `problems` says what is wrong in which line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class Missing(NamedTuple):
    """A unit that stands in the database under a county of the file, but not in the file."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Result:
    """What an import did, counted in rows of the file.

    `followed` counts units outside the file whose full name changed because a unit above them was renamed.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    followed: int = 0
    missing: Sequence[Missing] = field(default=())


class Known(NamedTuple):
    """What an import needs of a unit in the database."""

    pk: int
    code: str
    name: str
    full_name: str
    kind: str
    path: str


# --- Names -----------------------------------------------------------------------------------------------------
def kind_of(code: str, kept: str = "") -> str:
    """Return the kind of the unit with `code`; `kept` is the kind it has.

    Digits 10 to 12 of a village's code: 001–199 居委会, 200–399 村委会, anything else a unit that only looks like
    one. A branch that was made a general branch or a committee by hand stays one.
    """
    if len(code) < LENGTHS[Level.VILLAGE]:
        return OrganisationKind.DIVISION
    number = int(code[9:])
    if 200 <= number <= 399:
        return kept if kept in UPGRADED else OrganisationKind.PARTY_BRANCH
    return OrganisationKind.RESIDENTS if 1 <= number <= 199 else OrganisationKind.LOOKALIKE


def township_organ(name: str) -> str:
    """Return the Party organ of a township: 高坪镇委员会, 青云街道工作委员会."""
    working_committee = "工作委员会"  # i18n: data
    for ending in STREET_ENDINGS:
        if name.endswith(ending) and name != ending:
            return f"{name.removesuffix(ending)}{STREET_ENDINGS[-1]}{working_committee}"
    if name.endswith(ZONE_ENDING):
        return f"{name.removesuffix(ZONE_ENDING)}{working_committee}"
    return f"{name}{ORGAN_NAMES[OrganisationKind.PARTY_COMMITTEE]}"


def full_name_of(names: Sequence[str], kind: str) -> str:
    """Return the official full name of the Party organisation of a unit (党组织全称), "" for units without one.

    `names` are the unit's name after those of all units above it, the province first. A county of a municipality, or
    one that the province leads directly, is named after the province.
    """
    level = len(names)
    committee = ORGAN_NAMES[OrganisationKind.PARTY_COMMITTEE]
    if level == 1:
        return f"中共{names[0]}{committee}"  # i18n: data
    city = names[0] if names[1] in PLACEHOLDERS else names[1]
    if level == 2:
        return "" if names[1] in PLACEHOLDERS else f"中共{city}{committee}"  # i18n: data
    # Cities without counties (东莞市) have a county of their own name in the codes.
    county = "" if names[2] == city else names[2]
    if level == 3:
        return f"中共{city}{county}{committee}"  # i18n: data
    if level == 4:
        return f"中共{city}{county}{township_organ(names[3])}"  # i18n: data
    if kind not in ORGAN_NAMES:
        return ""
    return f"中共{city}{county}{names[3]}{village_name(names[4])}{ORGAN_NAMES[kind]}"  # i18n: data


def lineage(code: str) -> list[str]:
    """Return the codes from the province down to `code`."""
    codes = [code]
    while above := LENGTH_ABOVE.get(len(codes[0])):
        codes.insert(0, code[:above])
    return codes


# --- Import ----------------------------------------------------------------------------------------------------
def known_codes() -> frozenset[str]:
    """Return the codes of all units that may have others under them."""
    return frozenset(Organisation.objects.exclude(level=Level.VILLAGE).values_list("code", flat=True))


@transaction.atomic
def organisations_import(
    *,
    rows: Sequence[Row],
    by: User | None,
    at: dt.datetime,
    active_from: dt.date | None = None,
    is_demo: bool = False,
) -> Result:
    """Create what is new, rename what has a new name, leave everything else, report what is missing.

    `rows` are checked by branches.imports, in any order. New units count from `active_from` (by default the local day
    of `at`). Units of other counties are left alone; province and prefecture are shared. Nothing is ever deleted:
    villages that merge or end are the business of people. A second run of the same rows changes nothing.

    Raises ImportRefused when a row's parent is nowhere, or when a unit stands under another parent than its code
    says.
    """
    with connection.cursor() as cursor:
        # Two imports at once would give out the same paths; readers are not held up.
        cursor.execute("LOCK TABLE branches_organisation IN SHARE ROW EXCLUSIVE MODE")
    with pghistory.context(user=by.pk if by else None, import_rows=len(rows)):
        plan = _Plan(rows)
        plan.refuse_problems()
        created = plan.create(active_from or timezone.localtime(at).date(), is_demo)
        updated, followed = plan.update()
    return Result(
        created=created,
        updated=updated,
        unchanged=len(rows) - created - updated,
        followed=followed,
        missing=plan.missing(timezone.localtime(at).date()),
    )


class _Plan:
    """The rows of one import beside what the database holds of the same counties."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = sorted(rows, key=lambda row: (len(row.code), row.code))
        self.counties = {row.code[:6] for row in rows if len(row.code) >= LENGTHS[Level.COUNTY]}
        self.known = {unit.code: unit for unit in self._stored()}
        self.names = {code: unit.name for code, unit in self.known.items()}
        self.names.update((row.code, row.name) for row in rows)

    def _stored(self) -> Iterator[Known]:
        """Yield the counties of the file, all below them, and all provinces and prefectures."""
        stored = Organisation.objects.annotate(county=Left("code", LENGTHS[Level.COUNTY])).order_by()
        above = stored.filter(level__in=(Level.PROVINCE, Level.PREFECTURE))
        below = stored.exclude(level__in=(Level.PROVINCE, Level.PREFECTURE)).filter(county__in=self.counties)
        for found in (above, below) if self.counties else (above,):
            yield from map(Known._make, found.values_list(*Known._fields).iterator(chunk_size=BATCH))

    def full_name(self, code: str, kind: str) -> str:
        return full_name_of([self.names[each] for each in lineage(code)], kind)

    def refuse_problems(self) -> None:
        """Refuse rows without a parent, and rows that stand elsewhere in the tree than their codes say."""
        problems = []
        given = {row.code for row in self.rows}
        for row in self.rows:
            unit, parent = self.known.get(row.code), self.known.get(row.parent_code)
            if row.parent_code and parent is None and row.parent_code not in given:
                reason = _("没有上级单位 %(code)s：文件里没有这一行，系统里也还没有。") % {"code": row.parent_code}
                problems.append(Problem(row.line, "parent_code", reason))
            elif unit and unit.path[: -Organisation.steplen] != (parent.path if parent else ""):
                reason = _(
                    "%(name)s（%(code)s）在系统里不属于 %(parent)s；合并、划转请单独办理，不能靠导入改上级。"
                ) % {
                    "name": unit.name,
                    "code": unit.code,
                    "parent": row.parent_code or _("省级"),
                }
                problems.append(Problem(row.line, "parent_code", reason))
        if problems:
            raise ImportRefused(sorted(problems, key=lambda problem: problem.line))

    # --- New units ---
    def create(self, active_from: dt.date, is_demo: bool) -> int:
        """Insert the new units under their parents, after the children that are there already."""
        new = [row for row in self.rows if row.code not in self.known]
        children = Counter(row.parent_code for row in new)
        steps = self._last_steps(children)
        paths = {code: unit.path for code, unit in self.known.items()}
        for row in new:  # parents come first
            steps[row.parent_code] += 1
            above = paths.get(row.parent_code, "")
            depth = len(above) // Organisation.steplen + 1
            paths[row.code] = Organisation._get_path(above, depth, steps[row.parent_code])
        for start in range(0, len(new), BATCH):
            Organisation.objects.bulk_create(
                Organisation(
                    code=row.code,
                    name=row.name,
                    full_name=self.full_name(row.code, kind),
                    level=row.level,
                    kind=kind,
                    active_from=active_from,
                    is_demo=is_demo,
                    path=paths[row.code],
                    depth=len(paths[row.code]) // Organisation.steplen,
                    numchild=children[row.code],
                )
                for row in new[start : start + BATCH]
                for kind in (kind_of(row.code),)
            )
        self._add_to_parents(children)
        return len(new)

    def _last_steps(self, parents: Iterable[str]) -> Counter[str]:
        """Return for each parent with new children the step of its last child so far, 0 without any."""
        steplen = Organisation.steplen
        wanted = {self.known[code].path: code for code in parents if code in self.known}
        last: Counter[str] = Counter()
        if "" in parents:  # new provinces
            wanted[""] = ""
        for unit in self.known.values():
            if (code := wanted.get(unit.path[:-steplen])) is not None:
                last[code] = max(last[code], Organisation._str2int(unit.path[-steplen:]))
        # Provinces, prefectures and counties may have children by hand or of other files that were not loaded.
        for code in wanted.values():
            if len(code) < LENGTHS[Level.COUNTY]:
                last[code] = max(last[code], self._last_stored_step(code))
        return last

    def _last_stored_step(self, code: str) -> int:
        above = self.known[code].path if code else ""
        depth = len(above) // Organisation.steplen + 1
        path = (
            Organisation.objects.filter(path__startswith=above, depth=depth)
            .order_by("-path")
            .values_list("path", flat=True)
            .first()
        )
        return Organisation._str2int(path[-Organisation.steplen :]) if path else 0

    def _add_to_parents(self, children: Counter[str]) -> None:
        """Count new children at parents that were there before, in one UPDATE for each number of children."""
        by_number = defaultdict(list)
        for code, number in children.items():
            if code in self.known:
                by_number[number].append(self.known[code].pk)
        for number, ids in by_number.items():
            Organisation.objects.filter(pk__in=ids).update(numchild=F("numchild") + number)

    # --- Changed units ---
    def update(self) -> tuple[int, int]:
        """Write new names, kinds and full names; return how many rows of the file and how many others changed."""
        changed, renamed_paths = [], []
        given = set()
        for row in self.rows:
            if (unit := self.known.get(row.code)) is None:
                continue
            given.add(row.code)
            kind = kind_of(row.code, unit.kind)
            full_name = self.full_name(row.code, kind)
            if (unit.name, unit.kind, unit.full_name) != (row.name, kind, full_name):
                changed.append(Organisation(pk=unit.pk, name=row.name, kind=kind, full_name=full_name))
            if unit.name != row.name and row.level != Level.VILLAGE:
                renamed_paths.append(unit.path)
        _save_names(changed, ["name", "kind", "full_name"])
        followed = list(self._followers(renamed_paths, given))
        _save_names(followed, ["full_name"])
        return len(changed), len(followed)

    def _followers(self, renamed_paths: list[str], given: set[str]) -> Iterator[Organisation]:
        """Yield the units below renamed ones that are not in the file and whose full name has to follow."""
        for path in renamed_paths:
            below = (
                Organisation.objects.filter(path__startswith=path, path__gt=path)
                .order_by("depth", "path")
                .values_list("pk", "code", "name", "full_name", "kind")
            )
            for pk, code, name, full_name, kind in below.iterator(chunk_size=BATCH):
                self.names.setdefault(code, name)
                if code in given:
                    continue
                wanted = self.full_name(code, kind)
                if full_name != wanted:
                    given.add(code)  # once, when both prefecture and county were renamed
                    yield Organisation(pk=pk, full_name=wanted)

    def missing(self, day: dt.date) -> list[Missing]:
        """Return the units that are active on `day` under the file's counties and not in the file."""
        given = {row.code for row in self.rows}
        absent = [code for code in self.known if code not in given and code[:6] in self.counties]
        if not absent:
            return []
        active = Organisation.objects.active_on(day).filter(code__in=absent).order_by("code")
        return [Missing(code, name) for code, name in active.values_list("code", "name")]


def _save_names(units: list[Organisation], fields: list[str]) -> None:
    """Write the given columns. One UPDATE … FROM (VALUES …) a batch: bulk_update's CASE is quadratic here."""
    columns = ", ".join(f"{name} = changed.{name}" for name in fields)
    names = ", ".join(fields)
    with connection.cursor() as cursor:
        for start in range(0, len(units), BATCH):
            batch = units[start : start + BATCH]
            values = ", ".join(["(%s" + ", %s" * len(fields) + ")"] * len(batch))
            cursor.execute(
                f"UPDATE branches_organisation unit SET {columns} "
                f"FROM (VALUES {values}) AS changed (id, {names}) WHERE unit.id = changed.id",
                [value for unit in batch for value in (unit.pk, *(str(getattr(unit, name)) for name in fields))],
            )
