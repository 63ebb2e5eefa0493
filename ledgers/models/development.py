"""People on their way to full membership (发展党员): the person, the steps, and what else happened to the record."""

import uuid

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.development_steps import (
    APPROVAL,
    APPROVE_FULL,
    CONTACTS,
    INTRODUCERS,
    REPEATED,
    TRAINING,
    WITH_VOTES,
)
from ledgers.enums import Education, Gender
from ledgers.enums.development import CandidateAction, CandidateState, Stage
from ledgers.models.identity import KeepsIdNumber
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.member import Member

ON_ROLL = (Stage.PROBATIONARY, Stage.FULL)
WITH_NOTICE = (APPROVAL, APPROVE_FULL)


def birthday(column: str, years: int) -> Func:
    """Return the day on which someone born on the day in `column` has lived for `years` years (28 February for 29)."""
    template = f"(%(expressions)s + interval '{years} years')::date"
    return Func(F(column), template=template, output_field=models.DateField())


class CandidateQuerySet(ScopedQuerySet):
    scope_path = "branch__path"

    def open(self) -> "CandidateQuerySet":
        return self.filter(state=CandidateState.OPEN)


@track()
class Candidate(KeepsIdNumber, models.Model):
    """A person who applied for membership, from the application to the archive.

    `applied_on` is step 1. `stage` follows from the steps (`ledgers.services.development` writes it after each). Steps
    up to `begun_at` were done before the record began here and stand on paper. `key` is made by the page that adds
    the person, so that a repeated request does not add twice. `member` is the row on the roll from the approval on.
    """

    branch = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="candidates")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("姓名"), max_length=40)
    gender = models.CharField(_("性别"), max_length=1, choices=Gender.choices)
    birth_date = models.DateField(_("出生日期"))
    id_number_cipher = models.TextField(_("公民身份号码（密文）"), blank=True)
    id_number_hash = models.CharField(_("公民身份号码（查重码）"), max_length=64, blank=True)
    phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    education = models.CharField(_("学历"), max_length=2, choices=Education.choices, blank=True)
    occupation = models.CharField(_("工作岗位"), max_length=40, blank=True)
    applied_on = models.DateField(_("递交申请书日期"))
    begun_at = models.PositiveSmallIntegerField(_("建档时已办到第几步"), default=1)
    stage = models.CharField(_("阶段"), max_length=12, choices=Stage.choices, default=Stage.APPLICANT)
    state = models.CharField(_("办理情况"), max_length=10, choices=CandidateState.choices, default=CandidateState.OPEN)
    closed_on = models.DateField(_("结束日期"), null=True, blank=True)
    prolonged_on = models.DateField(_("决定延长预备期的日期"), null=True, blank=True)
    prolonged_until = models.DateField(_("预备期延长到"), null=True, blank=True)
    prolonged_document = models.CharField(_("延长预备期的批复文号"), max_length=60, blank=True)
    member = models.OneToOneField(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="candidate", verbose_name=_("党员")
    )
    is_demo = models.BooleanField(_("演示数据"), default=False)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("发展对象档案")
        verbose_name_plural = _("发展对象档案")
        constraints = [
            models.UniqueConstraint(fields=["branch", "key"], name="candidate_added_once"),
            models.UniqueConstraint(
                fields=["id_number_hash"],
                name="candidate_id_number_open_once",
                condition=~Q(id_number_hash="") & Q(state=CandidateState.OPEN),
            ),
            models.CheckConstraint(
                name="candidate_id_number_pair",
                condition=Q(id_number_cipher="", id_number_hash="") | (~Q(id_number_cipher="") & ~Q(id_number_hash="")),
            ),
            models.CheckConstraint(name="candidate_stage_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(name="candidate_state_known", condition=Q(state__in=CandidateState.values)),
            # 发展党员工作细则 第五条
            models.CheckConstraint(name="candidate_is_of_age", condition=Q(applied_on__gte=birthday("birth_date", 18))),
            models.CheckConstraint(
                name="candidate_closed_pair",
                condition=Q(state=CandidateState.OPEN, closed_on=None)
                | (~Q(state=CandidateState.OPEN) & Q(closed_on__isnull=False, closed_on__gte=F("applied_on"))),
            ),
            models.CheckConstraint(
                name="candidate_on_roll_once_approved",
                condition=Q(stage__in=ON_ROLL, member__isnull=False) | (~Q(stage__in=ON_ROLL) & Q(member=None)),
            ),
            models.CheckConstraint(
                name="candidate_end_fits_stage",
                condition=Q(state=CandidateState.OPEN)
                | Q(state=CandidateState.ADMITTED, stage=Stage.FULL)
                | Q(state=CandidateState.CANCELLED, stage=Stage.PROBATIONARY)
                | Q(state=CandidateState.MOVED, stage__in=ON_ROLL)
                | (Q(state__in=(CandidateState.WITHDRAWN, CandidateState.REJECTED)) & ~Q(stage__in=ON_ROLL)),
            ),
            models.CheckConstraint(
                name="candidate_prolonged_whole",
                condition=Q(prolonged_on=None, prolonged_until=None, prolonged_document="")
                | Q(
                    prolonged_on__isnull=False,
                    prolonged_until__isnull=False,
                    prolonged_until__gt=F("prolonged_on"),
                    stage__in=ON_ROLL,
                ),
            ),
        ]
        indexes = [models.Index(fields=["branch", "state"], name="candidate_branch_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == CandidateState.OPEN


class DevelopmentStepQuerySet(ScopedQuerySet):
    scope_path = "candidate__branch__path"


@track()
class DevelopmentStep(models.Model):
    """A step that was done: one row for each of the steps 2 to 25, and one for each half-yearly observation.

    `number` counts the observations and is 1 for all other steps. Acts of the township are recorded by the branch
    from the paper it was given. `is_earlier`: done before the record began here, only the day is known.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="steps")
    code = models.PositiveSmallIntegerField(_("步骤"))
    number = models.PositiveSmallIntegerField(_("次数"), default=1)
    done_on = models.DateField(_("日期"))
    first_member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    training_days = models.PositiveSmallIntegerField(_("培训天数"), null=True, blank=True)
    training_hours = models.PositiveSmallIntegerField(_("培训学时"), null=True, blank=True)
    voters = models.PositiveSmallIntegerField(_("应到会有表决权的正式党员"), null=True, blank=True)
    voters_present = models.PositiveSmallIntegerField(_("到会有表决权的正式党员"), null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("赞成票"), null=True, blank=True)
    notice_from = models.DateField(_("公示开始"), null=True, blank=True)
    notice_until = models.DateField(_("公示结束"), null=True, blank=True)
    document = models.CharField(_("文号"), max_length=60, blank=True)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    evidence = models.ForeignKey(
        "evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_earlier = models.BooleanField(_("建档以前办的"), default=False)
    by = models.ForeignKey("branches.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("记录时间"))

    objects = DevelopmentStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("发展党员步骤")
        verbose_name_plural = _("发展党员步骤")
        ordering = ["code", "done_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "code", "number"], name="development_step_once"),
            models.UniqueConstraint(fields=["candidate", "code", "done_on"], name="development_observed_once_a_day"),
            models.CheckConstraint(
                name="development_step_known",
                condition=Q(code__range=(2, 25)) & (Q(number=1) | Q(code__in=REPEATED, number__gte=1)),
            ),
            models.CheckConstraint(
                name="development_step_people",
                condition=Q(is_earlier=True)
                | Q(code=CONTACTS, first_member__isnull=False)
                | Q(code=INTRODUCERS, first_member__isnull=False, second_member__isnull=False)
                | (~Q(code__in=(CONTACTS, INTRODUCERS)) & Q(first_member=None, second_member=None)),
            ),
            models.CheckConstraint(
                name="development_step_two_people",
                condition=Q(second_member=None) | ~Q(second_member=F("first_member")),
            ),
            models.CheckConstraint(
                name="development_step_training",
                condition=Q(is_earlier=True)
                | (
                    Q(code=TRAINING)
                    & (
                        Q(training_days__isnull=False, training_days__gt=0)
                        | Q(training_hours__isnull=False, training_hours__gt=0)
                    )
                )
                | (~Q(code=TRAINING) & Q(training_days=None, training_hours=None)),
            ),
            # Quorum and majority of a secret ballot: more than half of those who are called (细则 第二十至二十二条).
            models.CheckConstraint(
                name="development_step_votes",
                condition=Q(is_earlier=True)
                | Q(
                    code__in=WITH_VOTES,
                    voters__isnull=False,
                    voters_present__isnull=False,
                    votes_for__isnull=False,
                    voters__gt=0,
                    voters_present__lte=F("voters"),
                    votes_for__lte=F("voters"),
                    voters__lt=F("voters_present") * 2,
                )
                & Q(voters__lt=F("votes_for") * 2)
                | (~Q(code__in=WITH_VOTES) & Q(voters=None, voters_present=None, votes_for=None)),
            ),
            models.CheckConstraint(
                name="development_step_notice",
                condition=Q(notice_from=None, notice_until=None)
                | Q(
                    code__in=WITH_NOTICE,
                    notice_from__isnull=False,
                    notice_until__isnull=False,
                    notice_from__lte=F("notice_until"),
                    notice_until__lte=F("done_on"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.done_on}"


class CandidateMoveQuerySet(ScopedQuerySet):
    scope_path = "candidate__branch__path"


class CandidateMove(models.Model):
    """What happened to a candidate's record beside its steps, append-only: who, when, from, to, why."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="moves")
    action = models.CharField(_("动作"), max_length=10, choices=CandidateAction.choices)
    from_state = models.CharField(_("原状态"), max_length=10, choices=CandidateState.choices)
    to_state = models.CharField(_("新状态"), max_length=10, choices=CandidateState.choices)
    reason = models.CharField(_("说明"), max_length=500, blank=True)
    by = models.ForeignKey("branches.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    objects = CandidateMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("发展党员办理记录")
        verbose_name_plural = _("发展党员办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="candidate_end_says_why",
                condition=~Q(action__in=("withdraw", "reject", "cancel", "reopen", "prolong", "leave")) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"
