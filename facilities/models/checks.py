"""Checks of premises against the checklist (六有): the village's claim, the township's and the station's look."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.lib.history import track
from facilities.checklist import item_named
from facilities.enums.checks import CheckLevel, CheckState
from facilities.models.scope import FacilityQuerySet
from facilities.six_haves import ItemVerdict
from ledgers.models.standing import by_whom

# Three opinions stay three rows: what was finished is never written over, a new look is a new row.
DONE_STAYS = pgtrigger.Trigger(
    name="done_stays",
    operation=pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    condition=pgtrigger.Q(old__state=CheckState.DONE),
    func="RAISE EXCEPTION 'facility check: what was finished does not change';",
)
DAY_IS_OVER = pgtrigger.Trigger(
    name="day_is_over",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func=f"""
        IF NEW.done_on > (NEW.done_at AT TIME ZONE '{settings.TIME_ZONE}')::date THEN
            RAISE EXCEPTION 'facility check: its day is not over';
        END IF;
        RETURN NEW;
    """,
)
LINES_OF_DRAFTS = pgtrigger.Trigger(
    name="lines_of_drafts",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func=f"""
        IF EXISTS (
            SELECT FROM facilities_facilitycheck
            WHERE state = '{CheckState.DONE}' AND id IN (OLD.made_in_id, NEW.made_in_id)
        ) THEN
            RAISE EXCEPTION 'facility check: lines of a finished check do not change';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    """,
)


class FacilityCheckQuerySet(FacilityQuerySet):
    def done(self) -> "FacilityCheckQuerySet":
        return self.filter(state=CheckState.DONE)

    def from_outside(self) -> "FacilityCheckQuerySet":
        """Return the finished checks by township and station: what a village is judged by."""
        return self.done().exclude(level=CheckLevel.SELF)

    def newest_of(self, village) -> "FacilityCheck | None":
        """Return the newest look from outside at a village: what it is judged by."""
        return self.from_outside().filter(organisation=village).order_by("-done_at", "-pk").first()


@track()
class FacilityCheck(models.Model):
    """One look at a village's premises. `done_on` is the day it is about; score and gaps are as of that day's rules.

    `rests_on` is the check whose measures it began with. A station's verification holds until `valid_until`.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="facility_checks")
    version = models.PositiveSmallIntegerField(_("清单版本"))
    level = models.CharField(_("谁查的"), max_length=10, choices=CheckLevel.choices)
    state = models.CharField(_("状态"), max_length=6, choices=CheckState.choices, default=CheckState.DRAFT)
    rests_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(_("开始时间"))
    begun_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(_("检查日期"), null=True, blank=True)
    done_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    done_by = by_whom()
    score = models.PositiveSmallIntegerField(_("得分"), null=True, blank=True)
    met = models.PositiveSmallIntegerField(_("达标项数"), null=True, blank=True)
    is_standard = models.BooleanField(_("达标"), null=True, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    objects = FacilityCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("六有检查")
        verbose_name_plural = _("六有检查")
        ordering = ["-done_at", "-pk"]
        triggers = [DONE_STAYS, DAY_IS_OVER]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "level"],
                name="facilitycheck_one_draft_per_level",
                condition=Q(state=CheckState.DRAFT),
            ),
            models.CheckConstraint(
                name="facilitycheck_known",
                condition=Q(level__in=CheckLevel.values, state__in=CheckState.values, version__gte=1),
            ),
            models.CheckConstraint(
                name="facilitycheck_done_whole",
                condition=Q(
                    state=CheckState.DRAFT,
                    done_on=None,
                    done_at=None,
                    done_by=None,
                    score=None,
                    met=None,
                    is_standard=None,
                    valid_until=None,
                )
                | Q(
                    state=CheckState.DONE,
                    done_on__isnull=False,
                    done_at__isnull=False,
                    done_by__isnull=False,
                    score__isnull=False,
                    score__lte=100,
                    met__isnull=False,
                    is_standard__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="facilitycheck_station_has_its_limit",
                condition=~Q(level=CheckLevel.STATION, state=CheckState.DONE) & Q(valid_until=None)
                | Q(
                    level=CheckLevel.STATION,
                    state=CheckState.DONE,
                    done_on__isnull=False,
                    valid_until__isnull=False,
                    valid_until__gte=F("done_on"),
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "level"], name="facilitycheck_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.get_level_display()} {self.done_on or ''}"

    @property
    def is_done(self) -> bool:
        return self.state == CheckState.DONE


class OfCheckQuerySet(FacilityQuerySet):
    scope_path = "made_in__organisation__path"


@track()
class CheckLine(models.Model):
    """One item of a check: what was measured (code → whole number), and once finished its gaps and points."""

    made_in = models.ForeignKey(FacilityCheck, on_delete=models.CASCADE, related_name="lines")
    item = models.CharField(_("项目"), max_length=20)
    measures = models.JSONField(_("测量"), default=dict)
    gaps = models.JSONField(_("差距"), default=list, blank=True)
    points = models.PositiveSmallIntegerField(_("得分"), default=0)
    photo = models.ForeignKey(
        "evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("照片")
    )
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("填写时间"))

    objects = OfCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("六有检查项目")
        verbose_name_plural = _("六有检查项目")
        ordering = ["pk"]
        triggers = [LINES_OF_DRAFTS]
        constraints = [
            models.UniqueConstraint(fields=["made_in", "item"], name="checkline_item_once"),
            models.CheckConstraint(
                name="checkline_measured", condition=~Q(item="") & ~Q(measures={}) & Q(points__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_in_id} {self.item}"

    @property
    def is_met(self) -> bool:
        return not self.gaps

    def verdict(self, version: int) -> ItemVerdict:
        """The verdict as it was kept when the check was finished."""
        return ItemVerdict(item_named(version, self.item), tuple(self.gaps), self.points)
