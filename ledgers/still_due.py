"""Whether a message about a ledger is still due (see notices/still_due.py)."""

import datetime as dt
from collections.abc import Mapping

from ledgers.enums import Status
from ledgers.models import Ledger


def ledger_about(ledger_id: int, status: str, revision: int = 0) -> str:
    """Name a message that is due while the ledger stands at `status` and, if it was returned, at this revision."""
    return f"ledger:{ledger_id}:{status}:{revision}"


def ledgers_due(abouts: Mapping[str, dt.datetime]) -> set[str]:
    """Return those of `abouts` (see ledger_about) whose ledger still stands as it stood."""
    ids = {int(about.split(":")[1]) for about in abouts}
    standing = set()
    for pk, status, revision in Ledger.objects.filter(pk__in=ids).values_list("pk", "status", "revision"):
        standing.add(ledger_about(pk, status, revision if status == Status.RETURNED else 0))
    return standing & abouts.keys()
