"""Keep the library of remarks, and count where they are used."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audits.models import Remark, RemarkUse, Verdict
from audits.remark_words import Known, remarks_used
from audits.rules import may_keep_remarks
from branches.models import Organisation, User
from ledgers.models import Ledger


class RemarkRefused(Exception):
    """The library does not take the change; the message says why."""


@transaction.atomic
def remark_add(*, organisation: Organisation, reason: str, text: str, by: User, at: dt.datetime) -> Remark:
    """Put a remark into the library of `organisation`, a district or a township; one that was retired comes back."""
    if not (answer := may_keep_remarks(by, organisation)):
        raise RemarkRefused(answer.reason)
    text = " ".join(text.split())
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # two windows do not add the same one
    above = Remark.objects.in_use().filter(organisation__path=organisation.parent_path, reason=reason, text=text)
    own = Remark.objects.filter(organisation=organisation, reason=reason, text=text).first()
    if above.exists() or (own and own.retired_at is None):
        raise RemarkRefused(_("这个原因下已经有这一条了。"))
    if own is None:
        return Remark.objects.create(organisation=organisation, reason=reason, text=text, by=by, at=at)
    own.retired_at = None
    own.save(update_fields=["retired_at"])
    return own


@transaction.atomic
def remark_retire(*, remark: Remark, by: User, at: dt.datetime) -> None:
    """Take a remark out of use; where it was used stays counted."""
    if not (answer := may_keep_remarks(by, remark.organisation)):
        raise RemarkRefused(answer.reason)
    Remark.objects.filter(pk=remark.pk, retired_at=None).update(retired_at=at)


def uses_note(*, verdict: Verdict, ledger: Ledger, comment: str) -> list[RemarkUse]:
    """Write down which remarks stand in a verdict's words; runs inside the transaction that gives the verdict.

    `ledger` is the ledger as it was judged: the remarks are those that its desk was offered.
    """
    offered = Remark.objects.in_use().filter(organisation__in={ledger.month.district_id, ledger.desk_id})
    known = [Known(*row) for row in offered.values_list("pk", "reason", "text")]
    used = remarks_used(known, verdict.lost, comment)
    return RemarkUse.objects.bulk_create(RemarkUse(remark_id=pk, verdict=verdict) for pk in sorted(used))
