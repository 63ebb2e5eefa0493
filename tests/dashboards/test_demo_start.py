"""Filling the demo district: from an empty database, on any day, again, and where it is refused."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from audits.enums import CircularKind, CircularStatus
from audits.models import Circular, CircularStep, Verdict
from branches.models import Membership, Organisation, User
from dashboards.demo.people import PASSWORD
from dashboards.demo.timeline import timeline
from ledgers.enums import Status
from ledgers.models import Attendance, Ledger, LedgerStep, Meeting, Member, Month, Submission
from notices.models import Notice
from tests.factories import local

AT = local("2026-11-11 15:00")
TABLES = (
    Organisation, User, Membership, Member, Month, Ledger, LedgerStep, Submission, Meeting, Attendance, Verdict,
    Circular, Notice,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def run(**options) -> str:
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


def test_no_demo_where_debug_is_off(db, settings):
    settings.DEBUG = False
    for options in ({}, {"reset": True}):
        with pytest.raises(CommandError, match="正式环境"):
            run(**options)
    assert not User.objects.exists()


def test_real_data_is_never_touched(district, settings):
    settings.DEBUG = True
    before = [model.objects.count() for model in TABLES]

    assert "正式数据" in run()
    with pytest.raises(CommandError, match="已经有数据"):
        run(reset=True)
    assert [model.objects.count() for model in TABLES] == before


def test_a_number_of_townships_is_at_least_one(db, settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="至少 1 个"):
        run(quick=0)


@pytest.mark.parametrize(
    ("at", "answered", "reviewed", "running"),
    [
        ("2026-11-23 09:48", "2026-09", "2026-10", ["2026-11"]),
        ("2026-11-06 00:10", "2026-09", "2026-10", ["2026-11"]),
        ("2026-11-05 23:50", "2026-08", "2026-09", ["2026-10", "2026-11"]),
        ("2026-11-01 00:10", "2026-08", "2026-09", ["2026-10", "2026-11"]),
        ("2026-12-31 23:59", "2026-10", "2026-11", ["2026-12"]),
        ("2027-01-03 12:00", "2026-10", "2026-11", ["2026-12", "2027-01"]),
        ("2027-03-31 12:00", "2027-01", "2027-02", ["2027-03"]),
    ],
)
def test_the_review_is_going_on_whatever_day_it_is(db, at, answered, reviewed, running):
    line = timeline(local(at))
    assert f"{line.answered:%Y-%m}" == answered
    assert f"{line.reviewed:%Y-%m}" == reviewed
    assert [f"{month:%Y-%m}" for month in line.running] == running
    limits = list(line.limits().values())
    assert limits == sorted(limits)
    assert limits[0] < local(at) < limits[1]


@pytest.mark.slow
@pytest.mark.parametrize("at", ["2026-10-06 07:30", "2027-01-03 00:20"])
def test_the_demo_can_be_filled_on_any_day(db, settings, at):
    settings.DEBUG = True
    run(quick=2, at=local(at))

    call_command("check_data")
    assert not LedgerStep.objects.filter(at__gt=local(at)).exists()
    states = dict(Circular.objects.filter(kind=CircularKind.MONTH).values_list("month__month", "status"))
    line = timeline(local(at))
    assert states == {
        line.checking: CircularStatus.CHECKING,
        line.signing: CircularStatus.SIGNING,
        line.answered: CircularStatus.ISSUED,
    }
    for step in CircularStep.objects.select_related("circular"):
        assert step.circular.drafted_at < step.at <= local(at)
    assert set(Ledger.objects.values_list("status", flat=True)) == set(Status.values)


@pytest.mark.slow
def test_a_reset_begins_again(db, settings):
    settings.DEBUG = True
    run(quick=1, at=AT)
    before = [model.objects.count() for model in TABLES]
    run(quick=1, at=AT, reset=True)
    assert [model.objects.count() for model in TABLES] == before
    assert authenticate(username="shuji", password=PASSWORD) is not None
