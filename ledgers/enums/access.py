"""Why full numbers were shown (查看敏感信息)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccessKind(TextChoices):
    """What was opened: one member's hidden fields, a branch's roll with full numbers, the rolls of many branches with
    masked ones, a list as its page shows it."""

    REVEAL = "reveal", _("查看完整信息")
    EXPORT = "export", _("导出完整名册")
    SUMMARY = "summary", _("导出汇总名册（号码打星号）")
    LIST = "list", _("导出名单")
