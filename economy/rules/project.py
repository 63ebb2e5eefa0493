"""Who may make which move of a project, what stands in the way of money, and how returns are split. No writes."""

import datetime as dt
from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No
from economy.enums.project import APPROVED_STATES, MOVES, PUBLIC_FUNDS, OperationMode, ReleaseState, Side
from economy.enums.project import ProjectAction as A
from economy.enums.project import ProjectState as S
from economy.models.project import BEFORE_DECISION, MOST_CENTS, Project, ProjectRelease
from ledgers.decision_gate import yuan
from ledgers.enums.decisions import DecisionState

PERMISSIONS = {
    Side.VILLAGE: Permission.ECONOMY_EDIT,
    Side.ACT: Permission.ECONOMY_EDIT,
    Side.TOWNSHIP: Permission.ECONOMY_CHECK,
    Side.DISTRICT: Permission.ECONOMY_APPROVE,
}
REASONS = {
    Side.VILLAGE: gettext_lazy("这一步由村里办。"),
    Side.ACT: gettext_lazy("这一步由村里办。"),
    Side.TOWNSHIP: gettext_lazy("这一步由乡镇办。"),
    Side.DISTRICT: gettext_lazy("这一步由区里办。"),
}


def of_side(by: User, village: Organisation, side: str) -> Answer:
    """Tell whether `by` acts for that side of the village."""
    if not by.may(PERMISSIONS[side]):
        return No(str(REASONS[side]))
    if not by.party_scope.covers(village.path):
        return No(_("这个村不在您的管理范围内。"))
    return YES


def may_open(by: User, village: Organisation) -> Answer:
    return of_side(by, village, Side.VILLAGE)


def may_move(by: User, project: Project, action: str) -> Answer:
    """Say whether it is `by` who makes the move, and whether it has come up."""
    move = MOVES.get(action)
    if move is None or project.state not in move.sources:
        return No(_("这一步已经办过，或者还没有轮到。请看最新的进度。"))
    return of_side(by, project.organisation, move.side)


def may_edit(by: User, project: Project) -> Answer:
    """The village writes its idea until it is sent; afterwards only the money changes, by a step of its own."""
    if not (answer := of_side(by, project.organisation, Side.VILLAGE)):
        return answer
    if project.state != S.IDEA:
        return No(_("已经报送，乡镇退回以后才能修改；只调整投资的，用“调整投资”。"))
    return YES


def lacks_decision(project: Project) -> bool:
    """Tell whether the project rests on no decision, or on one that the village has stopped."""
    return project.decision is None or project.decision.state == DecisionState.STOPPED


def may_decide(by: User, project: Project) -> Answer:
    """The village brings the project before its decision once the township has checked it.

    Later only when the decision on which it rested was stopped.
    """
    if not (answer := of_side(by, project.organisation, Side.VILLAGE)):
        return answer
    if project.state == S.DECIDING or (project.state in APPROVED_STATES and lacks_decision(project)):
        return YES
    if project.state in BEFORE_DECISION:
        return No(_("乡镇论证通过以后，才办四议两公开。"))
    return No(_("四议两公开事项已经定下，不能另换一件。"))


def may_ask_money(by: User, project: Project) -> Answer:
    if not (answer := of_side(by, project.organisation, Side.VILLAGE)):
        return answer
    return is_approved(project)


def is_approved(project: Project) -> Answer:
    """No money before the district has approved the project (不予拨付资金)."""
    if project.state in APPROVED_STATES:
        return YES
    if project.state == S.ENDED:
        return No(_("项目已经结束，不再拨付资金。"))
    if project.state == S.STOPPED:
        return No(_("项目已经停办，不再拨付资金。"))
    return No(_("项目还没有经区里批准（现在是“%(state)s”），不予拨付资金。") % {"state": project.get_state_display()})


