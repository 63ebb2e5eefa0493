"""The month's commonest problems: by reason and by remark, each with the townships that have them."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from audits.enums import REASON_CLASSES, Reason
from audits.models import RemarkUse, Verdict
from audits.selectors.queue import townships_for
from branches.models import User
from ledgers.models import Month

TOP = 10


class Counted(NamedTuple):
    """A number of ledgers with the address of the queue that lists them."""

    label: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason or a remark with the number of ledgers that have it, in all and by township."""

    label: str
    note: str
    total: Counted
    townships: list[Counted]


def ranked(found: Iterable[tuple[Hashable, int, int]]) -> list[tuple[Hashable, int, list[tuple[int, int]]]]:
    """Return the ten things most ledgers have: (thing, ledgers, [(township, ledgers)]), each the most first.

    `found` are triples (thing, township, ledger) that may repeat: a ledger counts once for a thing. What is equal
    keeps the order in which it was found.
    """
    ledgers: dict[Hashable, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for thing, township, ledger in found:
        ledgers[thing][township].add(ledger)
    counted = [
        (
            thing,
            sum(len(each) for each in townships.values()),
            sorted(((pk, len(each)) for pk, each in townships.items()), key=lambda pair: -pair[1]),
        )
        for thing, townships in ledgers.items()
    ]
    return sorted(counted, key=lambda row: -row[1])[:TOP]


class MonthProblems:
    """The month's problems in the user's scope, in three queries.

    A problem is counted by the ledgers that have it in any of their verdicts, as the circular counts it; both levels
    naming one count once. `by_reason` follows the order of the reasons where numbers are equal.
    """

    def __init__(self, user: User, month: Month) -> None:
        self.address = reverse("audits:queue", args=[month.key])
        self.names = dict(townships_for(user, month))
        self.by_reason = self._reasons(user, month)
        self.by_remark = self._remarks(user, month)

    def _reasons(self, user: User, month: Month) -> list[Problem]:
        verdicts = Verdict.objects.visible_to(user).filter(ledger__month=month).exclude(lost={})
        order = {code: position for position, code in enumerate(Reason.values)}
        found = sorted(
            (
                (line["reason"], township, ledger)
                for ledger, township, lost in verdicts.values_list("ledger_id", "ledger__township_id", "lost")
                for line in lost.values()
                if line["reason"] in order
            ),
            key=lambda triple: order[triple[0]],
        )
        return [
            self._problem(str(Reason(code).label), str(REASON_CLASSES[code].label), {"reason": code}, number, townships)
            for code, number, townships in ranked(found)
        ]

    def _remarks(self, user: User, month: Month) -> list[Problem]:
        uses = RemarkUse.objects.visible_to(user).filter(verdict__ledger__month=month).order_by("remark_id")
        rows = list(
            uses.values_list(
                "remark_id", "remark__text", "remark__reason", "verdict__ledger__township_id", "verdict__ledger_id"
            )
        )
        words = {pk: (text, str(Reason(reason).label)) for pk, text, reason, _township, _ledger in rows}
        found = ((pk, township, ledger) for pk, _text, _reason, township, ledger in rows)
        return [self._problem(*words[pk], {"remark": pk}, number, townships) for pk, number, townships in ranked(found)]

    def _problem(self, label: str, note: str, query: dict, number: int, townships: list[tuple[int, int]]) -> Problem:
        def counted(name: str, count: int, **more) -> Counted:
            return Counted(name, count, f"{self.address}?{urlencode({'state': 'all'} | query | more)}")

        return Problem(
            label,
            note,
            counted(label, number),
            [counted(self.names.get(pk, ""), count, township=pk) for pk, count in townships],
        )
