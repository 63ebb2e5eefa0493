"""All that the clock may remind a branch of, part by part."""

import datetime as dt
from collections.abc import Callable, Iterator

from branches.models import Organisation
from ledgers.reminders.decisions import decision_reminders
from ledgers.reminders.development import development_reminders
from ledgers.reminders.dues import dues_reminders
from ledgers.reminders.publication import publication_reminders
from ledgers.reminders.reminder import Reminder
from ledgers.reminders.standing import standing_reminders
from ledgers.reminders.transfers import transfer_reminders

# Each takes the district and the local day and yields what is due then; none writes.
Source = Callable[[Organisation, dt.date], Iterator[Reminder]]

SOURCES: tuple[Source, ...] = (
    development_reminders,
    transfer_reminders,
    dues_reminders,
    publication_reminders,
    decision_reminders,
    standing_reminders,
)


def reminders_on(district: Organisation, day: dt.date) -> Iterator[Reminder]:
    """Yield what the branches of `district` are to be reminded of on `day`."""
    for source in SOURCES:
        yield from source(district, day)
