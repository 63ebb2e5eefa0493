"""Pay of village cadres (村干部报酬)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SheetState(TextChoices):
    """How far a village's yearly sheet is: who has confirmed it last."""

    DRAFT = "draft", _("待村里核对")
    VILLAGE = "village", _("村里已确认")
    TOWNSHIP = "township", _("乡镇已确认")
    DISTRICT = "district", _("区里已确认")


class SheetAction(TextChoices):
    """What is done to a sheet; all but drawing it leads to another state."""

    DRAW = "draw", _("生成")
    VILLAGE = "village", _("村确认")
    TOWNSHIP = "township", _("乡镇确认")
    DISTRICT = "district", _("区确认")
    RETURN = "return", _("退回")


class PayItem(TextChoices):
    """The parts of a cadre's pay of a year; each has its column `<code>_cents`."""

    BASIC = "basic", _("基本报酬")
    SHOULDER = "shoulder", _("一肩挑补贴")
    PERFORMANCE = "performance", _("绩效报酬")
    ALLOWANCE = "allowance", _("补贴")
    LEAVING = "leaving", _("离任补助")
    BONUS = "bonus", _("集体收入奖励")


class AllowanceKind(TextChoices):
    """What is paid by the month besides the post (补贴)."""

    SENIORITY = "seniority", _("工龄补贴")
    EDUCATION = "education", _("学历补贴")
    LOST_WORK = "lost_work", _("误工补贴")
    OTHER = "other", _("其他补贴")
    LEAVING = "leaving", _("离任补助")
