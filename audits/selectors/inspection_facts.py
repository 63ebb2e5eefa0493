"""Read what weighs in a draw of villages to visit: the recent months' reviews and the last visits."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from audits.enums import Outcome
from audits.inspection_draw import Facts
from audits.models import Verdict, Visit
from branches.models import GuidanceStation, Organisation
from config.lib.months import first_day, months_after
from ledgers.enums import Status
from ledgers.models import Ledger
from ledgers.rulebook.book import RuleBook


@dataclass(slots=True)
class _Counts:
    late: int = 0
    locked: int = 0
    returned: int = 0
    yellow: int = 0
    red: int = 0
    scores: dict[int, int] = field(default_factory=dict)


def months_between(earlier: dt.date, later: dt.date) -> int:
    """Return how many whole months lie between two days, 0 when less than one."""
    whole = (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
    return max(whole, 0)


def station_facts(station: GuidanceStation, book: RuleBook, day: dt.date) -> tuple[Facts, ...]:
    """Return the facts of every branch that the station covers on `day`, in the order of the tree; five queries.

    A score is the latest verdict's, the district's before the township's; below `inspections.red_score` it is red,
    else below `inspections.yellow_score` yellow.
    """
    townships = dict(station.coverage.values_list("township__path", "township__code"))
    branches = [
        branch
        for branch in Organisation.objects.filter(path__startswith=station.county.path).answering().active_on(day)
        if branch.parent_path in townships
    ]
    since = months_after(first_day(day), -book.value("inspections.recent_months"))
    counts = _counts(branches, since, book)
    visited = dict(Visit.objects.finished().filter(branch__in=branches).order_by("day").values_list("branch_id", "day"))
    return tuple(
        Facts(
            branch.code,
            townships[branch.parent_path],
            months_between(visited[branch.pk], day) if branch.pk in visited else None,
            *(getattr(counts[branch.pk], name) for name in ("late", "locked", "returned", "yellow", "red")),
        )
        for branch in branches
    )


def _counts(branches: list[Organisation], since: dt.date, book: RuleBook) -> dict[int, _Counts]:
    counts: dict[int, _Counts] = defaultdict(_Counts)
    ledgers = Ledger.objects.filter(branch__in=branches, month__month__gte=since)
    for branch, status, first, limit in ledgers.values_list(
        "branch_id", "status", "first_submitted_at", "month__on_time_until"
    ):
        counts[branch].late += first is not None and first >= limit
        counts[branch].locked += status == Status.LOCKED and first is None
    returned = set()
    # Within a revision the district's verdict comes after the township's and is the one that counts.
    for branch, ledger, outcome, score in (
        Verdict.objects.filter(ledger__in=ledgers)
        .order_by("revision", "pk")
        .values_list("ledger__branch_id", "ledger_id", "outcome", "score")
    ):
        counts[branch].scores[ledger] = score
        if outcome == Outcome.RETURN and ledger not in returned:
            returned.add(ledger)
            counts[branch].returned += 1
    for each in counts.values():
        each.red = sum(score < book.value("inspections.red_score") for score in each.scores.values())
        low = sum(score < book.value("inspections.yellow_score") for score in each.scores.values())
        each.yellow = low - each.red
    return counts
