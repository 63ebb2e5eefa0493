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
from facilities.rules.checks import is_photo_of
from facilities.selectors.projects import decisions_for, round_begun
from facilities.services.checks import book_of
from facilities.services.withdrawing import take_back
from notices.services import notices_send

MOST_CENTS = 10_000_000_000  # a hundred million yuan: nobody builds a village's house for more


# --- Census --------------------------------------------------------------------------------------------------------
@transaction.atomic
def census_list(*, village: Organisation, cause: str, note: str, by: User, at: dt.datetime) -> CensusEntry:
    """List a village that the newest check from outside found below standard; it is to be cleared in the district's
    months (rule upgrade.clear_months). Raises FacilityRefused naming the field."""
    refuse_unless(rules.may_list(by, village))
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=village.pk)
    found = FacilityCheck.objects.newest_of(village)
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
def _checked(census: CensusEntry, values: Mapping) -> dict:
    """Return the columns of a project as typed, but for the promised day; raises FacilityRefused naming the field."""
    title, plan = values["title"].strip(), values["plan"].strip()
    if not title:
        raise FacilityRefused(_("请写项目名称。"), "title")
    if not plan:
        raise FacilityRefused(_("请写建设内容。"), "plan")
    if values["way"] not in Way.values:
        raise FacilityRefused(_("请选方式。"), "way")
    budget, decision = values["budget_cents"], values.get("decision")
    if not 1 <= (budget or 0) <= MOST_CENTS:
        raise FacilityRefused(_("请填预算，不能超过一亿元。"), "budget")
    if decision is not None:
        if decision.branch_id != census.organisation_id:
            raise FacilityRefused(_("要选本村的四议两公开事项。"), "decision")
        if not decisions_for(census).filter(pk=decision.pk).exists():
            raise FacilityRefused(_("要选没有办结、没有停办的建设事项；已经用在别的项目上的不能再用。"), "decision")
    return {
        "title": title,
        "way": values["way"],
        "plan": plan,
        "budget_cents": budget,
        "decision": decision,
    }


def _refuse_promise(due_on: dt.date, census: CensusEntry, today: dt.date) -> None:
    """Refuse a day that may not be promised: it lies ahead, within the limit of the census."""
    if due_on <= today:
        raise FacilityRefused(_("承诺完成日要在今天以后。"), "due_on")
    if due_on > census.clear_by:
        raise FacilityRefused(
            _("承诺完成日不能晚于清零期限（%(day)s）。") % {"day": census.clear_by.isoformat()}, "due_on"
        )


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


def _log(project: UpgradeProject, action: str, by: User, at: dt.datetime, note: str = "", **more) -> None:
    ProjectStep.objects.create(project=project, action=action, note=note, by=by, at=at, **more)


