"""What waits for a person today, over all pillars: the first thing that the cockpit says."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audits.finding_enums import FindingStatus
from audits.models import Circular, Finding
from branches.enums import Permission as P
from branches.models import User
from cadres.enums.appointments import CaseState
from cadres.models import Appointment
from dashboards.selectors.overview import Overview, visible_ledgers
from economy.enums.project import ProjectState, ReleaseState
from economy.models import Project, ProjectRelease
from facilities.enums.projects import ProjectState as UpgradeState
from facilities.enums.redflag import FlagState
from facilities.models import RedFlag, UpgradeProject
from ledgers.enums import Status
from ledgers.models import Month
from ledgers.selectors.decisions import urgent_waiting
from ledgers.selectors.lock_exceptions import waiting_for


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to decide today."""

    icon: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rows that wait for whoever has `permission`: `text` says what, with how many as n."""

    permission: P
    icon: str
    text: str
    address: str
    query: str
    rows: Callable[[User], QuerySet]


_STATES = {
    "flag": (FlagState.RECOMMENDED, FlagState.REVIEWED),
    "upgrade": (UpgradeState.DRAFT, UpgradeState.ACCEPTED),
}
# In the order of the pillars. What the township owes first and what the district owes stand by their permissions.
WAITING = (
    Waiting(
        P.REVIEW_TOWNSHIP,
        "list-check",
        gettext_lazy("村里报来待查的问题 %(n)d 个"),
        "audits:finding-list",
        "?state=applied",
        lambda user: Finding.objects.visible_to(user).filter(status=FindingStatus.APPLIED),
    ),
    Waiting(
        P.REVIEW_DISTRICT,
        "list-check",
        gettext_lazy("乡镇查过待销号的问题 %(n)d 个"),
        "audits:finding-list",
        "?state=checked",
        lambda user: Finding.objects.visible_to(user).filter(status=FindingStatus.CHECKED),
    ),
    Waiting(
        P.FACILITY_CHECK,
        "flag",
        gettext_lazy("等乡镇推荐的红旗党支部 %(n)d 个"),
        "facilities:redflag-overview",
        "",
        lambda user: RedFlag.objects.visible_to(user).filter(state=FlagState.NOMINATED),
    ),
    Waiting(
        P.FACILITY_DECIDE,
        "flag",
        gettext_lazy("等区里复核或公示的红旗党支部 %(n)d 个"),
        "facilities:redflag-overview",
        "",
        lambda user: RedFlag.objects.visible_to(user).filter(state__in=_STATES["flag"]),
    ),
    Waiting(
        P.FACILITY_DECIDE,
        "building-community",
        gettext_lazy("等立项或销号的阵地项目 %(n)d 个"),
        "facilities:project-overview",
        "",
        lambda user: UpgradeProject.objects.visible_to(user).filter(state__in=_STATES["upgrade"]),
    ),
    Waiting(
        P.ECONOMY_CHECK,
        "cash",
        gettext_lazy("等拨付的项目资金 %(n)d 笔"),
        "economy:project-list",
        "",
        lambda user: ProjectRelease.objects.visible_to(user).filter(state=ReleaseState.ASKED),
    ),
    Waiting(
        P.ECONOMY_APPROVE,
        "coin-yuan",
        gettext_lazy("等审批的增收项目 %(n)d 个"),
        "economy:project-list",
        "?show=before",
        lambda user: Project.objects.visible_to(user).filter(state=ProjectState.APPROVING),
    ),
    Waiting(
        P.CADRE_FILE,
        "user-star",
        gettext_lazy("等备案审核的任免 %(n)d 件"),
        "cadres:appointment-list",
        "?show=filed",
        lambda user: Appointment.objects.visible_to(user).filter(state=CaseState.FILED),
    ),
)


def todos(user: User, month: Month, matrix: Overview) -> list[Todo]:
    """Return what waits for the user's decision in all pillars, `matrix` being the overview of the month."""
    found = month_todos(user, month, matrix)
    for each in WAITING:
        if user.may(each.permission) and (count := each.rows(user).count()):
            found.append(Todo(each.icon, each.text % {"n": count}, reverse(each.address) + each.query))
    return found


def month_todos(user: User, month: Month, matrix: Overview) -> list[Todo]:
    """Return what waits in the month's review, and what waits for nothing at all."""
    found = []
    # First: a flood does not wait for the month's review.
    if urgent := urgent_waiting(user):
        found.append(
            Todo("urgent", _("抢险救灾先办等着批 %(n)d 份") % {"n": urgent}, reverse("ledgers:decision-urgent-list"))
        )
    if user.may(P.REVIEW_DISTRICT) and matrix.waiting:
        url = reverse("audits:queue", args=[month.key])
        found.append(Todo("clipboard-check", _("待复审台账 %(n)d 份") % {"n": matrix.waiting}, url))
    if user.may(P.REVIEW_TOWNSHIP):
        waiting = visible_ledgers(user, month).filter(~Q(desk=F("month__district")), status=Status.SUBMITTED).count()
        if waiting:
            url = reverse("audits:queue", args=[month.key])
            found.append(Todo("clipboard-check", _("待审台账 %(n)d 份") % {"n": waiting}, url))
    if asked := waiting_for(user).count():
        url = reverse("audits:exception-list")
        found.append(Todo("lock-open", _("待批补报申请 %(n)d 份") % {"n": asked}, url))
    if silent := sum(not row.reported for row in matrix.rows):
        url = reverse("dashboards:overview", args=[month.key])
        found.append(Todo("send", _("还没有报送的乡镇 %(n)d 个") % {"n": silent}, url))
    unfinished = Circular.objects.visible_to(user).exclude(status="issued").select_related("month", "corrects")
    for circular in unfinished.defer("body", "figures", "corrects__body", "corrects__figures")[:3]:
        url = reverse("audits:circular-detail", args=[circular.pk])
        found.append(Todo("speakerphone", f"{circular.period}{_('通报')}：{circular.get_status_display()}", url))
    return found
