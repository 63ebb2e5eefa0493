"""Admitting members (发展党员): the branch's people, one person's 25 steps, recording and mending a step."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.calendar import holiday_overrides
from branches.enums import Permission
from branches.tree import district_above
from branches.views import require
from ledgers import development_pages as pages
from ledgers.development_standing import StepState, next_step, standing
from ledgers.development_steps import APPLY, BY_CODE, Facts
from ledgers.enums.development import Stage
from ledgers.forms.development import CloseForm, NewCandidateForm, PersonForm, ProlongForm, ReopenForm, StepForm
from ledgers.models import Candidate, DevelopmentStep
from ledgers.rulebook.book import RuleBook
from ledgers.selectors import development as selectors
from ledgers.selectors.rules import rule_history
from ledgers.services import development as services
from ledgers.services.development import DevelopmentRefused
from ledgers.services.members import may_edit_roll
from ledgers.views.branch import branch_meant


# --- Finding ------------------------------------------------------------------------------------------------------
def _candidate(request: HttpRequest, pk: int) -> Candidate:
    found = Candidate.objects.visible_to(request.user).select_related("branch", "member")
    candidate = get_object_or_404(found, pk=pk)
    require(request.user, Permission.MEMBER_VIEW)
    return candidate


def _writable(request: HttpRequest, pk: int) -> Candidate:
    candidate = _candidate(request, pk)
    if not (answer := services.may_write(request.user, candidate)):
        raise PermissionDenied(answer.reason)
    return candidate


def _refused(form, refusal: DevelopmentRefused) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


# --- Reading ------------------------------------------------------------------------------------------------------
@require_GET
def candidate_list(request: HttpRequest) -> HttpResponse:
    """The branch's people by stage with the next thing to do; for reviewers the branches that have somebody."""
    require(request.user, Permission.MEMBER_VIEW)
    if not request.GET.get("branch") and not request.user.hat.organisation.answers_monthly:
        return _branch_list(request)
    branch, day = branch_meant(request, Permission.MEMBER_VIEW), timezone.localdate()
    candidates = list(Candidate.objects.visible_to(request.user).filter(branch=branch).order_by("pk"))
    rules = rule_history(district_above(branch))
    groups, ended = pages.stage_groups(candidates, selectors.facts_of(candidates), rules, day)
    context = {
        "branch": branch,
        "groups": groups,
        "ended": ended,
        "open": sum(len(group.rows) for group in groups),
        "steps": pages.STEPS_IN_ALL,
        "may_edit": may_edit_roll(request.user, branch),
        "is_own": branch == request.user.hat.organisation,
    }
    return render(request, "ledgers/candidate_list.html", context)


def _branch_list(request: HttpRequest) -> HttpResponse:
    found = Candidate.objects.visible_to(request.user).open().select_related("branch").order_by("branch__path", "pk")
    candidates = list(found)
    rows = []
    if candidates:
        rules = rule_history(district_above(candidates[0].branch))
        rows = pages.branch_rows(candidates, selectors.facts_of(candidates), rules, timezone.localdate())
    stages = [str(stage.label) for stage in Stage if stage != Stage.FULL]
    context = {"rows": rows, "stages": stages, "people": len(candidates), "place": request.user.hat.organisation}
    return render(request, "ledgers/candidate_branches.html", context)


@require_GET
def candidate_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _candidate(request, pk))


