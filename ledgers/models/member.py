"""The roll of a branch (党员名册): the sixteen items of the 2017 national collection, and no more."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.found_by_name import FoundByName, FoundByNameQuerySet
from config.lib.history import track
from ledgers.enums import Education, Gender, MemberCategory, MembershipState, Post
from ledgers.models.identity import KeepsIdNumber


class MemberQuerySet(FoundByNameQuerySet, ScopedQuerySet):
    scope_path = "branch__path"

    def on_roll(self) -> "MemberQuerySet":
        """Return the members who are called at meetings: those whose membership is in force."""
        return self.filter(state=MembershipState.NORMAL)

    def voting(self) -> "MemberQuerySet":
        return self.on_roll().filter(category=MemberCategory.FULL)


@track(exclude=["search_terms"])
class Member(KeepsIdNumber, FoundByName):
    """A Party member on a branch's roll.

    The ID number is kept encrypted with a keyed hash for look-up; `set_id_number` writes both. `dues_from` is the first
    month that this branch collects dues for from somebody who came by a transfer: what lies before it is the old
    branch's. Empty for everybody else.
    """

    branch = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="party_members")
    name = models.CharField(_("姓名"), max_length=40)
    id_number_cipher = models.TextField(_("公民身份号码（密文）"), blank=True)
    id_number_hash = models.CharField(_("公民身份号码（查重码）"), max_length=64, blank=True)
    gender = models.CharField(_("性别"), max_length=1, choices=Gender.choices)
    ethnicity = models.CharField(_("民族"), max_length=20, default="汉族")  # i18n: data
    birth_date = models.DateField(_("出生日期"), null=True, blank=True)
    education = models.CharField(_("学历"), max_length=2, choices=Education.choices, blank=True)
    category = models.CharField(_("人员类别"), max_length=12, choices=MemberCategory.choices)
    joined_on = models.DateField(_("入党日期"))
    full_on = models.DateField(_("转正日期"), null=True, blank=True)
    occupation = models.CharField(_("工作岗位"), max_length=40, blank=True)
    phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    address = models.CharField(_("家庭住址"), max_length=120, blank=True)
    state = models.CharField(
        _("党籍状态"), max_length=10, choices=MembershipState.choices, default=MembershipState.NORMAL
    )
    lost_since = models.DateField(_("失联日期"), null=True, blank=True)
    dues_from = models.DateField(_("党费从哪个月起在本支部交"), null=True, blank=True, editable=False)
    suspended_on = models.DateField(_("停止党籍日期"), null=True, blank=True)
    away_to = models.CharField(_("流动去向"), max_length=60, blank=True)
    group = models.CharField(_("党小组"), max_length=20, blank=True)
    post = models.CharField(_("支部职务"), max_length=12, choices=Post.choices, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("党员")
        verbose_name_plural = _("党员")
        constraints = [
            models.UniqueConstraint(
                fields=["id_number_hash"],
                name="member_id_number_once_on_a_roll",
                condition=~Q(id_number_hash="") & Q(state=MembershipState.NORMAL),
            ),
            models.CheckConstraint(
                name="member_full_has_date",
                condition=Q(category=MemberCategory.PROBATIONARY, full_on=None)
                | Q(category=MemberCategory.FULL, full_on__isnull=False, full_on__gte=models.F("joined_on")),
            ),
            # Suspensions from before the day was kept have none.
            models.CheckConstraint(
                name="member_suspended_on_of_suspended",
                condition=Q(suspended_on=None) | Q(state=MembershipState.SUSPENDED),
            ),
            models.CheckConstraint(
                name="member_dues_from_first_day", condition=Q(dues_from=None) | Q(dues_from__day=1)
            ),
            models.CheckConstraint(
                name="member_id_number_pair",
                condition=Q(id_number_cipher="", id_number_hash="") | (~Q(id_number_cipher="") & ~Q(id_number_hash="")),
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "state"], name="member_branch_state"),
            GinIndex(fields=["search_terms"], name="member_search"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def votes(self) -> bool:
        return self.state == MembershipState.NORMAL and self.category == MemberCategory.FULL
