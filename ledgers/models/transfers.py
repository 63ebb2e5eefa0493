"""Members who move from one branch to another (组织关系转接). The national system decides; this keeps the progress."""

import uuid

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation, User
from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.enums.transfers import OPEN_STATES, TransferAction, TransferKind, TransferState
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.member import Member

BEFORE_LETTER = (TransferState.APPLIED, TransferState.CHECKED)
WITH_LETTER = (TransferState.ISSUED, TransferState.RECEIVED, TransferState.COMPLETED)
ENDED = (TransferState.COMPLETED, TransferState.RETURNED, TransferState.WITHDRAWN)
STOPPED = (TransferState.RETURNED, TransferState.WITHDRAWN)

NO_LETTER = Q(letter_number="", issued_on=None, paid_until=None, within_city=None, valid_days=None, valid_until=None)
WHOLE_LETTER = ~Q(letter_number="") & Q(
    issued_on__isnull=False,
    paid_until__isnull=False,
    within_city__isnull=False,
    valid_days__isnull=False,
    valid_days__range=(1, 90),
    valid_until__isnull=False,
    valid_until__gt=F("issued_on"),
    # Three months are the most that a letter may be valid for.
    valid_until__lte=Func(F("issued_on"), template="(%(expressions)s + 90)", output_field=models.DateField()),
)


class TransferQuerySet(ScopedQuerySet):
    def visible_to(self, user: User) -> "TransferQuerySet":
        """Return the transfers of which either branch lies in the user's scope: both sides follow one record."""
        scope = user.party_scope
        if not scope.prefixes:
            return self.none()
        return self.filter(scope.predicate("source__path") | scope.predicate("target__path"))

    def open(self) -> "TransferQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def of_branch(self, branch: Organisation) -> "TransferQuerySet":
        return self.filter(Q(source=branch) | Q(target=branch))


@track()
class Transfer(models.Model):
    """One move of one member. The member stays on the old roll until it is completed.

    `source` is empty for somebody who comes from outside this installation and `target` for somebody who leaves it;
    `outside` then names the other side. `member` is the row on the old roll, `new_member` the one on the new roll.
    `key` is made by the page, so that a repeated request does not begin twice.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    kind = models.CharField(_("去向"), max_length=10, choices=TransferKind.choices)
    state = models.CharField(_("进度"), max_length=10, choices=TransferState.choices)
    name = models.CharField(_("姓名"), max_length=40)
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="transfers")
    new_member = models.OneToOneField(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="arrived_by"
    )
    source = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outside = models.CharField(_("外地党组织"), max_length=80, blank=True)
    note = models.CharField(_("转接原因"), max_length=200, blank=True)
    applied_on = models.DateField(_("申请日期"))
    letter_number = models.CharField(_("介绍信编号"), max_length=60, blank=True)
    issued_on = models.DateField(_("开具日期"), null=True, blank=True)
    paid_until = models.DateField(_("党费交至"), null=True, blank=True)
    within_city = models.BooleanField(_("市内转接"), null=True, blank=True)
    valid_days = models.PositiveSmallIntegerField(_("有效天数"), null=True, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    received_on = models.DateField(_("接收日期"), null=True, blank=True)
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("组织关系转接")
        verbose_name_plural = _("组织关系转接")
        constraints = [
            models.UniqueConstraint(
                fields=["member"], name="transfer_one_open_per_member", condition=Q(state__in=OPEN_STATES)
            ),
            models.CheckConstraint(name="transfer_state_known", condition=Q(state__in=TransferState.values)),
            models.CheckConstraint(
                name="transfer_two_sides",
                condition=Q(
                    kind=TransferKind.INSIDE,
                    member__isnull=False,
                    source__isnull=False,
                    target__isnull=False,
                    outside="",
                )
                & ~Q(source=F("target"))
                | Q(kind=TransferKind.OUT, member__isnull=False, source__isnull=False, target=None) & ~Q(outside="")
                | Q(kind=TransferKind.IN, member=None, source=None, target__isnull=False) & ~Q(outside=""),
            ),
            models.CheckConstraint(
                name="transfer_letter_whole",
                condition=(Q(state__in=BEFORE_LETTER) & NO_LETTER)
                | (Q(state__in=WITH_LETTER) & WHOLE_LETTER)
                | (Q(state__in=STOPPED) & (NO_LETTER | WHOLE_LETTER)),
            ),
            models.CheckConstraint(
                name="transfer_received_pair",
                condition=Q(state__in=(TransferState.RECEIVED, TransferState.COMPLETED), received_on__isnull=False)
                | (~Q(state__in=(TransferState.RECEIVED, TransferState.COMPLETED)) & Q(received_on=None)),
            ),
            models.CheckConstraint(
                name="transfer_ended_pair",
                condition=Q(state__in=ENDED, ended_on__isnull=False) | (~Q(state__in=ENDED) & Q(ended_on=None)),
            ),
            models.CheckConstraint(
                name="transfer_new_member_pair",
                condition=Q(state=TransferState.COMPLETED, kind__in=("inside", "in"), new_member__isnull=False)
                | (~(Q(state=TransferState.COMPLETED) & Q(kind__in=("inside", "in"))) & Q(new_member=None)),
            ),
            # A letter from outside was issued before it was registered here.
            models.CheckConstraint(
                name="transfer_days_in_order",
                condition=(Q(issued_on=None) | Q(kind=TransferKind.IN) | Q(issued_on__gte=F("applied_on")))
                & (Q(received_on=None) | Q(issued_on__isnull=False, received_on__gte=F("issued_on")))
                & (Q(ended_on=None) | Q(received_on=None) | Q(ended_on__gte=F("received_on")))
                & (Q(ended_on=None) | Q(ended_on__gte=F("applied_on"))),
            ),
        ]
        indexes = [
            models.Index(fields=["source", "state"], name="transfer_source_state"),
            models.Index(fields=["target", "state"], name="transfer_target_state"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def from_name(self) -> str:
        return self.source.short_name if self.source else self.outside

    @property
    def to_name(self) -> str:
        return self.target.short_name if self.target else self.outside


class TransferStepQuerySet(ScopedQuerySet):
    def visible_to(self, user: User) -> "TransferStepQuerySet":
        scope = user.party_scope
        if not scope.prefixes:
            return self.none()
        return self.filter(scope.predicate("transfer__source__path") | scope.predicate("transfer__target__path"))


class TransferStep(models.Model):
    """One move of a transfer, append-only: who, when, from, to, why."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=TransferAction.choices)
    from_state = models.CharField(_("原进度"), max_length=10, choices=TransferState.choices, blank=True)
    to_state = models.CharField(_("新进度"), max_length=10, choices=TransferState.choices)
    reason = models.CharField(_("说明"), max_length=200, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    objects = TransferStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("组织关系转接办理记录")
        verbose_name_plural = _("组织关系转接办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="transfer_stop_says_why",
                condition=~Q(action__in=(TransferAction.RETURN, TransferAction.WITHDRAW)) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="transfer_begins_from_nothing",
                condition=Q(action__in=(TransferAction.APPLY, TransferAction.REGISTER), from_state="")
                | (~Q(action__in=(TransferAction.APPLY, TransferAction.REGISTER)) & ~Q(from_state="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"
