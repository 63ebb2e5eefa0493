"""Service centres (党群服务中心): kinds of services and days of the week."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ServiceKind(TextChoices):
    PARTY = "party", _("党员服务")
    CIVIL = "civil", _("民政和低保")
    SOCIAL = "social", _("社保和就业")
    HEALTH = "health", _("医保和卫生")
    FARM = "farm", _("农业和补贴")
    LEGAL = "legal", _("调解和法律")
    PAPERS = "papers", _("证明和代办")
    OTHER = "other", _("其他")


class Weekday(IntegerChoices):
    MONDAY = 1, _("周一")
    TUESDAY = 2, _("周二")
    WEDNESDAY = 3, _("周三")
    THURSDAY = 4, _("周四")
    FRIDAY = 5, _("周五")
    SATURDAY = 6, _("周六")
    SUNDAY = 7, _("周日")
