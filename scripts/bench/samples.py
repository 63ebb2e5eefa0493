"""Draw a sample from ten thousand ledgers and measure agreement over them, against hand-written SQL."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audits.models import SampledLedger
from audits.selectors.agreement import Period, by_township
from audits.selectors.samples import Wishes
from audits.services.samples import sample_draw, sample_plan
from branches.enums import Role
from branches.models import User
from ledgers.models import Month
from scripts.bench.clock import Cost, cost_of
from scripts.bench.rows import Row, compare
from scripts.bench.services import AT_DISTRICT, checked, undone
from scripts.bench.world import World, last_month
from tests.factories import LONG_AGO, make_district, make_month, make_township, make_user

TOWNSHIPS, BRANCHES, FEW = 25, 400, 4
WISHES = Wishes(Decimal(95), Decimal(5), Decimal(50), 3)
SEED = "bench 2026135"

# treebeard's path: four characters a step, in the order of the siblings.
BRANCH_ROWS = """
INSERT INTO branches_organisation (
    path, depth, numchild, code, name, full_name, level, kind, active_from, is_demo
)
SELECT
    township.path || lpad(n::text, 4, '0'), township.depth + 1, 0, township.code || (200 + n), n || '村', '', 'village',
    'party_branch', %(since)s, false
FROM branches_organisation township CROSS JOIN generate_series(1, %(branches)s) n
WHERE township.path LIKE %(subtree)s AND township.level = 'township'
"""
# A third of the townships' verdicts has points off; the district differs on every seventh.
VERDICTS = """
INSERT INTO audits_verdict (ledger_id, level, revision, outcome, score, lost, comment, agrees, by_id, at)
SELECT
    id, 'township', 1, 'pass', CASE WHEN id %% 3 = 0 THEN 97 ELSE 100 END,
    CASE WHEN id %% 3 = 0 THEN '{"minutes": {"points": 3, "reason": "incomplete", "note": ""}}'::jsonb ELSE '{}' END,
    '', NULL, %(judge)s, %(at)s
FROM ledgers_ledger WHERE month_id = %(month)s
"""
DISTRICT_VERDICTS = """
INSERT INTO audits_verdict (ledger_id, level, revision, outcome, score, lost, comment, agrees, by_id, at)
SELECT
    ledger_id, 'district', 1, 'pass', CASE WHEN ledger_id %% 7 = 0 THEN 95 ELSE score END,
    CASE WHEN ledger_id %% 7 = 0 THEN '{"theme": {"points": 5, "reason": "theme", "note": ""}}'::jsonb ELSE lost END,
    '', ledger_id %% 7 > 0, %(district)s, %(at)s
FROM audits_verdict WHERE level = 'township' AND ledger_id IN (SELECT id FROM ledgers_ledger WHERE month_id = %(month)s)
"""

# What a draw has to get done, as a person would write it by hand.
PLAN = """
WITH names AS (
    SELECT to_char(month.month, 'YYYY-MM') || '|' || branch.code AS name
    FROM ledgers_ledger ledger
    JOIN ledgers_month month ON month.id = ledger.month_id
    JOIN branches_organisation branch ON branch.id = ledger.branch_id
    WHERE ledger.month_id = %(month)s AND ledger.status = 'submitted' AND ledger.desk_id = month.district_id
)
INSERT INTO audits_sample (
    month_id, round, reason, confidence, margin, share, least, population, size, strata, list_sha256,
    planned_by_id, planned_at, seed, cancel_reason
)
SELECT
    %(month)s, 1, '', 95, 5, 50, 3, count(*), %(size)s, '[]',
    encode(sha256(convert_to(string_agg(name, E'\\n' ORDER BY name COLLATE "C"), 'UTF8')), 'hex'),
    %(district)s, %(at)s, '', ''
FROM names RETURNING id, list_sha256
"""
LINES = """
INSERT INTO audits_sampleline (sample_id, ledger_id, township_id, revision, name)
SELECT
    %(sample)s, ledger.id, ledger.township_id, ledger.revision, to_char(month.month, 'YYYY-MM') || '|' || branch.code
FROM ledgers_ledger ledger
JOIN ledgers_month month ON month.id = ledger.month_id
JOIN branches_organisation branch ON branch.id = ledger.branch_id
WHERE ledger.month_id = %(month)s AND ledger.status = 'submitted' AND ledger.desk_id = month.district_id
"""
DRAW = """
INSERT INTO audits_sampledledger (line_id, sample_id, ledger_id, revision, rank)
SELECT id, sample_id, ledger_id, revision, rank FROM (
    SELECT line.*, row_number() OVER (
        PARTITION BY township_id
        ORDER BY encode(sha256(convert_to(%(seed)s || '|' || %(digest)s || '|' || name, 'UTF8')), 'hex'), name
    ) AS rank
    FROM audits_sampleline line WHERE sample_id = %(sample)s
) ordered WHERE rank <= %(each)s
"""
DRAWN = (
    "UPDATE audits_sample SET seed = %(seed)s, drawn_by_id = %(district)s, drawn_at = %(later)s WHERE id = %(sample)s"
)

AGREEMENT = """
SELECT
    ledger.township_id, count(*), count(*) FILTER (WHERE mine.outcome = theirs.outcome AND mine.score = theirs.score),
    count(*) FILTER (WHERE mine.outcome = 'return'), avg(theirs.score - mine.score), stddev(theirs.score - mine.score)
