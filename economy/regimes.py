"""The two accounting regimes of village collectives: which items a year has and how its profit is reckoned. Pure.

村集体经济组织会计制度 (财会〔2004〕12号) holds through 2023, 农村集体经济组织会计制度 (财会〔2023〕14号) from 2024:
it folds 发包及上交收入 into the operating income and knows taxes, public welfare and income tax apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from economy.enums.income import EXPENSE, INCOME, Item

FIRST_OF_NEW = 2024  # 财会〔2023〕14号 施行 2024-01-01


@dataclass(frozen=True)
class Result:
    """A line of the statement: what the line before it gave, with `plus` added and `minus` taken off."""

    label: str | Promise
    plus: tuple[Item, ...]
    minus: tuple[Item, ...]


@dataclass(frozen=True)
class Regime:
    """The items of a year in the order of its books, in groups, and the results in theirs; the last is the net."""

    name: str
    groups: tuple[tuple[str | Promise, tuple[Item, ...]], ...]
    results: tuple[Result, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for _label, items in self.groups for item in items)

    @cached_property
    def incomes(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item in INCOME)

    @cached_property
    def expenses(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item in EXPENSE)

    @property
    def net_label(self) -> str | Promise:
        return self.results[-1].label

    def statement(self, cents: Mapping[str, int]) -> list[tuple[str | Promise, int]]:
        """Return each result with its cents, the net last; items that are missing are 0."""
        found, total = [], 0
        for result in self.results:
            total += sum(cents.get(item, 0) for item in result.plus) - sum(cents.get(item, 0) for item in result.minus)
            found.append((result.label, total))
        return found

    def net(self, cents: Mapping[str, int]) -> int:
        """Return the net profit (净收益, before 2024 本年收益) in cents."""
        return self.statement(cents)[-1][1]


K = Item
OLD = Regime(
    name="《村集体经济组织会计制度》（财会〔2004〕12号）",  # i18n: data
    groups=(
        (_("经营收入"), (K.SALES, K.RENT, K.SERVICE)),
        (_("发包及上交收入"), (K.CONTRACT, K.HANDED)),
        (_("其他各项收入"), (K.INVEST, K.SUBSIDY, K.OTHER)),
        (_("支出"), (K.COST, K.ADMIN, K.OTHER_COST)),
    ),
    results=(
        Result(_("经营收益"), (K.SALES, K.RENT, K.SERVICE, K.CONTRACT, K.HANDED, K.INVEST), (K.COST, K.ADMIN)),
        Result(_("本年收益"), (K.SUBSIDY, K.OTHER), (K.OTHER_COST,)),
    ),
)
NEW = Regime(
    name="《农村集体经济组织会计制度》（财会〔2023〕14号）",  # i18n: data
    groups=(
        (_("经营收入"), (K.SALES, K.RENT, K.SERVICE, K.CONTRACT)),
        (_("其他各项收入"), (K.INVEST, K.SUBSIDY, K.OTHER)),
        (_("支出"), (K.COST, K.TAX, K.ADMIN, K.WELFARE, K.OTHER_COST, K.INCOME_TAX)),
    ),
    results=(
        Result(
            _("经营收益"),
            (K.SALES, K.RENT, K.SERVICE, K.CONTRACT, K.INVEST, K.SUBSIDY),
            (K.COST, K.TAX, K.ADMIN),
        ),
        Result(_("收益总额"), (K.OTHER,), (K.WELFARE, K.OTHER_COST)),
        Result(_("净收益"), (), (K.INCOME_TAX,)),
    ),
)


def regime_of(year: int) -> Regime:
    """Return the regime that the books of `year` are kept by."""
    return NEW if year >= FIRST_OF_NEW else OLD
