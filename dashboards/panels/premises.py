"""Pillar two, the premises (六有): where which of the items has gaps, and how many villages reach the standard."""

import datetime as dt
from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.enums import Level, Permission
from branches.models import Organisation
from dashboards import charts
from dashboards.panels.base import Asked, Cell, Definition, Panel, Table
from facilities.checklist import VERSION, items_of
from facilities.enums.checks import CheckLevel, CheckState
from facilities.models import FacilityCheck

# The newest look from outside at each village (`from_outside`).
NEWEST = """
    SELECT DISTINCT ON (organisation_id) looked.id, organisation_id, is_standard, seen.path
    FROM facilities_facilitycheck looked JOIN seen ON seen.id = organisation_id
    WHERE state = %s AND level <> %s
    ORDER BY organisation_id, done_at DESC, looked.id DESC
"""
# Each township's villages and gaps by item.
GAPS = f"""
, newest AS ({NEWEST}), gap AS (
    SELECT left(path, -%s) AS above, item, count(*) AS villages
    FROM newest JOIN facilities_checkline line ON made_in_id = newest.id AND gaps <> '[]'
    GROUP BY 1, 2
), total AS (
    SELECT left(path, -%s) AS above, count(*) AS villages FROM seen GROUP BY 1
)
SELECT township.id, name, total.villages, item, gap.villages
FROM total JOIN branches_organisation township ON township.path = total.above AND township.level = %s
LEFT JOIN gap ON gap.above = total.above
ORDER BY township.path
"""


def read_gaps(asked: Asked) -> Table:
    counted = asked.rows(
        asked.villages().values("id", "path"),
        GAPS,
        CheckState.DONE,
        CheckLevel.SELF,
        Organisation.steplen,
        Organisation.steplen,
        Level.TOWNSHIP,
    )
    townships: dict[tuple[int, str, int], dict[str, int]] = defaultdict(dict)
    for pk, name, total, item, count in counted:
        townships[pk, name, total][item] = count
    items = items_of(VERSION)
    base = reverse("facilities:check-overview")
    rows = []
    for (pk, name, total), gaps in townships.items():
        url = f"{base}?township={pk}"
        rows.append([Cell(name, url), Cell(total, url), *(Cell(gaps.get(item.code, 0), url) for item in items)])
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
        of_places=True,
    ),
)
