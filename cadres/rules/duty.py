"""Who may do what on the duty roster, with the reason when not."""

import datetime as dt

from django.utils.translation import gettext as _

from branches.enums import Permission, Role
from branches.models import Organisation, User
from cadres.enums.duty import LeaveLevel, LeaveState, MatterState, SwapState
from cadres.models import Cadre, Duty, DutyLeave, DutySwap, Roster, SpotCheck, VisitorMatter
from cadres.rules.files import is_own
from config.lib.verdict import YES, Answer, No, first_no

# Who decides on leave of which level; a level above the village's is somebody else's than the person's by itself.
DECIDERS = {LeaveLevel.LIAISON: Role.TOWNSHIP_REVIEWER, LeaveLevel.COMMITTEE: Role.TOWNSHIP_LEADER}


def may_edit_roster(by: User, village: Organisation) -> Answer:
    """The village's secretary makes and publishes its roster."""
    if not by.may(Permission.DUTY_EDIT):
        return No(_("值班表由村党组织书记编排和公布。"))
    if not by.party_scope.covers(village.path):
        return No(_("这个村不在您的管理范围内。"))
    return YES


def may_redraw(by: User, roster: Roster) -> Answer:
    if roster.is_published:
        return No(_("值班表已经公布，要改请调班或换人。"))
    return may_edit_roster(by, roster.organisation)


def is_of_village(by: User, village: Organisation) -> bool:
    """Tell whether the account is that of one of the village's cadres."""
    return Cadre.objects.filter(user=by, organisation=village).exists()


def answers_for(by: User, cadre: Cadre, village: Organisation) -> Answer:
    """The person speaks for himself, or the village's secretary for him."""
    return YES if is_own(by, cadre) else may_edit_roster(by, village)


def may_confirm(by: User, duty: Duty) -> Answer:
    """The person confirms, or the secretary for him."""
    state = No(_("已经确认过了。")) if duty.is_confirmed else YES
    return first_no(answers_for(by, duty.main, duty.organisation), state)


def may_assign(by: User, duty: Duty, today: dt.date) -> Answer:
    """In a draft freely; in a published roster, days to come only."""
    if duty.roster.is_published and duty.date < today:
        return No(_("这一天已经过去，不能换人。"))
    return may_edit_roster(by, duty.organisation)


def may_ask_swap(by: User, duty: Duty, today: dt.date) -> Answer:
    if not duty.roster.is_published:
        return No(_("值班表还没有公布，直接改就行。"))
    if duty.date < today:
        return No(_("这一天已经过去，不能调班。"))
    return answers_for(by, duty.main, duty.organisation)


def may_answer_swap(by: User, swap: DutySwap) -> Answer:
    """The other consents by himself; the secretary writes down the word of whoever has no account."""
    if swap.state != SwapState.ASKED:
        return No(_("这次调班已经有结果了。"))
    if is_own(by, swap.other):
        return YES
    if swap.other.user_id is not None:
        return No(_("要由%(who)s本人答复。") % {"who": swap.other})
    return may_edit_roster(by, swap.duty.organisation)


def may_drop_swap(by: User, swap: DutySwap) -> Answer:
    if swap.state != SwapState.ASKED:
        return No(_("这次调班已经有结果了。"))
    if by.pk == swap.asked_by_id or is_own(by, swap.asker):
        return YES
    return No(_("谁提出的谁撤回。"))


def may_log(by: User, duty: Duty, today: dt.date) -> Answer:
    if not duty.roster.is_published or duty.date > today:
        return No(_("还没有到这一天。"))
    if is_own(by, duty.main) or (duty.second is not None and is_own(by, duty.second)):
        return YES
    return may_edit_roster(by, duty.organisation)


# --- Visitors ------------------------------------------------------------------------------------------------------
def may_take_matter(by: User, village: Organisation) -> Answer:
    return YES if is_of_village(by, village) else may_edit_roster(by, village)


def may_close_matter(by: User, matter: VisitorMatter) -> Answer:
    """Whoever took it answers for it (首问负责); the secretary may close it as well."""
    state = YES if matter.state == MatterState.OPEN else No(_("已经办结了。"))
    return first_no(answers_for(by, matter.taken_by, matter.organisation), state)


# --- Leave ---------------------------------------------------------------------------------------------------------
def may_ask_leave(by: User, cadre: Cadre) -> Answer:
    return answers_for(by, cadre, cadre.organisation)


def leave_level(days: int, *, is_secretary: bool, secretary_days: int, liaison_days: int) -> LeaveLevel:
    """Return who decides on so many days; the secretary's own leave begins at the township."""
    if days <= secretary_days and not is_secretary:
        return LeaveLevel.SECRETARY
    return LeaveLevel.LIAISON if days <= liaison_days else LeaveLevel.COMMITTEE


def may_decide(by: User, leave: DutyLeave) -> Answer:
    if leave.state != LeaveState.ASKED:
        return No(_("这次请假已经有结果了。"))
    if is_own(by, leave.cadre):
        return No(_("不能批自己的假。"))
    if leave.level == LeaveLevel.SECRETARY:
        return may_edit_roster(by, leave.organisation)
    if by.hat is None or by.hat.role != DECIDERS[leave.level]:
        return No(_("这次请假由%(who)s批。") % {"who": leave.get_level_display()})
    if not by.party_scope.covers(leave.organisation.path):
        return No(_("这个村不在您的管理范围内。"))
    return YES


def may_drop_leave(by: User, leave: DutyLeave) -> Answer:
    if leave.state != LeaveState.ASKED:
        return No(_("这次请假已经有结果了。"))
    if by.pk == leave.asked_by_id or is_own(by, leave.cadre):
        return YES
    return No(_("谁提出的谁撤回。"))


# --- Spot checks ---------------------------------------------------------------------------------------------------
def may_check(by: User, duty: Duty, today: dt.date) -> Answer:
    """The township and the inspectors of its station ask on the day itself; nobody checks himself."""
    if not by.may(Permission.DUTY_CHECK):
        return No(_("值班由乡镇和指导站抽查。"))
    if not by.party_scope.covers(duty.organisation.path):
        return No(_("这个村不在您的管理范围内。"))
    if not duty.roster.is_published:
        return No(_("这个月的值班表还没有公布。"))
    if duty.date != today:
        return No(_("只能抽查当天的值班。"))
    if is_own(by, duty.main):
        return No(_("不能抽查自己。"))
    return YES


def may_withdraw_check(by: User, check: SpotCheck) -> Answer:
    if check.by_id == by.pk:
        return YES
    return No(_("谁登记的谁撤销。"))
