"""Rules of the visits by guidance stations (指导站抽查), which a district fixes for itself."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

SOURCE = "区委组织部指导站抽查工作安排"


def _local(code: str, name: str, value: int, unit: str, least: int, most: int) -> Rule:
    return Rule(
        f"inspections.{code}", name, Kind.COUNT, value, unit, SOURCE, scope=RuleScope.DISTRICT, least=least, most=most
    )


RULES = (
    _local("longest_months", "超过几个月没有抽查过的村，先抽", 12, "个月", 3, 36),
    _local("recent_months", "抽查看最近几个月的审查情况", 6, "个月", 1, 12),
    _local("yellow_score", "得分低于多少分算黄", 75, "分", 50, 95),
    _local("red_score", "得分低于多少分算红", 60, "分", 30, 80),
)
