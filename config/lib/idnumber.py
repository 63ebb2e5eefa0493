"""Citizen identification numbers (公民身份号码, GB 11643-1999)."""

import datetime as dt
import re

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
PATTERN = re.compile(r"\d{17}[\dX]")


def check_digit(first_seventeen: str) -> str:
    """Return the check digit of the first 17 digits."""
    return CHECK_DIGITS[sum(int(d) * w for d, w in zip(first_seventeen, WEIGHTS, strict=True)) % 11]


def birth_date(number: str) -> dt.date:
    """Return the birth date inside `number`; raises ValueError when it is no date."""
    return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def is_male(number: str) -> bool:
    """The sequence number is odd for men, even for women."""
    return int(number[16]) % 2 == 1


def is_valid(number: str, *, today: dt.date) -> bool:
    """Tell whether `number` is well-formed: 18 characters, a birth date up to `today`, the right check digit.

    Unknown address codes are accepted: historic ones stay valid.
    """
    if not PATTERN.fullmatch(number) or check_digit(number[:17]) != number[17]:
        return False
    try:
        return birth_date(number) <= today
    except ValueError:
        return False
