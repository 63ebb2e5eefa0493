"""Documents are kept byte by byte, so nothing that runs, hides or unpacks without end may be in them."""

import io
import os
import struct
import tracemalloc
import zipfile
import zlib

import pytest

from evidence.enums import FileKind
from evidence.inspect import Limits, UploadRefused, inspect_upload
from tests.evidence import samples

PDF_ACTIVE = (
    "这份 PDF 里带着会自动运行的内容（脚本、启动程序、附件或表单），为了安全系统不收。"
    "请打开它，用“打印”另存为一份新的 PDF 再传。"
)
PDF_JOINED = "这份 PDF 的后面还夹着别的内容，系统不收。请打开它，用“打印”另存为一份新的 PDF 再传。"
PDF_BROKEN = "这份 PDF 不完整或者已经损坏，可能没有存完。请打开看一看，能打开再重新选一次，或者重新存一份。"
PDF_UNREADABLE = "这份 PDF 的写法太复杂，系统检查不了它是否安全。请打开它，用“打印”另存为一份新的 PDF 再传。"
DOCX_BOMB = "这个文件解压后大得不正常（超过 100 MB 或部件太多），系统不打开它。请把它另存为 PDF 再传。"
DOCX_BROKEN = "这份 Word 文档不完整或者已经损坏，打不开。请用 Word 或 WPS 打开看一看，重新保存后再选一次。"
DOCX_JOINED = "这份 Word 文档的前面或后面夹着别的内容，系统不收。请用 Word 或 WPS 打开它，另存一份再传。"
DOCX_ODD = "这份 Word 文档的写法不正常，系统检查不了它是否安全。请用 Word 或 WPS 打开它，另存一份再传。"
DOCX_MACRO = "这份 Word 文档里带着宏（会自动运行的程序），系统不收。请另存为不带宏的 .docx，或者另存为 PDF 再传。"
DOCX_EMBEDDED = "这份 Word 文档里嵌着别的文件或控件（如 Excel 表格、附件），系统不收。请把它另存为 PDF 再传。"
DOCX_REMOTE = "这份 Word 文档打开时会从别的地方读取内容（例如网上的模板），系统不收。请把它另存为 PDF 再传。"


def look(data: bytes, name: str = "会议记录"):
    return inspect_upload(io.BytesIO(data), name, limits=Limits())


def refusal(data: bytes, name: str = "会议记录") -> str:
    with pytest.raises(UploadRefused) as caught:
        look(data, name)
    return caught.value.message


# --- PDF ------------------------------------------------------------------------------------------------------


def test_a_pdf_is_kept_byte_by_byte():
    data = samples.pdf()
    found = look(data, "会议记录.PDF")

    assert (found.kind, found.name, found.content) == (FileKind.PDF, "会议记录.pdf", data)
    assert found.sha256 == found.original_sha256
    assert (found.width, found.height, found.preview, found.thumbnail) == (None, None, None, None)


def test_pdfs_from_real_programs_are_kept():
    from pypdf import PdfReader, PdfWriter
    from weasyprint import HTML

    packed = HTML(string="<h1>会议记录</h1><a href='https://example.org'>x</a>").write_pdf()
    plain = HTML(string="<h1>会议记录</h1>").write_pdf(uncompressed_pdf=True)
    rewritten = io.BytesIO()
    PdfWriter(clone_from=PdfReader(io.BytesIO(packed))).write(rewritten)
    revised = PdfWriter(io.BytesIO(packed), incremental=True)
    revised.add_metadata({"/Title": "x"})
    grown = io.BytesIO()
    revised.write(grown)

    for data in (packed, plain, rewritten.getvalue(), grown.getvalue()):
        assert look(data).content == data


def test_a_page_of_random_bytes_is_not_mistaken_for_anything():
    scan = b"9 0 obj\n<< /Type /XObject >>\nstream\n" + os.urandom(3_000_000) + b"\nendstream\nendobj\n"

    assert look(samples.pdf(more=scan)).kind == FileKind.PDF


