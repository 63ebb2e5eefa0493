"""Rules of decisions by four steps and two publications (四议两公开).

How many must come and agree stands in `ledgers.vote_profiles` (P1, P2, P6–P8, P10, P11).
"""

# i18n: data file

from decimal import Decimal

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

FOUR_STEPS = "“四议两公开”工作法及各地实施细则"
RURAL = "《中国共产党农村基层组织工作条例》"
VILLAGE = "《村民委员会组织法》（2018年修正）"
COLLECTIVE = "《农村集体经济组织法》"
DISTRICT = "区“四议两公开”工作规定"


def _local(code: str, name: str, kind: Kind, value, unit: str, least, most, source: str = FOUR_STEPS) -> Rule:
    return Rule(f"decisions.{code}", name, kind, value, unit, source, scope=RuleScope.DISTRICT, least=least, most=most)


def _check(code: str, name: str, source: str = FOUR_STEPS, article: str = "") -> Rule:
    return Rule(f"check.{code}", name, Kind.CHECK, source=source, article=article)


RULES: tuple[Rule, ...] = (
    Rule("decisions.gate", "未经“四议两公开”，不予审批工程、拨付资金", Kind.FLAG, True, "", RURAL, "第十九条"),
    _local("proposal_notice_days", "党员大会审议前几天把方案送到党员手里", Kind.COUNT, 3, "天", 1, 15),
    Rule("decisions.villagers_notice_days", "村民会议提前几天通知", Kind.COUNT, 10, "天", VILLAGE, "第二十一条"),
    Rule("decisions.members_notice_days", "成员大会提前几天通知", Kind.COUNT, 10, "天", COLLECTIVE, "第二十七条"),
    _local("publish_days", "决议公开不少于几天", Kind.COUNT, 7, "天", 3, 30),
    _local("result_days", "实施结果公开不少于几天", Kind.COUNT, 7, "天", 3, 30),
    _local("min_gap_days", "各步之间至少隔几天", Kind.COUNT, 0, "天", 0, 15),
    _local("max_total_days", "从提议到决议超过几天请核对", Kind.COUNT, 60, "天", 20, 365),
    _local("merge_first_two", "一肩挑的村，第1步和第2步可以合并开会", Kind.FLAG, True, "", False, True),
    _local("township_attends", "第3步、第4步要有乡镇干部列席签字", Kind.FLAG, True, "", False, True),
    _local("over_percent", "金额超过已议定的百分之几要重新走程序", Kind.PERCENT, Decimal(10), "%", 0, 30, DISTRICT),
    _local("objection_days", "异议几天内答复", Kind.COUNT, 10, "天", 3, 30),
    _local("emergency_days", "抢险救灾先办的，几天内补办程序", Kind.COUNT, 30, "天", 7, 180, DISTRICT),
    _local("result_reminder_days", "决议公开后多少天提醒公开实施结果", Kind.COUNT, 180, "天", 30, 730, DISTRICT),
    _check("decision_step", "四议两公开各步按顺序办理，人数、票数、公示符合规定"),
    _check("decision_overdue", "四议两公开及时办理，公示期满及时结束"),
    _check("decision_objection", "公示期间的异议按时答复"),
    _check("decision_emergency", "抢险救灾先办的事项按期补办程序", DISTRICT),
)
