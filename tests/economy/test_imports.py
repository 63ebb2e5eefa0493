"""A year of villages from the spreadsheet that districts use: errors by cell, nothing before it is confirmed."""

from functools import partial
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from economy.enums.income import ImportStage, Item, Origin
from economy.income_sheet import columns_of, read_income
from economy.models import IncomeEntry, IncomeImport
from economy.refusal import EconomyRefused
from economy.services.imports import import_apply, import_drop, import_errors, import_receive, year_workbook
from ledgers.roll_sheet import SheetRefused
from tests.economy.import_samples import sheet
from tests.economy.income_samples import PAST, book_entry, closed
from tests.factories import NOW, District, make_branch
from tests.together import at_once

pytestmark = pytest.mark.django_db


def receive(district, *rows, year: int = PAST, by=None, place=None, **shape) -> IncomeImport:
    return import_receive(
        place=place or district.root,
        year=year,
        filename="全区收入.xlsx",
        content=sheet(*rows, **shape),
        by=by or district.district_reviewer,
        at=NOW,
    )


def apply(district, found: IncomeImport, *, good_only: bool = False) -> IncomeImport:
    return import_apply(income_import=found, good_only=good_only, by=district.district_reviewer, at=NOW)


def errors_of(found: IncomeImport) -> dict[int, dict[str, str]]:
    return {
        row["number"]: {error["column"]: error["why"] for error in row["errors"]} for row in found.rows if row["errors"]
    }


def test_nothing_is_written_before_it_is_confirmed(district):
    found = receive(district, ("高坪镇", "马源村", 120000, 5000, 3000.5), ("龙溪镇", "竹溪村委会", "3.5万", None, None))
    assert (found.new, found.bad, found.stage) == (2, 0, ImportStage.CHECKED)
    assert not IncomeEntry.objects.exists()

    done = apply(district, found)
    assert done.stage == ImportStage.DONE and bytes(done.content) == b""
    rows = IncomeEntry.objects.valid().order_by("book__organisation", "-item")
    assert [(row.book.organisation_id, row.item, row.cents, row.month) for row in rows] == [
        (district.branch.pk, Item.SUBSIDY, 5_000_00, None),
        (district.branch.pk, Item.RENT, 120_000_00, None),
        (district.branch.pk, Item.COST, 3_000_50, None),
        (district.other_branch.pk, Item.RENT, 35_000_00, None),
    ]
    with pytest.raises(EconomyRefused, match="不能再办"):
        apply(district, found)


def test_errors_are_said_by_cell(district):
    make_branch(district.other_township, "马源村委会")
    found = receive(
        district,
        ("高坪镇", "马源村", -5, "很多", 1.234),
        ("", "马源村", 1, None, None),
        ("高坪镇", "无名村", 1, None, None),
        ("", "", 7, None, None),
        ("高坪镇", "上聂村", "=1+1", True, 99_999_999_999),
        ("高坪镇", "上聂", 5, None, None),
    )
    assert errors_of(found) == {
        2: {
            "出租收入": "金额不能是负数。",
            "补助收入": "看不懂这个金额，请写成 12345.60 这样。",
            "经营支出": "金额最多到分，小数点后面两位。",
        },
        3: {"村": "有 2 个同名的村，请写上乡镇或者区划代码"},
        4: {"村": "没有这个村，或者不在您的管理范围内"},
        5: {"村": "请写村名"},
        6: {
            "出租收入": "这里是公式，请换成数字",
            "补助收入": "“True”不是金额，请重新填写",
            "经营支出": "金额超过10亿元，请核对是不是多写了零。",
        },
        7: {"村": "这个村前面已经有一行"},
    }
    assert found.bad == 6
    with pytest.raises(EconomyRefused, match="一行也没有导入"):
        apply(district, found)


def test_the_good_ones_may_go_first(district):
    found = receive(district, ("高坪镇", "马源村", 1, None, None), ("高坪镇", "上聂村", -1, None, None))
    done = apply(district, found, good_only=True)
    assert (done.new, done.bad) == (1, 1)
    assert IncomeEntry.objects.get().book.organisation == district.branch


def test_the_errors_come_back_in_the_own_layout(district):
    found = receive(
        district, ("高坪镇", "马源村", -5, 3, None), ("高坪镇", "上聂村", 5, 3, None), above=(["全区统计表"], [])
    )
    lines = list(load_workbook(BytesIO(import_errors(found))).active.iter_rows(values_only=True))
    assert lines[2][:3] == ("乡镇", "村", "出租收入") and lines[2][-1] == "错误说明"
    assert lines[3][:3] == ("高坪镇", "马源村", -5) and lines[3][-1] == "出租收入：金额不能是负数。"
    assert not lines[4][-1]


