"""The pages on admitting members: the list, one person's checklist, recording, mending, ending."""

import re
import uuid

import pytest
from django.urls import reverse

from ledgers.development_steps import (
    ACTIVIST,
    ADMIT,
    APPROVAL,
    CONTACTS,
    FORM,
    INTERVIEW,
    INTRODUCERS,
    OATH,
    POLITICAL,
    PREAPPROVAL,
    TALK,
)
from ledgers.enums.development import CandidateAction, CandidateState, Stage
from ledgers.models import Candidate, DevelopmentStep, Member
from ledgers.services.development import candidate_close
from tests.factories import local, make_file
from tests.ledgers.development_samples import VALID, day, make_candidate, walk

NOTHING_MORE = 25


@pytest.fixture
def zhao(district, freeze) -> Candidate:
    freeze("2026-11-02 09:00")
    return make_candidate(district.branch, district.secretary, id_number=VALID, values={"phone": "13800001234"})


def words(response) -> str:
    """Return the text of a page without tags and with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def address(name: str, *args, **query) -> str:
    query_string = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"ledgers:{name}", args=args) + (f"?{query_string}" if query_string else "")


# --- The list ---
def test_the_list_groups_by_stage_with_the_next_thing_and_its_limit(district, zhao, sign_in):
    walk(make_candidate(district.branch, district.secretary, "钱积极"), district.secretary, CONTACTS)

    page = words(sign_in(district.secretary).get(address("candidate-list")))

    assert "在办 2 人" in page
    assert page.index("入党申请人 1 人 赵申请") < page.index("入党积极分子 1 人 钱积极")
    assert "2. 派人谈话 · 应在2024年4月1日前办，已过945天" in page
    assert "6. 培养教育考察 · 应在2024年11月10日前办，已过722天" in page
    assert "新建档案" in page


def test_an_empty_list_says_what_to_do(district, sign_in):
    page = words(sign_in(district.secretary).get(address("candidate-list")))

    assert "收到入党申请书就建一份档案" in page


@pytest.mark.parametrize("reader", ["reviewer", "district_reviewer"])
def test_reviewers_read_the_list_of_a_branch_in_their_scope(district, zhao, sign_in, reader):
    client = sign_in(getattr(district, reader))

    overview = words(client.get(address("candidate-list")))
    page = words(client.get(address("candidate-list", branch=district.branch.pk)))

    assert "1 个支部，在办 1 人" in overview
    assert "马源村党支部 1 0 0 0 1 人" in overview
    assert "赵申请" in page
    assert "新建档案" not in page


def test_the_list_is_closed_to_others(district, zhao, sign_in):
    assert sign_in(district.township_leader).get(address("candidate-list")).status_code == 403
    for stranger in (district.other_reviewer, district.sibling_secretary):
        response = sign_in(stranger).get(address("candidate-list", branch=district.branch.pk))
        assert response.status_code == 404
    assert sign_in(district.secretary).post(address("candidate-list")).status_code == 405


@pytest.mark.parametrize("branch", ["999999999999999999999", "１２３", "x", "0"])
def test_a_branch_that_is_none_is_not_found(district, sign_in, branch):
    assert sign_in(district.reviewer).get(address("candidate-list", branch=branch)).status_code == 404


@pytest.mark.parametrize("people", [1, 4])
def test_the_list_asks_as_often_for_one_as_for_four(district, sign_in, freeze, django_assert_num_queries, people):
    freeze("2026-11-02 09:00")
    for number in range(people):
        person = make_candidate(district.branch, district.secretary, f"孙{number}")
        walk(person, district.secretary, CONTACTS)
    client = sign_in(district.secretary)
    client.get(address("candidate-list"))

    with django_assert_num_queries(6):
        client.get(address("candidate-list"))


@pytest.mark.parametrize("branches", [1, 2])
def test_the_list_of_branches_asks_as_often(district, sign_in, freeze, django_assert_num_queries, branches):
    freeze("2026-11-02 09:00")
    for branch, secretary in [
        (district.branch, district.secretary),
        (district.sibling, district.sibling_secretary),
    ][:branches]:
        walk(make_candidate(branch, secretary), secretary, TALK)
    client = sign_in(district.reviewer)
    client.get(address("candidate-list"))

    with django_assert_num_queries(6):
        client.get(address("candidate-list"))


# --- One person ---
def test_the_checklist_shows_five_parts_and_the_next_form(district, zhao, sign_in):
    walk(zhao, district.secretary, ACTIVIST)

    response = sign_in(district.secretary).get(address("candidate-detail", zhao.pk))

    page, html = words(response), response.content.decode()
    for title in ("申请入党 2/2", "入党积极分子的确定和培养教育 1/4", "预备党员的接收 0/7"):
        assert title in page
    assert html.count('<details class="fold" open>') == 1
    assert f'action="{address("candidate-step", zhao.pk, 6)}"' in html
    assert (
        "应在2024年11月10日前办，已过722天（《中国共产党发展党员工作细则》（中办发〔2014〕33号）第十至十一条"
        not in page
    )
    assert "4. 积极分子报上级党委备案 乡镇党委办" in page
    assert "先办“4. 积极分子报上级党委备案、5. 指定培养联系人”。" in page


def test_the_id_number_is_masked_on_every_page(district, zhao, sign_in):
    client = sign_in(district.secretary)

    for name in ("candidate-detail", "candidate-edit"):
        page = client.get(address(name, zhao.pk)).content.decode()
        assert "110105********002X" in page, name
        assert VALID not in page, name
    assert "138****1234" in client.get(address("candidate-detail", zhao.pk)).content.decode()


@pytest.mark.parametrize("reader", ["reviewer", "district_reviewer"])
def test_reviewers_read_the_checklist_without_buttons(district, zhao, sign_in, reader):
    page = sign_in(getattr(district, reader)).get(address("candidate-detail", zhao.pk)).content.decode()

    assert "赵申请" in page
    assert "/steps/" not in page
    assert "没有通过或撤回" not in page


def test_the_checklist_is_closed_to_others(district, zhao, sign_in):
    assert sign_in(district.sibling_secretary).get(address("candidate-detail", zhao.pk)).status_code == 404
    assert sign_in(district.township_leader).get(address("candidate-detail", zhao.pk)).status_code == 403
    assert sign_in(district.secretary).post(address("candidate-detail", zhao.pk)).status_code == 405


def test_a_whole_way_is_shown_with_its_facts(district, zhao, sign_in):
    walk(zhao, district.secretary, NOTHING_MORE)

    page = words(sign_in(district.secretary).get(address("candidate-detail", zhao.pk)))

    assert "25/25" in page
    assert "应到8 到会8 赞成7" in page
    assert "公示2025年7月18日至2025年7月28日 · 高发〔2025〕12号" in page
    assert "21. 继续教育考察 没有考察记录" in page
    assert "培训3天" in page
    assert "更正" not in page.split("办理记录")[0]


# --- A new person ---
def new_person(**changes) -> dict:
    typed = {
        "key": str(uuid.uuid4()),
        "name": "周新人",
        "gender": "1",
        "birth_date": "2000-01-05",
        "applied_on": "2026-10-20",
        "stage": "applicant",
    }
    return typed | changes


def test_a_new_person_is_added_once(district, sign_in, freeze):
    freeze("2026-11-02 09:00")
    client, typed = sign_in(district.secretary), new_person()

    first = client.post(address("candidate-new"), typed)
    client.post(address("candidate-new"), typed)

    person = Candidate.objects.get()
    assert first.url == address("candidate-detail", person.pk)
    assert (person.name, person.stage, person.branch) == ("周新人", Stage.APPLICANT, district.branch)


def test_the_number_tells_birthday_and_gender(district, sign_in, freeze):
    freeze("2026-11-02 09:00")

    sign_in(district.secretary).post(address("candidate-new"), new_person(id_number=VALID, gender="", birth_date=""))

    person = Candidate.objects.get()
    assert (person.gender, person.birth_date) == ("2", day("1949-12-31"))


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": ""}, "name", "这个字段是必填项。"),
        ({"birth_date": "2009-01-05"}, "applied_on", "递交申请书时不满18周岁（2027年1月5日才满），不能接收申请。"),
        ({"birth_date": ""}, "birth_date", "必须填写（或者填身份证号）"),
        ({"applied_on": "前天"}, "applied_on", "看不懂这个日期，请写成 2026-11-05 这样。"),
        ({"id_number": "123"}, "id_number", "身份证号应为18位，这里是3位"),
        ({"id_number": VALID, "birth_date": "1950-01-01"}, "birth_date", "与身份证号里的出生日期不一致"),
        ({"stage": "activist"}, "day_3", "请填“推荐和确定入党积极分子”的日期，期限从这一天算起。"),
    ],
)
def test_a_new_person_with_an_error_keeps_what_was_typed(district, sign_in, freeze, changes, field, sentence):
    freeze("2026-11-02 09:00")
    typed = new_person(occupation="务农", **changes)

    response = sign_in(district.secretary).post(address("candidate-new"), typed)

    assert response.status_code == 422
    assert sentence in response.context["form"].errors[field]
    assert 'value="务农"' in response.content.decode()
    assert not Candidate.objects.exists()


def test_only_a_secretary_adds_people(district, sign_in):
    for reader in (district.reviewer, district.district_reviewer, district.township_leader):
        assert sign_in(reader).get(address("candidate-new")).status_code == 403


def test_a_persons_own_data_is_mended(district, zhao, sign_in):
    typed = {"name": "赵更名", "gender": "2", "birth_date": "1949-12-31", "applied_on": "2024-03-02"}

    response = sign_in(district.secretary).post(address("candidate-edit", zhao.pk), typed)

    zhao.refresh_from_db()
    assert response.url == address("candidate-detail", zhao.pk)
    assert (zhao.name, zhao.applied_on, zhao.id_number) == ("赵更名", day("2024-03-02"), VALID)


# --- Steps ---
def test_a_step_is_recorded_from_the_checklist(district, zhao, sign_in):
    client = sign_in(district.secretary)

    for _time in range(2):
        response = client.post(
            address("candidate-step", zhao.pk, TALK), {"done_on": "2024年3月20日", "note": "态度端正"}
        )

    assert response.url == address("candidate-detail", zhao.pk)
    row = zhao.steps.get()
    assert (row.code, row.done_on, row.note, row.by) == (TALK, day("2024-03-20"), "态度端正", district.secretary)


def test_a_picture_is_kept_with_the_step(district, zhao, sign_in, client):
    picture = make_file(district.branch, district.secretary).file

    with picture.open("rb") as upload:
        sign_in(district.secretary).post(
            address("candidate-step", zhao.pk, TALK), {"done_on": "2024-03-20", "upload": upload}
        )

    row = zhao.steps.get()
    assert row.evidence.organisation == district.branch
    page = client.get(address("candidate-detail", zhao.pk)).content.decode()
    assert reverse("evidence:file-detail", args=[row.evidence_id]) in page


@pytest.mark.parametrize(
    ("until", "code", "typed", "field", "words_"),
    [
        (1, TALK, {"done_on": ""}, "done_on", "这个字段是必填项。"),
        (1, TALK, {"done_on": "2024-02-01"}, "done_on", "不能早于递交申请书的日期（2024年3月1日）。"),
        (8, INTRODUCERS, {"done_on": "2025-05-22"}, "first_member", "请选一名正式党员。"),
        (FORM, ADMIT, {"done_on": "2025-07-01", "voters": "很多"}, "voters", "请填数字。"),
        (
            FORM,
            ADMIT,
            {"done_on": "2025-07-01", "voters": "８", "voters_present": "5", "votes_for": "4"},
            "votes_for",
            "赞成 4 票，没有超过应到会 8 人的半数，不能算通过。",
        ),
    ],
)
def test_a_step_that_cannot_be_keeps_what_was_typed(district, zhao, sign_in, until, code, typed, field, words_):
    walk(zhao, district.secretary, until)

    response = sign_in(district.secretary).post(address("candidate-step", zhao.pk, code), {**typed, "note": "记一下"})

    assert response.status_code == 422
    assert words_ in response.context["form"].errors[field]
    assert "记一下" in response.content.decode()
    assert not zhao.steps.filter(code=code).exists()


def test_the_form_of_the_meeting_knows_who_may_vote(district, zhao, sign_in):
    walk(zhao, district.secretary, FORM)
    Member.objects.filter(branch=district.branch, post="").first().delete()

    page = sign_in(district.secretary).get(address("candidate-step", zhao.pk, ADMIT)).content.decode()

    assert re.search(r'name="voters" value="7"', page)


def test_full_members_of_the_branch_are_offered_as_introducers(district, zhao, sign_in):
    walk(zhao, district.secretary, PREAPPROVAL, without=(INTRODUCERS, POLITICAL, 11, 12, PREAPPROVAL))
    own = Member.objects.voting().filter(branch=district.branch)
    foreign = Member.objects.filter(branch=district.sibling).first()

    response = sign_in(district.secretary).get(address("candidate-step", zhao.pk, INTRODUCERS))

    page = response.content.decode()
    assert all(f'<option value="{member.pk}"' in page for member in own)
    assert f'<option value="{foreign.pk}"' not in page


def test_an_approval_by_the_township_puts_the_person_onto_the_roll(district, zhao, sign_in):
    walk(zhao, district.secretary, INTERVIEW)

    typed = {
        "done_on": "2025-08-01",
        "document": "高发12号",
        "notice_from": "2025-07-18",
        "notice_until": "2025-07-28",
    }
    sign_in(district.secretary).post(address("candidate-step", zhao.pk, APPROVAL), typed)

    zhao.refresh_from_db()
    assert (zhao.stage, zhao.member.joined_on) == (Stage.PROBATIONARY, day("2025-07-01"))


@pytest.mark.parametrize("code", [1, 26])
def test_there_are_no_other_steps(district, zhao, sign_in, code):
    assert sign_in(district.secretary).get(address("candidate-step", zhao.pk, code)).status_code == 404


def test_a_step_is_mended_and_taken_away(district, zhao, sign_in):
    walk(zhao, district.secretary, TALK)
    row, client = zhao.steps.get(), sign_in(district.secretary)

    page = client.get(address("development-step-edit", row.pk)).content.decode()
    assert 'value="2024-03-20"' in page
    client.post(address("development-step-edit", row.pk), {"done_on": "2024-03-22", "reason": "看错了"})
    row.refresh_from_db()
    assert row.done_on == day("2024-03-22")
    assert "2024年3月20日改为2024年3月22日。看错了" in words(client.get(address("candidate-detail", zhao.pk)))

    client.post(address("development-step-remove", row.pk), {"reason": "记错了人"})
    assert not DevelopmentStep.objects.exists()


def test_a_refused_correction_keeps_what_was_typed(district, zhao, sign_in):
    walk(zhao, district.secretary, ACTIVIST)
    row = zhao.steps.get(code=TALK)

    response = sign_in(district.secretary).post(
        address("development-step-edit", row.pk), {"done_on": "2024-06-01", "reason": "看错了"}
    )

    assert response.status_code == 422
    assert response.context["form"].errors["done_on"] == ["不能晚于第3步“推荐和确定入党积极分子”（2024年5月10日）。"]
    assert 'value="看错了"' in response.content.decode()


def test_steps_are_written_by_the_own_secretary_only(district, zhao, sign_in):
    walk(zhao, district.secretary, TALK)
    pages = [
        address("candidate-step", zhao.pk, ACTIVIST),
        address("development-step-edit", zhao.steps.get().pk),
        address("candidate-edit", zhao.pk),
        address("candidate-close", zhao.pk),
    ]
    for page in pages:
        for person, status in (
            (district.reviewer, 403),
            (district.district_reviewer, 403),
            (district.sibling_secretary, 404),
            (district.other_reviewer, 404),
        ):
            assert sign_in(person).get(page).status_code == status, (page, person)
            assert sign_in(person).post(page, {"done_on": "2024-05-10"}).status_code == status, (page, person)
    assert sign_in(district.secretary).get(address("development-step-remove", zhao.steps.get().pk)).status_code == 405
    assert zhao.steps.count() == 1


# --- How the way ends ---
def test_a_way_ends_with_a_reason_and_is_taken_up_again(district, zhao, sign_in):
    client = sign_in(district.secretary)

    refused = client.post(address("candidate-close", zhao.pk), {"action": "reject", "day": "2026-11-01"})
    assert refused.status_code == 422
    client.post(
        address("candidate-close", zhao.pk), {"action": "reject", "day": "2026-11-01", "reason": "支委会没有同意"}
    )
    zhao.refresh_from_db()
    assert zhao.state == CandidateState.REJECTED
    page = words(client.get(address("candidate-list")))
    assert "已经办完的 1 人 赵申请 没有通过，2026年11月1日" in page
    assert client.get(address("candidate-step", zhao.pk, TALK)).status_code == 403

    client.post(address("candidate-reopen", zhao.pk), {"reason": "点错了"})
    zhao.refresh_from_db()
    assert zhao.state == CandidateState.OPEN


def test_a_way_that_goes_on_is_not_reopened(district, zhao, sign_in):
    assert sign_in(district.secretary).get(address("candidate-reopen", zhao.pk)).status_code == 403
    candidate_close(
        candidate=zhao,
        action=CandidateAction.WITHDRAW,
        day=day("2026-11-01"),
        reason="本人撤回",
        by=district.secretary,
        at=local("2026-11-02 09:00"),
    )
    assert sign_in(district.reviewer).get(address("candidate-reopen", zhao.pk)).status_code == 403
    assert sign_in(district.sibling_secretary).get(address("candidate-reopen", zhao.pk)).status_code == 404


def test_a_probation_is_prolonged(district, zhao, sign_in):
    client = sign_in(district.secretary)
    assert client.get(address("candidate-prolong", zhao.pk)).status_code == 403
    walk(zhao, district.secretary, OATH)

    short = client.post(
        address("candidate-prolong", zhao.pk), {"decided_on": "2026-07-03", "months": "5", "reason": "还要考察"}
    )
    assert short.context["form"].errors["months"] == ["只能延长6到12个月。"]
    client.post(
        address("candidate-prolong", zhao.pk), {"decided_on": "2026-07-03", "months": "6", "reason": "还要考察"}
    )

    page = words(client.get(address("candidate-detail", zhao.pk)))
    assert "延长预备期 到 2027-01-01" in page
    assert sign_in(district.reviewer).get(address("candidate-prolong", zhao.pk)).status_code == 403
