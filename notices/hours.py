"""When a message may leave: never at night, and collected ones once a day. Pure reckoning, no database."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
QUIET_FROM = dt.time(21, 30)
QUIET_UNTIL = dt.time(7, 30)
# After the clock's own hour (nine), so that the morning's reminders are in the day's collected message.
DIGEST_AT = dt.time(9, 30)


@dataclass(frozen=True, slots=True)
class Hours:
    """A district's hours in local time; the quiet ones may reach over midnight, equal ends mean none."""

    quiet_from: dt.time = QUIET_FROM
    quiet_until: dt.time = QUIET_UNTIL
    digest_at: dt.time = DIGEST_AT

    def is_quiet(self, at: dt.datetime) -> bool:
        """Tell whether nothing may leave at the instant `at`."""
        now = at.astimezone(LOCAL).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= now < self.quiet_until
        return now >= self.quiet_from or now < self.quiet_until

    def leaves_at(self, at: dt.datetime) -> dt.datetime:
        """Return `at`, or the end of the quiet hours it lies in."""
        return _next(self.quiet_until, at) if self.is_quiet(at) else at

    def digest_after(self, at: dt.datetime) -> dt.datetime:
        """Return the next instant, `at` included, at which a collected message leaves."""
        return self.leaves_at(_next(self.digest_at, at))


def _next(time: dt.time, at: dt.datetime) -> dt.datetime:
    """Return the first instant from `at` on with the local time `time`."""
    local = at.astimezone(LOCAL)
    today = dt.datetime.combine(local.date(), time, LOCAL)
    return today if today >= local else today + dt.timedelta(days=1)
