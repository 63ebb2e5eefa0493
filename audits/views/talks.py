"""Colours of the last months, and the talks that follow consecutive reds (红黄蓝绿, 约谈)."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from audits.circular_rules import is_officer
from audits.colours import Colour
from audits.forms.talks import FORMS, ReportForm, SettleForm
from audits.models import CommitmentFile, TalkCase, TalkCommitment, TalkMinutes
from audits.selectors.colours import branch_rows, month_rows, months_shown, township_rows
from audits.services import talks as services
from audits.services.talks import TalkRefused
from audits.talk_enums import CommitmentState, TalkAction, TalkKind
from audits.talk_papers import minutes_pdf, notice_pdf
from audits.talk_rules import MOVES, may_move, may_report, may_settle
from branches.enums import Level, Permission
from branches.models import Organisation
from branches.views import require
from config.lib.listing import page_of
from evidence.forms import UploadForm
from evidence.services import UploadRefused, file_store
from ledgers.models import Month
from ledgers.selectors.lookup import month_named
from ledgers.services.months import parameters_of
from ledgers.transfer_pages import committee

PAGE_SIZE = 50


@require_GET
def colour_table(request: HttpRequest) -> HttpResponse:
    """Show townships × the last twelve months, or a township's branches; a branch sees its own row."""
    user = request.user
    require(user, Permission.LEDGER_VIEW)
    if asked := request.GET.get("month", ""):
        return _colours_of_month(request, month_named(user, asked))
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


def _colours_of_month(request: HttpRequest, month: Month) -> HttpResponse:
    """Show the townships' colours of one month, those of ?colour= only: what a figure of the circular counts.

    Who drafts, checks and signs the circular sees them before they are written.
    """
    require(request.user, Permission.OVERVIEW_VIEW)
    asked = request.GET.get("colour", "")
    colour = asked if asked in Colour.values else ""
    with_unwritten = is_officer(request.user) and not month.township_colours.exists()
    context = {
        "months": [month.month],
        "rows": month_rows(request.user, month, colour, with_unwritten=with_unwritten),
        "month": month,
        "colour": Colour(colour).label if colour else "",
        "is_unwritten": with_unwritten,
        "is_chosen": True,
    }
    return render(request, "audits/colour_table.html", context)


@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """List the talks in the user's scope, by organisations and posts, never by names."""
    require(request.user, Permission.LEDGER_VIEW)
    cases = TalkCase.objects.visible_to(request.user)
    cases = cases.select_related("organisation", "host", "project__organisation")
    page = page_of(request, cases, PAGE_SIZE)
    return render(request, "audits/case_list.html", {"page": page})


def _case(request: HttpRequest, pk: int) -> TalkCase:
    found = TalkCase.objects.visible_to(request.user)
    found = found.select_related("organisation", "host", "project__organisation")
    return get_object_or_404(found, pk=pk)


