"""Several files in one form, counted; each is judged when it is stored."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from evidence.forms import UploadForm


def chosen(photos: int = 0, documents: int = 0, content: bytes = b"x") -> MultiValueDict:
    return MultiValueDict(
        {
            "photos": [SimpleUploadedFile(f"{number}.jpg", content) for number in range(photos)],
            "documents": [SimpleUploadedFile(f"{number}.pdf", content) for number in range(documents)],
        }
    )


def test_all_chosen_files_come_out_in_order():
    form = UploadForm({}, chosen(photos=2, documents=1))

    assert form.is_valid()
    assert [file.name for file in form.files_chosen] == ["0.jpg", "1.jpg", "0.pdf"]


def test_choosing_nothing_is_fine():
    form = UploadForm({}, MultiValueDict())

    assert form.is_valid()
    assert form.files_chosen == []


def test_an_empty_file_is_left_to_the_inspection():
    assert UploadForm({}, chosen(photos=1, content=b"")).is_valid()


def test_too_many_at_once_are_counted(settings):
    settings.EVIDENCE_MAX_FILES = 3
    form = UploadForm({}, chosen(photos=4))

    assert form.errors == {"photos": ["一次最多选 3 个文件，您选了 4 个，请分几次传。"]}


def test_the_files_already_there_count(settings):
    settings.EVIDENCE_MAX_FILES = 5
    form = UploadForm({}, chosen(photos=2, documents=1), already=3)

    assert form.non_field_errors() == ["一条记录最多放 5 个文件，已有 3 个，这次又选了 3 个。请先移除几个再传。"]


@pytest.mark.parametrize("field", ["photos", "documents"])
def test_the_inputs_take_several_files(field):
    assert "multiple" in str(UploadForm()[field])


def test_the_camera_opens_in_wechat():
    assert 'accept="image/*"' in str(UploadForm()["photos"])


def test_the_picker_works_without_scripts_or_inline_styles():
    html = render_to_string("evidence/_upload.html", {"upload_form": UploadForm(), "rows": []})

    assert html.count('type="file"') == 2
    assert "style=" not in html
    assert "<script" not in html
