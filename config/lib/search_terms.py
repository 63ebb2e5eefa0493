"""Terms by which a Chinese name is found: any part of it, its pinyin, its pinyin initials.

Kept in an array column with a GIN index, so that a search is a look-up and no scan. pg_trgm finds nothing in Chinese
text under a database in the C locale, and would not find initials at all.
"""

import re
from itertools import product

from pypinyin import Style, pinyin

LONGEST = 12  # characters of a term; more typed characters are cut to this before they are looked up
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MOST_READINGS = 4  # a name with several characters of several readings would multiply


def _parts(text: str) -> set[str]:
    """Return all substrings of `text`, up to LONGEST characters."""
    return {text[i:j] for i in range(len(text)) for j in range(i + 1, min(len(text), i + LONGEST) + 1)}


def _readings(text: str, style: Style) -> list[list[str]]:
    """Return the readings of `text`, syllable by syllable; the first few when characters have several (单 dan/shan)."""
    syllables = pinyin(text, style=style, heteronym=True, errors="ignore", strict=False)
    options = [list(dict.fromkeys(found))[:2] for found in syllables]
    return [list(reading) for _number, reading in zip(range(MOST_READINGS), product(*options), strict=False)]


def terms_of(name: str) -> list[str]:
    """Return the sorted terms of a name: 张小明 is found by 小明, zxm, xm, zhangxiao, xiaoming.

    Letters are lower case and blanks don't count.
    """
    name = "".join(name.split()).lower()
    found = _parts(name)
    for syllables in _readings(name, Style.NORMAL):
        # From each syllable's beginning on, letter by letter: what has been typed so far finds already.
        for start in range(len(syllables)):
            rest = "".join(syllables[start:])[:LONGEST]
            found |= {rest[:end] for end in range(1, len(rest) + 1)}
        found |= _parts("".join(syllable[0] for syllable in syllables))
    return sorted(found)


def wanted_term(typed: str) -> str:
    """Return what somebody typed as a term to look up; empty when nothing was typed."""
    return "".join(typed.split()).lower()[:LONGEST]


def sounds_of(typed: str) -> str:
    """Return the sound of what somebody typed as a term to look up; empty where there is no Chinese in it."""
    if not CHINESE.search(typed):
        return ""
    return wanted_term("".join(syllable[0] for syllable in pinyin(wanted_term(typed), style=Style.NORMAL)))
