"""What must hold among organisations and people beyond the database's constraints."""

from collections.abc import Iterator

from django.db import connection

from branches.enums import ADMINISTRATORS, ROLES
from branches.models import Membership, Organisation

TREE = """
SELECT child.code, child.path, parent.code
FROM branches_organisation child
LEFT JOIN branches_organisation parent ON parent.path = left(child.path, -%(step)s)
WHERE child.depth > 1 AND (
    parent.id IS NULL OR left(child.code, length(parent.code)) <> parent.code OR child.depth <> parent.depth + 1
)
"""
CHILDREN = """
SELECT parent.code, parent.numchild, count(child.id)
FROM branches_organisation parent
LEFT JOIN branches_organisation child
    ON child.path LIKE parent.path || '____' AND child.depth = parent.depth + 1
WHERE parent.numchild > 0
GROUP BY parent.id HAVING parent.numchild <> count(child.id)
"""


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row: the tree against the codes, roles against their level, administrators."""
    with connection.cursor() as cursor:
        cursor.execute(TREE, {"step": Organisation.steplen})
        for code, path, parent in cursor.fetchall():
            yield f"organisation {code} stands at {path} under {parent or 'nothing'}, which its code denies"
        cursor.execute(CHILDREN)
        for code, said, counted in cursor.fetchall():
            yield f"organisation {code} says it has {said} children and has {counted}"
    for membership in Membership.objects.current().select_related("organisation", "user"):
        role = ROLES[membership.role]
        if role.level != membership.organisation.level:
            yield f"membership {membership.pk}: {membership.role} is held at level {membership.organisation.level}"
    holders: dict[int, set[str]] = {}
    for user, role in Membership.objects.current().filter(role__in=ADMINISTRATORS).values_list("user_id", "role"):
        holders.setdefault(user, set()).add(role)
    for user, roles in holders.items():
        if len(roles) > 1:
            yield f"user {user} holds {' and '.join(sorted(roles))}, which nobody may hold together"
