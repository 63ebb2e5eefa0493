"""Set-based work against the hand-written SQL or the single calls that do the same."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone

from audits.enums import Outcome, ReviewLevel
from audits.models import Checklist, Verdict
from audits.services.reviews import verdict_give, verdicts_pass
from branches.enums import ANSWERING_KINDS
from config.lib.months import last_day, next_month
from ledgers.enums import Status
from ledgers.models import Ledger
from ledgers.selectors.rules import rule_history
from ledgers.services.months import limits_of, month_open, parameters_of
from scripts.bench.clock import Cost, cost_of
from scripts.bench.rows import Row, compare
from scripts.bench.world import World

BULK = 345
SINGLES = 12


class _Undo(Exception):
    pass


@contextmanager
def undone() -> Iterator[None]:
    """Take back what happens inside, so that each round finds the same rows."""
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass


def checked(work: Callable[[], object]) -> Callable[[], None]:
    """Return `work` with the checks of foreign keys that a commit would make."""

    def run() -> None:
        work()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return run


# --- Bulk pass -------------------------------------------------------------------------------------------------
AT_DISTRICT = """
UPDATE ledgers_ledger SET
    status = 'submitted', desk_id = %(district)s, revision = 1, receipt = to_hex(id), mend_by = NULL,
    first_submitted_at = %(at)s, submitted_at = %(at)s, submitted_by_id = %(clerk)s,
    township_passed_at = %(at)s, reported_at = %(at)s, district_passed_at = NULL
WHERE month_id = %(month)s
"""


def _waiting_at_district(world: World) -> list[int]:
    """Put the whole month on the district's desk, passed by the townships; return the ids of BULK ledgers."""
    clerk, judge = world.secretary, world.reviewer
    at = world.month.on_time_until
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audits_verdict DISABLE TRIGGER USER")
        cursor.execute(
            "DELETE FROM audits_verdict WHERE ledger_id IN (SELECT id FROM ledgers_ledger WHERE month_id = %s)",
            [world.month.pk],
        )
        # What refers to a verdict is checked at the end of the transaction, and until then the table can't be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("ALTER TABLE audits_verdict ENABLE TRIGGER USER")
        cursor.execute(
            AT_DISTRICT, {"district": world.district.pk, "at": at, "clerk": clerk.pk, "month": world.month.pk}
        )
    ids = list(Ledger.objects.filter(month=world.month).order_by("pk").values_list("pk", flat=True))[:BULK]
    Verdict.objects.bulk_create(
        Verdict(ledger_id=pk, level=ReviewLevel.TOWNSHIP, revision=1, outcome=Outcome.PASS, score=100, by=judge, at=at)
        for pk in ids
    )
    return ids


def bulk_rows(world: World, rounds: int) -> list[Row]:
    """Pass BULK ledgers at once, and one by one with a verdict each."""
    at = timezone.now()

    def at_once() -> Cost:
        with undone():
            ids = _waiting_at_district(world)
            work = checked(lambda: verdicts_pass(revisions=dict.fromkeys(ids, 1), by=world.district_reviewer, at=at))
            cost = cost_of(work)
            passed = Ledger.objects.filter(pk__in=ids, status=Status.PASSED).count()
            assert passed == BULK, f"the bulk pass passed {passed} of {BULK}"
        return cost

    def one_by_one() -> Cost:
        with undone():
            ledgers = iter(Ledger.objects.filter(pk__in=_waiting_at_district(world)[:SINGLES]))
            return cost_of(
                checked(
                    lambda: verdict_give(
                        ledger=next(ledgers),
                        outcome=Outcome.PASS,
                        lost={},
                        comment="",
                        revision=1,
                        by=world.district_reviewer,
                        at=at,
                    )
                ),
                SINGLES,
            )

    found = compare(at_once, one_by_one, rounds)
    note = f"verdicts_pass of {BULK} ÷ one verdict_give, Python and database"
    return [found.row("Set-based work", f"bulk pass of {BULK}", 20, 12, note=note)]


# --- Open month ------------------------------------------------------------------------------------------------
# What month_open has to get done, as a person would write it by hand: three statements.
OPEN_MONTH = """
INSERT INTO ledgers_month (
    district_id, month, on_time_until, locks_at, review_by, report_by, rereview_by, circular_by, rules,
    checklist_version, expected, opened_at, opened_by_id
) VALUES (
    %(district)s, %(first_day)s, %(on_time_until)s, %(locks_at)s, %(review_by)s, %(report_by)s, %(rereview_by)s,
    %(circular_by)s, %(rules)s, %(checklist)s, 0, %(at)s, NULL
) RETURNING id
"""
OPEN_LEDGERS = """
WITH roll AS (
    SELECT
        branch_id, count(*) AS members, count(*) FILTER (WHERE category = 'full') AS full_members,
        count(*) FILTER (WHERE post <> '') AS committee,
        coalesce(jsonb_agg(DISTINCT "group" ORDER BY "group") FILTER (WHERE "group" <> ''), '[]') AS groups
    FROM ledgers_member WHERE state = 'normal' GROUP BY branch_id
)
INSERT INTO ledgers_ledger (
    month_id, branch_id, township_id, desk_id, status, revision, members, full_members, committee, groups,
    owed, missing, warnings, receipt, roll_note
)
SELECT
    %(month)s, branch.id, township.id, branch.id, 'open', 0, coalesce(roll.members, 0), coalesce(full_members, 0),
    coalesce(committee, 0), coalesce(groups, '[]'), 0, 0, 0, '', ''
FROM branches_organisation township
JOIN branches_organisation branch ON branch.path LIKE township.path || '%%' AND branch.level = 'village'
LEFT JOIN roll ON roll.branch_id = branch.id
WHERE township.path LIKE %(subtree)s AND township.level = 'township' AND branch.kind = ANY(%(kinds)s)
    AND branch.active_from <= %(last_day)s
    AND (branch.active_until IS NULL OR branch.active_until > %(first_day)s)
"""


def open_rows(world: World, rounds: int) -> list[Row]:
    """Open the next month of the district, history on, by the service and by hand."""
    month = next_month(world.month.month)
    at = timezone.now()
    version = Checklist.objects.order_by("version").last().version
    limits = limits_of(month, parameters_of(world.district), {})

    def service() -> None:
        opened = month_open(district=world.district, month=month, checklist_version=version, by=None, at=at)
        assert opened.is_new and opened.month.expected == world.branches

    rules = json.dumps(rule_history(world.district).on(month).frozen())

    def by_hand() -> None:
        values = {
            **limits,
            "district": world.district.pk,
            "subtree": f"{world.district.path}%",
            "kinds": [str(kind) for kind in ANSWERING_KINDS],
            "first_day": month,
            "last_day": last_day(month),
            "rules": rules,
            "checklist": version,
            "at": at,
        }
        with connection.cursor() as cursor:
            cursor.execute(OPEN_MONTH, values)
            values["month"] = cursor.fetchone()[0]
            cursor.execute(OPEN_LEDGERS, values)
            assert cursor.rowcount == world.branches
            cursor.execute("UPDATE ledgers_month SET expected = %s WHERE id = %s", [cursor.rowcount, values["month"]])

    def measured(work: Callable[[], None]) -> Callable[[], Cost]:
        def measure() -> Cost:
            with undone():
                return cost_of(checked(work))

        return measure

    found = compare(measured(service), measured(by_hand), rounds)
    note = "month_open ÷ raw INSERT … SELECT, history on, Python and database"
    return [found.row("Set-based work", f"open a month of {world.branches}", 1.5, 1.1, note=note)]
