"""The demo district: filled once, kept on the next start, refused in production, and all of a piece."""

import datetime as dt
import re
import time
from collections import Counter
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import override_settings
from django.utils import timezone

from audits.circular_rules import may_move
from audits.enums import CircularAction, CircularStatus, Outcome, ReviewLevel
from audits.models import Circular, CircularStep, Sample, TownshipReport, Verdict
from audits.selectors.samples import repeat
from branches.enums import Role
from branches.models import GuidanceStation, Membership, Organisation, User
from cadres.enums.appointments import CaseState
from cadres.models import Appointment
from dashboards.demo import fill
from dashboards.demo.people import DRAFTED, PASSWORD, RETURNED, SHOWCASE, named_accounts, sign_in_choices
from evidence.models import StoredFile
from ledgers.enums import Presence, Status
from ledgers.enums.transfers import OPEN_STATES, TransferKind, TransferState
from ledgers.models import (
    Attendance,
    DuesPayment,
    Ledger,
    LedgerStep,
    LockException,
    Meeting,
    Member,
    Month,
    Submission,
    Transfer,
)
from ledgers.selectors.months import branch_month
from ledgers.selectors.snapshots import ledger_snapshot
from ledgers.transfer_rules import is_overdue
from notices.models import Notice
from tests.factories import local, make_user

