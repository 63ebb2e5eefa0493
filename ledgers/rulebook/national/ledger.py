"""Checks of a ledger as a whole."""

# i18n: data file

from ledgers.enums import Severity
from ledgers.rulebook.book import Kind, Rule

BRANCH_REGULATION = "《中国共产党支部工作条例（试行）》"

RULES = (
    Rule("check.empty", "空台账不能提交", Kind.CHECK, severity=Severity.BLOCK, source="月审月报工作安排"),
    Rule(
        "check.owed",
        "本月应做的事都有记录",
        Kind.CHECK,
        source=BRANCH_REGULATION,
        article="第十一至十九条",
    ),
)
