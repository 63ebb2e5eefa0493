"""Give verdicts (审查结论), pass many ledgers at once, report a township's month (统一报送)."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from audits import rules
from audits.enums import Outcome, Reason, ReviewLevel
from audits.models import ChecklistItem, TownshipReport, Verdict
from audits.selectors.samples import is_blind, kept_from_bulk
from audits.selectors.township import checklist_items, township_month, township_verdicts
from audits.services.findings import findings_of_verdict
from audits.services.remarks import uses_note
from branches.calendar import holiday_overrides
from branches.enums import Level
from branches.models import Organisation, User
from config.lib.workdays import add_workdays
from ledgers.chain import Moved, MoveRefused, Refusal, allowed, hands_of, ledger_move, ledgers_lock, ledgers_move
from ledgers.enums import Action, Status
from ledgers.models import Ledger, Month
from ledgers.services.months import end_of_day


class VerdictInvalid(Exception):
    """The verdict lacks something; `errors` maps an item's code, "outcome" or "comment" to a sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__("".join(errors.values()))


class ReportRefused(Exception):
    """The township's month cannot be reported; the message names who is missing."""


def level_of(ledger: Ledger) -> str:
    """Return the level whose turn it is: it follows from the desk."""
    return ReviewLevel.DISTRICT if ledger.desk.level == Level.COUNTY else ReviewLevel.TOWNSHIP


def mend_limit(month: Month, at: dt.datetime) -> dt.datetime:
    """Return 24:00 of the day by which a ledger returned at `at` is to be mended, in the month's own working days."""
    last = add_workdays(timezone.localtime(at).date(), month.frozen_value("chain.mend_workdays"), holiday_overrides())
    return end_of_day(last)


def told(items: Sequence[ChecklistItem], lost: Mapping[str, Mapping], comment: str) -> str:
    """Return the verdict in the words that the secretary reads: a line for each item, then the comment."""
    texts = {item.code: item.text for item in items}
    lines = [
        _("%(item)s：扣 %(points)d 分，%(reason)s%(note)s")
        % {
            "item": texts[code],
            "points": line["points"],
            "reason": Reason(line["reason"]).label,
            "note": f"（{line['note']}）" if line.get("note") else "",
        }
        for code, line in lost.items()
    ]
    return "\n".join([*lines, comment] if comment else lines)


def _tidy(lost: Mapping[str, Mapping]) -> dict[str, dict]:
    """Return `lost` with exactly the keys that are kept."""
    return {
        code: {
            "points": line.get("points"),
            "reason": str(line.get("reason", "")),
            "note": line.get("note", "").strip(),
        }
        for code, line in lost.items()
    }


def _reported(ledgers: Iterable[int]) -> Collection[tuple[int, int]]:
    """Return the pairs (month id, township id) among the ledgers' for which the township has reported."""
    reports = TownshipReport.objects.filter(month__ledgers__in=list(ledgers), township=F("month__ledgers__township"))
    return set(reports.values_list("month_id", "township_id"))


@transaction.atomic
def verdict_give(
    *,
    ledger: Ledger,
    outcome: str,
    lost: Mapping[str, Mapping],
    comment: str,
    revision: int,
    by: User,
    at: dt.datetime,
    listed: Collection[str] = (),
) -> Verdict:
    """Judge `revision` of a ledger for the level on whose desk it lies, and move it along.

    `lost` maps an item's code to {"points": int, "reason": Reason, "note": text}; the note may be left out. The
    score is 100 less the points. A return tells the branch's secretaries why and until when. In this order: lock,
    ask the chain's rule, check the form, move, write the verdict and which remarks it uses, list the lines whose codes
    are in `listed` as findings (问题清单); all or nothing.

    Raises MoveRefused when the ledger is not to be judged by this person now (someone else was faster, the branch
    has handed in a newer revision …), VerdictInvalid when something is missing from the form.
    """
    # The lock comes before the look at the township's report, which locks the same rows: neither misses the other.
    ledgers_lock([ledger.pk])
    ledger = Ledger.objects.select_related("branch", "township", "desk", "month__district").get(pk=ledger.pk)
    level, lost, comment = level_of(ledger), _tidy(lost), comment.strip()
    action = Action.RETURN if outcome == Outcome.RETURN else Action.PASS
    items = checklist_items(ledger.month)
    township = township_verdicts([ledger]).get(ledger.pk) if level == ReviewLevel.DISTRICT else None

    # Whoever may not judge at all is told so by the chain below and not about the form.
    is_mine = ledger.status == Status.SUBMITTED and ledger.revision == revision
    if is_mine and allowed(by, ledger, action, hands_of([ledger])[ledger.pk]):
        errors = rules.verdict_errors(
            items=items,
            outcome=outcome,
            lost=lost,
            comment=comment,
            is_district=level == ReviewLevel.DISTRICT,
            is_blind=is_blind(ledger),
            township=township,
        )
        if errors:
            raise VerdictInvalid(errors)
    reason = told(items, lost, comment) if not rules.lost_errors(items, lost) else comment
    ledger_move(
        ledger=ledger,
        action=action,
        by=by,
        at=at,
        reason=reason,
        revisions={ledger.pk: revision},
        mend_by=mend_limit(ledger.month, at) if action == Action.RETURN else None,
        already_reported=_reported([ledger.pk]),
    )
    score = rules.score_of(lost)
    verdict = Verdict.objects.create(
        ledger=ledger,
        level=level,
        revision=revision,
        outcome=outcome,
        score=score,
        lost=lost,
        comment=comment or (reason if outcome == Outcome.RETURN else ""),
        agrees=rules.agrees_with(township, outcome, score) if level == ReviewLevel.DISTRICT else None,
        by=by,
        at=at,
    )
    uses_note(verdict=verdict, ledger=ledger, comment=comment)
    findings_of_verdict(verdict=verdict, items=items, codes=listed, by=by, at=at)
    return verdict


