"""The frame of every page: navigation, large type, error pages, the gallery."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from branches.enums import Role
from config.views import server_error
from tests.factories import grant

EVERY_PLACE = ("branches:me", "notices:notice-list")


def current(page: str, within: str) -> list[str]:
    """Return the words of the entries marked as current in the navigation called `within`."""
    navigation = re.search(rf'<nav class="{within}".*?</nav>', page, re.DOTALL)[0]
    return [re.sub(r"<[^>]+>", "", entry).strip() for entry in re.findall(r'aria-current="page">(.*?)</a>', navigation)]


@pytest.mark.parametrize("navigation", ["top-nav", "tab-bar"])
def test_the_place_one_is_in_is_marked(district, sign_in, navigation):
    page = sign_in(district.audit_admin).get(reverse("branches:history")).content.decode()
    assert current(page, navigation) == ["操作记录"]


@pytest.mark.parametrize("name", ["secretary", "reviewer", "district_reviewer", "inspector", "system_admin"])
def test_a_phone_reaches_every_place_that_a_desk_reaches(district, sign_in, name):
    page = sign_in(getattr(district, name)).get(reverse("branches:me")).content.decode()
    header = re.findall(r'href="([^"]+)"', re.search(r'<nav class="top-nav".*?</nav>', page, re.DOTALL)[0])
    foot = re.search(r'<nav class="tab-bar".*?</nav>', page, re.DOTALL)[0]
    own = re.search(r"<main.*?</main>", page, re.DOTALL)[0]
    assert header
    assert [url for url in header if f'href="{url}"' not in foot + own] == []


def test_on_a_place_without_room_at_the_foot_one_is_on_the_page_that_leads_to_it(district, sign_in):
    page = sign_in(district.district_reviewer).get(reverse("ledgers:rule-list")).content.decode()
    assert (current(page, "top-nav"), current(page, "tab-bar")) == (["规则"], ["我的"])


def test_a_ledger_under_review_belongs_to_the_queue(district, sign_in):
    ledger = district.submitted()
    page = sign_in(district.reviewer).get(reverse("audits:ledger-review", args=[ledger.pk])).content.decode()
    assert current(page, "top-nav") == ["月审"]


def test_large_type_is_switched_on_and_off(district, sign_in):
    client = sign_in(district.secretary)
    sizes = []
    for _ in range(2):
        answer = client.post(reverse("branches:large-type-switch"), {"next": reverse("branches:me")}, follow=True)
        sizes.append('<html lang="zh-Hans" class="large-type">' in answer.content.decode())
    assert sizes == [True, False]


def test_who_wears_two_hats_is_offered_the_other(district, sign_in):
    grant(district.reviewer, Role.TOWNSHIP_LEADER, district.township)
    page = sign_in(district.reviewer).get(reverse("branches:me")).content.decode()
    menu = re.search(r'<div class="menu-panel">.*?</form>', page, re.DOTALL)[0]
    assert [words.strip() for words in re.findall(r"<span>(.*?)</span>", menu)] == [
        "高坪镇 · 乡镇审查小组",
        "高坪镇 · 乡镇党委书记",
    ]


def test_only_invented_people_are_announced_as_such(district, sign_in):
    client = sign_in(district.secretary)
    shown = []
    for is_demo in (True, False):
        district.secretary.is_demo = is_demo
        district.secretary.save(update_fields=["is_demo"])
        shown.append("人员均为虚构" in client.get(reverse("branches:me")).content.decode())
    assert shown == [True, False]


@pytest.mark.parametrize("name", EVERY_PLACE)
def test_nothing_in_the_frame_needs_an_inline_script_or_style(district, sign_in, name):
    page = sign_in(district.secretary).get(reverse(name)).content.decode()
    assert re.findall(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", page) == []


def test_no_id_is_given_twice(district, sign_in, settings):
    settings.DEBUG = True
    page = sign_in(district.secretary).get(reverse("components")).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_the_gallery_is_closed_in_production(district, sign_in):
    assert sign_in(district.secretary).get(reverse("components")).status_code == 404


def test_a_refusal_says_why(district, sign_in):
    answer = sign_in(district.secretary).get(reverse("branches:history"))
    assert (answer.status_code, "您现在的角色没有这项权限" in answer.content.decode()) == (403, True)


def test_a_wrong_address_says_what_to_do(client, db):
    answer = client.get("/no-such-page/")
    assert (answer.status_code, "请从首页的菜单进去" in answer.content.decode()) == (404, True)


def test_a_breakdown_is_answered_without_the_database(rf, district, django_assert_num_queries):
    request = rf.get("/")
    request.user = district.secretary
    with django_assert_num_queries(0):
        answer = server_error(request)
    assert (answer.status_code, "这不是您的错" in answer.content.decode()) == (500, True)


def test_a_form_from_a_page_that_has_expired_is_refused_in_words(district):
    client = Client(enforce_csrf_checks=True)
    client.force_login(district.secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(reverse("branches:large-type-switch"), {"next": "/"})
    page = answer.content.decode()
    assert (answer.status_code, "这一页过期了" in page, "没有保存" in page) == (403, True, True)
    assert current(page, "tab-bar") == []  # within the frame, with the way on


def test_more_than_the_server_takes_is_refused_in_words(district, sign_in, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    settings.EVIDENCE_MAX_BYTES = 7 * 2**20
    answer = sign_in(district.secretary).post(reverse("branches:large-type-switch"), {"next": "/" * 2000})
    page = answer.content.decode()
    assert (answer.status_code, "没有收下" in page, "最大 7 MB" in page) == (413, True, True)


def test_an_empty_list_says_what_comes_next():
    """Wherever a page says that there is nothing, it says in a second sentence when there will be, or what to do."""
    silent = []
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        for found in re.finditer(r'\{% include "components/empty.html".*?%\}', page):
            before = page[max(0, found.start() - 700) : found.start()]
            if " text=" not in found[0] and not re.search(r"as(var)? text ", before):
                silent.append(f"{path.name}: {before.rsplit('translate', 1)[-1][:40]}")
    assert silent == []
