"""Read contracts with where they stand and what was paid under them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from economy.enums.contract import ContractStanding
from economy.models import Contract, IncomeEntry
from economy.rules.contract import standing_of

ALARMS = (ContractStanding.NEAR, ContractStanding.EXPIRED)


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract as it stands on a day; `paid` is what was booked under it in the year of that day, in cents."""

    contract: Contract
    standing: ContractStanding
    days: int
    paid: int
    due: int

    @property
    def is_alarm(self) -> bool:
        return self.standing in ALARMS

    @property
    def owing(self) -> int:
        return max(0, self.due - self.paid)


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
    """Return each contract with its standing and the year's payments, in one query."""
    contracts = list(contracts)
    paid = dict(
        IncomeEntry.objects.valid()
        .filter(contract__in=[contract.pk for contract in contracts], book__year=today.year)
        .order_by()
        .values_list("contract")
        .annotate(cents=Sum("cents"))
    )
    return [
        ContractLine(
            contract,
            standing_of(contract, today, notice_days),
            (contract.until - today).days,
            int(paid.get(contract.pk, 0)),
            _due(contract, today),
        )
        for contract in contracts
    ]


def _due(contract: Contract, today: dt.date) -> int:
    """Return what should have come by now this year: all of it once the month of payment has passed."""
    runs = contract.since.year <= today.year <= contract.until.year and contract.ended_on is None
    return contract.yearly_cents if runs and today.month > contract.pays_by else 0
