"""Bonuses for village cadres out of a year's audited profit (村干部奖励), in cents (分).

However many plans a village makes for a year, together they stay within the share of the profit that was frozen when
the year was audited: the database adds up on its own, one transaction after the other.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from cadres.models import Cadre
from config.lib.history import track
from economy.enums.bonus import BonusAction, BonusState
from economy.models.income import WITHIN_SHARE, IncomeBook, OfBookQuerySet, asked_once
from ledgers.models import Decision
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.standing import by_whom

_OF_LINES = "SELECT plan_id FROM new_values"
_OF_PLANS = "SELECT book_id FROM new_values"
_LINES_IN_DRAFT = """
    IF EXISTS (
        SELECT FROM {rows} line JOIN economy_bonusplan plan ON plan.id = line.plan_id WHERE plan.state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the lines of a plan are written only while it is a draft';
    END IF;
    RETURN NULL;
"""


@track()
class BonusPlan(models.Model):
    """One plan of a village for a year. `economy.services.bonus` moves it, by one function.

    `number` counts a village's plans of the year. The days of the publication are kept here; what was decided by the
    villagers is `decision`.
    """

    book = models.ForeignKey(IncomeBook, on_delete=models.PROTECT, related_name="bonus_plans")
    number = models.PositiveSmallIntegerField(_("第几个方案"))
    state = models.CharField(_("状态"), max_length=8, choices=BonusState.choices, default=BonusState.DRAFT)
    reason = models.CharField(_("贡献情况"), max_length=300)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="bonus_plans")
    posted_on = models.DateField(_("公示首日"), null=True, blank=True)
    posted_until = models.DateField(_("公示末日"), null=True, blank=True)
    posted_file = models.ForeignKey(
        "evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    paid_on = models.DateField(_("发放日期"), null=True, blank=True)
    made_by = by_whom()
    made_at = models.DateTimeField(_("拟定时间"))

    objects = OfBookQuerySet.as_manager()

    class Meta:
        verbose_name = _("村干部奖励方案")
        verbose_name_plural = _("村干部奖励方案")
        ordering = ["book", "number"]
        triggers = [
            asked_once(pgtrigger.Update, "plans_within_share", WITHIN_SHARE.format(books=_OF_PLANS), new="new_values"),
            pgtrigger.ReadOnly(name="keeps_its_year", fields=["book", "number"]),
            pgtrigger.Protect(
                name="paid_stays", operation=pgtrigger.Update, condition=pgtrigger.Q(old__state=BonusState.PAID)
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="bonus_plan_number_once"),
            # A decision carries one living plan.
            models.UniqueConstraint(
                fields=["decision"], name="bonus_plan_own_decision", condition=~Q(state=BonusState.DROPPED)
            ),
            models.CheckConstraint(
                name="bonus_plan_state_known", condition=Q(state__in=BonusState.values, number__gte=1)
            ),
            models.CheckConstraint(name="bonus_plan_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="bonus_plan_decided_past_draft",
                condition=Q(state__in=[BonusState.DRAFT, BonusState.DROPPED]) | Q(decision__isnull=False),
            ),
            models.CheckConstraint(
                name="bonus_plan_posted_before_paid",
                condition=Q(posted_on=None, posted_until=None, paid_on=None)
                & Q(
                    state__in=[
                        BonusState.DRAFT,
                        BonusState.SENT,
                        BonusState.TOWNSHIP,
                        BonusState.FILED,
                        BonusState.DROPPED,
                    ]
                )
                | Q(state=BonusState.POSTED, posted_on__isnull=False, posted_until=None, paid_on=None)
                | Q(
                    state=BonusState.READY,
                    posted_on__isnull=False,
                    posted_until__isnull=False,
                    posted_until__gte=F("posted_on"),
                    paid_on=None,
                )
                | Q(
                    state=BonusState.PAID,
                    posted_on__isnull=False,
                    posted_until__isnull=False,
                    paid_on__isnull=False,
                    posted_until__gte=F("posted_on"),
                    paid_on__gt=F("posted_until"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.number}"


class OfPlanQuerySet(ScopedQuerySet):
    scope_path = "plan__book__organisation__path"


@track()
class BonusLine(models.Model):
    """What a plan gives a cadre, and for what."""

    plan = models.ForeignKey(BonusPlan, on_delete=models.PROTECT, related_name="lines")
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="bonus_lines")
    cents = models.PositiveBigIntegerField(_("金额（分）"))
    merit = models.CharField(_("突出贡献"), max_length=100)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("村干部奖励明细")
        verbose_name_plural = _("村干部奖励明细")
        ordering = ["pk"]
        triggers = [
            asked_once(
                pgtrigger.Insert,
                "added_within_share",
                WITHIN_SHARE.format(books=f"SELECT book_id FROM economy_bonusplan WHERE id IN ({_OF_LINES})"),
                new="new_values",
            ),
            asked_once(pgtrigger.Insert, "added_in_draft", _LINES_IN_DRAFT.format(rows="new_values"), new="new_values"),
            asked_once(
                pgtrigger.Delete, "removed_in_draft", _LINES_IN_DRAFT.format(rows="old_values"), old="old_values"
            ),
            pgtrigger.Protect(name="written_anew", operation=pgtrigger.Update),
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "cadre"], name="bonus_line_once_per_person"),
            models.CheckConstraint(name="bonus_line_says_what_for", condition=Q(cents__gt=0) & ~Q(merit="")),
        ]

    def __str__(self) -> str:
        return f"{self.cadre_id} {self.cents}"


class BonusStep(models.Model):
    """One move of a plan, append-only: who, when, from, to, why, and the sum that it had then."""

    plan = models.ForeignKey(BonusPlan, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=8, choices=BonusAction.choices)
    from_state = models.CharField(_("原状态"), max_length=8, choices=BonusState.choices)
    to_state = models.CharField(_("新状态"), max_length=8, choices=BonusState.choices)
    cents = models.PositiveBigIntegerField(_("方案合计（分）"))
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    reason = models.CharField(_("说明"), max_length=200, blank=True)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("奖励方案办理记录")
        verbose_name_plural = _("奖励方案办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="bonus_step_says_why",
                condition=~Q(action__in=[BonusAction.RETURN, BonusAction.DROP]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"
