"""Kinds, states and actions of talks after consecutive reds (约谈)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TalkKind(TextChoices):
    """Who is talked to: by the district the secretary of a township's committee, by the township a branch's."""

    TOWNSHIP = "township", _("约谈乡镇党委书记")
    BRANCH = "branch", _("约谈支部书记")


class TalkStatus(TextChoices):
    RAISED = "raised", _("待发通知")
    NOTICED = "noticed", _("已通知")
    HELD = "held", _("已约谈")
    FOLLOWING = "following", _("整改中")
    CLOSED = "closed", _("已办结")
    CALLED_OFF = "called_off", _("已取消")


class TalkAction(TextChoices):
    RAISE = "raise", _("提出约谈")
    NOTIFY = "notify", _("发约谈通知")
    HOLD = "hold", _("登记约谈纪要")
    ANSWER = "answer", _("确认纪要并回应")
    DEMAND = "demand", _("要求书面检讨")
    REVIEW = "review", _("提交书面检讨")
    CLOSE = "close", _("办结")
    CALL_OFF = "call_off", _("取消约谈")


class CommitmentState(TextChoices):
    OPEN = "open", _("未到结果")
    DONE = "done", _("已完成")
    FAILED = "failed", _("没有完成")
