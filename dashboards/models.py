"""The one thing that the overview keeps: addresses under which a calendar program reads a person's days."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.lib.history import track


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CalendarFeedQuerySet":
        """Return the person's own addresses: nobody else has to do with them."""
        return self.filter(membership__user=user) if user.is_authenticated else self.none()

    def current(self) -> "CalendarFeedQuerySet":
        return self.filter(ended_at=None)


@track(exclude=["token_hash"])
class CalendarFeed(models.Model):
    """An address that shows the days of one role of a person (订阅地址), until it is ended.

    Whoever has the address reads the days without signing in, as calendar programs do. Only a hash of its token is
    kept: a copy of the database opens no calendar.
    """

    membership = models.ForeignKey("branches.Membership", on_delete=models.PROTECT, related_name="calendar_feeds")
    token_hash = models.CharField(_("地址的摘要"), max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("生成时间"))
    ended_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("日历订阅")
        verbose_name_plural = _("日历订阅")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], name="calendar_feed_one_at_a_time", condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="calendar_feed_dates_in_order", condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at"))
            ),
            models.CheckConstraint(name="calendar_feed_has_token", condition=~Q(token_hash="")),
        ]

    def __str__(self) -> str:
        return str(self.membership)


MOST_PATH = 2000  # characters of a list's address, filters included


class ExportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ExportQuerySet":
        """Return the person's own exports: what one has taken out is nobody else's to fetch."""
        return self.filter(membership__user=user) if user.is_authenticated else self.none()

    def waiting(self) -> "ExportQuerySet":
        return self.filter(finished_at=None, failure="")


@track(exclude=["content", "done"])
class Export(models.Model):
    """A list that somebody took out as a workbook (导出), under which role, what for, and how far it is written.

    Kept for whatever has persons in it, and for what the worker writes because it is long. `content` is there only
    for the latter, encrypted, and for a day. `rows` and `done` are numbers of rows, `fields` the columns' headings.
    """

    membership = models.ForeignKey("branches.Membership", on_delete=models.PROTECT, related_name="exports")
    path = models.CharField(_("名单的地址"), max_length=MOST_PATH)
    title = models.CharField(_("名单"), max_length=200)
    fields = models.JSONField(_("栏目"), default=list)
    reason = models.CharField(_("用途"), max_length=200, blank=True)
    is_personal = models.BooleanField(_("含个人信息"))
    rows = models.PositiveIntegerField(_("行数"))
    done = models.PositiveIntegerField(_("已写行数"), default=0)
    at = models.DateTimeField(_("时间"))
    finished_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    failure = models.CharField(_("没有写成的原因"), max_length=200, blank=True)
    content = models.BinaryField(_("表格（密文）"), default=b"")

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("导出记录")
        verbose_name_plural = _("导出记录")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="export_says_why", condition=Q(is_personal=False) | ~Q(reason="")),
            models.CheckConstraint(name="export_done_within_rows", condition=Q(done__lte=F("rows"))),
            models.CheckConstraint(
                name="export_finished_or_failed",
                condition=Q(finished_at=None) | Q(failure="", finished_at__gte=F("at"), done=F("rows")),
            ),
            models.CheckConstraint(name="export_file_when_finished", condition=Q(content=b"") | ~Q(finished_at=None)),
        ]
        indexes = [models.Index(fields=["membership", "-at"], name="export_of_person")]

    def __str__(self) -> str:
        return f"{self.title} {self.serial}"

    @property
    def serial(self) -> str:
        """The number that stands on every page of the workbook: by it a copy is traced to who took it out."""
        return f"DC{self.at:%Y%m%d}-{self.pk}"

    @property
    def percent(self) -> int:
        return 100 * self.done // self.rows if self.rows else 0
