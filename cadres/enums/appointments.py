"""Appointments, changes and removals of village cadres: kinds, states and moves (任免备案、联审)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseKind(TextChoices):
    """What a case asks for. All of them are filed; who comes to a post is reviewed by the departments first."""

    NEW = "new", _("新任")
    ADJUST = "adjust", _("届中调整")
    BYELECTION = "byelection", _("届中补选")
    REMOVE = "remove", _("免职")
    RESIGN = "resign", _("辞职")
    SUSPEND = "suspend", _("停职")


ENTERING = (CaseKind.NEW, CaseKind.ADJUST, CaseKind.BYELECTION)
LEAVING = (CaseKind.REMOVE, CaseKind.RESIGN, CaseKind.SUSPEND)


class CaseState(TextChoices):
    """How far a case has come; that somebody is late is no state, it follows from the days."""

    DRAFT = "draft", _("乡镇拟稿")
    VETTING = "vetting", _("联审中")
    FILED = "filed", _("待备案审核")
    RETURNED = "returned", _("退回补正")
    AGREED = "agreed", _("同意备案")
    DISAGREED = "disagreed", _("不同意备案")
    APPOINTED = "appointed", _("已发文")
    DEPOSITED = "deposited", _("文件已报备")
    WITHDRAWN = "withdrawn", _("已撤回")


# A person has one such case for a post at a time.
OPEN_STATES = (CaseState.DRAFT, CaseState.VETTING, CaseState.FILED, CaseState.RETURNED, CaseState.AGREED)
# The district has agreed: nothing about the review may change any more.
AGREED_STATES = (CaseState.AGREED, CaseState.APPOINTED, CaseState.DEPOSITED)
SETTLED_STATES = (*AGREED_STATES, CaseState.DISAGREED)
# The departments may answer, and correct what they answered.
ANSWERABLE_STATES = (CaseState.VETTING, CaseState.FILED, CaseState.RETURNED)


class CaseAction(TextChoices):
    """The moves of a case (`cadres.appointment_moves.MOVES`)."""

    OPEN = "open", _("建立")
    SEND = "send", _("送联审")
    RENEW = "renew", _("重新联审")
    FILE = "file", _("报区委组织部备案")
    RETURN = "return", _("退回补正")
    AGREE = "agree", _("同意备案")
    DISAGREE = "disagree", _("不同意备案")
    APPOINT = "appoint", _("发任免文件")
    DEPOSIT = "deposit", _("文件报备")
    WITHDRAW = "withdraw", _("撤回")


class OpinionAnswer(TextChoices):
    """What a department says of a person (联审意见)."""

    NONE = "none", _("无问题")
    PROBLEM = "problem", _("有问题")
    UNFIT = "unfit", _("建议不宜")
