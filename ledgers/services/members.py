"""Keep the roll, member by member; whole rolls come in by `ledgers.services.imports`."""

from django.db import transaction
from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.crypto import lookup_hash
from config.lib.verdict import YES, Answer, No
from ledgers.enums import MembershipState
from ledgers.models import Member
from ledgers.roll_sheet import FIELDS


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
    if member.state != MembershipState.SUSPENDED:
        member.suspended_on = None
    if id_number:
        if values.get("state", MembershipState.NORMAL) == MembershipState.NORMAL:
            _refuse_number_elsewhere(id_number, member)
        member.set_id_number(id_number)
    member.save()
    return member
