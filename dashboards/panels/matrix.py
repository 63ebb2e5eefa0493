"""The four pillars place by place: the townships of a district, or the villages of a township."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.enums import Level, Permission
from branches.models import Organisation
from branches.names import village_name
from branches.tree import lineage
from cadres.enums.duty import RosterStatus
from dashboards.panels.base import Asked, Cell, Definition, Panel, Table
from dashboards.panels.economy import EARNED, in_wan
from dashboards.panels.ledgers import OF_DISTRICT, ON_TIME
from dashboards.panels.premises import NEWEST
from economy.enums.income import OPERATING
from economy.selectors.income import Bounds
from facilities.enums.checks import CheckLevel, CheckState

# Of each place how many of its villages are in order; `left(path, -n)` is the place above, `left(path, n)` itself.
PLACES = f"""
, in_time AS (
    SELECT branch_id
    FROM ledgers_month JOIN ledgers_ledger ON month_id = ledgers_month.id JOIN seen ON seen.id = branch_id
    WHERE month = %s AND {OF_DISTRICT} AND {ON_TIME}
), newest AS ({NEWEST}), earned AS (
    SELECT book.organisation_id, sum(cents)::bigint AS cents {EARNED} GROUP BY 1
), roster AS (
    SELECT organisation_id FROM cadres_roster JOIN seen ON seen.id = organisation_id WHERE month = %s AND status = %s
)
SELECT place.id, place.name, count(*), count(in_time.branch_id), count(*) FILTER (WHERE is_standard),
    count(*) FILTER (WHERE cents > %s), count(roster.organisation_id), coalesce(sum(cents), 0)::bigint
FROM seen
JOIN branches_organisation place ON place.path = left(seen.path, %s) AND place.level = %s
LEFT JOIN in_time ON in_time.branch_id = seen.id LEFT JOIN newest ON newest.organisation_id = seen.id
LEFT JOIN earned ON earned.organisation_id = seen.id LEFT JOIN roster ON roster.organisation_id = seen.id
GROUP BY place.id ORDER BY place.path
"""


def read_places(asked: Asked) -> Table:
    """Return a row for each township, for each village where the place is a township, in the order of the division."""
    is_township = asked.place.level == Level.TOWNSHIP
    line = Bounds.of(asked.book).line
    found = asked.rows(
        asked.villages().values("id", "path"),
        PLACES,
        asked.month,
        lineage(asked.place.path),
        Level.COUNTY,
        CheckState.DONE,
        CheckLevel.SELF,
        asked.month.year,
        asked.month.year,
        [item.value for item in OPERATING],
        asked.month,
        RosterStatus.PUBLISHED,
        line,
        len(asked.place.path) + Organisation.steplen if is_township else -Organisation.steplen,
        Level.VILLAGE if is_township else Level.TOWNSHIP,
    )
    return _of_villages(asked, found) if is_township else _of_townships(asked, found, line)


def _of_townships(asked: Asked, found: list[tuple], line: int) -> Table:
    cockpit, month = reverse("dashboards:cockpit"), f"{asked.month:%Y-%m}"
    ledgers = f"{reverse('dashboards:ledger-list', args=[month])}?stage=on_time&township="
    checks = f"{reverse('facilities:check-overview')}?township="
    incomes = f"{reverse('economy:village-list')}?year={asked.month.year}&income_class=over&township="
    duty = f"{reverse('cadres:duty-villages', args=[month])}?township="
    kept = _columns(asked)
    headings = [_("台账按时"), _("六有达标"), _("超过%(n)d万元") % {"n": line // 1_000_000}, _("值班表已公布")]
    rows = []
    for pk, name, total, *counts, _cents in found:
        cells = [Cell(count, f"{url}{pk}") for count, url in zip(counts, (ledgers, checks, incomes, duty), strict=True)]
        rows.append([Cell(name, f"{cockpit}?month={month}&township={pk}"), Cell(total), *(cells[at] for at in kept)])
    return Table([_("乡镇"), _("村数"), *(headings[at] for at in kept)], rows)


def _of_villages(asked: Asked, found: list[tuple]) -> Table:
    kept, yes, no = _columns(asked), _("是"), _("否")
    headings = [_("台账按时"), _("六有达标"), _("经营性收入（万元）"), _("值班表已公布")]
    rows = []
    for pk, name, _total, on_time, standard, _over, rosters, cents in found:
        words = [Cell(yes if count else no) for count in (on_time, standard, 0, rosters)]
        words[2] = Cell(in_wan(cents))
        rows.append([Cell(village_name(name), reverse("dashboards:village", args=[pk])), *(words[at] for at in kept)])
    return Table([_("村"), *(headings[at] for at in kept)], rows)


def _columns(asked: Asked) -> list[int]:
    """Return which of the four the user's role may see."""
    needed = (
        Permission.OVERVIEW_VIEW,
        Permission.FACILITY_VIEW,
        Permission.ECONOMY_VIEW,
        Permission.DUTY_VIEW,
    )
    return [at for at, permission in enumerate(needed) if asked.user.may(permission)]


PANELS = (
    Panel(
        "places",
        gettext_lazy("四项工作一览"),
        "table",
        Permission.OVERVIEW_VIEW,
        Definition(
            gettext_lazy(
                "台账在按时期限前提交的村；最近一次乡镇检查或指导站核验达标的村；本年经营性收入超过目标线的村；"
                "本月值班表已经公布的村。"
            ),
            gettext_lazy("村数"),
            gettext_lazy("台账按所选月份，阵地、收入、值班按现在的登记。"),
        ),
        read_places,
        of_places=True,
    ),
)
