"""Who is told of what happens to a village's facilities."""

from branches.enums import Role
from branches.models import Membership, Organisation, User


def _holding(role: Role, paths: list[str]) -> list[User]:
    held = Membership.objects.current().filter(role=role, organisation__path__in=paths)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))


def township_reviewers(village: Organisation) -> list[User]:
    """Return the review group of the village's township."""
    return _holding(Role.TOWNSHIP_REVIEWER, [village.parent_path])


def district_reviewers(place: Organisation) -> list[User]:
    """Return the district's officers above a village or township."""
    step = place.steplen
    return _holding(Role.DISTRICT_REVIEWER, [place.path[:length] for length in range(step, len(place.path), step)])
