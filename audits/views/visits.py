"""A visit on a telephone: arrive, tick, photograph, sign, finish; and how it is read afterwards."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audits.forms.inspections import VisitForm, answers_in
from audits.inspection_rules import ANSWERS, is_own, may_correct, may_write
from audits.models import Visit, VisitFile
from audits.selectors.inspections import visit_lines, visit_problems
from audits.services import visits as services
from audits.services.visits import VisitConflict, VisitIncomplete, VisitRefused
from branches.enums import Permission
from branches.models import User
from branches.views import require
from evidence.forms import UploadForm
from evidence.models import StoredFile
from evidence.services import UploadRefused, file_store
from ledgers.drafts import new_token, save_read, save_remember


def _visit(user: User, pk: int) -> Visit:
    return get_object_or_404(
        Visit.objects.visible_to(user).select_related(
            "branch", "inspector", "plan__station", "ledger__month", "signature"
        ),
        pk=pk,
    )


def _own(user: User, pk: int) -> Visit:
    """Return the inspector's own visit: strangers get 404, colleagues 403 with a reason."""
    visit = _visit(user, pk)
    require(user, Permission.INSPECTION_VISIT)
    if not (answer := is_own(user, visit)):
        raise PermissionDenied(answer.reason)
    return visit


@require_GET
def visit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a visit to read."""
    visit = _visit(request.user, pk)
    require(request.user, Permission.INSPECTION_VIEW)
    return _detail(request, visit)


def _detail(request: HttpRequest, visit: Visit, *, error: str = "", typed: str = "", status: int = 200) -> HttpResponse:
    return render(
        request,
        "audits/visit_detail.html",
        {
            "visit": visit,
            "groups": visit_lines(visit),
            "problems": visit_problems(visit),
            "files": [link.file for link in visit.files.select_related("file")],
            "corrections": visit.corrections.select_related("by"),
            "may_correct": may_correct(request.user, visit),
            "mine": is_own(request.user, visit),
            "error": error,
            "typed": typed,
        },
        status=status,
    )


@require_POST
def visit_arrive(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the arrival and open the list."""
    visit = _own(request.user, pk)
    try:
        services.visit_arrive(visit=visit, by=request.user, at=timezone.now())
    except VisitRefused as refused:
        raise PermissionDenied(str(refused)) from None
    return redirect("audits:visit-edit", pk=pk)


@require_http_methods(["GET", "POST"])
def visit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the list; save it, and finish when that button was pressed."""
    visit = _own(request.user, pk)
    if request.method == "GET":
        if not may_write(request.user, visit):
            return redirect("audits:visit-detail", pk=pk)
        return _edit_page(request, visit, VisitForm(initial=_initial(visit)), visit.answers)
    form, answers = VisitForm(request.POST), answers_in(request.POST, visit)
    errors, status, conflict = {}, 422, ""
    at = timezone.now()
    uploads = UploadForm(request.POST, request.FILES, already=visit.files.count())
    try:
        form.is_valid()
        saved = _save(request, visit, form, answers)
        _files_keep(request, visit, uploads)
        if not form.errors and not uploads.errors:
            if request.POST.get("then") != "finish":
                messages.success(request, _("已保存。"))
                return redirect("audits:visit-edit", pk=pk)
            services.visit_finish(visit=saved, by=request.user, at=at)
            messages.success(request, _("抽查已完成。"))
            return redirect("audits:visit-detail", pk=pk)
    except VisitRefused as refused:
        conflict, status = str(refused), 403
    except VisitConflict as found:
        conflict, status = str(found), 409
        form.data = form.data.copy()
        form.data["version"] = str(found.version)
    except VisitIncomplete as incomplete:
        errors = incomplete.errors
        form.data = form.data.copy()
        form.data["version"] = str(incomplete.version)
    visit = _visit(request.user, pk)
    return _edit_page(request, visit, form, answers, uploads=uploads, errors=errors, conflict=conflict, status=status)


def _initial(visit: Visit) -> dict:
    return {name: getattr(visit, name) for name in services.FIELDS} | {"version": visit.version}


def _save(request: HttpRequest, visit: Visit, form: VisitForm, answers: dict) -> Visit:
    """Save what can be read, unless a newer save of the same page came first."""
    save = save_read(request.POST, f"visit-{visit.pk}")
    if save.is_stale:
        return visit
    saved = services.visit_save(
        visit=visit,
        answers=answers,
        values={name: form.cleaned_data[name] for name in services.FIELDS if name in form.cleaned_data},
        version=save.version,
        by=request.user,
        at=timezone.now(),
    )
    save_remember(save, f"visit-{visit.pk}", saved.version)
    return saved


def _edit_page(
    request: HttpRequest,
    visit: Visit,
    form: VisitForm,
    answers: dict,
    *,
    uploads: UploadForm | None = None,
    errors: dict | None = None,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    errors = errors or {}
    visit.answers = answers  # shown as typed, not saved
    groups = [
        (category, [(line, errors.get(line.item.code, "")) for line in lines]) for category, lines in visit_lines(visit)
    ]
    return render(
        request,
        "audits/visit_edit.html",
        {
            "visit": visit,
            "form": form,
            "version": form["version"].value(),
            "token": new_token(),
            "groups": groups,
            "choices": list(zip(ANSWERS, (_("是"), _("否"), _("不适用")), ("good", "bad", "none"), strict=True)),
            "errors": errors,
            "met_errors": {name: errors.get(name, "") for name in ("met_name", "met_post")},
            "conflict": conflict,
            "upload_form": uploads or UploadForm(already=visit.files.count()),
            "rows": [_file_row(link) for link in visit.files.select_related("file")],
        },
        status=status,
    )


@require_POST
def visit_autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Save the draft while it is written; answers as static/js/autosave.js wants it."""
    visit = _own(request.user, pk)
    form = VisitForm(request.POST)
    form.is_valid()
    try:
        saved = _save(request, visit, form, answers_in(request.POST, visit))
    except VisitRefused as refused:
        return JsonResponse({"message": str(refused)}, status=403)
    except VisitConflict as conflict:
        return JsonResponse({"message": str(conflict)}, status=409)
    said = _("已保存 %(time)s") % {"time": f"{timezone.localtime():%H:%M}"}
    errors = {name: f"{form[name].label}：{found[0]}" for name, found in form.errors.items() if name != "version"}
    return JsonResponse({"version": saved.version, "message": said, "errors": errors})


