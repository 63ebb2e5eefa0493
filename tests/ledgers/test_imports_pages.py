"""The pages of an import: preview, choice, the file with the errors, and who may see them."""

import datetime as dt
import re

from django.urls import reverse
from django.utils import timezone

from ledgers.enums import MembershipState
from ledgers.enums.imports import ImportStage
from ledgers.models import Member, RollImport, RollImportContent
from tests.factories import NOW, make_member
from tests.ledgers.imports_samples import (
    HEADINGS,
    VALID,
    edited,
    good,
    number_for,
    read,
    receive,
    sheet,
    table,
    upload,
)

WOMAN = {"公民身份号码": VALID, "性别": "女", "入党日期": "1980-07-01"}


def press(client, roll_import, **form):
    return client.post(reverse("ledgers:import-apply", args=[roll_import.pk]), form, follow=True)


def roll(district) -> set[str]:
    return set(Member.objects.filter(branch=district.branch).values_list("name", flat=True))


def numbers_in(page) -> dict[str, str]:
    """The figures on the page by their labels."""
    found = re.findall(r'tile-label">(\S+?)</span>\s*<span class="tile-value">(\d+)', page.content.decode())
    return dict(found)


def test_the_preview_writes_nothing_and_shows_every_error(district, sign_in):
    client = sign_in(district.secretary)
    before = roll(district)

    page = upload(client, sheet(good(), good(姓名="李示例", 入党日期="不记得", 学历="博导")))

    assert numbers_in(page) == {"新增": "1", "修改": "0", "没有变化": "0", "有错": "1"}
    text = page.content.decode()
    assert "“不记得”不是日期" in text
    assert "“博导”不在可选范围内" in text
    assert "第 3 行" in text
    assert "只导入正确的 1 行" in text
    assert roll(district) == before


def test_good_rows_are_imported_on_request_only(district, sign_in):
    client = sign_in(district.secretary)
    before = roll(district)
    upload(client, sheet(good(), good(姓名="李示例", 入党日期="不记得")))
    roll_import = RollImport.objects.get()

    refused = press(client, roll_import)
    assert "一行也没有导入" in refused.content.decode()
    assert roll(district) == before

    done = press(client, roll_import, good_only="1")
    assert "新增 1 人，修改 0 人" in done.content.decode()
    assert "还有 1 行有错，没有导入" in done.content.decode()
    assert roll(district) == before | {"张示例"}


def test_a_second_press_does_nothing_twice(district, sign_in):
    client = sign_in(district.secretary)
    upload(client, sheet(good()))
    roll_import = RollImport.objects.get()

    press(client, roll_import)
    again = press(client, roll_import)

    assert "不能再这样办" in again.content.decode()
    assert Member.objects.filter(branch=district.branch, name="张示例").count() == 1


def test_the_same_file_sent_twice_is_one_import(district, sign_in):
    client = sign_in(district.secretary)
    content = sheet(good())
    for _time in range(2):
        upload(client, content)

    assert RollImport.objects.count() == 1


def test_importing_a_file_again_changes_nothing(district, sign_in):
    client = sign_in(district.secretary)
    content = sheet(good(**WOMAN), good(姓名="李示例"))
    upload(client, content)
    press(client, RollImport.objects.get())
    events = Member.pgh_event_model.objects.count()

    page = upload(client, content)

    assert numbers_in(page) == {"新增": "0", "修改": "0", "没有变化": "2", "有错": "0"}
    assert "导入全部" not in page.content.decode()
    assert Member.pgh_event_model.objects.count() == events


def test_only_changed_rows_are_written_and_what_changes_is_shown(district, sign_in):
    client = sign_in(district.secretary)
    upload(client, sheet(good(**WOMAN), good(姓名="李示例")))
    press(client, RollImport.objects.get())
    before = Member.pgh_event_model.objects.count()

    page = upload(client, sheet(good(**WOMAN, 党小组="第二党小组"), good(姓名="李示例")))
    assert numbers_in(page) == {"新增": "0", "修改": "1", "没有变化": "1", "有错": "0"}
    assert "党小组：<del>空</del> → <ins>第二党小组</ins>" in page.content.decode()
    press(client, RollImport.objects.first())

    assert Member.objects.get(name="张示例", branch=district.branch).group == "第二党小组"
    assert Member.pgh_event_model.objects.count() == before + 1


def test_an_empty_cell_of_another_form_takes_nothing_away(district, sign_in):
    client = sign_in(district.secretary)
    upload(client, sheet(good(**WOMAN, 家庭住址="马源村三组", 联系电话="13800001234")))
    press(client, RollImport.objects.get())

    page = upload(client, sheet(good(**WOMAN)))

    assert numbers_in(page)["没有变化"] == "1"


