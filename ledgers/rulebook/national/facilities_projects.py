"""Clearing below-standard villages (不达标村清零), fixed by the district (domain 8.2)."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

SOURCE = "区委组织部村级组织活动场所不达标村清零工作方案"


def _local(code: str, name: str, value: int, unit: str, least: int, most: int) -> Rule:
    return Rule(
        f"upgrade.{code}", name, Kind.COUNT, value, unit, SOURCE, scope=RuleScope.DISTRICT, least=least, most=most
    )


RULES = (
    _local("clear_months", "建账后几个月内清零", 24, "个月", 1, 48),
    _local("report_day", "每月几日前报上月进度", 5, "日", 1, 28),
    _local("accept_score", "验收不少于几分算合格", 80, "分", 60, 100),
)