def test_units_of_ten_thousand_and_lines_of_sums(district):
    rows = (("高坪镇", "马源村", 12.34567, None, None), ("", "合计", 12.34567, None, None))
    found = receive(district, *rows, above=(["单位：万元"],))
    assert found.rows[0]["cells"] == {Item.RENT: 123_456_70}
    assert any("万元" in note for note in found.notes) and any("合计行" in note for note in found.notes)
    heads = ("乡镇", "村", "出租收入（万元）", "补助收入（元）", "经营支出")
    found = receive(district, ("高坪镇", "马源村", 0.3, 500, 7), heads=heads)
    assert found.rows[0]["cells"] == {Item.RENT: 3_000_00, Item.SUBSIDY: 500_00, Item.COST: 7_00}


def test_a_sum_that_does_not_add_up_is_said(district):
    heads = ("村", "出租收入", "补助收入", "经营支出", "收入合计")
    found = receive(district, ("马源村", 10, 20, 5, 31), ("上聂村", 10, 20, 5, 30), heads=heads)
    assert errors_of(found) == {2: {"收入合计": "合计 31.00 和各项收入之和 30.00 不一致"}}


def test_an_item_of_the_other_regime_is_an_error_of_its_cell(district):
    heads = ("村", "出租收入", "村办企业上交收入", "税金及附加")
    found = receive(district, ("马源村", 1, 2, 3), heads=heads)
    assert errors_of(found) == {2: {"村办企业上交收入": "2025年的账没有这个科目"}}
    found = receive(district, ("马源村", 1, 2, 3), heads=heads, year=2023)
    assert errors_of(found) == {2: {"税金及附加": "2023年的账没有这个科目"}}


def test_what_was_typed_by_the_month_is_completed_and_never_cut(district):
    book_entry(district, Item.RENT, 50_000_00)
    found = receive(district, ("高坪镇", "马源村", 49_999, None, None))
    assert errors_of(found) == {2: {"出租收入": "已按月登记 50,000.00 元，全年不能比它少"}}
    apply(district, receive(district, ("高坪镇", "马源村", 60_000, None, None)))
    assert IncomeEntry.objects.valid().get(origin=Origin.IMPORT).cents == 10_000_00


def test_a_second_import_replaces_the_first_and_nought_takes_away(district):
    apply(district, receive(district, ("高坪镇", "马源村", 100, 50, None)))
    found = receive(district, ("高坪镇", "马源村", 120, 0, None))
    assert (found.changed, found.new) == (1, 0)
    apply(district, found)
    valid = IncomeEntry.objects.valid()
    assert [(row.item, row.cents) for row in valid] == [(Item.RENT, 120_00)]
    assert IncomeEntry.objects.exclude(withdrawn_at=None).count() == 2
    same = receive(district, ("高坪镇", "马源村", 120, None, None))
    assert same.unchanged == 1 and same.to_write == 0


def test_a_closed_year_takes_no_import_even_when_it_was_closed_since(district):
    found = receive(district, ("高坪镇", "马源村", 100, None, None))
    closed(district)
    with pytest.raises(EconomyRefused, match="已经结账"):
        apply(district, found)
    again = receive(district, ("高坪镇", "马源村", 101, None, None))
    assert errors_of(again) == {2: {"村": "2025年已经结账，不能再导入"}}
    assert not IncomeEntry.objects.exists()


def test_the_export_comes_back_without_a_change(district):
    book_entry(district, Item.RENT, 50_000_55)
    apply(district, receive(district, ("高坪镇", "马源村", 60_000.55, 7, 8), ("龙溪镇", "梅溪村", 3, None, None)))
    content = year_workbook(place=district.root, year=PAST, by=district.district_reviewer)
    found = import_receive(
        place=district.root, year=PAST, filename="x.xlsx", content=content, by=district.district_reviewer, at=NOW
    )
    # The note below the table is the only line that names no village.
    assert [row["kind"] for row in found.rows if row["village"]] == ["same"] * 4
    assert not found.bad


def test_the_sheet_is_taken_back_when_it_was_filled_in(district):
    book_entry(district, Item.RENT, 50_000_00)
    content = year_workbook(place=district.root, year=PAST, by=district.district_reviewer)
    workbook = load_workbook(BytesIO(content))
    heads, (village,) = (
        next(row for row in workbook.active.iter_rows() if any(cell.value == "出租收入" for cell in row)),
        [row for row in workbook.active.iter_rows() if any(cell.value == "马源村" for cell in row)],
    )
    village[[cell.value for cell in heads].index("出租收入")].value = 70_000
    filled = BytesIO()
    workbook.save(filled)
    found = import_receive(
        place=district.root,
        year=PAST,
        filename="x.xlsx",
        content=filled.getvalue(),
        by=district.district_reviewer,
        at=NOW,
    )
    assert (found.new, found.bad) == (1, 0), errors_of(found)


