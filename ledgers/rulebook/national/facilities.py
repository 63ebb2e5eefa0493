"""Premises of the villages (阵地建设): the checklist's numbers, all of them fixed by the district (domain 8.1)."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

SOURCE = "区委组织部村级组织活动场所“六有”建设标准"
FLAGS = "《中国共产党党徽党旗条例》"


def _local(code: str, name: str, value: int, unit: str, least: int, most: int, source: str = SOURCE) -> Rule:
    return Rule(
        f"facilities.{code}",
        name,
        Kind.COUNT,
        value,
        unit,
        source,
        scope=RuleScope.DISTRICT,
        least=least,
        most=most,
    )


RULES = (
    _local("title", "产权到哪一类算有场所（1自有 2长期使用 3租用 4借用）", 2, "类", 1, 4),
    _local("floor_area", "村级活动场所建筑面积不少于", 200, "平方米", 50, 2000),
    _local("hall_area", "便民大厅面积不少于", 40, "平方米", 10, 500),
    _local("room_area", "党员活动室面积不少于", 50, "平方米", 20, 500),
    _local("seats", "党员活动室座位不少于", 30, "个", 5, 300),
    _local("plates", "大门挂牌不少于（党组织、村委会、村务监督委员会）", 3, "块", 1, 12),
    _local("plate_height", "竖牌高度不少于", 200, "厘米", 60, 300),
    _local("flag_number", "党旗最小用几号（5号：96×64厘米）", 5, "号", 1, 5, FLAGS),
    _local("books", "图书不少于", 200, "册", 0, 5000),
    _local("papers", "党报党刊不少于", 1, "种", 0, 20),
    _local("wall_rules", "上墙制度不少于", 8, "项", 1, 30),
    _local("board_days", "三务公示栏几天内要更新过", 92, "天", 7, 366),
    _local("display_days", "宣传栏几天内要更新过", 92, "天", 7, 366),
    _local("square_area", "文化广场面积不少于", 1000, "平方米", 50, 20000),
    _local("pass_score", "六有齐全并且得分不少于几分算达标", 80, "分", 60, 100),
    _local("self_months", "村里几个月自查一次", 6, "个月", 1, 24),
    _local("verify_months", "指导站核验几个月有效", 12, "个月", 1, 36),
    Rule(
        "facilities.photo_needed",
        "村自查每一项要有一张标准照片",
        Kind.FLAG,
        True,
        "",
        SOURCE,
        scope=RuleScope.DISTRICT,
        least=False,
        most=True,
    ),
)
