"""What many branches still owe in one month, in a number of queries that does not depend on how many there are.

The same facts and the same rules as the secretary's own page (`ledgers.selectors.months.branch_month`): only the way
they are fetched differs. Notices on the board (三务公开) are left out, they have an overview of their own.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone

from config.lib.months import last_day, next_month, quarter_start
from ledgers.enums import MeetingKind, MembershipState, Post
from ledgers.enums.dues import DuesCategory
from ledgers.enums.organised_life import AppraisalStatus, TalkPair
from ledgers.models import Appraisal, Attendance, Ledger, Meeting, Member, Month, Talk
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


def _is(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _written(column: str) -> ExpressionWrapper:
    """Whether a text says anything; the database looks no further than the first letter."""
    return _is(Q(**{f"{column}__regex": r"\S"}))


def meeting_facts(meetings) -> dict[int, list[MeetingFact]]:
    """Return the facts of `meetings` (a queryset) by branch id, in one query that leaves the texts where they are."""
    rows = (
        meetings.annotate(
            has_place=_written("place"),
            has_roll=Exists(Attendance.objects.filter(meeting=OuterRef("pk"))),
            has_agenda=_written("agenda"),
            has_discussion=_written("discussion"),
            has_resolutions=_written("resolutions"),
        )
        .order_by("starts_at", "pk")
        .values_list(
            "ledger__branch_id",
            "pk",
            "kind",
            "group",
            "starts_at",
            _is(Q(ends_at__isnull=False)),
            "has_place",
            _is(Q(host__isnull=False)),
            _is(Q(recorder__isnull=False)),
            "has_roll",
            "has_agenda",
            "has_discussion",
            "has_resolutions",
            "host__post",
        )
    )
    zone = timezone.get_current_timezone()
    found: dict[int, list[MeetingFact]] = defaultdict(list)
    for branch, pk, kind, group, starts_at, *has, post in rows:
        gaps = missing_words(kind, (starts_at is not None, *has))
        day = starts_at.astimezone(zone).date() if starts_at else None
        found[branch].append(MeetingFact(pk, kind, group, day, gaps, post == Post.SECRETARY))
    return found


# Who owes: on the roll, admitted before the month ended, not exempted. Who paid: for this month, until its own ledger
# or an earlier one. Who paid and has left the roll since is counted on both sides.
DUES = """
WITH branch AS (
    SELECT id, branch_id FROM ledgers_ledger WHERE id = ANY(%(ledgers)s)
), exempt AS (
    SELECT member_id FROM (
        SELECT DISTINCT ON (standard.member_id) standard.member_id, standard.category
        FROM ledgers_duesstandard standard
        JOIN ledgers_member member ON member.id = standard.member_id
        JOIN branch ON branch.branch_id = member.branch_id
        WHERE standard.valid_from <= %(month)s
        ORDER BY standard.member_id, standard.valid_from DESC, standard.id DESC
    ) version WHERE category = %(exempt)s
), owing AS (
    SELECT branch.branch_id, member.id AS member_id
    FROM branch JOIN ledgers_member member ON member.branch_id = branch.branch_id
    WHERE member.state = %(normal)s AND member.joined_on <= %(last_day)s
        AND NOT EXISTS (SELECT 1 FROM exempt WHERE exempt.member_id = member.id)
), paid AS (
    SELECT branch.branch_id, payment.member_id
    FROM branch
    JOIN ledgers_ledger receiving ON receiving.branch_id = branch.branch_id
    JOIN ledgers_month received ON received.id = receiving.month_id AND received.month <= %(month)s
    JOIN ledgers_duespayment payment ON payment.ledger_id = receiving.id AND payment.month = %(month)s
), cents AS (
    SELECT branch.branch_id, sum(payment.paid_cents) AS cents
    FROM branch JOIN ledgers_duespayment payment ON payment.ledger_id = branch.id
    GROUP BY branch.branch_id
)
SELECT branch_id, count(*), count(*) FILTER (WHERE has_paid), coalesce(max(cents), 0)
FROM (
    SELECT branch_id, member_id, bool_or(has_paid) AS has_paid
    FROM (
        SELECT branch_id, member_id, false AS has_paid FROM owing
        UNION ALL SELECT branch_id, member_id, true FROM paid
    ) either GROUP BY branch_id, member_id
) person LEFT JOIN cents USING (branch_id)
GROUP BY branch_id
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
    earlier = meeting_facts(
        Meeting.objects.filter(
            ledger__branch__in=branches,
            ledger__month__month__gte=first,
            ledger__month__month__lt=month,
            kind__in=OF_THE_YEAR,
        )
    )
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
    return meeting_facts(
        Meeting.objects.filter(
            ledger__branch__in=branches,
            ledger__month__month__gte=quarter_start(month),
            ledger__month__month__lt=month,
            kind__in=OF_THE_QUARTER,
        )
    )


def facts_of_many(month: Month, ledgers: Iterable[Ledger]) -> dict[int, LedgerFacts]:
    """Return the facts of each of `ledgers` (all of `month`) by the ledger's id."""
    ledgers = list(ledgers)
    ids, branches = [ledger.pk for ledger in ledgers], [ledger.branch_id for ledger in ledgers]
    day = month.month
    book = rule_history(month.district_id, month).on(day)
    held = meeting_facts(Meeting.objects.filter(ledger__in=ids))
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
