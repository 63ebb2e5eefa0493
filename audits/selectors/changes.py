"""Which records of a ledger changed since the version that was judged: for many ledgers at once."""

from collections.abc import Mapping
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Q

from ledgers.models import Submission
from ledgers.selectors.snapshots import snapshot_changes

KEPT_SECONDS = 7 * 24 * 60 * 60


class Versions(NamedTuple):
    """Two versions of a ledger that are held against each other; the receipt is the later one's."""

    judged: int
    current: int
    receipt: str


def changed_parts(wanted: Mapping[int, Versions]) -> dict[int, list[str]]:
    """Return the titles of the records that differ between the two versions, by the ledger's id.

    At most one query. What was handed in never changes, so that what was once compared is remembered: the contents of
    many ledgers would take longer to read than the whole queue.
    """
    if not wanted:
        return {}
    keys = {pk: f"changed-parts:{pk}:{versions.judged}:{versions.receipt}" for pk, versions in wanted.items()}
    known = cache.get_many(keys.values())
    found = {pk: known[key] for pk, key in keys.items() if key in known}
    if missing := {pk: wanted[pk] for pk in wanted.keys() - found.keys()}:
        compared = _compared(missing)
        cache.set_many({keys[pk]: parts for pk, parts in compared.items()}, KEPT_SECONDS)
        found |= compared
    return found


def _compared(wanted: Mapping[int, Versions]) -> dict[int, list[str]]:
    either = Q()
    for pk, versions in wanted.items():
        either |= Q(ledger=pk, revision__in=(versions.judged, versions.current))
    snapshots = {
        (pk, revision): snapshot
        for pk, revision, snapshot in Submission.objects.filter(either).values_list("ledger", "revision", "snapshot")
    }
    found = {}
    for pk, versions in wanted.items():
        old, new = snapshots.get((pk, versions.judged)), snapshots.get((pk, versions.current))
        changes = snapshot_changes(old, new) if old and new else {}
        found[pk] = [next(iter(rows.values())).section for rows in changes.values()]
    return found
