"""Rows of what puts limits off, as tests need them."""

import datetime as dt

from branches.models import Holiday
from ledgers.limits import LIMITS
from ledgers.models import LimitExtension, LockException
from tests.factories import NOW, District

TEN_DAYS = dt.timedelta(days=10)


def make_exception(district: District) -> LockException:
    """A request that waits for the township."""
    return LockException.objects.create(
        ledger=district.ledger(), reason="全村停电断网", asked_by=district.secretary, asked_at=NOW
    )


def make_extension(district: District) -> LimitExtension:
    """Ten more days for the first township, not yet written into its ledgers."""
    limits = {name: getattr(district.month, name) + TEN_DAYS for name in LIMITS}
    return LimitExtension.objects.create(
        month=district.month,
        township=district.township,
        until=dt.date(2026, 11, 13),
        reason="洪涝灾害",
        document="临组发〔2026〕12号",
        granted_by=district.district_reviewer,
        granted_at=NOW,
        **limits,
    )


def make_holiday() -> Holiday:
    return Holiday.objects.create(
        date=dt.date(2027, 2, 8), is_workday=False, name="春节", source="国办发明电〔2026〕8号"
    )
