"""Who may do what to a listed village and its project (清零), with the reason when not. No writes here."""

import datetime as dt

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No, first_no
from facilities.enums.projects import MOVES, RUNNING, Stage
from facilities.enums.projects import ProjectAction as A
from facilities.enums.projects import ProjectState as S
from facilities.models import CensusEntry, FacilityCheck, UpgradeProject
from ledgers.decision_gate import yuan
from ledgers.models import Decision
from ledgers.selectors.decisions import may_be_approved, may_be_paid
from ledgers.words import day_in_words

BY_DISTRICT = (A.APPROVE, A.POSTPONE, A.REVISE, A.CLOSE)


def _holds(by: User, village: Organisation, permissions: tuple[Permission, ...], refusal: str) -> Answer:
    if not any(by.may(permission) for permission in permissions):
        return No(refusal)
    if not by.party_scope.covers(village.path):
        return No(_("这个村不在您的管理范围内。"))
    return YES


def may_list(by: User, village: Organisation) -> Answer:
    """The township keeps the census of its villages that fall short."""
    return _holds(by, village, (Permission.FACILITY_CHECK,), _("不达标村由乡镇建账。"))


def may_open(by: User, census: CensusEntry) -> Answer:
    if census.is_cleared:
        return No(_("这个村已经销号。"))
    return _holds(by, census.organisation, (Permission.FACILITY_CHECK,), _("提升项目由乡镇建立。"))


def may_edit(by: User, project: UpgradeProject) -> Answer:
    if not (answer := may_open(by, project.census)):
        return answer
    return YES if project.state == S.DRAFT else No(_("已经立项，不能再改。追加预算请由区委组织部退回重新立项。"))


def may_act(by: User, project: UpgradeProject, action: str) -> Answer:
    """Say whether it is `by` who makes the move, and whether it has come up; what else it needs says `obstacles`."""
    if action == A.POSTPONE:
        if project.state not in RUNNING:
            return No(_("已经完工，不用延期。"))
    elif action not in MOVES or project.state not in MOVES[action][0]:
        return No(_("这一步已经办过，或者还没有轮到。请看最新的进度。"))
    if action in BY_DISTRICT:
        answer = _holds(by, project.organisation, (Permission.FACILITY_DECIDE,), _("这一步由区委组织部办理。"))
        if answer and action == A.CLOSE and project.accepted_by_id == by.pk:
            return No(_("验收和销号不能是同一个人。"))
        return answer
    if action in (A.ACCEPT, A.FAIL):
        return may_accept(by, project)
    return _holds(by, project.organisation, (Permission.FACILITY_CHECK,), _("这一步由乡镇办理。"))


def may_accept(by: User, project: UpgradeProject) -> Answer:
    """The district and its guidance stations look at finished works."""
    if project.state != S.DONE:
        return No(_("报告完工以后才能验收。"))
    permissions = (Permission.FACILITY_DECIDE, Permission.FACILITY_VERIFY)
    return _holds(by, project.organisation, permissions, _("验收由区委组织部和指导站组织。"))


def may_report(by: User, project: UpgradeProject) -> Answer:
    """Village and township tell how far the works are, with photos, until they are accepted."""
    if project.state not in (S.DRAFT, S.APPROVED, S.STARTED, S.DONE):
        return No(_("已经验收，不能再改。"))
    permissions = (Permission.FACILITY_EDIT, Permission.FACILITY_CHECK)
    return _holds(by, project.organisation, permissions, _("进度由村和乡镇报告。"))


def may_plan(by: User, project: UpgradeProject) -> Answer:
    """The township sets the milestones and says when they are reached."""
    if project.state not in RUNNING:
        return No(_("已经完工，节点不能再改。"))
    return _holds(by, project.organisation, (Permission.FACILITY_CHECK,), _("项目节点由乡镇登记。"))


def may_register_payment(by: User, project: UpgradeProject) -> Answer:
    permissions = (Permission.FACILITY_CHECK, Permission.FACILITY_DECIDE)
    return _holds(by, project.organisation, permissions, _("资金拨付由乡镇和区委组织部登记。"))


# --- What has to be there ------------------------------------------------------------------------------------------
def decision_answer(decision: Decision | None, day: dt.date, amount_cents: int) -> Answer:
    """Tell whether the decision lets works of `amount_cents` begin on `day`; the reason names the missing step."""
    if decision is None:
        return No(_("还没有四议两公开事项，不予审批工程、拨付资金。"))
    return may_be_approved(decision, day, amount_cents)


def payment_answer(
    project: UpgradeProject, *, cents: int, paid: int, final: bool, paid_on: dt.date, today: dt.date
) -> Answer:
    """Tell whether `cents` may be paid on top of `paid` ones: works approved, decision standing, budget kept.

    The decision is asked for the day of the payment and for today: neither goes ahead of it.
    """
    if project.decision is None:
        return decision_answer(None, today, cents)
    for day in dict.fromkeys((paid_on, today)):
        if not (answer := may_be_paid(project.decision, day, final, paid + cents)):
            return answer
    if project.state == S.DRAFT:
        return No(_("还没有立项，不能拨付资金。"))
    if paid_on < project.approved_on:
        return No(_("拨付日期早于立项（%(day)s）。") % {"day": day_in_words(project.approved_on)})
    if paid + cents > project.budget_cents:
        return No(
            _("已拨 %(paid)s，再拨 %(more)s 就超过预算 %(budget)s。追加预算要先走四议两公开，再重新立项。")
            % {"paid": yuan(paid), "more": yuan(cents), "budget": yuan(project.budget_cents)}
        )
    return YES


def obstacles(project: UpgradeProject, action: str, day: dt.date) -> Answer:
    """Tell what a move still lacks on `day`, besides whoever makes it."""
    if action == A.APPROVE:
        return first_no(is_funded(project), decision_answer(project.decision, day, project.budget_cents))
    if action == A.START:
        return first_no(
            decision_answer(project.decision, day, project.budget_cents),
            _photographed(project, Stage.BEFORE, _("没有改造前的照片，开工前先拍。")),
        )
    if action == A.FINISH:
        return _photographed(project, Stage.AFTER, _("没有改造后的照片，完工后先拍。"))
    if action == A.CLOSE:
        return first_no(_published(project, day), _up_to_standard(project))
    return YES


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
    found = FacilityCheck.objects.from_outside().filter(
        organisation=project.organisation_id, done_on__gte=project.finished_on
    )
    newest = found.order_by("-done_at", "-pk").first()
    if newest is None:
        return No(_("完工后乡镇或指导站还没有按六有清单检查。"))
    return YES if newest.is_standard else No(_("完工后的检查还没有达标，看检查里的差距。"))
