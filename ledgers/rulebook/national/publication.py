"""Rules of publishing affairs (三务公开).

The Organic Law of Villagers' Committees was revised in 2026: its article numbers are those of 2018 until a district
confirms the new ones, which it does by editing the citation.
"""

# i18n: data file

from ledgers.enums import RuleScope, Severity
from ledgers.rulebook.book import Kind, Rule

VILLAGE_LAW = "《中华人民共和国村民委员会组织法》"
PARTY_OPEN = "《中国共产党党务公开条例（试行）》"
COLLECTIVE_LAW = "《中华人民共和国农村集体经济组织法》"
DUES = "《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）"
LOCAL = "区委组织部三务公开工作安排"


def _local(code: str, name: str, value: int, unit: str, least: int, most: int, source: str = LOCAL) -> Rule:
    return Rule(
        f"publication.{code}",
        name,
        Kind.COUNT,
        value,
        unit,
        source,
        scope=RuleScope.DISTRICT,
        least=least,
        most=most,
    )


def _check(code: str, name: str, source: str, article: str = "", severity: str = Severity.WARN) -> Rule:
    return Rule(f"check.{code}", name, Kind.CHECK, source=source, article=article, severity=severity)


RULES = (
    # The law's own words are “at least”: a district may ask for more often, never for less.
    Rule(
        "publication.village_months",
        "村务一般事项至少几个月公布一次",
        Kind.COUNT,
        3,
        "个月",
        VILLAGE_LAW,
        "第三十条",
        least=1,
        most=3,
    ),
    Rule(
        "publication.finance_months",
        "财务收支至少几个月公布一次",
        Kind.COUNT,
        3,
        "个月",
        VILLAGE_LAW,
        "第三十条",
        least=1,
        most=3,
    ),
    Rule(
        "publication.finance_busy_months",
        "集体财务往来较多的村，财务收支几个月公布一次",
        Kind.COUNT,
        1,
        "个月",
        VILLAGE_LAW,
        "第三十条",
    ),
    _local("party_months", "党务至少几个月公布一次", 6, "个月", 1, 12),
    _local("dues_month", "上一年党费收缴情况在每年几月底前公布", 1, "月", 1, 12, DUES),
    _local("collective_month", "上一年集体经济经营报告在每年几月底前公布", 3, "月", 1, 12),
    Rule(
        "publication.collective_days_before",
        "集体经济年度报告在成员大会几天前公布",
        Kind.COUNT,
        10,
        "天",
        COLLECTIVE_LAW,
        "第四十五、四十六条",
    ),
    _local("due_days", "一个周期结束后再给几天公布", 0, "天", 0, 31),
    _local("shown_days", "一次公示至少几天", 7, "天", 1, 30),
    _local("answer_days", "收到异议后几天内答复", 10, "天", 1, 30),
    _local("remind_days", "到期前几天提醒", 5, "天", 1, 15),
    Rule(
        "publication.counts_in_month",
        "三务公开计入到期那个月应做的事",
        Kind.FLAG,
        True,
        source=LOCAL,
        scope=RuleScope.DISTRICT,
        least=False,
        most=True,
    ),
    # A number on a board cannot be taken back, so that this one always blocks.
    _check(
        "publication_personal",
        "公开内容没有身份证号、手机号、银行卡号",
        "《中华人民共和国个人信息保护法》",
        "第六条",
        severity=Severity.BLOCK,
    ),
    _check("publication_overdue", "到期的公开事项已经公布", VILLAGE_LAW, "第三十、三十一条"),
    _check("publication_photo", "撤下的公示有最后一天的照片", LOCAL),
    _check("publication_shown", "公示时间够天数", LOCAL),
    _check("publication_objection", "异议按期答复", LOCAL),
    _check("publication_meeting", "集体经济年度报告在成员大会前按期公布", COLLECTIVE_LAW, "第四十五、四十六条"),
)
