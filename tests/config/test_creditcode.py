"""Unified social credit codes: GB 32100-2015."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.lib.creditcode import CHARACTERS, check_character, is_valid

BODY = st.text(CHARACTERS, min_size=9, max_size=9)


def test_the_example_of_the_standard_is_valid():
    assert check_character("91350100M000100Y4") == "3"
    assert is_valid("91350100M000100Y43")


@pytest.mark.parametrize(
    "code",
    [
        "",
        "91350100M000100Y4",
        "91350100M000100Y44",
        "91350100m000100y43",
        "9135010XM000100Y43",
        "91350100I000100Y43",
        "91٣50100M000100Y43",  # a digit of another script
    ],
)
def test_what_is_no_code_is_refused(code):
    assert not is_valid(code)


@given(division=st.from_regex(r"\A[0-9]{6}\Z"), body=BODY, place=st.integers(0, 16), other=st.sampled_from(CHARACTERS))
def test_one_wrong_character_never_passes(division, body, place, other):
    first = f"91{division}{body}"
    code = first + check_character(first)
    assert is_valid(code)
    if code[place] != other:
        assert not is_valid(code[:place] + other + code[place + 1 :])
