"""Keep the roll: single members and imports."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.crypto import lookup_hash
from config.lib.verdict import YES, Answer, No
from ledgers.enums import MembershipState
from ledgers.models import Member
from ledgers.roll_sheet import COLUMNS, SheetRow

FIELDS = [column.field for column in COLUMNS if column.field != "id_number"]


class RollRefused(Exception):
    """The roll may not be written so; `field` names the field when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def may_edit_roll(by: User, branch: Organisation) -> Answer:
    if not by.may(Permission.MEMBER_EDIT):
        return No(_("只有本支部的书记、文书可以修改党员名册。"))
    if not by.party_scope.covers(branch.path):
        return No(_("这个支部不在您的管理范围内。"))
    return YES


def _refuse_number_elsewhere(number: str, member: Member | None) -> None:
    taken = Member.objects.filter(id_number_hash=lookup_hash(number), state=MembershipState.NORMAL)
    if member is not None and member.pk:
        taken = taken.exclude(pk=member.pk)
    if taken.exists():
        raise RollRefused(_("这个身份证号已经在一个支部的名册上，请先办理组织关系转接。"), "id_number")


@transaction.atomic
def member_save(*, member: Member, values: dict, id_number: str = "", by: User) -> Member:
    """Write a member's fields; an empty `id_number` leaves the stored number alone. Raises RollRefused."""
    if not (answer := may_edit_roll(by, member.branch)):
        raise RollRefused(answer.reason)
    for name in FIELDS:
        if name in values:
            setattr(member, name, values[name])
    if id_number:
        if values.get("state", MembershipState.NORMAL) == MembershipState.NORMAL:
            _refuse_number_elsewhere(id_number, member)
        member.set_id_number(id_number)
    member.save()
    return member


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What importing a row would do: the member it meets, or None for a new one."""

    row: SheetRow
    member: Member | None

    @property
    def is_new(self) -> bool:
        return self.member is None


def import_plan(branch: Organisation, rows: Iterable[SheetRow]) -> list[RowPlan]:
    """Return what each row would do, and mark the rows whose number stands on another branch's roll.

    A row meets the member with the same ID number, else the only one with the same name and day of admission.
    """
    rows = list(rows)
    hashes = {row.number: lookup_hash(row.values["id_number"]) for row in rows if row.values.get("id_number")}
    by_hash = {m.id_number_hash: m for m in Member.objects.filter(id_number_hash__in=hashes.values())}
    by_name: dict[tuple, list[Member]] = {}
    for member in Member.objects.filter(branch=branch):
        by_name.setdefault((member.name, member.joined_on), []).append(member)
    plans = []
    for row in rows:
        member = by_hash.get(hashes.get(row.number, ""))
        if member is not None and member.branch_id != branch.pk:
            row.errors["id_number"] = _("这个身份证号已经在别的支部的名册上，请先办理组织关系转接")
            member = None
        elif member is None:
            same = by_name.get((row.values.get("name"), row.values.get("joined_on")), [])
            member = same[0] if len(same) == 1 else None
        plans.append(RowPlan(row, member))
    return plans


@transaction.atomic
def members_import(*, branch: Organisation, rows: list[SheetRow], by: User) -> tuple[int, int]:
    """Write the good rows onto the roll in one transaction and return (new, changed). Raises RollRefused."""
    if not (answer := may_edit_roll(by, branch)):
        raise RollRefused(answer.reason)
    new = changed = 0
    for plan in import_plan(branch, rows):
        if not plan.row.is_good:
            continue
        member = plan.member or Member(branch=branch)
        values = {name: value for name, value in plan.row.values.items() if name in FIELDS}
        before = {name: getattr(member, name) for name in values}
        for name, value in values.items():
            setattr(member, name, value)
        number = plan.row.values.get("id_number")
        if number and lookup_hash(number) != member.id_number_hash:
            member.set_id_number(number)
        elif member.pk and before == values:
            continue
        member.save()
        new, changed = (new + 1, changed) if plan.is_new else (new, changed + 1)
    return new, changed
