"""Rules of the monthly review chain (月审月报)."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

RULES = (
    Rule(
        code="chain.mend_workdays",
        name="退回的台账要在几个工作日内改好",
        kind=Kind.COUNT,
        value=3,
        unit="个工作日",
        source="区委组织部月审月报工作安排",
        scope=RuleScope.DISTRICT,
        least=1,
        most=15,
    ),
)
