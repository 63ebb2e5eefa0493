"""Unified social credit codes (统一社会信用代码, GB 32100-2015)."""

import re

# Without I, O, S, V and Z, which are easily mistaken for digits.
CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
# Registering department and kind, division code, code of the body, check character.
SHAPE = rf"[{CHARACTERS}]{{2}}[0-9]{{6}}[{CHARACTERS}]{{10}}"
PATTERN = re.compile(SHAPE)


def check_character(first_seventeen: str) -> str:
    """Return the check character of the first 17 characters. Raises ValueError for one that no code has."""
    total = sum(CHARACTERS.index(each) * weight for each, weight in zip(first_seventeen, WEIGHTS, strict=True))
    return CHARACTERS[-total % 31]


def is_valid(code: str) -> bool:
    """Tell whether `code` is well-formed: 18 characters in their places and the right check character."""
    return bool(PATTERN.fullmatch(code)) and check_character(code[:17]) == code[17]
