"""Whether a message about a branch's records is still due (see notices/still_due.py)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from django.utils import timezone

from branches.models import Organisation
from ledgers.reminders.reminder import Reminder
from ledgers.reminders.sources import reminders_on


def records_about(district_id: int, reminder: Reminder) -> str:
    """Name the message of `reminder` in the district, with the branch, which not every key names."""
    return f"records:{district_id}:{reminder.branch}:{reminder.key}"


def records_due(abouts: Mapping[str, dt.datetime]) -> set[str]:
    """Return those of `abouts` (see records_about) that today's records would still bring up on the day they were
    written: the day is kept, because a reminder has its days and the question is what was done since."""
    days: dict[tuple[int, dt.date], set[str]] = defaultdict(set)
    for about, written in abouts.items():
        days[int(about.split(":")[1]), timezone.localtime(written).date()].add(about)
    due = set()
    districts = Organisation.objects.in_bulk({district for district, _day in days})
    for (district, day), asked in days.items():
        due |= asked & {records_about(district, reminder) for reminder in reminders_on(districts[district], day)}
    return due
