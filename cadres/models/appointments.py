"""Appointments, changes and removals (任免备案): the case, its steps, the departments' opinions, what was found."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.enums import Level, Permission
from branches.scope import ScopedQuerySet
from cadres.appointment_moves import MOVES, NEEDS_REASON, PAIRS
from cadres.enums import PostKind
from cadres.enums.appointments import (
    AGREED_STATES,
    ENTERING,
    LEAVING,
    OPEN_STATES,
    SETTLED_STATES,
    CaseAction,
    CaseKind,
    CaseState,
    OpinionAnswer,
)
from cadres.models.cadre import Cadre
from cadres.models.tenure import Tenure
from config.lib.crypto import decrypt, encrypt
from config.lib.history import track
from ledgers.enums import Severity
from ledgers.models.ledger import APPEND_ONLY

S = CaseState
WITH_PAPER = (S.APPOINTED, S.DEPOSITED)
BEFORE_FILING = (S.DRAFT, S.VETTING)
NOT_FILED = Q(filed_on=None, file_by=None)
WHOLE_FILING = Q(filed_on__isnull=False, file_by__isnull=False, file_by__gte=F("filed_on"))


def _sql(values) -> str:
    return ", ".join(f"'{value}'" for value in values)


# What the district may never agree to, whatever wrote the row: an opinion that is missing, outstanding or out of date,
# a hard block of the negative list, a caution that the township has said nothing about. And no state out of order.
KEPT_IN_ORDER = pgtrigger.Trigger(
    name="kept_in_order",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func=f"""
        IF TG_OP = 'INSERT' AND NEW.state <> '{S.DRAFT}' THEN
            RAISE EXCEPTION 'appointment: a case begins as a draft';
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.state <> NEW.state
            AND (OLD.state, NEW.state) NOT IN ({", ".join(f"('{before}', '{after}')" for before, after in PAIRS)}) THEN
            RAISE EXCEPTION 'appointment: no move leads from % to %', OLD.state, NEW.state;
        END IF;
        IF TG_OP = 'UPDATE' AND (OLD.state <> '{S.DRAFT}' OR NEW.state <> '{S.DRAFT}')
            AND (OLD.kind, OLD.post, OLD.cadre_id, OLD.organisation_id, OLD.tenure_id)
                IS DISTINCT FROM (NEW.kind, NEW.post, NEW.cadre_id, NEW.organisation_id, NEW.tenure_id) THEN
            RAISE EXCEPTION 'appointment: what was sent stays about the same person and post';
        END IF;
        IF NEW.state IN ({_sql(AGREED_STATES)}) AND NEW.kind IN ({_sql(ENTERING)}) THEN
            IF NOT EXISTS (SELECT FROM cadres_opinion WHERE case_id = NEW.id) OR EXISTS (
                SELECT FROM cadres_opinion WHERE case_id = NEW.id
                AND (answer = '' OR valid_until IS NULL OR valid_until < NEW.settled_on)
            ) THEN
                RAISE EXCEPTION 'appointment: not agreed while an opinion is pending';
            END IF;
            IF EXISTS (SELECT FROM cadres_hit WHERE case_id = NEW.id AND severity = '{Severity.BLOCK}') THEN
                RAISE EXCEPTION 'appointment: not agreed while a hard block stands';
            END IF;
            IF NEW.caution_note = '' AND EXISTS (SELECT FROM cadres_hit WHERE case_id = NEW.id) THEN
                RAISE EXCEPTION 'appointment: not agreed before the township has explained the cautions';
            END IF;
        END IF;
        RETURN NEW;
    """,
)
# Nor is the ground taken away afterwards from what was agreed.
FROZEN_WHEN_SETTLED = pgtrigger.Trigger(
    name="frozen_when_settled",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func=f"""
        IF EXISTS (
            SELECT FROM cadres_appointment WHERE state IN ({_sql((*SETTLED_STATES, S.WITHDRAWN))})
            AND id IN (OLD.case_id, NEW.case_id) -- the one that an operation does not know is null
        ) THEN
            RAISE EXCEPTION 'appointment: the review of a settled case does not change';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    """,
)


def may_follow(user) -> bool:
    """Tell whether the user's active role follows cases at all: township and district, not the village concerned."""
    return user.may(Permission.CADRE_VIEW) and user.hat.organisation.level != Level.VILLAGE


