"""Set, prove, test and remove the ways by which messages leave the site."""

import datetime as dt
import re
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from branches.tree import district_above
from config.lib.crypto import decrypt, encrypt
from notices.enums import ROBOTS, ChannelKind, CheckState
from notices.models import Channel
from notices.models.channel import ROBOT_SETTERS

CODE_MINUTES = 30
CODE_TRIES = 5
CHECK_EVERY = dt.timedelta(minutes=1)
# A stranger's mailbox is not to be flooded from here.
ADDED_A_DAY = 10


class ChannelRefused(Exception):
    """A channel that cannot be set; `field` names the field of the form that the sentence belongs to."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def may_set_robot(user: User) -> bool:
    """Tell whether the active role sets the robots of its office."""
    return user.hat is not None and user.hat.role in ROBOT_SETTERS


def address_of(*, kind: str, typed: str, secret: str = "") -> str:
    """Return the address as it is kept, from what was typed or pasted. Raises ChannelRefused.

    Of a robot only the token is kept: the server is the installation's, so that nobody makes the site call another.
    """
    typed, secret = typed.strip(), secret.strip()
    if kind == ChannelKind.EMAIL:
        try:
            validate_email(typed)
        except ValidationError:
            raise ChannelRefused(_("邮箱地址不完整，例如 name@example.com。"), "address") from None
        return typed
    start = settings.ROBOT_URLS[kind].partition("{token}")[0]
    if not typed.startswith(start):
        raise ChannelRefused(_("请粘贴机器人的完整地址，以 %(start)s 开头。") % {"start": start}, "address")
    token = typed.removeprefix(start).rstrip("/")
    if not re.fullmatch(r"[A-Za-z0-9_-]{8,100}", token):
        raise ChannelRefused(_("地址不完整，请在机器人的设置里整段复制。"), "address")
    if not secret:
        return token
    if kind != ChannelKind.DINGTALK or not re.fullmatch(r"[A-Za-z0-9]{8,100}", secret):
        raise ChannelRefused(_("加签密钥只有字母和数字，只有钉钉需要；没有就不填。"), "secret")
    return f"{token} {secret}"


@transaction.atomic
def channel_add(
    *, kind: str, address: str, by: User, at: dt.datetime, digest: bool, organisation: Organisation | None = None
) -> Channel:
    """Add a channel of `by`, or of the office `organisation`, and send what proves it. Raises ChannelRefused."""
    if by.hat is None:
        raise ChannelRefused(_("现在没有角色，不能设置。"))
    if organisation is not None and not (may_set_robot(by) and by.hat.organisation_id == organisation.pk):
        raise ChannelRefused(_("群机器人由本单位的负责人或管理员设置。"))
    if organisation is not None and kind not in ROBOTS:
        raise ChannelRefused(_("单位只能设置群机器人。"), "kind")
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two windows of one person, one after the other
    taken = Channel.objects.filter(kind=kind, owner=None if organisation else by, organisation=organisation)
    if taken.exists():
        raise ChannelRefused(_("已经设置过了；要换地址，请先删除原来的。"), "kind")
    events = Channel.pgh_event_model.objects.filter(pgh_label="insert", created_by=by.pk)
    if events.filter(created_at__gt=at - dt.timedelta(days=1)).count() >= ADDED_A_DAY:
        raise ChannelRefused(_("一天里添加的次数太多，请明天再试。"))
    channel = Channel(
        kind=kind,
        owner=None if organisation else by,
        organisation=organisation,
        district=district_above(organisation or by.hat.organisation),
        address=encrypt(address),
        digest=digest,
        created_at=at,
        created_by=by,
    )
    _ask(channel, at)
    channel.save()
    return channel


@transaction.atomic
def channel_check(*, channel: Channel, by: User, at: dt.datetime) -> Channel:
    """Ask for a test message, or for a new code while the address is not proven. Raises ChannelRefused."""
    channel = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    if channel.is_checking:
        raise ChannelRefused(_("上一条还在发送，请稍等。"))
    if channel.check_at and at < channel.check_at + CHECK_EVERY:
        raise ChannelRefused(_("刚刚发过，请过一分钟再试。"))
    _ask(channel, at)
    channel.save()
    return channel


def _ask(channel: Channel, at: dt.datetime) -> None:
    """Mark the channel for the worker, with a fresh code when an e-mail address is to be proven."""
    if channel.kind == ChannelKind.EMAIL and channel.verified_at is None:
        channel.code = encrypt(f"{secrets.randbelow(10**6):06d}")
        channel.code_until = at + dt.timedelta(minutes=CODE_MINUTES)
        channel.code_tries = 0
    channel.check_state, channel.check_at = CheckState.ASKED, at
    transaction.on_commit(_hand_over)


def _hand_over() -> None:
    from notices import tasks  # the tasks call the services

    tasks.send.delay()


@transaction.atomic
def _count_try(channel: Channel) -> Channel:
    """Count a try and return the channel; the count stays though the code is wrong."""
    channel = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    channel.code_tries += 1
    channel.save(update_fields=["code_tries"])
    return channel


def channel_confirm(*, channel: Channel, code: str, by: User, at: dt.datetime) -> Channel:
    """Prove an e-mail address by the code that was sent to it. Raises ChannelRefused."""
    if channel.verified_at:
        return channel
    channel = _count_try(channel)
    if not channel.code or channel.code_until is None or at >= channel.code_until:
        raise ChannelRefused(_("验证码已经过期，请重新发一个。"), "code")
    if channel.code_tries > CODE_TRIES:
        raise ChannelRefused(_("试的次数太多，请重新发一个验证码。"), "code")
    if not constant_time_compare(decrypt(channel.code), code.strip()):
        raise ChannelRefused(_("验证码不对，请看看邮件里的6位数字。"), "code")
    channel.verified_at, channel.code, channel.code_until = at, "", None
    channel.save(update_fields=["verified_at", "code", "code_until"])
    return channel


def channel_set_digest(*, channel: Channel, digest: bool, by: User, at: dt.datetime) -> None:
    """Choose between one collected message a day and each message by itself, for what comes from now on."""
    Channel.objects.filter(pk=channel.pk).update(digest=digest)


def channel_remove(*, channel: Channel, by: User, at: dt.datetime) -> None:
    """Delete the channel with its address and all that waits for it."""
    channel.delete()


def claim_check(at: dt.datetime, stuck_after: dt.timedelta) -> Channel | None:
    """Take the next channel that a test message was asked for; one that a dead job held is taken up again."""
    with transaction.atomic():
        stuck = Q(check_state=CheckState.RUNNING, check_at__lte=at - stuck_after)
        channel = (
            Channel.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(Q(check_state=CheckState.ASKED) | stuck)
            .select_related("owner", "organisation")
            .order_by("check_at", "pk")
            .first()
        )
        if channel:
            channel.check_state, channel.check_at = CheckState.RUNNING, at
            channel.save(update_fields=["check_state", "check_at"])
    return channel


def check_settle(*, channel: Channel, words: str, at: dt.datetime) -> None:
    """Write down how the test went; a robot that took it is proven. A channel that works again is cleared."""
    running = Channel.objects.filter(pk=channel.pk, check_state=CheckState.RUNNING, check_at=channel.check_at)
    if words:
        running.update(check_state=CheckState.FAILED, error=words)
        return
    changes = {"check_state": CheckState.SENT, "failed_at": None, "error": ""}
    if channel.is_robot and channel.verified_at is None:
        changes["verified_at"] = at
    running.update(**changes)
