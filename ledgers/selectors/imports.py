"""What importing a read sheet would do to a branch's roll: which member each row meets, what would change."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from config.lib.crypto import decrypt, lookup_hash
from ledgers.enums import MemberCategory, MembershipState
from ledgers.enums.imports import RowKind
from ledgers.models import Member
from ledgers.roll_sheet import (
    BY_FIELD,
    COLUMNS,
    DEFAULTS,
    FIELDS,
    Masked,
    Sheet,
    SheetRow,
    check_against_number,
    member_of_key,
)

# A member in one of these states is still somebody's: moving on needs a transfer first.
HELD = (MembershipState.NORMAL, MembershipState.SUSPENDED)
STORED = ("pk", "id_number_hash", "id_number_cipher", *FIELDS)
NORMAL = MembershipState.NORMAL.value
PROBATIONARY = MemberCategory.PROBATIONARY.value
KEPT_WHEN_EMPTY = frozenset(column.field for column in COLUMNS if column.is_kept)


@dataclass(slots=True)
class RowPlan:
    """What importing a row would do: the stored member it meets (None for a new one) and the fields it would set."""

    row: SheetRow
    member: dict | None = None
    changes: dict[str, object] = field(default_factory=dict)
    kind: RowKind = RowKind.BAD


@dataclass(slots=True)
class RollPlan:
    plans: list[RowPlan]
    # Members on the roll that no row speaks of; an import leaves them alone.
    left_alone: int

    def counts(self) -> dict[str, int]:
        """Return how many rows are new, changed, unchanged and bad, by the names of `RollImport`'s columns."""
        found = Counter(plan.kind for plan in self.plans)
        return {
            "new": found[RowKind.NEW],
            "changed": found[RowKind.CHANGED],
            "unchanged": found[RowKind.UNCHANGED],
            "bad": found[RowKind.BAD],
        }


def roll_plan(branch: Organisation, sheet: Sheet) -> RollPlan:
    """Return what each row would do, in two queries; what the roll speaks against is marked as the rows' errors.

    A row meets the member whose key it carries, else the one with the same ID number, else the only one with the
    same name and day of admission.
    """
    hashes = {
        row.number: lookup_hash(number)
        for row in sheet.rows
        if (number := row.values.get("id_number")) and type(number) is not Masked
    }
    roll = Roll(branch, hashes.values())
    met: dict[int, int] = {}
    plans = []
    for row in sheet.rows:
        plan = RowPlan(row)
        digest = hashes.get(row.number, "")
        plan.member = roll.member_of(row, digest)
        if plan.member is not None:
            first = met.setdefault(plan.member["pk"], row.number)
            if first != row.number and "key" not in row.errors:
                row.errors.setdefault("name", _("与第 %(n)d 行是同一名党员") % {"n": first})
        plan.changes = changes_of(row, plan.member, digest)
        if plan.member is not None:
            _keep_standing(plan)
        if plan.member is not None and plan.member["state"] != NORMAL and "state" not in plan.changes:
            words = _("这个人在名册上是“%(state)s”，导入不会改动")
            row.notes.setdefault("state", words % {"state": _in_words("state", plan.member["state"])})
        if not row.errors:
            if plan.member is None:
                plan.kind = RowKind.NEW
            else:
                plan.kind = RowKind.CHANGED if plan.changes else RowKind.UNCHANGED
        plans.append(plan)
    return RollPlan(plans, left_alone=len(roll.on_roll - met.keys()))


