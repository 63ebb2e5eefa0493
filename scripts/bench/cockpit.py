"""The cockpit: each panel against the plain query that fetches its figures, and many months against few."""

import datetime as dt

from django.db import connection
from django.utils import timezone

from branches.models import Organisation
from cadres.enums import Body
from cadres.enums.duty import RosterStatus
from cadres.models import Cadre, Duty, Roster, Term
from config.lib.months import last_day, months_after
from dashboards.panels import panels_for
from dashboards.panels.base import Asked, Panel
from dashboards.panels.ledgers import MONTHS
from dashboards.selectors.pillars import pillars
from economy.enums.income import OPERATING
from facilities.checklist import VERSION, items_of
from facilities.enums.checks import CheckLevel, CheckState
from facilities.models import CheckLine, FacilityCheck
from ledgers.models import Month
from ledgers.selectors.rules import rule_history
from scripts.bench.clock import cost_of
from scripts.bench.economy import make_books
from scripts.bench.rows import Comparison, Row, compare
from scripts.bench.services import undone
from scripts.bench.world import World, spread_states
from tests.factories import make_month, make_user

LONG_AGO = 60  # months in the longer of two histories

LEDGERS = """
FROM ledgers_ledger l JOIN ledgers_month m ON m.id = l.month_id JOIN branches_organisation v ON v.id = l.branch_id
WHERE v.path LIKE %(path)s || '%%'
"""
VILLAGES = "SELECT v.id FROM branches_organisation v WHERE v.path LIKE %(path)s || '%%' AND v.kind = ANY(%(kinds)s)"
EARNED = f"""
FROM economy_incomeentry e JOIN economy_incomebook b ON b.id = e.book_id
WHERE e.withdrawn_at IS NULL AND NOT e.is_once AND e.item = ANY(%(items)s) AND b.organisation_id IN ({VILLAGES})
"""
# What each panel asks of the database, written by hand.
QUERIES = {
    "places": f"""
        WITH village AS (
            SELECT v.id, left(v.path, -4) AS above FROM branches_organisation v WHERE v.id IN ({VILLAGES})
        ), on_time AS (
            SELECT l.branch_id {LEDGERS} AND m.month = %(month)s
                AND l.first_submitted_at < coalesce(l.extended_on_time_until, m.on_time_until)
                AND l.excepted_at IS DISTINCT FROM l.first_submitted_at
        ), newest AS (
            SELECT DISTINCT ON (organisation_id) organisation_id, is_standard FROM facilities_facilitycheck
            WHERE state = 'done' AND level <> 'self' AND organisation_id IN (SELECT id FROM village)
            ORDER BY organisation_id, done_at DESC, id DESC
        ), earned AS (SELECT b.organisation_id, sum(e.cents) AS cents {EARNED} AND b.year = %(year)s GROUP BY 1)
        SELECT t.id, t.name, count(*), count(on_time.branch_id), count(*) FILTER (WHERE newest.is_standard),
            count(*) FILTER (WHERE earned.cents > 10000000), count(roster.id), sum(earned.cents)
        FROM village JOIN branches_organisation t ON t.path = village.above
        LEFT JOIN on_time ON on_time.branch_id = village.id LEFT JOIN newest ON newest.organisation_id = village.id
        LEFT JOIN earned ON earned.organisation_id = village.id
        LEFT JOIN cadres_roster roster ON roster.organisation_id = village.id AND roster.month = %(month)s
            AND roster.status = 'published'
        GROUP BY t.id ORDER BY t.path
    """,
    "rates": f"""
        SELECT m.month, count(*), count(l.first_submitted_at),
            count(*) FILTER (WHERE l.first_submitted_at < coalesce(l.extended_on_time_until, m.on_time_until)
                AND l.excepted_at IS DISTINCT FROM l.first_submitted_at),
            count(l.district_passed_at)
        {LEDGERS} AND m.month > %(month)s::date - interval '12 months' AND m.month <= %(month)s GROUP BY m.month
    """,
    "reasons": f"""
        SELECT x.value ->> 'reason', count(*) FROM audits_verdict j, jsonb_each(j.lost) x
        WHERE j.level = 'township' AND j.ledger_id IN (SELECT l.id {LEDGERS} AND m.month = %(month)s) GROUP BY 1
    """,
    "agreement": f"""
        SELECT t.name, count(*), count(*) FILTER (WHERE j.agrees) FROM audits_verdict j
        JOIN ledgers_ledger l ON l.id = j.ledger_id JOIN branches_organisation t ON t.id = l.township_id
        WHERE j.level = 'district' AND l.id IN (SELECT l.id {LEDGERS} AND m.month = %(month)s)
        GROUP BY t.id ORDER BY t.path
    """,
    "six-haves": f"""
        WITH newest AS (
            SELECT DISTINCT ON (organisation_id) id, organisation_id FROM facilities_facilitycheck
            WHERE state = 'done' AND level <> 'self' AND organisation_id IN ({VILLAGES})
            ORDER BY organisation_id, done_at DESC, id DESC
        ), gaps AS (
            SELECT left(v.path, length(v.path) - 4) AS path, line.item, count(*) FROM newest
            JOIN facilities_checkline line ON line.made_in_id = newest.id AND line.gaps <> '[]'
            JOIN branches_organisation v ON v.id = newest.organisation_id GROUP BY 1, 2
        ), totals AS (
            SELECT left(v.path, length(v.path) - 4) AS path, count(*) FROM branches_organisation v
            WHERE v.id IN ({VILLAGES}) GROUP BY 1
        )
        SELECT t.id, t.name, totals.count, gaps.item, gaps.count FROM totals
        JOIN branches_organisation t ON t.path = totals.path LEFT JOIN gaps ON gaps.path = t.path ORDER BY t.path
    """,
    "income": f"""
        WITH earned AS (SELECT b.organisation_id, sum(e.cents) AS cents {EARNED} AND b.year = %(year)s GROUP BY 1)
        SELECT village.id, earned.cents FROM ({VILLAGES}) village
        LEFT JOIN earned ON earned.organisation_id = village.id
    """,
    "income-years": f"""
        SELECT b.year, b.organisation_id, sum(e.cents), (SELECT count(*) FROM ({VILLAGES}) village)
        {EARNED} AND b.year > %(year)s - 5 GROUP BY 1, 2
    """,
    "pace": f"SELECT b.year, e.month, sum(e.cents) {EARNED} AND b.year IN (%(year)s, %(year)s - 1) GROUP BY 1, 2",
    "duty": f"""
        SELECT month, count(*), (SELECT count(*) FROM ({VILLAGES}) village) FROM cadres_roster
        WHERE status = 'published' AND month > %(month)s::date - interval '12 months'
            AND organisation_id IN ({VILLAGES}) GROUP BY 1
    """,
    "terms": f"""
        SELECT DISTINCT ON (organisation_id, body) until, body FROM cadres_term
        WHERE organisation_id IN ({VILLAGES}) ORDER BY organisation_id, body, number DESC
    """,
}