AT = local("2026-11-11 15:00")
REVIEWED = dt.date(2026, 10, 1)
ANSWERED = dt.date(2026, 9, 1)
SIGNING = dt.date(2026, 8, 1)
CHECKING = dt.date(2026, 7, 1)
TABLES = (
    Organisation, User, Membership, Member, Month, Ledger, LedgerStep, Submission, Meeting, Attendance, DuesPayment,
    StoredFile, Verdict, TownshipReport, Circular, Notice,
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def run(**options) -> str:
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two townships, filled once for the whole module; what the tests write is rolled back by each of them."""
    media = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), override_settings(DEBUG=True, MEDIA_ROOT=media):
        yield run(quick=2, at=AT), media
        fill.demo_empty()


@pytest.fixture
def demo(filled, settings, db):
    """What the first start printed, with DEBUG on as on a developer's machine."""
    settings.DEBUG = True
    words, settings.MEDIA_ROOT = filled
    return words


def ledgers(month: dt.date):
    return Ledger.objects.filter(month__month=month).select_related("branch", "month", "township", "desk")


# --- Start, and start again ------------------------------------------------------------------------------------
def test_the_first_start_shows_how_far_it_is_and_whom_to_sign_in_as(demo):
    assert "100%" in demo
    for account in named_accounts():
        assert re.search(rf"{account.role}\s+{account.username}\s+{PASSWORD}", demo)


def test_a_second_start_keeps_everything_and_is_quick(demo):
    before = [model.objects.count() for model in TABLES]
    started = time.perf_counter()
    words = run()

    assert time.perf_counter() - started < 2
    assert [model.objects.count() for model in TABLES] == before
    assert "shuji" in words
    assert "填" not in words


def test_every_named_account_signs_in_and_holds_its_role(demo):
    users = {user.username: user for user in User.objects.all()}
    shown = [users[account.username] for account in named_accounts()]
    assert all(user.is_demo and user.is_active and user.memberships_now for user in shown)
    assert all(user.display_name.endswith("（演示）") for user in shown)
    # One password and one hash for all, so that trying one is trying each.
    assert {user.password for user in users.values()} == {shown[0].password}
    assert authenticate(username="shuji", password=PASSWORD) == shown[0]
    held = {role: n for role, n in Counter(Membership.objects.values_list("role", flat=True)).items() if n}
    assert set(held) == set(Role.values)


def test_every_branch_and_township_has_its_people(demo):
    branches = Organisation.objects.answering()
    assert branches.count() == 34
    for branch in branches:
        assert branch.memberships.filter(role=Role.SECRETARY, user__username=f"s{branch.code}").exists()
        assert branch.party_members.exists()
    townships = Organisation.objects.filter(pk__in=ledgers(REVIEWED).values("township"))
    for township in townships:
        assert township.memberships.filter(role=Role.TOWNSHIP_REVIEWER).count() >= 3
        assert township.memberships.filter(role=Role.TOWNSHIP_LEADER).count() == 1
        assert township.station_coverage
    assert GuidanceStation.objects.count() == 5


def test_the_one_with_several_hats_writes_here_and_reviews_there(demo):
    hats = User.objects.get(username="duojiao").memberships_now
    assert [hat.role for hat in hats] == [Role.SECRETARY, Role.TOWNSHIP_REVIEWER]
    assert not hats[0].organisation.path.startswith(hats[1].organisation.path)


def test_a_demo_with_an_account_of_ones_own_is_not_emptied(demo):
    make_user(username="real")
    before = [model.objects.count() for model in TABLES]
    with pytest.raises(CommandError, match="1 个不是演示的账号"):
        run(reset=True)
    assert [model.objects.count() for model in TABLES] == before


def answered() -> Circular:
    """The issued circular of the month that is answered; the quarter that ends with it has its own."""
    return Circular.objects.get(kind="month", month__month=ANSWERED)


# --- What is there ---------------------------------------------------------------------------------------------
def test_the_month_before_is_answered_by_an_issued_circular(demo):
    circular = answered()
    assert circular.status == CircularStatus.ISSUED
    assert circular.number == "临组通字〔2026〕1号"
    with circular.pdf.open("rb") as file:
        assert file.read(5) == b"%PDF-"
    assert len({circular.drafted_by, circular.checked_by, circular.signed_by}) == 3
    assert set(ledgers(ANSWERED).values_list("status", flat=True)) == {Status.LOCKED}
    signed = circular.receipts.filter(signed_at__isnull=False)
    assert 0 < signed.count() < circular.receipts.count() == 36
    assert not signed.filter(signed_at__lt=circular.issued_at).exists()
    assert TownshipReport.objects.filter(month__month=ANSWERED).count() == 2


def test_there_is_a_correction_and_a_quarter(demo):
    correction = Circular.objects.get(kind="correction")
    assert (correction.status, correction.corrects.kind) == (CircularStatus.ISSUED, "month")
    assert correction.number == "临组通字〔2026〕2号"
    assert correction.receipts.count() == 36
    assert Circular.objects.get(kind="quarter").status == CircularStatus.DRAFT


def test_this_month_has_every_state(demo):
    states = ledgers(REVIEWED)
    county = Organisation.objects.get(code="361002")
    waiting = states.filter(status=Status.SUBMITTED, desk=F("township"))
    assert states.filter(status=Status.OPEN, meetings=None).exists()  # not begun
    assert states.filter(status=Status.OPEN, meetings__isnull=False).exists()  # begun
    days = {(timezone.localtime(AT).date() - timezone.localtime(ledger.submitted_at).date()).days for ledger in waiting}
    assert days >= set(range(6))
    assert states.filter(status=Status.RETURNED, desk=F("branch"), mend_by__gt=AT).exists()
    assert waiting.filter(revision=2).exists()  # handed in again
    assert states.filter(status=Status.PASSED, desk=F("township")).exists()
    assert states.filter(status=Status.SUBMITTED, desk=county).exists()  # waits for the district
    assert states.filter(status=Status.PASSED, desk=county).exists()
    assert states.filter(first_submitted_at__gte=F("month__on_time_until")).exists()  # late
    assert TownshipReport.objects.filter(month__month=REVIEWED).count() == 1
    district = Verdict.objects.filter(ledger__in=states, level=ReviewLevel.DISTRICT)
    assert set(district.values_list("outcome", "agrees")) == {
        (Outcome.PASS, True),
        (Outcome.PASS, False),
        (Outcome.RETURN, False),
    }


def test_the_named_people_find_their_work(demo):
    showcase = Organisation.objects.get(name=SHOWCASE)
    branches = list(Organisation.objects.answering().filter(path__startswith=showcase.path))
    returned = ledgers(REVIEWED).get(branch=branches[RETURNED])
    assert returned.status == Status.RETURNED
    assert Notice.objects.filter(recipient__username="shuji", key__startswith=f"returned:{returned.pk}:").exists()
    assert ledgers(REVIEWED).get(branch=branches[DRAFTED]).status == Status.OPEN
    for username, branch in (("shuji", branches[RETURNED]), ("duojiao", branches[DRAFTED])):
        assert branch.memberships.filter(user__username=username).exists()
        assert answered().receipts.filter(organisation=branch, signed_at=None).exists()
    assert answered().receipts.filter(organisation=showcase, signed_at=None).exists()


def test_one_request_after_the_lock_was_granted_and_one_refused(demo):
    used, refused = LockException.objects.order_by("-state").select_related("ledger", "file")
    assert (used.state, refused.state) == ("used", "refused")
    assert used.file.is_picture and refused.file is None
    assert used.ledger.excepted_at == used.ended_at
    assert refused.ledger.first_submitted_at is None
    assert {used.ledger.month, refused.ledger.month} == {Month.objects.get(month=ANSWERED)}
    assert answered().figures["total"]["by_exception"] == 1


@pytest.mark.parametrize(
    ("month", "username", "state", "action"),
    [
        (CHECKING, "hegao", CircularStatus.CHECKING, CircularAction.APPROVE_CHECK),
        (SIGNING, "qianfa", CircularStatus.SIGNING, CircularAction.SIGN),
    ],
)
def test_checker_and_lead_find_a_circular_that_waits_for_them(demo, month, username, state, action):
    waiting = Circular.objects.get(status=state)
    user = User.objects.get(username=username)
    assert waiting.month.month == month
    assert may_move(user, waiting, action)
    assert set(ledgers(month).exclude(status=Status.LOCKED).values_list("status", flat=True)) == {Status.PASSED}
    steps = waiting.steps.order_by("pk")
    sent_back = steps.get(action=CircularAction.SEND_BACK)
    assert (sent_back.by, bool(sent_back.reason)) == (user, True)
    last = steps.last()
    assert last.pk > sent_back.pk
    assert (AT - last.at).days < 2
    assert Notice.objects.filter(recipient=user, key=f"circular-step:{last.pk}", read_at=None).exists()
    assert not waiting.receipts.exists()


def test_the_sign_in_page_can_offer_the_accounts(demo, django_assert_num_queries):
    with django_assert_num_queries(0):
        choices = sign_in_choices()
    assert {username for _label, username in choices} <= set(User.objects.values_list("username", flat=True))
    assert ("区委组织部核稿人", "hegao") in choices


def test_the_running_month_is_open_with_some_records(demo):
    running = ledgers(dt.date(2026, 11, 1))
    assert set(running.values_list("status", flat=True)) == {Status.OPEN}
    assert 0 < running.filter(meetings__isnull=False).distinct().count() < running.count()


def test_nothing_happens_after_now_and_all_in_order(demo):
    for model, name in (
        (LedgerStep, "at"),
        (Submission, "at"),
        (Verdict, "at"),
        (TownshipReport, "at"),
        (CircularStep, "at"),
    ):
        assert not model.objects.filter(**{f"{name}__gt": AT}).exists()
    assert not Meeting.objects.filter(saved_at__gt=AT).exists()
    assert not Meeting.objects.filter(ends_at__gt=F("saved_at")).exists()
    assert not DuesPayment.objects.filter(recorded_at__gt=AT).exists()
    for ledger in Ledger.objects.prefetch_related("steps", "submissions"):
        moments = [step.at for step in ledger.steps.all()]
        assert moments == sorted(moments)
        for submission in ledger.submissions.all():
            assert all(meeting.created_at < submission.at for meeting in ledger.meetings.all())


def test_what_was_handed_in_is_what_is_recorded(demo):
    """The snapshot of every second submission, made anew from the rows, is the one that is stored."""
    latest = Ledger.objects.filter(status__in=(Status.SUBMITTED, Status.PASSED)).select_related("month", "branch")
    compared = 0
    for ledger in latest.order_by("pk")[::2]:
        submission = ledger.submissions.get(revision=ledger.revision)
        month = branch_month(ledger, at=submission.at, in_full=True)
        assert ledger_snapshot(month) == submission.snapshot
        assert [warning.as_json() for warning in month.warnings] == submission.warnings
        assert (ledger.owed, ledger.missing, ledger.warnings) == (len(month.owed), month.left, len(month.warnings))
        compared += 1
    assert compared > 5


def test_figures_of_the_circular_are_those_of_its_month(demo):
    total = answered().figures["total"]
    assert total["expected"] == ledgers(ANSWERED).count() == 34
    assert total["received"] == ledgers(ANSWERED).received().count()
    assert total["passed"] == ledgers(ANSWERED).filter(district_passed_at__isnull=False).count()


def test_all_checks_of_the_data_find_nothing(demo, capsys):
    call_command("check_data")


# --- Invented and marked ---------------------------------------------------------------------------------------
def test_everyone_is_marked_as_invented_and_nobody_has_a_number(demo):
    assert not Member.objects.filter(is_demo=False).exists()
    assert not Member.objects.exclude(id_number_cipher="", id_number_hash="", phone="").exists()
    assert not User.objects.filter(is_demo=False).exists()
    assert not User.objects.exclude(display_name__endswith="（演示）", phone="", email="").exists()
    assert not Organisation.objects.filter(is_demo=False).exists()
    texts = Meeting.objects.values_list("agenda", "discussion", "resolutions", "place")
    assert not [text for row in texts for text in row if re.search(r"\d{17}[\dXx]|1[3-9]\d{9}", text)]


def test_rolls_are_of_all_sizes(demo):
    full = {branch.pk: 0 for branch in Organisation.objects.answering()}
    sizes = Counter(Member.objects.values_list("branch", flat=True))
    full.update(Counter(Member.objects.voting().values_list("branch", flat=True)))
    assert min(sizes.values()) >= 8
    assert max(sizes.values()) <= 60
    assert min(full.values()) < 7 <= max(full.values())
    assert Ledger.objects.exclude(groups=[]).exists()
    assert Member.objects.exclude(away_to="").exists()
    assert Member.objects.filter(category="probationary").exists()
    # From seven full members on there is a committee of three to five, below only a secretary (支部工作条例 第六章).
    for ledger in ledgers(REVIEWED):
        assert ledger.committee in ((3, 4, 5) if ledger.full_members >= 7 else (1,))


def test_only_who_was_there_speaks(demo):
    spoken = re.compile(r"^([^：，。]{2,4})：", re.MULTILINE)
    for meeting in Meeting.objects.exclude(discussion="").prefetch_related("attendances__member")[:200]:
        there = {line.member.name for line in meeting.attendances.all() if line.presence == Presence.PRESENT}
        assert set(spoken.findall(meeting.discussion)) <= there


def test_the_accounts_are_not_shown_where_debug_is_off(demo, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="正式环境"):
        run()


def test_members_move_in_every_state_a_transfer_has(demo):
    found = Transfer.objects.all()
    day = timezone.localtime(AT).date()
    assert set(found.values_list("state", flat=True)) == set(TransferState.values)
    assert set(found.values_list("kind", flat=True)) == set(TransferKind.values)
    assert {is_overdue(transfer, day) for transfer in found.filter(state=TransferState.ISSUED)} == {True, False}
    assert all(transfer.is_demo for transfer in found)
    # The secretary who is shown around has somebody to send, to receive and to tick off.
    mine = Organisation.objects.get(memberships__user__username="shuji")
    assert set(found.of_branch(mine).filter(state__in=OPEN_STATES).values_list("state", flat=True)) == {
        TransferState.APPLIED,
        TransferState.ISSUED,
        TransferState.RECEIVED,
    }
    arrived = found.get(state=TransferState.COMPLETED, kind=TransferKind.INSIDE)
    assert (arrived.member.state, arrived.new_member.branch) == ("moved", arrived.target)


def test_appointments_stand_in_every_state(demo):
    assert set(Appointment.objects.values_list("state", flat=True)) == set(CaseState.values)


def test_a_sample_of_the_month_under_review_is_partly_re_reviewed(demo):
    sample = Sample.objects.get(month__month=REVIEWED)
    done = sample.drawn_ledgers.judged().count()

    assert repeat(sample).is_same
    assert 0 < done < sample.size
