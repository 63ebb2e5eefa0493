"""Who may do what to a request for handing in after the lock (补报申请), with the reason when not. No writes here."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import User
from config.lib.verdict import YES, Answer, No, first_no
from ledgers.enums.lock_exceptions import ExceptionState
from ledgers.models import Ledger, LockException
from ledgers.rules import is_in_scope, is_owed_after_lock

S = ExceptionState


def may_ask(by: User, ledger: Ledger, running: LockException | None) -> Answer:
    """Only the branch's own secretary asks, for what is owed, and not twice at a time."""
    if not by.may(Permission.LEDGER_EDIT):
        return No(_("只有本支部的书记、文书可以申请补报。"))
    if running is not None:
        return No(_("这份台账已经申请补报：%(state)s。") % {"state": running.get_state_display()})
    return first_no(is_in_scope(by, ledger), is_owed_after_lock(ledger))


def may_judge(by: User, request: LockException) -> Answer:
    """The township says yes or no first, then the district; never the person who asked, nor one person twice."""
    permission, desk = {
        S.ASKED: (Permission.REVIEW_TOWNSHIP, _("乡镇审查小组")),
        S.SUPPORTED: (Permission.REVIEW_DISTRICT, _("区委组织部")),
    }.get(request.state, (None, ""))
    if permission is None:
        return No(_already_judged(request))
    if not by.may(permission):
        return No(_("这份补报申请现在由%(desk)s办理。") % {"desk": desk})
    if by.pk in (request.asked_by_id, request.township_by_id):
        return No(_("您已经经手过这份申请，请由其他人员办理。"))
    return is_in_scope(by, request.ledger)


def is_within(until: dt.datetime, at: dt.datetime, days: int) -> Answer:
    """An exception lies ahead, and is short: `days` is the rule `chain.exception_days`."""
    if until <= at:
        return No(_("补报截止时间要晚于现在。"))
    if until > at + dt.timedelta(days=days):
        return No(_("补报最多宽限%(days)d天，请改早一些。") % {"days": days})
    return YES


def _already_judged(request: LockException) -> str:
    """Say who dealt with it and when, so that two officers find each other."""
    who, when = (
        (request.district_by, request.district_at)
        if request.district_at
        else (request.township_by, request.township_at)
    )
    return _("%(who)s已在%(when)s办理这份申请：%(state)s。") % {
        "who": who,
        "when": f"{timezone.localtime(when):%m-%d %H:%M}",
        "state": request.get_state_display(),
    }
