"""What was decided about a member: 党纪处分, 组织处置, and each change of the membership."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.lib.history import track
from ledgers.enums import MembershipState
from ledgers.enums.standing import MeasureKind, MembershipMove, OrganisationalKind, Outcome
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.member import Member
from ledgers.models.standing import OfMemberQuerySet, Withdrawable, WithdrawableQuerySet, by_whom, withdrawn_in_full


@track()
class DisciplinaryMeasure(Withdrawable):
    """党纪处分. `until` is the last day of 留党察看 and of nothing else."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(_("处分"), max_length=10, choices=MeasureKind.choices)
    since = models.DateField(_("处分日期"))
    until = models.DateField(_("察看期满"), null=True, blank=True)
    decided_by = models.CharField(_("决定机关"), max_length=60)
    document = models.CharField(_("文号"), max_length=60)
    at = models.DateTimeField(_("登记时间"))
    by = by_whom()

    objects = WithdrawableQuerySet.as_manager()

    class Meta:
        verbose_name = _("党纪处分")
        verbose_name_plural = _("党纪处分")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "since"], name="measure_once", condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(name="measure_kind_known", condition=Q(kind__in=MeasureKind.values)),
            models.CheckConstraint(
                name="measure_until_of_probation",
                condition=Q(kind=MeasureKind.PROBATION, until__isnull=False, until__gt=F("since"))
                | (~Q(kind=MeasureKind.PROBATION) & Q(until=None)),
            ),
            models.CheckConstraint(name="measure_is_decided", condition=~Q(decided_by="") & ~Q(document="")),
            withdrawn_in_full("measure_withdrawn_in_full"),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.get_kind_display()}"


@track()
class OrganisationalMeasure(Withdrawable):
    """组织处置 (不合格党员组织处置办法): `until` is the last day of 限期改正, `outcome` what came of it.

    劝其退党 and 除名 end the membership and have neither.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="organisational_measures")
    kind = models.CharField(_("组织处置"), max_length=10, choices=OrganisationalKind.choices)
    since = models.DateField(_("决定日期"))
    until = models.DateField(_("改正期满"), null=True, blank=True)
    decided_by = models.CharField(_("批准机关"), max_length=60)
    document = models.CharField(_("文号"), max_length=60)
    reason = models.CharField(_("原因"), max_length=200)
    outcome = models.CharField(_("改正结果"), max_length=10, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(_("评定日期"), null=True, blank=True)
    at = models.DateTimeField(_("登记时间"))
    by = by_whom()

    objects = WithdrawableQuerySet.as_manager()

    class Meta:
        verbose_name = _("组织处置")
        verbose_name_plural = _("组织处置")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "since"], name="organisational_once", condition=Q(withdrawn_at=None)
            ),
            models.UniqueConstraint(
                fields=["member"],
                name="organisational_one_rectification_open",
                condition=Q(kind=OrganisationalKind.RECTIFY, outcome="", withdrawn_at=None),
            ),
            models.CheckConstraint(name="organisational_kind_known", condition=Q(kind__in=OrganisationalKind.values)),
            models.CheckConstraint(
                name="organisational_until_of_rectification",
                condition=Q(kind=OrganisationalKind.RECTIFY, until__isnull=False, until__gt=F("since"))
                | (~Q(kind=OrganisationalKind.RECTIFY) & Q(until=None)),
            ),
            models.CheckConstraint(
                name="organisational_outcome_of_rectification",
                condition=Q(outcome="", outcome_on=None)
                | Q(
                    kind=OrganisationalKind.RECTIFY,
                    outcome__in=Outcome.values,
                    outcome_on__isnull=False,
                    outcome_on__gte=F("since"),
                ),
            ),
            models.CheckConstraint(
                name="organisational_is_decided", condition=~Q(decided_by="") & ~Q(document="") & ~Q(reason="")
            ),
            withdrawn_in_full("organisational_withdrawn_in_full"),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.get_kind_display()}"

    @property
    def is_running(self) -> bool:
        """限期改正 of which nobody has said yet what came of it."""
        return self.kind == OrganisationalKind.RECTIFY and not self.outcome and self.is_valid


class MembershipStep(models.Model):
    """One decision about a membership (停止党籍、恢复、除名), append-only: who, when, from, to, on which day, why.

    A member who came on the roll in another state than 正常 has a step from nothing.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="membership_steps")
    action = models.CharField(_("动作"), max_length=10, choices=MembershipMove.choices)
    from_state = models.CharField(_("原状态"), max_length=10, choices=MembershipState.choices, blank=True)
    to_state = models.CharField(_("新状态"), max_length=10, choices=MembershipState.choices)
    on = models.DateField(_("决定日期"))
    by = by_whom()
    at = models.DateTimeField(_("登记时间"))
    reason = models.CharField(_("依据"), max_length=200)

    objects = OfMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("党籍变动")
        verbose_name_plural = _("党籍变动")
        ordering = ["-pk"]
        triggers = APPEND_ONLY
        constraints = [models.CheckConstraint(name="membership_step_says_why", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.on}"
