"""Effects of the clock, each claimed by one unique row; and when the clock was running."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Effect(models.Model):
    """Something the clock has done. Whoever inserts the row does it; everyone else finds it done."""

    key = models.CharField(_("事项"), max_length=120, unique=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("到期事项")
        verbose_name_plural = _("到期事项")

    def __str__(self) -> str:
        return self.key


class Heartbeat(models.Model):
    """A stretch in which the clock ticked without a gap: the first tick and the last.

    One row for as long as all goes well; what lies between two rows is a standstill (see `audits.uptime`).
    """

    started_at = models.DateTimeField(_("开始"))
    last_at = models.DateTimeField(_("最后一次"))

    class Meta:
        verbose_name = _("运行记录")
        verbose_name_plural = _("运行记录")
        ordering = ["started_at"]
        constraints = [
            models.CheckConstraint(name="heartbeat_in_order", condition=Q(last_at__gte=F("started_at"))),
            models.UniqueConstraint(fields=["started_at"], name="heartbeat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.started_at} – {self.last_at}"
