"""The clock's own heartbeat, and credit for the hours in which the system stood still before a limit."""

import datetime as dt

from django.db import connection, transaction
from django.utils.translation import gettext as _

from audits.models import Circular, Heartbeat
from audits.services.finding_credits import finding_credits_give
from audits.uptime import TOLERANCE, joined, outage_rules, standstills
from ledgers.chain import secretaries_of
from ledgers.enums import Status
from ledgers.limits import MEND, Down, Move, outage_move, outage_moves
from ledgers.models import Ledger, Month, OutageCredit
from ledgers.selectors.limits import extension_notes, month_limits, moves_in
from ledgers.selectors.rules import rule_history
from ledgers.services.limits import limits_extend, mending_put_off, month_lock
from ledgers.still_due import ledger_about
from ledgers.words import limit_in_words
from notices.enums import NoticeKind
from notices.services import Letter, notices_deliver

# Any number that nothing else in the database uses as an advisory lock.
HEARTBEAT_LOCK = 0x4C54


@transaction.atomic
def heartbeat_leave(*, at: dt.datetime) -> None:
    """Note that the clock ticked at `at`. Ticks may come twice, late or in any order: the stretches come out the same.

    As a rule this moves the end of one row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [HEARTBEAT_LOCK])
    near = list(Heartbeat.objects.filter(started_at__lte=at + TOLERANCE, last_at__gte=at - TOLERANCE))
    (start, end), *others = joined([(at, at), *((row.started_at, row.last_at) for row in near)])
    assert not others, "what is near a tick is one stretch with it"
    if not near:
        Heartbeat.objects.create(started_at=start, last_at=end)
        return
    first, *absorbed = near
    Heartbeat.objects.filter(pk__in=[row.pk for row in absorbed]).delete()
    if (first.started_at, first.last_at) != (start, end):
        Heartbeat.objects.filter(pk=first.pk).update(started_at=start, last_at=end)


def credits_give(*, at: dt.datetime) -> int:
    """Put off each limit shortly before which the system stood still, once, and return how many were.

    Only in months that were open before the standstill, up to their circular: an installation that was set up later
    or stood idle afterwards gives no credit. The limits of findings move by the same rule.
    """
    beats = list(Heartbeat.objects.filter(started_at__lte=at).values_list("started_at", "last_at"))
    downs = standstills(joined(beats))
    if not downs:
        return 0
    given = 0
    running = Month.objects.filter(
        opened_at__lt=downs[-1].start, circular_by__gt=downs[0].end, circular_by__gte=at - dt.timedelta(days=90)
    )
    for month in running.order_by("pk"):
        counted = [down for down in downs if month.opened_at < down.start and down.end < month.circular_by]
        if counted:
            given += _give(month.pk, counted, at)
    return given + finding_credits_give(downs=downs, at=at)


@transaction.atomic
def _give(pk: int, downs: list[Down], at: dt.datetime) -> int:
    month = month_lock(pk)
    window, least = outage_rules(rule_history(month.district_id, month).on(month.month))
    mended = _give_menders(month, downs, window, least, at)
    if Circular.objects.filter(month=month, signed_at__isnull=False).exists():
        return mended
    rows: list[OutageCredit] = []
    holding, given = month_limits(month), moves_in(month)
    for down in downs:
        moves = {move for limits in holding.all() for move in outage_moves(limits, down, given, window, least)}
        if moves:
            in_order = sorted(moves, key=lambda move: (move.limit, move.moved_from))
            rows += [_written(month, move, at) for move in in_order]
            holding, given = month_limits(month), [*given, *moves]
    if rows:
        limits_extend(month=month, by=None, at=at, reason=_reason(rows))
        _tell_branches(month, rows, at)
    return mended + len(rows)


def _give_menders(month: Month, downs: list[Down], window: dt.timedelta, least: dt.timedelta, at: dt.datetime) -> int:
    """Put off by when the returned ledgers of `month` are to be mended; return how many limits moved.

    Also after the circular is signed: what a branch still mends is no figure in it.
    """
    waiting = Ledger.objects.filter(month=month, status=Status.RETURNED, mend_by__gt=downs[0].start)
    limits = set(waiting.values_list("mend_by", flat=True))
    if not limits:
        return 0
    given = [move for move in moves_in(month) if move.limit == MEND]
    count = 0
    for down in downs:
        # The latest first: what this standstill moves on to a limit is not to be taken for what was there before.
        for limit in sorted(limits, reverse=True):
            move = outage_move(MEND, limit, down, given, window, least)
            if move is None or not (moved := mending_put_off(month=month, move=move)):
                continue
            _tell_menders(_written(month, move, at), moved, at)
            given.append(move)
            limits.add(move.moved_to)
            count += 1
    return count


def _tell_menders(row: OutageCredit, ledgers: list[Ledger], at: dt.datetime) -> None:
    secretaries = secretaries_of(ledger.branch_id for ledger in ledgers)
    title = _("%(month)s台账退回后改好的期限顺延了：%(reason)s") % {
        "month": row.month.label,
        "reason": _reason([row]),
    }
    body = _("%(limit)s前改好再提交。") % {"limit": limit_in_words(row.moved_to)}
    letters = [
        Letter(
            person,
            f"outage:mend:{row.pk}:{ledger.pk}",
            title,
            body,
            f"/ledgers/{row.month.key}/",
            kind=NoticeKind.RETURNED,
            outside=title,
            place=ledger.branch_id,
            about=ledger_about(ledger.pk, Status.RETURNED, ledger.revision),
        )
        for ledger in ledgers
        for person in secretaries[ledger.branch_id]
    ]
    notices_deliver(letters=letters, at=at)


def _written(month: Month, move: Move, at: dt.datetime) -> OutageCredit:
    return OutageCredit.objects.create(
        month=month,
        limit=move.limit,
        moved_from=move.moved_from,
        moved_to=move.moved_to,
        down_from=move.down.start,
        down_until=move.down.end,
        hours=move.hours,
        at=at,
    )


def _reason(rows: list[OutageCredit]) -> str:
    return _("系统停机%(hours)d小时，截止时间顺延") % {"hours": max(row.hours for row in rows)}


def _tell_branches(month: Month, rows: list[OutageCredit], at: dt.datetime) -> None:
    """Tell the branches that still owe their ledger; those who are done hear nothing."""
    if not any(row.limit in ("on_time_until", "locks_at") and row.moved_to > at for row in rows):
        return
    owing = list(
        Ledger.objects.filter(month=month, status=Status.OPEN, extended_locks_at__gt=at).select_related("month")
    )
    secretaries = secretaries_of(ledger.branch_id for ledger in owing)
    bodies: dict[tuple, str] = {}
    letters = []
    for ledger in owing:
        same = ledger.township_id, ledger.extended_on_time_until, ledger.extended_locks_at
        if same not in bodies:
            bodies[same] = "\n".join(extension_notes(ledger))
        title = _("%(month)s台账的截止时间顺延了：%(reason)s") % {"month": month.label, "reason": _reason(rows)}
        letters += [
            Letter(person, f"outage:{month.pk}:{rows[0].pk}", title, bodies[same], f"/ledgers/{month.key}/")
            for person in secretaries[ledger.branch_id]
        ]
    notices_deliver(letters=letters, at=at)
