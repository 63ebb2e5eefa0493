"""A member's standing: study hours, absence (流动), discipline, exemption, and what was decided about membership."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.crypto import decrypt, encrypt
from config.lib.history import track
from ledgers.enums import MembershipState
from ledgers.enums.standing import ExemptionKind, MeasureKind, MembershipMove
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.meeting import Meeting
from ledgers.models.member import Member

LONGEST_MINUTES = 6000  # one training: 100 hours, two weeks of whole days


def _by() -> models.ForeignKey:
    return models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class OfMemberQuerySet(ScopedQuerySet):
    """Rows of a member: they are seen where he is on the roll."""

    scope_path = "member__branch__path"

    def on(self, day) -> "OfMemberQuerySet":
        """Return the rows whose time includes `day`; the last day still counts."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


@track()
class StudyRecord(models.Model):
    """A member took part in a training or in a meeting that counts as study (集中学习培训).

    `key` is made by the page, so that a repeated request counts once. `meeting` is where the time comes from, if any.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="studies")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    date = models.DateField(_("日期"))
    minutes = models.PositiveSmallIntegerField(_("时长（分钟）"))
    what = models.CharField(_("学习内容"), max_length=80)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="studies")
    at = models.DateTimeField(_("登记时间"))
    by = _by()

    objects = OfMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("学习记录")
        verbose_name_plural = _("学习记录")
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="study_once_per_meeting"),
            models.UniqueConstraint(fields=["key", "member"], name="study_recorded_once"),
            models.CheckConstraint(
                name="study_lasts", condition=Q(minutes__gt=0) & Q(minutes__lte=LONGEST_MINUTES) & ~Q(what="")
            ),
        ]
        indexes = [models.Index(fields=["member", "date"], name="study_member_day")]

    def __str__(self) -> str:
        return f"{self.member} {self.what}"


@track()
class Absence(models.Model):
    """A member lives elsewhere (流动党员). `contact` is who keeps in touch; `is_fixed`: he has settled at one place.

    `until` is the last day; None while he is away. There is one such at a time.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="absences")
    since = models.DateField(_("外出日期"))
    until = models.DateField(_("返回日期"), null=True, blank=True)
    place = models.CharField(_("外出地点"), max_length=60)
    is_fixed = models.BooleanField(_("地点相对固定"), default=False)
    contact = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("联系人")
    )
    last_contact_on = models.DateField(_("最近联系"), null=True, blank=True)
    at = models.DateTimeField(_("登记时间"))
    by = _by()

    objects = OfMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("外出")
        verbose_name_plural = _("外出")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["member"], name="absence_one_at_a_time", condition=Q(until=None)),
            models.UniqueConstraint(fields=["member", "since"], name="absence_once_a_day"),
            models.CheckConstraint(name="absence_in_order", condition=Q(until=None) | Q(until__gte=F("since"))),
            models.CheckConstraint(name="absence_has_place", condition=~Q(place="")),
            models.CheckConstraint(
                name="absence_contact_is_another", condition=Q(contact=None) | ~Q(contact=F("member"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.place}"


@track()
class DisciplinaryMeasure(models.Model):
    """党纪处分. `until` is the last day of 留党察看 and of nothing else."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(_("处分"), max_length=10, choices=MeasureKind.choices)
    since = models.DateField(_("处分日期"))
    until = models.DateField(_("察看期满"), null=True, blank=True)
    decided_by = models.CharField(_("决定机关"), max_length=60)
    document = models.CharField(_("文号"), max_length=60)
    at = models.DateTimeField(_("登记时间"))
    by = _by()

    objects = OfMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("党纪处分")
        verbose_name_plural = _("党纪处分")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "kind", "since"], name="measure_once"),
            models.CheckConstraint(name="measure_kind_known", condition=Q(kind__in=MeasureKind.values)),
            models.CheckConstraint(
                name="measure_until_of_probation",
                condition=Q(kind=MeasureKind.PROBATION, until__isnull=False, until__gt=F("since"))
                | (~Q(kind=MeasureKind.PROBATION) & Q(until=None)),
            ),
            models.CheckConstraint(name="measure_is_decided", condition=~Q(decided_by="") & ~Q(document="")),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.get_kind_display()}"


@track()
class Exemption(models.Model):
    """No regular attendance is asked of a member (第二十三条). The details are a matter of health, kept encrypted."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="exemptions")
    kind = models.CharField(_("原因"), max_length=10, choices=ExemptionKind.choices)
    since = models.DateField(_("起"))
    until = models.DateField(_("止"), null=True, blank=True)
    details_cipher = models.TextField(_("说明（密文）"), blank=True)
    at = models.DateTimeField(_("登记时间"))
    by = _by()

    objects = OfMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("不作硬性要求")
        verbose_name_plural = _("不作硬性要求")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["member"], name="exemption_one_at_a_time", condition=Q(until=None)),
            models.UniqueConstraint(fields=["member", "since"], name="exemption_once_a_day"),
            models.CheckConstraint(name="exemption_kind_known", condition=Q(kind__in=ExemptionKind.values)),
            models.CheckConstraint(name="exemption_in_order", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.get_kind_display()}"

    def set_details(self, text: str) -> None:
        self.details_cipher = encrypt(text)

    @property
    def details(self) -> str:
        """What is the matter, in words. Only for the branch itself."""
        return decrypt(self.details_cipher)


class MembershipStep(models.Model):
    """One decision about a membership (停止党籍、恢复、除名), append-only: who, when, from, to, on which day, why."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="membership_steps")
    action = models.CharField(_("动作"), max_length=10, choices=MembershipMove.choices)
    from_state = models.CharField(_("原状态"), max_length=10, choices=MembershipState.choices)
    to_state = models.CharField(_("新状态"), max_length=10, choices=MembershipState.choices)
    on = models.DateField(_("决定日期"))
    by = _by()
    at = models.DateTimeField(_("登记时间"))
    reason = models.CharField(_("依据"), max_length=200)

    objects = OfMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("党籍变动")
        verbose_name_plural = _("党籍变动")
        ordering = ["-pk"]
        triggers = APPEND_ONLY
        constraints = [models.CheckConstraint(name="membership_step_says_why", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.on}"
