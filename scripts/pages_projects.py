"""The pages of the collective economy: which of them there are for a person, each in the states that look different."""

from collections.abc import Callable

from django.db.models import Model
from django.utils import timezone

from branches.enums import Permission
from branches.models import User
from economy.enums.project import ProjectState
from economy.models import Bottleneck, Enterprise, EnterpriseAgreement, Project

Row = tuple[list, str, str]


def _once(user: User) -> list[Row]:
    return [([], "", "")]


def _projects(user: User, *states: str) -> list[Row]:
    """A project in each stage."""
    found = Project.objects.visible_to(user).order_by("state", "pk").distinct("state")
    return [([each.pk], "", each.state) for each in found if not states or each.state in states]


def _own(*states: str) -> Callable[[User], list[Row]]:
    return lambda user: _projects(user, *states) if user.may(Permission.ECONOMY_EDIT) else []


def _first(model: type[Model], permission: Permission = Permission.ECONOMY_VIEW) -> Callable[[User], list[Row]]:
    def rows(user: User) -> list[Row]:
        found = model.objects.visible_to(user).order_by("pk")[:1] if user.may(permission) else []
        return [([each.pk], "", "") for each in found]

    return rows


def _tickets(user: User) -> list[Row]:
    """A policy bottleneck in each state."""
    found = Bottleneck.objects.visible_to(user).order_by("state", "pk").distinct("state")
    return [([each.pk], "", each.state) for each in found]


PAGES: dict[str, Callable[[User], list[Row]]] = {
    "economy:project-list": lambda user: [([], "", ""), ([], "show=urgent", "urgent")],
    "economy:project-new": _once,
    "economy:project-detail": _projects,
    "economy:project-edit": _own(ProjectState.IDEA),
    "economy:project-change": _own(ProjectState.BUILDING),
    "economy:project-share": _own(ProjectState.OPERATING),
    "economy:enterprise-list": _once,
    "economy:enterprise-new": _once,
    "economy:enterprise-detail": _first(Enterprise),
    "economy:enterprise-edit": _first(Enterprise, Permission.ECONOMY_APPROVE),
    "economy:agreement-new": _once,
    "economy:agreement-detail": _first(EnterpriseAgreement),
    "economy:speciality-list": _once,
    "economy:speciality-own": lambda user: [([timezone.localdate().year], "", "")],
    "economy:bottleneck-list": lambda user: [([], "show=all", "all"), ([], "show=late", "late")],
    "economy:bottleneck-new": _once,
    "economy:bottleneck-detail": _tickets,
}
NOT_LOOKED_AT: dict[str, str] = dict.fromkeys(
    (
        "economy:project-move",
        "economy:project-decide",
        "economy:project-progress",
        "economy:project-ask",
        "economy:projectrelease-settle",
        "economy:agreement-review",
        "economy:agreement-end",
        "economy:bottleneck-move",
    ),
    "POST",
)
