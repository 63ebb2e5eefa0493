"""Who opened personal data that is otherwise masked."""

from branches.models import Organisation, User
from ledgers.models import Member, SensitiveAccess


def accesses_of(user: User, organisation: Organisation, *, limit: int) -> list[SensitiveAccess]:
    """Return the latest openings of an organisation's data that `user` may know of, the newest first, in one query."""
    found = SensitiveAccess.objects.visible_to(user).filter(organisation=organisation)
    return list(found.select_related("by", "member").order_by("-pk")[:limit])


def accesses_of_member(user: User, member: Member, *, limit: int) -> list[SensitiveAccess]:
    """Return the latest openings of one member's number that `user` may know of, the newest first, in one query."""
    found = SensitiveAccess.objects.visible_to(user).filter(member=member)
    return list(found.select_related("by").order_by("-pk")[:limit])
