"""The parts of the economy's pages, as tabs above each of them."""

from django.utils.translation import gettext_lazy as _

from branches.enums import Permission as P
from branches.models import User
from cadres.sections import Tab, tabs_among

# (permission, address, label), in the order of the tabs.
SECTIONS: tuple[tuple[P, str, str], ...] = (
    (P.ECONOMY_VIEW, "economy:overview", _("收支")),
    (P.ECONOMY_VIEW, "economy:contract-list", _("合同")),
    (P.ECONOMY_VIEW, "economy:plan", _("三年规划")),
    (P.ECONOMY_VIEW, "economy:bonus-list", _("干部奖励")),
    (P.ECONOMY_VIEW, "economy:project-list", _("项目")),
    (P.ECONOMY_VIEW, "economy:enterprise-list", _("企业")),
    (P.ECONOMY_VIEW, "economy:speciality-list", _("一村一品")),
    (P.ECONOMY_VIEW, "economy:bottleneck-list", _("政策瓶颈")),
)


def tabs_for(user: User, current: str) -> list[Tab]:
    """Return the tabs open to the user's active role; `current` is the name of the address that is shown."""
    return tabs_among(SECTIONS, user, current)
