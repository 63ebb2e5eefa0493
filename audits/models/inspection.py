"""Visits of the guidance stations (指导站抽查): the plan, its seal, the visits, what was photographed and corrected.

Which village is visited is nobody's to read before six in the morning of the day: `visible_to` holds the rows back by
the database's clock, for the district that drew as for the station, the township and the branch.
"""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from branches.enums import ROLES, Level
from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.models import Ledger

NEVER_CHANGED = [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update | pgtrigger.Delete)]


class InspectionPlanQuerySet(ScopedQuerySet):
    scope_path = "district__path"

    def visible_to(self, user) -> "InspectionPlanQuerySet":
        """Return the plans of one's own district to its people, to an inspector those of his own station."""
        scope = user.party_scope
        if not scope.prefixes:
            return self.none()
        if user.hat.station_id:
            return self.filter(station=user.hat.station_id)
        return self.filter(scope.predicate(self.scope_path))


class InspectionPlan(models.Model):
    """A draw for one station: its numbers and fingerprints, never changed. What was drawn is in `visits` and `seal`.

    `key` comes from the page, so that a repeated request draws once. `opens_at` is when the last visit's day begins:
    from then on the seed is open.
    """

    district = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey("branches.GuidanceStation", on_delete=models.PROTECT, related_name="plans")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    first_day = models.DateField(_("开始日期"))
    last_day = models.DateField(_("结束日期"))
    wanted = models.PositiveSmallIntegerField(_("计划抽几个村"))
    drawn = models.PositiveSmallIntegerField(_("抽到几个村"))
    candidates = models.PositiveSmallIntegerField(_("从几个村里抽"))
    longest_months = models.PositiveSmallIntegerField(_("超过几个月没抽查的先抽"))
    rule_version = models.PositiveSmallIntegerField(_("抽取规则版本"))
    seed_hash = models.CharField(_("种子的校验码"), max_length=64)
    list_hash = models.CharField(_("名单的校验码"), max_length=64)
    opens_at = models.DateTimeField(_("全部公开时间"))
    drawn_at = models.DateTimeField(_("抽取时间"))
    drawn_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = InspectionPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("抽查计划")
        verbose_name_plural = _("抽查计划")
        ordering = ["-first_day", "station__code", "-pk"]
        triggers = NEVER_CHANGED
        constraints = [
            models.UniqueConstraint(fields=["station", "key"], name="inspection_plan_drawn_once"),
            models.CheckConstraint(name="inspection_plan_days_in_order", condition=Q(last_day__gte=F("first_day"))),
            models.CheckConstraint(
                name="inspection_plan_numbers",
                condition=Q(drawn__gte=1, drawn__lte=F("wanted")) & Q(drawn__lte=F("candidates")),
            ),
            models.CheckConstraint(
                name="inspection_plan_hashes",
                condition=Q(seed_hash__regex=r"^[0-9a-f]{64}$", list_hash__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station} {self.first_day}"


class InspectionSealQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "InspectionSealQuerySet":
        """Return the seals that have been opened, of the plans that the user sees."""
        return self.filter(plan__in=InspectionPlan.objects.visible_to(user), plan__opens_at__lte=Now())


class InspectionSeal(models.Model):
    """The seed and the facts of the draw (`inspection_draw.Material`): with them anyone repeats it."""

    plan = models.OneToOneField(InspectionPlan, on_delete=models.PROTECT, related_name="seal")
    seed = models.CharField(_("种子"), max_length=64)
    material = models.JSONField(_("抽取依据"))

    objects = InspectionSealQuerySet.as_manager()

    class Meta:
        verbose_name = _("抽查封存")
        verbose_name_plural = _("抽查封存")
        triggers = NEVER_CHANGED

    def __str__(self) -> str:
        return str(self.plan)


class VisitQuerySet(ScopedQuerySet):
    scope_path = "branch__path"

    def visible_to(self, user) -> "VisitQuerySet":
        """Return opened visits: to the district and to the inspectors of the station; finished ones to all in scope."""
        scope = user.party_scope
        if not scope.prefixes:
            return self.none()
        rows = self.filter(scope.predicate(self.scope_path), opens_at__lte=Now())
        if user.hat.station_id:
            return rows.filter(plan__station=user.hat.station_id)
        return rows if ROLES[user.hat.role].level == Level.COUNTY else rows.finished()

    def finished(self) -> "VisitQuerySet":
        return self.exclude(finished_at=None)


@track()
class Visit(models.Model):
    """One village, one day, one inspector. `audits.services.visits` alone writes it; finished, it never changes.

    `answers` maps an item's code to {"answer": yes | no | na, "note": text}. `ledger` is the one that the paper was
    held against: the latest that the branch had handed in on arrival. Arrival and leaving are the server's time.
    """

    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="visits")
    branch = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="visits")
    inspector = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="visits")
    day = models.DateField(_("日期"))
    opens_at = models.DateTimeField(_("公开时间"))
    items_version = models.PositiveSmallIntegerField(_("清单版本"))
    ledger = models.ForeignKey(Ledger, null=True, blank=True, on_delete=models.PROTECT, related_name="visits")
    answers = models.JSONField(_("核对情况"), default=dict, blank=True)
    summary = models.TextField(_("总的情况"), blank=True, max_length=2000)
    met_name = models.CharField(_("在场人姓名"), max_length=20, blank=True)
    met_post = models.CharField(_("在场人职务"), max_length=30, blank=True)
    signature = models.ForeignKey(
        "evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    arrived_at = models.DateTimeField(_("到达时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("离开时间"), null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("抽查")
        verbose_name_plural = _("抽查")
        ordering = ["-day", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="finished_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__finished_at__isnull=False),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "branch"], name="visit_once_per_plan"),
            models.CheckConstraint(
                name="visit_arrives_when_open", condition=Q(arrived_at=None) | Q(arrived_at__gte=F("opens_at"))
            ),
            models.CheckConstraint(
                name="visit_finished_whole",
                condition=Q(finished_at=None)
                | (
                    Q(arrived_at__isnull=False, finished_at__gte=F("arrived_at"))
                    & ~Q(met_name="")
                    & ~Q(met_post="")
                    & ~Q(answers={})
                ),
            ),
        ]
        indexes = [models.Index(fields=["branch", "finished_at"], name="visit_branch_finished")]

    def __str__(self) -> str:
        return f"{self.branch} {self.day}"


class ThroughVisitQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "ThroughVisitQuerySet":
        return self.filter(visit__in=Visit.objects.visible_to(user))


@track()
class VisitFile(models.Model):
    """A photo taken at a visit."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("evidence.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("上传时间"))
    added_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = ThroughVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("抽查照片")
        verbose_name_plural = _("抽查照片")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "file"], name="visit_file_once")]

    def __str__(self) -> str:
        return str(self.file)


class VisitCorrection(models.Model):
    """What the inspector says afterwards beside a finished visit; append-only."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField(_("更正和理由"), max_length=1000)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    objects = ThroughVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("抽查更正")
        verbose_name_plural = _("抽查更正")
        ordering = ["pk"]
        triggers = NEVER_CHANGED
        constraints = [models.CheckConstraint(name="visit_correction_says_why", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text[:20]
