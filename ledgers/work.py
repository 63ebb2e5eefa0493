"""The branch's work beside the month: where each part of what it keeps is found, in one table."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from branches.enums import Permission as P
from branches.models import Organisation, User

# (heading, places); a place is (permission, address, label, what one does there, icon).
SECTIONS = (
    (
        _("党员"),
        (
            (P.MEMBER_VIEW, "ledgers:member-list", _("党员名册"), _("查人、改信息、表格导入导出"), "users"),
            (P.MEMBER_VIEW, "ledgers:candidate-list", _("发展党员"), _("从申请到转正，到期提醒"), "user-plus"),
            (
                P.MEMBER_VIEW,
                "ledgers:transfer-list",
                _("组织关系转接"),
                _("转出、转入办到哪一步，介绍信哪天到期"),
                "arrows-exchange",
            ),
            (P.MEMBER_VIEW, "ledgers:study-list", _("学时"), _("登记学习培训，看谁还差多少"), "school"),
            (P.MEMBER_VIEW, "ledgers:dues-standards", _("党费标准"), _("谁按什么交，每月交多少"), "coin-yuan"),
            (P.LEDGER_VIEW, "ledgers:dues-sheet", _("党费公示表"), _("一年收了多少，可以打印贴出来"), "report-money"),
        ),
    ),
    (
        _("组织生活"),
        (
            (P.MEMBER_VIEW, "ledgers:talk-list", _("谈心谈话"), _("登记谈话，看还有谁没有谈到"), "message-2"),
            (
                P.MEMBER_VIEW,
                "ledgers:appraisal-list",
                _("民主评议党员"),
                _("每年一次，一个人一个人点"),
                "clipboard-check",
            ),
            (P.REVIEW_DISTRICT, "ledgers:suggestion-list", _("每月主题建议"), _("给各支部写本月的主题和提纲"), "bulb"),
        ),
    ),
    (
        _("村里的大事"),
        (
            (
                P.LEDGER_VIEW,
                "ledgers:publication-list",
                _("三务公开"),
                _("党务、村务、财务，到期提醒"),
                "speakerphone",
            ),
            (
                P.LEDGER_VIEW,
                "ledgers:decision-list",
                _("四议两公开"),
                _("办大事、用大钱，六步一步不少"),
                "gavel",
            ),
            (
                P.ECONOMY_EDIT,
                "economy:overview",
                _("集体经济"),
                _("登记收支和合同，看目标和奖励"),
                "coin-yuan",
            ),
        ),
    ),
    (
        _("月审结果"),
        (
            (P.LEDGER_VIEW, "audits:finding-list", _("问题清单"), _("哪里要改，哪天到期，申请销号"), "list-check"),
            (P.LEDGER_VIEW, "audits:colour-table", _("红黄蓝绿"), _("本支部每个月是什么颜色"), "palette"),
            (P.LEDGER_VIEW, "audits:case-list", _("约谈"), _("看通知和纪要，写回应"), "message-2"),
        ),
    ),
    (
        _("依据"),
        ((P.LEDGER_VIEW, "ledgers:rule-list", _("规则"), _("会要开几次、党费交多少，每条都写明出处"), "book-2"),),
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the branch's work, as the page shows it."""

    url: str
    label: str
    text: str
    icon: str


def sections_for(user: User, branch: Organisation) -> list[tuple[str, list[Place]]]:
    """Return the headings with the places open to the user's active role; a reader is led to `branch`."""
    own = user.hat is not None and user.hat.organisation_id == branch.pk
    query = "" if own else f"?branch={branch.pk}"
    found = []
    for heading, places in SECTIONS:
        open_ones = [
            Place(f"{reverse(name)}{query}", str(label), str(text), icon)
            for permission, name, label, text, icon in places
            if user.may(permission)
        ]
        if open_ones:
            found.append((str(heading), open_ones))
    return found
