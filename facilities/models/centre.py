"""Service centres (党群服务中心): when they are open, what they do, how satisfied people are.

Who came and with what is kept with the duty roster (`cadres.VisitorMatter`) and only read here.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.lib.history import track
from facilities.enums.centre import ServiceKind, Weekday
from facilities.models.scope import FacilityQuerySet


@track()
class ServiceCentre(models.Model):
    """A village's centre. `weekdays` are the days on which it is open, as digits: 1 is Monday."""

    organisation = models.OneToOneField("branches.Organisation", on_delete=models.PROTECT, related_name="centre")
    place = models.CharField(_("地点"), max_length=80)
    phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    weekdays = models.CharField(_("开放日"), max_length=7)
    opens_at = models.TimeField(_("开门时间"))
    closes_at = models.TimeField(_("关门时间"))
    on_holidays = models.BooleanField(_("节假日也有人值班"), default=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = FacilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("党群服务中心")
        verbose_name_plural = _("党群服务中心")
        constraints = [
            models.CheckConstraint(
                name="centre_hours",
                condition=Q(weekdays__regex=r"^1?2?3?4?5?6?7?$", closes_at__gt=F("opens_at")) & ~Q(weekdays=""),
            ),
            models.CheckConstraint(name="centre_has_place", condition=~Q(place="")),
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def days_in_words(self) -> str:
        return "、".join(str(Weekday(int(digit)).label) for digit in self.weekdays)


class OfCentreQuerySet(FacilityQuerySet):
    scope_path = "centre__organisation__path"

    def offered(self) -> "OfCentreQuerySet":
        return self.filter(retired_on=None)


@track()
class ServiceItem(models.Model):
    """A service that a centre offers; `days` within which it is promised, 0 for at once. Retired, never deleted."""

    centre = models.ForeignKey(ServiceCentre, on_delete=models.PROTECT, related_name="services")
    kind = models.CharField(_("类别"), max_length=8, choices=ServiceKind.choices)
    name = models.CharField(_("服务事项"), max_length=60)
    days = models.PositiveSmallIntegerField(_("承诺办结（天）"))
    by_proxy = models.BooleanField(_("帮办代办"), default=False)
    since = models.DateField(_("开始提供"))
    retired_on = models.DateField(_("停止提供"), null=True, blank=True)

    objects = OfCentreQuerySet.as_manager()

    class Meta:
        verbose_name = _("服务事项")
        verbose_name_plural = _("服务事项")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "name"], name="service_once", condition=Q(retired_on=None)),
            models.CheckConstraint(
                name="service_known", condition=Q(kind__in=ServiceKind.values, days__lte=90) & ~Q(name="")
            ),
            models.CheckConstraint(
                name="service_retired_after",
                condition=Q(retired_on=None) | Q(retired_on__isnull=False, retired_on__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@track()
class Satisfaction(models.Model):
    """How many of those asked in a month were how satisfied (满意度): counts, never names."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="satisfactions")
    month = models.DateField(_("月份"))
    very = models.PositiveSmallIntegerField(_("很满意"))
    good = models.PositiveSmallIntegerField(_("满意"))
    fair = models.PositiveSmallIntegerField(_("基本满意"))
    poor = models.PositiveSmallIntegerField(_("不满意"))
    text = models.CharField(_("意见和改进"), max_length=300, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = FacilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("服务满意度")
        verbose_name_plural = _("服务满意度")
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month"], name="satisfaction_once_per_month"),
            models.CheckConstraint(
                name="satisfaction_counted",
                condition=Q(month__day=1)
                & (Q(very__gte=1) | Q(good__gte=1) | Q(fair__gte=1) | Q(poor__gte=1))
                & (Q(poor=0) | ~Q(text="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.month:%Y-%m}"

    @property
    def asked(self) -> int:
        return self.very + self.good + self.fair + self.poor

    @property
    def share(self) -> int:
        """The share of 很满意 and 满意 in percent, rounded down."""
        return 100 * (self.very + self.good) // self.asked
