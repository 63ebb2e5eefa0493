"""The yearly assessment of a village's cadres (考核评议) and the audits at the end of a term (经济责任审计)."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.enums import Permission
from branches.scope import ScopedQuerySet
from cadres.enums import PostKind
from cadres.enums.assessment import GRADES, AssessmentState, AuditKind, AuditOrgan, AuditSubject, Grade
from cadres.models.cadre import Cadre
from cadres.models.pay import only_in_state, year_known
from cadres.models.tenure import OfVillageQuerySet, Term
from config.lib.history import track
from ledgers.models.ledger import APPEND_ONLY


class AssessmentQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "AssessmentQuerySet":
        """Return the assessments in the user's scope; a village reads what the township has confirmed."""
        rows = super().visible_to(user)
        if user.may(Permission.CADRE_EDIT) or user.may(Permission.CADRE_FILE):
            return rows
        return rows.filter(state=AssessmentState.CONFIRMED)


@track()
class Assessment(models.Model):
    """A village's assessment of a year: villagers' representatives vote, led by the body that supervises the village's
    affairs, the township adds its grade and confirms (村民委员会组织法 第三十三条).

    Two thirds of the representatives make it valid (第二十五条). Confirming is what the village reads.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="assessments")
    year = models.PositiveSmallIntegerField(_("年度"))
    held_on = models.DateField(_("评议日期"))
    host = models.CharField(_("村务监督机构主持人"), max_length=40)
    entitled = models.PositiveSmallIntegerField(_("应到代表"))
    present = models.PositiveSmallIntegerField(_("实到代表"))
    state = models.CharField(_("状态"), max_length=10, choices=AssessmentState.choices, default=AssessmentState.DRAFT)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("年度考核")
        verbose_name_plural = _("年度考核")
        triggers = [
            pgtrigger.Protect(
                name="confirmed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state=AssessmentState.CONFIRMED),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="assessment_once_a_year"),
            models.CheckConstraint(name="assessment_state_known", condition=Q(state__in=AssessmentState.values)),
            models.CheckConstraint(name="assessment_is_led", condition=~Q(host="")),
            models.CheckConstraint(
                name="assessment_two_thirds_present",
                condition=Q(present__gt=0, present__lte=F("entitled"), entitled__lte=F("present") * 3 / 2),
            ),
            models.CheckConstraint(
                name="assessment_held_in_time",
                condition=Q(held_on__year__gte=F("year"), held_on__year__lte=F("year") + 1),
            ),
            year_known("assessment_year_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"

    @property
    def is_confirmed(self) -> bool:
        return self.state == AssessmentState.CONFIRMED


class OfAssessmentQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "OfAssessmentQuerySet":
        return self.filter(assessment__in=Assessment.objects.visible_to(user))


class AssessmentStep(models.Model):
    """One move of an assessment, append-only."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="steps")
    from_state = models.CharField(_("原状态"), max_length=10, choices=AssessmentState.choices, blank=True)
    to_state = models.CharField(_("新状态"), max_length=10, choices=AssessmentState.choices)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    note = models.CharField(_("说明"), max_length=200, blank=True)

    objects = OfAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("年度考核办理记录")
        verbose_name_plural = _("年度考核办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.get_to_state_display()} {self.at}"


_OF = {"owner": "cadres_assessment", "column": "assessment_id", "state": "draft"}


@track()
class AssessmentLine(models.Model):
    """A cadre's ballots, the township's grade, and what comes of both once it is confirmed.

    `is_new` is who was not in office long enough for a grade: assessed, but without one (不定等次).
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="lines")
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="assessment_lines")
    kind = models.CharField(_("岗位"), max_length=20, choices=PostKind.choices)
    is_new = models.BooleanField(_("任职时间短，不定等次"), default=False)
    excellent = models.PositiveSmallIntegerField(_("优秀票"), default=0)
    competent = models.PositiveSmallIntegerField(_("称职票"), default=0)
    basic = models.PositiveSmallIntegerField(_("基本称职票"), default=0)
    unfit = models.PositiveSmallIntegerField(_("不称职票"), default=0)
    township_grade = models.CharField(_("乡镇意见"), max_length=10, choices=Grade.choices, blank=True)
    ballot_grade = models.CharField(_("评议等次"), max_length=10, choices=Grade.choices, blank=True)
    grade = models.CharField(_("考核等次"), max_length=10, choices=Grade.choices, blank=True)

    objects = OfAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("年度考核明细")
        verbose_name_plural = _("年度考核明细")
        ordering = ["pk"]
        triggers = [
            only_in_state(pgtrigger.Insert, "added_in_draft", **_OF, new="new_values"),
            only_in_state(pgtrigger.Update, "changed_in_draft", **_OF, old="old_values"),
            only_in_state(pgtrigger.Delete, "removed_in_draft", **_OF, old="old_values"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "cadre"], name="assessment_line_once"),
            models.CheckConstraint(
                name="assessment_line_grades_known",
                condition=Q(township_grade__in=["", *GRADES], ballot_grade__in=["", *GRADES]),
            ),
            models.CheckConstraint(
                name="assessment_line_new_without_grade",
                condition=Q(grade="")
                | Q(is_new=True, grade=Grade.UNGRADED)
                | Q(is_new=False, grade__in=GRADES, ballot_grade__in=GRADES, township_grade__in=GRADES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre_id} {self.get_grade_display()}"

    @property
    def ballots(self) -> int:
        return self.excellent + self.competent + self.basic + self.unfit


@track()
class TermAudit(models.Model):
    """An audit of what a village's heads did with its money, of a term or of one who leaves (第三十五条).

    Its result is published before the next election, which is before the term runs out. `cadre` is who leaves; the
    audit of a term is the body's and has none.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="term_audits")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="audits")
    kind = models.CharField(_("类别"), max_length=8, choices=AuditKind.choices)
    cadre = models.ForeignKey(Cadre, null=True, blank=True, on_delete=models.PROTECT, related_name="audits")
    organ = models.CharField(_("组织单位"), max_length=12, choices=AuditOrgan.choices)
    begun_on = models.DateField(_("开始日期"))
    done_on = models.DateField(_("出具结论日期"), null=True, blank=True)
    published_on = models.DateField(_("公布日期"), null=True, blank=True)
    result = models.CharField(_("审计结论"), max_length=500, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OfVillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("经济责任审计")
        verbose_name_plural = _("经济责任审计")
        ordering = ["-begun_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="term_audit_of_whom",
                condition=Q(kind=AuditKind.TERM, cadre=None) | Q(kind=AuditKind.LEAVING, cadre__isnull=False),
            ),
            models.CheckConstraint(name="term_audit_organ_known", condition=Q(organ__in=AuditOrgan.values)),
            models.CheckConstraint(
                name="term_audit_done_with_result",
                condition=Q(done_on=None, result="")
                | (Q(done_on__isnull=False, done_on__gte=F("begun_on")) & ~Q(result="")),
            ),
            models.CheckConstraint(
                name="term_audit_published_when_done",
                condition=Q(published_on=None) | Q(done_on__isnull=False, published_on__gte=F("done_on")),
            ),
            models.UniqueConstraint(fields=["term"], name="term_audit_once", condition=Q(kind=AuditKind.TERM)),
            models.UniqueConstraint(
                fields=["term", "cadre"], name="leaving_audit_once", condition=Q(kind=AuditKind.LEAVING)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.begun_on}"

    @property
    def is_late(self) -> bool:
        """Whether the result came out only after the term had run out."""
        return self.published_on is not None and self.published_on > self.term.until


class AuditFindingQuerySet(ScopedQuerySet):
    scope_path = "audit__organisation__path"


@track()
class AuditFinding(models.Model):
    """What an audit found in one of the matters of the law."""

    audit = models.ForeignKey(TermAudit, on_delete=models.PROTECT, related_name="findings")
    subject = models.CharField(_("审计事项"), max_length=10, choices=AuditSubject.choices)
    text = models.CharField(_("审计情况"), max_length=300)
    has_problem = models.BooleanField(_("有问题"), default=False)

    objects = AuditFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("审计事项")
        verbose_name_plural = _("审计事项")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "subject"], name="audit_finding_once"),
            models.CheckConstraint(
                name="audit_finding_says_something", condition=Q(subject__in=AuditSubject.values) & ~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}"
