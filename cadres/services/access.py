"""Open protected items of cadres' files, each time for a reason that is kept (个人信息保护法 第五十一条)."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from cadres.enums import AccessKind, EntryKind, Protected
from cadres.models import Cadre, CadreAccess
from cadres.rules.files import is_own, may_reveal
from config.lib.crypto import decrypt
from ledgers.services.access import AccessRefused, reason_kept


@transaction.atomic
def cadre_reveal(*, cadre: Cadre, items: Sequence[str], reason: str, by: User, at: dt.datetime) -> dict[str, object]:
    """Log who opens which protected items and why, and return item → text (a list of texts for 处分处理).

    The person reads the own file without a reason, and that is logged as well. Raises AccessRefused.
    """
    if not is_own(by, cadre) and not (answer := may_reveal(by, cadre)):
        raise AccessRefused(answer.reason)
    items = [item for item in Protected.values if item in items]
    if not items:
        raise AccessRefused(_("请选要查看的内容。"))
    reason = _("本人查看") if is_own(by, cadre) else reason_kept(reason)
    CadreAccess.objects.create(
        organisation=cadre.organisation,
        cadre=cadre,
        kind=AccessKind.REVEAL,
        fields=items,
        rows=1,
        reason=reason,
        by=by,
        at=at,
    )
    return {item: _protected(cadre, item) for item in items}


def _protected(cadre: Cadre, item: str) -> str | list[str]:
    if item == Protected.DISCIPLINE:
        return [
            f"{entry.since} {entry.organ} {entry.secret}".replace("  ", " ")
            for entry in cadre.entries.valid().filter(kind=EntryKind.DISCIPLINE)
        ]
    if item == Protected.ID_NUMBER:
        return cadre.id_number
    if item == Protected.PHONE:
        return cadre.phone
    return decrypt(cadre.address_cipher if item == Protected.ADDRESS else cadre.health_cipher)


def export_log(
    *, organisation: Organisation, items: Sequence[str], rows: int, reason: str, by: User, at: dt.datetime
) -> CadreAccess:
    """Log an export of several persons; call it in the transaction, and before the answer, that carries the data.

    Raises AccessRefused without a reason in words or outside of the scope.
    """
    if not by.party_scope.covers(organisation.path):
        raise AccessRefused(_("这个地方不在您的管理范围内。"))
    return CadreAccess.objects.create(
        organisation=organisation,
        cadre=None,
        kind=AccessKind.EXPORT,
        fields=list(items),
        rows=rows,
        reason=reason_kept(reason),
        by=by,
        at=at,
    )
