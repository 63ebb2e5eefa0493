"""Starting values of the district's strict re-check (抽样复审) and of how township reviews are measured (审查质量)."""

# i18n: data file

from decimal import Decimal

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule, Value

SOURCE = "区委组织部月审月报工作安排"


def _local(code: str, name: str, kind: Kind, value: Value, unit: str, least: Value, most: Value) -> Rule:
    return Rule(f"sampling.{code}", name, kind, value, unit, SOURCE, scope=RuleScope.DISTRICT, least=least, most=most)


RULES: tuple[Rule, ...] = (
    _local("confidence_percent", "抽样复审的把握程度", Kind.PERCENT, Decimal(95), "%", Decimal(80), Decimal(99)),
    _local("margin_percent", "抽样复审的允许误差（正负）", Kind.PERCENT, Decimal(10), "%", Decimal(1), Decimal(25)),
    _local("least_per_township", "每个乡镇至少抽几个支部", Kind.COUNT, 3, "个", 1, 30),
    _local("small_number", "少于几个对照时注明“样本太少”", Kind.COUNT, 20, "个", 5, 100),
)
