"""Make accounts, give and end roles."""

import datetime as dt

import pghistory
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches import rules
from branches.enums import Permission, Role
from branches.models import Department, GuidanceStation, Membership, Organisation, User


class PeopleRefused(Exception):
    """An account or a role that cannot be given; the message says why."""


def user_create(*, username: str, display_name: str, password: str, is_demo: bool = False, by: User | None) -> User:
    """Make an account and return it; what the person may do comes with a membership.

    Demo accounts have a password that everybody knows, so there are none where DEBUG is off. Raises PeopleRefused.
    """
    username, display_name = username.strip(), display_name.strip()
    if by is not None and not by.may(Permission.ACCOUNT_MANAGE):
        raise PeopleRefused(_("只有系统管理员可以管理账号和角色。"))
    if is_demo and not settings.DEBUG:
        raise PeopleRefused(_("正式环境不能建立演示账号。"))
    if not display_name:
        raise PeopleRefused(_("请填写姓名。"))
    user = User(username=username, display_name=display_name, is_demo=is_demo)
    try:
        User._meta.get_field("username").clean(username, user)
        User._meta.get_field("display_name").clean(display_name, user)
        if not is_demo:
            validate_password(password, user)
    except ValidationError as error:
        raise PeopleRefused("".join(error.messages)) from None
    user.set_password(password)
    try:
        with transaction.atomic(), pghistory.context(user=by.pk if by else None):
            user.save(force_insert=True)
    except IntegrityError:
        raise PeopleRefused(_("账号“%(name)s”已经有人用了，请换一个。") % {"name": username}) from None
    return user


@transaction.atomic
def membership_grant(
    *,
    user: User,
    organisation: Organisation,
    role: str,
    since: dt.date,
    by: User | None,
    at: dt.datetime,
    station: GuidanceStation | None = None,
    until: dt.date | None = None,
    department: Department | None = None,
) -> Membership:
    """Give `user` a role at `organisation` from `since` until `until` (exclusive; None for an open end).

    Raises PeopleRefused when the role does not belong to the organisation's level, when one person would hold two of
    the three administrators' roles, when an inspector has no station or an officer no department, or when the person
    holds the role already.
    """
    if role not in Role.values:
        raise PeopleRefused(_("没有“%(role)s”这个角色。") % {"role": role})
    # The person's row is locked: two roles given at the same moment see each other.
    user = User.objects.select_for_update().get(pk=user.pk)
    answer = rules.may_grant(
        by=by,
        user=user,
        organisation=organisation,
        role=role,
        station=station,
        since=since,
        until=until,
        held=user.memberships.select_related("user"),
        department=department,
    )
    if not answer:
        raise PeopleRefused(answer.reason)
    with pghistory.context(user=by.pk if by else None, granted_at=at.isoformat()):
        return Membership.objects.create(
            user=user,
            organisation=organisation,
            role=role,
            station=station,
            department=department,
            since=since,
            until=until,
            granted_by=by,
        )


@transaction.atomic
def membership_end(*, membership: Membership, until: dt.date, by: User | None, at: dt.datetime) -> Membership:
    """End a role on `until`, the first day on which it is no longer held. What was done under it stays.

    Raises PeopleRefused when it has ended already, or would end before it began or in the past.
    """
    membership = (
        Membership.objects.select_for_update(of=("self",)).select_related("organisation", "user").get(pk=membership.pk)
    )
    if not (answer := rules.may_manage(by, membership.organisation)):
        raise PeopleRefused(answer.reason)
    today = timezone.localtime(at).date()
    if membership.until is not None and membership.until <= today:
        raise PeopleRefused(_("这个角色在%(day)s已经结束。") % {"day": membership.until})
    if until <= membership.since:
        raise PeopleRefused(_("任职结束日期要晚于开始日期。"))
    if until < today:
        raise PeopleRefused(_("结束日期不能早于今天，做过的事以当时的角色为准。"))
    membership.until = until
    with pghistory.context(user=by.pk if by else None, ended_at=at.isoformat()):
        membership.save(update_fields=["until"])
    return membership
