"""Channels that are proven, for tests of what goes through them."""

from config.lib.crypto import encrypt
from notices.enums import ChannelKind
from notices.models import Channel
from tests.factories import NOW


def make_channel(district, owner=None, *, office=None, kind=ChannelKind.EMAIL, address="", digest=False) -> Channel:
    """A channel of a person of `district`, or of an office's chat group, as if it had been proven."""
    address = address or (f"{owner.username}@example.com" if kind == ChannelKind.EMAIL else "token12345")
    return Channel.objects.create(
        kind=kind,
        owner=owner,
        organisation=office,
        district=district.root,
        address=encrypt(address),
        digest=digest,
        created_at=NOW,
        created_by=owner,
        verified_at=NOW,
    )
