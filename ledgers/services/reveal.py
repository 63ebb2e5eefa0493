"""Show one member's full ID number, once, for a reason that is kept."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from branches.models import User
from ledgers.enums.access import AccessKind
from ledgers.models import Member
from ledgers.services.access import AccessRefused, access_log

LEAST_REASON = 4


@transaction.atomic
def member_reveal(*, member: Member, reason: str, by: User, at: dt.datetime) -> str:
    """Log who is about to see the member's ID number and why, and return the number.

    Raises AccessRefused for a reason of less than four characters or when no number is kept.
    """
    if not member.id_number_cipher:
        raise AccessRefused(_("名册上没有登记身份证号。"))
    if len("".join(reason.split())) < LEAST_REASON:
        raise AccessRefused(_("请写明用途，至少 %(n)d 个字，例如“办理社保核对”。") % {"n": LEAST_REASON})
    access_log(
        organisation=member.branch,
        kind=AccessKind.REVEAL,
        fields=["id_number"],
        reason=reason,
        by=by,
        at=at,
        member=member,
    )
    return member.id_number
