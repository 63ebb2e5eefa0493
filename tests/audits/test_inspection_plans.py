"""Plans of visits: who draws, what is sealed from whom until when, and that the draw can be done again."""

import datetime as dt
import uuid

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from audits.enums import Outcome
from audits.inspection_draw import weight
from audits.inspection_rules import opens_at
from audits.models import InspectionPlan, InspectionSeal, Visit
from audits.selectors.inspection_facts import station_facts
from audits.selectors.inspections import recomputed
from audits.services.inspections import PlanRefused
from audits.services.reviews import verdict_give
from branches.enums import Role
from ledgers.selectors.rules import rule_history
from tests.audits.inspection_samples import (
    SEED,
    coming_workday,
    finished_visit,
    make_plan,
    make_visit,
    past_workday,
)
from tests.factories import NOW, make_branch, make_user

LIST = reverse("audits:inspection-list")


def everyone(district):
    return [
        district.district_reviewer,
        district.lead,
        district.leader,
        district.inspector,
        district.reviewer,
        district.township_leader,
        district.secretary,
        district.sibling_secretary,
    ]


# --- Sealed ------------------------------------------------------------------------------------------------------
def test_nobody_reads_a_sealed_village_through_querysets(district):
    make_plan(district, count=2)

    for person in everyone(district):
        assert not Visit.objects.visible_to(person).exists(), person
        assert not InspectionSeal.objects.visible_to(person).exists(), person


def test_nobody_reads_a_sealed_village_through_pages(district, sign_in):
    plan = make_plan(district)
    visit = plan.visits.get()
    plan_page = reverse("audits:inspection-plan", args=[plan.pk])

    for person in everyone(district):
        client = sign_in(person)
        pages = [client.get(address).content.decode() for address in (LIST, plan_page)]
        assert not any(f"/audits/inspections/visits/{visit.pk}/" in page or SEED in page for page in pages), person
        if person.hat.role != Role.SECRETARY:  # whose own village stands in the header
            assert not any(visit.branch.village_name in page for page in pages), person
        for name in ("visit-detail", "visit-edit"):
            assert client.get(reverse(f"audits:{name}", args=[visit.pk])).status_code == 404, (person, name)
        for name in ("visit-arrive", "visit-autosave", "visit-upload", "visit-correct"):
            assert client.post(reverse(f"audits:{name}", args=[visit.pk])).status_code == 404, (person, name)


def test_the_district_sees_numbers_and_fingerprints_of_a_sealed_plan(district, sign_in):
    plan = make_plan(district, count=2)

    page = sign_in(district.district_reviewer).get(reverse("audits:inspection-plan", args=[plan.pk])).content.decode()

    assert "从 2 个村抽 2 个" in page
    assert "已查 0 个，封存 2 个" in page
    assert plan.list_hash in page
    assert plan.seed_hash in page


def test_township_and_branch_do_not_even_find_the_plan(district, sign_in):
    plan = make_plan(district)

    for person in (district.reviewer, district.township_leader, district.secretary):
        assert sign_in(person).get(reverse("audits:inspection-plan", args=[plan.pk])).status_code == 404


def test_each_village_opens_on_its_own_day(district):
    """Of a plan over two days the first day's village is open while the second day's and the seed stay sealed."""
    today = timezone.localdate()
    plan = make_plan(district, count=2)
    first, second = plan.visits.order_by("pk")
    Visit.objects.filter(pk=first.pk).update(day=today, opens_at=timezone.now() - dt.timedelta(minutes=1))

    assert list(Visit.objects.visible_to(district.inspector)) == [first]
    assert not InspectionSeal.objects.visible_to(district.district_reviewer).exists()
    assert second.opens_at == opens_at(second.day)


# --- Opened ------------------------------------------------------------------------------------------------------
def test_an_opened_draw_can_be_done_again_by_anyone(district, sign_in):
    plan = make_plan(district, day=past_workday(), count=2)

    for person in (district.district_reviewer, district.inspector, district.leader):
        assert recomputed(person, plan).holds
        page = sign_in(person).get(reverse("audits:inspection-plan", args=[plan.pk])).content.decode()
        assert SEED in page
        assert "与封存的名单一致" in page


