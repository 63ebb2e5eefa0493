"""Rules of Party dues (党费): 中组发〔2008〕3号, in force since 2008-04-01."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

SOURCE = "《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）"

RULES = (
    Rule(
        code="dues.farmer_cents",
        name="农民党员每月党费",
        kind=Kind.CENTS,
        value=20,
        unit="元",
        source=SOURCE,
        article="第六条",
        scope=RuleScope.DISTRICT,
        least=20,
        most=100,
    ),
)
