"""Verdicts of the two levels, side by side and never overwritten, and the township's report of its month."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audits.enums import Outcome, ReviewLevel
from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.models import Ledger, Month


class VerdictQuerySet(ScopedQuerySet):
    scope_path = "ledger__branch__path"


@track()
class Verdict(models.Model):
    """What a level judged about one revision of a ledger.

    `lost` maps an item's code to {"points": int, "reason": Reason}; `score` is 100 less the points. `agrees` is the
    district's answer to the township's verdict on the same revision: same outcome and same score.
    """

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="verdicts")
    level = models.CharField(_("层级"), max_length=10, choices=ReviewLevel.choices)
    revision = models.PositiveSmallIntegerField(_("版次"))
    outcome = models.CharField(_("结论"), max_length=8, choices=Outcome.choices)
    score = models.PositiveSmallIntegerField(_("得分"))
    lost = models.JSONField(_("扣分"), default=dict, blank=True)
    comment = models.TextField(_("说明"), blank=True)
    agrees = models.BooleanField(_("与乡镇一致"), null=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("审查结论")
        verbose_name_plural = _("审查结论")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ledger", "level", "revision"], name="verdict_once_per_level"),
            models.CheckConstraint(name="verdict_score_in_range", condition=Q(score__gte=0, score__lte=100)),
            models.CheckConstraint(name="verdict_return_says_why", condition=Q(outcome=Outcome.PASS) | ~Q(comment="")),
            models.CheckConstraint(
                name="verdict_agreement_by_district_only",
                condition=Q(level=ReviewLevel.TOWNSHIP, agrees=None)
                | Q(level=ReviewLevel.DISTRICT, agrees__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.get_outcome_display()}"


class TownshipReportQuerySet(ScopedQuerySet):
    scope_path = "township__path"


@track()
class TownshipReport(models.Model):
    """The act by which a township hands its month to the district (统一报送)."""

    month = models.ForeignKey(Month, on_delete=models.PROTECT, related_name="reports")
    township = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="reports")
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("报送时间"))
    passed = models.PositiveIntegerField(_("通过"))
    returned = models.PositiveIntegerField(_("退回在改"))
    not_received = models.PositiveIntegerField(_("未报"))
    note = models.TextField(_("说明"), blank=True)

    objects = TownshipReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("乡镇报送")
        verbose_name_plural = _("乡镇报送")
        constraints = [models.UniqueConstraint(fields=["month", "township"], name="report_once_per_township")]

    def __str__(self) -> str:
        return f"{self.township} {self.month}"
