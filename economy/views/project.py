"""Projects: the list of a place, one project with its next step, its money and its returns."""

import uuid
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.models import Organisation
from branches.views import require
from config.lib.listing import page_of
from economy import project_pages as pages
from economy.enums.project import MOVES, OPEN_STATES, ReleaseState
from economy.enums.project import ProjectAction as A
from economy.enums.project import ProjectState as S
from economy.forms import project as forms
from economy.models import Project, ProjectRelease
from economy.refusal import EconomyRefused
from economy.rules.project import (
    FORWARD,
    acts_at_all,
    lacks_decision,
    may_ask_money,
    may_decide,
    may_edit,
    may_move,
    may_open,
    may_report_progress,
    may_settle,
    of_side,
    percent_typed,
    return_years,
)
from economy.sections import tabs_for
from economy.selectors import project as selectors
from economy.services import project as services
from economy.views.pages import Sent, file_kept, sent_or, stop_unless, trail, wrote
from ledgers.decision_gate import yuan

PAGE_SIZE = 50
LIST = "economy:project-list"
WORDS = ("all", "before", "running", "urgent", "done")


# --- The list ------------------------------------------------------------------------------------------------------
@require_GET
def project_list(request: HttpRequest) -> HttpResponse:
    """The projects of the village, the township or the district; above the villages with the figures of the places."""
    user = request.user
    require(user, Permission.ECONOMY_VIEW)
    shown = request.GET.get("show", "")
    shown = shown if shown in WORDS else "all"
    place = user.hat.organisation
    found = selectors.projects_seen(user)
    township = _township(request)
    if township is not None:
        found, place = found.filter(organisation__path__startswith=township.path), township
    found = selectors.with_money(selectors.shown(found, shown)).order_by("organisation__path", "-pk")
    page = page_of(request, found, PAGE_SIZE)
    page.object_list = pages.rows(page.object_list, user, pays=user.may(Permission.ECONOMY_CHECK))
    is_village = user.hat.organisation.level == Level.VILLAGE
    figures = [] if is_village else selectors.figures_of(user)
    own = [row for row in figures if township is None or row.key == township.pk]
    context = {
        "page": page,
        "tabs": tabs_for(user, LIST),
        "choices": [(word, label, word == shown) for word, label in _choices()],
        "place": place,
        "township": township,
        "may_open": is_village and user.may(Permission.ECONOMY_EDIT),
        "is_village": is_village,
        "figures": figures if township is None and len(figures) > 1 else [],
        "tiles": _tiles(own) if own else [],
    }
    return render(request, "economy/project_list.html", context)


def _township(request: HttpRequest) -> Organisation | None:
    wanted = request.GET.get("township", "")
    if not wanted.isascii() or not wanted.isdecimal() or len(wanted) > 10:
        return None
    return get_object_or_404(Organisation.objects.visible_to(request.user), pk=int(wanted), level=Level.TOWNSHIP)


def _choices() -> list[tuple[str, str]]:
    return [
        ("all", _("全部")),
        ("before", _("立项前")),
        ("running", _("实施和运营")),
        ("urgent", _("抢险救灾先办")),
        ("done", _("结束和停办")),
    ]


def _tiles(figures: list) -> list[dict]:
    total = {name: sum(getattr(row, name) for row in figures) for name in ("projects", "budget", "paid", "urgent")}
    approving = sum(row.states.get(S.APPROVING, 0) for row in figures)
    return [
        {"label": _("项目"), "value": total["projects"], "unit": _("个")},
        {"label": _("总投资"), "value": f"{total['budget'] / 1_000_000:,.1f}", "unit": _("万元")},
        {"label": _("已拨付"), "value": f"{total['paid'] / 1_000_000:,.1f}", "unit": _("万元")},
        {
            "label": _("待区审批"),
            "value": approving,
            "unit": _("个"),
            "note": _("另有抢险救灾先办 %(n)d 个") % {"n": total["urgent"]},
        },
    ]


# --- Writing an idea -----------------------------------------------------------------------------------------------
def _project(request: HttpRequest, pk: int) -> Project:
    project = get_object_or_404(selectors.projects_seen(request.user), pk=pk)
    require(request.user, Permission.ECONOMY_VIEW)
    return project


