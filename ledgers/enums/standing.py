"""Words of what changes in a member's standing: absence, discipline, exemption, study."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeasureKind(TextChoices):
    """党纪处分 (中国共产党纪律处分条例 第二章)."""

    WARNING = "warning", _("警告")
    SEVERE = "severe", _("严重警告")
    REMOVAL = "removal", _("撤销党内职务")
    PROBATION = "probation", _("留党察看")
    EXPULSION = "expulsion", _("开除党籍")


class ExemptionKind(TextChoices):
    """Of whom no regular attendance is asked (中国共产党党员教育管理工作条例 第二十三条)."""

    AGE = "age", _("年老体弱")
    MOBILITY = "mobility", _("行动不便")
    ILLNESS = "illness", _("重病失能")


class MembershipMove(TextChoices):
    """What the branch may do about a membership here (第二十四条); transfers and deaths have ways of their own."""

    SUSPEND = "suspend", _("停止党籍")
    RESUME = "resume", _("恢复党籍")
    REMOVE = "remove", _("除名")
    EXPEL = "expel", _("开除党籍")
