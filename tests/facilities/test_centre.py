"""Service centres: hours, services, satisfaction in counts; visits are the duty roster's own."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cadres.services.duty_checks import matter_close
from facilities import integrity
from facilities.models import Satisfaction, ServiceCentre, ServiceItem
from facilities.refusal import FacilityRefused
from facilities.selectors.centre import centre_rows
from facilities.services import centre as services
from tests.cadres.cadre_samples import make_cadre
from tests.cadres.duty_samples import make_matter
from tests.facilities.centre_samples import COUNTS, HOURS, offered, opened, satisfied
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_a_village_says_when_its_centre_is_open(district):
    centre = opened(district)
    again = services.centre_save(
        village=district.branch, values=HOURS | {"weekdays": "7123"}, by=district.secretary, at=NOW
    )
    assert (again.pk, again.weekdays, again.days_in_words) == (centre.pk, "1237", "周一、周二、周三、周日")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"place": " "}, "place"),
        ({"weekdays": ""}, "weekdays"),
        ({"weekdays": "18"}, "weekdays"),
        ({"closes_at": dt.time(8, 0)}, "closes_at"),
    ],
)
def test_hours_that_cannot_be_are_refused(district, change, field):
    with pytest.raises(FacilityRefused) as refusal:
        services.centre_save(village=district.branch, values=HOURS | change, by=district.secretary, at=NOW)
    assert refusal.value.field == field


@pytest.mark.parametrize("who", ["reviewer", "sibling_secretary", "district_reviewer", "inspector"])
def test_the_page_is_the_villages_own(district, who):
    with pytest.raises(FacilityRefused):
        services.centre_save(village=district.branch, values=HOURS, by=getattr(district, who), at=NOW)


def test_a_service_is_offered_once_and_retired(district):
    service = offered(district)
    with pytest.raises(FacilityRefused, match="已经有这一项"):
        offered(district)
    services.service_retire(service=service, by=district.secretary, at=NOW)
    with pytest.raises(FacilityRefused, match="已经停止"):
        services.service_retire(service=service, by=district.secretary, at=NOW)
    assert offered(district).pk != service.pk


@pytest.mark.parametrize(
    ("counts", "month", "text", "field"),
    [
        ({"very": 0, "good": 0, "fair": 0, "poor": 0}, "2026-11", "", "very"),
        ({"very": -1, "good": 3, "fair": 0, "poor": 0}, "2026-11", "", "very"),
        ({"very": 3, "good": 3, "fair": 0, "poor": 1}, "2026-11", "", "text"),
        (COUNTS, "2026-12", "", "month"),
        (COUNTS, "2019-12", "", "month"),
        (COUNTS, "11月", "", "month"),
    ],
)
def test_satisfaction_that_cannot_be_is_refused(district, counts, month, text, field):
    with pytest.raises(FacilityRefused) as refusal:
        services.satisfaction_save(
            village=district.branch, month=month, counts=counts, text=text, by=district.secretary, at=NOW
        )
    assert refusal.value.field == field


def test_the_database_keeps_counts_and_hours(district):
    centre, row = opened(district), satisfied(district)
    for change in (
        {"very": 0, "good": 0, "fair": 0, "poor": 0},
        {"poor": 1, "text": ""},
        {"month": dt.date(2026, 11, 2)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Satisfaction.objects.filter(pk=row.pk).update(**change)
    for change in ({"weekdays": "21"}, {"weekdays": ""}, {"closes_at": dt.time(7)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ServiceCentre.objects.filter(pk=centre.pk).update(**change)


def test_visits_are_read_from_the_duty_roster(district):
    opened(district)
    offered(district)
    satisfied(district)
    cadre = make_cadre(district)
    make_matter(district, cadre)
    matter_close(matter=make_matter(district, cadre), result="已办", by=district.secretary, at=NOW)

    row = centre_rows([district.branch], 2026, NOW.date() + dt.timedelta(days=30))[0]

    assert (row.services, row.visits, row.closed, row.late) == (1, 2, 1, 1)
    assert (row.asked, row.happy, row.share) == (20, 18, 90)
    assert list(integrity.problems()) == []


def test_a_secretary_keeps_the_page(district, sign_in):
    client = sign_in(district.secretary)
    url = reverse("facilities:centre-village", args=[district.branch.pk])
    assert client.get(reverse("facilities:centre-overview")).url == url
    assert "还没有公布开放时间" in client.get(url).content.decode()
    edit = reverse("facilities:centre-edit", args=[district.branch.pk])
    typed = {"place": "村部一楼", "weekdays": ["1", "2"], "opens_at": "18:00", "closes_at": "08:00"}
    wrong = client.post(edit, typed)
    assert wrong.status_code == 422 and "关门时间要晚于开门时间。" in wrong.content.decode()
    client.post(edit, typed | {"opens_at": "08:00", "closes_at": "18:00"})
    service = reverse("facilities:centre-service", args=[district.branch.pk])
    page = client.post(service, {"kind": "health", "name": "代办医保缴费", "days": "0"}, follow=True)
    assert "代办医保缴费" in page.content.decode() and "当场办结" in page.content.decode()
    happy = reverse("facilities:centre-satisfaction", args=[district.branch.pk])
    values = {"month": f"{timezone.localdate():%Y-%m}", "very": "8", "good": "1", "fair": "0", "poor": "1", "text": ""}
    wrong = client.post(happy, values)
    assert wrong.status_code == 422 and "有人不满意，请写意见和怎么改进。" in wrong.content.decode()
    page = client.post(happy, values | {"text": "延长开门时间"}, follow=True)
    assert "90%" in page.content.decode()
    client.post(reverse("facilities:service-retire", args=[ServiceItem.objects.get().pk]))
    assert ServiceItem.objects.get().retired_on


def test_township_and_district_look_on(district, sign_in):
    opened(district)
    for person in (district.reviewer, district.district_reviewer):
        client = sign_in(person)
        page = client.get(reverse("facilities:centre-overview"))
        assert page.status_code == 200
        inside = client.get(reverse("facilities:centre-overview"), {"township": district.township.pk})
        assert "08:00–18:00" in inside.content.decode() and "没有公布" in inside.content.decode()
        assert client.get(reverse("facilities:centre-edit", args=[district.branch.pk])).status_code == 403


def test_the_table_asks_as_often_for_few_as_for_many(district, sign_in):
    client, url = sign_in(district.district_reviewer), reverse("facilities:centre-overview")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for village in district.branches:
        opened(district, village)
        satisfied(district, village)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(few) == len(many)
