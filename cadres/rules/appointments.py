"""Who may do what about an appointment, change or removal, with the reason when not; its clocks in words."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import User
from cadres.appointment_moves import MOVES
from cadres.enums.appointments import ANSWERABLE_STATES, CaseState
from cadres.enums.appointments import CaseAction as A
from cadres.models import Appointment, Opinion
from cadres.rules.files import may_edit
from config.lib.verdict import YES, Answer, No
from config.lib.workdays import Overrides, workdays_between
from ledgers.words import day_in_words

DISTRICT_ACTIONS = (A.RETURN, A.AGREE, A.DISAGREE)
REVIEW_ACTIONS = (A.SEND, A.RENEW)
CHANGEABLE = (CaseState.DRAFT, CaseState.RETURNED)


def may_file(by: User, case: Appointment) -> Answer:
    """The district's organisation department keeps the filing (县级党委组织部门备案管理)."""
    if not by.may(Permission.CADRE_FILE):
        return No(_("备案由区委组织部审核。"))
    if not by.party_scope.covers(case.organisation.path):
        return No(_("这个村不在您的管理范围内。"))
    return YES


def may_change(by: User, case: Appointment) -> Answer:
    """What the township decided may be mended before it is sent, and when the district asks for more."""
    if not (answer := may_edit(by, case.organisation)):
        return answer
    if case.state not in CHANGEABLE:
        return No(_("已经送出，退回补正以后才能修改。"))
    return YES


def may_move(by: User, case: Appointment, action: str) -> Answer:
    """Say whether it is `by` who makes the move, and whether it has come up."""
    move = MOVES.get(action)
    if move is None or case.state not in move.sources:
        return No(_("这一步已经办过，或者还没有轮到。请看最新的进度。"))
    if action in DISTRICT_ACTIONS:
        return may_file(by, case)
    if not (answer := may_edit(by, case.organisation)):
        return answer
    if action in REVIEW_ACTIONS and not case.is_entering:
        return No(_("免职、辞职、停职不送联审，直接报备案。"))
    if action == A.FILE and case.state == CaseState.DRAFT and case.is_entering:
        return No(_("还没有送联审，不能报备案。"))
    return YES


def may_agree(obstacles: Sequence[str]) -> Answer:
    """No agreement while an opinion is outstanding or a hard block stands; the reason says which."""
    return No(_("现在不能同意备案：%(why)s") % {"why": "".join(obstacles)}) if obstacles else YES


def is_own(by: User, opinion: Opinion) -> bool:
    """Tell whether the user's active role answers for the department that was asked."""
    return by.may(Permission.VETTING_ANSWER) and by.hat.department_id == opinion.department_id


def may_answer(by: User, opinion: Opinion) -> Answer:
    if not is_own(by, opinion):
        return No(_("联审意见由被征求意见的部门答复。"))
    if opinion.case.state not in ANSWERABLE_STATES:
        return No(_("这件备案已经办完或者撤回，联审意见不再修改。"))
    return YES


def clock_in_words(due_on: dt.date, day: dt.date, overrides: Overrides) -> str:
    """Return how many working days are left until `due_on`, or how many it has been over."""
    words = {"day": day_in_words(due_on)}
    if day == due_on:
        return _("今天（%(day)s）到期") % words
    if day < due_on:
        return _("%(day)s前答复，还有 %(n)d 个工作日") % (words | {"n": workdays_between(day, due_on, overrides)})
    return _("%(day)s到期，已超过 %(n)d 个工作日") % (words | {"n": workdays_between(due_on, day, overrides)})
