"""Who sees which rows: one predicate on the organisation tree's path, never a row per object or per user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from branches.models import User


@dataclass(frozen=True, slots=True)
class Scope:
    """The subtrees a person sees, as path prefixes; no prefix, no row."""

    prefixes: tuple[str, ...] = ()

    def predicate(self, path_field: str) -> Q:
        """Return the condition that `path_field` lies in one of the subtrees."""
        condition = Q()
        for prefix in self.prefixes:
            condition |= Q(**{f"{path_field}__startswith": prefix})
        return condition

    def covers(self, path: str) -> bool:
        return path.startswith(self.prefixes) if self.prefixes else False


class ScopedQuerySet(QuerySet):
    """Rows that belong to an organisation. Every look-up in a view starts at `visible_to`."""

    scope_path = "organisation__path"

    def visible_to(self, user: User) -> ScopedQuerySet:
        """Return the rows inside the scope of `user`'s active role; nothing for someone without one."""
        scope = user.party_scope
        if not scope.prefixes:
            return self.none()
        return self.filter(scope.predicate(self.scope_path))
