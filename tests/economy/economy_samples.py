"""A row of everything that the economy keeps, for the sweeps; by the beginning of the addresses' names."""

from tests.economy.income_samples import audited, book_entry
from tests.factories import District


def fill_economy(district: District) -> dict[str, object]:
    book = audited(district)
    running = book_entry(district, year=2026, month=9, with_file=True)
    return {
        "incomeentry-new": district.branch,
        "incomeentry": running,
        "incomebook": book,
        "year-close": district.branch,
    }
