"""Who opened personal data that is otherwise masked."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from ledgers.enums.access import AccessKind
from ledgers.models import Member, SensitiveAccess
from ledgers.roll_sheet import BY_FIELD


def accesses_of(user: User, organisation: Organisation, *, limit: int) -> list[SensitiveAccess]:
    """Return the latest openings of an organisation's data that `user` may know of, the newest first, in one query."""
    found = SensitiveAccess.objects.visible_to(user).filter(organisation=organisation)
    return list(found.select_related("by", "member").order_by("-pk")[:limit])


def accesses_of_member(user: User, member: Member, *, limit: int) -> list[SensitiveAccess]:
    """Return the latest openings of one member's number that `user` may know of, the newest first, in one query."""
    found = SensitiveAccess.objects.visible_to(user).filter(member=member)
    return list(found.select_related("by").order_by("-pk")[:limit])


# --- The auditor ---------------------------------------------------------------------------------------------------
def access_places(visible: QuerySet) -> QuerySet:
    """Return the branches, townships and districts that have one of the `visible` openings, in the tree's order."""
    return Organisation.objects.filter(pk__in=visible.order_by().values("organisation"))


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def openings_found(
    visible: QuerySet,
    *,
    whom: str,
    q: str = "",
    branch: Organisation | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> QuerySet:
    """Return the `visible` openings of a log that fit.

    Args:
        whom: the column with the name of whose data it was. q: part of that name or of the name of who looked.
        branch: a branch, or a place with all below it. since, until: the first and last day.
    """
    found = visible
    if q:
        named = Q(by__display_name__icontains=q) | Q(by__username__icontains=q) | Q(**{f"{whom}__icontains": q})
        found = found.filter(named)
    if branch:
        found = found.filter(organisation__path__startswith=branch.path)
    if since:
        found = found.filter(at__gte=_midnight(since))
    if until:
        found = found.filter(at__lt=_midnight(until + dt.timedelta(days=1)))
    return found


def accesses_found(visible: QuerySet, **wanted) -> QuerySet:
    """Return the `visible` openings of rolls that fit, the newest first; see `openings_found`."""
    found = visible.select_related("organisation", "member", "by").order_by("-at", "-pk")
    return openings_found(found, whom="member__name", **wanted)


@dataclass(frozen=True, slots=True)
class AccessRow:
    """An opening as it is read: who looked at whose what, how, why."""

    at: dt.datetime
    who: str
    place: str
    whom: str
    how: str
    what: str
    why: str


def _whom(access: SensitiveAccess) -> str:
    if access.member:
        return access.member.name
    words = _("%(n)d 行") if access.kind == AccessKind.LIST else _("%(n)d 人")  # a list may have a person twice
    return words % {"n": access.rows}


def access_rows(accesses: Iterable[SensitiveAccess]) -> list[AccessRow]:
    return [
        AccessRow(
            at=access.at,
            who=str(access.by),
            place=access.organisation.short_name,
            whom=_whom(access),
            how=str(access.get_kind_display()),
            what="、".join(str(BY_FIELD[name].heading) if name in BY_FIELD else name for name in access.fields),
            why=access.reason,
        )
        for access in accesses
    ]
