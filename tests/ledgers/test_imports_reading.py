"""Reading a roll from a spreadsheet: every cell is read or named, whatever people and programs made of it."""

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ledgers.roll_sheet import MAX_ROWS, SheetRefused, TooLong, read_workbook, template_workbook
from tests.ledgers.imports_samples import HEADINGS, TODAY, VALID, edited, good, number_for, read, saved, sheet

WOMAN = {"公民身份号码": VALID, "性别": "女", "入党日期": "1980-07-01"}


def only(content: bytes):
    (row,) = read(content).rows
    return row


# --- One cell --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"入党日期": "去年"}, "joined_on", "“去年”不是日期"),
        ({"入党日期": "1995-02-30"}, "joined_on", "不是日期"),
        ({"入党日期": "1995年"}, "joined_on", "只有年份"),
        ({"入党日期": 1995}, "joined_on", "只有年份"),
        ({"入党日期": 1995.1}, "joined_on", "分不清是1月还是10月"),
        ({"入党日期": "1895-07-01"}, "joined_on", "年份不对"),
        ({"入党日期": True}, "joined_on", "不能用在这里"),
        ({"入党日期": dt.time(8, 0)}, "joined_on", "不能用在这里"),
        ({"转正日期": "2026-11-03"}, "full_on", "还没有到"),
        ({"党小组": dt.datetime.fromisoformat("2026-03-01")}, "group", "变成了日期"),
        ({"公民身份号码": "110105194912310021"}, "id_number", "校验码"),
        ({"公民身份号码": 110105194912310000}, "id_number", "改成了数字"),
        ({"公民身份号码": "1.10105194912310E+17"}, "id_number", "改成了数字"),
        ({"公民身份号码": "110105491231002"}, "id_number", "15位旧号码请换成18位"),
        ({"公民身份号码": "1101051949123100"}, "id_number", "应为18位，这里是16位"),
        ({"公民身份号码": "11010519491231OO2X"}, "id_number", "只能有数字"),
        ({"公民身份号码": "١١٠١٠٥١٩٤٩١٢٣١٠٠٢X"}, "id_number", "只能有数字"),
        ({"公民身份号码": "110105194902310026"}, "id_number", "出生日期不对"),
        ({"人员类别": "群众"}, "category", "不在可选范围"),
        ({"姓名": ""}, "name", "必须填写"),
        ({"姓名": "\u3000\u00a0 "}, "name", "必须填写"),
        ({"姓名": "张" * 41}, "name", "最多 40 个字"),
        ({"姓名": "=1+1"}, "name", "公式"),
        ({"姓名": "#N/A"}, "name", "错误值 #N/A"),
        ({"转正日期": None}, "full_on", "正式党员必须填写"),
        ({"转正日期": "1994-07-01"}, "full_on", "早于入党日期"),
        ({"人员类别": "预备党员"}, "full_on", "请留空"),
        ({"性别": None}, "gender", "必须填写"),
        ({**WOMAN, "性别": "男"}, "gender", "不一致"),
        ({**WOMAN, "出生日期": "1949-12-30"}, "birth_date", "不一致"),
        ({**WOMAN, "入党日期": "1967-12-30"}, "joined_on", "不满18岁"),
    ],
)
def test_each_wrong_cell_is_named(changes, field, words):
    row = only(sheet(good(**changes)))

    assert set(row.errors) == {field}
    assert words in row.errors[field]


def test_all_wrong_cells_of_a_row_are_named_at_once():
    row = only(sheet(good(姓名=None, 性别="不详", 入党日期="去年", 人员类别="群众", 学历="博导")))

    assert set(row.errors) == {"name", "gender", "joined_on", "category", "education"}


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("张\u3000三", "张三"),
        ("\ufeff 张三\u200b\n", "张三"),
        ("张\u00a0 三", "张三"),
        ("古丽·买买提", "古丽·买买提"),
        ("Ｚｈａｎｇ  San", "Zhang San"),
    ],
)
def test_blanks_around_and_inside_a_name_do_not_count(written, read_as):
    assert only(sheet(good(姓名=written))).values["name"] == read_as


@pytest.mark.parametrize(
    "written",
    ["１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002x", "'11010519491231002X", "\u00a011010519491231002X"],
)
def test_an_id_number_is_read_however_it_is_spaced(written):
    row = only(sheet(good(**{**WOMAN, "公民身份号码": written, "性别": None})))

    assert row.errors == {}
    assert (row.values["id_number"], row.values["gender"], row.values["birth_date"]) == (
        VALID,
        "2",
        dt.date(1949, 12, 31),
    )


def test_a_month_of_birth_gives_way_to_the_day_in_the_number():
    row = only(sheet(good(**WOMAN, 出生日期="1949.12")))

    assert (row.errors, row.notes, row.values["birth_date"]) == ({}, {}, dt.date(1949, 12, 31))


def test_a_month_without_a_day_is_taken_as_its_first_and_said():
    row = only(sheet(good(入党日期="一九九五年七月")))

    assert row.values["joined_on"] == dt.date(1995, 7, 1)
    assert row.notes == {"joined_on": "只写了年月，按 1995-07-01 记，请核对"}


