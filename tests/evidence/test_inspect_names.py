"""A name from someone else's computer becomes one that is safe to store, to show and to download."""

import pytest

from evidence.enums import FileKind
from evidence.inspect.names import MAX_NAME_CHARACTERS, clean_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("会议.jpg", "会议.jpg"),
        ("会议.JPEG", "会议.jpg"),
        ("IMG_1.HEIC", "IMG_1.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("..\\..\\Windows\\system.ini.jpg", "system.ini.jpg"),
        ("/", "文件.jpg"),
        ("", "文件.jpg"),
        (".jpg", "文件.jpg"),
        ("...", "文件.jpg"),
        ("a\x00b\r\nc\x7f.jpg", "abc.jpg"),
        ("年底\u202egpj.exe", "年底gpj.exe.jpg"),
        ("党\u200b课\ufeff.jpg", "党课.jpg"),
        ('a<b>c:"d|e?f*.jpg', "a_b_c__d_e_f_.jpg"),
        ("  主题党日   10月 .jpg", "主题党日 10月.jpg"),
        ("会议记录2025.10", "会议记录2025.10.jpg"),
        ("发票.pdf.exe", "发票.pdf.exe.jpg"),
        ("e\u0301.jpg", "é.jpg"),
    ],
)
def test_a_name_is_cleaned(given, kept):
    assert clean_name(given, FileKind.JPEG) == kept


def test_a_very_long_name_keeps_its_ending():
    name = clean_name("会" * 300 + ".docx", FileKind.DOCX)

    assert name == "会" * (MAX_NAME_CHARACTERS - 5) + ".docx"
