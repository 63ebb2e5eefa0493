"""The scheme “1+2+3+X” of the district: one year for ledgers, two for premises, three for income, cadres always."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

RULES = (
    Rule(
        code="scheme.first_year",
        name="“1+2+3+X”工作方案从哪一年算起",
        kind=Kind.COUNT,
        value=2026,
        unit="年",
        source="区委组织部“1+2+3+X”工作方案",
        scope=RuleScope.DISTRICT,
        least=2015,
        most=2100,
    ),
    # Off by itself: lists stand in the order of the administrative division. A district that wants to compare says why.
    Rule(
        code="scheme.ranking",
        name="总览的表可以按数值排名次",
        kind=Kind.FLAG,
        value=False,
        source="区委组织部“1+2+3+X”工作方案",
        scope=RuleScope.DISTRICT,
        least=False,
        most=True,
    ),
)
