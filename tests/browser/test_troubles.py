"""What people see when the network or the server fails them: words in the right place, and a way on."""

import re

import pytest
from playwright.sync_api import expect

from tests.dashboards.random_district import fill
from tests.factories import District

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def forgive(person, *words: str) -> None:
    """Take from what the browser complained of that which the test brought about."""
    person.troubles = [trouble for trouble in person.troubles if not any(word in trouble for word in words)]


def test_a_panel_that_does_not_come_says_so_and_is_tried_again(site, visit):
    leader = visit(fill(7).leader)
    leader.expected = {500}
    answers = iter(["fails", "breaks"])

    def answer(route):
        match next(answers, "comes"):
            case "fails":
                route.fulfill(status=500, body="")
            case "breaks":
                route.abort("connectionreset")
            case _:
                route.continue_()

    leader.page.route(re.compile("/panels/rates/"), answer)
    leader.opens("/overview/cockpit/?month=2026-10")
    panel = leader.page.locator(".panel-rates")
    for _ in range(2):
        panel.scroll_into_view_if_needed()
        expect(panel.get_by_text("这一块没有出来")).to_be_visible()
        leader.presses("再试一次", within=panel)
    expect(panel.locator("[data-chart] canvas").first).to_be_visible()
    leader.misses("这一块没有出来")
    expect(leader.page.locator("#toasts")).to_be_empty()  # said in its place, not at the foot of the screen
    forgive(leader, "/panels/rates/", "htmx:")


def test_without_the_charts_library_the_table_is_there(site, visit):
    leader = visit(fill(7).leader)
    leader.page.route(re.compile("echarts"), lambda route: route.abort())
    leader.opens("/overview/panels/rates/?month=2026-10")
    leader.sees("图没有画出来", "2026年8月")
    forgive(leader, "echarts")


def test_without_a_network_nothing_typed_is_sent_away(site, visit):
    secretary = visit(District().secretary, phone=True)
    secretary.opens("/accounts/password/change/")
    secretary.window.set_offline(True)
    expect(secretary.page.get_by_text("网络断开了")).to_be_visible()
    for label in ("当前密码", "新密码", "新密码（重复）"):
        secretary.writes(label, "刚才写的")
    secretary.presses("修改密码")
    expect(secretary.page.get_by_text("网络不通，内容还在")).to_be_visible()
    assert secretary.page.get_by_label("当前密码").input_value() == "刚才写的"

    secretary.window.set_offline(False)
    expect(secretary.page.get_by_text("网络断开了")).to_be_hidden()
    forgive(secretary, "ERR_INTERNET_DISCONNECTED")


def test_from_a_refusal_one_goes_back_to_what_was_typed(site, visit):
    secretary = visit(District().secretary)
    secretary.expected = {403}
    secretary.opens("/people/me/").opens("/people/security/")
    secretary.sees("这一步不能办", "怎么办")
    secretary.presses("返回上一页")
    expect(secretary.page).to_have_url(re.compile("/people/me/"))
