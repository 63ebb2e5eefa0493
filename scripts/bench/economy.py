"""The economy of a district: its pages against fixed templates, an import of its villages against their workbook."""

import datetime as dt
from io import BytesIO

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from branches.models import Organisation
from economy.enums.income import Item, Origin
from economy.income_sheet import columns_of, read_income
from economy.models import IncomeBook, IncomeEntry
from economy.regimes import regime_of
from economy.selectors.imports import plans_of
from economy.selectors.income import villages_in
from scripts.bench import floor
from scripts.bench.clock import Cost, cost_of
from scripts.bench.rows import Row, compare, python_only
from scripts.bench.visitor import Visitor
from scripts.bench.world import World, analyze

CALLS = 6
# What stands in a wrong cell: one in twenty of the cells that are filled in.
WRONG = (-5, "很多", 1.2345, "=1+1", 99_999_999_999)


def make_books(world: World, villages: list[Organisation], year: int) -> None:
    """Give every village two years: a row an item each, by the month in the running year."""
    for each in (year - 1, year):
        books = IncomeBook.objects.bulk_create([IncomeBook(organisation=village, year=each) for village in villages])
        IncomeEntry.objects.bulk_create(
            IncomeEntry(
                book=book,
                origin=Origin.TYPED,
                month=dt.date(each, month, 1),
                item=item,
                cents=(number * 7919 + month * 104_729) % 4_000_000 + 1,
                is_once=item == Item.OTHER,
                by=world.secretary,
                at=timezone.now(),
            )
            for number, book in enumerate(books)
            for month in (1, 4, 7, 10)
            for item in (Item.RENT, Item.CONTRACT, Item.SUBSIDY, Item.OTHER, Item.COST)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE economy_incomebook")
        cursor.execute("ANALYZE economy_incomeentry")


def workbook(villages: list[Organisation], year: int) -> tuple[bytes, int]:
    """Return the sheet as districts keep it and how many of its cells are wrong."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("收入")
    sheet.append([f"{year}年村级集体经济收支统计表"])
    sheet.append([column.heading for column in columns_of(year)])
    items, wrong = regime_of(year).items, 0
    for number, village in enumerate(villages):
        cells: list = [(number * 7919 + place * 104_729) % 4_000_000 / 100 + 50_000 for place in range(len(items))]
        for place in range(len(items)):
            if (number * len(items) + place) % 20 == 3:
                cells[place] = WRONG[(number + place) % len(WRONG)]
                wrong += 1
        sheet.append([village.code, "", village.village_name, *cells])
    target = BytesIO()
    book.save(target)
    return target.getvalue(), wrong


def economy_rows(world: World, rounds: int) -> list[Row]:
    """Measure the import's check of every village, and the district's pages."""
    user, year = world.district_reviewer, timezone.localdate().year
    villages = list(Organisation.objects.filter(path__startswith=world.district.path).answering())
    rows = []
    # Committed, because a request closes a connection that is in the middle of a transaction; taken away at the end.
    make_books(world, villages, year)
    try:
        rows.append(_import_row(world, villages, year, rounds))
        district = Visitor(user)
        pages = (
            (f"economy of the district, {len(villages)} villages in their townships", reverse("economy:overview")),
            ("economy, the first 50 villages of all", reverse("economy:village-list")),
        )
        for name, url in pages:
            content = district.get(url)
            flat = f"/bench/{floor.like(content)}"
            found = compare(
                lambda url=url: cost_of(lambda: district.get(url)),
                lambda flat=flat: cost_of(lambda: district.get(flat)),
                rounds,
                CALLS,
            )
            note = f"page ÷ fixed template of {len(content)} bytes, Python alone"
            rows.append(found.row("Pages", name, 12, 6, note=note, of=python_only))
    finally:
        IncomeEntry.objects.all().delete()
        IncomeBook.objects.all().delete()
        analyze()
    return rows


def _import_row(world: World, villages: list[Organisation], year: int, rounds: int) -> Row:
    content, wrong = workbook(villages, year)
    seen = villages_in(world.district_reviewer, world.district, year)

    def preview() -> None:
        plans = plans_of(read_income(content, year).lines, seen, year)
        assert len(plans) == len(villages)
        assert sum(len(plan.errors) for plan in plans) >= wrong

    def alone() -> None:
        sheet = load_workbook(BytesIO(content), read_only=True).worksheets[0]
        filled = 0
        for line in sheet.iter_rows(values_only=True):
            for value in line:
                filled += value is not None
        assert filled > len(villages) * 10

    def measured() -> Cost:
        return cost_of(preview)

    found = compare(measured, lambda: cost_of(alone), rounds, calls=3)
    note = "read, check every cell, hold against the books ÷ openpyxl read-only, values only, of the same file"
    return found.row("Set-based work", f"income of {len(villages)} villages, 5 % bad cells", 3, 2, note=note)
