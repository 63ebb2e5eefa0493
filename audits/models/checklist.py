"""The audit form (审查表) in versions: a month keeps the version it opened with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.lib.history import track


@track()
class Checklist(models.Model):
    """A version of the audit form; in force for months that open on or after `valid_from`."""

    version = models.PositiveIntegerField(_("版本"), unique=True)
    title = models.CharField(_("名称"), max_length=60)
    valid_from = models.DateField(_("启用日期"), unique=True)

    class Meta:
        verbose_name = _("审查表")
        verbose_name_plural = _("审查表")

    def __str__(self) -> str:
        return self.title


@track()
class ChecklistItem(models.Model):
    """One line of the form with the points it is worth; a checklist's weights add up to 100."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="items")
    code = models.CharField(_("编号"), max_length=20)
    category = models.CharField(_("类别"), max_length=30)
    text = models.CharField(_("内容"), max_length=120)
    weight = models.PositiveSmallIntegerField(_("分值"))
    position = models.PositiveSmallIntegerField(_("顺序"))

    class Meta:
        verbose_name = _("审查项目")
        verbose_name_plural = _("审查项目")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "code"], name="checklist_item_code_once"),
            models.UniqueConstraint(fields=["checklist", "position"], name="checklist_item_position_once"),
            models.CheckConstraint(name="checklist_item_weight", condition=Q(weight__gte=1, weight__lte=100)),
        ]

    def __str__(self) -> str:
        return self.text
