"""The issued file, read back: geometry in millimetres, fonts, text, and what must make it fail (GB/T 9704-2012)."""

import dataclasses
import datetime as dt
import hashlib
import io
import os
import subprocess
import sys
import threading
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, HTTPServer

import pdfplumber
import pypdf
import pytest
from PIL import ImageChops

from config.lib import pdf
from config.lib.official import (
    Attachment,
    Block,
    OfficialDocument,
    body_to_blocks,
    official_document_html,
    official_pdf,
)
from config.lib.pdf import PdfFailed, html_to_pdf

STAMP = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
PT = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28, 184, 37, 262  # mm, the text box
PITCH = 225 / 22  # mm
CHARACTER = 156 / 28  # mm
RARE = "艻口村、浒溪村、娄浒村、鄢坊村、柅树村党支部〔2026〕"

BODY = f"""10月份，各乡镇党委认真落实村级党组织基础台账月审月报制度。现将有关情况通报如下：
一、总体情况
本月全区应报村级党组织404个，按时报送398个，报送率98.5%，较上月上升1.2个百分点；通过391个，平均得分91.3分。
（一）组织生活更加规范。{RARE}台账要素齐全，“三会一课”记录完整，值得肯定。
（二）艻口、柅树等村党费收缴更加及时
1.全区398个党支部按月足额收缴党费——登记、签字、公示齐全……
四、工作要求
各乡镇党委要对照问题清单，压实责任，限期整改。"""

CIRCULAR = OfficialDocument(
    issuer_mark="中共抚州市临川区委组织部文件",
    number="临组通字〔2026〕3号",
    title="中共抚州市临川区委组织部关于2026年10月份基层党建基础台账月审月报情况的通报",
    addressees="各乡镇党委，各街道党工委",
    blocks=body_to_blocks(BODY),
    signatory="中共抚州市临川区委组织部",
    signed_on=dt.date(2026, 11, 5),
    copies_to="抚州市委组织部，区委办公室，区人大常委会办公室，区政府办公室，区政协办公室，区纪委区监委机关",
    printed_by="中共抚州市临川区委组织部办公室",
    printed_on=dt.date(2026, 11, 6),
)


@dataclasses.dataclass
class Row:
    """Characters on one baseline; millimetres from the left and upper edge of the page."""

    baseline: float
    left: float
    right: float
    size: float  # pt
    text: str


class Printed:
    """A PDF file read back, without the watermark."""

    def __init__(self, data: bytes):
        self.data = data
        self.pages = pdfplumber.open(io.BytesIO(data)).pages

    def rows(self, number: int) -> list[Row]:
        page, rows = self.pages[number - 1], defaultdict(list)
        for char in page.chars:
            if char["size"] < 100:
                rows[round((page.height - char["matrix"][5]) / PT, 1)].append(char)
        return [
            Row(
                baseline=(page.height - chars[0]["matrix"][5]) / PT,
                left=min(char["x0"] for char in chars) / PT,
                right=max(char["x1"] for char in chars) / PT,
                size=chars[0]["size"],
                text="".join(char["text"] for char in sorted(chars, key=lambda char: char["x0"])),
            )
            for _baseline, chars in sorted(rows.items())
        ]

    def body(self, number: int) -> list[Row]:
        return [row for row in self.rows(number) if row.baseline < BOTTOM]

    def row(self, start: str, number: int = 1) -> Row:
        return next(row for row in self.rows(number) if row.text.strip().startswith(start))

    def text(self) -> str:
        rows = [row for number in range(1, len(self.pages) + 1) for row in self.body(number)]
        return "".join("".join(row.text for row in rows).split())

    def ink(
        self, number: int, *, left: float, right: float, top: float, bottom: float, red: bool = False, resolution=300
    ):
        """Return the top and bottom, in mm, of what is drawn inside that part of the page."""
        image = self.pages[number - 1].to_image(resolution=resolution, antialias=True).original.convert("RGB")
        box = [round(edge / 25.4 * resolution) for edge in (left, top, right, bottom)]
        part = image.crop(box)
        drawn = part.getchannel("G").point(lambda value: 255 if value < 128 else 0)
        if red:  # black has no red either
            drawn = ImageChops.multiply(drawn, part.getchannel("R").point(lambda value: 255 if value > 127 else 0))
        bounds = drawn.getbbox()
        assert bounds is not None, "nothing is drawn there"
        return top + bounds[1] / resolution * 25.4, top + bounds[3] / resolution * 25.4