@require_GET
def case_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a talk: what is next, what was promised, and its history."""
    return _detail(request, _case(request, pk))


def _detail(
    request: HttpRequest,
    case: TalkCase,
    *,
    bound: dict | None = None,
    reported: dict[int, tuple[ReportForm, UploadForm]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the case; `bound` maps an action, or the id of a promise, to the form that was typed.

    `reported` maps the id of a promise to the report and the files that were not accepted.
    """
    bound, reported, user = bound or {}, reported or {}, request.user
    acts = [
        (action, str(TalkAction(action).label), bound.get(action) or FORMS[action](auto_id=f"id_{action}_%s"))
        for action in FORMS
        if may_move(user, case, action)
    ]
    settles, reports = bool(may_settle(user, case)), bool(may_report(user, case))
    promises = []
    for promise in case.commitments.prefetch_related("files__file"):
        is_open, files = promise.state == CommitmentState.OPEN, promise.files.all()
        row = {"promise": promise, "rows": [_file_row(link, removable=reports and is_open) for link in files]}
        if settles and is_open:
            row["settle"] = bound.get(promise.pk) or SettleForm(auto_id=f"id_{promise.pk}_%s")
        if reports and is_open:
            report, upload = reported.get(promise.pk) or (
                ReportForm(initial={"result": promise.result}, auto_id=f"id_report_{promise.pk}_%s"),
                UploadForm(already=len(files), auto_id=f"id_upload_{promise.pk}_%s"),
            )
            row |= {"report": report, "upload_form": upload}
        promises.append(row)
    steps = [
        {"what": step.get_action_display(), "who": step.by or _("系统"), "when": step.at, "why": step.reason}
        for step in case.steps.select_related("by")
    ]
    context = {
        "case": case,
        "acts": acts,
        "promises": promises,
        "attaches": reports and any("report" in row for row in promises),
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


# --- What was promised is done -------------------------------------------------------------------------------------
def _promise(request: HttpRequest, pk: int) -> TalkCommitment:
    """Return the promise from the user's scope; who did not make it hears why it is not theirs to report."""
    promises = TalkCommitment.objects.visible_to(request.user).select_related("case__organisation", "case__host")
    promise = get_object_or_404(promises, pk=pk)
    if not (answer := may_report(request.user, promise.case)):
        raise PermissionDenied(answer.reason)
    return promise


@require_POST
def commitment_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a promise done, with files where they did not come by themselves: these are kept first."""
    promise = _promise(request, pk)
    form = ReportForm(request.POST, auto_id=f"id_report_{pk}_%s")
    already = promise.files.count()
    upload_form = UploadForm(request.POST, request.FILES, already=already, auto_id=f"id_upload_{pk}_%s")
    if upload_form.is_valid():
        for upload in upload_form.files_chosen:
            try:
                _attach(request, promise, upload)
            except (UploadRefused, TalkRefused) as refusal:
                upload_form.add_error(None, _("“%(name)s”没有收下：%(why)s") % {"name": upload.name, "why": refusal})
    if form.is_valid() and not upload_form.errors:
        try:
            services.commitment_report(
                commitment=promise, result=form.cleaned_data["result"], by=request.user, at=timezone.now()
            )
        except TalkRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("已报告完成，等%(host)s核实。") % {"host": promise.case.host.short_name})
        return redirect("audits:case-detail", pk=promise.case_id)
    return _detail(request, promise.case, reported={pk: (form, upload_form)}, status=422)


@require_POST
def commitment_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one file from the upload script: 201 with its row, 422 with a sentence that says what to do."""
    promise = _promise(request, pk)
    if "file" not in request.FILES:
        return _plain(_("没有收到文件，请再选一次。"))
    try:
        link = _attach(request, promise, request.FILES["file"])
    except (UploadRefused, TalkRefused) as refusal:
        return _plain(str(refusal))
    return render(request, "evidence/_file.html", _file_row(link), status=201)


def _plain(sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=422, content_type="text/plain; charset=utf-8")


def _attach(request: HttpRequest, promise: TalkCommitment, upload) -> CommitmentFile:
    at, limit = timezone.now(), settings.EVIDENCE_MAX_FILES
    stored = file_store(organisation=promise.case.organisation, upload=upload, by=request.user, at=at)
    return services.commitment_attach(commitment=promise, file=stored, by=request.user, at=at, limit=limit)


def _file_row(link: CommitmentFile, *, removable: bool = True) -> dict:
    url = reverse("audits:commitmentfile-remove", args=[link.pk]) if removable else ""
    return {"file": link.file, "remove_url": url}


@require_POST
def commitmentfile_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off a promise that is not settled."""
    links = CommitmentFile.objects.visible_to(request.user).select_related("commitment", "file")
    link = get_object_or_404(links, pk=pk)
    try:
        services.commitment_detach(link=link, by=request.user)
    except TalkRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    if request.htmx:
        return HttpResponse()  # htmx takes the row away
    messages.success(request, _("“%(name)s”已移除。") % {"name": link.file.name})
    return redirect("audits:case-detail", pk=link.commitment.case_id)


# --- On paper ------------------------------------------------------------------------------------------------------
@require_safe
def case_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the notice (约谈通知书) as PDF."""
    case = _case(request, pk)
    if case.noticed_at is None:
        raise Http404(_("还没有发约谈通知。"))
    content = notice_pdf(case, issuer=_issuer(case), addressee=_addressee(case))
    return _download(content, f"{case.organisation.code}-talk-notice-{case.pk}")


@require_safe
def case_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the minutes (约谈纪要) as PDF to the two sides, who read them on the page too."""
    case = _case(request, pk)
    minutes = get_object_or_404(TalkMinutes.objects.visible_to(request.user), case=case)
    content = minutes_pdf(case, minutes, issuer=_issuer(case), copies_to=_addressee(case))
    return _download(content, f"{case.organisation.code}-talk-minutes-{case.pk}")


def _issuer(case: TalkCase) -> str:
    return parameters_of(case.host).issuer if case.kind == TalkKind.TOWNSHIP else committee(case.host)


def _addressee(case: TalkCase) -> str:
    place = case.organisation
    return committee(place) if case.kind == TalkKind.TOWNSHIP else place.full_name or place.short_name


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
