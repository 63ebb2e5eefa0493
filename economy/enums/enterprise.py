"""Enterprises, agreements and specialities: levels, ways of working together, certificates."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EnterpriseLevel(TextChoices):
    """龙头企业级别."""

    NATIONAL = "national", _("国家级龙头企业")
    PROVINCE = "province", _("省级龙头企业")
    CITY = "city", _("市级龙头企业")
    COUNTY = "county", _("区级龙头企业")
    ORDINARY = "ordinary", _("一般企业、合作社")


class AgreementMode(TextChoices):
    """How company and villages work together."""

    ORDERS = "orders", _("订单收购")
    FLOOR = "floor", _("保底加分红")
    LEASE = "lease", _("流转、租赁")
    JOINT = "joint", _("合资、入股")
    SERVICE = "service", _("技术、代管服务")


class Performance(TextChoices):
    """履约评价."""

    KEPT = "kept", _("全部履约")
    PARTLY = "partly", _("部分履约")
    BROKEN = "broken", _("违约")


class Certificate(TextChoices):
    NONE = "", _("没有")
    GREEN = "green", _("绿色食品")
    ORGANIC = "organic", _("有机农产品")
    ORIGIN = "origin", _("地理标志")
    OTHER = "other", _("其他认证")
