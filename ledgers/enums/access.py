"""Why full numbers were shown (查看敏感信息)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccessKind(TextChoices):
    """What was opened: one member's hidden fields, or a whole roll as a spreadsheet."""

    REVEAL = "reveal", _("查看完整信息")
    EXPORT = "export", _("导出完整名册")