@require_http_methods(["GET", "POST"])
def project_new(request: HttpRequest) -> HttpResponse:
    """Write down an idea of the village."""
    user = request.user
    require(user, Permission.ECONOMY_EDIT)
    village = user.hat.organisation
    stop_unless(may_open(user, village))
    form = forms.ProjectForm(request.POST or None)
    made: list[Project] = []

    def write() -> None:
        key = form.cleaned_data["key"] or uuid.uuid4()
        made.append(
            services.project_open(
                village=village, values=form.values, funds=form.funds, key=key, by=user, at=timezone.now()
            )
        )

    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("已保存。核对以后报乡镇论证。"))
        return redirect("economy:project-detail", made[0].pk)
    context = {"form": form, "place": village}
    return render(request, "economy/project_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend an idea before it is sent, or when it came back."""
    project = _project(request, pk)
    stop_unless(may_edit(request.user, project))
    form = forms.ProjectForm(request.POST or None, project=project)
    if request.method == "POST" and wrote(
        form,
        lambda: services.project_edit(
            project=project, values=form.values, funds=form.funds, by=request.user, at=timezone.now()
        ),
    ):
        messages.success(request, _("已保存。"))
        return redirect("economy:project-detail", pk)
    context = {"form": form, "project": project, "place": project.organisation}
    return render(request, "economy/project_form.html", context, status=422 if form.errors else 200)


# --- One project ---------------------------------------------------------------------------------------------------
@require_GET
def project_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _project(request, pk))


def _detail(request: HttpRequest, project: Project, sent: Sent = None) -> HttpResponse:
    """One project with what is next; `sent` is a form that came back with errors, by the name of its place."""
    user, day = request.user, timezone.localdate()
    steps = list(project.steps.select_related("by").order_by("-pk"))
    gate = selectors.ProjectGate(project, day)
    approval, payment = gate.approval(), gate.payment()
    releases = list(project.releases.select_related("fund", "asked_by", "settled_by", "file"))
    for release in releases:
        release.project = project
    actions, acts = pages.offered(user, project, releases), []
    if sent and sent[0] in MOVES and sent[0] not in actions:
        actions.append(sent[0])  # posted from a page that is older: the reason stands in its form
    for action in actions:
        form = sent_or(sent, action, partial(forms.move_form, action))
        refusal = "" if approval or action not in (A.APPLY, A.APPROVE, A.COMPLETE, A.CONFIRM) else approval.reason
        is_main = action in (FORWARD.get(project.state), A.CONFIRM)
        acts.append(pages.Act(action, _label(action), pages.act_text(project, action), form, is_main, refusal))
    settle = {
        release.pk: sent_or(sent, f"settle-{release.pk}", partial(forms.SettleForm, release=release.pk))
        for release in releases
        if may_settle(user, release, ReleaseState.PAID) or may_settle(user, release, ReleaseState.RETURNED)
    }
    last_payment = gate.payment(final=True) if any(release.is_final for release in releases) else payment
    gates = {
        release.pk: last_payment if release.is_final else payment
        for release in releases
        if release.pk in settle and release.state == ReleaseState.ASKED
    }
    counted, paid, limit = gate.counted, selectors.paid_cents(project), project.limit_cents
    is_village = bool(of_side(user, project.organisation, "village"))
    asks = is_village and bool(payment) and bool(may_ask_money(user, project)) and counted < limit
    release_form = sent_or(sent, "release", lambda: forms.ReleaseForm(project=project) if asks else None)
    names_decision = lacks_decision(project) and bool(may_decide(user, project))
    has_a_turn = any(act.is_main for act in acts) or bool(settle)
    has_a_turn = has_a_turn or any(may(user, project) for may in (may_edit, may_decide, may_report_progress))
    context = {
        "project": project,
        "waits": project.is_open and not has_a_turn,
        "tabs": tabs_for(user, LIST),
        "pill": pages.PILLS[project.state],
        "stations": pages.way(project, steps),
        "acts": acts,
        "payment": payment,
        "shows_payment": project.state in OPEN_STATES and project.state not in (S.IDEA, S.CHECKING),
        "gate_steps": pages.gate_steps(gate.gate),
        "may_edit": may_edit(user, project),
        "may_change": may_move(user, project, A.CHANGE),
        "may_share": may_move(user, project, A.SHARE),
        "names_decision": names_decision,
        "decide_form": _decide_form(project, sent) if names_decision else None,
        "progress": list(project.progress.select_related("file", "by")),
        "progress_form": sent_or(sent, "progress", forms.ProgressForm) if may_report_progress(user, project) else None,
        "amounts": _amounts(project),
        "releases": pages.release_rows(releases, user, settle, gates),
        "release_form": release_form,
        "paid": yuan(paid),
        "left": yuan(max(limit - counted, 0)),
        "share": round(paid * 100 / limit) if limit else 0,
        "returns": [
            (row, [yuan(getattr(row, f"{name}_cents")) for name in ("income", "cost", "reserve", "members", "kept")])
            for row in project.returns.select_related("decision")
        ],
        "returned": pages.sent_back(project, steps),
        "trail": trail(steps, pages.TONES),
    }
    return render(request, "economy/project_detail.html", context, status=422 if sent else 200)


