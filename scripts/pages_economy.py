"""The pages of the collective economy: which of them there are for a person, each in the states that look different."""

from collections.abc import Callable

from branches.enums import Permission
from branches.models import User
from economy.enums.project import ProjectState
from economy.models import Project

Row = tuple[list, str, str]


def _once(user: User) -> list[Row]:
    return [([], "", "")]


def _projects(user: User, *states: str) -> list[Row]:
    """A project in each stage."""
    found = Project.objects.visible_to(user).order_by("state", "pk").distinct("state")
    return [([each.pk], "", each.state) for each in found if not states or each.state in states]


def _own(*states: str) -> Callable[[User], list[Row]]:
    return lambda user: _projects(user, *states) if user.may(Permission.ECONOMY_EDIT) else []


PAGES: dict[str, Callable[[User], list[Row]]] = {
    "economy:project-list": lambda user: [([], "", ""), ([], "show=urgent", "urgent")],
    "economy:project-new": _once,
    "economy:project-detail": _projects,
    "economy:project-edit": _own(ProjectState.IDEA),
    "economy:project-change": _own(ProjectState.BUILDING),
    "economy:project-share": _own(ProjectState.OPERATING),
}
NOT_LOOKED_AT: dict[str, str] = dict.fromkeys(
    (
        "economy:project-move",
        "economy:project-decide",
        "economy:project-progress",
        "economy:project-ask",
        "economy:projectrelease-settle",
    ),
    "POST",
)
