"""Dues paid by a member for a month (党费), in cents (分)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.models.ledger import Ledger
from ledgers.models.member import Member


class DuesPaymentQuerySet(ScopedQuerySet):
    scope_path = "ledger__branch__path"


@track()
class DuesPayment(models.Model):
    """A member's dues of one month; a row stands for money that was really paid (中组发〔2008〕3号 第十四条)."""

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="dues")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="dues")
    paid_cents = models.PositiveIntegerField(_("实交（分）"))
    paid_on = models.DateField(_("交纳日期"))
    recorded_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("登记时间"))

    objects = DuesPaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("党费")
        verbose_name_plural = _("党费")
        constraints = [
            models.UniqueConstraint(fields=["ledger", "member"], name="dues_once_per_member_and_month"),
            models.CheckConstraint(name="dues_positive", condition=Q(paid_cents__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.paid_cents}"


def total_cents(payments) -> int:
    """Return the sum of `payments` in cents, 0 for none."""
    return payments.aggregate(total=models.Sum(F("paid_cents"), default=0))["total"]
