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


class OrganisationalKind(TextChoices):
    """组织处置 (不合格党员组织处置办法 第三条; 党员教育管理工作条例 第三十条)."""

    RECTIFY = "rectify", _("限期改正")
    ADVISE = "advise", _("劝其退党")
    REMOVE = "remove", _("除名")


class Outcome(TextChoices):
    """What came of 限期改正."""

    MENDED = "mended", _("已经改正")
    NOT_MENDED = "not_mended", _("没有改正")


class ExemptionKind(TextChoices):
    """Of whom no regular attendance is asked (中国共产党党员教育管理工作条例 第二十三条)."""

    AGE = "age", _("年老体弱")
    MOBILITY = "mobility", _("行动不便")
    ILLNESS = "illness", _("重病失能")


class MembershipMove(TextChoices):
    """How a membership changes here (第二十四、三十条); transfers have a way of their own."""

    SUSPEND = "suspend", _("停止党籍")
    RESUME = "resume", _("恢复党籍")
    REMOVE = "remove", _("除名")
    QUIT = "quit", _("退党")
    DIE = "die", _("去世")
    RESTORE = "restore", _("更正登记")
    # Written by what decides them: the disciplinary or organisational measure, the candidate's file, the roll.
    EXPEL = "expel", _("开除党籍")
    ADVISE = "advise", _("劝其退党")
    STRIKE = "strike", _("组织处置除名")
    CANCEL = "cancel", _("取消预备党员资格")
    ENTER = "enter", _("上名册")
