"""The figures of a month: what the circular (通报) publishes and freezes.

One query per fact, merged in Python over the ledgers that the month opened with: a township without a single
submission has its row, and no join of two children can count anything twice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from audits.enums import REASON_CLASSES, Outcome, Reason, ReviewLevel
from audits.models import Verdict
from branches.names import village_name
from config.lib.official import percent
from ledgers.enums import Status
from ledgers.models import Ledger, Month

TOP_REASONS = 10
# Figures that add up: the sum over the townships is the district's.
COUNTS = (
    "expected",
    "received",
    "on_time",
    "late",
    "not_received",
    "passed",
    "returned_ever",
    "returned_now",
    "judged",
    "rereviewed",
    "agreed",
)


@dataclass(slots=True)
class LedgerFigures:
    """What the month's figures need of one ledger and its verdicts."""

    township: tuple[int, str]
    village: str
    received: bool
    on_time: bool
    passed: bool
    returned_ever: bool = False
    returned_now: bool = False
    score: int | None = None
    rereviewed: int = 0
    agreed: int = 0
    reasons: set[str] = field(default_factory=set)
    pk: int = 0


def mean(total: int, count: int) -> str | None:
    """Return the average with one decimal, rounded half up; None when nothing was counted."""
    if not count:
        return None
    return str((Decimal(total) / count).quantize(Decimal("0.1"), ROUND_HALF_UP))


def rate(part: int, whole: int) -> str | None:
    """Return `part` of `whole` in percent as text; None when there is no whole."""
    share = percent(part, whole)
    return None if share is None else str(share)


def ledger_figures(month: Month) -> list[LedgerFigures]:
    """Return the figures of each ledger of `month`, by township and branch in the order of the tree; 2 queries.

    A ledger counts as still returned (未改好) until it is handed in again, also when it was locked first. Its score is
    the district's on the latest judged revision, else the township's.
    """
    verdicts = defaultdict(list)
    for ledger_id, *verdict in (
        Verdict.objects.filter(ledger__month=month)
        .order_by("pk")
        .values_list("ledger_id", "level", "revision", "outcome", "score", "lost", "agrees")
    ):
        verdicts[ledger_id].append(verdict)
    rows = (
        Ledger.objects.filter(month=month)
        .order_by("township__path", "branch__path")
        .values_list(
            "pk",
            "township_id",
            "township__name",
            "branch__name",
            "status",
            "first_submitted_at",
            "township_passed_at",
            "district_passed_at",
        )
    )
    found = []
    for pk, township_id, township, name, status, submitted_at, township_at, passed_at in rows:
        # Only what was returned is locked without a verdict that passes it; a return takes the instants away.
        locked_unmended = status == Status.LOCKED and submitted_at is not None and township_at is None
        ledger = LedgerFigures(
            pk=pk,
            township=(township_id, township),
            village=village_name(name),
            received=submitted_at is not None,
            on_time=submitted_at is not None and submitted_at < month.on_time_until,
            passed=passed_at is not None,
            returned_now=status == Status.RETURNED or locked_unmended,
        )
        judged = (0, False)
        for level, of_revision, outcome, score, lost, agrees in verdicts[pk]:
            by_district = level == ReviewLevel.DISTRICT
            ledger.returned_ever |= outcome == Outcome.RETURN
            if by_district:
                ledger.rereviewed += 1
                ledger.agreed += bool(agrees)
            if (of_revision, by_district) >= judged:
                judged = (of_revision, by_district)
                ledger.score = score
            ledger.reasons |= {loss["reason"] for loss in lost.values()}
        ledger.returned_ever |= ledger.returned_now
        found.append(ledger)
    return found


def summary(ledgers: Iterable[LedgerFigures]) -> dict:
    """Return the counts, rates and the average score of `ledgers`; rates are of what was expected."""
    counts = dict.fromkeys(COUNTS, 0)
    points = 0
    for ledger in ledgers:
        counts["expected"] += 1
        counts["received"] += ledger.received
        counts["on_time"] += ledger.on_time
        counts["late"] += ledger.received and not ledger.on_time
        counts["not_received"] += not ledger.received
        counts["passed"] += ledger.passed
        counts["returned_ever"] += ledger.returned_ever
        counts["returned_now"] += ledger.returned_now
        counts["rereviewed"] += ledger.rereviewed
        counts["agreed"] += ledger.agreed
        if ledger.score is not None:
            counts["judged"] += 1
            points += ledger.score
    return counts | {
        "received_rate": rate(counts["received"], counts["expected"]),
        "on_time_rate": rate(counts["on_time"], counts["expected"]),
        "passed_rate": rate(counts["passed"], counts["expected"]),
        "agreement_rate": rate(counts["agreed"], counts["rereviewed"]),
        "score": mean(points, counts["judged"]),
    }


def by_township(ledgers: Iterable[LedgerFigures]) -> dict[tuple[int, str], list[LedgerFigures]]:
    grouped = defaultdict(list)
    for ledger in ledgers:
        grouped[ledger.township].append(ledger)
    return grouped


def villages(ledgers: Iterable[LedgerFigures]) -> list[dict]:
    """Return the villages by township: names of villages only, never of people."""
    return [
        {"township": name, "villages": [ledger.village for ledger in group]}
        for (_pk, name), group in by_township(ledgers).items()
    ]


def commonest_reasons(ledgers: Iterable[LedgerFigures]) -> list[dict]:
    """Return the commonest problems by the number of branches that have them; both levels naming one count once."""
    counts = Counter(reason for ledger in ledgers for reason in ledger.reasons)
    order = {reason: position for position, reason in enumerate(Reason.values)}
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], order.get(pair[0], len(order))))
    return [
        {
            "reason": reason,
            "label": str(Reason(reason).label),
            "class": str(REASON_CLASSES[reason].label),
            "branches": number,
        }
        for reason, number in ranked[:TOP_REASONS]
        if reason in order
    ]


def month_figures(month: Month) -> dict:
    """Return the month's figures and lists as JSON-ready values; rates and scores are texts with one decimal.

    `total` and each of `townships` hold the same keys; every township that has an expected branch has its row, in
    the order of the tree. The lists hold names of villages by township.
    """
    return {"month": month.key} | figures_of(ledger_figures(month))


def figures_of(ledgers: list[LedgerFigures]) -> dict:
    """Return figures and lists of `ledgers`, which stand in the order of the tree."""
    return {
        "total": summary(ledgers),
        "townships": [{"id": pk, "name": name} | summary(group) for (pk, name), group in by_township(ledgers).items()],
        "not_received": villages(ledger for ledger in ledgers if not ledger.received),
        "late": villages(ledger for ledger in ledgers if ledger.received and not ledger.on_time),
        "returned_now": villages(ledger for ledger in ledgers if ledger.returned_now),
        "disagreed": villages(ledger for ledger in ledgers if ledger.agreed < ledger.rereviewed),
        "reasons": commonest_reasons(ledgers),
    }
