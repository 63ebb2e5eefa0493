"""Rules of transfers, absence, study and discipline of members."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

SOURCE = "《中国共产党党员教育管理工作条例》"
PRACTICE = "党员组织关系介绍信常用做法，由区委组织部确定"


def days(code: str, name: str, value: int, most: int) -> Rule:
    return Rule(code, name, Kind.COUNT, value, "天", PRACTICE, scope=RuleScope.DISTRICT, least=1, most=most)


TRANSFERS: tuple[Rule, ...] = (
    days("transfer.valid_days_city", "市内转接，介绍信有效几天", 10, 90),
    days("transfer.valid_days_outside", "转到市外，介绍信有效几天", 30, 90),
    days("transfer.remind_days", "介绍信到期前几天提醒", 5, 30),
    days("transfer.receipt_days", "接收以后几天还没有收到回执就提醒", 10, 60),
    Rule("check.transfer_overdue", "组织关系介绍信在有效期内接收", Kind.CHECK, source=SOURCE, article="第二十五条"),
)

RULES: tuple[Rule, ...] = TRANSFERS
