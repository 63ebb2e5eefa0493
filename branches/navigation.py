"""The main navigation: what each role finds in the header, or at the foot of a phone's screen."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from branches.enums import Permission as P
from branches.models import User

AT_THE_FOOT = 5  # places beside 我的 that a phone of 360 px has room for


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the navigation: its icon is a name in Tabler's outline set."""

    url: str
    label: str
    icon: str
    is_current: bool


# (permission, address, label, icon), in the order of the header; a phone has the first of them at its foot and the rest
# on the page 我的. A place may stand twice: whoever draws up the roster opens it daily, others now and then.
PLACES = (
    (P.LEDGER_EDIT, "ledgers:month-current", _("本月"), "clipboard-check"),
    (P.REVIEW_TOWNSHIP, "audits:queue-current", _("月审"), "clipboard-check"),
    (P.OVERVIEW_VIEW, "dashboards:cockpit", _("总览"), "layout-dashboard"),
    (P.REVIEW_DISTRICT, "audits:queue-current", _("月审复审"), "clipboard-check"),
    (P.OVERVIEW_VIEW, "audits:finding-list", _("问题"), "list-check"),
    (P.LEDGER_EDIT, "ledgers:work", _("支部工作"), "briefcase"),
    (P.MEMBER_EDIT, "ledgers:member-list", _("党员"), "users"),
    (P.CIRCULAR_VIEW, "audits:circular-list", _("通报"), "speakerphone"),
    (P.DUTY_EDIT, "cadres:duty-current", _("值班"), "calendar-user"),
    (P.CADRE_VIEW, "cadres:village-list", _("村干部"), "user-star"),
    (P.ECONOMY_VIEW, "economy:overview", _("集体经济"), "coin-yuan"),
    (P.FACILITY_VIEW, "facilities:check-overview", _("阵地"), "building-community"),
    (P.LEDGER_EDIT, "dashboards:village-own", _("本村"), "home"),
    (P.INSPECTION_VIEW, "audits:inspection-list", _("抽查"), "walk"),
    (P.DUTY_VIEW, "cadres:duty-current", _("值班"), "calendar-user"),
    (P.OVERVIEW_VIEW, "audits:colour-table", _("红黄蓝绿"), "palette"),
    (P.VETTING_ANSWER, "cadres:opinion-list", _("联审"), "user-search"),
    (P.BOTTLENECK_ANSWER, "economy:bottleneck-list", _("政策瓶颈"), "traffic-cone"),
    (P.LEDGER_VIEW, "dashboards:calendar", _("日程"), "calendar-event"),
    (P.RULE_EDIT, "ledgers:rule-list", _("规则"), "book-2"),
    (P.ACCOUNT_MANAGE, "branches:account-list", _("账号"), "user-cog"),
    (P.CALENDAR_EDIT, "branches:holiday-list", _("节假日"), "calendar"),
    (P.SECURITY_VIEW, "branches:security", _("账号安全"), "shield-lock"),
    (P.HISTORY_VIEW, "branches:history", _("操作记录"), "history"),
    (P.HISTORY_VIEW, "ledgers:access-list", _("查看记录"), "eye"),
)


# Pages that are opened from the queue and lead back to it, though their addresses lie elsewhere.
SECTIONS = ("ledgers", "problems", "remarks", "exceptions", "extensions", "samples", "agreement")
NEIGHBOURS = {f"/audits/{section}/": "/audits/queue/" for section in SECTIONS}
NEIGHBOURS |= {f"/audits/{section}/": "/audits/colours/" for section in ("talks", "fraud")}
# The first that fits and is open to the role counts.
NEIGHBOURS |= {
    "/cadres/accesses/": "/ledgers/accesses/",
    "/cadres/duty/": "/cadres/duty/",
    "/cadres/opinions/": "/cadres/opinions/",
    "/cadres/": "/cadres/villages/",
    "/economy/bottlenecks/": "/economy/bottlenecks/",
    "/economy/": "/economy/",
    "/facilities/": "/facilities/checks/",
    "/overview/calendar/": "/overview/calendar/",
    "/overview/village": "/overview/village/",
    "/overview/": "/overview/cockpit/",
}


def _vets(user: User) -> bool:
    """Tell whether the officer's department is asked about cadres; others lead policy bottlenecks only."""
    return user.hat.department is None or user.hat.department.vets


def entries_for(user: User, path: str) -> list[Entry]:
    """Return the places open to the user's active role; the one whose section `path` lies deepest in is current."""
    open_places = {}
    for permission, name, label, icon in PLACES:
        if user.may(permission) and not (permission == P.VETTING_ANSWER and not _vets(user)):
            open_places.setdefault(reverse(name), (label, icon))
    sections = {url: url.removesuffix("current/") for url in open_places}
    open_sections = set(sections.values())
    near = (place for start, place in NEIGHBOURS.items() if path.startswith(start) and place in open_sections)
    path = next(near, path)
    current = max(
        (url for url in sections if path.startswith(sections[url])), key=lambda url: len(sections[url]), default=""
    )
    return [Entry(url, label, icon, url == current) for url, (label, icon) in open_places.items()]