def test_numbers_where_text_is_meant_are_read_as_written():
    assert only(sheet(good(联系电话=13800001234))).values["phone"] == "13800001234"


def test_a_number_twice_in_a_file_names_the_other_row():
    first, second = read(sheet(good(**WOMAN), good(**WOMAN, 姓名="李示例"))).rows

    assert first.errors == {}
    assert second.errors == {"id_number": "与第 2 行的身份证号重复"}


def test_days_counted_from_1904_are_right():
    book = load_workbook(BytesIO(sheet(good(入党日期=33784))))
    book.epoch = dt.datetime.fromisoformat("1904-01-01")

    assert only(saved(book)).values["joined_on"] == dt.date(1996, 6, 30)


# --- The sheet -------------------------------------------------------------------------------------------------
def test_the_header_may_stand_below_a_title():
    found = read(sheet(good(), above=[["马源村党支部党员名册"], [], ["填表人：马书记"]]))

    assert [row.number for row in found.rows] == [5]
    assert found.notes == ["表头在第 4 行，从它下面一行开始读。"]


def test_columns_may_stand_in_any_order_and_carry_other_offices_names():
    headings = ["序号", "联系方式", "入党时间", "转正时间", "党员类别*", "性 别", "姓　名（必填）", "身份证号"]
    row = {
        "序号": 1,
        "联系方式": "138 0000 1234",
        "入党时间": "1995.7.1",
        "转正时间": "1996.7.1",
        "党员类别*": "正式党员",
        "性 别": "男",
        "姓　名（必填）": "张三",
    }

    found = read(sheet(row, headings=headings))

    assert found.rows[0].errors == {}
    assert (found.rows[0].values["name"], found.rows[0].values["phone"]) == ("张三", "13800001234")
    assert found.notes == ["这些列没有读：序号。"]


def test_empty_rows_in_the_middle_and_at_the_end_are_passed_over():
    found = read(sheet(good(), {}, {"姓名": "  "}, good(姓名="李示例"), {}, {}))

    assert [row.number for row in found.rows] == [2, 5]


def test_hidden_rows_are_read_and_named():
    def hide(page):
        page.row_dimensions[3].hidden = True

    found = read(edited(sheet(good(), good(姓名="李示例")), hide))

    assert len(found.rows) == 2
    assert found.notes == ["隐藏的行也读进来了：第 3 行。"]


def test_a_group_merged_over_several_rows_stands_for_each():
    letter = "ABCDEFGHIJKLMNOPQ"[HEADINGS.index("党小组")]

    def merge(page):
        page[f"{letter}2"] = "第一党小组"
        page.merge_cells(f"{letter}2:{letter}3")

    found = read(edited(sheet(good(), good(姓名="李示例")), merge))

    assert [row.values["group"] for row in found.rows] == ["第一党小组", "第一党小组"]
    assert found.rows[1].notes == {"group": f"取自合并单元格 {letter}2:{letter}3"}


def test_a_name_merged_over_several_rows_is_refused_with_its_place():
    found = read(edited(sheet(good(), good(姓名=None)), lambda page: page.merge_cells("A2:A3")))

    assert found.rows[0].errors == {}
    assert found.rows[1].errors == {"name": "这里是合并单元格 A2:A3，请取消合并，每格分别填写"}


def test_cells_merged_across_columns_are_refused_with_their_place():
    row = only(edited(sheet(good()), lambda page: page.merge_cells("A2:B2")))

    assert row.errors == {"id_number": "这里是合并单元格 A2:B2，请取消合并，每格分别填写"}


def test_a_header_of_two_merged_rows_is_one_header():
    def merge(page):
        page.insert_rows(2)
        for index in range(1, len(HEADINGS) + 1):
            page.merge_cells(start_row=1, end_row=2, start_column=index, end_column=index)

    found = read(edited(sheet(good()), merge))

    assert [row.number for row in found.rows] == [3]


def test_of_several_sheets_the_roll_is_read_and_the_others_are_named():
    book = load_workbook(BytesIO(sheet(good())))
    book.create_sheet("说明", 0).append(["填表须知"])
    second = book.create_sheet("名册2")
    second.append(HEADINGS)

    found = read(saved(book))

    assert (found.title, len(found.rows)) == ("名册", 1)
    assert found.notes == ["只读了“名册”这一张表；“名册2”也像名册，要导入请单独存成一个文件。"]


def test_a_hidden_sheet_is_passed_over():
    book = load_workbook(BytesIO(sheet(good())))
    hidden = book.create_sheet("旧名册", 0)
    hidden.append(HEADINGS)
    hidden.append(["旧人"])
    hidden.sheet_state = "hidden"

    found = read(saved(book))

    assert (found.title, [row.values["name"] for row in found.rows]) == ("名册", ["张示例"])


