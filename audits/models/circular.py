"""Circulars (通报): draft, check, signature, number, issued file, receipts."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audits.enums import CircularAction, CircularKind, CircularStatus
from branches.scope import ScopedQuerySet
from config.lib.history import track
from config.lib.months import quarter_label
from config.lib.official import circular_number
from ledgers.models import Month

SIGNED_STATES = (CircularStatus.SIGNED, CircularStatus.ISSUED)


class NumberSeries(models.Model):
    """The last number a district gave under a prefix in a year.

    Its row is locked while a number is taken, so that none is skipped.
    """

    district = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    prefix = models.CharField(_("发文机关代字"), max_length=20)
    year = models.PositiveSmallIntegerField(_("年份"))
    last = models.PositiveIntegerField(_("最后编号"), default=0)

    class Meta:
        verbose_name = _("发文编号")
        verbose_name_plural = _("发文编号")
        constraints = [models.UniqueConstraint(fields=["district", "prefix", "year"], name="series_once_per_year")]

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕{self.last}"


class CircularQuerySet(ScopedQuerySet):
    scope_path = "month__district__path"

    def visible_to(self, user) -> "CircularQuerySet":
        """Return all circulars of one's own district to its officers; to everyone else those sent to them."""
        scope = user.party_scope
        if not scope.prefixes:
            return self.none()
        addressed = CircularReceipt.objects.filter(scope.predicate("organisation__path")).values("circular")
        return self.filter(scope.predicate(self.scope_path) | Q(status=CircularStatus.ISSUED, pk__in=addressed))