def cockpit_rows(world: World, rounds: int) -> list[Row]:
    """Measure every panel, and the whole cockpit of a long history against that of a year."""
    user, today = world.district_reviewer, timezone.localdate()
    villages = list(Organisation.objects.filter(path__startswith=world.district.path).answering())
    with undone():
        make_history(world, MONTHS)
        make_premises(villages, world)
        make_books(world, villages, today.year)
        make_duty(villages, world)
        _analyze()
        book = rule_history(world.district).on(today)
        asked = Asked(user, world.district, world.month.month, today, book)
        rows = [_panel_row(panel, asked, villages, rounds) for panel in panels_for(user)]
        rows.append(_long_row(world, asked, rounds))
    return rows


def _panel_row(panel: Panel, asked: Asked, villages: list[Organisation], rounds: int) -> Row:
    values = {
        "path": asked.place.path,
        "month": asked.month,
        "year": asked.month.year,
        "items": [item.value for item in OPERATING],
        "kinds": sorted({village.kind for village in villages}),
    }

    def plain() -> None:
        with connection.cursor() as cursor:
            cursor.execute(QUERIES[panel.code], values)
            assert cursor.fetchall()

    def read() -> None:
        assert not panel.read(asked).is_empty

    found = compare(lambda: cost_of(read), lambda: cost_of(plain), rounds, calls=3)
    note = "read into a table with its links ÷ the plain query, Python and database"
    return found.row("Panels of the cockpit", panel.code, 2, 1.2, note=note)


