"""The checklist of premises (六有 and 三务公示栏, 宣传栏, 文化广场), in versions: a check keeps the one it began with.

What is measured is here, how much is enough is a rule of the district (`facilities.…`): `facilities.six_haves` judges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from facilities.enums.checks import Flag, Title

VERSION = 1


class Measure(StrEnum):
    """How a criterion is measured; every measure is kept as a whole number."""

    YES = "yes"  # 1 where it is so, 0 where not
    NO = "no"  # 0 is good: a building in danger
    AT_LEAST = "at_least"  # a number of `unit`, not less than the rule's
    AT_MOST = "at_most"  # a choice whose number is not more than the rule's
    FRESH = "fresh"  # a day, as its ordinal, not longer ago than the rule's days


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing to look at. `rule` names the number of the district, `choices` what may be chosen for AT_MOST."""

    code: str
    label: Promise
    measure: Measure
    unit: str | Promise = ""
    rule: str = ""
    choices: Sequence[tuple[int, Promise]] = ()
    most: int = 100_000  # what nobody can mean: 10 hectares of floor


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the checklist: its points of a hundred, and from where its standard photo is taken."""

    code: str
    label: Promise
    points: int
    is_have: bool
    photo: Promise
    criteria: tuple[Criterion, ...]


M, SQUARE = Measure, _("平方米")

VERSIONS: dict[int, tuple[Item, ...]] = {
    1: (
        Item(
            "place",
            _("有场所"),
            20,
            True,
            _("站在大门外，拍到整栋楼的正面。"),
            (
                Criterion("title", _("产权"), M.AT_MOST, "", "facilities.title", Title.choices),
                Criterion("floor", _("建筑面积"), M.AT_LEAST, SQUARE, "facilities.floor_area"),
                Criterion("hall", _("便民大厅面积"), M.AT_LEAST, SQUARE, "facilities.hall_area"),
                Criterion("room", _("党员活动室面积"), M.AT_LEAST, SQUARE, "facilities.room_area"),
                Criterion("danger", _("是危房"), M.NO),
            ),
        ),
        Item(
            "equipment",
            _("有设施"),
            15,
            True,
            _("站在活动室门口，拍到桌椅和投影或电视。"),
            (
                Criterion("seats", _("活动室座位"), M.AT_LEAST, _("个"), "facilities.seats", most=2000),
                Criterion("cabinet", _("有文件柜，档案装盒"), M.YES),
                Criterion("screen", _("电教设备能用（电脑、电视或投影）"), M.YES),
                Criterion("network", _("通网络，能打印"), M.YES),
            ),
        ),
        Item(
            "signs",
            _("有标志"),
            10,
            True,
            _("正对大门，能看清楼顶标识和每一块牌子。"),
            (
                Criterion("roof", _("楼顶有“党群服务中心”标识"), M.YES),
                Criterion("plates", _("大门挂牌"), M.AT_LEAST, _("块"), "facilities.plates", most=50),
                Criterion("plate", _("牌子高度"), M.AT_LEAST, _("厘米"), "facilities.plate_height", most=1000),
                Criterion("same", _("牌子大小一致，字迹清楚"), M.YES),
                Criterion("whereabouts", _("有干部去向牌，按时更新"), M.YES),
            ),
        ),
        Item(
            "flag",
            _("有党旗"),
            10,
            True,
            _("正对活动室主席台，党旗在画面中间。"),
            (
                Criterion("size", _("党旗尺寸"), M.AT_MOST, "", "facilities.flag_number", Flag.choices),
                Criterion("front", _("挂在活动室正面，平整没有破损"), M.YES),
            ),
        ),
        Item(
            "books",
            _("有书报"),
            10,
            True,
            _("正对书架和报刊架。"),
            (
                Criterion("books", _("图书"), M.AT_LEAST, _("册"), "facilities.books"),
                Criterion("papers", _("今年订的党报党刊"), M.AT_LEAST, _("种"), "facilities.papers", most=200),
            ),
        ),
        Item(
            "rules",
            _("有制度"),
            10,
            True,
            _("正对制度墙，能看清标题。"),
            (
                Criterion("walls", _("上墙的制度"), M.AT_LEAST, _("项"), "facilities.wall_rules", most=100),
                Criterion("oath", _("有入党誓词、党员权利和义务"), M.YES),
            ),
        ),
        Item(
            "board",
            _("三务公示栏"),
            10,
            False,
            _("正对公示栏，能看清张贴日期。"),
            (
                Criterion("parts", _("党务、村务、财务三栏齐全"), M.YES),
                Criterion("fresh", _("最近一次更新"), M.FRESH, "", "facilities.board_days"),
            ),
        ),
        Item(
            "display",
            _("宣传栏"),
            5,
            False,
            _("正对宣传栏。"),
            (
                Criterion("there", _("有宣传栏，没有破损"), M.YES),
                Criterion("renewed", _("最近一次更新"), M.FRESH, "", "facilities.display_days"),
            ),
        ),
        Item(
            "square",
            _("文化广场"),
            10,
            False,
            _("站在广场一角，拍到全景。"),
            (
                Criterion("area", _("广场面积"), M.AT_LEAST, SQUARE, "facilities.square_area", most=1_000_000),
                Criterion("usable", _("地面硬化，能开展活动"), M.YES),
            ),
        ),
    ),
}


def items_of(version: int) -> tuple[Item, ...]:
    return VERSIONS[version]


def item_named(version: int, code: str) -> Item | None:
    return next((item for item in VERSIONS[version] if item.code == code), None)
