"""The month's dues as a form: one line per member, amounts in yuan as people write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledgers.forms.meetings import plain
from ledgers.models import DuesPayment, Member
from ledgers.services.ledgers import DuesLine
from ledgers.words import day_in_words

# 0.2, .5, 1,000.00, 0.2元, ￥3 (NFKC has turned full-width digits and marks into these before).
AMOUNT = re.compile(r"[¥￥]?\s*(\d{0,7})(?:[.。](\d{1,2}))?\s*元?")  # i18n: data
MOST_CENTS = 100_000_00


class AmountRefused(ValueError):
    """A text that is no amount of dues; the message may be shown beside the field."""


def cents_from(text: str) -> int:
    """Return the cents (分) of an amount typed in yuan, exactly; raises AmountRefused."""
    text = plain(text).replace(",", "")
    match = AMOUNT.fullmatch(text)
    if not text or match is None or not (match[1] or match[2]):
        raise AmountRefused(_("请写金额，例如 0.20，最多到分。"))
    cents = int(match[1] or 0) * 100 + int((match[2] or "").ljust(2, "0") or 0)
    if cents == 0:
        raise AmountRefused(_("金额要大于 0；没有交就不要打勾。"))
    if cents > MOST_CENTS:
        raise AmountRefused(_("金额太大，请核对是不是多写了零。"))
    return cents


def day_from(text: str, today: dt.date) -> dt.date:
    """Return the day typed; raises AmountRefused for what is no day or lies ahead."""
    try:
        day = dt.date.fromisoformat(plain(text).replace("/", "-"))
    except ValueError:
        raise AmountRefused(_("请写交纳日期。")) from None
    if day > today:
        raise AmountRefused(_("交纳日期还没有到。"))
    if day.year < today.year - 2:
        raise AmountRefused(_("交纳日期太早，请核对年份。"))
    return day


def yuan_text(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def state_of(payment: DuesPayment | None) -> str:
    """Return what is recorded for a member in one word, so that a later save sees whether someone else changed it."""
    return f"{payment.paid_cents}|{payment.paid_on}" if payment else ""


@dataclass(slots=True)
class DuesRow:
    """A line of the page: what is typed, what was there when the page was made, and what is wrong with it.

    `day` is the day of an entry there is, as 2026-11-05; new entries share the one day of the page.
    """

    pk: int
    name: str
    note: str
    paid: bool
    amount: str
    day: str
    was: str
    error: str = ""

    @property
    def day_label(self) -> str:
        try:
            return day_in_words(dt.date.fromisoformat(self.day))
        except ValueError:
            return self.day


def rows_of(members: list[Member], recorded: Mapping[int, DuesPayment], *, usual_cents: int) -> list[DuesRow]:
    """Return the lines as recorded; who has not paid yet finds the district's amount filled in and unticked."""
    rows = []
    for member in members:
        payment = recorded.get(member.pk)
        rows.append(
            DuesRow(
                pk=member.pk,
                name=member.name,
                note=member.away_to and _("外出：%(place)s") % {"place": member.away_to},
                paid=payment is not None,
                amount=yuan_text(payment.paid_cents if payment else usual_cents),
                day=f"{payment.paid_on}" if payment else "",
                was=state_of(payment),
            )
        )
    return rows


def read_rows(
    rows: list[DuesRow], data: Mapping, recorded: Mapping[int, DuesPayment], *, today: dt.date
) -> list[DuesLine]:
    """Put what was typed into `rows` and return the lines to save: those that changed and can be read.

    A line that someone else changed meanwhile is not saved over: it says what is recorded now, and the next save
    counts. A line that was not sent stays as it is.
    """
    lines = []
    for row in rows:
        if f"was-{row.pk}" not in data:
            continue
        seen, now = data[f"was-{row.pk}"], row.was
        recorded_now = (row.paid, row.amount, row.day)
        row.paid = f"paid-{row.pk}" in data
        row.amount = data.get(f"amount-{row.pk}", "")
        row.day = data.get(f"day-{row.pk}", "")
        cents, day = None, today
        if row.paid:
            try:
                cents = cents_from(row.amount)
                day = day_from(row.day or data.get("day", ""), today)
            except AmountRefused as refusal:
                row.error, row.was = str(refusal), seen
                continue
        typed = f"{cents}|{day}" if cents else ""
        if typed == seen and seen != now:
            row.paid, row.amount, row.day = recorded_now  # only the other one changed it
        if typed in (seen, now):
            continue
        if seen != now:
            row.error = _("这一行刚刚被改过，现在登记的是：%(now)s。请核对，再点一次保存。") % {
                "now": _in_words(recorded.get(row.pk))
            }
            continue
        row.was = typed  # what the next save of this page starts from
        row.day = str(day) if cents else ""
        lines.append(DuesLine(row.pk, cents, day))
    return lines


def _in_words(payment: DuesPayment | None) -> str:
    if payment is None:
        return _("未交")
    return _("%(yuan)s 元，%(day)s，%(who)s登记") % {
        "yuan": yuan_text(payment.paid_cents),
        "day": f"{payment.paid_on:%m-%d}",
        "who": payment.recorded_by,
    }
