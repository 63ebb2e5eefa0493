"""Colours of the last months, and the talks that follow consecutive reds (红黄蓝绿, 约谈)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from audits.forms.talks import FORMS, SettleForm
from audits.models import TalkCase, TalkCommitment, TalkMinutes
from audits.selectors.colours import branch_rows, months_shown, township_rows
from audits.services import talks as services
from audits.services.talks import TalkRefused
from audits.talk_enums import CommitmentState, TalkAction
from audits.talk_rules import MOVES, may_move, may_settle
from branches.enums import Level, Permission
from branches.models import Organisation
from branches.views import require

PAGE_SIZE = 50


@require_GET
def colour_table(request: HttpRequest) -> HttpResponse:
    """Show townships × the last twelve months, or a township's branches; a branch sees its own row."""
    user = request.user
    require(user, Permission.LEDGER_VIEW)
    months, township = months_shown(user), None
    if chosen := request.GET.get("township", ""):
        found = Organisation.objects.visible_to(user).filter(level=Level.TOWNSHIP)
        township = get_object_or_404(found, pk=int(chosen) if chosen.isascii() and chosen.isdigit() else 0)
    elif user.hat.organisation.level == Level.TOWNSHIP:
        township = user.hat.organisation
    is_branch = user.hat.organisation.level == Level.VILLAGE
    rows = branch_rows(user, months, township) if township or is_branch else township_rows(user, months)
    return render(
        request,
        "audits/colour_table.html",
        {
            "months": months,
            "rows": rows,
            "township": township,
            "is_of_branches": bool(township or is_branch),
            "is_chosen": bool(chosen),
            "sees_fraud": user.may(Permission.OVERVIEW_VIEW),
        },
    )


@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """List the talks in the user's scope, by organisations and posts, never by names."""
    require(request.user, Permission.LEDGER_VIEW)
    cases = TalkCase.objects.visible_to(request.user).select_related("organisation", "host")
    page = Paginator(cases, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "audits/case_list.html", {"page": page})


def _case(request: HttpRequest, pk: int) -> TalkCase:
    found = TalkCase.objects.visible_to(request.user).select_related("organisation", "host")
    return get_object_or_404(found, pk=pk)


@require_GET
def case_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a talk: what is next, what was promised, and its history."""
    return _detail(request, _case(request, pk))


def _detail(request: HttpRequest, case: TalkCase, *, bound: dict | None = None, status: int = 200) -> HttpResponse:
    """Render the case; `bound` maps an action, or the id of a promise, to the form that was typed."""
    bound, user = bound or {}, request.user
    acts = [
        (action, str(TalkAction(action).label), bound.get(action) or FORMS[action](auto_id=f"id_{action}_%s"))
        for action in FORMS
        if may_move(user, case, action)
    ]
    settles = bool(may_settle(user, case))
    promises = [
        (
            promise,
            bound.get(promise.pk) or SettleForm(auto_id=f"id_{promise.pk}_%s")
            if settles and promise.state == CommitmentState.OPEN
            else None,
        )
        for promise in case.commitments.all()
    ]
    steps = [
        {"what": step.get_action_display(), "who": step.by or _("系统"), "when": step.at, "why": step.reason}
        for step in case.steps.select_related("by")
    ]
    context = {
        "case": case,
        "acts": acts,
        "promises": promises,
        "steps": steps,
        "minutes": TalkMinutes.objects.visible_to(user).filter(case=case).first(),
    }
    return render(request, "audits/case_detail.html", context, status=status)


@require_POST
def case_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the next step; what was typed stays in the form when something is missing."""
    case, action = _case(request, pk), request.POST.get("action", "")
    if action not in FORMS:
        raise Http404
    answer = may_move(request.user, case, action)
    if not answer and case.status in MOVES[action][0]:
        raise PermissionDenied(answer.reason)
    form = FORMS[action](request.POST, auto_id=f"id_{action}_%s")
    if form.is_valid():
        try:
            services.talk_move(
                case=case,
                action=action,
                by=request.user,
                at=timezone.now(),
                reason=form.cleaned_data.get("reason", ""),
                values=form.values(),
            )
        except TalkRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("已办：%(action)s。") % {"action": TalkAction(action).label})
            return redirect("audits:case-detail", pk=pk)
    if not answer:
        messages.error(request, answer.reason)
        return redirect("audits:case-detail", pk=pk)
    return _detail(request, case, bound={action: form}, status=422)


@require_POST
def commitment_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether a promise was kept."""
    promises = TalkCommitment.objects.visible_to(request.user).select_related("case__organisation", "case__host")
    promise = get_object_or_404(promises, pk=pk)
    if not (answer := may_settle(request.user, promise.case)):
        raise PermissionDenied(answer.reason)
    form = SettleForm(request.POST, auto_id=f"id_{pk}_%s")
    if form.is_valid():
        try:
            services.commitment_settle(
                commitment=promise,
                is_done=request.POST.get("result") == CommitmentState.DONE,
                note=form.cleaned_data["note"],
                by=request.user,
                at=timezone.now(),
            )
        except TalkRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("核实情况已登记。"))
        return redirect("audits:case-detail", pk=promise.case_id)
    return _detail(request, promise.case, bound={pk: form}, status=422)
