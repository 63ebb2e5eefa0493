"""The parts of the facilities' pages, as tabs above each of them."""

from django.utils.translation import gettext_lazy as _

from branches.enums import Permission as P
from branches.models import User
from cadres.sections import Tab, tabs_among

# (permission, address, label), in the order of the tabs.
SECTIONS: tuple[tuple[P, str, str], ...] = (
    (P.FACILITY_VIEW, "facilities:check-overview", _("六有")),
    (P.FACILITY_VIEW, "facilities:project-overview", _("清零")),
    (P.FACILITY_VIEW, "facilities:redflag-overview", _("红旗")),
    (P.FACILITY_VIEW, "facilities:centre-overview", _("服务中心")),
)


def tabs_for(user: User, current: str) -> list[Tab]:
    """Return the tabs open to the user's active role; `current` is the name of the address that is shown."""
    return tabs_among(SECTIONS, user, current)
