"""Colours of the monthly review (红黄蓝绿) and the talks that follow consecutive reds (约谈).

All of it is local practice: the starting values are those of counties that publish a three-colour warning.
"""

# i18n: data file

from decimal import Decimal

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

LOCAL = "区委组织部月审月报工作安排（红黄蓝绿预警）"


def _count(code: str, name: str, value: int, unit: str, least: int, most: int) -> Rule:
    return Rule(code, name, Kind.COUNT, value, unit, LOCAL, scope=RuleScope.DISTRICT, least=least, most=most)


def _share(code: str, name: str, value: int) -> Rule:
    return Rule(
        code,
        name,
        Kind.PERCENT,
        Decimal(value),
        "%",
        LOCAL,
        scope=RuleScope.DISTRICT,
        least=Decimal(1),
        most=Decimal(100),
    )


RULES = (
    # The ranges do not touch, so that green is always above blue and blue above yellow.
    _count("colours.green_from", "月审几分以上是绿", 90, "分", 85, 100),
    _count("colours.blue_from", "月审几分以上是蓝", 75, "分", 70, 84),
    _count("colours.yellow_from", "月审几分以上是黄，再低是红", 60, "分", 40, 69),
    _share("colours.township_red_share", "红的支部占到百分之几，乡镇是红", 20),
    _share("colours.township_yellow_share", "红和黄的支部占到百分之几，乡镇不好于黄", 30),
    _count("talks.township_reds", "乡镇连续几个月红，约谈乡镇党委书记", 2, "个月", 1, 12),
    _count("talks.review_reds", "乡镇连续几个月红，还要书面检讨", 3, "个月", 1, 12),
    _count("talks.branch_reds", "支部连续几个月红，由乡镇约谈支部书记", 2, "个月", 1, 12),
    _count("talks.hold_workdays", "提出约谈后几个工作日内要谈", 10, "个工作日", 1, 60),
)
