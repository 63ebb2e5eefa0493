"""What a member owes a month (党费标准): a category and an income in, whole cents (分) out. Pure.

中组发〔2008〕3号 第二至六条. The whole base is multiplied by the one rate of its bracket; the scale is not progressive.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ledgers.enums.dues import DuesCategory
from ledgers.rulebook.book import RuleBook

# Up to and with so many cents of income: so many percent. The last bracket has no end.
Brackets = Sequence[tuple[int | None, Decimal]]


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of one month."""

    wage: Brackets
    retired: Brackets
    farmer_cents: int
    relief_cents: int


def rates_of(book: RuleBook) -> Rates:
    value = book.value
    return Rates(
        wage=(
            (value("dues.wage_first_cents"), value("dues.wage_first_rate")),
            (value("dues.wage_second_cents"), value("dues.wage_second_rate")),
            (value("dues.wage_third_cents"), value("dues.wage_third_rate")),
            (None, value("dues.wage_top_rate")),
        ),
        retired=(
            (value("dues.retired_first_cents"), value("dues.retired_first_rate")),
            (None, value("dues.retired_top_rate")),
        ),
        farmer_cents=value("dues.farmer_cents"),
        relief_cents=value("dues.relief_cents"),
    )


def share(base_cents: int, percent: Decimal) -> int:
    """Return `percent` of an income in whole cents, half a cent rounded up: the only place where dues are rounded."""
    return int((Decimal(base_cents) * percent / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def rate_for(base_cents: int, brackets: Brackets) -> Decimal:
    """Return the rate of the bracket that an income falls in; its upper end belongs to it."""
    return next(rate for most, rate in brackets if most is None or base_cents <= most)


def due_cents(category: str, base_cents: int | None, fixed_cents: int | None, rates: Rates) -> int:
    """Return a month's dues in cents.

    Args:
        category: a DuesCategory. base_cents: the monthly income that counts, for the categories with one.
        fixed_cents: the amount approved for a reduction or exemption, else None. rates: those of the month.
    """
    if fixed_cents is not None:
        return fixed_cents
    if category == DuesCategory.FARMER:
        return rates.farmer_cents
    if category == DuesCategory.RELIEF:
        return rates.relief_cents
    brackets = rates.retired if category == DuesCategory.RETIRED else rates.wage
    return share(base_cents, rate_for(base_cents, brackets))
