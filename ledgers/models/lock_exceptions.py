"""Requests to hand in a ledger after the lock (补报申请): branch → township → district, each with a word."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.enums.lock_exceptions import OPEN_STATES, ExceptionState
from ledgers.models.ledger import Ledger

S = ExceptionState
BY_TOWNSHIP = (S.DECLINED, S.SUPPORTED, S.REFUSED, S.GRANTED, S.USED, S.EXPIRED)
BY_DISTRICT = (S.REFUSED, S.GRANTED, S.USED, S.EXPIRED)
WITH_LIMIT = (S.GRANTED, S.USED, S.EXPIRED)
ENDED_LATER = (S.USED, S.EXPIRED)


def officer() -> models.ForeignKey:
    return models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class LockExceptionQuerySet(ScopedQuerySet):
    scope_path = "ledger__branch__path"

    def open(self) -> "LockExceptionQuerySet":
        return self.filter(state__in=OPEN_STATES)


@track()
class LockException(models.Model):
    """One request for one ledger. Each state has the hands it went through and their words, and no others."""

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="lock_exceptions")
    state = models.CharField(_("进度"), max_length=10, choices=S.choices, default=S.ASKED)
    reason = models.CharField(_("申请原因"), max_length=500)
    asked_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("申请时间"))
    file = models.ForeignKey("evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    township_by = officer()
    township_at = models.DateTimeField(_("乡镇审核时间"), null=True, blank=True)
    township_word = models.CharField(_("乡镇意见"), max_length=200, blank=True)
    district_by = officer()
    district_at = models.DateTimeField(_("区里审批时间"), null=True, blank=True)
    district_word = models.CharField(_("区里意见"), max_length=200, blank=True)
    until = models.DateTimeField(_("补报截止"), null=True, blank=True)
    ended_at = models.DateTimeField(_("补报或过期时间"), null=True, blank=True)

    objects = LockExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("补报申请")
        verbose_name_plural = _("补报申请")
        constraints = [
            models.UniqueConstraint(
                fields=["ledger"], name="lock_exception_one_open_per_ledger", condition=Q(state__in=OPEN_STATES)
            ),
            models.CheckConstraint(name="lock_exception_state_known", condition=Q(state__in=S.values)),
            models.CheckConstraint(name="lock_exception_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="lock_exception_township_whole",
                condition=Q(state=S.ASKED, township_by=None, township_at=None, township_word="")
                | (
                    Q(state__in=BY_TOWNSHIP, township_by__isnull=False, township_at__isnull=False)
                    & Q(township_at__gte=F("asked_at"))
                    & ~Q(township_word="")
                ),
            ),
            models.CheckConstraint(
                name="lock_exception_district_whole",
                condition=(~Q(state__in=BY_DISTRICT) & Q(district_by=None, district_at=None, district_word=""))
                | (
                    Q(state__in=BY_DISTRICT, district_by__isnull=False, district_at__isnull=False)
                    & Q(township_at__isnull=False, district_at__gte=F("township_at"))
                    & ~Q(district_word="")
                ),
            ),
            models.CheckConstraint(
                name="lock_exception_limit_pair",
                condition=(~Q(state__in=WITH_LIMIT) & Q(until=None))
                | Q(
                    state__in=WITH_LIMIT,
                    until__isnull=False,
                    district_at__isnull=False,
                    until__gt=F("district_at"),
                ),
            ),
            models.CheckConstraint(
                name="lock_exception_ended_pair",
                condition=(~Q(state__in=ENDED_LATER) & Q(ended_at=None))
                | Q(state=S.USED, ended_at__isnull=False, until__isnull=False, ended_at__lt=F("until"))
                | Q(state=S.EXPIRED, ended_at__isnull=False, until__isnull=False, ended_at__gte=F("until")),
            ),
            # Whoever asks decides nothing about it, and nobody decides twice.
            models.CheckConstraint(
                name="lock_exception_by_others",
                condition=(Q(township_by=None) | ~Q(township_by=F("asked_by")))
                & (Q(district_by=None) | (~Q(district_by=F("asked_by")) & ~Q(district_by=F("township_by")))),
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="lock_exception_state_asked")]

    def __str__(self) -> str:
        return f"{self.ledger} {self.get_state_display()}"
