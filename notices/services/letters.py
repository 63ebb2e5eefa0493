"""Write messages into people's lists, and line them up for the channels that lead outside."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from branches.models import User
from notices.enums import URGENT, NoticeKind
from notices.models import Channel, Delivery, Notice
from notices.selectors import hours_by_district


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one person; `key` names the event.

    `outside` is the title that may leave the site and therefore names no person; without one the kind's label goes out.
    `place` (id of an organisation) is named outside too, and the robot of that office hears the event once. `about`
    names what the message is about, for the question whether it is still due.
    """

    recipient: User
    key: str
    title: str
    body: str = ""
    url: str = ""
    kind: str = NoticeKind.OTHER
    outside: str = ""
    place: int | None = None
    about: str = ""


def notices_deliver(*, letters: Iterable[Letter], at: dt.datetime) -> int:
    """Put each letter into its recipient's list, in one statement, and return how many are new.

    Who already has a message with the same key gets none. What is new is lined up for the recipient's channels and for
    the robot of its office.
    """
    rows = [
        Notice(
            recipient=each.recipient,
            key=each.key,
            kind=each.kind,
            title=each.title,
            body=each.body,
            url=each.url,
            outside=each.outside,
            place_id=each.place,
            about=each.about,
            created_at=at,
        )
        for each in letters
    ]
    known = Notice.objects.filter(key__in={row.key for row in rows})
    before = known.count()
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    new = known.count() - before
    if new:
        _line_up(rows, at)
    return new


def notices_send(*, recipients: Iterable[User], key: str, title: str, at: dt.datetime, **more) -> int:
    """Put one message into each recipient's list and return how many are new; `more` are fields of Letter."""
    return notices_deliver(letters=[Letter(person, key, title, **more) for person in recipients], at=at)


def _line_up(rows: list[Notice], at: dt.datetime) -> None:
    """Queue what was written just now for every channel it concerns; an old message is not sent again."""
    channels = list(
        Channel.objects.reaching({row.recipient_id for row in rows}, {row.place_id for row in rows if row.place_id})
    )
    if not channels:
        return
    written = list(Notice.objects.filter(key__in={row.key for row in rows}, created_at=at).order_by("pk"))
    of_person, of_office = defaultdict(list), defaultdict(list)
    for notice in written:
        of_person[notice.recipient_id].append(notice)
        of_office[notice.place_id].append(notice)
    hours = hours_by_district({channel.district_id for channel in channels})
    waiting = []
    for channel in channels:
        when = hours[channel.district_id]
        concerned = of_person[channel.owner_id] if channel.owner_id else of_office[channel.organisation_id]
        for notice in concerned:
            is_collected = channel.digest and notice.kind not in URGENT
            due = when.digest_after(at) if is_collected else when.leaves_at(at)
            waiting.append(Delivery(notice=notice, channel=channel, event=notice.key, due_at=due))
    Delivery.objects.bulk_create(waiting, ignore_conflicts=True)


def notices_mark_read(*, user: User, at: dt.datetime, pk: int | None = None, kind: str = "") -> None:
    """Mark one message of `user`, those of a kind, or all of them, as read."""
    unread = Notice.objects.visible_to(user).unread()
    if pk is not None:
        unread = unread.filter(pk=pk)
    if kind:
        unread = unread.filter(kind=kind)
    unread.update(read_at=at)