def make(document: OfficialDocument = CIRCULAR, **changes) -> Printed:
    return Printed(html_to_pdf(official_document_html(dataclasses.replace(document, **changes)), stamp=STAMP))


@pytest.fixture(scope="module")
def circular() -> Printed:
    return make()


@pytest.fixture(scope="module")
def long() -> Printed:
    """Three pages of nothing but Chinese characters, and a fourth."""
    return make(blocks=[Block("p", "党建工作月审月报" * 200)])


@pytest.fixture(scope="module")
def table() -> Printed:
    rows = [
        [
            number,
            "上顿渡镇",
            f"上顿渡镇第{number}村与艻口村合并后的村党支部",
            "会议记录要素不全，缺少表决情况",
            "11月10日",
        ]
        for number in range(1, 405)
    ]
    columns = ["序号", "乡镇", "村党支部", "存在问题", "整改时限"]
    ranking = Attachment(
        "2026年10月份各乡镇台账情况表", ["序号", "乡镇", "报送率"], [[1, "高坪镇", "95.0%"]], "注：示例。"
    )
    return make(attachments=[ranking, Attachment("2026年10月份台账问题清单", columns, rows)])


# --- Page and text box -------------------------------------------------------------------------------
def test_every_page_is_a4(long):
    assert {(round(page.width / PT, 1), round(page.height / PT, 1)) for page in long.pages} == {(210.0, 297.0)}


@pytest.mark.parametrize("name", ["circular", "long", "table"])
def test_all_text_but_the_page_number_lies_in_the_text_box(name, request):
    document = request.getfixturevalue(name)
    outside = [
        (number, row)
        for number in range(1, len(document.pages) + 1)
        for row in document.rows(number)
        if not row.text.startswith("— ")
        and not (row.left >= LEFT - 0.5 and row.right <= RIGHT + 0.5)
        or (row.baseline > BOTTOM and not row.text.startswith("— "))
        or row.baseline < TOP
    ]
    assert outside == []
    for number in range(1, len(document.pages) + 1):
        top, bottom = document.ink(number, left=0, right=210, top=0, bottom=BOTTOM + 4)
        assert top >= TOP - 0.5
        assert bottom <= BOTTOM + 0.5


def test_a_full_page_has_22_lines_of_28_characters(long):
    rows = long.body(2)
    assert [len(row.text) for row in rows] == [28] * 22
    assert {round(row.size, 2) for row in rows} == {15.75}
    assert max(abs(row.left - LEFT) for row in rows) < 0.3
    assert max(abs(row.right - RIGHT) for row in rows) < 0.3


def test_the_22_lines_fill_the_text_box(long):
    rows = long.body(2)
    steps = [after.baseline - before.baseline for before, after in zip(rows, rows[1:], strict=False)]
    assert max(abs(step - PITCH) for step in steps) < 0.05
    top, bottom = long.ink(2, left=LEFT, right=RIGHT, top=20, bottom=265)
    assert top - TOP < 3
    assert BOTTOM - bottom < 3


def test_paragraphs_are_indented_by_two_characters(long):
    first = long.row("党建工作")
    assert first.left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.3)
    assert len(first.text) == 26


def test_mixed_lines_are_spread_to_the_right_edge(circular):
    spread = circular.row("本月全区应报")
    assert spread.right == pytest.approx(RIGHT, abs=0.5)


