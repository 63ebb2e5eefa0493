"""The pages of the facilities: which of them there are for a person, each in the states that look different."""

from collections.abc import Callable

from branches.enums import Level, Permission
from branches.models import Organisation, User
from facilities.models import CensusEntry, FacilityCheck, RedFlag, UpgradeProject
from facilities.rules.checks import may_read, may_write
from facilities.selectors.projects import below_unlisted
from scripts.pages_cadres import Row


def _overview(user: User) -> list[Row]:
    if not user.may(Permission.FACILITY_VIEW) or user.hat.organisation.level == Level.VILLAGE:
        return []
    townships = Organisation.objects.visible_to(user).filter(level=Level.TOWNSHIP).order_by("path")
    return [([], "", ""), *(([], f"township={each.pk}", "township") for each in townships[:1])]


def _villages(user: User) -> list[Row]:
    if not user.may(Permission.FACILITY_VIEW):
        return []
    return [([each.pk], "", "") for each in Organisation.objects.visible_to(user).answering().order_by("path")[:1]]


def _checks(user: User) -> list[Row]:
    """A finished check of each level, and one that the user is writing."""
    found = FacilityCheck.objects.visible_to(user).select_related("organisation", "rests_on")
    kinds = {}
    for check in found.order_by("state", "level", "pk").distinct("state", "level"):
        if may_read(user, check):
            kinds[f"{check.level}-{check.state}"] = check
    return [([check.pk], "", word) for word, check in kinds.items()]


def _items(user: User) -> list[Row]:
    found = FacilityCheck.objects.visible_to(user).filter(state="draft").select_related("organisation", "rests_on")
    mine = next((check for check in found.order_by("pk")[:20] if may_write(user, check)), None)
    return [([mine.pk, item], "", item) for item in ("place", "board")] if mine else []


def _projects(user: User) -> list[Row]:
    return [([], "", ""), ([], "show=overdue", "overdue")] if user.may(Permission.FACILITY_VIEW) else []


def _to_list(user: User) -> list[Row]:
    if not user.may(Permission.FACILITY_CHECK):
        return []
    return [([check.organisation_id], "", "") for check in below_unlisted(user)[:1]]


def _without_project(user: User) -> list[Row]:
    found = CensusEntry.objects.visible_to(user).open().filter(project=None).order_by("pk")
    return [([census.pk], "", "") for census in found[:1]] if user.may(Permission.FACILITY_CHECK) else []


def _each_state(user: User) -> list[Row]:
    found = UpgradeProject.objects.visible_to(user).order_by("state", "pk").distinct("state")
    return [([project.pk], "", project.state) for project in found]


def _drafts(user: User) -> list[Row]:
    found = UpgradeProject.objects.visible_to(user).filter(state="draft").order_by("pk")
    return [([project.pk], "", "") for project in found[:1]] if user.may(Permission.FACILITY_CHECK) else []


def _once(user: User) -> list[Row]:
    return [([], "", "")] if user.may(Permission.FACILITY_VIEW) else []


def _own(user: User) -> list[Row]:
    return [([], "", "")] if user.may(Permission.FACILITY_EDIT) else []


def _flags(user: User) -> list[Row]:
    found = RedFlag.objects.visible_to(user).order_by("state", "pk").distinct("state")
    return [([flag.pk], "", flag.state) for flag in found]


PAGES: dict[str, Callable[[User], list[Row]]] = {
    "facilities:check-overview": _overview,
    "facilities:check-village": _villages,
    "facilities:check-detail": _checks,
    "facilities:checkline-edit": _items,
    "facilities:project-overview": _projects,
    "facilities:census-new": _to_list,
    "facilities:census-project": _without_project,
    "facilities:project-detail": _each_state,
    "facilities:project-edit": _drafts,
    "facilities:redflag-overview": _once,
    "facilities:redflag-new": _own,
    "facilities:redflag-detail": _flags,
    "facilities:veto-list": _once,
    "facilities:centre-overview": _overview,
    "facilities:centre-village": _villages,
    "facilities:centre-edit": lambda user: _villages(user) if user.may(Permission.FACILITY_EDIT) else [],
}
NOT_LOOKED_AT: dict[str, str] = dict.fromkeys(
    (
        "facilities:check-begin",
        "facilities:check-take-over",
        "facilities:check-finish",
        "facilities:check-drop",
        "facilities:project-move",
        "facilities:project-accept",
        "facilities:project-report",
        "facilities:project-photo",
        "facilities:project-milestone",
        "facilities:project-payment",
        "facilities:milestone-reach",
        "facilities:payment-withdraw",
        "facilities:redflag-move",
        "facilities:redflag-propose",
        "facilities:redflag-pay",
        "facilities:redflag-use",
        "facilities:use-withdraw",
        "facilities:redflag-object",
        "facilities:objection-answer",
        "facilities:redflag-recheck",
        "facilities:redflag-plaque",
        "facilities:veto-withdraw",
        "facilities:centre-service",
        "facilities:centre-satisfaction",
        "facilities:service-retire",
    ),
    "POST",
)
