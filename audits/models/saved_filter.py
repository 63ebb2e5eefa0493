"""Filters of the queue that a person keeps under a name."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audits.enums import ReviewLevel
from config.lib.history import track

MOST = 12


class SavedFilterQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SavedFilterQuerySet":
        """Return the user's own filters: nobody else sees or uses them."""
        return self.filter(user=user)


@track()
class SavedFilter(models.Model):
    """What one person narrows the queue to, for the level at which the person looks at it.

    `query` is the end of an address without its question mark. `position` counts from 1 to 12: the places are the
    limit on how many a person keeps.
    """

    user = models.ForeignKey("branches.User", on_delete=models.CASCADE, related_name="saved_filters")
    level = models.CharField(_("层级"), max_length=10, choices=ReviewLevel.choices)
    name = models.CharField(_("名称"), max_length=20)
    query = models.CharField(_("条件"), max_length=400)
    position = models.PositiveSmallIntegerField(_("位置"))
    at = models.DateTimeField(_("时间"))

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("常用筛选")
        verbose_name_plural = _("常用筛选")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["user", "level", "name"], name="saved_filter_name_once"),
            models.UniqueConstraint(fields=["user", "level", "position"], name="saved_filter_position_once"),
            models.CheckConstraint(name="saved_filter_twelve", condition=Q(position__gte=1, position__lte=MOST)),
            models.CheckConstraint(name="saved_filter_says_something", condition=~Q(query="") & ~Q(name="")),
            models.CheckConstraint(name="saved_filter_level_known", condition=Q(level__in=ReviewLevel.values)),
        ]

    def __str__(self) -> str:
        return self.name
