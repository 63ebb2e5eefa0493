"""Votes on persons, yearly appraisal (民主评议党员), talks (谈心谈话), the district's suggestions for a month."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.enums import MeetingKind
from ledgers.enums.organised_life import AppraisalAction, AppraisalStatus, Grade, Part, TalkPair
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.meeting import Meeting
from ledgers.models.member import Member


def count_field(label) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, default=0)


class MeetingBallotQuerySet(ScopedQuerySet):
    scope_path = "meeting__ledger__branch__path"


@track()
class MeetingBallot(models.Model):
    """The votes on one person: those present, and the written opinions of those who could not come."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="ballots")
    subject = models.CharField(_("姓名"), max_length=40)
    votes_for = count_field(_("赞成"))
    votes_against = count_field(_("反对"))
    votes_abstain = count_field(_("弃权"))
    written_for = count_field(_("书面赞成"))
    written_against = count_field(_("书面反对"))
    written_abstain = count_field(_("书面弃权"))

    objects = MeetingBallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("逐人表决")
        verbose_name_plural = _("逐人表决")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "subject"], name="ballot_once_per_subject"),
            models.CheckConstraint(name="ballot_has_subject", condition=~Q(subject="")),
        ]

    def __str__(self) -> str:
        return self.subject


class ThemeSuggestionQuerySet(ScopedQuerySet):
    scope_path = "district__path"

    def visible_to(self, user):
        """Return the suggestions of the districts in the user's scope, and of the district above the user's place."""
        scope = user.party_scope
        if not scope.prefixes:
            return self.none()
        here = user.hat.organisation.path
        step = len(here) // user.hat.organisation.depth
        above = [here[:length] for length in range(step, len(here) + 1, step)]
        return self.filter(scope.predicate(self.scope_path) | Q(district__path__in=above))


@track()
class ThemeSuggestion(models.Model):
    """What the district suggests for a month's meetings of one kind: a title and the lines of an outline."""

    district = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="theme_suggestions")
    month = models.DateField(_("月份"))
    kind = models.CharField(_("会议类型"), max_length=12, choices=MeetingKind.choices)
    title = models.CharField(_("主题"), max_length=80)
    outline = models.TextField(_("提纲"), max_length=1000)
    by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("保存时间"))

    objects = ThemeSuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("主题建议")
        verbose_name_plural = _("主题建议")
        ordering = ["-month", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["district", "month", "kind"], name="suggestion_once_per_month_and_kind"),
            models.CheckConstraint(name="suggestion_month_is_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(name="suggestion_kind_known", condition=Q(kind__in=MeetingKind.values)),
            models.CheckConstraint(name="suggestion_says_something", condition=~Q(title="") & ~Q(outline="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.outline.splitlines() if line.strip()]


# The steps in their order (支部工作条例 第十八条): 学习动员 → 个人自评 → 党员互评 → 民主测评 → 组织评定 → 反馈 → 公示.
APPRAISAL_STEPS = ("mobilised_on", "self_on", "peers_on", "balloted_on", "decided_on", "feedback_on", "published_on")


def _in_order() -> list[models.CheckConstraint]:
    """A step is dated only after the one before it, and not earlier."""
    return [
        models.CheckConstraint(
            name=f"appraisal_{name.removesuffix('_on')}_after_{before.removesuffix('_on')}",
            condition=Q(**{name: None}) | Q(**{f"{before}__isnull": False, f"{name}__gte": F(before)}),
        )
        for before, name in zip(APPRAISAL_STEPS, APPRAISAL_STEPS[1:], strict=False)
    ]


class AppraisalQuerySet(ScopedQuerySet):
    scope_path = "branch__path"


@track()
class Appraisal(models.Model):
    """民主评议党员 of one branch in one year.

    `ledgers.services.organised_life.appraisal_move` is the only code that changes `status` and the two of `reported_*`.
    """

    branch = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="appraisals")
    year = models.PositiveSmallIntegerField(_("年度"))
    status = models.CharField(_("状态"), max_length=10, choices=AppraisalStatus.choices, default=AppraisalStatus.OPEN)
    mobilised_on = models.DateField(_("学习动员"), null=True, blank=True)
    self_on = models.DateField(_("个人自评"), null=True, blank=True)
    peers_on = models.DateField(_("党员互评"), null=True, blank=True)
    balloted_on = models.DateField(_("民主测评"), null=True, blank=True)
    decided_on = models.DateField(_("组织评定"), null=True, blank=True)
    feedback_on = models.DateField(_("反馈本人"), null=True, blank=True)
    published_on = models.DateField(_("公示"), null=True, blank=True)
    ballots_cast = models.PositiveSmallIntegerField(_("收回测评票"), null=True, blank=True)
    started_at = models.DateTimeField(_("开始时间"))
    started_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(_("报备时间"), null=True, blank=True)
    reported_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        verbose_name = _("民主评议")
        verbose_name_plural = _("民主评议")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "year"], name="appraisal_once_per_branch_and_year"),
            models.CheckConstraint(name="appraisal_status_known", condition=Q(status__in=AppraisalStatus.values)),
            models.CheckConstraint(
                name="appraisal_reported_whole",
                condition=Q(status=AppraisalStatus.OPEN, reported_at=None, reported_by=None)
                | Q(
                    status=AppraisalStatus.REPORTED,
                    reported_at__isnull=False,
                    reported_by__isnull=False,
                    published_on__isnull=False,
                    ballots_cast__isnull=False,
                ),
            ),
            *_in_order(),
        ]

    def __str__(self) -> str:
        return f"{self.branch} {self.year}"

    @property
    def is_open(self) -> bool:
        return self.status == AppraisalStatus.OPEN