def test_no_line_holds_more_than_28_cells(circular):
    cells = [sum(1 if char.isascii() else 2 for char in row.text) for row in circular.body(2) if row.size > 15]
    assert max(cells) <= 56


# --- Head --------------------------------------------------------------------------------------------
def test_the_red_head_begins_35_mm_below_the_text_box_top(circular):
    top, _bottom = circular.ink(1, left=LEFT, right=RIGHT, top=20, bottom=100, red=True)
    assert top == pytest.approx(TOP + 35, abs=0.5)
    mark = circular.row("中共抚州市临川区委组织部文件")
    assert mark.left + mark.right == pytest.approx(LEFT + RIGHT, abs=0.5)


def test_a_long_issuer_stays_in_one_line():
    mark = make(issuer_mark="中共抚州市临川区委组织部中共抚州市临川区委农村工作领导小组办公室文件").row("中共抚州市")
    assert mark.text == "中共抚州市临川区委组织部中共抚州市临川区委农村工作领导小组办公室文件"
    assert (mark.left, mark.right) == (pytest.approx(LEFT, abs=0.5), pytest.approx(RIGHT, abs=0.5))


def test_the_number_is_centred_two_lines_below_the_head_and_4_mm_above_the_rule(circular):
    number = circular.row("临组通字〔2026〕3号")
    assert number.left + number.right == pytest.approx(LEFT + RIGHT, abs=0.5)
    _top, mark_bottom = circular.ink(1, left=LEFT, right=RIGHT, top=20, bottom=100, red=True)
    top, bottom = circular.ink(1, left=60, right=150, top=100, bottom=115)
    assert top - mark_bottom == pytest.approx(2 * PITCH, abs=1.5)
    rule, _below = circular.ink(1, left=LEFT, right=LEFT + 20, top=100, bottom=130, red=True)
    assert rule - bottom == pytest.approx(4, abs=0.5)


def test_the_red_rule_is_as_wide_as_the_text_box(circular):
    for left, right in ((LEFT + 0.3, LEFT + 2), (RIGHT - 2, RIGHT - 0.3)):
        top, bottom = circular.ink(1, left=left, right=right, top=110, bottom=125, red=True)
        assert bottom - top == pytest.approx(0.6, abs=0.2)


def test_the_title_is_of_22_points_centred_and_two_lines_below_the_rule(circular):
    first = circular.row("中共抚州市临川区委组织部关于")
    second = circular.row("基层党建基础台账")
    assert (first.size, second.size) == (pytest.approx(22, abs=0.05), pytest.approx(22, abs=0.05))
    for row in (first, second):
        assert row.left + row.right == pytest.approx(LEFT + RIGHT, abs=1)
    _rule, rule_bottom = circular.ink(1, left=LEFT, right=RIGHT, top=112, bottom=125, red=True)
    top, _bottom = circular.ink(1, left=LEFT, right=RIGHT, top=125, bottom=155)
    assert top - rule_bottom == pytest.approx(2 * PITCH + (12.5 - 22 / PT) / 2, abs=1.5)


def test_the_addressees_stand_at_the_margin_with_a_full_width_colon(circular):
    row = circular.row("各乡镇党委，各街道党工委：")
    assert row.left == pytest.approx(LEFT, abs=0.3)


def test_even_a_title_of_80_characters_leaves_body_text_on_the_first_page():
    document = make(title="关于全区村级党组织基础台账" + "月审月报" * 16 + "的通报")
    title = [row for row in document.body(1) if row.size == pytest.approx(22, abs=0.05)]
    assert "".join(row.text for row in title) == "关于全区村级党组织基础台账" + "月审月报" * 16 + "的通报"
    assert max(len(row.text) for row in title) <= 20
    assert document.row("10月份，各乡镇党委").baseline < BOTTOM


