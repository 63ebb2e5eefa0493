"""Who may do what to a listed village and its project (清零), with the reason when not. No writes here."""

import datetime as dt

from django.utils.translation import gettext as _

from branches.enums import Permission as P
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No, first_no
from facilities.enums.projects import MATTERS, MOVES, OPEN_STATES, RUNNING, Stage
from facilities.enums.projects import ProjectAction as A
from facilities.enums.projects import ProjectState as S
from facilities.models import CensusEntry, FacilityCheck, UpgradeProject
from facilities.rules.scope import holds
from ledgers.decision_gate import yuan
from ledgers.models import Decision
from ledgers.selectors.decisions import may_be_approved, may_be_paid
from ledgers.words import day_in_words

BY_DISTRICT = (A.APPROVE, A.POSTPONE, A.REVISE, A.CONFIRM, A.CLOSE)


def may_list(by: User, village: Organisation) -> Answer:
    """The township keeps the census of its villages that fall short."""
    return holds(by, village, (P.FACILITY_CHECK,), _("不达标村由乡镇建账。"))


def may_open(by: User, census: CensusEntry) -> Answer:
    if census.is_cleared:
        return No(_("这个村已经销号。"))
    return holds(by, census.organisation, (P.FACILITY_CHECK,), _("提升项目由乡镇建立。"))


def may_edit(by: User, project: UpgradeProject) -> Answer:
    if not (answer := may_open(by, project.census)):
        return answer
    return YES if project.state == S.DRAFT else No(_("已经立项，不能再改。追加预算请由区委组织部退回重新立项。"))


def may_act(by: User, project: UpgradeProject, action: str) -> Answer:
    """Say whether it is `by` who makes the move, and whether it has come up; what else it needs says `is_ready`."""
    if action == A.POSTPONE:
        if project.state not in RUNNING:
            return No(_("已经完工，不用延期。"))
    elif action == A.CONFIRM:
        if project.state not in OPEN_STATES or as_approved(project):
            return No(_("四议两公开没有变更，不用确认。"))
    elif action not in MOVES or project.state not in MOVES[action][0]:
        return No(_("这一步已经办过，或者还没有轮到。请看最新的进度。"))
    if action in BY_DISTRICT:
        answer = holds(by, project.organisation, (P.FACILITY_DECIDE,), _("这一步由区委组织部办理。"))
        if answer and action == A.CLOSE and project.accepted_by_id == by.pk:
            return No(_("验收和销号不能是同一个人。"))
        return answer
    if action in (A.ACCEPT, A.FAIL):
        return may_accept(by, project)
    return holds(by, project.organisation, (P.FACILITY_CHECK,), _("这一步由乡镇办理。"))


def may_accept(by: User, project: UpgradeProject) -> Answer:
    """The district and its guidance stations look at finished works."""
    if project.state != S.DONE:
        return No(_("报告完工以后才能验收。"))
    permissions = (P.FACILITY_DECIDE, P.FACILITY_VERIFY)
    return holds(by, project.organisation, permissions, _("验收由区委组织部和指导站组织。"))


def may_report(by: User, project: UpgradeProject) -> Answer:
    """Village and township tell how far the works are, with photos, until they are accepted."""
    if project.state not in (S.DRAFT, S.APPROVED, S.STARTED, S.DONE):
        return No(_("已经验收，不能再改。"))
    permissions = (P.FACILITY_EDIT, P.FACILITY_CHECK)
    return holds(by, project.organisation, permissions, _("进度由村和乡镇报告。"))


def may_plan(by: User, project: UpgradeProject) -> Answer:
    """The township sets the milestones and says when they are reached."""
    if project.state not in RUNNING:
        return No(_("已经完工，节点不能再改。"))
    return holds(by, project.organisation, (P.FACILITY_CHECK,), _("项目节点由乡镇登记。"))


def may_register_payment(by: User, project: UpgradeProject) -> Answer:
    """Township and district write down what was paid, and take it back, until the village is cleared."""
    if project.state == S.CLOSED:
        return No(_("已经销号，拨付登记不能再改。"))
    permissions = (P.FACILITY_CHECK, P.FACILITY_DECIDE)
    return holds(by, project.organisation, permissions, _("资金拨付由乡镇和区委组织部登记。"))


# --- What has to be there ------------------------------------------------------------------------------------------
def decision_answer(decision: Decision | None, day: dt.date, amount_cents: int) -> Answer:
    """Tell whether the decision lets works of `amount_cents` begin on `day`; the reason names the missing step.

    A yes that rests on the district's leave for disaster relief says so in its reason.
    """
    if decision is None:
        return No(_("还没有四议两公开事项，不予审批工程、拨付资金。"))
    return may_be_approved(decision, day, amount_cents)


