"""Texts that are found by any two or more characters in a row, by an index.

Chinese is not written in words that PostgreSQL's own full text search would know, and pg_trgm finds nothing shorter
than three characters. The database function `text_pairs` (made by a migration of `ledgers`) returns all pairs of
neighbouring characters of some texts; a GIN index over it answers "which rows have these pairs". The index is over an
expression: there is no column that could disagree with the texts.
"""

import re
from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, Q, QuerySet, TextField, Value

MOST_WORDS = 8
PAIR = 2
BEFORE, LENGTH = 14, 56  # characters of an excerpt before the first hit, and in all


class TextPairs(Func):
    """The pairs of neighbouring characters in some texts, lower case; none has a blank in it or crosses two texts."""

    function = "text_pairs"
    output_field = ArrayField(TextField())


def words_of(typed: str) -> list[str]:
    """Return the words somebody typed, empty unless one of them is long enough to be looked up."""
    words = typed.replace("\x00", "").split()[:MOST_WORDS]
    return words if any(len(word) >= PAIR for word in words) else []


def with_words(rows: QuerySet, typed: str, texts: Sequence[str]) -> QuerySet:
    """Return the rows with each word that was typed in one of their columns `texts`; none when too little was typed."""
    words = words_of(typed)
    if not words:
        return rows.none()
    wanted = TextPairs(*map(Value, words))
    rows = rows.alias(text_pairs=TextPairs(*texts)).filter(text_pairs__contains=wanted)
    for word in words:
        if len(word) != PAIR:  # its pairs may stand apart; of two characters the pair is the word
            rows = rows.filter(Q(*((f"{text}__icontains", word) for text in texts), _connector=Q.OR))
    return rows


def excerpt_of(typed: str, texts: Sequence[str]) -> list[tuple[str, bool]]:
    """Return a piece of the first of `texts` that has a word in it, in parts: (text, whether it is what was typed).

    The beginning of the first text that says something when the words stand elsewhere.
    """
    pattern = re.compile("|".join(map(re.escape, sorted(words_of(typed), key=len, reverse=True))) or "(?!)", re.I)
    texts = [" ".join(text.split()) for text in texts if text.strip()]
    hits = ((text, hit.start()) for text in texts if (hit := pattern.search(text)))
    text, at = next(hits, (texts[0] if texts else "", 0))
    start = max(0, at - BEFORE)
    piece = ("…" if start else "") + text[start : start + LENGTH] + ("…" if start + LENGTH < len(text) else "")
    parts, end = [], 0
    for hit in pattern.finditer(piece):
        parts += [(piece[end : hit.start()], False), (hit.group(), True)]
        end = hit.end()
    return [part for part in [*parts, (piece[end:], False)] if part[0]]
