"""The circular on a quarter, the correction of an issued one, and the text as a Word file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audits.circular_rules import is_officer, may_correct, may_edit
from audits.forms.circular_correction import CorrectionForm
from audits.services.circular_drafts import circular_draft_correction, circular_draft_quarter
from audits.services.circulars import CircularExists, CircularRefused, circular_document
from audits.views.circulars import circular_of
from branches.enums import Permission
from branches.views import require
from config.lib.official_docx import CONTENT_TYPE, official_docx
from ledgers.selectors.lookup import month_named


@require_POST
def circular_draft_of_quarter(request: HttpRequest, month: str) -> HttpResponse:
    """Draft the circular on the quarter that ends with `month`; when there is one, lead to it."""
    require(request.user, Permission.CIRCULAR_DRAFT)
    try:
        circular = circular_draft_quarter(month=month_named(request.user, month), by=request.user, at=timezone.now())
    except CircularExists as existing:
        messages.info(request, str(existing))
        circular = existing.circular
    except CircularRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("audits:circular-list")
    return redirect("audits:circular-detail", pk=circular.pk)


@require_http_methods(["GET", "POST"])
def circular_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the correction of an issued circular; while one is on its way, lead to it."""
    circular = circular_of(request, pk)
    if not (answer := may_correct(request.user, circular)):
        raise PermissionDenied(answer.reason)
    form, status = CorrectionForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                correction = circular_draft_correction(
                    circular=circular, **form.cleaned_data, by=request.user, at=timezone.now()
                )
            except CircularExists as existing:
                # What was typed is not lost: it stays in the form, beside the way to the draft there is.
                form.add_error(None, str(existing))
                status = 409
            except CircularRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("更正已起草，请核对后送核稿。"))
                return redirect("audits:circular-detail", pk=correction.pk)
    open_one = circular.corrections.exclude(status="issued").first()
    context = {"circular": circular, "form": form, "open_one": open_one}
    return render(request, "audits/circular_correct.html", context, status=status)


@require_GET
def circular_docx(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the text as a Word file, to be mended there; what counts is the text on the page and the issued file."""
    circular = circular_of(request, pk)
    if not is_officer(request.user):
        raise PermissionDenied(may_edit(request.user, circular).reason)
    response = HttpResponse(official_docx(circular_document(circular)), content_type=CONTENT_TYPE)
    name = circular.number or f"{circular.period}{_('通报')}"
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.docx")
    response["Cache-Control"] = "private, no-cache"
    return response
