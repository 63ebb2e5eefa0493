"""Amounts as the pages say them."""

from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")


def wan(cents: int) -> str:
    """Return cents in units of ten thousand yuan with two digits, rounded half up: 12345600 → 12.35."""
    return f"{(Decimal(cents) / 1_000_000).quantize(HUNDREDTH, ROUND_HALF_UP):,}"


def yuan(cents: int) -> str:
    """Return cents as yuan with two digits and marks at the thousands: 1234560 → 12,345.60."""
    return f"{Decimal(cents) / 100:,.2f}"
