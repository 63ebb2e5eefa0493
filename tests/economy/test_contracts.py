"""The contract register: what it takes, when it raises the alarm, what was paid."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse

from economy.enums.contract import ContractEnd, ContractKind, ContractStanding
from economy.enums.income import Item
from economy.models import Contract, IncomeEntry
from economy.refusal import EconomyRefused
from economy.rules.contract import standing_of
from economy.selectors.contract import lines_of
from economy.services.contract import contract_end, contract_withdraw
from economy.services.contract_reminders import contracts_remind
from notices.models import Notice
from tests.economy.contract_samples import make_contract
from tests.economy.income_samples import PAST, RUNNING, book_entry
from tests.factories import NOW, local
from tests.ledgers.decision_samples import start

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"number": " "}, "number", "合同编号"),
        ({"asset": ""}, "asset", "资产"),
        ({"party": ""}, "party", "对方"),
        ({"yearly_cents": 0}, "yearly_cents", "大于 0"),
        ({"yearly_cents": 10**11 + 1}, "yearly_cents", "10亿元"),
        ({"signed_on": dt.date(2026, 11, 3), "since": dt.date(2026, 11, 3)}, "signed_on", "还没有到"),
        ({"since": dt.date(2023, 12, 19)}, "since", "早于签订"),
        ({"until": dt.date(2023, 12, 31)}, "until", "早于起始"),
        ({"until": dt.date(2044, 1, 1)}, "until", "20年"),
    ],
)
def test_the_service_says_what_is_wrong(district, values, field, words):
    with pytest.raises(EconomyRefused, match=words) as refusal:
        make_contract(district, **values)
    assert refusal.value.field == field and not Contract.objects.exists()


def test_twenty_years_to_the_day_are_a_lease_and_land_may_run_longer(district):
    assert make_contract(district, until=dt.date(2043, 12, 31))
    assert make_contract(district, number="2", kind=ContractKind.LAND, until=dt.date(2053, 12, 31))


@pytest.mark.parametrize(
    "values",
    [
        {"number": ""},
        {"yearly_cents": 0},
        {"until": dt.date(2023, 1, 1)},
        {"until": dt.date(2060, 1, 1)},
        {"since": dt.date(2023, 1, 1)},
        {"pays_by": 13},
        {"ended_on": TODAY},
        {"end_kind": ContractEnd.RENEWED},
        {"kind": "gift"},
    ],
)
def test_the_database_refuses_as_well(district, values):
    contract = make_contract(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.filter(pk=contract.pk).update(**values)


def test_a_number_stands_once_until_it_is_withdrawn(district):
    contract = make_contract(district)
    with pytest.raises(EconomyRefused, match="已经登记过"):
        make_contract(district)
    make_contract(district, district.sibling)
    contract_withdraw(contract=contract, why="写错村", by=district.secretary, at=NOW)
    make_contract(district)


def test_only_the_village_writes_and_only_its_own_decision(district):
    with pytest.raises(EconomyRefused, match="由村里登记"):
        make_contract(district, by=district.reviewer)
    with pytest.raises(EconomyRefused, match="管理范围"):
        make_contract(district, by=district.sibling_secretary)
    with pytest.raises(EconomyRefused, match="本村的四议两公开"):
        make_contract(district, decision=start(district, district.sibling))


@pytest.mark.parametrize(
    ("until", "standing"),
    [
        (dt.date(2027, 2, 1), ContractStanding.RUNNING),
        (dt.date(2027, 1, 31), ContractStanding.NEAR),
        (TODAY, ContractStanding.NEAR),
        (TODAY - dt.timedelta(days=1), ContractStanding.EXPIRED),
    ],
)
def test_the_alarm_comes_so_many_days_before_the_last(district, until, standing):
    assert standing_of(make_contract(district, until=until), TODAY, 90) == standing


def test_a_settled_contract_is_quiet(district):
    contract = make_contract(district, until=dt.date(2026, 10, 1))
    with pytest.raises(EconomyRefused, match="写明原因"):
        contract_end(contract=contract, kind=ContractEnd.BROKEN, ended_on=TODAY, by=district.secretary, at=NOW)
    with pytest.raises(EconomyRefused, match="还没有到"):
        contract_end(
            contract=contract,
            kind=ContractEnd.RENEWED,
            ended_on=TODAY + dt.timedelta(days=1),
            by=district.secretary,
            at=NOW,
        )
    done = contract_end(contract=contract, kind=ContractEnd.RENEWED, ended_on=TODAY, by=district.secretary, at=NOW)
    assert standing_of(done, TODAY, 90) == ContractStanding.ENDED
    with pytest.raises(EconomyRefused, match="已经了结"):
        contract_end(contract=contract, kind=ContractEnd.RENEWED, ended_on=TODAY, by=district.secretary, at=NOW)


def test_what_was_paid_is_held_against_what_is_due(district):
    contract = make_contract(district)
    book_entry(district, Item.RENT, 10_000_00, year=RUNNING, month=5, contract=contract)
    (line,) = lines_of([contract], TODAY, 90)
    assert (line.due, line.paid, line.owing) == (24_000_00, 10_000_00, 14_000_00)
    with pytest.raises(EconomyRefused, match="登记过收款"):
        contract_withdraw(contract=contract, why="错", by=district.secretary, at=NOW)
    with pytest.raises(EconomyRefused, match="收入科目"):
        book_entry(district, Item.COST, 5, year=RUNNING, contract=contract)
    with pytest.raises(EconomyRefused, match="本村的合同"):
        book_entry(district, Item.RENT, 5, branch=district.sibling, year=RUNNING, contract=contract)


@pytest.mark.parametrize(
    ("values", "today", "due", "before"),
    [
        # Due when the month of payment begins, in December as well.
        ({"pays_by": 6}, dt.date(2026, 5, 31), 0, 0),
        ({"pays_by": 6}, dt.date(2026, 6, 1), 24_000_00, 0),
        ({"pays_by": 12}, dt.date(2026, 12, 1), 24_000_00, 0),
        # A year that was left unpaid is owed in the next, before and after its own day.
        ({"pays_by": 12}, dt.date(2027, 1, 1), 0, 24_000_00),
        ({"pays_by": 6}, dt.date(2028, 7, 1), 24_000_00, 48_000_00),
        # From July to June of the third year are three payments and not four.
        ({"since": dt.date(2026, 7, 1), "until": dt.date(2029, 6, 30)}, dt.date(2026, 11, 2), 0, 0),
        ({"since": dt.date(2026, 7, 1), "until": dt.date(2029, 6, 30)}, dt.date(2029, 12, 31), 24_000_00, 48_000_00),
        # What ran out and was not settled is owed on.
        ({"until": dt.date(2026, 12, 31)}, dt.date(2028, 1, 1), 0, 24_000_00),
    ],
)
def test_money_is_due_with_its_month_and_stays_due(district, values, today, due, before):
    (line,) = lines_of([make_contract(district, **values)], today, 90)
    assert (line.due, line.before, line.owing) == (due, before, due + before)


def test_what_was_paid_ahead_counts_for_the_years_after(district, client):
    contract = make_contract(district)
    book_entry(district, Item.RENT, 30_000_00, year=PAST, month=5, contract=contract)
    (line,) = lines_of([contract], TODAY, 90)
    assert (line.due, line.paid, line.ahead, line.owing) == (24_000_00, 0, 6_000_00, 18_000_00)
    client.force_login(district.secretary)
    text = client.get(reverse("economy:contract-detail", args=[contract.pk])).content.decode()
    assert "以前年度多收 6,000.00 元" in text and "还差 18,000.00 元" in text


def test_no_money_is_booked_under_a_contract_that_was_withdrawn(district):
    gone, kept = make_contract(district), make_contract(district, number="2")
    contract_withdraw(contract=gone, why="登记重了", by=district.secretary, at=NOW)
    with pytest.raises(EconomyRefused, match="已经撤销") as refusal:
        book_entry(district, Item.RENT, 5, year=RUNNING, contract=gone)
    assert refusal.value.field == "contract"
    entry = book_entry(district, Item.RENT, 5, year=RUNNING, contract=kept)
    columns = {"book": entry.book, "month": entry.month, "item": Item.RENT, "cents": 5, "by": entry.by, "at": NOW}
    for work in (
        lambda: IncomeEntry.objects.create(contract=gone, **columns),
        lambda: Contract.objects.filter(pk=kept.pk).update(
            withdrawn_at=NOW, withdrawn_by=district.secretary, withdrawn_why="错"
        ),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            work()


def test_settled_contracts_are_listed_last(district, client):
    done = make_contract(district, number="1", asset="旧礼堂", until=dt.date(2026, 10, 1))
    contract_end(contract=done, kind=ContractEnd.RENEWED, ended_on=TODAY, by=district.secretary, at=NOW)
    make_contract(district, number="2", asset="晒谷场")
    client.force_login(district.secretary)
    text = client.get(reverse("economy:contract-list")).content.decode()
    assert text.index("晒谷场") < text.index("旧礼堂")


def test_the_register_on_the_pages(district, client):
    client.force_login(district.secretary)
    address = reverse("economy:contract-new", args=[district.branch.pk])
    sent = {
        "kind": "lease",
        "number": "1号",
        "asset": "晒谷场",
        "party": "张示例",
        "signed_on": "2024-01-01",
        "since": "2024-01-01",
        "until": "2026-12-01",
        "yearly_cents": "1.2万",
        "pays_by": "6",
    }
    bad = client.post(address, sent | {"until": "2050-01-01"})
    assert bad.status_code == 422 and "20年" in bad.content.decode() and "晒谷场" in bad.content.decode()
    done = client.post(address, sent, follow=True)
    assert "12,000.00" in done.content.decode()
    contract = Contract.objects.get()

    client.force_login(district.district_reviewer)
    listed = client.get(reverse("economy:contract-list")).content.decode()
    assert "晒谷场" in listed and "马源村" in listed
    assert client.get(reverse("economy:contract-list") + "?standing=coming").status_code == 200
    refused = client.post(reverse("economy:contract-end", args=[contract.pk]), {})
    assert refused.status_code == 403
    client.force_login(district.sibling_secretary)
    assert client.get(reverse("economy:contract-detail", args=[contract.pk])).status_code == 404
    client.force_login(district.secretary)
    ending = reverse("economy:contract-end", args=[contract.pk])
    assert client.post(ending, {"kind": "broken", "ended_on": "2026-11-01"}).status_code == 422


@pytest.mark.parametrize("many", [1, 12])
def test_the_number_of_queries_does_not_grow(district, client, django_assert_max_num_queries, many):
    for number in range(many):
        make_contract(district, number=str(number))
    client.force_login(district.district_reviewer)
    client.get(reverse("economy:contract-list"))
    with django_assert_max_num_queries(14):
        client.get(reverse("economy:contract-list"))


def test_the_clock_tells_the_village_once_and_the_township_when_it_is_over(district):
    make_contract(district, until=dt.date(2027, 1, 31))
    make_contract(district, district.sibling, until=dt.date(2026, 10, 20))
    make_contract(district, number="2", until=dt.date(2027, 3, 1))
    assert contracts_remind(at=local("2026-11-02 08:59")) == 0
    assert contracts_remind(at=NOW) == 3
    assert contracts_remind(at=NOW + dt.timedelta(days=1)) == 0
    notices = Notice.objects.order_by("pk")
    assert {(notice.recipient, notice.title) for notice in notices} == {
        (district.secretary, "合同快到期了：原小学校舍"),
        (district.sibling_secretary, "合同到期没有办理：原小学校舍"),
        (district.reviewer, "合同到期没有办理：原小学校舍"),
    }


def test_a_settled_contract_is_not_spoken_of(district):
    contract = make_contract(district, until=dt.date(2026, 10, 20))
    contract_end(contract=contract, kind=ContractEnd.RENEWED, ended_on=TODAY, by=district.secretary, at=NOW)
    assert contracts_remind(at=NOW) == 0
