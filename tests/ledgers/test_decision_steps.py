"""The steps of a decision: what shuts the gate, in words; what is frozen; what begins a new round."""

import datetime as dt
import uuid

import pytest
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ledgers.enums import MeetingKind, Presence, VoteMethod
from ledgers.enums.decisions import Body, DecisionState, FilePurpose, Matter, Origin
from ledgers.models import Attendance, DecisionLog, DecisionStep, DecisionVersion, LocalRule, Meeting
from ledgers.selectors.decisions import may_be_approved, may_be_approved_bulk, may_be_paid
from ledgers.services.decisions import (
    DecisionRefused,
    decision_amend,
    decision_start,
    decision_stop,
    emergency_decide,
    emergency_request,
    file_detach,
    objection_add,
    objection_answer,
    publication_close,
    step_confirm,
)
from ledgers.services.meetings import EditRefused, RollLine, meeting_delete, meeting_save
from tests.factories import NOW, District, local
from tests.ledgers.decision_samples import (
    WORDING,
    confirm,
    decided,
    hold,
    october,
    photograph,
    publish,
    start,
    values_for,
)

TODAY = NOW.date()


def test_five_steps_by_the_rules_open_the_gate_and_the_sixth_the_final_payment(district: District):
    decision = decided(district, 5)

    assert decision.state == DecisionState.APPROVED
    assert may_be_approved(decision, TODAY)
    assert may_be_paid(decision, TODAY)
    final = may_be_paid(decision, TODAY, final=True)
    assert not final
    assert "第6步（实施结果公开）" in final.reason

    publish(district, decision, 6)
    decision.refresh_from_db()
    assert decision.state == DecisionState.DONE
    assert may_be_paid(decision, TODAY, final=True)


@pytest.mark.parametrize("upto", [0, 1, 2, 3, 4])
def test_with_fewer_steps_neither_works_nor_money(district: District, upto: int):
    decision = decided(district, upto)

    for answer in (may_be_approved(decision, TODAY), may_be_paid(decision, TODAY), may_be_paid(decision, TODAY, True)):
        assert not answer
        assert f"第{upto + 1}步" in answer.reason
        assert "不予审批工程、拨付资金" in answer.reason


def test_too_few_members_shut_the_gate_in_words(district: District):
    decision = decided(district, 2)
    meeting = hold(district, MeetingKind.GENERAL, 12, votes_for=5)
    absent = meeting.attendances.order_by("pk")[:3]
    Attendance.objects.filter(pk__in=[line.pk for line in absent]).update(presence=Presence.ABSENT)

    step = confirm(district, decision, 3, meeting=meeting)

    assert step.faults  # recorded all the same, and marked
    answer = may_be_approved(decision, TODAY)
    assert "第3步（党员大会审议）" in answer.reason
    assert "应到会党员 8 人，到会 5 人；至少要 6 人（三分之二以上）" in answer.reason
    assert "依据区规定，不予审批工程、拨付资金" in answer.reason


def test_a_failed_step_is_held_again_and_the_old_record_stays(district: District):
    decision = decided(district, 3)
    failed = confirm(district, decision, 4, came=15, votes_for=15, votes_against=0, votes_abstain=0)
    assert "30 人，到会 15 人；至少要 20 人" in failed.faults[0]

    again = confirm(district, decision, 4, day=20)

    failed.refresh_from_db()
    assert failed.superseded_at is not None
    assert again.faults == []
    publish(district, decision, 5, day=21)
    assert may_be_approved(decision, TODAY)


def test_a_step_before_the_one_before_it_is_out_of_order(district: District):
    decision = decided(district, 3)
    step = confirm(district, decision, 4, day=11)
    assert "10月11日" in step.faults[0]
    assert "早于第3步（10月12日）" in step.faults[0]


def test_the_result_names_the_settlement_that_the_last_payment_is_held_against(district: District):
    decision = decided(district, 5)

    with pytest.raises(DecisionRefused, match="写上决算金额") as refusal:
        confirm(district, decision, 6, settlement_cents=None)

    assert refusal.value.field == "settlement_cents"
    assert confirm(district, decision, 6).settlement_cents == 118_000_00