@transaction.atomic
def verdict_agree(*, ledger: Ledger, revision: int, by: User, at: dt.datetime) -> Verdict:
    """Give the district's verdict as a copy of the township's on `revision`; raises MoveRefused.

    Never of a ledger that was drawn for the strict re-check: its verdict is the district's own.
    """
    ledgers_lock([ledger.pk])
    ledger = Ledger.objects.select_related("month").get(pk=ledger.pk)
    if is_blind(ledger):
        raise MoveRefused(_("抽中的台账要独立复审，不能直接同意乡镇结论，请自己填审查表。"))
    moved = _pass({ledger.pk: revision}, by=by, at=at)
    if moved.refused:
        raise MoveRefused(moved.refused[0].reason)
    return Verdict.objects.get(ledger=ledger, level=level_of(moved.done[0]), revision=revision)


@transaction.atomic
def verdicts_pass(*, revisions: Mapping[int, int], by: User, at: dt.datetime) -> Moved:
    """Pass the chosen ledgers and return which passed and which were refused, each with its reason.

    `revisions` maps a ledger's id to the revision that the person saw. At a township each passes with the full
    score, at the district with the township's score and points, as an agreement. Each row is checked by the same
    rule as a single verdict; the number of queries does not depend on the number of ledgers. What a sample has drawn,
    or may still draw, is refused: the district judges it by itself.
    """
    ledgers_lock(revisions)
    kept = kept_from_bulk(revisions)
    moved = _pass({pk: revision for pk, revision in revisions.items() if pk not in kept}, by=by, at=at)
    refused = Ledger.objects.filter(pk__in=kept).select_related("branch").order_by("pk") if kept else ()
    return Moved(moved.done, [*moved.refused, *(Refusal(ledger, kept[ledger.pk]) for ledger in refused)])


def _pass(revisions: Mapping[int, int], *, by: User, at: dt.datetime) -> Moved:
    """Pass the locked ledgers and write their verdicts."""
    moved = ledgers_move(
        ledgers=list(revisions),
        action=Action.PASS,
        by=by,
        at=at,
        revisions=dict(revisions),
        already_reported=_reported(revisions),
    )
    at_district = [ledger for ledger in moved.done if level_of(ledger) == ReviewLevel.DISTRICT]
    township = township_verdicts(at_district) if at_district else {}
    Verdict.objects.bulk_create(_copied(ledger, township.get(ledger.pk), by=by, at=at) for ledger in moved.done)
    return moved


def _copied(ledger: Ledger, township: Verdict | None, *, by: User, at: dt.datetime) -> Verdict:
    """Return the verdict that passes `ledger`: the full score, or the township's where the district agrees."""
    level = level_of(ledger)
    score, lost = (township.score, township.lost) if township else (rules.FULL_SCORE, {})
    return Verdict(
        ledger=ledger,
        level=level,
        revision=ledger.revision,
        outcome=Outcome.PASS,
        score=score,
        lost=lost,
        agrees=rules.agrees_with(township, Outcome.PASS, score) if level == ReviewLevel.DISTRICT else None,
        by=by,
        at=at,
    )


@transaction.atomic
def month_report(*, month: Month, township: Organisation, by: User, at: dt.datetime, note: str = "") -> TownshipReport:
    """Hand the township's month to the district: all passed ledgers in one act.

    Ledgers that are still being mended follow by themselves when they pass. Raises ReportRefused while a branch is
    unreviewed, or owes its ledger before the lock, and when the month was reported before.
    """
    # All of the township's rows: a verdict or a new submission comes either before the count or after the report.
    ledgers_lock(list(Ledger.objects.filter(month=month, township=township).values_list("pk", flat=True)))
    state = township_month(month, township)
    if not (answer := rules.may_report_month(by, month, township, state)):
        raise ReportRefused(answer.reason)
    passed = Ledger.objects.filter(month=month, township=township, desk=township, status=Status.PASSED)
    moved = ledgers_move(
        ledgers=list(passed.values_list("pk", flat=True)), action=Action.REPORT, by=by, at=at, reason=note.strip()
    )
    if moved.refused:
        raise ReportRefused(moved.refused[0].reason)
    return TownshipReport.objects.create(
        month=month,
        township=township,
        by=by,
        at=at,
        passed=len(moved.done),
        returned=state.returned,
        not_received=state.not_received,
        note=note.strip(),
    )
