"""Projects of the collective economy: kinds, stages, moves, sources of money."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ledgers.enums.decisions import Matter


class ProjectKind(TextChoices):
    """项目类型: what the collective may do with its property (农村集体经济组织法 第四十一条), and usual branches."""

    VEGETABLES = "vegetables", _("蔬菜")
    LIVESTOCK = "livestock", _("生猪、家禽、水产")
    FRUIT = "fruit", _("果业、林业、中药材")
    SOLAR = "solar", _("光伏")
    PROCESSING = "processing", _("加工、仓储、冷链")
    CONTRACTING = "contracting", _("资源发包")
    LETTING = "letting", _("物业出租")
    AGENCY = "agency", _("居间服务、劳务")
    SHARES = "shares", _("资产参股")
    TOURISM = "tourism", _("乡村旅游")
    OTHER = "other", _("其他")


class FundKind(TextChoices):
    """资金来源."""

    CENTRAL = "central", _("中央扶持资金")
    FISCAL = "fiscal", _("财政衔接、涉农资金")
    DISTRICT = "district", _("区、乡镇配套资金")
    COLLECTIVE = "collective", _("村集体自筹")
    PARTNER = "partner", _("合作方投入")
    LOAN = "loan", _("银行贷款")
    OTHER = "other", _("其他")


# Money from above: who raises it after the approval asks the district again.
PUBLIC_FUNDS = (FundKind.CENTRAL, FundKind.FISCAL, FundKind.DISTRICT)


class ProjectState(TextChoices):
    """阶段: 谋划 → 论证 → 四议两公开 → 审批 → 实施 → 验收 → 运营 → 收益分配."""

    IDEA = "idea", _("谋划")
    CHECKING = "checking", _("乡镇论证")
    DECIDING = "deciding", _("四议两公开")
    APPROVING = "approving", _("待区审批")
    BUILDING = "building", _("实施中")
    COMPLETED = "completed", _("已验收")
    OPERATING = "operating", _("运营中")
    SHARING = "sharing", _("已分配收益")
    ENDED = "ended", _("已结束")
    STOPPED = "stopped", _("已停办")


class ProjectAction(TextChoices):
    """Every one leaves a step that is never changed."""

    OPEN = "open", _("提出项目")
    SUBMIT = "submit", _("报乡镇论证")
    RETURN = "return", _("退回修改")
    AGREE = "agree", _("论证通过")
    APPLY = "apply", _("报区审批")
    REFUSE = "refuse", _("不予审批")
    APPROVE = "approve", _("批准立项")
    CHANGE = "change", _("调整投资")
    REDECIDE = "redecide", _("超概算，重新决策")
    REAPPLY = "reapply", _("调整投资，重新报批")
    CONFIRM = "confirm", _("确认变更后的决策")
    COMPLETE = "complete", _("验收")
    CORRECT = "correct", _("更正决算")
    OPERATE = "operate", _("投入运营")
    SHARE = "share", _("分配收益")
    END = "end", _("项目结束")
    STOP = "stop", _("停办")


class Side(TextChoices):
    """Who makes a move: the village, its township, the district, or the system with another act of the village."""

    VILLAGE = "village", _("村")
    TOWNSHIP = "township", _("乡镇")
    DISTRICT = "district", _("区")
    ACT = "act", _("随业务")


class OperationMode(TextChoices):
    OWN = "own", _("村集体自营")
    CONTRACT = "contract", _("发包给经营主体")
    LET = "let", _("出租")
    JOINT = "joint", _("合作经营、入股")


class ReleaseState(TextChoices):
    ASKED = "asked", _("待乡镇拨付")
    PAID = "paid", _("已拨付")
    REFUSED = "refused", _("不予拨付")
    RETURNED = "returned", _("已退回")


@dataclass(frozen=True, slots=True)
class Move:
    """From which stages to which one, and who makes the move."""

    sources: tuple[str, ...]
    to: str
    side: str


S, A = ProjectState, ProjectAction
# The one table of moves. CHANGE, CONFIRM and CORRECT leave the stage alone.
MOVES: dict[str, Move] = {
    A.SUBMIT: Move((S.IDEA,), S.CHECKING, Side.VILLAGE),
    A.RETURN: Move((S.CHECKING,), S.IDEA, Side.TOWNSHIP),
    A.AGREE: Move((S.CHECKING,), S.DECIDING, Side.TOWNSHIP),
    A.APPLY: Move((S.DECIDING,), S.APPROVING, Side.VILLAGE),
    A.REFUSE: Move((S.APPROVING,), S.DECIDING, Side.DISTRICT),
    A.APPROVE: Move((S.APPROVING,), S.BUILDING, Side.DISTRICT),
    A.CHANGE: Move((S.DECIDING, S.APPROVING, S.BUILDING), "", Side.ACT),
    A.REDECIDE: Move((S.APPROVING, S.BUILDING), S.DECIDING, Side.ACT),
    A.REAPPLY: Move((S.APPROVING, S.BUILDING), S.DECIDING, Side.ACT),
    A.CONFIRM: Move((S.BUILDING, S.COMPLETED, S.OPERATING, S.SHARING), "", Side.DISTRICT),
    A.COMPLETE: Move((S.BUILDING,), S.COMPLETED, Side.TOWNSHIP),
    A.CORRECT: Move((S.COMPLETED, S.OPERATING, S.SHARING), "", Side.TOWNSHIP),
    A.OPERATE: Move((S.COMPLETED,), S.OPERATING, Side.VILLAGE),
    A.SHARE: Move((S.OPERATING, S.SHARING), S.SHARING, Side.ACT),
    A.END: Move((S.OPERATING, S.SHARING), S.ENDED, Side.VILLAGE),
    A.STOP: Move((S.IDEA, S.CHECKING, S.DECIDING, S.APPROVING), S.STOPPED, Side.VILLAGE),
}
NEEDS_REASON = (A.RETURN, A.REFUSE, A.CHANGE, A.REDECIDE, A.REAPPLY, A.CORRECT, A.END, A.STOP)
PAIRS = tuple(
    sorted({(str(src), str(move.to)) for move in MOVES.values() if move.to for src in move.sources if src != move.to})
)
# The district has approved: money may flow, as far as the decision allows it.
APPROVED_STATES = (S.BUILDING, S.COMPLETED, S.OPERATING, S.SHARING)
FINISHED_STATES = (S.ENDED, S.STOPPED)
OPEN_STATES = tuple(state for state in S if state not in FINISHED_STATES)
# 事项 of the decision that a project may rest on, the usual one first.
PROJECT_MATTERS = (Matter.PROJECT, Matter.WORKS, Matter.ASSETS, Matter.LAND)
