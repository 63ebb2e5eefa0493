"""Write messages."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from branches.models import User
from notices.models import Notice


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one person; `key` names the event."""

    recipient: User
    key: str
    title: str
    body: str = ""
    url: str = ""


def notices_deliver(*, letters: Iterable[Letter], at: dt.datetime) -> int:
    """Put each letter into its recipient's list, in one statement, and return how many are new.

    Who already has a message with the same key gets none.
    """
    rows = [
        Notice(recipient=each.recipient, key=each.key, title=each.title, body=each.body, url=each.url, created_at=at)
        for each in letters
    ]
    known = Notice.objects.filter(key__in={row.key for row in rows})
    before = known.count()
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return known.count() - before


def notices_send(
    *, recipients: Iterable[User], key: str, title: str, body: str = "", url: str = "", at: dt.datetime
) -> int:
    """Put one message into each recipient's list and return how many are new (see notices_deliver)."""
    return notices_deliver(letters=[Letter(person, key, title, body, url) for person in recipients], at=at)


def notices_mark_read(*, user: User, at: dt.datetime, pk: int | None = None) -> None:
    """Mark one message of `user`, or all of them, as read."""
    unread = Notice.objects.visible_to(user).unread()
    if pk is not None:
        unread = unread.filter(pk=pk)
    unread.update(read_at=at)
