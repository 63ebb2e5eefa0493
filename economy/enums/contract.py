"""Contracts over what the collective owns."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContractKind(TextChoices):
    LEASE = "lease", _("房屋设施出租")
    LAND = "land", _("土地山林水面发包")
    SHARE = "share", _("资产资金入股")
    SERVICE = "service", _("居间服务")
    OTHER = "other", _("其他合同")


class ContractEnd(TextChoices):
    """Why a contract is over before its last day, or was put away after it."""

    RENEWED = "renewed", _("到期续签")
    LET_ANEW = "let_anew", _("重新发包出租")
    TAKEN_BACK = "taken_back", _("到期收回")
    BROKEN = "broken", _("提前解除")


class ContractStanding(TextChoices):
    """Where a contract stands on a day: reckoned, never stored."""

    COMING = "coming", _("还没开始")
    RUNNING = "running", _("履行中")
    NEAR = "near", _("快到期")
    EXPIRED = "expired", _("已到期，没有办理")
    ENDED = "ended", _("已了结")
