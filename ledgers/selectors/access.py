"""Who opened personal data that is otherwise masked."""

from branches.models import Organisation, User
from ledgers.models import SensitiveAccess


def accesses_of(user: User, organisation: Organisation, *, limit: int) -> list[SensitiveAccess]:
    """Return the latest openings of an organisation's data that `user` may know of, the newest first, in one query."""
    found = SensitiveAccess.objects.visible_to(user).filter(organisation=organisation)
    return list(found.select_related("by", "member").order_by("-pk")[:limit])
