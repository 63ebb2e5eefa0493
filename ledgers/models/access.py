"""Who opened personal data that is otherwise masked, and why (个人信息保护法 第五十一条)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.enums import Permission
from branches.scope import ScopedQuerySet
from ledgers.enums.access import AccessKind
from ledgers.models.ledger import APPEND_ONLY


class SensitiveAccessQuerySet(ScopedQuerySet):
    scope_path = "organisation__path"

    def visible_to(self, user) -> "SensitiveAccessQuerySet":
        """Return the openings in the user's scope, also to the audit administrator, who sees no other Party data: that
        somebody else reads the log is what it is kept for (GB/T 22239-2019 8.1.4.3)."""
        if user.may(Permission.HISTORY_VIEW):
            return self.filter(user.scope.predicate(self.scope_path)) if user.scope.prefixes else self.none()
        return super().visible_to(user)


class Access(models.Model):
    """One opening of masked personal data: who, when, which fields, how many rows, why; the data itself is never kept.

    A log of its own inherits this and adds whose data it was. `organisation` is the unit whose data was opened.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(_("查看的项目"), default=list)
    rows = models.PositiveIntegerField(_("人数"))
    reason = models.CharField(_("用途"), max_length=200)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    objects = SensitiveAccessQuerySet.as_manager()

    class Meta:
        abstract = True


class SensitiveAccess(Access):
    """One opening of the roll, append-only.

    `member` is set when one person's data was shown and None for a whole roll; `organisation` is the branch, or the
    township or district whose rolls were put together. `fields` are names of columns of `Member`, `id_number` among
    them.
    """

    member = models.ForeignKey("ledgers.Member", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("方式"), max_length=10, choices=AccessKind.choices)

    class Meta:
        verbose_name = _("敏感信息查看记录")
        verbose_name_plural = _("敏感信息查看记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(name="access_kind_known", condition=Q(kind__in=AccessKind.values)),
            models.CheckConstraint(name="access_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="access_one_member_or_a_roll",
                condition=Q(kind=AccessKind.REVEAL, member__isnull=False, rows=1)
                | Q(kind__in=[AccessKind.EXPORT, AccessKind.SUMMARY, AccessKind.LIST], member=None),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "at"], name="access_organisation_at")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at}"
