"""The list of problems (问题清单), one problem with its next step, the rates, and the letter to a branch."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from audits.enums import ReasonClass
from audits.finding_clock import due_in_words
from audits.finding_enums import AT_BRANCH, FindingAction, FindingSource, FindingStatus
from audits.finding_letter import TITLE, letter_text
from audits.finding_rules import MOVES, may_attach, may_move, sources_for
from audits.forms.findings import FindingForm, MendForm, NoteForm
from audits.models import Finding, FindingFile
from audits.selectors.findings import (
    PILLS,
    FindingChoice,
    absences_listed,
    finding_line,
    letter_findings,
    ordered,
    state_counts,
    township_rates,
    townships_of,
    training_suggestions,
)
from audits.services import findings as services
from audits.services.finding_credits import credit_in_words
from audits.services.findings import FindingRefused, FindingRow
from branches.enums import Permission
from branches.models import Organisation, User
from branches.tree import district_above
from branches.views import require
from cadres.selectors.duty import absences_without_finding
from config.lib.listing import page_of
from config.lib.official_letter import letter_html
from config.lib.pdf import html_to_pdf
from evidence.forms import UploadForm
from evidence.services import UploadRefused, file_store
from ledgers.services.months import parameters_of

A, S = FindingAction, FindingStatus
PAGE_SIZE = 50
TABS = {
    "open": gettext_lazy("未销号"),
    "new": gettext_lazy("待下发"),
    "branch": gettext_lazy("整改中"),
    "overdue": gettext_lazy("超期"),
    "applied": gettext_lazy("待初验"),
    "checked": gettext_lazy("待核验"),
    "closed": gettext_lazy("已销号"),
    "all": gettext_lazy("全部"),
}
# action → (label of its button, icon, colour)
BUTTONS = {
    A.ISSUE: (gettext_lazy("下发给支部"), "send", "btn-primary"),
    A.CHECK: (gettext_lazy("初验通过"), "check", "btn-success"),
    A.REJECT: (gettext_lazy("驳回"), "arrow-back-up", ""),
    A.CLOSE: (gettext_lazy("核验销号"), "check", "btn-success"),
    A.LOOK_BACK: (gettext_lazy("回头看没有复发"), "check", "btn-success"),
    A.REOPEN: (gettext_lazy("又复发了，重开"), "refresh-alert", ""),
}
WAITING = {
    S.NEW: gettext_lazy("等待下发。"),
    S.ISSUED: gettext_lazy("由村党支部书记写整改措施。"),
    S.MENDING: gettext_lazy("由村党支部书记整改，改好后申请销号。"),
    S.APPLIED: gettext_lazy("等待乡镇审查小组初验。"),
    S.CHECKED: gettext_lazy("等待区委组织部核验销号。"),
    S.CLOSED: gettext_lazy("已经销号，过一段时间由乡镇或区委组织部回头看。"),
    S.LOOKED_BACK: gettext_lazy("已经回头看，没有复发。"),
}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _choice(request: HttpRequest) -> FindingChoice:
    asked = request.GET
    state = asked.get("state", "open")
    source, reason_class = asked.get("source", ""), asked.get("class", "")
    return FindingChoice(
        state=state if state in TABS else "open",
        source=source if source in FindingSource.values else "",
        reason_class=reason_class if reason_class in ReasonClass.values else "",
        township=_number(asked.get("township", "")),
        branch=_number(asked.get("branch", "")),
    )


@require_safe
def finding_list(request: HttpRequest) -> HttpResponse:
    """Show the problems of the user's scope: a branch its own, a township or the district with filters and tabs."""
    require(request.user, Permission.LEDGER_VIEW)
    user, choice, today = request.user, _choice(request), timezone.localdate()
    counts = state_counts(user, choice, today)
    page = page_of(request, ordered(user, choice, today), PAGE_SIZE)
    lines = [finding_line(finding, user, today) for finding in page]
    is_branch = user.may(Permission.LEDGER_EDIT)
    townships = [] if is_branch else townships_of(user)
    return render(
        request,
        "audits/finding_list.html",
        {
            "choice": choice,
            "tabs": [
                (label, choice.as_query(state=code), counts[code], code == choice.state)
                for code, label in TABS.items()
                if counts[code] or code in ("open", "closed", "all", choice.state)
            ],
            "lines": lines,
            "page": page,
            "can_issue": any(line.can_issue for line in lines),
            "is_branch": is_branch,
            "may_enter": bool(sources_for(user)),
            "sources": FindingSource.choices,
            "classes": ReasonClass.choices,
            "townships": townships if len(townships) > 1 else [],
            "branch": _branch(user, choice.branch),
            "suggestions": [] if is_branch else training_suggestions(user, today),
            "absences": absences_without_finding(user, listed=absences_listed()).count()
            if user.may(Permission.DUTY_CHECK)
            else 0,
        },
    )


