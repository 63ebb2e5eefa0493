"""Keep a filter of the queue under a name, and let it go again."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audits.models import SavedFilter
from audits.models.saved_filter import MOST
from audits.selectors.choice import Choice
from branches.models import User


class FilterRefused(Exception):
    """The filter is not kept; the message says why, to be put beside the name."""


@transaction.atomic
def filter_save(*, choice: Choice, level: str, name: str, by: User, at: dt.datetime) -> SavedFilter:
    """Keep `choice` under `name` for `by` at a level of the review; raises FilterRefused."""
    User.objects.select_for_update().get(pk=by.pk)  # two windows of one person take different places
    name = " ".join(name.split())
    if not name:
        raise FilterRefused(_("请给这组筛选起个名字。"))
    if not choice.query:
        raise FilterRefused(_("还没有选条件，先筛选再保存。"))
    kept = dict(SavedFilter.objects.filter(user=by, level=level).values_list("position", "name"))
    if name in kept.values():
        raise FilterRefused(_("已经有一组叫“%(name)s”，请换个名字。") % {"name": name})
    free = next((place for place in range(1, MOST + 1) if place not in kept), None)
    if free is None:
        raise FilterRefused(_("最多保存 %(n)d 组，请先删掉不用的。") % {"n": MOST})
    query = choice.as_query().removeprefix("?")
    return SavedFilter.objects.create(user=by, level=level, name=name, query=query, position=free, at=at)


def filter_remove(*, saved: SavedFilter, by: User) -> None:
    """Let go of an own filter; the row's history keeps it."""
    SavedFilter.objects.filter(pk=saved.pk, user=by).delete()