# --- End of the letter -------------------------------------------------------------------------------
def test_the_date_ends_four_characters_before_the_edge_under_the_centred_signatory(circular):
    last = len(circular.pages)
    name, date = circular.row("中共抚州市临川区委组织部", last), circular.row("2026年11月5日", last)
    assert date.right == pytest.approx(RIGHT - 4 * CHARACTER, abs=0.5)
    assert name.left + name.right == pytest.approx(date.left + date.right, abs=0.5)
    assert date.baseline - name.baseline == pytest.approx(PITCH, abs=0.1)


def test_a_long_signatory_stays_in_the_text_box():
    document = make(signatory="中共抚州市临川区委农村工作领导小组办公室办公厅")
    row = document.row("中共抚州市临川区委农村", len(document.pages))
    assert row.right <= RIGHT + 0.5


@pytest.mark.parametrize("count", range(560, 760, 28))
def test_the_signature_is_never_on_a_page_without_body_text(count):
    document = make(blocks=[Block("p", "党" * count)])
    pages = [number for number in range(1, len(document.pages) + 1) if "11月5日" in str(document.body(number))]
    assert [number for number in pages if "党" * 2 not in "".join(row.text for row in document.body(number))] == []


def test_the_last_rule_of_the_imprint_lies_on_the_lower_edge_of_the_text_box(circular):
    last = len(circular.pages)
    top, bottom = circular.ink(last, left=LEFT, right=LEFT + 3, top=255, bottom=266)
    assert bottom == pytest.approx(BOTTOM, abs=0.1)
    assert bottom - top == pytest.approx(0.35, abs=0.1)
    for left, right in ((LEFT + 0.2, LEFT + 1), (RIGHT - 1, RIGHT - 0.2)):
        circular.ink(last, left=left, right=right, top=261, bottom=263)


def test_the_imprint_names_copies_printer_and_date_in_14_points(circular):
    last = len(circular.pages)
    copies, printer = circular.row("抄送：", last), circular.row("中共抚州市临川区委组织部办公室", last)
    assert (copies.size, printer.size) == (pytest.approx(14, abs=0.05), pytest.approx(14, abs=0.05))
    assert copies.left == pytest.approx(LEFT + 14 / PT, abs=0.3)
    assert copies.right <= RIGHT - 14 / PT + 0.5
    assert printer.text == "中共抚州市临川区委组织部办公室2026年11月6日印发"
    assert printer.left == pytest.approx(LEFT + 14 / PT, abs=0.3)
    assert printer.right == pytest.approx(RIGHT - 14 / PT, abs=0.3)
    assert "抄送：" + CIRCULAR.copies_to + "。" in circular.text()


def test_the_imprint_stands_after_the_attachments(table):
    assert table.row("抄送：", len(table.pages)).baseline > BOTTOM - 40
    assert table.text().count("抄送：") == 1


def thickness(document: Printed, page: int, *, top: float, bottom: float) -> float:
    """Return how thick, in mm, the rule between `top` and `bottom` is drawn, between the texts of both sides."""
    upper, lower = document.ink(page, left=RIGHT - 3, right=RIGHT - 0.5, top=top, bottom=bottom, resolution=1200)
    return lower - upper


def test_the_rules_of_the_imprint_are_thick_thin_thick(circular):
    last = len(circular.pages)
    printed = circular.row("中共抚州市临川区委组织部办公室", last).baseline
    first = circular.row("抄送：", last).baseline
    assert thickness(circular, last, top=first - 9, bottom=first - 4) == pytest.approx(0.35, abs=0.03)
    assert thickness(circular, last, top=printed - 9, bottom=printed - 4) == pytest.approx(0.25, abs=0.03)
    assert thickness(circular, last, top=printed + 1, bottom=printed + 5) == pytest.approx(0.35, abs=0.03)


def filed(**changes) -> Printed:
    return Printed(official_pdf(dataclasses.replace(CIRCULAR, **changes), stamp=STAMP))


def numbered(document: Printed) -> list[int]:
    return [
        number for number in range(1, len(document.pages) + 1) if f"— {number} —" in str(document.rows(number)[-1:])
    ]


