"""Rules of the collective economy's projects: returns and policy bottlenecks."""

# i18n: data file

from decimal import Decimal

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

COLLECTIVE = "《农村集体经济组织法》"
DISTRICT = "区村级集体经济发展三年规划"

RULES: tuple[Rule, ...] = (
    Rule(
        "economy.reserve_percent",
        "项目收益先提取公积公益金，不少于收益的百分之几",
        Kind.PERCENT,
        Decimal(10),
        "%",
        COLLECTIVE,
        "第四十二条",
        scope=RuleScope.DISTRICT,
        least=0,
        most=50,
    ),
    Rule(
        "economy.bottleneck_workdays",
        "政策瓶颈交办后，牵头部门几个工作日内答复",
        Kind.COUNT,
        15,
        "个工作日",
        DISTRICT,
        scope=RuleScope.DISTRICT,
        least=3,
        most=60,
    ),
    Rule(
        "economy.agreement_remind_days",
        "企业合作协议到期前几天提醒",
        Kind.COUNT,
        60,
        "天",
        DISTRICT,
        scope=RuleScope.DISTRICT,
        least=7,
        most=180,
    ),
)
