"""Find the remarks that stand in the words of a verdict. No database here."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Known(NamedTuple):
    """A remark of the library as the search needs it."""

    pk: int
    reason: str
    text: str


def remarks_used(known: Iterable[Known], lost: Mapping[str, Mapping], comment: str) -> set[int]:
    """Return the ids of the remarks that a verdict uses.

    A remark counts when it stands in the comment, or in the note of a line that lost points for its reason. Longer
    ones are looked for first and their place is taken: a remark that is a part of another does not count with it.
    """
    comment_left = comment
    notes = [[line.get("reason"), line.get("note") or ""] for line in lost.values()]
    used = set()
    for remark in sorted(known, key=lambda each: (-len(each.text), each.pk)):
        if remark.text in comment_left:
            used.add(remark.pk)
            comment_left = comment_left.replace(remark.text, "\n")
        for note in notes:
            if note[0] == remark.reason and remark.text in note[1]:
                used.add(remark.pk)
                note[1] = note[1].replace(remark.text, "\n")
    return used
