"""Write messages."""

import datetime as dt
from collections.abc import Iterable

from branches.models import User
from notices.models import Notice


def notices_send(
    *, recipients: Iterable[User], key: str, title: str, body: str = "", url: str = "", at: dt.datetime
) -> int:
    """Put one message into each recipient's list and return how many are new.

    `key` names the event: a recipient who already has a message with this key gets none.
    """
    rows = [Notice(recipient=person, key=key, title=title, body=body, url=url, created_at=at) for person in recipients]
    before = Notice.objects.filter(key=key).count()
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return Notice.objects.filter(key=key).count() - before


def notices_mark_read(*, user: User, at: dt.datetime, pk: int | None = None) -> None:
    """Mark one message of `user`, or all of them, as read."""
    unread = Notice.objects.visible_to(user).unread()
    if pk is not None:
        unread = unread.filter(pk=pk)
    unread.update(read_at=at)
