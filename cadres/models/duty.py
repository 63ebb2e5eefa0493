"""Duty on 365 days (坐班值班): month rosters, swaps, leave, the day's log, visitors' matters, spot checks.

That every day of a published roster is held by a confirmed person is kept by the database itself: deferred triggers on
rosters and duties (migration 0002_duty) let no transaction commit with a hole.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.enums import Permission
from branches.scope import ScopedQuerySet
from cadres.enums.duty import (
    CheckResult,
    CheckWay,
    LeaveLevel,
    LeaveState,
    MatterState,
    RosterStatus,
    Shift,
    SwapState,
)
from cadres.models.cadre import Cadre
from config.lib.history import track
from ledgers.models.standing import Withdrawable, by_whom, withdrawn_in_full


class OnDutyQuerySet(ScopedQuerySet):
    """Rows of a village's duty: seen by those above it, and by the village's own cadres who have an account."""

    village = "organisation"

    def visible_to(self, user) -> "OnDutyQuerySet":
        own = Q(pk__in=[])
        if user.is_authenticated:
            own = Q(**{f"{self.village}__in": Cadre.objects.filter(user=user).values("organisation")})
        if user.may(Permission.DUTY_VIEW) and user.party_scope.prefixes:
            return self.filter(user.party_scope.predicate(f"{self.village}__path") | own)
        return self.filter(own)


@track()
class Roster(models.Model):
    """The duty roster of a village for a month (值班表); published, it is filed with the township (报乡镇备案).

    `shifts` is how many parts a day has: one, or morning and afternoon. `made_by` is None for the software.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="rosters")
    township = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("月份"))
    status = models.CharField(_("状态"), max_length=10, choices=RosterStatus.choices, default=RosterStatus.DRAFT)
    shifts = models.PositiveSmallIntegerField(_("每天几班"), default=1)
    seed = models.CharField(_("排班种子"), max_length=32)
    made_by = by_whom()
    made_at = models.DateTimeField(_("排班时间"))
    published_by = by_whom()
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)

    objects = OnDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("值班表")
        verbose_name_plural = _("值班表")
        ordering = ["-month", "organisation__path"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month"], name="roster_once_per_month"),
            models.CheckConstraint(name="roster_month_begins", condition=Q(month__day=1)),
            models.CheckConstraint(name="roster_shifts_known", condition=Q(shifts__in=[1, 2])),
            models.CheckConstraint(
                name="roster_published_whole",
                condition=Q(status=RosterStatus.DRAFT, published_at=None, published_by=None)
                | Q(status=RosterStatus.PUBLISHED, published_at__isnull=False, published_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["township", "month"], name="roster_township_month")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.month:%Y-%m}"

    @property
    def is_published(self) -> bool:
        return self.status == RosterStatus.PUBLISHED

    @property
    def key(self) -> str:
        return f"{self.month:%Y-%m}"


@track()
class Duty(models.Model):
    """A shift of a day: who holds it (A岗), who stands in (B岗); confirmed by the person or the secretary for him."""

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="duties")
    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    date = models.DateField(_("日期"))
    shift = models.CharField(_("班次"), max_length=4, choices=Shift.choices, default=Shift.DAY)
    main = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="duties", verbose_name=_("A岗"))
    second = models.ForeignKey(
        Cadre, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("B岗")
    )
    is_rest = models.BooleanField(_("休息日"), default=False)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    confirmed_by = by_whom()

    objects = OnDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("值班")
        verbose_name_plural = _("值班")
        ordering = ["date", "shift", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["roster", "date", "shift"], name="duty_one_main_per_shift"),
            models.UniqueConstraint(fields=["main", "date", "shift"], name="duty_no_double_booking"),
            models.CheckConstraint(name="duty_shift_known", condition=Q(shift__in=Shift.values)),
            models.CheckConstraint(
                name="duty_second_is_another",
                condition=Q(second=None) | (Q(second__isnull=False) & ~Q(main=F("second"))),
            ),
            models.CheckConstraint(
                name="duty_confirmed_pair",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "date"], name="duty_organisation_date")]

    def __str__(self) -> str:
        return f"{self.date} {self.get_shift_display()}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


class OfDutyQuerySet(OnDutyQuerySet):
    village = "duty__organisation"
    scope_path = "duty__organisation__path"


