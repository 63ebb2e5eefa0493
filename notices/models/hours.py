"""The hours of a district (免打扰时间)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from notices import hours


class DeliveryHoursQuerySet(ScopedQuerySet):
    scope_path = "district__path"


@track()
class DeliveryHours(models.Model):
    """When nothing leaves the site, and when collected messages do. A district without a row has the defaults."""

    district = models.OneToOneField("branches.Organisation", on_delete=models.PROTECT, related_name="delivery_hours")
    quiet_from = models.TimeField(_("晚上几点起不发"), default=hours.QUIET_FROM)
    quiet_until = models.TimeField(_("早上几点起可以发"), default=hours.QUIET_UNTIL)
    digest_at = models.TimeField(_("每天几点发汇总"), default=hours.DIGEST_AT)

    objects = DeliveryHoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("消息发送时间")
        verbose_name_plural = _("消息发送时间")

    def __str__(self) -> str:
        return str(self.district)
