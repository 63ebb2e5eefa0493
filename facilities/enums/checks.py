"""Checks of premises against the checklist (六有): who looked, and how far the check is."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class CheckLevel(TextChoices):
    """Three opinions about one village, each a row of its own: the village's claim and two looks from outside."""

    SELF = "self", _("村自查")
    TOWNSHIP = "township", _("乡镇检查")
    STATION = "station", _("指导站核验")


class CheckState(TextChoices):
    DRAFT = "draft", _("正在填")
    DONE = "done", _("已完成")


class Title(IntegerChoices):
    """By what right a village uses its premises (产权). The first two count as having premises of one's own."""

    OWNED = 1, _("自有，有产权")
    LONG_USE = 2, _("没有产权，能长期使用")
    RENTED = 3, _("租用")
    BORROWED = 4, _("借用")
    NONE = 5, _("没有场所")


class Flag(IntegerChoices):
    """The sizes of the Party flag (中国共产党党徽党旗条例 2021), by their number."""

    ONE = 1, _("1号（288×192厘米）")
    TWO = 2, _("2号（240×160厘米）")
    THREE = 3, _("3号（192×128厘米）")
    FOUR = 4, _("4号（144×96厘米）")
    FIVE = 5, _("5号（96×64厘米）")
    OTHER = 6, _("尺寸不标准")
