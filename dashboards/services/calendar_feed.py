"""Make and end the private address of a person's calendar."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction

from branches.models import Membership, User
from dashboards.models import CalendarFeed

TOKEN_BYTES = 32


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def feed_make(*, membership: Membership, at: dt.datetime) -> str:
    """End the address of the membership, where it has one, and return the token of a new one: it is shown this once."""
    Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    feed_end(membership=membership, at=at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarFeed.objects.create(membership=membership, token_hash=hash_of(token), made_at=at)
    return token


@transaction.atomic
def feed_end(*, membership: Membership, at: dt.datetime) -> bool:
    """End the address of the membership; False when it had none."""
    return bool(CalendarFeed.objects.current().filter(membership=membership).update(ended_at=at))


def reader_of(token: str) -> User | None:
    """Return the person whose days the address shows, under the role that it is for; None for an address that ended.

    A role that was taken away, and an account that was closed, take the address with them.
    """
    feed = CalendarFeed.objects.current().filter(token_hash=hash_of(token)).select_related("membership__user").first()
    if feed is None or not feed.membership.user.is_active:
        return None
    user = feed.membership.user
    user.hat = next((held for held in user.memberships_now if held.pk == feed.membership_id), None)
    return user if user.hat else None
