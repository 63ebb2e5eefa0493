"""The pages of the collective economy: which of them there are for a person, each in the states that look different."""

from collections.abc import Callable

from django.db.models import Model
from django.utils import timezone

from branches.enums import Level, Permission
from branches.models import Organisation, User
from economy.enums.contract import ContractStanding
from economy.models import BonusPlan, Contract, IncomeBook, IncomeEntry, IncomeImport, IncomeTarget
from scripts.pages_cadres import Row

P = Permission


def _last_year() -> int:
    return timezone.localdate().year - 1


def _years(user: User) -> list[Row]:
    """This year and the last, to those who look at more than one village."""
    if not user.may(P.ECONOMY_VIEW) or user.hat.organisation.level == Level.VILLAGE:
        return []
    return [([], "", "running"), ([], f"year={_last_year()}", "over")]


def _first(model: type[Model], column: str = "", permission: P = P.ECONOMY_VIEW, **of) -> Callable:
    """Return a row for the first of each value of `column`, or the first at all, to those who have `permission`."""

    def rows(user: User) -> list[Row]:
        if not user.may(permission):
            return []
        found = model.objects.visible_to(user).filter(**of)
        if not column:
            return [([row.pk], "", "") for row in found.order_by("pk")[:1]]
        return [([row.pk], "", str(getattr(row, column))) for row in found.order_by(column, "pk").distinct(column)]

    return rows


def _village(permission: P = P.ECONOMY_VIEW, *queries: str) -> Callable:
    """Return a row for the first village of the user's scope with each of `queries`."""

    def rows(user: User) -> list[Row]:
        if not user.may(permission) or not user.party_scope.prefixes:
            return []
        book = IncomeBook.objects.visible_to(user).filter(year=_last_year()).order_by("organisation__path").first()
        if book is None:
            return []
        return [([book.organisation_id], query, str(number)) for number, query in enumerate(queries or ("",))]

    return rows


def _books(user: User) -> list[Row]:
    """A village of each state of last year's books, and the running year of the first."""
    if not user.may(P.ECONOMY_VIEW):
        return []
    seen = IncomeBook.objects.visible_to(user).filter(year=_last_year()).order_by("state", "organisation__path")
    last = f"year={_last_year()}"
    found = [([book.organisation_id], last, book.state) for book in seen.distinct("state")]
    return found + [([pk], "", "running") for pk, *_rest in [row[0] for row in found[:1]]]


def _townships(user: User) -> list[Row]:
    """The own page, and to the district also that of a township."""
    if not user.may(P.ECONOMY_VIEW):
        return []
    rows: list[Row] = [([], "", "")]
    if user.hat.organisation.level == Level.COUNTY:
        found = Organisation.objects.visible_to(user).filter(level=Level.TOWNSHIP, path__in=_with_books())
        rows += [([], f"township={unit.pk}", "township") for unit in found.order_by("path")[:1]]
    return rows


def _with_books() -> list[str]:
    cut = Organisation.steplen
    return sorted({path[:-cut] for path in IncomeBook.objects.values_list("organisation__path", flat=True)})


def _review(user: User) -> list[Row]:
    return [([], "", "")] if user.may(P.ECONOMY_REVIEW) else []


PAGES: dict[str, Callable[[User], list[Row]]] = {
    "economy:overview": lambda user: _years(user) if user.hat.organisation.level == Level.COUNTY else [],
    "economy:village-list": lambda user: (
        [*_years(user), ([], f"year={_last_year()}&state=hints", "hints")] if _years(user) else []
    ),
    "economy:village-detail": _books,
    "economy:incomeentry-new": _village(P.ECONOMY_EDIT, ""),
    "economy:incomeentry-withdraw": _first(IncomeEntry, "", P.ECONOMY_EDIT, month__isnull=False),
    "economy:incomeentry-voucher": _first(IncomeEntry, "", P.ECONOMY_EDIT, month__isnull=False),
    "economy:import-new": _review,
    "economy:incomeimport-detail": _first(IncomeImport, "stage", P.ECONOMY_REVIEW),
    "economy:contract-list": lambda user: (
        [([], "", ""), ([], f"standing={ContractStanding.EXPIRED}", "expired")] if user.may(P.ECONOMY_VIEW) else []
    ),
    "economy:contract-new": _village(P.ECONOMY_EDIT),
    "economy:contract-detail": _first(Contract),
    "economy:plan": _townships,
    "economy:plan-targets": _review,
    "economy:incometarget-explain": _first(IncomeTarget, "", P.ECONOMY_EDIT, level=Level.VILLAGE),
    "economy:bonus-list": lambda user: [row for row in _years(user) if row[2] == "over"],
    "economy:bonus-village": _village(P.ECONOMY_VIEW, ""),
    "economy:bonus-new": _village(P.ECONOMY_EDIT),
    "economy:bonusplan-detail": _first(BonusPlan, "state"),
    "economy:bonusplan-edit": _first(BonusPlan, "", P.ECONOMY_EDIT, state="draft"),
}
NOT_LOOKED_AT: dict[str, str] = {
    "economy:income-export": "spreadsheet",
    "economy:incomeimport-errors": "spreadsheet",
    **dict.fromkeys(
        (
            "economy:year-close",
            "economy:incomebook-audit",
            "economy:incomebook-reopen",
            "economy:incomebook-hand-over",
            "economy:incomeimport-apply",
            "economy:incomeimport-drop",
            "economy:contract-end",
            "economy:contract-withdraw",
            "economy:plan-open",
            "economy:bonusplan-move",
        ),
        "POST",
    ),
}
