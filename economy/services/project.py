"""Take a project from the idea to the distribution of returns: one function for each change.

Every function locks the project first, so that two hands on one step make one step; the database holds the gates once
more (`economy.models.project`).
"""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import Organisation, User
from branches.tree import lineage
from cadres.services.appointments import holders
from config.lib.verdict import Answer
from economy.enums.project import MOVES, NEEDS_REASON, PROJECT_MATTERS, ReleaseState, Side
from economy.enums.project import ProjectAction as A
from economy.enums.project import ProjectState as S
from economy.models import Project, ProjectFund, ProjectProgress, ProjectRelease, ProjectReturn, ProjectStep
from economy.models.project import NO_VERSION
from economy.refusal import EconomyRefused, refuse_unless
from economy.rules.project import (
    NEEDS_OPERATOR,
    PERMISSIONS,
    amount_believable,
    asks_more_from_above,
    fits,
    funds_add_up,
    lacks_decision,
    least_reserve,
    may_ask_money,
    may_decide,
    may_edit,
    may_move,
    may_open,
    may_report_progress,
    may_settle,
    percent_typed,
    return_years,
    split,
)
from economy.selectors.project import (
    ProjectGate,
    approval_gate,
    counted_cents,
    counted_of_fund,
    decisions_free,
    exemption_of,
    return_decisions,
    rules_of,
)
from economy.services.locks import place_lock
from ledgers.decision_gate import exceeds, yuan
from ledgers.enums.decisions import Origin
from ledgers.models import Decision, DecisionExemption
from ledgers.selectors.decisions import may_be_paid
from ledgers.services.decisions import DecisionRefused, decision_amend, decision_start, is_resolved
from notices.services import Letter, notices_deliver

COLUMNS = ("name", "kind", "place", "plan", "budget_cents", "expected_cents", "planned_from", "planned_until")
LONGEST_NOTE = 500