def test_steps_cannot_be_skipped(district: District):
    decision = decided(district, 1)
    with pytest.raises(DecisionRefused, match="先办第2步，再办第3步"):
        confirm(district, decision, 3)
    with pytest.raises(DecisionRefused, match="前五步完成以后"):
        confirm(district, decision, 6)


def test_both_first_steps_in_one_meeting_where_the_district_allows_it(district: District):
    decision = start(district)
    meeting = hold(district, MeetingKind.OTHER, 6)
    confirm(district, decision, 1, meeting=meeting)
    merged = confirm(district, decision, 2, meeting=meeting)
    assert merged.faults == []

    LocalRule.objects.create(
        district=district.root,
        code="decisions.merge_first_two",
        value=False,
        severity="warn",
        source="区规定",
        reason="分开开",
        valid_from=dt.date(2020, 1, 2),
        at=local("2020-01-01 09:00"),
    )
    assert "不能合并" in may_be_approved(decision, TODAY).reason


def test_notice_and_township_are_asked_for(district: District):
    decision = decided(district, 2)
    step = confirm(district, decision, 3, notice_on=october(10), attendee="")
    assert any("只提前了 2 天" in fault for fault in step.faults)
    assert any("没有写乡镇参会人员" in fault for fault in step.faults)


def test_a_matter_of_the_members_is_not_for_their_representatives(district: District):
    decision = decided(district, 3, matter=Matter.LAND)
    step = confirm(district, decision, 4, profile=Body.MEMBER_REPRESENTATIVES, notice_on=october(1))
    assert any("不能由集体经济组织成员代表大会决议" in fault for fault in step.faults)


def test_members_meeting_wants_two_thirds_of_all(district: District):
    decision = decided(district, 3, matter=Matter.CHARTER)
    counts = {"profile": Body.MEMBERS, "called": 90, "came": 70, "votes_against": 0, "votes_abstain": 0}
    step = confirm(district, decision, 4, **counts, votes_for=59, notice_on=october(3))
    assert any("要 60 票" in fault for fault in step.faults)
    assert confirm(district, decision, 4, **counts, votes_for=60, notice_on=october(3)).faults == []
    late = confirm(district, decision, 4, **counts, votes_for=60, notice_on=october(5))
    assert any("要提前 10 天" in fault for fault in late.faults)


def test_households_are_a_second_way_to_a_villagers_meeting(district: District):
    decision = decided(district, 3, matter=Matter.VILLAGE_RULES)
    counts = {"profile": Body.VILLAGERS, "called": 600, "came": 150, "votes_for": 140, "notice_on": october(2)}
    assert confirm(district, decision, 4, **counts).faults
    assert confirm(district, decision, 4, **counts, body_called=180, body_came=120).faults == []


@pytest.mark.parametrize(
    ("days", "photos", "sentence"),
    [
        (6, (FilePurpose.FIRST_DAY, FilePurpose.LAST_DAY), "只公示了 6 天"),
        (7, (FilePurpose.LAST_DAY,), "缺公示首日照片"),
        (7, (FilePurpose.FIRST_DAY,), "缺公示末日照片"),
    ],
)
def test_what_a_publication_lacks(district: District, days, photos, sentence):
    decision = decided(district, 4)
    step = confirm(district, decision, 5)
    for purpose in photos:
        photograph(district, step, purpose)
    publication_close(
        step=step,
        until=october(14 + days - 1),
        supervision="程序合规",
        agrees=True,
        by=district.secretary,
        at=NOW,
    )
    answer = may_be_approved(decision, TODAY)
    assert not answer
    assert sentence in answer.reason


def test_a_running_publication_says_until_when(district: District):
    decision = decided(district, 4)
    photograph(district, confirm(district, decision, 5), FilePurpose.FIRST_DAY)
    assert "10月14日开始公示，要满 7 天，到10月20日" in may_be_approved(decision, october(16)).reason
    assert "还没有拍末日照片、结束公示" in may_be_approved(decision, TODAY).reason


