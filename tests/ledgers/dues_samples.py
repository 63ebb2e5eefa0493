"""Dues as tests need them: a year of ledgers, payments, standards."""

import datetime as dt

from config.lib.months import previous_month
from ledgers.models import DuesStandard, Ledger, Member, Month
from ledgers.services.dues import DuesLine, dues_save
from tests.factories import District, local, make_month


def open_months(district: District, count: int) -> list[Month]:
    """Open the `count` months before the district's own too, and return them all, the oldest first."""
    months, month = [district.month], district.month.month
    for _number in range(count):
        month = previous_month(month)
        months.insert(0, make_month(district.root, month))
    return months


def ledger_at(district: District, month: dt.date, branch=None) -> Ledger:
    return Ledger.objects.select_related("branch", "month", "desk", "township").get(
        branch=branch or district.branch, month__month=month
    )


def lock(ledger: Ledger) -> None:
    """Lock a ledger as time does, without going through the chain."""
    Ledger.objects.filter(pk=ledger.pk).update(status="locked", locked_at=local("2026-10-09 00:00"))


def pay(ledger: Ledger, by, *members: Member, cents: int = 20, month: dt.date | None = None, **more) -> None:
    """Record that `members` paid in `ledger`, on the 15th of its month."""
    day = more.pop("paid_on", ledger.month.month.replace(day=15))
    lines = [DuesLine(member.pk, cents, day, month, **more) for member in members]
    dues_save(ledger=ledger, lines=lines, by=by, at=local("2026-10-15 10:00"))


def standard(member: Member, by, category: str, valid_from: dt.date = dt.date(2026, 1, 1), **columns) -> DuesStandard:
    at = local("2026-01-01 08:00")
    return DuesStandard.objects.create(member=member, category=category, valid_from=valid_from, by=by, at=at, **columns)


APPROVAL = {"approved_by": "高坪镇党委", "approved_on": dt.date(2025, 12, 1), "approval_document": "批复〔2025〕3号"}
