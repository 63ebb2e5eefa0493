"""Transfers between branches: the whole way, who may do what, the letter's time, two hands on one transfer."""

import datetime as dt
import uuid
from functools import partial

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse

from ledgers.enums import MemberCategory, MembershipState
from ledgers.enums.transfers import TransferAction, TransferState
from ledgers.models import Member, Transfer, TransferStep
from ledgers.prechecks.findings import Findings
from ledgers.prechecks.transfers import check_transfers
from ledgers.reminders.transfers import transfer_reminders
from ledgers.selectors.rules import rule_history
from ledgers.selectors.transfers import transfer_facts
from ledgers.services.transfers import TransferRefused
from tests.factories import District, local, make_member
from tests.ledgers.development_samples import make_candidate, walk
from tests.ledgers.transfer_samples import LETTER, TODAY, applied, issued, moved, received
from tests.together import at_once

A = TransferAction
VALID = "11010519491231002X"


@pytest.fixture(autouse=True)
def monday(freeze):
    freeze("2026-11-02 09:00")


def url(name: str, *args) -> str:
    return reverse(f"ledgers:{name}", args=args)


def post(client, transfer: Transfer, action: str, **typed):
    return client.post(url("transfer-move", transfer.pk), {"action": action} | typed)


# --- The whole way ------------------------------------------------------------------------------------------------
def test_a_member_goes_from_branch_to_branch_by_the_pages(district, sign_in):
    member = make_member(district.branch, "周转接", phone="13800001234", post="secretary", group="第一党小组")
    member.set_id_number(VALID)
    member.save()
    typed = {"kind": "inside", "target": district.sibling.pk, "applied_on": "2026-11-02"}
    response = sign_in(district.secretary).post(url("transfer-new", member.pk), typed)
    transfer = Transfer.objects.get()
    assert response.url == url("transfer-detail", transfer.pk)
    post(sign_in(district.secretary), transfer, "check")
    letter = {"letter_number": "7号", "issued_on": "2026-11-02", "paid_until": "2026-10-01", "within_city": "1"}
    post(sign_in(district.reviewer), transfer, "issue", **letter)
    transfer.refresh_from_db()
    assert (transfer.valid_days, transfer.valid_until) == (10, dt.date(2026, 11, 12))
    post(sign_in(district.sibling_secretary), transfer, "receive", received_on="2026-11-02")
    member.refresh_from_db()
    assert member.state == MembershipState.NORMAL, "on the old roll until it is completed"
    post(sign_in(district.secretary), transfer, "complete", ended_on="2026-11-02")

    transfer.refresh_from_db()
    member.refresh_from_db()
    assert (transfer.state, member.state) == (TransferState.COMPLETED, MembershipState.MOVED)
    arrived = transfer.new_member
    assert (arrived.branch, arrived.name, arrived.id_number) == (district.sibling, "周转接", VALID)
    assert (arrived.phone, arrived.post, arrived.group) == ("13800001234", "", "")
    steps = [(step.action, step.by) for step in transfer.steps.all()]
    assert steps == [
        (A.APPLY, district.secretary),
        (A.CHECK, district.secretary),
        (A.ISSUE, district.reviewer),
        (A.RECEIVE, district.sibling_secretary),
        (A.COMPLETE, district.secretary),
    ]


def test_a_member_who_leaves_the_installation_only_goes_off_the_roll(district):
    member = make_member(district.branch)
    transfer = applied(district, member, target=None, outside="南昌市三家店街道党工委")
    moved(transfer, A.CHECK, district.secretary)
    transfer = moved(transfer, A.ISSUE, district.reviewer, **(LETTER | {"within_city": False}))
    assert transfer.valid_days == 30
    moved(transfer, A.RECEIVE, district.secretary, received_on=TODAY)

    transfer = moved(transfer, A.COMPLETE, district.secretary, ended_on=TODAY)

    member.refresh_from_db()
    assert (member.state, transfer.new_member) == (MembershipState.MOVED, None)


