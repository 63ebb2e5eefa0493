"""Enterprises (龙头企业), agreements with villages and how they were kept, one product a village (一村一品)."""

import datetime as dt
import uuid
from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.enums import Level
from branches.scope import ScopedQuerySet
from config.lib.creditcode import SHAPE
from config.lib.history import track
from economy.enums.enterprise import AgreementMode, Certificate, EnterpriseLevel, Performance
from economy.models.project import MOST_CENTS
from ledgers.models.ledger import APPEND_ONLY

MOST_MU = Decimal(100_000)
MOST_HOUSEHOLDS = 9_999  # of a village that an agreement covers
MOST_HOUSEHOLDS_OF_PRODUCT = 99_999  # a township's trade has more
MOST_OUTPUT_CENTS = 20 * MOST_CENTS

# The check character is reckoned as config.lib.creditcode does it, for whoever writes the row.
CODE_CHECKED = pgtrigger.Trigger(
    name="code_checked",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("code"),
    when=pgtrigger.Before,
    declare=[("total", "integer := 0"), ("alphabet", "text := '0123456789ABCDEFGHJKLMNPQRTUWXY'")],
    func="""
        FOR place IN 1..17 LOOP
            total := total + (position(substr(NEW.code, place, 1) IN alphabet) - 1)
                * (ARRAY[1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28])[place];
        END LOOP;
        IF substr(NEW.code, 18, 1) <> substr(alphabet, (31 - total % 31) % 31 + 1, 1) THEN
            RAISE EXCEPTION 'enterprise: wrong check character';
        END IF;
        RETURN NEW;
    """,
)


ENDED_WITHIN_TERM = pgtrigger.Trigger(
    name="ended_within_term",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("ended_on", "until"),
    when=pgtrigger.Before,
    func="""
        IF NEW.ended_on > NEW.until THEN
            RAISE EXCEPTION 'agreement: over already on the day on which it was ended';
        END IF;
        RETURN NEW;
    """,
)


class EnterpriseQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "EnterpriseQuerySet":
        """Return those that the user's place registered, or that have an agreement with a village of it."""
        scope = user.party_scope
        if not scope.prefixes:
            return self.none()
        covered = EnterpriseAgreement.objects.visible_to(user).order_by().values("enterprise")
        own = scope.predicate("organisation__path") | scope.predicate("registered_at__path")
        return self.filter(own | Q(pk__in=covered))