def _today(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()


def _locked(project: Project) -> Project:
    found = Project.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("organisation", "decision__branch").get(pk=project.pk)


def _log(project: Project, action: str, before: str, note: str, by: User, at: dt.datetime) -> ProjectStep:
    step = ProjectStep.objects.create(
        project=project, action=action, from_state=before, to_state=project.state, note=note, by=by, at=at
    )
    _tell(project, step)
    return step


# --- The idea ------------------------------------------------------------------------------------------------------
@transaction.atomic
def project_open(
    *, village: Organisation, values: Mapping, funds: Mapping[str, int], key: uuid.UUID, by: User, at: dt.datetime
) -> Project:
    """Write down a village's idea; the same `key` again returns what it began.

    `values` maps COLUMNS to values (cents, dates), `funds` the kinds of money to cents: together the budget. Raises
    EconomyRefused naming the field.
    """
    refuse_unless(may_open(by, village))
    place_lock(village)
    if existing := Project.objects.filter(organisation=village, key=key).first():
        return existing
    project = Project(organisation=village, key=key, created_at=at, created_by=by)
    _take(project, values, funds, at)
    _save(project, funds)
    _log(project, A.OPEN, "", "", by, at)
    return project


@transaction.atomic
def project_edit(*, project: Project, values: Mapping, funds: Mapping[str, int], by: User, at: dt.datetime) -> Project:
    """Mend an idea that is not sent yet, or came back. Raises EconomyRefused naming the field."""
    project = _locked(project)
    refuse_unless(may_edit(by, project))
    _take(project, values, funds, at)
    _save(project, funds)
    return project


def _take(project: Project, values: Mapping, funds: Mapping[str, int], at: dt.datetime) -> None:
    for name in COLUMNS:
        value = values[name]
        setattr(project, name, value.strip() if isinstance(value, str) else value)
    village = project.organisation
    if village.active_from > _today(at) or (village.active_until and village.active_until <= _today(at)):
        raise EconomyRefused(_("%(village)s现在不是在册的村，不能提出项目。") % {"village": village.short_name})
    refuse_unless(amount_believable(project.budget_cents), "budget")
    if project.expected_cents:
        refuse_unless(amount_believable(project.expected_cents), "expected")
    if project.planned_from < village.active_from:
        raise EconomyRefused(_("计划开工日期早于本村设立的日期，请核对。"), "planned_from")
    if project.planned_until < project.planned_from:
        raise EconomyRefused(_("计划完工日期早于开工日期。"), "planned_until")
    refuse_unless(funds_add_up(dict(funds), project.budget_cents), "budget")


def _save(project: Project, funds: Mapping[str, int]) -> None:
    try:
        with transaction.atomic():
            project.save()
    except IntegrityError as error:
        if "project_name_once" not in str(error):
            raise
        raise EconomyRefused(_("本村已经有一个同名的项目在办。"), "name") from None
    _funds_write(project, funds)


def _funds_write(project: Project, funds: Mapping[str, int]) -> None:
    """Bring the rows of the sources in step with `funds`; one from which money was paid keeps at least that much."""
    for row in project.funds.all():
        wanted, used = funds.get(row.kind), counted_of_fund(row.pk)
        if used and (wanted or 0) < used:
            words = {"kind": row.get_kind_display(), "used": yuan(used)}
            raise EconomyRefused(_("“%(kind)s”已拨付和已申请 %(used)s，不能再少。") % words, f"fund_{row.kind}")
        if wanted is None and row.releases.exists():
            raise EconomyRefused(
                _("“%(kind)s”申请过拨付（没有通过或者已退回），记录要留着，不能不填。")
                % {"kind": row.get_kind_display()},
                f"fund_{row.kind}",
            )
        if wanted is None:
            row.delete()
        elif row.amount_cents != wanted:
            row.amount_cents = wanted
            row.save(update_fields=["amount_cents"])
    known = set(project.funds.values_list("kind", flat=True))
    ProjectFund.objects.bulk_create(
        ProjectFund(project=project, kind=kind, amount_cents=cents)
        for kind, cents in funds.items()
        if kind not in known
    )


# --- Moving --------------------------------------------------------------------------------------------------------
@transaction.atomic
def project_move(*, project: Project, action: str, values: Mapping, by: User, at: dt.datetime) -> Project:
    """Make one move of the table `MOVES`, leave a step, and tell whose turn it is.

    `values` by action: COMPLETE takes completed_on and settlement_cents, OPERATE operated_from, operation and operator,
    APPROVE approved_number, CORRECT settlement_cents; all may have `note`, those of NEEDS_REASON must. What comes with
    an act of its own (Side.ACT) is refused here. Raises EconomyRefused naming the field; of two people who make the
    same move at once the second is refused.
    """
    project = _locked(project)
    if action in MOVES and MOVES[action].side == Side.ACT:
        raise EconomyRefused(_("这一步随业务办理，不单独办。"))
    refuse_unless(may_move(by, project, action))
    note = " ".join((values.get("note") or "").split())
    if action in NEEDS_REASON and not note:
        raise EconomyRefused(_("请写明原因。"), "note")
    if len(note) > LONGEST_NOTE:
        raise EconomyRefused(_("太长了，最多 %(n)d 个字。") % {"n": LONGEST_NOTE}, "note")
    extra = _TAKE.get(action, _take_nothing)(project, values, by, at)
    before, project.state = project.state, MOVES[action].to or project.state
    project.save()
    _log(project, action, before, f"{note[: LONGEST_NOTE - len(extra)]}{extra}", by, at)
    return project


def _take_nothing(project: Project, values: Mapping, by: User, at: dt.datetime) -> str:
    """A move that adds nothing but the step."""
    return ""


def _gate(project: Project, at: dt.datetime) -> Answer:
    answer = approval_gate(project, _today(at))
    refuse_unless(answer)
    return answer


def _apply(project: Project, values: Mapping, by: User, at: dt.datetime) -> str:
    """What rests on the exemption for disaster relief says so in the step."""
    answer = _gate(project, at)
    project.applied_on = _today(at)
    return answer.reason


def _refuse(project: Project, values: Mapping, by: User, at: dt.datetime) -> str:
    project.applied_on = None
    return ""


def _stop(project: Project, values: Mapping, by: User, at: dt.datetime) -> str:
    """A project that was sent back to be decided anew may have its money out already."""
    if counted := counted_cents(project):
        raise EconomyRefused(
            _("已拨付和已申请 %(counted)s，不能停办：先由乡镇登记退回、不予拨付。") % {"counted": yuan(counted)}
        )
    project.applied_on = None
    return ""


def _approve(project: Project, values: Mapping, by: User, at: dt.datetime) -> str:
    answer = _gate(project, at)
    refuse_unless(funds_add_up(dict(project.funds.values_list("kind", "amount_cents")), project.budget_cents))
    project.approved_on, project.approved_by = _today(at), by
    project.approved_number = (values.get("approved_number") or "").strip()
    project.approved_version = project.decision.version
    # A yes that gives a reason is one by exemption (ledgers.decision_gate).
    project.exemption = exemption_of(project.decision) if answer.reason else None
    return answer.reason


def _confirm(project: Project, values: Mapping, by: User, at: dt.datetime) -> str:
    if project.approved_version == project.decision.version:
        raise EconomyRefused(_("四议两公开事项没有变更，不用再确认。"))
    answer = _gate(project, at)
    project.approved_version, project.confirmed_on = project.decision.version, _today(at)
    if answer.reason:
        project.exemption = exemption_of(project.decision)
    return answer.reason


def _complete(project: Project, values: Mapping, by: User, at: dt.datetime) -> str:
    day, cents = values["completed_on"], values["settlement_cents"]
    if day is None or day < project.approved_on:
        raise EconomyRefused(_("验收日期不能早于批准日期（%(day)s）。") % {"day": project.approved_on}, "completed_on")
    if day > _today(at):
        raise EconomyRefused(_("这一天还没有到。"), "completed_on")
    _refuse_settlement(project, cents)
    answer = _gate(project, at)
    project.completed_on, project.settlement_cents = day, cents
    return answer.reason


def _refuse_settlement(project: Project, cents: int) -> None:
    refuse_unless(amount_believable(cents), "settlement")
    if cents > project.budget_cents:
        text = _("决算 %(sum)s 超过批准的总投资 %(budget)s。")
        if project.state == S.BUILDING:
            text = _("决算 %(sum)s 超过批准的总投资 %(budget)s，请村里先办“调整投资”，超出幅度的重新决策。")
        raise EconomyRefused(text % {"sum": yuan(cents), "budget": yuan(project.budget_cents)}, "settlement")
    if cents < (counted := counted_cents(project)):
        words = {"sum": yuan(cents), "counted": yuan(counted)}
        raise EconomyRefused(_("决算 %(sum)s 比已拨付和已申请的 %(counted)s 还少，请核对。") % words, "settlement")


def _correct(project: Project, values: Mapping, by: User, at: dt.datetime) -> str:
    """Mend the settlement while the final payment waits for it, so that it is what the village has published."""
    cents = values["settlement_cents"]
    if project.releases.counting().filter(is_final=True).exists():
        raise EconomyRefused(_("尾款已经申请或拨付，决算不能再改。"))
    if cents == project.settlement_cents:
        raise EconomyRefused(_("决算没有变化。"), "settlement")
    _refuse_settlement(project, cents)
    words = {"old": yuan(project.settlement_cents), "new": yuan(cents)}
    project.settlement_cents = cents
    return _("（决算 %(old)s → %(new)s）") % words


def _operate(project: Project, values: Mapping, by: User, at: dt.datetime) -> str:
    day, operator = values["operated_from"], (values.get("operator") or "").strip()
    if day is None or day < project.completed_on:
        raise EconomyRefused(
            _("运营日期不能早于验收日期（%(day)s）。") % {"day": project.completed_on}, "operated_from"
        )
    if day > _today(at):
        raise EconomyRefused(_("这一天还没有到。"), "operated_from")
    if values["operation"] in NEEDS_OPERATOR and not operator:
        raise EconomyRefused(_("请写经营主体：发包、出租、合作给谁。"), "operator")
    project.operated_from, project.operation, project.operator = day, values["operation"], operator
    return ""


_TAKE: dict[str, Callable[[Project, Mapping, User, dt.datetime], str]] = {
    A.APPLY: _apply,
    A.REFUSE: _refuse,
    A.STOP: _stop,
    A.APPROVE: _approve,
    A.CONFIRM: _confirm,
    A.COMPLETE: _complete,
    A.CORRECT: _correct,
    A.OPERATE: _operate,
}


# --- The decision --------------------------------------------------------------------------------------------------
@transaction.atomic
def project_decision_start(*, project: Project, by: User, at: dt.datetime) -> Decision:
    """Bring the project before the decision by four steps and two publications, with its plan and budget.

    Raises EconomyRefused; a project that has its decision returns it, unless that was stopped.
    """
    project = _locked(project)
    refuse_unless(may_decide(by, project))
    if not lacks_decision(project):
        return project.decision
    # The one that takes the place of a stopped one has a key of its own, the same for whoever begins it twice.
    key = uuid.uuid5(project.key, str(project.decision_id)) if project.decision else project.key
    wording = {
        "title": project.name,
        "matter": PROJECT_MATTERS[0],
        "origin": Origin.CADRES,
        "amount_cents": project.budget_cents,
        "proposal": project.plan,
    }
    try:
        decision = decision_start(branch=project.organisation, values=wording, key=key, by=by, at=at)
    except DecisionRefused as refusal:
        raise EconomyRefused(str(refusal)) from None
    _rest_on(project, decision)
    return decision


@transaction.atomic
def project_decision_choose(*, project: Project, decision: Decision, by: User, at: dt.datetime) -> Project:
    """Rest the project on a decision that the village has begun already. Raises EconomyRefused."""
    project = _locked(project)
    refuse_unless(may_decide(by, project))
    Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)  # who else wants it waits
    if not decisions_free(project).filter(pk=decision.pk).exists():
        raise EconomyRefused(_("这件事项不能用于这个项目，请另选一件。"), "decision")
    _rest_on(project, decision)
    return project