class Roll:
    """A branch's members, found by key, by number, by name and day; and the numbers that stand on other rolls."""

    def __init__(self, branch: Organisation, hashes: Iterable[str]) -> None:
        self.branch = branch
        self.by_pk: dict[int, dict] = {}
        self.by_hash: dict[str, dict] = {}
        self.by_name: dict[tuple, list[dict]] = {}
        self.on_roll: set[int] = set()
        read_name = BY_FIELD["name"].read
        # The one whose membership is in force comes last and so wins its number.
        stored = Member.objects.filter(branch=branch).order_by("pk").values_list(*STORED)
        members = [dict(zip(STORED, values, strict=True)) for values in stored]
        for member in sorted(members, key=lambda member: member["state"] == NORMAL):
            self.by_pk[member["pk"]] = member
            if member["id_number_hash"]:
                self.by_hash[member["id_number_hash"]] = member
            self.by_name.setdefault((read_name(member["name"]), member["joined_on"]), []).append(member)
            if member["state"] == NORMAL:
                self.on_roll.add(member["pk"])
        elsewhere = Member.objects.filter(id_number_hash__in=set(hashes), state__in=HELD).exclude(branch=branch)
        self.elsewhere = set(elsewhere.values_list("id_number_hash", flat=True))

    def member_of(self, row: SheetRow, digest: str) -> dict | None:
        """Return the member a row means, None for a new one; marks the row when the roll speaks against it."""
        if digest and digest in self.elsewhere:
            row.errors["id_number"] = _("这个身份证号已经在别的支部的名册上，请先办理组织关系转接")
            return None
        same_number = self.by_hash.get(digest) if digest else None
        if key := row.values.get("key"):
            return self._by_key(row, key, same_number)
        member = same_number or self._by_name(row, digest)
        self._check_masks(row, member)
        return member

    def _by_key(self, row: SheetRow, key: str, same_number: dict | None) -> dict | None:
        pk = member_of_key(self.branch.pk, key)
        member = self.by_pk.get(pk) if pk is not None else None
        if member is None:
            row.errors.setdefault("key", _("系统编号不对，请不要改动这一列；新党员请把这一格清空"))
            return None
        if same_number is not None and same_number["pk"] != pk:
            words = _("这个身份证号在名册上是%(name)s的，请核对")
            row.errors.setdefault("id_number", words % {"name": same_number["name"]})
        self._check_masks(row, member)
        return member

    def _by_name(self, row: SheetRow, digest: str) -> dict | None:
        found = self.by_name.get((row.values.get("name"), row.values.get("joined_on")), ())
        if not found:
            return None
        if len(found) > 1:
            if not digest:
                row.errors.setdefault("name", _("名册上有同名又同一天入党的人，请填身份证号"))
            return None
        (member,) = found
        if digest and member["id_number_hash"]:
            words = _("名册上%(name)s的身份证号不是这个。同一个人请在网页上改号码，不是同一个人请逐个添加")
            row.errors.setdefault("id_number", words % {"name": member["name"]})
        return member

    def _check_masks(self, row: SheetRow, member: dict | None) -> None:
        """A number with asterisks must be the stored one's; of a stored ID number it also holds what that tells."""
        values = row.values
        if type(values.get("id_number")) is Masked:
            number = decrypt(member["id_number_cipher"]) if member else ""
            if not number or values["id_number"] != masked_number(number):
                row.errors.setdefault("id_number", _("打了星号的号码和名册上的对不上，请填完整的18位号码"))
            else:
                check_against_number(row, number)
        if type(values.get("phone")) is Masked:
            stored = masked_phone(member["phone"]) if member else ""
            if BY_FIELD["phone"].read(stored) != values["phone"]:
                row.errors.setdefault("phone", _("打了星号的电话和名册上的对不上，请填完整的号码"))


def masked_number(number: str) -> str:
    return f"{number[:6]}{'*' * 8}{number[-4:]}" if number else ""


def masked_phone(phone: str) -> str:
    return Member(phone=phone).phone_masked


def changes_of(row: SheetRow, member: dict | None, digest: str) -> dict[str, object]:
    """Return the fields that importing a row would set, with their new values.

    An empty cell takes away what the roll holds only in a row with a key, that is, from an export in which it stood;
    of another office's form it says nothing. What differs from the stored text in blanks and widths only is no change.
    """
    values = row.values
    changes: dict[str, object] = {}
    clears = member is None or bool(values.get("key"))
    for name in FIELDS:
        if name not in values:
            continue
        value = values[name]
        if not value:
            if member is None:
                value = DEFAULTS.get(name, value)
            elif name in KEPT_WHEN_EMPTY or not (clears or _must_go(name, values)):
                continue
        if type(value) is Masked:
            continue
        if member is None or (value != member[name] and not _reads_alike(name, value, member[name])):
            changes[name] = value
    if digest and (member is None or digest != member["id_number_hash"]):
        changes["id_number"] = values["id_number"]
    return changes


