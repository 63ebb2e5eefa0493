"""A circular from the locked month to the last receipt: text, three people, number, file, reminders."""

import datetime as dt
import hashlib
import json
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from audits.circular_rules import may_move
from audits.enums import CircularAction, CircularStatus
from audits.models import Circular, CircularReceipt, CircularStep, NumberSeries
from audits.services import circulars as services
from audits.services.circulars import (
    CircularConflict,
    CircularExists,
    CircularRefused,
    circular_draft,
    circular_edit,
    circular_issue,
    circular_move,
    circular_pdf,
    circular_receive,
    circular_refresh_figures,
    circular_remind,
    circulars_issue_pending,
    receipts_remind,
)
from audits.services.reviews import month_report, verdict_give, verdicts_pass
from audits.tasks import circular_issue_task
from branches.enums import Role
from branches.models import Membership
from config.celery import app
from ledgers.enums import Status
from ledgers.models import Ledger
from notices.models import Notice
from tests.factories import NOW, District, grant, local, make_month, make_user
from tests.together import at_once

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def worker_runs_at_once():
    """What a commit hands to the worker is done before the commit returns."""
    before, app.conf.task_always_eager = app.conf.task_always_eager, True
    yield
    app.conf.task_always_eager = before


def reviewed(district: District) -> District:
    """One branch passed at both levels, its sibling late and returned, the other township silent."""
    passed = district.submitted(district.branch)
    late = district.submitted(district.sibling, at=district.month.on_time_until + HOUR)
    at = district.month.on_time_until + 2 * HOUR
    verdicts_pass(revisions={passed.pk: 1}, by=district.reviewer, at=at)
    verdict_give(
        ledger=late, outcome="return", lost={}, comment="记录要素不全", revision=1, by=district.reviewer, at=at
    )
    month_report(
        month=district.month, township=district.township, by=district.reviewer, at=district.month.locks_at + MINUTE
    )
    verdicts_pass(revisions={passed.pk: 1}, by=district.district_reviewer, at=district.month.locks_at + HOUR)
    return district


@pytest.fixture
def judged(district) -> District:
    return reviewed(district)


def drafted(district: District, by=None) -> Circular:
    return circular_draft(
        month=district.month, by=by or district.district_reviewer, at=district.month.locks_at + 2 * HOUR
    )


def moved(circular, action, by, **more):
    return circular_move(circular=circular, action=action, by=by, at=circular.month.locks_at + 3 * HOUR, **more)


def checked(district: District) -> Circular:
    circular = moved(drafted(district), CircularAction.SEND_TO_CHECK, district.district_reviewer)
    return moved(circular, CircularAction.APPROVE_CHECK, district.checker)


def signed(district: District) -> Circular:
    return moved(checked(district), CircularAction.SIGN, district.lead)


def issued(district: District) -> Circular:
    return circular_issue(circular_id=signed(district).pk, at=district.month.locks_at + 4 * HOUR)


@contextmanager
def the_broker_loses_messages():
    """What was enqueued inside never reaches a worker: the clock's next run has to find it."""
    with transaction.atomic():
        yield
        transaction.get_connection().run_on_commit.clear()


# --- Drafting ------------------------------------------------------------------------------------------------------
def test_drafting_before_the_lock_is_refused_with_the_date(judged):
    with pytest.raises(CircularRefused, match=r"2026年10月台账到2026年11月9日24:00才锁定"):
        circular_draft(month=judged.month, by=judged.district_reviewer, at=judged.month.locks_at - MINUTE)

    assert not Circular.objects.exists()


def test_the_draft_is_a_whole_text_with_the_months_figures(judged):
    circular = drafted(judged)

    assert circular.title == f"{circular.figures['issuer']}关于2026年10月份村级党组织台账月审月报情况的通报"
    assert circular.addressees == "各乡镇（街道）党委（党工委）"
    lines = circular.body.splitlines()
    assert [line for line in lines if line[1] == "、"] == [
        "一、总体情况",
        "二、主要成效",
        "三、存在问题",
        "四、工作要求",
    ]
    assert (
        "（一）报送情况。全区应报台账4份，实际报送2份，报送率50%。其中按时报送1份，按时报送率25%；逾期报送1份；未报送2份。"
    ) in lines
    assert "龙溪镇竹溪村、梅溪村等2个村级党组织没有报送；高坪镇上聂村逾期报送。名单见附件2。" in circular.body
    assert "退回修改1份，均未改好" in circular.body
    assert "11月份台账最迟于12月3日提交" in circular.body
    assert not [name for name in ("马书记", "复审员", "高干事") if name in circular.body]


