"""Hand in a ledger, confirm its roll."""

import datetime as dt
import secrets
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from branches.models import User
from ledgers.chain import ledger_lock, ledger_move
from ledgers.enums import Action
from ledgers.models import Ledger, Submission
from ledgers.rules import is_in_time, may_edit
from ledgers.selectors.months import branch_month
from ledgers.selectors.snapshots import ledger_snapshot
from ledgers.services.lock_exceptions import exception_use_up
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
    month = branch_month(ledger, at=at, in_full=True)
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
    exception_use_up(ledger=moved, at=at)
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