def test_a_member_of_another_branch_is_not_taken_over(district, sign_in):
    other = make_member(district.other_branch, "王别村")
    other.set_id_number(VALID)
    other.save()

    page = upload(sign_in(district.secretary), sheet(good(**WOMAN)))

    assert "已经在别的支部的名册上" in page.content.decode()
    assert "王别村" not in page.content.decode()


def test_a_member_who_has_left_another_branch_may_come(district, sign_in):
    other = make_member(district.other_branch, "王别村")
    other.set_id_number(VALID)
    other.state = MembershipState.MOVED
    other.save()
    client = sign_in(district.secretary)

    upload(client, sheet(good(**WOMAN)))
    press(client, RollImport.objects.get())

    assert Member.objects.get(branch=district.branch, name="张示例").id_number == VALID


def test_a_namesake_with_another_number_is_asked_about(district, sign_in):
    client = sign_in(district.secretary)
    upload(client, sheet(good(**WOMAN)))
    press(client, RollImport.objects.get())

    page = upload(client, sheet(good(**{**WOMAN, "公民身份号码": number_for(1), "性别": None})))

    assert "张示例的身份证号不是这个" in page.content.decode()


def test_who_has_left_stays_left_and_the_preview_says_so(district, sign_in):
    member = make_member(district.branch, "吴示例")
    Member.objects.filter(pk=member.pk).update(state="moved", joined_on="1995-07-01", full_on="1996-07-01")

    page = upload(sign_in(district.secretary), sheet(good(姓名="吴示例", 党小组="第一党小组")))

    assert "这个人在名册上是“已转出”，导入不会改动" in page.content.decode()


def test_two_rows_for_one_member_are_refused(district, sign_in):
    client = sign_in(district.secretary)
    upload(client, sheet(good(**WOMAN)))
    press(client, RollImport.objects.get())

    page = upload(client, sheet(good(**WOMAN, 姓名="改名了"), good(入党日期="1980-07-01", 性别="女")))

    assert "与第 2 行是同一名党员" in page.content.decode()


# --- The file with the errors ----------------------------------------------------------------------------------
def test_the_errors_come_back_in_the_same_layout_and_can_be_mended_there(district, sign_in):
    client = sign_in(district.secretary)
    headings = ["备注", *HEADINGS]
    content = sheet(
        good(), good(姓名="李示例", 入党日期="不记得", 备注="常年在外"), headings=headings, above=[["党员名册"]]
    )
    upload(client, content)
    roll_import = RollImport.objects.get()

    answer = client.get(reverse("ledgers:import-errors", args=[roll_import.pk]))
    lines = table(answer.content)

    assert [line[: len(headings)] for line in lines] == [
        row + [None] * (len(headings) - len(row)) for row in table(content)
    ]
    assert lines[1][-1] == "错误说明"
    assert lines[2][-1] is None
    assert lines[3][-1] == "入党日期：“不记得”不是日期，请写成 2026-01-05 这样"

    def mend(page):
        cell = page.cell(4, headings.index("入党日期") + 1)
        assert cell.fill.fgColor.rgb == "00FFD9D9"
        cell.value = "1996-07-01"

    mended = edited(answer.content, mend)
    assert [row.errors for row in read(mended).rows] == [{}, {}]
    assert read(mended).notes == ["这些列没有读：备注。", "表头在第 2 行，从它下面一行开始读。"][::-1]


def test_after_the_good_rows_the_bad_ones_are_handed_back_alone(district, sign_in):
    client = sign_in(district.secretary)
    upload(client, sheet(good(), good(姓名="李示例", 入党日期="不记得"), good(姓名="赵示例")))
    roll_import = RollImport.objects.get()
    press(client, roll_import, good_only="1")

    lines = table(client.get(reverse("ledgers:import-errors", args=[roll_import.pk])).content)

    assert [line[0] for line in lines] == ["姓名", "李示例"]


def test_errors_again_replace_the_sentences_of_the_time_before(district, sign_in):
    client = sign_in(district.secretary)
    upload(client, sheet(good(入党日期="不记得")))
    first = client.get(reverse("ledgers:import-errors", args=[RollImport.objects.get().pk])).content

    upload(client, first)
    second = client.get(reverse("ledgers:import-errors", args=[RollImport.objects.first().pk])).content

    assert table(second) == table(first)