def _long_row(world: World, asked: Asked, rounds: int) -> Row:
    """Compare all panels and tiles after 60 months with those after 12, in turn."""
    shown = panels_for(asked.user)

    def whole() -> None:
        for panel in shown:
            panel.read(asked)
        list(pillars(asked, None))

    long, short = [], []
    for number in range(rounds + 1):
        with undone():
            make_history(world, LONG_AGO)
            _analyze()
            late = cost_of(whole)
        soon = cost_of(whole)
        if number:
            long.append(late)
            short.append(soon)
    name = f"the whole cockpit, {LONG_AGO} months of ledgers ÷ {MONTHS}"
    note = "all panels and tiles, Python and database"
    return Comparison(long, short).row("Panels of the cockpit", name, 1.2, 1.05, note=note)


# --- What is looked at -------------------------------------------------------------------------------------------
def make_history(world: World, months: int) -> None:
    """Give the district ledgers in every state for the months before the world's own."""
    first = [months_after(world.month.month, -number) for number in range(1, months)]
    made = [make_month(world.district, month).pk for month in first if not _has(world, month)]
    spread_states(
        months=made,
        clerk=make_user(username=f"history-clerk-{months}"),
        judge=make_user(username=f"history-judge-{months}"),
    )


def _has(world: World, month: dt.date) -> bool:
    return Month.objects.filter(district=world.district, month=month).exists()


def make_premises(villages: list[Organisation], world: World) -> None:
    """Give each village three looks from outside, the newest with a gap in one item of nine."""
    at = timezone.now()
    for look in range(3):
        checks = FacilityCheck.objects.bulk_create(
            FacilityCheck(
                organisation=village, version=VERSION, level=CheckLevel.TOWNSHIP, begun_at=at, begun_by=world.reviewer
            )
            for village in villages
        )
        CheckLine.objects.bulk_create(
            CheckLine(
                made_in=check,
                item=item.code,
                measures={"x": 1},
                gaps=["差"] if (number + place) % 9 == 0 else [],
                by=world.reviewer,
                at=at,
            )
            for number, check in enumerate(checks)
            for place, item in enumerate(items_of(VERSION))
        )
        done_at = at - dt.timedelta(days=100 - 30 * look)
        FacilityCheck.objects.filter(state=CheckState.DRAFT).update(
            state=CheckState.DONE,
            done_on=done_at.date(),
            done_at=done_at,
            done_by=world.reviewer,
            score=90,
            met=8,
            is_standard=False,
        )


def make_duty(villages: list[Organisation], world: World) -> None:
    """Publish a year of rosters, and give each village a term of two bodies."""
    at = timezone.now()
    cadres = Cadre.objects.bulk_create(
        Cadre(
            organisation=village,
            name="干部",
            gender="1",
            birth_date=dt.date(1980, 5, 4),
            political_status="01",
        )
        for village in villages
    )
    townships = {unit.path: unit for unit in Organisation.objects.filter(path__in={v.parent_path for v in villages})}
    for number in range(MONTHS):
        month = months_after(world.month.month, -number)
        rosters = Roster.objects.bulk_create(
            Roster(
                organisation=cadre.organisation,
                township=townships[cadre.organisation.parent_path],
                month=month,
                status=RosterStatus.PUBLISHED,
                seed="bench",
                made_at=at,
                published_at=at,
                published_by=world.secretary,
            )
            for cadre in cadres
        )
        Duty.objects.bulk_create(
            (
                Duty(
                    roster=roster,
                    organisation_id=cadre.organisation_id,
                    date=month.replace(day=day),
                    main=cadre,
                    confirmed_at=at,
                    confirmed_by=world.secretary,
                )
                for roster, cadre in zip(rosters, cadres, strict=True)
                for day in range(1, last_day(month).day + 1)
            ),
            batch_size=5000,
        )
    Term.objects.bulk_create(
        Term(
            organisation=village,
            body=body,
            number=1,
            since=dt.date(2023, 1, 15),
            until=dt.date(2028, 1 + number % 12, 15),
        )
        for number, village in enumerate(villages)
        for body in (Body.PARTY, Body.COMMITTEE)
    )


def _analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