def test_a_photo_that_comes_late_opens_the_gate(district: District):
    decision = decided(district, 4)
    step = confirm(district, decision, 5)
    photograph(district, step, FilePurpose.FIRST_DAY)
    publication_close(step=step, until=october(20), supervision="程序合规", agrees=True, by=district.secretary, at=NOW)
    photograph(district, step, FilePurpose.LAST_DAY)
    decision.refresh_from_db()
    assert decision.state == DecisionState.APPROVED


def test_the_supervision_committee_can_stop_it(district: District):
    decision = decided(district, 4)
    step = confirm(district, decision, 5)
    photograph(district, step, FilePurpose.FIRST_DAY)
    photograph(district, step, FilePurpose.LAST_DAY)
    publication_close(
        step=step, until=october(20), supervision="代表会议没有通知齐", agrees=False, by=district.secretary, at=NOW
    )
    assert "村务监督委员会认为程序不合规：代表会议没有通知齐" in may_be_approved(decision, TODAY).reason


def test_an_open_objection_shuts_the_gate_until_it_is_answered(district: District):
    decision = decided(district, 5)
    objection = objection_add(
        decision=decision,
        number=5,
        who="三组村民",
        raised_on=october(18),
        text="路面宽度不够",
        by=district.secretary,
        at=NOW,
    )
    assert "1 条异议还没有答复" in may_be_paid(decision, TODAY).reason

    objection_answer(objection=objection, answer="按3.5米修", answered_on=TODAY, by=district.secretary, at=NOW)
    assert may_be_paid(decision, TODAY)
    with pytest.raises(DecisionRefused, match="已经答复过"):
        objection_answer(objection=objection, answer="又", answered_on=TODAY, by=district.secretary, at=NOW)


# --- Frozen facts --------------------------------------------------------------------------------------------------
def test_a_meeting_changed_after_the_confirmation_is_noticed_and_changes_no_result(district: District):
    decision = decided(district, 2)
    step = confirm(district, decision, 3)
    meeting = Meeting.objects.get(pk=step.meeting_id)
    first = meeting.attendances.order_by("pk").first()
    meeting_save(
        meeting=meeting,
        values={"votes_for": 7},
        roll=[RollLine(first.member_id, Presence.ABSENT, "生病")],
        version=meeting.version,
        by=district.secretary,
        at=NOW,
    )

    step.refresh_from_db()
    assert (step.came, step.votes_for) == (8, 8)
    reason = may_be_approved(decision, TODAY).reason
    assert "会议记录在确认后改过" in reason
    assert "实到 8→7" in reason
    assert confirm(district, decision, 3, meeting=meeting).faults == []


def test_a_meeting_in_use_is_not_deleted(district: District):
    decision = decided(district, 1)
    meeting = decision.steps.get().meeting
    with pytest.raises(EditRefused, match="四议两公开"):
        meeting_delete(meeting=meeting, by=district.secretary)


def test_another_branchs_or_another_kind_of_meeting_is_refused(district: District):
    decision = start(district)
    for meeting in (
        hold(district, MeetingKind.COMMITTEE, 6, district.sibling),
        hold(district, MeetingKind.LECTURE, 6),
    ):
        with pytest.raises(DecisionRefused, match="不能用在这一步"):
            confirm(district, decision, 1, meeting=meeting)


def test_a_meeting_without_a_vote_is_enough_to_propose_and_not_to_deliberate(district: District):
    decision = start(district)
    silent = {"vote_method": VoteMethod.NONE, "votes_for": None}
    assert confirm(district, decision, 1, meeting=hold(district, MeetingKind.COMMITTEE, 6, **silent)).faults == []
    confirm(district, decision, 2)
    step = confirm(district, decision, 3, meeting=hold(district, MeetingKind.GENERAL, 12, **silent))
    assert any("没有写赞成、反对、弃权票数" in fault for fault in step.faults)


