"""The parts of the cadres' pages, as tabs above each of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from branches.enums import Permission as P
from branches.models import User

# (permission, address, label), in the order of the tabs.
SECTIONS: tuple[tuple[P, str, str], ...] = (
    (P.CADRE_VIEW, "cadres:village-list", _("岗位")),
    (P.CADRE_VIEW, "cadres:cadre-list", _("档案")),
    (P.CADRE_VIEW, "cadres:appointment-list", _("备案")),
    (P.CADRE_VIEW, "cadres:pay-list", _("报酬")),
    (P.CADRE_VIEW, "cadres:assessment-list", _("考核")),
    (P.CADRE_VIEW, "cadres:growth-overview", _("双提升")),
    (P.CADRE_VIEW, "cadres:round-list", _("选拔")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    url: str
    label: str
    is_current: bool


def tabs_among(sections: Iterable[tuple[P, str, str]], user: User, current: str) -> list[Tab]:
    """Return those of (permission, address, label) that are open to the user's active role, as tabs."""
    return [Tab(reverse(name), label, name == current) for permission, name, label in sections if user.may(permission)]


def tabs_for(user: User, current: str) -> list[Tab]:
    """Return the tabs open to the user's active role; `current` is the name of the address that is shown."""
    return tabs_among(SECTIONS, user, current)
