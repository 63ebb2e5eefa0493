"""Lists around the duty roster: leave, visitors' matters, spot checks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Permission
from branches.views import require
from cadres.enums.duty import CheckResult, LeaveState, MatterState
from cadres.forms.duty import CloseForm, LeaveForm, MatterForm, NoteForm
from cadres.models import Cadre, DutyLeave, SpotCheck, VisitorMatter
from cadres.rules import duty as rules
from cadres.selectors import duty as selectors
from cadres.services import duty_checks, duty_leave
from cadres.services.files import CadreRefused
from cadres.views.duty import own_village, village_meant
from cadres.views.writing import refused
from config.lib.listing import page_of

PAGE_SIZE = 30
TO_CHECK = 6


def _may_enter(user) -> None:
    """Refuse whoever has nothing to do with duty."""
    if own_village(user) is None:
        require(user, Permission.DUTY_VIEW)


# --- Leave ---------------------------------------------------------------------------------------------------------
def _askers(user) -> list[Cadre]:
    """Return for whom the user may ask for leave: oneself, the secretary for everybody of the village."""
    if user.may(Permission.DUTY_EDIT):
        return selectors.cadres_on(user.hat.organisation, timezone.localdate())
    return list(Cadre.objects.filter(user=user))


@require_http_methods(["GET", "POST"])
def dutyleave_list(request: HttpRequest) -> HttpResponse:
    """Show the leaves of the user's scope, those that wait first, and ask for one."""
    user, today = request.user, timezone.localdate()
    _may_enter(user)
    askers = _askers(user)
    form = LeaveForm(request.POST or None, cadres=askers, initial={"since": today, "until": today}) if askers else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied(_("请假由本人提出，或由村党组织书记代为登记。"))
        if form.is_valid():
            try:
                leave = duty_leave.leave_ask(by=user, at=timezone.now(), **form.cleaned_data)
            except CadreRefused as refusal:
                refused(form, refusal)
            else:
                messages.success(request, _("已提出，由%(who)s审批。") % {"who": leave.get_level_display()})
                return redirect("cadres:dutyleave-list")
    page = page_of(request, selectors.leaves_of(user), PAGE_SIZE)
    for leave in page:
        leave.may_decide = leave.state == LeaveState.ASKED and bool(rules.may_decide(user, leave))
        leave.may_drop = leave.state == LeaveState.ASKED and bool(rules.may_drop_leave(user, leave))
        leave.form = NoteForm(auto_id=f"leave-{leave.pk}-%s") if leave.may_decide else None
    context = {"form": form, "page": page, "today": today}
    return render(request, "cadres/dutyleave_list.html", context, status=422 if form and form.errors else 200)


@require_POST
def dutyleave_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant, refuse, or take the request back."""
    leave = get_object_or_404(DutyLeave.objects.visible_to(request.user).select_related("organisation", "cadre"), pk=pk)
    user, at, action = request.user, timezone.now(), request.POST.get("action")
    answer = rules.may_drop_leave(user, leave) if action == "drop" else rules.may_decide(user, leave)
    if not answer:
        raise PermissionDenied(answer.reason)
    try:
        if action == "drop":
            duty_leave.leave_drop(leave=leave, by=user, at=at)
        else:
            note = request.POST.get("note", "")[:100]
            duty_leave.leave_decide(leave=leave, grants=action == "grant", note=note, by=user, at=at)
    except CadreRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已办好。"))
    return redirect("cadres:dutyleave-list")


# --- Visitors ------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def matter_list(request: HttpRequest) -> HttpResponse:
    """Show the visitors' matters of a village, the open ones first, and write a new one down."""
    village, user, today = village_meant(request), request.user, timezone.localdate()
    may_take = rules.may_take_matter(user, village)
    cadres = selectors.cadres_on(village, today) if may_take else []
    own = next((cadre for cadre in cadres if cadre.user_id == user.pk), None)
    form = MatterForm(request.POST or None, cadres=cadres, initial={"taken_by": own.pk if own else ""})
    if request.method == "POST":
        if not may_take:
            raise PermissionDenied(may_take.reason)
        if form.is_valid():
            try:
                matter = duty_checks.matter_open(village=village, by=user, at=timezone.now(), **form.cleaned_data)
            except CadreRefused as refusal:
                refused(form, refusal)
            else:
                messages.success(
                    request,
                    _("已登记，由%(who)s负责，%(day)s前办结。")
                    % {"who": matter.taken_by, "day": f"{matter.due_on:%Y-%m-%d}"},
                )
                return redirect("cadres:matter-list")
    rows = (
        VisitorMatter.objects.visible_to(user).filter(organisation=village).select_related("taken_by", "organisation")
    )
    state = MatterState.CLOSED if request.GET.get("state") == "closed" else MatterState.OPEN
    rows = rows.filter(state=state).order_by("due_on" if state == MatterState.OPEN else "-closed_on", "pk")
    page = page_of(request, rows, PAGE_SIZE)
    for matter in page:
        matter.is_late = matter.state == MatterState.OPEN and matter.due_on < today
        may_close = matter.state == MatterState.OPEN and rules.may_close_matter(user, matter)
        matter.form = CloseForm(auto_id=f"matter-{matter.pk}-%s") if may_close else None
    context = {
        "village": village,
        "form": form if may_take else None,
        "page": page,
        "closed": state == MatterState.CLOSED,
    }
    return render(request, "cadres/matter_list.html", context, status=422 if form.errors else 200)


@require_POST
def matter_close(request: HttpRequest, pk: int) -> HttpResponse:
    rows = VisitorMatter.objects.visible_to(request.user).select_related("organisation", "taken_by")
    matter = get_object_or_404(rows, pk=pk)
    if not (answer := rules.answers_for(request.user, matter.taken_by, matter.organisation)):
        raise PermissionDenied(answer.reason)
    form = CloseForm(request.POST)
    try:
        result = form.cleaned_data["result"] if form.is_valid() else ""
        duty_checks.matter_close(matter=matter, result=result, by=request.user, at=timezone.now())
    except CadreRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已办结。"))
    return redirect("cadres:matter-list")


# --- Spot checks ---------------------------------------------------------------------------------------------------
@require_GET
def spotcheck_list(request: HttpRequest) -> HttpResponse:
    """Show the spot checks of the user's scope; who checks finds today's shifts that were not asked for longest."""
    user = request.user
    _may_enter(user)
    rows = selectors.checks_of(user)
    only = request.GET.get("only") == "away"
    if only:
        rows = rows.valid().filter(result=CheckResult.AWAY)
    page = page_of(request, rows, PAGE_SIZE)
    absences = selectors.absences_of(check.pk for check in page)
    for check in page:
        check.run = absences.get(check.pk, 0) if check.is_valid else 0
        check.may_withdraw = check.is_valid and bool(rules.may_withdraw_check(user, check))
    may_check = user.may(Permission.DUTY_CHECK)
    context = {
        "page": page,
        "only": only,
        "may_check": may_check,
        "proposed": selectors.to_check(user, timezone.localdate(), TO_CHECK) if may_check else [],
    }
    return render(request, "cadres/spotcheck_list.html", context)


@require_POST
def spotcheck_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    check = get_object_or_404(SpotCheck.objects.visible_to(request.user), pk=pk)
    if not (answer := rules.may_withdraw_check(request.user, check)):
        raise PermissionDenied(answer.reason)
    try:
        duty_checks.check_withdraw(
            check=check, why=request.POST.get("why", "")[:200], by=request.user, at=timezone.now()
        )
    except CadreRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已撤销这次抽查。"))
    return redirect("cadres:spotcheck-list")