def _files_keep(request: HttpRequest, visit: Visit, uploads: UploadForm) -> None:
    """Keep the files sent with the form; one that is refused is named and takes no other with it."""
    if not uploads.is_valid():
        return
    for upload in uploads.files_chosen:
        try:
            _attach(request.user, visit, upload)
        except (UploadRefused, VisitRefused) as refused:
            uploads.add_error(None, _("“%(name)s”没有收下：%(why)s") % {"name": upload.name, "why": refused})


def _store(user: User, visit: Visit, upload) -> StoredFile:
    return file_store(organisation=visit.branch, upload=upload, by=user, at=timezone.now())


def _attach(user: User, visit: Visit, upload) -> VisitFile:
    return services.visit_attach(
        visit=visit,
        file=_store(user, visit, upload),
        by=user,
        at=timezone.now(),
        limit=settings.EVIDENCE_MAX_FILES,
    )


def _file_row(link: VisitFile) -> dict:
    return {"file": link.file, "remove_url": reverse("audits:visitfile-remove", args=[link.pk])}


def _sentence(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


@require_POST
def visit_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one photo, or with `?what=signature` the drawn signature: 201 with its row, or 422 with a sentence."""
    visit = _own(request.user, pk)
    upload = request.FILES.get("file")
    if upload is None:
        return _sentence(_("没有收到文件，请再选一次。"), 422)
    if not (answer := may_write(request.user, visit)):
        return _sentence(answer.reason, 403)
    try:
        if request.GET.get("what") == "signature":
            file = _store(request.user, visit, upload)
            services.visit_sign(visit=visit, file=file, by=request.user, at=timezone.now())
            return render(request, "audits/_visit_signature.html", {"signature": file}, status=201)
        link = _attach(request.user, visit, upload)
    except (UploadRefused, VisitRefused) as refused:
        return _sentence(str(refused), 422)
    return render(request, "evidence/_file.html", _file_row(link), status=201)


@require_POST
def visitfile_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a photo off a visit that is not finished."""
    link = get_object_or_404(VisitFile.objects.visible_to(request.user).select_related("visit", "file"), pk=pk)
    require(request.user, Permission.INSPECTION_VISIT)
    try:
        services.visit_detach(link=link, by=request.user)
    except VisitRefused as refused:
        raise PermissionDenied(str(refused)) from None
    if request.htmx:
        return HttpResponse()  # htmx takes the row away
    messages.success(request, _("“%(name)s”已移除。") % {"name": link.file.name})
    return redirect("audits:visit-edit", pk=link.visit_id)


@require_POST
def visit_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a correction beside a finished visit."""
    visit = _own(request.user, pk)
    text = request.POST.get("text", "")[:1000]
    try:
        services.visit_correct(visit=visit, text=text, by=request.user, at=timezone.now())
    except VisitRefused as refused:
        return _detail(request, visit, error=str(refused), typed=text, status=422)
    messages.success(request, _("更正已写在旁边。"))
    return redirect("audits:visit-detail", pk=pk)
