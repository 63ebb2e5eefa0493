"""Who sees rows of the facilities: whoever works with them, within the scope."""

from branches.enums import Permission
from branches.scope import ScopedQuerySet


class FacilityQuerySet(ScopedQuerySet):
    """Rows of a village's facilities: seen in one's scope by roles that have to do with them."""

    def visible_to(self, user) -> "FacilityQuerySet":
        return super().visible_to(user) if user.may(Permission.FACILITY_VIEW) else self.none()
