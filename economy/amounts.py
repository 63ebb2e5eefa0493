"""Amounts as people write them, in cents (分), exactly: 12,345.6 · ￥300元 · 3.5万. Pure."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from economy.models.income import MOST_CENTS
from ledgers.forms.meetings import plain

# NFKC has turned full-width digits and marks into these before.
AMOUNT = re.compile(r"[¥￥]?\s*(-?)\s*(\d+(?:\.\d*)?|\.\d+)\s*(万?)元?")  # i18n: data
CENT = Decimal("0.01")


class AmountRefused(ValueError):
    """A text or number that is no amount; the message may be shown beside its field or cell."""


def cents_from(text: str, *, zero: bool = False) -> int:
    """Return the cents of an amount typed in yuan, or in 万元 where it says so; raises AmountRefused.

    `zero` lets nothing pass for nothing.
    """
    match = AMOUNT.fullmatch(plain(text).replace(",", "").replace("，", ""))  # i18n: data
    if match is None:
        raise AmountRefused(_("看不懂这个金额，请写成 12345.60 这样。"))
    if match[1]:
        raise AmountRefused(_("金额不能是负数。"))
    return _checked(Decimal(match[2].rstrip(".") or "0") * (10_000 if match[3] else 1), zero=zero)


def cents_of(number: float | int | Decimal, *, zero: bool = False) -> int:
    """Return the cents of a number of yuan as a spreadsheet keeps it; raises AmountRefused.

    A spreadsheet's 0.1 + 0.2 is meant as 0.30: what differs from whole cents by less than a millionth is those cents.
    """
    try:
        yuan = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    except InvalidOperation:
        raise AmountRefused(_("看不懂这个金额，请写成 12345.60 这样。")) from None
    if not yuan.is_finite():
        raise AmountRefused(_("看不懂这个金额，请写成 12345.60 这样。"))
    if yuan < 0:
        raise AmountRefused(_("金额不能是负数。"))
    if yuan < MOST_CENTS and abs(yuan - yuan.quantize(CENT)) < Decimal("0.000001"):
        yuan = yuan.quantize(CENT)
    return _checked(yuan, zero=zero)


def _checked(yuan: Decimal, *, zero: bool) -> int:
    cents = yuan * 100
    if cents > MOST_CENTS:
        raise AmountRefused(_("金额超过10亿元，请核对是不是多写了零。"))
    if cents != cents.to_integral_value():
        raise AmountRefused(_("金额最多到分，小数点后面两位。"))
    if not cents and not zero:
        raise AmountRefused(_("金额要大于 0。"))
    return int(cents)
