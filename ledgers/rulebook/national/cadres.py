"""Posts, terms and holders in a village (村干部的岗位、届次、任职)."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

ORGANIC_LAW = "《中华人民共和国村民委员会组织法》"
RURAL_RULES = "《中国共产党农村基层组织工作条例》"
LOCAL = "区委组织部村干部管理办法"


def _local(code: str, name: str, value: int, unit: str, least: int, most: int) -> Rule:
    return Rule(code, name, Kind.COUNT, value, unit, LOCAL, scope=RuleScope.DISTRICT, least=least, most=most)


RULES = (
    Rule("cadres.term_years", "村党组织和村民委员会每届任期", Kind.COUNT, 5, "年", ORGANIC_LAW, "第十一条"),
    Rule("cadres.handover_days", "新一届产生后几日内移交工作", Kind.COUNT, 10, "日", ORGANIC_LAW, "第二十条"),
    Rule(
        "cadres.one_shoulder",
        "书记应当通过法定程序担任主任和集体经济组织负责人",
        Kind.CHECK,
        True,
        "",
        RURAL_RULES,
        "第十九条",
    ),
    Rule(
        "cadres.census_open",
        "存量登记开放：两委岗位可以不经备案直接登记任职",
        Kind.FLAG,
        True,
        "",
        LOCAL,
        scope=RuleScope.DISTRICT,
        least=False,
        most=True,
    ),
    _local("cadres.vacancy_months", "岗位空缺超过几个月要提醒", 3, "个月", 1, 24),
    _local("cadres.term_notice_days", "届满前几天开始提醒", 180, "天", 30, 730),
)
