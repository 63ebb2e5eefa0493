"""Keep the roll, member by member; whole rolls come in by `ledgers.services.imports`."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.crypto import lookup_hash
from config.lib.verdict import YES, Answer, No
from ledgers.enums import MembershipState
from ledgers.models import Member
from ledgers.roll_sheet import FIELDS
from ledgers.services.roll_standing import STANDING_FIELDS, standing_begin


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
def member_save(*, member: Member, values: dict, id_number: str = "", by: User, at: dt.datetime) -> Member:
    """Write a member's fields; an empty `id_number` leaves the stored number alone.

    Only somebody new brings a state, a place and a day of lost contact, and gets the step and the absence that belong
    to them; of a member on the roll they change on the page of his standing. Raises RollRefused.
    """
    if not (answer := may_edit_roll(by, member.branch)):
        raise RollRefused(answer.reason)
    is_new = member.pk is None
    names = [name for name in FIELDS if name in values]
    if not is_new:
        _refuse_standing(member, values)
        names = [name for name in names if name not in STANDING_FIELDS]
    for name in names:
        setattr(member, name, values[name])
    if id_number:
        if member.state == MembershipState.NORMAL:
            _refuse_number_elsewhere(id_number, member)
        member.set_id_number(id_number)
        names += ["id_number_cipher", "id_number_hash"]
    if is_new:
        member.save()
        standing_begin(members=[member], by=by, at=at)
    else:
        # Not the whole row: what was decided about the member while the form lay open stays.
        member.save(update_fields=names)
    return member


def _refuse_standing(member: Member, values: dict) -> None:
    stored = Member.objects.values(*STANDING_FIELDS).get(pk=member.pk)
    for name in STANDING_FIELDS:
        if name in values and values[name] != stored[name]:
            raise RollRefused(_("党籍状态、失联和外出请在“学时与流动”页登记。"), name)
