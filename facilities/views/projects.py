"""Clearing below-standard villages (清零): the census, a project from its plan to its closing."""

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.views import require
from config.lib.listing import page_of
from config.lib.verdict import Answer
from facilities.enums.projects import ProjectAction as A
from facilities.enums.projects import Stage
from facilities.forms import projects as forms
from facilities.models import CensusEntry, Milestone, ProjectPayment, UpgradeProject
from facilities.rules import projects as rules
from facilities.sections import tabs_for
from facilities.selectors import projects as selectors
from facilities.services import projects as services
from facilities.services.checks import book_of
from facilities.views.writing import allowed, form_among, kept_file, place_chosen, village_named, wrote

CURRENT = "facilities:project-overview"
PAGE_SIZE = 50
MOVE_FORMS = {
    A.APPROVE: forms.MoveForm,
    A.START: forms.MoveForm,
    A.CONFIRM: forms.ConfirmForm,
    A.FINISH: forms.MoveForm,
    A.CLOSE: forms.MoveForm,
    A.POSTPONE: forms.PostponeForm,
    A.REVISE: forms.ReviseForm,
}


# --- Lists ---------------------------------------------------------------------------------------------------------
@require_GET
def project_overview(request: HttpRequest) -> HttpResponse:
    """Show how many villages are left by township, and the listed villages one by one."""
    user = request.user
    require(user, Permission.FACILITY_VIEW)
    place, today = place_chosen(request), timezone.localdate()
    show = request.GET.get("show", "")
    is_village = user.hat.organisation.level == Level.VILLAGE
    page = page_of(request, selectors.census_lines(user, place, show, today), PAGE_SIZE)
    rows = [] if is_village else selectors.clear_rows(user, today, place)
    unlisted = selectors.below_unlisted(user, place) if user.may(Permission.FACILITY_CHECK) else []
    return render(
        request,
        "facilities/project_overview.html",
        {
            "tabs": tabs_for(user, CURRENT),
            "place": place,
            "is_chosen": bool(request.GET.get("township")),
            "is_village": is_village,
            "rows": rows if len(rows) > 1 else [],
            "sums": _sums(rows),
            "page": page,
            "lines": selectors.lines_of(list(page.object_list), today),
            "choices": [(code, label, code == show) for code, label in _shown()],
            "unlisted": unlisted,
            "may_open": user.may(Permission.FACILITY_CHECK),
        },
    )


def _sums(rows: list[selectors.ClearRow]) -> dict[str, int]:
    names = ("listed", "left", "idle", "running", "overdue", "cleared", "budget", "paid")
    return {name: sum(getattr(row, name) for row in rows) for name in names}


def _shown() -> list[tuple[str, str]]:
    return [
        ("", _("全部")),
        ("idle", _("没有项目")),
        ("running", _("有项目")),
        ("overdue", _("超期")),
        ("cleared", _("已销号")),
    ]


