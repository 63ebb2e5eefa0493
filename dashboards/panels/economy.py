"""Pillar three, the collective economy (集体经济): how many villages are past the line, and how the year goes on."""

import datetime as dt
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.enums import Permission
from dashboards import charts
from dashboards.panels.base import Asked, Cell, Definition, Panel, Table
from economy.enums.income import OPERATING, IncomeClass
from economy.selectors.income import Bounds

YEARS = 5  # the year of the month shown, and those before
STEP = 2_000_000  # cents: the columns of the distribution are 20,000 yuan wide
STEPS = 15  # the last column takes all above
MONTHS = 12
WAN = 1_000_000  # cents in ten thousand yuan


def in_wan(cents: int) -> Decimal:
    """Return cents in units of ten thousand yuan with two decimals, rounded half up."""
    return (Decimal(cents) / WAN).quantize(Decimal("0.01"), ROUND_HALF_UP)


# The valid entries of operating income in the place; what came once is left out (`economy.selectors.income.EARNED`).
OF_YEARS = "book.organisation_id = seen.id AND book.year BETWEEN %s AND %s"
VALID = "entry.book_id = book.id AND entry.withdrawn_at IS NULL AND NOT entry.is_once AND entry.item = ANY(%s)"
EARNED = f"FROM seen JOIN economy_incomebook book ON {OF_YEARS} JOIN economy_incomeentry entry ON {VALID}"
BY_VILLAGE = f"SELECT book.year, sum(cents)::bigint {EARNED} GROUP BY book.id"
BY_MONTH = f"SELECT book.year, entry.month, sum(cents)::bigint {EARNED} GROUP BY 1, 2"
# Villages by step and side of the line, those without income included. `seen` is joined once: to sums that were joined
# to it before, it was compared village by village where the planner expected a few.
BY_STEP = f"""
, income AS (
    SELECT coalesce(sum(cents), 0)::bigint AS cents
    FROM seen LEFT JOIN economy_incomebook book ON {OF_YEARS} LEFT JOIN economy_incomeentry entry ON {VALID}
    GROUP BY seen.id
)
SELECT least(greatest(cents, 0) / %s, %s), cents > %s, count(*) FROM income GROUP BY 1, 2
"""


def earned(asked: Asked, statement: str, first: int, last: int, *values: int) -> list[tuple]:
    """Return the rows of a statement about the operating income of the years `first` to `last`."""
    villages = asked.villages().values("id")
    return asked.rows(villages, statement, first, last, [item.value for item in OPERATING], *values)


def by_village(asked: Asked, years: int) -> dict[int, list[int]]:
    """Return year → the operating income in cents of each village that has any, for the last `years`; one query."""
    first = asked.month.year - years + 1
    found: dict[int, list[int]] = {year: [] for year in range(first, asked.month.year + 1)}
    for year, cents in earned(asked, BY_VILLAGE, first, asked.month.year):
        found[year].append(cents)
    return found


def _list_url(asked: Asked, year: int, **wanted: str) -> str:
    query = "".join(f"&{name}={value}" for name, value in wanted.items())
    return f"{reverse('economy:village-list')}?year={year}{asked.township_query}{query}"


def read_distribution(asked: Asked) -> Table:
    """Return how many villages lie in each step of 20,000 yuan, those past the line apart: 超过 is more than it."""
    year, line = asked.month.year, Bounds.of(asked.book).line
    under, over = [0] * (STEPS + 1), [0] * (STEPS + 1)
    for number, is_over, count in earned(asked, BY_STEP, year, year, STEP, STEPS, line):
        (over if is_over else under)[number] = count
    under_url, over_url = (_list_url(asked, year, income_class=word) for word in ("under", "over"))
    rows = []
    for number in range(STEPS + 1):
        low = number * STEP // WAN
        label = f"{low}–{low + STEP // WAN}" if number < STEPS else _("%(n)s以上") % {"n": low}
        rows.append([Cell(label), Cell(under[number], under_url), Cell(over[number], over_url)])
    wan = line // WAN
    return Table(
        [_("经营性收入（万元）"), _("没有超过%(n)d万元的村") % {"n": wan}, _("超过%(n)d万元的村") % {"n": wan}], rows
    )


