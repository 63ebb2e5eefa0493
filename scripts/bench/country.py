"""The whole country in the database: the pages of one district take no longer for it.

`country` has a month of ledgers in every state, `national` a year of them and, in every village, a little of what the
other pillars read; it is measured when its name is given.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import DateTimeField, Model
from django.urls import reverse
from django.utils import timezone

from branches.enums import ANSWERING_KINDS
from branches.models import Organisation, User
from branches.services.organisations import organisations_import
from cadres.models import Cadre, Roster, Term
from config.lib.months import months_after
from economy.models import IncomeBook, IncomeEntry
from facilities.models import FacilityCheck
from ledgers.models import Ledger, Month
from scripts.bench.clock import Cost
from scripts.bench.cockpit import make_duty, make_history, make_premises
from scripts.bench.economy import make_books
from scripts.bench.pages import CALLS, view_of
from scripts.bench.rows import Measure, Row, compare
from scripts.bench.visitor import Visitor
from scripts.bench.world import World, analyze, divisions, spread_states
from tests.factories import LONG_AGO

NEEDED_BYTES = 8 * 1024**3
MONTHS = 12
# How many of a village's rows every village of the country has, besides its ledgers.
OF_EVERY_VILLAGE: dict[type[Model], int] = {Cadre: 1, Term: 2, Roster: 1, FacilityCheck: 1, IncomeBook: 2}
ENTRIES = 2  # of each book
# Their history would be as large as they are themselves, and no page reads it.
WITHOUT_HISTORY = (
    "branches_organisation",
    "ledgers_month",
    "ledgers_ledger",
    "audits_verdict",
    "audits_townshipreport",
    *(model._meta.db_table for model in (*OF_EVERY_VILLAGE, IncomeEntry)),
)
# What month_open does in one county, in all others at once: three thousand calls of it take three minutes.
OPEN_MONTHS = """
INSERT INTO ledgers_month (
    district_id, month, on_time_until, locks_at, review_by, report_by, rereview_by, circular_by, rules,
    checklist_version, expected, opened_at
)
SELECT
    county.id, month, on_time_until, locks_at, review_by, report_by, rereview_by, circular_by, rules,
    checklist_version, 0, opened_at
