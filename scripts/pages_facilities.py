"""The pages of the facilities: which of them there are for a person, each in the states that look different."""

from collections.abc import Callable

from branches.enums import Level, Permission
from branches.models import Organisation, User
from facilities.models import FacilityCheck
from facilities.rules.checks import may_read, may_write
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


PAGES: dict[str, Callable[[User], list[Row]]] = {
    "facilities:check-overview": _overview,
    "facilities:check-village": _villages,
    "facilities:check-detail": _checks,
    "facilities:checkline-edit": _items,
}
NOT_LOOKED_AT: dict[str, str] = dict.fromkeys(
    (
        "facilities:check-begin",
        "facilities:check-take-over",
        "facilities:check-finish",
        "facilities:check-drop",
    ),
    "POST",
)
