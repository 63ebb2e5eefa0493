"""The evidence of a step: each file arrives by itself, waits for the step, and survives a broken connection."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence.models import StoredFile
from ledgers.enums import MeetingKind
from ledgers.enums.decisions import FilePurpose
from ledgers.models import Decision
from ledgers.services.decisions import decision_amend
from tests.evidence.samples import jpeg
from tests.factories import NOW, District
from tests.ledgers.decision_samples import confirm, decided, hold, publish, start


def address(decision: Decision, number: int, name: str = "") -> str:
    return reverse(f"ledgers:decision-step{name}", args=[decision.pk, number])


def drafts(decision: Decision, number: int, version: int = 1) -> str:
    return f"{address(decision, number, '-drafts')}?version={version}"


def photo(name: str = "签到表.jpg", side: int = 60) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg((side, 40)), "image/jpeg")


def hostile() -> SimpleUploadedFile:
    return SimpleUploadedFile("坏.jpg", b"MZ" + b"\x00" * 500, "image/jpeg")


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


def test_a_photo_waits_on_the_server_until_its_step_is_confirmed(district: District, sign_in):
    client, decision = sign_in(district.secretary), start(district)
    meeting = hold(district, MeetingKind.COMMITTEE, 6)
    assert f'data-upload-url="{drafts(decision, 1)}"' in client.get(address(decision, 1)).content.decode()

    answers = [client.post(drafts(decision, 1), {"file": photo()}) for _turn in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert decision.draft_files.count() == 1
    # The page was lost with the connection: what arrived is on the new one.
    assert "签到表.jpg" in client.get(address(decision, 1)).content.decode()

    client.post(address(decision, 1), {"meeting": meeting.pk, "version": "1", "replaces": ""})
    link = decision.steps.get().files.get()
    assert (link.file.name, link.purpose, link.added_by) == ("签到表.jpg", FilePurpose.RECORD, district.secretary)
    assert not decision.draft_files.exists()


def test_without_script_a_form_with_a_mistake_comes_back_with_its_photo(district: District, sign_in):
    client, decision = sign_in(district.secretary), start(district)
    data = {"meeting": "", "version": "1", "replaces": "", "content": "同意。"}
    response = client.post(address(decision, 1), data | {"photos": [photo(), hostile()]})
    text = response.content.decode()
    assert response.status_code == 422
    assert "选一次会议记录" in text
    assert "“坏.jpg”没有收下" in text
    assert "签到表.jpg" in text

    data["meeting"] = str(hold(district, MeetingKind.COMMITTEE, 6).pk)
    assert client.post(address(decision, 1), data).status_code == 302
    assert decision.steps.get().files.get().file.name == "签到表.jpg"


def test_a_bad_file_does_not_hold_up_the_step(district: District, sign_in):
    client, decision = sign_in(district.secretary), start(district)
    data = {"meeting": hold(district, MeetingKind.COMMITTEE, 6).pk, "version": "1", "replaces": ""}
    response = client.post(address(decision, 1), data | {"photos": [hostile(), photo()]}, follow=True)
    assert "“坏.jpg”没有收下" in response.content.decode()
    assert decision.steps.get().files.count() == 1


def test_a_hostile_upload_is_refused_in_one_sentence(district: District, sign_in):
    decision = start(district)
    response = sign_in(district.secretary).post(drafts(decision, 1), {"file": hostile()})
    assert response.status_code == 422
    assert response["Content-Type"].startswith("text/plain")
    assert "\n" not in response.content.decode().strip()
    assert not StoredFile.objects.exists()


def test_no_file_too_many_files_and_another_round_are_refused(district: District, sign_in, settings):
    settings.EVIDENCE_MAX_FILES = 1
    client, decision = sign_in(district.secretary), start(district)
    assert client.post(drafts(decision, 1)).content.decode() == "没有收到文件，请再选一次。"
    assert client.post(drafts(decision, 1), {"file": photo()}).status_code == 201
    full = client.post(drafts(decision, 1), {"file": photo(side=70)})
    assert (full.status_code, full.content.decode()) == (422, "一步最多放 1 个附件。")
    other = client.post(drafts(decision, 1, version=2), {"file": photo()})
    assert (other.status_code, other.content.decode()) == (422, "这件事刚刚变更过，请先看看新的版次。")


def test_a_waiting_photo_is_taken_away_with_and_without_script(district: District, sign_in):
    client, decision = sign_in(district.secretary), start(district)
    for side in (60, 70):
        client.post(drafts(decision, 1), {"file": photo(side=side)})
    first, second = (reverse("ledgers:decisiondraft-remove", args=[row.pk]) for row in decision.draft_files.all())
    assert client.post(first, headers={"HX-Request": "true"}).content == b""
    assert client.post(second).url == f"{address(decision, 1)}?again=1"
    assert not decision.draft_files.exists()


def test_a_new_round_does_not_take_over_what_waited_for_the_old_one(district: District, sign_in):
    client, decision = sign_in(district.secretary), decided(district, 5)
    client.post(drafts(decision, 6), {"file": photo()})
    decision_amend(decision=decision, version=1, values={"title": "改了"}, reason="有变", by=district.secretary, at=NOW)
    assert not decision.draft_files.exists()


def test_only_the_branch_sends_files_and_only_to_the_next_step(district: District, sign_in):
    decision = start(district)
    assert sign_in(district.sibling_secretary).post(drafts(decision, 1), {"file": photo()}).status_code == 404
    assert sign_in(district.reviewer).post(drafts(decision, 1), {"file": photo()}).status_code == 403
    client = sign_in(district.secretary)
    assert client.post(drafts(decision, 3), {"file": photo()}).status_code == 403
    assert client.post(drafts(decision, 9), {"file": photo()}).status_code == 404


def test_photos_of_a_publication_go_to_their_day(district: District, sign_in):
    client, decision = sign_in(district.secretary), decided(district, 4)
    client.post(drafts(decision, 5), {"file": photo("首日.jpg")})
    step = confirm(district, decision, 5)
    assert step.files.get().purpose == FilePurpose.FIRST_DAY

    last = f"{address(decision, 5, '-files')}?purpose=last_day"
    assert last in client.get(address(decision, 5)).content.decode()
    assert client.post(last, {"file": photo("末日.jpg", 70)}).status_code == 201
    close = {"until": "2026-10-20", "supervision": "合规", "agrees": "1"}
    text = client.post(address(decision, 5, "-close"), close, follow=True).content.decode()
    assert "前五步已完成" in text


def test_without_script_the_last_photo_comes_with_the_end_of_the_publication(district: District, sign_in):
    client, decision = sign_in(district.secretary), decided(district, 4)
    client.post(drafts(decision, 5), {"file": photo("首日.jpg")})
    confirm(district, decision, 5)
    close = {"until": "2026-11-20", "supervision": "合规", "agrees": "1", "photos": [photo("末日.jpg", 70)]}
    early = client.post(address(decision, 5, "-close"), close)
    assert early.status_code == 422
    assert "末日.jpg" in early.content.decode()
    close = {"until": "2026-10-20", "supervision": "合规", "agrees": "1"}
    client.post(address(decision, 5, "-close"), close)
    step = decision.steps.current().get(number=5)
    assert step.faults == []


def test_files_are_added_to_a_step_on_record_without_script(district: District, sign_in):
    client, decision = sign_in(district.secretary), decided(district, 3)
    url = f"{address(decision, 3, '-files')}?purpose=record"
    assert client.post(url, {"photos": [photo()]}).url == address(decision, 3)
    refused = client.post(url, {"photos": [hostile()]})
    assert refused.status_code == 422
    assert "“坏.jpg”没有收下" in refused.content.decode()
    assert client.post(f"{address(decision, 3, '-files')}?purpose=last_day", {"file": photo()}).status_code == 404
    text = sign_in(district.reviewer).get(address(decision, 3)).content.decode()
    assert "签到表.jpg" in text
    assert "移除" not in text


def test_a_step_that_is_held_again_keeps_the_old_photos_apart(district: District, sign_in):
    client, decision = sign_in(district.secretary), decided(district, 4)
    old = publish(district, decision, 5)
    decision_amend(decision=decision, version=1, values={"title": "改了"}, reason="有变", by=district.secretary, at=NOW)
    assert client.post(drafts(decision, 1, version=2), {"file": photo()}).status_code == 201
    confirm(district, decision, 1)
    assert old.files.count() == 2
    assert decision.steps.get(version=2, number=1).files.count() == 1
