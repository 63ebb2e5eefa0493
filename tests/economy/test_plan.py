"""The three-year plan: targets, what was reached, why not."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse

from economy.enums.income import Item
from economy.models import IncomeDeviation, IncomePlan, IncomeTarget
from economy.refusal import EconomyRefused
from economy.selectors.plan import plan_among, plan_rows, plans_of
from economy.services.plan import plan_open, target_explain, targets_set
from tests.economy.income_samples import book_entry
from tests.economy.plan_samples import aim, make_plan
from tests.factories import NOW, make_branch

pytestmark = pytest.mark.django_db


def test_a_plan_has_three_years_and_shares_none(district):
    assert make_plan(district).years == [2025, 2026, 2027]
    with pytest.raises(EconomyRefused, match="不能重叠"):
        make_plan(district, 2027)
    with pytest.raises(EconomyRefused, match="还没有过完的三年"):
        make_plan(district, 2023)
    with pytest.raises(EconomyRefused, match="依据"):
        make_plan(district, paper=" ")
    for stranger in (district.leader, district.secretary):
        with pytest.raises(EconomyRefused):
            make_plan(district, by=stranger)
    with pytest.raises(EconomyRefused, match="由区里制定"):
        plan_open(district=district.township, first_year=2026, paper="x", by=district.reviewer, at=NOW)


def test_the_district_aims_for_townships_and_a_township_for_villages(district):
    plan = make_plan(district)
    wanted = {district.township.pk: {2026: 500_000_00, 2027: 600_000_00}}
    assert targets_set(plan=plan, place=district.root, wanted=wanted, by=district.district_reviewer, at=NOW) == 2
    assert targets_set(plan=plan, place=district.root, wanted=wanted, by=district.district_reviewer, at=NOW) == 0
    aim(district, plan)
    with pytest.raises(EconomyRefused, match="不在您的管理范围"):
        aim(district, plan, branch=district.other_branch)
    for by, place in ((district.reviewer, district.root), (district.secretary, district.branch)):
        with pytest.raises(EconomyRefused):
            targets_set(plan=plan, place=place, wanted={}, by=by, at=NOW)


def test_what_a_past_year_was_to_reach_stays(district):
    plan = make_plan(district)
    aim(district, plan)
    with pytest.raises(EconomyRefused, match="已经过完"):
        aim(district, plan, 50_000_00)
    with pytest.raises(EconomyRefused, match="不在这个规划"):
        aim(district, plan, year=2028)
    with pytest.raises(EconomyRefused, match="大于 0"):
        aim(district, plan, 0, year=2026)
    rows = IncomeTarget.objects.all()
    for values in ({"cents": 0}, {"level": "county"}, {"year": 1999}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def test_a_missed_target_is_explained_with_what_stood_in_the_books(district):
    target = aim(district, make_plan(district))
    book_entry(district, Item.RENT, 90_000_00)
    with pytest.raises(EconomyRefused, match="原因"):
        target_explain(target=target, text=" ", by=district.secretary, at=NOW)
    with pytest.raises(EconomyRefused):
        target_explain(target=target, text="洪水", by=district.reviewer, at=NOW)
    row = target_explain(target=target, text="洪水冲了菜地", by=district.secretary, at=NOW)
    assert (row.target_cents, row.actual_cents) == (120_000_00, 90_000_00)
    with pytest.raises(InternalError), transaction.atomic():
        IncomeDeviation.objects.update(text="没有洪水")
    book_entry(district, Item.RENT, 30_000_00)
    with pytest.raises(EconomyRefused, match="已经达到"):
        target_explain(target=target, text="还要说", by=district.secretary, at=NOW)


def test_rates_are_rounded_down_and_sums_are_of_the_villages(district):
    plan = make_plan(district)
    aim(district, plan, 100_000_00)
    aim(district, plan, 50_000_00, branch=district.sibling)
    book_entry(district, Item.RENT, 99_999_99)
    book_entry(district, Item.SUBSIDY, 500_000_00)
    book_entry(district, Item.SALES, 10_000_00, branch=district.sibling)
    village, township = plan_rows(plan, [district.branch, district.township], dt.date(2026, 11, 2))
    assert (village.cells[0].rate, village.cells[0].is_missed, village.cells[0].wants_words) == (99, True, True)
    assert township.cells[0].actual == 109_999_99 and township.below[0] == 150_000_00
    assert not township.cells[0].is_missed


def test_a_running_year_is_judged_by_its_pace(district):
    plan = make_plan(district)
    aim(district, plan, 120_000_00, year=2026)
    book_entry(district, Item.RENT, 80_000_00, year=2026, month=3)
    (row,) = plan_rows(plan, [district.branch], dt.date(2026, 11, 2))
    assert row.cells[1].will_miss and not row.cells[1].is_missed
    assert plan_among(plans_of(district.root), 2030) == plan


def test_the_plan_on_the_pages(district, client):
    client.force_login(district.district_reviewer)
    assert "还没有三年规划" not in client.get(reverse("economy:plan")).content.decode()
    assert client.post(reverse("economy:plan-open"), {"first_year": 2025, "paper": ""}).status_code == 422
    answer = client.post(reverse("economy:plan-open"), {"first_year": 2025, "paper": "区委发1号"})
    assert answer["Location"] == reverse("economy:plan-targets") + f"?plan={IncomePlan.objects.get().pk}"
    name = f"t-{district.township.pk}-2026"
    bad = client.post(answer["Location"], {name: "很多"})
    assert bad.status_code == 422 and "很多" in bad.content.decode()
    sent = {name: "50万", f"industry-{district.township.pk}": "食用菌"}
    done = client.post(answer["Location"], sent, follow=True).content.decode()
    assert "0.00 / 50.00" in done and "食用菌" in done

    client.force_login(district.reviewer)
    client.post(reverse("economy:plan-targets"), {f"t-{district.branch.pk}-2025": "12万"})
    client.force_login(district.secretary)
    own = client.get(reverse("economy:plan")).content.decode()
    assert "还没有说明" in own and "上聂村" not in own
    target = IncomeTarget.objects.get(level="village")
    address = reverse("economy:incometarget-explain", args=[target.pk])
    assert client.post(address, {"text": ""}).status_code == 422
    assert "洪水" in client.post(address, {"text": "洪水"}, follow=True).content.decode()
    assert client.get(reverse("economy:plan-targets")).status_code == 403
    client.force_login(district.sibling_secretary)
    assert client.get(address).status_code == 404


def test_a_plan_that_begins_next_year_is_filled_in_beside_the_running_one(district, client):
    running, coming = make_plan(district, 2024), make_plan(district, 2027)
    client.force_login(district.district_reviewer)
    shown = client.get(reverse("economy:plan")).content.decode()
    assert "2024–2026年集体经济规划" in shown and f"?plan={coming.pk}" in shown

    page = client.get(reverse("economy:plan"), {"plan": coming.pk}).content.decode()
    assert "2027–2029年集体经济规划" in page
    targets = reverse("economy:plan-targets") + f"?plan={coming.pk}"
    assert targets in page
    name = f"t-{district.township.pk}-2027"
    assert name in client.get(targets).content.decode()
    done = client.post(targets, {name: "80万", "plan": coming.pk}, follow=True).content.decode()
    assert "0.00 / 80.00" in done and "0%" not in done and "2027–2029年集体经济规划" in done
    assert IncomeTarget.objects.get().plan == coming
    client.force_login(district.reviewer)
    own = client.get(reverse("economy:plan"), {"plan": coming.pk}).content.decode()
    assert "0.00 / 80.00" in own
    client.force_login(district.secretary)
    assert "2024–2026年" in client.get(reverse("economy:plan"), {"plan": running.pk}).content.decode()
    for wrong in ("0", "x", str(coming.pk + 1)):
        assert client.get(reverse("economy:plan"), {"plan": wrong}).status_code == 404


@pytest.mark.parametrize("many", [1, 25])
def test_the_number_of_queries_does_not_grow(district, client, django_assert_max_num_queries, many):
    plan = make_plan(district)
    for number in range(many):
        aim(district, plan, branch=make_branch(district.township, f"第{number}村委会"))
    client.force_login(district.district_reviewer)
    address = reverse("economy:plan") + f"?township={district.township.pk}"
    client.get(address)
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200
