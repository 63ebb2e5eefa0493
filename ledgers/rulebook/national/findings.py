"""Rules of the list of problems (问题清单、整改、销号): limits and figures that districts fix for themselves."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

SOURCE = "区委组织部问题整改销号工作安排"

RULES = (
    Rule(
        code="finding.at_once_days",
        name="立行立改的问题要在几天内改好",
        kind=Kind.COUNT,
        value=3,
        unit="天",
        source=SOURCE,
        scope=RuleScope.DISTRICT,
        least=1,
        most=7,
    ),
    Rule(
        code="finding.limited_workdays",
        name="限期整改的问题要在几个工作日内改好",
        kind=Kind.COUNT,
        value=15,
        unit="个工作日",
        source=SOURCE,
        scope=RuleScope.DISTRICT,
        least=1,
        most=60,
    ),
    Rule(
        code="finding.relapse_months",
        name="销号后几个月内再次发现同样的问题算复发",
        kind=Kind.COUNT,
        value=6,
        unit="个月",
        source=SOURCE,
        scope=RuleScope.DISTRICT,
        least=1,
        most=24,
    ),
    Rule(
        code="finding.training_from",
        name="一个季度里同一乡镇出现几个同样的问题，建议组织培训",
        kind=Kind.COUNT,
        value=3,
        unit="个",
        source=SOURCE,
        scope=RuleScope.DISTRICT,
        least=2,
        most=20,
    ),
)
