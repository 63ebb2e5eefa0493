"""Log that masked personal data is about to be shown."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from ledgers.enums.access import AccessKind
from ledgers.models import Member, SensitiveAccess

REASON_LENGTH = 200


class AccessRefused(Exception):
    """The data may not be shown; the message says what is wanting. A form shows it at its field `reason`."""


def reason_kept(reason: str) -> str:
    """Return the reason as it is kept. Raises AccessRefused when it says nothing or is too long."""
    reason = " ".join(reason.split())
    if sum(sign.isalpha() for sign in reason) < 2:
        raise AccessRefused(_("请写明用途，例如“核对换届名单”。"))
    if len(reason) > REASON_LENGTH:
        raise AccessRefused(_("用途太长了，最多 %(n)d 个字。") % {"n": REASON_LENGTH})
    return reason


@transaction.atomic
def access_log(
    *,
    organisation: Organisation,
    kind: AccessKind,
    fields: Sequence[str],
    reason: str,
    by: User,
    at: dt.datetime,
    member: Member | None = None,
    rows: int = 1,
) -> SensitiveAccess:
    """Write down who is about to see which `fields` of `rows` persons of `organisation`, and why.

    Call it in the transaction, and before the answer, that shows the data: what cannot be logged is not shown.
    The right to see them is the caller's to check; the scope is checked here. Raises AccessRefused when the person
    has no scope over the organisation or gives no reason in words (two letters or characters are the least).
    """
    if not by.party_scope.covers(organisation.path):
        raise AccessRefused(_("这个支部不在您的管理范围内。"))
    reason = reason_kept(reason)
    return SensitiveAccess.objects.create(
        organisation=organisation,
        member=member,
        kind=kind,
        fields=list(fields),
        rows=rows,
        reason=reason,
        by=by,
        at=at,
    )
