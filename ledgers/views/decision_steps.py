"""The steps of a decision (四议两公开): the form of each, the record, and the evidence that arrives file by file."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from branches.enums import Permission
from branches.views import require
from evidence.forms import UploadForm
from evidence.services import UploadRefused, file_store
from ledgers import decision_pages as pages
from ledgers.decision_rules import MEETING_KINDS, may_confirm, may_write
from ledgers.enums.decisions import PUBLICATIONS, FilePurpose, Step
from ledgers.forms.decisions import CloseForm, StepForm
from ledgers.models import Decision, DecisionDraftFile, DecisionFile, DecisionStep
from ledgers.selectors.decisions import meetings_for
from ledgers.services import decisions as services
from ledgers.services.decisions import DecisionRefused, current_steps
from ledgers.views.decisions import allowed, decision_of, judged, refused


def _step(number: int) -> Step:
    try:
        return Step(number)
    except ValueError:
        raise Http404 from None


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


# --- To confirm ----------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def step_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a recorded step, or the form that puts it on record; ?again=1 to hold it once more."""
    decision, step = decision_of(request, pk), _step(number)
    held = current_steps(decision)
    present = held.get(step)
    answer = may_confirm(request.user, decision, step, frozenset(held))
    if request.method == "POST":
        allowed(answer)
        return _step_confirm(request, decision, step, present)
    if present is not None and not (answer and request.GET.get("again")):
        return _step_read(request, decision, present, can_redo=bool(answer))
    allowed(answer)
    form = _step_form(decision, step, initial=_step_initial(step))
    return _step_form_page(request, decision, step, form, UploadForm(), present)


def _step_initial(step: Step) -> dict:
    today = timezone.localdate()
    return {"held_on": today} if step in (Step.PUBLISH, Step.RESULT) else {}


def _step_form(decision: Decision, step: Step, data=None, initial: dict | None = None) -> StepForm:
    meetings = meetings_for(decision, MEETING_KINDS[step]) if step in MEETING_KINDS else ()
    return StepForm(data, step=step, matter=decision.matter, meetings=meetings, initial=initial)


def _step_form_page(request, decision, step, form, upload_form, present, status: int = 200) -> HttpResponse:
    waiting = _waiting(decision, step).select_related("file")
    drafts_url = reverse("ledgers:decision-step-drafts", args=[decision.pk, step])
    context = {
        "decision": decision,
        "step": step,
        "title": f"{step}. {step.label}",
        "form": form,
        "upload_form": upload_form,
        "upload_url": f"{drafts_url}?version={decision.version}",
        "rows": [_draft_row(draft) for draft in waiting],
        "replaces": present.pk if present else "",
        "is_publication": step in PUBLICATIONS,
        "needs_meeting": step in MEETING_KINDS and not form.fields["meeting"].queryset.exists(),
    }
    return render(request, "ledgers/decision_step_form.html", context, status=status)


def _step_confirm(request: HttpRequest, decision: Decision, step: Step, present: DecisionStep | None) -> HttpResponse:
    """Keep the files first: a form with a mistake comes back with all that arrived."""
    at = timezone.now()
    form = _step_form(decision, step, request.POST)
    upload_form = UploadForm(request.POST, request.FILES, already=_already(request, _waiting(decision, step)))
    version = _whole(request.POST.get("version", "")) or 0
    kept = _keep_all(upload_form, lambda upload: _attach_draft(request, decision, version, step, upload, at))
    if form.is_valid() and kept is not None:
        try:
            row = services.step_confirm(
                decision=decision,
                version=version,
                number=step,
                values=form.values,
                replaces=_whole(request.POST.get("replaces", "")),
                by=request.user,
                at=at,
            )
        except DecisionRefused as refusal:
            refused(form, refusal)
        else:
            _say(request, kept)
            _tell(request, row)
            return redirect("ledgers:decision-detail", decision.pk)
    for sentence in kept or ():
        upload_form.add_error(None, sentence)
    return _step_form_page(request, decision, step, form, upload_form, present, status=422)


def _tell(request: HttpRequest, row: DecisionStep) -> None:
    name = f"{row.number}. {row.get_number_display()}"
    if row.faults:
        messages.warning(
            request, _("“%(name)s”已记下，但不合规定：%(why)s") % {"name": name, "why": " ".join(row.faults)}
        )
    else:
        messages.success(request, _("“%(name)s”已记下。") % {"name": name})


