"""Which months the demo district shows, and when things happened, reckoned back from the day it is filled."""

import datetime as dt
import random
from dataclasses import dataclass

from django.utils import timezone

from branches.calendar import holiday_overrides
from config.lib.months import first_day, last_day, next_month, previous_month
from config.lib.workdays import roll_to_workday
from ledgers.services.months import end_of_day

# The month under review ended at least so many days ago, so that branches have handed in for some days.
DAYS_AFTER = 5
# The branches' time limit was so many days ago: some are on time, some late, and the lock is still to come.
LIMIT_AGO = 3


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months of the demo: `checking` and `signing` have a circular under way that was sent back once, `answered`
    has its issued one, `reviewed` is under review, `running` are open.

    All are first days of months; `at` is the moment of filling, `today` its local day.
    """

    at: dt.datetime
    today: dt.date
    checking: dt.date
    signing: dt.date
    answered: dt.date
    reviewed: dt.date
    running: tuple[dt.date, ...]

    def day(self, ago: int) -> dt.date:
        return self.today - dt.timedelta(days=ago)

    def moment(self, ago: int, draw: random.Random, hours: tuple[int, int] = (8, 18)) -> dt.datetime:
        """Return a moment `ago` days before today between the given hours, never after `at`."""
        return min(moment_on(self.day(ago), draw, hours), self.at - dt.timedelta(minutes=draw.randint(3, 20)))

    def limits(self) -> dict[str, dt.datetime]:
        """Return the limits of the month under review: as far apart as usual, but so that its review is going on."""
        overrides = holiday_overrides()

        def later(days: int) -> dt.datetime:
            return end_of_day(roll_to_workday(self.today + dt.timedelta(days=days), overrides))

        return {
            "on_time_until": end_of_day(self.day(LIMIT_AGO)),
            "locks_at": later(3),
            "review_by": later(3),
            "report_by": later(5),
            "rereview_by": later(10),
            "circular_by": later(15),
        }


def timeline(at: dt.datetime) -> Timeline:
    """Return the months to show at `at` (aware)."""
    today = timezone.localtime(at).date()
    reviewed = previous_month(first_day(today - dt.timedelta(days=DAYS_AFTER)))
    running, month = [], next_month(reviewed)
    while month <= today:
        running.append(month)
        month = next_month(month)
    answered = previous_month(reviewed)
    signing = previous_month(answered)
    return Timeline(at, today, previous_month(signing), signing, answered, reviewed, tuple(running))


def moment_on(day: dt.date, draw: random.Random, hours: tuple[int, int] = (8, 18)) -> dt.datetime:
    """Return a moment on `day` between the given local hours (the second excluded)."""
    return at_time(day, draw.randrange(*hours), draw.randrange(60)) + dt.timedelta(seconds=draw.randrange(60))


def at_time(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def clamp_day(month: dt.date, number: int) -> dt.date:
    """Return the day with the given number, or the month's last."""
    return month.replace(day=min(number, last_day(month).day))
