"""What must hold among extensions, credits and exceptions beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "ledger {0} has a limit that comes before its month's": """
        SELECT ledger.id FROM ledgers_ledger ledger JOIN ledgers_month month ON month.id = ledger.month_id
        WHERE ledger.extended_on_time_until < month.on_time_until OR ledger.extended_locks_at < month.locks_at
    """,
    "ledger {0} has a longer limit without an extension or a credit": """
        SELECT ledger.id FROM ledgers_ledger ledger
        WHERE ledger.extended_on_time_until IS NOT NULL
            AND NOT EXISTS (
                SELECT FROM ledgers_limitextension extension
                WHERE extension.month_id = ledger.month_id AND extension.township_id = ledger.township_id
            )
            AND NOT EXISTS (SELECT FROM ledgers_outagecredit credit WHERE credit.month_id = ledger.month_id)
    """,
    "extension {0} is for a township of another district than its month": """
        SELECT extension.id FROM ledgers_limitextension extension
        JOIN ledgers_month month ON month.id = extension.month_id
        JOIN branches_organisation district ON district.id = month.district_id
        JOIN branches_organisation township ON township.id = extension.township_id
        WHERE township.path NOT LIKE district.path || '%'
    """,
    "ledger {0} is open under an exception that nobody granted": """
        SELECT ledger.id FROM ledgers_ledger ledger
        WHERE ledger.exception_until IS NOT NULL AND NOT EXISTS (
            SELECT FROM ledgers_lockexception request
            WHERE request.ledger_id = ledger.id AND request.until = ledger.exception_until
                AND request.state IN ('granted', 'expired')
        )
    """,
    "ledger {0} was handed in under an exception that nobody granted": """
        SELECT ledger.id FROM ledgers_ledger ledger
        WHERE ledger.excepted_at IS NOT NULL AND NOT EXISTS (
            SELECT FROM ledgers_lockexception request
            WHERE request.ledger_id = ledger.id AND request.state = 'used' AND request.ended_at = ledger.excepted_at
        )
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row."""
    yield from failed_checks(CHECKS)
