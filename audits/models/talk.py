"""Talks (约谈) after consecutive reds, or about overdue projects: the case, its steps, minutes, promises and files."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audits.talk_enums import CommitmentState, TalkAction, TalkKind, TalkStatus
from branches.enums import Role
from branches.scope import ScopedQuerySet
from config.lib.history import track

S = TalkStatus
OPEN_STATES = (S.RAISED, S.NOTICED, S.HELD, S.FOLLOWING)
# Who reads minutes with names, at the two places a talk concerns. Inspectors and checkers have no part in it.
CONCERNED = (
    Role.DISTRICT_REVIEWER,
    Role.DISTRICT_LEAD,
    Role.LEADER,
    Role.TOWNSHIP_REVIEWER,
    Role.TOWNSHIP_LEADER,
    Role.SECRETARY,
)


def is_concerned(user) -> bool:
    """Tell whether the user's active role is one that a talk may concern, and sees Party data at all."""
    return bool(user.party_scope.prefixes) and user.hat.role in CONCERNED


class TalkCaseQuerySet(ScopedQuerySet):
    scope_path = "organisation__path"

    def open(self) -> "TalkCaseQuerySet":
        return self.filter(status__in=OPEN_STATES)


@track()
class TalkCase(models.Model):
    """One talk about one run of reds, or about one missed day of an upgrade project (清零).

    `audits.services.talks.talk_move` is the only code that changes `status`. `organisation` is talked to, `host` talks:
    the district with a township, a township with a branch. `run_from` is the first red month and `reds` how many there
    were when the clock last looked; a talk about a project has `project` and the `deadline` that passed instead. The
    case names posts, never people.
    """

    kind = models.CharField(_("类别"), max_length=10, choices=TalkKind.choices)
    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="talk_cases")
    host = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="hosted_talks")
    run_from = models.DateField(_("连续红的第一个月"), null=True, blank=True)
    reds = models.PositiveSmallIntegerField(_("连续红几个月"), default=0)
    project = models.ForeignKey(
        "facilities.UpgradeProject",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="talks",
        verbose_name=_("提升项目"),
    )
    deadline = models.DateField(_("没有完成的期限"), null=True, blank=True)
    status = models.CharField(_("状态"), max_length=10, choices=S.choices, default=S.RAISED)
    raised_at = models.DateTimeField(_("提出时间"))
    hold_by = models.DateField(_("约谈期限"))

    talk_at = models.DateTimeField(_("约谈时间"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=80, blank=True)
    talker = models.CharField(_("约谈人"), max_length=60, blank=True)
    summoned = models.CharField(_("参加人员"), max_length=200, blank=True)
    why = models.TextField(_("约谈事由"), max_length=1000, blank=True)
    noticed_at = models.DateTimeField(_("通知时间"), null=True, blank=True)

    answer = models.TextField(_("回应"), max_length=2000, blank=True)
    needs_review = models.BooleanField(_("要书面检讨"), default=False)
    review = models.TextField(_("书面检讨"), max_length=5000, blank=True)
    reviewed_at = models.DateTimeField(_("检讨时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)

    objects = TalkCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("约谈")
        verbose_name_plural = _("约谈")
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "run_from"], name="talk_once_per_run"),
            models.CheckConstraint(name="talk_status_known", condition=Q(status__in=S.values)),
            models.CheckConstraint(name="talk_kind_known", condition=Q(kind__in=TalkKind.values)),
            # One for each project and deadline, whatever raises it and how often (domain 15.11).
            models.UniqueConstraint(fields=["project", "deadline"], name="talk_once_per_deadline"),
            models.CheckConstraint(
                name="talk_has_one_ground",
                condition=Q(project=None, deadline=None, run_from__isnull=False, run_from__day=1, reds__gte=1)
                | Q(
                    kind=TalkKind.TOWNSHIP,
                    project__isnull=False,
                    deadline__isnull=False,
                    run_from=None,
                    reds=0,
                    needs_review=False,
                ),
            ),
            models.CheckConstraint(name="talk_not_with_oneself", condition=~Q(organisation=F("host"))),
            models.CheckConstraint(
                name="talk_notice_whole",
                condition=Q(status__in=[S.RAISED, S.CALLED_OFF], noticed_at=None, talk_at=None, place="", why="")
                | (
                    Q(noticed_at__isnull=False, talk_at__isnull=False)
                    & ~Q(status=S.RAISED)
                    & ~Q(place="")
                    & ~Q(talker="")
                    & ~Q(summoned="")
                    & ~Q(why="")
                ),
            ),
            models.CheckConstraint(
                name="talk_review_pair",
                condition=Q(review="", reviewed_at=None)
                | (~Q(review="") & Q(reviewed_at__isnull=False, needs_review=True)),
            ),
            models.CheckConstraint(
                name="talk_closed_pair",
                condition=Q(status=S.CLOSED, closed_at__isnull=False) | (~Q(status=S.CLOSED) & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="talk_closed_after_review",
                condition=~Q(status=S.CLOSED) | Q(needs_review=False) | ~Q(review=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.run_from or self.deadline}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATES


class ThroughCaseQuerySet(ScopedQuerySet):
    scope_path = "case__organisation__path"


class TalkStep(models.Model):
    """One move of a case, append-only."""

    case = models.ForeignKey(TalkCase, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=TalkAction.choices)
    from_status = models.CharField(_("原状态"), max_length=10, choices=S.choices, blank=True)
    to_status = models.CharField(_("新状态"), max_length=10, choices=S.choices)
    by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    reason = models.TextField(_("说明"), blank=True)

    objects = ThroughCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("约谈办理记录")
        verbose_name_plural = _("约谈办理记录")
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                name="talk_step_calling_off_says_why", condition=~Q(action=TalkAction.CALL_OFF) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


class TalkMinutesQuerySet(ScopedQuerySet):
    scope_path = "case__organisation__path"

    def visible_to(self, user) -> "TalkMinutesQuerySet":
        """Return the minutes to the two sides of the talk only: they may hold names of people."""
        if not is_concerned(user):
            return self.none()
        here = user.hat.organisation_id
        return self.filter(Q(case__organisation=here) | Q(case__host=here))


@track()
class TalkMinutes(models.Model):
    """The minutes (约谈纪要) in the parts that GB/T 9704-2012 10.3 names: 出席, 请假, 列席; and what was said."""

    case = models.OneToOneField(TalkCase, on_delete=models.PROTECT, related_name="minutes")
    held_at = models.DateTimeField(_("约谈时间"))
    place = models.CharField(_("地点"), max_length=80)
    present = models.CharField(_("出席"), max_length=300)
    absent = models.CharField(_("请假"), max_length=300, blank=True)
    observers = models.CharField(_("列席"), max_length=300, blank=True)
    said = models.TextField(_("谈话内容"), max_length=10000)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = TalkMinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("约谈纪要")
        verbose_name_plural = _("约谈纪要")
        constraints = [
            models.CheckConstraint(name="talk_minutes_whole", condition=~Q(place="") & ~Q(present="") & ~Q(said="")),
            models.CheckConstraint(name="talk_minutes_after_talk", condition=Q(at__gte=F("held_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.held_at}"


@track()
class TalkCommitment(models.Model):
    """Something promised at the talk, with its day; reported by who promised it, settled once by the host."""

    case = models.ForeignKey(TalkCase, on_delete=models.PROTECT, related_name="commitments")
    text = models.CharField(_("整改承诺"), max_length=300)
    due_on = models.DateField(_("完成期限"))
    state = models.CharField(_("结果"), max_length=6, choices=CommitmentState.choices, default=CommitmentState.OPEN)
    note = models.CharField(_("核实情况"), max_length=500, blank=True)
    result = models.TextField(_("完成情况"), max_length=1000, blank=True)
    reported_at = models.DateTimeField(_("报告时间"), null=True, blank=True)
    reported_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(_("核实时间"), null=True, blank=True)
    settled_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ThroughCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("整改承诺")
        verbose_name_plural = _("整改承诺")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(name="commitment_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="commitment_reported_whole",
                condition=Q(result="", reported_at=None, reported_by=None)
                | (~Q(result="") & Q(reported_at__isnull=False, reported_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="commitment_settled_whole",
                condition=Q(state=CommitmentState.OPEN, settled_at=None, settled_by=None, note="")
                | (
                    Q(
                        state__in=[CommitmentState.DONE, CommitmentState.FAILED],
                        settled_at__isnull=False,
                        settled_by__isnull=False,
                    )
                    & ~Q(note="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.due_on}"


class CommitmentFileQuerySet(ScopedQuerySet):
    scope_path = "commitment__case__organisation__path"


@track()
class CommitmentFile(models.Model):
    """A photo or paper that shows that a promise was kept (佐证), added by who promised."""

    commitment = models.ForeignKey(TalkCommitment, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("evidence.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("上传时间"))
    added_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = CommitmentFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("承诺佐证")
        verbose_name_plural = _("承诺佐证")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["commitment", "file"], name="commitment_file_once")]

    def __str__(self) -> str:
        return str(self.file)
