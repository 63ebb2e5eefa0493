"""What must hold among books, entries and steps."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks
from economy.enums.income import EXPENSE, OPERATING


def _listed(items) -> str:
    return ", ".join(f"'{item}'" for item in items)


CHECKS = {
    "income book {0} was closed with {1} cents net, its entries make {2}": f"""
        SELECT book.id, book.net_cents, coalesce(sum(
            CASE WHEN entry.item IN ({_listed(EXPENSE)}) THEN -entry.cents ELSE entry.cents END), 0)
        FROM economy_incomebook book
        LEFT JOIN economy_incomeentry entry ON entry.book_id = book.id AND entry.withdrawn_at IS NULL
        WHERE book.state <> 'open'
        GROUP BY book.id
        HAVING book.net_cents <> coalesce(sum(
            CASE WHEN entry.item IN ({_listed(EXPENSE)}) THEN -entry.cents ELSE entry.cents END), 0)
    """,
    "income book {0} was closed with {1} cents of operating income, its entries make {2}": f"""
        SELECT book.id, book.operating_cents, coalesce(sum(entry.cents), 0)
        FROM economy_incomebook book
        LEFT JOIN economy_incomeentry entry ON entry.book_id = book.id AND entry.withdrawn_at IS NULL
            AND entry.item IN ({_listed(OPERATING)}) AND NOT entry.is_once
        WHERE book.state <> 'open'
        GROUP BY book.id
        HAVING book.operating_cents <> coalesce(sum(entry.cents), 0)
    """,
    "income book {0} is {1} and its last step says {2}": """
        SELECT book.id, book.state, coalesce(last.to_state, 'open')
        FROM economy_incomebook book
        LEFT JOIN LATERAL (
            SELECT to_state FROM economy_incomestep step WHERE step.book_id = book.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE book.state <> coalesce(last.to_state, 'open')
    """,
    "income entry {0} of village {1} has a voucher of organisation {2}": """
        SELECT entry.id, book.organisation_id, file.organisation_id
        FROM economy_incomeentry entry
        JOIN economy_incomebook book ON book.id = entry.book_id
        JOIN evidence_storedfile file ON file.id = entry.file_id
        WHERE file.organisation_id <> book.organisation_id
    """,
    "income entry {0} of village {1} belongs to a contract of organisation {2}": """
        SELECT entry.id, book.organisation_id, contract.organisation_id
        FROM economy_incomeentry entry
        JOIN economy_incomebook book ON book.id = entry.book_id
        JOIN economy_contract contract ON contract.id = entry.contract_id
        WHERE contract.organisation_id <> book.organisation_id
    """,
    "income entry {0} counts and its contract {1} was withdrawn": """
        SELECT entry.id, contract.id
        FROM economy_incomeentry entry JOIN economy_contract contract ON contract.id = entry.contract_id
        WHERE entry.withdrawn_at IS NULL AND contract.withdrawn_at IS NOT NULL
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence for each row that is wrong."""
    yield from failed_checks(CHECKS)
