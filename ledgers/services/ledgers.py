"""Hand in a ledger, confirm its roll, record its dues."""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from branches.models import User
from ledgers.chain import ledger_lock, ledger_move
from ledgers.enums import Action
from ledgers.models import DuesPayment, Ledger, Submission
from ledgers.rules import is_in_time, may_edit
from ledgers.selectors.months import branch_month, owing_members
from ledgers.selectors.snapshots import ledger_snapshot
from ledgers.services.meetings import EditRefused

# Without 0 O 1 I L and letters that sound alike: the receipt is read out over the telephone.
RECEIPT_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECEIPT_LENGTH = 7


class SubmissionRefused(Exception):
    """The ledger cannot be handed in as it is; `warnings` lists what must be mended or explained first."""

    def __init__(self, message: str, warnings: list | None = None) -> None:
        super().__init__(message)
        self.warnings = warnings or []


def new_receipt() -> str:
    return "".join(secrets.choice(RECEIPT_ALPHABET) for _digit in range(RECEIPT_LENGTH))


@transaction.atomic
def ledger_submit(
    *, ledger: Ledger, by: User, at: dt.datetime, note: str = "", reasons: Mapping[str, str] | None = None
) -> Submission:
    """Hand in the ledger and return the submission with its receipt.

    What blocks must be mended. What is doubtful needs a reason, which the reviewer sees beside it: `reasons` maps the
    key of a warning to its own, `note` is a general word that stands for those without one. Raises SubmissionRefused
    with the pre-checks, MoveRefused when the chain does not allow it.
    """
    ledger = ledger_lock(ledger.pk)
    if not (answer := is_in_time(ledger, at)):
        raise SubmissionRefused(answer.reason)
    month = branch_month(ledger, at=at, compare=True)
    if month.blocks:
        raise SubmissionRefused(_("有必须改的地方，改好后才能提交。"), month.warnings)
    warnings = [warning.explained((reasons or {}).get(warning.key, "")) for warning in month.warnings]
    if not note.strip() and not all(warning.reason for warning in warnings):
        raise SubmissionRefused(_("预审有提示。请改好，或者写明情况再提交。"), month.warnings)
    receipt = new_receipt()
    moved = ledger_move(
        ledger=ledger,
        action=Action.SUBMIT,
        by=by,
        at=at,
        reason=note,
        extra={
            "receipt": receipt,
            "submitted_by": by,
            "warnings": len(month.warnings),
            "owed": len(month.owed),
            "missing": month.left,
        },
    )
    return Submission.objects.create(
        ledger=moved,
        revision=moved.revision,
        receipt=receipt,
        by=by,
        at=at,
        snapshot=ledger_snapshot(month),
        warnings=[warning.as_json() for warning in warnings],
        note=note.strip(),
    )


@transaction.atomic
def ledger_confirm_roll(*, ledger: Ledger, note: str, by: User, at: dt.datetime) -> None:
    """Confirm the month's roll of members with a word on changes. Raises EditRefused."""
    ledger = ledger_lock(ledger.pk)
    if not (answer := may_edit(by, ledger)):
        raise EditRefused(answer.reason)
    ledger.roll_confirmed_at, ledger.roll_confirmed_by, ledger.roll_note = at, by, note.strip()
    ledger.save(update_fields=["roll_confirmed_at", "roll_confirmed_by", "roll_note"])


@dataclass(frozen=True, slots=True)
class DuesLine:
    """What a member paid: amount in cents (分) and the day; no amount takes the entry away."""

    member_id: int
    cents: int | None
    paid_on: dt.date


@transaction.atomic
def dues_save(*, ledger: Ledger, lines: list[DuesLine], by: User, at: dt.datetime) -> int:
    """Record the month's dues and return how many entries changed; untouched entries keep who and when.

    Lines of people who are not on the branch's roll are left out. Raises EditRefused.
    """
    ledger = ledger_lock(ledger.pk)
    if not (answer := may_edit(by, ledger)):
        raise EditRefused(answer.reason)
    recorded = {payment.member_id: payment for payment in ledger.dues.all()}
    known = set(owing_members(ledger).values_list("pk", flat=True)) | recorded.keys()
    new, changed, gone = [], [], []
    for line in lines:
        if line.member_id not in known:
            continue
        payment = recorded.get(line.member_id)
        if payment is None and line.cents:
            new.append(
                DuesPayment(
                    ledger=ledger,
                    member_id=line.member_id,
                    paid_cents=line.cents,
                    paid_on=line.paid_on,
                    recorded_by=by,
                    recorded_at=at,
                )
            )
        elif payment and not line.cents:
            gone.append(payment.pk)
        elif payment and (payment.paid_cents, payment.paid_on) != (line.cents, line.paid_on):
            payment.paid_cents, payment.paid_on = line.cents, line.paid_on
            payment.recorded_by, payment.recorded_at = by, at
            changed.append(payment)
    DuesPayment.objects.bulk_create(new)
    DuesPayment.objects.bulk_update(changed, ["paid_cents", "paid_on", "recorded_by", "recorded_at"])
    ledger.dues.filter(pk__in=gone).delete()
    return len(new) + len(changed) + len(gone)
