"""The pages of circulars: who finds what, who may do what, what is kept when something goes wrong."""

import hashlib
import io
import re

import pdfplumber
import pytest
from django.urls import reverse

from audits.enums import CircularAction, CircularStatus
from audits.models import Circular, CircularReceipt
from audits.services.circulars import circular_draft, circular_issue, circular_move, circular_receive
from branches.enums import Role
from tests.factories import NOW, District, make_branch, make_user

MM = 72 / 25.4  # points


@pytest.fixture
def elsewhere(db) -> District:
    return District(code="361003", name="东乡区")


def drafted(district) -> Circular:
    return circular_draft(month=district.month, by=district.district_reviewer, at=district.month.locks_at)


def in_state(district, status) -> Circular:
    circular, at = drafted(district), district.month.locks_at
    moves = [
        (CircularAction.SEND_TO_CHECK, district.district_reviewer),
        (CircularAction.APPROVE_CHECK, district.checker),
        (CircularAction.SIGN, district.lead),
    ]
    for action, by in moves:
        if circular.status != status and circular.status != CircularStatus.SIGNED:
            circular = circular_move(circular=circular, action=action, by=by, at=at)
    if status == CircularStatus.ISSUED:
        circular = circular_issue(circular_id=circular.pk, at=at)
    return circular


def url(name, circular) -> str:
    return reverse(f"audits:circular-{name}", args=[circular.pk])


GET_PAGES = ("detail", "preview", "receipts")
POST_PAGES = ("refresh", "move", "receive", "remind")


# --- Who finds it --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("status", CircularStatus)
def test_strangers_do_not_find_it(district, elsewhere, sign_in, status):
    circular = in_state(district, status)

    for stranger in (elsewhere.district_reviewer, elsewhere.reviewer, elsewhere.secretary, district.system_admin):
        client = sign_in(stranger)
        for name in (*GET_PAGES, "edit", "file"):
            assert client.get(url(name, circular)).status_code == 404, (stranger, name)
        for name in (*POST_PAGES, "edit"):
            assert client.post(url(name, circular)).status_code == 404, (stranger, name)


@pytest.mark.parametrize("status", [status for status in CircularStatus if status != CircularStatus.ISSUED])
def test_townships_and_branches_do_not_find_what_is_not_issued(district, sign_in, status):
    circular = in_state(district, status)

    for reader in (district.reviewer, district.township_leader, district.secretary, district.inspector):
        client = sign_in(reader)
        assert client.get(url("detail", circular)).status_code == 404
        assert circular.title not in client.get(reverse("audits:circular-list")).content.decode()


def test_an_issued_circular_is_read_by_those_it_was_sent_to(district, sign_in):
    circular = in_state(district, CircularStatus.ISSUED)
    newcomer = make_branch(district.township, "新来村委会")

    for reader in (district.reviewer, district.secretary, district.inspector, district.leader, district.lead):
        assert sign_in(reader).get(url("detail", circular)).status_code == 200
    stranger = make_user(Role.SECRETARY, newcomer)
    assert sign_in(stranger).get(url("detail", circular)).status_code == 404


def test_a_colleague_without_the_right_gets_the_reason(district, sign_in):
    circular = in_state(district, CircularStatus.CHECKING)

    def answer(user, name, **data):
        response = sign_in(user).post(url(name, circular), data)
        return response.status_code, response.content.decode()

    for user, name, data, reason in (
        (district.lead, "move", {"action": "approve_check"}, "由核稿人办理"),
        (district.leader, "move", {"action": "approve_check"}, "由核稿人办理"),
        (district.leader, "edit", {}, "由核稿人办理"),
        (district.leader, "refresh", {}, "由核稿人办理"),
        (district.leader, "remind", {}, "由区委组织部提醒"),
        (district.lead, "receive", {}, "没有这项权限"),
    ):
        status, page = answer(user, name, **data)
        assert (status, reason in page) == (403, True), (user, name)
    assert sign_in(district.district_reviewer).get(url("edit", circular)).status_code == 403
    assert sign_in(district.system_admin).get(reverse("audits:circular-list")).status_code == 403
    draft = reverse("audits:circular-draft", args=[district.month.key])
    assert sign_in(district.checker).post(draft).status_code == 403
    assert Circular.objects.get().status == CircularStatus.CHECKING


def test_changes_are_post_only(district, sign_in):
    circular = in_state(district, CircularStatus.DRAFT)
    client = sign_in(district.district_reviewer)

    assert [client.get(url(name, circular)).status_code for name in POST_PAGES] == [405] * len(POST_PAGES)
    assert client.get(reverse("audits:circular-draft", args=["2026-10"])).status_code == 405


