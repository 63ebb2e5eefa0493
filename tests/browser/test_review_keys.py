"""Thirty ledgers reviewed with the keyboard alone, every key counted, and the next one fetched ahead."""

import re

import pytest
from playwright.sync_api import expect

from audits.models import RemarkUse, Verdict
from branches.enums import Role
from ledgers.enums import Status
from tests.audits.remark_samples import make_remark
from tests.browser.people import Person
from tests.factories import (
    ledger_of,
    make_branch,
    make_district,
    make_month,
    make_roll,
    make_township,
    make_user,
    submit_ledger,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEDGERS = 30
MOST = 3  # fewer than four keys for each ledger
BLURRED = "签到表照片看不清，请重新拍。"


class Keyboard:
    """A person's keyboard: every key is counted; a key held with another counts as two."""

    def __init__(self, person: Person) -> None:
        self.person, self.keys = person, 0

    def strikes(self, *keys: str) -> None:
        for key in keys:
            self.person.strikes(key)
            self.keys += key.count("+") + 1


class Township:
    """A township whose branches have all handed in."""

    def __init__(self, count: int) -> None:
        self.root = make_district()
        self.township = make_township(self.root)
        self.branches = [make_branch(self.township, f"第{number:02d}村委会") for number in range(1, count + 1)]
        for branch in self.branches:
            make_roll(branch, 3)
        self.reviewer = make_user(Role.TOWNSHIP_REVIEWER, self.township, name="高干事")
        self.district_reviewer = make_user(Role.DISTRICT_REVIEWER, self.root, name="复审员")
        self.month = make_month(self.root)
        for branch in self.branches:
            submit_ledger(ledger_of(branch, self.month), make_user(Role.SECRETARY, branch))
        self.remark = make_remark(self.root, self.district_reviewer, BLURRED)


def stands_at(person: Person, number: int) -> None:
    expect(person.page.get_by_role("heading", name=re.compile(f"第{number:02d}村"))).to_be_visible()
    expect(person.page).to_have_url(re.compile(r"/audits/ledgers/\d+/"))


def test_thirty_ledgers_take_fewer_than_four_keys_each(visit, site, capsys):
    township = Township(LEDGERS)
    person = visit(township.reviewer).opens("/audits/queue/")
    keyboard = Keyboard(person)
    pages_loaded: list[str] = []
    person.page.on("load", lambda page: pages_loaded.append(page.url))

    keyboard.strikes("j")
    for number in range(1, LEDGERS + 1):
        stands_at(person, number)
        before = keyboard.keys
        keyboard.strikes("p")
        person.sees(f"已通过：第{number:02d}村")
        assert keyboard.keys - before <= MOST
    person.sees("这一批已经审完")

    with capsys.disabled():
        print(
            f"\n{keyboard.keys} keys for {LEDGERS} ledgers, {keyboard.keys / LEDGERS:.1f} each (at most {MOST});"
            f" {LEDGERS - len(pages_loaded) + 1} of them shown without loading a page"
        )
    assert keyboard.keys <= MOST * LEDGERS
    assert Verdict.objects.filter(outcome="pass", by=township.reviewer).count() == LEDGERS


def test_a_return_with_a_remark_of_the_library_takes_the_keyboard_only(visit, site):
    township = Township(3)
    person = visit(township.reviewer).opens("/audits/queue/")
    keyboard = Keyboard(person)
    keyboard.strikes("j")
    stands_at(person, 1)

    keyboard.strikes("r", "Alt+1")
    expect(person.page.get_by_label("审查意见")).to_have_value(BLURRED)
    keyboard.strikes("Control+Enter")
    person.sees("已退回：第01村")

    stands_at(person, 2)
    person.page.evaluate("document.activeElement.blur()")
    keyboard.strikes("1")
    expect(person.page.get_by_label("审查意见")).to_have_value(BLURRED)
    assert ledger_of(township.branches[0], township.month).status == Status.RETURNED
    assert RemarkUse.objects.get().remark == township.remark


def test_the_next_ledger_is_shown_without_loading_a_page_and_back_works(visit, site):
    township = Township(3)
    person = visit(township.reviewer)
    with person.page.expect_response(lambda response: "x-review-ahead" in response.request.headers):
        person.opens(f"/audits/ledgers/{ledger_of(township.branches[0], township.month).pk}/?state=waiting")
    person.page.wait_for_load_state("networkidle")
    person.page.evaluate("window.stayed = true")

    person.strikes("p").sees("已通过：第01村")
    stands_at(person, 2)
    assert person.page.evaluate("window.stayed === true"), "the page was loaded anew"
    expect(person.page.locator(".review-list [aria-current=true]")).to_contain_text("第02村")
    # The queue beside it is the one after the verdict.
    expect(person.page.locator(".review-list-head")).to_contain_text("待审 2 / 3")

    person.page.go_back()
    stands_at(person, 1)
    person.sees("现在的状态")


def test_a_colleague_is_seen_and_a_late_verdict_keeps_what_was_typed(visit, site):
    township = Township(2)
    colleague = make_user(Role.TOWNSHIP_REVIEWER, township.township, name="李组委")
    address = f"/audits/ledgers/{ledger_of(township.branches[0], township.month).pk}/?state=waiting"
    first = visit(township.reviewer).opens(address)
    second = visit(colleague)
    second.expected.add(409)
    second.opens(address).sees("高干事正在看（刚刚）")
    second.page.wait_for_load_state("networkidle")

    first.strikes("p").sees("已通过：第01村")
    second.page.get_by_label("审查意见").fill("缺签到表，请补。")
    second.presses("退回")

    second.sees("没有保存您的结论", re.compile("高干事已在.*通过这份台账"), "缺签到表，请补。")
