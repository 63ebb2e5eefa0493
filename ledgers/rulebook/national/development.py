"""Rules of admitting members (发展党员): 中办发〔2014〕33号, and what a district fixes for itself.

Articles are named where the text was at hand, else the chapter.
"""

# i18n: data file

from ledgers.enums import RuleScope, Severity
from ledgers.rulebook.book import Kind, Rule

SOURCE = "《中国共产党发展党员工作细则》（中办发〔2014〕33号）"
CONSTITUTION = "《中国共产党章程》"
LOCAL = "江西省发展党员工作常用做法，由区委组织部确定"

RULES: tuple[Rule, ...] = (
    Rule("development.age", "申请入党的最低年龄", Kind.COUNT, 18, "周岁", SOURCE, "第五条"),
    Rule("development.talk_months", "收到申请书后几个月内派人谈话", Kind.COUNT, 1, "个月", SOURCE, "第七条"),
    Rule("development.observation_months", "对积极分子每几个月考察一次", Kind.COUNT, 6, "个月", SOURCE, "第十一条"),
    Rule(
        "development.activist_months",
        "积极分子培养教育满几个月才能确定为发展对象",
        Kind.COUNT,
        12,
        "个月",
        SOURCE,
        "第十三条",
    ),
    Rule("development.training_days", "发展对象集中培训不少于几天", Kind.COUNT, 3, "天", SOURCE, "第十七条"),
    Rule("development.training_hours", "或者不少于几个学时", Kind.COUNT, 24, "学时", SOURCE, "第十七条"),
    Rule(
        "development.meeting_months",
        "预审合格后几个月内召开支部大会",
        Kind.COUNT,
        1,
        "个月",
        LOCAL,
        scope=RuleScope.DISTRICT,
        least=1,
        most=3,
    ),
    Rule("development.approval_months", "支部大会通过后几个月内审批", Kind.COUNT, 3, "个月", SOURCE, "第四章"),
    Rule(
        "development.approval_longest_months",
        "特殊情况最长几个月，超过要重新办理",
        Kind.COUNT,
        6,
        "个月",
        SOURCE,
        "第四章",
    ),
    Rule(
        "development.notice_workdays",
        "接收预备党员和转正公示不少于几个工作日",
        Kind.COUNT,
        5,
        "个工作日",
        LOCAL,
        scope=RuleScope.PROVINCE,
        least=3,
        most=15,
    ),
    Rule(
        "development.probation_months",
        "从支部大会通过之日算起的预备期",
        Kind.COUNT,
        12,
        "个月",
        CONSTITUTION,
        "第七条",
    ),
    Rule("development.prolong_least_months", "预备期最少延长几个月", Kind.COUNT, 6, "个月", SOURCE, "第五章"),
    Rule("development.prolong_most_months", "预备期最多延长几个月", Kind.COUNT, 12, "个月", SOURCE, "第五章"),
    Rule(
        "development.probation_observation_months",
        "对预备党员每几个月考察一次",
        Kind.COUNT,
        6,
        "个月",
        LOCAL,
        scope=RuleScope.DISTRICT,
        least=1,
        most=6,
    ),
    Rule(
        "development.full_meeting_months",
        "预备期满后几个月内讨论转正",
        Kind.COUNT,
        1,
        "个月",
        LOCAL,
        scope=RuleScope.DISTRICT,
        least=1,
        most=3,
    ),
    Rule("development.full_approval_months", "转正决议几个月内审批", Kind.COUNT, 3, "个月", SOURCE, "第五章"),
    Rule(
        "development.remind_days",
        "发展党员到期前几天提醒",
        Kind.COUNT,
        14,
        "天",
        "区委组织部月审月报工作安排",
        scope=RuleScope.DISTRICT,
        least=1,
        most=60,
    ),
    Rule("check.development_overdue", "发展党员的各步骤按期办理", Kind.CHECK, source=SOURCE),
    Rule("check.development_late", "发展党员的步骤没有超过期限才办", Kind.CHECK, source=SOURCE),
    Rule(
        "check.development_order",
        "发展党员按规定的先后次序办理",
        Kind.CHECK,
        source=SOURCE,
        severity=Severity.WARN,
    ),
    Rule("check.development_training", "发展对象培训不少于3天或24学时", Kind.CHECK, source=SOURCE, article="第十七条"),
    Rule("check.development_notice", "接收预备党员和转正按规定公示", Kind.CHECK, source=LOCAL),
)