def _rest_on(project: Project, decision: Decision) -> None:
    """In place of a stopped decision the new one is for the district to confirm before money flows again."""
    project.decision = decision
    if project.approved_version is not None:
        project.approved_version = NO_VERSION
    project.save(update_fields=["decision", "approved_version"])


@transaction.atomic
def project_change(*, project: Project, funds: Mapping[str, int], reason: str, by: User, at: dt.datetime) -> Project:
    """Change the budget: `funds` maps the kinds of money to cents, together the new budget.

    More than the district's percentage above what was decided reopens the decision: a new version of it begins with no
    step done, the project goes back to be decided and approved anew, and no money flows meanwhile. With more money
    from above than was approved it goes back to be approved. Raises EconomyRefused naming the field.
    """
    project = _locked(project)
    refuse_unless(may_move(by, project, A.CHANGE))
    reason = " ".join(reason.split())
    if not reason:
        raise EconomyRefused(_("请写明为什么调整。"), "reason")
    budget, before = sum(funds.values()), project.state
    refuse_unless(amount_believable(budget))
    known = dict(project.funds.values_list("kind", "amount_cents"))
    if known == dict(funds):
        raise EconomyRefused(_("资金没有变化。"))
    if budget < (counted := counted_cents(project)):
        words = {"sum": yuan(budget), "counted": yuan(counted)}
        raise EconomyRefused(_("调整后的总投资 %(sum)s 比已拨付和已申请的 %(counted)s 还少。") % words)
    note = _("总投资 %(old)s → %(new)s：%(why)s") % {
        "old": yuan(project.budget_cents),
        "new": yuan(budget),
        "why": reason,
    }
    action = _amend_decision(project, budget, reason, by, at)
    if action == A.CHANGE and project.state == S.BUILDING and asks_more_from_above(known, funds):
        action = A.REAPPLY
    project.budget_cents = budget
    if action != A.CHANGE:
        project.state = MOVES[action].to
        project.applied_on = project.approved_on = project.approved_by = project.approved_version = None
        project.exemption = project.confirmed_on = None
        project.approved_number = ""
    project.save()
    _funds_write(project, funds)
    _log(project, action, before, note[:LONGEST_NOTE], by, at)
    return project