def test_impossible_counts_are_refused(district: District):
    decision = decided(district, 3)
    with pytest.raises(DecisionRefused, match="比应到 30 人还多"):
        confirm(district, decision, 4, came=31)
    with pytest.raises(DecisionRefused, match="票数合计 29"):
        confirm(district, decision, 4, votes_for=27)
    with pytest.raises(DecisionRefused, match="还没有到"):
        confirm(district, decision, 4, held_on=dt.date(2026, 11, 3))


# --- Versions ------------------------------------------------------------------------------------------------------
def test_a_change_after_approval_begins_a_new_round_and_keeps_the_old(district: District):
    decision = decided(district, 5)

    decision = decision_amend(
        decision=decision,
        version=1,
        values=WORDING | {"amount_cents": 150_000_00},
        reason="加做排水沟",
        by=district.secretary,
        at=NOW,
    )

    assert (decision.version, decision.state) == (2, DecisionState.OPEN)
    assert "第1步" in may_be_approved(decision, TODAY).reason
    old = DecisionVersion.objects.get(decision=decision)
    assert (old.version, old.amount_cents, old.reason) == (1, 120_000_00, "加做排水沟")
    assert decision.steps.filter(version=1).count() == 5
    with pytest.raises(InternalError), transaction.atomic():
        DecisionVersion.objects.update(reason="")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "硬化四组通组路"},
        {"amount_cents": 121_000_00},
        {"matter": Matter.PROJECT},
        {"proposal": "改成沥青路面"},
        {"origin": Origin.CADRES},
    ],
)
def test_any_change_after_approval_is_a_new_version(district: District, change: dict):
    decision = decided(district, 5)
    decision_amend(decision=decision, version=1, values=WORDING | change, reason="有变", by=district.secretary, at=NOW)
    decision.refresh_from_db()
    assert decision.version == 2
    assert not may_be_approved(decision, TODAY)


def test_a_change_after_the_resolution_is_a_new_version_also_before_the_publication(district: District):
    decision = decided(district, 4)
    with pytest.raises(DecisionRefused, match="为什么变更"):
        decision_amend(
            decision=decision,
            version=1,
            values={"amount_cents": 500_000_00},
            reason=" ",
            by=district.secretary,
            at=NOW,
        )
    decision_amend(
        decision=decision, version=1, values={"amount_cents": 500_000_00}, reason="涨价", by=district.secretary, at=NOW
    )
    decision.refresh_from_db()
    assert decision.version == 2


def test_more_money_before_the_resolution_makes_the_earlier_steps_count_no_more(district: District):
    decision = decided(district, 2)
    decision = decision_amend(
        decision=decision, version=1, values={"amount_cents": 133_000_00}, reason="", by=district.secretary, at=NOW
    )
    reason = may_be_approved(decision, TODAY).reason
    assert "第1步" in reason
    assert "133,000元" in reason
    assert "10% 以上，要重新走程序" in reason


def test_what_is_asked_for_may_exceed_the_decided_amount_by_a_tenth_and_no_more(district: District):
    decision = decided(district, 5)
    assert may_be_paid(decision, TODAY, amount_cents=132_000_00)
    refused = may_be_paid(decision, TODAY, amount_cents=132_000_01)
    assert "要重新走程序" in refused.reason


def test_saving_the_same_again_changes_nothing(district: District):
    decision = decided(district, 5)
    decision_amend(decision=decision, version=1, values=WORDING, reason="", by=district.secretary, at=NOW)
    decision.refresh_from_db()
    assert decision.version == 1


def test_steps_of_an_approved_decision_are_not_held_again(district: District):
    decision = decided(district, 5)
    with pytest.raises(DecisionRefused, match="走“变更”"):
        confirm(district, decision, 4)
    photo = DecisionStep.objects.get(decision=decision, number=5).files.first()
    with pytest.raises(DecisionRefused, match="不能移除"):
        file_detach(link=photo, by=district.secretary)