def test_the_same_person_twice_without_a_number_is_named():
    first, second, third = read(sheet(good(), good(), good(公民身份号码=number_for(3), 性别=None))).rows

    assert (first.errors, third.errors) == ({}, {})
    assert second.errors == {"name": "与第 2 行的姓名、入党日期都相同；不是同一个人，请填身份证号"}


def test_a_column_that_stands_there_twice_is_refused():
    with pytest.raises(SheetRefused, match="“公民身份号码”有两列（A 列和 D 列）"):
        read(sheet(good(), headings=["公民身份号码", "姓名", "人员类别", "身份证号", "入党日期"]))


# --- The file --------------------------------------------------------------------------------------------------
def zipped(**parts: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return target.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one part of its archive exchanged."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            archive.writestr(entry.filename, part if entry.filename == name else source.read(entry.filename))
    return target.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = with_part(sheet(good()), "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 90_000_000)
WIDE = with_part(
    sheet(good()),
    "xl/worksheets/sheet1.xml",
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
    + b"<c/>" * 60_000
    + b"</row></sheetData></worksheet>",
)
LAUGHS = with_part(
    sheet(good()),
    "xl/worksheets/sheet1.xml",
    b'<!DOCTYPE w [<!ENTITY a "'
    + b"ha" * 5000
    + b'"><!ENTITY b "'
    + b"&a;" * 5000
    + b'"><!ENTITY c "'
    + b"&b;" * 100
    + b'">]><worksheet>&c;</worksheet>',
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "打不开"),
        (b"name,gender\n", "打不开"),
        (OLE + b"0" * 600, r"旧版 .xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        (b"<html><table></table></html>", "网页格式"),
        (zipped(a=b"b"), "打不开"),
        (zipped(**{"[Content_Types]_dot_xml": b"<", "xl__workbook_dot_xml": b"<"}), "打不开"),
        (zipped(**{"[Content_Types]_dot_xml": b"<", "xl__workbook_dot_bin": b""}), "xlsb"),
        (b"PK\x03\x04" + b"0" * 11 * 1024 * 1024, "超过 10 MB"),
        (BOMB, "解开后太大"),
        (WIDE, "内容太多"),
        (LAUGHS, "打不开"),
        (sheet(headings=["名字", "生日"]), "缺少这些列：姓名、人员类别、入党日期"),
        (sheet(headings=["姓名", "人员类别"]), "缺少这些列：入党日期"),
        (sheet(good(), above=[[] for _line in range(10)]), "缺少这些列：姓名、人员类别、入党日期。表头要在前10行里"),
        (sheet(), "没有数据"),
        (template_workbook(), "没有数据"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, words):
    with pytest.raises(SheetRefused, match=words):
        read(content)


@pytest.mark.slow
def test_fifty_thousand_rows_are_refused_in_a_sentence():
    rows = [good()] * 50_000

    with pytest.raises(TooLong, match=f"一次最多导入 {MAX_ROWS} 行"):
        read(sheet(*rows, headings=["姓名", "性别", "人员类别", "入党日期", "转正日期"]))


def test_a_short_look_stops_after_the_rows_it_wants():
    with pytest.raises(TooLong):
        read_workbook(sheet(*[good()] * 11), today=TODAY, most=10)
    with pytest.raises(TooLong):
        read_workbook(sheet(good(), *[{}] * 2000, good()), today=TODAY, most=10)


def test_the_reading_tells_how_far_it_is():
    told = []

    read_workbook(sheet(*[good()] * 1200), today=TODAY, progress=lambda done, total: told.append((done, total)))

    assert [done for done, _total in told] == [500, 1000]


WHOLE = sheet(good(), good(姓名="李示例"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_file_is_refused_and_never_breaks(hits):
    content = bytearray(WHOLE)
    for place, value in hits:
        content[place] = value
    try:
        found = read(bytes(content))
    except SheetRefused as refusal:
        assert str(refusal)
    else:
        assert found.rows


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(HEADINGS),
        st.one_of(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")),
            st.integers(),
            st.floats(allow_nan=False, allow_infinity=False),
            st.booleans(),
            st.datetimes(dt.datetime.fromisoformat("1901-01-01"), dt.datetime.fromisoformat("9999-01-01")),
            st.times(),
        ),
    )
)
def test_no_cell_breaks_the_reading(cells):
    try:
        found = read(sheet(good(**cells)))
    except SheetRefused:
        return
    for row in found.rows:
        assert row.errors or row.values["name"]


def test_the_template_is_the_form_with_all_its_columns():
    book = load_workbook(BytesIO(template_workbook()))

    assert [cell.value.rstrip("*") for cell in book.worksheets[0][1]] == HEADINGS
    assert book.worksheets[0].max_row == 1
    assert [row[0].value for row in book["填写说明"]][1:] == [cell.value for cell in book.worksheets[0][1]]


def test_numbers_for_tests_are_valid():
    assert len({number_for(index) for index in range(3000)}) == 3000
    assert only(sheet(good(公民身份号码=number_for(7), 性别=None))).errors == {}


def test_an_empty_workbook_has_no_header():
    with pytest.raises(SheetRefused, match="缺少这些列"):
        read(saved(Workbook()))
