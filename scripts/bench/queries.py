"""The number of queries at three rows and at three hundred."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audits.models import CircularReceipt
from audits.services.circulars import circular_draft
from branches.enums import Level, OrganisationKind, Role
from branches.models import Organisation, User
from ledgers.enums import MeetingKind, VoteMethod
from ledgers.models import Attendance, Ledger, Meeting, Member
from scripts.bench.rows import Row
from scripts.bench.services import undone
from scripts.bench.visitor import Visitor
from scripts.bench.world import World, last_month, spread_states
from tests.factories import LONG_AGO, make_district, make_month, make_roll, make_township, make_user

FEW, MANY = 3, 300


@dataclass(frozen=True, slots=True)
class County:
    """A county of one township, with its people and the pages that grow with it."""

    reviewer: User
    district_reviewer: User
    secretary: User
    receipts: str


def query_rows(world: World, rounds: int) -> list[Row]:
    """Open each list as the same person would in a small and in a large township. `rounds` is of no use here."""
    with undone(), inside_transaction():
        few, many = make_county("361098", FEW, world), make_county("361099", MANY, world)
        key = f"{last_month():%Y-%m}"
        queue = reverse("audits:queue", args=[key]) + "?state=all"
        listed = reverse("dashboards:ledger-list", args=[key]) + "?stage=expected"
        overview = reverse("dashboards:overview", args=[key])
        pages = {
            "township queue": [(county.reviewer, queue) for county in (few, many)],
            "district queue": [(county.district_reviewer, queue) for county in (few, many)],
            "district list": [(county.district_reviewer, listed) for county in (few, many)],
            "overview": [(county.district_reviewer, overview) for county in (few, many)],
            "receipts of a circular": [(county.district_reviewer, county.receipts) for county in (few, many)],
            "secretary's month": [
                (county.secretary, reverse("ledgers:month-detail", args=[key])) for county in (few, many)
            ],
        }
        rows = []
        for name, visits in pages.items():
            small, large = (queries_of(user, url) for user, url in visits)
            note = f"{large} queries at {MANY} rows ÷ {small} at {FEW}"
            rows.append(Row("Queries at 300 rows ÷ at 3", name, large / small, 1, 1, note))
    return rows


@contextmanager
def inside_transaction() -> Iterator[None]:
    """Keep requests from closing a connection that is in the middle of a transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def queries_of(user: User, url: str) -> int:
    visitor = Visitor(user)
    visitor.get(url)  # what is kept for the next time is fetched now
    with CaptureQueriesContext(connection) as queries:
        visitor.get(url)
    return len(queries)


def make_county(code: str, rows: int, world: World) -> County:
    """Make a county with `rows` branches, a month in every state, a circular to all, and `rows` meetings of one."""
    district = make_district("计数区", code)
    township = make_township(district, "计数镇")
    branches = make_branches(township, rows)
    make_roll(branches[0], min(rows, 30))
    reviewer = make_user(Role.TOWNSHIP_REVIEWER, township)
    district_reviewer = make_user(Role.DISTRICT_REVIEWER, district)
    Authenticator.objects.create(user=district_reviewer, type=Authenticator.Type.TOTP, data={})
    secretary = make_user(Role.SECRETARY, branches[0])
    month = make_month(district, last_month())
    ledger = Ledger.objects.get(month=month, branch=branches[0])
    make_meetings(ledger, rows, secretary)
    spread_states(months=[month.pk], clerk=secretary, judge=world.reviewer, left_alone=[ledger.pk])
    circular = circular_draft(month=month, by=district_reviewer, at=month.locks_at + dt.timedelta(days=1))
    CircularReceipt.objects.bulk_create(
        CircularReceipt(circular=circular, organisation=branch) for branch in [township, *branches]
    )
    return County(reviewer, district_reviewer, secretary, reverse("audits:circular-receipts", args=[circular.pk]))


def make_branches(township: Organisation, count: int) -> list[Organisation]:
    return [
        Organisation.objects.add_child(
            Organisation.objects.get(pk=township.pk),
            {
                "code": f"{township.code}{number:03}",
                "name": f"第{number}村委会",
                "level": Level.VILLAGE,
                "kind": OrganisationKind.PARTY_BRANCH,
                "active_from": LONG_AGO,
            },
        )
        for number in range(200, 200 + count)
    ]


def make_meetings(ledger: Ledger, count: int, by: User) -> None:
    """Record `count` meetings of the whole roll."""
    at = timezone.now()
    roll = list(Member.objects.filter(branch=ledger.branch_id))
    meetings = Meeting.objects.bulk_create(
        Meeting(
            ledger=ledger,
            key=uuid.uuid4(),
            kind=MeetingKind.OTHER,
            title="走访",
            starts_at=ledger.month.opened_at + dt.timedelta(hours=number),
            host=roll[0],
            recorder=roll[1],
            vote_method=VoteMethod.NONE,
            created_at=at,
            created_by=by,
            saved_at=at,
            saved_by=by,
        )
        for number in range(count)
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, member=member, votes=member.votes) for meeting in meetings for member in roll
    )