# --- The district --------------------------------------------------------------------------------------------------
def test_a_month_still_open_says_from_when_it_can_be_drafted(district, sign_in, time_machine_at):
    time_machine_at(NOW)
    client = sign_in(district.district_reviewer)

    page = client.get(reverse("audits:circular-list")).content.decode()
    assert "2026年10月台账到2026年11月9日24:00才锁定" in page
    response = client.post(reverse("audits:circular-draft", args=["2026-10"]), follow=True)

    assert "2026年11月9日24:00才锁定" in response.content.decode()
    assert not Circular.objects.exists()


@pytest.fixture
def time_machine_at(monkeypatch):
    """Set the clock of the pages; the services get it handed in."""
    return lambda at: monkeypatch.setattr("django.utils.timezone.now", lambda: at)


def test_from_draft_to_signature_by_the_buttons(district, sign_in, time_machine_at):
    time_machine_at(district.month.locks_at)
    client = sign_in(district.district_reviewer)
    assert "起草2026年10月通报" in client.get(reverse("audits:circular-list")).content.decode()
    response = client.post(reverse("audits:circular-draft", args=["2026-10"]), follow=True)
    circular = Circular.objects.get()
    assert response.redirect_chain[-1][0] == url("detail", circular)
    assert 'value="send_to_check"' in response.content.decode()

    again = client.post(reverse("audits:circular-draft", args=["2026-10"]), follow=True)
    assert again.redirect_chain[-1][0] == url("detail", circular)
    assert "已经起草" in again.content.decode()

    response = client.post(url("move", circular), {"action": "send_to_check"}, follow=True)
    page = response.content.decode()
    assert "已送核稿" in page
    assert "由核稿人办理" in page
    assert 'value="approve_check"' not in page

    client = sign_in(district.checker)
    assert 'value="approve_check"' in client.get(url("detail", circular)).content.decode()
    client.post(url("move", circular), {"action": "approve_check"})
    client = sign_in(district.lead)
    response = client.post(url("move", circular), {"action": "sign"}, follow=True)

    number = Circular.objects.get().number
    assert f"已签发，文号{number}" in response.content.decode()
    late = client.post(url("move", circular), {"action": "sign"}, follow=True)
    assert "通报现在是“已签发”" in late.content.decode()
    assert client.post(url("move", circular), {"action": "issue"}).status_code == 404
    assert client.get(url("file", circular)).status_code == 404


def form_values(circular, **changes) -> dict:
    names = ("title", "addressees", "body", "copies_to", "version")
    return {name: getattr(circular, name) for name in names} | changes


def test_saving_over_someone_elses_text_shows_both_and_keeps_ones_own(district, sign_in):
    circular = drafted(district)
    client = sign_in(district.district_reviewer)
    client.post(url("edit", circular), form_values(circular, title="先存的标题"))

    response = client.post(url("edit", circular), form_values(circular, title="后存的标题"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "先存的标题" in page
    assert 'value="后存的标题"' in page
    assert 'name="version" value="2"' in page
    assert Circular.objects.get().title == "先存的标题"
    client.post(url("edit", circular), form_values(circular, title="后存的标题", version=2))
    assert Circular.objects.get().title == "后存的标题"


def test_a_text_that_left_the_desk_meanwhile_is_not_lost(district, sign_in):
    circular = drafted(district)
    circular_move(circular=circular, action="send_to_check", by=district.district_reviewer, at=district.month.locks_at)

    response = sign_in(district.district_reviewer).post(
        url("edit", circular), form_values(circular, body=circular.body + "\n补充的一段话。")
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "由核稿人办理" in page
    assert "补充的一段话。" in page
    assert "补充的一段话。" not in Circular.objects.get().body


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"body": "一、总体情况\n联系人电话13812345678。"}, "手机号"),
        ({"body": "一、总体情况\n362501197001011234"}, "身份证号"),
        ({"body": "一、总体情况\n××镇报送率最高。"}, "还有没填的“××”"),
        ({"title": ""}, "标题"),
        ({"title": "长" * 121}, "120"),
        ({"version": "x"}, "还没有保存"),
    ],
)
def test_a_text_that_cannot_be_saved_stays_in_the_form(district, sign_in, changes, words):
    circular = drafted(district)

    response = sign_in(district.district_reviewer).post(url("edit", circular), form_values(circular, **changes))

    assert response.status_code == 422
    assert words in response.content.decode()
    assert Circular.objects.get().version == 1


def test_markup_in_the_text_is_text(district, sign_in):
    circular = drafted(district)
    client = sign_in(district.district_reviewer)
    client.post(url("edit", circular), form_values(circular, body="一、总体情况\n<script>alert(1)</script>"))

    for name in ("detail", "preview", "edit"):
        page = client.get(url(name, circular)).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_the_preview_obeys_the_content_security_policy(district, sign_in):
    response = sign_in(district.checker).get(url("preview", drafted(district)))

    page = response.content.decode()
    assert "style-src 'self'" in response["Content-Security-Policy"]
    assert "<style" not in page
    assert " style=" not in page
    assert "<script" not in page
    assert "/static/css/official.css" in page
    assert "送审稿" in page