@transaction.atomic
def project_open(
    *, census: CensusEntry, values: Mapping, sources: Mapping[str, int], by: User, at: dt.datetime
) -> UpgradeProject:
    """Open the one project of a listed village.

    `values` are title, way, plan, budget_cents, due_on, decision (None while there is none); `sources` cents by source,
    which add up to the budget to the cent. The district, which approves it, is told. Raises FacilityRefused naming the
    field.
    """
    current = CensusEntry.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=census.pk)
    refuse_unless(rules.may_open(by, current))
    if UpgradeProject.objects.filter(census=current).exists():
        raise FacilityRefused(_("这个村已经有项目。"))
    columns = _checked(current, values)
    _refuse_promise(values["due_on"], current, timezone.localdate(at))
    village = current.organisation
    project = UpgradeProject.objects.create(
        census=current,
        organisation=village,
        township=Organisation.objects.get(path=village.parent_path),
        opened_at=at,
        opened_by=by,
        due_on=values["due_on"],
        **columns,
    )
    _fund(project, sources)
    _log(project, A.OPEN, by, at)
    _tell(project, A.OPEN, at)
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
    """Change a project that is not approved yet; see `project_open`. The day that was promised moves by
    `project_postpone` alone. Raises FacilityRefused naming the field."""
    current = _locked(project)
    refuse_unless(rules.may_edit(by, current))
    paid = paid_cents(current)
    if (values["budget_cents"] or 0) < paid:
        raise FacilityRefused(_("预算不能少于已经拨付的。"), "budget")
    if values["due_on"] != current.due_on:
        raise FacilityRefused(_("已经承诺的完成日，改期限要由区委组织部办延期。"), "due_on")
    for name, value in _checked(current.census, values).items():
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
    """Perform a move of the table, except acceptance (`acceptance_add`), postponement (`project_postpone`) and
    confirmation (`project_confirm`).

    `on` is the day it happened, today by default. In order: who may, what it still lacks (decision, sources, photos,
    publication, a check), the row, its step, the other side is told. Closing clears the village in the census.
    Raises FacilityRefused.
    """
    if action in (A.ACCEPT, A.FAIL, A.POSTPONE, A.CONFIRM):
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
    for day in dict.fromkeys((on, today)):
        refuse_unless(answer := rules.is_ready(project, action, day))
    if action == A.APPROVE and on < project.census.listed_on:
        raise FacilityRefused(_("不能早于建账。"), "on")
    column, after = DAYS.get(action, (None, None))
    if after and on < getattr(project, after):
        label = UpgradeProject._meta.get_field(after).verbose_name
        raise FacilityRefused(_("不能早于%(what)s。") % {"what": label}, "on")
    project.state = MOVES[action][1]
    if column:
        setattr(project, column, on)
    if action == A.APPROVE:
        project.approved_version = project.decision.version
    elif action == A.ACCEPT:
        project.accepted_by = by
    elif action == A.FAIL:
        project.finished_on = None
    elif action == A.REVISE:
        if not note.strip():
            raise FacilityRefused(_("请写明为什么。"), "note")
        project.approved_on = project.approved_version = project.started_on = None
    elif action == A.CLOSE:
        project.closed_by = by
        project.census.cleared_on, project.census.cleared_by = on, by
        project.census.save(update_fields=["cleared_on", "cleared_by"])
    project.save()
    _log(project, action, by, at, note.strip(), ground=answer.reason)
    _tell(project, action, at)
    return project


@transaction.atomic
def project_confirm(*, project: UpgradeProject, note: str = "", by: User, at: dt.datetime) -> UpgradeProject:
    """Let works and money go on under a decision that was changed after the approval: the district has seen the new
    version, and it is decided. Raises FacilityRefused."""
    current = _locked(project)
    refuse_unless(rules.may_act(by, current, A.CONFIRM))
    refuse_unless(answer := rules.is_ready(current, A.CONFIRM, timezone.localdate(at)))
    current.approved_version = current.decision.version
    current.save(update_fields=["approved_version"])
    _log(current, A.CONFIRM, by, at, note.strip(), ground=answer.reason)
    _tell(current, A.CONFIRM, at)
    return current


@transaction.atomic
def project_postpone(
    *, project: UpgradeProject, due_on: dt.date, note: str, by: User, at: dt.datetime
) -> UpgradeProject:
    """Promise a later day, for a reason, by the district's leave and within the census's limit.

    A talk about the old day stays; the new day is a deadline of its own. Raises FacilityRefused naming the field.
    """
    current = _locked(project)
    refuse_unless(rules.may_act(by, current, A.POSTPONE))
    if due_on <= current.due_on:
        raise FacilityRefused(_("新期限要晚于原期限。"), "due_on")
    _refuse_promise(due_on, current.census, timezone.localdate(at))
    if not note.strip():
        raise FacilityRefused(_("请写明延期原因。"), "note")
    _log(current, A.POSTPONE, by, at, note.strip(), old_due=current.due_on, new_due=due_on)
    current.due_on = due_on
    current.save(update_fields=["due_on"])
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
    """Set a point of the way, between the approval and the promised day. Raises FacilityRefused naming the field."""
    current = _locked(project)
    refuse_unless(rules.may_plan(by, current))
    if not name.strip():
        raise FacilityRefused(_("请写节点。"), "name")
    if not who.strip():
        raise FacilityRefused(_("请写责任人的岗位。"), "who")
    if due_on > current.due_on:
        raise FacilityRefused(_("节点不能晚于承诺完成日。"), "due_on")
    if due_on < (current.approved_on or timezone.localdate(current.opened_at)):
        raise FacilityRefused(_("节点不能早于立项。"), "due_on")
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
    if on < project.approved_on:
        raise FacilityRefused(_("不能早于立项（%(day)s）。") % {"day": project.approved_on.isoformat()}, "on")
    current.reached_on, current.reached_by = on, by
    current.save(update_fields=["reached_on", "reached_by"])
    return current