def _amounts(project: Project) -> list[tuple[str, str]]:
    """Return the budget, where it comes from, and the settlement, in words."""
    found = [(_("总投资"), project.budget_cents)]
    found += [(fund.get_kind_display(), fund.amount_cents) for fund in project.funds.all()]
    found.append((_("决算"), project.settlement_cents))
    found.append((_("预计年收益"), project.expected_cents or None))
    return [(str(label), yuan(cents)) for label, cents in found if cents is not None]


def _label(action: str) -> str:
    return str(A(action).label)


def _decide_form(project: Project, sent: Sent) -> BaseForm | None:
    """Return the choice among the village's decisions, None where there is none to choose."""
    if sent and sent[0] == "decide":
        return sent[1]
    found = selectors.decisions_free(project)
    return forms.DecisionChoiceForm(decisions=found) if found.exists() else None


@require_POST
def project_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one move. A move that was made already, or that has not come up, leads back to the project."""
    project, action = _project(request, pk), request.POST.get("action", "")
    if not acts_at_all(request.user):
        raise PermissionDenied(_("项目由村里、乡镇和区里办理，您可以查看进度。"))
    if not (answer := may_move(request.user, project, action)):
        if action in MOVES and project.state in MOVES[action].sources:
            raise PermissionDenied(answer.reason)
        messages.warning(request, answer.reason)
        return redirect("economy:project-detail", pk)
    if action not in forms.FORMS:
        raise PermissionDenied(_("这一步随业务办理，不单独办。"))
    form = forms.move_form(action, request.POST)
    if not wrote(
        form,
        lambda: services.project_move(
            project=project, action=action, values=form.cleaned_data, by=request.user, at=timezone.now()
        ),
    ):
        return _detail(request, project, (action, form))
    messages.success(request, _("%(step)s，已记下。") % {"step": _label(action)})
    return redirect("economy:project-detail", pk)


@require_POST
def project_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the decision with the project's plan, or rest the project on one that is there."""
    project = _project(request, pk)
    require(request.user, Permission.ECONOMY_EDIT)
    stop_unless(may_decide(request.user, project))
    if request.POST.get("how") == "choose":
        form = forms.DecisionChoiceForm(request.POST, decisions=selectors.decisions_free(project))
        if not wrote(
            form,
            lambda: services.project_decision_choose(
                project=project, decision=form.cleaned_data["decision"], by=request.user, at=timezone.now()
            ),
        ):
            return _detail(request, project, ("decide", form))
        messages.success(request, _("已关联四议两公开事项。"))
        return redirect("economy:project-detail", pk)
    try:
        decision = services.project_decision_start(project=project, by=request.user, at=timezone.now())
    except EconomyRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect("economy:project-detail", pk)
    messages.success(request, _("四议两公开事项已提出，按六步办理。"))
    return redirect("ledgers:decision-detail", decision.pk)