FROM audits_verdict mine
JOIN audits_verdict theirs
    ON theirs.ledger_id = mine.ledger_id AND theirs.revision = mine.revision AND theirs.level = 'township'
JOIN ledgers_ledger ledger ON ledger.id = mine.ledger_id
JOIN branches_organisation branch ON branch.id = ledger.branch_id AND branch.path LIKE %(subtree)s
WHERE mine.level = 'district' AND ledger.month_id = %(month)s
GROUP BY ledger.township_id
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A county whose whole month lies on its own desk."""

    month: Month
    officer: User
    judge: User

    @property
    def values(self) -> dict:
        at = self.month.on_time_until
        return {
            "month": self.month.pk,
            "district": self.officer.pk,
            "judge": self.judge.pk,
            "at": at,
            "later": at + dt.timedelta(hours=1),
            "subtree": f"{self.month.district.path}%",
            "seed": SEED,
        }


def make_place(code: str, townships: int, branches: int) -> Place:
    district = make_district("抽样区", code)
    units = [make_township(district, f"第{number}镇") for number in range(townships)]
    values = {"since": LONG_AGO, "branches": branches, "subtree": f"{district.path}%"}
    with connection.cursor() as cursor:
        cursor.execute(BRANCH_ROWS, values)
    month = make_month(district, last_month(), at=timezone.now())
    place = Place(month, make_user(Role.DISTRICT_REVIEWER, district), make_user(Role.TOWNSHIP_REVIEWER, units[0]))
    with connection.cursor() as cursor:
        cursor.execute(
            AT_DISTRICT,
            {"district": district.pk, "at": month.on_time_until, "clerk": place.judge.pk, "month": month.pk},
        )
        cursor.execute(VERDICTS, place.values)
        cursor.execute("ANALYZE")
    assert place.officer.hat
    return place


def sample_rows(world: World, rounds: int) -> list[Row]:
    """Draw and measure in a county of 10,000 ledgers, and count the queries there and in one of eight."""
    with undone():
        few, many = make_place("361096", 2, FEW), make_place("361097", TOWNSHIPS, BRANCHES)
        rows = [_drawing(many, rounds)]
        queries = [("draw a sample", [_queries_of(lambda place=place: _draw(place)) for place in (few, many)])]
        for place in (few, many):
            with connection.cursor() as cursor:
                cursor.execute(DISTRICT_VERDICTS, place.values)
                cursor.execute("ANALYZE audits_verdict")
        rows.append(_measuring(many, rounds))
        queries.append(
            ("agreement by township", [_queries_of(lambda place=place: _agreement(place)) for place in (few, many)])
        )
    size = TOWNSHIPS * BRANCHES
    for name, (small, large) in queries:
        note = f"{large} queries at {size:,} ledgers ÷ {small} at {2 * FEW}"
        rows.append(Row("Queries at 10,000 ledgers ÷ at 8", name, large / small, 1, 1, note))
    return rows


def _queries_of(work) -> int:
    with undone(), CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def _draw(place: Place) -> None:
    values = place.values
    sample = sample_plan(month=place.month, wishes=WISHES, townships=(), by=place.officer, at=values["at"])
    sample_draw(sample=sample, seed=SEED, by=place.officer, at=values["later"])


def _drawing(place: Place, rounds: int) -> Row:
    size = 375  # 370 by the formula, raised so that each of 25 townships gives the same for the SQL by hand
    values = place.values | {"size": size, "each": size // TOWNSHIPS}

    def service() -> Cost:
        with undone():
            cost = cost_of(checked(lambda: _draw(place)))
            assert SampledLedger.objects.count() == 370
        return cost

    def by_hand() -> None:
        with connection.cursor() as cursor:
            cursor.execute(PLAN, values)
            sample, digest = cursor.fetchone()
            for statement in (LINES, DRAW, DRAWN):
                cursor.execute(statement, values | {"sample": sample, "digest": digest})
                assert cursor.rowcount

    def raw() -> Cost:
        with undone():
            return cost_of(checked(by_hand))

    found = compare(service, raw, rounds)
    note = "sample_plan and sample_draw ÷ four raw statements, history and triggers on, Python and database"
    return found.row("Set-based work", "draw from 10,000 ledgers", 4, 2.5, note=note)


def _agreement(place: Place) -> None:
    rows, total = by_township(place.officer, Period([place.month], drawn_only=False))
    assert total.count == sum(row.figures.count for row in rows)


def _measuring(place: Place, rounds: int) -> Row:
    def by_hand() -> None:
        with connection.cursor() as cursor:
            cursor.execute(AGREEMENT, place.values)
            assert len(cursor.fetchall()) == TOWNSHIPS

    found = compare(lambda: cost_of(lambda: _agreement(place)), lambda: cost_of(by_hand), rounds, calls=3)
    note = "by_township ÷ one GROUP BY over the joined verdicts (no κ, no reasons), Python and database"
    return found.row("Set-based work", "agreement over 10,000 pairs", 6, 4, note=note)
