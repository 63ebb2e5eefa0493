"""Plans of bonuses for village cadres (村干部奖励方案)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BonusState(TextChoices):
    """How far a plan is; each step is another body's."""

    DRAFT = "draft", _("村里拟定")
    SENT = "sent", _("待乡镇审核")
    TOWNSHIP = "township", _("待区里备案")
    FILED = "filed", _("待公示")
    POSTED = "posted", _("公示中")
    READY = "ready", _("可以发放")
    PAID = "paid", _("已发放")
    DROPPED = "dropped", _("已作废")


class BonusAction(TextChoices):
    SEND = "send", _("报乡镇审核")
    PASS = "pass", _("乡镇审核同意")
    FILE = "file", _("区里备案")
    RETURN = "return", _("退回")
    POST = "post", _("开始公示")
    UNPOST = "unpost", _("结束公示")
    PAY = "pay", _("登记发放")
    DROP = "drop", _("作废")
