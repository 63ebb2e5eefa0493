"""Double improvement of village cadres (双提升): what a district fixes for itself. All values are examples (地方)."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

LOCAL = "区委组织部村干部“双提升”工作办法"


def _local(code: str, name: str, value: int, unit: str, least: int, most: int, kind: Kind = Kind.COUNT) -> Rule:
    return Rule(code, name, kind, value, unit, LOCAL, scope=RuleScope.DISTRICT, least=least, most=most)


RULES = (
    _local("growth.training_hours", "一年参加能力培训满多少学时算完成", 24, "学时", 1, 200),
    _local("growth.recheck_years", "致富能手认定后几年内复核", 3, "年", 1, 10),
    _local("growth.subsidy_most", "一门学习最多补助多少元", 500_000, "元", 10_000, 5_000_000, Kind.CENTS),
)
