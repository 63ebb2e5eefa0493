"""The library of remarks that reviewers write again and again, and where each was used."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audits.enums import Reason
from audits.models.review import Verdict
from branches.enums import Permission
from branches.scope import ScopedQuerySet
from config.lib.history import track

LENGTH = 100  # as much as the note beside a line of the audit form takes


class RemarkQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "RemarkQuerySet":
        """Return the remarks of the organisations in the user's scope and of the district above a township."""
        scope = user.party_scope
        if not scope.prefixes or not user.may(Permission.OVERVIEW_VIEW):
            return self.none()
        here = user.hat.organisation.path
        step = len(here) // user.hat.organisation.depth
        above = [here[:length] for length in range(step, len(here) + 1, step)]
        return self.filter(scope.predicate(self.scope_path) | Q(organisation__path__in=above))

    def in_use(self) -> "RemarkQuerySet":
        return self.filter(retired_at=None)


@track()
class Remark(models.Model):
    """A reusable remark for a reason: the district's are offered to all its townships, a township's to itself."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="remarks")
    reason = models.CharField(_("扣分原因"), max_length=20, choices=Reason.choices)
    text = models.CharField(_("常用语"), max_length=LENGTH)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    retired_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("常用语")
        verbose_name_plural = _("常用语")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reason", "text"], name="remark_once"),
            models.CheckConstraint(name="remark_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="remark_reason_known", condition=Q(reason__in=Reason.values)),
        ]

    def __str__(self) -> str:
        return self.text


class RemarkUseQuerySet(ScopedQuerySet):
    scope_path = "verdict__ledger__branch__path"


@track()
class RemarkUse(models.Model):
    """A verdict in whose words the remark stands; written with the verdict and counted by the ledger's month."""

    remark = models.ForeignKey(Remark, on_delete=models.PROTECT, related_name="uses")
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="remark_uses")

    objects = RemarkUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("常用语使用")
        verbose_name_plural = _("常用语使用")
        constraints = [models.UniqueConstraint(fields=["verdict", "remark"], name="remark_use_once_per_verdict")]

    def __str__(self) -> str:
        return str(self.remark)
