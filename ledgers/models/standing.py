"""A member's standing: study hours, absence (流动) and contact, exemption; what was decided: `models.membership`."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.crypto import decrypt, encrypt
from config.lib.history import track
from ledgers.enums.standing import ExemptionKind
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.meeting import Meeting
from ledgers.models.member import Member

LONGEST_MINUTES = 6000  # one training: 100 hours, two weeks of whole days


def by_whom() -> models.ForeignKey:
    return models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class OfMemberQuerySet(ScopedQuerySet):
    """Rows of a member: they are seen where he is on the roll."""

    scope_path = "member__branch__path"

    def on(self, day) -> "OfMemberQuerySet":
        """Return the rows whose time includes `day`; the last day still counts."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class WithdrawableQuerySet(OfMemberQuerySet):
    """Rows that may have been written down by mistake; everything that reckons starts at `valid()`."""

    def valid(self) -> "WithdrawableQuerySet":
        return self.filter(withdrawn_at=None)


class Withdrawable(models.Model):
    """What was written down by mistake is not deleted: it says when, by whom and why it was taken back."""

    withdrawn_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    withdrawn_by = by_whom()
    withdrawn_why = models.CharField(_("撤销原因"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def is_valid(self) -> bool:
        return self.withdrawn_at is None


def withdrawn_in_full(name: str) -> models.CheckConstraint:
    """Return the constraint that a row says all of when, by whom and why it was withdrawn, or none of it."""
    return models.CheckConstraint(
        name=name,
        condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
        | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
    )


class ContactNoteQuerySet(ScopedQuerySet):
    scope_path = "absence__member__branch__path"


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
    by = by_whom()

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
class Absence(Withdrawable):
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
    at = models.DateTimeField(_("登记时间"))
    by = by_whom()

    objects = WithdrawableQuerySet.as_manager()

    class Meta:
        verbose_name = _("外出")
        verbose_name_plural = _("外出")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], name="absence_one_at_a_time", condition=Q(until=None, withdrawn_at=None)
            ),
            models.UniqueConstraint(
                fields=["member", "since"], name="absence_once_a_day", condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(name="absence_in_order", condition=Q(until=None) | Q(until__gte=F("since"))),
            models.CheckConstraint(name="absence_has_place", condition=~Q(place="")),
            models.CheckConstraint(
                name="absence_contact_is_another", condition=Q(contact=None) | ~Q(contact=F("member"))
            ),
            withdrawn_in_full("absence_withdrawn_in_full"),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.place}"


class ContactNote(models.Model):
    """Somebody spoke to a member who is away; append-only. `contact` is who did, as far as it was said."""

    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="contact_notes")
    on = models.DateField(_("联系日期"))
    contact = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("联系人")
    )
    what = models.CharField(_("联系情况"), max_length=100, blank=True)
    at = models.DateTimeField(_("登记时间"))
    by = by_whom()

    objects = ContactNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("联系记录")
        verbose_name_plural = _("联系记录")
        ordering = ["-on", "-pk"]
        triggers = APPEND_ONLY
        constraints = [models.UniqueConstraint(fields=["absence", "on", "what"], name="contact_noted_once")]

    def __str__(self) -> str:
        return f"{self.absence} {self.on}"


@track()
class Exemption(models.Model):
    """No regular attendance is asked of a member (第二十三条). The details are a matter of health, kept encrypted."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="exemptions")
    kind = models.CharField(_("原因"), max_length=10, choices=ExemptionKind.choices)
    since = models.DateField(_("起"))
    until = models.DateField(_("止"), null=True, blank=True)
    details_cipher = models.TextField(_("说明（密文）"), blank=True)
    at = models.DateTimeField(_("登记时间"))
    by = by_whom()

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