# --- Disaster relief -----------------------------------------------------------------------------------------------
def test_disaster_relief_goes_first_when_the_district_says_so(district: District):
    decision = start(district, title="抢修村口桥")
    due = TODAY + dt.timedelta(days=20)
    asked = emergency_request(decision=decision, reason="洪水冲断", due_on=due, by=district.secretary, at=NOW)
    assert not may_be_approved(decision, TODAY)
    with pytest.raises(DecisionRefused, match="由区委组织部审批"):
        emergency_decide(exemption=asked, approve=True, note="", by=district.reviewer, at=NOW)

    emergency_decide(exemption=asked, approve=True, note="", by=district.district_reviewer, at=NOW)

    answer = may_be_paid(decision, TODAY)
    assert answer
    assert "抢险救灾" in answer.reason
    assert "11月22日前补办完" in answer.reason
    assert not may_be_paid(decision, TODAY, final=True)
    late = may_be_paid(decision, due + dt.timedelta(days=1))
    assert not late
    assert "补办期限（11月22日）已过" in late.reason


def test_a_refused_request_leaves_the_gate_shut(district: District):
    decision = start(district)
    due = TODAY + dt.timedelta(days=20)
    asked = emergency_request(decision=decision, reason="不想等", due_on=due, by=district.secretary, at=NOW)
    emergency_decide(exemption=asked, approve=False, note="不属于抢险救灾", by=district.district_reviewer, at=NOW)
    assert not may_be_approved(decision, TODAY)
    with pytest.raises(DecisionRefused, match="已经批过"):
        emergency_decide(exemption=asked, approve=True, note="", by=district.district_reviewer, at=NOW)
    with pytest.raises(DecisionRefused, match="30 天以内"):
        emergency_request(
            decision=decision, reason="洪水", due_on=TODAY + dt.timedelta(days=31), by=district.secretary, at=NOW
        )


# --- Numbers, log, people ------------------------------------------------------------------------------------------
def test_numbers_run_without_gaps_within_branch_and_year(district: District):
    numbers = [start(district).number for _turn in range(3)]
    assert numbers == ["2026-001", "2026-002", "2026-003"]
    assert start(district, district.sibling).number == "2026-001"
    key = uuid.uuid4()
    once = [
        decision_start(branch=district.branch, values=WORDING, key=key, by=district.secretary, at=NOW).pk
        for _turn in range(2)
    ]
    assert len(set(once)) == 1
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledgers_decision WHERE id = %s", [once[0]])


def test_a_stopped_decision_keeps_its_number_and_opens_nothing(district: District):
    decision = decided(district, 2)
    decision = decision_stop(decision=decision, reason="资金没有落实", by=district.secretary, at=NOW)
    assert "已停办" in may_be_approved(decision, TODAY).reason
    with pytest.raises(DecisionRefused, match="已经停办"):
        confirm(district, decision, 3)
    assert start(district).number == "2026-002"


def test_every_act_leaves_a_row_of_the_log_that_nobody_changes(district: District):
    decision = decided(district, 5)
    actions = list(decision.log.values_list("action", flat=True))
    assert actions == ["start", *["confirm"] * 5, "close", "approve"]
    with pytest.raises(InternalError), transaction.atomic():
        DecisionLog.objects.update(detail="")


def test_only_the_branchs_own_secretary_writes(district: District):
    decision = decided(district, 3)
    values = values_for(district, 4)
    for person in (district.sibling_secretary, district.reviewer, district.district_reviewer):
        with pytest.raises(DecisionRefused):
            step_confirm(decision=decision, version=1, number=4, values=values, by=person, at=NOW)


def test_many_decisions_are_answered_in_the_same_number_of_queries(district: District):
    few = [decided(district, 5)]
    many = [*few, start(district), decided(district, 4, district.sibling), start(district, district.other_branch)]

    def queries(rows) -> int:
        with CaptureQueriesContext(connection) as captured:
            may_be_approved_bulk(rows, TODAY)
        return len(captured)

    assert queries(few) == queries(many)
    answers = may_be_approved_bulk(many, TODAY)
    assert [bool(answers[decision.pk]) for decision in many] == [True, False, False, False]