@transaction.atomic
def progress_report(
    *,
    project: UpgradeProject,
    month: str,
    percent: int,
    text: str,
    photo: StoredFile | None = None,
    by: User,
    at: dt.datetime,
) -> ProgressReport:
    """Report how far the works were in a month (YYYY-MM), with a photo of them; the same month again corrects it.

    A project that is approved anew counts anew. Raises FacilityRefused naming the field: a month to come, one before
    the project or its new round, less than the month before, a photo of elsewhere.
    """
    current = _locked(project)
    refuse_unless(rules.may_report(by, current))
    try:
        first = parse_month(month)
    except ValueError:
        raise FacilityRefused(_("月份要写成 2026-11 这样。"), "month") from None
    if not first_day(timezone.localdate(round_begun(current))) <= first <= timezone.localdate(at):
        raise FacilityRefused(_("只能报项目建立（重新立项）以来到本月的进度。"), "month")
    if not 0 <= percent <= 100:
        raise FacilityRefused(_("进度在0到100之间。"), "percent")
    if percent and current.state in (S.DRAFT, S.APPROVED):
        raise FacilityRefused(_("还没有开工，进度只能是0。四议两公开和立项以后才能开工。"), "percent")
    if not text.strip():
        raise FacilityRefused(_("请写进展情况。"), "text")
    before = current.reports.of_round().filter(month__lt=first).order_by("-month").first()
    if before is not None and percent < before.percent:
        raise FacilityRefused(_("不能少于上次报的%(n)d%%。") % {"n": before.percent}, "percent")
    report, _is_new = ProgressReport.objects.update_or_create(
        project=current, month=first, defaults={"percent": percent, "text": text.strip(), "by": by, "at": at}
    )
    if photo is not None:
        _photo_keep(current, Stage.DURING, photo, by, at)
    return report


@transaction.atomic
def photo_add(*, project: UpgradeProject, stage: str, file: StoredFile, by: User, at: dt.datetime) -> ProjectPhoto:
    """Add a photo of before, during or after the works; twice is once. Raises FacilityRefused naming the field."""
    current = _locked(project)
    refuse_unless(rules.may_report(by, current))
    return _photo_keep(current, stage, file, by, at)


def _photo_keep(current: UpgradeProject, stage: str, file: StoredFile, by: User, at: dt.datetime) -> ProjectPhoto:
    refuse_unless(is_photo_of(file, current.organisation), "photo")
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
    answer = rules.payment_answer(current, cents=cents, paid=paid, final=is_final, paid_on=paid_on, today=today)
    refuse_unless(answer, "amount")
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
        ground=answer.reason,
        by=by,
        at=at,
    )


@transaction.atomic
def payment_withdraw(*, payment: ProjectPayment, why: str, by: User, at: dt.datetime) -> ProjectPayment:
    """Take back a payment that was written down by mistake. Raises FacilityRefused."""
    project = _locked(payment.project)
    refuse_unless(rules.may_register_payment(by, project))
    return take_back(ProjectPayment.objects.select_for_update(of=("self",)).get(pk=payment.pk), why, by=by, at=at)


# --- Messages ------------------------------------------------------------------------------------------------------
def _tell(project: UpgradeProject, action: str, at: dt.datetime) -> None:
    """Tell the side whose turn it is."""
    village = project.organisation
    to_district = action in (A.OPEN, A.FINISH, A.ACCEPT)
    people = district_reviewers(village) if to_district else township_reviewers(village)
    title = _("%(village)s提升项目：%(what)s")
    notices_send(
        recipients=people,
        key=f"upgrade:{project.pk}:{action}:{project.steps.count()}",
        title=title % {"village": village.village_name, "what": A(action).label},
        url=reverse("facilities:project-detail", args=[project.pk]),
        at=at,
    )
