"""Who makes which move of a policy bottleneck, with the reason when not; its clock in words. No writes."""

import datetime as dt

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No
from config.lib.workdays import Overrides, workdays_between
from economy.enums.bottleneck import MOVES, Desk, Satisfaction
from economy.enums.bottleneck import TicketAction as A
from economy.enums.bottleneck import TicketState as S
from economy.models import Bottleneck
from economy.models.bottleneck import department_of
from ledgers.words import day_in_words

PERMISSIONS = {
    Desk.VILLAGE: Permission.ECONOMY_EDIT,
    Desk.TOWNSHIP: Permission.ECONOMY_CHECK,
    Desk.DISTRICT: Permission.ECONOMY_APPROVE,
}


# The move that carries a ticket on.
FORWARD = {
    S.RAISED: A.REPORT,
    S.RETURNED: A.RESEND,
    S.REPORTED: A.ASSIGN,
    S.ASSIGNED: A.ANSWER,
    S.ANSWERED: A.RATE,
    S.CLOSED: A.REOPEN,
}


def may_raise(by: User, village: Organisation) -> Answer:
    if not by.may(Permission.ECONOMY_EDIT):
        return No(_("政策瓶颈由村里提出。"))
    if not by.party_scope.covers(village.path):
        return No(_("这个村不在您的管理范围内。"))
    return YES


def may_move(by: User, ticket: Bottleneck, action: str) -> Answer:
    """Say whether it is `by` who makes the move, and whether it has come up."""
    move = MOVES.get(action)
    if move is None or ticket.state not in move.sources:
        return No(_("这一步已经办过，或者还没有轮到。请看最新的进度。"))
    if move.desk == Desk.DEPARTMENT:
        if department_of(by) is None or department_of(by) != ticket.department_id:
            return No(_("这一步由牵头部门办。"))
        return YES
    if not by.may(PERMISSIONS[move.desk]):
        return No(_("这一步由%(who)s办。") % {"who": Desk(move.desk).label})
    if not by.party_scope.covers(ticket.organisation.path):
        return No(_("这个村不在您的管理范围内。"))
    if action == A.REOPEN and ticket.satisfaction != Satisfaction.BAD:
        return No(_("村里评价“不满意”的，才重新交办。"))
    return YES


def is_late(ticket: Bottleneck, day: dt.date) -> bool:
    """Tell whether the department has not answered in time."""
    return ticket.due_on is not None and not ticket.answered_on and ticket.due_on < day


def clock_in_words(ticket: Bottleneck, day: dt.date, overrides: Overrides) -> str:
    """Return until when the department answers, or that it did, late or not; empty before it was asked."""
    if ticket.due_on is None:
        return ""
    if ticket.answered_on:
        if ticket.answered_on > ticket.due_on:
            return _("%(day)s答复，超期") % {"day": day_in_words(ticket.answered_on)}
        return _("%(day)s按期答复") % {"day": day_in_words(ticket.answered_on)}
    words = {"day": day_in_words(ticket.due_on)}
    if ticket.due_on < day:
        words["n"] = workdays_between(ticket.due_on, day, overrides)
        return _("%(day)s到期，已超 %(n)d 个工作日") % words
    words["n"] = workdays_between(day, ticket.due_on, overrides)
    return _("%(day)s前答复，还有 %(n)d 个工作日") % words
