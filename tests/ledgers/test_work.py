"""The page that leads to all a branch keeps."""

import re

from django.urls import reverse

URL = reverse("ledgers:work")


def links(response) -> list[str]:
    main = response.content.decode().partition("<main")[2]
    return re.findall(r'<a class="month-row" href="([^"]+)"', main)


def test_a_secretary_finds_the_parts_of_the_own_branch(sign_in, district):
    client = sign_in(district.secretary)

    found = links(client.get(URL))

    assert reverse("ledgers:member-list") in found
    assert [client.get(url).status_code for url in found] == [200] * len(found)


def test_a_reviewer_is_led_to_the_branch_he_named(sign_in, district):
    client = sign_in(district.reviewer)

    found = links(client.get(URL, {"branch": district.branch.pk}))

    assert f"{reverse('ledgers:member-list')}?branch={district.branch.pk}" in found
    assert [client.get(url).status_code for url in found] == [200] * len(found)


def test_who_may_not_read_names_is_not_led_to_them(sign_in, district):
    found = links(sign_in(district.township_leader).get(URL, {"branch": district.branch.pk}))

    assert not [url for url in found if "/members/" in url]
    assert found


def test_a_stranger_does_not_find_the_branch(sign_in, district):
    assert sign_in(district.other_reviewer).get(URL, {"branch": district.branch.pk}).status_code == 404
    assert sign_in(district.reviewer).get(URL).status_code == 404


def test_the_page_is_in_the_navigation_of_the_secretary(sign_in, district):
    assert f'href="{URL}"' in sign_in(district.secretary).get("/ledgers/2026-10/").content.decode()
