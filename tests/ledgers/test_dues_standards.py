"""Fix what members owe: many at once, versions appended, approvals, what is typed wrong."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, transaction

from ledgers.enums.dues import DuesCategory
from ledgers.models import DuesStandard, Member
from ledgers.services.dues import Standard, StandardRefused, standards_set
from tests.factories import NOW, make_member
from tests.ledgers.dues_samples import APPROVAL, standard

URL = "/ledgers/dues/standards/"
DUES = "/ledgers/2026-10/dues/"
OCTOBER = dt.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


def members(district) -> list[Member]:
    return list(Member.objects.filter(branch=district.branch).order_by("pk"))


def amounts(client) -> dict[str, str]:
    return {row.name: row.amount for row in client.get(DUES).context["rows"]}


def versions(member) -> list[tuple]:
    rows = DuesStandard.objects.filter(member=member)
    return list(rows.values_list("category", "base_cents", "fixed_cents", "valid_from"))


def test_without_a_standard_everyone_is_a_farmer(district, sign_in):
    response = sign_in(district.secretary).get(URL)

    assert {line.category for line, _row in response.context["lines"]} == {"农民"}
    assert response.context["sum_cents"] == 8 * 20


def test_a_category_is_set_for_many_at_once(district, sign_in):
    client = sign_in(district.secretary)
    one, two, three, *_rest = members(district)
    data = {"category": "wage", "valid_from": "2026-10", "member": [one.pk, two.pk]}

    response = client.post(URL, data | {f"base-{one.pk}": "４８６０", f"base-{two.pk}": "3,000元"})

    assert response.status_code == 302
    assert versions(one) == [("wage", 4_860_00, None, OCTOBER)]
    assert amounts(client)[one.name] == "48.60"
    assert amounts(client)[two.name] == "15.00"
    assert amounts(client)[three.name] == "0.20"


def test_the_same_again_adds_no_version(district, sign_in):
    client = sign_in(district.secretary)
    one = members(district)[0]
    data = {"category": "relief", "valid_from": "2026-10", "member": [one.pk]}

    client.post(URL, data)
    client.post(URL, data)

    assert versions(one) == [("relief", None, None, OCTOBER)]


def test_a_month_keeps_the_version_that_held_then(district, sign_in):
    one = members(district)[0]
    standard(one, district.secretary, DuesCategory.WAGE, base_cents=3_000_00)
    standard(one, district.secretary, DuesCategory.RETIRED, dt.date(2026, 11, 1), base_cents=2_000_00)

    assert amounts(sign_in(district.secretary))[one.name] == "15.00"


def test_of_two_versions_of_one_month_the_later_one_holds(district, sign_in):
    one = members(district)[0]
    standard(one, district.secretary, DuesCategory.WAGE, base_cents=3_000_00)
    standard(one, district.secretary, DuesCategory.WAGE, base_cents=2_000_00)

    assert amounts(sign_in(district.secretary))[one.name] == "10.00"


@pytest.mark.parametrize("base", ["", "两千", "-3000", "0", "0.5", "3000.555", "99999999"])
def test_a_base_that_cannot_be_is_named_at_its_row_and_kept(district, sign_in, base):
    client = sign_in(district.secretary)
    one, two, *_rest = members(district)
    data = {"category": "wage", "valid_from": "2026-10", "member": [one.pk, two.pk]}

    response = client.post(URL, data | {f"base-{one.pk}": base, f"base-{two.pk}": "3000"})

    rows = {row.pk: row for _line, row in response.context["lines"]}
    assert response.status_code == 422
    assert rows[one.pk].error == "请写每月的收入基数，例如 4200，在 1 元到 10 万元之间。"
    assert (rows[one.pk].base, rows[one.pk].ticked, rows[two.pk].base) == (base, True, "3000")
    assert DuesStandard.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"category": ""}, "category", "请先选一种交纳类别。"),
        ({"category": "king"}, "category", "请先选一种交纳类别。"),
        ({"member": []}, "rows", "请先在名单里打勾，选好要设定的党员。"),
        ({"valid_from": "2020-01"}, "valid_from", "请选从哪个月起。"),
        ({"category": "reduced"}, "reduced", "请写批准后每月交多少元。"),
        ({"category": "reduced", "reduced": "2角"}, "reduced", "金额请用元写：2角写成 0.20，5分写成 0.05。"),
        ({"category": "exempt", "approved_by": "镇党委"}, "approved_on", "请写批准日期。"),
        ({"category": "exempt", "approved_by": "镇党委"}, "approval_document", "请写批准文件的名称或文号。"),
        (
            {
                "category": "exempt",
                "approved_by": "镇党委",
                "approved_on": "2026-11-03",
                "approval_document": "批复",
            },
            "approved_on",
            "批准日期还没有到。",
        ),
    ],
)
def test_what_is_missing_is_said(district, sign_in, changes, field, message):
    data = {"category": "relief", "valid_from": "2026-10", "member": [members(district)[0].pk]}

    response = sign_in(district.secretary).post(URL, data | changes)

    assert response.status_code == 422
    assert response.context["form"].errors[field] == message
    assert message in response.content.decode()
    assert DuesStandard.objects.count() == 0


def test_who_is_exempted_owes_nothing_and_is_named_below_the_list(district, sign_in):
    client = sign_in(district.secretary)
    one = members(district)[0]
    approval = {"approved_by": "高坪镇党委", "approved_on": "2026-10-20", "approval_document": "批复〔2026〕8号"}

    client.post(URL, {"category": "exempt", "valid_from": "2026-10", "member": [one.pk]} | approval)

    page = client.get(DUES)
    assert one.name not in [row.name for row in page.context["rows"]]
    assert page.context["exempt"] == [one.name]
    assert "已交 0 人，还差 7 人" in client.get("/ledgers/2026-10/").content.decode()
    assert "高坪镇党委2026-10-20批准，批复〔2026〕8号" in client.get(URL).content.decode()


def test_a_standard_never_reaches_back_beyond_last_month(district):
    one = members(district)[0]

    with pytest.raises(StandardRefused, match="标准最早从上个月起算"):
        standards_set(
            branch=district.branch,
            standards=[Standard(one.pk, DuesCategory.RELIEF)],
            valid_from=dt.date(2026, 9, 1),
            by=district.secretary,
            at=NOW,
        )


def test_members_of_other_branches_are_left_out(district, sign_in):
    stranger = Member.objects.filter(branch=district.sibling).first()

    sign_in(district.secretary).post(URL, {"category": "relief", "valid_from": "2026-10", "member": [stranger.pk]})

    assert DuesStandard.objects.count() == 0


def test_reviewers_read_and_cannot_write(district, sign_in):
    client = sign_in(district.reviewer)
    address = f"{URL}?branch={district.branch.pk}"
    one = members(district)[0]

    assert client.get(address).context["may_edit"] is False
    refused = client.post(address, {"category": "relief", "valid_from": "2026-10", "member": [one.pk]})
    assert refused.status_code == 403
    assert "只有本支部的书记、文书可以修改党员名册。" in refused.content.decode()
    assert sign_in(district.other_reviewer).get(address).status_code == 404
    assert sign_in(district.leader).get(address).status_code == 403


def test_an_empty_roll_says_where_to_begin(district, sign_in):
    Member.objects.filter(branch=district.branch).update(state="moved")

    assert "名册还是空的" in sign_in(district.secretary).get(URL).content.decode()


def test_the_number_of_queries_does_not_depend_on_the_roll(district, sign_in, django_assert_num_queries):
    client = sign_in(district.secretary)
    for count in (0, 30):
        for _number in range(count):
            standard(make_member(district.branch), district.secretary, DuesCategory.WAGE, base_cents=3_000_00)
        with django_assert_num_queries(9):
            client.get(URL)


# --- Facts of the database ---
@pytest.mark.parametrize(
    "columns",
    [
        {"category": "king"},
        {"category": "wage"},
        {"category": "wage", "base_cents": 99},
        {"category": "farmer", "base_cents": 3_000_00},
        {"category": "farmer", "fixed_cents": 20},
        {"category": "reduced", "fixed_cents": 0},
        {"category": "exempt", "fixed_cents": 10},
        {"category": "exempt"},
        {"category": "exempt", "fixed_cents": 0, "approved_by": "镇党委"},
        {"category": "farmer"} | APPROVAL,
        {"category": "farmer", "valid_from": dt.date(2026, 1, 2)},
    ],
)
def test_the_database_refuses_what_is_no_standard(district, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        standard(members(district)[0], district.secretary, **columns)


def test_a_version_is_never_overwritten(district):
    row = standard(members(district)[0], district.secretary, DuesCategory.EXEMPT, fixed_cents=0, **APPROVAL)

    with pytest.raises(InternalError), transaction.atomic():
        DuesStandard.objects.filter(pk=row.pk).update(approved_by="别的党委")
    with pytest.raises(InternalError), transaction.atomic():
        row.delete()
