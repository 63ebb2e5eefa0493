"""The whole country in the database: the pages of one district take no longer for it."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.urls import reverse
from django.utils import timezone

from branches.enums import ANSWERING_KINDS
from branches.models import Organisation, User
from branches.services.organisations import organisations_import
from ledgers.models import Ledger, Month
from scripts.bench.clock import Cost
from scripts.bench.pages import CALLS, view_of
from scripts.bench.rows import Measure, Row, compare
from scripts.bench.visitor import Visitor
from scripts.bench.world import World, analyze, divisions, spread_states
from tests.factories import LONG_AGO

NEEDED_BYTES = 8 * 1024**3
# Their history would be as large as they are themselves, and no page reads it.
WITHOUT_HISTORY = (
    "branches_organisation",
    "ledgers_month",
    "ledgers_ledger",
    "audits_verdict",
    "audits_townshipreport",
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


def country_rows(world: World, rounds: int) -> list[Row]:
    """Open the same pages of the same people in a database with one district, and in a copy with the whole country."""
    name = connection.settings_dict["NAME"]
    with whole_country(name) as other:
        began = time.monotonic()
        with using(other):
            load_country(world, lambda text: print(f"{time.monotonic() - began:12.1f} s  {text}", flush=True))
            organisations, ledgers = Organisation.objects.count(), Ledger.objects.filter(month__month=world.month.month)
            size = f"{organisations:,} organisations, {ledgers.count():,} ledgers of the month"
        key = world.month.key
        pages = {
            "township queue": (world.reviewer, reverse("audits:queue", args=[key]) + "?state=all"),
            "secretary's month": (world.secretary, reverse("ledgers:month-detail", args=[key])),
            "overview": (world.district_reviewer, reverse("dashboards:overview", args=[key])),
        }
        rows = []
        for page, (user, url) in pages.items():
            view = view_of(Visitor(user), url)
            found = compare(_in(other, view), view, rounds, CALLS)
            note = f"{size} ÷ one district, Python and database"
            rows.append(found.row("Whole country ÷ one district", page, 1.2, 1.05, note=note))
    return rows


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


def load_country(world: World, say) -> None:
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
