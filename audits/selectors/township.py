"""Read a month's audit form, its verdicts, and how far a township is."""

from collections.abc import Iterable

from django.db.models import F

from audits.enums import ReviewLevel
from audits.models import Checklist, ChecklistItem, TownshipReport, Verdict
from audits.rules import TownshipMonth
from branches.models import Organisation
from branches.names import village_name
from ledgers.enums import Status
from ledgers.models import Ledger, Month


def checklist_of(month: Month) -> Checklist | None:
    """Return the audit form that `month` was opened with."""
    return Checklist.objects.filter(version=month.checklist_version).first()


def checklist_items(month: Month) -> list[ChecklistItem]:
    """Return the lines of the audit form that `month` was opened with, in order."""
    return list(ChecklistItem.objects.filter(checklist__version=month.checklist_version).order_by("position"))


def township_verdicts(ledgers: Iterable[Ledger]) -> dict[int, Verdict]:
    """Return the township's verdict on the latest revision of each ledger, by the ledger's id."""
    found = Verdict.objects.filter(
        ledger__in=[ledger.pk for ledger in ledgers],
        level=ReviewLevel.TOWNSHIP,
        revision=F("ledger__revision"),
    ).select_related("by")
    return {verdict.ledger_id: verdict for verdict in found}


# --- A township's month ----------------------------------------------------------------------------------------


def township_month(month: Month, township: Organisation) -> TownshipMonth:
    """Return how far `township` is with `month`, in two queries; a third names who reported."""
    unreviewed, owing = [], []
    passed = returned = not_received = 0
    rows = (
        Ledger.objects.filter(month=month, township=township)
        .order_by("branch__path")
        .values_list("branch__name", "status", "desk_id", "first_submitted_at", "township_passed_at")
    )
    for name, status, desk, received, passed_at in rows:
        if status == Status.OPEN:
            owing.append(village_name(name))
        elif status == Status.SUBMITTED and desk == township.pk:
            unreviewed.append(village_name(name))
        passed += passed_at is not None
        returned += received is not None and passed_at is None and status in (Status.RETURNED, Status.LOCKED)
        not_received += received is None
    # Who reported is fetched when it is told: on most pages nobody has yet.
    report = TownshipReport.objects.filter(month=month, township=township).first()
    return TownshipMonth(tuple(unreviewed), tuple(owing), passed, returned, not_received, report)
