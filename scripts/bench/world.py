"""The district the benchmark looks at: the real tree of one county, an invented month in every state."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.utils import timezone

from audits.models import ChecklistItem
from branches.enums import GuideState, Level, Role
from branches.imports import LENGTH_ABOVE, Row
from branches.models import Membership, Organisation, User
from branches.services.organisations import organisations_import
from ledgers.enums import MeetingKind, MemberCategory, Post
from ledgers.models import Ledger, Meeting, Member, Month
from ledgers.services.meetings import meeting_attach
from tests.factories import LONG_AGO, fill_ledger, ledger_of, make_file, make_month, make_user, submit_ledger

DISTRICT = "361002"
TOWNSHIP = "361002111"  # thirty branches: the length of an ordinary township's queue
MEMBERS = 30
LEVELS = {
    "province": Level.PROVINCE,
    "city": Level.PREFECTURE,
    "area": Level.COUNTY,
    "street": Level.TOWNSHIP,
    "village": Level.VILLAGE,
}


def divisions(within: str = "") -> Iterator[Row]:
    """Yield the published divisions of the country, or those in `within` (a code) with the units above them."""
    path = settings.NODE_MODULES / "china-division" / "dist" / "data.sqlite"
    above = [within[:length] for length in (2, 4)] if within else []
    with closing(sqlite3.connect(path)) as source:
        for table, level in LEVELS.items():
            names = source.execute(
                f"SELECT code, name FROM {table} WHERE code LIKE ? OR code IN (?, ?) ORDER BY code",
                [f"{within}%", *(above or ["", ""])],
            )
            for code, name in names:
                yield Row(0, code, name, level, code[: LENGTH_ABOVE.get(len(code), 0)])


@dataclass(frozen=True, slots=True)
class World:
    """What the measurements need: places, people, and a ledger in each state they look at."""

    district: Organisation
    township: Organisation
    month: Month
    reviewer: User
    district_reviewer: User
    secretary: User
    # The secretary's ledger with all its meetings, not handed in, and one of the meetings with a full roll call.
    ledger: Ledger
    meeting: Meeting
    # A ledger of the township that waits for its verdict, with pictures.
    submitted: Ledger
    # A branch whose secretary only writes.
    writer: User
    written: Ledger

    @property
    def branches(self) -> int:
        return self.month.expected


def last_month() -> dt.date:
    """Return the first day of the month before this one: over, and not locked by any clock."""
    return (timezone.localdate().replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def make_world() -> World:
    """Build the district in the empty database of the benchmark."""
    at = timezone.now()
    organisations_import(rows=list(divisions(DISTRICT)), by=None, at=at, active_from=LONG_AGO)
    district = Organisation.objects.get(code=DISTRICT)
    township = Organisation.objects.get(code=TOWNSHIP)
    branches = list(Organisation.objects.filter(path__startswith=district.path).answering())
    Member.objects.bulk_create(member for branch in branches for member in _roll(branch))
    secretaries = _secretaries(branches)
    reviewer = make_user(Role.TOWNSHIP_REVIEWER, township, username="bench-township", name="高干事")
    district_reviewer = make_user(Role.DISTRICT_REVIEWER, district, username="bench-district", name="复审员")
    Authenticator.objects.create(user=district_reviewer, type=Authenticator.Type.TOTP, data={})
    month = make_month(district, last_month())
    first, second, third = [branch for branch in branches if branch.path.startswith(township.path)][:3]

    ledger = fill_ledger(ledger_of(first, month), secretaries[first.pk])
    _add_pictures(ledger, secretaries[first.pk], at)
    submitted = fill_ledger(ledger_of(second, month), secretaries[second.pk])
    _add_pictures(submitted, secretaries[second.pk], at)
    # In time, as most are; reviewers read the newest version.
    submitted = submit_ledger(submitted, secretaries[second.pk], month.on_time_until - dt.timedelta(days=1))
    spread_states(
        months=[month.pk],
        clerk=make_user(username="bench-clerk"),
        judge=make_user(username="bench-judge"),
        left_alone=[ledger.pk, submitted.pk, ledger_of(third, month).pk],
        unreported=[township.pk],
    )
    # Nobody is here for the first time: the visit that is offered then stands on the first day's pages only.
    User.objects.update(guide_state=GuideState.LEFT)
    analyze()
    return World(
        district=district,
        township=township,
        month=month,
        reviewer=reviewer,
        district_reviewer=district_reviewer,
        secretary=secretaries[first.pk],
        ledger=ledger,
        meeting=ledger.meetings.get(kind=MeetingKind.THEME_DAY),
        submitted=submitted,
        writer=secretaries[third.pk],
        written=ledger_of(third, month),
    )


def _roll(branch: Organisation) -> Iterator[Member]:
    posts = [Post.SECRETARY, Post.ORGANISATION, Post.DISCIPLINE]
    for number in range(MEMBERS):
        yield Member(
            branch=branch,
            name=f"党员{number + 1}",
            gender="1",
            birth_date=dt.date(1960 + number, 3, 1),
            category=MemberCategory.FULL,
            joined_on=dt.date(2001, 7, 1),
            full_on=dt.date(2002, 7, 1),
            group=("第一党小组", "第二党小组")[number % 2],
            post=posts[number] if number < len(posts) else "",
        )


def _secretaries(branches: list[Organisation]) -> dict[int, User]:
    """Return a secretary for each branch, by the branch's id."""
    people = User.objects.bulk_create(
        User(username=f"bench-{branch.code}", display_name=f"{branch.village_name}书记", password="!")
        for branch in branches
    )
    Membership.objects.bulk_create(
        Membership(user=user, organisation=branch, role=Role.SECRETARY, since=LONG_AGO)
        for user, branch in zip(people, branches, strict=True)
    )
    return {branch.pk: user for user, branch in zip(people, branches, strict=True)}


