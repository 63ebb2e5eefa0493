"""Who of a place holds a role with some permission: the people whom the economy's messages go to, for many places."""

from collections import defaultdict
from collections.abc import Iterable

from branches.enums import ROLES, Permission
from branches.models import Membership, User


def holders_by_path(permissions: Iterable[Permission], paths: Iterable[str]) -> dict[str, list[User]]:
    """Return path of the tree → the people who hold a role with one of the permissions there; one query."""
    wanted = set(permissions)
    roles = [role for role, definition in ROLES.items() if wanted & set(definition.permissions)]
    held = Membership.objects.current().filter(role__in=roles, organisation__path__in=set(paths))
    found: dict[str, list[User]] = defaultdict(list)
    for membership in held.select_related("user", "organisation").order_by("user"):
        if membership.user not in found[membership.organisation.path]:
            found[membership.organisation.path].append(membership.user)
    return found
