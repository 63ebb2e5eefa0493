"""The pages of appointments: what each side sees and may post (任免备案、联审)."""

import html

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.appointment_papers import paper_document
from cadres.enums import AccessKind
from cadres.enums.appointments import CaseAction as A
from cadres.enums.appointments import CaseState
from cadres.models import Appointment, CadreAccess
from tests.cadres.appointment_samples import (
    NUMBER,
    answer,
    appointed,
    filed,
    move,
    open_case,
    reviewed,
    second_department,
    sent,
)
from tests.cadres.cadre_samples import hold, make_cadre
from tests.factories import NOW

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def page(client, user, name, *args, data=None):
    client.force_login(user, backend=BACKEND)
    address = reverse(f"cadres:{name}", args=args)
    return client.get(address) if data is None else client.post(address, data)


def words(response) -> str:
    return html.unescape(response.content.decode())


def test_an_officer_sees_the_person_and_nothing_else_of_the_case(client, district):
    _court, judge = second_department(district)
    case = sent(district)
    own = case.opinions.get(department=district.department)
    other = case.opinions.exclude(pk=own.pk).get()
    shown = words(page(client, district.officer, "opinion-list"))
    assert case.cadre.name in shown
    assert "110105********002X" in shown
    assert NUMBER not in shown
    for hidden in (case.reasons, case.meeting, "区人民法院", case.cadre.phone):
        assert hidden not in shown
    assert page(client, district.officer, "opinion-detail", own.pk).status_code == 200
    assert page(client, district.officer, "opinion-detail", other.pk).status_code == 404
    assert page(client, district.officer, "opinion-detail", other.pk, data={"answer": "none"}).status_code == 404
    assert page(client, district.officer, "opinion-reveal", other.pk, data={"reason": "核对"}).status_code == 404
    assert page(client, judge, "opinion-detail", other.pk).status_code == 200


def test_an_officer_answers_and_opens_the_number_for_a_reason(client, district):
    opinion = sent(district).opinions.get()
    assert page(client, district.officer, "opinion-reveal", opinion.pk, data={"reason": ""}).status_code == 422
    assert not CadreAccess.objects.exists()
    response = page(client, district.officer, "opinion-reveal", opinion.pk, data={"reason": "核对身份"})
    assert NUMBER in words(response)
    assert "no-store" in response["Cache-Control"]
    assert CadreAccess.objects.get().kind == AccessKind.REVEAL

    wrong = page(client, district.officer, "opinion-detail", opinion.pk, data={"answer": "unfit"})
    assert wrong.status_code == 422
    assert "请勾选是哪一种情形" in words(wrong)
    data = {"answer": "unfit", "items": ["vetting.away"], "text": "常年在外"}
    assert page(client, district.officer, "opinion-detail", opinion.pk, data=data).status_code == 302
    opinion.refresh_from_db()
    assert (opinion.answer, opinion.text, opinion.officer) == ("unfit", "常年在外", district.officer)


def test_what_the_departments_said_is_for_who_proposes_and_who_files(client, district):
    case = reviewed(district)
    for reader in (district.reviewer, district.district_reviewer, district.lead):
        assert "常年在外" in words(page(client, reader, "appointment-detail", case.pk))
    for other in (district.township_leader, district.leader):
        response = page(client, other, "appointment-detail", case.pk)
        assert response.status_code == 200
        assert "常年在外" not in words(response)
        assert "长期外出" not in words(response)
    assert page(client, district.secretary, "appointment-detail", case.pk).status_code == 404
    assert page(client, district.officer, "appointment-detail", case.pk).status_code == 404


def test_a_form_posted_directly_agrees_to_nothing_that_is_pending(client, district):
    case = move(sent(district), A.FILE, district.reviewer)
    shown = words(page(client, district.district_reviewer, "appointment-detail", case.pk))
    assert 'value="agree"' not in shown
    response = page(client, district.district_reviewer, "appointment-move", case.pk, data={"action": "agree"})
    assert response.status_code == 422
    assert "现在不能同意备案：区公安局还没有答复联审意见。" in words(response)
    for by in (district.reviewer, district.township_leader):
        assert page(client, by, "appointment-move", case.pk, data={"action": "agree"}).status_code == 403
    assert Appointment.objects.get().state == CaseState.FILED

    answer(case.opinions.get(), district.officer)
    assert 'value="agree"' in words(page(client, district.district_reviewer, "appointment-detail", case.pk))
    page(client, district.district_reviewer, "appointment-move", case.pk, data={"action": "agree"})
    assert Appointment.objects.get().state == CaseState.AGREED


