"""Decisions by four steps and two publications (四议两公开): list, path, steps, objections, forms to print."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.models import Organisation, User
from branches.views import require
from config.lib.listing import page_of
from config.lib.pdf import html_to_pdf
from config.lib.verdict import Answer
from ledgers import decision_pages as pages
from ledgers.decision_gate import approval_answer
from ledgers.decision_rules import (
    may_ask_urgent,
    may_begin,
    may_change,
    may_decide_urgent,
    may_stop,
    may_write,
)
from ledgers.enums.decisions import DecisionState, ExemptionState, Step
from ledgers.forms.decisions import (
    AnswerForm,
    DecisionForm,
    ObjectionForm,
    StopForm,
    UrgentForm,
)
from ledgers.models import Decision, DecisionObjection, DecisionStep
from ledgers.selectors.decisions import (
    Judged,
    decision_branches,
    gates_of,
    still_to_decide,
    urgent_requests,
    urgent_waiting,
)
from ledgers.services import decisions as services
from ledgers.services.decisions import DecisionRefused, is_resolved

PAGE_SIZE = 50


def decision_of(request: HttpRequest, pk: int) -> Decision:
    """Return the decision; strangers get 404, colleagues who may not see ledgers 403 with a reason."""
    rows = Decision.objects.visible_to(request.user).select_related("branch", "created_by")
    decision = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.LEDGER_VIEW)
    return decision


def allowed(answer: Answer) -> None:
    if not answer:
        raise PermissionDenied(answer.reason)


def refused(form, refusal: DecisionRefused) -> None:
    """Put a refusal at its field, or above all when the page has no such field."""
    field = {"settlement_cents": "settlement", "amount_cents": "amount"}.get(refusal.field, refusal.field)
    form.add_error(field if field in form.fields else None, str(refusal))


def judged(decision: Decision, version: int | None = None) -> Judged:
    return gates_of([decision], timezone.localdate(), version)[decision.pk]


# --- Lists ---------------------------------------------------------------------------------------------------------
@require_GET
def decision_list(request: HttpRequest) -> HttpResponse:
    """List the decisions in the person's scope; a secretary sees those of the own branch."""
    require(request.user, Permission.LEDGER_VIEW)
    visible = Decision.objects.visible_to(request.user)
    branches = decision_branches(visible)
    branch, state = request.GET.get("branch", ""), request.GET.get("state", "")
    rows = visible.select_related("branch").order_by("-created_at", "-pk")
    if branch.isdecimal():
        rows = rows.filter(branch=int(branch))
    if state in DecisionState.values:
        rows = rows.filter(state=state)
    page = page_of(request, rows, PAGE_SIZE)
    found = list(page.object_list)
    gates = gates_of(found, timezone.localdate())
    page.object_list = [pages.decision_row(decision, gates[decision.pk].gate) for decision in found]
    own = request.user.hat.organisation if request.user.hat else None
    context = {
        "page": page,
        "branches": branches,
        "branch": branch,
        "state": state,
        "states": DecisionState.choices,
        "may_begin": bool(own and may_begin(request.user, own)),
        "may_decide_urgent": request.user.may(Permission.REVIEW_DISTRICT),
        "urgent": urgent_waiting(request.user),
        "is_filtered": bool(branch or state),
    }
    return render(request, "ledgers/decision_list.html", context)


def _own_branch(user: User) -> Organisation:
    branch = user.hat.organisation if user.hat else None
    if branch is None:
        raise PermissionDenied("")
    allowed(may_begin(user, branch))
    return branch


