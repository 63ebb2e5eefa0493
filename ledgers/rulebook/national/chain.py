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
    Rule(
        code="chain.exception_days",
        name="补报申请批准后，最多宽限几天",
        kind=Kind.COUNT,
        value=5,
        unit="天",
        source="区委组织部月审月报工作安排",
        scope=RuleScope.DISTRICT,
        least=1,
        most=30,
    ),
    Rule(
        code="chain.extension_days",
        name="因灾顺延最多顺延几天",
        kind=Kind.COUNT,
        value=31,
        unit="天",
        source="区委组织部月审月报工作安排",
        scope=RuleScope.DISTRICT,
        least=1,
        most=92,
    ),
    Rule(
        code="chain.outage_minutes",
        name="系统停机超过几分钟，截止时间顺延",
        kind=Kind.COUNT,
        value=30,
        unit="分钟",
        source="区委组织部月审月报工作安排",
        scope=RuleScope.DISTRICT,
        least=20,
        most=720,
    ),
    Rule(
        code="chain.outage_hours",
        name="截止前多少小时内停机，截止时间顺延",
        kind=Kind.COUNT,
        value=24,
        unit="小时",
        source="区委组织部月审月报工作安排",
        scope=RuleScope.DISTRICT,
        least=1,
        most=168,
    ),
)
