"""Contracts over what the collective owns (合同台账): leases, land let by tender, shares; with their last day."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from economy.enums.contract import ContractEnd, ContractKind
from economy.models.income import MOST_CENTS
from ledgers.models.standing import Withdrawable, by_whom, withdrawn_in_full

LONGEST_LEASE = 20  # years: 民法典 第七百零五条, what is longer is void


_NOTHING_BOOKED = """
    IF EXISTS (
        SELECT FROM economy_incomeentry entry WHERE entry.contract_id = NEW.id AND entry.withdrawn_at IS NULL
    ) THEN
        RAISE EXCEPTION 'pgtrigger: money was booked under the contract';
    END IF;
    RETURN NEW;
"""


class ContractQuerySet(ScopedQuerySet):
    def valid(self) -> "ContractQuerySet":
        return self.filter(withdrawn_at=None)

    def alive(self) -> "ContractQuerySet":
        """Return those that nobody has settled."""
        return self.valid().filter(ended_on=None)


@track()
class Contract(Withdrawable):
    """Who uses what of the collective's, from `since` to `until` (both included), for how much a year.

    `ended_on` is when it was settled, with `end_kind`: renewed, let anew, taken back, broken off. What has passed its
    last day and is not settled raises the alarm until somebody does.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="contracts")
    number = models.CharField(_("合同编号"), max_length=40)
    kind = models.CharField(_("种类"), max_length=8, choices=ContractKind.choices)
    asset = models.CharField(_("资产资源"), max_length=80)
    party = models.CharField(_("对方"), max_length=60)
    signed_on = models.DateField(_("签订日期"))
    since = models.DateField(_("起始日期"))
    until = models.DateField(_("最后一天"))
    yearly_cents = models.PositiveBigIntegerField(_("每年应收（分）"))
    pays_by = models.PositiveSmallIntegerField(_("每年几月前交"), default=12)
    decision = models.ForeignKey("ledgers.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(_("了结日期"), null=True, blank=True)
    end_kind = models.CharField(_("怎样了结"), max_length=10, choices=ContractEnd.choices, blank=True)
    end_note = models.CharField(_("说明"), max_length=200, blank=True)
    ended_by = by_whom()
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("集体资产合同")
        verbose_name_plural = _("集体资产合同")
        ordering = ["until", "pk"]
        triggers = [
            pgtrigger.Trigger(
                name="withdrawn_without_money",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=True, new__withdrawn_at__isnull=False),
                func=_NOTHING_BOOKED,
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="contract_number_once", condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(name="contract_kind_known", condition=Q(kind__in=ContractKind.values)),
            models.CheckConstraint(name="contract_says_what", condition=~Q(number="") & ~Q(asset="") & ~Q(party="")),
            models.CheckConstraint(
                name="contract_amount", condition=Q(yearly_cents__gt=0, yearly_cents__lte=MOST_CENTS)
            ),
            models.CheckConstraint(name="contract_pays_by_month", condition=Q(pays_by__gte=1, pays_by__lte=12)),
            models.CheckConstraint(
                name="contract_dates_in_order", condition=Q(until__gte=F("since"), since__gte=F("signed_on"))
            ),
            models.CheckConstraint(
                name="contract_lease_not_too_long",
                condition=~Q(kind=ContractKind.LEASE) | Q(until__year__lte=F("since__year") + LONGEST_LEASE),
            ),
            models.CheckConstraint(
                name="contract_ended_whole",
                condition=Q(ended_on=None, end_kind="", ended_by=None)
                | Q(
                    ended_on__isnull=False,
                    ended_on__gte=F("since"),
                    end_kind__in=ContractEnd.values,
                    ended_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="contract_breaking_says_why", condition=~Q(end_kind=ContractEnd.BROKEN) | ~Q(end_note="")
            ),
            withdrawn_in_full("contract_withdrawn_in_full"),
        ]
        indexes = [models.Index(fields=["organisation", "until"], name="contract_organisation_until")]

    def __str__(self) -> str:
        return f"{self.number} {self.asset}"