@track()
class DutySwap(models.Model):
    """A cadre asks another to take a shift over, in exchange for `in_return` where that is named (调班)."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="swaps")
    asker = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="+", verbose_name=_("和谁调"))
    in_return = models.ForeignKey(
        Duty, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("换哪一天")
    )
    reason = models.CharField(_("原因"), max_length=100)
    state = models.CharField(_("状态"), max_length=10, choices=SwapState.choices, default=SwapState.ASKED)
    asked_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("提出时间"))
    answered_by = by_whom()
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)

    objects = OfDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("调班")
        verbose_name_plural = _("调班")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty"], name="dutyswap_one_open", condition=Q(state=SwapState.ASKED)),
            models.CheckConstraint(name="dutyswap_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="dutyswap_between_two", condition=~Q(asker=F("other"))),
            models.CheckConstraint(
                name="dutyswap_answered_whole",
                condition=Q(state=SwapState.ASKED, answered_at=None, answered_by=None)
                | Q(
                    state__in=[SwapState.AGREED, SwapState.REFUSED, SwapState.DROPPED],
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.get_state_display()}"


class OfCadreOnDutyQuerySet(OnDutyQuerySet):
    """Leave says why somebody is away: those above the village and the person see it, colleagues do not."""

    def visible_to(self, user) -> "OfCadreOnDutyQuerySet":
        own = Q(cadre__user=user) if user.is_authenticated else Q(pk__in=[])
        if user.may(Permission.DUTY_VIEW) and user.party_scope.prefixes:
            return self.filter(user.party_scope.predicate("organisation__path") | own)
        return self.filter(own)


@track()
class DutyLeave(models.Model):
    """Leave of a cadre from `since` to `until`, both included; `level` is who decides on so many days (请假)."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="leaves", verbose_name=_("请假人"))
    since = models.DateField(_("从哪天"))
    until = models.DateField(_("到哪天"))
    reason = models.CharField(_("事由"), max_length=100)
    level = models.CharField(_("谁审批"), max_length=10, choices=LeaveLevel.choices)
    state = models.CharField(_("状态"), max_length=10, choices=LeaveState.choices, default=LeaveState.ASKED)
    asked_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("提出时间"))
    decided_by = by_whom()
    decided_at = models.DateTimeField(_("审批时间"), null=True, blank=True)
    note = models.CharField(_("审批意见"), max_length=100, blank=True)

    objects = OfCadreOnDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("请假")
        verbose_name_plural = _("请假")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(name="dutyleave_days_in_order", condition=Q(until__gte=F("since"))),
            models.CheckConstraint(name="dutyleave_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="dutyleave_level_known", condition=Q(level__in=LeaveLevel.values)),
            models.CheckConstraint(
                name="dutyleave_decided_whole",
                condition=Q(state=LeaveState.ASKED, decided_at=None, decided_by=None)
                | Q(
                    state__in=[LeaveState.GRANTED, LeaveState.REFUSED, LeaveState.DROPPED],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="dutyleave_refusal_says_why", condition=~Q(state=LeaveState.REFUSED) | ~Q(note="")
            ),
        ]
        indexes = [models.Index(fields=["cadre", "since"], name="dutyleave_cadre_since")]

    def __str__(self) -> str:
        return f"{self.cadre_id} {self.since}–{self.until}"

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1


@track()
class DutyLog(models.Model):
    """What happened on a shift, and what the next one has to know (值班日志和交接)."""

    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="log")
    text = models.CharField(_("值班情况"), max_length=500)
    handover = models.CharField(_("交接事项"), max_length=300, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OfDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("值班日志")
        verbose_name_plural = _("值班日志")
        constraints = [models.CheckConstraint(name="dutylog_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        return str(self.duty)


@track()
class VisitorMatter(models.Model):
    """What a villager came for (群众来访). Whoever took it stays responsible until it is closed (首问负责)."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    came_on = models.DateField(_("来访日期"))
    visitor = models.CharField(_("来访人"), max_length=40)
    phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    matter = models.CharField(_("来访事项"), max_length=300)
    taken_by = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="+", verbose_name=_("首问负责人"))
    due_on = models.DateField(_("办理期限"))
    state = models.CharField(_("状态"), max_length=10, choices=MatterState.choices, default=MatterState.OPEN)
    result = models.CharField(_("办理结果"), max_length=300, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    closed_by = by_whom()
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OnDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("群众来访")
        verbose_name_plural = _("群众来访")
        ordering = ["state", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(name="matter_says_what", condition=~Q(visitor="") & ~Q(matter="")),
            models.CheckConstraint(name="matter_due_after_coming", condition=Q(due_on__gte=F("came_on"))),
            models.CheckConstraint(
                name="matter_closed_whole",
                condition=Q(state=MatterState.OPEN, closed_on=None, closed_by=None, result="")
                | (
                    Q(
                        state=MatterState.CLOSED,
                        closed_on__isnull=False,
                        closed_by__isnull=False,
                        closed_on__gte=F("came_on"),
                    )
                    & ~Q(result="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "due_on"], name="matter_organisation_state")]

    def __str__(self) -> str:
        return self.matter

    @property
    def phone_masked(self) -> str:
        return f"{self.phone[:3]}****{self.phone[-4:]}" if len(self.phone) >= 7 else self.phone


class SpotCheckQuerySet(OfDutyQuerySet):
    def valid(self) -> "SpotCheckQuerySet":
        return self.filter(withdrawn_at=None)


@track()
class SpotCheck(Withdrawable):
    """Somebody above asked whether the person on duty was there (值班抽查): `cadre` held the shift then."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="checks")
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(_("方式"), max_length=10, choices=CheckWay.choices)
    result = models.CharField(_("结果"), max_length=12, choices=CheckResult.choices)
    note = models.CharField(_("情况"), max_length=200, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("抽查时间"))

    objects = SpotCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("值班抽查")
        verbose_name_plural = _("值班抽查")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="spotcheck_way_known", condition=Q(way__in=CheckWay.values)),
            models.CheckConstraint(name="spotcheck_result_known", condition=Q(result__in=CheckResult.values)),
            models.CheckConstraint(name="spotcheck_away_says_how", condition=~Q(result=CheckResult.AWAY) | ~Q(note="")),
            withdrawn_in_full("spotcheck_withdrawn_in_full"),
        ]
        indexes = [models.Index(fields=["cadre", "at"], name="spotcheck_cadre_at")]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.get_result_display()}"


class DutyAbsenceQuerySet(OfDutyQuerySet):
    def valid(self) -> "DutyAbsenceQuerySet":
        return self.filter(check_made__withdrawn_at=None)


@track()
class DutyAbsence(models.Model):
    """A shift that its holder was found to have left (脱岗); it counts while its check does."""

    check_made = models.OneToOneField(SpotCheck, on_delete=models.PROTECT, related_name="absence")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="absences")
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="duty_absences")
    date = models.DateField(_("日期"))

    objects = DutyAbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("脱岗")
        verbose_name_plural = _("脱岗")
        ordering = ["-date", "-pk"]
        indexes = [models.Index(fields=["cadre", "date"], name="dutyabsence_cadre_date")]

    def __str__(self) -> str:
        return f"{self.cadre_id} {self.date}"
