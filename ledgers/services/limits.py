"""Write the limits that hold into the ledgers. Nothing else writes the two `extended_` columns.

By when a ledger is mended is written by the chain and, where that is put off, here.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Greatest

from branches.models import User
from ledgers.chain import ledgers_lock, ledgers_move
from ledgers.enums import Action, Status
from ledgers.limits import Limits, Move
from ledgers.models import Ledger, LedgerStep, Month
from ledgers.selectors.limits import month_limits


def month_lock(pk: int) -> Month:
    """Lock a month until the transaction ends: whoever puts its limits off waits for whoever does so already."""
    Month.objects.select_for_update(no_key=True).get(pk=pk)
    return Month.objects.select_related("district").get(pk=pk)


@transaction.atomic
def limits_extend(*, month: Month, by: User | None, at: dt.datetime, reason: str) -> None:
    """Bring the ledgers of `month` up to the limits that hold now, and open those again that were locked too early.

    Only ever adds time. `reason` stands in the step of a ledger that is opened again; `by` is None for the clock.
    """
    holding = month_limits(month)
    for township, limits in [(None, holding.usual), *holding.own.items()]:
        if (limits.on_time_until, limits.locks_at) == (month.on_time_until, month.locks_at):
            continue
        # The usual limits hold for all; a township's own are never earlier.
        ledgers = Ledger.objects.filter(month=month, **({"township": township} if township else {}))
        _raise(ledgers, limits)
        locked_early = ledgers.filter(status=Status.LOCKED, township_passed_at=None, extended_locks_at__gt=at)
        if reopened := list(locked_early.values_list("pk", flat=True)):
            ledgers_move(ledgers=reopened, action=Action.REOPEN, by=by, at=at, reason=reason)


def _raise(ledgers, limits: Limits) -> None:
    earlier = (
        Q(extended_on_time_until=None)
        | Q(extended_on_time_until__lt=limits.on_time_until)
        | Q(extended_locks_at__lt=limits.locks_at)
    )
    ledgers.filter(earlier).update(
        # PostgreSQL's GREATEST passes over NULL.
        extended_on_time_until=Greatest(F("extended_on_time_until"), Value(limits.on_time_until)),
        extended_locks_at=Greatest(F("extended_locks_at"), Value(limits.locks_at)),
    )


@transaction.atomic
def mending_put_off(*, month: Month, move: Move) -> list[Ledger]:
    """Give the ledgers that were returned before the standstill of `move` until its end to be mended; return them."""
    returned = LedgerStep.objects.filter(
        ledger=OuterRef("pk"), revision=OuterRef("revision"), action=Action.RETURN, at__lt=move.down.start
    )
    waiting = Ledger.objects.filter(month=month, status=Status.RETURNED, mend_by=move.moved_from)
    ids = list(waiting.filter(Exists(returned)).order_by("pk").values_list("pk", flat=True))
    if not ids:
        return []
    ledgers_lock(ids)
    # A branch may have handed in while we waited.
    still = list(waiting.filter(pk__in=ids).select_related("month"))
    Ledger.objects.filter(pk__in=[ledger.pk for ledger in still]).update(mend_by=move.moved_to)
    return still


@transaction.atomic
def limits_withdraw(*, month: Month, townships: Sequence[int]) -> None:
    """Take back what no longer holds from the ledgers of `townships` that have not been handed in.

    Who handed in while the longer limit held stays on time.
    """
    holding = month_limits(month)
    for township in townships:
        limits = holding.of(township)
        is_usual = (limits.on_time_until, limits.locks_at) == (month.on_time_until, month.locks_at)
        Ledger.objects.filter(month=month, township=township, first_submitted_at=None).update(
            extended_on_time_until=None if is_usual else limits.on_time_until,
            extended_locks_at=None if is_usual else limits.locks_at,
        )
