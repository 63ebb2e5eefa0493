"""What many branches still owe in one month, in a number of queries that does not depend on how many there are.

The same facts and the same rules as the secretary's own page (`ledgers.selectors.months.branch_month`): only the way
they are fetched differs. Notices on the board (三务公开) are left out, they have an overview of their own.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection
from django.utils import timezone

from config.lib.months import last_day, next_month, previous_month, quarter_start
from ledgers.enums import MeetingKind, MembershipState, Post
from ledgers.enums.dues import DuesCategory
from ledgers.enums.organised_life import AppraisalStatus, TalkPair
from ledgers.models import Appraisal, Ledger, Member, Month, Talk
from ledgers.obligations import (
    LAST_MONTHS,
    Appraised,
    Item,
    LedgerFacts,
    MeetingFact,
    YearFacts,
    items_of,
    missing_words,
)
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.rules import rule_history
from ledgers.talk_pairs import pairs_that_apply, times_talked_to

# Kinds whose earlier records in the quarter, and in the year, count for a month.
OF_THE_QUARTER = (MeetingKind.GENERAL, MeetingKind.LECTURE)
OF_THE_YEAR = (MeetingKind.LIFE, MeetingKind.LECTURE)


# `lacks` holds a bit for each essential a record lacks, in the order of obligations.missing_words. A text that is not
# empty says something (constraint meeting_texts_say_something). A roll call is there with its first line, looked up one
# by one: EXISTS would let PostgreSQL read the roll calls of all times.
MEETINGS = """
SELECT
    ledger.branch_id,
    meeting.id,
    meeting.kind,
    meeting."group",
    (meeting.starts_at AT TIME ZONE %(zone)s)::date,
    (meeting.starts_at IS NULL)::int
        + 2 * (meeting.ends_at IS NULL)::int
        + 4 * (meeting.place = '')::int
        + 8 * (meeting.host_id IS NULL)::int
        + 16 * (meeting.recorder_id IS NULL)::int
        + 32 * ((SELECT 1 FROM ledgers_attendance WHERE meeting_id = meeting.id LIMIT 1) IS NULL)::int
        + 64 * (meeting.agenda = '')::int
        + 128 * (meeting.discussion = '')::int
        + 256 * (meeting.resolutions = '')::int AS lacks,
    CASE WHEN %(with_host)s THEN (SELECT post FROM ledgers_member WHERE id = meeting.host_id) END
FROM ledgers_ledger ledger
JOIN ledgers_month month ON month.id = ledger.month_id
JOIN ledgers_meeting meeting ON meeting.ledger_id = ledger.id
WHERE ledger.branch_id = ANY(%(branches)s)
    AND month.month BETWEEN %(first)s AND %(last)s
    AND (%(kinds)s::text[] IS NULL OR meeting.kind = ANY(%(kinds)s))
ORDER BY meeting.starts_at, meeting.id
"""
ESSENTIALS = 9


def _meeting_facts(
    branches: Sequence[int], first: dt.date, last: dt.date, kinds: Iterable[str] | None = None, with_host: bool = False
) -> dict[int, list[MeetingFact]]:
    """Return the facts of the records in the months `first` to `last` by branch id, without reading their texts.

    `with_host`: look up whether the secretary presided, which only the year's facts ask for.
    """
    values = {
        "branches": list(branches),
        "first": first,
        "last": last,
        "kinds": None if kinds is None else [str(kind) for kind in kinds],
        "with_host": with_host,
        "zone": timezone.get_current_timezone_name(),
    }
    found: dict[int, list[MeetingFact]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(MEETINGS, values)
        for branch, pk, kind, group, day, lacks, post in cursor.fetchall():
            gaps = _words_of(kind, lacks) if lacks else ()
            found[branch].append(MeetingFact(pk, kind, group, day, gaps, post == Post.SECRETARY))
    return found


def _words_of(kind: str, lacks: int) -> tuple[str, ...]:
    return missing_words(kind, [not lacks >> place & 1 for place in range(ESSENTIALS)])


# Who owes: on the roll, admitted before the month ended, not exempted, not still the former branch's to collect from.
# Who paid: for this month, until its own ledger or an earlier one. Who paid and does not owe (any more) is counted on
# both sides; they are few, so only they are looked for among the payments.
DUES = """
WITH branch AS (
    SELECT id, branch_id FROM ledgers_ledger WHERE id = ANY(%(ledgers)s)
), exempt AS MATERIALIZED (
    SELECT member_id FROM (
        SELECT DISTINCT ON (standard.member_id) standard.member_id, standard.category
        FROM ledgers_duesstandard standard
        JOIN ledgers_member member ON member.id = standard.member_id
        JOIN branch ON branch.branch_id = member.branch_id
        WHERE standard.valid_from <= %(month)s
        ORDER BY standard.member_id, standard.valid_from DESC, standard.id DESC
    ) version WHERE category = %(exempt)s
), roll AS (
    SELECT
        branch_id,
        id,
        state = %(normal)s AND joined_on <= %(last_day)s AND coalesce(dues_from, %(month)s) <= %(month)s
            AND id NOT IN (SELECT member_id FROM exempt) AS owes
    FROM ledgers_member
    WHERE branch_id IN (SELECT branch_id FROM branch)
), owing AS (
    SELECT branch_id, count(*) AS people FROM roll WHERE owes GROUP BY branch_id
), other AS MATERIALIZED (
    SELECT id FROM roll WHERE NOT owes
), payment AS (
    SELECT branch.branch_id, month = %(month)s AS for_month, member_id, paid_cents
    FROM branch JOIN ledgers_duespayment ON ledger_id = branch.id
    UNION ALL
    SELECT receiving.branch_id, true, member_id, 0
    FROM ledgers_duespayment
    JOIN ledgers_ledger receiving ON receiving.id = ledger_id
    JOIN ledgers_month received ON received.id = receiving.month_id AND received.month < %(month)s
    WHERE ledgers_duespayment.month = %(month)s AND receiving.branch_id IN (SELECT branch_id FROM branch)
), paid AS (
    SELECT
        branch_id,
        count(*) FILTER (WHERE for_month) AS people,
        count(other.id) FILTER (WHERE for_month) AS others,
        sum(paid_cents) AS cents
    FROM payment LEFT JOIN other ON other.id = payment.member_id
    GROUP BY branch_id
)
SELECT
    branch_id, coalesce(owing.people, 0) + coalesce(others, 0), coalesce(paid.people, 0), coalesce(cents, 0)
