"""Organisations, people, and who holds what where (组织与人员)."""

from __future__ import annotations

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from branches.enums import ANSWERING_KINDS, ROLES, GuideState, Level, OrganisationKind, Permission, Role
from branches.names import village_name
from branches.scope import Scope, ScopedQuerySet
from config.lib.history import track


class OrganisationQuerySet(MP_NodeQuerySet, ScopedQuerySet):
    scope_path = "path"

    def visible_to(self, user: User) -> OrganisationQuerySet:
        """Return the organisations in the user's scope. Names of units are no Party data: administrators see them."""
        scope = user.scope
        return self.filter(scope.predicate("path")) if scope.prefixes else self.none()

    def active_on(self, day) -> OrganisationQuerySet:
        return self.filter(Q(active_until=None) | Q(active_until__gt=day), active_from__lte=day)

    def answering(self) -> OrganisationQuerySet:
        """Return the village Party organisations that answer the monthly review."""
        return self.filter(level=Level.VILLAGE, kind__in=ANSWERING_KINDS)


class OrganisationManager(MP_NodeManager.from_queryset(OrganisationQuerySet)):
    def get_queryset(self) -> OrganisationQuerySet:
        return OrganisationQuerySet(self.model, using=self._db).order_by("path")


@track(exclude=["path", "depth", "numchild"])
class Organisation(MP_Node):
    """A node of the one tree: province → prefecture → county → township → village.

    A village's node is its village committee (村委会) and its Party branch at once: the branch answers for the
    village. `code` is the division code (2+2+2+3+3 digits), which starts with its parent's.
    """

    code = models.CharField(_("区划代码"), max_length=12, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    full_name = models.CharField(_("党组织全称"), max_length=120, blank=True)
    level = models.CharField(_("层级"), max_length=12, choices=Level.choices)
    kind = models.CharField(_("类别"), max_length=16, choices=OrganisationKind.choices)
    active_from = models.DateField(_("启用日期"))
    active_until = models.DateField(_("停用日期"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False)

    objects = OrganisationManager()

    class Meta:
        verbose_name = _("组织")
        verbose_name_plural = _("组织")
        constraints = [
            models.CheckConstraint(
                name="organisation_code_is_digits",
                condition=Q(code__regex=r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$"),
            ),
            models.CheckConstraint(name="organisation_name_not_empty", condition=~Q(name="")),
            models.CheckConstraint(
                name="organisation_dates_in_order",
                condition=Q(active_until=None) | Q(active_until__gt=F("active_from")),
            ),
        ]
        indexes = [models.Index(fields=["level", "kind"], name="organisation_level_kind")]

    def __str__(self) -> str:
        return self.short_name

    @property
    def short_name(self) -> str:
        """The name people use: 马源村党支部 for the branch of 马源村委会, the plain name for all others."""
        if self.kind not in ANSWERING_KINDS:
            return self.name
        return f"{self.village_name}{OrganisationKind(self.kind).label}"

    @property
    def village_name(self) -> str:
        """马源村 for 马源村委会; the name as it stands for everything that is no village committee's."""
        return village_name(self.name) if self.kind in ANSWERING_KINDS else self.name

    @property
    def answers_monthly(self) -> bool:
        return self.level == Level.VILLAGE and self.kind in ANSWERING_KINDS

    @property
    def parent_path(self) -> str:
        return self.path[: -self.steplen]


@track()
class GuidanceStation(models.Model):
    """One of the district's guidance stations for Party work (基层党建工作指导站)."""

    county = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="stations")
    code = models.CharField(_("编号"), max_length=20)
    name = models.CharField(_("名称"), max_length=60)

    class Meta:
        verbose_name = _("指导站")
        verbose_name_plural = _("指导站")
        constraints = [models.UniqueConstraint(fields=["county", "code"], name="station_code_once_per_county")]

    def __str__(self) -> str:
        return self.name


@track()
class StationCoverage(models.Model):
    """A township that a station covers; a township has one station."""

    station = models.ForeignKey(GuidanceStation, on_delete=models.CASCADE, related_name="coverage")
    township = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="station_coverage")

    class Meta:
        verbose_name = _("指导站联系乡镇")
        verbose_name_plural = _("指导站联系乡镇")

    def __str__(self) -> str:
        return f"{self.station}–{self.township}"


class DepartmentQuerySet(ScopedQuerySet):
    scope_path = "county__path"


@track()
class Department(models.Model):
    """A department of the district: it gives its opinion on a village cadre before the appointment (联审部门) when it
    `vets`, and leads policy bottlenecks that are sent to it.

    `position` is its place in the form of the joint review; one that has `active_until` is asked no more from that day.
    """

    county = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="departments")
    name = models.CharField(_("名称"), max_length=60)
    position = models.PositiveSmallIntegerField(_("次序"))
    active_until = models.DateField(_("停用日期"), null=True, blank=True)
    vets = models.BooleanField(_("参加村干部联审"), default=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("联审部门")
        verbose_name_plural = _("联审部门")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="department_name_once_per_county"),
            models.CheckConstraint(name="department_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


@track(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person who signs in. What the person may do comes from the memberships, one of which is the active hat.

    The three `guide_` columns keep how far the guided first visit has come, and of which role it is.
    """

    first_name = None
    last_name = None
    display_name = models.CharField(_("姓名"), max_length=40)
    phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    large_type = models.BooleanField(_("大字版"), default=False)
    is_demo = models.BooleanField(_("演示账号"), default=False)
    guide_state = models.CharField(
        _("第一次用"), max_length=8, choices=GuideState.choices, default=GuideState.OFFERED, editable=False
    )
    guide_role = models.CharField(_("第一次用：角色"), max_length=24, choices=Role.choices, blank=True, editable=False)
    guide_step = models.PositiveSmallIntegerField(_("第一次用：第几步"), default=0, editable=False)

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints = [
            models.CheckConstraint(name="user_guide_state_known", condition=Q(guide_state__in=GuideState.values)),
            models.CheckConstraint(
                name="user_guide_goes_at_a_step",
                condition=~Q(guide_state=GuideState.GOING) | (Q(guide_step__gt=0) & ~Q(guide_role="")),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    @cached_property
    def memberships_now(self) -> list[Membership]:
        """The memberships that hold today, the widest role first."""
        return list(self.memberships.current().select_related("organisation", "station", "department").order_by("pk"))

    @property
    def hat(self) -> Membership | None:
        """The membership that the person acts under; the header switches it (see HatMiddleware)."""
        if "hat" not in self.__dict__:
            self.__dict__["hat"] = next(iter(self.memberships_now), None)
        return self.__dict__["hat"]

    @hat.setter
    def hat(self, membership: Membership | None) -> None:
        self.__dict__["hat"] = membership
        self.__dict__.pop("scope", None)

    @cached_property
    def scope(self) -> Scope:
        return self.hat.scope if self.hat else Scope()

    @property
    def party_scope(self) -> Scope:
        """The scope over Party data: empty for the three administrators."""
        return self.scope if self.hat and ROLES[self.hat.role].sees_party_data else Scope()

    def may(self, permission: Permission) -> bool:
        return self.hat is not None and permission in ROLES[self.hat.role].permissions


class MembershipQuerySet(ScopedQuerySet):
    def visible_to(self, user: User) -> MembershipQuerySet:
        """Return the memberships in the user's scope: who holds which office is no secret within it."""
        scope = user.scope
        return self.filter(scope.predicate(self.scope_path)) if scope.prefixes else self.none()

    def current(self) -> MembershipQuerySet:
        """Return the memberships that hold today, in the database's reckoning of today."""
        today = Func(template="(now() at time zone 'Asia/Shanghai')::date", output_field=models.DateField())
        return self.filter(Q(until=None) | Q(until__gt=today), since__lte=today)


@track()
class Membership(models.Model):
    """Who holds which role where, from when until when (exclusive)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("角色"), max_length=24, choices=Role.choices)
    station = models.ForeignKey(
        GuidanceStation, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    since = models.DateField(_("任职开始"))
    until = models.DateField(_("任职结束"), null=True, blank=True)
    granted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        constraints = [
            models.CheckConstraint(name="membership_dates_in_order", condition=Q(until=None) | Q(until__gt=F("since"))),
            models.CheckConstraint(
                name="membership_station_for_inspectors_only",
                condition=Q(role=Role.STATION_INSPECTOR, station__isnull=False)
                | (~Q(role=Role.STATION_INSPECTOR) & Q(station=None)),
            ),
            models.CheckConstraint(
                name="membership_department_for_officers_only",
                condition=Q(role=Role.DEPARTMENT_OFFICER, department__isnull=False)
                | (~Q(role=Role.DEPARTMENT_OFFICER) & Q(department=None)),
            ),
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=Role.values)),
            models.UniqueConstraint(
                name="membership_open_once", fields=["user", "organisation", "role"], condition=Q(until=None)
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What the header shows: 高坪镇 · 乡镇审查小组."""
        return f"{self.station or self.department or self.organisation} · {self.get_role_display()}"

    @property
    def definition(self):
        return ROLES[self.role]

    @cached_property
    def scope(self) -> Scope:
        """The subtree of the organisation; for an inspector, the townships of the station; for an officer of a
        department nothing: what was sent to the department is found through the department."""
        if self.department_id is not None:
            return Scope()
        if self.station_id is None:
            return Scope((self.organisation.path,))
        return Scope(tuple(self.station.coverage.values_list("township__path", flat=True).order_by("township__path")))


@track()
class Holiday(models.Model):
    """A correction to the published calendar: a day of rest or of work (节假日调整).

    The package with the State Council's notices ends with the last published year; this table goes on.
    """

    date = models.DateField(_("日期"), unique=True)
    is_workday = models.BooleanField(_("是否上班"))
    name = models.CharField(_("说明"), max_length=40)
    source = models.CharField(_("通知文号"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("节假日调整")
        verbose_name_plural = _("节假日调整")

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
