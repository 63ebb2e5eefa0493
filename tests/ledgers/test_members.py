"""The roll: one member by form, many by spreadsheet with a preview of every cell."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from ledgers.models import Member
from ledgers.roll_sheet import COLUMNS, SheetRefused, read_workbook, template_workbook
from tests.factories import make_member

HEADINGS = [str(column.heading) for column in COLUMNS]
VALID = "11010519491231002X"


def sheet(*rows: dict, headings=None) -> bytes:
    book = Workbook()
    book.active.append(headings or HEADINGS)
    for row in rows:
        book.active.append([row.get(heading) for heading in headings or HEADINGS])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def good(**changes) -> dict:
    row = {
        "姓名": "张示例",
        "性别": "男",
        "人员类别": "正式党员",
        "入党日期": "1995-07-01",
        "转正日期": "1996-07-01",
    }
    return row | changes


def upload(client, content: bytes, name="名册.xlsx"):
    return client.post(reverse("ledgers:member-import"), {"sheet": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"入党日期": "去年"}, "joined_on", "不是日期"),
        ({"入党日期": "1995-02-30"}, "joined_on", "不是日期"),
        ({"公民身份号码": "110105194912310021"}, "id_number", "校验码"),
        ({"公民身份号码": 110105194912310000}, "id_number", "变成了数字"),
        ({"公民身份号码": "110105491231002"}, "id_number", "18位"),
        ({"人员类别": "群众"}, "category", "不在可选范围"),
        ({"姓名": ""}, "name", "必须填写"),
        ({"姓名": "=1+1"}, "name", "公式"),
        ({"转正日期": None}, "full_on", "正式党员必须填写"),
        ({"转正日期": "1994-07-01"}, "full_on", "早于入党日期"),
        ({"性别": None}, "gender", "必须填写"),
        ({"公民身份号码": VALID, "性别": "男", "入党日期": "1980-07-01"}, "gender", "不一致"),
    ],
)
def test_each_wrong_cell_is_named(changes, field, words):
    (row,) = read_workbook(sheet(good(**changes)))

    assert set(row.errors) == {field}
    assert words.replace("变成", "改成") in row.errors[field]


@pytest.mark.parametrize("written", ["1995.7.1", "1995/7/1", "19950701", "1995年7月1日", "１９９５－０７－０１"])
def test_dates_are_read_as_people_write_them(written):
    (row,) = read_workbook(sheet(good(入党日期=written)))

    assert row.errors == {}
    assert str(row.values["joined_on"]) == "1995-07-01"


def test_a_number_twice_in_a_file_names_the_other_row():
    twin = {"公民身份号码": VALID, "性别": "女", "入党日期": "1980-07-01"}

    first, second = read_workbook(sheet(good(**twin), good(姓名="李示例", **twin)))

    assert first.errors == {}
    assert second.errors == {"id_number": "与第 2 行的身份证号重复"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "打不开"),
        (b"name,gender\n", "打不开"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "xls"),
        (sheet(headings=["名字", "生日"]), "缺少这些列：姓名、人员类别、入党日期"),
        (sheet(), "没有数据"),
        (sheet(*[good()] * 501), "最多导入 500 行"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, words):
    with pytest.raises(SheetRefused, match=words):
        read_workbook(content)


def test_the_template_can_be_imported_as_it_is():
    (row,) = read_workbook(template_workbook())

    assert row.is_good
    assert [cell.value.rstrip("*") for cell in load_workbook(BytesIO(template_workbook())).active[1]] == HEADINGS


def test_the_preview_writes_nothing_and_shows_every_error(district, sign_in):
    client = sign_in(district.secretary)
    before = Member.objects.count()

    page = upload(client, sheet(good(), good(姓名="李示例", 入党日期="不记得"))).content.decode()

    assert "正确 1 行，有错 1 行" in page
    assert "“不记得”不是日期" in page
    assert Member.objects.count() == before


def test_good_rows_are_imported_on_request_only(district, sign_in):
    client = sign_in(district.secretary)
    before = Member.objects.count()
    preview = upload(client, sheet(good(), good(姓名="李示例", 入党日期="不记得")))
    token = preview.context["token"]

    client.post(reverse("ledgers:member-import-apply"), {"token": token})
    assert Member.objects.count() == before

    client.post(reverse("ledgers:member-import-apply"), {"token": token, "good_only": "1"})
    assert list(Member.objects.filter(branch=district.branch).order_by("-pk").values_list("name", flat=True)[:1]) == [
        "张示例"
    ]
    assert Member.objects.count() == before + 1


def test_importing_the_same_file_twice_changes_nothing(district, sign_in):
    client = sign_in(district.secretary)
    for _time in range(2):
        token = upload(client, sheet(good(公民身份号码=VALID, 性别="女", 入党日期="1980-07-01"))).context["token"]
        client.post(reverse("ledgers:member-import-apply"), {"token": token})

    assert Member.objects.filter(branch=district.branch, name="张示例").count() == 1


def test_a_member_of_another_branch_is_not_taken_over(district, sign_in):
    other = make_member(district.other_branch, "王别村")
    other.set_id_number(VALID)
    other.save()

    page = upload(
        sign_in(district.secretary), sheet(good(公民身份号码=VALID, 性别="女", 入党日期="1980-07-01"))
    ).content.decode()

    assert "已经在别的支部的名册上" in page


def test_a_strangers_preview_cannot_be_applied(district, sign_in, client):
    token = upload(sign_in(district.secretary), sheet(good())).context["token"]
    before = Member.objects.count()

    sign_in(district.sibling_secretary).post(reverse("ledgers:member-import-apply"), {"token": token})

    assert Member.objects.count() == before


def test_the_form_keeps_what_was_typed_and_names_the_field(district, sign_in):
    typed = {
        "name": "赵新人",
        "gender": "1",
        "ethnicity": "汉族",
        "category": "full",
        "joined_on": "2001-07-01",
        "full_on": "2000-07-01",
        "state": "normal",
    }

    response = sign_in(district.secretary).post(reverse("ledgers:member-new"), typed)

    assert response.context["form"].errors == {"full_on": ["转正日期早于入党日期"]}
    assert 'value="赵新人"' in response.content.decode()


def test_the_id_number_is_encrypted_and_shown_masked(district, sign_in):
    client = sign_in(district.secretary)
    typed = {
        "name": "钱新人",
        "id_number": VALID,
        "gender": "2",
        "ethnicity": "汉族",
        "category": "full",
        "joined_on": "1980-07-01",
        "full_on": "1981-07-01",
        "state": "normal",
    }

    client.post(reverse("ledgers:member-new"), typed)

    member = Member.objects.get(name="钱新人")
    assert VALID not in member.id_number_cipher
    assert member.id_number == VALID
    page = client.get(reverse("ledgers:member-edit", args=[member.pk])).content.decode()
    assert "110105********002X" in page
    assert VALID not in page
