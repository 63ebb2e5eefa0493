"""What puts off the limits of an opened month: a township's extension, and credit for our own standing still.

The month itself stays as it was frozen. The limits that hold are in `ledgers.selectors.limits` for townships, and in
two columns of each ledger, which `ledgers.services.limits` writes.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.limits import CREDITED, MEND
from ledgers.models.month import Month


class LimitExtensionQuerySet(ScopedQuerySet):
    scope_path = "township__path"

    def in_force(self) -> "LimitExtensionQuerySet":
        return self.filter(revoked_at=None)


@track()
class LimitExtension(models.Model):
    """The limits of one month put off for one township (因灾顺延), by the district, on paper.

    `until` is the last day on which a ledger is on time; the five instants are what follows from it, rolled on to
    working days when it was granted. A revoked one leaves those alone who have handed in.
    """

    month = models.ForeignKey(Month, on_delete=models.PROTECT, related_name="extensions")
    township = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    until = models.DateField(_("按时截止顺延到"))
    on_time_until = models.DateTimeField(_("按时提交截止"))
    locks_at = models.DateTimeField(_("锁定时间"))
    review_by = models.DateTimeField(_("乡镇审查截止"))
    report_by = models.DateTimeField(_("乡镇报送截止"))
    rereview_by = models.DateTimeField(_("区级复审截止"))
    reason = models.CharField(_("原因"), max_length=200)
    document = models.CharField(_("文号"), max_length=80)
    granted_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(_("批准时间"))
    revoked_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    revoked_reason = models.CharField(_("撤销原因"), max_length=200, blank=True)

    objects = LimitExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("因灾顺延")
        verbose_name_plural = _("因灾顺延")
        constraints = [
            models.UniqueConstraint(
                fields=["month", "township", "until"],
                name="limit_extension_once_per_day",
                condition=Q(revoked_at=None),
            ),
            models.CheckConstraint(name="limit_extension_on_paper", condition=~Q(reason="") & ~Q(document="")),
            models.CheckConstraint(
                name="limit_extension_limits_in_order",
                condition=Q(on_time_until__lte=F("locks_at"))
                & Q(locks_at__lte=F("report_by"))
                & Q(review_by__lte=F("report_by"))
                & Q(report_by__lte=F("rereview_by")),
            ),
            models.CheckConstraint(
                name="limit_extension_revoked_whole",
                condition=Q(revoked_at=None, revoked_by=None, revoked_reason="")
                | (
                    Q(revoked_at__isnull=False, revoked_by__isnull=False, revoked_at__gte=F("granted_at"))
                    & Q(revoked_at__lt=F("on_time_until"))
                    & ~Q(revoked_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.township} {self.month}"


class OutageCreditQuerySet(ScopedQuerySet):
    scope_path = "month__district__path"


@track()
class OutageCredit(models.Model):
    """A limit put off because the system itself stood still shortly before it (系统停机顺延); written by the clock.

    Holds for whoever had the limit `moved_from`: a township with an extension has its own, and by when a ledger is
    mended (`mend_by`) stands in the ledger. A limit moves on from one instant once, so a chain of credits is a chain of
    rows.
    """

    month = models.ForeignKey(Month, on_delete=models.PROTECT, related_name="outage_credits")
    limit = models.CharField(_("时限"), max_length=16, choices=[(name, name) for name in CREDITED])
    moved_from = models.DateTimeField(_("原截止"))
    moved_to = models.DateTimeField(_("顺延到"))
    down_from = models.DateTimeField(_("停机开始"))
    down_until = models.DateTimeField(_("停机结束"))
    hours = models.PositiveSmallIntegerField(_("顺延小时数"))
    at = models.DateTimeField(_("记录时间"))

    objects = OutageCreditQuerySet.as_manager()

    class Meta:
        verbose_name = _("系统停机顺延")
        verbose_name_plural = _("系统停机顺延")
        constraints = [
            models.UniqueConstraint(
                fields=["month", "limit", "moved_from"], condition=~Q(limit=MEND), name="outage_credit_once"
            ),
            # What is returned after one standstill may have the limit that an earlier one moved for others.
            models.UniqueConstraint(
                fields=["month", "limit", "moved_from", "down_from"],
                condition=Q(limit=MEND),
                name="outage_credit_once_for_mending",
            ),
            models.CheckConstraint(name="outage_credit_limit_known", condition=Q(limit__in=CREDITED)),
            models.CheckConstraint(
                name="outage_credit_never_shortens",
                condition=Q(moved_to__gt=F("moved_from"), down_until__gt=F("down_from"), hours__gt=0)
                & Q(down_from__lt=F("moved_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.limit}"