class AppraisalStepQuerySet(ScopedQuerySet):
    scope_path = "appraisal__branch__path"


class AppraisalStep(models.Model):
    """One move of an appraisal, append-only: who, when, from, to, why."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=AppraisalAction.choices)
    from_status = models.CharField(_("原状态"), max_length=10, choices=AppraisalStatus.choices)
    to_status = models.CharField(_("新状态"), max_length=10, choices=AppraisalStatus.choices)
    by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    reason = models.CharField(_("原因"), max_length=200, blank=True)

    objects = AppraisalStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("民主评议办理记录")
        verbose_name_plural = _("民主评议办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="appraisal_return_has_reason", condition=~Q(action=AppraisalAction.RETURN) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


class AppraisalMeetingQuerySet(ScopedQuerySet):
    scope_path = "appraisal__branch__path"


@track()
class AppraisalMeeting(models.Model):
    """A 组织生活会 at which the appraisal was held."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="meeting_links")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField(_("关联时间"))
    added_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = AppraisalMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("评议会议")
        verbose_name_plural = _("评议会议")
        constraints = [models.UniqueConstraint(fields=["appraisal", "meeting"], name="appraisal_meeting_once")]

    def __str__(self) -> str:
        return str(self.meeting)


class AppraisalLineQuerySet(ScopedQuerySet):
    scope_path = "appraisal__branch__path"


@track()
class AppraisalLine(models.Model):
    """A member in an appraisal, frozen when it starts. `is_full`: a full member then; others get no grade.

    `ballots` repeats the appraisal's number of ballots beside the counts, so that the database holds their sum.
    """

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="lines")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="appraisal_lines")
    is_full = models.BooleanField(_("正式党员"))
    part = models.CharField(_("参评情况"), max_length=10, choices=Part.choices, default=Part.HERE)
    reason = models.CharField(_("说明"), max_length=100, blank=True)
    ballots = models.PositiveSmallIntegerField(_("测评票数"), null=True, blank=True)
    excellent = models.PositiveSmallIntegerField(_("优秀票"), null=True, blank=True)
    qualified = models.PositiveSmallIntegerField(_("合格票"), null=True, blank=True)
    basic = models.PositiveSmallIntegerField(_("基本合格票"), null=True, blank=True)
    unqualified = models.PositiveSmallIntegerField(_("不合格票"), null=True, blank=True)
    grade = models.CharField(_("评定等次"), max_length=12, choices=Grade.choices, blank=True)
    saved_at = models.DateTimeField(_("保存时间"))
    saved_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = AppraisalLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("参评党员")
        verbose_name_plural = _("参评党员")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "member"], name="appraisal_line_once_per_member"),
            models.CheckConstraint(name="appraisal_part_known", condition=Q(part__in=Part.values)),
            models.CheckConstraint(name="appraisal_grade_known", condition=Q(grade="") | Q(grade__in=Grade.values)),
            models.CheckConstraint(
                name="appraisal_ballots_add_up",
                condition=Q(ballots=None, excellent=None, qualified=None, basic=None, unqualified=None)
                | Q(
                    ballots__isnull=False,
                    ballots=F("excellent") + F("qualified") + F("basic") + F("unqualified"),
                    excellent__isnull=False,
                    qualified__isnull=False,
                    basic__isnull=False,
                    unqualified__isnull=False,
                ),
            ),
            # 预备党员参加评议但不评定等次.
            models.CheckConstraint(name="appraisal_no_grade_on_probation", condition=Q(is_full=True) | Q(grade="")),
            models.CheckConstraint(
                name="appraisal_graded_took_part",
                condition=Q(part__in=(Part.HERE, Part.ELSEWHERE)) | Q(grade="", ballots=None),
            ),
            models.CheckConstraint(name="appraisal_not_here_says_why", condition=Q(part=Part.HERE) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.get_grade_display()}"


class TalkQuerySet(ScopedQuerySet):
    scope_path = "branch__path"


@track()
class Talk(models.Model):
    """谈心谈话 of two members. What was said is theirs: only that, when and at most about what is kept."""

    branch = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="talks")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    talked_on = models.DateField(_("日期"))
    pair = models.CharField(_("类型"), max_length=10, choices=TalkPair.choices)
    one = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name=_("谈话人"))
    other = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name=_("谈话对象"))
    topic = models.CharField(_("话题"), max_length=60, blank=True)
    at = models.DateTimeField(_("登记时间"))
    by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("谈心谈话")
        verbose_name_plural = _("谈心谈话")
        ordering = ["-talked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "key"], name="talk_recorded_once"),
            models.UniqueConstraint(fields=["talked_on", "one", "other"], name="talk_once_a_day"),
            models.CheckConstraint(name="talk_pair_known", condition=Q(pair__in=TalkPair.values)),
            models.CheckConstraint(name="talk_of_two_people", condition=~Q(one=F("other"))),
        ]
        indexes = [models.Index(fields=["branch", "talked_on"], name="talk_branch_day")]

    def __str__(self) -> str:
        return f"{self.one} {self.other} {self.talked_on}"
