"""A member's year, receipts, the yearly sheet, sums of places: what each shows, to whom, and that they agree."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from ledgers.enums.dues import DuesCategory
from ledgers.integrity import problems
from ledgers.models import DuesPayment, Ledger, Member
from ledgers.services.ledgers import ledger_submit
from tests.factories import NOW, District, fill_ledger, make_member
from tests.ledgers.dues_samples import ledger_at, lock, open_months, pay, standard

OCTOBER, SEPTEMBER, AUGUST = dt.date(2026, 10, 1), dt.date(2026, 9, 1), dt.date(2026, 8, 1)


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


@pytest.fixture
def autumn(district):
    """August to October with payments in three branches; the money received is 3.20 yuan in all."""
    months = open_months(district, 2)
    one, two, *_rest = members(district)
    pay(ledger_at(district, AUGUST), district.secretary, one, two)
    pay(ledger_at(district, SEPTEMBER), district.secretary, one)
    sibling = Member.objects.filter(branch=district.sibling).first()
    pay(ledger_at(district, SEPTEMBER, district.sibling), district.sibling_secretary, sibling, cents=100)
    for month in months[:2]:
        for ledger in Ledger.objects.filter(month=month):
            lock(ledger)
    pay(district.ledger(), district.secretary, one, two)
    pay(district.ledger(), district.secretary, two, month=SEPTEMBER)
    other = Member.objects.filter(branch=district.other_branch).first()
    pay(district.ledger(district.other_branch), district.other_secretary, other, cents=100)
    return district


def members(district: District) -> list[Member]:
    return list(Member.objects.filter(branch=district.branch).order_by("pk"))


def year_page(member: Member) -> str:
    return reverse("ledgers:dues-member", args=[member.pk])


# --- A member's year ---
def test_a_year_month_by_month(autumn, sign_in):
    two = members(autumn)[1]

    strip = sign_in(autumn.secretary).get(year_page(two)).context["strip"]

    said = {cell.label: (cell.due, cell.paid, cell.state) for cell in strip}
    assert len(strip) == 12
    assert said["7月"] == ("—", "—", "不用交")
    assert said["8月"] == ("0.20", "0.20", "当月交")
    assert said["9月"] == ("0.20", "0.20", "补交")
    assert said["10月"] == ("0.20", "0.20", "当月交")
    assert strip[8].detail == "10月15日交 · 记在2026年10月台账"


def test_the_secretary_records_months_ahead_on_it(autumn, sign_in):
    client, one = sign_in(autumn.secretary), members(autumn)[0]
    key = f"{one.pk}-202611"
    data = {f"was-{key}": "", f"paid-{key}": "on", f"amount-{key}": "0.2", f"proxy-{key}": "", "day": "2026-11-01"}

    assert client.post(year_page(one), data).status_code == 302
    payment = DuesPayment.objects.get(member=one, month=dt.date(2026, 11, 1))
    assert (payment.ledger.month.month, payment.paid_cents) == (OCTOBER, 20)

    wrong = client.post(year_page(one), data | {f"was-{key}": "20|2026-11-01", f"amount-{key}": "-2"})
    assert wrong.status_code == 422
    assert "请写金额" in wrong.content.decode()


def test_a_month_that_a_locked_ledger_received_is_not_offered_again(autumn, sign_in):
    one = members(autumn)[0]

    context = sign_in(autumn.secretary).get(year_page(one)).context
    months = [row.month for row in [*context["rows"], *context["far_rows"]]]

    assert AUGUST not in months
    assert SEPTEMBER not in months
    assert (min(months), max(months)) == (dt.date(2026, 4, 1), dt.date(2027, 9, 1))
    assert context["far_rows"][0].month == dt.date(2027, 1, 1)  # a quarter may be paid at once


def test_reviewers_see_the_year_and_have_nothing_to_fill_in(autumn, sign_in):
    one = members(autumn)[0]
    page = sign_in(autumn.reviewer).get(year_page(one))

    assert page.status_code == 200
    assert page.context["rows"] == []
    assert sign_in(autumn.reviewer).post(year_page(one), {}).status_code == 403
    assert sign_in(autumn.other_reviewer).get(year_page(one)).status_code == 404
    assert sign_in(autumn.leader).get(year_page(one)).status_code == 403


# --- Receipts ---
def test_a_receipt_of_one_payment(autumn, sign_in):
    one = members(autumn)[0]
    payment = DuesPayment.objects.get(member=one, month=OCTOBER)

    page = sign_in(autumn.secretary).get(reverse("ledgers:dues-payment-receipt", args=[payment.pk])).content.decode()

    assert "贰角整" in page
    assert one.name in page
    assert "2026-10-15" in page
    assert autumn.branch.full_name in page


def test_a_receipt_of_a_year(autumn, sign_in):
    two = members(autumn)[1]
    page = sign_in(autumn.secretary).get(reverse("ledgers:dues-member-receipt", args=[two.pk]) + "?year=2026")

    assert page.context["cents"] == 60
    assert "陆角整" in page.content.decode()
    empty = sign_in(autumn.secretary).get(reverse("ledgers:dues-member-receipt", args=[two.pk]) + "?year=2025")
    assert "这一年还没有交过党费" in empty.content.decode()


# --- The yearly sheet ---
def test_the_sheet_names_sums_and_numbers_but_no_persons(autumn, sign_in):
    page = sign_in(autumn.secretary).get("/ledgers/dues/sheet/?year=2026")

    sheet = page.context["sheet"]
    months = {month.label: month for month in sheet.months}
    assert (sheet.cents, sheet.back_cents, sheet.payers) == (120, 20, 2)
    assert not months["7月"].is_kept
    assert (months["9月"].owing, months["9月"].paid, months["9月"].left) == (8, 2, 6)
    assert (months["9月"].cents, months["10月"].cents, months["10月"].back_cents) == (20, 60, 20)
    assert sheet.unpaid_members == 6
    assert not any(member.name in page.content.decode() for member in members(autumn))


def test_the_branch_may_choose_to_name_persons(autumn, sign_in):
    one, two, three, *_rest = members(autumn)
    page = sign_in(autumn.secretary).get("/ledgers/dues/sheet/?year=2026&names=1")

    people = {
        person.name: (person.due_months, person.paid_months, person.cents) for person in page.context["sheet"].people
    }
    assert people[two.name] == (3, 3, 60)
    assert people[three.name] == (3, 0, 0)
    assert one.name in page.content.decode()
    # Who may not see members gets no names either.
    leader = sign_in(autumn.leader).get(f"/ledgers/dues/sheet/?year=2026&names=1&branch={autumn.branch.pk}")
    assert one.name not in leader.content.decode()


# --- Sums of branch, township, district ---
@pytest.mark.parametrize(
    ("query", "months", "by_hand"),
    [("month=2026-10", [10], 160), ("month=2026-09", [9], 120), ("year=2026", [8, 9, 10], 320)],
)
def test_branch_township_and_district_agree(autumn, query, months, by_hand):
    """Each level sees the sum of the level below it, and all of them the money in the ledgers."""

    def total(user, query: str) -> str:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.get(f"/ledgers/dues/sums/?{query}").context["total"].yuan

    def yuan(township) -> str:
        rows = DuesPayment.objects.filter(ledger__township=township, ledger__month__month__month__in=months)
        return f"{sum(rows.values_list('paid_cents', flat=True)) / 100:.2f}"

    assert total(autumn.district_reviewer, query) == f"{by_hand / 100:.2f}"
    for township, reviewer in (
        (autumn.township, autumn.reviewer),
        (autumn.other_township, autumn.other_reviewer),
    ):
        assert total(reviewer, query) == yuan(township)
        assert total(autumn.district_reviewer, f"{query}&township={township.pk}") == yuan(township)


def test_a_branchs_year_is_that_of_its_sheet(autumn, sign_in):
    sheet = sign_in(autumn.secretary).get("/ledgers/dues/sheet/?year=2026").context["sheet"]
    lines = sign_in(autumn.reviewer).get("/ledgers/dues/sums/?year=2026").context["lines"]

    assert lines[0].name == autumn.branch.short_name
    assert lines[0].yuan == f"{sheet.cents / 100:.2f}"
    assert lines[0].payers == sheet.payers


def test_every_number_leads_to_its_list(autumn, sign_in):
    client = sign_in(autumn.district_reviewer)
    district = client.get("/ledgers/dues/sums/?month=2026-10")
    township = client.get(f"/ledgers/dues/sums/{district.context['lines'][0].url}")
    branch = client.get(township.context["lines"][0].url)

    assert [line.name for line in township.context["lines"]] == ["马源村党支部", "上聂村党支部"]
    assert branch.context["branch"] == autumn.branch
    assert (branch.context["owing"], branch.context["left"], branch.context["cents"]) == (8, 6, 60)
    assert [(line.due, line.state) for line in branch.context["others"]] == [("2026年9月", "补交")]
    owed = client.get(f"{township.context['lines'][0].url}&state=owed")
    assert len(owed.context["lines"]) == 6


def test_who_sees_no_members_is_led_to_the_sheet(autumn, sign_in):
    client = sign_in(autumn.township_leader)
    lines = client.get("/ledgers/dues/sums/?month=2026-10").context["lines"]

    assert lines[0].url == f"/ledgers/dues/sheet/?branch={autumn.branch.pk}&year=2026"
    assert client.get(lines[0].url).status_code == 200


def test_strangers_and_secretaries_have_no_sums(autumn, sign_in):
    assert sign_in(autumn.secretary).get("/ledgers/dues/sums/").status_code == 403
    address = f"/ledgers/dues/sums/?township={autumn.township.pk}"
    assert sign_in(autumn.other_reviewer).get(address).status_code == 404
    month = f"/ledgers/dues/months/2026-10/?branch={autumn.branch.pk}"
    assert sign_in(autumn.other_reviewer).get(month).status_code == 404
    assert sign_in(autumn.reviewer).get(month).status_code == 200


def test_pages_ask_no_more_for_a_longer_roll(autumn, sign_in, django_assert_max_num_queries):
    client = sign_in(autumn.reviewer)
    for _number in range(30):
        standard(make_member(autumn.branch), autumn.secretary, DuesCategory.WAGE, base_cents=3_000_00)
    for address in (
        f"/ledgers/dues/months/2026-10/?branch={autumn.branch.pk}",
        f"/ledgers/dues/sheet/?year=2026&branch={autumn.branch.pk}",
        "/ledgers/dues/sums/?month=2026-10",
    ):
        with django_assert_max_num_queries(16):
            client.get(address)


# --- Integrity ---
def test_whole_dues_have_no_problems(autumn):
    assert [problem for problem in problems() if "dues" in problem] == []


def test_money_that_changes_after_it_was_handed_in_is_found(district):
    fill_ledger(district.ledger(), district.secretary)
    ledger_submit(ledger=district.ledger(), by=district.secretary, at=NOW, note="情况属实")
    assert list(problems()) == []

    DuesPayment.objects.filter(pk=DuesPayment.objects.first().pk).update(paid_cents=999)

    assert [problem for problem in problems() if "cents of dues and now has" in problem]


def test_money_for_a_month_years_ago_is_found(autumn):
    DuesPayment.objects.filter(pk=DuesPayment.objects.first().pk).update(month=dt.date(2020, 1, 1))

    assert [problem for problem in problems() if "too long ago" in problem]
