# i18n: data file -- a circular is a Chinese official document in every language of the interface
"""Whom a circular names: who is praised and who has to mend what. Pure: figures and thresholds in, lists out.

What is praised or named is the district's own practice: the thresholds are rules (see ledgers.rulebook, circular.*).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audits.enums import Reason
from audits.selectors.figures import LedgerFigures, mean, villages

Months = Sequence[Iterable[LedgerFigures]]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A district's numbers; see the rules circular.* for what each means."""

    praise_full_months: int
    praise_on_time_months: int
    name_returned: int
    name_score: int
    name_late_months: int
    name_red_months: int
    praise_green_months: int

    @classmethod
    def of(cls, values: Mapping[str, int]) -> "Thresholds":
        return cls(**{name: values[f"circular.{name}"] for name in cls.__slots__})

    @property
    def months(self) -> int:
        """How many months, the circular's own included, the streaks look at."""
        return max(self.praise_full_months, self.praise_on_time_months)


def praised(months: Months, thresholds: Thresholds) -> dict:
    """Return the streaks and their villages by township. `months` begin with the circular's own and go back.

    A branch that was not expected in one of the months has no streak: it is judged by what it did.
    """
    full = _streak(months, thresholds.praise_full_months, lambda ledger: ledger.is_full)
    on_time = _streak(months, thresholds.praise_on_time_months, lambda ledger: ledger.on_time)
    return {
        "full": {"months": thresholds.praise_full_months, "groups": villages(full)},
        "on_time": {"months": thresholds.praise_on_time_months, "groups": villages(on_time)},
    }


def colours(counts: Mapping[str, int], runs: Mapping[str, Sequence[dict]], thresholds: Thresholds) -> dict | None:
    """Return how many townships have each colour, and those named and praised for it; None when none has a colour.

    `runs` are the red and the green townships ({"id", "name", "months"}) with how many months they have been so.
    """
    if not any(counts.values()):
        return None
    least = {"red": thresholds.name_red_months, "green": thresholds.praise_green_months}
    return {"counts": dict(counts)} | {
        colour: [row for row in runs[colour] if row["months"] >= months] for colour, months in least.items()
    }


def _streak(months: Months, length: int, is_good) -> list[LedgerFigures]:
    """Return the ledgers of the first month whose branch was good in each of the first `length` months."""
    if len(months) < length:
        return []
    good = [{ledger.branch for ledger in month if is_good(ledger)} for month in months[:length]]
    return [ledger for ledger in months[0] if all(ledger.branch in branches for branches in good)]


def problems(ledgers: Iterable[LedgerFigures], thresholds: Thresholds) -> list[dict]:
    """Return who has something to mend, in the order given: the villages with what is the matter, never people.

    `returns` and `score` are there when they cross the district's threshold; `reasons` say what the review found.
    """
    return [row for ledger in ledgers if (row := _problem(ledger, thresholds))]


def _problem(ledger: LedgerFigures, thresholds: Thresholds) -> dict | None:
    row = {
        "missing": int(ledger.not_received),
        "late": int(ledger.late),
        "excepted": int(ledger.by_exception),
        "unmended": int(ledger.returned_now),
        "returns": ledger.returns if ledger.returns >= thresholds.name_returned else 0,
        "score": ledger.score if ledger.score is not None and ledger.score < thresholds.name_score else None,
    }
    if not any(row[key] for key in ("missing", "late", "excepted", "unmended", "returns")) and row["score"] is None:
        return None
    return {
        "township": ledger.township[1],
        "village": ledger.village,
        "ledger": ledger.ledger,
        "reasons": [str(Reason(reason).label) for reason in Reason.values if reason in ledger.reasons],
    } | row


def quarter_problems(months: Months, thresholds: Thresholds) -> list[dict]:
    """Return who has something to mend over the quarter, each village once; the numbers count months.

    Being late counts from the district's number of months; the score is the average of the months judged.
    """
    by_branch: dict[int, list[LedgerFigures]] = {}
    for month in months:
        for ledger in month:
            by_branch.setdefault(ledger.branch, []).append(ledger)
    return [row for ledgers in by_branch.values() if (row := _quarter_problem(ledgers, thresholds))]


def _quarter_problem(ledgers: list[LedgerFigures], thresholds: Thresholds) -> dict | None:
    missing = sum(ledger.not_received for ledger in ledgers)
    late = sum(ledger.late for ledger in ledgers)
    excepted = sum(ledger.by_exception for ledger in ledgers)
    often = missing + late + excepted >= thresholds.name_late_months
    scores = [ledger.score for ledger in ledgers if ledger.score is not None]
    returns = max(ledger.returns for ledger in ledgers)
    row = {
        "missing": missing if often else 0,
        "late": late if often else 0,
        "excepted": excepted if often else 0,
        "unmended": sum(ledger.returned_now for ledger in ledgers),
        "returns": returns if returns >= thresholds.name_returned else 0,
        "score": mean(sum(scores), len(scores)) if sum(scores) < thresholds.name_score * len(scores) else None,
    }
    if not any(row[key] for key in ("missing", "late", "excepted", "unmended", "returns")) and row["score"] is None:
        return None
    found = {reason for ledger in ledgers for reason in ledger.reasons}
    return {
        "township": ledgers[0].township[1],
        "village": ledgers[0].village,
        "ledger": 0,
        "reasons": [str(Reason(reason).label) for reason in Reason.values if reason in found],
    } | row
