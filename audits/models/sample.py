"""The samples that the district re-reviews strictly (抽样复审): the list, the plan, the seed, what was drawn."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audits.models.review import Verdict
from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.models import Ledger, Month

APPEND_ONLY = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
# A plan gets its list and a draw its ledgers in one go; afterwards nothing is added either. Asked once a statement:
# asking for each row of ten thousand made the draw eight times as slow.
ONLY_BEFORE_THE_DRAW = pgtrigger.Trigger(
    name="only_before_the_draw",
    level=pgtrigger.Statement,
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    referencing=pgtrigger.Referencing(new="new_values"),
    func="""
        IF EXISTS (
            SELECT FROM audits_sample
            WHERE id IN (SELECT sample_id FROM new_values) AND (drawn_at IS NOT NULL OR cancelled_at IS NOT NULL)
        ) THEN
            RAISE EXCEPTION 'pgtrigger: Cannot insert rows into % table', TG_TABLE_NAME;
        END IF;
        RETURN NULL;
    """,
)
PLAN = (
    *("month_id", "round", "reason", "confidence", "margin", "share", "least", "population", "size"),
    *("strata", "list_sha256", "planned_by_id", "planned_at"),
)


class SampleQuerySet(ScopedQuerySet):
    scope_path = "month__district__path"

    def visible_to(self, user):
        """Return the samples of the months open to the user: townships see how theirs were drawn."""
        return self.filter(month__in=Month.objects.visible_to(user))

    def drawn(self) -> "SampleQuerySet":
        return self.filter(drawn_at__isnull=False)


@track()
class Sample(models.Model):
    """One round of a month's strict re-check: planned, then drawn with a seed, or given up before that.

    The list of ledgers (`SampleLine`) and the plan are fixed at `planned_at`, before anyone knows the seed. Shares are
    percent; `strata` is [{"township": id, "name": text, "population": N, "size": n}, …] in the order of the tree.
    What the letters mean and how the draw is repeated: `audits.sampling`.
    """

    month = models.ForeignKey(Month, on_delete=models.PROTECT, related_name="samples")
    round = models.PositiveSmallIntegerField(_("轮次"))
    reason = models.CharField(_("加抽原因"), max_length=200, blank=True)
    confidence = models.DecimalField(_("把握程度"), max_digits=4, decimal_places=2)
    margin = models.DecimalField(_("允许误差"), max_digits=4, decimal_places=2)
    share = models.DecimalField(_("预计不一致率"), max_digits=4, decimal_places=2)
    least = models.PositiveSmallIntegerField(_("每个乡镇至少"))
    population = models.PositiveIntegerField(_("名单台账数"))
    size = models.PositiveIntegerField(_("抽取数"))
    strata = models.JSONField(_("分配"))
    list_sha256 = models.CharField(_("名单校验码"), max_length=64)
    planned_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(_("名单冻结时间"))
    seed = models.CharField(_("种子"), max_length=200, blank=True)
    drawn_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(_("抽取时间"), null=True, blank=True)
    cancelled_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    cancel_reason = models.CharField(_("撤销原因"), max_length=200, blank=True)

    objects = SampleQuerySet.as_manager()

    class Meta:
        verbose_name = _("抽样")
        verbose_name_plural = _("抽样")
        ordering = ["month", "round"]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="done_is_done",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__drawn_at__isnull=False) | pgtrigger.Q(old__cancelled_at__isnull=False),
            ),
            pgtrigger.ReadOnly(name="plan_is_fixed", fields=list(PLAN)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["month", "round"], name="sample_once_per_round"),
            models.UniqueConstraint(
                fields=["month"], condition=Q(drawn_at=None, cancelled_at=None), name="sample_one_open_plan"
            ),
            models.CheckConstraint(
                name="sample_further_round_says_why", condition=Q(round=1) | (Q(round__gt=1) & ~Q(reason=""))
            ),
            models.CheckConstraint(name="sample_size_within_list", condition=Q(size__gte=1, size__lte=F("population"))),
            models.CheckConstraint(
                name="sample_plan_makes_sense",
                condition=Q(confidence__gt=0, margin__gt=0, share__gt=0),
            ),
            models.CheckConstraint(
                name="sample_drawn_whole",
                condition=Q(seed="", drawn_by=None, drawn_at=None)
                | (
                    Q(drawn_by__isnull=False, drawn_at__isnull=False, drawn_at__gt=F("planned_at"), cancelled_at=None)
                    & ~Q(seed="")
                ),
            ),
            models.CheckConstraint(
                name="sample_cancelled_whole",
                condition=Q(cancelled_by=None, cancelled_at=None, cancel_reason="")
                | (Q(cancelled_by__isnull=False, cancelled_at__isnull=False) & ~Q(cancel_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return _("%(month)s第 %(round)d 轮抽样") % {"month": self.month.label, "round": self.round}

    @property
    def is_open(self) -> bool:
        return self.drawn_at is None and self.cancelled_at is None


class SampleLineQuerySet(ScopedQuerySet):
    scope_path = "ledger__branch__path"


class SampleLine(models.Model):
    """A ledger on the list that a sample is drawn from, under its name and with the revision it had; append-only."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="lines")
    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="sample_lines")
    township = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveSmallIntegerField(_("版次"))
    name = models.CharField(_("编号"), max_length=24)

    objects = SampleLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("抽样名单")
        verbose_name_plural = _("抽样名单")
        triggers = [*APPEND_ONLY, ONLY_BEFORE_THE_DRAW]
        constraints = [
            models.UniqueConstraint(fields=["sample", "ledger"], name="sample_line_once_per_ledger"),
            models.UniqueConstraint(fields=["sample", "name"], name="sample_line_once_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SampledLedgerQuerySet(ScopedQuerySet):
    scope_path = "ledger__branch__path"

    def judged(self) -> "SampledLedgerQuerySet":
        """Return those whose drawn revision has its verdict of the district."""
        return self.filter(
            models.Exists(
                Verdict.objects.filter(
                    ledger=models.OuterRef("ledger"), revision=models.OuterRef("revision"), level="district"
                )
            )
        )


class SampledLedger(models.Model):
    """A ledger that was drawn, with its place in its township's order; append-only. A ledger is drawn once."""

    line = models.OneToOneField(SampleLine, on_delete=models.PROTECT, related_name="drawn")
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="drawn_ledgers")
    ledger = models.OneToOneField(Ledger, on_delete=models.PROTECT, related_name="sampled")
    revision = models.PositiveSmallIntegerField(_("版次"))
    rank = models.PositiveIntegerField(_("次序"))

    objects = SampledLedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("抽中的台账")
        verbose_name_plural = _("抽中的台账")
        triggers = [*APPEND_ONLY, ONLY_BEFORE_THE_DRAW]
        constraints = [models.CheckConstraint(name="sampled_rank_from_one", condition=Q(rank__gte=1))]

    def __str__(self) -> str:
        return str(self.ledger)
