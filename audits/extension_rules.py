"""Who may put off the limits of a month (因灾顺延), with the reason when not. No writes here."""

import datetime as dt

from django.utils.translation import gettext as _

from audits.models import Circular
from branches.enums import Permission
from branches.models import User
from config.lib.verdict import YES, Answer, No
from ledgers.models import LimitExtension, Month


def may_extend(by: User, month: Month) -> Answer:
    """The district's re-reviewers, until the month's circular is signed: then its figures are public."""
    if not by.may(Permission.REVIEW_DISTRICT):
        return No(_("只有区委组织部复审员可以顺延截止时间。"))
    if not by.party_scope.covers(month.district.path):
        return No(_("%(name)s不在您的管理范围内。") % {"name": month.district.name})
    if Circular.objects.filter(month=month, signed_at__isnull=False).exists():
        return No(_("%(month)s的通报已经签发，不能再顺延。") % {"month": month.label})
    return YES


def may_revoke(by: User, extension: LimitExtension, at: dt.datetime) -> Answer:
    """What was promised is kept once its date has passed."""
    if extension.revoked_at is not None:
        return No(_("这项顺延已经撤销。"))
    if at >= extension.on_time_until:
        return No(_("顺延的截止时间已经过了，不能再撤销。"))
    return may_extend(by, extension.month)