def _keep_standing(plan: RowPlan) -> None:
    """Mark what a spreadsheet may not decide about somebody on the roll, and say what it does about his place."""
    row, member = plan.row, plan.member
    if "state" in plan.changes:
        if member["state"] == MembershipState.MOVED:
            sentence = _("名册上是“已转出”，回来的请办理组织关系转接")
        else:
            words = {"state": _in_words("state", member["state"])}
            sentence = _("名册上是“%(state)s”，表格不能改；请到这个人的“学时与流动”页登记") % words
        row.errors.setdefault("state", sentence)
    if "lost_since" in plan.changes:
        words = {"day": _in_words("lost_since", member["lost_since"])}
        sentence = _("名册上是“%(day)s”，表格不能改；请到这个人的“学时与流动”页登记") % words
        row.errors.setdefault("lost_since", sentence)
    if "away_to" in plan.changes:
        note = _("外出、返回按导入当天登记；日期不对，请到这个人的“学时与流动”页更正")
        row.notes.setdefault("away_to", note)


def _must_go(name: str, values: dict) -> bool:
    """A probationary member has no day of full membership, whatever the roll still holds."""
    return name == "full_on" and values.get("category") == PROBATIONARY


def _reads_alike(name: str, value: object, stored: object) -> bool:
    return type(stored) is str and bool(stored) and BY_FIELD[name].read(stored) == value


# --- What the preview says -------------------------------------------------------------------------------------
def report_of(plan: RollPlan) -> list[dict]:
    """Return the rows that a person looks at, in words: number, name, kind, errors, notes, changes.

    Rows without change are counted only.
    """
    return [_line(row_plan) for row_plan in plan.plans if row_plan.kind != RowKind.UNCHANGED or row_plan.row.notes]


def _line(plan: RowPlan) -> dict:
    row = plan.row
    changes = []
    if plan.kind == RowKind.CHANGED:
        changes = [
            [str(BY_FIELD[name].heading), _before(plan.member, name), _in_words(name, value)]
            for name, value in plan.changes.items()
        ]
    return {
        "number": row.number,
        "name": str(row.values.get("name") or ""),
        "kind": plan.kind.value,
        "errors": [[_heading(name), sentence] for name, sentence in row.errors.items()],
        "notes": [[_heading(name), sentence] for name, sentence in row.notes.items() if name not in row.errors],
        "changes": changes,
    }


def _heading(name: str) -> str:
    return str(BY_FIELD[name].heading) if name in BY_FIELD else _("系统编号")


def _before(member: dict, name: str) -> str:
    if name == "id_number":
        return masked_number(decrypt(member["id_number_cipher"]))
    return _in_words(name, member[name])


def _in_words(name: str, value: object) -> str:
    if value is None or value == "":
        return _("空")
    if name == "id_number":
        return masked_number(str(value))
    if name == "phone":
        return masked_phone(str(value))
    choices = BY_FIELD[name].choices
    labels: dict[str, str] = {str(code): str(label) for code, label in choices.choices} if choices else {}
    return labels.get(str(value), value.isoformat() if isinstance(value, dt.date) else str(value))


# --- Export ----------------------------------------------------------------------------------------------------
def export_rows(branch: Organisation, *, is_full: bool, key: Callable[[int, int], str]) -> list[dict[str, object]]:
    """Return the branch's members as the columns of an export, in one query; numbers masked unless `is_full`."""
    rows = []
    stored = Member.objects.filter(branch=branch).order_by("pk").values("pk", "id_number_cipher", *FIELDS)
    for row in stored:
        number = decrypt(row.pop("id_number_cipher"))
        row["id_number"] = number if is_full else masked_number(number)
        if not is_full:
            row["phone"] = masked_phone(row["phone"])
        row["key"] = key(branch.pk, row.pop("pk"))
        rows.append(row)
    return rows


def summary_rows(user: User, place: Organisation) -> list[dict[str, object]]:
    """Return the members of all branches below `place` that the user sees, by branch, as the columns of a summary.

    Numbers are masked. Three queries, however many branches there are.
    """
    places = Organisation.objects.visible_to(user).filter(path__startswith=place.path)
    branches = {branch.pk: branch for branch in places.answering().only("name", "kind", "path")}
    townships = list(Organisation.objects.visible_to(user).filter(level=Level.TOWNSHIP).values_list("path", "name"))
    words = {
        pk: (branch.short_name, next((name for path, name in townships if branch.path.startswith(path)), ""))
        for pk, branch in branches.items()
    }
    stored = Member.objects.visible_to(user).filter(branch__in=list(branches)).order_by("branch__path", "pk")
    rows = []
    for row in stored.values("branch_id", "id_number_cipher", *FIELDS):
        row["branch"], row["township"] = words[row["branch_id"]]
        row["id_number"] = masked_number(decrypt(row.pop("id_number_cipher")))
        row["phone"] = masked_phone(row["phone"])
        rows.append(row)
    return rows