def _branch(user: User, pk: int | None) -> Organisation | None:
    """Return the branch that a letter may be printed for: one's own, or the one that the list is narrowed to."""
    if user.may(Permission.LEDGER_EDIT) and user.hat:
        return user.hat.organisation
    return Organisation.objects.visible_to(user).answering().filter(pk=pk).first() if pk else None


@require_POST
def finding_issue(request: HttpRequest) -> HttpResponse:
    """Issue the ticked problems and say which were refused."""
    if not (request.user.may(Permission.REVIEW_TOWNSHIP) or request.user.may(Permission.REVIEW_DISTRICT)):
        raise PermissionDenied(_("问题由乡镇审查小组或区委组织部复审员下发。"))
    back = reverse("audits:finding-list") + _choice(request).as_query()
    chosen = [pk for box in request.POST.getlist("finding") if (pk := _number(box))]
    if not chosen:
        messages.warning(request, _("还没有选中问题，请先勾选。"))
        return redirect(back)
    result = services.findings_issue(findings=chosen, by=request.user, at=timezone.now())
    if result.done:
        messages.success(request, _("已下发 %(n)d 个问题。") % {"n": len(result.done)})
    for finding, reason in result.refused:
        messages.warning(request, f"{finding.number}：{reason}")
    return redirect(back)


def finding_new(request: HttpRequest) -> HttpResponse:
    """Enter a problem: self-check by the branch, review by the township, 巡察 and others by the district."""
    if not sources_for(request.user):
        raise PermissionDenied(_("您现在的角色不能登记问题。"))
    form = FindingForm(request.POST or None, user=request.user, initial={"branch": request.GET.get("branch")})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        row = FindingRow(
            reason=typed["reason"],
            description=typed["description"],
            basis=typed["basis"],
            clock=typed["clock"],
            until=typed["until"],
            post=typed["post"],
        )
        try:
            finding = services.findings_open(
                source=typed["source"], branch=typed["branch"], rows=[row], by=request.user, at=timezone.now()
            )[0]
        except FindingRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            if finding.relapses:
                messages.warning(request, _("同样的问题销号不久又出现，原来的%(n)s已重开。") % {"n": finding.number})
            else:
                messages.success(request, _("已列入问题清单：%(n)s。") % {"n": finding.number})
            return redirect("audits:finding-detail", finding.pk)
    return render(request, "audits/finding_form.html", {"form": form}, status=422 if form.errors else 200)


# --- One problem ---------------------------------------------------------------------------------------------------
def _finding(request: HttpRequest, pk: int) -> Finding:
    """Return the finding from the user's scope: strangers get 404, colleagues without the right 403."""
    found = Finding.objects.visible_to(request.user).select_related("branch", "township", "ledger__month", "absence")
    finding = get_object_or_404(found, pk=pk)
    require(request.user, Permission.LEDGER_VIEW)
    return finding


@require_safe
def finding_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a problem, how it stands, and to whoever's turn it is the next step."""
    return _detail(request, _finding(request, pk))


def _detail(request: HttpRequest, finding: Finding, *, mend=None, note=None, upload=None, status=200) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    limit, is_overdue = due_in_words(finding.status, finding.due_on, finding.applied_on, today)
    files = list(finding.files.select_related("file"))
    attaches = bool(may_attach(user, finding))
    buttons = [(action, *words) for action, words in BUTTONS.items() if may_move(user, finding, action)]
    at_branch = finding.status in AT_BRANCH
    mends = at_branch and bool(may_move(user, finding, A.APPLY))
    trail = [
        {"what": step.get_action_display(), "who": step.by, "when": step.at, "why": step.note}
        for step in finding.steps.select_related("by")
    ]
    context = {
        "finding": finding,
        "limit": limit,
        "credits": [credit_in_words(credit) for credit in finding.credits.all()],
        "pill": "late" if is_overdue else PILLS[finding.status],
        "is_overdue": is_overdue,
        "buttons": buttons,
        "note_form": (note or NoteForm()) if buttons else None,
        "mend_form": (mend or MendForm(initial={"measure": finding.measure, "result": finding.result}))
        if mends
        else None,
        "waiting": WAITING[finding.status],
        "attaches": attaches,
        "upload_form": upload or UploadForm(already=len(files)),
        "rows": [_file_row(link, removable=attaches) for link in files],
        "files": files,
        "trail": trail,
    }
    return render(request, "audits/finding_detail.html", context, status=status)


