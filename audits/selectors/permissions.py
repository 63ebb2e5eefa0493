"""What a person may do with each row of the queue, and why not: the buttons, the keys and the services ask the same.

The service asks `ledgers.chain.allowed` again, under a lock, for what may have changed since the page was drawn.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from audits.rules import Way, may_reopen
from branches.enums import Level
from branches.models import Organisation, User
from config.lib.verdict import Answer
from ledgers.chain import allowed, hands_of
from ledgers.enums import Action, Status
from ledgers.models import Ledger, LedgerStep, LockException, Month
from ledgers.rules import Hands

NO_HANDS = Hands()
AT_DESK = (Status.SUBMITTED, Status.PASSED)


# Neither slots nor equality: each answer is kept once it was asked for, and what matters is only what is answered.
@dataclass(frozen=True, eq=False, repr=False)
class May:
    """Whether a person may pass, return and reopen a ledger; each answer says why not, and is asked for when needed."""

    by: User
    ledger: Ledger
    hands: Hands
    asked: LockException | None = None

    @cached_property
    def passing(self) -> Answer:
        return allowed(self.by, self.ledger, Action.PASS, self.hands)

    @cached_property
    def returning(self) -> Answer:
        return allowed(self.by, self.ledger, Action.RETURN, self.hands)

    @cached_property
    def reopening(self) -> Way:
        return may_reopen(self.by, self.ledger, self.asked)

    @property
    def judging(self) -> bool:
        return bool(self.passing or self.returning)


def ledger_permissions(by: User, ledger: Ledger) -> May:
    """Return what `by` may do with one ledger, which comes with its branch and desk loaded."""
    asked = None
    if ledger.status == Status.LOCKED:
        asked = LockException.objects.open().filter(ledger=ledger).first()
        if asked is not None:
            asked.ledger = ledger
    return May(by, ledger, hands_of([ledger])[ledger.pk], asked)


def own_hands(by: User, month: Month) -> dict[int, Hands]:
    """Return by the ledger's id where `by` had a hand in ledgers of `month`, in one query."""
    submitted, judged = set(), defaultdict(set)
    steps = (
        LedgerStep.objects.filter(by=by, ledger__month=month, action__in=(Action.SUBMIT, Action.PASS, Action.RETURN))
        .order_by()
        .values_list("ledger_id", "action", "desk_id")
    )
    for pk, action, desk in steps:
        if action == Action.SUBMIT:
            submitted.add(pk)
        else:
            judged[pk].add((by.pk, desk))
    return {
        pk: Hands(frozenset([by.pk] if pk in submitted else ()), frozenset(judged.get(pk, ())))
        for pk in submitted | judged.keys()
    }


def asked_in(month: Month) -> dict[int, LockException]:
    """Return the running requests for locked ledgers of `month` (补报申请) by the ledger's id, in one query."""
    found = LockException.objects.open().filter(ledger__month=month, ledger__status=Status.LOCKED)
    return {asked.ledger_id: asked for asked in found}


def row_permissions(
    by: User, month: Month, rows: Iterable[tuple[int, str, int, str, dt.datetime | None]]
) -> dict[int, May]:
    """Return what `by` may do with each row (ledger id, status, desk id, township's name, when the township passed it).

    One query, and one more when a row is locked. The rows come from `visible_to(by)`, so that their branches are in
    scope. Rows that are alike in all that the rules ask (state, desk, own hand in them, a running request) share one
    answer, asked of a ledger that stands for them.
    """
    rows = list(rows)
    hands = own_hands(by, month)
    requests = asked_in(month) if any(row[1] == Status.LOCKED for row in rows) else {}
    path = next(iter(by.party_scope.prefixes), "")
    asked: dict[tuple, May] = {}
    found = {}
    for pk, status, desk, township, passed_at in rows:
        mine = hands.get(pk, NO_HANDS)
        request = requests.get(pk)
        # The branch's own desk is never asked about: only what came in lies with somebody, or was passed by them.
        key = (status, desk if status in AT_DESK else None, passed_at is None, mine, request and request.pk)
        if key not in asked:
            at_county = desk == month.district_id
            level, name = (Level.COUNTY, month.district.name) if at_county else (Level.TOWNSHIP, township)
            stand_in = Ledger(
                status=status,
                desk=Organisation(pk=desk, level=level, name=name),
                branch=Organisation(path=path),
                township_passed_at=passed_at,
            )
            if request is not None:
                request.ledger = stand_in
            asked[key] = May(by, stand_in, mine, request)
        found[pk] = asked[key]
    return found
