"""Dates and limits as they are said to a person: “12月3日（周四）24:00”, “还有 11 天”."""

import datetime as dt
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from ledgers import limits
from ledgers.models import Ledger
from ledgers.models.month import last_day_before

WEEKDAYS = "一二三四五六日"  # i18n: data


def day_in_words(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"  # i18n: data


def month_in_words(month: dt.date) -> str:
    return f"{month.year}年{month.month}月"  # i18n: data


def in_yuan(cents: int) -> str:
    """Return cents (分) as yuan with two digits: 20 → 0.20."""
    return f"{cents // 100}.{cents % 100:02d}"


def limit_in_words(instant: dt.datetime) -> str:
    """Return an exclusive limit as people say it: 24:00 of the day before for midnight, else day and time."""
    local = timezone.localtime(instant)
    at_midnight = (local.hour, local.minute) == (0, 0)
    day = last_day_before(instant) if at_midnight else local.date()
    time = "24:00" if at_midnight else f"{local:%H:%M}"
    return f"{day_in_words(day)}（周{WEEKDAYS[day.weekday()]}）{time}"  # i18n: data


def moment_in_words(instant: dt.datetime) -> str:
    local = timezone.localtime(instant)
    return f"{day_in_words(local.date())} {local:%H:%M}"


def days_left(instant: dt.datetime, at: dt.datetime) -> int:
    """Return how many days lie between today and the last day before `instant`; negative when it has passed."""
    return (last_day_before(instant) - timezone.localtime(at).date()).days


def time_left(instant: dt.datetime, at: dt.datetime) -> str:
    """Return how long it is until the exclusive limit, or for how long it has passed."""
    days = days_left(instant, at)
    if at >= instant:
        return _("已经过了 %(n)d 天") % {"n": -days} if days < 0 else _("已经过了")
    if days == 0:
        return _("今天是最后一天")
    return _("还有 %(n)d 天") % {"n": days}


def lateness(submitted_at: dt.datetime, on_time_until: dt.datetime) -> str:
    """Return whether a ledger first handed in at `submitted_at` counts as on time, in words."""
    if submitted_at < on_time_until:
        return _("按时")
    days = max(1, -days_left(on_time_until, submitted_at))
    return _("晚了 %(n)d 天") % {"n": days}


class Timeliness(NamedTuple):
    """How a ledger counts, in a word, and whether that is to its disadvantage."""

    word: str
    is_bad: bool


def timeliness(ledger: Ledger) -> Timeliness:
    """Return how the ledger's first hand-in counts: on time, put off, late, or under an exception (补报)."""
    received = ledger.first_submitted_at
    if received is None:
        return Timeliness(_("未报"), is_bad=True)
    if ledger.excepted_at == received:
        return Timeliness(_("补报"), is_bad=True)
    again = _("，锁定后补报改正") if ledger.excepted_at else ""
    if received >= limits.on_time_until(ledger):
        return Timeliness(_("迟报") + again, is_bad=True)
    word = _("按时") if received < ledger.month.on_time_until else _("顺延期内按时")
    return Timeliness(word + again, is_bad=bool(again))