@require_POST
def finding_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one step; what was typed comes back with what is wrong."""
    finding = _finding(request, pk)
    action = request.POST.get("action", "")
    if action not in MOVES:
        if not (sources_for(request.user)):
            raise PermissionDenied(_("您现在的角色只能查看，不能办理问题。"))
        raise Http404
    is_mending = action in (A.MEASURE, A.APPLY)
    form = MendForm(request.POST) if is_mending else NoteForm(request.POST)
    shown = {"mend" if is_mending else "note": form}
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.finding_move(
                finding=finding,
                action=action,
                by=request.user,
                at=timezone.now(),
                note=typed.get("note", ""),
                values=typed if is_mending else {},
            )
        except FindingRefused as refused:
            if refused.field not in form.fields:
                messages.error(request, str(refused))
                return redirect("audits:finding-detail", pk)
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("已办好：%(what)s。") % {"what": A(action).label})
            return redirect("audits:finding-detail", pk)
    return _detail(request, finding, **shown, status=422)


# --- Files ---------------------------------------------------------------------------------------------------------
def _file_row(link: FindingFile, *, removable: bool = True) -> dict:
    url = reverse("audits:findingfile-remove", args=[link.pk]) if removable else ""
    return {"file": link.file, "remove_url": url}


@require_POST
def finding_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one file from the script (201 with its row, 422 with a sentence), or a form's files without it."""
    finding = _finding(request, pk)
    if not (answer := may_attach(request.user, finding)):
        raise PermissionDenied(answer.reason)
    if "file" in request.FILES:
        try:
            link = _attach(request, finding, request.FILES["file"])
        except (UploadRefused, FindingRefused) as refusal:
            return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
        return render(request, "evidence/_file.html", _file_row(link), status=201)
    form = UploadForm(request.POST, request.FILES, already=finding.files.count())
    if form.is_valid():
        for upload in form.files_chosen:
            try:
                _attach(request, finding, upload)
            except (UploadRefused, FindingRefused) as refusal:
                form.add_error(None, _("“%(name)s”没有收下：%(why)s") % {"name": upload.name, "why": refusal})
        if not form.files_chosen:
            form.add_error(None, _("没有收到文件，请再选一次。"))
    if form.errors:
        return _detail(request, finding, upload=form, status=422)
    return redirect("audits:finding-detail", pk)


def _attach(request: HttpRequest, finding: Finding, upload) -> FindingFile:
    at = timezone.now()
    stored = file_store(organisation=finding.branch, upload=upload, by=request.user, at=at)
    limit = settings.EVIDENCE_MAX_FILES
    return services.finding_attach(finding=finding, file=stored, by=request.user, at=at, limit=limit)


@require_POST
def findingfile_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off a problem that still lies with the branch."""
    links = FindingFile.objects.visible_to(request.user).select_related("finding__branch", "file")
    link = get_object_or_404(links, pk=pk)
    try:
        services.finding_detach(link=link, by=request.user)
    except FindingRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    if request.htmx:
        return HttpResponse()  # htmx takes the row away
    messages.success(request, _("“%(name)s”已移除。") % {"name": link.file.name})
    return redirect("audits:finding-detail", link.finding_id)


# --- Figures and the letter ----------------------------------------------------------------------------------------
@require_safe
def finding_rates(request: HttpRequest) -> HttpResponse:
    """Show 整改率, 按期率 and 复发率 of each township, with what each of them counts."""
    require(request.user, Permission.OVERVIEW_VIEW)
    today = timezone.localdate()
    rows, total = township_rates(request.user, today)
    context = {"rows": rows, "total": total, "suggestions": training_suggestions(request.user, today)}
    return render(request, "audits/finding_rates.html", context)


@require_safe
def finding_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the 整改通知书 of a branch (its id) with its issued, not yet closed problems as PDF."""
    branches = Organisation.objects.visible_to(request.user).answering()
    branch = get_object_or_404(branches, pk=pk)
    require(request.user, Permission.LEDGER_VIEW)
    found = letter_findings(branch)
    if not found:
        messages.info(request, _("%(name)s没有要整改的问题，不用发通知书。") % {"name": branch.short_name})
        return redirect("audits:finding-list")
    html = letter_html(
        title=TITLE,
        issuer=parameters_of(district_above(branch)).issuer,
        addressee=branch.full_name or branch.short_name,
        body=letter_text(found),
        on=max(finding.issued_on for finding in found),
    )
    response = HttpResponse(html_to_pdf(html, stamp=timezone.localtime()), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{branch.code}-findings.pdf"'
    return response
