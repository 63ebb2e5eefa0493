"""An upload becomes one row with its bytes, or nothing at all."""

import hashlib
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.utils import InternalError

from branches.enums import Role
from evidence.models import StoredFile
from evidence.services import UploadRefused, file_store
from tests.evidence import samples
from tests.factories import NOW, make_branch, make_district, make_township, make_user
from tests.together import at_once


@pytest.fixture
def branch(db):
    return make_branch(make_township(make_district()))


def upload(data: bytes, name: str = "会议.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/octet-stream")


def store(branch, data: bytes, name: str = "会议.jpg", *, by=None) -> StoredFile:
    return file_store(organisation=branch, upload=upload(data, name), by=by, at=NOW)


def content_of(stored: StoredFile) -> bytes:
    with default_storage.open(stored.file.name) as file:
        return file.read()


def bytes_on_disk(settings) -> list[str]:
    root = settings.MEDIA_ROOT
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_photo_is_stored_with_preview_and_thumbnail(branch, settings):
    secretary = make_user(Role.SECRETARY, branch)
    stored = store(branch, samples.jpeg((1600, 1200), exif=samples.exif()), "主题党日.JPG", by=secretary)
    stored.refresh_from_db()

    content = content_of(stored)
    assert (stored.name, stored.kind, stored.width, stored.height) == ("主题党日.jpg", "jpeg", 1600, 1200)
    assert (stored.organisation, stored.uploaded_by, stored.uploaded_at) == (branch, secretary, NOW)
    assert (stored.size, stored.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert stored.original_sha256 != stored.sha256
    folder = f"evidence/{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.pk}"
    assert bytes_on_disk(settings) == [f"{folder}-preview.jpg", f"{folder}-thumbnail.jpg", f"{folder}.jpg"]


def test_a_document_is_stored_as_it_came(branch, settings):
    data = samples.pdf()
    stored = store(branch, data, "会议记录.pdf")

    assert (stored.kind, stored.width, stored.preview.name, stored.thumbnail.name) == ("pdf", None, "", "")
    assert content_of(stored) == data
    assert len(bytes_on_disk(settings)) == 1


def test_a_camera_that_runs_ahead_proves_no_time(branch):
    tomorrow = NOW + timedelta(days=2)
    ahead = samples.exif(taken=tomorrow.strftime("%Y:%m:%d %H:%M:%S"))

    assert store(branch, samples.jpeg(exif=ahead)).taken_at is None
    assert store(branch, samples.jpeg((90, 60), exif=samples.exif())).taken_at is not None


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "空.jpg"),
        (b"<!DOCTYPE html>", "网页.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "图.svg"),
        (samples.huge_png(), "大图.png"),
        (samples.noise_jpeg()[:5000], "半张.jpg"),
        (samples.bomb_docx(150), "炸弹.docx"),
        (samples.docx(extra={"word/vbaProject.bin": b"x"}), "宏.docx"),
        (samples.pdf() + samples.archive({"a": "b"}), "双面.pdf"),
        (samples.pdf(catalog=b"/OpenAction << /S /JavaScript >>"), "脚本.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧.doc"),
    ],
)
def test_what_is_refused_leaves_no_trace(branch, settings, data, name):
    with pytest.raises(UploadRefused) as caught:
        store(branch, data, name)

    assert caught.value.message.endswith("。")
    assert StoredFile.objects.count() == 0
    assert not settings.MEDIA_ROOT.exists()


def test_the_limit_comes_from_the_settings(branch, settings):
    settings.EVIDENCE_MAX_BYTES = 1024 * 1024
    with pytest.raises(UploadRefused) as caught:
        store(branch, bytes(1024 * 1024 + 1))

    assert caught.value.message.startswith("这个文件超过了 1 MB 的上限")


def test_the_same_upload_twice_is_one_row(branch, settings):
    data = samples.jpeg()
    first = store(branch, data)
    second = store(branch, data, "换了名字.jpg")

    assert second == first
    assert StoredFile.objects.count() == 1
    assert len(bytes_on_disk(settings)) == 3


def test_two_branches_may_have_the_same_photo(branch):
    sibling = make_branch(make_township(make_district("东乡区", "361003")))
    data = samples.jpeg()

    assert store(branch, data) != store(sibling, data)


def test_sending_it_again_brings_back_lost_bytes(branch):
    data = samples.jpeg()
    stored = store(branch, data)
    default_storage.delete(stored.file.name)
    default_storage.delete(stored.thumbnail.name)

    assert store(branch, data) == stored
    assert hashlib.sha256(content_of(stored)).hexdigest() == stored.sha256
    assert default_storage.exists(stored.thumbnail.name)


def test_bytes_without_a_row_are_removed(branch, settings):
    with pytest.raises(IntegrityError, match="uploaded_at"):
        file_store(organisation=branch, upload=upload(samples.jpeg()), by=None, at=None)

    assert bytes_on_disk(settings) == []


def test_a_full_disk_leaves_nothing_behind(branch, settings, monkeypatch):
    """The third of three files does not fit any more."""
    save = type(default_storage._wrapped)._save

    def full(storage, name, content):
        if name.endswith("-thumbnail.jpg"):
            raise OSError(28, "No space left on device")
        return save(storage, name, content)

    monkeypatch.setattr(type(default_storage._wrapped), "_save", full)
    with pytest.raises(OSError, match="No space left"):
        store(branch, samples.jpeg())

    assert bytes_on_disk(settings) == []
    assert StoredFile.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_same_upload_on_four_connections_at_once_is_one_row(settings):
    branch = make_branch(make_township(make_district()))
    data = samples.jpeg((1200, 900))

    rows = at_once(*[partial(store, branch, data)] * 4)

    assert {getattr(row, "pk", row) for row in rows} == {StoredFile.objects.get().pk}
    assert len(bytes_on_disk(settings)) == 3


# --- What the database itself holds ---------------------------------------------------------------------------


def test_a_stored_file_is_never_changed(branch):
    stored = store(branch, samples.pdf(), "a.pdf")
    stored.name = "b.pdf"

    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        stored.save()
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        StoredFile.objects.update(name="b.pdf")


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("sha256", "0" * 63, "stored_file_sha256_is_hex"),
        ("original_sha256", "G" * 64, "stored_file_original_sha256_is_hex"),
        ("size", 0, "stored_file_not_empty"),
        ("kind", "exe", "stored_file_kind_known"),
        ("name", "", "stored_file_has_name"),
        ("width", 10, "stored_file_pictures_have_pixels"),
        ("preview", "x.jpg", "stored_file_pictures_have_pixels"),
        ("kind", "png", "stored_file_pictures_have_pixels"),
    ],
)
def test_the_database_refuses_impossible_rows(branch, column, value, constraint):
    row = {
        "organisation": branch,
        "name": "a.pdf",
        "kind": "pdf",
        "size": 1,
        "sha256": "0" * 64,
        "original_sha256": "1" * 64,
        "file": "evidence/a.pdf",
        "uploaded_at": NOW,
    }
    StoredFile.objects.create(**row)
    row["original_sha256"] = "2" * 64

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StoredFile.objects.create(**(row | {column: value}))


def test_the_database_refuses_the_same_upload_twice(branch):
    stored = store(branch, samples.pdf(), "a.pdf")
    stored.pk = None
    stored.id = "7a6a3f0e-0000-4000-8000-000000000000"

    with pytest.raises(IntegrityError, match="stored_file_once_per_organisation"), transaction.atomic():
        stored.save(force_insert=True)