def test_a_member_goes_to_another_place_by_the_pages(district, sign_in):
    member = make_member(district.branch, "周转接")
    typed = {"kind": "out", "outside": "中共义乌市佛堂镇示例村支部委员会", "applied_on": "2026-11-02"}
    sign_in(district.secretary).post(url("transfer-new", member.pk), typed)
    transfer = Transfer.objects.get()
    post(sign_in(district.secretary), transfer, "check")
    letter = {"letter_number": "8号", "issued_on": "2026-11-02", "paid_until": "2026-10-01", "within_city": "0"}
    post(sign_in(district.reviewer), transfer, "issue", **letter)
    page = sign_in(district.secretary).get(url("transfer-detail", transfer.pk)).content.decode()
    assert "外地党组织接收以后，由转出支部在这里记下日期" in page
    assert "介绍信12月2日到期，还有 30 天" in page
    printed = sign_in(district.secretary).get(url("transfer-print", transfer.pk)).content.decode()
    assert printed.count("中共义乌市佛堂镇示例村支部委员会") >= 3
    post(sign_in(district.secretary), transfer, "receive", received_on="2026-11-02")
    assert "2026-11-02接收" in sign_in(district.secretary).get(url("transfer-list")).content.decode()
    post(sign_in(district.secretary), transfer, "complete", ended_on="2026-11-02")

    member.refresh_from_db()
    transfer.refresh_from_db()
    assert (transfer.state, member.state) == (TransferState.COMPLETED, MembershipState.MOVED)
    assert "2026-11-02办结" in sign_in(district.reviewer).get(url("transfer-list")).content.decode()


def test_somebody_from_outside_comes_onto_the_roll(district, sign_in):
    client = sign_in(district.secretary)
    typed = {
        "name": "吴转入",
        "outside": "赣州市章贡区解放街道党工委",
        "letter_number": "赣组9号",
        "issued_on": "2026-10-20",
        "paid_until": "2026-10-01",
        "within_city": "0",
        "key": str(uuid.uuid4()),
    }
    client.post(url("transfer-in"), typed)
    client.post(url("transfer-in"), typed)
    transfer = Transfer.objects.get()
    post(client, transfer, "receive", received_on="2026-11-01")
    person = {"name": "吴转入", "category": "full", "joined_on": "2010-07-01", "ended_on": "2026-11-02"}
    refused = post(client, transfer, "complete", **person)
    assert refused.status_code == 422
    assert "正式党员必须填写转正日期" in refused.content.decode()
    assert 'value="2010-07-01"' in refused.content.decode()

    post(client, transfer, "complete", **person, full_on="2011-07-01", id_number=VALID)

    member = Member.objects.get(name="吴转入")
    transfer.refresh_from_db()
    assert (member.branch, member.gender, member.id_number) == (district.branch, "2", VALID)
    assert (transfer.new_member, transfer.state) == (member, TransferState.COMPLETED)


def test_a_probationary_member_takes_the_record_along(district):
    candidate = walk(make_candidate(district.branch, district.secretary), district.secretary, 22)
    assert candidate.member.category == MemberCategory.PROBATIONARY
    transfer = received(district, candidate.member)

    arrived = moved(transfer, A.COMPLETE, district.secretary, ended_on=TODAY).new_member

    candidate.refresh_from_db()
    assert (candidate.branch, candidate.member) == (district.sibling, arrived)


# --- Stopping -----------------------------------------------------------------------------------------------------
def test_it_is_sent_back_or_withdrawn_with_a_reason_and_may_begin_anew(district):
    transfer = applied(district)
    moved(transfer, A.CHECK, district.secretary)
    with pytest.raises(TransferRefused, match="请写明原因"):
        moved(transfer, A.RETURN, district.reviewer)
    transfer = moved(transfer, A.RETURN, district.reviewer, reason="党费没有交清")
    assert (transfer.state, transfer.ended_on) == (TransferState.RETURNED, TODAY)

    again = applied(district, transfer.member)
    assert moved(again, A.WITHDRAW, district.secretary, reason="本人不走了").state == TransferState.WITHDRAWN


def test_one_open_transfer_per_member(district):
    first = applied(district)

    assert applied(district, first.member) == first
    with pytest.raises(TransferRefused, match="已经有一件转接在办"):
        applied(district, first.member, target=district.other_branch)
    with pytest.raises(IntegrityError, match="transfer_one_open_per_member"), transaction.atomic():
        Transfer.objects.create(
            kind="out",
            state="applied",
            name="x",
            member=first.member,
            source=district.branch,
            outside="外地",
            applied_on=TODAY,
        )