@require_http_methods(["GET", "POST"])
def decision_new(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.LEDGER_EDIT)
    branch = _own_branch(request.user)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key = uuid.UUID(request.POST.get("key", ""))
        except ValueError:
            key = uuid.uuid4()
        try:
            decision = services.decision_start(
                branch=branch, values=form.values, key=key, by=request.user, at=timezone.now()
            )
        except DecisionRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("已登记，编号 %(number)s。接着办第1步。") % {"number": decision.number})
            return redirect("ledgers:decision-detail", decision.pk)
    context = {"form": form, "key": request.POST.get("key") or uuid.uuid4()}
    return render(request, "ledgers/decision_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def decision_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is decided; after the resolution that begins a new round."""
    decision = decision_of(request, pk)
    allowed(may_change(request.user, decision))
    begins_round = is_resolved(decision)
    form = DecisionForm(request.POST or None, decision=decision, begins_round=begins_round)
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        try:
            changed = services.decision_amend(
                decision=decision,
                version=int(version) if version.isdecimal() else decision.version,
                values=form.values,
                reason=form.cleaned_data.get("reason", ""),
                by=request.user,
                at=timezone.now(),
            )
        except DecisionRefused as refusal:
            refused(form, refusal)
        else:
            if changed.version > decision.version:
                messages.warning(request, _("已变更为第 %(n)d 版，从第1步重新走程序。") % {"n": changed.version})
            else:
                messages.success(request, _("已保存。"))
            return redirect("ledgers:decision-detail", pk)
    context = {"form": form, "decision": decision, "begins_round": begins_round}
    return render(request, "ledgers/decision_form.html", context, status=422 if form.errors else 200)


# --- One decision --------------------------------------------------------------------------------------------------
@require_GET
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the path of six steps with what is missing on top; an earlier version with ?version=1."""
    decision = decision_of(request, pk)
    earlier = list(decision.earlier_versions.select_related("closed_by"))
    wanted = request.GET.get("version", "")
    old = next((row for row in earlier if str(row.version) == wanted), None)
    if wanted and old is None and wanted != str(decision.version):
        raise Http404
    verdict = judged(decision, old.version if old else None)
    version, today = (old or decision).version, timezone.localdate()
    exemption = decision.exemptions.filter(version=version).select_related("asked_by", "decided_by").last()
    user = request.user
    context = {
        "decision": decision,
        "old": old,
        "earlier": earlier,
        "pill": pages.PILLS[decision.state],
        "answer": approval_answer(verdict.gate, today),
        "is_finished": verdict.gate.is_finished,
        "steps": pages.step_rows(decision, verdict.gate, may_open=old is None),
        "facts": pages.wording_facts(old or decision),
        "title": (old or decision).title,
        "objections": decision.objections.filter(version=version),
        "exemption": exemption,
        "log": _log_rows(decision),
        "may_write": bool(may_write(user, decision)) and old is None,
        "may_change": bool(may_change(user, decision)) and old is None,
        "may_stop": bool(may_stop(user, decision)) and old is None,
        "may_object": bool(may_write(user, decision)) and Step.PUBLISH in verdict.gate.facts.steps and old is None,
        "may_ask_urgent": bool(may_ask_urgent(user, decision))
        and old is None
        and (exemption is None or exemption.state == ExemptionState.REFUSED),
        "may_decide_urgent": exemption is not None and bool(may_decide_urgent(user, exemption)),
        "stop_form": StopForm(),
    }
    return render(request, "ledgers/decision_detail.html", context)


def _log_rows(decision: Decision) -> list[dict]:
    return [
        {"what": row.get_action_display(), "who": row.by or _("系统"), "when": row.at, "why": row.detail}
        for row in decision.log.select_related("by").order_by("-pk")
    ]


@require_POST
def decision_stop(request: HttpRequest, pk: int) -> HttpResponse:
    decision = decision_of(request, pk)
    allowed(may_stop(request.user, decision))
    try:
        services.decision_stop(
            decision=decision, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now()
        )
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已停办，编号 %(number)s 保留。") % {"number": decision.number})
    return redirect("ledgers:decision-detail", pk)


# --- Objections ----------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def objection_new(request: HttpRequest, pk: int) -> HttpResponse:
    decision = decision_of(request, pk)
    allowed(may_write(request.user, decision))
    form = ObjectionForm(request.POST or None, initial={"raised_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.objection_add(decision=decision, **form.cleaned_data, by=request.user, at=timezone.now())
        except DecisionRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("异议已登记。答复以前，不予审批工程、拨付资金。"))
            return redirect("ledgers:decision-detail", pk)
    return _small_form(request, decision, form, _("登记异议"), _("登记"))


@require_http_methods(["GET", "POST"])
def objection_answer(request: HttpRequest, pk: int) -> HttpResponse:
    rows = DecisionObjection.objects.visible_to(request.user).select_related("decision__branch")
    objection = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.LEDGER_EDIT)
    allowed(may_write(request.user, objection.decision))
    form = AnswerForm(request.POST or None, initial={"answered_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.objection_answer(objection=objection, **form.cleaned_data, by=request.user, at=timezone.now())
        except DecisionRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("答复已登记。"))
            return redirect("ledgers:decision-detail", objection.decision_id)
    lead = f"{objection.who}：{objection.text}"
    return _small_form(request, objection.decision, form, _("答复异议"), _("保存答复"), lead)


def _small_form(request, decision: Decision, form, title: str, button: str, lead: str = "") -> HttpResponse:
    context = {"decision": decision, "form": form, "title": title, "button": button, "lead": lead}
    return render(request, "ledgers/decision_small_form.html", context, status=422 if form.errors else 200)


# --- Disaster relief -----------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def urgent_ask(request: HttpRequest, pk: int) -> HttpResponse:
    decision = decision_of(request, pk)
    allowed(may_ask_urgent(request.user, decision))
    form = UrgentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.emergency_request(decision=decision, **form.cleaned_data, by=request.user, at=timezone.now())
        except DecisionRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("已送区委组织部审批。同意以前，不能审批工程、拨付资金。"))
            return redirect("ledgers:decision-detail", pk)
    lead = _("只有抢险救灾可以申请先办后补，由区委组织部审批，到期要把程序补办完。")
    return _small_form(request, decision, form, _("抢险救灾先办"), _("送区里审批"), lead)


@require_GET
def urgent_list(request: HttpRequest) -> HttpResponse:
    """List the requests to let disaster relief go first: those that wait, the longest first, or those of the past."""
    require(request.user, Permission.REVIEW_DISTRICT)
    places = Organisation.objects.visible_to(request.user).filter(level=Level.TOWNSHIP).order_by("path")
    townships = list(places.values_list("pk", "path", "name"))
    chosen = next((each for each in townships if str(each[0]) == request.GET.get("township", "")), None)
    state = request.GET.get("state", "")
    rows = urgent_requests(request.user)
    if chosen:
        rows = rows.filter(decision__branch__path__startswith=chosen[1])
    if state in ("decided", "all"):
        rows = rows.order_by("-asked_at", "-pk")
        rows = rows if state == "all" else rows.exclude(state=ExemptionState.ASKED)
    else:
        state, rows = "waiting", rows.filter(still_to_decide()).order_by("asked_at", "pk")
    page = page_of(request, rows, PAGE_SIZE)
    names, today = {path: name for _pk, path, name in townships}, timezone.localdate()
    page.object_list = [pages.urgent_row(exemption, names, today) for exemption in page.object_list]
    context = {
        "page": page,
        "townships": townships,
        "township": chosen[0] if chosen else "",
        "state": state,
        "states": [("waiting", _("等着批")), ("decided", _("批过的")), ("all", _("全部"))],
        "is_filtered": bool(chosen) or state != "waiting",
    }
    return render(request, "ledgers/decision_urgent_list.html", context)


@require_POST
def urgent_decide(request: HttpRequest, pk: int) -> HttpResponse:
    decision = decision_of(request, pk)
    exemption = decision.exemptions.filter(version=decision.version).select_related("decision__branch").last()
    require(request.user, Permission.REVIEW_DISTRICT)
    if exemption is None:
        raise Http404
    allowed(may_decide_urgent(request.user, exemption))
    try:
        services.emergency_decide(
            exemption=exemption,
            approve=request.POST.get("approve") == "1",
            note=request.POST.get("note", ""),
            by=request.user,
            at=timezone.now(),
        )
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("审批意见已保存。"))
    return redirect("ledgers:decision-detail", pk)


# --- Forms to print ------------------------------------------------------------------------------------------------
def _forms_context(decision: Decision) -> dict:
    return {"decision": decision, "sheets": pages.sheets(decision, _sheet_steps(decision))}


def _sheet_steps(decision: Decision) -> dict[int, DecisionStep]:
    steps = decision.steps.current().filter(version=decision.version).select_related("meeting__ledger")
    return {step.number: step for step in steps}


@require_GET
def decision_forms(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the six registration forms, ready to print on A4 and to sign."""
    return render(request, "ledgers/decision_forms.html", _forms_context(decision_of(request, pk)))


@require_GET
def decision_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    decision = decision_of(request, pk)
    html = render_to_string("ledgers/decision_forms_pdf.html", _forms_context(decision))
    response = HttpResponse(html_to_pdf(html, stamp=timezone.localtime()), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{decision.branch.code}-{decision.number}.pdf"'
    return response
