"""Stages and states of a person on the way to full membership (发展党员)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """What the person is by now; it follows from the steps that are done (`ledgers.development_steps.stage_of`)."""

    APPLICANT = "applicant", _("入党申请人")
    ACTIVIST = "activist", _("入党积极分子")
    PROSPECT = "prospect", _("发展对象")
    PROBATIONARY = "probationary", _("预备党员")
    FULL = "full", _("正式党员")


class CandidateState(TextChoices):
    """Whether the way goes on, and how it ended when it does not."""

    OPEN = "open", _("在办")
    ADMITTED = "admitted", _("已转正归档")
    WITHDRAWN = "withdrawn", _("本人撤回申请")
    REJECTED = "rejected", _("没有通过")
    CANCELLED = "cancelled", _("取消预备党员资格")
    MOVED = "moved", _("随组织关系转出")


class CandidateAction(TextChoices):
    """What may happen to a candidate's record beside its steps."""

    ADD = "add", _("建立档案")
    FINISH = "finish", _("材料归档，办完")
    WITHDRAW = "withdraw", _("本人撤回申请")
    REJECT = "reject", _("没有通过，停止培养")
    CANCEL = "cancel", _("取消预备党员资格")
    LEAVE = "leave", _("随组织关系转出")
    FOLLOW = "follow", _("随组织关系转到本支部")
    REOPEN = "reopen", _("恢复办理")
    PROLONG = "prolong", _("延长预备期")
    CORRECT = "correct", _("更正")
    REMOVE = "remove", _("撤掉记错的一步")
