"""Whom a circular (通报) names: what is praised and what is criticised is the district's own practice."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

SOURCE = "区委组织部月审月报工作安排"


def _local(code: str, name: str, value: int, unit: str, least: int, most: int) -> Rule:
    return Rule(
        code=f"circular.{code}",
        name=name,
        kind=Kind.COUNT,
        value=value,
        unit=unit,
        source=SOURCE,
        scope=RuleScope.DISTRICT,
        least=least,
        most=most,
    )


RULES = (
    _local("praise_full_months", "连续几个月审查满分，通报表扬", 3, "个月", 1, 12),
    _local("praise_on_time_months", "连续几个月按时报送，通报表扬", 6, "个月", 1, 24),
    _local("name_returned", "同一份台账退回几次，通报点名", 2, "次", 1, 5),
    _local("name_score", "审查得分低于多少分，通报点名", 75, "分", 0, 100),
    _local("name_late_months", "一个季度几个月没有按时报送，季度通报点名", 2, "个月", 1, 3),
    _local("name_red_months", "乡镇连续几个月红，通报点名", 1, "个月", 1, 12),
    _local("praise_green_months", "乡镇连续几个月绿，通报表扬", 3, "个月", 1, 24),
    Rule(
        code="circular.colours",
        name="通报写明乡镇的红黄蓝绿，并按颜色点名和表扬",
        kind=Kind.FLAG,
        value=True,
        source=SOURCE,
        scope=RuleScope.DISTRICT,
        least=False,
        most=True,
    ),
    Rule(
        code="circular.ranked",
        name="附件中的乡镇按平均分排名",
        kind=Kind.FLAG,
        value=False,
        source=SOURCE,
        scope=RuleScope.DISTRICT,
        least=False,
        most=True,
    ),
)
