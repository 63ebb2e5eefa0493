"""The limits that hold for a ledger or a township, and how they are put off. Pure, but for the expressions at the end.

A month's own limits are frozen in `Month`. What puts them off only ever adds time.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from ledgers.models import Ledger

LIMITS = ("on_time_until", "locks_at", "review_by", "report_by", "rereview_by")
# By when a returned ledger is mended: a limit of the ledger alone, put off only for our own standing still.
MEND = "mend_by"
CREDITED = (*LIMITS, MEND)


@dataclass(frozen=True, slots=True)
class Limits:
    """Exclusive instants, named as in Month."""

    on_time_until: dt.datetime
    locks_at: dt.datetime
    review_by: dt.datetime
    report_by: dt.datetime
    rereview_by: dt.datetime

    @classmethod
    def of(cls, row: object) -> "Limits":
        """Return the limits that stand in the columns of a month or an extension."""
        return cls(*(getattr(row, name) for name in LIMITS))

    def later_of(self, other: "Limits") -> "Limits":
        return Limits(*map(max, astuple(self), astuple(other)))


@dataclass(frozen=True, slots=True)
class Down:
    """A stretch in which the system stood still."""

    start: dt.datetime
    end: dt.datetime

    def overlaps(self, other: "Down") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Move:
    """One limit moved on from one instant to a later one."""

    limit: str
    moved_from: dt.datetime
    moved_to: dt.datetime
    down: Down

    @property
    def hours(self) -> int:
        return math.ceil((self.moved_to - self.moved_from) / dt.timedelta(hours=1))


def put_off(limits: Limits, on_time_until: dt.datetime, rolled: Callable[[dt.datetime], dt.datetime]) -> Limits:
    """Return `limits` put off so that a ledger is on time until `on_time_until`.

    The others keep their distance in days and are `rolled` on to a working day; none comes before it was.
    """
    distance = on_time_until - limits.on_time_until
    return limits.later_of(Limits(on_time_until, *(rolled(limit + distance) for limit in astuple(limits)[1:])))


def credit_for(limit: dt.datetime, down: Down, *, window: dt.timedelta, least: dt.timedelta) -> dt.datetime | None:
    """Return to when `limit` moves because of `down`, or None when that gives no credit.

    What counts is the standstill from the last hours before the limit (`window`) to its end, also when it went on past
    the limit: the branches get back all the time that they lacked. Full hours, rounded up.
    """
    start = max(down.start, limit - window)
    if down.start >= limit or down.end - down.start <= least or down.end <= start:
        return None
    return limit + dt.timedelta(hours=math.ceil((down.end - start) / dt.timedelta(hours=1)))


def moved_on(limit: dt.datetime, moves: Iterable[Move]) -> dt.datetime:
    """Return where the moves of one kind of limit lead from `limit`."""
    following = {move.moved_from: move.moved_to for move in moves}
    while limit in following:
        limit = following[limit]
    return limit


def leading_to(limit: dt.datetime, moves: Iterable[Move]) -> set[Move]:
    """Return the moves of one kind of limit that led to `limit`, directly or one after the other."""
    moves = list(moves)
    found: set[Move] = set()
    ends = {limit}
    while new := {move for move in moves if move.moved_to in ends} - found:
        found |= new
        ends = {move.moved_from for move in new}
    return found


def outage_moves(
    limits: Limits, down: Down, given: Iterable[Move], window: dt.timedelta, least: dt.timedelta
) -> list[Move]:
    """Return how `down` moves `limits`, after the moves that were `given` already; each standstill counts once.

    A late tick may cut a standstill in two after it was credited, so what overlaps a credited one is the same.
    """
    given = list(given)
    moves = (outage_move(name, getattr(limits, name), down, given, window, least) for name in LIMITS)
    return [move for move in moves if move is not None]


def outage_move(
    name: str, limit: dt.datetime, down: Down, given: Iterable[Move], window: dt.timedelta, least: dt.timedelta
) -> Move | None:
    """Return how `down` moves one limit; None when it does not, or did so already."""
    before = leading_to(limit, (move for move in given if move.limit == name))
    if any(move.down.overlaps(down) for move in before):
        return None
    later = credit_for(limit, down, window=window, least=least)
    return None if later is None else Move(name, limit, later, down)


def with_credits(limits: Limits, moves: Iterable[Move]) -> Limits:
    """Return `limits` after the credits that were given from them. Locking never comes before being late."""
    moves = list(moves)
    moved = {name: moved_on(getattr(limits, name), (m for m in moves if m.limit == name)) for name in LIMITS}
    moved["locks_at"] = max(moved["locks_at"], moved["on_time_until"])
    return Limits(**moved)


# --- One ledger ------------------------------------------------------------------------------------------------------
def on_time_until(ledger: "Ledger") -> dt.datetime:
    """Return until when this ledger is on time: the month's limit, or a later one of its township."""
    return ledger.extended_on_time_until or ledger.month.on_time_until


def locks_at(ledger: "Ledger") -> dt.datetime:
    return ledger.extended_locks_at or ledger.month.locks_at


# The same in SQL, without another table than the month.
ON_TIME_UNTIL = Coalesce("extended_on_time_until", "month__on_time_until")
LOCKS_AT = Coalesce("extended_locks_at", "month__locks_at")
# How a ledger that came in counts, by its first hand-in. Under an exception is never on time, and counted by itself.
BY_EXCEPTION = Q(excepted_at__isnull=False, first_submitted_at=F("excepted_at"))
BEFORE_LIMIT = Q(first_submitted_at__lt=ON_TIME_UNTIL)
ON_TIME = BEFORE_LIMIT & ~BY_EXCEPTION
ON_TIME_EXTENDED = ON_TIME & Q(first_submitted_at__gte=F("month__on_time_until"))
LATE = Q(first_submitted_at__gte=ON_TIME_UNTIL) & ~BY_EXCEPTION