FROM branch LEFT JOIN owing USING (branch_id) LEFT JOIN paid USING (branch_id)
"""


def _dues(ledgers: Sequence[int], month: dt.date) -> dict[int, tuple[int, int, int]]:
    """Return (who owe, who paid, cents received) by branch id."""
    with connection.cursor() as cursor:
        cursor.execute(
            DUES,
            {
                "ledgers": list(ledgers),
                "month": month,
                "last_day": last_day(month),
                "exempt": DuesCategory.EXEMPT,
                "normal": MembershipState.NORMAL,
            },
        )
        return {branch: (owing, paid, cents) for branch, owing, paid, cents in cursor.fetchall()}


def years_of(month: dt.date, branches: Sequence[int], book: RuleBook) -> dict[int, YearFacts]:
    """Return what November and December need to know of the year, by branch id; nothing in the other months."""
    if month.month not in LAST_MONTHS:
        return {}
    first = month.replace(month=1)
    earlier = _meeting_facts(branches, first, previous_month(month), OF_THE_YEAR, with_host=True)
    talks: dict[int, list[tuple]] = defaultdict(list)
    held = Talk.objects.filter(branch__in=branches, talked_on__gte=first, talked_on__lt=next_month(month))
    for branch, *talk in held.values_list("branch_id", "one_id", "other_id", "pair"):
        talks[branch].append(tuple(talk))
    roll: dict[int, list[tuple]] = defaultdict(list)
    for branch, *member in Member.objects.filter(branch__in=branches).on_roll().values_list("branch_id", "pk", "post"):
        roll[branch].append(tuple(member))
    statuses = dict(Appraisal.objects.filter(branch__in=branches, year=month.year).values_list("branch_id", "status"))
    wanted = book.value("life.talks_a_year")
    found = {}
    for branch in branches:
        times = times_talked_to((one, other) for one, other, _pair in talks[branch])
        pairs = {pair for _one, _other, pair in talks[branch]}
        status = statuses.get(branch) if roll[branch] else None
        found[branch] = YearFacts(
            earlier=earlier[branch],
            appraised={None: Appraised.NOT_BEGUN, AppraisalStatus.OPEN: Appraised.BEGUN}.get(
                status, Appraised.REPORTED
            ),
            not_talked_to=sum(times[pk] < wanted for pk, _post in roll[branch]),
            pairs_left=tuple(
                str(TalkPair(pair).label)
                for pair in pairs_that_apply([post for _pk, post in roll[branch]])
                if pair not in pairs
            ),
        )
    return found


def earlier_in_quarter(month: dt.date, branches: Sequence[int]) -> dict[int, list[MeetingFact]]:
    """Return by branch id what was held of the quarter's meetings in the months before `month`."""
    if month == quarter_start(month):
        return defaultdict(list)
    return _meeting_facts(branches, quarter_start(month), previous_month(month), OF_THE_QUARTER)


# What of a ledger is read here.
LEDGER_COLUMNS = ("branch_id", "members", "full_members", "groups", "roll_confirmed_at")


def facts_of_many(month: Month, ledgers: Iterable[Ledger]) -> dict[int, LedgerFacts]:
    """Return the facts of each of `ledgers` (all of `month`; rows of LEDGER_COLUMNS with `pk` will do) by ledger id."""
    ledgers = list(ledgers)
    ids, branches = [ledger.pk for ledger in ledgers], [ledger.branch_id for ledger in ledgers]
    day = month.month
    book = rule_history(month.district_id, month).on(day)
    held = _meeting_facts(branches, day, day, with_host=day.month in LAST_MONTHS)
    before = earlier_in_quarter(day, branches)
    dues, years = _dues(ids, day), years_of(day, branches, book)
    committee_from = book.value("meetings.committee_from")
    found = {}
    for ledger in ledgers:
        owing, paid, cents = dues.get(ledger.branch_id, (0, 0, 0))
        found[ledger.pk] = LedgerFacts(
            month=day,
            members=ledger.members,
            full_members=ledger.full_members,
            committee_from=committee_from,
            groups=tuple(ledger.groups),
            meetings=held[ledger.branch_id],
            earlier_in_quarter=before[ledger.branch_id],
            roll_confirmed=ledger.roll_confirmed_at is not None,
            dues_owing=owing,
            dues_paid=paid,
            dues_cents=cents,
            year=years.get(ledger.branch_id),
        )
    return found


def owed_by_many(month: Month, ledgers: Iterable[Ledger]) -> dict[int, list[Item]]:
    """Return the lines of the month of each of `ledgers` by the ledger's id (see obligations.items_of)."""
    return {pk: items_of(facts) for pk, facts in facts_of_many(month, ledgers).items()}