def test_a_month_without_a_flaw_reads_naturally(district):
    for branch in district.branches:
        district.submitted(branch)
    for reviewer, township in (
        (district.reviewer, district.township),
        (district.other_reviewer, district.other_township),
    ):
        ids = Ledger.objects.filter(township=township).values_list("pk", flat=True)
        verdicts_pass(revisions=dict.fromkeys(ids, 1), by=reviewer, at=NOW + HOUR)
        month_report(month=district.month, township=township, by=reviewer, at=NOW + 2 * HOUR)
    ids = Ledger.objects.values_list("pk", flat=True)
    verdicts_pass(revisions=dict.fromkeys(ids, 1), by=district.district_reviewer, at=NOW + 3 * HOUR)

    circular = drafted(district)

    assert "全区应报台账4份，实际报送4份，报送率100%，全部按时报送。" in circular.body
    assert "没有退回修改的台账。已审查台账平均得分100分。" in circular.body
    assert "三、存在问题\n本月审查没有发现突出问题。\n四、工作要求\n（一）保持良好态势。" in circular.body
    assert "附件2" not in circular.body
    assert len(services.circular_document(circular).attachments) == 1


def test_a_month_without_a_submission_reads_naturally(district):
    circular = drafted(district)

    assert "全区应报台账4份，均未报送。" in circular.body
    assert "没有完成审查的台账" in circular.body
    assert "二、主要成效\n本月没有通报表扬的事项。" in circular.body
    assert "None" not in circular.body


def test_the_month_before_is_compared_with(judged):
    issued(judged)
    november = make_month(judged.root, dt.date(2026, 11, 1))

    circular = circular_draft(month=november, by=judged.district_reviewer, at=november.locks_at)

    before = circular.figures["previous"]
    assert (before["received_rate"], before["score"]) == ("50.0", "100.0")
    assert before["townships"] == {str(judged.township.pk): "100.0", str(judged.other_township.pk): None}
    assert "全区应报台账4份，均未报送。" in circular.body


def test_a_second_draft_leads_to_the_first(judged):
    first = drafted(judged)

    with pytest.raises(CircularExists) as second:
        drafted(judged, by=make_user(Role.DISTRICT_REVIEWER, judged.root))

    assert second.value.circular == first


# --- Editing -------------------------------------------------------------------------------------------------------
def test_the_second_to_save_sees_what_the_first_changed(judged):
    circular = drafted(judged)
    base = {name: getattr(circular, name) for name in services.FIELDS}
    edit = {"circular": circular, "version": 1, "by": judged.district_reviewer, "at": NOW}
    circular_edit(values=base | {"body": base["body"] + "\n另外补充一段。"}, **edit)

    with pytest.raises(CircularConflict) as conflict:
        circular_edit(values=base | {"body": base["body"] + "\n我也补充一段。"}, **edit)

    assert [(d.label, d.theirs, d.yours) for d in conflict.value.differences] == [
        ("正文", "另外补充一段。", "我也补充一段。")
    ]
    assert Circular.objects.get().body.endswith("另外补充一段。")


def test_only_whose_turn_it_is_edits(judged):
    circular = drafted(judged)

    def may(user):
        try:
            version = Circular.objects.get().version
            circular_edit(circular=circular, values={"title": "改"}, version=version, by=user, at=NOW)
        except CircularRefused:
            return False
        return True

    people = {"drafter": judged.district_reviewer, "checker": judged.checker, "lead": judged.lead}
    people |= {"colleague": make_user(Role.DISTRICT_REVIEWER, judged.root), "township": judged.reviewer}
    assert [name for name, user in people.items() if may(user)] == ["drafter"]
    moved(circular, CircularAction.SEND_TO_CHECK, judged.district_reviewer)
    assert [name for name, user in people.items() if may(user)] == ["checker"]
    moved(circular, CircularAction.APPROVE_CHECK, judged.checker)
    assert [name for name, user in people.items() if may(user)] == []


