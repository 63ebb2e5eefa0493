"""What is overdue in a month, and whether a message about it is still due (see notices/still_due.py)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from django.db.models import QuerySet

from audits.enums import CircularKind
from audits.models import Circular, CircularReceipt, TownshipReport
from ledgers.enums import Status
from ledgers.models import Ledger, Month


def overdue_ledgers(name: str, month: Month) -> QuerySet[Ledger]:
    """Return the ledgers that were not handed in, reviewed, reported or re-reviewed in time, by the limit's `name`."""
    ledgers = Ledger.objects.filter(month=month)
    if name == "late":
        return ledgers.filter(status=Status.OPEN)
    if name == "unreviewed":
        return ledgers.filter(status=Status.SUBMITTED).exclude(desk=month.district_id)
    if name == "unreported":
        return ledgers.exclude(township__in=TownshipReport.objects.filter(month=month).values("township"))
    return ledgers.filter(status=Status.SUBMITTED, desk=month.district_id)  # "rereview"


def is_signed(month: Month) -> bool:
    """Tell whether the month's circular is signed."""
    return Circular.objects.filter(month=month, kind=CircularKind.MONTH, signed_at__isnull=False).exists()


def overdue_about(name: str, month: Month, township_id: int | None = None) -> str:
    """Name a message about what is overdue in the month, of one township or of the whole district."""
    return f"overdue:{name}:{month.pk}:{township_id or ''}"


def overdue_still(abouts: Mapping[str, dt.datetime]) -> set[str]:
    """Return those of `abouts` (see overdue_about) of which at least one ledger, or the circular, is still overdue."""
    asked: dict[tuple[str, int], list[str]] = defaultdict(list)
    for about in abouts:
        _word, name, month, _township = about.split(":")
        asked[name, int(month)].append(about)
    months = Month.objects.in_bulk({month for _name, month in asked})
    due = set()
    for (name, pk), group in asked.items():
        month = months[pk]
        if name == "circular":
            found = set() if is_signed(month) else {overdue_about(name, month)}
        else:
            townships = set(overdue_ledgers(name, month).order_by().values_list("township_id", flat=True).distinct())
            found = {overdue_about(name, month, township) for township in townships}
            found |= {overdue_about(name, month)} if townships else set()
        due |= found & set(group)
    return due


def receipt_about(circular_id: int, organisation_id: int) -> str:
    """Name a message that asks an organisation to sign for a circular."""
    return f"receipt:{circular_id}:{organisation_id}"


def receipts_due(abouts: Mapping[str, dt.datetime]) -> set[str]:
    """Return those of `abouts` (see receipt_about) that nobody of the organisation has signed for."""
    pairs = [tuple(map(int, about.split(":")[1:])) for about in abouts]
    unsigned = CircularReceipt.objects.unsigned().filter(circular__in={circular for circular, _organisation in pairs})
    return {receipt_about(*pair) for pair in unsigned.values_list("circular_id", "organisation_id")} & abouts.keys()
