"""The colour of a branch's month and of a township's, written once and never changed (红黄蓝绿)."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audits.colours import Basis, Colour
from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.models import Ledger, Month

IMMUTABLE = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)]


class FraudFindingQuerySet(ScopedQuerySet):
    scope_path = "ledger__branch__path"

    def standing(self) -> "FraudFindingQuerySet":
        return self.filter(withdrawn_at=None)


@track()
class FraudFinding(models.Model):
    """That a ledger was found to be made up (弄虚作假), said by the lead before the month's colours are written.

    Taken back it stays on record with who, when and why, and counts no more; it may be said anew, as another row.
    """

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="fraud_findings")
    reason = models.CharField(_("认定理由"), max_length=500)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("认定时间"))
    withdrawn_reason = models.CharField(_("撤销理由"), max_length=500, blank=True)
    withdrawn_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    objects = FraudFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("弄虚作假认定")
        verbose_name_plural = _("弄虚作假认定")
        constraints = [
            models.UniqueConstraint(
                fields=["ledger"], condition=Q(withdrawn_at=None), name="fraud_found_once_at_a_time"
            ),
            models.CheckConstraint(name="fraud_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="fraud_withdrawn_whole",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_at__gte=models.F("at"))
                    & ~Q(withdrawn_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ledger_id} {self.at}"


class MonthColourQuerySet(ScopedQuerySet):
    scope_path = "ledger__branch__path"


class MonthColour(models.Model):
    """The colour of one ledger. `colour` is empty when the ledger was handed in and never judged."""

    ledger = models.OneToOneField(Ledger, on_delete=models.PROTECT, related_name="colour")
    colour = models.CharField(_("颜色"), max_length=6, choices=Colour.choices, blank=True)
    basis = models.CharField(_("依据"), max_length=8, choices=Basis.choices)
    score = models.PositiveSmallIntegerField(_("得分"), null=True, blank=True)
    at = models.DateTimeField(_("确定时间"))

    objects = MonthColourQuerySet.as_manager()

    class Meta:
        verbose_name = _("支部月度颜色")
        verbose_name_plural = _("支部月度颜色")
        triggers = IMMUTABLE
        constraints = [
            models.CheckConstraint(
                name="month_colour_follows_basis",
                condition=Q(basis=Basis.SCORE, score__isnull=False, colour__in=Colour.values)
                | Q(basis=Basis.MISSING, score=None, colour=Colour.RED)
                | Q(basis=Basis.FRAUD, colour=Colour.RED)
                | Q(basis=Basis.UNJUDGED, score=None, colour=""),
            ),
            models.CheckConstraint(name="month_colour_score", condition=Q(score=None) | Q(score__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.ledger_id} {self.get_colour_display()}"


class TownshipColourQuerySet(ScopedQuerySet):
    scope_path = "township__path"


class TownshipColour(models.Model):
    """The colour of a township's month with the counts it follows from; empty when no branch has a colour."""

    month = models.ForeignKey(Month, on_delete=models.PROTECT, related_name="township_colours")
    township = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="month_colours")
    colour = models.CharField(_("颜色"), max_length=6, choices=Colour.choices, blank=True)
    average = models.DecimalField(_("平均分"), max_digits=4, decimal_places=1, null=True, blank=True)
    branches = models.PositiveIntegerField(_("支部数"))
    reds = models.PositiveIntegerField(_("红"))
    yellows = models.PositiveIntegerField(_("黄"))
    at = models.DateTimeField(_("确定时间"))

    objects = TownshipColourQuerySet.as_manager()

    class Meta:
        verbose_name = _("乡镇月度颜色")
        verbose_name_plural = _("乡镇月度颜色")
        triggers = IMMUTABLE
        constraints = [
            models.UniqueConstraint(fields=["month", "township"], name="township_colour_once_per_month"),
            models.CheckConstraint(name="township_colour_known", condition=Q(colour__in=["", *Colour.values])),
            models.CheckConstraint(
                name="township_colour_counts", condition=Q(branches__gte=models.F("reds") + models.F("yellows"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.township} {self.get_colour_display()}"