def test_new_figures_go_where_the_text_is_untouched_and_leave_the_persons_words(judged):
    circular = drafted(judged)
    text = circular.body.replace("（一）报送情况。", "（一）报送情况。总的看，").replace(
        "二、主要成效", "二、主要成效\n区委组织部印发了工作提示。"
    )
    circular_edit(circular=circular, values={"body": text}, version=1, by=judged.district_reviewer, at=NOW)
    Ledger.objects.filter(branch=judged.sibling).update(status=Status.SUBMITTED, mend_by=None)

    own = circular_refresh_figures(circular=circular, version=2, by=judged.district_reviewer, at=NOW)

    after = Circular.objects.get()
    assert [paragraph[:9] for paragraph in own] == ["（一）报送情况。总", "区委组织部印发了工"]
    assert "退回修改1份，均已修改并重新报送" in after.body
    assert "总的看，" in after.body
    assert "没有改好" not in after.body
    assert after.figures["total"]["returned_now"] == 0


# --- Three people --------------------------------------------------------------------------------------------------
def everything(user, district):
    """Give a person every hat of the department."""
    for role in (Role.DISTRICT_REVIEWER, Role.DISTRICT_CHECKER, Role.DISTRICT_LEAD):
        Membership.objects.filter(user=user, role=role).delete()
        grant(user, role, district.root)
    return user


def wearing(user, role):
    user = type(user).objects.get(pk=user.pk)
    user.hat = Membership.objects.select_related("organisation").get(user=user, role=role)
    return user


def test_nobody_does_two_of_the_three_under_another_hat(judged):
    person = everything(make_user(name="多面手"), judged)
    circular = drafted(judged, by=wearing(person, Role.DISTRICT_REVIEWER))
    circular = moved(circular, CircularAction.SEND_TO_CHECK, wearing(person, Role.DISTRICT_REVIEWER))

    with pytest.raises(CircularRefused, match="您是这份通报的拟稿人，不能自己核稿"):
        moved(circular, CircularAction.APPROVE_CHECK, wearing(person, Role.DISTRICT_CHECKER))

    second = everything(judged.checker, judged)
    circular = moved(circular, CircularAction.APPROVE_CHECK, wearing(second, Role.DISTRICT_CHECKER))
    with pytest.raises(CircularRefused, match="您是这份通报的拟稿人，不能自己签发"):
        moved(circular, CircularAction.SIGN, wearing(person, Role.DISTRICT_LEAD))
    with pytest.raises(CircularRefused, match="您是这份通报的核稿人，不能自己签发"):
        moved(circular, CircularAction.SIGN, wearing(second, Role.DISTRICT_LEAD))

    circular = moved(circular, CircularAction.SIGN, judged.lead)
    assert circular.number == f"{circular.prefix}〔2026〕1号"


@pytest.mark.parametrize(("column", "other"), [("checked", "drafted"), ("signed", "drafted"), ("signed", "checked")])
def test_the_database_refuses_one_person_in_two_places(judged, column, other):
    circular = signed(judged)

    with pytest.raises(IntegrityError, match="circular_three_people"), transaction.atomic():
        Circular.objects.filter(pk=circular.pk).update(**{f"{column}_by": getattr(circular, f"{other}_by")})


def test_moves_out_of_turn_are_refused_in_words(judged):
    circular = drafted(judged)

    with pytest.raises(CircularRefused, match="通报现在是“拟稿中”"):
        moved(circular, CircularAction.SIGN, judged.lead)
    with pytest.raises(CircularRefused, match="由拟稿人复审员送核稿"):
        moved(circular, CircularAction.SEND_TO_CHECK, judged.checker)
    assert not may_move(judged.reviewer, circular, CircularAction.SEND_TO_CHECK)
    with pytest.raises(CircularRefused, match="自动印发"):
        moved(signed_from(circular, judged), CircularAction.ISSUE, judged.lead)


