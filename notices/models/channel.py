"""The ways by which messages leave the site: a person's own, or the robot of an office's chat group."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.enums import Role
from config.lib.crypto import decrypt
from config.lib.history import track
from notices.enums import ROBOTS, ChannelKind, CheckState

# Who sets the robot of an office: its leader, in the district also the system administrator.
ROBOT_SETTERS = (Role.TOWNSHIP_LEADER, Role.DISTRICT_LEAD, Role.SYSTEM_ADMIN)


class ChannelQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ChannelQuerySet":
        """Return the user's own channels, and those of the office that the active role sets robots for."""
        own = Q(owner_id=user.pk)
        if user.hat is not None and user.hat.role in ROBOT_SETTERS:
            own |= Q(organisation_id=user.hat.organisation_id)
        return self.filter(own)

    def reaching(self, people, offices) -> "ChannelQuerySet":
        """Return the proven channels of people and offices (ids). Nothing of a demo leaves the site."""
        return self.filter(
            Q(owner__in=people, owner__is_demo=False, owner__is_active=True)
            | Q(organisation__in=offices, organisation__is_demo=False),
            verified_at__isnull=False,
        )

    def failing(self) -> "ChannelQuerySet":
        return self.filter(failed_at__isnull=False)


# The address is personal: it is gone when the channel is removed, so the history does not keep it.
@track(exclude=["address", "code"])
class Channel(models.Model):
    """A way out. `address` is encrypted: an e-mail address, or a robot's token and, after a blank, its secret.

    It is used once it is proven (`verified_at`): an e-mail address by a code, a robot by a test message.
    """

    kind = models.CharField(_("方式"), max_length=10, choices=ChannelKind.choices)
    owner = models.ForeignKey(
        "branches.User", null=True, blank=True, on_delete=models.CASCADE, related_name="notice_channels"
    )
    organisation = models.ForeignKey(
        "branches.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="notice_channels"
    )
    district = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    address = models.TextField(_("地址（加密）"))
    digest = models.BooleanField(_("每天汇总成一条"), default=False)
    created_at = models.DateTimeField(_("添加时间"))
    created_by = models.ForeignKey("branches.User", null=True, on_delete=models.SET_NULL, related_name="+")
    verified_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    code = models.TextField(_("验证码（加密）"), blank=True)
    code_until = models.DateTimeField(_("验证码有效至"), null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(_("验证码试过几次"), default=0)
    check_state = models.CharField(_("测试"), max_length=10, choices=CheckState.choices, default=CheckState.NONE)
    check_at = models.DateTimeField(_("测试时间"), null=True, blank=True)
    failed_at = models.DateTimeField(_("送不到起"), null=True, blank=True)
    error = models.CharField(_("原因"), max_length=200, blank=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("消息接收方式")
        verbose_name_plural = _("消息接收方式")
        constraints = [
            models.CheckConstraint(
                name="channel_of_person_or_office",
                condition=Q(owner__isnull=False, organisation__isnull=True)
                | Q(owner__isnull=True, organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="channel_office_has_robots_only",
                condition=Q(organisation__isnull=True) | Q(kind__in=ROBOTS),
            ),
            models.CheckConstraint(name="channel_kind_known", condition=Q(kind__in=ChannelKind.values)),
            models.CheckConstraint(name="channel_check_known", condition=Q(check_state__in=CheckState.values)),
            models.CheckConstraint(name="channel_address_not_empty", condition=~Q(address="")),
            models.CheckConstraint(
                name="channel_failure_has_words", condition=Q(failed_at__isnull=True) | ~Q(error="")
            ),
            models.UniqueConstraint(fields=["owner", "kind"], name="channel_once_per_person"),
            models.UniqueConstraint(fields=["organisation", "kind"], name="channel_once_per_office"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_robot(self) -> bool:
        return self.kind in ROBOTS

    @property
    def is_demo(self) -> bool:
        return self.owner.is_demo if self.owner_id else self.organisation.is_demo

    @property
    def is_checking(self) -> bool:
        return self.check_state in (CheckState.ASKED, CheckState.RUNNING)

    @property
    def masked(self) -> str:
        """The address as it is shown: enough to know one's own, too little to use another's."""
        text = decrypt(self.address).split(" ")[0]
        if self.is_robot:
            return f"…{text[-4:]}"
        name, _at, host = text.partition("@")
        return f"{name[:1]}***{name[-1:] if len(name) > 2 else ''}@{host}"
