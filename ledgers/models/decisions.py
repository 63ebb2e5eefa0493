"""Decisions by four steps and two publications (四议两公开): the matter, its steps, objections, versions, log."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.enums.decisions import (
    Body,
    DecisionAction,
    DecisionState,
    ExemptionState,
    FilePurpose,
    Matter,
    Origin,
    Step,
)
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.meeting import Meeting

PROFILE_CODES = ("P1", "P2", "P6", *Body.values)


class Wording(models.Model):
    """What is decided, as it stands in the present or in an earlier version."""

    title = models.CharField(_("事项名称"), max_length=80)
    matter = models.CharField(_("事项类型"), max_length=16, choices=Matter.choices)
    origin = models.CharField(_("动议事由"), max_length=10, choices=Origin.choices)
    amount_cents = models.PositiveBigIntegerField(_("涉及金额（分）"), null=True, blank=True)
    proposal = models.TextField(_("方案"), max_length=5000)

    class Meta:
        abstract = True


class DecisionQuerySet(ScopedQuerySet):
    scope_path = "branch__path"

    def open(self) -> "DecisionQuerySet":
        return self.filter(state=DecisionState.OPEN)


@track()
class Decision(Wording):
    """One matter of a village on its way through the six steps.

    Numbered within branch and year without gaps: a decision is stopped, never deleted. `version` counts the rounds: a
    change after the resolution begins a new one, with no step done. `ledgers.services.decisions` alone changes `state`;
    whether money may flow is not read from it but reckoned by `ledgers.decision_gate` from the steps.
    """

    branch = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="decisions")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField(_("年度"))
    serial = models.PositiveSmallIntegerField(_("编号"))
    version = models.PositiveSmallIntegerField(_("版次"), default=1)
    state = models.CharField(_("状态"), max_length=10, choices=DecisionState.choices, default=DecisionState.OPEN)
    created_at = models.DateTimeField(_("提出时间"))
    created_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(_("前五步完成时间"), null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("四议两公开事项")
        verbose_name_plural = _("四议两公开事项")
        ordering = ["-year", "-serial"]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["branch", "year", "serial"], name="decision_number_once"),
            models.UniqueConstraint(fields=["branch", "key"], name="decision_started_once"),
            models.CheckConstraint(
                name="decision_counts_from_one",
                condition=Q(serial__gte=1, version__gte=1, year__gte=2000, year__lte=2999),
            ),
            models.CheckConstraint(name="decision_matter_known", condition=Q(matter__in=Matter.values)),
            models.CheckConstraint(name="decision_origin_known", condition=Q(origin__in=Origin.values)),
            models.CheckConstraint(name="decision_says_what", condition=~Q(title="") & ~Q(proposal="")),
            models.CheckConstraint(
                name="decision_approved_has_moment",
                condition=Q(state__in=[DecisionState.APPROVED, DecisionState.DONE], approved_at__isnull=False)
                | Q(state__in=[DecisionState.OPEN, DecisionState.STOPPED], approved_at=None),
            ),
        ]
        indexes = [models.Index(fields=["branch", "state"], name="decision_branch_state")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        return f"{self.year}-{self.serial:03d}"


class ThroughDecisionQuerySet(ScopedQuerySet):
    scope_path = "decision__branch__path"


class DecisionVersion(Wording):
    """An earlier version as it stood when a change closed it, append-only."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="earlier_versions")
    version = models.PositiveSmallIntegerField(_("版次"))
    reason = models.CharField(_("变更原因"), max_length=500)
    closed_at = models.DateTimeField(_("变更时间"))
    closed_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = ThroughDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("四议两公开原版次")
        verbose_name_plural = _("四议两公开原版次")
        ordering = ["version"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["decision", "version"], name="decision_version_once"),
            models.CheckConstraint(name="decision_version_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} v{self.version}"


class DecisionStepQuerySet(ThroughDecisionQuerySet):
    def current(self) -> "DecisionStepQuerySet":
        """Return the steps that were not held again."""
        return self.filter(superseded_at=None)


def _at_most(*parts: str, whole: str) -> Q:
    """Return the condition that the parts add up to no more than the whole, where all are known."""
    total = F(parts[0])
    for part in parts[1:]:
        total = total + F(part)
    return Q(**{f"{parts[0]}__isnull": True}) | Q(**{f"{whole}__gte": total})


@track()
class DecisionStep(models.Model):
    """A step as it was confirmed. What the meeting's record said then is frozen in the columns and in `frozen`.

    A step that is held again gets a new row; the old one is `superseded_at`. `faults` is the gate's answer at that
    moment. `held_on` is the day of the meeting or the first day of a publication, `until` its last day once it ended.
    `body_called` and `body_came` count the wider body: all Party members (step 3), households (step 4, 村民会议).
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="steps")
    version = models.PositiveSmallIntegerField(_("版次"))
    number = models.PositiveSmallIntegerField(_("步骤"), choices=Step.choices)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("会议记录")
    )
    profile = models.CharField(_("表决规则"), max_length=3, blank=True)
    held_on = models.DateField(_("日期"))
    until = models.DateField(_("公示结束"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=200, blank=True)
    called = models.PositiveIntegerField(_("应到"), null=True, blank=True)
    came = models.PositiveIntegerField(_("实到"), null=True, blank=True)
    body_called = models.PositiveIntegerField(_("全体应到"), null=True, blank=True)
    body_came = models.PositiveIntegerField(_("全体实到"), null=True, blank=True)
    votes_for = models.PositiveIntegerField(_("赞成"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("反对"), default=0)
    votes_abstain = models.PositiveIntegerField(_("弃权"), default=0)
    notice_on = models.DateField(_("送达或通知日期"), null=True, blank=True)
    attendee = models.CharField(_("乡镇参会人员（含职务）"), max_length=80, blank=True)
    content = models.TextField(_("内容"), blank=True, max_length=5000)
    supervision = models.CharField(_("村务监督委员会意见"), max_length=500, blank=True)
    supervision_agrees = models.BooleanField(_("监督委员会认为程序合规"), null=True, blank=True)
    settlement_cents = models.PositiveBigIntegerField(_("决算金额（分）"), null=True, blank=True)
    accepted_on = models.DateField(_("验收日期"), null=True, blank=True)
    amount_cents = models.PositiveBigIntegerField(_("当时议的金额（分）"), null=True, blank=True)
    matter = models.CharField(_("当时的事项类型"), max_length=16, choices=Matter.choices)
    frozen = models.JSONField(_("确认时的会议记录"), default=dict, blank=True)
    faults = models.JSONField(_("确认时不合规定的地方"), default=list, blank=True)
    confirmed_at = models.DateTimeField(_("确认时间"))
    confirmed_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(_("重新办理时间"), null=True, blank=True)

    objects = DecisionStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("四议两公开步骤")
        verbose_name_plural = _("四议两公开步骤")
        ordering = ["version", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "version", "number"],
                name="decision_step_once",
                condition=Q(superseded_at=None),
            ),
            models.CheckConstraint(name="decision_step_number_known", condition=Q(number__in=Step.values)),
            models.CheckConstraint(
                name="decision_step_has_its_record",
                condition=Q(number__in=[1, 2], meeting__isnull=False, profile__in=["P1", "P2"], until=None)
                | Q(number=3, meeting__isnull=False, profile="P6", until=None)
                | Q(number=4, meeting=None, profile__in=Body.values, until=None)
                | Q(number__in=[5, 6], meeting=None, profile=""),
            ),
            models.CheckConstraint(
                name="decision_step_counted",
                condition=Q(number__gte=5) | Q(called__isnull=False, came__isnull=False, called__gte=F("came")),
            ),
            models.CheckConstraint(
                name="decision_step_body_counted",
                condition=Q(body_called=None, body_came=None)
                | Q(body_called__isnull=False, body_came__isnull=False, body_called__gte=F("body_came")),
            ),
            models.CheckConstraint(
                name="decision_step_votes_of_present",
                condition=Q(number__gte=5) | _at_most("votes_for", "votes_against", "votes_abstain", whole="came"),
            ),
            models.CheckConstraint(
                name="decision_step_dates_in_order",
                condition=(Q(until=None) | Q(until__gte=F("held_on")))
                & (Q(notice_on=None) | Q(notice_on__lte=F("held_on")))
                & (Q(accepted_on=None) | Q(number=6)),
            ),
            models.CheckConstraint(
                name="decision_step_supervision_pair",
                condition=Q(supervision="", supervision_agrees=None)
                | (~Q(supervision="") & Q(supervision_agrees__isnull=False, number__gte=5)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} v{self.version} {self.number}"


class DecisionFileQuerySet(ScopedQuerySet):
    scope_path = "step__decision__branch__path"


@track()
class DecisionFile(models.Model):
    """Evidence of a step: the signed sheet, photos of the notice board."""

    step = models.ForeignKey(DecisionStep, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("evidence.StoredFile", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(_("用途"), max_length=10, choices=FilePurpose.choices, default=FilePurpose.RECORD)
    added_at = models.DateTimeField(_("上传时间"))
    added_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = DecisionFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("四议两公开附件")
        verbose_name_plural = _("四议两公开附件")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["step", "file", "purpose"], name="decision_file_once"),
            models.CheckConstraint(name="decision_file_purpose_known", condition=Q(purpose__in=FilePurpose.values)),
        ]

    def __str__(self) -> str:
        return str(self.file)


@track()
class DecisionDraftFile(models.Model):
    """Evidence that arrived before its step was confirmed: it waits on the server, so that a phone that loses its
    connection, or its page, loses no photo. Confirming the step takes it over (`services.decisions.step_confirm`)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="draft_files")
    version = models.PositiveSmallIntegerField(_("版次"))
    number = models.PositiveSmallIntegerField(_("步骤"), choices=Step.choices)
    file = models.ForeignKey("evidence.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("上传时间"))
    added_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = ThroughDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("四议两公开待用附件")
        verbose_name_plural = _("四议两公开待用附件")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "version", "number", "file"], name="decision_draft_file_once"),
            models.CheckConstraint(name="decision_draft_file_step_known", condition=Q(number__in=Step.values)),
        ]

    def __str__(self) -> str:
        return str(self.file)


