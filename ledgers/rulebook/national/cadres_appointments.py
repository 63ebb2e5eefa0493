"""Joint review, negative list and filing of appointments in a village (联审、负面清单、备案).

What the nation's file blocks (不能) stays blocked; what it only warns of (不宜) a district may make a block, or drop.
"""

# i18n: data file

from ledgers.enums import RuleScope, Severity
from ledgers.rulebook.book import Kind, Rule

GOVERNANCE = "中办、国办《关于加强和改进乡村治理的指导意见》"
DISCIPLINE = "《中国共产党纪律处分条例》"
ORGANIC_LAW = "《中华人民共和国村民委员会组织法》"
SUPERVISION = "中办、国办《关于建立健全村务监督委员会的指导意见》"
BRANCH_RULES = "《中国共产党支部工作条例（试行）》"
LOCAL = "区村干部任职资格联审和备案管理办法"


def _block(item: str, name: str, source: str, article: str = "") -> Rule:
    return Rule(f"vetting.{item}", name, Kind.CHECK, source=source, article=article, severity=Severity.BLOCK)


def _caution(item: str, name: str, source: str = LOCAL, article: str = "") -> Rule:
    scope = RuleScope.DISTRICT if source == LOCAL else RuleScope.CENTRAL
    return Rule(f"vetting.{item}", name, Kind.CHECK, source=source, article=article, scope=scope)


def _local(code: str, name: str, value: int, unit: str, least: int, most: int) -> Rule:
    return Rule(
        f"vetting.{code}", name, Kind.COUNT, value, unit, LOCAL, scope=RuleScope.DISTRICT, least=least, most=most
    )


# Found by the departments that are asked.
ASKED = (
    _block("criminal", "受过刑事处罚", GOVERNANCE),
    _block("gang", "涉黑涉恶，或者是“村霸”", GOVERNANCE),
    _block("cult", "参加邪教组织", GOVERNANCE),
    _caution("investigated", "正在被立案审查调查"),
    _caution("dishonest", "失信被执行人"),
    _caution("penalty", "近3年因赌博、吸毒、嫖娼受过行政处罚"),
    _caution("collective", "拖欠、侵占集体资金或者土地"),
    _caution("bribery", "有贿选或者扰乱选举的行为"),
    _caution("away", "长期外出，不能正常履职"),
    _caution("religion", "参与非法宗教活动"),
    _caution("petition", "组织、煽动非法上访"),
    _caution("other", "其他不宜任职的情形"),
)
# Reckoned from the files and the posts; a department may name a running measure that the file does not know.
RECKONED = (
    _block("discipline", "受处分，影响期没有满", DISCIPLINE, "第十条至第十二条"),
    _block("party", "党组织职务要由正式党员担任", BRANCH_RULES),
    _block("supervision_apart", "村委会成员及其近亲属不得任村务监督委员会成员", ORGANIC_LAW, "第三十二条"),
    _caution("supervision_secretary", "村务监督委员会主任原则上不由书记兼任", SUPERVISION),
    _caution("relatives", "村“两委”成员之间有近亲属关系"),
    _caution("age", "超过任职年龄"),
    _caution("education", "学历不到高中、中专"),
)
RULES = (
    *ASKED,
    *RECKONED,
    _local("age_new", "新任不超过几岁", 55, "岁", 45, 65),
    _local("age_staying", "留任不超过几岁", 60, "岁", 50, 70),
    _local("answer_workdays", "联审部门几个工作日内答复", 5, "个工作日", 1, 20),
    _local("valid_months", "联审意见几个月内有效", 6, "个月", 1, 12),
    _local("filing_workdays", "区委组织部几个工作日内答复备案", 10, "个工作日", 3, 30),
    _local("filing_notice_workdays", "备案到期前几个工作日提醒", 2, "个工作日", 1, 10),
)
