"""The guided first visit: offered once, led step by step, left and begun again; a page asks no query more for it."""

import importlib
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from branches.enums import ROLES, GuideState, Role
from branches.models import User
from dashboards.guide import BEGINNINGS, GUIDE
from tests.dashboards.test_manual import PEOPLE
from tests.factories import grant, make_user

pytestmark = pytest.mark.django_db
MOVE, OFFER = "dashboards:guide-move", "第一次用？跟着走一遍"


def strip_on(page) -> str:
    """Return what the strip says, its text without elements; empty where there is none."""
    found = re.search('<section class="guide".*?</section>', page.content.decode(), re.DOTALL)
    return " ".join(re.sub("<[^>]+>", " ", found.group()).split()) if found else ""


def press(client, to, **more):
    return client.post(reverse(MOVE), {"to": to, **more}, follow=True)


def test_every_role_has_a_visit_of_a_few_steps():
    assert set(GUIDE) == set(BEGINNINGS) == set(ROLES)
    assert {role: len(steps) for role, steps in GUIDE.items() if not 4 <= len(steps) <= 6} == {}


@pytest.mark.parametrize("role", list(ROLES))
def test_a_role_is_led_from_its_first_page_to_the_end(sign_in, district, role):
    client = sign_in(getattr(district, PEOPLE[role]))
    page = client.get(reverse("home"), follow=True)
    assert OFFER in strip_on(page)
    for number, step in enumerate(GUIDE[role], start=1):
        page = press(client, number)
        assert page.status_code == 200, step.title
        assert page.redirect_chain[0][0] == step.url
        assert f"第{number}步/{len(GUIDE[role])}：{step.title}" in strip_on(page)
        assert str(step.text) in strip_on(page)
    assert "下一步" not in strip_on(page)
    page = press(client, "done")
    assert "走完了" in page.content.decode()
    assert strip_on(page) == ""


@pytest.mark.parametrize("role", list(ROLES))
def test_what_the_visit_quotes_stands_on_the_site(words, role):
    quoted = [word for step in GUIDE[role] for word in re.findall("“(.+?)”", str(step.text))]
    assert [word for word in quoted if word not in words] == []


def test_it_is_offered_on_the_first_page_alone(sign_in, district):
    client = sign_in(district.secretary)
    assert strip_on(client.get(reverse("ledgers:member-list"))) == ""
    assert OFFER in strip_on(client.get(reverse("home"), follow=True))


def test_progress_is_kept_on_every_page_and_by_the_next_sign_in(sign_in, district, client):
    press(sign_in(district.secretary), 3)
    client.logout()
    page = sign_in(district.secretary).get(reverse("branches:me"))
    assert "第3步/6" in strip_on(page)
    assert "打开“党员”" in strip_on(page)
    assert "第2步/6" in strip_on(press(client, 2))


def test_it_is_skipped_where_one_stands_and_not_offered_again(sign_in, district):
    client = sign_in(district.secretary)
    press(client, 2)
    page = press(client, "leave", next=reverse("ledgers:work"))
    assert page.redirect_chain[0][0] == reverse("ledgers:work")
    assert "从“操作手册”里开始" in page.content.decode()
    assert strip_on(page) == strip_on(client.get(reverse("home"), follow=True)) == ""


def test_the_manual_begins_it_anew(sign_in, district):
    client = sign_in(district.reviewer)
    press(client, "leave")
    page = client.get(reverse("dashboards:manual")).content.decode()
    assert "再走一遍" in page and reverse(MOVE) in page
    assert "第1步/5" in strip_on(press(client, 1))
    others = client.get(reverse("dashboards:manual"), {"role": Role.LEADER}).content.decode()
    assert "再走一遍" not in others


def test_pressing_twice_goes_one_step(sign_in, district):
    client = sign_in(district.leader)
    press(client, 2)
    press(client, 2)
    assert User.objects.get(pk=district.leader.pk).guide_step == 2


@pytest.mark.parametrize("to", ["0", "7", "99", "-1", "x", "", "²"])
def test_there_are_no_other_steps(sign_in, district, to):
    assert press(sign_in(district.secretary), to).status_code == 404


def test_another_role_of_the_same_person_has_a_visit_of_its_own(sign_in, district):
    person = district.secretary
    other = grant(person, Role.TOWNSHIP_REVIEWER, district.other_township)
    client = sign_in(person)
    press(client, 4)
    client.post(reverse("branches:hat-switch"), {"membership": other.pk})
    assert strip_on(client.get(reverse("audits:queue", args=[district.month.key]))) == ""
    assert "第1步/5" in strip_on(press(client, 1))


def test_who_has_no_role_is_led_nowhere(sign_in):
    client = sign_in(make_user())
    assert strip_on(client.get(reverse("home"))) == ""
    assert press(client, 1).status_code == 404


def test_who_moved_and_when_stands_in_the_history(sign_in, district):
    press(sign_in(district.secretary), 1)
    event = User.pgh_event_model.objects.filter(pgh_obj=district.secretary.pk).latest("pgh_id")
    assert (event.guide_state, event.guide_step) == (GuideState.GOING, 1)
    assert event.pgh_context.metadata["user"] == district.secretary.pk


def test_a_page_asks_no_query_more_for_it(sign_in, district):
    client = sign_in(district.secretary)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("ledgers:month-detail", args=[district.month.key]))
        return len(captured)

    asked()
    counts = []
    for state in GuideState.values:
        User.objects.filter(pk=district.secretary.pk).update(guide_state=state, guide_step=2, guide_role=Role.SECRETARY)
        counts.append(asked())
    assert len(set(counts)) == 1


def test_who_signed_in_before_there_was_a_visit_is_left_alone(district):
    User.objects.filter(pk=district.secretary.pk).update(last_login=timezone.now())
    importlib.import_module("branches.migrations.0005_first_visit").leave_alone(apps, None)
    assert User.objects.get(pk=district.secretary.pk).guide_state == GuideState.LEFT
    assert User.objects.get(pk=district.reviewer.pk).guide_state == GuideState.OFFERED
