"""Red-flag branches (红旗党支部), fixed by district and city (domain 0.8 and 8.3)."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

SOURCE = "区委组织部红旗党支部创建评定办法"


def _local(code: str, name: str, value, unit: str, least, most, kind: Kind = Kind.COUNT) -> Rule:
    return Rule(f"redflag.{code}", name, kind, value, unit, SOURCE, scope=RuleScope.DISTRICT, least=least, most=most)


RULES = (
    _local("district_cents", "区级红旗党支部奖补", 50_000_00, "元", 1_00, 1_000_000_00, Kind.CENTS),
    _local("city_cents", "市级红旗党支部奖补", 100_000_00, "元", 1_00, 1_000_000_00, Kind.CENTS),
    _local("city_deducts", "市级奖补扣减已发的区级奖补", False, "", False, True, Kind.FLAG),
    _local("review_score", "区级复核不少于几分算通过", 80, "分", 60, 100),
    _local("notice_days", "命名前公示几天", 5, "天", 3, 15),
    _local("valid_years", "命名几年有效", 3, "年", 1, 5),
    _local("recheck_months", "命名后几个月复核一次", 6, "个月", 3, 24),
    _local("veto_months", "一票否决情形几个月内不得命名", 12, "个月", 1, 36),
)
