"""How much a month asks of a thumb: a secretary's ordinary month on a phone, every tap counted."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from branches.enums import Role
from ledgers.enums import MeetingKind, Presence
from tests.browser.people import Person
from tests.factories import (
    OCTOBER,
    fill_ledger,
    ledger_of,
    local,
    make_branch,
    make_district,
    make_month,
    make_roll,
    make_township,
    make_user,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST = 60
# What a native picker takes on a cheap Android phone: open, choose, confirm; a clock has hours and minutes.
DATE_TAPS, CLOCK_TAPS, SELECT_TAPS = 3, 4, 2
TODAY = local("2026-11-20 17:00")


class Thumb:
    """A person's thumb: everything it does is counted. Writing costs the tap that places the cursor."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page
        self.taps = 0
        self.log: list[str] = []

    def _count(self, taps: int, what: str) -> None:
        self.taps += taps
        self.log.append(f"{taps:3d}  {what}")

    def tap(self, target: Locator, what: str) -> None:
        target.tap()
        self._count(1, what)

    def button(self, name: str | re.Pattern) -> None:
        self.tap(self.page.get_by_role("button", name=name).first, f"button {_plain(name)}")

    def link(self, name: str | re.Pattern) -> None:
        self.tap(self.page.get_by_role("link", name=name).first, f"link {_plain(name)}")

    def text(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label, exact=True).first
        self.tap(field, f"cursor into {label}")
        field.fill(text)

    def number(self, label: str, digits: str) -> None:
        field = self.page.get_by_label(label, exact=True).first
        field.tap()
        field.fill(digits)
        self._count(1 + len(digits), f"{label} {digits}")

    def date(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(value)
        self._count(DATE_TAPS, f"{label} {value}")

    def clock(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(value)
        self._count(CLOCK_TAPS, f"{label} {value}")

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).first.select_option(label=option)
        self._count(SELECT_TAPS, f"{label} {option}")


def _plain(name: str | re.Pattern) -> str:
    return name if isinstance(name, str) else name.pattern


@pytest.fixture
def today(monkeypatch):
    """Let the site, which runs in this process, live on a day in the middle of a quarter."""
    monkeypatch.setattr(timezone, "now", lambda: TODAY)


def test_an_ordinary_month_of_a_branch_of_thirty_takes_at_most_sixty_taps(visit, today, capsys):
    district = make_district()
    branch = make_branch(make_township(district))
    roll = make_roll(branch, 30)
    secretary = make_user(Role.SECRETARY, branch, name="马书记")
    # The month before was an ordinary one too: places, hosts and recorders are known from it.
    fill_ledger(ledger_of(branch, make_month(district, OCTOBER)), secretary)
    ledger = ledger_of(branch, make_month(district, OCTOBER.replace(month=11)))
    person = visit(secretary, phone=True)
    thumb = Thumb(person)

    person.opens(f"/ledgers/{ledger.month.key}/")
    records_the_committee(thumb)
    records_the_theme_day(thumb, absent=roll[-2:])
    confirms_the_roll(thumb)
    records_the_dues(thumb)
    submits(thumb)

    with capsys.disabled():
        print(f"\n{thumb.taps} taps for an ordinary month (at most {MOST}):", *thumb.log, sep="\n  ")
    assert thumb.taps <= MOST
    ledger.refresh_from_db()
    assert (ledger.status, ledger.missing, ledger.warnings) == ("submitted", 0, 0)
    assert ledger.dues.count() == 30
    assert ledger.meetings.get(kind=MeetingKind.THEME_DAY).attendances.filter(presence=Presence.ABSENT).count() == 2


def records_the_committee(thumb: Thumb) -> None:
    thumb.button(re.compile(r"^记录\s+支部委员会"))
    thumb.date("日期", "2026-11-18")
    thumb.clock("开始", "09:00")
    thumb.clock("结束", "10:00")
    thumb.text("议题", "研究本月主题党日方案")
    thumb.text("讨论情况", "三名委员都发了言，同意方案。")
    thumb.text("决议", "本月20日开展主题党日。")
    thumb.button("写完了")
    thumb.person.sees("“支部委员会”已保存，内容齐全。")


def records_the_theme_day(thumb: Thumb, absent: list) -> None:
    thumb.button(re.compile(r"^记录\s+主题党日"))
    thumb.date("日期", "2026-11-20")
    thumb.clock("开始", "15:00")
    thumb.clock("结束", "16:30")
    for member, reason in zip(absent, ("生病", "外出务工"), strict=True):
        row = thumb.page.locator(".roll-row", has_text=member.name)
        thumb.tap(row.get_by_role("radio", name="缺席"), f"{member.name} absent")
        thumb.tap(row.get_by_role("button", name=reason), f"because {reason}")
    thumb.text("议题", "学习《中国共产党支部工作条例（试行）》")
    thumb.text("内容", "重温入党誓词，清理村道两旁。")
    thumb.button("写完了")
    thumb.person.sees("“主题党日”已保存，内容齐全。", "应到 30 到会 28")


def confirms_the_roll(thumb: Thumb) -> None:
    thumb.link(re.compile(r"^核对\s+党员管理"))
    thumb.button("名册没错，已核对")
    thumb.person.sees("党员名册已核对。")


def records_the_dues(thumb: Thumb) -> None:
    """All thirty have paid."""
    thumb.link(re.compile(r"^登记\s+党费收缴"))
    thumb.button(re.compile("全部按标准已交"))
    boxes = thumb.page.get_by_role("checkbox")
    expect(boxes).to_have_count(30)
    thumb.button("保存")
    thumb.person.sees("党费已保存。")


def submits(thumb: Thumb) -> None:
    thumb.link(re.compile("提交$"))
    thumb.person.sees("系统检查过了，没有发现问题。")
    thumb.button(re.compile("^提交$"))
    thumb.person.sees_heading(re.compile("台账已提交"))