def may_read_review(user) -> bool:
    """Tell whether the user reads what the departments found: who proposes the person, and who files it."""
    return user.may(Permission.CADRE_EDIT) or user.may(Permission.CADRE_FILE)


class AppointmentQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "AppointmentQuerySet":
        return super().visible_to(user) if may_follow(user) else self.none()

    def open(self) -> "AppointmentQuerySet":
        return self.filter(state__in=OPEN_STATES)


@track()
class Appointment(models.Model):
    """One case of one person and one post; `cadres.services.appointments` alone changes `state`.

    `tenure` is the tenure that ends by it: the post that is left, or the one from which a person is moved.
    `answer_by` is the day by which the departments answer, `file_by` the day by which the district does.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="appointments")
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("人选"))
    kind = models.CharField(_("事由"), max_length=12, choices=CaseKind.choices)
    post = models.CharField(_("岗位"), max_length=20, choices=PostKind.choices)
    tenure = models.ForeignKey(Tenure, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments")
    decided_on = models.DateField(_("乡镇党委研究日期"))
    meeting = models.CharField(_("会议名称"), max_length=80)
    decision_number = models.CharField(_("会议纪要或者文号"), max_length=60, blank=True)
    decision_file = models.ForeignKey(
        "evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("附件")
    )
    reasons = models.TextField(_("任免理由"), max_length=1000)
    state = models.CharField(_("进度"), max_length=10, choices=S.choices, default=S.DRAFT)
    sent_on = models.DateField(_("送联审日期"), null=True, blank=True)
    answer_by = models.DateField(_("联审答复期限"), null=True, blank=True)
    caution_note = models.TextField(_("对“不宜”情形的说明"), max_length=1000, blank=True)
    filed_on = models.DateField(_("报备案日期"), null=True, blank=True)
    file_by = models.DateField(_("备案答复期限"), null=True, blank=True)
    settled_on = models.DateField(_("备案答复日期"), null=True, blank=True)
    settled_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    paper_number = models.CharField(_("任免文号"), max_length=60, blank=True)
    paper_on = models.DateField(_("发文日期"), null=True, blank=True)
    since = models.DateField(_("任免时间"), null=True, blank=True)
    deposited_on = models.DateField(_("文件报备日期"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("任免备案")
        verbose_name_plural = _("任免备案")
        triggers = [KEPT_IN_ORDER, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "post"], name="appointment_one_open_per_post", condition=Q(state__in=OPEN_STATES)
            ),
            models.CheckConstraint(
                name="appointment_known",
                condition=Q(kind__in=CaseKind.values, post__in=PostKind.values, state__in=S.values),
            ),
            models.CheckConstraint(name="appointment_decision_whole", condition=~Q(meeting="") & ~Q(reasons="")),
            models.CheckConstraint(
                name="appointment_tenure_where_one_ends",
                condition=Q(kind__in=[CaseKind.NEW, CaseKind.BYELECTION], tenure=None)
                | Q(kind__in=[CaseKind.ADJUST, *LEAVING], tenure__isnull=False),
            ),
            models.CheckConstraint(
                name="appointment_sent_pair",
                condition=Q(kind__in=LEAVING, sent_on=None, answer_by=None) & ~Q(state=S.VETTING)
                | Q(kind__in=ENTERING, state__in=[S.DRAFT, S.WITHDRAWN], sent_on=None, answer_by=None)
                | Q(kind__in=ENTERING, sent_on__isnull=False, answer_by__isnull=False, answer_by__gte=F("sent_on"))
                & ~Q(state=S.DRAFT),
            ),
            models.CheckConstraint(
                name="appointment_filed_pair",
                condition=(Q(state__in=BEFORE_FILING) & NOT_FILED)
                | (~Q(state__in=[*BEFORE_FILING, S.WITHDRAWN]) & WHOLE_FILING)
                | (Q(state=S.WITHDRAWN) & (NOT_FILED | WHOLE_FILING)),
            ),
            models.CheckConstraint(
                name="appointment_settled_pair",
                condition=Q(state__in=SETTLED_STATES, settled_on__isnull=False, settled_by__isnull=False)
                | (~Q(state__in=SETTLED_STATES) & Q(settled_on=None, settled_by=None)),
            ),
            models.CheckConstraint(
                name="appointment_paper_whole",
                condition=(Q(state__in=WITH_PAPER, paper_on__isnull=False, since__isnull=False) & ~Q(paper_number=""))
                | (~Q(state__in=WITH_PAPER) & Q(paper_number="", paper_on=None, since=None)),
            ),
            models.CheckConstraint(
                name="appointment_deposited_pair",
                condition=Q(state=S.DEPOSITED, deposited_on__isnull=False)
                | (~Q(state=S.DEPOSITED) & Q(deposited_on=None)),
            ),
            models.CheckConstraint(
                name="appointment_days_in_order",
                condition=(Q(sent_on=None) | Q(sent_on__isnull=False, sent_on__gte=F("decided_on")))
                & (Q(filed_on=None) | Q(filed_on__isnull=False, filed_on__gte=F("decided_on")))
                & (Q(filed_on=None) | Q(sent_on=None) | Q(filed_on__gte=F("sent_on")))
                & (Q(settled_on=None) | Q(filed_on__isnull=False, settled_on__gte=F("filed_on")))
                & (Q(paper_on=None) | Q(settled_on__isnull=False, paper_on__gte=F("settled_on")))
                & (Q(since=None) | Q(settled_on__isnull=False, since__gte=F("settled_on")))
                & (Q(deposited_on=None) | Q(paper_on__isnull=False, deposited_on__gte=F("paper_on"))),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state"], name="appointment_organisation_state"),
            models.Index(fields=["state", "file_by"], name="appointment_state_file_by"),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.get_post_display()} {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def post_in_words(self) -> str:
        """The post with its village as papers write it: 马源村党组织书记, 马源村村委会主任."""
        return f"{self.organisation.village_name}{self.get_post_display()}".replace("村村党", "村党")  # i18n: data

    @property
    def is_entering(self) -> bool:
        return self.kind in ENTERING


class OfCaseQuerySet(ScopedQuerySet):
    scope_path = "case__organisation__path"

    def visible_to(self, user) -> "OfCaseQuerySet":
        return super().visible_to(user) if may_follow(user) else self.none()


class AppointmentStep(models.Model):
    """One move of a case, append-only: who, when, from, to, why."""

    case = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=CaseAction.choices)
    from_state = models.CharField(_("原进度"), max_length=10, choices=S.choices, blank=True)
    to_state = models.CharField(_("新进度"), max_length=10, choices=S.choices)
    reason = models.CharField(_("说明"), max_length=500, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("任免备案办理记录")
        verbose_name_plural = _("任免备案办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="appointment_step_of_the_table",
                condition=Q(action=CaseAction.OPEN, from_state="", to_state=S.DRAFT)
                | Q(
                    *(
                        Q(action=action, from_state__in=move.sources, to_state=move.to)
                        for action, move in MOVES.items()
                    ),
                    _connector=Q.OR,
                ),
            ),
            models.CheckConstraint(
                name="appointment_step_says_why", condition=~Q(action__in=NEEDS_REASON) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


def _reads_as_officer(user) -> int | None:
    """Return the id of the department for which the user's active role answers."""
    return user.hat.department_id if user.may(Permission.VETTING_ANSWER) else None