def signed_from(circular, district):
    circular = moved(circular, CircularAction.SEND_TO_CHECK, district.district_reviewer)
    circular = moved(circular, CircularAction.APPROVE_CHECK, district.checker)
    return moved(circular, CircularAction.SIGN, district.lead)


def test_sending_back_needs_a_reason_and_returns_to_the_drafter(judged):
    circular = checked(judged)

    with pytest.raises(CircularRefused, match="请写明退回的原因"):
        moved(circular, CircularAction.SEND_BACK, judged.lead, reason="  ")
    circular = moved(circular, CircularAction.SEND_BACK, judged.lead, reason="第二部分请再核实")

    assert (circular.status, circular.checked_by, circular.checked_at) == (CircularStatus.DRAFT, None, None)
    notice = Notice.objects.get(recipient=judged.district_reviewer, title__contains="被退回")
    assert notice.body == "第二部分请再核实"
    assert [(step.action, step.by) for step in circular.steps.all()] == [
        ("send_to_check", judged.district_reviewer),
        ("approve_check", judged.checker),
        ("send_back", judged.lead),
    ]


def test_whose_turn_it_is_hears_of_it(judged):
    checked(judged)

    titles = dict(Notice.objects.filter(title__contains="通报请您").values_list("recipient", "title"))
    assert titles == {judged.checker.pk: "2026年10月通报请您核稿", judged.lead.pk: "2026年10月通报请您签发"}


# --- The number ----------------------------------------------------------------------------------------------------
def test_a_failed_signature_takes_no_number(judged):
    circular = checked(judged)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert moved(circular, CircularAction.SIGN, judged.lead).serial == 1
        raise ZeroDivisionError  # the transaction dies after the number was taken
    assert not NumberSeries.objects.exists()

    assert moved(circular, CircularAction.SIGN, judged.lead).serial == 1


