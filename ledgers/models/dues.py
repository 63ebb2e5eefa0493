"""Dues (党费) in cents (分): what a member owes a month, and what was really paid."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.enums.dues import WITH_APPROVAL, WITH_INCOME, DuesCategory
from ledgers.models.ledger import APPEND_ONLY, Ledger
from ledgers.models.member import Member


class DuesPaymentQuerySet(ScopedQuerySet):
    scope_path = "ledger__branch__path"


@track()
class DuesPayment(models.Model):
    """A member's dues of one month; a row stands for money that was really paid (中组发〔2008〕3号 第十四条).

    `ledger` is the one in which the money was received and is counted, `month` the first day of the month it is for:
    an earlier one for what is paid back after its ledger was locked, a later one for what is paid ahead. `proxy` is
    who brought the money for the member (委托他人代交), `taken_by` who took it, where it was not who recorded it.
    """

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="dues")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="dues")
    month = models.DateField(_("所属月份"))
    paid_cents = models.PositiveIntegerField(_("实交（分）"))
    paid_on = models.DateField(_("交纳日期"))
    proxy = models.CharField(_("代交人"), max_length=40, blank=True)
    taken_by = models.CharField(_("收款人"), max_length=40, blank=True)
    recorded_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("登记时间"))

    objects = DuesPaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("党费")
        verbose_name_plural = _("党费")
        constraints = [
            models.UniqueConstraint(fields=["member", "month"], name="dues_once_per_member_and_month"),
            models.CheckConstraint(name="dues_positive", condition=Q(paid_cents__gt=0)),
            models.CheckConstraint(name="dues_month_is_first_day", condition=Q(month__day=1)),
        ]
        # Who has paid for a month, of all branches of a district at once.
        indexes = [models.Index(fields=["month"], name="dues_of_month")]

    def __str__(self) -> str:
        return f"{self.member} {self.month:%Y-%m} {self.paid_cents}"

    @property
    def taker(self) -> str:
        return self.taken_by or str(self.recorded_by)


class DuesStandardQuerySet(ScopedQuerySet):
    scope_path = "member__branch__path"


class DuesStandard(models.Model):
    """A version of what a member owes a month, append-only: a change is a further row that holds from its month on.

    The amount itself is not kept but reckoned by the rates of each month, so that a change of the law or of the
    district's figure holds from its own day; only a reduction or exemption fixes it (`fixed_cents`). A member without
    a standard owes a farmer's dues. Of two versions of the same month the later row holds.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="dues_standards")
    category = models.CharField(_("交纳类别"), max_length=8, choices=DuesCategory.choices)
    base_cents = models.PositiveIntegerField(_("月收入基数（分）"), null=True, blank=True)
    fixed_cents = models.PositiveIntegerField(_("批准的月交数额（分）"), null=True, blank=True)
    valid_from = models.DateField(_("从哪个月起"))
    approved_by = models.CharField(_("批准单位"), max_length=60, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    approval_document = models.CharField(_("批准文件"), max_length=80, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("设定时间"))

    objects = DuesStandardQuerySet.as_manager()

    # Who has an income owes something, however little it is: from one yuan on, every rate gives a cent.
    class Meta:
        verbose_name = _("党费标准")
        verbose_name_plural = _("党费标准")
        ordering = ["valid_from", "pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(name="dues_standard_category_known", condition=Q(category__in=DuesCategory.values)),
            models.CheckConstraint(name="dues_standard_from_first_day", condition=Q(valid_from__day=1)),
            models.CheckConstraint(
                name="dues_standard_base_for_income_only",
                condition=Q(category__in=WITH_INCOME, base_cents__isnull=False, base_cents__gte=100)
                | (~Q(category__in=WITH_INCOME) & Q(base_cents=None)),
            ),
            models.CheckConstraint(
                name="dues_standard_fixed_by_approval_only",
                condition=Q(category=DuesCategory.REDUCED, fixed_cents__isnull=False, fixed_cents__gt=0)
                | Q(category=DuesCategory.EXEMPT, fixed_cents__isnull=False, fixed_cents=0)
                | (~Q(category__in=WITH_APPROVAL) & Q(fixed_cents=None)),
            ),
            models.CheckConstraint(
                name="dues_standard_approval_whole",
                condition=Q(approved_by="", approved_on=None, approval_document="")
                | (
                    Q(category__in=WITH_APPROVAL, approved_on__isnull=False)
                    & ~Q(approved_by="")
                    & ~Q(approval_document="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["member", "-valid_from", "-id"], name="dues_standard_of_member")]

    def __str__(self) -> str:
        return f"{self.member} {self.get_category_display()} {self.valid_from:%Y-%m}"

    @property
    def lacks_approval(self) -> bool:
        return self.category in WITH_APPROVAL and self.approved_on is None
