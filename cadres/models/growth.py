"""Double improvement (双提升): degree courses, skill training, recognised 致富能手, and the targets of townships."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from cadres.enums.growth import (
    DEGREES,
    CourseAction,
    CourseKind,
    CourseState,
    Goal,
    RecognitionAction,
    RecognitionState,
)
from cadres.models.cadre import Cadre, FileEntry, OfCadreQuerySet
from config.lib.history import track
from ledgers.enums import Education
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.standing import Withdrawable, withdrawn_in_full

S = CourseState
R = RecognitionState


def certificate_field() -> models.ForeignKey:
    return models.ForeignKey(
        "evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("证书")
    )


def by_field() -> models.ForeignKey:
    return models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")


def entry_field() -> models.OneToOneField:
    """The line in the person's file that the finished matter left."""
    return models.OneToOneField(
        FileEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("档案记录")
    )


@track()
class Course(models.Model):
    """A cadre studies for a degree or is trained in a skill. `cadres.services.growth.course_move` changes its state.

    `title` is the major or the topic, `organ` the school or the organiser. `is_raise` says that the course raised the
    person's degree and `raised_from` from which (empty: not known), so that the share of an earlier day can be
    reckoned. `key` is made by the page, so that a repeated request counts once.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="courses")
    kind = models.CharField(_("类别"), max_length=8, choices=CourseKind.choices)
    state = models.CharField(_("状态"), max_length=8, choices=S.choices, default=S.STUDYING)
    title = models.CharField(_("专业或内容"), max_length=80)
    organ = models.CharField(_("院校或主办单位"), max_length=80)
    level = models.CharField(_("学历层次"), max_length=2, choices=Education.choices, blank=True)
    since = models.DateField(_("开始日期"))
    expected_on = models.DateField(_("预计结束日期"))
    days = models.PositiveSmallIntegerField(_("天数"), null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("学时"), null=True, blank=True)
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    broken_why = models.CharField(_("中断或撤销原因"), max_length=200, blank=True)
    certificate = certificate_field()
    certificate_number = models.CharField(_("证书编号"), max_length=60, blank=True)
    is_raise = models.BooleanField(_("提升了学历"), default=False)
    raised_from = models.CharField(_("原学历"), max_length=2, choices=Education.choices, blank=True)
    entry = entry_field()
    is_demo = models.BooleanField(_("演示数据"), default=False)

    objects = OfCadreQuerySet.as_manager()

    class Meta:
        verbose_name = _("双提升学习")
        verbose_name_plural = _("双提升学习")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(name="course_state_known", condition=Q(state__in=S.values)),
            models.CheckConstraint(name="course_says_what", condition=~Q(title="") & ~Q(organ="")),
            models.CheckConstraint(name="course_dates_in_order", condition=Q(expected_on__gte=F("since"))),
            models.CheckConstraint(
                name="course_of_its_kind",
                condition=Q(kind=CourseKind.DEGREE, level__in=DEGREES, days=None, hours=None)
                | Q(
                    kind=CourseKind.SKILL,
                    level="",
                    is_raise=False,
                    days__isnull=False,
                    days__gte=1,
                    hours__isnull=False,
                    hours__gte=1,
                ),
            ),
            models.CheckConstraint(
                name="course_ended_pair",
                condition=Q(state=S.STUDYING, ended_on=None)
                | (~Q(state=S.STUDYING) & Q(ended_on__isnull=False, ended_on__gte=F("since"))),
            ),
            models.CheckConstraint(
                name="course_stop_says_why",
                condition=Q(state__in=[S.BROKEN, S.VOID]) & ~Q(broken_why="")
                | Q(state__in=[S.STUDYING, S.DONE], broken_why=""),
            ),
            models.CheckConstraint(
                name="course_done_in_file",
                condition=Q(state=S.DONE, entry__isnull=False)
                | Q(state__in=[S.STUDYING, S.BROKEN], entry=None, is_raise=False)
                | Q(state=S.VOID, is_raise=False),
            ),
            models.CheckConstraint(name="course_raise_pair", condition=Q(is_raise=True) | Q(raised_from="")),
            models.UniqueConstraint(
                fields=["cadre"],
                name="course_one_degree_at_a_time",
                condition=Q(kind=CourseKind.DEGREE, state=S.STUDYING),
            ),
        ]
        indexes = [models.Index(fields=["cadre", "kind", "state"], name="course_cadre_kind")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_degree(self) -> bool:
        return self.kind == CourseKind.DEGREE

    @property
    def is_open(self) -> bool:
        return self.state == S.STUDYING


class OfCourseQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "OfCourseQuerySet":
        return self.filter(course__cadre__in=Cadre.objects.visible_to(user))

    def valid(self) -> "OfCourseQuerySet":
        return self.filter(withdrawn_at=None)


class CourseStep(models.Model):
    """One move of a course, append-only."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=CourseAction.choices)
    from_state = models.CharField(_("原状态"), max_length=8, choices=S.choices, blank=True)
    to_state = models.CharField(_("新状态"), max_length=8, choices=S.choices)
    reason = models.CharField(_("说明"), max_length=200, blank=True)
    by = by_field()
    at = models.DateTimeField(_("时间"))

    objects = OfCourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("双提升学习办理记录")
        verbose_name_plural = _("双提升学习办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="course_step_stop_says_why",
                condition=~Q(action__in=[CourseAction.BREAK, CourseAction.VOID]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


@track()
class Subsidy(Withdrawable):
    """What was paid towards a course, in cents; once for each course."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="subsidies")
    cents = models.PositiveIntegerField(_("补助金额（分）"))
    paid_on = models.DateField(_("发放日期"))
    voucher = models.CharField(_("凭证号"), max_length=60, blank=True)
    by = by_field()
    at = models.DateTimeField(_("登记时间"))

    objects = OfCourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("学习补助")
        verbose_name_plural = _("学习补助")
        constraints = [
            models.UniqueConstraint(fields=["course"], name="subsidy_once_per_course", condition=Q(withdrawn_at=None)),
            models.CheckConstraint(name="subsidy_is_money", condition=Q(cents__gt=0)),
            withdrawn_in_full("subsidy_withdrawn_in_full"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.cents}"


@track()
class Recognition(models.Model):
    """A cadre is recognised as one who gets rich and takes others along (致富能手).

    `households` is how many households the project takes along, as last counted; no names are kept. By the end of
    `recheck_year` the recognition is checked again. `cadres.services.growth.recognition_move` changes its state.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="recognitions")
    state = models.CharField(_("状态"), max_length=8, choices=R.choices, default=R.HOLDS)
    project = models.CharField(_("产业项目"), max_length=80)
    organ = models.CharField(_("认定单位"), max_length=80)
    recognised_on = models.DateField(_("认定日期"))
    households = models.PositiveSmallIntegerField(_("带动户数"))
    recheck_year = models.PositiveSmallIntegerField(_("哪年复核"))
    ended_on = models.DateField(_("取消日期"), null=True, blank=True)
    end_why = models.CharField(_("取消或撤销原因"), max_length=200, blank=True)
    certificate = certificate_field()
    entry = models.OneToOneField(FileEntry, on_delete=models.PROTECT, related_name="+", verbose_name=_("档案记录"))
    is_demo = models.BooleanField(_("演示数据"), default=False)

    objects = OfCadreQuerySet.as_manager()

    class Meta:
        verbose_name = _("致富能手认定")
        verbose_name_plural = _("致富能手认定")
        ordering = ["-recognised_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cadre"], name="recognition_one_that_holds", condition=Q(state=R.HOLDS)),
            models.CheckConstraint(name="recognition_says_what", condition=~Q(project="") & ~Q(organ="")),
            models.CheckConstraint(
                name="recognition_ended_whole",
                condition=Q(state=R.HOLDS, ended_on=None, end_why="")
                | (Q(state__in=[R.ENDED, R.VOID], ended_on__isnull=False) & ~Q(end_why="")),
            ),
            models.CheckConstraint(
                name="recognition_ended_after_begin",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("recognised_on")),
            ),
            models.CheckConstraint(
                name="recognition_recheck_later", condition=Q(recheck_year__gt=F("recognised_on__year"))
            ),
        ]

    def __str__(self) -> str:
        return self.project

    @property
    def is_open(self) -> bool:
        return self.state == R.HOLDS


class OfRecognitionQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "OfRecognitionQuerySet":
        return self.filter(recognition__cadre__in=Cadre.objects.visible_to(user))


class RecognitionStep(models.Model):
    """One move of a recognition, append-only, with the households that were counted then."""

    recognition = models.ForeignKey(Recognition, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=RecognitionAction.choices)
    from_state = models.CharField(_("原状态"), max_length=8, choices=R.choices, blank=True)
    to_state = models.CharField(_("新状态"), max_length=8, choices=R.choices)
    households = models.PositiveSmallIntegerField(_("带动户数"))
    reason = models.CharField(_("说明"), max_length=200, blank=True)
    by = by_field()
    at = models.DateTimeField(_("时间"))

    objects = OfRecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("致富能手办理记录")
        verbose_name_plural = _("致富能手办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="recognition_step_end_says_why",
                condition=~Q(action__in=[RecognitionAction.END, RecognitionAction.VOID]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


class GrowthTargetQuerySet(ScopedQuerySet):
    pass


@track()
class GrowthTarget(models.Model):
    """The share of its cadres in office that the district asks a township to reach by the end of a year."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="growth_targets")
    year = models.PositiveSmallIntegerField(_("年份"))
    goal = models.CharField(_("指标"), max_length=10, choices=Goal.choices)
    percent = models.PositiveSmallIntegerField(_("目标（%）"))
    by = by_field()
    at = models.DateTimeField(_("下达时间"))

    objects = GrowthTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("双提升目标")
        verbose_name_plural = _("双提升目标")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "goal"], name="growth_target_once"),
            models.CheckConstraint(name="growth_goal_known", condition=Q(goal__in=Goal.values)),
            models.CheckConstraint(name="growth_target_is_share", condition=Q(percent__lte=100)),
            models.CheckConstraint(name="growth_target_year_known", condition=Q(year__range=(2015, 2099))),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year} {self.get_goal_display()} {self.percent}%"
