"""The Word file of an official document: its words, its layout in Word's own units, and that it is whole."""

import dataclasses
import io
import zipfile
from xml.etree import ElementTree

from config.lib.official import Attachment, Block
from config.lib.official_docx import official_docx
from tests.config.test_pdf import BODY, CIRCULAR

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLE = Attachment("2026年10月份台账问题清单", ["序号", "村"], [[1, "艻口村"], [2, "马源村"]], "注：示例。")
DOCUMENT = dataclasses.replace(CIRCULAR, attachments=[Attachment("情况表", ["乡镇"], [["高坪镇"]]), TABLE])


def part(data: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def text_of(element: ElementTree.Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def paragraph_of(data: bytes, start: str) -> ElementTree.Element:
    return next(each for each in part(data).iter(f"{W}p") if text_of(each).startswith(start))


def faces(paragraph: ElementTree.Element) -> list[tuple[str, str]]:
    return [(run.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia"), text_of(run)[:4]) for run in paragraph.iter(f"{W}r")]


def test_the_words_are_those_of_the_printed_document():
    text = text_of(part(official_docx(DOCUMENT)))
    for each in (CIRCULAR.issuer_mark, CIRCULAR.number, CIRCULAR.title, f"{CIRCULAR.addressees}：", "2026年11月5日"):
        assert each in text
    assert "".join(BODY.split()) in "".join(text.split())
    assert "附件：1.情况表2.2026年10月份台账问题清单" in text
    assert "附件2" in text
    assert "序号村1艻口村2马源村注：示例。" in text
    assert f"抄送：{CIRCULAR.copies_to}。" in text
    assert "2026年11月6日印发" in text


def test_the_page_has_the_margins_and_the_grid_of_the_standard():
    section = next(part(official_docx(DOCUMENT)).iter(f"{W}sectPr"))
    margins = section.find(f"{W}pgMar")
    assert [margins.get(f"{W}{side}") for side in ("top", "left", "right", "bottom")] == [
        "2098",
        "1587",
        "1474",
        "1984",
    ]
    grid = section.find(f"{W}docGrid")
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("linesAndChars", "580")
    assert part(official_docx(DOCUMENT), "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    sides = [next(part(official_docx(DOCUMENT), f"word/footer{n}.xml").iter(f"{W}jc")).get(f"{W}val") for n in (1, 2)]
    assert sides == ["right", "left"]


def test_each_level_of_headings_has_its_face():
    data = official_docx(DOCUMENT)
    assert faces(paragraph_of(data, "一、总体情况")) == [("黑体", "一、总体")]
    assert faces(paragraph_of(data, "（一）组织生活")) == [("楷体_GB2312", "（一）组"), ("仿宋_GB2312", "艻口村、")]
    assert faces(paragraph_of(data, "1.全区")) == [("仿宋_GB2312", "1.全区")]


def test_attachments_begin_on_pages_of_their_own_and_repeat_their_head():
    data = official_docx(DOCUMENT)
    assert paragraph_of(data, "附件2").find(f"{W}pPr/{W}pageBreakBefore") is not None
    tables = list(part(data).iter(f"{W}tbl"))
    assert tables[1].find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    columns = [int(each.get(f"{W}w")) for each in tables[1].iter(f"{W}gridCol")]
    assert abs(sum(columns) - 8844) < 4  # 156 mm


def test_hostile_text_is_text():
    hostile = "<w:p>&amp;'\"]]>"
    data = official_docx(dataclasses.replace(DOCUMENT, title=hostile, blocks=[Block("p", hostile)]))
    assert text_of(part(data)).count(hostile) == 2


def test_the_same_document_gives_the_same_bytes():
    assert official_docx(DOCUMENT) == official_docx(DOCUMENT)


def test_a_draft_has_no_number_and_no_date():
    text = text_of(part(official_docx(dataclasses.replace(DOCUMENT, number="", signed_on=None, printed_on=None))))
    assert "（待编号）" in text
    assert "2026年11月5日" not in text
