"""Policy bottlenecks: from the village to the department and back, with a clock, an outcome and a judgement."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.selectors.appointments import departments_on
from economy.enums.bottleneck import Outcome, Satisfaction
from economy.enums.bottleneck import TicketAction as A
from economy.enums.bottleneck import TicketState as S
from economy.integrity import problems
from economy.models import Bottleneck
from economy.refusal import EconomyRefused
from economy.rules.bottleneck import clock_in_words, is_late
from economy.selectors.bottleneck import figures_by_department, figures_by_kind
from economy.services.bottleneck import bottlenecks_remind
from notices.models import Notice
from tests.economy.bottleneck_samples import answered, assigned, bureau, closed, move, raise_one
from tests.economy.project_samples import make_idea
from tests.factories import NOW, District, local

LIST = reverse("economy:bottleneck-list")


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


def refused(act, *args, **kwargs) -> EconomyRefused:
    with pytest.raises(EconomyRefused) as refusal:
        act(*args, **kwargs)
    return refusal.value


def database_refuses(words: str):
    return pytest.raises((InternalError, IntegrityError), match=words)


def force(ticket: Bottleneck, **columns) -> None:
    with transaction.atomic():
        Bottleneck.objects.filter(pk=ticket.pk).update(**columns)


def test_a_ticket_goes_to_the_department_and_comes_back_with_an_outcome(district):
    ticket = closed(district)
    assert (ticket.state, ticket.outcome, ticket.satisfaction) == (S.CLOSED, Outcome.SOLVED, Satisfaction.GOOD)
    assert ticket.due_on == dt.date(2026, 11, 23)  # fifteen working days
    assert [step.action for step in ticket.steps.all()] == [A.RAISE, A.REPORT, A.ASSIGN, A.ANSWER, A.RATE]
    told = set(Notice.objects.filter(url__contains="/bottlenecks/").values_list("recipient", "title"))
    assert told == {
        (district.reviewer.pk, "马源村提出政策瓶颈，请核实"),
        (district.district_reviewer.pk, "马源村的政策瓶颈请交办"),
        (district.lead.pk, "马源村的政策瓶颈请交办"),
        (district.officer.pk, "请办理马源村的政策瓶颈"),
        (district.secretary.pk, "马源村的政策瓶颈已答复，请评价"),
    }
    assert list(problems()) == []


def test_who_returns_says_what_is_wanting(district):
    ticket = raise_one(district)
    assert refused(move, district, ticket, A.RETURN).field == "note"
    ticket = move(district, ticket, A.RETURN, note="写明面积")
    assert refused(move, district, ticket, A.RESEND, text=" ").field == "text"
    assert move(district, ticket, A.RESEND, text="管理房80平方米").state == S.RAISED


def test_a_ticket_is_about_the_villages_own_project(district):
    foreign = make_idea(district, district.sibling)
    assert refused(raise_one, district, project=foreign).field == "project"
    assert raise_one(district, project=make_idea(district)).project.organisation == district.branch


def test_each_move_is_its_desks_own(district):
    ticket = raise_one(district)
    for person in (district.secretary, district.district_reviewer, district.other_reviewer, district.officer):
        assert refused(move, district, ticket, A.REPORT, by=person)
    ticket = assigned(district, title="另一件")
    _department, stranger = bureau(district)
    for person in (stranger, district.secretary, district.district_reviewer):
        assert refused(move, district, ticket, A.ANSWER, by=person, outcome=Outcome.SOLVED, note="好")


def test_the_department_notes_what_it_did_and_answers_with_an_outcome(district):
    ticket = move(district, assigned(district), A.CONSULT, note="已会同林业局踏勘。")
    assert ticket.state == S.ASSIGNED
    assert refused(move, district, ticket, A.ANSWER, note="不行").field == "outcome"
    assert refused(move, district, ticket, A.ANSWER, outcome=Outcome.REFUSED).field == "note"
    ticket = move(district, ticket, A.ANSWER, outcome=Outcome.REFUSED, note="占用永久基本农田，政策不允许。")
    assert "政策不允许：占用永久基本农田" in ticket.steps.last().note


def test_another_department_takes_over_with_a_clock_of_its_own(district):
    ticket, (department, officer) = assigned(district), bureau(district)
    assert refused(move, district, ticket, A.PASS_ON, department=district.department, note="x").field == "department"
    later = local("2026-11-09 09:00")
    ticket = move(district, ticket, A.PASS_ON, later, department=department, note="属于用地")
    assert (ticket.department, ticket.due_on, ticket.rounds) == (department, dt.date(2026, 11, 30), 2)
    assert not Bottleneck.objects.visible_to(district.officer).exists()
    assert Bottleneck.objects.visible_to(officer).get() == ticket
    assert refused(move, district, ticket, A.ANSWER, outcome=Outcome.SOLVED, note="好")


def test_a_department_of_another_district_never_leads(district):
    other = District(code="361003", name="东乡区")
    ticket = move(district, raise_one(district), A.REPORT)
    assert refused(move, district, ticket, A.ASSIGN, department=other.department).field == "department"
    ticket = move(district, ticket, A.ASSIGN, department=district.department)
    with database_refuses("of another district"):
        force(ticket, department=other.department)


def test_who_is_not_content_says_why_and_the_district_sends_it_again(district):
    ticket = answered(district)
    assert refused(move, district, ticket, A.RATE).field == "satisfaction"
    assert refused(move, district, ticket, A.RATE, satisfaction=Satisfaction.BAD).field == "note"
    ticket = move(district, ticket, A.RATE, satisfaction=Satisfaction.BAD, note="还是没有办")
    ticket = move(district, ticket, A.REOPEN, note="请分管领导协调")
    assert (ticket.state, ticket.rounds, ticket.outcome, ticket.satisfaction) == (S.ASSIGNED, 2, "", None)
    content = closed(district, title="满意的一件")
    assert "不满意" in str(refused(move, district, content, A.REOPEN, note="x"))


def test_a_bad_judgement_tells_the_district_and_a_good_one_does_not(district):
    good, bad = answered(district), answered(district, title="另一件")
    Notice.objects.all().delete()
    move(district, good, A.RATE, satisfaction=Satisfaction.GOOD)
    assert not Notice.objects.exists()
    move(district, bad, A.RATE, satisfaction=Satisfaction.BAD, note="还是没有办")
    assert set(Notice.objects.values_list("recipient", "title")) == {
        (district.district_reviewer.pk, "马源村对政策瓶颈的答复不满意，请看是否重新交办"),
        (district.lead.pk, "马源村对政策瓶颈的答复不满意，请看是否重新交办"),
    }


def test_a_long_note_is_kept_whole_behind_what_the_move_says(district):
    ticket = move(district, raise_one(district), A.REPORT)
    ticket = move(district, ticket, A.ASSIGN, department=district.department, note="长" * 500)
    assert ticket.steps.last().note == f"牵头：{district.department.name}。{'长' * 500}"
    assert refused(move, district, ticket, A.ANSWER, outcome=Outcome.SOLVED, note="长" * 501).field == "note"


def test_the_clock_asks_for_its_people_once_however_many_tickets_wait(district):
    counts = []
    for many in (1, 4):
        for number in range(many):
            assigned(district, branch=district.sibling if number % 2 else None, title=f"{many}{number}")
        with CaptureQueriesContext(connection) as queries:
            bottlenecks_remind(at=local("2026-11-24 09:30"))
        counts.append(len([query for query in queries if "branches_membership" in query["sql"]]))
    assert counts[0] == counts[1]


def test_the_database_keeps_tickets_whole_and_in_order(district):
    ticket = raise_one(district)
    with database_refuses("no move leads from raised to assigned"):
        force(ticket, state=S.ASSIGNED, department=district.department, assigned_on=NOW.date(), due_on=NOW.date())
    with database_refuses("bottleneck_assigned_whole"):
        force(ticket, department=district.department)
    ticket = move(district, ticket, A.REPORT)
    with database_refuses("bottleneck_assigned_whole"):
        force(ticket, state=S.ASSIGNED)
    ticket = assigned(district, title="二")
    with database_refuses("bottleneck_answered_whole"):
        force(ticket, state=S.ANSWERED)
    with database_refuses("bottleneck_rated_whole"):
        force(answered(district, title="三"), state=S.CLOSED)
    with database_refuses("never_deleted|Cannot delete"), transaction.atomic():
        ticket.delete()


def test_the_clock_reminds_the_department_and_tells_the_district_when_it_is_late(district):
    ticket = assigned(district)
    Notice.objects.all().delete()
    assert bottlenecks_remind(at=local("2026-11-18 09:30")) == 0
    assert bottlenecks_remind(at=local("2026-11-20 09:30")) == 1
    assert bottlenecks_remind(at=local("2026-11-20 10:30")) == 0
    assert bottlenecks_remind(at=local("2026-11-24 03:00")) == 0
    assert bottlenecks_remind(at=local("2026-11-24 09:30")) == 3  # the officer, and two of the district
    late = dt.date(2026, 11, 25)
    assert is_late(ticket, late)
    assert clock_in_words(ticket, late, {}) == "11月23日到期，已超 2 个工作日"
    assert clock_in_words(ticket, NOW.date(), {}) == "11月23日前答复，还有 15 个工作日"
    ticket = move(district, ticket, A.ANSWER, local("2026-11-25 10:00"), outcome=Outcome.PARTLY, note="先批一半")
    assert clock_in_words(ticket, late, {}) == "11月25日答复，超期"


def test_a_department_that_only_leads_bottlenecks_is_not_asked_about_cadres(district, sign_in):
    department, officer = bureau(district)
    assert departments_on(district.root.pk, NOW.date()) == [district.department]
    text = sign_in(officer).get(LIST).content.decode()
    assert "/cadres/opinions/" not in text
    assert "区里交给本部门以后" in text
    assert "/cadres/opinions/" in sign_in(district.officer).get(LIST).content.decode()


def test_figures_by_kind_and_department(district):
    closed(district)
    closed(district, Satisfaction.BAD, title="二")
    assigned(district, title="三")
    raise_one(district, title="四")
    by_kind = figures_by_kind(district.district_reviewer, dt.date(2026, 12, 1))
    assert [(row.name, row.total, row.open, row.late, row.solved, row.satisfaction) for row in by_kind] == [
        ("建设用地", 4, 2, 1, 2, 2.0)
    ]
    by_department = figures_by_department(district.district_reviewer, NOW.date())
    assert [(row.name, row.total, row.late) for row in by_department] == [("区公安局", 3, 0)]


# --- Pages ---------------------------------------------------------------------------------------------------------
def test_a_secretary_raises_and_the_officer_answers(district, sign_in):
    client = sign_in(district.secretary)
    new = reverse("economy:bottleneck-new")
    response = client.post(new, {"kind": "land", "title": "", "text": "没有指标"})
    assert response.status_code == 422
    assert "没有指标" in response.content.decode()
    client.post(new, {"kind": "land", "title": "没有用地指标", "text": "没有指标"})
    ticket = Bottleneck.objects.get()
    detail, post = (reverse(f"economy:bottleneck-{name}", args=[ticket.pk]) for name in ("detail", "move"))

    sign_in(district.reviewer).post(post, {"action": A.REPORT})
    client = sign_in(district.district_reviewer)
    assert client.post(post, {"action": A.ASSIGN}).status_code == 422
    client.post(post, {"action": A.ASSIGN, "department": district.department.pk})
    client = sign_in(district.officer)
    text = client.get(detail).content.decode()
    assert "11月23日前答复，还有 15 个工作日" in text
    assert client.get(reverse("economy:project-list")).status_code == 403
    response = client.post(post, {"action": A.ANSWER, "note": "已办"})
    assert (response.status_code, "请选一项" in response.content.decode()) == (422, True)
    client.post(post, {"action": A.ANSWER, "outcome": "solved", "note": "已办"})
    client = sign_in(district.secretary)
    response = client.post(post, {"action": A.RATE, "satisfaction": "1", "note": ""})
    assert "写明为什么" in response.content.decode()
    client.post(post, {"action": A.RATE, "satisfaction": "3"})
    ticket.refresh_from_db()
    assert ticket.state == S.CLOSED
    again = client.post(post, {"action": A.RATE, "satisfaction": "1"}, follow=True)
    assert "已经办过" in again.content.decode()


def test_a_department_sees_only_what_was_sent_to_it(district, sign_in):
    ticket = assigned(district)
    _department, stranger = bureau(district)
    detail = reverse("economy:bottleneck-detail", args=[ticket.pk])
    for person, sees in (
        (district.officer, 200),
        (stranger, 404),
        (district.secretary, 200),
        (district.leader, 200),
        (district.sibling_secretary, 404),
        (district.other_reviewer, 404),
        (district.inspector, 403),
        (district.system_admin, 404),
    ):
        assert sign_in(person).get(detail).status_code == sees, person
    assert not sign_in(stranger).get(LIST).context["rows"]


def test_the_list_takes_as_many_queries_for_many_tickets_as_for_few(district, sign_in):
    client = sign_in(district.district_reviewer)
    assigned(district)
    counts = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST, {"show": "all"}).status_code == 200
        counts.append(len(queries))
        if not turn:
            for number in range(4):
                assigned(district, title=f"第{number}件")
    assert counts[0] == counts[1]
