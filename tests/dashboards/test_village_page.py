"""A village in one page: what it says to its secretary and to those above."""

import datetime as dt

import pytest
from django.urls import reverse

from economy.enums.income import Item
from economy.models import IncomeBook, IncomeEntry
from tests.audits.finding_samples import open_one
from tests.cadres.cadre_samples import hold, make_cadre
from tests.factories import NOW, local

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: local("2026-11-11 15:00"))


def shown(client, village) -> dict[str, dict[str, str]]:
    """The cards of the page: title → label → value."""
    answer = client.get(reverse("dashboards:village", args=[village.pk]))
    assert answer.status_code == 200
    return {card.title: {line.label: line.value for line in card.lines} for card in answer.context["cards"]}


def earn(district, cents: int) -> None:
    book = IncomeBook.objects.create(organisation=district.branch, year=2026)
    IncomeEntry.objects.create(
        book=book, month=dt.date(2026, 3, 1), item=Item.RENT, cents=cents, by=district.secretary, at=NOW
    )


def test_a_secretary_reads_the_four_pillars_and_what_comes(sign_in, district):
    open_one(district)
    hold(district, make_cadre(district, name="马书记"))
    earn(district, 6_000_000)
    client = sign_in(district.secretary)
    cards = shown(client, district.branch)
    assert list(cards) == ["台账规范", "阵地达标", "集体增收", "干部管理"]
    assert cards["台账规范"]["没有销号的问题"] == "1 个"
    assert cards["集体增收"]["今年经营性收入"] == "6.00 万元"
    assert cards["集体增收"]["按现在的进度，年底"] == "7.20 万元"
    assert cards["干部管理"]["书记"] == "马书记"
    page = client.get(reverse("dashboards:village-own"), follow=True).content.decode()
    assert "2026年11月台账按时提交截止" in page


def test_a_village_past_the_line_is_not_projected(sign_in, district):
    earn(district, 10_000_001)
    cards = shown(sign_in(district.leader), district.branch)
    assert "按现在的进度，年底" not in cards["集体增收"]


def test_who_sees_no_money_sees_no_card_of_it(sign_in, district):
    assert list(shown(sign_in(district.checker), district.branch)) == ["台账规范"]
    assert "党员" not in shown(sign_in(district.checker), district.branch)["台账规范"]
    assert list(shown(sign_in(district.inspector), district.branch)) == ["台账规范", "阵地达标"]


def test_every_way_on_is_open_to_who_sees_it(sign_in, district):
    open_one(district)
    for user in (district.secretary, district.reviewer, district.leader):
        client = sign_in(user)
        answer = client.get(reverse("dashboards:village", args=[district.branch.pk]))
        cards = answer.context["cards"]
        ways = [card.url for card in cards] + [line.url for card in cards for line in card.lines if line.url]
        assert len(ways) > 4
        for way in ways:
            assert client.get(way).status_code in (200, 302), (user, way)


def test_another_village_is_not_found(sign_in, district):
    page = reverse("dashboards:village", args=[district.branch.pk])
    for stranger in (district.sibling_secretary, district.other_reviewer):
        assert sign_in(stranger).get(page).status_code == 404
