"""The review chain: the one table of moves and the one function that performs them.

Nothing else writes a ledger's status, desk, or the instants of submission and verdict.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Level, Permission, Role
from branches.models import Membership, Organisation, User
from config.lib.verdict import YES, Answer
from ledgers import rules
from ledgers.enums import Action, Status
from ledgers.models import Ledger, LedgerStep
from ledgers.models.month import last_day_before
from ledgers.still_due import ledger_about
from notices.enums import NoticeKind
from notices.services import notices_send


class MoveRefused(Exception):
    """A move that may not be made; the message says why in the reader's words."""


SOURCES: dict[str, tuple[str, ...]] = {
    Action.SUBMIT: (Status.OPEN, Status.RETURNED),
    Action.PASS: (Status.SUBMITTED,),
    Action.RETURN: (Status.SUBMITTED,),
    Action.REPORT: (Status.PASSED,),
    Action.LOCK: (Status.OPEN, Status.RETURNED, Status.PASSED),
    Action.REOPEN: (Status.LOCKED,),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A ledger that was not moved and why."""

    ledger: Ledger
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The result of a bulk move: what was done and what was refused."""

    done: list[Ledger]
    refused: list[Refusal]


def allowed(by: User | None, ledger: Ledger, action: str, hands: rules.Hands) -> Answer:
    """Tell whether `by` may perform `action` on `ledger`; the same answer draws the button."""
    if action == Action.SUBMIT:
        return rules.may_submit(by, ledger)
    if action in (Action.PASS, Action.RETURN):
        return rules.may_judge(by, ledger, hands)
    if action == Action.REPORT:
        return rules.may_report(by, ledger)
    if action == Action.REOPEN:
        return rules.may_reopen(by, ledger)
    return YES  # the clock's own move has no person behind it


def hands_of(ledgers: Iterable[Ledger]) -> dict[int, rules.Hands]:
    """Return for each ledger who submitted and who judged it, in one query."""
    submitted: dict[int, set[int]] = defaultdict(set)
    judged: dict[int, set[tuple[int, int]]] = defaultdict(set)
    ids = [ledger.pk for ledger in ledgers]
    steps = LedgerStep.objects.filter(
        ledger__in=ids, action__in=(Action.SUBMIT, Action.PASS, Action.RETURN)
    ).values_list("ledger_id", "action", "by_id", "desk_id")
    for ledger_id, action, person, desk in steps:
        if action == Action.SUBMIT:
            submitted[ledger_id].add(person)
        else:
            judged[ledger_id].add((person, desk))
    return {pk: rules.Hands(frozenset(submitted[pk]), frozenset(judged[pk])) for pk in ids}


def next_position(
    ledger: Ledger, action: str, county_id: int, already_reported: Collection[tuple[int, int]]
) -> tuple[str, int]:
    """Return (status, desk id) after `action`. The level is the desk: passing at a township whose month is already
    reported, a pair (month id, township id), hands the ledger straight on to the district."""
    if action == Action.SUBMIT:
        return Status.SUBMITTED, ledger.township_id
    if action == Action.RETURN:
        return Status.RETURNED, ledger.branch_id
    if action == Action.REPORT or (
        action == Action.PASS
        and ledger.desk_id != county_id
        and (ledger.month_id, ledger.township_id) in already_reported
    ):
        return Status.SUBMITTED, county_id
    if action == Action.PASS:
        return Status.PASSED, ledger.desk_id
    if action == Action.REOPEN:
        return Status.RETURNED if ledger.revision else Status.OPEN, ledger.branch_id
    return Status.LOCKED, ledger.desk_id


def _instants(action: str, *, at: dt.datetime, at_county: bool, goes_to_county: bool, mend_by, until) -> dict:
    """Return the instants and limits that a move writes."""
    if action == Action.SUBMIT:
        return {
            "first_submitted_at": Coalesce(F("first_submitted_at"), Value(at)),
            "submitted_at": at,
            "revision": F("revision") + 1,
            "mend_by": None,
            "township_passed_at": None,
            "district_passed_at": None,
            "excepted_at": Case(When(exception_until__gt=at, then=Value(at)), default=F("excepted_at")),
            "exception_until": None,
        }
    if action == Action.RETURN:
        return {"mend_by": mend_by, "township_passed_at": None, "district_passed_at": None}
    if action == Action.PASS and at_county:
        return {"district_passed_at": at}
    if action == Action.PASS:
        return {"township_passed_at": at} | ({"reported_at": at} if goes_to_county else {})
    if action == Action.REPORT:
        return {"reported_at": at}
    if action == Action.REOPEN:
        return {"locked_at": None, "exception_until": until}
    return {"locked_at": at, "exception_until": None}


def ledgers_lock(ledgers: Iterable[int]) -> None:
    """Lock the rows of the ledgers with the given ids until the transaction ends, always in the same order.

    A statement of its own: one that joins the desk would, after waiting for a move that changes the desk, find
    that the row no longer matches its join and return nothing (PostgreSQL, Read Committed).
    """
    rows = Ledger.objects.select_for_update().filter(pk__in=ledgers).order_by("pk")
    list(rows.values_list("pk", flat=True))


def ledger_lock(pk: int) -> Ledger:
    """Lock one ledger until the transaction ends and return it as it is after the wait."""
    ledgers_lock([pk])
    return Ledger.objects.select_related("branch", "township", "desk", "month__district").get(pk=pk)


@transaction.atomic
def ledgers_move(
    *,
    ledgers: Sequence[int],
    action: str,
    by: User | None,
    at: dt.datetime,
    reason: str = "",
    revisions: dict[int, int] | None = None,
    mend_by: dt.datetime | None = None,
    until: dt.datetime | None = None,
    already_reported: Collection[tuple[int, int]] = (),
    extra: dict | None = None,
) -> Moved:
    """Move the ledgers with the given ids and return which moved and which were refused, with reasons.

    In this order: lock the rows; ask the table and the rule for each; write status, desk and instants in one UPDATE
    per target; append a step each; put a message into the secretaries' lists when ledgers are returned.

    `revisions` maps an id to the revision the person saw: a ledger that changed since is refused. `already_reported`
    are the pairs (month id, township id) of months that the township has handed on. `until` ends the exception under
    which a ledger is opened again; without it the ledger's own limits hold, which were put off. `extra` are further
    columns to write (the receipt of a submission). The number of queries does not depend on the number of ledgers.
    """
    ledgers_lock(ledgers)
    rows = list(
        Ledger.objects.filter(pk__in=ledgers)
        .select_related("branch", "desk", "month__district", "township")
        .order_by("pk")
    )
    hands = hands_of(rows)
    answers = {ledger.pk: allowed(by, ledger, action, hands[ledger.pk]) for ledger in rows}
    late = {ledger.pk for ledger in rows if ledger.status not in SOURCES[action] or _was_handed_on(by, ledger, action)}
    last_steps = _last_steps(late) if late else {}
    done, refused = [], []
    for ledger in rows:
        answer = answers[ledger.pk]
        if ledger.pk in late:
            refused.append(Refusal(ledger, _already_dealt_with(ledger, answer, last_steps.get(ledger.pk))))
        elif not answer:
            refused.append(Refusal(ledger, answer.reason))
        elif revisions and revisions.get(ledger.pk, ledger.revision) != ledger.revision:
            refused.append(Refusal(ledger, _("支部刚刚重新提交了第%(n)d版，请重新打开再审。") % {"n": ledger.revision}))
        else:
            done.append(ledger)

    targets: dict[tuple, list[Ledger]] = defaultdict(list)
    for ledger in done:
        county = ledger.month.district_id
        status, desk = next_position(ledger, action, county, already_reported)
        targets[status, desk if desk != ledger.branch_id else None, ledger.desk_id == county, county].append(ledger)
    for (status, desk, at_county, county), group in targets.items():
        changes = _instants(
            action, at=at, at_county=at_county, goes_to_county=desk == county, mend_by=mend_by, until=until
        )
        Ledger.objects.filter(pk__in=[ledger.pk for ledger in group]).update(
            status=status, desk_id=F("branch_id") if desk is None else desk, **changes, **(extra or {})
        )
    LedgerStep.objects.bulk_create(
        LedgerStep(
            ledger=ledger,
            action=action,
            from_status=ledger.status,
            to_status=status,
            desk_id=ledger.desk_id,
            revision=ledger.revision + (action == Action.SUBMIT),
            by=by,
            at=at,
            reason=reason,
        )
        for (status, *_target), group in targets.items()
        for ledger in group
    )
    if action == Action.RETURN and done:
        _tell_secretaries(done, reason=reason, mend_by=mend_by, at=at)
    return Moved(done, refused)


def ledger_move(*, ledger: Ledger, action: str, by: User | None, at: dt.datetime, **more) -> Ledger:
    """Move one ledger and return it fresh from the database; raises MoveRefused with the reason."""
    moved = ledgers_move(ledgers=[ledger.pk], action=action, by=by, at=at, **more)
    if moved.refused:
        raise MoveRefused(moved.refused[0].reason)
    return Ledger.objects.select_related("branch", "township", "desk", "month__district").get(pk=ledger.pk)


def _was_handed_on(by: User | None, ledger: Ledger, action: str) -> bool:
    """Tell whether a township's reviewer comes too late because a colleague has sent the ledger on to the district."""
    return (
        action in (Action.PASS, Action.RETURN)
        and ledger.desk_id == ledger.month.district_id
        and by.may(Permission.REVIEW_TOWNSHIP)
        and bool(rules.is_in_scope(by, ledger))
    )


def _last_steps(ledgers: Iterable[int]) -> dict[int, LedgerStep]:
    """Return the latest step of each of the ledgers with the given ids, in one query."""
    steps = LedgerStep.objects.filter(ledger__in=ledgers).select_related("by")
    return {step.ledger_id: step for step in steps.order_by("ledger", "-pk").distinct("ledger")}


def _already_dealt_with(ledger: Ledger, answer: Answer, last: LedgerStep | None) -> str:
    """Say who dealt with the ledger and when, so that two reviewers find each other."""
    if last is None or last.by is None:
        return answer.reason or _("这份台账现在的状态是“%(state)s”。") % {"state": ledger.get_status_display()}
    return _("%(who)s已在%(when)s%(what)s这份台账。") % {
        "who": last.by,
        "when": f"{timezone.localtime(last.at):%m-%d %H:%M}",
        "what": last.get_action_display(),
    }


def secretaries_of(branch_ids: Iterable[int]) -> dict[int, list[User]]:
    """Return the current secretaries of each branch."""
    found: dict[int, list[User]] = defaultdict(list)
    for held in (
        Membership.objects.current()
        .filter(role=Role.SECRETARY, organisation__in=list(branch_ids))
        .select_related("user")
    ):
        found[held.organisation_id].append(held.user)
    return found


def _tell_secretaries(ledgers: list[Ledger], *, reason: str, mend_by: dt.datetime | None, at: dt.datetime) -> None:
    """Put the return into the list of every current secretary of the branch, with reason and date."""
    secretaries = secretaries_of(ledger.branch_id for ledger in ledgers)
    if mend_by:
        day = last_day_before(mend_by)
        limit = _("请在%(month)d月%(day)d日24:00前改好再提交。") % {"month": day.month, "day": day.day}
        reason = f"{limit}\n{reason}"
    for ledger in ledgers:
        title = _("%(month)s台账被退回，请修改") % {"month": ledger.month.label}
        notices_send(
            recipients=secretaries[ledger.branch_id],
            key=f"returned:{ledger.pk}:{ledger.revision}:{ledger.desk_id}",
            title=title,
            body=reason,
            url=f"/ledgers/{ledger.month.key}/",
            kind=NoticeKind.RETURNED,
            outside=title,
            place=ledger.branch_id,
            about=ledger_about(ledger.pk, Status.RETURNED, ledger.revision),
            at=at,
        )


def desk_of(ledger: Ledger) -> str:
    """Return in words whose turn it is: the branch, the township, or the district's organisation department."""
    desk: Organisation = ledger.desk
    if desk.level == Level.COUNTY:
        return _("区委组织部")
    return desk.short_name
