"""Messages to people (消息): each is sent once, whatever is run twice."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.lib.history import track
from notices.enums import NoticeKind


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "NoticeQuerySet":
        """Return the user's own messages: nobody reads another's."""
        return self.filter(recipient_id=user.pk)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


@track()
class Notice(models.Model):
    """A message in a person's list. `key` names the event, so that an event reaches a person once.

    Title and body are for the site alone. What may leave it is `outside` (or the label of the kind), the name of
    `place` and the address of the page. `about` names what the message is about, so that the sender can ask whether it
    is still due (see notices/still_due.py).
    """

    recipient = models.ForeignKey("branches.User", on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(_("事件"), max_length=120)
    kind = models.CharField(_("类别"), max_length=12, choices=NoticeKind.choices, default=NoticeKind.OTHER)
    title = models.CharField(_("标题"), max_length=120)
    body = models.TextField(_("内容"), blank=True)
    url = models.CharField(_("去处"), max_length=200, blank=True)
    outside = models.CharField(_("站外的标题"), max_length=120, blank=True)
    place = models.ForeignKey(
        "branches.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    about = models.CharField(_("所指的事"), max_length=160, blank=True)
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("已读时间"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("消息")
        verbose_name_plural = _("消息")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="notice_once_per_event"),
            models.CheckConstraint(name="notice_kind_known", condition=Q(kind__in=NoticeKind.values)),
        ]
        indexes = [
            models.Index(fields=["recipient"], condition=models.Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.title
