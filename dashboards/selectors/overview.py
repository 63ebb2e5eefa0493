"""Read the month as the district sees it: township × stage, and the list behind every number."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audits.enums import Reason, ReviewLevel
from audits.models import TownshipReport, Verdict
from branches.models import User
from branches.names import village_name
from config.lib.official import percent
from ledgers import limits
from ledgers.enums import Status
from ledgers.models import Ledger, Month
from ledgers.words import day_in_words

SUBMITTED = Q(first_submitted_at__isnull=False)

# The stages of the month in their order: code → (word, condition). A number and its list share the condition.
STAGES: dict[str, tuple[str, Q]] = {
    "expected": (_("应报"), Q()),
    "received": (_("已报"), SUBMITTED),
    "on_time": (_("按时"), limits.ON_TIME),
    "on_time_extended": (_("顺延期内按时"), limits.ON_TIME_EXTENDED),
    "late": (_("迟报"), limits.LATE),
    "by_exception": (_("补报"), limits.BY_EXCEPTION),
    "missing": (_("未报"), ~SUBMITTED),
    "township_done": (_("乡镇审结"), Q(township_passed_at__isnull=False)),
    "returned": (_("退回在改"), Q(status=Status.RETURNED)),
    "district_done": (_("区级复审通过"), Q(district_passed_at__isnull=False)),
}
WAITING_AT_DISTRICT = Q(status=Status.SUBMITTED, desk=F("month__district"))
MATRIX = ("expected", "received", "on_time", "township_done", "returned", "district_done")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the list behind it."""

    stage: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A township's month. `reported` is the day of its report, `agreement` the share of re-reviews that agreed;
    both are ready to print and empty for none."""

    pk: int
    name: str
    cells: list[Cell]
    reported: str
    agreement: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The matrix; `waiting` is the number of ledgers that wait for the district's verdict."""

    rows: list[Row]
    total: Row
    stage_names: list[str]
    waiting: int


def visible_ledgers(user: User, month: Month) -> QuerySet[Ledger]:
    return Ledger.objects.visible_to(user).filter(month=month)


def overview(user: User, month: Month) -> Overview:
    """Return the matrix of the townships in the user's scope, the silent ones included, and their sum."""
    counts = {code: Count("pk", filter=condition) for code, (_name, condition) in STAGES.items() if condition}
    counted = (
        visible_ledgers(user, month)
        .values("township_id", "township__name", "township__path")
        .annotate(expected=Count("pk"), waiting=Count("pk", filter=WAITING_AT_DISTRICT), **counts)
        .order_by("township__path")
    )
    reported = dict(TownshipReport.objects.filter(month=month).values_list("township_id", "at"))
    judged = {
        township: (agreeing, total)
        for township, agreeing, total in Verdict.objects.visible_to(user)
        .filter(ledger__month=month, level=ReviewLevel.DISTRICT)
        .values_list("ledger__township_id")
        .annotate(agreeing=Count("pk", filter=Q(agrees=True)), total=Count("pk"))
    }
    base = reverse("dashboards:ledger-list", args=[month.key])
    found = list(counted)
    rows = [
        _row(
            row["township_id"],
            row["township__name"],
            row,
            f"{base}?township={row['township_id']}&stage=",
            reported.get(row["township_id"]),
            judged.get(row["township_id"], (0, 0)),
        )
        for row in found
    ]
    sums = {code: sum(row[code] for row in found) for code in STAGES}
    both = (sum(a for a, _t in judged.values()), sum(t for _a, t in judged.values()))
    total = _row(0, str(_("合计")), sums, f"{base}?stage=", None, both)
    waiting = sum(row["waiting"] for row in found)
    return Overview(rows, total, [str(STAGES[code][0]) for code in MATRIX], waiting)


def _row(pk, name, counts, base, reported_at: dt.datetime | None, judged) -> Row:
    agreement = percent(*judged)
    return Row(
        pk,
        name,
        [Cell(code, counts[code], f"{base}{code}") for code in MATRIX],
        day_in_words(timezone.localtime(reported_at).date()) if reported_at else "",
        "" if agreement is None else f"{agreement}%",
        counts["received"] == counts["expected"],
    )


class Listed(NamedTuple):
    """A ledger in a list, ready to print."""

    url: str
    branch: str
    township: str
    status: str
    label: str
    submitted: str
    timely: str
    warnings: str


# How a ledger counts, in the order of `timely`.
TIMELY = (_("未报"), _("补报"), _("按时"), _("顺延期内按时"), _("迟报"))
STATUS_LABELS = {str(value): str(label) for value, label in Status.choices}


def listed_ledgers(user: User, month: Month, *, stage: str, township: int | None) -> list[Listed]:
    """Return the ledgers behind a number: those of `stage`, in one township or in the whole scope."""
    ledgers = visible_ledgers(user, month).filter(STAGES[stage][1])
    if township:
        ledgers = ledgers.filter(township=township)
    review = reverse("audits:ledger-review", args=[0])
    rows = ledgers.order_by("branch__path").values_list(
        "pk", "branch__name", "township__name", "status", "first_submitted_at", "warnings",
        "extended_on_time_until", "excepted_at",
    )  # fmt: skip
    words = [str(word) for word in TIMELY]
    zone = timezone.get_current_timezone()
    return [
        Listed(
            review.replace("/0/", f"/{pk}/"),
            village_name(name),
            township_name,
            status,
            STATUS_LABELS[status],
            f"{submitted.astimezone(zone):%m-%d %H:%M}" if submitted else "",
            words[timely(month.on_time_until, submitted, extended, excepted)],
            str(warnings),
        )
        for pk, name, township_name, status, submitted, warnings, extended, excepted in rows
    ]


def timely(usual: dt.datetime, submitted: dt.datetime | None, extended: dt.datetime | None, excepted) -> int:
    """Return 0 for missing, 1 by exception, 2 on time, 3 on time by an extension, 4 late: how a ledger counts."""
    if submitted is None:
        return 0
    if submitted == excepted:
        return 1
    if submitted < usual:
        return 2
    return 3 if extended is not None and submitted < extended else 4


def common_reasons(user: User, month: Month, limit: int = 8) -> list[tuple[str, int]]:
    """Return the month's commonest reasons for lost points, with how often each was given by the townships."""
    counts: dict[str, int] = {}
    lost = Verdict.objects.visible_to(user).filter(ledger__month=month, level=ReviewLevel.TOWNSHIP)
    for items in lost.exclude(lost={}).values_list("lost", flat=True):
        for item in items.values():
            counts[item["reason"]] = counts.get(item["reason"], 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    return [(str(Reason(code).label), count) for code, count in ranked]