def test_a_formula_comes_back_as_text(district, sign_in):
    client = sign_in(district.secretary)
    upload(client, sheet(good(姓名="=HYPERLINK(1)")))

    lines = table(client.get(reverse("ledgers:import-errors", args=[RollImport.objects.get().pk])).content)

    assert lines[1][0] == "=HYPERLINK(1)"
    assert (
        read(client.get(reverse("ledgers:import-errors", args=[RollImport.objects.get().pk])).content).rows[0].is_good
    )


# --- Files that are refused, dropping, expiry ------------------------------------------------------------------
def test_a_file_that_cannot_be_read_is_refused_at_its_field(district, sign_in):
    page = upload(sign_in(district.secretary), b"name,gender\n", name="名册.csv")

    assert page.status_code == 422
    assert "打不开这个文件" in page.context["form"].errors["sheet"][0]
    assert not RollImport.objects.exists()


def test_without_a_file_the_page_asks_for_one(district, sign_in):
    page = sign_in(district.secretary).post(reverse("ledgers:member-import"))

    assert (page.status_code, page.context["form"].errors["sheet"]) == (422, ["请先选择表格文件"])


def test_dropping_deletes_the_file_and_writes_nothing(district, sign_in):
    client = sign_in(district.secretary)
    before = roll(district)
    upload(client, sheet(good()))
    roll_import = RollImport.objects.get()

    client.post(reverse("ledgers:import-drop", args=[roll_import.pk]))

    roll_import.refresh_from_db()
    assert (roll_import.stage, RollImportContent.objects.count(), roll(district)) == (ImportStage.DROPPED, 0, before)
    page = client.get(reverse("ledgers:import-detail", args=[roll_import.pk]))
    assert "上传的表格已经删除" in page.content.decode()


def test_what_is_kept_is_unreadable_without_the_key(district):
    receive(district, good(**{**WOMAN, "家庭住址": "马源村三组", "入党日期": "不记得"}))

    kept = RollImportContent.objects.get()

    for part in (kept.upload, kept.report, kept.errors):
        assert bytes(part).startswith(b"gAAAA")


def test_many_rows_are_shown_by_pages_with_few_queries(district, sign_in, django_assert_max_num_queries):
    client = sign_in(district.secretary)
    roll_import = receive(district, *[good(姓名=f"张{index}", 入党日期="不记得") for index in range(120)])
    address = reverse("ledgers:import-detail", args=[roll_import.pk])
    client.get(address)

    with django_assert_max_num_queries(9):
        page = client.get(address, {"kind": "bad", "page": 3})

    assert page.content.decode().count("不是日期") == 20


# --- Who -------------------------------------------------------------------------------------------------------
def test_a_neighbour_finds_nothing_and_a_reviewer_hears_why_not(district, sign_in):
    roll_import = receive(district, good())
    address = reverse("ledgers:import-detail", args=[roll_import.pk])

    assert sign_in(district.sibling_secretary).get(address).status_code == 404
    assert sign_in(district.reviewer).get(address).status_code == 403
    assert press(sign_in(district.sibling_secretary), roll_import).status_code == 404
    assert press(sign_in(district.reviewer), roll_import).status_code == 403


def test_the_template_is_handed_out(district, sign_in):
    answer = sign_in(district.secretary).get(reverse("ledgers:member-template"))

    assert [heading.rstrip("*") for heading in table(answer.content)[0]] == HEADINGS


# --- A long roll, while the worker is at it --------------------------------------------------------------------
def test_the_page_of_a_long_roll_shows_the_progress_and_asks_again(district, sign_in):
    client = sign_in(district.secretary)
    roll_import = receive(
        district, content=sheet(*[good(姓名=f"张{index}") for index in range(600)]), at=timezone.now()
    )
    RollImport.objects.filter(pk=roll_import.pk).update(done=500, total=600)
    address = reverse("ledgers:import-detail", args=[roll_import.pk])

    page = client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true", "HX-Target": "import-progress"}).content.decode()

    assert "已读 500 / 600 行" in page
    assert "已读 500 / 600 行" in part
    assert "<html" not in part
    assert 'hx-trigger="every 2s"' in part
    client.post(reverse("ledgers:import-drop", args=[roll_import.pk]))
    over = client.get(address, headers={"HX-Request": "true", "HX-Target": "import-progress"})
    assert over["HX-Refresh"] == "true"


def test_an_open_import_is_offered_until_it_is_over(district, sign_in):
    client = sign_in(district.secretary)
    roll_import = receive(district, good(), at=NOW - dt.timedelta(hours=1))
    address = reverse("ledgers:member-import")

    assert "还没有办完的导入" in client.get(address).content.decode()
    press(client, roll_import)
    assert "还没有办完的导入" not in client.get(address).content.decode()
