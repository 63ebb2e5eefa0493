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
