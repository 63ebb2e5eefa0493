"""Near-duplicate minutes (雷同记录): a branch's records held against its own earlier ones. Pure.

Texts are compared by their runs of five characters (shingles) without spaces and digits: what share of all runs of both
texts they have in common (Jaccard). A changed date or number makes no difference, a few new sentences do.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ledgers.prechecks.findings import Findings

SHINGLE = 5
SHORTEST = 40  # characters; shorter texts resemble each other by themselves
LOOK_BACK = 12  # earlier records of the same kind
NO_CONTENT = re.compile(r"[\s\d０-９]+")  # i18n: data


@dataclass(frozen=True, slots=True)
class Minutes:
    """The text of one record: whose it is, its kind, and what to call it (“9月20日的主题党日”)."""

    pk: int
    kind: str
    label: str
    text: str


def shingles(text: str) -> frozenset[str]:
    """Return the runs of SHINGLE characters of a text without what changes from month to month."""
    plain = NO_CONTENT.sub("", text)
    if len(plain) < SHORTEST:
        return frozenset()
    return frozenset(plain[i : i + SHINGLE] for i in range(len(plain) - SHINGLE + 1))


def shared_percent(one: frozenset[str], other: frozenset[str]) -> int:
    """Return the share of common runs in whole percent, rounded down; 0 when either has none."""
    if not one or not other:
        return 0
    common = len(one & other)
    return common * 100 // (len(one) + len(other) - common)


def most_similar(text: str, earlier: Iterable[Minutes]) -> tuple[int, Minutes] | None:
    """Return the earlier record that has most in common with `text`, and how much in whole percent."""
    mine = shingles(text)
    if not mine:
        return None
    found = [(shared_percent(mine, shingles(each.text)), each) for each in earlier]
    return max(found, key=lambda pair: pair[0], default=None)


def check_similar(records: Sequence[Minutes], earlier: Sequence[Minutes], findings: Findings) -> None:
    """Note each record whose text was there before. `earlier` has the latest first; the last LOOK_BACK of the same kind
    are looked at, and the records of the month that come before it."""
    limit: Decimal = findings.book.value("meetings.similar_percent")
    for number, record in enumerate(records):
        before = [each for each in (*reversed(records[:number]), *earlier) if each.kind == record.kind][:LOOK_BACK]
        found = most_similar(record.text, before)
        if found and found[0] >= limit:
            percent, which = found
            findings.add(
                "similar",
                _("%(label)s：内容和%(which)s有%(percent)d%%相同，请按实际情况写。")
                % {"label": record.label, "which": which.label, "percent": percent},
                meeting=record.pk,
                subject=which.pk,
            )
