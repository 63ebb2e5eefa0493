"""The manual: every role has its page, every page it names is open to the role, every word it quotes is on the site."""

import re

import pytest
from django.urls import reverse

from branches.enums import ROLES, Role
from dashboards.manual import MANUAL

PEOPLE = {
    Role.SECRETARY: "secretary",
    Role.TOWNSHIP_REVIEWER: "reviewer",
    Role.TOWNSHIP_LEADER: "township_leader",
    Role.DISTRICT_REVIEWER: "district_reviewer",
    Role.DISTRICT_CHECKER: "checker",
    Role.DISTRICT_LEAD: "lead",
    Role.STATION_INSPECTOR: "inspector",
    Role.LEADER: "leader",
    Role.DEPARTMENT_OFFICER: "officer",
    Role.SYSTEM_ADMIN: "system_admin",
    Role.SECURITY_ADMIN: "security_admin",
    Role.AUDIT_ADMIN: "audit_admin",
}
CHAPTERS = {chapter.title: chapter for chapters in MANUAL.values() for chapter in chapters}


def test_every_role_has_its_page():
    assert set(MANUAL) == set(ROLES) == set(PEOPLE)


@pytest.mark.parametrize("role", list(ROLES))
def test_what_the_manual_opens_is_open_to_the_role(sign_in, district, role):
    client = sign_in(getattr(district, PEOPLE[role]))
    page = client.get(reverse("dashboards:manual"))
    assert page.context["role"] == role
    for chapter in MANUAL[role]:
        address = reverse(chapter.address)
        assert address in page.content.decode()
        assert client.get(address, follow=True).status_code == 200, chapter.title


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=lambda chapter: chapter.address)
def test_what_the_manual_quotes_stands_on_the_site(words, chapter):
    quoted = [word for step in chapter.steps for word in re.findall("“(.+?)”", str(step))]
    assert [word for word in quoted if word not in words] == []


def test_one_reads_the_manual_of_another_role_without_its_ways(sign_in, district):
    page = sign_in(district.leader).get(reverse("dashboards:manual"), {"role": "secretary"}).content.decode()
    assert "记一次会议或活动" in page
    assert reverse("ledgers:month-current") not in page
    assert sign_in(district.leader).get(reverse("dashboards:manual"), {"role": "x"}).status_code == 404