def _detail(request: HttpRequest, candidate: Candidate, form: StepForm | None = None) -> HttpResponse:
    """One person's checklist; for the secretary with the form of the next step."""
    day = timezone.localdate()
    rules = rule_history(district_above(candidate.branch))
    facts = selectors.facts_of([candidate])[candidate.pk]
    steps = standing(facts, rules, day, holiday_overrides())
    rows = candidate.steps.select_related("first_member", "second_member")
    may_edit = services.may_write(request.user, candidate)
    following = next_step(steps, day) if candidate.is_open else None
    if form is None and may_edit and following and following.state == StepState.NOW:
        form = _step_form(candidate, following.code)
    context = {
        "candidate": candidate,
        "groups": pages.checklist(candidate, steps, rows, day, may_edit=bool(may_edit)),
        "done": sum(each.state == StepState.DONE for each in steps),
        "total": pages.STEPS_IN_ALL,
        "following": pages.step_view(candidate, following, (), day, may_edit=bool(may_edit)) if following else None,
        "form": form,
        "may_edit": may_edit,
        "may_reopen": services.may_reopen(request.user, candidate),
        "may_prolong": may_edit and services.may_prolong(candidate),
        "may_close": may_edit and services.endings_for(candidate),
        "moves": pages.trail(candidate.moves.select_related("by").order_by("-pk")),
        "is_own": candidate.branch_id == request.user.hat.organisation_id,
    }
    return render(request, "ledgers/candidate_detail.html", context)


# --- The person ---------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def candidate_new(request: HttpRequest) -> HttpResponse:
    branch = request.user.hat.organisation if request.user.hat else None
    if branch is None or not (answer := may_edit_roll(request.user, branch)):
        raise PermissionDenied(answer.reason if branch else "")
    form = NewCandidateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            candidate = services.candidate_add(
                branch=branch,
                values=form.cleaned_data,
                id_number=form.cleaned_data["id_number"],
                stage=form.cleaned_data["stage"],
                days=form.days,
                key=form.cleaned_data["key"],
                by=request.user,
                at=timezone.now(),
            )
        except DevelopmentRefused as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, _("%(name)s的档案已建好。") % {"name": candidate.name})
            return redirect("ledgers:candidate-detail", candidate.pk)
    return render(request, "ledgers/candidate_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def candidate_edit(request: HttpRequest, pk: int) -> HttpResponse:
    candidate = _writable(request, pk)
    form = PersonForm(request.POST or None, instance=candidate)
    if request.method == "POST" and form.is_valid():
        try:
            services.candidate_edit(
                candidate=candidate,
                values=form.cleaned_data,
                id_number=form.cleaned_data["id_number"],
                by=request.user,
                at=timezone.now(),
            )
        except DevelopmentRefused as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, _("%(name)s的信息已保存。") % {"name": form.cleaned_data["name"]})
            return redirect("ledgers:candidate-detail", candidate.pk)
    context = {"form": form, "candidate": candidate}
    return render(request, "ledgers/candidate_form.html", context, status=422 if form.errors else 200)


# --- Steps --------------------------------------------------------------------------------------------------------
def _step_form(candidate: Candidate, code: int, data=None, files=None, row: DevelopmentStep | None = None) -> StepForm:
    step = BY_CODE[code]
    today = timezone.localdate()
    members = []
    if Facts.INTRODUCERS in step.facts:
        members = selectors.introducers(candidate, today, row)
    elif Facts.CONTACTS in step.facts:
        members = selectors.full_members(candidate, row)
    voters = selectors.voters_of(candidate.branch_id, today) if Facts.VOTES in step.facts else 0
    book = _book(candidate)
    return StepForm(data, files, step=step, members=members, book=book, row=row, voters=voters)


def _book(candidate: Candidate) -> RuleBook:
    return rule_history(district_above(candidate.branch)).on(timezone.localdate())


