"""Where a contract stands on a day, and what may be written of it."""

import datetime as dt

from django.utils.translation import gettext as _

from config.lib.months import years_later
from config.lib.verdict import YES, Answer, No
from economy.enums.contract import ContractKind, ContractStanding
from economy.models import Contract
from economy.models.contract import LONGEST_LEASE


def standing_of(contract: Contract, today: dt.date, notice_days: int) -> ContractStanding:
    """Return where a contract stands: near its end `notice_days` before its last day, expired on the day after it."""
    if contract.ended_on is not None:
        return ContractStanding.ENDED
    if today > contract.until:
        return ContractStanding.EXPIRED
    if (contract.until - today).days <= notice_days:
        return ContractStanding.NEAR
    return ContractStanding.RUNNING if today >= contract.since else ContractStanding.COMING


def dues_until(contract: Contract, first_year: int, last_day: dt.date) -> int:
    """Return how often the yearly sum has fallen due from `first_year` on up to and with `last_day`.

    It falls due when its month begins, in each year in which that day lies in the term.
    """
    days = (dt.date(year, contract.pays_by, 1) for year in range(first_year, last_day.year + 1))
    return sum(contract.since <= day <= min(contract.until, last_day) for day in days)


def is_term(kind: str, signed_on: dt.date, since: dt.date, until: dt.date) -> tuple[Answer, str]:
    """Tell whether the days of a contract are possible, with the field that says otherwise.

    A lease is void beyond twenty years (民法典 第七百零五条); land let under its own law may run longer.
    """
    if since < signed_on:
        return No(_("起始日期不能早于签订日期。")), "since"
    if until < since:
        return No(_("最后一天不能早于起始日期。")), "until"
    if kind == ContractKind.LEASE and until >= years_later(since, LONGEST_LEASE):
        return No(_("租赁期限不能超过20年（民法典第七百零五条）。")), "until"
    return YES, ""
