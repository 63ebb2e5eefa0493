"""The roll goes out and comes back: nothing changes by itself, and masked numbers never replace real ones."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ledgers.enums import Education, Gender, MemberCategory, MembershipState, Post
from ledgers.models import Member, SensitiveAccess
from ledgers.roll_sheet import key_of, member_of_key, read_workbook
from ledgers.selectors.imports import roll_plan
from ledgers.services.access import AccessRefused
from ledgers.services.imports import import_choose, roll_export
from ledgers.services.members import RollRefused
from tests.factories import NOW, make_member
from tests.ledgers.imports_samples import HEADINGS, TODAY, VALID, edited, number_for, receive, saved, table

KEY = len(HEADINGS)  # the position of the hidden column


def export(district, *, full: bool = False, reason: str = "核对换届名单") -> bytes:
    return roll_export(branch=district.branch, is_full=full, reason=reason, by=district.secretary, at=NOW)


def back(district, content: bytes) -> dict[str, int]:
    """What importing the content would do."""
    return roll_plan(district.branch, read_workbook(content, today=TODAY)).counts()


def with_number(district, name="钱示例", number=VALID, **values) -> Member:
    member = make_member(district.branch, name)
    member.set_id_number(number)
    member.gender, member.birth_date, member.phone = "2", dt.date(1949, 12, 31), "13800001234"
    for field, value in values.items():
        setattr(member, field, value)
    member.save()
    return member


def column(heading: str) -> int:
    return HEADINGS.index(heading) + 1


def row_of(content: bytes, name: str) -> int:
    return next(number for number, line in enumerate(table(content), start=1) if line[0] == name)


# --- The round trip --------------------------------------------------------------------------------------------
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
NAMES = st.one_of(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4),
    st.sampled_from(["张 三", "古丽·买买提", "Ｚhang", "=1+1", "'王", "+李", "王  五", "〇〇", "_x0041_"]),
)


@st.composite
def members(draw) -> dict:
    """A member as the database takes it: any text, any choice, dates in order."""
    joined = draw(st.dates(dt.date(1950, 1, 1), dt.date(2026, 10, 1)))
    category = draw(st.sampled_from(MemberCategory.values))
    full = draw(st.dates(joined, dt.date(2026, 11, 1))) if category == MemberCategory.FULL else None
    return {
        "name": draw(NAMES),
        "gender": draw(st.sampled_from(Gender.values)),
        "ethnicity": draw(st.sampled_from(["汉族", "畲族", ""])),
        "birth_date": draw(st.none() | st.dates(dt.date(1920, 1, 1), dt.date(joined.year - 19, 1, 1))),
        "education": draw(st.sampled_from(["", *Education.values])),
        "category": category,
        "joined_on": joined,
        "full_on": full,
        "occupation": draw(TEXT),
        "phone": draw(st.sampled_from(["", "13800001234", "138 0000 1234", "0794-8222222", "120", "见家属"])),
        "address": draw(TEXT),
        "state": draw(st.sampled_from(MembershipState.values)),
        "lost_since": draw(st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2026, 11, 1))),
        "away_to": draw(TEXT),
        "group": draw(TEXT),
        "post": draw(st.sampled_from(["", *Post.values])),
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(members(), min_size=1, max_size=6), st.booleans())
def test_what_goes_out_comes_back_as_it_was(district, roll, is_full):
    Member.objects.filter(branch=district.branch).delete()
    for index, values in enumerate(roll):
        member = Member(branch=district.branch, **values)
        if index % 2:
            # The number tells birth date and gender; a stored row that contradicts it would be named.
            number = number_for(index, member.birth_date or dt.date(1930, 1, 1))
            member.set_id_number(number)
            member.birth_date = member.birth_date or dt.date(1930, 1, 1)
            member.gender = "1" if int(number[16]) % 2 else "2"
        member.save()

    found = back(district, export(district, full=is_full))

    assert found == {"new": 0, "changed": 0, "unchanged": len(roll), "bad": 0}


@pytest.mark.parametrize("full", [False, True])
def test_the_export_has_the_layout_of_the_form_and_a_hidden_key(district, full):
    member = with_number(district)

    lines = table(content := export(district, full=full))

    assert [heading.rstrip("*") for heading in lines[0]] == [*HEADINGS, "系统编号（请勿改动）"]
    line = next(line for line in lines if line[0] == "钱示例")
    assert line[1] == (VALID if full else "110105********002X")
    assert line[column("联系电话") - 1] == ("13800001234" if full else "138****1234")
    assert member_of_key(district.branch.pk, line[KEY]) == member.pk

    def look(page):
        assert page.column_dimensions["R"].hidden
        assert page.cell(2, 2).number_format == "@"

    edited(content, look)


def test_what_is_mended_in_a_masked_export_comes_in_and_the_numbers_stay(district):
    member = with_number(district)

    def mend(page):
        page.cell(row_of(content, "钱示例"), column("姓名")).value = "钱示例改"
        page.cell(row_of(content, "钱示例"), column("家庭住址")).value = "马源村一组"

    content = export(district)
    mended = edited(content, mend)
    assert back(district, mended)["changed"] == 1
    import_choose(roll_import=receive(district, content=mended), good_only=False, by=district.secretary, at=NOW)

    member.refresh_from_db()
    assert (member.name, member.address, member.id_number, member.phone) == (
        "钱示例改",
        "马源村一组",
        VALID,
        "13800001234",
    )


def test_a_cell_emptied_in_an_export_empties_the_roll(district):
    member = with_number(district, away_to="浙江义乌", group="第一党小组")

    content = export(district)
    mended = edited(
        content, lambda page: setattr(page.cell(row_of(content, "钱示例"), column("流动去向")), "value", None)
    )
    import_choose(roll_import=receive(district, content=mended), good_only=False, by=district.secretary, at=NOW)

    member.refresh_from_db()
    assert (member.away_to, member.group) == ("", "第一党小组")


@pytest.mark.parametrize(
    ("heading", "value", "words"),
    [
        ("公民身份号码", "110105********0021", "打了星号的号码和名册上的对不上"),
        ("公民身份号码", "******************", "打了星号的号码和名册上的对不上"),
        ("联系电话", "138****9999", "打了星号的电话和名册上的对不上"),
        ("性别", "男", "与身份证号不一致"),
        ("出生日期", "1950-01-01", "与身份证号里的出生日期不一致"),
    ],
)
def test_a_mask_that_is_not_the_stored_numbers_is_named(district, heading, value, words):
    with_number(district)
    content = export(district)
    changed = edited(
        content, lambda page: setattr(page.cell(row_of(content, "钱示例"), column(heading)), "value", value)
    )

    plan = roll_plan(district.branch, read_workbook(changed, today=TODAY))

    (bad,) = [row.row for row in plan.plans if row.row.errors]
    assert words in "".join(bad.errors.values())


def test_a_masked_row_without_its_key_still_meets_its_member(district):
    with_number(district)
    content = export(district)

    stripped = edited(content, lambda page: page.delete_cols(KEY + 1))

    assert back(district, stripped) == {"new": 0, "changed": 0, "unchanged": 9, "bad": 0}


def test_a_copied_row_keeps_its_key_and_is_named(district):
    with_number(district)
    content = export(district)

    def copy(page):
        line = [cell.value for cell in page[row_of(content, "钱示例")]]
        page.append(["新来的", None, *line[2:]])

    plan = roll_plan(district.branch, read_workbook(edited(content, copy), today=TODAY))

    (bad,) = [row.row for row in plan.plans if row.row.errors]
    assert "系统编号与第 10 行重复；新党员请把这一格清空" in bad.errors["key"]


@pytest.mark.parametrize("key", ["1", "7-0000000000", "x", "-", "9" * 40 + "-1"])
def test_a_key_made_by_hand_opens_nothing(district, key):
    with_number(district)
    content = export(district)
    forged = edited(content, lambda page: setattr(page.cell(2, KEY + 1), "value", key))

    assert back(district, forged)["bad"] == 1


def test_a_key_of_another_branch_opens_nothing(district):
    member = with_number(district)
    key = key_of(district.sibling.pk, member.pk)
    content = edited(export(district), lambda page: setattr(page.cell(2, KEY + 1), "value", key))

    assert back(district, content)["bad"] == 1


def test_a_number_of_another_member_behind_a_key_is_named(district):
    with_number(district)
    content = export(district, full=True)
    changed = edited(content, lambda page: setattr(page.cell(2, 2), "value", VALID))

    plan = roll_plan(district.branch, read_workbook(changed, today=TODAY))

    assert any("这个身份证号在名册上是钱示例的" in str(row.row.errors) for row in plan.plans)


# --- Full numbers ----------------------------------------------------------------------------------------------
def test_without_a_reason_nothing_full_goes_out(district, sign_in):
    with_number(district)
    client = sign_in(district.secretary)
    address = reverse("ledgers:member-export")

    for reason in ("", "  ", "。。"):
        page = client.post(address, {"full": "1", "reason": reason})
        assert page.status_code == 422
        assert "请写明用途" in page.context["form"].errors["reason"][0]
    masked = client.post(address)

    assert VALID not in str(table(masked.content))
    assert not SensitiveAccess.objects.exists()


def test_a_full_export_is_logged_with_its_reason(district, sign_in):
    with_number(district)

    answer = sign_in(district.secretary).post(reverse("ledgers:member-export"), {"full": "1", "reason": "核对换届名单"})

    assert VALID in str(table(answer.content))
    assert answer["Cache-Control"] == "no-store"
    row = SensitiveAccess.objects.get()
    assert (row.organisation, row.kind, row.rows, row.reason, row.by) == (
        district.branch,
        "export",
        9,
        "核对换届名单",
        district.secretary,
    )
    assert row.fields == ["id_number", "phone"]


def test_looking_at_the_page_gives_nothing_out(district, sign_in):
    page = sign_in(district.secretary).get(reverse("ledgers:member-export"))

    assert page.status_code == 200
    assert "写明用途，导出完整名册" in page.content.decode()


def test_the_page_says_who_took_full_numbers(district, sign_in):
    export(district, full=True, reason="核对换届名单")

    page = sign_in(district.secretary).get(reverse("ledgers:member-export")).content.decode()

    assert "谁看过完整号码" in page
    assert "核对换届名单" in page


def test_only_the_branch_exports_its_roll(district, sign_in):
    assert sign_in(district.reviewer).post(reverse("ledgers:member-export")).status_code == 403
    with pytest.raises(RollRefused):
        roll_export(branch=district.branch, is_full=False, reason="", by=district.reviewer, at=NOW)
    with pytest.raises(AccessRefused):
        roll_export(branch=district.branch, is_full=True, reason="", by=district.secretary, at=NOW)


def test_an_export_costs_one_query(district, django_assert_num_queries):
    with_number(district)

    assert district.secretary.hat  # who asks is known before
    with django_assert_num_queries(1 + 2):  # the roll, and the savepoint of the transaction
        export(district)


def test_a_saved_workbook_is_what_a_spreadsheet_program_would_save(district):
    """Opened and saved by a program, without a change, the export still changes nothing."""
    from io import BytesIO

    with_number(district)

    assert back(district, saved(load_workbook(BytesIO(export(district)))))["unchanged"] == 9