class OpinionQuerySet(ScopedQuerySet):
    scope_path = "case__organisation__path"

    def visible_to(self, user) -> "OpinionQuerySet":
        """Return to an officer what was sent to the own department, to township and district those of their cases."""
        if (department := _reads_as_officer(user)) is not None:
            return self.filter(department=department)
        return super().visible_to(user) if may_read_review(user) else self.none()

    def pending(self) -> "OpinionQuerySet":
        return self.filter(answer="")


@track()
class Opinion(models.Model):
    """What one department says about the person of a case (联审意见). No answer is never an answer.

    The words are kept encrypted. `valid_until` is the last day on which the answer still counts.
    """

    case = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="opinions")
    department = models.ForeignKey("branches.Department", on_delete=models.PROTECT, related_name="opinions")
    asked_on = models.DateField(_("送联审日期"))
    due_on = models.DateField(_("答复期限"))
    answer = models.CharField(_("意见"), max_length=10, choices=OpinionAnswer.choices, blank=True)
    text_cipher = models.TextField(_("说明（密文）"), blank=True)
    officer = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("联审意见")
        verbose_name_plural = _("联审意见")
        ordering = ["department__position", "pk"]
        triggers = [FROZEN_WHEN_SETTLED, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["case", "department"], name="opinion_once_per_department"),
            models.CheckConstraint(name="opinion_due_after_asked", condition=Q(due_on__gte=F("asked_on"))),
            models.CheckConstraint(
                name="opinion_answered_whole",
                condition=Q(answer="", text_cipher="", officer=None, answered_at=None, valid_until=None)
                | Q(
                    answer=OpinionAnswer.NONE,
                    officer__isnull=False,
                    answered_at__isnull=False,
                    valid_until__isnull=False,
                )
                | (
                    Q(
                        answer__in=[OpinionAnswer.PROBLEM, OpinionAnswer.UNFIT],
                        officer__isnull=False,
                        answered_at__isnull=False,
                        valid_until__isnull=False,
                    )
                    & ~Q(text_cipher="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["department", "answer", "due_on"], name="opinion_department_due")]

    def __str__(self) -> str:
        return f"{self.department_id} {self.get_answer_display()}"

    @property
    def text(self) -> str:
        """The words of the department. Only for those who see the opinion."""
        return decrypt(self.text_cipher)

    def set_text(self, text: str) -> None:
        self.text_cipher = encrypt(text) if text else ""


class HitQuerySet(ScopedQuerySet):
    scope_path = "case__organisation__path"

    def visible_to(self, user) -> "HitQuerySet":
        if (department := _reads_as_officer(user)) is not None:
            return self.filter(opinion__department=department)
        return super().visible_to(user) if may_read_review(user) else self.none()


@track()
class Hit(models.Model):
    """An item of the negative list that a person meets, as the list was on that day.

    `opinion` is the department's that found it; None for what was reckoned from files and posts.
    """

    case = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="hits")
    opinion = models.ForeignKey(Opinion, null=True, blank=True, on_delete=models.PROTECT, related_name="hits")
    code = models.CharField(_("负面清单项目"), max_length=60)
    name = models.CharField(_("内容"), max_length=120)
    source = models.CharField(_("依据"), max_length=200)
    severity = models.CharField(_("处理"), max_length=5, choices=Severity.choices)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    found_on = models.DateField(_("发现日期"))

    objects = HitQuerySet.as_manager()

    class Meta:
        verbose_name = _("负面清单情形")
        verbose_name_plural = _("负面清单情形")
        ordering = ["severity", "pk"]  # block before warn
        triggers = [FROZEN_WHEN_SETTLED]
        constraints = [
            models.UniqueConstraint(fields=["case", "opinion", "code"], name="hit_once", nulls_distinct=False),
            models.CheckConstraint(
                name="hit_blocks_or_warns", condition=Q(severity__in=[Severity.BLOCK, Severity.WARN])
            ),
            models.CheckConstraint(name="hit_says_what", condition=~Q(code="") & ~Q(name="") & ~Q(source="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_block(self) -> bool:
        return self.severity == Severity.BLOCK
