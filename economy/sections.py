"""The parts of the collective economy's pages, as tabs above each of them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from branches.enums import Permission as P
from branches.models import User

# (permission, address, label), in the order of the tabs.
SECTIONS: tuple[tuple[P, str, str], ...] = (
    (P.ECONOMY_VIEW, "economy:project-list", _("项目")),
    (P.ECONOMY_VIEW, "economy:enterprise-list", _("企业")),
    (P.ECONOMY_VIEW, "economy:speciality-list", _("一村一品")),
    (P.ECONOMY_VIEW, "economy:bottleneck-list", _("政策瓶颈")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    url: str
    label: str
    is_current: bool


def tabs_for(user: User, current: str) -> list[Tab]:
    """Return the tabs open to the user's active role; `current` is the name of the address that is shown."""
    return [Tab(reverse(name), label, name == current) for permission, name, label in SECTIONS if user.may(permission)]