def test_the_township_begins_a_case_from_its_decision(client, district):
    cadre = make_cadre(district)
    data = {
        "kind": "new",
        "cadre": cadre.pk,
        "post": "director",
        "decided_on": "2026-11-02",
        "meeting": "镇党委会议",
        "reasons": "群众认可",
    }
    assert page(client, district.reviewer, "appointment-new", data=data | {"meeting": ""}).status_code == 422
    stranger = make_cadre(district, district.other_branch)
    assert page(client, district.reviewer, "appointment-new", data=data | {"cadre": stranger.pk}).status_code == 422
    assert page(client, district.reviewer, "appointment-new", data=data).status_code == 302
    case = Appointment.objects.get()
    assert (case.state, case.post, case.cadre) == (CaseState.DRAFT, "director", cadre)
    data["reasons"] = "群众认可，熟悉村情"
    assert page(client, district.reviewer, "appointment-edit", case.pk, data=data).status_code == 302
    assert Appointment.objects.get().reasons == "群众认可，熟悉村情"


def test_the_district_begins_with_what_waits_for_it(client, district):
    case = filed(district)
    sent(district, cadre=make_cadre(district, name="赵示例"))
    shown = words(page(client, district.district_reviewer, "appointment-list"))
    assert case.cadre.name in shown
    assert "11月16日前答复，还有 10 个工作日" in shown
    assert "赵示例" not in shown
    shown = words(page(client, district.reviewer, "appointment-list"))
    assert "赵示例" in shown


def test_the_paper_comes_with_the_issue_and_says_what_was_decided(client, district):
    case = filed(district)
    assert page(client, district.reviewer, "appointment-paper", case.pk).status_code == 403
    for sheet in ("appointment-review", "appointment-filing"):
        response = page(client, district.district_reviewer, sheet, case.pk)
        assert response.content.startswith(b"%PDF-")

    case = appointed(district, cadre=make_cadre(district, name="钱示例"), post="director")
    document = paper_document(case)
    assert (document.number, document.title) == ("高委干〔2026〕3号", "关于钱示例同志任职的通知")
    assert "钱示例同志任马源村村委会主任。" in [block.text for block in document.blocks]
    first = page(client, district.reviewer, "appointment-paper", case.pk)
    again = page(client, district.district_reviewer, "appointment-paper", case.pk)
    assert first.content.startswith(b"%PDF-")
    assert first.content == again.content


def test_the_number_of_queries_does_not_depend_on_the_number_of_cases(client, district, django_assert_max_num_queries):
    filed(district)
    page(client, district.district_reviewer, "appointment-list")
    for number in range(4):
        filed(
            district,
            cadre=make_cadre(district, name=f"孙示例{number}"),
            post="director" if number % 2 else "deputy_director",
        )
    with django_assert_max_num_queries(14):
        page(client, district.district_reviewer, "appointment-list")
    with django_assert_max_num_queries(14):
        page(client, district.officer, "opinion-list")


def test_who_leaves_is_filed_at_once(client, district):
    tenure = hold(district, make_cadre(district))
    data = {
        "kind": "resign", "cadre": tenure.cadre_id, "post": "party_secretary", "decided_on": "2026-11-02",
        "meeting": "镇党委会议", "reasons": "本人辞职",
    }  # fmt: skip
    page(client, district.reviewer, "appointment-new", data=data)
    case = Appointment.objects.get()
    shown = words(page(client, district.reviewer, "appointment-detail", case.pk))
    assert 'value="file"' in shown
    assert 'value="send"' not in shown


def test_what_the_files_told_is_still_read_when_the_case_is_settled(client, district):
    case = open_case(district, make_cadre(district, id_number=NUMBER, education="80"))
    seen = [words(page(client, district.reviewer, "appointment-detail", case.pk))]
    case = move(case, A.SEND, district.reviewer)
    answer(case.opinions.get(), district.officer)
    case = move(case, A.FILE, district.reviewer, caution_note="群众公认，正在读夜校")
    case = move(case, A.AGREE, district.district_reviewer)
    seen.append(words(page(client, district.reviewer, "appointment-detail", case.pk)))
    item = case.hits.get()
    assert [item.name in each and item.source in each for each in seen] == [True, True]
