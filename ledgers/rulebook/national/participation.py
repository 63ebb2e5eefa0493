"""Rules of study hours, absence, lost contact and attendance (党员教育管理)."""

# i18n: data file

from decimal import Decimal

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule
from ledgers.rulebook.national.dues import EDUCATION as SOURCE

PLAN = "《全国党员教育培训工作规划（2024－2028年）》"


def _law(code: str, name: str, value: int, unit: str, article: str) -> Rule:
    return Rule(f"participation.{code}", name, Kind.COUNT, value, unit, SOURCE, article)


def _local(code: str, name: str, value: int, unit: str, article: str, least: int, most: int) -> Rule:
    return Rule(
        f"participation.{code}",
        name,
        Kind.COUNT,
        value,
        unit,
        SOURCE,
        article,
        scope=RuleScope.DISTRICT,
        least=least,
        most=most,
    )


RULES = (
    _law("study_hours", "党员每年集中学习培训不少于几学时", 32, "学时", "第二十条"),
    Rule(
        "participation.study_hours_committee",
        "支部书记和委员每年不少于几学时",
        Kind.COUNT,
        56,
        "学时",
        PLAN,
        "培训要求",
    ),
    _local("study_minutes", "一个学时算几分钟", 45, "分钟", "第二十条", 40, 60),
    _law("contact_months", "外出满几个月要有专人联系", 6, "个月", "第三十二条"),
    _local("talk_months", "外出的党员至少几个月联系一次", 3, "个月", "第三十二条", 1, 6),
    _law("transfer_months", "外出地点相对固定，满几个月应转组织关系", 6, "个月", "第二十五条"),
    _law("lost_months", "失去联系满几个月停止党籍", 6, "个月", "第二十四条"),
    _law("removal_months", "停止党籍满几个月仍联系不上予以除名", 24, "个月", "第二十四条"),
    _law("rectify_months", "限期改正最长几个月", 12, "个月", "第三十条"),
    Rule(
        "participation.pace_percent",
        "学时进度：按月份摊，不到应有学时的百分之几请核对",
        Kind.PERCENT,
        Decimal(50),
        "%",
        SOURCE,
        "第二十条",
        scope=RuleScope.DISTRICT,
        least=Decimal(0),
        most=Decimal(100),
    ),
    _local("gap_first", "连续几个月不参加组织生活开始提醒", 3, "个月", "第三十一条第六项", 1, 3),
    _local("gap_second", "连续几个月不参加组织生活再次提醒", 5, "个月", "第三十一条第六项", 4, 5),
    _law("gap_last", "无正当理由连续几个月不参加组织生活按自行脱党处理", 6, "个月", "第三十一条第六项"),
    Rule(
        "check.standing_contact",
        "外出的党员有专人联系，固定了就转组织关系",
        Kind.CHECK,
        source=SOURCE,
        article="第三十二条",
    ),
    Rule("check.standing_talk", "外出的党员经常联系", Kind.CHECK, source=SOURCE, article="第三十二条"),
    Rule("check.standing_rectify", "限期改正期满作出评定", Kind.CHECK, source=SOURCE, article="第三十条"),
    Rule("check.study_pace", "学时进度跟得上", Kind.CHECK, source=SOURCE, article="第二十条"),
    Rule("check.standing_lost", "失去联系的党员按期限处理", Kind.CHECK, source=SOURCE, article="第二十四条"),
    Rule(
        "check.standing_gap",
        "没有连续几个月不参加组织生活的党员",
        Kind.CHECK,
        source=SOURCE,
        article="第三十一条第六项",
    ),
)