# --- Census --------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def census_new(request: HttpRequest, village: int) -> HttpResponse:
    """List a village that falls short."""
    place = village_named(request, village)
    allowed(rules.may_list(request.user, place))
    form = forms.CensusForm(request.POST or None)

    def write(values: dict) -> None:
        services.census_list(village=place, **values, by=request.user, at=timezone.now())

    if request.method == "POST" and wrote(request, form, write, _("%(name)s已建账。") % {"name": place.village_name}):
        census = CensusEntry.objects.open().get(organisation=place)
        return redirect("facilities:census-project", census.pk)
    context = {"tabs": tabs_for(request.user, CURRENT), "form": form, "village": place}
    return render(request, "facilities/census_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def census_project(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the project of a listed village."""
    rows = CensusEntry.objects.visible_to(request.user).select_related("organisation")
    census = get_object_or_404(rows, pk=pk)
    allowed(rules.may_open(request.user, census))
    if existing := UpgradeProject.objects.filter(census=census).first():
        return redirect("facilities:project-detail", existing.pk)
    form = forms.ProjectForm(request.POST or None, decisions=selectors.decisions_for(census))

    def write(_values: dict) -> None:
        services.project_open(
            census=census, values=form.values, sources=form.sources, by=request.user, at=timezone.now()
        )

    if request.method == "POST" and wrote(request, form, write, _("项目已建立，等区委组织部立项。")):
        return redirect("facilities:project-detail", UpgradeProject.objects.get(census=census).pk)
    return _project_form(request, form, census, None)


def _project_form(request, form, census: CensusEntry, project: UpgradeProject | None) -> HttpResponse:
    context = {"tabs": tabs_for(request.user, CURRENT), "form": form, "census": census, "project": project}
    return render(request, "facilities/project_form.html", context, status=422 if form.errors else 200)


# --- One project ---------------------------------------------------------------------------------------------------
def _project(request: HttpRequest, pk: int) -> UpgradeProject:
    return get_object_or_404(selectors.project_named(request.user), pk=pk)


@require_http_methods(["GET", "POST"])
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a project that is not approved yet."""
    project = _project(request, pk)
    allowed(rules.may_edit(request.user, project))
    decisions = selectors.decisions_for(project.census)
    form = forms.ProjectForm(request.POST or None, decisions=decisions, project=project)

    def write(_values: dict) -> None:
        services.project_edit(
            project=project, values=form.values, sources=form.sources, by=request.user, at=timezone.now()
        )

    if request.method == "POST" and wrote(request, form, write, _("已保存。")):
        return redirect("facilities:project-detail", pk)
    return _project_form(request, form, project.census, project)


@require_GET
def project_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a project: what is next and what it lacks, the months, photos, milestones, money, the log."""
    return _detail(request, _project(request, pk))


def _acts(user, project: UpgradeProject, today, form_of) -> list[dict]:
    """Return the moves that are the user's: with a form, or with what they still lack."""
    found = []
    initial = {"on": today}
    for action, form_class in MOVE_FORMS.items():
        if not rules.may_act(user, project, action):
            continue
        lacks = rules.is_ready(project, action, today)
        form = form_of(action, form_class, initial=initial)
        is_aside = action in (A.POSTPONE, A.REVISE)
        found.append({"action": action, "label": A(action).label, "lacks": lacks, "form": form, "is_aside": is_aside})
    return found


def _detail(request: HttpRequest, project: UpgradeProject, typed: BaseForm | None = None) -> HttpResponse:
    """Render the project; `typed` is a form with errors, shown in its place."""
    user, today = request.user, timezone.localdate()
    paid = services.paid_cents(project)
    form_of = form_among(typed)
    may_report, may_plan = rules.may_report(user, project), rules.may_plan(user, project)
    may_pay = rules.may_register_payment(user, project)
    pay_gate = rules.payment_answer(project, cents=0, paid=paid, final=False, paid_on=today, today=today)
    milestones = list(project.milestones.all())
    for milestone in milestones:
        milestone.is_late = milestone.reached_on is None and milestone.due_on < today
        if may_plan and milestone.reached_on is None and project.approved_on:
            milestone.form = form_of(f"reach-{milestone.pk}", forms.ReachForm, initial={"on": today})
    payments = list(project.payments.select_related("withdrawn_by"))
    for payment in payments:
        if may_pay and payment.is_valid:
            payment.form = form_of(f"withdraw-{payment.pk}", forms.WhyForm)
    line = selectors.Line(project.census, project, None, today)
    context = {
        "tabs": tabs_for(user, CURRENT),
        "project": project,
        "village": project.organisation,
        "line": line,
        "funding": list(project.funding.all()),
        "acts": _acts(user, project, today, form_of),
        "may_edit": rules.may_edit(user, project),
        "months": selectors.months_of(project, today),
        "report_form": form_of("report", forms.ReportForm, months=selectors.months_to_report(project, today))
        if may_report
        else None,
        "photo_form": form_of("photo", forms.PhotoForm, initial={"stage": _stage(project)}) if may_report else None,
        "pictures": selectors.pictures_of(project),
        "milestones": milestones,
        "milestone_form": form_of("milestone", forms.MilestoneForm) if may_plan else None,
        "payments": payments,
        "paid": paid,
        "rest": project.budget_cents - paid,
        "payment_form": form_of("payment", forms.PaymentForm, initial={"paid_on": today})
        if may_pay and (pay_gate or (typed is not None and typed.slot == "payment"))
        else None,
        "pay_gate": pay_gate,
        "may_pay": may_pay,
        "acceptances": project.acceptances.select_related("by"),
        "acceptance_form": form_of("acceptance", forms.AcceptanceForm, initial={"held_on": today})
        if rules.may_accept(user, project)
        else None,
        "accept_score": book_of(project.organisation, today).value("upgrade.accept_score"),
        "steps": selectors.steps_in_words(project),
        "today": today,
    }
    return render(request, "facilities/project_detail.html", context, status=422 if typed is not None else 200)


def _stage(project: UpgradeProject) -> str:
    """Return the stage of a photo that is most likely meant now."""
    if project.started_on is None:
        return Stage.BEFORE
    return Stage.AFTER if project.finished_on else Stage.DURING


def _written(request: HttpRequest, project: UpgradeProject, answer: Answer, form, write, done: str) -> HttpResponse:
    """Refuse with the reason, or read the form and write; what is wrong is shown on the project's page."""
    allowed(answer)
    if wrote(request, form, write, done):
        return redirect("facilities:project-detail", project.pk)
    return _detail(request, project, form)


@require_POST
def project_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, start, postpone, revise, finish or close a project, confirm its changed decision."""
    project, action, at = _project(request, pk), request.POST.get("action", ""), timezone.now()
    if action not in MOVE_FORMS:
        allowed(rules.may_register_payment(request.user, project))
        raise Http404
    answer = rules.may_act(request.user, project, action)
    form = MOVE_FORMS[action](request.POST, slot=action)

    def write(values: dict) -> None:
        if action == A.POSTPONE:
            services.project_postpone(project=project, **values, by=request.user, at=at)
        elif action == A.CONFIRM:
            services.project_confirm(project=project, **values, by=request.user, at=at)
        else:
            services.project_move(project=project, action=action, **values, by=request.user, at=at)

    return _written(request, project, answer, form, write, _("%(what)s：已登记。") % {"what": A(action).label})


@require_POST
def project_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the acceptance group found."""
    project = _project(request, pk)
    form = forms.AcceptanceForm(request.POST, slot="acceptance")

    def write(values: dict) -> None:
        services.acceptance_add(project=project, **values, by=request.user, at=timezone.now())

    return _written(request, project, rules.may_accept(request.user, project), form, write, _("验收已登记。"))


@require_POST
def project_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a month's progress, with a photo where one came along."""
    project, at = _project(request, pk), timezone.now()
    months = selectors.months_to_report(project, timezone.localdate())
    form = forms.ReportForm(request.POST, request.FILES, slot="report", months=months)

    def write(values: dict) -> None:
        photo = kept_file(request, "photo", project.organisation)
        services.progress_report(project=project, **(values | {"photo": photo}), by=request.user, at=at)

    return _written(request, project, rules.may_report(request.user, project), form, write, _("进度已报。"))


@require_POST
def project_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a photo of before, during or after the works."""
    project = _project(request, pk)
    form = forms.PhotoForm(request.POST, request.FILES, slot="photo")

    def write(values: dict) -> None:
        photo = kept_file(request, "photo", project.organisation)
        services.photo_add(project=project, stage=values["stage"], file=photo, by=request.user, at=timezone.now())

    return _written(request, project, rules.may_report(request.user, project), form, write, _("照片已保存。"))


@require_POST
def project_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a milestone."""
    project = _project(request, pk)
    form = forms.MilestoneForm(request.POST, slot="milestone")

    def write(values: dict) -> None:
        services.milestone_add(project=project, **values, by=request.user, at=timezone.now())

    return _written(request, project, rules.may_plan(request.user, project), form, write, _("节点已登记。"))


@require_POST
def milestone_reach(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a milestone was reached."""
    milestone = get_object_or_404(Milestone.objects.visible_to(request.user), pk=pk)
    project = _project(request, milestone.project_id)
    form = forms.ReachForm(request.POST, slot=f"reach-{pk}")

    def write(values: dict) -> None:
        services.milestone_reach(milestone=milestone, **values, by=request.user, at=timezone.now())

    return _written(request, project, rules.may_plan(request.user, project), form, write, _("节点已完成。"))


@require_POST
def project_payment(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down money that is released, if the decision allows it."""
    project = _project(request, pk)
    form = forms.PaymentForm(request.POST, slot="payment")

    def write(values: dict) -> None:
        services.payment_add(project=project, cents=values.pop("amount"), **values, by=request.user, at=timezone.now())

    answer = rules.may_register_payment(request.user, project)
    return _written(request, project, answer, form, write, _("拨付已登记。"))


@require_POST
def payment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a payment that was written down by mistake."""
    payment = get_object_or_404(ProjectPayment.objects.visible_to(request.user), pk=pk)
    project = _project(request, payment.project_id)
    form = forms.WhyForm(request.POST, slot=f"withdraw-{pk}")

    def write(values: dict) -> None:
        services.payment_withdraw(payment=payment, **values, by=request.user, at=timezone.now())

    answer = rules.may_register_payment(request.user, project)
    return _written(request, project, answer, form, write, _("已撤销。"))
