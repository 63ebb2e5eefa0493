"""The four pillars of the scheme “1+2+3+X” as tiles: how far, by when, and how it went on."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from branches.enums import Permission
from config.lib.months import last_day, months_after
from config.lib.official import percent
from dashboards.panels.base import Asked
from dashboards.panels.cadres import duty_days
from dashboards.panels.economy import YEARS, by_village
from dashboards.panels.ledgers import monthly
from dashboards.panels.premises import standard_by
from economy.selectors.income import Bounds

SPARK_WIDTH, SPARK_HEIGHT = 120, 32  # user units of the small line beside a figure
TREND_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Pillar:
    """A tile. `trend` are (when, figure) up to now, `change` the difference to the month compared with.

    `last_year` is the year in which the scheme wants it done, None for what always holds (X).
    """

    code: str
    title: str
    figure: str
    value: str
    unit: str
    note: str
    url: str
    trend: Sequence[tuple[str, Decimal | int | None]]
    change: Decimal | int | None = None
    last_year: int | None = None
    is_late: bool = False

    @property
    def aim(self) -> str:
        return _("%(n)d年底前全部做到") % {"n": self.last_year} if self.last_year else _("一直做到")

    @property
    def change_text(self) -> str:
        if self.change is None:
            return ""
        return "±0" if not self.change else f"{self.change:+}".replace("-", "−")

    @property
    def spark(self) -> str:
        """The trend as points of a line, between the lowest and the highest figure; empty for fewer than two."""
        figures = [(index, value) for index, (_when, value) in enumerate(self.trend) if value is not None]
        if len(figures) < 2:
            return ""
        values = [value for _index, value in figures]
        low, spread = min(values), max(values) - min(values) or 1
        step = Decimal(SPARK_WIDTH - 4) / (len(self.trend) - 1)
        return " ".join(
            f"{2 + index * step:.1f},{SPARK_HEIGHT - 3 - (value - low) * (SPARK_HEIGHT - 6) / spread:.1f}"
            for index, value in figures
        )

    @property
    def trend_text(self) -> str:
        """The trend in words, for whoever does not see the line."""
        return "，".join(f"{when} {'—' if value is None else value}" for when, value in self.trend)


def pillars(asked: Asked, compared: dt.date | None) -> Iterator[Pillar]:
    """Yield the tiles that the user's role may see; `compared` is the month to compare with, None for none."""
    user, first = asked.user, int(asked.book.value("scheme.first_year"))
    if user.may(Permission.OVERVIEW_VIEW):
        yield _ledgers(asked, compared, first)
    if user.may(Permission.FACILITY_VIEW):
        yield _premises(asked, compared, first + 1)
    if user.may(Permission.ECONOMY_VIEW):
        yield _economy(asked, compared, first + 2)
    if user.may(Permission.DUTY_VIEW):
        yield _cadres(asked, compared)


def _difference(now: Decimal | int | None, then: Decimal | int | None) -> Decimal | int | None:
    return None if now is None or then is None else now - then


def _reach(asked: Asked, compared: dt.date | None, least: int) -> int:
    """Return how many months to read so that the one compared with is among them."""
    if compared is None or compared > asked.month:
        return least
    return max(least, (asked.month.year - compared.year) * 12 + asked.month.month - compared.month + 1)


def _ledgers(asked: Asked, compared: dt.date | None, last_year: int) -> Pillar:
    found = {
        month: (expected, on_time, passed)
        for month, expected, _received, on_time, passed in monthly(asked, _reach(asked, compared, TREND_MONTHS))
    }
    rates = {month: percent(on_time, expected) for month, (expected, on_time, _passed) in found.items()}
    expected, on_time, passed = found.get(asked.month, (0, 0, 0))
    rate = rates.get(asked.month)
    shown = [months_after(asked.month, number - TREND_MONTHS + 1) for number in range(TREND_MONTHS)]
    return Pillar(
        "ledgers",
        _("台账规范"),
        _("按时率"),
        "—" if rate is None else str(rate),
        "" if rate is None else "%",
        _("应报 %(expected)d 个，按时 %(on_time)d 个，复审通过 %(passed)d 个")
        % {"expected": expected, "on_time": on_time, "passed": passed},
        reverse("dashboards:overview", args=[f"{asked.month:%Y-%m}"]),
        [(f"{month.month}月", rates.get(month)) for month in shown],  # i18n: data
        _difference(rate, rates.get(compared)),
        last_year,
        asked.month.year > last_year and bool(expected - on_time),
    )


def _premises(asked: Asked, compared: dt.date | None, last_year: int) -> Pillar:
    months = [months_after(asked.month, number - TREND_MONTHS + 1) for number in range(TREND_MONTHS)]
    *trend, then = standard_by(asked, [last_day(month) for month in (*months, compared or asked.month)])
    total = asked.villages().count()
    return Pillar(
        "premises",
        _("阵地达标"),
        _("六有达标"),
        str(trend[-1]),
        _("个村"),
        _("共 %(total)d 个村，还有 %(left)d 个没有达标") % {"total": total, "left": total - trend[-1]},
        f"{reverse('facilities:check-overview')}?{asked.query}",
        [(f"{month.month}月", count) for month, count in zip(months, trend, strict=True)],  # i18n: data
        trend[-1] - then if compared else None,
        last_year,
        asked.month.year > last_year and trend[-1] < total,
    )


def _economy(asked: Asked, compared: dt.date | None, last_year: int) -> Pillar:
    line = Bounds.of(asked.book).line
    year = asked.month.year
    back = max(0, year - compared.year) if compared else 0
    incomes = by_village(asked, max(YEARS, back + 1))
    # A year in which no village has anything in its books says nothing.
    over = {of: sum(cents > line for cents in found) if found or of == year else None for of, found in incomes.items()}
    total = asked.villages().count()
    return Pillar(
        "economy",
        _("集体增收"),
        _("%(year)d年超过%(line)d万元") % {"year": year, "line": line // 1_000_000},
        str(over[year]),
        _("个村"),
        _("共 %(total)d 个村，还有 %(left)d 个没有超过") % {"total": total, "left": total - over[year]},
        f"{reverse('economy:village-list')}?income_class=over&year={year}{asked.township_query}",
        [(f"{of}年", count) for of, count in over.items() if of > year - YEARS],  # i18n: data
        _difference(over[year], over[compared.year]) if compared and compared.year < year else None,
        last_year,
        year > last_year and over[year] < total,
    )


def _cadres(asked: Asked, compared: dt.date | None) -> Pillar:
    found = duty_days(asked, _reach(asked, compared, TREND_MONTHS))
    rates = {month: percent(held, total) for month, held, total in found}
    held, total = next(((held, total) for month, held, total in found if month == asked.month), (0, 0))
    rate = rates.get(asked.month)
    return Pillar(
        "cadres",
        _("干部管理"),
        _("值班到位率"),
        "—" if rate is None else str(rate),
        "" if rate is None else "%",
        _("应有人值班 %(total)d 个村日，空着 %(left)d 个") % {"total": total, "left": total - held},
        reverse("cadres:duty-villages", args=[f"{asked.month:%Y-%m}"]),
        [(f"{month.month}月", rate) for month, rate in list(rates.items())[-TREND_MONTHS:]],  # i18n: data
        _difference(rate, rates.get(compared)),
    )
