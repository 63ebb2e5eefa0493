"""The calendar: whose days stand there, and the private address under which a calendar program reads them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from icalendar import Calendar

from branches.models import Holiday, Membership
from cadres.enums import Body
from cadres.models import Term
from dashboards.models import CalendarFeed
from dashboards.selectors.days import days_of
from ledgers.models import Ledger
from tests.factories import NOW, local

pytestmark = pytest.mark.django_db

YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def texts(user, first=YEAR[0], last=YEAR[1], kind="limit") -> list[str]:
    return [day.text for day in days_of(user, first, last) if day.kind == kind]


def test_each_role_sees_the_limits_it_works_up_to(district):
    branch, township, root = (
        " ".join(texts(user)) for user in (district.secretary, district.reviewer, district.district_reviewer)
    )
    assert "2026年10月台账按时提交截止" in branch
    assert "乡镇审查截止" not in branch
    assert "2026年10月乡镇审查截止" in township
    assert "区级复审截止" not in township
    assert "2026年10月区级复审截止" in root
    assert "2026年10月通报截止" in root


def test_limits_of_months_to_come_are_there_before_they_open(district):
    assert "2026年11月台账按时提交截止" in " ".join(texts(district.secretary))


def test_the_limit_is_the_last_day_on_which_one_can_still_hand_in(district):
    found = {day.text: day.date for day in days_of(district.secretary, *YEAR) if day.kind == "limit"}
    last = found["2026年10月台账按时提交截止"]
    assert local(f"{last} 23:59") < district.month.on_time_until <= local(f"{last + dt.timedelta(days=1)} 00:00")


def test_a_branch_reads_its_own_limit_where_that_was_put_off(district):
    later = district.month.on_time_until + dt.timedelta(days=6)
    Ledger.objects.filter(pk=district.ledger().pk).update(
        extended_on_time_until=later, extended_locks_at=max(later, district.month.locks_at)
    )
    on_time = {
        user: next(day.date for day in days_of(user, *YEAR) if day.key == "on_time_until-2026-10")
        for user in (district.secretary, district.sibling_secretary)
    }
    assert (on_time[district.secretary] - on_time[district.sibling_secretary]).days == 6


def test_holidays_have_their_name_and_a_correction_goes_first(district):
    assert "国庆节" in texts(district.leader, kind="rest")
    assert "国庆节调休上班" in texts(district.leader, kind="work")
    Holiday.objects.create(date=dt.date(2026, 11, 18), is_workday=False, name="抗洪放假", source="区政府通知")
    assert "抗洪放假" in texts(district.leader, kind="rest")


def test_terms_of_a_day_stand_together_and_only_those_in_scope(district):
    for branch in (district.branch, district.sibling, district.other_branch):
        Term.objects.create(
            organisation=branch, body=Body.PARTY, number=1, since=dt.date(2021, 11, 20), until=dt.date(2026, 11, 20)
        )
    assert texts(district.reviewer, kind="term") == ["2 个村党组织届满"]
    assert texts(district.leader, kind="term") == ["3 个村党组织届满"]


def test_the_page_shows_a_month_and_leads_on(sign_in, district):
    answer = sign_in(district.secretary).get(reverse("dashboards:calendar"), {"month": "2026-11"})
    page = answer.content.decode()
    assert "日程 · 2026年11月" in page
    assert reverse("ledgers:month-detail", args=["2026-10"]) in page
    assert "?month=2026-10" in page
    assert "?month=2026-12" in page
    assert sign_in(district.secretary).get(reverse("dashboards:calendar"), {"month": "x"}).status_code == 404


# --- The address ---------------------------------------------------------------------------------------------------
def new_address(client) -> str:
    answer = client.post(reverse("dashboards:feed-new"), follow=True)
    return answer.context["address"].removeprefix("http://testserver")


def test_a_calendar_program_reads_the_days_without_signing_in(sign_in, client, district):
    address = new_address(sign_in(district.secretary))
    client.logout()
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    sheet = Calendar.from_ical(answer.content)
    days = {str(event["summary"]): event for event in sheet.walk("VEVENT")}
    assert len({str(event["uid"]) for event in days.values()}) == len(days) > 3
    assert "乡镇审查截止" not in " ".join(days)
    assert district.secretary.display_name not in answer.content.decode()


def test_the_address_is_shown_once_and_not_kept(sign_in, district):
    client = sign_in(district.secretary)
    address = new_address(client)
    token = address.split("/")[-1].removesuffix(".ics")
    assert address not in client.get(reverse("dashboards:calendar")).content.decode()
    assert token not in CalendarFeed.objects.get().token_hash


def test_a_new_address_ends_the_old_one_and_so_does_stopping(sign_in, client, district):
    first = new_address(sign_in(district.secretary))
    second = new_address(client)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    client.post(reverse("dashboards:feed-stop"))
    assert client.get(second).status_code == 404
    assert client.get("/overview/calendar/feed/none.ics").status_code == 404


def test_who_loses_the_role_or_the_account_loses_the_address(sign_in, client, district):
    address = new_address(sign_in(district.secretary))
    Membership.objects.filter(user=district.secretary).update(until=dt.date(2026, 11, 1))
    assert client.get(address).status_code == 404

    address = new_address(sign_in(district.reviewer))
    district.reviewer.is_active = False
    district.reviewer.save()
    assert client.get(address).status_code == 404


def test_a_role_has_one_address_at_a_time(district):
    held = district.secretary.memberships.get()
    CalendarFeed.objects.create(membership=held, token_hash="a", made_at=NOW)
    with pytest.raises(IntegrityError, match="calendar_feed_one_at_a_time"), transaction.atomic():
        CalendarFeed.objects.create(membership=held, token_hash="b", made_at=NOW)


def test_one_does_not_see_the_address_of_another(district):
    CalendarFeed.objects.create(membership=district.secretary.memberships.get(), token_hash="a", made_at=NOW)
    assert not CalendarFeed.objects.visible_to(district.district_reviewer).exists()
    assert CalendarFeed.objects.visible_to(district.secretary).exists()
