"""Policy bottlenecks (政策瓶颈): kinds, states, moves, outcomes."""

from dataclasses import dataclass

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class BottleneckKind(TextChoices):
    LAND = "land", _("建设用地")
    FOREST = "forest", _("林地指标")
    ENVIRONMENT = "environment", _("环保审批")
    TAX = "tax", _("税收")
    FINANCE = "finance", _("融资")
    OTHER = "other", _("其他")


class TicketState(TextChoices):
    RAISED = "raised", _("待乡镇核实")
    RETURNED = "returned", _("退回补充")
    REPORTED = "reported", _("待区里交办")
    ASSIGNED = "assigned", _("部门办理中")
    ANSWERED = "answered", _("待村里评价")
    CLOSED = "closed", _("已办结")
    WITHDRAWN = "withdrawn", _("已撤回")


class TicketAction(TextChoices):
    RAISE = "raise", _("提出")
    RETURN = "return", _("退回补充")
    RESEND = "resend", _("补充后再报")
    REPORT = "report", _("核实上报")
    ASSIGN = "assign", _("交办")
    CONSULT = "consult", _("记会办情况")
    PASS_ON = "pass_on", _("改交别的部门")
    ANSWER = "answer", _("答复")
    RATE = "rate", _("评价")
    REOPEN = "reopen", _("不满意，重新办理")
    WITHDRAW = "withdraw", _("撤回")


class Outcome(TextChoices):
    SOLVED = "solved", _("已解决")
    PARTLY = "partly", _("部分解决")
    REFUSED = "refused", _("政策不允许")


class Satisfaction(IntegerChoices):
    GOOD = 3, _("满意")
    FAIR = 2, _("基本满意")
    BAD = 1, _("不满意")


class Desk(TextChoices):
    """Who makes a move."""

    VILLAGE = "village", _("村")
    TOWNSHIP = "township", _("乡镇")
    DISTRICT = "district", _("区")
    DEPARTMENT = "department", _("牵头部门")


@dataclass(frozen=True, slots=True)
class Move:
    sources: tuple[str, ...]
    to: str
    desk: str


S, A = TicketState, TicketAction
# The one table of moves. CONSULT and PASS_ON leave the state alone; REOPEN is the district's, once the village is not
# content.
MOVES: dict[str, Move] = {
    A.RETURN: Move((S.RAISED,), S.RETURNED, Desk.TOWNSHIP),
    A.RESEND: Move((S.RETURNED,), S.RAISED, Desk.VILLAGE),
    A.REPORT: Move((S.RAISED,), S.REPORTED, Desk.TOWNSHIP),
    A.ASSIGN: Move((S.REPORTED,), S.ASSIGNED, Desk.DISTRICT),
    A.CONSULT: Move((S.ASSIGNED,), S.ASSIGNED, Desk.DEPARTMENT),
    A.PASS_ON: Move((S.ASSIGNED,), S.ASSIGNED, Desk.DISTRICT),
    A.ANSWER: Move((S.ASSIGNED,), S.ANSWERED, Desk.DEPARTMENT),
    A.RATE: Move((S.ANSWERED,), S.CLOSED, Desk.VILLAGE),
    A.REOPEN: Move((S.CLOSED,), S.ASSIGNED, Desk.DISTRICT),
    A.WITHDRAW: Move((S.RAISED, S.RETURNED, S.REPORTED), S.WITHDRAWN, Desk.VILLAGE),
}
NEEDS_NOTE = (A.RETURN, A.CONSULT, A.PASS_ON, A.ANSWER, A.REOPEN, A.WITHDRAW)
PAIRS = tuple(sorted({(str(src), str(move.to)) for move in MOVES.values() for src in move.sources if src != move.to}))
WITH_DEPARTMENT = (S.ASSIGNED, S.ANSWERED, S.CLOSED)
OPEN_STATES = (S.RAISED, S.RETURNED, S.REPORTED, S.ASSIGNED, S.ANSWERED)
