"""`check_data` names every file whose bytes are not those that were stored."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence.integrity import problems
from evidence.services import file_store
from tests.evidence import samples
from tests.factories import NOW, make_branch, make_district, make_township


@pytest.fixture
def photo(db):
    branch = make_branch(make_township(make_district()))
    return file_store(organisation=branch, upload=SimpleUploadedFile("会议.jpg", samples.jpeg()), by=None, at=NOW)


def replace(name: str, content: bytes) -> None:
    default_storage.delete(name)
    default_storage.save(name, ContentFile(content))


def test_whole_files_are_no_problem(photo):
    assert list(problems()) == []


def test_missing_files_are_named(photo):
    default_storage.delete(photo.file.name)
    default_storage.delete(photo.thumbnail.name)
    row = f"evidence.StoredFile {photo.pk} (会议.jpg)"

    assert list(problems()) == [
        f"{row}: file {photo.file.name} is missing",
        f"{row}: file {photo.thumbnail.name} is missing",
    ]


def test_a_changed_file_is_named(photo):
    with photo.file.open() as file:
        content = bytearray(file.read())
    content[-10] ^= 1
    replace(photo.file.name, bytes(content))

    assert list(problems()) == [
        f"evidence.StoredFile {photo.pk} (会议.jpg): SHA-256 of {photo.file.name} differs",
    ]


def test_a_file_cut_short_is_named(photo):
    replace(photo.file.name, b"x")

    assert list(problems()) == [
        f"evidence.StoredFile {photo.pk} (会议.jpg): 1 bytes in {photo.file.name}, {photo.size} expected",
    ]