def test_nobody_off_the_roll_is_moved(district):
    gone = make_member(district.branch, state=MembershipState.LEFT)

    with pytest.raises(TransferRefused, match="不在册"):
        applied(district, gone)


def test_a_transfer_that_was_sent_back_shows_how_far_it_had_come(district, sign_in):
    transfer = moved(applied(district), A.CHECK, district.secretary)
    moved(transfer, A.RETURN, district.reviewer, reason="党费没有交清")

    steps = sign_in(district.secretary).get(url("transfer-detail", transfer.pk)).context["steps"]

    assert [(step.done, step.day) for step in steps] == [(True, TODAY), (True, TODAY)] + [(False, None)] * 3
    assert not any(step.current for step in steps)


# --- The letter's time --------------------------------------------------------------------------------------------
def test_a_late_reception_needs_a_word(district):
    transfer, late = issued(district), local("2026-11-20 09:00")

    with pytest.raises(TransferRefused, match="已经超期"):
        moved(transfer, A.RECEIVE, district.sibling_secretary, late, received_on=late.date())
    moved(transfer, A.RECEIVE, district.sibling_secretary, late, received_on=late.date(), reason="本人住院，附证明")


@pytest.mark.parametrize("days", [91, 200])
def test_a_letter_is_valid_for_ninety_days_at_most(district, days):
    transfer = moved(applied(district), A.CHECK, district.secretary)

    with pytest.raises(TransferRefused, match="最长 90 天"):
        moved(transfer, A.ISSUE, district.reviewer, **(LETTER | {"valid_days": days}))


def test_days_are_kept_in_order(district):
    transfer = issued(district)

    for day, words in ((TODAY - dt.timedelta(days=1), "早于上一步"), (TODAY + dt.timedelta(days=1), "还没有到")):
        with pytest.raises(TransferRefused, match=words):
            moved(transfer, A.RECEIVE, district.sibling_secretary, received_on=day)
    with pytest.raises(IntegrityError, match="transfer_received_pair"), transaction.atomic():
        Transfer.objects.update(received_on=TODAY)
    with pytest.raises(IntegrityError, match="transfer_letter_whole"), transaction.atomic():
        Transfer.objects.update(valid_until=TODAY + dt.timedelta(days=91))


def test_the_pre_review_asks_about_a_letter_that_ran_out(district):
    issued(district)

    def found(day: dt.date) -> list[str]:
        findings = Findings(rule_history(district.root.pk).on(day))
        check_transfers(transfer_facts([district.branch.pk], day)[district.branch.pk], findings, day=day)
        return [warning.text for warning in findings]

    assert found(dt.date(2026, 11, 12)) == []
    assert found(dt.date(2026, 11, 13)) == ["周转接的组织关系介绍信11月12日到期，还没有接收，请联系对方或撤回重办。"]


@pytest.mark.parametrize("letters", [1, 4])
def test_the_facts_are_one_query(district, letters, django_assert_num_queries):
    for _number in range(letters):
        issued(district)

    with django_assert_num_queries(1):
        facts = transfer_facts([district.branch.pk, district.sibling.pk], TODAY)

    assert (len(facts[district.branch.pk]), len(facts[district.sibling.pk])) == (letters, 0)


def test_the_branches_are_reminded(district):
    transfer = issued(district)

    def told(day: dt.date) -> set[tuple[int, str]]:
        return {(each.branch, each.key.rpartition(":")[2]) for each in transfer_reminders(district.root, day)}

    here, there = district.branch.pk, district.sibling.pk
    assert told(TODAY) == {(there, "arriving")}
    assert told(dt.date(2026, 11, 7)) == {(there, "arriving"), (here, "expires"), (there, "expires")}
    moved(transfer, A.RECEIVE, district.sibling_secretary, received_on=TODAY)
    assert told(dt.date(2026, 11, 11)) == set()
    assert told(dt.date(2026, 11, 12)) == {(here, "receipt")}


