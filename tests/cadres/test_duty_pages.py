"""The pages of the duty roster, by the clock of the machine: they ask what today is."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cadres.enums.duty import LeaveState, MatterState, SwapState
from cadres.models import Duty, DutyAbsence, DutyLeave, DutySwap, Roster, SpotCheck, VisitorMatter
from tests.cadres.duty_samples import another, duty_on, make_roster, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(district):
    return make_team(district)


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def key(today) -> str:
    return f"{today:%Y-%m}"


def roster_now(district, today, **more) -> Roster:
    return make_roster(district, month=today.replace(day=1), at=timezone.now(), **more)


def post(client, name, *args, **values):
    return client.post(reverse(name, args=args), values, follow=True)


def test_a_secretary_draws_confirms_and_publishes(district, team, sign_in, key):
    client = sign_in(district.secretary)
    assert "公平排班" in client.get(reverse("cadres:duty-month", args=[key])).content.decode()

    post(client, "cadres:roster-make", key)
    roster = Roster.objects.get()
    page = post(client, "cadres:roster-publish", roster.pk)
    assert "还有人没有确认" in page.content.decode()
    post(client, "cadres:roster-confirm", roster.pk)
    page = post(client, "cadres:roster-publish", roster.pk)

    assert "值班表已公布，并报乡镇备案" in page.content.decode()
    roster.refresh_from_db()
    assert roster.is_published


def test_navigation_leads_to_ones_own_place(district, team, sign_in, key):
    current = reverse("cadres:duty-current")
    assert sign_in(district.secretary).get(current).url == reverse("cadres:duty-month", args=[key])
    assert sign_in(district.reviewer).get(current).url == reverse("cadres:duty-villages", args=[key])
    assert sign_in(team[1].user).get(current).url == reverse("cadres:duty-month", args=[key])
    assert sign_in(district.officer).get(current).status_code == 403


def test_a_cadre_without_a_role_confirms_his_own_with_one_tap(district, team, sign_in, today, key):
    roster = roster_now(district, today, upto="make")
    mine, other = roster.duties.filter(main=team[1]).first(), roster.duties.filter(main=team[2]).first()
    client = sign_in(team[1].user)

    page = client.get(reverse("cadres:duty-month", args=[key])).content.decode()
    assert reverse("cadres:duty-confirm", args=[mine.pk]) in page
    assert reverse("cadres:duty-confirm", args=[other.pk]) not in page
    post(client, "cadres:duty-confirm", mine.pk)

    mine.refresh_from_db()
    assert mine.confirmed_by == team[1].user
    assert client.post(reverse("cadres:duty-confirm", args=[other.pk])).status_code == 403


def test_a_draft_is_the_villages_own(district, team, sign_in, today, key):
    roster = roster_now(district, today, upto="make")
    duty = roster.duties.first()

    page = sign_in(district.reviewer).get(reverse("cadres:duty-month", args=[key]), {"village": district.branch.pk})
    assert duty.main.name not in page.content.decode()
    assert sign_in(district.reviewer).get(reverse("cadres:duty-detail", args=[duty.pk])).status_code == 403
    assert sign_in(district.other_reviewer).get(reverse("cadres:duty-detail", args=[duty.pk])).status_code == 404


def test_a_swap_is_asked_and_answered_on_the_pages(district, team, sign_in, today):
    roster = roster_now(district, today)
    duty = duty_on(roster, today.day)
    other = team[1] if duty.main != team[1] else another(roster, duty)
    by = duty.main.user or district.secretary
    wrong = post(sign_in(by), "cadres:duty-swap", duty.pk, other=other.pk, reason="")
    assert wrong.status_code == 422 and "请写明为什么调班" in wrong.content.decode()

    # Whoever is on duty elsewhere that day is refused with the sentence; today has one shift.
    post(sign_in(by), "cadres:duty-swap", duty.pk, other=other.pk, reason="家里有事")
    swap = DutySwap.objects.get()
    page = sign_in(other.user or district.secretary).get(reverse("cadres:duty-month", args=[roster.key]))
    assert reverse("cadres:dutyswap-answer", args=[swap.pk]) in page.content.decode()
    post(sign_in(other.user or district.secretary), "cadres:dutyswap-answer", swap.pk, answer="agree")

    duty.refresh_from_db()
    swap.refresh_from_db()
    assert duty.main == other and swap.state == SwapState.AGREED


def test_the_township_checks_and_an_absence_becomes_a_finding(district, team, sign_in, today):
    roster = roster_now(district, today)
    duty = duty_on(roster, today.day)
    client = sign_in(district.reviewer)
    assert duty.main.name in client.get(reverse("cadres:spotcheck-list")).content.decode()

    wrong = post(client, "cadres:duty-check", duty.pk, way="phone", result="away", note="")
    assert wrong.status_code == 422 and "脱岗要写明情况" in wrong.content.decode()
    post(client, "cadres:duty-check", duty.pk, way="phone", result="away", note="打了三次没人接")
    absence = DutyAbsence.objects.get()
    assert "1 次脱岗没有列入清单" in client.get(reverse("audits:finding-list")).content.decode()

    page = post(client, "audits:dutyabsence-finding", absence.pk)

    absence.refresh_from_db()
    assert absence.finding.branch == district.branch and "打了三次没人接" in absence.finding.description
    assert reverse("cadres:duty-detail", args=[duty.pk]) in page.content.decode()
    assert "没有列入清单" not in client.get(reverse("audits:finding-list")).content.decode()
    post(client, "audits:dutyabsence-finding", absence.pk)
    assert type(absence.finding).objects.count() == 1


def test_a_withdrawn_check_says_who_and_why(district, team, sign_in, today):
    roster = roster_now(district, today)
    client = sign_in(district.reviewer)
    post(client, "cadres:duty-check", duty_on(roster, today.day).pk, way="visit", result="away", note="没人")
    check = SpotCheck.objects.get()

    page = post(client, "cadres:spotcheck-withdraw", check.pk, why="看错了村")

    assert "看错了村" in page.content.decode()
    assert (
        sign_in(district.inspector)
        .post(reverse("cadres:spotcheck-withdraw", args=[check.pk]), {"why": "x"})
        .status_code
        == 403
    )


def test_leave_is_asked_and_decided_on_the_page(district, team, sign_in, today):
    soon = (today + dt.timedelta(days=5)).isoformat()
    post(sign_in(team[1].user), "cadres:dutyleave-list", cadre=team[1].pk, since=soon, until=soon, reason="看病")
    leave = DutyLeave.objects.get()

    post(sign_in(district.secretary), "cadres:dutyleave-decide", leave.pk, action="grant")

    leave.refresh_from_db()
    assert leave.state == LeaveState.GRANTED
    colleague = sign_in(team[1].user).get(reverse("cadres:dutyleave-list")).content.decode()
    assert "看病" in colleague
    assert (
        sign_in(district.other_reviewer)
        .post(reverse("cadres:dutyleave-decide", args=[leave.pk]), {"action": "grant"})
        .status_code
        == 404
    )


def test_a_visitors_matter_is_taken_and_closed(district, team, sign_in):
    client = sign_in(district.secretary)
    wrong = post(client, "cadres:matter-list", visitor="甲", matter="", taken_by=team[0].pk)
    assert wrong.status_code == 422
    page = post(client, "cadres:matter-list", visitor="甲", phone="13912345678", matter="路灯不亮", taken_by=team[0].pk)
    assert "139****5678" in page.content.decode()
    matter = VisitorMatter.objects.get()

    post(client, "cadres:matter-close", matter.pk, result="")
    post(client, "cadres:matter-close", matter.pk, result="修好了")

    matter.refresh_from_db()
    assert (matter.state, matter.result) == (MatterState.CLOSED, "修好了")
    shown = sign_in(district.reviewer).get(
        reverse("cadres:matter-list"), {"village": district.branch.pk, "state": "closed"}
    )
    assert "修好了" in shown.content.decode() and "13912345678" not in shown.content.decode()


def test_the_plate_is_for_those_who_are_signed_in(district, team, sign_in, client, today):
    roster = roster_now(district, today)
    url = reverse("cadres:duty-plate")
    assert client.get(url).status_code == 302

    page = sign_in(district.secretary).get(url).content.decode()

    duty = duty_on(roster, today.day)
    assert duty.main.name in page and "13800000000" in page
    assert sign_in(district.sibling_secretary).get(url, {"village": district.branch.pk}).status_code == 404


def test_the_districts_matrix_leads_down_to_a_village(district, team, sign_in, today, key):
    roster_now(district, today)
    url = reverse("cadres:duty-villages", args=[key])

    page = sign_in(district.district_reviewer).get(url).content.decode()
    assert "4 个村，1 个已公布" in page and "1 / 2" in page
    page = sign_in(district.district_reviewer).get(url, {"township": district.township.pk}).content.decode()
    assert "马源村" in page and "没有排班" in page
    assert sign_in(district.reviewer).get(url, {"township": district.other_township.pk}).status_code == 404


def test_months_far_away_are_not_found(district, team, sign_in):
    client = sign_in(district.secretary)
    for month in ("1999-01", "2999-01", "x"):
        assert client.get(reverse("cadres:duty-month", args=[month])).status_code == 404


def test_a_month_takes_the_same_queries_with_two_shifts_as_with_thirty(district, team, sign_in, today, key):
    roster = roster_now(district, today, upto="make")
    client = sign_in(district.secretary)
    url = reverse("cadres:duty-month", args=[key])
    client.get(url)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    many = asked()
    Duty.objects.filter(roster=roster, date__day__gt=2).delete()
    assert asked() == many
