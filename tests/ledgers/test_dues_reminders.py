"""Reminders: months without dues at three, five and six, and the yearly publication."""

import datetime as dt

from ledgers.models import Member
from ledgers.reminders.dues import dues_reminders
from tests.ledgers.dues_samples import ledger_at, open_months, pay

OCTOBER = dt.date(2026, 10, 1)
DAY = dt.date(2026, 11, 10)


def all_but_one_pay(district, count: int) -> Member:
    """Let all members of all branches pay for the last `count` months, but for one of the district's own branch."""
    months = open_months(district, count - 1)
    one = Member.objects.filter(branch=district.branch).order_by("pk").first()
    for month in months:
        for branch in district.branches:
            rest = Member.objects.filter(branch=branch).exclude(pk=one.pk)
            pay(ledger_at(district, month.month, branch), district.secretary_of(branch), *rest)
    return one


def test_three_months_without_dues_are_told_once(district):
    one = all_but_one_pay(district, 3)

    found = list(dues_reminders(district.root, DAY))

    assert [(reminder.branch, reminder.key) for reminder in found] == [
        (district.branch.pk, f"dues-alarm:{district.branch.pk}:2026-10")
    ]
    assert found[0].body == f"{one.name}已连续 3 个月没有交党费，满 6 个月按自行脱党处理，请尽快提醒补交。"
    assert [reminder.key for reminder in dues_reminders(district.root, DAY + dt.timedelta(days=2))] == [found[0].key]


def test_between_two_alarms_the_branch_is_left_in_peace(district):
    all_but_one_pay(district, 4)

    assert list(dues_reminders(district.root, DAY)) == []


def test_six_months_are_to_be_discussed(district):
    all_but_one_pay(district, 6)

    assert "请提交支部党员大会讨论" in next(dues_reminders(district.root, DAY)).body


def test_a_payment_ends_the_alarm(district):
    one = all_but_one_pay(district, 3)
    pay(district.ledger(), district.secretary, one)

    assert list(dues_reminders(district.root, DAY)) == []


def test_on_other_days_nothing_is_said(district):
    all_but_one_pay(district, 3)

    assert list(dues_reminders(district.root, dt.date(2026, 11, 20))) == []


def test_last_years_dues_are_published_in_january(district):
    found = list(dues_reminders(district.root, dt.date(2027, 1, 5)))

    assert [reminder.branch for reminder in found] == [branch.pk for branch in district.branches]
    assert found[0].title == "请公布2026年党费收缴情况"
    assert found[0].url == "/ledgers/dues/sheet/?year=2026"
    assert list(dues_reminders(district.root, dt.date(2027, 2, 5))) == []