@pytest.mark.parametrize("name", ["马源村", "马源", "马源村委会", "马源村民委员会", "马源村村民委员会"])
def test_a_village_is_found_under_any_of_its_names(district, name):
    assert receive(district, ("高坪镇", name, 1, None, None)).rows[0]["village"] == district.branch.pk


def test_a_township_imports_its_own_villages_only(district):
    found = receive(district, ("", "竹溪村", 1, None, None), by=district.reviewer, place=district.township)
    assert errors_of(found) == {2: {"村": "没有这个村，或者不在您的管理范围内"}}
    for stranger, place in (
        (district.reviewer, district.root),
        (district.secretary, district.branch),
        (district.leader, district.root),
    ):
        with pytest.raises(EconomyRefused):
            receive(district, ("", "马源村", 1, None, None), by=stranger, place=place)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no workbook", "打不开"),
        (sheet(heads=("姓名", "电话")), "没有找到表头"),
        (sheet(heads=("村", "出租收入")), "没有数据"),
        (sheet(heads=("村", "出租收入", "出租")), "有两列"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, words):
    with pytest.raises(SheetRefused, match=words):
        read_income(content, PAST)


def test_the_same_file_sent_twice_is_one_import(district):
    content = sheet(("高坪镇", "马源村", 1, None, None))
    values = {"place": district.root, "year": PAST, "content": content, "by": district.district_reviewer, "at": NOW}
    first, second = (import_receive(filename="a.xlsx", **values) for _time in range(2))
    assert first == second
    import_drop(income_import=first, by=district.district_reviewer, at=NOW)
    assert import_receive(filename="a.xlsx", **values) != first


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_import():
    district = District()
    press = partial(receive, district, ("高坪镇", "马源村", 1, None, None))
    first, *others = at_once(*[press] * 3)
    assert isinstance(first, IncomeImport) and others == [first, first]
    assert IncomeImport.objects.count() == 1


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(0, 10**10), min_size=13, max_size=13))
def test_every_amount_is_read_back_to_the_cent(cents):
    columns = columns_of(PAST)
    assert len(columns) == 16
    content = sheet(
        ("", "", "马源村", *(amount / 100 for amount in cents)), heads=[str(column.heading) for column in columns]
    )
    (line,) = read_income(content, PAST).lines
    assert list(line.cents.values()) == cents and not line.errors


@pytest.mark.parametrize("many", [2, 40])
def test_the_number_of_queries_does_not_grow(district, django_assert_max_num_queries, many):
    rows = [("", make_branch(district.township, f"第{number}村委会").name, 5, 6, 7) for number in range(many)]
    with django_assert_max_num_queries(18):
        found = receive(district, *rows)
    assert found.new == many
    with django_assert_max_num_queries(30):
        apply(district, found)
    assert IncomeEntry.objects.count() == many * 3


def test_from_upload_to_books_on_the_pages(district, client):
    client.force_login(district.district_reviewer)
    address = reverse("economy:import-new")
    upload = SimpleUploadedFile(
        "收入.xlsx", sheet(("高坪镇", "马源村", 5, -1, None), ("高坪镇", "上聂村", 8, None, None))
    )
    answer = client.post(address, {"year": PAST, "file": upload}, follow=True)
    text = answer.content.decode()
    assert "金额不能是负数" in text and "只导入正确的 1 个村" in text
    found = IncomeImport.objects.get()
    errors = client.get(reverse("economy:incomeimport-errors", args=[found.pk]))
    assert load_workbook(BytesIO(errors.content)).active["F2"].value == "补助收入：金额不能是负数。"
    refused = client.post(reverse("economy:incomeimport-apply", args=[found.pk]))
    assert refused.status_code == 422 and not IncomeEntry.objects.exists()
    done = client.post(reverse("economy:incomeimport-apply", args=[found.pk]), {"good_only": 1}, follow=True)
    assert "新增 1 个村" in done.content.decode()

    # WeChat on Android offers no files for an ending.
    assert "accept=" not in client.get(address).content.decode()
    bad = client.post(address, {"year": PAST, "file": SimpleUploadedFile("a.xlsx", b"nothing")})
    assert bad.status_code == 422 and "打不开" in bad.content.decode()
    assert client.post(address, {"year": PAST}).status_code == 422

    client.force_login(district.secretary)
    assert client.get(address).status_code == 403
    assert client.get(reverse("economy:incomeimport-detail", args=[found.pk])).status_code == 404
