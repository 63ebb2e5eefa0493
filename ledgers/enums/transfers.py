"""Kinds, states and moves of a transfer of membership between branches (组织关系转接)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TransferKind(TextChoices):
    """Between two branches of this installation, or across its border."""

    INSIDE = "inside", _("转到本区其他支部")
    OUT = "out", _("转到外地")
    IN = "in", _("从外地转入")


class TransferState(TextChoices):
    """How far a transfer has come; that a letter has run out is no state, it follows from its last day."""

    APPLIED = "applied", _("已申请")
    CHECKED = "checked", _("支部审核通过")
    ISSUED = "issued", _("已开介绍信")
    RECEIVED = "received", _("接收方已接收")
    COMPLETED = "completed", _("回执已到，办完")
    RETURNED = "returned", _("已退回")
    WITHDRAWN = "withdrawn", _("已撤回")


OPEN_STATES = (TransferState.APPLIED, TransferState.CHECKED, TransferState.ISSUED, TransferState.RECEIVED)


class TransferAction(TextChoices):
    """The moves of a transfer (`ledgers.transfer_rules.MOVES`)."""

    APPLY = "apply", _("申请转接")
    REGISTER = "register", _("登记外来介绍信")
    CHECK = "check", _("支部审核通过")
    ISSUE = "issue", _("开介绍信")
    RECEIVE = "receive", _("接收")
    COMPLETE = "complete", _("回执已到")
    RETURN = "return", _("退回")
    WITHDRAW = "withdraw", _("撤回")