def _add_pictures(ledger: Ledger, by: User, at: dt.datetime) -> None:
    for meeting in ledger.meetings.all():
        for _number in range(2):
            picture = make_file(ledger.branch, by)
            meeting_attach(meeting=meeting, file=picture, by=by, at=at, limit=settings.EVIDENCE_MAX_FILES)


def analyze() -> None:
    """Do what autovacuum would have done by the next day, so that it does not do it in the middle of a round."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


# --- A month in every state ------------------------------------------------------------------------------------
# Of twenty ledgers of a township one is open and one returned. Every other township has reported: its ledgers wait
# at the district or have passed there; in the others they wait for the township, or for its report.
SPREAD = """
WITH planned AS (
    SELECT
        ledger.id,
        ledger.id %% 20 = 1 AS is_returned,
        ledger.id %% 20 >= 11 AS is_passed,
        ledger.township_id %% 2 = 0 AND ledger.township_id <> ALL(%(unreported)s) AS is_reported,
        month.district_id,
        month.on_time_until + make_interval(hours => (ledger.id %% 90)::int - 80) AS at
    FROM ledgers_ledger ledger JOIN ledgers_month month ON month.id = ledger.month_id
    WHERE ledger.month_id = ANY(%(months)s) AND ledger.id <> ALL(%(left_alone)s) AND ledger.id %% 20 > 0
)
UPDATE ledgers_ledger ledger SET
    status = CASE WHEN is_returned THEN 'returned' WHEN is_passed THEN 'passed' ELSE 'submitted' END,
    desk_id = CASE
        WHEN is_returned THEN ledger.branch_id WHEN is_reported THEN planned.district_id ELSE ledger.township_id
    END,
    revision = 1, receipt = to_hex(ledger.id), warnings = ledger.id %% 3, owed = 6,
    first_submitted_at = at, submitted_at = at, submitted_by_id = %(clerk)s,
    mend_by = CASE WHEN is_returned THEN at + interval '5 days' END,
    township_passed_at = CASE WHEN NOT is_returned AND (is_passed OR is_reported) THEN at + interval '1 day' END,
    reported_at = CASE WHEN NOT is_returned AND is_reported THEN at + interval '2 days' END,
    district_passed_at = CASE WHEN is_passed AND is_reported THEN at + interval '3 days' END
