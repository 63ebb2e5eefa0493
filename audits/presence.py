"""Who looks at which ledger right now: a short-lived note in Redis, so that two reviewers do not meet unknowingly.

One note per person and month, taken over by the ledger opened last. Nothing rests on it: it warns, and either may go
on; that a revision gets one verdict per level is held by the chain and by the database.
"""

import datetime as dt
import json
from functools import cache
from typing import NamedTuple

import redis
from django.conf import settings
from django.utils.translation import gettext as _

from branches.models import User
from ledgers.models import Ledger, Month

SECONDS = 120


class Watcher(NamedTuple):
    """Another person who has a ledger open, and the seconds since a sign of that person."""

    name: str
    seconds: int

    def __str__(self) -> str:
        when = _("%(n)d分钟前") % {"n": self.seconds // 60} if self.seconds >= 60 else _("刚刚")
        return _("%(who)s正在看（%(when)s）") % {"who": self.name, "when": when}


@cache
def _store() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, decode_responses=True)


def _key(month_id: int) -> str:
    return f"{settings.CACHES['default']['KEY_PREFIX']}:presence:{month_id}"


def enter(*, ledger: Ledger, by: User, at: dt.datetime) -> None:
    """Note that `by` has `ledger` open at `at`."""
    key = _key(ledger.month_id)
    with _store().pipeline() as pipe:
        pipe.hset(key, str(by.pk), json.dumps([ledger.pk, int(at.timestamp()), str(by)]))
        pipe.expire(key, SECONDS)
        pipe.execute()


def leave(*, month_id: int, by: User) -> None:
    """Forget what `by` had open in the month."""
    _store().hdel(_key(month_id), str(by.pk))


def watchers(month: Month, *, by: User, at: dt.datetime) -> dict[int, list[Watcher]]:
    """Return who else has which ledger of `month` open at `at`, by the ledger's id."""
    found: dict[int, list[Watcher]] = {}
    for person, note in _store().hgetall(_key(month.pk)).items():
        ledger, since, name = json.loads(note)
        seconds = max(0, int(at.timestamp()) - since)
        if person != str(by.pk) and seconds < SECONDS:
            found.setdefault(ledger, []).append(Watcher(name, seconds))
    return found
