"""Meetings and activities (会议和活动) with their roll call and evidence."""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.found_by_words import TextPairs, with_words
from config.lib.history import track
from ledgers.enums import MeetingKind, Presence, VoteMethod
from ledgers.enums.organised_life import Exclusion, MeetingMatter
from ledgers.models.ledger import Ledger
from ledgers.models.member import Member

# A character that is no space, for PostgreSQL: str.isspace() written out, because \S depends on the server's locale.
NO_SPACE = r"[^\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"


SEARCHED = ("title", "agenda", "discussion", "resolutions")  # the index is over these, in this order


class MeetingQuerySet(ScopedQuerySet):
    scope_path = "ledger__branch__path"

    def with_words(self, typed: str) -> "MeetingQuerySet":
        """Return the meetings in whose minutes each typed word stands; one of them has two or more characters."""
        return with_words(self, typed, SEARCHED)

    def handed_in(self) -> "MeetingQuerySet":
        """Return the meetings that stand as they were handed in: what was written since is the branch's own."""
        return self.filter(saved_at__lte=F("ledger__submitted_at"))


@track()
class Meeting(models.Model):
    """The minutes of one meeting: a draft on the server from the first field on.

    `version` counts the saves; who saves on an older version is shown what changed meanwhile. `key` is made by the
    page that starts the record, so that a repeated request on a bad network does not start it twice. `held_with` is the
    theme day in the course of which this meeting was held, with minutes of its own. `exclusion_number` and
    `exclusion_on` are the consent of the committee above to leave members out of 应到会 (see Attendance.exclusion).
    """

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="meetings")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("类型"), max_length=12, choices=MeetingKind.choices)
    title = models.CharField(_("名称"), max_length=80, blank=True)
    group = models.CharField(_("党小组"), max_length=20, blank=True)
    starts_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    ends_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=80, blank=True)
    host = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("主持人")
    )
    recorder = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("记录人")
    )
    invited = models.CharField(_("列席人员"), max_length=200, blank=True)
    agenda = models.TextField(_("议题"), blank=True, max_length=2000)
    discussion = models.TextField(_("讨论情况"), blank=True, max_length=20000)
    vote_method = models.CharField(_("表决方式"), max_length=8, choices=VoteMethod.choices, default=VoteMethod.NONE)
    votes_for = models.PositiveSmallIntegerField(_("赞成"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("反对"), null=True, blank=True)
    votes_abstain = models.PositiveSmallIntegerField(_("弃权"), null=True, blank=True)
    resolutions = models.TextField(_("决议"), blank=True, max_length=5000)
    matter = models.CharField(
        _("表决事项"), max_length=12, choices=MeetingMatter.choices, default=MeetingMatter.ORDINARY
    )
    held_with = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="held_together",
        verbose_name=_("同时召开"),
    )
    exclusion_number = models.CharField(_("批准文号"), max_length=60, blank=True)
    exclusion_on = models.DateField(_("批准日期"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(_("开始记录时间"))
    created_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("保存时间"))
    saved_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("会议记录")
        verbose_name_plural = _("会议记录")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ledger", "key"], name="meeting_started_once"),
            models.CheckConstraint(name="meeting_kind_known", condition=Q(kind__in=MeetingKind.values)),
            # What is empty is missing: spaces alone would pass for minutes.
            models.CheckConstraint(
                name="meeting_texts_say_something",
                condition=(Q(place="") | Q(place__regex=NO_SPACE))
                & (Q(agenda="") | Q(agenda__regex=NO_SPACE))
                & (Q(discussion="") | Q(discussion__regex=NO_SPACE))
                & (Q(resolutions="") | Q(resolutions__regex=NO_SPACE)),
            ),
            # An end before the start stays possible in a draft: what was typed is kept, the pre-check names it.
            models.CheckConstraint(name="meeting_saved_after_created", condition=Q(saved_at__gte=F("created_at"))),
            models.CheckConstraint(
                name="meeting_matter_of_general_meeting",
                condition=Q(matter=MeetingMatter.ORDINARY)
                | Q(kind=MeetingKind.GENERAL, matter__in=MeetingMatter.values),
            ),
            models.CheckConstraint(name="meeting_not_held_with_itself", condition=~Q(held_with=F("pk"))),
            models.CheckConstraint(
                name="meeting_exclusion_approval_pair",
                condition=Q(exclusion_number="", exclusion_on=None)
                | (~Q(exclusion_number="") & Q(exclusion_on__isnull=False)),
            ),
        ]
        indexes = [GinIndex(TextPairs(*SEARCHED), name="meeting_words")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.title or str(self.get_kind_display())


class AttendanceQuerySet(ScopedQuerySet):
    scope_path = "meeting__ledger__branch__path"


@track()
class Attendance(models.Model):
    """A line of the roll call. `votes` is frozen when the record starts: a later change of the roll leaves it alone.

    Whoever has an `exclusion` counts neither as called nor for the quorum and was not there.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField(_("到会情况"), max_length=8, choices=Presence.choices, default=Presence.PRESENT)
    reason = models.CharField(_("缺席原因"), max_length=60, blank=True)
    votes = models.BooleanField(_("有表决权"))
    exclusion = models.CharField(_("不计入应到会"), max_length=10, choices=Exclusion.choices, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("签到")
        verbose_name_plural = _("签到")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once_per_member"),
            models.CheckConstraint(
                name="attendance_reason_for_absent_only",
                condition=Q(presence=Presence.ABSENT) | Q(reason=""),
            ),
            models.CheckConstraint(
                name="attendance_exclusion_known", condition=Q(exclusion="") | Q(exclusion__in=Exclusion.values)
            ),
            models.CheckConstraint(
                name="attendance_excluded_is_absent", condition=Q(exclusion="") | Q(presence=Presence.ABSENT)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.get_presence_display()}"


class MeetingFileQuerySet(ScopedQuerySet):
    scope_path = "meeting__ledger__branch__path"


@track()
class MeetingFile(models.Model):
    """Evidence (佐证材料) attached to a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("evidence.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("上传时间"))
    added_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = MeetingFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("会议附件")
        verbose_name_plural = _("会议附件")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "file"], name="meeting_file_once")]

    def __str__(self) -> str:
        return str(self.file)