def as_approved(project: UpgradeProject) -> Answer:
    """The decision is the one that the district approved: what is changed later, the district sees again."""
    if project.approved_version in (None, project.decision.version):
        return YES
    return No(
        _("四议两公开已经变更（第%(n)d版），先由区委组织部确认变更后的决议，再开工、拨付资金。")
        % {"n": project.decision.version}
    )


def payment_answer(
    project: UpgradeProject, *, cents: int, paid: int, final: bool, paid_on: dt.date, today: dt.date
) -> Answer:
    """Tell whether `cents` may be paid on top of `paid` ones: works approved, decision standing, budget kept.

    The decision is asked for the day of the payment and for today: neither goes ahead of it. The final payment waits
    for the acceptance. A yes says in its reason what it rests on where that is no decision.
    """
    if project.decision is None:
        return decision_answer(None, today, cents)
    for day in dict.fromkeys((paid_on, today)):
        if not (answer := may_be_paid(project.decision, day, final, paid + cents)):
            return answer
    if project.state == S.DRAFT:
        return No(_("还没有立项，不能拨付资金。"))
    if project.state == S.CLOSED:
        return No(_("已经销号，不能再拨付资金。"))
    if not (approved := as_approved(project)):
        return approved
    if paid_on < project.approved_on:
        return No(_("拨付日期早于立项（%(day)s）。") % {"day": day_in_words(project.approved_on)})
    if final and project.state != S.ACCEPTED:
        return No(_("验收合格以后才能付尾款。"))
    if final and paid_on < project.accepted_on:
        return No(_("尾款不能早于验收（%(day)s）。") % {"day": day_in_words(project.accepted_on)})
    if paid + cents > project.budget_cents:
        return No(
            _("已拨 %(paid)s，再拨 %(more)s 就超过预算 %(budget)s。追加预算要先走四议两公开，再重新立项。")
            % {"paid": yuan(paid), "more": yuan(cents), "budget": yuan(project.budget_cents)}
        )
    return answer


def is_ready(project: UpgradeProject, action: str, day: dt.date) -> Answer:
    """Tell whether a move lacks nothing on `day`, besides whoever makes it; the reason says what it lacks.

    A yes says in its reason what it rests on where that is no decision (抢险救灾).
    """
    if action in (A.APPROVE, A.START, A.CONFIRM):
        decided = decision_answer(project.decision, day, project.budget_cents)
        return first_no(is_funded(project), decided, *_besides(project, action)) and decided
    if action == A.FINISH:
        return _photographed(project, Stage.AFTER, _("没有改造后的照片，完工后先拍。"))
    if action == A.CLOSE:
        return first_no(_published(project, day), as_approved(project), _up_to_standard(project))
    return YES


def _besides(project: UpgradeProject, action: str) -> list[Answer]:
    """Return what works need to begin, besides the money and that the decision allows it."""
    if action == A.APPROVE and project.decision and project.decision.matter not in MATTERS:
        return [No(_("这件四议两公开事项不是建设事项，请另选一件。"))]
    if action != A.START:
        return []
    return [as_approved(project), _photographed(project, Stage.BEFORE, _("没有改造前的照片，开工前先拍。"))]


def is_funded(project: UpgradeProject) -> Answer:
    total = sum(project.funding.values_list("cents", flat=True))
    if total == project.budget_cents:
        return YES
    words = {"total": yuan(total), "budget": yuan(project.budget_cents)}
    return No(_("资金来源合计 %(total)s，与预算 %(budget)s 不一致。") % words)


def _photographed(project: UpgradeProject, stage: str, refusal: str) -> Answer:
    return YES if project.photos.filter(stage=stage).exists() else No(refusal)


def _published(project: UpgradeProject, day: dt.date) -> Answer:
    """The result hangs out before a project is closed: the sixth step, as for the final payment."""
    answer = may_be_paid(project.decision, day, True)
    return YES if answer else No(_("还不能销号：%(why)s") % {"why": answer.reason})


def _up_to_standard(project: UpgradeProject) -> Answer:
    """Somebody from outside found the village up to standard after the works were finished (建好一个、销号一个)."""
    newest = FacilityCheck.objects.filter(done_on__gte=project.finished_on).newest_of(project.organisation)
    if newest is None:
        return No(_("完工后乡镇或指导站还没有按六有清单检查。"))
    return YES if newest.is_standard else No(_("完工后的检查还没有达标，看检查里的差距。"))
