"""Pillar X, the cadres (干部): whose terms run out when, and on how many days somebody was on duty."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.enums import Permission
from cadres.enums import Body
from cadres.enums.duty import RosterStatus
from cadres.models import Term
from config.lib.months import last_day, months_after, quarter_label, quarter_start
from config.lib.official import percent
from dashboards import charts
from dashboards.panels.base import Asked, Cell, Definition, Panel, Table
from ledgers.words import month_in_words

TERM_QUARTERS = 20  # how far the calendar looks ahead: as long as a term runs
MONTHS = 12

# The newest term of each body by the quarter in which it ends, NULL for those that are over.
TERMS = """
SELECT CASE WHEN until >= %s THEN date_trunc('quarter', until)::date END, body, count(*)
FROM (
    SELECT DISTINCT ON (organisation_id, body) body, until FROM seen ORDER BY organisation_id, body, number DESC
) newest
GROUP BY 1, 2
"""
ROSTERS = """
SELECT month, count(*), (SELECT count(*) FROM seen)
FROM cadres_roster
WHERE status = %s AND month BETWEEN %s AND %s AND organisation_id IN (SELECT id FROM seen)
GROUP BY month ORDER BY month
"""


def read_terms(asked: Asked) -> Table:
    this = quarter_start(asked.today.replace(day=1))
    terms = asked.within(Term.objects.all(), "organisation__path").values("organisation_id", "body", "number", "until")
    counted = asked.rows(terms, TERMS, asked.today)
    ends = {(quarter, body): count for quarter, body, count in counted}
    url = f"{reverse('cadres:village-list')}?care=1"
    quarters = [months_after(this, 3 * number) for number in range(TERM_QUARTERS)]
    names = [(None, _("已经届满")), *((quarter, quarter_label(quarter)) for quarter in quarters)]
    bodies, nothing = Body.values, Cell(0)
    rows = []
    for quarter, name in names:
        counts = [ends.get((quarter, body), 0) for body in bodies]
        rows.append([Cell(name), *(Cell(count, url) if count else nothing for count in counts)])
    return Table([_("季度"), *(str(body.label) for body in Body)], rows)


def duty_days(asked: Asked, months: int = MONTHS) -> list[tuple[dt.date, int, int]]:
    """Return (month, days with somebody on duty, days there were) over all villages, today included, in one query.

    A roster that is published has no hole (`cadres.models.duty`), so that rosters are counted and not their shifts.
    Months before the place's first roster are left out: nothing was kept here then.

    「365天服务不打烊」: every village has somebody on duty each day of the year (domain 0.14).
    """
    first = months_after(asked.month, 1 - months)
    last = min(last_day(asked.month), asked.today)
    counted = asked.rows(asked.villages().values("id"), ROSTERS, RosterStatus.PUBLISHED, first, last)
    rosters = {month: count for month, count, _total in counted}
    found = []
    for month in (months_after(first, number) for number in range(months)):
        if counted and counted[0][0] <= month <= last:
            days = (min(last_day(month), last) - month).days + 1
            found.append((month, rosters.get(month, 0) * days, counted[0][2] * days))
    return found


def read_duty(asked: Asked) -> Table:
    base = reverse("cadres:duty-villages", args=["0000-00"])
    rows = []
    for month, held, total in duty_days(asked):
        url = base.replace("0000-00", f"{month:%Y-%m}")
        rows.append([Cell(month_in_words(month), url), Cell(held), Cell(total), Cell(percent(held, total), url)])
    return Table([_("月份"), _("有人值班的村日"), _("应有人值班的村日"), _("到位率（%）")], rows)


PANELS = (
    Panel(
        "duty",
        gettext_lazy("值班到位率"),
        "calendar-user",
        Permission.DUTY_VIEW,
        Definition(
            gettext_lazy("已公布的值班表上有人值班的村日：一个村一天算一个村日，休息日也算。"),
            gettext_lazy("村数乘天数，本月算到今天"),
            gettext_lazy("按现在的值班表。"),
        ),
        read_duty,
        lambda table, asked: charts.lines(table, (3,), unit="%", most=100),
    ),
    Panel(
        "terms",
        gettext_lazy("届满日历"),
        "calendar-due",
        Permission.CADRE_VIEW,
        Definition(
            gettext_lazy("今后五年里每个季度届满的村级组织，以最近一届为准；过了届满日还没有新一届的算已经届满。"),
            gettext_lazy("登记了届次的村级组织"),
            gettext_lazy("按现在的登记。"),
        ),
        read_terms,
        lambda table, asked: charts.bars(table, range(1, 1 + len(Body)), stacked=True),
    ),
)
