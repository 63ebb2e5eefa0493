"""Visits: written by the inspector drawn, whole when finished, unchanged afterwards, held against the verdicts."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from PIL import Image

from audits.enums import Outcome
from audits.models import Finding, Visit, VisitFile
from audits.selectors.inspections import compared, visit_problems
from audits.services.reviews import verdict_give
from audits.services.visits import VisitRefused, visit_arrive, visit_finish, visit_save
from branches.enums import Role
from tests.audits.inspection_samples import answers, finished_visit, make_visit
from tests.factories import NOW, make_user


def url(name, visit) -> str:
    return reverse(f"audits:visit-{name}", args=[visit.pk])


def typed(visit, *, then="", number=1, **wrong) -> dict:
    data = {"version": visit.version, "page": "p1", "number": number, "then": then}
    data |= {"met_name": "马书记", "met_post": "村书记", "summary": "总体较好"}
    for code, line in answers(**wrong).items():
        data |= {f"answer-{code}": line["answer"], f"note-{code}": line["note"]}
    return data


def png() -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", (300, 120), "white").save(stream, "PNG")
    return SimpleUploadedFile("signature.png", stream.getvalue(), content_type="image/png")


# --- Writing -----------------------------------------------------------------------------------------------------
def test_arrival_is_the_servers_time_and_links_the_ledger_handed_in(district, sign_in):
    district.submitted()
    visit = make_visit(district, arrived=False)

    sign_in(district.inspector).post(url("arrive", visit))

    visit.refresh_from_db()
    assert visit.arrived_at is not None
    assert visit.ledger == district.ledger()


def test_a_second_tap_keeps_the_first_arrival(district):
    visit = make_visit(district)

    again = visit_arrive(visit=visit, by=district.inspector, at=visit.arrived_at + dt.timedelta(hours=1))

    assert again.arrived_at == visit.arrived_at


def test_the_draft_is_saved_from_the_first_tap(district, sign_in):
    visit = make_visit(district)
    data = {"version": 1, "page": "p1", "number": 1, "answer-rooms": "no", "note-rooms": "门锁着"}

    answer = sign_in(district.inspector).post(url("autosave", visit), data)

    assert answer.status_code == 200
    assert answer.json()["version"] == 2
    visit.refresh_from_db()
    assert visit.answers == {"rooms": {"answer": "no", "note": "门锁着"}}


def test_a_lost_answer_of_the_same_page_is_no_conflict_but_another_page_is(district, sign_in):
    visit = make_visit(district)
    client = sign_in(district.inspector)
    first = {"version": 1, "page": "p1", "number": 1, "answer-rooms": "no"}
    client.post(url("autosave", visit), first)

    same = client.post(url("autosave", visit), first | {"number": 2, "answer-board": "yes"})
    other = client.post(url("autosave", visit), first | {"page": "p2", "answer-board": "no"})

    assert (same.status_code, other.status_code) == (200, 409)
    visit.refresh_from_db()
    assert visit.answers["board"]["answer"] == "yes"


def test_what_is_missing_is_named_and_what_was_written_kept(district, sign_in):
    visit = make_visit(district)
    data = typed(visit, then="finish", board="") | {"met_name": "", "answer-rooms": ""}

    answer = sign_in(district.inspector).post(url("edit", visit), data)

    assert answer.status_code == 422
    assert answer.context["errors"].keys() == {"rooms", "board", "met_name"}
    visit.refresh_from_db()
    assert visit.finished_at is None
    assert visit.summary == "总体较好"


def test_finished_by_one_tap(district, sign_in):
    visit = make_visit(district)

    answer = sign_in(district.inspector).post(url("edit", visit), typed(visit, then="finish", rooms="门锁着"))

    assert answer.url == url("detail", visit)
    visit.refresh_from_db()
    assert visit.finished_at >= visit.arrived_at
    assert [(problem.code, problem.note) for problem in visit_problems(visit)] == [("rooms", "门锁着")]


def test_what_is_wrong_stands_in_the_list_of_problems_once_it_is_finished(district):
    visit = finished_visit(district, meetings_held="三名党员说没有开会", rooms="门锁着")

    with pytest.raises(VisitRefused):
        visit_finish(visit=visit, by=district.inspector, at=visit.finished_at)

    found = Finding.objects.order_by("serial")
    assert [(f.source, f.branch, f.reason, f.basis) for f in found] == [
        ("station", district.branch, "not_held", "抽查清单：问到的党员说会确实开过"),
        ("station", district.branch, "other", "抽查清单：党群服务中心开门，会议室能正常使用"),
    ]
    assert "三名党员说没有开会" in found[0].description


def test_photo_and_drawn_signature_are_kept(district, sign_in):
    visit = make_visit(district)
    client = sign_in(district.inspector)

    photo = client.post(url("upload", visit), {"file": png()})
    signed = client.post(url("upload", visit) + "?what=signature", {"file": png()})
    broken = client.post(url("upload", visit), {"file": SimpleUploadedFile("x.png", b"nothing")})

    assert (photo.status_code, signed.status_code, broken.status_code) == (201, 201, 422)
    visit.refresh_from_db()
    assert visit.signature.is_picture
    assert visit.files.count() == 1
    assert client.post(reverse("audits:visitfile-remove", args=[visit.files.get().pk])).status_code == 302
    assert not VisitFile.objects.exists()


def test_only_the_inspector_drawn_writes(district, sign_in):
    visit = make_visit(district)
    colleague = make_user(Role.STATION_INSPECTOR, district.root, name="同事", station=district.station)

    for person in (colleague, district.district_reviewer):
        client = sign_in(person)
        assert client.get(url("detail", visit)).status_code == 200
        assert client.get(url("edit", visit)).status_code == 403
        assert client.post(url("autosave", visit), typed(visit)).status_code == 403
    with pytest.raises(VisitRefused, match="督查员去查"):
        visit_save(visit=visit, answers={}, values={}, version=1, by=colleague, at=NOW)


# --- Afterwards --------------------------------------------------------------------------------------------------
def test_a_finished_visit_never_changes(district, sign_in):
    visit = finished_visit(district)

    with pytest.raises(DatabaseError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(summary="改了")
    client = sign_in(district.inspector)
    assert client.post(url("autosave", visit), typed(visit)).status_code == 403
    assert client.post(url("upload", visit), {"file": png()}).status_code == 403


def test_a_correction_stands_beside_it_with_its_reason(district, sign_in):
    visit = finished_visit(district)
    client = sign_in(district.inspector)

    assert client.post(url("correct", visit), {"text": " "}).status_code == 422
    client.post(url("correct", visit), {"text": "公示栏当天下午已更新，看错了日期。"})

    assert "看错了日期" in sign_in(district.secretary).get(url("detail", visit)).content.decode()


def test_township_and_branch_see_the_result_once_it_is_finished(district, sign_in):
    visit = make_visit(district)
    finished = finished_visit(district, rooms="门锁着")

    for person in (district.secretary, district.reviewer, district.township_leader):
        client = sign_in(person)
        assert client.get(url("detail", visit)).status_code == 404
        assert "门锁着" in client.get(url("detail", finished)).content.decode()
    for person in (district.sibling_secretary, district.other_reviewer):
        assert sign_in(person).get(url("detail", finished)).status_code == 404


# --- Three judgements --------------------------------------------------------------------------------------------
def test_what_the_township_passed_and_the_visit_found_wrong_is_counted(district, sign_in):
    for branch in (district.branch, district.sibling):
        district.submitted(branch)
        ledger = district.ledger(branch)
        verdict_give(
            ledger=ledger,
            outcome=Outcome.PASS,
            lost={},
            comment="",
            revision=ledger.revision,
            by=district.reviewer,
            at=NOW,
        )
    finished_visit(district, district.branch, sign_in="两人签名笔迹相同")
    finished_visit(district, district.sibling)

    (group,) = compared(district.district_reviewer, district.month)

    assert (group.name, len(group.rows), group.township_missed, group.district_missed) == ("高坪镇", 2, 1, 0)
    assert {row.visit.branch.name: row.differs for row in group.rows} == {"马源村委会": True, "上聂村委会": False}
    address = reverse("audits:inspection-compare", args=[district.month.key]) + "?show=differs"
    page = sign_in(district.district_reviewer).get(address).content.decode()
    assert "马源村" in page
    assert "上聂村" not in page
    assert compared(district.other_reviewer, district.month) == []
