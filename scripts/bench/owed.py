"""What all branches of the district still owe, against one plain count over the same rows."""

from django.db import connection
from django.utils import timezone

from ledgers.models import Ledger, Month
from ledgers.selectors.obligations import LEDGER_COLUMNS, owed_by_many
from scripts.bench.clock import Cost, cost_of
from scripts.bench.rows import Row, compare
from scripts.bench.services import undone
from scripts.bench.world import World, analyze

# A month well kept: five records a branch with the roll called at each, and everybody's dues.
MEETINGS = """
INSERT INTO ledgers_meeting (
    ledger_id, key, kind, title, "group", starts_at, ends_at, place, host_id, recorder_id, invited, agenda, discussion,
    vote_method, resolutions, version, created_at, created_by_id, saved_at, saved_by_id, matter, exclusion_number
)
SELECT
    ledger.id, gen_random_uuid(), kind, '', '', %(at)s, %(at)s::timestamptz + interval '1 hour', 'place',
    host.id, host.id, '', 'agenda', repeat('discussion ', 200), 'none', 'resolutions', 1, %(at)s, %(clerk)s, %(at)s,
    %(clerk)s, 'ordinary', ''
FROM ledgers_ledger ledger
CROSS JOIN unnest(ARRAY['theme_day', 'committee', 'general', 'lecture', 'other']) kind
JOIN LATERAL (SELECT id FROM ledgers_member WHERE branch_id = ledger.branch_id ORDER BY id LIMIT 1) host ON true
WHERE ledger.month_id = %(month)s
"""
ROLL = """
INSERT INTO ledgers_attendance (meeting_id, member_id, presence, reason, votes, exclusion)
SELECT meeting.id, member.id, 'present', '', true, ''
FROM ledgers_meeting meeting
JOIN ledgers_ledger ledger ON ledger.id = meeting.ledger_id AND ledger.month_id = %(month)s
JOIN ledgers_member member ON member.branch_id = ledger.branch_id
ON CONFLICT DO NOTHING
"""
DUES = """
INSERT INTO ledgers_duespayment (
    ledger_id, member_id, month, paid_cents, paid_on, proxy, taken_by, recorded_by_id, recorded_at
)
SELECT ledger.id, member.id, month.month, 20, month.month, '', '', %(clerk)s, %(at)s
FROM ledgers_ledger ledger
JOIN ledgers_month month ON month.id = ledger.month_id
JOIN ledgers_member member ON member.branch_id = ledger.branch_id
WHERE ledger.month_id = %(month)s
ON CONFLICT DO NOTHING
"""
COUNT = """
SELECT
    (SELECT count(*) FROM ledgers_ledger ledger
        JOIN ledgers_meeting meeting ON meeting.ledger_id = ledger.id
        JOIN ledgers_attendance line ON line.meeting_id = meeting.id
        WHERE ledger.month_id = %(month)s),
    (SELECT count(*) FROM ledgers_ledger ledger
        JOIN ledgers_member member ON member.branch_id = ledger.branch_id
        WHERE ledger.month_id = %(month)s),
    (SELECT count(*) FROM ledgers_ledger ledger
        JOIN ledgers_duespayment payment ON payment.ledger_id = ledger.id
        WHERE ledger.month_id = %(month)s)
"""


def owed_rows(world: World, rounds: int) -> list[Row]:
    month = Month.objects.get(pk=world.month.pk)
    values = {"month": month.pk, "at": timezone.now(), "clerk": world.meeting.created_by_id}

    def read() -> None:
        ledgers = list(Ledger.objects.filter(month=month).order_by("pk").values_list("pk", *LEDGER_COLUMNS, named=True))
        assert len(owed_by_many(month, ledgers)) == world.branches

    def count() -> None:
        with connection.cursor() as cursor:
            cursor.execute(COUNT, values)
            assert cursor.fetchone()[0] > 4 * world.branches

    def measured(work) -> Cost:
        return cost_of(work)

    with undone():
        with connection.cursor() as cursor:
            for statement in (MEETINGS, ROLL, DUES):
                cursor.execute(statement, values)
            for table in ("meeting", "attendance", "duespayment"):
                cursor.execute(f"ANALYZE ledgers_{table}")
        found = compare(lambda: measured(read), lambda: measured(count), rounds, calls=3)
    analyze()
    note = "owed_by_many ÷ one count over the records, roll calls, members and dues, Python and database"
    return [found.row("Set-based work", f"obligations of {world.branches}", 3, 2, note=note)]
