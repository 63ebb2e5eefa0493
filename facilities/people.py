"""Who is told of what happens to a village's facilities."""

from branches.enums import Role
from branches.models import Membership, Organisation, User
from branches.tree import lineage
from ledgers.chain import secretaries_of


def _holding(role: Role, paths: list[str]) -> list[User]:
    held = Membership.objects.current().filter(role=role, organisation__path__in=paths)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))


def secretaries(village: Organisation) -> list[User]:
    """Return the village's secretary."""
    return secretaries_of([village.pk])[village.pk]


def township_reviewers(village: Organisation) -> list[User]:
    """Return the review group of the village's township."""
    return _holding(Role.TOWNSHIP_REVIEWER, [village.parent_path])


def township_leaders(village: Organisation) -> list[User]:
    """Return the secretary of the village's township."""
    return _holding(Role.TOWNSHIP_LEADER, [village.parent_path])


def district_reviewers(place: Organisation) -> list[User]:
    """Return the district's officers above a village or township."""
    return _holding(Role.DISTRICT_REVIEWER, lineage(place.path))


def district_leads(place: Organisation) -> list[User]:
    """Return who signs for the district above a village or township, and so gives the name."""
    return _holding(Role.DISTRICT_LEAD, lineage(place.path))