def test_a_list_that_was_tampered_with_is_noticed(district):
    plan = make_plan(district, day=past_workday())
    other = next(b for b in (district.branch, district.sibling) if b.pk != plan.visits.get().branch_id)
    plan.visits.update(branch=other)

    assert not recomputed(district.district_reviewer, plan).holds


def test_plan_and_seal_never_change(district):
    plan = make_plan(district)

    for rows, change in (
        (InspectionPlan.objects.filter(pk=plan.pk), {"list_hash": "0" * 64}),
        (InspectionSeal.objects.filter(plan=plan), {"seed": "other"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


# --- Drawing -----------------------------------------------------------------------------------------------------
def test_a_repeated_request_draws_once(district):
    key = uuid.uuid4()

    assert make_plan(district, key=key) == make_plan(district, key=key, seed="another")


def test_only_the_stations_townships_are_drawn_from(district):
    plan = make_plan(district, day=past_workday(), count=50)

    assert set(plan.visits.values_list("branch", flat=True)) == {district.branch.pk, district.sibling.pk}


def test_nobody_is_sent_to_the_home_township(district):
    colleague = make_user(Role.STATION_INSPECTOR, district.root, name="同事", station=district.station)
    plan = make_plan(district, count=2, barred={district.inspector.pk: [district.township.code]})

    assert set(plan.visits.values_list("inspector", flat=True)) == {colleague.pk}


def test_a_station_whose_inspectors_all_come_from_there_is_told_so(district):
    with pytest.raises(PlanRefused, match="没有可以抽的村"):
        make_plan(district, barred={district.inspector.pk: [district.township.code]})


@pytest.mark.parametrize("person", ["inspector", "reviewer", "lead", "secretary"])
def test_only_the_districts_reviewers_draw(district, person):
    with pytest.raises(PlanRefused, match="复审员"):
        make_plan(district, by=getattr(district, person))


def test_no_plan_for_today_or_earlier(district):
    day = coming_workday()

    with pytest.raises(PlanRefused, match="最早是明天"):
        make_plan(district, day=day, at=opens_at(day))


def test_what_went_wrong_weighs(district):
    """A returned ledger counts for its branch, a visit makes it wait again."""
    district.submitted()
    ledger = district.ledger()
    verdict_give(
        ledger=ledger,
        outcome=Outcome.RETURN,
        lost={},
        comment="签到表看不清",
        revision=ledger.revision,
        by=district.reviewer,
        at=NOW,
    )
    finished_visit(district, district.sibling)
    day = timezone.localdate()

    facts = {each.code: each for each in station_facts(district.station, rule_history(district.root).on(day), day)}

    assert facts[district.branch.code].returned == 1
    assert facts[district.branch.code].months_since is None
    assert facts[district.sibling.code].months_since == 0
    assert weight(facts[district.branch.code]) > weight(facts[district.sibling.code])


def test_facts_take_as_many_queries_for_many_branches(district, django_assert_num_queries):
    book = rule_history(district.root).on(timezone.localdate())
    for number in range(5):
        make_branch(district.township, f"{number}号村委会")

    with django_assert_num_queries(5):
        station_facts(district.station, book, timezone.localdate())


def form(district, **more) -> dict:
    day = coming_workday().isoformat()
    return {"key": uuid.uuid4(), "stations": [district.station.pk], "first": day, "last": day, "count": 1} | more


def test_the_district_draws_on_the_page(district, sign_in):
    answer = sign_in(district.district_reviewer).post(reverse("audits:inspection-plan-new"), form(district))

    assert answer.status_code == 302
    assert InspectionPlan.objects.get().drawn == 1


def test_bad_input_is_named_at_its_field_and_kept(district, sign_in):
    client = sign_in(district.district_reviewer)
    ticked = {f"barred-{district.inspector.pk}": [district.township.code]}
    answer = client.post(reverse("audits:inspection-plan-new"), form(district, count="0", first="", **ticked))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"count", "first"}
    assert f'value="{district.township.code}" checked' in page
    assert not InspectionPlan.objects.exists()


def test_lists_take_as_many_queries_for_many_visits(district, sign_in, django_assert_max_num_queries):
    make_visit(district)
    client = sign_in(district.district_reviewer)
    client.get(LIST)
    with django_assert_max_num_queries(30) as few:
        client.get(LIST)
    for _number in range(3):
        make_plan(district, day=past_workday(), count=2)

    with django_assert_max_num_queries(len(few)):
        client.get(LIST)