# --- On record -----------------------------------------------------------------------------------------------------
def _step_read(
    request: HttpRequest, decision: Decision, row: DecisionStep, *, can_redo: bool, close=None, more=None, status=200
) -> HttpResponse:
    """Show a step on record; `close` and `more` are (form, upload form) that were not accepted."""
    writable = bool(may_write(request.user, decision))
    may_close = writable and row.number in PUBLICATIONS and row.until is None
    close_form, close_upload = close or (CloseForm(initial={"until": timezone.localdate(), "agrees": "1"}), None)
    places = _places(row, writable, more)
    context = {
        "decision": decision,
        "row": row,
        "title": f"{row.number}. {row.get_number_display()}",
        "facts": pages.step_facts(row),
        "verdict": judged(decision).gate.steps[row.number - 1],
        "can_redo": can_redo,
        "may_write": writable,
        "close_form": close_form,
        "close_upload": close_upload or UploadForm(auto_id="close_%s"),
        "may_close": may_close,
        "is_publication": row.number in PUBLICATIONS,
        "last_day": next((place for place in places if place["purpose"] == FilePurpose.LAST_DAY), None),
        # The photo of the last day belongs to the form that ends the publication, as long as that is open.
        "places": [place for place in places if not (may_close and place["purpose"] == FilePurpose.LAST_DAY)],
    }
    return render(request, "ledgers/decision_step.html", context, status=status)


def _places(row: DecisionStep, writable: bool, failed: tuple[str, UploadForm] | None) -> list[dict]:
    """Return what evidence a step has or may get, one place for each purpose; a place to read only when it is full."""
    purposes = [FilePurpose.RECORD]
    if row.number in PUBLICATIONS:
        purposes = [FilePurpose.FIRST_DAY, FilePurpose.LAST_DAY, FilePurpose.RECORD]
    links: dict[str, list[dict]] = {}
    for link in row.files.select_related("file"):
        links.setdefault(link.purpose, []).append(_file_row(link, writable))
    return [
        {
            "purpose": str(purpose),
            "label": purpose.label if row.number in PUBLICATIONS else _("附件"),
            "url": _files_url(row, purpose),
            "form": failed[1] if failed and failed[0] == purpose else UploadForm(auto_id=f"{purpose}_%s"),
            "rows": links.get(purpose, []),
        }
        for purpose in purposes
        if writable or purpose in links
    ]


def _files_url(row: DecisionStep, purpose: str) -> str:
    url = reverse("ledgers:decision-step-files", args=[row.decision_id, row.number])
    return f"{url}?purpose={purpose}"


def _file_row(link: DecisionFile, removable: bool = True) -> dict:
    url = reverse("ledgers:decisionfile-remove", args=[link.pk]) if removable else ""
    return {"file": link.file, "remove_url": url}


def _draft_row(draft: DecisionDraftFile) -> dict:
    return {"file": draft.file, "remove_url": reverse("ledgers:decisiondraft-remove", args=[draft.pk])}


def _present_step(request: HttpRequest, pk: int, number: int) -> tuple[Decision, DecisionStep]:
    decision = decision_of(request, pk)
    allowed(may_write(request.user, decision))
    row = current_steps(decision).get(_step(number))
    if row is None:
        raise Http404
    return decision, row


