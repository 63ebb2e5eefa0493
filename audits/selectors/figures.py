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
from audits.rules import FULL_SCORE
from branches.names import village_name
from config.lib.official import percent
from ledgers.enums import Status
from ledgers.models import Ledger, Month

TOP_REASONS = 10
# Figures that add up: the sum over the townships is the district's. What came in is on time, late or by exception
# (补报), what did not is not received or not due; on time by an extension is a part of on time.
COUNTS = (
    "expected",
    "received",
    "on_time",
    "on_time_extended",
    "late",
    "by_exception",
    "not_received",
    "not_due",
    "passed",
    "returned_ever",
    "returned_now",
    "judged",
    "rereviewed",
    "agreed",
)


@dataclass(slots=True)
class LedgerFigures:
    """What the month's figures need of one ledger and its verdicts; `returns` is how often it went back."""

    township: tuple[int, str]
    village: str
    received: bool
    on_time: bool
    passed: bool
    returned_ever: bool = False
    returned_now: bool = False
    on_time_extended: bool = False
    by_exception: bool = False
    not_due: bool = False
    score: int | None = None
    rereviewed: int = 0
    agreed: int = 0
    reasons: set[str] = field(default_factory=set)
    returns: int = 0
    branch: int = 0
    ledger: int = 0

    @property
    def is_full(self) -> bool:
        """Whether it passed without losing a point."""
        return self.passed and self.score == FULL_SCORE

    @property
    def late(self) -> bool:
        return self.received and not self.on_time and not self.by_exception

    @property
    def not_received(self) -> bool:
        """Not handed in, and no longer inside a limit that was put off."""
        return not self.received and not self.not_due


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
    """Return the figures of each ledger of `month`, by township and branch in the order of the tree; 2 queries."""
    return ledgers_of_months([month])[month.pk]


def ledgers_of_months(months: Iterable[Month]) -> dict[int, list[LedgerFigures]]:
    """Return the figures of each ledger by month, in the order of the tree; 2 queries however many months.

    A ledger counts as still returned (未改好) until it is handed in again, also when it was locked first. Its score is
    the district's on the latest judged revision, else the township's.
    """
    limits = {month.pk: month.on_time_until for month in months}
    verdicts = defaultdict(list)
    for ledger_id, *verdict in (
        Verdict.objects.filter(ledger__month__in=limits)
        .order_by("pk")
        .values_list("ledger_id", "level", "revision", "outcome", "score", "lost", "agrees")
    ):
        verdicts[ledger_id].append(verdict)
    rows = (
        Ledger.objects.filter(month__in=limits)
        .order_by("township__path", "branch__path")
        .values_list(
            "pk",
            "month_id",
            "township_id",
            "township__name",
            "branch_id",
            "branch__name",
            "status",
            "first_submitted_at",
            "township_passed_at",
            "district_passed_at",
            "extended_on_time_until",
            "exception_until",
            "excepted_at",
        )
    )
    found = {month: [] for month in limits}
    for (
        pk, month, township_id, township, branch_id, name, status, submitted_at, township_at, passed_at,
        extended_until, exception_until, excepted_at,
    ) in rows:  # fmt: skip
        # Only what was returned is locked without a verdict that passes it; a return takes the instants away.
        locked_unmended = status == Status.LOCKED and submitted_at is not None and township_at is None
        by_exception = submitted_at is not None and submitted_at == excepted_at
        in_time = submitted_at is not None and submitted_at < (extended_until or limits[month])
        on_time = in_time and not by_exception
        ledger = LedgerFigures(
            township=(township_id, township),
            village=village_name(name),
            received=submitted_at is not None,
            on_time=on_time,
            on_time_extended=on_time and submitted_at >= limits[month],
            by_exception=by_exception,
            not_due=status == Status.OPEN and extended_until is not None and exception_until is None,
            passed=passed_at is not None,
            returned_now=status == Status.RETURNED or locked_unmended,
            branch=branch_id,
            ledger=pk,
        )
        _judge(ledger, verdicts[pk])
        found[month].append(ledger)
    return found


def _judge(ledger: LedgerFigures, verdicts: Iterable[list]) -> None:
    """Put what the verdicts say into `ledger`."""
    judged = (0, False)
    for level, of_revision, outcome, score, lost, agrees in verdicts:
        by_district = level == ReviewLevel.DISTRICT
        ledger.returns += outcome == Outcome.RETURN
        if by_district:
            ledger.rereviewed += 1
            ledger.agreed += bool(agrees)
        if (of_revision, by_district) >= judged:
            judged = (of_revision, by_district)
            ledger.score = score
        ledger.reasons |= {loss["reason"] for loss in lost.values()}
    ledger.returned_ever = ledger.returns > 0 or ledger.returned_now


def summary(ledgers: Iterable[LedgerFigures]) -> dict:
    """Return the counts, rates and the average score of `ledgers`; rates are of what was expected."""
    counts = dict.fromkeys(COUNTS, 0)
    points = 0
    for ledger in ledgers:
        counts["expected"] += 1
        counts["received"] += ledger.received
        counts["on_time"] += ledger.on_time
        counts["on_time_extended"] += ledger.on_time_extended
        counts["late"] += ledger.late
        counts["by_exception"] += ledger.by_exception
        counts["not_received"] += ledger.not_received
        counts["not_due"] += ledger.not_due
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
    """Return the commonest problems by the number of branches that have them, each counted once for a problem."""
    having: dict[object, set[str]] = defaultdict(set)
    for position, ledger in enumerate(ledgers):
        having[ledger.branch or f"unknown {position}"] |= ledger.reasons
    counts = Counter(reason for reasons in having.values() for reason in reasons)
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
        "not_received": villages(ledger for ledger in ledgers if ledger.not_received),
        "not_due": villages(ledger for ledger in ledgers if ledger.not_due),
        "late": villages(ledger for ledger in ledgers if ledger.late),
        "by_exception": villages(ledger for ledger in ledgers if ledger.by_exception),
        "returned_now": villages(ledger for ledger in ledgers if ledger.returned_now),
        "disagreed": villages(ledger for ledger in ledgers if ledger.agreed < ledger.rereviewed),
        "reasons": commonest_reasons(ledgers),
    }