@track()
class Enterprise(models.Model):
    """A company or cooperative that works with villages, once a district; `registered_at` is who wrote it down."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="enterprises")
    registered_at = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("统一社会信用代码"), max_length=18)
    name = models.CharField(_("企业名称"), max_length=80)
    level = models.CharField(_("级别"), max_length=10, choices=EnterpriseLevel.choices)
    industry = models.CharField(_("主营"), max_length=80)
    address = models.CharField(_("地址"), max_length=100, blank=True)
    created_at = models.DateTimeField(_("登记时间"))
    created_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = _("合作企业")
        verbose_name_plural = _("合作企业")
        ordering = ["name", "pk"]
        triggers = [CODE_CHECKED, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="enterprise_once_a_district"),
            models.CheckConstraint(name="enterprise_code_shape", condition=Q(code__regex=f"^{SHAPE}$")),
            models.CheckConstraint(
                name="enterprise_known",
                condition=Q(level__in=EnterpriseLevel.values) & ~Q(name="") & ~Q(industry=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgreementQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "AgreementQuerySet":
        """Return those that the user's place keeps, or that cover a village of it."""
        scope = user.party_scope
        if not scope.prefixes:
            return self.none()
        covered = AgreementVillage.objects.filter(scope.predicate("organisation__path")).order_by().values("agreement")
        return self.filter(scope.predicate("organisation__path") | Q(pk__in=covered))

    def not_ended(self, day: dt.date) -> "AgreementQuerySet":
        """Return those that nobody had ended before their day, on `day`."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def running(self, day: dt.date) -> "AgreementQuerySet":
        return self.not_ended(day).filter(since__lte=day, until__gte=day)


@track()
class EnterpriseAgreement(models.Model):
    """An agreement (战略合作协议) of an enterprise with villages, kept by the township or the district.

    `floor_cents` is what the villages get a year at least (保底), `dividend_percent` their part of the profit beyond.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="agreements")
    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="agreements")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(_("合作内容"), max_length=100)
    mode = models.CharField(_("合作方式"), max_length=10, choices=AgreementMode.choices)
    floor_cents = models.PositiveBigIntegerField(_("每年保底（分）"), default=0)
    dividend_percent = models.DecimalField(_("分红比例"), max_digits=5, decimal_places=2, default=0)
    area_mu = models.DecimalField(_("面积（亩）"), max_digits=8, decimal_places=1, default=0)
    signed_on = models.DateField(_("签订日期"))
    since = models.DateField(_("开始"))
    until = models.DateField(_("到期"))
    file = models.ForeignKey(
        "evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("协议")
    )
    ended_on = models.DateField(_("提前终止日期"), null=True, blank=True)
    ended_reason = models.CharField(_("终止原因"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("登记时间"))
    created_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("合作协议")
        verbose_name_plural = _("合作协议")
        ordering = ["until", "pk"]
        triggers = [ENDED_WITHIN_TERM, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="agreement_written_once"),
            models.CheckConstraint(name="agreement_known", condition=Q(mode__in=AgreementMode.values) & ~Q(title="")),
            models.CheckConstraint(
                name="agreement_amounts_believable",
                condition=Q(
                    floor_cents__lte=MOST_CENTS,
                    dividend_percent__gte=0,
                    dividend_percent__lte=100,
                    area_mu__gte=0,
                    area_mu__lte=MOST_MU,
                ),
            ),
            models.CheckConstraint(
                name="agreement_days_in_order",
                condition=Q(until__gt=F("since"), signed_on__lte=F("since"))
                & (
                    Q(ended_on=None, ended_reason="")
                    | (Q(ended_on__isnull=False, ended_on__gte=F("signed_on")) & ~Q(ended_reason=""))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> dt.date:
        return self.ended_on or self.until


class OfAgreementQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "OfAgreementQuerySet":
        return self.filter(agreement__in=EnterpriseAgreement.objects.visible_to(user).order_by().values("pk"))


@track()
class AgreementVillage(models.Model):
    """A village that an agreement covers, with the households it brings along."""

    agreement = models.ForeignKey(EnterpriseAgreement, on_delete=models.PROTECT, related_name="villages")
    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="covered_by")
    households = models.PositiveIntegerField(_("带动户数"), default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("协议覆盖的村")
        verbose_name_plural = _("协议覆盖的村")
        ordering = ["organisation__path"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="agreement_village_once"),
            models.CheckConstraint(name="agreement_village_households", condition=Q(households__lte=MOST_HOUSEHOLDS)),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.organisation}"


class AgreementReview(models.Model):
    """How an agreement was kept in a year (履约评价), append-only: what was due and what was paid, in cents."""

    agreement = models.ForeignKey(EnterpriseAgreement, on_delete=models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField(_("年度"))
    grade = models.CharField(_("履约评价"), max_length=8, choices=Performance.choices)
    due_cents = models.PositiveBigIntegerField(_("应兑现（分）"))
    paid_cents = models.PositiveBigIntegerField(_("已兑现（分）"))
    text = models.CharField(_("情况"), max_length=300, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("履约评价")
        verbose_name_plural = _("履约评价")
        ordering = ["-year"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["agreement", "year"], name="agreement_review_once_a_year"),
            # Who paid less than was due has not kept all of it.
            models.CheckConstraint(
                name="agreement_review_fits",
                condition=Q(grade__in=Performance.values, year__gte=2000, year__lte=2999)
                & Q(due_cents__lte=MOST_CENTS, paid_cents__lte=MOST_CENTS)
                & (~Q(grade=Performance.KEPT) | Q(paid_cents__gte=F("due_cents")))
                & (Q(grade=Performance.KEPT) | ~Q(text="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.year}"


@track()
class Speciality(models.Model):
    """What a village is known for in a year (一村一品), or a township (一乡一业)."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="specialities")
    year = models.PositiveSmallIntegerField(_("年度"))
    product = models.CharField(_("主导产品"), max_length=60)
    brand = models.CharField(_("品牌"), max_length=60, blank=True)
    certificate = models.CharField(_("认证"), max_length=10, choices=Certificate.choices, blank=True)
    output_cents = models.PositiveBigIntegerField(_("年产值（分）"))
    households = models.PositiveIntegerField(_("带动户数"), default=0)
    enterprise = models.ForeignKey(
        Enterprise, null=True, blank=True, on_delete=models.PROTECT, related_name="specialities"
    )
    written_at = models.DateTimeField(_("登记时间"))
    written_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("一村一品、一乡一业")
        verbose_name_plural = _("一村一品、一乡一业")
        ordering = ["organisation__path", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="speciality_once_a_year"),
            models.CheckConstraint(
                name="speciality_believable",
                condition=Q(year__gte=2000, year__lte=2999, output_cents__gte=1, output_cents__lte=MOST_OUTPUT_CENTS)
                & Q(certificate__in=Certificate.values, households__lte=MOST_HOUSEHOLDS_OF_PRODUCT)
                & ~Q(product=""),
            ),
        ]

    def __str__(self) -> str:
        return self.product

    @property
    def label(self) -> str:
        return str(_("一乡一业") if self.organisation.level == Level.TOWNSHIP else _("一村一品"))