# --- The issued file -----------------------------------------------------------------------------------------------
def test_the_file_is_the_stored_bytes_with_the_months_figures(district, sign_in):
    district.submitted(district.branch)
    circular = in_state(district, CircularStatus.ISSUED)
    client = sign_in(district.secretary)

    response = client.get(url("file", circular))

    content = b"".join(response.streaming_content)
    assert hashlib.sha256(content).hexdigest() == circular.sha256
    assert response["ETag"] == f'"{circular.sha256}"'
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert client.get(url("file", circular), headers={"if-none-match": response["ETag"]}).status_code == 304
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        text = "".join(page.extract_text() for page in pdf.pages)
        sizes = {(round(page.width), round(page.height)) for page in pdf.pages}
        first = pdf.pages[0].crop((28 * MM, 37 * MM, (210 - 26) * MM, (297 - 35) * MM))
        outside = {char["text"] for char in pdf.pages[0].chars} - {char["text"] for char in first.chars}
    text = re.sub(r"—\d+—", "", "".join(text.split()))
    assert sizes == {(595, 842)}
    assert outside <= set("— 1")
    assert "应报台账4份，实际报送1份，报送率25%" in text
    assert circular.number in text
    assert "附件2" in text
    assert "竹溪村、梅溪村" in text
    assert "送审稿" not in text


def test_a_lost_file_is_not_made_anew(district, sign_in):
    circular = in_state(district, CircularStatus.ISSUED)
    circular.pdf.storage.delete(circular.pdf.name)

    assert sign_in(district.lead).get(url("file", circular)).status_code == 404


# --- Receipts ------------------------------------------------------------------------------------------------------
def test_what_is_to_be_signed_for_stands_on_top_with_its_button(district, sign_in):
    circular = in_state(district, CircularStatus.ISSUED)
    client = sign_in(district.secretary)
    page = client.get(reverse("audits:circular-list")).content.decode()
    assert url("receive", circular) in page
    assert "待签收" in page

    response = client.post(url("receive", circular), follow=True)

    assert f"已代表马源村党支部签收{circular.number}" in response.content.decode()
    page = client.get(reverse("audits:circular-list")).content.decode()
    assert url("receive", circular) not in page
    again = client.post(url("receive", circular), follow=True)
    assert "马书记已在" in again.content.decode()


def test_the_district_sees_who_has_not_signed_and_reminds(district, sign_in):
    circular = in_state(district, CircularStatus.ISSUED)
    circular_receive(circular=circular, by=district.secretary, at=NOW)
    client = sign_in(district.district_reviewer)

    page = client.get(url("receipts", circular)).content.decode()
    assert "已签收 1 / 6，还差 5 个单位" in page
    assert "马源村党支部" not in page
    assert "上聂村党支部" in page
    everyone = client.get(url("receipts", circular) + "?state=all").content.decode()
    assert "马书记 11-02 09:00" in everyone
    response = client.post(url("remind", circular), follow=True)

    assert "已提醒5个没有签收的单位" in response.content.decode()
    assert CircularReceipt.objects.exclude(reminded_at=None).count() == 5


def test_a_township_sees_its_own_branches_only(district, sign_in):
    circular = in_state(district, CircularStatus.ISSUED)

    page = sign_in(district.township_leader).get(url("receipts", circular)).content.decode()

    assert "上聂村党支部" in page
    assert "竹溪村党支部" not in page
    assert url("remind", circular) not in page


# --- Lists ---------------------------------------------------------------------------------------------------------
def test_numbers_lead_to_their_lists(district, sign_in):
    district.submitted(district.branch)
    circular = drafted(district)

    page = sign_in(district.district_reviewer).get(url("detail", circular)).content.decode()

    queue = reverse("audits:queue", args=["2026-10"])
    assert f'href="{queue}?state=missing&amp;township={district.other_township.pk}"' in page
    assert f'href="{queue}?state=on_time"' in page


@pytest.mark.parametrize("page", ["list", "receipts", "detail"])
def test_the_number_of_queries_does_not_depend_on_the_branches(district, sign_in, django_assert_max_num_queries, page):
    circular = in_state(district, CircularStatus.ISSUED)
    client = sign_in(district.district_reviewer)
    address = reverse("audits:circular-list") if page == "list" else url(page, circular)
    client.get(address)

    with django_assert_max_num_queries(15) as few:
        client.get(address)
    for number in range(5):
        branch = make_branch(district.township, f"第{number}村委会")
        CircularReceipt.objects.create(circular=circular, organisation=branch)
    with django_assert_max_num_queries(len(few)):
        client.get(address)


@pytest.mark.parametrize("role", ["district_reviewer", "secretary"])
def test_an_empty_list_says_what_will_come(role, sign_in, db):
    district = District()
    district.month.ledgers.all().delete()
    district.month.delete()

    page = sign_in(getattr(district, role)).get(reverse("audits:circular-list")).content.decode()

    assert ("还没有收到通报" if role == "secretary" else "还没有通报") in page
