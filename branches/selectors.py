"""Read the history of rows across all tables."""

import datetime as dt
from dataclasses import dataclass
from operator import attrgetter

from django.apps import apps
from django.db.models import Q
from pghistory.models import Event

from branches.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Change:
    """A row that was inserted, updated or deleted: when, by whom, and in which table, but not what it says."""

    at: dt.datetime
    who: str
    record: str
    label: str
    pk: int


def event_models() -> list[type[Event]]:
    return [model for model in apps.get_models() if issubclass(model, Event) and hasattr(model, "pgh_tracked_model")]


def recent_changes(user: User, *, before: dt.datetime, limit: int) -> list[Change]:
    """Return the latest `limit` changes before an instant: those by people of the user's scope, and the clock's own.

    Each table gives its own latest rows from the end of its primary key, and the newest of them all are kept: ordering
    the union of all tables would read the whole history for one page.
    """
    scope = Organisation.objects.visible_to(user)
    people = dict(User.objects.filter(memberships__organisation__in=scope).distinct().values_list("pk", "display_name"))
    own = Q(pgh_context=None) | Q(pgh_context__metadata__user=None) | Q(pgh_context__metadata__user__in=list(people))
    found = []
    for model in event_models():
        word = str(model.pgh_tracked_model._meta.verbose_name)
        events = model.objects.filter(own, pgh_created_at__lt=before).order_by("-pgh_id")
        rows = events.values_list("pgh_created_at", "pgh_context__metadata__user", "pgh_label", "pgh_obj_id")[:limit]
        found += [Change(at, people.get(who, ""), word, label, pk) for at, who, label, pk in rows]
    return sorted(found, key=attrgetter("at"), reverse=True)[:limit]
