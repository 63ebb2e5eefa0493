"""Clear below-standard villages (清零): list them, one project each, its months and money, acceptance, closing."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from config.lib.months import first_day, parse_month, same_day_later
from evidence.models import StoredFile
from facilities.enums.projects import MOVES, Cause, Source, Stage, Way
from facilities.enums.projects import ProjectAction as A
from facilities.enums.projects import ProjectState as S
from facilities.models import (
    Acceptance,
    CensusEntry,
    FacilityCheck,
    Funding,
    Milestone,
    ProgressReport,
    ProjectPayment,
    ProjectPhoto,
    ProjectStep,
    UpgradeProject,
)
from facilities.people import district_reviewers, township_reviewers
from facilities.refusal import FacilityRefused, refuse_unless
from facilities.rules import projects as rules
from facilities.services.checks import book_of
from ledgers.models import Decision
from notices.services import notices_send

MOST_CENTS = 10_000_000_000  # a hundred million yuan: nobody builds a village's house for more


# --- Census --------------------------------------------------------------------------------------------------------
@transaction.atomic
def census_list(*, village: Organisation, cause: str, note: str, by: User, at: dt.datetime) -> CensusEntry:
    """List a village that the newest check from outside found below standard; it is to be cleared in the district's
    months (rule upgrade.clear_months). Raises FacilityRefused naming the field."""
    refuse_unless(rules.may_list(by, village))
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=village.pk)
    found = FacilityCheck.objects.from_outside().filter(organisation=village).order_by("-done_at", "-pk").first()
    if found is None:
        raise FacilityRefused(_("先按六有清单检查，再建账。"))
    if found.is_standard:
        raise FacilityRefused(_("最近一次检查已经达标，不用建账。"))
    if CensusEntry.objects.open().filter(organisation=village).exists():
        raise FacilityRefused(_("这个村已经建账。"))
    if cause not in Cause.values:
        raise FacilityRefused(_("请选原因类别。"), "cause")
    if not note.strip():
        raise FacilityRefused(_("请写具体情况。"), "note")
    today = timezone.localdate(at)
    months = int(book_of(village, today).value("upgrade.clear_months"))
    return CensusEntry.objects.create(
        organisation=village,
        cause=cause,
        note=note.strip(),
        found_in=found,
        listed_on=today,
        clear_by=same_day_later(today, months),
        listed_by=by,
        listed_at=at,
    )


# --- The project ---------------------------------------------------------------------------------------------------
def _checked(census: CensusEntry, values: Mapping, today: dt.date, project: UpgradeProject | None) -> dict:
    """Return the columns of a project as typed; raises FacilityRefused naming the field."""
    title, plan = values["title"].strip(), values["plan"].strip()
    if not title:
        raise FacilityRefused(_("请写项目名称。"), "title")
    if not plan:
        raise FacilityRefused(_("请写建设内容。"), "plan")
    if values["way"] not in Way.values:
        raise FacilityRefused(_("请选方式。"), "way")
    budget, due_on, decision = values["budget_cents"], values["due_on"], values.get("decision")
    if not 1 <= (budget or 0) <= MOST_CENTS:
        raise FacilityRefused(_("请填预算，不能超过一亿元。"), "budget")
    if due_on <= today and (project is None or due_on != project.due_on):
        raise FacilityRefused(_("承诺完成日要在今天以后。"), "due_on")
    if due_on > census.clear_by:
        raise FacilityRefused(
            _("承诺完成日不能晚于清零期限（%(day)s）。") % {"day": census.clear_by.isoformat()}, "due_on"
        )
    if decision is not None:
        if decision.branch_id != census.organisation_id:
            raise FacilityRefused(_("要选本村的四议两公开事项。"), "decision")
        if UpgradeProject.objects.filter(decision=decision).exclude(census=census).exists():
            raise FacilityRefused(_("这件事项已经用在别的项目上。"), "decision")
    return {
        "title": title,
        "way": values["way"],
        "plan": plan,
        "budget_cents": budget,
        "due_on": due_on,
        "decision": decision,
    }


def _fund(project: UpgradeProject, sources: Mapping[str, int]) -> None:
    """Write the sources anew: cents by source. Raises FacilityRefused unless they add up to the budget exactly."""
    wanted = {source: cents for source, cents in sources.items() if cents}
    if not set(wanted) <= set(Source.values) or any(not 0 < cents <= MOST_CENTS for cents in wanted.values()):
        raise FacilityRefused(_("资金来源的金额不对，请核对。"), "budget")
    project.funding.all().delete()
    Funding.objects.bulk_create(
        Funding(project=project, source=source, cents=cents) for source, cents in wanted.items()
    )
    refuse_unless(rules.is_funded(project), "budget")


def _log(project: UpgradeProject, action: str, by: User, at: dt.datetime, note: str = "", **days) -> None:
    ProjectStep.objects.create(project=project, action=action, note=note, by=by, at=at, **days)


@transaction.atomic
def project_open(
    *, census: CensusEntry, values: Mapping, sources: Mapping[str, int], by: User, at: dt.datetime
) -> UpgradeProject:
    """Open the one project of a listed village.

    `values` are title, way, plan, budget_cents, due_on, decision (None while there is none); `sources` cents by source,
    which add up to the budget to the cent. Raises FacilityRefused naming the field.
    """
    current = CensusEntry.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=census.pk)
    refuse_unless(rules.may_open(by, current))
    if UpgradeProject.objects.filter(census=current).exists():
        raise FacilityRefused(_("这个村已经有项目。"))
    columns = _checked(current, values, timezone.localdate(at), None)
    village = current.organisation
    project = UpgradeProject.objects.create(
        census=current,
        organisation=village,
        township=Organisation.objects.get(path=village.parent_path),
        opened_at=at,
        opened_by=by,
        **columns,
    )
    _fund(project, sources)
    _log(project, A.OPEN, by, at)
    return project


def _locked(project: UpgradeProject) -> UpgradeProject:
    rows = UpgradeProject.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "census__organisation", "township", "decision__branch").get(
        pk=project.pk
    )


@transaction.atomic
def project_edit(
    *, project: UpgradeProject, values: Mapping, sources: Mapping[str, int], by: User, at: dt.datetime
) -> UpgradeProject:
    """Change a project that is not approved yet; see `project_open`. Raises FacilityRefused naming the field."""
    current = _locked(project)
    refuse_unless(rules.may_edit(by, current))
    paid = paid_cents(current)
    if (values["budget_cents"] or 0) < paid:
        raise FacilityRefused(_("预算不能少于已经拨付的。"), "budget")
    for name, value in _checked(current.census, values, timezone.localdate(at), current).items():
        if name == "due_on" and value != current.due_on and current.steps.exclude(action=A.OPEN).exists():
            raise FacilityRefused(_("立过项的，改期限要走延期。"), "due_on")
        setattr(current, name, value)
    current.save()
    _fund(current, sources)
    return current


@transaction.atomic
def project_move(
    *,
    project: UpgradeProject,
    action: str,
    on: dt.date | None = None,
    note: str = "",
    by: User,
    at: dt.datetime,
) -> UpgradeProject:
    """Perform a move of the table, except acceptance (`acceptance_add`) and postponement (`project_postpone`).

    `on` is the day it happened, today by default. In order: who may, what it still lacks (decision, sources, photos,
    publication, a check), the row, its step, the other side is told. Closing clears the village in the census.
    Raises FacilityRefused.
    """
    if action in (A.ACCEPT, A.FAIL, A.POSTPONE):
        raise FacilityRefused(_("这一步有自己的表单。"))
    return _move(_locked(project), action, on, note, by, at)


# action → the column of its day, and what has to lie before it.
DAYS = {
    A.APPROVE: ("approved_on", None),
    A.START: ("started_on", "approved_on"),
    A.FINISH: ("finished_on", "started_on"),
    A.ACCEPT: ("accepted_on", "finished_on"),
    A.CLOSE: ("closed_on", "accepted_on"),
}


def _move(
    project: UpgradeProject, action: str, on: dt.date | None, note: str, by: User, at: dt.datetime
) -> UpgradeProject:
    refuse_unless(rules.may_act(by, project, action))
    today = timezone.localdate(at)
    on = on or today
    if on > today:
        raise FacilityRefused(_("这一天还没有到。"), "on")
    refuse_unless(rules.obstacles(project, action, on))
    if on != today:
        refuse_unless(rules.obstacles(project, action, today))
    column, after = DAYS.get(action, (None, None))
    if after and on < getattr(project, after):
        label = UpgradeProject._meta.get_field(after).verbose_name
        raise FacilityRefused(_("不能早于%(what)s。") % {"what": label}, "on")
    project.state = MOVES[action][1]
    if column:
        setattr(project, column, on)
    if action == A.ACCEPT:
        project.accepted_by = by
    elif action == A.FAIL:
        project.finished_on = None
    elif action == A.REVISE:
        if not note.strip():
            raise FacilityRefused(_("请写明为什么。"), "note")
        project.approved_on = project.started_on = None
    elif action == A.CLOSE:
        project.closed_by = by
        project.census.cleared_on, project.census.cleared_by = on, by
        project.census.save(update_fields=["cleared_on", "cleared_by"])
    project.save()
    _log(project, action, by, at, note.strip())
    _tell(project, action, at)
    return project


@transaction.atomic
def project_postpone(
    *, project: UpgradeProject, due_on: dt.date, note: str, by: User, at: dt.datetime
) -> UpgradeProject:
    """Promise a later day, for a reason, by the district's leave and within the census's limit.

    A talk about the old day stays; the new day is a deadline of its own. Raises FacilityRefused naming the field.
    """
    current = _locked(project)
    refuse_unless(rules.may_act(by, current, A.POSTPONE))
    if due_on <= max(current.due_on, timezone.localdate(at)):
        raise FacilityRefused(_("新期限要晚于原期限，也要在今天以后。"), "due_on")
    if due_on > current.census.clear_by:
        raise FacilityRefused(
            _("不能晚于清零期限（%(day)s）。") % {"day": current.census.clear_by.isoformat()}, "due_on"
        )
    if not note.strip():
        raise FacilityRefused(_("请写明延期原因。"), "note")
    before, current.due_on = current.due_on, due_on
    current.save(update_fields=["due_on"])
    _log(current, A.POSTPONE, by, at, note.strip(), old_due=before, new_due=due_on)
    _tell(current, A.POSTPONE, at)
    return current


@transaction.atomic
def acceptance_add(
    *, project: UpgradeProject, held_on: dt.date, team: str, score: int, text: str, by: User, at: dt.datetime
) -> Acceptance:
    """Write down what the acceptance group found; with the district's score (rule upgrade.accept_score) the works are
    accepted, below it they go on. Raises FacilityRefused naming the field."""
    current = _locked(project)
    refuse_unless(rules.may_accept(by, current))
    if held_on > timezone.localdate(at) or held_on < current.finished_on:
        raise FacilityRefused(_("验收日期要在完工以后，不能晚于今天。"), "held_on")
    if not team.strip():
        raise FacilityRefused(_("请写验收组的单位和职务。"), "team")
    if not text.strip():
        raise FacilityRefused(_("请写验收意见。"), "text")
    if not 0 <= score <= 100:
        raise FacilityRefused(_("得分在0到100之间。"), "score")
    is_passed = score >= int(book_of(current.organisation, held_on).value("upgrade.accept_score"))
    acceptance = Acceptance.objects.create(
        project=current,
        held_on=held_on,
        team=team.strip(),
        score=score,
        is_passed=is_passed,
        text=text.strip(),
        by=by,
        at=at,
    )
    _move(current, A.ACCEPT if is_passed else A.FAIL, held_on, text, by, at)
    return acceptance


# --- Milestones, months, photos ------------------------------------------------------------------------------------
@transaction.atomic
def milestone_add(
    *, project: UpgradeProject, name: str, due_on: dt.date, who: str, by: User, at: dt.datetime
) -> Milestone:
    """Set a point of the way; it lies within the promised day. Raises FacilityRefused naming the field."""
    current = _locked(project)
    refuse_unless(rules.may_plan(by, current))
    if not name.strip():
        raise FacilityRefused(_("请写节点。"), "name")
    if not who.strip():
        raise FacilityRefused(_("请写责任人的岗位。"), "who")
    if due_on > current.due_on:
        raise FacilityRefused(_("节点不能晚于承诺完成日。"), "due_on")
    if current.milestones.filter(name=name.strip()).exists():
        raise FacilityRefused(_("已经有这个节点。"), "name")
    return Milestone.objects.create(project=current, name=name.strip(), due_on=due_on, who=who.strip())


@transaction.atomic
def milestone_reach(*, milestone: Milestone, on: dt.date, by: User, at: dt.datetime) -> Milestone:
    """Say that a milestone was reached. Raises FacilityRefused naming the field."""
    project = _locked(milestone.project)
    refuse_unless(rules.may_plan(by, project))
    current = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
    if current.reached_on is not None:
        raise FacilityRefused(_("这个节点已经完成。"))
    if on > timezone.localdate(at):
        raise FacilityRefused(_("这一天还没有到。"), "on")
    if project.state == S.DRAFT:
        raise FacilityRefused(_("还没有立项。"))
    current.reached_on, current.reached_by = on, by
    current.save(update_fields=["reached_on", "reached_by"])
    return current


@transaction.atomic
def progress_report(
    *, project: UpgradeProject, month: str, percent: int, text: str, by: User, at: dt.datetime
) -> ProgressReport:
    """Report how far the works were in a month (YYYY-MM); the same month again corrects it.

    Raises FacilityRefused naming the field: a month to come, one before the project, less than the month before.
    """
    current = _locked(project)
    refuse_unless(rules.may_report(by, current))
    try:
        first = parse_month(month)
    except ValueError:
        raise FacilityRefused(_("月份要写成 2026-11 这样。"), "month") from None
    if not first_day(timezone.localdate(current.opened_at)) <= first <= timezone.localdate(at):
        raise FacilityRefused(_("只能报项目建立以来到本月的进度。"), "month")
    if not 0 <= percent <= 100:
        raise FacilityRefused(_("进度在0到100之间。"), "percent")
    if percent and current.state in (S.DRAFT, S.APPROVED):
        raise FacilityRefused(_("还没有开工，进度只能是0。四议两公开和立项以后才能开工。"), "percent")
    if not text.strip():
        raise FacilityRefused(_("请写进展情况。"), "text")
    before = current.reports.filter(month__lt=first).order_by("-month").first()
    if before is not None and percent < before.percent:
        raise FacilityRefused(_("不能少于上次报的%(n)d%%。") % {"n": before.percent}, "percent")
    report, _is_new = ProgressReport.objects.update_or_create(
        project=current, month=first, defaults={"percent": percent, "text": text.strip(), "by": by, "at": at}
    )
    return report


@transaction.atomic
def photo_add(*, project: UpgradeProject, stage: str, file: StoredFile, by: User, at: dt.datetime) -> ProjectPhoto:
    """Add a photo of before, during or after the works; twice is once. Raises FacilityRefused naming the field."""
    current = _locked(project)
    refuse_unless(rules.may_report(by, current))
    if file.organisation_id != current.organisation_id or not file.is_picture:
        raise FacilityRefused(_("请选一张这个村的照片。"), "photo")
    if stage not in Stage.values:
        raise FacilityRefused(_("请选阶段。"), "stage")
    if stage == Stage.BEFORE and current.state not in (S.DRAFT, S.APPROVED):
        raise FacilityRefused(_("已经开工，改造前的照片不能再补。"), "stage")
    if stage == Stage.AFTER and current.state in (S.DRAFT, S.APPROVED):
        raise FacilityRefused(_("还没有开工，没有改造后的照片。"), "stage")
    found, _is_new = ProjectPhoto.objects.get_or_create(
        project=current, stage=stage, file=file, defaults={"by": by, "at": at}
    )
    return found


# --- Money ---------------------------------------------------------------------------------------------------------
def paid_cents(project: UpgradeProject) -> int:
    """Return what was paid so far, in cents."""
    return project.payments.valid().aggregate(total=Sum("cents"))["total"] or 0


@transaction.atomic
def payment_add(
    *,
    project: UpgradeProject,
    cents: int,
    paid_on: dt.date,
    purpose: str,
    voucher: str,
    is_final: bool = False,
    by: User,
    at: dt.datetime,
) -> ProjectPayment:
    """Write down money that is released, in cents; refused until the decision allows it, with the missing step.

    Raises FacilityRefused naming the field.
    """
    current = _locked(project)
    refuse_unless(rules.may_register_payment(by, current))
    today = timezone.localdate(at)
    if not 1 <= (cents or 0) <= MOST_CENTS:
        raise FacilityRefused(_("请填金额。"), "amount")
    if paid_on > today:
        raise FacilityRefused(_("拨付日期还没有到。"), "paid_on")
    if not purpose.strip():
        raise FacilityRefused(_("请写用途。"), "purpose")
    if not voucher.strip():
        raise FacilityRefused(_("请写凭证号。"), "voucher")
    paid = paid_cents(current)
    refuse_unless(
        rules.payment_answer(current, cents=cents, paid=paid, final=is_final, paid_on=paid_on, today=today), "amount"
    )
    if current.payments.valid().filter(voucher=voucher.strip()).exists():
        raise FacilityRefused(_("这个凭证号已经登记过。"), "voucher")
    if current.payments.valid().filter(is_final=True).exists():
        raise FacilityRefused(_("尾款已经付清。"), "amount")
    return ProjectPayment.objects.create(
        project=current,
        cents=cents,
        paid_on=paid_on,
        is_final=is_final,
        purpose=purpose.strip(),
        voucher=voucher.strip(),
        by=by,
        at=at,
    )


@transaction.atomic
def payment_withdraw(*, payment: ProjectPayment, why: str, by: User, at: dt.datetime) -> ProjectPayment:
    """Take back a payment that was written down by mistake. Raises FacilityRefused."""
    project = _locked(payment.project)
    refuse_unless(rules.may_register_payment(by, project))
    if project.state == S.CLOSED:
        raise FacilityRefused(_("已经销号，拨付登记不能再改。"))
    current = ProjectPayment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    if not current.is_valid:
        raise FacilityRefused(_("这笔已经撤销。"))
    if not why.strip():
        raise FacilityRefused(_("请写明为什么撤销。"), "why")
    current.withdrawn_at, current.withdrawn_by, current.withdrawn_why = at, by, why.strip()
    current.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    return current


# --- Messages ------------------------------------------------------------------------------------------------------
def _tell(project: UpgradeProject, action: str, at: dt.datetime) -> None:
    """Tell the side whose turn it is."""
    village = project.organisation
    to_district = action in (A.FINISH, A.ACCEPT)
    people = district_reviewers(village) if to_district else township_reviewers(village)
    title = _("%(village)s提升项目：%(what)s")
    notices_send(
        recipients=people,
        key=f"upgrade:{project.pk}:{action}:{project.steps.count()}",
        title=title % {"village": village.village_name, "what": A(action).label},
        url=reverse("facilities:project-detail", args=[project.pk]),
        at=at,
    )


def decisions_for(village: Organisation):
    """Return the decisions that a project of the village may rest on, the newest first."""
    return Decision.objects.filter(branch=village).exclude(state="stopped").order_by("-year", "-serial")