@pytest.mark.parametrize(
    ("characters", "pages", "with_numbers"),
    [
        (28 * 4, 2, [1, 2]),  # ends on page 1: the imprint stands alone on page 2
        (28 * 15, 2, [1, 2]),  # ends on page 2, where the imprint finds room
        (28 * 23, 4, [1, 2]),  # fills page 2: page 3 stays blank, and neither it nor page 4 is numbered
        (28 * 28, 4, [1, 2, 3, 4]),  # ends on page 3
    ],
)
def test_the_imprint_closes_the_last_even_page(characters, pages, with_numbers):
    document = filed(blocks=[Block("p", "党" * characters)])
    assert len(document.pages) == pages
    assert document.row("抄送：", pages).baseline > BOTTOM - 40
    assert document.text().count("抄送：") == 1
    assert numbered(document) == with_numbers


def test_the_code_stands_below_the_imprint_away_from_the_page_number():
    document = filed(
        verify_code="7K3M-9PQ2-XW4T", verify_url="https://party.example.gov.cn/circulars/verify/7K3M9PQ2XW4T/"
    )
    last = len(document.pages)
    assert document.row("7K3M-9PQ2-XW4T", last).baseline > BOTTOM
    top, bottom = document.ink(last, left=RIGHT - 18, right=RIGHT, top=BOTTOM + 2, bottom=296)
    assert (top, bottom) == (pytest.approx(BOTTOM + 4, abs=0.4), pytest.approx(BOTTOM + 22, abs=0.4))
    assert [row.text for row in document.rows(last) if row.text.startswith(f"— {last} —")] != []
    assert [row for number in range(1, last) for row in document.rows(number) if "7K3M" in row.text] == []


# --- Page numbers ------------------------------------------------------------------------------------
def test_page_numbers_stand_outside_and_7_mm_below_the_text_box(long):
    inset = 14 / PT
    for number in range(1, len(long.pages) + 1):
        row = long.rows(number)[-1]
        assert (row.text, row.size) == (f"— {number} —", pytest.approx(14, abs=0.05))
        if number % 2:
            assert row.right == pytest.approx(RIGHT - inset, abs=0.3)
            dash = (row.right - 4, row.right)
        else:
            assert row.left == pytest.approx(LEFT + inset, abs=0.3)
            dash = (row.left, row.left + 4)
        top, _bottom = long.ink(number, left=dash[0], right=dash[1], top=264, bottom=280)
        assert top == pytest.approx(BOTTOM + 7, abs=0.3)


def test_attachments_go_on_with_the_page_numbers(table):
    pages = range(1, len(table.pages) + 1)
    assert [number for number in pages if f"— {number} —" not in str(table.rows(number)[-1])] == []


# --- Headings ----------------------------------------------------------------------------------------
def test_each_level_of_headings_has_its_face(circular):
    faces = {}
    for number in range(1, len(circular.pages) + 1):
        line = defaultdict(list)
        for char in circular.pages[number - 1].chars:
            line[round(char["top"])].append(char)
        for chars in line.values():
            text = "".join(char["text"] for char in chars)
            for start in ("一、总体情况", "（一）组织生活", "1.全区398个", "本月全区应报"):
                if text.strip().startswith(start):
                    faces[start] = {char["fontname"].split("+")[1] for char in chars[:5]}
    plain = faces["本月全区应报"]
    assert faces["1.全区398个"] <= plain
    assert len(faces["一、总体情况"] | faces["（一）组织生活"] | plain) == len(plain) + 2


# --- Attachments -------------------------------------------------------------------------------------
def test_attachments_are_listed_and_begin_on_pages_of_their_own(table):
    starts = [number for number in range(1, len(table.pages) + 1) if table.body(number)[0].text.startswith("附件")]
    assert [table.body(number)[0].text for number in starts] == ["附件1", "附件2"]
    title = table.body(starts[1])[1]
    assert title.text == "2026年10月份台账问题清单"
    assert title.baseline == pytest.approx(TOP + 2.7 * PITCH, abs=1.5)
    assert "附件：1.2026年10月份各乡镇台账情况表2.2026年10月份台账问题清单" in table.text()


