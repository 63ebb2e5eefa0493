"""A promise made at a talk is reported done with evidence, and the host sees it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from audits import integrity
from audits.models import CommitmentFile, TalkCommitment
from audits.services.deadlines import deadlines_run
from audits.services.talks import TalkRefused, commitment_attach, commitment_report, commitment_settle
from notices.models import Notice
from tests.audits.talk_samples import AFTER, hold, make_case, red_twice, township_case
from tests.factories import local, make_file

LATER = local("2027-01-08 09:00")


def url(name: str, row) -> str:
    return reverse(f"audits:{name}", args=[row.pk])


def promise_of(district) -> TalkCommitment:
    return make_case(district).commitments.first()


def photo(district):
    """The bytes of a real photo, as a phone sends them."""
    with make_file(district.sibling, district.sibling_secretary).file.open("rb") as file:
        return SimpleUploadedFile("公示栏.jpg", file.read(), "image/jpeg")


def test_a_photo_arrives_by_itself_and_the_report_follows(district, sign_in):
    promise = promise_of(district)
    client = sign_in(district.secretary)

    row = client.post(url("commitment-upload", promise), {"file": photo(district)})
    done = client.post(url("commitment-report", promise), {"result": "十月、十一月台账已补齐。"})

    link = promise.files.get()
    assert row.status_code == 201
    assert url("commitmentfile-remove", link) in row.content.decode()
    assert (link.added_by, link.file.organisation) == (district.secretary, district.branch)
    assert done.status_code == 302
    promise.refresh_from_db()
    assert (promise.result, promise.reported_by, promise.state) == (
        "十月、十一月台账已补齐。",
        district.secretary,
        "open",
    )
    assert Notice.objects.filter(recipient=district.reviewer, title__contains="请核实").count() == 1


def test_without_the_script_files_come_with_the_report(district, sign_in):
    promise = promise_of(district)

    sign_in(district.secretary).post(
        url("commitment-report", promise), {"result": "已补齐。", "photos": [photo(district)]}
    )

    assert promise.files.count() == 1


def test_a_report_without_words_is_refused_and_keeps_the_file(district, sign_in):
    promise = promise_of(district)

    response = sign_in(district.secretary).post(
        url("commitment-report", promise), {"result": "", "photos": [photo(district)]}
    )

    assert response.status_code == 422
    assert promise.files.count() == 1
    assert str(promise.files.get().file.pk) in response.content.decode()
    promise.refresh_from_db()
    assert promise.reported_at is None


def test_what_is_no_photo_is_refused_in_words(district, sign_in):
    promise = promise_of(district)
    client = sign_in(district.secretary)

    alone = client.post(url("commitment-upload", promise), {"file": SimpleUploadedFile("a.jpg", b"no picture")})
    nothing = client.post(url("commitment-upload", promise))
    within = client.post(
        url("commitment-report", promise), {"result": "好了", "photos": [SimpleUploadedFile("a.jpg", b"no picture")]}
    )

    assert (alone.status_code, nothing.status_code, within.status_code) == (422, 422, 422)
    assert "没有收到文件" in nothing.content.decode()
    assert "没有收下" in within.content.decode()
    assert not CommitmentFile.objects.exists()


def test_the_host_sees_the_evidence_and_settles(district, sign_in):
    promise = promise_of(district)
    file = make_file(district.branch, district.secretary)
    commitment_attach(commitment=promise, file=file, by=district.secretary, at=LATER, limit=20)
    commitment_report(commitment=promise, result="已补齐。", by=district.secretary, at=LATER)
    client = sign_in(district.reviewer)

    page = client.get(url("case-detail", promise.case)).content.decode()

    assert "已补齐。" in page and "2027年1月8日报告完成" in page
    assert reverse("evidence:file-thumbnail", args=[file.pk]) in page
    download = client.get(reverse("evidence:file-detail", args=[file.pk]))
    assert b"".join(download.streaming_content).startswith(b"\xff\xd8")
    assert url("commitment-report", promise) not in page
    assert "移除" not in page
    client.post(url("commitment-settle", promise), {"note": "到村看过", "result": "done"})
    promise.refresh_from_db()
    assert promise.state == "done"


def test_what_is_settled_takes_no_files_and_loses_none(district, sign_in):
    promise = promise_of(district)
    file = make_file(district.branch, district.secretary)
    link = commitment_attach(commitment=promise, file=file, by=district.secretary, at=AFTER, limit=20)
    commitment_settle(commitment=promise, is_done=True, note="看过", by=district.reviewer, at=LATER)
    client = sign_in(district.secretary)

    assert client.post(url("commitmentfile-remove", link)).status_code == 403
    assert "已经核实过" in client.post(url("commitment-upload", promise), {"file": photo(district)}).content.decode()
    with pytest.raises(TalkRefused, match="已经核实过"):
        commitment_report(commitment=promise, result="又补了", by=district.secretary, at=LATER)
    page = client.get(url("case-detail", promise.case)).content.decode()
    assert file.name in page and url("commitmentfile-remove", link) not in page
    assert CommitmentFile.objects.count() == 1


def test_a_file_is_taken_off_before(district, sign_in):
    promise = promise_of(district)
    file = make_file(district.branch, district.secretary)
    link = commitment_attach(commitment=promise, file=file, by=district.secretary, at=AFTER, limit=20)
    assert commitment_attach(commitment=promise, file=file, by=district.secretary, at=AFTER, limit=20) == link

    assert sign_in(district.secretary).post(url("commitmentfile-remove", link)).status_code == 302
    assert not CommitmentFile.objects.exists()


def test_only_who_promised_reports(district, sign_in):
    promise = promise_of(district)

    for person in (district.reviewer, district.district_reviewer, district.inspector):
        response = sign_in(person).post(url("commitment-report", promise), {"result": "已补齐"})
        assert response.status_code == 403
        assert "这一步由马源村党支部办理" in response.content.decode()
    for person in (district.sibling_secretary, district.other_reviewer):
        assert sign_in(person).post(url("commitment-upload", promise)).status_code == 404


def test_too_many_files_are_refused(district):
    promise = promise_of(district)
    file = make_file(district.branch, district.secretary)
    with pytest.raises(TalkRefused, match="最多放 0 个附件"):
        commitment_attach(commitment=promise, file=file, by=district.secretary, at=AFTER, limit=0)


def test_who_has_reported_is_not_reminded(district):
    red_twice(district)
    case = hold(district, township_case(district))
    promise = case.commitments.first()
    commitment_report(commitment=promise, result="已补齐。", by=district.township_leader, at=LATER)

    deadlines_run(at=local("2027-01-15 09:00"))

    due = Notice.objects.filter(title__contains="整改承诺到期")
    assert due.filter(recipient=district.township_leader).count() == 1
    assert due.filter(recipient=district.district_reviewer).count() == 2


def test_a_report_is_whole_also_for_the_database(district):
    promise = promise_of(district)
    for half in ({"result": "已补齐"}, {"reported_at": LATER}, {"reported_by": district.secretary}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TalkCommitment.objects.filter(pk=promise.pk).update(**half)


def test_check_data_finds_foreign_and_late_files(district):
    promise = promise_of(district)
    file = make_file(district.sibling, district.sibling_secretary)
    CommitmentFile.objects.create(
        commitment=promise, file=file, added_at=local("2027-01-09 09:00"), added_by=district.secretary
    )
    commitment_settle(commitment=promise, is_done=True, note="看过", by=district.reviewer, at=LATER)

    found = [line for line in integrity.problems() if line.startswith("promise")]

    assert len(found) == 2


def test_the_page_costs_the_same_for_many_files(district, sign_in, django_assert_max_num_queries):
    case = make_case(district)
    for number, promise in enumerate(case.commitments.all()):
        file = make_file(district.branch, district.secretary, name=f"{number}.jpg")
        commitment_attach(commitment=promise, file=file, by=district.secretary, at=AFTER, limit=20)
    client = sign_in(district.secretary)
    client.get(url("case-detail", case))
    with django_assert_max_num_queries(16):
        client.get(url("case-detail", case))