FROM branches_organisation county CROSS JOIN ledgers_month
WHERE ledgers_month.id = %(month)s AND county.level = 'county' AND county.id <> %(district)s
"""
OPEN_LEDGERS = """
INSERT INTO ledgers_ledger (
    month_id, branch_id, township_id, desk_id, status, revision, members, full_members, committee, groups,
    owed, missing, warnings, receipt, roll_note
)
SELECT month.id, branch.id, township.id, branch.id, 'open', 0, 30, 30, 3, '[]', 0, 0, 0, '', ''
FROM ledgers_month month
JOIN branches_organisation county ON county.id = month.district_id AND county.id <> %(district)s
JOIN branches_organisation township ON left(township.path, -%(step)s) = county.path
JOIN branches_organisation branch ON left(branch.path, -%(step)s) = township.path
WHERE branch.level = 'village' AND branch.kind = ANY(%(kinds)s)
"""


Say = Callable[[str], None]
Load = Callable[[World, Say], None]
Pages = dict[str, tuple[User, str]]


def country_rows(world: World, rounds: int) -> list[Row]:
    """Open the same pages of the same people in a database with one district, and in a copy with the whole country."""
    return _rows("Whole country ÷ one district", world, rounds, _pages_of_ledgers(world), load_country)


def national_rows(world: World, rounds: int) -> list[Row]:
    """The same with a year in the district and in the country, and the pages of all pillars."""
    _fill_district(world)

    def load(world: World, say: Say) -> None:
        load_country(world, say)
        with without_history():
            load_year(world, say)
            load_villages(world, say)
        say("analysing")
        analyze()

    pages = _pages_of_ledgers(world) | _pages_of_pillars(world)
    return _rows("A year of the whole country ÷ one district", world, rounds, pages, load)


def _pages_of_ledgers(world: World) -> Pages:
    key = world.month.key
    return {
        "township queue": (world.reviewer, reverse("audits:queue", args=[key]) + "?state=all"),
        "secretary's month": (world.secretary, reverse("ledgers:month-detail", args=[key])),
        "overview": (world.district_reviewer, reverse("dashboards:overview", args=[key])),
    }


def _pages_of_pillars(world: World) -> Pages:
    user, month = world.district_reviewer, f"?month={world.month.key}"
    panels = {code: reverse("dashboards:panel", args=[code]) for code in PANELS}
    village = world.ledger.branch
    return {
        "cockpit": (user, reverse("dashboards:cockpit") + month),
        **{f"panel {code}": (user, url + month) for code, url in panels.items()},
        "search for a village": (user, f"{reverse('dashboards:search')}?{urlencode({'q': village.village_name})}"),
        "search for a person": (user, f"{reverse('dashboards:search')}?{urlencode({'q': '党员7'})}"),
        # In the country every village has one of that name.
        "search for a common name": (user, f"{reverse('dashboards:search')}?{urlencode({'q': '干部'})}"),
        "economy of the district": (user, reverse("economy:overview")),
        "premises of the district": (user, reverse("facilities:check-overview")),
        "cadres by village": (user, reverse("cadres:village-list")),
        "calendar": (user, reverse("dashboards:calendar")),
        "a village's page": (user, reverse("dashboards:village", args=[village.pk])),
    }


def _rows(group: str, world: World, rounds: int, pages: Pages, load: Load) -> list[Row]:
    """Measure `pages` in the database as it is and in a copy with what `load` adds."""
    name = connection.settings_dict["NAME"]
    with whole_country(name) as other:
        began = time.monotonic()
        with using(other):
            load(world, lambda text: print(f"{time.monotonic() - began:12.1f} s  {text}", flush=True))
            size = f"{Organisation.objects.count():,} organisations, {Ledger.objects.count():,} ledgers"
            print(f"{time.monotonic() - began:12.1f} s  {size}, {_bytes_of_database() / 1e9:.1f} GB", flush=True)
        rows = []
        for page, (user, url) in pages.items():
            view = view_of(Visitor(user), url)
            found = compare(_in(other, view), view, rounds, CALLS)
            note = f"{size} ÷ one district, Python and database"
            rows.append(found.row(group, page, 1.2, 1.05, note=note))
    return rows


def _bytes_of_database() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0]


@contextmanager
def whole_country(name: str) -> Iterator:
    """Yield a connection to a copy of the database `name`, which is dropped afterwards."""
    data = Path(connection.settings_dict.get("HOST") or "/")
    free = shutil.disk_usage(data if data.exists() else "/").free
    if free < NEEDED_BYTES:
        raise SystemExit(f"The whole country needs {NEEDED_BYTES >> 30} GB of disk, {free >> 30} GB are free.")
    copy = f"{name}_country"
    connection.close()  # a database that is copied may not be in use
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    other.settings_dict = {**connection.settings_dict, "NAME": copy}
    try:
        yield other
    finally:
        other.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')


@contextmanager
def using(other) -> Iterator[None]:
    """Let everything inside run on the connection `other`; both stay open."""
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual


def _in(other, view: Measure) -> Measure:
    def measure() -> Cost:
        with using(other):
            return view()

    return measure


@contextmanager
def without_history() -> Iterator[None]:
    def alter(how: str) -> None:
        with connection.cursor() as cursor:
            for table in WITHOUT_HISTORY:
                cursor.execute(f"ALTER TABLE {table} {how} TRIGGER USER")

    alter("DISABLE")
    yield
    alter("ENABLE")


def load_country(world: World, say: Say) -> None:
    """Import all divisions, open the month in every county, put its ledgers into all states."""
    at = timezone.now()
    with without_history():
        rows = list(divisions())
        say(f"importing {len(rows):,} organisations")
        organisations_import(rows=rows, by=None, at=at, active_from=LONG_AGO)
        analyze()
        say("opening the month in every county")
        values = {
            "month": world.month.pk,
            "district": world.district.pk,
            "step": Organisation.steplen,
            "kinds": [str(kind) for kind in ANSWERING_KINDS],
        }
        with connection.cursor() as cursor:
            cursor.execute(OPEN_MONTHS, values)
            cursor.execute(OPEN_LEDGERS, values)
        say("reviewing it")
        spread_states(
            months=list(Month.objects.exclude(district=world.district).values_list("pk", flat=True)),
            clerk=User.objects.get(username="bench-clerk"),
            judge=User.objects.get(username="bench-judge"),
        )
    say("analysing")
    analyze()
    say("loaded")


# --- A year, and the other pillars -------------------------------------------------------------------------------
PANELS = ("rates", "six-haves", "income", "duty", "terms")
# A ledger of an earlier month is the newest one, its instants moved by as much as the limits are apart.
EARLIER_LEDGERS = """
INSERT INTO ledgers_ledger ({columns})
SELECT {values}
FROM ledgers_ledger ledger
JOIN ledgers_month newest ON newest.id = ledger.month_id AND newest.month = %(newest)s
    AND newest.district_id <> %(district)s
