"""Selecting village secretaries and others into the leading groups of townships (五方面人员选拔).

The conditions are examples (地方): each round keeps those that held when it was opened.
"""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

LOCAL = "区委组织部从五方面人员中选拔乡镇领导班子成员工作方案"
APPOINTMENTS = "《党政领导干部选拔任用工作条例》"


def _local(code: str, name: str, value: int, unit: str, least: int, most: int) -> Rule:
    return Rule(code, name, Kind.COUNT, value, unit, LOCAL, scope=RuleScope.DISTRICT, least=least, most=most)


RULES = (
    _local("talent.years_running", "优秀村书记连续任职满几年可以报名", 5, "年", 1, 30),
    _local("talent.years_total", "或者累计任职满几年", 6, "年", 1, 40),
    _local("talent.age_most", "报名时不超过多少周岁", 50, "周岁", 30, 60),
    Rule(
        "talent.notice_workdays",
        "拟选拔人选公示不少于几个工作日",
        Kind.COUNT,
        5,
        "个工作日",
        APPOINTMENTS,
        "第四十三条",
        scope=RuleScope.DISTRICT,
        least=5,
        most=30,
    ),
)
