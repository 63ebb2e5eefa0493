"""When the clock was running, reckoned from its ticks. Pure: stretches in, stretches and standstills out."""

import datetime as dt
from collections.abc import Iterable, Sequence

from ledgers.limits import Down
from ledgers.rulebook.book import RuleBook

# Beat ticks every ten minutes: two ticks further apart than this have a lost one between them.
TOLERANCE = dt.timedelta(minutes=15)

# Where a limit has no month that it ends with: what stood still for longer was no outage but put away.
IDLE = dt.timedelta(days=14)

Stretch = tuple[dt.datetime, dt.datetime]


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches in order, those no further apart than TOLERANCE made one.

    The order in which ticks arrive, and how often each does, makes no difference.
    """
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start - found[-1][1] <= TOLERANCE:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def standstills(stretches: Sequence[Stretch]) -> list[Down]:
    """Return what lies between joined stretches. What was before the first tick is no standstill: nothing ran yet."""
    return [Down(before[1], after[0]) for before, after in zip(stretches, stretches[1:], strict=False)]


def outage_rules(rules: RuleBook) -> tuple[dt.timedelta, dt.timedelta]:
    """Return how long before a limit a standstill counts, and what it has to be longer than."""
    return dt.timedelta(hours=rules.value("chain.outage_hours")), dt.timedelta(
        minutes=rules.value("chain.outage_minutes")
    )
