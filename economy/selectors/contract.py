"""Read contracts with where they stand and what was paid under them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from economy.enums.contract import ContractStanding
from economy.models import Contract, IncomeEntry
from economy.rules.contract import dues_until, standing_of

ALARMS = (ContractStanding.NEAR, ContractStanding.EXPIRED)


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract as it stands on a day, in cents: what fell `due` and was `paid` in the year of that day, and what the
    years before left over (`before`, negative when more was paid than was due)."""

    contract: Contract
    standing: ContractStanding
    days: int
    paid: int
    due: int
    before: int = 0

    @property
    def is_alarm(self) -> bool:
        return self.standing in ALARMS

    @property
    def owing(self) -> int:
        return max(0, self.before + self.due - self.paid)

    @property
    def ahead(self) -> int:
        return max(0, -self.before)


def narrowed(contracts: QuerySet, standing: str, today: dt.date, notice_days: int) -> QuerySet:
    """Return the contracts that stand so on `today`; all of them for what is no standing."""
    near = today + dt.timedelta(days=notice_days)
    of = {
        ContractStanding.COMING: Q(ended_on=None, since__gt=today, until__gt=near),
        ContractStanding.RUNNING: Q(ended_on=None, since__lte=today, until__gt=near),
        ContractStanding.NEAR: Q(ended_on=None, until__gte=today, until__lte=near),
        ContractStanding.EXPIRED: Q(ended_on=None, until__lt=today),
        ContractStanding.ENDED: Q(ended_on__isnull=False),
    }
    return contracts.filter(of[standing]) if standing in of else contracts


def counts_of(contracts: QuerySet, today: dt.date, notice_days: int) -> list[tuple[str, str, int]]:
    """Return (code, label, how many) by standing, in one query."""
    rows = contracts.order_by().values_list("since", "until", "ended_on")
    found = dict.fromkeys(ContractStanding, 0)
    for since, until, ended_on in rows:
        found[standing_of(Contract(since=since, until=until, ended_on=ended_on), today, notice_days)] += 1
    return [(standing.value, str(standing.label), count) for standing, count in found.items()]


def lines_of(contracts: Iterable[Contract], today: dt.date, notice_days: int) -> list[ContractLine]:
    """Return each contract with its standing and payments, in one query."""
    contracts = list(contracts)
    paid: dict[int, dict[int, int]] = defaultdict(dict)
    rows = (
        IncomeEntry.objects.valid()
        .filter(contract__in=[contract.pk for contract in contracts], book__year__lte=today.year)
        .order_by()
        .values_list("contract", "book__year")
        .annotate(cents=Sum("cents"))
    )
    for contract, year, cents in rows:
        paid[contract][year] = int(cents)
    return [_line(contract, paid[contract.pk], today, notice_days) for contract in contracts]


def _line(contract: Contract, paid: dict[int, int], today: dt.date, notice_days: int) -> ContractLine:
    """Reckon what came against what was due; a settled contract owes nothing any more.

    Years count from the one in which the contract was registered, or the first with a payment: what was paid before
    that is not in these books.
    """
    due = before = 0
    this = paid.get(today.year, 0)
    if contract.ended_on is None:
        first = min([timezone.localtime(contract.at).year, *paid])
        last_year = dt.date(today.year - 1, 12, 31)
        past = dues_until(contract, first, last_year)
        due = (dues_until(contract, first, today) - past) * contract.yearly_cents
        before = past * contract.yearly_cents - (sum(paid.values()) - this)
    standing = standing_of(contract, today, notice_days)
    return ContractLine(contract, standing, (contract.until - today).days, this, due, before)