@pytest.mark.django_db(transaction=True)
def test_simultaneous_signatures_get_numbers_without_gap_or_double(district):
    circulars = []
    for number in range(1, 7):
        month = make_month(district.root, dt.date(2026, number, 1))
        circular = circular_draft(month=month, by=district.district_reviewer, at=month.locks_at)
        for action, by in (("send_to_check", district.district_reviewer), ("approve_check", district.checker)):
            circular = circular_move(circular=circular, action=action, by=by, at=month.locks_at)
        circulars.append(circular)
    at = local("2026-11-20 09:00")

    def sign(circular):
        return lambda: circular_move(circular=circular, action="sign", by=district.lead, at=at).serial

    # Each is signed twice at the same moment; the loser is refused and takes no number.
    results = at_once(*(sign(circular) for circular in circulars for _twice in range(2)))

    assert sorted(result for result in results if isinstance(result, int)) == [1, 2, 3, 4, 5, 6]
    assert sum(isinstance(result, CircularRefused) for result in results) == 6
    assert sorted(Circular.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert NumberSeries.objects.get().last == 6


def test_each_year_begins_at_one(judged):
    circular = checked(judged)
    NumberSeries.objects.create(district=circular.district, prefix=circular.prefix, year=2026, last=7)

    circular = circular_move(circular=circular, action="sign", by=judged.lead, at=local("2027-01-01 00:00"))

    assert circular.number == f"{circular.prefix}〔2027〕1号"


# --- Issuing -------------------------------------------------------------------------------------------------------
def test_signing_hands_the_printing_to_the_worker(judged, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        signed(judged)

    circular = Circular.objects.get()
    assert circular.status == CircularStatus.ISSUED
    with circular.pdf.open("rb") as file:
        content = file.read()
    assert content[:5] == b"%PDF-"
    assert hashlib.sha256(content).hexdigest() == circular.sha256


def test_issuing_circulates_once_and_locks_what_passed(judged):
    circular = issued(judged)

    places = {*judged.branches, judged.township, judged.other_township}
    assert {receipt.organisation for receipt in circular.receipts.all()} == places
    told = {judged.secretary, judged.sibling_secretary, judged.other_secretary, judged.other_sibling_secretary}
    told |= {judged.reviewer, judged.other_reviewer, judged.township_leader}
    notices = Notice.objects.filter(key=f"circular:{circular.pk}")
    assert {notice.recipient for notice in notices} == told
    assert {notice.url for notice in notices} == {f"/audits/circulars/{circular.pk}/"}
    assert judged.ledger(judged.branch).status == Status.LOCKED
    assert judged.ledger(judged.sibling).status == Status.RETURNED
    assert circular.steps.last().action == CircularAction.ISSUE

    assert circular_issue(circular_id=circular.pk, at=NOW + dt.timedelta(days=9)) is None
    circular_issue_task(circular_id=circular.pk)
    assert circulars_issue_pending(at=NOW + dt.timedelta(days=9)) == []
    again = Circular.objects.get()
    assert (again.issued_at, again.sha256) == (circular.issued_at, circular.sha256)
    assert CircularStep.objects.filter(action=CircularAction.ISSUE).count() == 1
    assert CircularReceipt.objects.count() == len(places)
    assert notices.count() == len(told)


def test_the_same_circular_prints_to_the_same_bytes(judged):
    circular = signed(judged)

    assert circular_pdf(circular) == circular_pdf(Circular.objects.get())


def test_a_worker_that_dies_before_the_commit_leaves_it_to_the_next_run(judged):
    circular = signed(judged)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        lost = circular_issue(circular_id=circular.pk, at=NOW)
        raise ZeroDivisionError  # the worker dies: the file is written, the rows are not
    assert Circular.objects.get().status == CircularStatus.SIGNED
    assert not CircularReceipt.objects.exists()

    [done] = circulars_issue_pending(at=NOW + HOUR)

    assert (done.pdf.name, done.sha256) == (lost.pdf.name, lost.sha256)
    assert default_storage.listdir("circulars/2026")[1] == [f"{done.sha256}.pdf"]
    assert CircularStep.objects.filter(action=CircularAction.ISSUE).count() == 1


def test_a_file_that_a_dying_worker_cut_short_is_written_anew(judged):
    circular = signed(judged)
    content = circular_pdf(circular)
    name = f"circulars/2026/{hashlib.sha256(content).hexdigest()}.pdf"
    default_storage.save(name, ContentFile(content[:1000]))

    done = circular_issue(circular_id=circular.pk, at=NOW)

    with done.pdf.open("rb") as file:
        assert file.read() == content
    assert done.pdf.name == name


@pytest.mark.django_db(transaction=True)
def test_two_workers_issue_it_once(district):
    with the_broker_loses_messages():
        circular = signed(reviewed(district))

    results = at_once(*[lambda: circular_issue(circular_id=circular.pk, at=NOW + dt.timedelta(days=9))] * 2)

    assert sorted(result is None for result in results) == [False, True]
    assert not [result for result in results if isinstance(result, Exception)]
    assert CircularStep.objects.filter(action=CircularAction.ISSUE).count() == 1
    assert CircularReceipt.objects.count() == 6
    assert Notice.objects.filter(key=f"circular:{circular.pk}").count() == 7


def test_a_circular_that_cannot_be_printed_holds_up_no_other_and_is_told_once(judged):
    circular = signed(judged)
    Circular.objects.filter(pk=circular.pk).update(body="一、总体情况\n\U00013000没有这个字。")

    assert circulars_issue_pending(at=NOW) == []
    assert circulars_issue_pending(at=NOW + HOUR) == []

    assert Circular.objects.get().status == CircularStatus.SIGNED
    told = Notice.objects.filter(key=f"circular-failed:{circular.pk}")
    assert {notice.recipient for notice in told} == {judged.district_reviewer, judged.lead}
    assert not CircularReceipt.objects.exists()


def test_the_number_of_queries_to_issue_does_not_depend_on_the_branches(judged, django_assert_max_num_queries):
    circular = signed(judged)

    with django_assert_max_num_queries(40):
        circular_issue(circular_id=circular.pk, at=NOW)


# --- Receipts ------------------------------------------------------------------------------------------------------
def test_one_signs_for_the_own_organisation_once(judged):
    circular = issued(judged)
    circular_receive(circular=circular, by=judged.reviewer, at=NOW)

    with pytest.raises(CircularRefused, match="高干事已在11-02 09:00代表高坪镇签收"):
        circular_receive(circular=circular, by=judged.township_leader, at=NOW + HOUR)

    receipt = circular.receipts.get(organisation=judged.township)
    assert (receipt.signed_by, receipt.signed_at) == (judged.reviewer, NOW)
    assert circular.receipts.unsigned().count() == 5


def test_the_district_has_nothing_to_sign_for(judged):
    circular = issued(judged)

    with pytest.raises(CircularRefused, match="由收文单位的人员签收"):
        circular_receive(circular=circular, by=judged.lead, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_sign_at_once_and_one_is_recorded(district):
    with the_broker_loses_messages():
        circular = issued(reviewed(district))

    results = at_once(
        lambda: circular_receive(circular=circular, by=district.reviewer, at=NOW),
        lambda: circular_receive(circular=circular, by=district.township_leader, at=NOW),
    )

    assert sorted(isinstance(result, CircularRefused) for result in results) == [False, True]


def reminded(circular) -> set[str]:
    return {
        notice.recipient.display_name
        for notice in Notice.objects.filter(key__startswith=f"circular-remind:{circular.pk}").select_related(
            "recipient"
        )
    }


def test_who_owes_is_reminded_after_three_working_days_and_once_a_day(judged):
    circular = issued(judged)
    # Tuesday 10 November 2026, 04:00; three working days later is Friday the 13th.
    assert timezone.localtime(circular.issued_at) == local("2026-11-10 04:00")
    for person in (judged.secretary, judged.reviewer, judged.other_reviewer):
        circular_receive(circular=circular, by=person, at=circular.issued_at + HOUR)

    assert receipts_remind(at=local("2026-11-12 10:00")) == 0
    assert receipts_remind(at=local("2026-11-13 08:50")) == 0
    assert receipts_remind(at=local("2026-11-13 09:00")) == 3
    assert receipts_remind(at=local("2026-11-13 09:10")) == 0
    assert reminded(circular) == {"聂书记", "竹书记", "梅书记"}

    circular_receive(circular=circular, by=judged.sibling_secretary, at=local("2026-11-13 11:00"))
    assert receipts_remind(at=local("2026-11-14 10:00")) == 0  # a Saturday
    assert receipts_remind(at=local("2026-11-16 10:00")) == 2
    assert Notice.objects.filter(recipient=judged.sibling_secretary, key__startswith="circular-remind").count() == 1
    assert Notice.objects.filter(recipient=judged.other_secretary, key__startswith="circular-remind").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_once(district):
    with the_broker_loses_messages():
        issued(reviewed(district))
    at = local("2026-11-16 10:00")

    results = at_once(lambda: receipts_remind(at=at), lambda: receipts_remind(at=at))

    assert sum(results) == 6  # one worker may have taken all of them, or each a part
    assert Notice.objects.filter(key__startswith="circular-remind").count() == 7


def test_the_district_reminds_by_hand_once_a_day(judged):
    circular = issued(judged)

    assert circular_remind(circular=circular, by=judged.district_reviewer, at=NOW) == 6
    with pytest.raises(CircularRefused, match="今天都已经提醒过"):
        circular_remind(circular=circular, by=judged.lead, at=NOW + HOUR)
    with pytest.raises(CircularRefused, match="由区委组织部提醒"):
        circular_remind(circular=circular, by=judged.reviewer, at=NOW)
    assert circular_remind(circular=circular, by=judged.lead, at=NOW + dt.timedelta(days=1)) == 6


def test_what_is_frozen_stays_when_the_month_goes_on(judged):
    circular = issued(judged)
    before = json.dumps(circular.figures)

    Ledger.objects.filter(branch=judged.sibling).update(status=Status.SUBMITTED, mend_by=None)

    assert json.dumps(Circular.objects.get().figures) == before


def test_a_month_in_which_nobody_is_expected_has_no_circular(district):
    district.month.ledgers.all().delete()
    district.month.expected = 0

    with pytest.raises(CircularRefused, match="没有应报台账的支部"):
        drafted(district)