def may_settle(by: User, release: ProjectRelease, state: str) -> Answer:
    """The township keeps the villages' accounts: it pays what a village asked for, and never what it asked itself."""
    sources = {
        ReleaseState.PAID: ReleaseState.ASKED,
        ReleaseState.REFUSED: ReleaseState.ASKED,
        ReleaseState.RETURNED: ReleaseState.PAID,
    }
    if not (answer := of_side(by, release.project.organisation, Side.TOWNSHIP)):
        return answer
    if sources.get(state) != release.state:
        return No(_("这笔申请已经办过了。请看最新的进度。"))
    if release.asked_by_id == by.pk:
        return No(_("申请人不能给自己拨付，请由别的同事办。"))
    return YES


def acts_at_all(by: User) -> bool:
    """Tell whether `by` is of one of the sides that move projects."""
    return any(by.may(permission) for permission in PERMISSIONS.values())


def may_report_progress(by: User, project: Project) -> Answer:
    if not (answer := of_side(by, project.organisation, Side.VILLAGE)):
        return answer
    if project.state != S.BUILDING:
        return No(_("只有实施中的项目登记进展。"))
    return YES


# --- Money ---------------------------------------------------------------------------------------------------------
def amount_believable(cents: int | None) -> Answer:
    if not cents or cents < 0:
        return No(_("请写金额，要大于 0。"))
    if cents > MOST_CENTS:
        return No(_("金额太大了，请核对单位是不是元。"))
    return YES


def fits(*, amount: int, already: int, limit: int, what: str) -> Answer:
    """Tell whether `amount` fits beside what was `already` paid or asked for into `limit`, with the arithmetic.

    All in cents; `what` names the limit.
    """
    if already + amount <= limit:
        return YES
    return No(
        _("%(what)s %(limit)s，已拨付和已申请 %(already)s，还剩 %(left)s，这次申请 %(amount)s，超出 %(over)s。")
        % {
            "what": what,
            "limit": yuan(limit),
            "already": yuan(already),
            "left": yuan(max(limit - already, 0)),
            "amount": yuan(amount),
            "over": yuan(already + amount - limit),
        }
    )


def return_years(project: Project, day: dt.date) -> range:
    """Return the years whose returns may be distributed on `day`, the latest first."""
    return range(day.year, project.operated_from.year - 1, -1)


def least_reserve(profit: int, percent) -> int:
    """Return the least that goes into the reserve (公积公益金), in cents: `percent` of the profit, rounded up.

    Source: 农村集体经济组织法 第四十二条 puts the reserve first; how much of it is local.
    """
    return int((Decimal(profit) * percent / 100).to_integral_value(ROUND_CEILING))


def percent_typed(percent) -> str:
    """Return a percentage as people write it: 10, 12.5."""
    return f"{Decimal(percent).normalize():f}"


def split(profit: int, reserve: int, members: int) -> int:
    """Return what is kept when `reserve` and `members` are taken from `profit`, all in cents and exactly.

    Raises ValueError when they take more than there is or less than nothing.
    """
    kept = profit - reserve - members
    if min(profit, reserve, members, kept) < 0:
        raise ValueError("the parts do not fit into the profit")
    return kept


def asks_more_from_above(known: Mapping[str, int], wanted: Mapping[str, int]) -> bool:
    """Tell whether `wanted` has more of some money from above than `known` (kind → cents)."""
    return any(wanted.get(kind, 0) > known.get(kind, 0) for kind in PUBLIC_FUNDS)


def funds_add_up(funds: dict[str, int], budget: int) -> Answer:
    """Tell whether the sources of money (kind → cents) make up the budget."""
    total = sum(funds.values())
    if not funds:
        return No(_("写上资金从哪里来，至少一项。"))
    if total != budget:
        return No(
            _("各项资金来源合计 %(total)s，总投资 %(budget)s，相差 %(off)s。")
            % {"total": yuan(total), "budget": yuan(budget), "off": yuan(abs(total - budget))}
        )
    return YES


NEEDS_OPERATOR = (OperationMode.CONTRACT, OperationMode.LET, OperationMode.JOINT)
FORWARD = {
    S.IDEA: A.SUBMIT,
    S.CHECKING: A.AGREE,
    S.DECIDING: A.APPLY,
    S.APPROVING: A.APPROVE,
    S.BUILDING: A.COMPLETE,
    S.COMPLETED: A.OPERATE,
}
