"""A district's month, frozen when it opens (月审月报周期)."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from config.lib.lazy_json import LazyJSONField


def day_of_month(default: int, label) -> models.PositiveSmallIntegerField:
    """Return a field for a day of the following month, 1 to 28 so that every month has it."""
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )


class DistrictParametersQuerySet(ScopedQuerySet):
    scope_path = "district__path"


@track()
class DistrictParameters(models.Model):
    """The days of the following month and the circular's head, as a district fixes them (numbers: see LocalRule).

    The days are rolled to the next working day when a month opens.
    """

    district = models.OneToOneField("branches.Organisation", on_delete=models.PROTECT, related_name="parameters")
    on_time_day = day_of_month(3, _("村级按时提交截止日"))
    lock_day = day_of_month(8, _("村级锁定日"))
    review_day = day_of_month(8, _("乡镇审查截止日"))
    report_day = day_of_month(10, _("乡镇报送截止日"))
    rereview_day = day_of_month(15, _("区级复审截止日"))
    circular_day = day_of_month(20, _("通报日"))
    circular_prefix = models.CharField(_("通报发文机关代字"), max_length=20, default="组通字")  # i18n: data
    issuer = models.CharField(_("通报发文机关"), max_length=60)

    objects = DistrictParametersQuerySet.as_manager()

    class Meta:
        verbose_name = _("区级参数")
        verbose_name_plural = _("区级参数")
        constraints = [
            models.CheckConstraint(
                name="parameters_days_in_order",
                condition=Q(on_time_day__lte=F("lock_day"))
                & Q(lock_day__lte=F("report_day"))
                & Q(review_day__lte=F("report_day"))
                & Q(report_day__lte=F("rereview_day"))
                & Q(rereview_day__lte=F("circular_day")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.district)


class MonthQuerySet(ScopedQuerySet):
    scope_path = "district__path"

    def visible_to(self, user):
        """Return the months of the districts in the user's scope, and of the district above the user's place."""
        scope = user.party_scope
        if not scope.prefixes:
            return self.none()
        here = user.hat.organisation.path
        step = len(here) // user.hat.organisation.depth
        above = [here[:length] for length in range(step, len(here) + 1, step)]
        return self.filter(scope.predicate(self.scope_path) | Q(district__path__in=above))


@track()
class Month(models.Model):
    """One district's month. All limits are exclusive instants: 24:00 of the last day is 0:00 of the next.

    `rules` is the rule book of the day it opened, code → [value, severity] (see `RuleBook.frozen`).
    """

    district = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="months")
    month = models.DateField(_("月份"))
    on_time_until = models.DateTimeField(_("按时提交截止"))
    locks_at = models.DateTimeField(_("锁定时间"))
    review_by = models.DateTimeField(_("乡镇审查截止"))
    report_by = models.DateTimeField(_("乡镇报送截止"))
    rereview_by = models.DateTimeField(_("区级复审截止"))
    circular_by = models.DateTimeField(_("通报截止"))
    rules = LazyJSONField(_("当月规则"))
    checklist_version = models.PositiveIntegerField(_("审查表版本"))
    expected = models.PositiveIntegerField(_("应报支部数"))
    opened_at = models.DateTimeField(_("开启时间"))
    opened_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = MonthQuerySet.as_manager()

    class Meta:
        verbose_name = _("月份")
        verbose_name_plural = _("月份")
        constraints = [
            models.UniqueConstraint(fields=["district", "month"], name="month_once_per_district"),
            models.CheckConstraint(name="month_is_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="month_limits_in_order",
                condition=Q(on_time_until__lte=F("locks_at"))
                & Q(locks_at__lte=F("report_by"))
                & Q(review_by__lte=F("report_by"))
                & Q(report_by__lte=F("rereview_by"))
                & Q(rereview_by__lte=F("circular_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"{self.month.year}年{self.month.month}月"  # i18n: data

    def frozen_value(self, code: str):
        """Return the value that the rule `code` had when the month opened."""
        return self.rules[code][0]

    @property
    def key(self) -> str:
        """The month as it stands in addresses: 2026-10."""
        return f"{self.month:%Y-%m}"


def last_day_before(instant: dt.datetime) -> dt.date:
    """Return the last whole day before an exclusive limit: 3 December for 4 December 0:00."""
    return (timezone.localtime(instant) - dt.timedelta(microseconds=1)).date()