def _amend_decision(project: Project, budget: int, reason: str, by: User, at: dt.datetime) -> str:
    """Write the new budget into the decision where it asks for that; return the action that the change is by that."""
    decision = project.decision
    if decision is None:
        return A.CHANGE
    percent = rules_of(project.organisation, _today(at)).value("decisions.over_percent")
    resolved = is_resolved(decision)
    if resolved and not exceeds(budget, decision.amount_cents, percent):
        return A.CHANGE
    try:
        project.decision = decision_amend(
            decision=decision,
            version=decision.version,
            values={"amount_cents": budget},
            reason=reason,
            by=by,
            at=at,
        )
    except DecisionRefused as refusal:
        raise EconomyRefused(str(refusal), refusal.field) from None
    if project.state == S.DECIDING:
        return A.CHANGE
    # By exemption works may run while the decision is caught up: other money is for the district to see all the same.
    return A.REDECIDE if resolved else A.REAPPLY


# --- Works ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def progress_add(
    *, project: Project, on: dt.date, percent: int, text: str, file=None, by: User, at: dt.datetime
) -> ProjectProgress:
    """Write down how far the works are, once a day; `percent` is between 0 and 100. Raises EconomyRefused."""
    project = _locked(project)
    refuse_unless(may_report_progress(by, project))
    if on > _today(at):
        raise EconomyRefused(_("这一天还没有到。"), "on")
    if on < project.approved_on:
        raise EconomyRefused(_("早于批准日期（%(day)s）。") % {"day": project.approved_on}, "on")
    if not 0 <= percent <= 100:
        raise EconomyRefused(_("请填0到100。"), "percent")
    if not text.strip():
        raise EconomyRefused(_("写一句进展。"), "text")
    row = ProjectProgress(project=project, on=on, percent=percent, text=text.strip(), file=file, by=by, at=at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise EconomyRefused(_("这一天的进展已经登记过了。"), "on") from None
    return row


# --- Payments ------------------------------------------------------------------------------------------------------
@transaction.atomic
def release_ask(*, project: Project, values: Mapping, key: uuid.UUID, by: User, at: dt.datetime) -> ProjectRelease:
    """Ask for a payment; the same `key` again returns what it asked for.

    `values` are fund (ProjectFund), purpose, payee, public_account, amount_cents, is_final, and perhaps file. Refused
    until the decision allows it, with the missing step in words; the last payment waits for the published results.
    Raises EconomyRefused naming the field.
    """
    project = _locked(project)
    if existing := ProjectRelease.objects.filter(project=project, key=key).first():
        return existing
    refuse_unless(may_ask_money(by, project))
    amount, fund = values["amount_cents"], values["fund"]
    refuse_unless(amount_believable(amount), "amount")
    if not values.get("public_account"):
        raise EconomyRefused(_("集体资金不得存入、转入个人账户，请填单位的对公账户。"), "public_account")
    if fund.project_id != project.pk:
        raise EconomyRefused(_("请选这个项目的资金来源。"), "fund")
    release = ProjectRelease(
        project=project,
        fund=fund,
        key=key,
        purpose=values["purpose"].strip(),
        payee=values["payee"].strip(),
        amount_cents=amount,
        is_final=values.get("is_final", False),
        file=values.get("file"),
        asked_on=_today(at),
        asked_by=by,
    )
    release.exemption = _refuse_payment(release, at)
    release.save(force_insert=True)
    title = _("%(name)s申请拨付资金，请办理")
    _tell_of_money(release, A.AGREE, title, at)
    return release


def _refuse_payment(release: ProjectRelease, at: dt.datetime) -> DecisionExemption | None:
    """Refuse a payment that the gate or the arithmetic forbids; return the exemption on which it rests, if any.

    The same answer for a request that is not written yet and for one that is to be paid.
    """
    project, fund, amount, is_final = release.project, release.fund, release.amount_cents, release.is_final
    own = 0 if release.pk is None else amount  # what it counts for already
    gate = ProjectGate(project, _today(at))
    answer = gate.payment(final=is_final)
    if not answer:
        # What is wanting may be the results only: then it is the tick that is wrong.
        field = "is_final" if is_final and gate.payment() else None
        raise EconomyRefused(answer.reason, field)
    what = _("批准的总投资") if project.settlement_cents is None else _("决算")
    already = gate.counted - own
    refuse_unless(fits(amount=amount, already=already, limit=project.limit_cents, what=what), "amount")
    of_fund = counted_of_fund(fund.pk) - own
    refuse_unless(fits(amount=amount, already=of_fund, limit=fund.amount_cents, what=fund.get_kind_display()), "fund")
    refuse_unless(gate.payment(final=is_final, amount_cents=amount - own), "amount")
    others = project.releases.counting().exclude(pk=release.pk)
    if others.filter(is_final=True).exists():
        raise EconomyRefused(_("尾款已经申请或拨付，不能再付别的款。"))
    if is_final and (waiting := others.filter(state=ReleaseState.ASKED).count()):
        raise EconomyRefused(_("尾款最后付：还有 %(n)d 笔申请没有办，先办完。") % {"n": waiting}, "is_final")
    return exemption_of(project.decision) if answer.reason else None


@transaction.atomic
def release_settle(
    *, release: ProjectRelease, state: str, values: Mapping, by: User, at: dt.datetime
) -> ProjectRelease:
    """Pay what was asked for (PAID, with `voucher`), refuse it, or take back what was paid (RETURNED, with `reason`).

    Before the money goes the gate is asked once more. Raises EconomyRefused naming the field.
    """
    project = _locked(release.project)
    release = ProjectRelease.objects.select_related("fund").get(pk=release.pk)
    release.project = project
    refuse_unless(may_settle(by, release, state))
    reason = " ".join((values.get("reason") or "").split())
    if state == ReleaseState.PAID:
        if not (voucher := (values.get("voucher") or "").strip()):
            raise EconomyRefused(_("请写凭证号。"), "voucher")
        release.exemption = _refuse_payment(release, at)
        release.paid_on, release.voucher = _today(at), voucher
    else:
        if not reason:
            raise EconomyRefused(_("请写明原因。"), "reason")
        release.reason = reason
    release.state, release.settled_by = state, by
    release.save()
    titles = {
        ReleaseState.PAID: _("%(name)s的资金已拨付"),
        ReleaseState.REFUSED: _("%(name)s的资金申请没有通过"),
        ReleaseState.RETURNED: _("%(name)s的一笔拨付已退回"),
    }
    _tell_of_money(release, A.APPLY, titles[state], at)
    return release


# --- Returns -------------------------------------------------------------------------------------------------------
@transaction.atomic
def return_share(*, project: Project, values: Mapping, by: User, at: dt.datetime) -> ProjectReturn:
    """Write down a year's returns and how they were distributed; the reserve first, what is left is kept.

    `values` are year, income_cents, cost_cents, reserve_cents, members_cents, decision (of its own, on the use of
    income), shared_on. Exact in cents. Raises EconomyRefused naming the field.
    """
    project = _locked(project)
    refuse_unless(may_move(by, project, A.SHARE))
    today, year, shared_on = _today(at), values["year"], values["shared_on"]
    if year not in return_years(project, today):
        words = {"first": project.operated_from.year, "last": today.year}
        raise EconomyRefused(_("请填%(first)d年到%(last)d年之间的年度。") % words, "year")
    if shared_on > today:
        raise EconomyRefused(_("这一天还没有到。"), "shared_on")
    if shared_on < project.operated_from:
        raise EconomyRefused(_("分配日期早于开始运营的日期（%(day)s）。") % {"day": project.operated_from}, "shared_on")
    if shared_on.year < year:
        raise EconomyRefused(_("分配日期早于这个年度。"), "shared_on")
    income, cost = values["income_cents"], values["cost_cents"]
    reserve, members = values["reserve_cents"], values["members_cents"]
    refuse_unless(amount_believable(income), "income")
    if (profit := income - cost) <= 0:
        words = {"income": yuan(income), "cost": yuan(cost)}
        raise EconomyRefused(_("收入 %(income)s 减去成本 %(cost)s，没有可以分配的收益。") % words, "cost")
    percent = rules_of(project.organisation, today).value("economy.reserve_percent")
    if reserve < (least := least_reserve(profit, percent)):
        words = {"profit": yuan(profit), "percent": percent_typed(percent), "least": yuan(least)}
        raise EconomyRefused(_("先提公积公益金：收益 %(profit)s 的 %(percent)s%%，至少 %(least)s。") % words, "reserve")
    try:
        kept = split(profit, reserve, members)
    except ValueError:
        words = {"profit": yuan(profit), "reserve": yuan(reserve), "members": yuan(members)}
        words["over"] = yuan(reserve + members - profit)
        raise EconomyRefused(
            _("公积公益金 %(reserve)s 加成员分配 %(members)s，比收益 %(profit)s 多 %(over)s。") % words, "members"
        ) from None
    decision = values["decision"]
    if decision is None or not return_decisions(project).filter(pk=decision.pk).exists():
        raise EconomyRefused(_("选本村已经决议公开的“集体收益使用”事项；没有的，先办四议两公开。"), "decision")
    # What was distributed on a day needed its decision on that day, and needs it still.
    for day in sorted({shared_on, today}):
        refuse_unless(may_be_paid(decision, day, amount_cents=reserve + members), "decision")
    row = ProjectReturn(
        project=project,
        year=year,
        income_cents=income,
        cost_cents=cost,
        reserve_cents=reserve,
        members_cents=members,
        kept_cents=kept,
        decision=decision,
        shared_on=shared_on,
        by=by,
        at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise EconomyRefused(_("%(year)d年的收益已经分配过了。") % {"year": year}, "year") from None
    before, project.state = project.state, S.SHARING
    project.save(update_fields=["state"])
    note = _("%(year)d年收益 %(profit)s，提取公积公益金 %(reserve)s，成员分配 %(members)s，留存 %(kept)s") % {
        "year": year,
        "profit": yuan(profit),
        "reserve": yuan(reserve),
        "members": yuan(members),
        "kept": yuan(kept),
    }
    _log(project, A.SHARE, before, note, by, at)
    return row


# --- Messages ------------------------------------------------------------------------------------------------------
# action → who hears of it, as the action that is theirs next, and the title.
TELL: dict[str, tuple[str, str]] = {
    A.SUBMIT: (A.AGREE, gettext_lazy("%(name)s请乡镇论证")),
    A.RETURN: (A.SUBMIT, gettext_lazy("%(name)s退回修改")),
    A.AGREE: (A.SUBMIT, gettext_lazy("%(name)s论证通过，请办四议两公开")),
    A.APPLY: (A.APPROVE, gettext_lazy("%(name)s报来审批")),
    A.REFUSE: (A.SUBMIT, gettext_lazy("%(name)s没有批准，请看原因")),
    A.APPROVE: (A.SUBMIT, gettext_lazy("%(name)s已批准立项")),
    A.REDECIDE: (A.APPROVE, gettext_lazy("%(name)s超概算，重新决策")),
    A.REAPPLY: (A.APPROVE, gettext_lazy("%(name)s调整了资金，要重新报批")),
    A.CONFIRM: (A.SUBMIT, gettext_lazy("%(name)s变更后的决策已确认")),
    A.COMPLETE: (A.SUBMIT, gettext_lazy("%(name)s已验收")),
}


def _people(project: Project, action: str):
    """Return those who make the move `action` of a project."""
    return holders(PERMISSIONS[MOVES[action].side], lineage(project.organisation.path))


def _letters(project: Project, action: str, title: str, key: str, body: str = "") -> list[Letter]:
    name = f"{project.organisation.village_name}“{project.name}”"  # i18n: data
    text = title % {"name": name}
    url = reverse("economy:project-detail", args=[project.pk])
    return [
        Letter(recipient=person, key=key, title=text, body=body, url=url, outside=text, place=project.organisation_id)
        for person in _people(project, action)
    ]


def _tell(project: Project, step: ProjectStep) -> None:
    """Tell the side whose turn it is."""
    if step.action in TELL:
        action, title = TELL[step.action]
        letters = _letters(project, action, str(title), f"project-step:{step.pk}", step.note)
        notices_deliver(letters=letters, at=step.at)


def _tell_of_money(release: ProjectRelease, action: str, title: str, at: dt.datetime) -> None:
    key = f"project-release:{release.pk}:{release.state}"
    body = f"{release.purpose} {yuan(release.amount_cents)} {release.reason}".strip()
    notices_deliver(letters=_letters(release.project, action, title, key, body), at=at)
