"""A rule that a district has fixed for itself, for tests that need one."""

import datetime as dt

from ledgers.models import LocalRule
from tests.factories import NOW, District

BEFORE = NOW - dt.timedelta(days=2)


def fix_rule(district: District, code: str, value, *, valid_from: dt.date | None = None, at=BEFORE) -> LocalRule:
    """Fix a rule, from the day of NOW on unless `valid_from` says otherwise."""
    return LocalRule.objects.create(
        district=district.root,
        code=code,
        value=value,
        severity="warn",
        source="区规定",
        reason="试行",
        valid_from=valid_from or NOW.date(),
        at=at,
    )
