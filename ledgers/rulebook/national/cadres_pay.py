"""Pay, assessment and audit of village cadres (村干部的报酬、考核、审计)."""

# i18n: data file

from decimal import Decimal

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule, Value

ORGANIC_LAW = "《中华人民共和国村民委员会组织法》"
GUIDANCE = "村干部基本报酬保障的有关规定"
SCHEME = "区委基层党建工作方案"
LOCAL = "区委组织部村干部报酬和考核办法"


def _local(code: str, name: str, kind: Kind, value: Value, unit: str, least: Value, most: Value, source=LOCAL) -> Rule:
    return Rule(code, name, kind, value, unit, source, scope=RuleScope.DISTRICT, least=least, most=most)


def _count(code: str, name: str, value: int, unit: str, least: int, most: int, source: str = LOCAL) -> Rule:
    return _local(code, name, Kind.COUNT, value, unit, least, most, source)


def _percent(code: str, name: str, value: int, least: int, most: int, source: str = LOCAL) -> Rule:
    return _local(code, name, Kind.PERCENT, Decimal(value), "%", Decimal(least), Decimal(most), source)


RULES = (
    # --- Pay. Percentages above a hundred are whole numbers of per cent.
    _count(
        "pay.chief_percent",
        "主职一年的基本报酬不低于上年度农村居民人均可支配收入的百分之几",
        200,
        "%",
        200,
        400,
        GUIDANCE,
    ),
    _count("pay.deputy_percent", "副职的基本报酬不低于主职的百分之几", 70, "%", 70, 100),
    _percent("pay.basic_share", "基本报酬占全年报酬的百分之几，其余是绩效报酬", 60, 50, 100),
    _count("pay.growth_percent", "基本报酬每年建议增长百分之几", 3, "%", 0, 20),
    # The bounds meet, so that a better grade never pays less.
    _count("pay.excellent_percent", "考核优秀发绩效报酬的百分之几", 110, "%", 100, 150),
    _count("pay.competent_percent", "考核称职发绩效报酬的百分之几", 100, "%", 80, 100),
    _count("pay.basic_percent", "考核基本称职发绩效报酬的百分之几", 60, "%", 30, 80),
    _count("pay.unfit_percent", "考核不称职发绩效报酬的百分之几", 0, "%", 0, 30),
    _count("pay.ungraded_percent", "任职时间短、不定等次的发绩效报酬的百分之几", 80, "%", 0, 100),
    _local("pay.shoulder_cents", "一肩挑每月补贴", Kind.CENTS, 200_00, "元", 0, 5_000_00),
    _count("pay.bonus_percent", "集体收入奖励不超过当年净利润的百分之几", 20, "%", 0, 20, SCHEME),
    _count("pay.leaving_years", "任职满几年离任后发补助", 9, "年", 1, 30),
    _count("pay.leaving_age", "离任补助从几岁起发", 60, "岁", 50, 65),
    _local("pay.leaving_cents", "离任补助：每任职一年每月", Kind.CENTS, 10_00, "元", 0, 1_000_00),
    # --- Assessment
    Rule(
        "assessment.unfit_in_row",
        "村委会成员连续几次被评议不称职，职务终止",
        Kind.COUNT,
        2,
        "次",
        ORGANIC_LAW,
        "第三十三条",
    ),
    _percent("assessment.excellent_votes", "优秀票达到百分之几，评议等次是优秀", 66, 50, 100),
    _percent("assessment.fit_votes", "优秀和称职票达到百分之几，评议等次是称职", 66, 50, 100),
    _percent("assessment.unfit_votes", "不称职票超过百分之几，评议等次是不称职", 50, 33, 66),
    _percent("assessment.excellent_share", "优秀不超过全乡镇参加考核村干部的百分之几", 30, 0, 50),
    _count("assessment.least_months", "任职不满几个月参加评议、不定等次", 6, "个月", 0, 12),
    _count("assessment.audit_notice_days", "届满前几天还没有公布审计结果要提醒", 90, "天", 0, 365),
)
