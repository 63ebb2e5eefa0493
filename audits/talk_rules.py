"""Who may do what to a talk (约谈), with the reason when not. No writes here.

The district talks to a township, a township to a branch. Calling off is decided one step higher than running the
talk: by the district's lead, or by the secretary of the township's committee.
"""

from django.utils.translation import gettext as _

from audits.models import TalkCase
from audits.talk_enums import CommitmentState, TalkAction, TalkKind, TalkStatus
from branches.enums import Permission, Role
from branches.models import User
from config.lib.verdict import YES, Answer, No

A, S = TalkAction, TalkStatus
FOLLOWED = (S.HELD, S.FOLLOWING)  # while promises are kept and looked after
RUNNERS = {TalkKind.TOWNSHIP: Permission.REVIEW_DISTRICT, TalkKind.BRANCH: Permission.REVIEW_TOWNSHIP}
DECIDERS = {TalkKind.TOWNSHIP: Role.DISTRICT_LEAD, TalkKind.BRANCH: Role.TOWNSHIP_LEADER}
ANSWERERS = {
    TalkKind.TOWNSHIP: (Role.TOWNSHIP_LEADER, Role.TOWNSHIP_REVIEWER),
    TalkKind.BRANCH: (Role.SECRETARY,),
}


def runs(by: User, case: TalkCase) -> bool:
    """Tell whether `by` runs the talk for its host."""
    return by.may(RUNNERS[case.kind]) and by.hat.organisation_id == case.host_id


def answers(by: User, case: TalkCase) -> bool:
    """Tell whether `by` speaks for those who are talked to."""
    return bool(by.party_scope.prefixes) and (
        by.hat.organisation_id == case.organisation_id and by.hat.role in ANSWERERS[case.kind]
    )


def may_run(by: User | None, case: TalkCase) -> Answer:
    if by is not None and runs(by, case):
        return YES
    return No(_("这一步由%(host)s办理。") % {"host": case.host.short_name})


def may_answer(by: User | None, case: TalkCase) -> Answer:
    if by is not None and answers(by, case):
        return YES
    return No(_("这一步由%(name)s办理。") % {"name": case.organisation.short_name})


def may_review(by: User | None, case: TalkCase) -> Answer:
    if not case.needs_review:
        return No(_("这次约谈不要求书面检讨。"))
    if case.review:
        return No(_("书面检讨已经提交。"))
    return may_answer(by, case)


def may_call_off(by: User | None, case: TalkCase) -> Answer:
    role = DECIDERS[case.kind]
    if by is not None and by.party_scope.prefixes and by.hat.organisation_id == case.host_id and by.hat.role == role:
        return YES
    return No(_("取消约谈由%(role)s决定。") % {"role": role.label})


def may_demand(by: User | None, case: TalkCase) -> Answer:
    return YES if by is None and not case.needs_review else No(_("书面检讨由系统按连续红的月数提出。"))


def may_close(by: User | None, case: TalkCase) -> Answer:
    if not (answer := may_run(by, case)):
        return answer
    if left := case.commitments.filter(state=CommitmentState.OPEN).count():
        return No(_("还有%(n)d条整改承诺没有核实，不能办结。") % {"n": left})
    if case.needs_review and not case.review:
        return No(_("书面检讨还没有提交，不能办结。"))
    return YES


# action: (from, to, rule); None as target keeps the state. `audits.services.talks.talk_move` performs them.
MOVES = {
    A.NOTIFY: ((S.RAISED, S.NOTICED), S.NOTICED, may_run),
    A.HOLD: ((S.NOTICED,), S.HELD, may_run),
    A.ANSWER: ((S.HELD,), S.FOLLOWING, may_answer),
    A.DEMAND: ((S.RAISED, S.NOTICED, S.HELD, S.FOLLOWING), None, may_demand),
    A.REVIEW: ((S.RAISED, S.NOTICED, S.HELD, S.FOLLOWING), None, may_review),
    A.CLOSE: ((S.HELD, S.FOLLOWING), S.CLOSED, may_close),
    A.CALL_OFF: ((S.RAISED, S.NOTICED), S.CALLED_OFF, may_call_off),
}


def may_move(by: User | None, case: TalkCase, action: str) -> Answer:
    """Tell whether `by` may perform `action` now (None: the clock); draws the form and guards the service."""
    sources, _to, rule = MOVES[action]
    # A third red after the talk was closed opens the follow-up again; what was called off stays so.
    if action == A.DEMAND and case.status == S.CLOSED:
        return rule(by, case)
    if case.status not in sources:
        return _not_now(case)
    return rule(by, case)


def may_settle(by: User, case: TalkCase) -> Answer:
    """The host says whether a promise was kept, from the minutes to the end of the case."""
    return may_run(by, case) if case.status in FOLLOWED else _not_now(case)


def may_report(by: User, case: TalkCase) -> Answer:
    """Who promised reports that it is done, with files, until the host has settled it."""
    return may_answer(by, case) if case.status in FOLLOWED else _not_now(case)


def _not_now(case: TalkCase) -> No:
    return No(_("约谈现在是“%(state)s”，不能办这一步。") % {"state": case.get_status_display()})