@track()
class Circular(models.Model):
    """A circular on a month or a quarter, or a correction. Only `audits.services.circulars` changes its state.

    `month` is the month it is on, the last month of the quarter, or the month of the circular that it `corrects`. A
    correction has a number of its own; what it corrects stays as it was issued.

    `figures` are the month's numbers and lists as they were when the draft was last brought up to date; the issued
    file, its hash and these figures are never made anew.
    """

    month = models.ForeignKey(Month, on_delete=models.PROTECT, related_name="circulars")
    # The month's district once more: numbers are a district's own, and a constraint sees one table only.
    district = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("种类"), max_length=10, choices=CircularKind.choices, default=CircularKind.MONTH)
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    title = models.CharField(_("标题"), max_length=120)
    addressees = models.CharField(_("主送"), max_length=400)
    body = models.TextField(_("正文"), max_length=50000)
    copies_to = models.CharField(_("抄送"), max_length=400, blank=True)
    figures = models.JSONField(_("数据"))
    status = models.CharField(_("状态"), max_length=10, choices=CircularStatus.choices, default=CircularStatus.DRAFT)
    version = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("拟稿时间"))
    checked_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(_("核稿时间"), null=True, blank=True)
    signed_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("签发时间"), null=True, blank=True)
    prefix = models.CharField(_("代字"), max_length=20)
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)
    serial = models.PositiveIntegerField(_("编号"), null=True, blank=True)
    pdf = models.FileField(_("印发件"), upload_to="circulars/%Y", blank=True)
    sha256 = models.CharField(_("印发件校验码"), max_length=64, blank=True)
    issued_at = models.DateTimeField(_("印发时间"), null=True, blank=True)
    # A file cannot hold its own hash: a random code, drawn at the signature, leads from the paper to it.
    code = models.CharField(_("核验码"), max_length=12, blank=True)
    verify_url = models.CharField(_("核验地址"), max_length=200, blank=True)

    objects = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = _("通报")
        verbose_name_plural = _("通报")
        constraints = [
            models.UniqueConstraint(
                fields=["month"], condition=Q(kind=CircularKind.MONTH), name="circular_once_per_month"
            ),
            models.UniqueConstraint(
                fields=["month"], condition=Q(kind=CircularKind.QUARTER), name="circular_once_per_quarter"
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=~Q(status=CircularStatus.ISSUED),
                name="circular_one_open_correction",
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="circular_code_once"),
            models.CheckConstraint(
                name="circular_correction_of_one",
                condition=Q(kind=CircularKind.CORRECTION, corrects__isnull=False)
                | (~Q(kind=CircularKind.CORRECTION) & Q(corrects=None)),
            ),
            # What was signed before there were codes has none.
            models.CheckConstraint(
                name="circular_code_with_signature",
                condition=Q(code="", verify_url="") | (~Q(code="") & ~Q(verify_url="") & Q(signed_at__isnull=False)),
            ),
            models.UniqueConstraint(fields=["district", "prefix", "year", "serial"], name="circular_number_once"),
            models.CheckConstraint(
                name="circular_checked_pair",
                condition=Q(checked_by=None, checked_at=None) | Q(checked_by__isnull=False, checked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="circular_signed_whole",
                condition=Q(signed_by=None, signed_at=None, year=None, serial=None)
                | Q(
                    signed_by__isnull=False,
                    signed_at__isnull=False,
                    year__isnull=False,
                    serial__isnull=False,
                    serial__gte=1,
                    checked_by__isnull=False,
                    status__in=SIGNED_STATES,
                ),
            ),
            models.CheckConstraint(
                name="circular_three_people",
                condition=(Q(checked_by=None) | ~Q(checked_by=F("drafted_by")))
                & (Q(signed_by=None) | (~Q(signed_by=F("drafted_by")) & ~Q(signed_by=F("checked_by")))),
            ),
            models.CheckConstraint(
                name="circular_issued_whole",
                condition=(Q(status=CircularStatus.ISSUED, issued_at__isnull=False) & ~Q(sha256="") & ~Q(pdf=""))
                | (~Q(status=CircularStatus.ISSUED) & Q(issued_at=None, sha256="", pdf="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """临组通字〔2026〕3号, or an empty text before the signature."""
        return circular_number(self.prefix, self.year, self.serial) if self.serial else ""

    @property
    def period(self) -> str:
        """What it is on, as it stands before 通报: 2026年10月, 2026年第四季度, 2026年10月更正."""
        period = quarter_label(self.month.month) if self.is_on_quarter else self.month.label
        return f"{period}更正" if self.kind == CircularKind.CORRECTION else period  # i18n: data

    @property
    def is_on_quarter(self) -> bool:
        circular = self.corrects if self.kind == CircularKind.CORRECTION else self
        return circular.kind == CircularKind.QUARTER

    @property
    def spelled_code(self) -> str:
        """The code in groups of four, as it is printed: 7K3M-9PQ2-XW4T."""
        return "-".join(self.code[start : start + 4] for start in range(0, len(self.code), 4))


class CircularStep(models.Model):
    """One move of a circular, append-only."""

    circular = models.ForeignKey(Circular, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=16, choices=CircularAction.choices)
    by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    reason = models.TextField(_("意见"), blank=True)

    class Meta:
        verbose_name = _("通报办理记录")
        verbose_name_plural = _("通报办理记录")
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


class CircularReceiptQuerySet(ScopedQuerySet):
    scope_path = "organisation__path"

    def unsigned(self) -> "CircularReceiptQuerySet":
        return self.filter(signed_at=None)


@track()
class CircularReceipt(models.Model):
    """An organisation that the circular was sent to, and who signed for it (签收)."""

    circular = models.ForeignKey(Circular, on_delete=models.PROTECT, related_name="receipts")
    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("签收时间"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("上次提醒时间"), null=True, blank=True)

    objects = CircularReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("通报签收")
        verbose_name_plural = _("通报签收")
        constraints = [
            models.UniqueConstraint(fields=["circular", "organisation"], name="receipt_once_per_organisation"),
            models.CheckConstraint(
                name="receipt_signed_pair",
                condition=Q(signed_by=None, signed_at=None) | Q(signed_by__isnull=False, signed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.circular}"