@track()
class DecisionObjection(models.Model):
    """An objection (异议) raised while the resolution or the result was posted. `who` names no person."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="objections")
    version = models.PositiveSmallIntegerField(_("版次"))
    number = models.PositiveSmallIntegerField(_("针对哪次公开"), choices=[(s.value, s.label) for s in Step if s > 4])
    who = models.CharField(_("谁提的"), max_length=20)
    raised_on = models.DateField(_("提出日期"))
    text = models.TextField(_("异议内容"), max_length=1000)
    answer = models.TextField(_("答复"), blank=True, max_length=1000)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    created_at = models.DateTimeField(_("登记时间"))
    created_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = ThroughDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("公示异议")
        verbose_name_plural = _("公示异议")
        ordering = ["raised_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_objection_answer_pair",
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_on__gte=F("raised_on"))),
            ),
            models.CheckConstraint(name="decision_objection_to_publication", condition=Q(number__in=[5, 6])),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.raised_on}"


@track()
class DecisionExemption(models.Model):
    """Disaster relief (抢险救灾) that cannot wait: asked by the branch, granted by the district, caught up by a day."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="exemptions")
    version = models.PositiveSmallIntegerField(_("版次"))
    state = models.CharField(_("状态"), max_length=8, choices=ExemptionState.choices, default=ExemptionState.ASKED)
    reason = models.CharField(_("为什么不能等"), max_length=500)
    due_on = models.DateField(_("补办到哪天"))
    asked_at = models.DateTimeField(_("申请时间"))
    asked_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("审批时间"), null=True, blank=True)
    decided_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_note = models.CharField(_("审批意见"), max_length=500, blank=True)

    objects = ThroughDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("抢险救灾先办")
        verbose_name_plural = _("抢险救灾先办")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "version"],
                name="decision_exemption_once",
                condition=Q(state__in=[ExemptionState.ASKED, ExemptionState.GRANTED]),
            ),
            models.CheckConstraint(name="decision_exemption_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="decision_exemption_decided_whole",
                condition=Q(state=ExemptionState.ASKED, decided_at=None, decided_by=None, decided_note="")
                | Q(
                    state__in=[ExemptionState.GRANTED, ExemptionState.REFUSED],
                    decided_at__isnull=False,
                    decided_at__gte=F("asked_at"),
                    decided_by__isnull=False,
                ),
            ),
            # Who asks does not decide.
            models.CheckConstraint(
                name="decision_exemption_two_people",
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.get_state_display()}"


class DecisionLog(models.Model):
    """What happened to a decision, append-only: who, when, from, to, what."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="log")
    version = models.PositiveSmallIntegerField(_("版次"))
    action = models.CharField(_("动作"), max_length=10, choices=DecisionAction.choices)
    from_state = models.CharField(_("原状态"), max_length=10, choices=DecisionState.choices)
    to_state = models.CharField(_("新状态"), max_length=10, choices=DecisionState.choices)
    by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    detail = models.TextField(_("说明"), blank=True)

    objects = ThroughDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("四议两公开办理记录")
        verbose_name_plural = _("四议两公开办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="decision_log_says_why",
                condition=~Q(action__in=[DecisionAction.REOPEN, DecisionAction.STOP]) | ~Q(detail=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"