FROM planned WHERE planned.id = ledger.id
"""
JUDGED = """
FROM ledgers_ledger WHERE month_id = ANY(%(months)s) AND id <> ALL(%(left_alone)s)
"""
# A third have lost points.
TOWNSHIP_VERDICTS = f"""
INSERT INTO audits_verdict (ledger_id, level, revision, outcome, score, lost, comment, agrees, by_id, at)
SELECT
    id, 'township', 1, CASE status WHEN 'returned' THEN 'return' ELSE 'pass' END,
    CASE WHEN id %% 3 = 0 THEN 97 ELSE 100 END,
    CASE WHEN id %% 3 = 0 THEN %(lost)s::jsonb ELSE '{{}}' END,
    CASE status WHEN 'returned' THEN '请补上签到照片。' ELSE '' END,
    NULL, %(judge)s, submitted_at + interval '1 day'
{JUDGED} AND (township_passed_at IS NOT NULL OR status = 'returned')
"""
DISTRICT_VERDICTS = f"""
INSERT INTO audits_verdict (ledger_id, level, revision, outcome, score, lost, comment, agrees, by_id, at)
SELECT
    id, 'district', 1, 'pass', CASE WHEN id %% 3 = 0 THEN 97 ELSE 100 END,
    CASE WHEN id %% 3 = 0 THEN %(lost)s::jsonb ELSE '{{}}' END, '', TRUE, %(judge)s, district_passed_at
{JUDGED} AND district_passed_at IS NOT NULL
"""
STEPS = f"""
INSERT INTO ledgers_ledgerstep (ledger_id, action, from_status, to_status, desk_id, revision, by_id, at, reason)
SELECT id, 'submit', 'open', 'submitted', branch_id, 1, %(clerk)s, submitted_at, ''
{JUDGED} AND submitted_at IS NOT NULL
UNION ALL
SELECT id, 'return', 'submitted', 'returned', township_id, 1, %(judge)s, submitted_at, '请补上签到照片。'
{JUDGED} AND status = 'returned'
UNION ALL
SELECT id, 'pass', 'submitted', 'passed', township_id, 1, %(judge)s, township_passed_at, ''
{JUDGED} AND township_passed_at IS NOT NULL
"""
SUBMISSIONS = f"""
INSERT INTO ledgers_submission (ledger_id, revision, receipt, by_id, at, snapshot, warnings, note)
SELECT id, 1, receipt, %(clerk)s, submitted_at, '{{}}', '[]', ''
{JUDGED} AND submitted_at IS NOT NULL
"""
REPORTS = f"""
INSERT INTO audits_townshipreport (month_id, township_id, by_id, at, passed, returned, not_received, note)
SELECT month_id, township_id, %(judge)s, max(reported_at), count(township_passed_at), 0, 0, ''
{JUDGED} GROUP BY month_id, township_id HAVING count(reported_at) > 0
"""
SPREADING = (SPREAD, TOWNSHIP_VERDICTS, DISTRICT_VERDICTS, STEPS, SUBMISSIONS, REPORTS)


def spread_states(*, months: list[int], clerk: User, judge: User, left_alone=(), unreported=()) -> None:
    """Put the ledgers of `months` (ids) into all the states of the chain, with verdicts, steps and reports.

    `left_alone` are ids of ledgers, `unreported` of townships that have not reported their month.
    """
    item = ChecklistItem.objects.order_by("-checklist__version", "position").first()
    values = {
        "months": months,
        "clerk": clerk.pk,
        "judge": judge.pk,
        "left_alone": list(left_alone),
        "unreported": list(unreported),
        "lost": f'{{"{item.code}": {{"points": 3, "reason": "evidence", "note": ""}}}}',
    }
    with connection.cursor() as cursor:
        for statement in SPREADING:
            cursor.execute(statement, values)
