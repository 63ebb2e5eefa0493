"""The manual: every role has its page, every page it names is open to the role, every word it quotes is on the site."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image

from branches.enums import ROLES, Role
from dashboards.manual import FOLDER, MANUAL

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
PICTURES = {
    picture.name: picture for chapters in MANUAL.values() for chapter in chapters for picture in chapter.pictures
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


def test_every_picture_is_there_and_every_file_is_a_picture_of_the_manual():
    files = {file.name for file in (settings.BASE_DIR / "static" / FOLDER).iterdir()}
    assert files == {picture.file.name for picture in PICTURES.values()}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=lambda picture: picture.name)
def test_a_picture_is_small_and_as_wide_and_high_as_the_page_says(picture):
    assert picture.file.stat().st_size <= 60_000  # what a phone on a village's network loads while one reads
    with Image.open(picture.file) as image:
        assert image.width * picture.height == image.height * picture.width
        assert image.width >= picture.width


def test_all_pictures_together_are_small():
    assert sum(picture.file.stat().st_size for picture in PICTURES.values()) < 500_000


def test_pictures_say_what_they_show_and_come_when_they_are_scrolled_to(sign_in, district):
    page = sign_in(district.secretary).get(reverse("dashboards:manual")).content.decode()
    shown = [picture for chapter in MANUAL["secretary"] for picture in chapter.pictures]
    images = re.findall("<img [^>]*img/manual/[^>]*>", page)
    assert len(images) == len(shown) > 2
    for picture, image in zip(shown, images, strict=True):
        assert f'alt="{picture.alt}"' in image
        assert f'width="{picture.width}" height="{picture.height}" loading="lazy"' in image
