"""How official documents write numbers, dates, headings and lines (GB/T 9704-2012)."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.lib.official import (
    CLOSING,
    OPENING,
    Attachment,
    Block,
    OfficialDocument,
    body_to_blocks,
    chinese_date,
    chinese_numeral,
    circular_number,
    column_shares,
    fit_lines,
    mark_geometry,
    official_document_html,
    one_line,
    percent,
    title_lines,
    width,
)


def printed(lines):
    return [line.lead + line.rest for line in lines]


def test_number_has_hexagonal_brackets_and_no_zeros():
    assert circular_number("临组通字", 2026, 3) == "临组通字〔2026〕3号"
    assert circular_number("临组通字", 2026, 120) == "临组通字〔2026〕120号"


@pytest.mark.parametrize(("year", "serial"), [(2026, 0), (2026, -1), (26, 1), (20260, 1)])
def test_impossible_number_is_refused(year, serial):
    with pytest.raises(ValueError, match="serial|year"):
        circular_number("临组通字", year, serial)


def test_date_is_not_padded():
    assert chinese_date(dt.date(2026, 1, 5)) == "2026年1月5日"
    assert chinese_date(dt.date(2026, 12, 31)) == "2026年12月31日"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 404, "0.0"),
        (404, 404, "100.0"),
        (398, 404, "98.5"),
        (1, 8, "12.5"),
        (1, 16, "6.3"),  # 6.25: half up, where formatting a float gives 6.2
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (Decimal("91.25"), 100, "91.3"),
    ],
)
def test_percent_is_rounded_half_up_once(part, whole, expected):
    assert percent(part, whole) == Decimal(expected)
    assert str(percent(part, whole)) == expected


def test_percent_of_nothing_is_none():
    assert percent(0, 0) is None


@pytest.mark.parametrize(("part", "whole"), [(5, 4), (-1, 4), (1, -4)])
def test_a_part_outside_its_whole_is_an_error(part, whole):
    with pytest.raises(ValueError, match="no part of"):
        percent(part, whole)


@given(st.integers(1, 10**7).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_no_rate_leaves_0_to_100(pair):
    assert 0 <= percent(*pair) <= 100


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (35, "三十五"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (404, "四百零四"),
        (1000, "一千"),
        (1005, "一千零五"),
        (1050, "一千零五十"),
        (2026, "二千零二十六"),
        (9999, "九千九百九十九"),
    ],
)
def test_numerals_of_headings(number, text):
    assert chinese_numeral(number) == text


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_numerals_have_limits(number):
    with pytest.raises(ValueError, match="1 to 9999"):
        chinese_numeral(number)


def test_body_text_becomes_blocks_by_how_its_lines_begin():
    text = """现将有关情况通报如下：

    一、总体情况
    （一）报送情况。应报404个。
    (二)审查情况
    1.未按时报送
    12．记录不全
    1.5万元不是标题
    （1）第四层是正文
    十一、其他
    一是正文，不是标题"""
    assert body_to_blocks(text) == [
        Block("p", "现将有关情况通报如下："),
        Block("h1", "一、总体情况"),
        Block("h2", "（一）报送情况。应报404个。"),
        Block("h2", "(二)审查情况"),
        Block("h3", "1.未按时报送"),
        Block("h3", "12．记录不全"),
        Block("p", "1.5万元不是标题"),
        Block("p", "（1）第四层是正文"),
        Block("h1", "十一、其他"),
        Block("p", "一是正文，不是标题"),
    ]


def test_empty_body_has_no_blocks():
    assert body_to_blocks(" \n\n\u3000\n") == []


def test_invisible_characters_are_left_out_but_unknown_ones_stay():
    assert one_line("  临\x00川\u202e区\t组\r\n织\u200b部 ") == "临川区 组  织部"
    assert one_line("鿿\ue123\u0378") == "鿿\ue123\u0378"


def test_a_full_line_has_28_characters():
    assert printed(fit_lines("党" * 57)) == ["党" * 28, "党" * 28, "党"]


def test_the_first_line_of_a_paragraph_is_indented_by_two():
    first, second = fit_lines("党" * 54, first=2)
    assert (first.indent, first.rest, first.gap) == (2, "党" * 26, 0)
    assert (second.indent, second.rest, second.gap) == (0, "党" * 28, 0)


def test_no_line_begins_with_a_comma_and_the_shortened_line_is_spread():
    first, second = fit_lines("党" * 28 + "，" + "建" * 3)
    assert (first.rest, second.rest) == ("党" * 27, "党，建建建")
    assert first.gap == 12  # 15.75 pt over 26 gaps, in steps of 0.05 pt


def test_no_line_ends_with_an_opening_mark():
    assert printed(fit_lines("党" * 27 + "“三会一课”")) == ["党" * 27, "“三会一课”"]


def test_numbers_are_not_torn():
    assert printed(fit_lines("党" * 26 + "10,000元")) == ["党" * 26, "10,000元"]


def test_a_word_longer_than_a_line_is_torn_anywhere():
    assert printed(fit_lines("a" * 60)) == ["a" * 56, "a" * 4]
    assert printed(fit_lines("）" * 30)) == ["）" * 28, "）" * 2]


def test_a_line_that_lacks_too_much_stays_ragged():
    first, _second = fit_lines("党" * 20 + "a" * 22)
    assert (first.rest, first.gap) == ("党" * 20, 0)


@given(st.text(alphabet="党建工作abc019.%，。“”（）〔〕《》—— …", max_size=300), st.integers(0, 6), st.integers(0, 6))
def test_lines_lose_nothing_and_never_overflow(text, first, after):
    lines = fit_lines(text, first=first, after=after)
    assert "".join(printed(lines)).replace(" ", "") == text.replace(" ", "")
    assert [line for line in lines if width(line.lead + line.rest) + 2 * line.indent > 56] == []


@given(
    st.text(alphabet="党建工作月报", min_size=3, max_size=12),
    st.text(alphabet="党建工作月报台账", min_size=60, max_size=90),
)
def test_marks_stand_where_they_may(quoted, rest):
    text = f"{rest[:26]}“{quoted}”，{rest}。"
    assert [line for line in printed(fit_lines(text)) if line[0] in CLOSING or line[-1] in OPENING] == []


def test_the_heading_of_a_paragraph_keeps_its_face_over_a_line_break():
    lines = fit_lines("（一）" + "党" * 30 + "。正文", first=2, lead=34)
    assert [(line.lead, line.rest) for line in lines] == [("（一）" + "党" * 23, ""), ("党" * 7 + "。", "正文")]


def test_a_title_breaks_at_the_end_of_words():
    assert title_lines("中共抚州市临川区委组织部关于2026年9月份基层党建基础台账月审月报情况的通报") == [
        "中共抚州市临川区委组织部关于2026年9月份",
        "基层党建基础台账月审月报情况的通报",
    ]


def test_a_short_title_is_one_line_and_a_typed_break_is_kept():
    assert title_lines("关于表扬先进的通报") == ["关于表扬先进的通报"]
    assert title_lines("关于表扬\n先进的通报") == ["关于表扬", "先进的通报"]


@given(st.text(alphabet="关于印发党建办法的通报《》（）2026年月", min_size=1, max_size=120))
def test_any_title_fits_its_lines(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    assert [line for line in lines if width(line) > 40] == []


def test_a_long_red_head_is_condensed_and_then_made_smaller():
    short, normal, long = (mark_geometry("区" * count) for count in (8, 14, 30))
    assert (short["size"], short["length"], short["left"]) == ("15.000", "120.000", "18.000")
    assert (normal["size"], normal["length"], normal["left"]) == ("15.000", "156.000", "0.000")
    assert (long["size"], long["length"]) == ("8.667", "156.000")


def test_short_columns_keep_their_words_together():
    shares = column_shares([4, 8, 60, 80])
    assert sum(shares) == pytest.approx(100)
    assert shares[1] * 1.56 >= 4 * 4.3  # mm for four characters
    assert shares[2] == shares[3]


def test_text_is_never_markup():
    document = OfficialDocument(
        issuer_mark="<b>机关</b>",
        number="<i>1</i>",
        title="<script>alert(1)</script>",
        addressees="&amp;",
        blocks=[Block("p", "{{ settings.SECRET_KEY }}{% now 'Y' %}<img src=x>")],
        attachments=[Attachment("<u>", ["<th>"], [["</td>"]], "<hr>")],
        signatory="</main>",
        copies_to="<q>",
        printed_by="<s>",
    )
    html = official_document_html(document)
    assert [tag for tag in ("<b>", "<i>", "<script", "<img", "<u>", "<th>", "<hr", "<q>", "<s>") if tag in html] == []
    assert html.count("</main>") == 1
    assert "{{ settings.SECRET_KEY }}" in html


def test_a_row_of_the_wrong_length_is_refused():
    document = OfficialDocument("机关文件", "", "标题", "各乡镇", [], [Attachment("表", ["甲", "乙"], [["一"]])])
    with pytest.raises(ValueError, match="shorter"):
        official_document_html(document)