def test_harmless_words_inside_a_text_are_harmless():
    assert look(samples.pdf(catalog=rb"/Title (how to /Launch \(and /JS\) )")).kind == FileKind.PDF


@pytest.mark.parametrize(
    "action",
    [
        b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
        b"/OpenAction << /S /J#61vaScript >>",
        b"/OpenAction<</S/Launch/F(cmd.exe)>>",
        b"/Names << /EmbeddedFiles 7 0 R >>",
        b"/OpenAction << /S /GoToE >>",
        b"/OpenAction << /S /SubmitForm >>",
        b"/AcroForm << /XFA 7 0 R >>",
        b"/Title (endobj) /OpenAction << /S /JavaScript >>",
        b"/Title (a \\) stream ) /OpenAction << /S /JavaScript >>",
        b"% endobj\n/OpenAction << /S /JavaScript >>",
    ],
)
def test_a_pdf_with_something_that_runs_is_refused(action):
    assert refusal(samples.pdf(catalog=action)) == PDF_ACTIVE


@pytest.mark.parametrize(
    "stream",
    [
        samples.object_stream(b"7 0 << /S /JavaScript /JS (x) >>"),
        samples.object_stream(b"7 0 << /S /JavaScript /JS (x) >>", b"", pack=False),
        # An object hidden in the data of a picture, where the table of contents may point.
        b"8 0 obj\n<< /Length 60 >>\nstream\n7 0 obj << /S /Launch >> endobj\nendstream\nendobj\n",
    ],
)
def test_a_script_in_a_packed_or_hidden_object_is_found(stream):
    assert refusal(samples.pdf(more=stream)) == PDF_ACTIVE


@pytest.mark.parametrize(
    "filters", [b"/Filter /LZWDecode", b"/Filter [/ASCIIHexDecode /FlateDecode]", b"/Filter 5 0 R"]
)
def test_packed_objects_that_cannot_be_read_are_refused(filters):
    assert refusal(samples.pdf(more=samples.object_stream(b"7 0 << >>", filters))) == PDF_UNREADABLE


def test_scripts_and_attachments_made_by_a_library_are_found():
    from pypdf import PdfReader, PdfWriter
    from pypdf.actions import JavaScript

    script = PdfWriter(clone_from=PdfReader(io.BytesIO(samples.pdf())))
    script.add_open_action(JavaScript("app.alert(1)"))
    attachment = PdfWriter(clone_from=PdfReader(io.BytesIO(samples.pdf())))
    attachment.add_attachment("a.exe", b"MZ")

    for writer in (script, attachment):
        target = io.BytesIO()
        writer.write(target)
        assert refusal(target.getvalue()) == PDF_ACTIVE


def test_a_pdf_with_a_password_is_refused():
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(samples.pdf())))
    writer.encrypt("geheim", algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)

    message = "这份 PDF 加了密码或限制，系统检查不了。请去掉密码，或者用“打印”另存为一份新的 PDF 再传。"
    assert refusal(target.getvalue()) == message
    assert refusal(samples.pdf(trailer=b"/Encrypt 9 0 R")) == message


@pytest.mark.parametrize(
    "data",
    [
        samples.pdf() + samples.archive({"a.html": "<script>"}),
        samples.pdf() + b"<html><script>alert(1)</script>",
        samples.pdf() + b"<html><script>alert(1)</script>%%EOF",
        # An archive whose comment holds the PDF's last lines.
        samples.pdf() + samples.archive({"a": "b"})[:-2] + b"\x06\x00%%EOF\n",
    ],
)
def test_a_pdf_joined_with_another_format_is_refused(data):
    assert refusal(data) == PDF_JOINED


def test_a_pdf_behind_something_else_is_refused():
    assert refusal(b"junk before\n" + samples.pdf(), "a.pdf") == (
        "这份 PDF 的开头夹着别的内容，系统不收。请打开它，用“打印”另存为一份新的 PDF 再传。"
    )