# --- Who sees and does what ---------------------------------------------------------------------------------------
def test_both_branches_and_their_townships_see_it(district, sign_in):
    transfer = issued(district, target=district.other_branch)

    for person in (
        district.secretary,
        district.reviewer,
        district.other_secretary,
        district.other_reviewer,
        district.district_reviewer,
    ):
        assert sign_in(person).get(url("transfer-detail", transfer.pk)).status_code == 200
        assert "周转接" in sign_in(person).get(url("transfer-list")).content.decode()
    assert sign_in(district.sibling_secretary).get(url("transfer-detail", transfer.pk)).status_code == 404
    assert sign_in(district.township_leader).get(url("transfer-detail", transfer.pk)).status_code == 403


def test_each_step_is_done_by_the_one_whose_it_is(district, sign_in):
    transfer = applied(district)

    refused = post(sign_in(district.reviewer), transfer, "check")
    assert refused.status_code == 403
    assert "这一步由马源村党支部的书记办" in refused.content.decode()
    moved(transfer, A.CHECK, district.secretary)
    assert post(sign_in(district.secretary), transfer, "issue").status_code == 403
    assert post(sign_in(district.district_reviewer), transfer, "issue").status_code == 403
    page = sign_in(district.secretary).get(url("transfer-detail", transfer.pk)).content.decode()
    assert "这一步由转出支部的乡镇党委办" in page
    assert 'value="issue"' not in page
    moved(transfer, A.ISSUE, district.reviewer, **LETTER)
    assert post(sign_in(district.secretary), transfer, "receive").status_code == 403


def test_bad_input_comes_back_at_its_field(district, sign_in):
    transfer = moved(applied(district), A.CHECK, district.secretary)

    response = post(sign_in(district.reviewer), transfer, "issue", letter_number="", issued_on="明天")

    assert response.status_code == 422
    assert "请填介绍信编号" in response.content.decode()
    member = make_member(district.branch)
    response = sign_in(district.secretary).post(url("transfer-new", member.pk), {"kind": "out", "note": "外出务工"})
    assert response.status_code == 422
    assert "请写明转到哪个党组织" in response.content.decode()
    assert "外出务工" in response.content.decode()


def test_get_changes_nothing_and_a_repeated_post_does_nothing_twice(district, sign_in):
    transfer, client = applied(district), sign_in(district.secretary)

    assert client.get(url("transfer-move", transfer.pk)).status_code == 405
    assert [post(client, transfer, "check").status_code for _time in range(2)] == [302, 302]
    assert transfer.steps.count() == 2
    assert post(client, transfer, "nonsense").status_code == 302


def test_the_letter_prints_its_three_parts(district, sign_in):
    transfer, client = applied(district), sign_in(district.secretary)
    assert client.get(url("transfer-print", transfer.pk)).status_code == 403
    moved(transfer, A.CHECK, district.secretary)
    moved(transfer, A.ISSUE, district.reviewer, **LETTER)

    page = client.get(url("transfer-print", transfer.pk)).content.decode()

    for words in (
        "介绍信存根",
        "介绍信回执",
        "党费已交至2026年10月",
        "有效期 10 天",
        "中共高坪镇委员会",
        "全国党员管理信息系统为准",
    ):
        assert words in page, words


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_asks_as_often_for_one_as_for_five(district, sign_in, count, django_assert_max_num_queries):
    for _number in range(count):
        issued(district)
    client = sign_in(district.reviewer)

    with django_assert_max_num_queries(6):
        page = client.get(url("transfer-list")).content.decode()

    assert page.count("还有 10 天") == count


def test_steps_can_neither_be_changed_nor_deleted(district):
    applied(district)

    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        TransferStep.objects.update(reason="别的")
    with pytest.raises(InternalError, match="or delete"), transaction.atomic():
        TransferStep.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_two_people_who_complete_at_once_make_one_member():
    district = District()
    transfer = received(district)

    results = at_once(*[partial(moved, transfer, A.COMPLETE, district.secretary, ended_on=TODAY)] * 2)

    assert sorted(type(result).__name__ for result in results) == ["Transfer", "TransferRefused"]
    assert Member.objects.filter(name="周转接", branch=district.sibling).count() == 1
    assert TransferStep.objects.filter(action=A.COMPLETE).count() == 1
