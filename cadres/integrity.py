"""What must hold among cadres, rosters and shifts beyond the database's constraints."""

from collections.abc import Iterator

from cadres.integrity_duty import CHECKS as DUTY_CHECKS
from config.lib.integrity import failed_checks

CHECKS = {**DUTY_CHECKS}


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row; the queries are set-based."""
    yield from failed_checks(CHECKS)
