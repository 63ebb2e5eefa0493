"""Pillar one, the ledgers (台账): in on time, passed, what was wrong, how far two reviews agree."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audits.enums import REASON_CLASSES, Reason, ReviewLevel
from audits.models import Verdict
from branches.enums import Level, Permission
from branches.tree import lineage
from config.lib.months import months_after
from config.lib.official import percent
from dashboards import charts
from dashboards.panels.base import Asked, Cell, Definition, Panel, Table
from ledgers.models import Ledger
from ledgers.words import month_in_words

MONTHS = 12  # how far back a trend goes, the month shown included
# What `ledgers.selectors.limits.ON_TIME` says, for statements that are written by hand.
ON_TIME = """first_submitted_at < coalesce(extended_on_time_until, on_time_until)
    AND excepted_at IS DISTINCT FROM first_submitted_at"""
# The district's months are named first: in a database with many districts each ledger would look for its month among
# them all.
OF_DISTRICT = "district_id = (SELECT id FROM branches_organisation WHERE path = ANY(%s) AND level = %s)"
# The stages received, on_time and district_done of the overview.
MONTHLY = f"""
SELECT month, count(*), count(first_submitted_at), count(*) FILTER (WHERE {ON_TIME}), count(district_passed_at)
FROM seen JOIN ledgers_month ON ledgers_month.id = month_id
WHERE month BETWEEN %s AND %s AND {OF_DISTRICT}
GROUP BY month ORDER BY month
"""
COLUMNS = ("month_id", "first_submitted_at", "extended_on_time_until", "excepted_at", "district_passed_at")
REASONS = "SELECT fault.value ->> 'reason', count(*) FROM seen, jsonb_each(lost) fault GROUP BY 1"


def monthly(asked: Asked, months: int = MONTHS) -> list[tuple]:
    """Return (month, expected, received, on time, passed by the district) of the months up to the one shown."""
    ledgers = asked.within(Ledger.objects.all(), "branch__path").values(*COLUMNS)
    first, above = months_after(asked.month, 1 - months), lineage(asked.place.path)
    return asked.rows(ledgers, MONTHLY, first, asked.month, above, Level.COUNTY)


def read_rates(asked: Asked) -> Table:
    overview = reverse("dashboards:overview", args=["0000-00"])
    listed = reverse("dashboards:ledger-list", args=["0000-00"])
    rows = []
    for month, expected, received, on_time, passed in monthly(asked):
        key = f"{month:%Y-%m}"
        base, where = f"{listed.replace('0000-00', key)}?stage=", asked.township_query
        rows.append(
            [
                Cell(month_in_words(month), overview.replace("0000-00", key)),
                Cell(expected, f"{base}expected{where}"),
                Cell(received, f"{base}received{where}"),
                Cell(on_time, f"{base}on_time{where}"),
                Cell(passed, f"{base}district_done{where}"),
                Cell(percent(on_time, expected), f"{base}on_time{where}"),
                Cell(percent(passed, expected), f"{base}district_done{where}"),
            ]
        )
    headings = [_("月份"), _("应报"), _("已报"), _("按时"), _("复审通过"), _("按时率（%）"), _("通过率（%）")]
    return Table(headings, rows)


def read_reasons(asked: Asked) -> Table:
    judged = asked.within(Verdict.objects.all(), "ledger__branch__path").filter(
        ledger__month__month=asked.month, level=ReviewLevel.TOWNSHIP
    )
    found = dict(asked.rows(judged.values("lost"), REASONS))
    counts = {reason: found.get(reason.value, 0) for reason in Reason}
    url = reverse("audits:problem-list", args=[f"{asked.month:%Y-%m}"])
    ranked = sorted(((reason, count) for reason, count in counts.items() if count), key=lambda pair: -pair[1])
    return Table(
        [_("原因"), _("类别"), _("次数")],
        [
            [Cell(str(reason.label), url), Cell(str(REASON_CLASSES[reason].label)), Cell(count, url)]
            for reason, count in ranked
        ],
    )


def read_agreement(asked: Asked) -> Table:
    judged = (
        asked.within(Verdict.objects.all(), "ledger__branch__path")
        .filter(ledger__month__month=asked.month, level=ReviewLevel.DISTRICT)
        .order_by("ledger__township__path")
        .values_list("ledger__township__name")
        .annotate(total=Count("pk"), agreeing=Count("pk", filter=Q(agrees=True)))
    )
    url = reverse("audits:agreement")
    return Table(
        [_("乡镇"), _("复审"), _("一致"), _("一致率（%）")],
        [
            [Cell(name, url), Cell(total), Cell(agreeing), Cell(percent(agreeing, total), url)]
            for name, total, agreeing in judged
        ],
    )


PANELS = (
    Panel(
        "rates",
        gettext_lazy("按时率和通过率"),
        "clipboard-check",
        Permission.OVERVIEW_VIEW,
        Definition(
            gettext_lazy("按时：第一次提交在期限以前（含顺延）；通过：区级复审通过。补报不算按时。"),
            gettext_lazy("当月应报台账的村党支部"),
            gettext_lazy("按现在的情况；已经锁定的月份只会因补报变化，通报里的数以签发时为准。"),
        ),
        read_rates,
        lambda table, asked: charts.lines(table, (5, 6), unit="%", most=100),
    ),
    Panel(
        "reasons",
        gettext_lazy("问题类别"),
        "list-details",
        Permission.OVERVIEW_VIEW,
        Definition(
            gettext_lazy("乡镇审查扣分的次数，一份台账扣几项算几次。"),
            gettext_lazy("当月乡镇审过的台账"),
            gettext_lazy("按现在的情况；月份锁定后不再变化。"),
        ),
        read_reasons,
        lambda table, asked: charts.lying_bars(table, 2),
    ),
    Panel(
        "agreement",
        gettext_lazy("审查一致率"),
        "scale",
        Permission.OVERVIEW_VIEW,
        Definition(
            gettext_lazy("区级复审和乡镇审查结论一致的台账。"),
            gettext_lazy("当月区级复审过的台账"),
            gettext_lazy("按现在的情况。乡镇按区划顺序排，不排名。"),
        ),
        read_agreement,
        lambda table, asked: charts.lying_bars(table, 3, most=100),
        of_places=True,
    ),
)
