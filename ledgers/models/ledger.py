"""A branch's ledger of one month, its steps, and what was handed in."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers import limits
from ledgers.enums import Action, Status
from ledgers.models.month import Month


class LedgerQuerySet(ScopedQuerySet):
    scope_path = "branch__path"

    def of_month(self, month: Month) -> "LedgerQuerySet":
        return self.filter(month=month)

    def received(self) -> "LedgerQuerySet":
        return self.exclude(first_submitted_at=None)

    def on_time(self) -> "LedgerQuerySet":
        return self.filter(limits.ON_TIME)


@track()
class Ledger(models.Model):
    """One branch × one month. `ledgers.chain` is the only code that changes status, desk and the instants.

    `members`, `full_members`, `committee` and `groups` are the roll's counts frozen when the month opened; what the
    branch owes follows from them. `township` is the parent at that time, so later moves leave past months alone.

    The two `extended_` limits are empty where the month's hold (`ledgers.limits` answers for both). `exception_until`
    stands while a locked ledger is opened again for handing in; `excepted_at` says that it was handed in so.
    """

    month = models.ForeignKey(Month, on_delete=models.PROTECT, related_name="ledgers")
    branch = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="ledgers")
    township = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="township_ledgers")
    desk = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="desk_ledgers")
    status = models.CharField(_("状态"), max_length=10, choices=Status.choices, default=Status.OPEN)
    revision = models.PositiveSmallIntegerField(_("版次"), default=0)

    members = models.PositiveSmallIntegerField(_("党员数"), default=0)
    full_members = models.PositiveSmallIntegerField(_("正式党员数"), default=0)
    committee = models.PositiveSmallIntegerField(_("支委数"), default=0)
    groups = models.JSONField(_("党小组"), default=list)

    owed = models.PositiveSmallIntegerField(_("应做项数"), default=0)
    missing = models.PositiveSmallIntegerField(_("缺项数"), default=0)
    warnings = models.PositiveSmallIntegerField(_("预审提示数"), default=0)
    receipt = models.CharField(_("凭据"), max_length=8, blank=True)
    first_submitted_at = models.DateTimeField(_("首次提交时间"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("本版提交时间"), null=True, blank=True)
    submitted_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    township_passed_at = models.DateTimeField(_("乡镇通过时间"), null=True, blank=True)
    reported_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    district_passed_at = models.DateTimeField(_("区级通过时间"), null=True, blank=True)
    mend_by = models.DateTimeField(_("改好截止"), null=True, blank=True)
    extended_on_time_until = models.DateTimeField(_("顺延后的按时截止"), null=True, blank=True)
    extended_locks_at = models.DateTimeField(_("顺延后的锁定时间"), null=True, blank=True)
    exception_until = models.DateTimeField(_("补报截止"), null=True, blank=True)
    excepted_at = models.DateTimeField(_("补报时间"), null=True, blank=True)
    locked_at = models.DateTimeField(_("锁定时间"), null=True, blank=True)

    roll_confirmed_at = models.DateTimeField(_("名册核对时间"), null=True, blank=True)
    roll_confirmed_by = models.ForeignKey(
        "branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    roll_note = models.CharField(_("党员变动说明"), max_length=500, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("台账")
        verbose_name_plural = _("台账")
        constraints = [
            models.UniqueConstraint(fields=["month", "branch"], name="ledger_once_per_branch_and_month"),
            models.CheckConstraint(name="ledger_status_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="ledger_submission_whole",
                condition=Q(revision=0, first_submitted_at=None, submitted_at=None, submitted_by=None, receipt="")
                | (
                    Q(
                        revision__gt=0,
                        submitted_by__isnull=False,
                        first_submitted_at__isnull=False,
                        submitted_at__isnull=False,
                        submitted_at__gte=F("first_submitted_at"),
                    )
                    & ~Q(receipt="")
                ),
            ),
            models.CheckConstraint(
                name="ledger_locked_pair",
                condition=Q(status=Status.LOCKED, locked_at__isnull=False)
                | (~Q(status=Status.LOCKED) & Q(locked_at=None)),
            ),
            models.CheckConstraint(
                name="ledger_verdict_needs_submission",
                condition=Q(revision__gt=0) | Q(township_passed_at=None, reported_at=None, district_passed_at=None),
            ),
            models.CheckConstraint(
                name="ledger_district_after_township",
                condition=Q(district_passed_at=None)
                | Q(township_passed_at__isnull=False, district_passed_at__gte=F("township_passed_at")),
            ),
            models.CheckConstraint(
                name="ledger_roll_confirmed_pair",
                condition=Q(roll_confirmed_at=None, roll_confirmed_by=None)
                | Q(roll_confirmed_at__isnull=False, roll_confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="ledger_extension_pair",
                condition=Q(extended_on_time_until=None, extended_locks_at=None)
                | Q(
                    extended_on_time_until__isnull=False,
                    extended_locks_at__isnull=False,
                    extended_locks_at__gte=F("extended_on_time_until"),
                ),
            ),
            models.CheckConstraint(
                name="ledger_exception_is_for_hand_in",
                condition=Q(exception_until=None) | Q(status__in=(Status.OPEN, Status.RETURNED)),
            ),
            models.CheckConstraint(
                name="ledger_excepted_was_handed_in",
                condition=Q(excepted_at=None)
                | Q(
                    excepted_at__isnull=False,
                    first_submitted_at__isnull=False,
                    excepted_at__gte=F("first_submitted_at"),
                ),
            ),
            models.CheckConstraint(name="ledger_missing_within_owed", condition=Q(missing__lte=F("owed"))),
            models.CheckConstraint(name="ledger_full_within_members", condition=Q(full_members__lte=F("members"))),
        ]
        indexes = [
            models.Index(fields=["month", "township", "status"], name="ledger_month_township_status"),
            models.Index(fields=["desk", "status"], name="ledger_desk_status"),
        ]

    def __str__(self) -> str:
        return f"{self.branch} {self.month}"


APPEND_ONLY = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class LedgerStepQuerySet(ScopedQuerySet):
    scope_path = "ledger__branch__path"


class LedgerStep(models.Model):
    """One move of the chain, append-only: who, when, from, to, why."""

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=Action.choices)
    from_status = models.CharField(_("原状态"), max_length=10, choices=Status.choices)
    to_status = models.CharField(_("新状态"), max_length=10, choices=Status.choices)
    desk = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveSmallIntegerField(_("版次"))
    by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    reason = models.TextField(_("原因"), blank=True)

    objects = LedgerStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("办理记录")
        verbose_name_plural = _("办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="step_return_has_reason",
                condition=~Q(action__in=(Action.RETURN, Action.REOPEN)) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


class SubmissionQuerySet(ScopedQuerySet):
    scope_path = "ledger__branch__path"


class Submission(models.Model):
    """What a branch handed in, whole: the reviewer judges this and sees what changed since the one before."""

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="submissions")
    revision = models.PositiveSmallIntegerField(_("版次"))
    receipt = models.CharField(_("凭据"), max_length=8, unique=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("提交时间"))
    snapshot = models.JSONField(_("内容"))
    warnings = models.JSONField(_("预审提示"), default=list)
    note = models.TextField(_("说明"), blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("提交")
        verbose_name_plural = _("提交")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["ledger", "revision"], name="submission_once_per_revision"),
        ]

    def __str__(self) -> str:
        return self.receipt
