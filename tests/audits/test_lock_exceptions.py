"""Handing in after the lock: asked, agreed, granted for a time, used or run out – and counted by itself."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from audits import fair_integrity
from audits.selectors.figures import month_figures
from audits.selectors.queue import Choice, queue_counts, queue_rows
from audits.services.deadlines import deadlines_run
from dashboards.selectors.overview import listed_ledgers
from ledgers.chain import MoveRefused, ledger_move
from ledgers.enums import Action, Status
from ledgers.enums.lock_exceptions import ExceptionState
from ledgers.models import Ledger, LockException
from ledgers.services.ledgers import SubmissionRefused, ledger_submit
from ledgers.services.lock_exceptions import ExceptionRefused, exception_ask, exception_judge
from notices.models import Notice
from tests.factories import District, fill_ledger, grant, ledger_of, local, make_user, submit_ledger
from tests.together import at_once

LOCKED = local("2026-11-10 00:10")
ASKED = local("2026-11-11 09:00")
AGREED = local("2026-11-12 09:00")
GRANTED = local("2026-11-13 09:00")
UNTIL = local("2026-11-16 18:00")


@pytest.fixture
def locked(district) -> District:
    """The month is locked; nobody has handed in."""
    deadlines_run(at=LOCKED)
    return district


def ask(district, branch=None, at=ASKED, reason="全村停电断网"):
    branch = branch or district.branch
    by = district.secretary_of(branch)
    return exception_ask(ledger=district.ledger(branch), reason=reason, by=by, at=at)


def granted(district, until=UNTIL):
    request = ask(district)
    exception_judge(request=request, agrees=True, word="情况属实", by=district.reviewer, at=AGREED)
    return exception_judge(
        request=request, agrees=True, word="同意补报", until=until, by=district.district_reviewer, at=GRANTED
    )


def titles(user):
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("title", flat=True))


def hand_in(district, at):
    return submit_ledger(district.ledger(), district.secretary, at)


# --- The way of a request ------------------------------------------------------------------------------------------
def test_a_granted_exception_opens_exactly_this_ledger_and_locks_it_again(locked):
    granted(locked)

    ledger = locked.ledger()
    assert (ledger.status, ledger.desk_id, ledger.locked_at) == (Status.OPEN, locked.branch.pk, None)
    step = ledger.steps.latest("pk")
    assert (step.action, step.by) == (Action.REOPEN, locked.district_reviewer)
    assert "11月16日（周一）18:00前提交" in step.reason and "同意补报" in step.reason
    assert locked.ledger(locked.sibling).status == Status.LOCKED

    deadlines_run(at=UNTIL - dt.timedelta(minutes=1))
    assert locked.ledger().status == Status.OPEN
    deadlines_run(at=UNTIL)

    assert locked.ledger().status == Status.LOCKED
    assert LockException.objects.get().state == ExceptionState.EXPIRED
    assert titles(locked.secretary)[-1] == "2026年10月补报时间已过，没有收到台账"


def test_each_desk_hears_in_turn_and_the_asker_always(locked):
    request = ask(locked)
    assert titles(locked.reviewer)[-1].endswith("申请补报2026年10月台账")
    assert not [title for title in titles(locked.district_reviewer) if "补报" in title]

    exception_judge(request=request, agrees=True, word="情况属实", by=locked.reviewer, at=AGREED)
    assert titles(locked.district_reviewer)[-1].endswith("申请补报2026年10月台账")
    assert titles(locked.secretary)[-1] == "2026年10月补报申请，乡镇已同意，等区里批准"

    exception_judge(request=request, agrees=True, word="同意", until=UNTIL, by=locked.district_reviewer, at=GRANTED)
    assert titles(locked.secretary)[-1] == "2026年10月补报申请已批准，请按时提交"


def test_what_comes_in_under_an_exception_is_never_on_time_and_counted_by_itself(locked):
    granted(locked)
    hand_in(locked, GRANTED + dt.timedelta(hours=3))

    assert LockException.objects.get().state == ExceptionState.USED
    ledger = locked.ledger()
    assert (ledger.excepted_at, ledger.exception_until) == (ledger.first_submitted_at, None)
    total = month_figures(locked.month)["total"]
    assert {key: total[key] for key in ("received", "on_time", "late", "by_exception", "not_received")} == {
        "received": 1,
        "on_time": 0,
        "late": 0,
        "by_exception": 1,
        "not_received": 3,
    }
    assert month_figures(locked.month)["by_exception"] == [{"township": "高坪镇", "villages": ["马源村"]}]
    row = next(row for row in queue_rows(locked.reviewer, locked.month, Choice(), at=UNTIL) if row.name == "马源村")
    assert (row.is_excepted, row.is_late) == (True, False)
    assert queue_counts(locked.reviewer, locked.month, Choice("by_exception"), at=UNTIL)["by_exception"] == 1
    listed = listed_ledgers(locked.leader, locked.month, stage="by_exception", township=None)
    assert [each.timely for each in listed] == ["补报"]


def test_a_ledger_that_was_not_mended_is_opened_for_mending_and_stays_on_time(district):
    district.submitted()
    ledger_move(
        ledger=district.ledger(),
        action=Action.RETURN,
        by=district.reviewer,
        at=local("2026-11-04 09:00"),
        reason="请改",
        mend_by=local("2026-11-07 00:00"),
    )
    deadlines_run(at=LOCKED)

    granted(district)
    assert district.ledger().status == Status.RETURNED
    deadlines_run(at=GRANTED)
    assert district.ledger().status == Status.RETURNED
    submit_again(district, GRANTED + dt.timedelta(hours=1))

    total = month_figures(district.month)["total"]
    assert (total["on_time"], total["by_exception"]) == (1, 0)
    assert district.ledger().excepted_at == GRANTED + dt.timedelta(hours=1)


def submit_again(district, at):
    return ledger_submit(ledger=district.ledger(), by=district.secretary, at=at, note="已改")


def test_after_the_end_nothing_is_taken_though_the_clock_has_not_come_yet(locked):
    granted(locked)
    fill_ledger(locked.ledger(), locked.secretary)

    with pytest.raises(SubmissionRefused, match="已过锁定时间"):
        submit_again(locked, UNTIL)


def test_no_from_the_township_or_the_district_ends_it_and_one_may_ask_again(locked):
    first = ask(locked)
    exception_judge(request=first, agrees=False, word="没有停电", by=locked.reviewer, at=AGREED)
    second = ask(locked, at=AGREED, reason="书记住院")
    exception_judge(request=second, agrees=True, word="属实", by=locked.reviewer, at=AGREED)
    exception_judge(request=second, agrees=False, word="应由副书记提交", by=locked.district_reviewer, at=GRANTED)

    states = list(LockException.objects.order_by("pk").values_list("state", flat=True))
    assert states == [ExceptionState.DECLINED, ExceptionState.REFUSED]
    assert locked.ledger().status == Status.LOCKED
    assert "没有停电" in Notice.objects.get(recipient=locked.secretary, key__endswith="declined").body


# --- Who may not, and why ------------------------------------------------------------------------------------------
def refused(call) -> str:
    with pytest.raises(ExceptionRefused) as refusal:
        call()
    return str(refusal.value)


def test_only_what_is_locked_and_owed_may_be_asked_for_once(district):
    assert "没有锁定" in refused(lambda: ask(district))
    deadlines_run(at=LOCKED)
    assert "请写明" in refused(lambda: ask(district, reason="  "))
    ask(district)
    assert "已经申请补报：等乡镇审核" in refused(lambda: ask(district))


def test_what_has_passed_and_is_locked_is_not_owed(district):
    ledger = district.submitted()
    ledger_move(ledger=ledger, action=Action.PASS, by=district.reviewer, at=ASKED)
    ledger_move(ledger=ledger, action=Action.LOCK, by=None, at=ASKED)

    assert "已经审查通过" in refused(lambda: ask(district))
    with pytest.raises(MoveRefused, match="已经审查通过"):
        ledger_move(ledger=ledger, action=Action.REOPEN, by=district.district_reviewer, at=ASKED, reason="重开")


def test_the_desks_decide_in_their_order_and_nobody_twice(locked):
    request = ask(locked)

    def judge(by, **more):
        return lambda: exception_judge(request=request, agrees=True, word="同意", by=by, at=AGREED, **more)

    assert "由乡镇审查小组办理" in refused(judge(locked.district_reviewer, until=UNTIL))
    assert "不在您的管理范围内" in refused(judge(locked.other_reviewer))
    assert "由乡镇审查小组办理" in refused(judge(locked.secretary))
    judge(locked.reviewer)()
    assert "由区委组织部办理" in refused(judge(locked.reviewer))
    # The same person with a hat in the district has said his word already.
    both = locked.reviewer
    both.memberships.all().delete()
    grant(both, "district_reviewer", locked.root)
    fresh = type(both).objects.get(pk=both.pk)
    assert "已经经手" in refused(judge(fresh, until=UNTIL))


@pytest.mark.parametrize(
    ("until", "words"),
    [(None, "请填补报截止时间"), (GRANTED, "晚于现在"), (GRANTED + dt.timedelta(days=5, minutes=1), "最多宽限5天")],
)
def test_an_exception_is_short_and_lies_ahead(locked, until, words):
    request = ask(locked)
    exception_judge(request=request, agrees=True, word="属实", by=locked.reviewer, at=AGREED)
    with pytest.raises(ExceptionRefused, match=words):
        exception_judge(request=request, agrees=True, word="同意", until=until, by=locked.district_reviewer, at=GRANTED)
    assert locked.ledger().status == Status.LOCKED
    assert LockException.objects.get().state == ExceptionState.SUPPORTED


def test_the_database_holds_the_pairs(locked):
    request = ask(locked)
    wrong = (
        {"state": ExceptionState.GRANTED},
        {"township_at": AGREED},
        {"until": UNTIL},
        {
            "state": ExceptionState.SUPPORTED,
            "township_by": locked.secretary,
            "township_at": AGREED,
            "township_word": "好",
        },
        {"ended_at": UNTIL},
    )
    for columns in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            LockException.objects.filter(pk=request.pk).update(**columns)
    with pytest.raises(IntegrityError), transaction.atomic():
        LockException.objects.create(ledger=request.ledger, reason="又", asked_by=locked.secretary, asked_at=ASKED)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_wins_and_the_other_hears_it():
    district = District()
    deadlines_run(at=LOCKED)
    request = ask(district)
    exception_judge(request=request, agrees=True, word="属实", by=district.reviewer, at=AGREED)
    colleague = make_user("district_reviewer", district.root, name="副手")

    def officer(by, agrees):
        def decide():
            return exception_judge(request=request, agrees=agrees, word="意见", until=UNTIL, by=by, at=GRANTED).state

        return decide

    def heard(call):
        try:
            return call()
        except ExceptionRefused as refusal:
            return str(refusal)

    answers = at_once(
        lambda: heard(officer(district.district_reviewer, True)), lambda: heard(officer(colleague, False))
    )

    assert len([answer for answer in answers if answer in (ExceptionState.GRANTED, ExceptionState.REFUSED)]) == 1
    assert len([answer for answer in answers if "已在11-13 09:00办理这份申请" in answer]) == 1
    assert ledger_of(district.branch, district.month).steps.filter(action=Action.REOPEN).count() <= 1


# --- Pages ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def clock(monkeypatch):
    """Set the time of the pages."""

    def at(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return at


def test_the_secretary_asks_on_the_locked_months_page(locked, sign_in, clock):
    clock(ASKED)
    client = sign_in(locked.secretary)
    page = client.get(reverse("ledgers:month-detail", args=[locked.month.key]))
    address = reverse("ledgers:exception-ask", args=[locked.month.key])
    assert address in page.content.decode()

    empty = client.post(address, {"reason": " "})
    assert empty.status_code == 422 and "请写明为什么没有按时提交" in empty.content.decode()
    done = client.post(address, {"reason": "全村停电"}, follow=True)
    text = done.content.decode()
    assert "补报申请：等乡镇审核" in text and "全村停电" in text and address not in text
    again = client.get(address, follow=True)
    assert "已经申请补报" in again.content.decode()


def test_the_officers_find_it_decide_and_keep_what_they_typed(locked, sign_in, clock):
    request = ask(locked)
    address = reverse("audits:exception-detail", args=[request.pk])
    clock(AGREED)
    client = sign_in(locked.reviewer)
    listed = client.get(reverse("audits:exception-list")).content.decode()
    assert "等 1 天" in listed and "轮到您办" in listed and address in listed
    assert client.post(address, {"decision": "agree", "word": "情况属实"}).status_code == 302

    clock(GRANTED)
    client = sign_in(locked.district_reviewer)
    # Five days end on the 18th at 9:00: what the form proposes must be within them.
    assert 'value="2026-11-17"' in client.get(address).content.decode()
    too_long = {"decision": "agree", "day": "2026-11-30", "time": "18:00", "word": "同意补报三天"}
    wrong = client.post(address, too_long)
    assert wrong.status_code == 422
    assert "最多宽限5天" in wrong.content.decode() and "同意补报三天" in wrong.content.decode()
    assert client.post(address, too_long | {"day": "2026-11-16"}).status_code == 302
    assert locked.ledger().exception_until == UNTIL
    late = client.post(address, too_long, follow=True)
    assert "已在11-13 09:00办理这份申请" in late.content.decode()

    page = sign_in(locked.secretary).get(reverse("ledgers:month-detail", args=[locked.month.key]))
    assert "已批准补报，<strong>11月16日（周一）18:00</strong>前提交" in page.content.decode()


def test_lists_take_the_same_queries_for_many(locked, sign_in, django_assert_max_num_queries, clock):
    clock(AGREED)
    for branch in locked.branches:
        ask(locked, branch)
    client = sign_in(locked.district_reviewer)
    client.get(reverse("audits:exception-list"))
    with django_assert_max_num_queries(8):
        response = client.get(reverse("audits:exception-list"))
    assert response.content.decode().count("<tr>") == 5


def test_neighbours_and_strangers_do_not_find_it(locked, sign_in):
    address = reverse("audits:exception-detail", args=[ask(locked).pk])
    assert sign_in(locked.other_reviewer).get(address).status_code == 404
    assert sign_in(locked.sibling_secretary).get(address).status_code == 404
    assert sign_in(locked.secretary).get(address).status_code == 403
    assert sign_in(locked.leader).get(address).status_code == 200
    assert Ledger.objects.filter(exception_until__isnull=False).count() == 0


def test_check_data_finds_a_ledger_open_without_a_grant(locked):
    granted(locked)
    assert list(fair_integrity.problems()) == []
    LockException.objects.update(until=UNTIL + dt.timedelta(hours=1))
    assert list(fair_integrity.problems()) == [
        f"ledger {locked.ledger().pk} is open under an exception that nobody granted"
    ]


# --- The proof -----------------------------------------------------------------------------------------------------
def test_a_file_with_the_request_is_seen_by_all_three_desks(locked, sign_in, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: ASKED)
    address = reverse("ledgers:exception-ask", args=[locked.month.key])
    picture = BytesIO()
    Image.new("RGB", (64, 48), (10, 90, 90)).save(picture, "JPEG")
    proof = SimpleUploadedFile("停电通知.jpg", picture.getvalue(), content_type="image/jpeg")
    client = sign_in(locked.secretary)

    page = client.post(address, {"reason": "全村停电", "upload": proof}, follow=True).text

    request = LockException.objects.get()
    file = reverse("evidence:file-detail", args=[request.file.pk])
    assert request.file.organisation == locked.branch
    assert file in page
    detail = reverse("audits:exception-detail", args=[request.pk])
    for who in (locked.reviewer, locked.district_reviewer):
        client = sign_in(who)
        page = client.get(detail).text
        assert file in page and "停电通知.jpg" in page
        shown = client.get(file)
        assert b"".join(shown.streaming_content)[:2] == b"\xff\xd8"
    assert sign_in(locked.other_reviewer).get(file).status_code == 404


def test_a_file_that_is_none_is_refused_and_nothing_is_asked(locked, sign_in, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: ASKED)
    address = reverse("ledgers:exception-ask", args=[locked.month.key])
    wrong = SimpleUploadedFile("通知.exe", b"MZ nothing", content_type="application/pdf")

    answer = sign_in(locked.secretary).post(address, {"reason": "全村停电", "upload": wrong})

    assert answer.status_code == 422 and "全村停电" in answer.text
    assert answer.context["form"].errors["upload"]
    assert not LockException.objects.exists()
