"""Effects of the clock, each claimed by one unique row."""

from django.db import models
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
