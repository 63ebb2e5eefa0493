"""What happens to a person, the steps and the roll when the way to full membership is written down."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from ledgers.development_steps import (
    ACTIVIST,
    ADMIT,
    APPROVAL,
    APPROVE_FULL,
    ARCHIVE,
    CONTACTS,
    DISCUSS_FULL,
    FORM,
    INTERVIEW,
    INTRODUCERS,
    OATH,
    OBSERVE,
    PREAPPROVAL,
    PROSPECT,
    TALK,
    TRAINING,
)
from ledgers.enums.development import CandidateAction, CandidateState, Stage
from ledgers.enums.standing import MeasureKind
from ledgers.integrity import problems
from ledgers.models import Candidate, DevelopmentStep, Member
from ledgers.selectors.development import introducers, voters_of
from ledgers.services.development import (
    DevelopmentRefused,
    candidate_add,
    candidate_close,
    candidate_edit,
    candidate_follow,
    candidate_reopen,
    probation_prolong,
    step_correct,
    step_record,
    step_remove,
)
from ledgers.services.membership import measure_add
from tests.factories import local, make_member
from tests.ledgers.development_samples import VALID, day, facts_for, make_candidate, walk

AT = local("2026-11-02 09:00")


@pytest.fixture
def zhao(district) -> Candidate:
    return make_candidate(district.branch, district.secretary)


def record(candidate, district, code, on, **values):
    return step_record(candidate=candidate, code=code, done_on=day(on), values=values, by=district.secretary, at=AT)


def refusal(act, *args, **values) -> tuple[str, str | None]:
    with pytest.raises(DevelopmentRefused) as refused, transaction.atomic():
        act(*args, **values)
    return str(refused.value), refused.value.field


# --- The person ---
def test_adding_the_same_page_twice_adds_one_person(district):
    key = uuid.uuid4()

    first = make_candidate(district.branch, district.secretary, key=key)
    again = make_candidate(district.branch, district.secretary, key=key)

    assert first == again
    assert Candidate.objects.count() == 1


@pytest.mark.parametrize(
    ("born", "applied", "is_of_age"),
    [("2008-02-29", "2026-02-28", True), ("2008-03-01", "2026-02-28", False), ("2008-03-01", "2026-03-01", True)],
)
def test_nobody_under_eighteen_applies(district, born, applied, is_of_age):
    values = {"birth_date": day(born), "applied_on": day(applied)}
    if is_of_age:
        assert make_candidate(district.branch, district.secretary, values=values).stage == Stage.APPLICANT
        return

    message, field = refusal(make_candidate, district.branch, district.secretary, values=values)

    assert (field, message) == ("applied_on", "递交申请书时不满18周岁（2026年3月1日才满），不能接收申请。")
    with pytest.raises(IntegrityError, match="candidate_is_of_age"), transaction.atomic():
        Candidate.objects.create(branch=district.branch, name="钱", gender="1", **values)


def test_an_application_of_tomorrow_is_refused(district):
    values = {"applied_on": day("2026-11-03")}

    message, field = refusal(make_candidate, district.branch, district.secretary, values=values)

    assert (field, message) == ("applied_on", "日期还没有到，收到申请书以后再记。")


def test_one_number_has_one_open_record(district):
    make_candidate(district.branch, district.secretary, id_number=VALID)

    message, field = refusal(make_candidate, district.sibling, district.sibling_secretary, "孙", id_number=VALID)

    assert (field, message) == ("id_number", "这个身份证号已经有一份在办的发展档案，不能再建。")


def test_a_full_member_needs_no_record(district):
    member = make_member(district.sibling, "孙党员")
    member.set_id_number(VALID)
    member.save()

    message, field = refusal(make_candidate, district.branch, district.secretary, id_number=VALID)

    assert (field, message) == ("id_number", "这个身份证号在名册上已经是正式党员。")


def test_only_the_branchs_own_secretary_writes(district, zhao):
    for stranger in (district.sibling_secretary, district.reviewer, district.district_reviewer):
        message, _field = refusal(step_record, candidate=zhao, code=TALK, done_on=day("2024-03-20"), by=stranger, at=AT)
        assert message in ("这个支部不在您的管理范围内。", "只有本支部的书记、文书可以修改党员名册。")
    assert zhao.steps.count() == 0


def test_a_way_that_began_long_ago_takes_only_its_dates(district):
    days = {ACTIVIST: day("2025-01-10"), PROSPECT: day("2026-02-01")}

    candidate = make_candidate(district.branch, district.secretary, stage=Stage.PROSPECT, days=days)

    assert candidate.stage == Stage.PROSPECT
    assert list(candidate.steps.values_list("code", "is_earlier")) == [(ACTIVIST, True), (PROSPECT, True)]
    record(candidate, district, INTRODUCERS, "2026-03-01", **facts_for(INTRODUCERS, district.branch))


def test_a_missing_or_wrong_early_date_is_named(district):
    add = {"stage": Stage.PROSPECT}

    missing = refusal(make_candidate, district.branch, district.secretary, days={ACTIVIST: day("2025-01-10")}, **add)
    wrong = refusal(
        make_candidate,
        district.branch,
        district.secretary,
        days={ACTIVIST: day("2025-01-10"), PROSPECT: day("2024-12-01")},
        **add,
    )

    assert missing == ("请填“确定发展对象”的日期，期限从这一天算起。", "day_7")
    assert wrong == ("“确定发展对象”不能早于推荐和确定入党积极分子的日期（2025年1月10日）。", "day_7")


def test_a_probationary_member_of_the_roll_is_found_again(district):
    member = make_member(district.branch, "李预备", category="probationary", joined_on=day("2026-01-05"))

    candidate = make_candidate(
        district.branch,
        district.secretary,
        "李预备",
        stage=Stage.PROBATIONARY,
        days={ADMIT: day("2026-01-10")},
    )

    member.refresh_from_db()
    assert candidate.member == member
    assert member.joined_on == day("2026-01-10")


# --- Steps ---
def test_a_step_twice_is_recorded_once(district, zhao):
    first = record(zhao, district, TALK, "2024-03-20", note="谈了基本情况")
    again = record(zhao, district, TALK, "2024-03-20", note="谈了基本情况")
    other = refusal(record, zhao, district, TALK, "2024-03-21")

    assert first == again
    assert other == ("“派人谈话”已经记过了（2024年3月20日）。记错了请点“更正”。", "done_on")


@pytest.mark.parametrize(
    ("until", "code", "on", "words"),
    [
        (1, TALK, "2026-11-03", "日期还没有到"),
        (1, TALK, "2024-02-28", "不能早于递交申请书的日期（2024年3月1日）"),
        (1, ACTIVIST, "2024-05-10", "先办“2. 派人谈话”"),
        (2, ACTIVIST, "2024-03-19", "不能早于第2步“派人谈话”（2024年3月20日）"),
        (5, PROSPECT, "2025-05-09", "要到2025年5月10日才能办。（《中国共产党发展党员工作细则》"),
        (16, APPROVAL, "2026-01-02", "要重新开支部大会"),
        (22, DISCUSS_FULL, "2026-06-30", "要到2026年7月1日才能办。（《中国共产党章程》第七条）"),
    ],
)
def test_a_step_out_of_its_time_is_refused(district, zhao, until, code, on, words):
    walk(zhao, district.secretary, until)

    message, field = refusal(record, zhao, district, code, on, **facts_for(code, district.branch))

    assert field == "done_on"
    assert words in message


def test_an_approval_after_six_months_needs_a_new_meeting(district, zhao):
    zhao = walk(zhao, district.secretary, INTERVIEW, without=(INTERVIEW,))
    meeting = zhao.steps.get(code=ADMIT)

    step_correct(
        step=meeting,
        done_on=day("2026-05-10"),
        values=facts_for(ADMIT, district.branch),
        by=district.secretary,
        at=AT,
    )
    record(zhao, district, INTERVIEW, "2026-05-20")
    record(zhao, district, APPROVAL, "2026-07-01", document="高发3号")

    zhao.refresh_from_db()
    assert (zhao.stage, zhao.member.joined_on) == (Stage.PROBATIONARY, day("2026-05-10"))


@pytest.mark.parametrize(
    ("people", "field", "words"),
    [
        ({}, "first_member", "请选一名正式党员"),
        ({"first_member": "full"}, "second_member", "要两名正式党员"),
        ({"first_member": "full", "second_member": "full"}, "second_member", "不能是同一个人"),
        ({"first_member": "full", "second_member": "probationary"}, "second_member", "周预备不是在册的正式党员"),
        ({"first_member": "full", "second_member": "gone"}, "second_member", "吴转走不是在册的正式党员"),
        ({"first_member": "full", "second_member": "elsewhere"}, "second_member", "不在本支部名册上"),
    ],
)
def test_two_full_members_of_the_branch_introduce(district, zhao, people, field, words):
    walk(zhao, district.secretary, 8)
    roll = {
        "full": Member.objects.voting().filter(branch=district.branch).first(),
        "probationary": make_member(district.branch, "周预备", category="probationary"),
        "gone": make_member(district.branch, "吴转走", state="moved"),
        "elsewhere": Member.objects.filter(branch=district.sibling).first(),
    }

    found = refusal(
        record, zhao, district, INTRODUCERS, "2025-05-22", **{name: roll[who] for name, who in people.items()}
    )

    assert found[1] == field
    assert words in found[0]


def test_nobody_under_probation_introduces_and_he_does_not_count_as_a_voter(district, zhao):
    walk(zhao, district.secretary, 8)
    watched, other = Member.objects.voting().filter(branch=district.branch)[:2]
    measure_add(
        member=watched,
        kind=MeasureKind.PROBATION,
        since=day("2025-01-10"),
        until=day("2026-01-10"),
        decided_by="高坪镇纪委",
        document="高纪〔2025〕1号",
        by=district.secretary,
        at=AT,
    )

    words, field = refusal(record, zhao, district, INTRODUCERS, "2025-05-22", first_member=other, second_member=watched)

    assert (field, words) == ("second_member", f"{watched.name}在留党察看期间，不能作入党介绍人。")
    offered, later = introducers(zhao, day("2025-05-22")), introducers(zhao, day("2026-01-11"))
    assert watched not in offered
    assert watched in later
    assert voters_of(district.branch.pk, day("2025-05-22")) == voters_of(district.branch.pk, day("2026-01-11")) - 1


def test_one_contact_is_enough(district, zhao):
    walk(zhao, district.secretary, 4)
    member = Member.objects.voting().filter(branch=district.branch).first()

    row = record(zhao, district, CONTACTS, "2024-05-20", second_member=member)

    assert (row.first_member, row.second_member) == (member, None)


@pytest.mark.parametrize(
    ("votes", "field", "words"),
    [
        ((8, 4, 4), "voters_present", "到会 4 人，没有超过半数"),
        ((8, 9, 5), "voters_present", "比应到会的还多"),
        ((8, 5, 4), "votes_for", "赞成 4 票，没有超过应到会 8 人的半数"),
        ((8, 5, 9), "votes_for", "赞成票比应到会的人还多"),
        ((None, 5, 5), "voters", "请填人数"),
    ],
)
def test_a_meeting_needs_more_than_half_of_those_called(district, zhao, votes, field, words):
    walk(zhao, district.secretary, FORM)
    names = ("voters", "voters_present", "votes_for")

    found = refusal(record, zhao, district, ADMIT, "2025-07-01", **dict(zip(names, votes, strict=True)))

    assert found[1] == field
    assert words in found[0]


def test_written_opinions_count_beside_those_present(district, zhao):
    walk(zhao, district.secretary, FORM)

    row = record(zhao, district, ADMIT, "2025-07-01", voters=8, voters_present=5, votes_for=6)

    assert row.votes_for == 6


def test_training_needs_days_or_hours(district, zhao):
    walk(zhao, district.secretary, INTRODUCERS)

    message, field = refusal(record, zhao, district, TRAINING, "2025-06-05")

    assert (field, message) == ("training_days", "请填培训了几天，或者多少学时。")


@pytest.mark.parametrize(
    ("notice", "field", "words"),
    [
        ({"notice_from": "2025-07-18"}, "notice_until", "要一起填"),
        ({"notice_from": "2025-07-28", "notice_until": "2025-07-18"}, "notice_until", "结束早于开始"),
        ({"notice_from": "2025-07-18", "notice_until": "2025-08-02"}, "notice_until", "要在审批以前结束"),
    ],
)
def test_the_publicity_ends_before_the_approval(district, zhao, notice, field, words):
    walk(zhao, district.secretary, INTERVIEW)
    typed = {name: day(text) for name, text in notice.items()}

    found = refusal(record, zhao, district, APPROVAL, "2025-08-01", **typed)

    assert found[1] == field
    assert words in found[0]


def test_observations_are_counted_and_each_day_stands_once(district, zhao):
    walk(zhao, district.secretary, 5)

    for on in ("2024-11-08", "2025-05-06", "2025-05-06"):
        record(zhao, district, OBSERVE, on, note="表现好")

    assert list(zhao.steps.filter(code=OBSERVE).values_list("number", "done_on")) == [
        (1, day("2024-11-08")),
        (2, day("2025-05-06")),
    ]


# --- The database holds it too ---
@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"code": 1}, "development_step_known"),
        ({"code": 26}, "development_step_known"),
        ({"code": TALK, "number": 2}, "development_step_known"),
        ({"code": CONTACTS}, "development_step_people"),
        ({"code": TRAINING}, "development_step_training"),
        ({"code": TALK, "training_days": 3}, "development_step_training"),
        ({"code": ADMIT, "voters": 8, "voters_present": 4, "votes_for": 5}, "development_step_votes"),
        ({"code": ADMIT, "voters": 8, "voters_present": 8, "votes_for": 4}, "development_step_votes"),
        ({"code": ADMIT}, "development_step_votes"),
        (
            {"code": APPROVAL, "notice_from": day("2025-07-01"), "notice_until": day("2026-01-01")},
            "development_step_notice",
        ),
    ],
)
def test_the_database_refuses_a_step_that_cannot_be(district, zhao, columns, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DevelopmentStep.objects.create(
            candidate=zhao, done_on=day("2025-08-01"), by=district.secretary, at=AT, **columns
        )


def test_nobody_becomes_full_in_the_database_without_a_row_on_the_roll(district, zhao):
    with pytest.raises(IntegrityError, match="candidate_on_roll_once_approved"), transaction.atomic():
        Candidate.objects.filter(pk=zhao.pk).update(stage=Stage.FULL)


# --- The roll ---
def test_the_approval_puts_the_person_onto_the_roll_since_the_meeting(district):
    zhao = make_candidate(district.branch, district.secretary, id_number=VALID, values={"phone": "13800001234"})
    before = Member.objects.count()

    waiting = walk(zhao, district.secretary, INTERVIEW)
    assert (waiting.stage, waiting.member) == (Stage.PROSPECT, None)
    approved = record(zhao, district, APPROVAL, "2025-08-01", **facts_for(APPROVAL, district.branch)).candidate

    member = Candidate.objects.get(pk=approved.pk).member
    assert Member.objects.count() == before + 1
    assert (member.name, member.category, member.joined_on, member.full_on) == (
        "赵申请",
        "probationary",
        day("2025-07-01"),
        None,
    )
    assert (member.id_number, member.phone, member.votes) == (VALID, "13800001234", False)


def test_an_approval_meets_the_number_on_another_roll_with_a_clear_sentence(district):
    zhao = make_candidate(district.branch, district.secretary, id_number=VALID)
    walk(zhao, district.secretary, INTERVIEW)
    other = make_member(district.sibling, "赵申请", category="probationary")
    other.set_id_number(VALID)
    other.save()

    message, _field = refusal(record, zhao, district, APPROVAL, "2025-08-01")

    assert message == "这个身份证号已经在别的支部的名册上，请先办理组织关系转接。"
    assert not zhao.steps.filter(code=APPROVAL).exists()


def test_turning_full_counts_from_the_end_of_the_probation(district, zhao):
    zhao = walk(zhao, district.secretary, APPROVE_FULL)

    assert (zhao.stage, zhao.state) == (Stage.FULL, CandidateState.OPEN)
    assert (zhao.member.category, zhao.member.full_on, zhao.member.votes) == ("full", day("2026-07-01"), True)


def test_the_archive_finishes_the_way(district, zhao):
    zhao = walk(zhao, district.secretary, ARCHIVE)

    assert (zhao.state, zhao.closed_on) == (CandidateState.ADMITTED, day("2026-09-01"))
    assert refusal(record, zhao, district, OBSERVE, "2026-09-02")[0].startswith("赵申请的档案已经结束（已转正归档）")
    assert list(problems()) == []


def test_a_mended_meeting_moves_the_day_on_the_roll(district, zhao):
    zhao = walk(zhao, district.secretary, OATH)
    meeting = zhao.steps.get(code=ADMIT)

    step_correct(
        step=meeting,
        done_on=day("2025-07-02"),
        values=facts_for(ADMIT, district.branch),
        reason="日期看错了",
        by=district.secretary,
        at=AT,
    )

    zhao.member.refresh_from_db()
    assert zhao.member.joined_on == day("2025-07-02")
    assert zhao.moves.last().reason == "第15步“支部大会讨论接收”：2025年7月1日改为2025年7月2日。日期看错了"
    versions = DevelopmentStep.pgh_event_model.objects.filter(pgh_obj=meeting.pk).order_by("pgh_id")
    assert [version.done_on for version in versions] == [day("2025-07-01"), day("2025-07-02")]


def test_a_correction_keeps_the_order(district, zhao):
    zhao = walk(zhao, district.secretary, ACTIVIST + 1)
    talk = zhao.steps.get(code=TALK)

    found = refusal(step_correct, step=talk, done_on=day("2024-05-11"), by=district.secretary, at=AT)

    assert found == ("不能晚于第3步“推荐和确定入党积极分子”（2024年5月10日）。", "done_on")


def test_an_introducer_who_has_left_stays_on_record(district, zhao):
    zhao = walk(zhao, district.secretary, INTRODUCERS)
    row = zhao.steps.get(code=INTRODUCERS)
    people = {"first_member": row.first_member, "second_member": row.second_member}
    Member.objects.filter(pk=row.first_member_id).update(state="moved")
    row.first_member.refresh_from_db()

    step_correct(step=row, done_on=day("2025-05-23"), values=people, by=district.secretary, at=AT)

    row.refresh_from_db()
    assert row.done_on == day("2025-05-23")


def test_only_the_last_step_is_taken_away_again(district, zhao):
    zhao = walk(zhao, district.secretary, ACTIVIST)
    talk, activist = zhao.steps.order_by("code")

    first = refusal(step_remove, step=talk, reason="", by=district.secretary, at=AT)
    step_remove(step=activist, reason="记错了人", by=district.secretary, at=AT)

    assert first == ("“3. 推荐和确定入党积极分子”已经记了，要先撤掉它。", None)
    assert list(zhao.steps.values_list("code", flat=True)) == [TALK]
    assert zhao.moves.last().reason == "第3步“推荐和确定入党积极分子”（2024年5月10日）。记错了人"


def test_what_put_someone_onto_the_roll_is_not_taken_away(district, zhao):
    zhao = walk(zhao, district.secretary, APPROVAL)

    found = refusal(step_remove, step=zhao.steps.get(code=APPROVAL), reason="", by=district.secretary, at=AT)

    assert found == ("“上级党委审批”已经写进名册，不能撤掉，只能更正。", None)


# --- How the way ends ---
def close(candidate, district, action, on="2026-11-01", reason="支委会研究决定"):
    return candidate_close(candidate=candidate, action=action, day=day(on), reason=reason, by=district.secretary, at=AT)


def test_who_withdraws_can_come_back_when_it_was_a_mistake(district, zhao):
    walk(zhao, district.secretary, ACTIVIST)

    close(zhao, district, CandidateAction.WITHDRAW, reason="本人书面撤回")
    zhao.refresh_from_db()
    assert (zhao.state, zhao.closed_on) == (CandidateState.WITHDRAWN, day("2026-11-01"))
    candidate_reopen(candidate=zhao, reason="点错了", by=district.secretary, at=AT)

    zhao.refresh_from_db()
    assert (zhao.state, zhao.closed_on) == (CandidateState.OPEN, None)
    assert list(zhao.moves.values_list("action", "from_state", "to_state")) == [
        ("add", "open", "open"),
        ("withdraw", "open", "withdrawn"),
        ("reopen", "withdrawn", "open"),
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"reason": " "}, "请写明原因"),
        ({"on": "2024-03-19"}, "最后一步以后"),
        ({"on": "2026-11-03"}, "最后一步以后"),
        ({"action": CandidateAction.CANCEL}, "这个阶段不能这样办理"),
        ({"action": CandidateAction.FINISH}, "这个阶段不能这样办理"),
    ],
)
def test_an_ending_needs_a_reason_a_day_and_its_stage(district, zhao, options, words):
    walk(zhao, district.secretary, TALK)

    message, _field = refusal(close, zhao, district, **({"action": CandidateAction.REJECT} | options))

    assert words in message


def test_a_cancelled_probation_takes_the_person_off_the_roll(district, zhao):
    zhao = walk(zhao, district.secretary, OATH)

    close(zhao, district, CandidateAction.CANCEL)

    zhao.refresh_from_db()
    zhao.member.refresh_from_db()
    assert (zhao.state, zhao.member.state) == (CandidateState.CANCELLED, "left")
    assert list(problems()) == []


def prolong(candidate, district, months=6, on="2026-07-03"):
    return probation_prolong(
        candidate=candidate, decided_on=day(on), months=months, reason="还要考察", by=district.secretary, at=AT
    )


def test_a_probation_is_prolonged_once_from_its_end(district, zhao):
    zhao = walk(zhao, district.secretary, DISCUSS_FULL - 1)

    prolong(zhao, district)

    zhao.refresh_from_db()
    assert zhao.prolonged_until == day("2027-01-01")
    assert refusal(prolong, zhao, district)[0] == "预备期只能延长一次，已经延长过了。"
    refused = refusal(record, zhao, district, DISCUSS_FULL, "2026-10-01", **facts_for(DISCUSS_FULL, district.branch))
    assert refused[0].startswith("要到2027年1月1日才能办")


@pytest.mark.parametrize("months", [0, 5, 13])
def test_a_probation_is_prolonged_by_half_a_year_to_a_year(district, zhao, months):
    zhao = walk(zhao, district.secretary, OATH)

    assert refusal(prolong, zhao, district, months=months) == ("只能延长6到12个月。", "months")


def test_only_probationary_members_are_prolonged(district, zhao):
    assert refusal(prolong, zhao, district)[0] == "只有预备党员可以延长预备期。"


def test_an_edit_keeps_the_number_and_the_order(district):
    zhao = make_candidate(district.branch, district.secretary, id_number=VALID)
    walk(zhao, district.secretary, TALK)

    candidate_edit(candidate=zhao, values={"name": "赵更名"}, by=district.secretary, at=AT)
    late = refusal(
        candidate_edit, candidate=zhao, values={"applied_on": day("2024-03-21")}, by=district.secretary, at=AT
    )

    zhao.refresh_from_db()
    assert (zhao.name, zhao.id_number, zhao.id_number_masked) == ("赵更名", VALID, "110105********002X")
    assert late == ("申请书日期不能晚于“派人谈话”（2024年3月20日）。", "applied_on")


def test_the_integrity_check_names_what_constraints_cannot_hold(district, zhao):
    zhao = walk(zhao, district.secretary, OATH)
    assert list(problems()) == []

    zhao.steps.filter(code=TALK).update(done_on=dt.date(2024, 2, 1))
    Candidate.objects.filter(pk=zhao.pk).update(stage=Stage.FULL)
    Member.objects.filter(pk=zhao.member_id).update(joined_on=day("2025-07-09"))

    found = "\n".join(problems())
    assert "before the application" in found
    assert f"candidate {zhao.pk} is full and its steps say probationary" in found
    assert "joined on 2025-07-09" in found


def test_a_stranger_adds_nobody(district):
    with pytest.raises(DevelopmentRefused, match="不在您的管理范围内"):
        make_candidate(district.branch, district.other_secretary)
    with pytest.raises(DevelopmentRefused, match="只有本支部的书记"):
        candidate_add(branch=district.branch, values={}, key=uuid.uuid4(), by=district.reviewer, at=AT)


def test_the_preapproval_starts_no_probation(district, zhao):
    assert walk(zhao, district.secretary, PREAPPROVAL).member is None


def test_the_record_follows_a_probationary_member_to_another_branch(district, zhao):
    zhao = walk(zhao, district.secretary, OATH)
    columns = {"category": "probationary", "joined_on": zhao.member.joined_on}
    arrived = make_member(district.sibling, zhao.name, **columns)

    moved = candidate_follow(member=zhao.member, arrived=arrived, by=district.sibling_secretary, at=AT)
    again = candidate_follow(member=zhao.member, arrived=arrived, by=district.sibling_secretary, at=AT)

    assert (moved.branch, moved.member, again) == (district.sibling, arrived, None)
    step_record(candidate=moved, code=22, done_on=day("2026-06-25"), by=district.sibling_secretary, at=AT)
    assert moved.moves.last().reason == "从马源村党支部转到上聂村党支部，预备期接着算"
    assert list(problems()) == []
