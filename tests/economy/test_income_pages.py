"""The pages of income: district, township, village; who sees and does what; queries that do not grow."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from economy.enums.income import Item
from economy.models import IncomeEntry
from economy.services.imports import import_apply, import_receive
from tests.economy.import_samples import sheet
from tests.economy.income_samples import PAST, audited, book_entry, closed, fill_year
from tests.factories import NOW, District, make_branch, make_file

pytestmark = pytest.mark.django_db


def page(client, user, name: str, *args, query: str = "") -> str:
    client.force_login(user)
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_district_sees_its_townships(district, client):
    fill_year(district)
    text = page(client, district.district_reviewer, "economy:overview", query=f"?year={PAST}")
    assert "高坪镇" in text and "龙溪镇" in text
    assert "13.00" in text  # operating income in 万元


def test_a_township_and_a_village_come_to_their_own(district, client):
    client.force_login(district.reviewer)
    answer = client.get(reverse("economy:overview"), follow=True)
    assert "马源村" in answer.content.decode() and "竹溪村" not in answer.content.decode()
    client.force_login(district.secretary)
    own = client.get(reverse("economy:overview")).content.decode()
    assert "马源村 · 2026年集体收支" in own and "登记一笔" in own


def test_the_list_is_narrowed_by_class_and_state(district, client):
    fill_year(district)
    user = district.district_reviewer
    over = page(client, user, "economy:village-list", query=f"?year={PAST}&income_class=over")
    assert "马源村" in over and "竹溪村" not in over
    empty = page(client, user, "economy:village-list", query=f"?year={PAST}&state=none")
    assert "竹溪村" in empty and "马源村" not in empty
    township = f"?year={PAST}&township={district.other_township.pk}"
    assert "马源村" not in page(client, user, "economy:village-list", query=township)
    assert "没有这样的村" in page(client, user, "economy:village-list", query=f"?year={PAST}&state=audited")


def test_a_secretary_books_with_a_photo(district, client):
    client.force_login(district.secretary)
    address = reverse("economy:incomeentry-new", args=[district.branch.pk]) + f"?year={PAST}"
    sent = {
        "month": 3,
        "item": Item.RENT,
        "cents": "1.2万",
        "party": "食用菌合作社",
        "note": "一季度租金",
        "year": PAST,
    }
    with make_file(district.branch, district.secretary).file.open() as picture:
        photo = SimpleUploadedFile("凭证.jpg", picture.read(), content_type="image/jpeg")
    answer = client.post(address, sent | {"file": photo})
    assert answer.status_code == 302
    entry = IncomeEntry.objects.get()
    assert (entry.cents, entry.month.month, entry.file is not None) == (12_000_00, 3, True)
    assert "食用菌合作社" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("cents", "-3", "不能是负数"),
        ("cents", "3.333", "最多到分"),
        ("cents", "99999999999", "10亿元"),
        ("item", Item.HANDED, "请选科目"),
        ("month", "13", "请选月份"),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(district, client, field, value, words):
    client.force_login(district.secretary)
    address = reverse("economy:incomeentry-new", args=[district.branch.pk]) + f"?year={PAST}"
    good = {"month": 3, "item": Item.RENT, "cents": "100", "note": "留住这句话", "year": PAST}
    answer = client.post(address, good | {field: value})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert words in text and "留住这句话" in text
    assert not IncomeEntry.objects.exists()


def test_a_file_that_is_none_is_refused_with_the_rest_kept(district, client):
    client.force_login(district.secretary)
    address = reverse("economy:incomeentry-new", args=[district.branch.pk]) + f"?year={PAST}"
    bad = SimpleUploadedFile("凭证.jpg", b"no picture", content_type="image/jpeg")
    answer = client.post(address, {"month": 3, "item": Item.RENT, "cents": "100", "year": PAST, "file": bad})
    assert answer.status_code == 422 and not IncomeEntry.objects.exists()


def test_the_year_is_closed_audited_and_given_back_from_the_page(district, client):
    fill_year(district)
    client.force_login(district.secretary)
    answer = client.post(reverse("economy:year-close", args=[district.branch.pk]), {"year": PAST})
    assert answer.status_code == 302
    book = district.branch.income_books.get()

    client.force_login(district.reviewer)
    answer = client.post(reverse("economy:incomebook-audit", args=[book.pk]), {"note": ""})
    assert answer.status_code == 422 and "请写审定意见" in answer.content.decode()
    answer = client.post(reverse("economy:incomebook-audit", args=[book.pk]), {"note": "高农经审1号"}, follow=True)
    assert "120,000.00" in answer.content.decode()

    answer = client.post(reverse("economy:incomebook-reopen", args=[book.pk]), {"reason": ""})
    assert answer.status_code == 422
    client.post(reverse("economy:incomebook-reopen", args=[book.pk]), {"reason": "漏记"})
    book.refresh_from_db()
    assert book.is_open


def test_a_year_that_has_moved_on_says_so_on_its_page(district, client):
    book = audited(district)
    client.force_login(district.reviewer)
    again = client.post(reverse("economy:incomebook-audit", args=[book.pk]), {"note": "再审"})
    assert again.status_code == 422 and "现在是“已审定”，不能审定" in again.content.decode()
    client.post(reverse("economy:incomebook-reopen", args=[book.pk]), {"reason": "漏记"})
    twice = client.post(reverse("economy:incomebook-reopen", args=[book.pk]), {"reason": "漏记"})
    assert twice.status_code == 422 and "还没有结账" in twice.content.decode()
    client.force_login(district.secretary)
    assert client.post(reverse("economy:incomebook-audit", args=[book.pk]), {"note": "审"}).status_code == 403


def test_a_township_takes_an_imported_amount_back_from_the_page(district, client):
    content = sheet(("", "马源村", 5, None, None))
    values = {"by": district.reviewer, "at": NOW}
    found = import_receive(place=district.township, year=PAST, filename="a.xlsx", content=content, **values)
    import_apply(income_import=found, good_only=False, **values)
    entry = IncomeEntry.objects.get()
    address = reverse("economy:incomeentry-withdraw", args=[entry.pk])
    query = f"?year={PAST}"
    assert address not in page(client, district.secretary, "economy:village-detail", district.branch.pk, query=query)
    assert client.get(address).status_code == 403
    booking = reverse("economy:incomeentry-new", args=[district.branch.pk]) + query
    sent = {"month": 3, "item": Item.RENT, "cents": "5", "year": PAST}
    answer = client.post(booking, sent)
    assert answer.status_code == 422 and "请乡镇先撤销" in answer.content.decode()
    assert address in page(client, district.reviewer, "economy:village-detail", district.branch.pk, query=query)
    assert client.post(address, {"why": "村里自己按月记"}).status_code == 302
    client.force_login(district.secretary)
    assert client.post(booking, sent).status_code == 302


def test_closing_without_vouchers_says_why_on_the_page(district, client):
    book_entry(district)
    client.force_login(district.secretary)
    answer = client.post(reverse("economy:year-close", args=[district.branch.pk]), {"year": PAST})
    assert answer.status_code == 422 and "没有凭证" in answer.content.decode()


def test_buttons_are_shown_to_those_who_may_press_them(district, client):
    fill_year(district)
    village = "economy:village-detail"
    query = f"?year={PAST}"
    assert "登记一笔" in page(client, district.secretary, village, district.branch.pk, query=query)
    assert "登记一笔" not in page(client, district.reviewer, village, district.branch.pk, query=query)
    closed(district)
    own = page(client, district.secretary, village, district.branch.pk, query=query)
    assert "登记一笔" not in own and "审定这一年" not in own
    assert "审定这一年" in page(client, district.reviewer, village, district.branch.pk, query=query)
    assert "审定这一年" not in page(client, district.leader, village, district.branch.pk, query=query)


def test_a_colleague_hears_why_and_a_stranger_finds_nothing(district, client):
    entry = book_entry(district)
    address = reverse("economy:incomeentry-withdraw", args=[entry.pk])
    client.force_login(district.reviewer)
    answer = client.get(address)
    assert answer.status_code == 403 and "由村里登记" in answer.content.decode()
    client.force_login(district.other_secretary)
    assert client.get(address).status_code == 404
    client.force_login(district.secretary)
    assert client.get(address).status_code == 200
    assert client.post(address, {"why": ""}).status_code == 422
    assert client.post(address, {"why": "记错"}).status_code == 302


@pytest.mark.parametrize("name", ["economy:overview", "economy:village-list"])
@pytest.mark.parametrize("many", [1, 30])
def test_the_number_of_queries_does_not_grow(district, client, django_assert_max_num_queries, name, many):
    for number in range(many):
        make_branch(district.township, f"第{number}村委会")
    audited(district)
    fill_year(district, 2024, branch=district.sibling)
    client.force_login(district.district_reviewer)
    address = reverse(name) + f"?year={PAST}"
    client.get(address)
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200


def test_another_district_is_not_seen(district, client):
    there = District(code="361003", name="东乡区")
    fill_year(there)
    text = page(client, district.district_reviewer, "economy:overview", query=f"?year={PAST}")
    assert "13.00" not in text
