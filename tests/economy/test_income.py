"""The books of a village's year: what they take and refuse, at the form, the service and the database."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from economy.amounts import AmountRefused, cents_from, cents_of
from economy.enums.income import EXPENSE, INCOME, OPERATING, BookState, IncomeClass, Item, Origin
from economy.models import IncomeBook, IncomeEntry
from economy.refusal import EconomyRefused
from economy.regimes import NEW, OLD, regime_of
from economy.selectors.income import Bounds, projected, summed, villages_in, years_of
from economy.selectors.plan import plan_rows
from economy.services.imports import import_apply, import_receive
from economy.services.income import (
    entry_add,
    entry_attach,
    entry_withdraw,
    rules_of_year,
    year_audit,
    year_close,
    year_reopen,
)
from tests.economy.import_samples import sheet
from tests.economy.income_samples import PAST, RUNNING, audited, book_entry, closed, fill_year
from tests.economy.plan_samples import make_plan
from tests.factories import NOW, make_branch, make_file

pytestmark = pytest.mark.django_db


def refused(work, *words: str, field: str | None = None) -> None:
    with pytest.raises(EconomyRefused) as refusal:
        work()
    assert all(word in str(refusal.value) for word in words), str(refusal.value)
    assert refusal.value.field == field


def database_refuses(work) -> None:
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        work()


# --- Regimes ---------------------------------------------------------------------------------------------------
def test_the_year_says_which_regime_holds():
    assert regime_of(2023) is OLD and regime_of(2024) is NEW
    assert Item.HANDED in OLD.items and Item.HANDED not in NEW.items
    assert {Item.TAX, Item.WELFARE, Item.INCOME_TAX} <= set(NEW.items) - set(OLD.items)


def test_the_old_profit_adds_subsidies_after_the_operating_profit():
    cents = {Item.RENT: 100, Item.CONTRACT: 50, Item.HANDED: 30, Item.INVEST: 20, Item.COST: 60, Item.ADMIN: 40}
    cents |= {Item.SUBSIDY: 500, Item.OTHER: 7, Item.OTHER_COST: 3}
    assert [amount for _label, amount in OLD.statement(cents)] == [100, 604]


def test_the_new_profit_counts_subsidies_as_operating_and_takes_taxes_off():
    cents = {Item.RENT: 100, Item.CONTRACT: 50, Item.INVEST: 20, Item.SUBSIDY: 500, Item.COST: 60, Item.TAX: 5}
    cents |= {Item.ADMIN: 40, Item.OTHER: 7, Item.WELFARE: 80, Item.OTHER_COST: 3, Item.INCOME_TAX: 9}
    assert [amount for _label, amount in NEW.statement(cents)] == [565, 489, 480]


@given(st.dictionaries(st.sampled_from(Item.values), st.integers(0, 10**14)), st.sampled_from([OLD, NEW]))
def test_the_net_is_what_came_in_less_what_went_out(cents, regime):
    known = {item: amount for item, amount in cents.items() if item in regime.items}
    income = sum(amount for item, amount in known.items() if item in INCOME)
    expense = sum(amount for item, amount in known.items() if item in EXPENSE)
    assert regime.net(known) == income - expense


# --- Amounts ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12345.6", 12_345_60),
        ("12,345.60元", 12_345_60),
        ("￥300", 300_00),
        ("３００", 300_00),
        ("3.5万", 35_000_00),
        ("0.01", 1),
        ("1,000,000,000", 10**11),
    ],
)
def test_amounts_are_read_as_people_write_them(text, cents):
    assert cents_from(text) == cents


@pytest.mark.parametrize("text", ["", "-5", "－5", "1.234", "0", "十元", "1e5", "1000000000.01", "99999999999999"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(AmountRefused):
        cents_from(text)


@pytest.mark.parametrize("text", ["1000000000.01", "100000.01万", "99999999999999", "12345678901234.5元", "9" * 20])
def test_an_amount_that_is_too_large_hears_the_limit(text):
    with pytest.raises(AmountRefused, match="10亿元"):
        cents_from(text)


@given(st.integers(1, 10**11))
def test_an_amount_comes_back_to_the_cent(cents):
    assert cents_from(f"{cents // 100}.{cents % 100:02d}") == cents
    assert cents_of(cents / 100) == cents


def test_a_spreadsheet_sum_is_what_it_was_meant_to_be():
    assert cents_of(0.1 + 0.2) == 30
    for number in (0.125, -1, float("nan"), float("inf"), 1e300):
        with pytest.raises(AmountRefused):
            cents_of(number)


# --- What the books take ---------------------------------------------------------------------------------------
def test_an_entry_is_booked_and_taken_back(district):
    entry = book_entry(district, Item.RENT, 12_000_00)
    assert (entry.book.year, entry.cents, entry.origin) == (PAST, 12_000_00, Origin.TYPED)

    refused(lambda: entry_withdraw(entry=entry, why=" ", by=district.secretary, at=NOW), "为什么", field="why")
    entry_withdraw(entry=entry, why="记重了", by=district.secretary, at=NOW)
    assert not IncomeEntry.objects.valid().exists()
    refused(lambda: entry_withdraw(entry=entry, why="再来", by=district.secretary, at=NOW), "已经撤销")


@pytest.mark.parametrize(
    ("values", "words", "field"),
    [
        ({"cents": 0}, "大于 0", "cents"),
        ({"cents": -5}, "大于 0", "cents"),
        ({"cents": 10**11 + 1}, "10亿元", "cents"),
        ({"item": Item.HANDED}, "没有这个科目", "item"),
        ({"item": Item.COST, "is_once": True}, "不用区分", "is_once"),
        ({"item": Item.SUBSIDY, "is_once": True}, "已经单列", "is_once"),
        ({"year": RUNNING, "month": 12}, "12月还没有到", "month"),
        ({"year": 2027, "month": 1}, "2027年还没有到", "month"),
        ({"year": 2019, "month": 5, "item": Item.RENT}, "2020年起设立", "month"),
    ],
)
def test_the_service_says_what_is_wrong_with_an_entry(district, values, words, field):
    refused(lambda: book_entry(district, **({"item": Item.RENT, "cents": 100} | values)), words, field=field)
    assert not IncomeEntry.objects.exists()


def test_a_month_of_another_year_is_refused(district):
    refused(
        lambda: entry_add(
            village=district.branch,
            year=PAST,
            month=dt.date(2024, 3, 1),
            item=Item.RENT,
            cents=1,
            by=district.secretary,
            at=NOW,
        ),
        "不在2025年",
        field="month",
    )


def test_only_the_village_books(district):
    for stranger in (district.reviewer, district.district_reviewer, district.sibling_secretary, district.leader):
        with pytest.raises(EconomyRefused):
            book_entry(district, by=stranger)


@pytest.mark.parametrize(
    "values",
    [
        {"cents": 0},
        {"cents": 10**11 + 1},
        {"item": "gold"},
        {"item": Item.HANDED},
        {"month": dt.date(2024, 6, 1)},
        {"month": dt.date(PAST, 6, 2)},
        {"month": None},
        {"item": Item.COST, "is_once": True},
        {"origin": Origin.IMPORT},
        {"withdrawn_at": NOW},
    ],
)
def test_the_database_refuses_what_the_service_does(district, values):
    entry = book_entry(district)
    database_refuses(lambda: IncomeEntry.objects.filter(pk=entry.pk).update(**values))
    columns = {"book": entry.book, "month": dt.date(PAST, 5, 1), "item": Item.RENT, "cents": 5, "by": entry.by}
    database_refuses(lambda: IncomeEntry.objects.create(**(columns | {"at": NOW} | values)))


def test_the_database_knows_no_year_before_the_village(district):
    database_refuses(lambda: IncomeBook.objects.create(organisation=district.branch, year=2019))
    database_refuses(lambda: IncomeBook.objects.create(organisation=district.township, year=2025))
    district.branch.active_until = dt.date(2024, 6, 1)
    district.branch.save(update_fields=["active_until"])
    database_refuses(lambda: IncomeBook.objects.create(organisation=district.branch, year=2025))
    refused(lambda: book_entry(district), "已经撤销", field="month")
    # `active_until` is the first day without the village: it had no day of that year.
    district.branch.active_until = dt.date(PAST, 1, 1)
    district.branch.save(update_fields=["active_until"])
    database_refuses(lambda: IncomeBook.objects.create(organisation=district.branch, year=PAST))
    refused(lambda: book_entry(district), "2025年以前已经撤销", field="month")
    district.branch.active_until = dt.date(PAST, 1, 2)
    district.branch.save(update_fields=["active_until"])
    assert book_entry(district, month=1)


def test_what_was_imported_for_the_year_is_not_booked_by_the_month_as_well(district):
    imported = import_apply(
        income_import=import_receive(
            place=district.township,
            year=PAST,
            filename="a.xlsx",
            content=sheet(("", "马源村", 100_000, None, None)),
            by=district.reviewer,
            at=NOW,
        ),
        good_only=False,
        by=district.reviewer,
        at=NOW,
    )
    assert imported.new == 1
    refused(lambda: book_entry(district, Item.RENT), "出租收入", "100,000.00", "乡镇先撤销", field="item")
    whole = IncomeEntry.objects.get()
    columns = {"book": whole.book, "month": dt.date(PAST, 5, 1), "item": Item.RENT, "cents": 5, "by": whole.by}
    database_refuses(lambda: IncomeEntry.objects.create(at=NOW, **columns))
    assert book_entry(district, Item.SALES)

    refused(lambda: entry_withdraw(entry=whole, why="村里自己记", by=district.secretary, at=NOW), "由乡镇或区里办理")
    entry_withdraw(entry=whole, why="村里自己记", by=district.reviewer, at=NOW)
    assert book_entry(district, Item.RENT)


def test_a_village_dissolved_in_the_year_counts_nowhere_and_keeps_its_books(district, client):
    book_entry(district, cents=90_000_00)
    book_entry(district, cents=100_00, branch=district.sibling)
    make_branch(district.township, "新村委会")
    district.sibling.active_until = dt.date(PAST, 9, 1)
    district.sibling.save(update_fields=["active_until"])
    lines = lines_of(district)
    assert district.sibling.pk not in lines
    total = sum(line.operating for line in lines.values())
    (row,) = plan_rows(make_plan(district), [district.township], NOW.date())
    assert row.cells[0].actual == total == 90_000_00
    client.force_login(district.sibling_secretary)
    own = client.get(reverse("economy:village-detail", args=[district.sibling.pk]) + f"?year={PAST}")
    assert "100.00" in own.content.decode()
    client.force_login(district.secretary)
    # With it, the middle of the township would be a hundred yuan.
    neighbour = client.get(reverse("economy:village-detail", args=[district.branch.pk]) + f"?year={PAST}")
    assert "中位数" not in neighbour.content.decode()


# --- A closed year ---------------------------------------------------------------------------------------------
def test_a_closed_year_refuses_writes_at_every_level(district, client):
    entry = book_entry(district, with_file=True)
    book = closed(district)
    assert book.state == BookState.CLOSED and book.operating_cents == 12_000_00

    refused(lambda: book_entry(district), "2025年已经结账")
    refused(lambda: entry_withdraw(entry=entry, why="改", by=district.secretary, at=NOW), "2025年已经结账")
    refused(lambda: closed(district), "2025年已经结账")
    bare = {"book": book, "month": dt.date(PAST, 5, 1), "item": Item.RENT, "cents": 5, "by": entry.by, "at": NOW}
    database_refuses(lambda: IncomeEntry.objects.create(**bare))
    database_refuses(lambda: IncomeEntry.objects.bulk_create([IncomeEntry(**bare)]))
    database_refuses(lambda: IncomeEntry.objects.filter(pk=entry.pk).update(cents=1))
    database_refuses(lambda: IncomeEntry.objects.filter(pk=entry.pk).delete())
    database_refuses(lambda: book.delete())

    client.force_login(district.secretary)
    address = reverse("economy:incomeentry-new", args=[district.branch.pk]) + f"?year={PAST}"
    assert client.get(address).status_code == 302
    answer = client.post(address, {"month": 3, "item": Item.RENT, "cents": "77.50", "year": PAST})
    assert answer.status_code == 422
    assert "2025年已经结账" in (page := answer.content.decode()) and "77.50" in page
    assert IncomeEntry.objects.count() == 1


def test_a_year_is_closed_when_it_is_over_and_has_its_vouchers(district):
    fill_year(district, RUNNING)
    refused(lambda: closed(district, year=RUNNING), "还没有过完")
    bare = book_entry(district, cents=1_000_00)
    refused(lambda: closed(district), "1 笔", "1,000元", "凭证")
    refused(lambda: year_close(village=district.branch, year=PAST, by=district.reviewer, at=NOW), "由村里登记")
    entry_attach(entry=bare, file=make_file(district.branch, district.secretary), by=district.secretary, at=NOW)
    book_entry(district, cents=999_99, month=2)
    assert closed(district).net_cents == 1_999_99


def test_a_village_with_nothing_closes_with_nothing(district):
    assert closed(district).net_cents == 0


def test_a_year_is_audited_by_another_and_freezes_the_base(district):
    book = audited(district)
    assert book.state == BookState.AUDITED
    assert (book.net_cents, book.base_cents, book.percent) == (140_000_00, 120_000_00, 20)
    assert [step.action for step in book.steps.all()] == ["close", "audit"]
    refused(lambda: year_audit(book=book, note="再审", by=district.reviewer, at=NOW), "不能审定")


def test_who_closed_does_not_audit(district):
    book = closed(district)
    refused(lambda: year_audit(book=book, note="审", by=district.secretary, at=NOW), "由乡镇或区里办理")
    refused(lambda: year_audit(book=book, note="审", by=district.other_reviewer, at=NOW), "管理范围")
    refused(lambda: year_audit(book=book, note=" ", by=district.reviewer, at=NOW), "审定意见", field="note")
    IncomeBook.objects.filter(pk=book.pk).update(closed_by=district.reviewer)
    refused(lambda: year_audit(book=book, note="审", by=district.reviewer, at=NOW), "结账的人不能审定")
    frozen = {"state": BookState.AUDITED, "audited_at": NOW, "audit_note": "审", "base_cents": 0, "percent": 20}
    rows = IncomeBook.objects.filter(pk=book.pk)
    database_refuses(lambda: rows.update(audited_by=district.reviewer, **frozen))
    database_refuses(lambda: rows.update(audited_by=district.lead, **(frozen | {"percent": 21})))


def test_a_year_goes_back_with_a_reason(district):
    book = audited(district)
    refused(lambda: year_reopen(book=book, reason="", by=district.reviewer, at=NOW), "为什么", field="reason")
    refused(lambda: year_reopen(book=book, reason="改", by=district.secretary, at=NOW), "由乡镇或区里办理")
    book = year_reopen(book=book, reason="漏记一笔租金", by=district.district_reviewer, at=NOW)
    assert book.is_open and book.base_cents is None and book.closed_by is None
    book_entry(district, cents=100)


# --- Classes, pace, hints --------------------------------------------------------------------------------------
def lines_of(district, year: int = PAST):
    bounds = Bounds.of(rules_of_year(district.root, year))
    return {
        line.pk: line
        for line in years_of(villages_in(district.district_reviewer, district.root, year), year, NOW.date(), bounds)
    }


@pytest.mark.parametrize(
    ("cents", "income_class", "is_over"),
    [
        (0, IncomeClass.SHELL, False),
        (49_999_99, IncomeClass.SHELL, False),
        (50_000_00, IncomeClass.WEAK, False),
        (99_999_99, IncomeClass.WEAK, False),
        (100_000_00, IncomeClass.FAIR, False),
        (100_000_01, IncomeClass.FAIR, True),
        (500_000_00, IncomeClass.GOOD, True),
        (1_000_000_00, IncomeClass.STRONG, True),
    ],
)
def test_the_line_is_passed_by_more_than_it(district, cents, income_class, is_over):
    if cents:
        book_entry(district, cents=cents)
    line = lines_of(district)[district.branch.pk]
    assert (line.income_class, line.is_over) == (income_class, is_over)


def test_what_came_once_and_subsidies_do_not_count_for_the_line(district):
    book_entry(district, Item.RENT, 60_000_00)
    book_entry(district, Item.SALES, 80_000_00, is_once=True)
    book_entry(district, Item.SUBSIDY, 500_000_00)
    book_entry(district, Item.OTHER, 3_000_00)
    line = lines_of(district)[district.branch.pk]
    assert (line.operating, line.once, line.subsidy, line.other) == (60_000_00, 80_000_00, 500_000_00, 3_000_00)
    assert not line.is_over and line.income_class == IncomeClass.WEAK


def test_the_classes_add_up_to_the_villages_of_the_last_day(district):
    book_entry(district, cents=700_000_00)
    district.sibling.active_until = dt.date(PAST, 12, 31)
    district.sibling.save(update_fields=["active_until"])
    total = summed("全区", lines_of(district).values())
    assert sum(total.classes.values()) == total.villages == 3
    assert total.over + total.under == 3


@given(st.integers(0, 10**11), st.integers(0, 10**11), st.integers(0, 12))
def test_the_pace_never_takes_away_what_is_in_the_books(operating, early, months):
    early = min(operating, early)
    assert projected(operating, early, months) >= operating


def test_the_pace_reckons_with_whole_months(district):
    for month in range(1, 11):
        book_entry(district, cents=8_000_00, year=RUNNING, month=month)
    book_entry(district, cents=9_000_00, year=RUNNING, month=11)
    line = lines_of(district, RUNNING)[district.branch.pk]
    assert line.operating == 89_000_00 and not line.is_over
    assert line.projected == 96_000_00 and not line.will_be_over


def test_a_jump_and_a_lone_high_figure_are_hinted_at(district):
    book_entry(district, cents=20_000_00, year=2024)
    for branch in district.branches:
        book_entry(district, cents=50_000_00, branch=branch)
    line = lines_of(district)[district.branch.pk]
    assert line.hints == ["比上年多150%"]
    assert lines_of(district)[district.sibling.pk].hints == []


def test_subsidies_and_single_sales_are_hinted_at(district):
    book_entry(district, Item.RENT, 1_000_00)
    book_entry(district, Item.SUBSIDY, 99_000_00)
    book_entry(district, Item.SALES, 1_000_00, branch=district.sibling)
    book_entry(district, Item.SALES, 9_000_00, branch=district.sibling, is_once=True)
    assert lines_of(district)[district.branch.pk].hints == ["补助占99%"]
    assert lines_of(district)[district.sibling.pk].hints == ["一次性收入占90%"]


@given(st.lists(st.tuples(st.sampled_from(OPERATING), st.integers(1, 10**10)), max_size=6))
def test_the_class_of_a_sum_does_not_depend_on_how_it_was_booked(parts):
    bounds = Bounds((5, 10, 50, 100), 100, 50, 5, 80, 50)
    total = sum(cents for _item, cents in parts)
    assert bounds.class_of(total) == _slow_class(total)


def _slow_class(cents: int) -> IncomeClass:
    for bound, income_class in ((100, "strong"), (50, "good"), (10, "fair"), (5, "weak")):
        if cents >= bound:
            return IncomeClass(income_class)
    return IncomeClass.SHELL
