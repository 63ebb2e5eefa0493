"""Pillar two, the premises (六有): where which of the items has gaps, and how many villages reach the standard."""

import datetime as dt

from django.db.models import Count
from django.db.models.functions import Left, Length
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.enums import Level, Permission
from branches.models import Organisation
from dashboards import charts
from dashboards.panels.base import Asked, Cell, Definition, Panel, Table
from facilities.checklist import VERSION, items_of
from facilities.models import CheckLine, FacilityCheck


def read_gaps(asked: Asked) -> Table:
    villages = asked.villages()
    newest = (
        FacilityCheck.objects.from_outside()
        .filter(organisation__in=villages.values("pk"))
        .order_by("organisation", "-done_at", "-pk")
        .distinct("organisation")
    )
    above = Left("made_in__organisation__path", Length("made_in__organisation__path") - Organisation.steplen)
    counted = (
        CheckLine.objects.filter(made_in__in=newest.values("pk"))
        .exclude(gaps=[])
        .order_by()
        .values_list(above, "item")
        .annotate(count=Count("pk"))
    )
    gaps = {(path, item): count for path, item, count in counted}
    above_village = Left("path", Length("path") - Organisation.steplen)
    totals = dict(villages.order_by().values_list(above_village).annotate(count=Count("pk")))
    townships = Organisation.objects.filter(path__in=totals, level=Level.TOWNSHIP).order_by("path")
    items = items_of(VERSION)
    base = reverse("facilities:check-overview")
    rows = []
    for pk, name, path in townships.values_list("pk", "name", "path"):
        url = f"{base}?township={pk}"
        found = [Cell(gaps.get((path, item.code), 0), url) for item in items]
        rows.append([Cell(name, url), Cell(totals[path], url), *found])
    return Table([_("乡镇"), _("村数"), *(str(item.label) for item in items)], rows)


def standard_by(asked: Asked, days: list[dt.date]) -> list[int]:
    """Return how many villages of the place were up to the standard at the end of each of `days`, in one query.

    A village is what the newest look from outside said of it, of those that are about a day until then; a look that was
    entered late counts as the newer one, as on the board of the premises.
    """
    checks = (
        FacilityCheck.objects.from_outside()
        .filter(organisation__in=asked.villages().values("pk"), done_on__lte=max(days))
        .order_by("organisation", "done_at", "pk")
        .values_list("organisation", "done_on", "is_standard")
    )
    found = list(checks)
    return [sum({village: good for village, done_on, good in found if done_on <= day}.values()) for day in days]


PANELS = (
    Panel(
        "six-haves",
        gettext_lazy("六有差距"),
        "building-community",
        Permission.FACILITY_VIEW,
        Definition(
            gettext_lazy("这一项有差距的村数，以乡镇和指导站最近一次检查为准；没检查过的村不算。"),
            gettext_lazy("乡镇的全部村"),
            gettext_lazy("按现在的情况。"),
        ),
        read_gaps,
        lambda table, asked: charts.heat(table, range(2, len(table.headings)), (_("没有差距"), _("差距多"))),
        lambda table, asked: charts.sums(table, range(2, len(table.headings))),
    ),
)
