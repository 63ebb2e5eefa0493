"""A message on its way out of the site: one row for each message and channel."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.lib.history import track
from notices.enums import DeliveryState
from notices.models.channel import Channel

# A job that died between claim and answer: what it held is taken up again after this time, and marked.
STUCK_AFTER = dt.timedelta(minutes=15)


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DeliveryQuerySet":
        """Return what goes through the channels the user may see."""
        return self.filter(channel__in=Channel.objects.visible_to(user))

    def due(self, at: dt.datetime) -> "DeliveryQuerySet":
        """Return what waits and may leave at `at`, and what a job that died has left lying."""
        return self.filter(
            Q(state=DeliveryState.QUEUED, due_at__lte=at)
            | Q(state=DeliveryState.SENDING, claimed_at__lte=at - STUCK_AFTER)
        )


@track()
class Delivery(models.Model):
    """`event` is the notice's key: an event goes through a channel once, though an office has many members.

    `words` says in the reader's words why it was not sent, or that it may have gone out twice.
    """

    notice = models.ForeignKey("notices.Notice", on_delete=models.CASCADE, related_name="deliveries")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(_("事件"), max_length=120)
    state = models.CharField(_("状态"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    due_at = models.DateTimeField(_("几时发"))
    tries = models.PositiveSmallIntegerField(_("试过几次"), default=0)
    claim = models.UUIDField(_("经手"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("经手时间"), null=True, blank=True)
    interrupted_at = models.DateTimeField(_("中断后再发"), null=True, blank=True)
    sent_at = models.DateTimeField(_("发出时间"), null=True, blank=True)
    words = models.CharField(_("说明"), max_length=200, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("站外发送")
        verbose_name_plural = _("站外发送")
        constraints = [
            models.UniqueConstraint(fields=["channel", "event"], name="delivery_once_per_event"),
            models.UniqueConstraint(fields=["channel", "notice"], name="delivery_once_per_notice"),
            models.CheckConstraint(name="delivery_state_known", condition=Q(state__in=DeliveryState.values)),
            models.CheckConstraint(
                name="delivery_sent_is_dated",
                condition=Q(state=DeliveryState.SENT, sent_at__isnull=False)
                | (~Q(state=DeliveryState.SENT) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="delivery_sending_is_claimed",
                condition=~Q(state=DeliveryState.SENDING) | Q(claim__isnull=False, claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="delivery_failure_has_words",
                condition=~Q(state__in=[DeliveryState.FAILED, DeliveryState.WITHDRAWN]) | ~Q(words=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "due_at"],
                condition=Q(state__in=[DeliveryState.QUEUED, DeliveryState.SENDING]),
                name="delivery_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} → {self.channel_id}"