def test_a_single_attachment_carries_no_number():
    document = make(attachments=[Attachment("情况表", ["乡镇"], [["高坪镇"]])])
    assert "附件：情况表" in document.text()
    assert [number for number in range(1, len(document.pages) + 1) if document.body(number)[0].text == "附件"] != []


def test_an_empty_list_says_that_there_is_nothing():
    document = make(attachments=[Attachment("未销号清单", ["乡镇", "问题"], [])])
    assert "乡镇问题（无）" in document.text()


def test_every_page_of_a_long_table_repeats_its_header_and_no_row_is_lost(table):
    start = next(n for n in range(1, len(table.pages) + 1) if table.body(n)[0].text == "附件2")
    pages = [
        number for number in range(start, len(table.pages) + 1) if "整改" in table.pages[number - 1].extract_text()
    ]
    assert len(pages) >= 10
    assert table.text().count("序号乡镇村党支部存在问题整改时限") == len(pages)
    cells = [row for number in pages for found in table.pages[number - 1].extract_tables() for row in found]
    assert [row[0] for row in cells if row[0].isdigit()] == [str(number) for number in range(1, 405)]
    assert cells[404 // 2][2].replace("\n", "").endswith("村与艻口村合并后的村党支部")


# --- Fonts and text ----------------------------------------------------------------------------------
def test_every_font_is_embedded_as_a_subset(table):
    fonts = {}
    for page in pypdf.PdfReader(io.BytesIO(table.data)).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            for descendant in font.get("/DescendantFonts", [font]):
                fonts[font["/BaseFont"]] = descendant.get_object()["/FontDescriptor"].get_object()
    assert len(fonts) >= 3
    assert [name for name in fonts if len(name.split("+")[0]) != 7] == []
    assert [name for name, font in fonts.items() if not {"/FontFile2", "/FontFile3"} & set(font)] == []


def test_the_file_declares_itself_fit_for_keeping(circular):
    """PDF/A-2u as far as it can be seen in the file: no validator is among the tools of this project."""
    filed_one = filed()
    root = pypdf.PdfReader(io.BytesIO(filed_one.data)).trailer["/Root"]
    about = root["/Metadata"].get_object().get_data().decode()
    assert ('pdfaid:part="2"' in about, 'pdfaid:conformance="U"' in about) == (True, True)
    assert CIRCULAR.title in about
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert root["/OutputIntents"][0]["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    assert {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(root) == set()
    reader = pypdf.PdfReader(io.BytesIO(filed_one.data))
    assert not reader.is_encrypted
    assert len(reader.trailer["/ID"]) == 2
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/ToUnicode" in font.get_object()
    assert filed_one.data != circular.data


def test_the_text_reads_back_as_it_was_written(circular):
    text = circular.text()
    for part in (CIRCULAR.issuer_mark, CIRCULAR.number, CIRCULAR.title, CIRCULAR.addressees):
        assert part in text
    assert "".join(BODY.split()) in text
    assert "(cid:" not in text


def test_hostile_text_is_printed_as_text():
    hostile = "<script>alert(1)</script>{{ 7|add:1 }}{% load x %}&amp;&lt;<!-- -->'\"]]>\\u003c"
    document = make(title=hostile, addressees=hostile, blocks=[Block("p", hostile)])
    assert document.text().count("".join(hostile.split())) == 3


def test_a_paragraph_of_4000_characters():
    text = "区委组织部将适时组织“回头看”，对整改不力的予以约谈；" * 150
    document = make(blocks=[Block("p", text[:4000])])
    assert text[:4000] in document.text()
    # Pages 2 to the last but one hold nothing but the paragraph, and are full.
    assert {len(document.body(number)) for number in range(2, len(document.pages) - 1)} == {22}


# --- Drafts ------------------------------------------------------------------------------------------
def test_a_draft_says_so_on_every_page_and_has_no_number_or_date():
    draft = make(number="", signed_on=None)
    assert "（待编号）" in draft.text()
    assert "2026年11月5日" not in draft.text()
    for page in draft.pages:
        assert sorted(char["text"] for char in page.chars if char["size"] > 100) == sorted("送审稿")


def test_a_signed_circular_has_no_watermark(circular):
    assert [char for page in circular.pages for char in page.chars if char["size"] > 100] == []


# --- What must fail, and what must not happen --------------------------------------------------------
def test_a_missing_character_fails():
    with pytest.raises(PdfFailed) as failure:
        make(blocks=[Block("p", "党\u0378建")])
    assert [message for message in failure.value.messages if ".notdef" in message]


def test_a_missing_image_or_style_sheet_fails(tmp_path):
    for html in ('<img src="missing.png">', '<link rel="stylesheet" href="missing.css">通报'):
        with pytest.raises(PdfFailed, match="missing"):
            html_to_pdf(html, base_url=tmp_path, stamp=STAMP)


def test_a_file_outside_the_folder_is_not_read(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "secret.css").write_text("p { color: red }")
    for address in ("../secret.css", (tmp_path / "secret.css").as_uri(), "file://localhost/etc/passwd"):
        with pytest.raises(PdfFailed, match="URI outside"):
            html_to_pdf(f'<link rel="stylesheet" href="{address}">通报', base_url=tmp_path / "inside", stamp=STAMP)


def test_the_network_is_never_asked():
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/seal.png"
        for html in (
            f'<img src="{address}">',
            f'<link rel="stylesheet" href="{address}">通报',
            f'<p style="background: url({address})">通报</p>',
            f'<svg><image href="{address}" width="9" height="9"/></svg>',
        ):
            with pytest.raises(PdfFailed, match="disallowed protocol"):
                html_to_pdf(html, stamp=STAMP)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == []


def test_a_failure_in_one_thread_does_not_fail_another():
    results = {}

    def render(name, html):
        try:
            results[name] = html_to_pdf(html, stamp=STAMP)[:5]
        except PdfFailed:
            results[name] = "failed"

    threads = [
        threading.Thread(target=render, args=("bad", '<img src="missing.png">' * 20 + "<p>通报" * 200)),
        threading.Thread(target=render, args=("good", "<p>通报" * 200)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {"bad": "failed", "good": b"%PDF-"}


def test_two_renders_give_the_same_bytes(circular):
    assert make().data == circular.data


def test_another_process_gives_the_same_bytes(circular):
    script = (
        "import datetime as dt, hashlib, sys; from config.lib.pdf import html_to_pdf;"
        "html = sys.stdin.buffer.read().decode();"
        f"data = html_to_pdf(html, stamp=dt.datetime.fromisoformat({STAMP.isoformat()!r}));"
        "print(hashlib.sha256(data).hexdigest())"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        input=official_document_html(CIRCULAR).encode(),
        env=os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland"},
        cwd=pdf.STATIC.parent,
        capture_output=True,
        check=True,
    )
    assert result.stdout.decode().strip() == hashlib.sha256(circular.data).hexdigest()


def test_the_stamp_is_in_the_file(circular):
    metadata = pypdf.PdfReader(io.BytesIO(circular.data)).metadata
    assert (metadata.creation_date, metadata.modification_date) == (STAMP, STAMP)
    assert metadata.title == CIRCULAR.title


def test_missing_official_faces_are_named(monkeypatch):
    monkeypatch.setattr(pdf, "installed_families", lambda: frozenset({"SimHei", "仿宋_GB2312", "Noto Serif CJK SC"}))
    assert pdf.missing_official_faces() == ["方正小标宋简体", "楷体_GB2312", "宋体"]
    monkeypatch.undo()
    assert "Noto Serif CJK SC" in pdf.installed_families()