@pytest.mark.parametrize("data", [samples.pdf()[:-30], b"%PDF-1.7\n", b"%PDF-1.7\nnothing\n%%EOF"])
def test_a_pdf_cut_short_is_refused(data):
    assert refusal(data) == PDF_BROKEN


def test_a_pdf_bomb_costs_little():
    packed = zlib.compress(bytes(300 * 1024 * 1024), 9)
    data = samples.pdf(more=samples.object_stream(packed, pack=False))
    tracemalloc.start()
    try:
        message = refusal(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert message == PDF_UNREADABLE
    assert peak < 160 * 1024 * 1024  # 64 MB of objects at most, and the copy that growing makes


@pytest.mark.parametrize("piece", [b"1 0 obj(", b"1 0 obj%", b"1 0 obj<", b"/A", b"(", b"1 0 obj/A"])
def test_a_pdf_written_to_keep_the_server_busy_is_given_up(piece):
    data = b"%PDF-1.7\n1 0 obj\n" + piece * (4_000_000 // len(piece)) + b"\n%%EOF"

    assert refusal(data) in (PDF_UNREADABLE, PDF_BROKEN)


# --- DOCX -----------------------------------------------------------------------------------------------------


def test_a_docx_is_kept_byte_by_byte():
    data = samples.docx()
    found = look(data, "会议记录.docx")

    assert (found.kind, found.name, found.content) == (FileKind.DOCX, "会议记录.docx", data)


def test_ordinary_links_and_the_path_of_the_own_template_are_harmless():
    links = (
        ("hyperlink", "https://www.12371.cn/", "External"),
        ("attachedTemplate", "file:///C:\\Users\\文书\\模板.dotx", "External"),
        ("attachedTemplate", "Normal.dotm", "External"),
        ("image", "media/image1.png", ""),
        ("image", "https://example.org/a.png", "External"),
    )

    assert look(samples.docx(links=links)).kind == FileKind.DOCX


@pytest.mark.parametrize("make", [samples.bomb_docx, samples.lying_docx])
def test_a_bomb_costs_no_memory(make):
    data = make()
    assert len(data) < 1024 * 1024
    tracemalloc.start()
    try:
        message = refusal(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert message == (DOCX_BOMB if make is samples.bomb_docx else DOCX_ODD)
    assert peak < 4 * 1024 * 1024


def test_a_bomb_of_many_small_parts_is_refused():
    assert refusal(samples.docx(extra={f"word/{number}.xml": b"" for number in range(2100)})) == DOCX_BOMB


def test_a_bomb_below_the_limit_is_refused_by_its_ratio():
    assert refusal(samples.bomb_docx(90)) == DOCX_BOMB


def test_parts_that_share_bytes_are_refused():
    """Several directory entries for the same packed bytes: how 10 MB become 281 TB."""
    data = samples.docx(extra={"word/a.xml": bytes(5000)})
    end = data.rfind(b"PK\x05\x06")
    offset = struct.unpack_from("<L", data, end + 16)[0]
    entry = data[data.rfind(b"PK\x01\x02") : end]
    twin = entry.replace(b"word/a.xml", b"word/b.xml")
    count, size = struct.unpack_from("<HL", data, end + 10)
    record = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count + 1, count + 1, size + len(twin), offset, 0)

    assert refusal(data[:end] + twin + record) == DOCX_ODD


def test_a_docx_with_macros_is_refused_under_any_name():
    by_part = samples.docx(extra={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    by_type = samples.docx(document_type=samples.MACRO_DOCUMENT)

    assert [refusal(by_part, "a.docx"), refusal(by_type, "a.docm"), refusal(by_type, "a.docx")] == [DOCX_MACRO] * 3


@pytest.mark.parametrize(
    "data",
    [
        samples.docx(extra={"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}),
        samples.docx(extra={"word/embeddings/Microsoft_Excel_Sheet1.xlsx": b"PK"}),
        samples.docx(extra={"word/activeX/activeX1.xml": b"<x/>"}),
        samples.docx(links=(("oleObject", "mhtml:http://evil.example/x!x-usc:http://evil.example/x", "External"),)),
        samples.docx(links=(("aFChunk", "chunk.html", ""),)),
    ],
)
def test_a_docx_with_embedded_files_is_refused(data):
    assert refusal(data) == DOCX_EMBEDDED


@pytest.mark.parametrize(
    "link",
    [
        ("attachedTemplate", "http://evil.example/t.dotm", "External"),
        ("attachedTemplate", "\\\\evil.example\\share\\t.dotm", "External"),
        ("attachedTemplate", "file://evil.example/share/t.dotm", "External"),
        ("attachedTemplate", "file:///\\\\evil.example\\t.dotm", "External"),
        ("image", "\\\\evil.example\\share\\a.png", "External"),
        ("frame", "http://evil.example/", "External"),
        ("subDocument", "http://evil.example/", "External"),
    ],
)
def test_a_docx_that_fetches_from_elsewhere_is_refused(link):
    assert refusal(samples.docx(links=(link,))) == DOCX_REMOTE


def test_entities_in_the_lists_of_a_docx_are_refused():
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Types ContentType="&b;"/>'

    assert refusal(samples.docx(extra={"[Content_Types].xml": laughs})) == DOCX_ODD


@pytest.mark.parametrize(
    "data",
    [
        samples.docx() + b"<script>alert(1)</script>",
        samples.docx()[:-1] + b"\x10",
    ],
)
def test_a_docx_joined_with_something_is_refused(data):
    assert refusal(data) == DOCX_JOINED


def test_a_docx_cut_short_or_damaged_is_refused():
    data = samples.docx(extra={"word/media/a.bin": os.urandom(5000)})
    damaged = bytearray(data)
    damaged[data.find(b"word/media/a.bin") + 2000] ^= 0xFF

    assert [refusal(data[: len(data) // 2]), refusal(bytes(damaged))] == [DOCX_BROKEN] * 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            samples.archive({"a.jpg": b"x"}),
            "这是压缩包，系统不收。请先解压，再把里面的照片或文件一份一份传上来。",
        ),
        (
            samples.archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}),
            "这是 Excel 表格，系统不收。请把它另存为 PDF，或者截图再传。",
        ),
        (samples.archive({"ppt/presentation.xml": "<x/>"}), "这是 PPT 幻灯片，系统不收。请把它另存为 PDF 再传。"),
        (samples.archive({"OFD.xml": "<x/>"}), "这是 OFD 版式文件，系统暂时不收。请把它另存为 PDF 再传。"),
        (
            samples.archive({"META-INF/MANIFEST.MF": "x", "A.class": b"\xca\xfe"}),
            "这是可运行的程序，系统不收。它可能是病毒，请不要打开它。",
        ),
        (
            samples.docx(document_type=samples.DOCUMENT.replace("document.main", "template.main")),
            "这不是普通的 Word 文档，可能是模板，系统不收。请打开它，另存为 .docx 或 PDF 再传。",
        ),
    ],
)
def test_other_archives_are_called_what_they_are(data, message):
    assert refusal(data, "会议记录.docx") == message


def test_a_locked_docx_is_refused():
    data = bytearray(samples.docx())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1

    message = "这份文档加了打开密码，系统和审核的人都打不开。请去掉密码再传。"
    assert refusal(bytes(data)) == message
    locked_by_word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    assert refusal(locked_by_word, "会议.docx") == message


def test_an_old_word_file_is_refused_with_the_way_out():
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "会议.doc") == (
        "这是旧版的 Word、Excel 或 WPS 文件（如 .doc），系统不收。请打开它，另存为 .docx 或 PDF 再传。"
    )


def test_an_unusual_packing_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(samples.docx())) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as copy:
        for part in source.namelist():
            copy.writestr(part, source.read(part))

    assert refusal(target.getvalue()) == DOCX_ODD