@require_http_methods(["GET", "POST"])
def candidate_step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Record a step that was done."""
    candidate, code = _writable(request, pk), step
    if code not in BY_CODE or code == APPLY:
        raise Http404
    form = _step_form(candidate, code, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.step_record(
                candidate=candidate,
                code=code,
                done_on=form.cleaned_data["done_on"],
                values=form.values,
                upload=form.cleaned_data["upload"],
                by=request.user,
                at=timezone.now(),
            )
        except DevelopmentRefused as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, _("“%(title)s”已记下。") % {"title": BY_CODE[code].title})
            return redirect("ledgers:candidate-detail", candidate.pk)
    context = {"candidate": candidate, "step": BY_CODE[code], "form": form}
    return render(request, "ledgers/candidate_step.html", context, status=422 if form.errors else 200)


def _step(request: HttpRequest, pk: int) -> DevelopmentStep:
    found = DevelopmentStep.objects.visible_to(request.user)
    row = get_object_or_404(found.select_related("first_member", "second_member", "evidence"), pk=pk)
    row.candidate = _writable(request, row.candidate_id)
    return row


@require_http_methods(["GET", "POST"])
def step_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what was recorded of a step."""
    row = _step(request, pk)
    form = _step_form(row.candidate, row.code, request.POST or None, request.FILES or None, row)
    if request.method == "POST" and form.is_valid():
        try:
            services.step_correct(
                step=row,
                done_on=form.cleaned_data["done_on"],
                values=form.values,
                upload=form.cleaned_data["upload"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except DevelopmentRefused as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, _("“%(title)s”已更正。") % {"title": BY_CODE[row.code].title})
            return redirect("ledgers:candidate-detail", row.candidate_id)
    context = {"candidate": row.candidate, "step": BY_CODE[row.code], "form": form, "row": row}
    return render(request, "ledgers/candidate_step.html", context, status=422 if form.errors else 200)


@require_POST
def step_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a step that was recorded by mistake."""
    row = _step(request, pk)
    try:
        services.step_remove(step=row, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now())
    except DevelopmentRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("ledgers:development-step-edit", pk)
    messages.success(request, _("“%(title)s”的记录已撤掉。") % {"title": BY_CODE[row.code].title})
    return redirect("ledgers:candidate-detail", row.candidate_id)


# --- How the way ends ---------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def candidate_close(request: HttpRequest, pk: int) -> HttpResponse:
    candidate = _writable(request, pk)
    endings = services.endings_for(candidate)
    if not endings:
        raise PermissionDenied(_("这个阶段没有可以这样办理的。"))
    form = CloseForm(request.POST or None, endings=endings)

    def close() -> None:
        services.candidate_close(
            candidate=candidate,
            action=form.cleaned_data["action"],
            day=form.cleaned_data["day"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )

    return _decided(request, candidate, form, close, _("结束办理"), _("办了以后档案不能再改，请核对清楚。"))


@require_http_methods(["GET", "POST"])
def candidate_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    candidate = _candidate(request, pk)
    if not (answer := services.may_reopen(request.user, candidate)):
        raise PermissionDenied(answer.reason)
    form = ReopenForm(request.POST or None)

    def reopen() -> None:
        reason = form.cleaned_data["reason"]
        services.candidate_reopen(candidate=candidate, reason=reason, by=request.user, at=timezone.now())

    return _decided(request, candidate, form, reopen, _("恢复办理"), _("结束错了，可以从原来的地方接着办。"))


@require_http_methods(["GET", "POST"])
def candidate_prolong(request: HttpRequest, pk: int) -> HttpResponse:
    candidate = _writable(request, pk)
    if not (answer := services.may_prolong(candidate)):
        raise PermissionDenied(answer.reason)
    book = _book(candidate)
    least, most = (book.value(f"development.prolong_{bound}_months") for bound in ("least", "most"))
    form = ProlongForm(request.POST or None, least=least, most=most)

    def prolong() -> None:
        services.probation_prolong(
            candidate=candidate,
            decided_on=form.cleaned_data["decided_on"],
            months=form.cleaned_data["months"],
            document=form.cleaned_data["document"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )

    text = _("支部大会讨论决定、乡镇党委批准以后再记。延长的时间从原来的预备期满算起。")
    return _decided(request, candidate, form, prolong, _("延长预备期"), text)


def _decided(request: HttpRequest, candidate: Candidate, form, act, title: str, text: str) -> HttpResponse:
    """Show a form with a decision on a person, or carry it out by `act`."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except DevelopmentRefused as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, _("%(name)s：%(title)s，已记下。") % {"name": candidate.name, "title": title})
            return redirect("ledgers:candidate-detail", candidate.pk)
    context = {"candidate": candidate, "form": form, "title": title, "text": text}
    return render(request, "ledgers/candidate_decide.html", context, status=422 if form.errors else 200)
