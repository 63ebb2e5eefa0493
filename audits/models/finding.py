"""The list of problems (问题清单): what was found at a branch, and how it was mended and closed (整改、销号)."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audits.enums import REASON_CLASSES, Reason, ReasonClass
from audits.finding_enums import AT_BRANCH, FINISHED, FindingAction, FindingClock, FindingSource, FindingStatus
from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.models import Ledger

S = FindingStatus
APPEND_ONLY = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class FindingSeries(models.Model):
    """The last number a district gave to a finding in a year. Its row is locked while numbers are taken."""

    district = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年份"))
    last = models.PositiveIntegerField(_("最后编号"), default=0)

    class Meta:
        verbose_name = _("问题编号")
        verbose_name_plural = _("问题编号")
        constraints = [models.UniqueConstraint(fields=["district", "year"], name="finding_series_once_per_year")]

    def __str__(self) -> str:
        return f"〔{self.year}〕{self.last}"  # i18n: data


class FindingQuerySet(ScopedQuerySet):
    scope_path = "branch__path"


@track()
class Finding(models.Model):
    """One problem at one branch. `audits.services.findings` is the only code that changes its state.

    `reason` is one of the review's reasons and decides the class (`reason_class`). `due_on` is the last day to apply
    for closing; a long one (长期坚持) has it from the start, the others get it when they are issued. `applied_on` is
    the day of the last application and makes it on time or late; `closed_on` the day of 销号. `absence` is the shift
    that somebody had left, where that is the problem. A problem that came back is the same row opened again:
    `relapses` counts that, and the steps keep each round.
    """

    district = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年份"))
    serial = models.PositiveIntegerField(_("编号"))
    branch = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="findings")
    township = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    ledger = models.ForeignKey(Ledger, null=True, blank=True, on_delete=models.PROTECT, related_name="findings")
    absence = models.OneToOneField(
        "cadres.DutyAbsence",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="finding",
        verbose_name=_("脱岗"),
    )
    source = models.CharField(_("来源"), max_length=10, choices=FindingSource.choices)
    reason_class = models.CharField(_("类别"), max_length=12, choices=ReasonClass.choices)
    reason = models.CharField(_("问题"), max_length=16, choices=Reason.choices)
    description = models.TextField(_("情况"), max_length=1000)
    basis = models.CharField(_("依据"), max_length=300, blank=True)
    clock = models.CharField(_("时限"), max_length=10, choices=FindingClock.choices)
    unit = models.CharField(_("责任单位"), max_length=60)
    post = models.CharField(_("责任岗位"), max_length=40)
    status = models.CharField(_("状态"), max_length=12, choices=S.choices, default=S.NEW)
    measure = models.TextField(_("整改措施"), max_length=2000, blank=True)
    result = models.TextField(_("整改情况"), max_length=2000, blank=True)
    found_on = models.DateField(_("发现日期"))
    found_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField(_("下发日期"), null=True, blank=True)
    due_on = models.DateField(_("整改期限"), null=True, blank=True)
    applied_on = models.DateField(_("申请销号日期"), null=True, blank=True)
    applied_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField(_("乡镇初验日期"), null=True, blank=True)
    checked_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)
    closed_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    looked_back_on = models.DateField(_("回头看日期"), null=True, blank=True)
    relapses = models.PositiveSmallIntegerField(_("复发次数"), default=0)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("问题")
        verbose_name_plural = _("问题清单")
        ordering = ["-year", "-serial"]
        indexes = [
            models.Index(fields=["branch", "reason"], name="finding_branch_reason"),
            models.Index(fields=["status", "due_on"], name="finding_status_due"),
        ]
        # A number that was given stays given: a finding is closed, never deleted.
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "serial"], name="finding_number_once"),
            models.CheckConstraint(name="finding_serial_from_one", condition=Q(serial__gte=1)),
            models.CheckConstraint(name="finding_source_known", condition=Q(source__in=FindingSource.values)),
            models.CheckConstraint(name="finding_clock_known", condition=Q(clock__in=FindingClock.values)),
            models.CheckConstraint(name="finding_says_what", condition=~Q(description="")),
            models.CheckConstraint(name="finding_names_who_mends", condition=~Q(unit="") & ~Q(post="")),
            models.CheckConstraint(
                name="finding_class_of_reason",
                condition=Q(*((Q(reason=r, reason_class=c)) for r, c in REASON_CLASSES.items()), _connector=Q.OR),
            ),
            models.CheckConstraint(
                name="finding_long_has_its_day", condition=~Q(clock=FindingClock.LONG) | Q(due_on__isnull=False)
            ),
            models.CheckConstraint(
                name="finding_applied_pair",
                condition=Q(applied_on=None, applied_by=None) | Q(applied_on__isnull=False, applied_by__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_checked_pair",
                condition=Q(checked_on=None, checked_by=None) | Q(checked_on__isnull=False, checked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_closed_pair",
                condition=Q(closed_on=None, closed_by=None) | Q(closed_on__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_days_in_order",
                condition=(Q(issued_on=None) | Q(issued_on__gte=F("found_on"), due_on__isnull=False))
                & (Q(applied_on=None) | Q(issued_on__isnull=False, applied_on__gte=F("issued_on")))
                & (Q(checked_on=None) | Q(applied_on__isnull=False, checked_on__gte=F("applied_on")))
                & (Q(closed_on=None) | Q(checked_on__isnull=False, closed_on__gte=F("checked_on")))
                & (Q(looked_back_on=None) | Q(closed_on__isnull=False, looked_back_on__gte=F("closed_on"))),
            ),
            models.CheckConstraint(
                name="finding_due_after_issued",
                condition=Q(issued_on=None) | Q(due_on__isnull=False, due_on__gte=F("issued_on")),
            ),
            models.CheckConstraint(
                name="finding_never_ones_own",
                condition=(Q(checked_by=None) | Q(applied_by__isnull=False) & ~Q(checked_by=F("applied_by")))
                & (
                    Q(closed_by=None)
                    | Q(applied_by__isnull=False, checked_by__isnull=False)
                    & ~Q(closed_by=F("applied_by"))
                    & ~Q(closed_by=F("checked_by"))
                ),
            ),
            models.CheckConstraint(
                name="finding_status_has_its_days",
                condition=Q(status=S.NEW, issued_on=None, applied_on=None, checked_on=None, closed_on=None)
                | Q(status__in=AT_BRANCH, issued_on__isnull=False, checked_on=None, closed_on=None)
                | Q(status=S.APPLIED, applied_on__isnull=False, checked_on=None, closed_on=None)
                | Q(status=S.CHECKED, checked_on__isnull=False, closed_on=None)
                | Q(status=S.CLOSED, closed_on__isnull=False, looked_back_on=None)
                | Q(status=S.LOOKED_BACK, looked_back_on__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_applied_says_what_was_done",
                condition=Q(status__in=[S.NEW, *AT_BRANCH]) | (~Q(measure="") & ~Q(result="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """〔2026〕15号, within the district."""
        return f"〔{self.year}〕{self.serial}号"  # i18n: data

    @property
    def is_finished(self) -> bool:
        return self.status in FINISHED

    @property
    def was_on_time(self) -> bool | None:
        """Whether the branch applied by the limit; None before it has."""
        return None if self.applied_on is None else self.applied_on <= self.due_on


class FindingStepQuerySet(ScopedQuerySet):
    scope_path = "finding__branch__path"


class FindingStep(models.Model):
    """One move of a finding, append-only. `origin` names what it was found by, so that nothing is listed twice."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=FindingAction.choices)
    from_status = models.CharField(_("原状态"), max_length=12, choices=S.choices, blank=True)
    to_status = models.CharField(_("新状态"), max_length=12, choices=S.choices)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    note = models.TextField(_("说明"), max_length=2000, blank=True)
    origin = models.CharField(_("出处"), max_length=80, blank=True)

    objects = FindingStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("问题办理记录")
        verbose_name_plural = _("问题办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["origin"], condition=~Q(origin=""), name="finding_origin_once"),
            models.CheckConstraint(
                name="finding_rejection_says_why",
                condition=~Q(action__in=[FindingAction.REJECT, FindingAction.REOPEN]) | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


class FindingCreditQuerySet(ScopedQuerySet):
    scope_path = "finding__branch__path"


@track()
class FindingCredit(models.Model):
    """The limit of a finding put off because the system itself stood still shortly before it; written by the clock."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="credits")
    moved_from = models.DateField(_("原期限"))
    moved_to = models.DateField(_("顺延到"))
    down_from = models.DateTimeField(_("停机开始"))
    down_until = models.DateTimeField(_("停机结束"))
    hours = models.PositiveSmallIntegerField(_("停机小时数"))
    at = models.DateTimeField(_("记录时间"))

    objects = FindingCreditQuerySet.as_manager()

    class Meta:
        verbose_name = _("问题整改停机顺延")
        verbose_name_plural = _("问题整改停机顺延")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "moved_from"], name="finding_credit_once"),
            models.CheckConstraint(
                name="finding_credit_never_shortens",
                condition=Q(moved_to__gt=F("moved_from"), down_until__gt=F("down_from"), hours__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding} {self.moved_to}"


class FindingFileQuerySet(ScopedQuerySet):
    scope_path = "finding__branch__path"


@track()
class FindingFile(models.Model):
    """A photo or paper that shows that the problem was mended (整改佐证)."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("evidence.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("上传时间"))
    added_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = FindingFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("整改佐证")
        verbose_name_plural = _("整改佐证")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["finding", "file"], name="finding_file_once")]

    def __str__(self) -> str:
        return str(self.file)