JOIN ledgers_month earlier ON earlier.district_id = newest.district_id AND earlier.month = %(month)s
"""
COPIES = """
INSERT INTO {table} ({columns})
SELECT {values}
FROM (SELECT * FROM {table} WHERE organisation_id = %(village)s ORDER BY id LIMIT {count}) sample
CROSS JOIN branches_organisation village
JOIN branches_organisation township ON township.path = left(village.path, -%(step)s)
WHERE village.level = 'village' AND village.kind = ANY(%(kinds)s) AND NOT starts_with(village.path, %(path)s)
"""
COPIES_OF_ENTRIES = """
INSERT INTO economy_incomeentry ({columns})
SELECT {values}
FROM economy_incomebook own
JOIN LATERAL (SELECT * FROM economy_incomeentry WHERE book_id = own.id ORDER BY id LIMIT {count}) sample ON true
JOIN economy_incomebook book ON book.year = own.year
JOIN branches_organisation village ON village.id = book.organisation_id
WHERE own.organisation_id = %(village)s AND NOT starts_with(village.path, %(path)s)
"""


def _fill_district(world: World) -> None:
    """Give the district a year in all pillars, as the cockpit's own rows have it."""
    villages = list(Organisation.objects.filter(path__startswith=world.district.path).answering())
    with transaction.atomic():  # a roster and its shifts stand together or not at all
        make_history(world, MONTHS)
        make_premises(villages, world)
        make_books(world, villages, timezone.localdate().year)
        make_duty(villages, world)
    analyze()


def _columns_of(model: type[Model], *, moved: str = "", **replaced: str) -> dict[str, str]:
    """Return the names of a table's columns and, for each, what a copy has in it: the sample's, or as `replaced`.

    `moved` is an interval by which instants are earlier.
    """
    found = {}
    for field in model._meta.concrete_fields:
        if not field.primary_key:
            value = replaced.get(field.column, f"sample.{field.column}")
            found[field.column] = f"{value} - {moved}" if moved and isinstance(field, DateTimeField) else value
    return {"columns": ", ".join(found), "values": ", ".join(found.values())}


def load_year(world: World, say: Say) -> None:
    """Give every other county the months before the world's own, with a ledger a branch each."""
    moved = "(newest.on_time_until - earlier.on_time_until)"
    ledgers = EARLIER_LEDGERS.format(**_columns_of(Ledger, moved=moved, month_id="earlier.id"))
    ledgers = ledgers.replace("sample.", "ledger.")
    for number in range(1, MONTHS):
        month = months_after(world.month.month, -number)
        say(f"the ledgers of {month:%Y-%m}")
        own = Month.objects.get(district=world.district, month=month)
        values = {"month": own.pk, "district": world.district.pk}
        with connection.cursor() as cursor:
            cursor.execute(OPEN_MONTHS, values)
            cursor.execute(ledgers, values | {"month": month, "newest": world.month.month})


def load_villages(world: World, say: Say) -> None:
    """Give every other village of the country what one village of the district has, a few rows of each kind."""
    values = {
        "village": world.ledger.branch_id,
        "path": world.district.path,
        "step": Organisation.steplen,
        "kinds": [str(kind) for kind in ANSWERING_KINDS],
    }
    replaced = {"organisation_id": "village.id", "township_id": "township.id"}
    statements = {
        model: COPIES.format(table=model._meta.db_table, count=count, **_columns_of(model, **replaced))
        for model, count in OF_EVERY_VILLAGE.items()
    }
    entries = _columns_of(IncomeEntry, book_id="book.id")
    statements[IncomeEntry] = COPIES_OF_ENTRIES.format(count=ENTRIES, **entries)
    for model, statement in statements.items():
        say(f"{model._meta.db_table} of every village")
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
