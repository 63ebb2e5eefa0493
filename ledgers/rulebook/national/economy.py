"""Collective income, its three-year plan, and the bonuses that rest on it (村级集体经济)."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule, Value

SCHEME = "区委基层党建工作方案"
LOCAL = "区委组织部、区农业农村局村级集体经济管理办法"
LAW = "《中华人民共和国农村集体经济组织法》"


def _local(code: str, name: str, kind: Kind, value: Value, unit: str, least: Value, most: Value, source=LOCAL) -> Rule:
    return Rule(f"economy.{code}", name, kind, value, unit, source, scope=RuleScope.DISTRICT, least=least, most=most)


RULES = (
    # --- Classes: each from its bound on; past the line is who has more than the line.
    _local("shell_cents", "年经营性收入不到多少元是薄弱村", Kind.CENTS, 50_000_00, "元", 0, 1_000_000_00),
    _local("line_cents", "年经营性收入要超过多少元", Kind.CENTS, 100_000_00, "元", 0, 10_000_000_00, SCHEME),
    _local("good_cents", "年经营性收入达到多少元是较强村", Kind.CENTS, 500_000_00, "元", 0, 50_000_000_00),
    _local("strong_cents", "年经营性收入达到多少元是强村", Kind.CENTS, 1_000_000_00, "元", 0, 100_000_000_00),
    # --- Hints. They shut nothing.
    _local("jump_percent", "经营性收入比上年多百分之几要核对", Kind.COUNT, 100, "%", 10, 1000),
    _local("fall_percent", "经营性收入比上年少百分之几要核对", Kind.COUNT, 50, "%", 10, 100),
    _local("neighbour_times", "经营性收入是本乡镇各村中位数的几倍要核对", Kind.COUNT, 5, "倍", 2, 50),
    _local("subsidy_percent", "补助收入占全年收入百分之几要核对", Kind.COUNT, 80, "%", 10, 100),
    _local("once_percent", "一次性收入占全年收入百分之几要核对", Kind.COUNT, 50, "%", 10, 100),
    _local("voucher_cents", "一笔达到多少元，结账前要有凭证", Kind.CENTS, 1_000_00, "元", 0, 1_000_000_00),
    # --- Contracts
    _local("contract_notice_days", "合同到期前几天提醒", Kind.COUNT, 90, "天", 0, 365),
    # --- Bonuses; the share of the profit is pay.bonus_percent.
    _local("bonus_without_subsidy", "计算奖励的净收益不含补助收入", Kind.FLAG, True, "", False, True),
    _local("bonus_post_days", "干部奖励方案公示几天", Kind.COUNT, 5, "天", 1, 30),
)