def read_classes(asked: Asked) -> Table:
    bounds = Bounds.of(asked.book)
    total = asked.villages().count()
    rows = []
    for year, incomes in by_village(asked, YEARS).items():
        if not incomes:
            continue
        counts = dict.fromkeys(IncomeClass, 0)
        for cents in incomes:
            counts[bounds.class_of(cents)] += 1
        counts[IncomeClass.SHELL] += total - len(incomes)
        classes = [Cell(counts[each], _list_url(asked, year, income_class=each.value)) for each in IncomeClass]
        over = sum(cents > bounds.line for cents in incomes)
        over_url = _list_url(asked, year, income_class="over")
        rows.append([Cell(_("%(n)d年") % {"n": year}), *classes, Cell(over, over_url)])
    labels = bounds.labels
    return Table(
        [_("年度"), *(f"{each.label}（{labels[each]}）" for each in IncomeClass), _("超过目标线")],
        rows,
    )


def read_pace(asked: Asked) -> Table:
    year = asked.month.year
    sums: dict[tuple[int, int], int] = defaultdict(int)
    for of_year, month, cents in earned(asked, BY_MONTH, year - 1, year):
        sums[of_year, month.month if month else 0] = cents
    over = MONTHS if year < asked.today.year else asked.today.month if year == asked.today.year else 0
    rows = []
    running, before = sums[year, 0], sums[year - 1, 0]
    for number in range(1, MONTHS + 1):
        running += sums[year, number]
        before += sums[year - 1, number]
        has_come = number <= over
        url = _list_url(asked, year)
        rows.append(
            [
                Cell(f"{dt.date(year, number, 1):%Y-%m}"),
                Cell(in_wan(sums[year, number]) if has_come else None, url),
                Cell(in_wan(running) if has_come else None, url),
                Cell(in_wan(before), _list_url(asked, year - 1)),
            ]
        )
    return Table([_("月份"), _("当月（万元）"), _("本年累计（万元）"), _("上年累计（万元）")], rows)


_LIVE = gettext_lazy("按现在登记的账；结账以后不再变化。")

PANELS = (
    Panel(
        "income",
        gettext_lazy("收入分布"),
        "chart-bar",
        Permission.ECONOMY_VIEW,
        Definition(
            gettext_lazy("各村全年经营性收入（不含一次性收入和补助）落在每一档的村数；没有登记的村算0。"),
            gettext_lazy("全部村"),
            _LIVE,
        ),
        read_distribution,
        lambda table, asked: charts.bars(table, (1, 2), stacked=True, tones=("warn-mark", "good")),
    ),
    Panel(
        "income-years",
        gettext_lazy("收入分档逐年变化"),
        "coin-yuan",
        Permission.ECONOMY_VIEW,
        Definition(
            gettext_lazy(
                "每年按经营性收入分档的村数；没有登记的村算薄弱村，一个村都没有登记的年度不列。分档按现在的规则。"
            ),
            gettext_lazy("现在的全部村"),
            _LIVE,
        ),
        read_classes,
        lambda table, asked: charts.bars(
            table, range(1, 6), stacked=True, tones=("bad", "warn-mark", "calm", "info", "good")
        ),
    ),
    Panel(
        "pace",
        gettext_lazy("收入进度"),
        "trending-up",
        Permission.ECONOMY_VIEW,
        Definition(
            gettext_lazy("各村经营性收入逐月累计；只按全年登记的收入从一月起就算在内。"),
            gettext_lazy("本年和上年"),
            _LIVE,
        ),
        read_pace,
        lambda table, asked: charts.lines(table, (2, 3)),
    ),
)
