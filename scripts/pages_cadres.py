"""The pages of the village cadres: which of them there are for a person, each in the states that look different."""

from collections.abc import Callable

from django.db.models import Model
from django.utils import timezone

from branches.enums import Permission
from branches.models import Organisation, User
from cadres.models import (
    Assessment,
    Cadre,
    Course,
    FileEntry,
    Kinship,
    PayExport,
    PaySheet,
    Recognition,
    SecretaryHonour,
    SelectionApplication,
    SelectionRound,
    Talent,
    Tenure,
    Term,
    TermAudit,
)

Row = tuple[list, str, str]


def _each(model: type[Model], column: str = "", permission: Permission = Permission.CADRE_VIEW) -> Callable:
    """Return a row for the first of each value of `column`, or the first at all, to those who have `permission`."""

    def rows(user: User) -> list[Row]:
        if not user.may(permission):
            return []
        found = model.objects.visible_to(user)
        if not column:
            return [([row.pk], "", "") for row in found.order_by("pk")[:1]]
        return [([row.pk], "", str(getattr(row, column))) for row in found.order_by(column, "pk").distinct(column)]

    return rows


def _once(user: User) -> list[Row]:
    return [([], "", "")]


def _village(user: User) -> list[Row]:
    """A village with cadres; in a township's hands also one where the file says more."""
    if not user.party_scope.prefixes:
        return []
    found = Organisation.objects.visible_to(user).answering().filter(tenures__isnull=False).order_by("path").distinct()
    return [([village.pk], "", str(number)) for number, village in enumerate(found[:3])]


def _cadres(user: User) -> list[Row]:
    """A file with lines and one with a relative, and the own one."""
    seen = Cadre.objects.visible_to(user).order_by("pk")
    words = {
        "lines": seen.filter(entries__isnull=False).first(),
        "kin": seen.filter(pk__in=Kinship.objects.valid().values("first")).first(),
        "own": seen.filter(user=user).first(),
    }
    return [([cadre.pk], "", word) for word, cadre in words.items() if cadre]


def _without_assessment(user: User) -> list[Row]:
    found = (
        Organisation.objects.visible_to(user)
        .answering()
        .filter(tenures__isnull=False)
        .exclude(assessments__year=timezone.localdate().year)
    )
    return [([village.pk], "", "") for village in found.order_by("path")[:1]] if user.may(Permission.CADRE_EDIT) else []


PAGES: dict[str, Callable[[User], list[Row]]] = {
    "cadres:village-list": lambda user: [([], "", ""), ([], "care=1", "care")],
    "cadres:village-detail": _village,
    "cadres:tenure-end": _each(Tenure, "", Permission.CADRE_EDIT),
    "cadres:cadre-list": lambda user: [([], "", ""), ([], "q=zhang", "found"), ([], "q=zzzz", "none")],
    "cadres:cadre-export": _once,
    "cadres:cadre-new": lambda user: _village(user)[:1],
    "cadres:cadre-detail": _cadres,
    "cadres:cadre-edit": lambda user: _cadres(user)[:1],
    "cadres:entry-withdraw": _each(FileEntry, "", Permission.CADRE_EDIT),
    "cadres:kinship-withdraw": _each(Kinship, "", Permission.CADRE_EDIT),
    "cadres:access-list": _once,
    "cadres:pay-list": _once,
    "cadres:payexport-detail": _each(PayExport),
    "cadres:pay-standards": _once,
    "cadres:allowance-list": _once,
    "cadres:paysheet-detail": _each(PaySheet, "state"),
    "cadres:assessment-list": _once,
    "cadres:assessment-new": _without_assessment,
    "cadres:assessment-detail": _each(Assessment, "state"),
    "cadres:termaudit-list": _once,
    "cadres:termaudit-new": _each(Term, "", Permission.CADRE_EDIT),
    "cadres:termaudit-detail": _each(TermAudit),
    "cadres:growth-overview": _once,
    "cadres:target-edit": _once,
    "cadres:growth-people": _once,
    "cadres:growth-own": _once,
    "cadres:course-list": _once,
    "cadres:course-new": lambda user: [([], "kind=degree", "degree"), ([], "kind=skill", "skill")],
    "cadres:course-detail": _each(Course, "state"),
    "cadres:recognition-list": _once,
    "cadres:recognition-new": _once,
    "cadres:recognition-detail": _each(Recognition, "state"),
    "cadres:round-list": _once,
    "cadres:round-new": _once,
    "cadres:round-detail": _each(SelectionRound, "state"),
    "cadres:round-apply": _each(SelectionRound, "state"),
    "cadres:application-detail": _each(SelectionApplication, "state"),
    "cadres:talent-list": _once,
    "cadres:talent-new": lambda user: [([], "", ""), ([], "by=honour", "honour")],
    "cadres:talent-withdraw": _each(Talent, "", Permission.CADRE_EDIT),
    "cadres:honour-list": _once,
    "cadres:honour-new": _once,
    "cadres:honour-withdraw": _each(SecretaryHonour, "", Permission.CADRE_EDIT),
}
NOT_LOOKED_AT: dict[str, str] = {
    "cadres:cadre-own": "leads on",
    **dict.fromkeys(
        (
            "cadres:village-tenure",
            "cadres:village-term",
            "cadres:village-seats",
            "cadres:term-hand-over",
            "cadres:cadre-reveal",
            "cadres:cadre-entry",
            "cadres:cadre-kin",
            "cadres:pay-draw",
            "cadres:pay-export",
            "cadres:allowance-end",
            "cadres:allowance-withdraw",
            "cadres:paysheet-move",
            "cadres:paysheet-correct",
            "cadres:assessment-confirm",
            "cadres:termaudit-move",
            "cadres:course-move",
            "cadres:course-subsidy",
            "cadres:subsidy-withdraw",
            "cadres:recognition-move",
            "cadres:round-move",
            "cadres:application-move",
            "cadres:application-object",
            "cadres:selectionobjection-answer",
        ),
        "POST",
    ),
}