@require_POST
def step_close(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """End a publication: last day, photo of it, the supervision committee's opinion."""
    decision, row = _present_step(request, pk, number)
    at, form = timezone.now(), CloseForm(request.POST)
    upload_form = UploadForm(request.POST, request.FILES, already=_already(request, row.files), auto_id="close_%s")
    # Before the publication is judged: a photo that comes with the form is not missing.
    kept = _keep_all(upload_form, lambda upload: _attach(request, row, FilePurpose.LAST_DAY, upload, at))
    if form.is_valid() and kept is not None:
        try:
            services.publication_close(step=row, **form.cleaned_data, by=request.user, at=at)
        except DecisionRefused as refusal:
            refused(form, refusal)
        else:
            _say(request, kept)
            messages.success(request, _("公示已结束。"))
            return redirect("ledgers:decision-detail", pk)
    for sentence in kept or ():
        upload_form.add_error(None, sentence)
    return _step_read(request, decision, row, can_redo=False, close=(form, upload_form), status=422)


# --- Files ---------------------------------------------------------------------------------------------------------
def _already(request: HttpRequest, links) -> int:
    return links.count() if request.FILES else 0


def _waiting(decision: Decision, step: int):
    return decision.draft_files.filter(version=decision.version, number=step)


def _attach_draft(request, decision: Decision, version: int, step: Step, upload, at: dt.datetime) -> DecisionDraftFile:
    stored = file_store(organisation=decision.branch, upload=upload, by=request.user, at=at)
    return services.draft_attach(decision=decision, version=version, number=step, file=stored, by=request.user, at=at)


def _attach(request: HttpRequest, row: DecisionStep, purpose: str, upload, at: dt.datetime) -> DecisionFile:
    stored = file_store(organisation=row.decision.branch, upload=upload, by=request.user, at=at)
    return services.file_attach(step=row, file=stored, purpose=purpose, by=request.user, at=at)


def _keep_all(upload_form: UploadForm, attach: Callable) -> list[str] | None:
    """Keep the files sent with a form and return a sentence for each that was refused: it takes no other with it.
    None when they could not even be read."""
    if not upload_form.is_valid():
        return None
    sentences = []
    for upload in upload_form.files_chosen:
        try:
            attach(upload)
        except (UploadRefused, DecisionRefused) as refusal:
            sentences.append(_("“%(name)s”没有收下：%(why)s") % {"name": upload.name, "why": refusal})
    return sentences


def _say(request: HttpRequest, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        messages.error(request, sentence)


def _row_or_sentence(request: HttpRequest, attach: Callable, row_of: Callable) -> HttpResponse:
    """Answer the upload script: 201 with the file's row, or 422 with a sentence that says what to do."""
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise DecisionRefused(_("没有收到文件，请再选一次。"))
        link = attach(upload)
    except (UploadRefused, DecisionRefused) as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    return render(request, "evidence/_file.html", row_of(link), status=201)


@require_POST
def step_drafts(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take one file for a step that is not confirmed yet."""
    decision, step = decision_of(request, pk), _step(number)
    allowed(may_confirm(request.user, decision, step, frozenset(current_steps(decision))))
    version, at = _whole(request.GET.get("version", "")) or 0, timezone.now()
    return _row_or_sentence(
        request, lambda upload: _attach_draft(request, decision, version, step, upload, at), _draft_row
    )


@require_POST
def step_files(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Add evidence to a step that is on record: one file from the script, or a form's files without it."""
    decision, row = _present_step(request, pk, number)
    purpose, at = request.GET.get("purpose", FilePurpose.RECORD), timezone.now()
    if purpose not in FilePurpose.values or (purpose != FilePurpose.RECORD and row.number not in PUBLICATIONS):
        raise Http404
    if not {"photos", "documents"} & set(request.FILES):
        return _row_or_sentence(request, lambda upload: _attach(request, row, purpose, upload, at), _file_row)
    upload_form = UploadForm(request.POST, request.FILES, already=row.files.count(), auto_id=f"{purpose}_%s")
    for sentence in _keep_all(upload_form, lambda upload: _attach(request, row, purpose, upload, at)) or ():
        upload_form.add_error(None, sentence)
    if upload_form.errors:
        return _step_read(request, decision, row, can_redo=False, more=(purpose, upload_form), status=422)
    return redirect("ledgers:decision-step", decision.pk, number)


def _removed(request: HttpRequest, name: str, address: str) -> HttpResponse:
    if request.htmx:
        return HttpResponse()  # htmx takes the row away
    messages.success(request, _("“%(name)s”已移除。") % {"name": name})
    return redirect(address)


@require_POST
def file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off a step."""
    links = DecisionFile.objects.visible_to(request.user).select_related("step__decision__branch", "file")
    link = get_object_or_404(links, pk=pk)
    require(request.user, Permission.LEDGER_EDIT)
    try:
        services.file_detach(link=link, by=request.user)
    except DecisionRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    address = reverse("ledgers:decision-step", args=[link.step.decision_id, link.step.number])
    return _removed(request, link.file.name, address)


@require_POST
def draft_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a file that waits for its step."""
    drafts = DecisionDraftFile.objects.visible_to(request.user).select_related("decision__branch", "file")
    draft = get_object_or_404(drafts, pk=pk)
    require(request.user, Permission.LEDGER_EDIT)
    try:
        services.draft_detach(draft=draft, by=request.user)
    except DecisionRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    address = reverse("ledgers:decision-step", args=[draft.decision_id, draft.number])
    return _removed(request, draft.file.name, f"{address}?again=1")
