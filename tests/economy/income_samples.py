"""Books of 马源村, for tests: 2025 is over and 2026 is running on 2 November 2026."""

import datetime as dt

from branches.models import Organisation
from economy.enums.income import Item
from economy.models import IncomeBook, IncomeEntry
from economy.services.income import entry_add, year_audit, year_close
from tests.factories import NOW, District, make_file

PAST, RUNNING = 2025, 2026


def book_entry(
    district: District, item: str = Item.RENT, cents: int = 12_000_00, *, branch: Organisation | None = None, **values
) -> IncomeEntry:
    branch = branch or district.branch
    year = values.pop("year", PAST)
    month = dt.date(year, values.pop("month", 6), 1)
    by = district.secretary_of(branch)
    file = make_file(branch, by) if values.pop("with_file", False) else values.pop("file", None)
    return entry_add(
        village=branch, year=year, month=month, item=item, cents=cents, file=file, **({"by": by, "at": NOW} | values)
    )


def fill_year(district: District, year: int = PAST, *, branch: Organisation | None = None, rent: int = 130_000_00):
    """Rent, a subsidy and costs: a net profit of rent + 20,000 − 10,000 yuan, without the subsidy rent − 10,000."""
    for item, cents in ((Item.RENT, rent), (Item.SUBSIDY, 20_000_00), (Item.COST, 10_000_00)):
        book_entry(district, item, cents, branch=branch, year=year, with_file=True)


def closed(district: District, branch: Organisation | None = None, year: int = PAST) -> IncomeBook:
    branch = branch or district.branch
    return year_close(village=branch, year=year, by=district.secretary_of(branch), at=NOW)


def audited(district: District, branch: Organisation | None = None, **values) -> IncomeBook:
    """A year that was filled, closed by the village and audited by the township."""
    branch = branch or district.branch
    fill_year(district, branch=branch, **values)
    reviewer = district.reviewer if branch.path.startswith(district.township.path) else district.other_reviewer
    return year_audit(book=closed(district, branch), note="高农经审〔2026〕1号", by=reviewer, at=NOW)
