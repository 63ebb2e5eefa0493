"""Appointments, changes and removals: the review, the negative list, the filing, the paper (任免备案)."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from branches.models import Department
from cadres.enums import Basis, EndReason, EntryKind, PoliticalStatus, PostKind
from cadres.enums.appointments import CaseAction as A
from cadres.enums.appointments import CaseKind, CaseState, OpinionAnswer
from cadres.integrity import problems
from cadres.models import Appointment, CadreAccess, Hit, Opinion, Tenure
from cadres.selectors.appointments import found_by_files, rules_of
from cadres.services.appointments import (
    appointment_change,
    appointments_remind,
    opinion_answer,
    opinion_reveal,
)
from cadres.services.files import CadreRefused, entry_add, kinship_add
from cadres.services.tenures import seats_set
from ledgers.enums import Severity
from ledgers.services.access import AccessRefused
from ledgers.services.rules import Wording, rule_fix
from notices.models import Notice
from tests.cadres.appointment_samples import (
    NUMBER,
    TODAY,
    agreed,
    answer,
    appointed,
    decision,
    filed,
    move,
    open_case,
    second_department,
    sent,
)
from tests.cadres.cadre_samples import hold, make_cadre
from tests.factories import NOW, local

LATER = local("2026-11-20 09:00")


def found(case) -> dict[str, str]:
    rules = rules_of(case.organisation, TODAY)
    return {
        each.rule.code.removeprefix("vetting."): str(each.rule.severity) for each in found_by_files(case, rules, TODAY)
    }


def refused(case, action, by, at=NOW, **values) -> str:
    with pytest.raises(CadreRefused) as refusal:
        move(case, action, by, at, **values)
    return str(refusal.value)


# --- The whole way ------------------------------------------------------------------------------------------------
def test_a_new_secretary_comes_to_the_post_by_review_filing_and_paper(district):
    case = sent(district)
    opinion = case.opinions.get()
    assert (case.answer_by, opinion.due_on) == (dt.date(2026, 11, 9), dt.date(2026, 11, 9))  # five working days
    answer(opinion, district.officer)
    case = move(case, A.FILE, district.reviewer)
    assert case.file_by == dt.date(2026, 11, 16)  # ten working days
    case = move(case, A.AGREE, district.district_reviewer)
    assert not Tenure.objects.exists()

    case = move(case, A.APPOINT, district.reviewer, paper_number="高委干〔2026〕3号", paper_on=TODAY, since=TODAY)
    tenure = Tenure.objects.get()
    assert (tenure.cadre, tenure.kind, tenure.basis) == (case.cadre, PostKind.PARTY_SECRETARY, Basis.FILING)
    assert tenure.paper == "高委干〔2026〕3号"
    assert case.cadre.entries.get(kind=EntryKind.PAPER).title.endswith("高委干〔2026〕3号")

    case = move(case, A.DEPOSIT, district.reviewer)
    assert case.state == CaseState.DEPOSITED
    assert [step.action for step in case.steps.all()] == [A.OPEN, A.SEND, A.FILE, A.AGREE, A.APPOINT, A.DEPOSIT]
    assert list(problems()) == []


def test_the_district_asks_for_more_and_the_case_comes_back(district):
    case = filed(district)
    assert refused(case, A.RETURN, district.district_reviewer) == "请写明原因。"
    case = move(case, A.RETURN, district.district_reviewer, reason="请补会议纪要文号")
    assert refused(case, A.AGREE, district.district_reviewer).startswith("这一步已经办过")

    case = appointment_change(
        case=case, values=decision(decision_number="高委纪要〔2026〕18号"), by=district.reviewer, at=NOW
    )
    case = move(case, A.FILE, district.reviewer)
    assert move(case, A.AGREE, district.district_reviewer).state == CaseState.AGREED


def test_what_was_sent_is_mended_only_when_it_comes_back(district):
    with pytest.raises(CadreRefused, match="已经送出"):
        appointment_change(case=sent(district), values=decision(), by=district.reviewer, at=NOW)


def test_a_case_may_be_withdrawn_until_it_is_agreed(district):
    assert move(filed(district), A.WITHDRAW, district.reviewer, reason="本人放弃").state == CaseState.WITHDRAWN

    case = agreed(district, cadre=make_cadre(district))
    assert refused(case, A.WITHDRAW, district.reviewer, reason="本人放弃").startswith("这一步已经办过")


def test_nobody_moves_a_case_for_the_other_side(district):
    case = filed(district)
    for by in (district.reviewer, district.leader, district.officer, district.other_reviewer):
        assert refused(case, A.AGREE, by) == "备案由区委组织部审核。"
    assert refused(case, A.WITHDRAW, district.district_reviewer, reason="撤") == "村干部档案由乡镇组织干事登记。"
    assert refused(case, A.WITHDRAW, district.other_reviewer, reason="撤") == "这个村不在您的管理范围内。"


# --- Changes and removals -----------------------------------------------------------------------------------------
def test_a_removal_is_filed_without_a_review_and_ends_the_tenure(district):
    tenure = hold(district, make_cadre(district))
    case = open_case(district, tenure.cadre, CaseKind.REMOVE)
    assert refused(case, A.SEND, district.reviewer).startswith("免职、辞职、停职不送联审")
    case = move(case, A.FILE, district.reviewer)
    case = move(case, A.AGREE, district.district_reviewer)
    move(case, A.APPOINT, district.reviewer, paper_number="高委干〔2026〕4号", paper_on=TODAY, since=TODAY)

    tenure.refresh_from_db()
    assert (tenure.until, tenure.end_reason) == (TODAY, EndReason.REMOVED)
    assert list(problems()) == []


def test_a_suspension_is_filed_and_leaves_the_tenure_open(district):
    tenure = hold(district, make_cadre(district))
    case = move(open_case(district, tenure.cadre, CaseKind.SUSPEND), A.FILE, district.reviewer)
    case = move(case, A.AGREE, district.district_reviewer)
    move(case, A.APPOINT, district.reviewer, paper_number="高委干〔2026〕5号", paper_on=TODAY, since=TODAY)

    tenure.refresh_from_db()
    assert tenure.is_open


def test_a_change_within_the_term_needs_a_review_of_its_own(district):
    case = appointed(district, post=PostKind.DEPUTY_DIRECTOR)
    change = open_case(district, case.cadre, CaseKind.ADJUST, PostKind.DIRECTOR, from_post=PostKind.DEPUTY_DIRECTOR)
    assert refused(change, A.FILE, district.reviewer) == "还没有送联审，不能报备案。"

    change = move(move(change, A.SEND, district.reviewer), A.FILE, district.reviewer)
    assert "区公安局还没有答复" in refused(change, A.AGREE, district.district_reviewer)
    later = NOW + dt.timedelta(days=1)
    answer(change.opinions.get(), district.officer)
    change = move(change, A.AGREE, district.district_reviewer, later)
    day = later.date()
    move(change, A.APPOINT, district.reviewer, later, paper_number="高委干〔2026〕6号", paper_on=day, since=day)

    assert list(Tenure.objects.filter(until=None).values_list("kind", flat=True)) == [PostKind.DIRECTOR]
    assert Tenure.objects.get(kind=PostKind.DEPUTY_DIRECTOR).end_reason == EndReason.MOVED


def test_an_opinion_that_is_too_old_is_asked_for_again(district):
    case = filed(district)
    late = local("2027-05-04 09:00")  # six months and a day after
    assert "已经过期，要重新联审" in refused(case, A.AGREE, district.district_reviewer, late)

    case = move(case, A.RETURN, district.district_reviewer, late, reason="联审意见过期")
    case = move(case, A.RENEW, district.reviewer, late, reason="意见过期")
    assert (case.state, case.filed_on, case.opinions.get().answer) == (CaseState.VETTING, None, "")
    answer(case.opinions.get(), district.officer, at=late)
    case = move(move(case, A.FILE, district.reviewer, late), A.AGREE, district.district_reviewer, late)
    assert case.state == CaseState.AGREED


@pytest.mark.parametrize(
    ("kind", "post", "more", "field"),
    [
        (CaseKind.REMOVE, PostKind.DIRECTOR, {}, "post"),
        (CaseKind.NEW, PostKind.PARTY_SECRETARY, {}, "post"),
        (CaseKind.NEW, PostKind.CLERK, {}, "post"),  # the village has no such seat
        (CaseKind.ADJUST, PostKind.DIRECTOR, {"from_post": PostKind.CLERK}, "from_post"),
        (CaseKind.NEW, PostKind.DIRECTOR, {"values": {"decided_on": dt.date(2026, 11, 3)}}, "decided_on"),
        (CaseKind.NEW, PostKind.DIRECTOR, {"values": {"meeting": " "}}, "meeting"),
    ],
)
def test_a_case_that_cannot_be_is_not_opened(district, kind, post, more, field):
    cadre = hold(district, make_cadre(district)).cadre
    with pytest.raises(CadreRefused) as refusal:
        open_case(district, cadre, kind, post, **more)
    assert refusal.value.field == field


def test_a_person_has_one_open_case_for_a_post(district):
    case = open_case(district)
    with pytest.raises(CadreRefused, match="已经有一件在办"):
        open_case(district, case.cadre)
    move(case, A.WITHDRAW, district.reviewer, reason="写错")
    open_case(district, case.cadre)


# --- The departments ----------------------------------------------------------------------------------------------
def test_every_active_department_is_asked(district):
    second_department(district)
    Department.objects.create(county=district.root, name="区撤并局", position=3, active_until=TODAY)
    assert [opinion.department.name for opinion in sent(district).opinions.all()] == ["区公安局", "区人民法院"]


def test_of_two_departments_each_sees_only_its_own_opinion(district):
    court, judge = second_department(district)
    case = sent(district)
    answer(case.opinions.get(department=court), judge, OpinionAnswer.UNFIT, "有执行案件", ["vetting.dishonest"])

    for officer, department in ((district.officer, district.department), (judge, court)):
        seen = Opinion.objects.visible_to(officer)
        assert [opinion.department for opinion in seen] == [department]
        assert not Appointment.objects.visible_to(officer).exists()
    assert Hit.objects.visible_to(judge).count() == 1
    assert not Hit.objects.visible_to(district.officer).exists()
    for reader in (district.reviewer, district.district_reviewer, district.lead):
        assert Opinion.objects.visible_to(reader).count() == 2
    for other in (district.secretary, district.township_leader, district.leader, district.other_reviewer):
        assert not Opinion.objects.visible_to(other).exists()
        assert not Hit.objects.visible_to(other).exists()


def test_what_a_department_says_is_kept_encrypted(district):
    opinion = answer(
        sent(district).opinions.get(), district.officer, OpinionAnswer.UNFIT, "有执行案件", ["vetting.away"]
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT text_cipher FROM cadres_opinion UNION ALL SELECT text_cipher FROM cadres_opinionevent")
        kept = "".join(row[0] for row in cursor.fetchall())
    assert "执行" not in kept
    assert Opinion.objects.get(pk=opinion.pk).text == "有执行案件"


@pytest.mark.parametrize(
    ("said", "text", "items", "field"),
    [
        ("", "", [], "answer"),
        (OpinionAnswer.NONE, "", ["vetting.away"], "answer"),
        (OpinionAnswer.PROBLEM, "有问题", [], "items"),
        (OpinionAnswer.PROBLEM, "有问题", ["vetting.age"], "items"),  # not for a department to say
        (OpinionAnswer.UNFIT, " ", ["vetting.away"], "text"),
    ],
)
def test_an_answer_names_what_was_found(district, said, text, items, field):
    with pytest.raises(CadreRefused) as refusal:
        answer(sent(district).opinions.get(), district.officer, said, text, items)
    assert refusal.value.field == field


def test_a_department_answers_for_itself_only(district):
    _court, judge = second_department(district)
    case = sent(district)
    for by in (judge, district.reviewer, district.district_reviewer):
        with pytest.raises(CadreRefused, match="由被征求意见的部门答复"):
            answer(case.opinions.get(department=district.department), by)


def test_a_department_corrects_itself_until_the_case_is_settled(district):
    case = sent(district)
    opinion = answer(case.opinions.get(), district.officer, OpinionAnswer.UNFIT, "外出", ["vetting.away"])
    opinion = answer(opinion, district.officer)
    assert not case.hits.exists()
    case = move(move(case, A.FILE, district.reviewer), A.AGREE, district.district_reviewer)
    with pytest.raises(CadreRefused, match="不再修改"):
        opinion_answer(opinion=opinion, answer=OpinionAnswer.NONE, text="", items=(), by=district.officer, at=NOW)


def test_an_officer_opens_the_id_number_for_a_reason_that_the_person_reads(district):
    case = sent(district)
    opinion = case.opinions.get()
    with pytest.raises(AccessRefused):
        opinion_reveal(opinion=opinion, reason=" ", by=district.officer, at=NOW)
    with pytest.raises(AccessRefused, match="被征求意见的部门"):
        opinion_reveal(opinion=opinion, reason="核对身份", by=second_department(district)[1], at=NOW)
    assert not CadreAccess.objects.exists()

    assert opinion_reveal(opinion=opinion, reason="核对身份", by=district.officer, at=NOW) == NUMBER
    access = CadreAccess.objects.get()
    assert (access.cadre, access.by, access.fields, access.reason) == (
        case.cadre, district.officer, ["id_number"], "核对身份",
    )  # fmt: skip
    with pytest.raises(InternalError), transaction.atomic():
        CadreAccess.objects.update(reason="别的")


# --- The negative list --------------------------------------------------------------------------------------------
def test_the_files_tell_measures_age_education_and_party(district):
    cadre = make_cadre(
        district,
        birth_date=dt.date(1970, 1, 1),
        education="70",
        political_status=PoliticalStatus.MASSES,
        joined_on=None,
    )
    case = open_case(district, cadre)
    assert found(case) == {"party": "block", "age": "warn", "education": "warn"}
    entry_add(
        cadre=cadre, kind=EntryKind.DISCIPLINE, since=dt.date(2026, 1, 5), text="党内警告",
        effect_until=TODAY, by=district.reviewer, at=NOW,
    )  # fmt: skip
    assert found(case)["discipline"] == "block"


def test_who_stays_may_be_older_than_who_is_new(district):
    cadre = make_cadre(district, birth_date=dt.date(1968, 1, 1))
    assert "age" in found(open_case(district, cadre, post=PostKind.DEPUTY_DIRECTOR))
    hold(district, cadre, PostKind.COMMITTEE_MEMBER)
    assert "age" not in found(open_case(district, cadre, post=PostKind.DIRECTOR))


def test_near_relatives_are_found_in_the_two_committees(district):
    cadre, other = make_cadre(district), make_cadre(district, name="李示例")
    kinship_add(cadre=cadre, other=other, relation="spouse", by=district.reviewer, at=NOW)
    case = open_case(district, cadre)
    assert found(case) == {}
    hold(district, other, PostKind.COMMITTEE_MEMBER)
    assert found(case) == {"relatives": "warn"}
    assert found(open_case(district, cadre, post=PostKind.SUPERVISION_MEMBER)) == {"supervision_apart": "block"}
    seats_set(village=district.branch, seats={PostKind.CLERK: 1}, by=district.reviewer, at=NOW)
    assert found(open_case(district, cadre, post=PostKind.CLERK)) == {}


def test_who_governs_does_not_supervise(district):
    cadre = make_cadre(district)
    hold(district, cadre, PostKind.COMMITTEE_MEMBER)
    assert found(open_case(district, cadre, post=PostKind.SUPERVISION_MEMBER)) == {"supervision_apart": "block"}
    moved = open_case(district, cadre, CaseKind.ADJUST, PostKind.SUPERVISION_HEAD, from_post=PostKind.COMMITTEE_MEMBER)
    assert found(moved) == {}
    secretary = make_cadre(district)
    hold(district, secretary)
    assert found(open_case(district, secretary, post=PostKind.SUPERVISION_HEAD)) == {"supervision_secretary": "warn"}


def wording(severity) -> Wording:
    return Wording(None, severity, "区联审办法", "第三条", "district", dt.date(2026, 11, 3), "按办法")


def test_a_district_sharpens_or_drops_a_caution_but_softens_no_block(district):
    case = open_case(district, make_cadre(district, education="80"))
    assert found(case) == {"education": "warn"}
    by, at = district.district_reviewer, NOW
    rule_fix(district=district.root, code="vetting.education", wording=wording(Severity.BLOCK), by=by, at=at)
    day = dt.date(2026, 11, 3)
    rules = rules_of(case.organisation, day)
    assert [each.is_block for each in found_by_files(case, rules, day)] == [True]
    with pytest.raises(Exception, match="不能放宽"):
        rule_fix(district=district.root, code="vetting.cult", wording=wording(Severity.WARN), by=by, at=at)


def test_a_caution_needs_the_reason_of_the_township(district):
    case = sent(district)
    answer(case.opinions.get(), district.officer, OpinionAnswer.UNFIT, "常年在外", ["vetting.away"])
    assert "长期外出" in refused(case, A.FILE, district.reviewer)

    case = move(case, A.FILE, district.reviewer, caution_note="已返乡，书面承诺在村履职")
    assert move(case, A.AGREE, district.district_reviewer).state == CaseState.AGREED


def test_a_caution_that_turns_up_after_the_filing_stops_the_agreement(district):
    case = filed(district)
    answer(case.opinions.get(), district.officer, OpinionAnswer.UNFIT, "常年在外", ["vetting.away"])
    assert "乡镇还没有说明理由" in refused(case, A.AGREE, district.district_reviewer)


# --- No agreement too early ---------------------------------------------------------------------------------------
def test_no_agreement_while_an_opinion_is_pending_or_a_block_stands(district):
    court, judge = second_department(district)
    case = move(sent(district), A.FILE, district.reviewer)
    why = refused(case, A.AGREE, district.district_reviewer)
    assert why == "现在不能同意备案：区公安局、区人民法院还没有答复联审意见。"
    answer(case.opinions.get(department=court), judge)
    # Long after its day a silent department has still not agreed.
    assert "区公安局还没有答复" in refused(case, A.AGREE, district.district_reviewer, local("2027-03-01 09:00"))

    answer(
        case.opinions.get(department=district.department),
        district.officer, OpinionAnswer.PROBLEM, "有前科", ["vetting.criminal"],
    )  # fmt: skip
    why = refused(case, A.AGREE, district.district_reviewer)
    assert why == "现在不能同意备案：区公安局指出“受过刑事处罚”，属于不能任职的情形。"
    assert move(case, A.DISAGREE, district.district_reviewer, reason="不符合条件").state == CaseState.DISAGREED


def test_a_measure_entered_after_the_filing_stops_the_agreement(district):
    case = filed(district)
    entry_add(
        cadre=case.cadre, kind=EntryKind.DISCIPLINE, since=TODAY, text="党内警告",
        effect_until=dt.date(2027, 11, 1), by=district.reviewer, at=NOW,
    )  # fmt: skip
    assert "影响期没有满" in refused(case, A.AGREE, district.district_reviewer)


AGREED = {"state": CaseState.AGREED, "settled_on": TODAY}


def by_statement(case, message, **columns) -> None:
    """Try to write the row as a statement does that goes past every service."""
    with pytest.raises((InternalError, IntegrityError), match=message), transaction.atomic():
        Appointment.objects.filter(pk=case.pk).update(**columns)


def test_no_statement_agrees_past_a_pending_opinion_or_a_block(district):
    case = move(sent(district), A.FILE, district.reviewer)
    columns = AGREED | {"settled_by": district.district_reviewer}
    by_statement(case, "opinion is pending", **columns)
    opinion = case.opinions.get()
    for attempt in (opinion.delete, Opinion.objects.filter(case=case).delete):
        with pytest.raises(InternalError, match="never_deleted"), transaction.atomic():
            attempt()

    answer(opinion, district.officer, OpinionAnswer.PROBLEM, "是村霸", ["vetting.gang"])
    by_statement(case, "hard block stands", **columns)
    answer(opinion, district.officer, OpinionAnswer.UNFIT, "外出", ["vetting.away"])
    by_statement(case, "explained the cautions", **columns)
    by_statement(case, "same person and post", kind=CaseKind.REMOVE)
    by_statement(case, "no move leads", state=CaseState.DEPOSITED)
    answer(opinion, district.officer)
    by_statement(case, "opinion is pending", **columns | {"settled_on": dt.date(2027, 5, 3)})  # out of date by then
    Appointment.objects.filter(pk=case.pk).update(**columns)


def test_a_row_begins_as_a_draft(district):
    case = filed(district)
    case.pk, case.state = None, CaseState.AGREED
    with pytest.raises(InternalError, match="begins as a draft"), transaction.atomic():
        case.save(force_insert=True)


def test_the_ground_of_an_agreement_stays(district):
    case = agreed(district)
    rows = Opinion.objects.filter(case=case)
    for attempt in (
        lambda: rows.update(answer="", text_cipher="", officer=None, answered_at=None, valid_until=None),
        lambda: Hit.objects.create(
            case=case, code="vetting.cult", name="邪教", source="意见", severity="block", found_on=TODAY
        ),
    ):
        with pytest.raises(InternalError, match="settled case"), transaction.atomic():
            attempt()
    with pytest.raises(InternalError, match="append_only"), transaction.atomic():
        case.steps.update(reason="改")
    with pytest.raises(InternalError, match="never_deleted"), transaction.atomic():
        Appointment.objects.filter(pk=case.pk)._raw_delete("default")


def test_days_come_in_their_order(district):
    case = agreed(district)
    for column in ("paper_on", "since"):
        values = {"paper_number": "高委干〔2026〕3号", "paper_on": TODAY, "since": TODAY} | {
            column: dt.date(2026, 11, 1)
        }
        assert "不能早于区委组织部同意备案的日期" in refused(case, A.APPOINT, district.reviewer, **values)
    wrong = refused(case, A.APPOINT, district.reviewer, paper_number="高委干[2026]03号", paper_on=TODAY, since=TODAY)
    assert wrong.startswith("文号要写成")
    by_statement(case, "days_in_order", settled_on=dt.date(2026, 11, 1))


def test_a_full_post_stops_the_paper(district):
    case = agreed(district)
    hold(district, make_cadre(district))
    values = {"paper_number": "高委干〔2026〕3号", "paper_on": TODAY, "since": TODAY}
    assert "职数已满" in refused(case, A.APPOINT, district.reviewer, **values)
    case.refresh_from_db()
    assert case.state == CaseState.AGREED


# --- Messages and the clock ---------------------------------------------------------------------------------------
def told(user) -> list[str]:
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("title", flat=True))


def test_each_side_hears_when_it_is_its_turn_and_no_title_names_the_person(district):
    case = move(
        agreed(district), A.APPOINT, district.reviewer, paper_number="高委干〔2026〕3号", paper_on=TODAY, since=TODAY
    )
    move(case, A.DEPOSIT, district.reviewer)
    assert told(district.officer) == ["请对马源村党组织书记人选出具联审意见"]
    assert told(district.reviewer) == ["马源村党组织书记联审意见已经收齐", "马源村党组织书记同意备案，请发文"]
    assert told(district.lead) == ["马源村党组织书记任免报来备案", "马源村党组织书记任免文件已报备"]
    assert not Notice.objects.filter(outside__contains=case.cadre.name).exists()
    assert told(district.other_reviewer) == told(district.secretary) == []


def test_a_late_department_is_reminded_once_and_named_to_the_township(district):
    sent(district)
    Notice.objects.all().delete()
    assert appointments_remind(at=local("2026-11-05 09:00")) == 0
    assert appointments_remind(at=local("2026-11-06 08:59")) == 0
    assert appointments_remind(at=local("2026-11-06 09:00")) == 1  # a Friday: one working day before
    assert appointments_remind(at=local("2026-11-09 09:00")) == 0
    assert appointments_remind(at=local("2026-11-10 09:00")) == 2
    assert appointments_remind(at=local("2026-11-10 09:10")) == 0
    assert appointments_remind(at=local("2026-11-12 09:00")) == 0
    assert told(district.officer) == [
        "马源村党组织书记人选的联审意见快到期了",
        "马源村党组织书记人选的联审意见已经超期",
    ]
    assert "没有答复不算同意" in Notice.objects.get(recipient=district.reviewer).body


def test_the_district_is_reminded_of_its_own_clock(district):
    case = filed(district)
    Notice.objects.all().delete()
    assert appointments_remind(at=local("2026-11-11 09:00")) == 0
    assert appointments_remind(at=local("2026-11-12 09:00")) == 2  # reviewer and lead, two working days before the 16th
    assert appointments_remind(at=local("2026-11-17 09:00")) == 3
    assert appointments_remind(at=local("2026-11-17 12:00")) == 0
    assert told(district.reviewer) == ["马源村党组织书记备案已经超期"]
    move(case, A.AGREE, district.district_reviewer, LATER)
    assert appointments_remind(at=LATER) == 0
