"""What an inspector looks at in a village (抽查清单), in versions: a visit keeps the one it began with."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audits.enums import Reason

VERSION = 1


@dataclass(frozen=True, slots=True)
class Item:
    """A question that “是” answers well and “否” makes a problem; `category` is its heading.

    `reason` is under what the problem stands in the list of findings (问题清单).
    """

    code: str
    category: Promise
    text: Promise
    reason: str = Reason.OTHER


LEDGERS, PLACE, DUTY = _("台账核对"), _("活动场所"), _("值班和群众")

VERSIONS: dict[int, tuple[Item, ...]] = {
    1: (
        Item("minutes_match", LEDGERS, _("会议记录原件与报送的一致"), Reason.EVIDENCE),
        Item("sign_in", LEDGERS, _("签到表是本人签名，人数与报送的一致"), Reason.SIGNATURE),
        Item("meetings_held", LEDGERS, _("问到的党员说会确实开过"), Reason.NOT_HELD),
        Item("theme_day", LEDGERS, _("主题党日按固定日开展，有原始材料"), Reason.THEME),
        Item("roll", LEDGERS, _("党员名册与实际相符"), Reason.ROLL),
        Item("dues", LEDGERS, _("党费登记、签字和公示与报送的一致"), Reason.DUES),
        Item("archive", LEDGERS, _("底稿按月归档，随时能拿出来"), Reason.EVIDENCE),
        Item("rooms", PLACE, _("党群服务中心开门，会议室能正常使用")),
        Item("signs", PLACE, _("牌子、党旗、制度按规定悬挂")),
        Item("board", PLACE, _("公示栏内容在公开期内"), Reason.PUBLICITY),
        Item("duty_roster", DUTY, _("值班表张贴，排到了人")),
        Item("duty_person", DUTY, _("到访时值班的人在岗")),
        Item("duty_book", DUTY, _("值班和接待群众有登记")),
    )
}


def items_of(version: int) -> tuple[Item, ...]:
    return VERSIONS[version]
