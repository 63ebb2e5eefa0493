"""Messages to people (消息): each is sent once, whatever is run twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.lib.history import track


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "NoticeQuerySet":
        """Return the user's own messages: nobody reads another's."""
        return self.filter(recipient_id=user.pk)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


@track()
class Notice(models.Model):
    """A message in a person's list. `key` names the event, so that an event reaches a person once."""

    recipient = models.ForeignKey("branches.User", on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(_("事件"), max_length=120)
    title = models.CharField(_("标题"), max_length=120)
    body = models.TextField(_("内容"), blank=True)
    url = models.CharField(_("去处"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("已读时间"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("消息")
        verbose_name_plural = _("消息")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="notice_once_per_event")]
        indexes = [
            models.Index(fields=["recipient"], condition=models.Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.title
