"""Read policy bottlenecks: lists, figures by kind and by department."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Avg, Count, F, Q, QuerySet

from branches.models import Department, Organisation, User
from branches.tree import district_above
from economy.enums.bottleneck import BottleneckKind, Outcome, TicketState
from economy.models import Bottleneck

S = TicketState


def tickets_seen(user: User) -> QuerySet[Bottleneck]:
    """Return the tickets that the user sees: an officer those of the own department."""
    found = Bottleneck.objects.visible_to(user)
    return found.select_related("organisation", "department", "project", "raised_by", "answered_by")


def shown(tickets: QuerySet[Bottleneck], word: str, day: dt.date) -> QuerySet[Bottleneck]:
    """Return the tickets that a word of the list's address means, those that are due first."""
    if word == "late":
        tickets = tickets.filter(state=S.ASSIGNED, due_on__lt=day)
    elif word == "done":
        tickets = tickets.filter(state__in=[S.CLOSED, S.WITHDRAWN])
    elif word != "all":
        tickets = tickets.exclude(state__in=[S.CLOSED, S.WITHDRAWN])
    return tickets.order_by(F("due_on").asc(nulls_last=True), "-pk")


def departments_for(village: Organisation, day: dt.date) -> QuerySet[Department]:
    """Return the departments of the village's district that may lead on `day`."""
    found = Department.objects.filter(county=district_above(village))
    return found.filter(Q(active_until=None) | Q(active_until__gt=day)).order_by("position", "pk")


@dataclass(frozen=True, slots=True)
class Figures:
    """The tickets of a kind or a department."""

    name: str
    total: int
    open: int
    late: int
    solved: int
    partly: int
    refused: int
    satisfaction: float | None


def _counted(tickets: QuerySet[Bottleneck], by: str, day: dt.date) -> dict:
    unanswered = Q(state=S.ASSIGNED)
    rows = tickets.exclude(state=S.WITHDRAWN).order_by().values(by)
    counted = rows.annotate(
        total=Count("pk"),
        open=Count("pk", filter=~Q(state=S.CLOSED)),
        late=Count("pk", filter=unanswered & Q(due_on__lt=day)),
        solved=Count("pk", filter=Q(outcome=Outcome.SOLVED)),
        partly=Count("pk", filter=Q(outcome=Outcome.PARTLY)),
        refused=Count("pk", filter=Q(outcome=Outcome.REFUSED)),
        satisfaction=Avg("satisfaction"),
    )
    return {row.pop(by): row for row in counted}


def figures_by_kind(user: User, day: dt.date) -> list[Figures]:
    """Return a row for each kind in its order, the empty ones left out."""
    counted = _counted(Bottleneck.objects.visible_to(user), "kind", day)
    return [Figures(str(kind.label), **counted[kind]) for kind in BottleneckKind if kind in counted]


def figures_by_department(user: User, day: dt.date) -> list[Figures]:
    """Return a row for each department that leads a ticket, the one with most that are late first."""
    counted = _counted(Bottleneck.objects.visible_to(user).exclude(department=None), "department__name", day)
    found = [Figures(name, **row) for name, row in counted.items()]
    return sorted(found, key=lambda row: (-row.late, -row.open, row.name))
