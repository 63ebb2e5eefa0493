"""Every byte goes through a permission check, and leaves as a download that runs nothing."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from branches.enums import Role
from evidence.services import file_store
from tests.evidence import samples
from tests.factories import NOW, make_branch, make_district, make_township, make_user

ROUTES = ["file-detail", "file-preview", "file-thumbnail"]


@pytest.fixture
def village(db):
    """A branch with its secretary, its township's reviewer, the district's, and three strangers."""

    class Village:
        district = make_district()
        township = make_township(district)
        branch = make_branch(township)
        secretary = make_user(Role.SECRETARY, branch)
        reviewer = make_user(Role.TOWNSHIP_REVIEWER, township)
        district_reviewer = make_user(Role.DISTRICT_REVIEWER, district)
        sibling_secretary = make_user(Role.SECRETARY, make_branch(township, "上聂村委会"))
        other_reviewer = make_user(Role.TOWNSHIP_REVIEWER, make_township(district, "龙溪镇"))
        other_district = make_user(Role.DISTRICT_LEAD, make_district("东乡区", "361003"))
        system_admin = make_user(Role.SYSTEM_ADMIN, district)
        nobody = make_user()

        def stored(self, data: bytes, name: str):
            upload = SimpleUploadedFile(name, data)
            return file_store(organisation=self.branch, upload=upload, by=self.secretary, at=NOW)

    return Village()


@pytest.fixture
def photo(village):
    return village.stored(samples.jpeg((1600, 1200)), "主题党日.jpg")


def address(route: str, stored) -> str:
    return reverse(f"evidence:{route}", args=[stored.pk])


def body(response) -> bytes:
    """Read the answer to its end, which closes the file behind it."""
    return b"".join(response.streaming_content)


def etag_of(client, route: str, stored) -> str:
    response = client.get(address(route, stored))
    body(response)
    return response["ETag"]


@pytest.mark.parametrize("who", ["secretary", "reviewer", "district_reviewer"])
@pytest.mark.parametrize("route", ROUTES)
def test_those_above_the_branch_may_see_its_files(village, photo, sign_in, who, route):
    response = sign_in(getattr(village, who)).get(address(route, photo))

    assert response.status_code == 200
    assert Image.open(io.BytesIO(body(response))).format == "JPEG"


@pytest.mark.parametrize("who", ["sibling_secretary", "other_reviewer", "other_district", "system_admin", "nobody"])
@pytest.mark.parametrize("route", ROUTES)
def test_for_strangers_there_is_no_such_file(village, photo, sign_in, who, route):
    assert sign_in(getattr(village, who)).get(address(route, photo)).status_code == 404


@pytest.mark.parametrize("route", ROUTES)
def test_without_signing_in_there_is_only_the_sign_in_page(photo, client, route):
    response = client.get(address(route, photo))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("route", ROUTES)
def test_files_are_only_read(village, photo, sign_in, route):
    assert sign_in(village.secretary).post(address(route, photo)).status_code == 405


def test_a_file_leaves_as_a_download_that_runs_nothing(village, sign_in):
    stored = village.stored(samples.pdf(), "十月 会议记录.pdf")
    response = sign_in(village.secretary).get(address("file-detail", stored))

    assert body(response) == samples.pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(stored.size)
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%8D%81%E6%9C%88%20%E4%BC%9A%E8%AE%AE%E8%AE%B0%E5%BD%95.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["ETag"] == f'"{stored.sha256}"'


def test_a_picture_is_shown_in_the_page_and_kept_by_the_browser_only(village, photo, sign_in):
    response = sign_in(village.secretary).get(address("file-preview", photo))

    assert Image.open(io.BytesIO(body(response))).size == (1280, 960)
    assert response["Content-Type"] == "image/jpeg"
    assert not response.get("Content-Disposition", "").startswith("attachment")
    assert response["Cache-Control"] == "private, max-age=600"
    assert "Cookie" in response["Vary"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_thumbnail_is_small(village, photo, sign_in):
    response = sign_in(village.secretary).get(address("file-thumbnail", photo))

    assert Image.open(io.BytesIO(body(response))).size == (320, 240)


@pytest.mark.parametrize("route", ROUTES)
def test_what_the_browser_has_is_not_sent_again(village, photo, sign_in, route):
    client = sign_in(village.secretary)
    etag = etag_of(client, route, photo)
    again = client.get(address(route, photo), headers={"if-none-match": etag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_the_three_sizes_are_told_apart(village, photo, sign_in):
    client = sign_in(village.secretary)

    assert len({etag_of(client, route, photo) for route in ROUTES}) == 3


def test_a_stranger_learns_nothing_from_a_checksum(village, photo, sign_in):
    response = sign_in(village.sibling_secretary).get(
        address("file-detail", photo), headers={"if-none-match": f'"{photo.sha256}"'}
    )

    assert response.status_code == 404


@pytest.mark.parametrize("route", ["file-preview", "file-thumbnail"])
def test_a_document_has_no_picture(village, sign_in, route):
    stored = village.stored(samples.pdf(), "会议记录.pdf")

    assert sign_in(village.secretary).get(address(route, stored)).status_code == 404


def test_bytes_that_are_gone_are_reported_not_a_crash(village, photo, sign_in, caplog):
    default_storage.delete(photo.file.name)

    assert sign_in(village.secretary).get(address("file-detail", photo)).status_code == 404
    assert f"Bytes of stored file {photo.pk} are missing" in caplog.text
