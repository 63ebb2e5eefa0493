"""The three-year plan of collective income (三年规划): targets by place and year, and why one was missed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.enums import Level
from branches.scope import ScopedQuerySet
from cadres.models.pay import FIRST_YEAR, LAST_YEAR
from config.lib.history import track
from economy.models.income import MOST_CENTS
from ledgers.models.ledger import APPEND_ONLY

YEARS = 3


@track()
class IncomePlan(models.Model):
    """A district's plan for three years from `first_year` on, with the paper that fixed it."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="income_plans")
    first_year = models.PositiveSmallIntegerField(_("第一年"))
    paper = models.CharField(_("依据"), max_length=100)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("集体经济三年规划")
        verbose_name_plural = _("集体经济三年规划")
        ordering = ["-first_year"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "first_year"], name="income_plan_once"),
            models.CheckConstraint(
                name="income_plan_says_something",
                condition=Q(first_year__gte=FIRST_YEAR, first_year__lte=LAST_YEAR) & ~Q(paper=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.first_year}–{self.last_year}"

    @property
    def last_year(self) -> int:
        return self.first_year + YEARS - 1

    @property
    def years(self) -> list[int]:
        return list(range(self.first_year, self.first_year + YEARS))


@track()
class IncomeTarget(models.Model):
    """The operating income that a township or a village is to reach in a year of the plan."""

    plan = models.ForeignKey(IncomePlan, on_delete=models.PROTECT, related_name="targets")
    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="income_targets")
    level = models.CharField(_("层级"), max_length=12, choices=Level.choices)
    year = models.PositiveSmallIntegerField(_("年度"))
    cents = models.PositiveBigIntegerField(_("目标（分）"))
    industry = models.CharField(_("主导产业"), max_length=60, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("集体经济目标")
        verbose_name_plural = _("集体经济目标")
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="income_target_once_a_year"),
            models.CheckConstraint(
                name="income_target_of_place", condition=Q(level__in=[Level.TOWNSHIP, Level.VILLAGE])
            ),
            models.CheckConstraint(
                name="income_target_amount",
                condition=Q(cents__gt=0, cents__lte=MOST_CENTS, year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year} {self.cents}"


class OfTargetQuerySet(ScopedQuerySet):
    scope_path = "target__organisation__path"


class IncomeDeviation(models.Model):
    """Why a target was or will be missed (偏差说明), append-only; `actual_cents` is what stood in the books then."""

    target = models.ForeignKey(IncomeTarget, on_delete=models.PROTECT, related_name="deviations")
    target_cents = models.PositiveBigIntegerField(_("当时的目标（分）"))
    actual_cents = models.BigIntegerField(_("当时的实绩（分）"))
    text = models.CharField(_("偏差说明"), max_length=300)
    measures = models.CharField(_("下一步措施"), max_length=300, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OfTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("集体经济偏差说明")
        verbose_name_plural = _("集体经济偏差说明")
        ordering = ["-pk"]
        triggers = APPEND_ONLY
        constraints = [models.CheckConstraint(name="income_deviation_says_why", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"{self.target_id} {self.at}"
