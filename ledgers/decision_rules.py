"""Who may do what to a decision (四议两公开), with the reason when not. No writes here."""

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No, first_no
from ledgers.enums import MeetingKind
from ledgers.enums.decisions import DecisionState, ExemptionState, Step
from ledgers.models import Decision, DecisionExemption

# A branch without a committee proposes in its general meeting (第六章); the two committees meet together (两委会议).
MEETING_KINDS = {
    Step.PROPOSE: (MeetingKind.COMMITTEE, MeetingKind.GENERAL, MeetingKind.OTHER),
    Step.CONSULT: (MeetingKind.OTHER, MeetingKind.COMMITTEE),
    Step.DELIBERATE: (MeetingKind.GENERAL,),
}


def may_begin(by: User, branch: Organisation) -> Answer:
    if not by.may(Permission.LEDGER_EDIT):
        return No(_("只有本村的书记、文书可以办理四议两公开。"))
    if not by.party_scope.covers(branch.path):
        return No(_("这个支部不在您的管理范围内。"))
    return YES


def is_alive(decision: Decision) -> Answer:
    if decision.state == DecisionState.STOPPED:
        return No(_("这件事已经停办，不能再改。"))
    return YES


def may_write(by: User, decision: Decision) -> Answer:
    return first_no(may_begin(by, decision.branch), is_alive(decision))


def may_change(by: User, decision: Decision) -> Answer:
    if decision.state == DecisionState.DONE:
        return No(_("这件事已经办结，不能再变更。有新情况请另提一件。"))
    return may_write(by, decision)


def may_confirm(by: User, decision: Decision, step: Step, recorded: frozenset[int]) -> Answer:
    """Tell whether `step` may be confirmed, or held again; `recorded` are the numbers already on record."""
    if not (answer := may_write(by, decision)):
        return answer
    if step == Step.RESULT:
        if decision.state == DecisionState.OPEN:
            return No(_("前五步完成以后，才能公开实施结果。"))
        if decision.state == DecisionState.DONE:
            return No(_("这件事已经办结。"))
        return YES
    if decision.state != DecisionState.OPEN:
        return No(_("前五步已经完成。要改，请走“变更”，重新开始一轮。"))
    if step > 1 and step - 1 not in recorded:
        return No(_("先办第%(n)d步，再办第%(next)d步。") % {"n": step - 1, "next": step})
    return YES


def may_stop(by: User, decision: Decision) -> Answer:
    if decision.state in (DecisionState.APPROVED, DecisionState.DONE):
        return No(_("前五步已经完成，不能停办。"))
    return may_write(by, decision)


def may_ask_urgent(by: User, decision: Decision) -> Answer:
    if decision.state != DecisionState.OPEN:
        return No(_("只有正在办理的事项可以申请先办。"))
    return may_write(by, decision)


def may_decide_urgent(by: User, exemption: DecisionExemption) -> Answer:
    """Only the district lets disaster relief go first, and never the person who asked."""
    if not by.may(Permission.REVIEW_DISTRICT):
        return No(_("抢险救灾先办由区委组织部审批。"))
    if not by.party_scope.covers(exemption.decision.branch.path):
        return No(_("这个支部不在您的管理范围内。"))
    if exemption.state != ExemptionState.ASKED:
        return No(_("这份申请已经批过了。"))
    if exemption.version != exemption.decision.version or exemption.decision.state != DecisionState.OPEN:
        return No(_("这件事已经变更、停办或者走完了程序，不用再批。"))
    if exemption.asked_by_id == by.pk:
        return No(_("申请人不能审批自己的申请。"))
    return YES