@require_http_methods(["GET", "POST"])
def project_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the budget; more than the district's percentage above the decision reopens it."""
    project = _project(request, pk)
    require(request.user, Permission.ECONOMY_EDIT)
    stop_unless(may_move(request.user, project, A.CHANGE))
    funds = dict(project.funds.values_list("kind", "amount_cents"))
    form = forms.ChangeForm(request.POST or None, funds=funds)
    changed: list[Project] = []

    def write() -> None:
        changed.append(
            services.project_change(
                project=project,
                funds=form.funds,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        )

    if request.method == "POST" and wrote(form, write):
        if changed[0].state == project.state:
            messages.success(request, _("已调整。"))
        elif project.decision and changed[0].decision.version != project.decision.version:
            messages.warning(request, _("超出幅度，四议两公开要从第1步重新办，办完再报区审批；在这之前不能拨付资金。"))
        else:
            messages.warning(request, _("已调整，要重新报区审批；在这之前不能拨付资金。"))
        return redirect("economy:project-detail", pk)
    rules = selectors.rules_of(project.organisation, timezone.localdate())
    context = {
        "form": form,
        "project": project,
        "percent": percent_typed(rules.value("decisions.over_percent")),
        "decided": yuan(project.decision.amount_cents) if project.decision else "",
        "budget": yuan(project.budget_cents),
        "counted": yuan(selectors.counted_cents(project)),
    }
    return render(request, "economy/project_change.html", context, status=422 if form.errors else 200)


@require_POST
def project_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down how far the works are."""
    project = _project(request, pk)
    require(request.user, Permission.ECONOMY_EDIT)
    stop_unless(may_report_progress(request.user, project))
    form = forms.ProgressForm(request.POST, request.FILES)

    def write() -> None:
        values = form.cleaned_data | {"file": file_kept(request, "file", project.organisation)}
        services.progress_add(project=project, by=request.user, at=timezone.now(), **values)

    if not wrote(form, write):
        return _detail(request, project, ("progress", form))
    messages.success(request, _("进展已登记。"))
    return redirect("economy:project-detail", pk)


# --- Payments ------------------------------------------------------------------------------------------------------
@require_POST
def project_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a payment; refused with the missing step of the decision in words."""
    project = _project(request, pk)
    require(request.user, Permission.ECONOMY_EDIT)
    form = forms.ReleaseForm(request.POST, request.FILES, project=project)

    def write() -> None:
        values = form.values | {"file": file_kept(request, "file", project.organisation)}
        key = form.cleaned_data["key"] or uuid.uuid4()
        services.release_ask(project=project, values=values, key=key, by=request.user, at=timezone.now())

    if not may_ask_money(request.user, project):
        stop_unless(of_side(request.user, project.organisation, "village"))
        # Posted past the page, which offers no form: the reason is the same as on the page.
        messages.warning(request, selectors.payment_gate(project, timezone.localdate()).reason)
        return redirect("economy:project-detail", pk)
    if not wrote(form, write):
        return _detail(request, project, ("release", form))
    messages.success(request, _("已申请，等乡镇拨付。"))
    return redirect("economy:project-detail", pk)


@require_POST
def projectrelease_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Pay, refuse, or take back: the township's answer."""
    found = ProjectRelease.objects.visible_to(request.user).select_related("project__organisation")
    release = get_object_or_404(found, pk=pk)
    require(request.user, Permission.ECONOMY_CHECK)
    state = request.POST.get("state", "")
    if not (answer := may_settle(request.user, release, state)):
        messages.warning(request, answer.reason)
        return redirect("economy:project-detail", release.project_id)
    form = forms.SettleForm(request.POST, release=pk)
    if not wrote(
        form,
        lambda: services.release_settle(
            release=release, state=state, values=form.cleaned_data, by=request.user, at=timezone.now()
        ),
    ):
        return _detail(request, _project(request, release.project_id), (f"settle-{pk}", form))
    messages.success(request, _("%(state)s，已记下。") % {"state": ReleaseState(state).label})
    return redirect("economy:project-detail", release.project_id)


# --- Returns -------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def project_share(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a year's returns and their distribution."""
    project = _project(request, pk)
    require(request.user, Permission.ECONOMY_EDIT)
    stop_unless(may_move(request.user, project, A.SHARE))
    day = timezone.localdate()
    years = return_years(project, day)
    form = forms.ShareForm(request.POST or None, years=years, decisions=selectors.return_decisions(project))
    if request.method == "POST" and wrote(
        form,
        lambda: services.return_share(project=project, values=form.values, by=request.user, at=timezone.now()),
    ):
        messages.success(request, _("收益分配已登记。"))
        return redirect("economy:project-detail", pk)
    percent = selectors.rules_of(project.organisation, day).value("economy.reserve_percent")
    context = {"form": form, "project": project, "percent": percent_typed(percent)}
    return render(request, "economy/project_share.html", context, status=422 if form.errors else 200)
