"""The roll as a spreadsheet: the empty form, an upload with its preview and its progress, the export."""

import json
from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level
from branches.models import Organisation
from config.lib.crypto import decrypt_bytes
from config.lib.listing import page_of
from config.lib.spreadsheet import spreadsheet_answer
from ledgers.enums.imports import ImportStage, RowKind
from ledgers.forms.imports import FullExportForm, SheetForm, SummaryForm
from ledgers.models import RollImport, RollImportContent
from ledgers.roll_sheet import FEW_ROWS, MAX_BYTES, MAX_ROWS, SheetRefused, template_workbook
from ledgers.selectors.access import accesses_of
from ledgers.services.access import AccessRefused
from ledgers.services.imports import ImportRefused, import_choose, import_drop, import_receive, roll_export
from ledgers.services.members import RollRefused, may_edit_roll
from ledgers.services.roll_summary import may_summarise, roll_summary
from ledgers.views.members import own_branch

PAGE_SIZE = 50
ACCESSES = 10
# What a person looks at first.
ORDER = (RowKind.BAD, RowKind.CHANGED, RowKind.NEW, RowKind.UNCHANGED)


@require_GET
def member_template(request: HttpRequest) -> HttpResponse:
    own_branch(request)
    return spreadsheet_answer(template_workbook(), _("党员名册"))


@require_http_methods(["GET", "POST"])
def member_import(request: HttpRequest) -> HttpResponse:
    """Take the filled spreadsheet; what it would do is shown before anything is written."""
    branch = own_branch(request)
    is_sent = request.method == "POST"
    form = SheetForm(request.POST, request.FILES) if is_sent else SheetForm()
    if is_sent and form.is_valid():
        upload = form.cleaned_data["sheet"]
        try:
            received = import_receive(
                branch=branch,
                filename=upload.name,
                content=upload.read(MAX_BYTES + 1),  # one more than is taken: enough to see that it is too much
                by=request.user,
                at=timezone.now(),
            )
        except SheetRefused as refusal:
            form.add_error("sheet", str(refusal))
        else:
            return redirect("ledgers:import-detail", received.pk)
    return render(
        request,
        "ledgers/member_import.html",
        {
            "form": form,
            "most": MAX_ROWS,
            "few": FEW_ROWS,
            "open_imports": RollImport.objects.visible_to(request.user).filter(branch=branch).unsettled()[:5],
        },
        status=422 if form.errors else 200,
    )


def _roll_import(request: HttpRequest, pk: int) -> RollImport:
    """Return an import of a branch whose roll the user may write."""
    found = get_object_or_404(RollImport.objects.visible_to(request.user).select_related("branch", "by"), pk=pk)
    if not (answer := may_edit_roll(request.user, found.branch)):
        raise PermissionDenied(answer.reason)
    return found


@never_cache
@require_GET
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an import as it stands: its progress, the preview with every error, or what became of it."""
    roll_import = _roll_import(request, pk)
    if request.htmx and roll_import.is_running:
        return render(request, "ledgers/_import_progress.html", {"roll_import": roll_import})
    if request.htmx and request.htmx.target == "import-progress":
        # Over: the whole page has something else to say now.
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    context = {"roll_import": roll_import, "has_errors_file": _has_errors_file(roll_import)}
    if roll_import.stage == ImportStage.CHECKED:
        context |= _preview(request, roll_import)
    return render(request, "ledgers/import_detail.html", context)


def _has_errors_file(roll_import: RollImport) -> bool:
    return RollImportContent.objects.filter(roll_import=roll_import).exclude(errors=b"").exists()


def _preview(request: HttpRequest, roll_import: RollImport) -> dict:
    """Return one page of the rows of the kind that was chosen, by default the first kind that there is."""
    kept = RollImportContent.objects.filter(roll_import=roll_import).values_list("report", flat=True).first()
    lines = json.loads(decrypt_bytes(kept)) if kept else []
    found = Counter(line["kind"] for line in lines)
    kinds = [kind for kind in ORDER if found[kind]]
    wanted = request.GET.get("kind", "")
    kind = RowKind(wanted) if wanted in kinds else next(iter(kinds), RowKind.BAD)
    page = page_of(request, [line for line in lines if line["kind"] == kind], PAGE_SIZE)
    return {"page": page, "kind": kind, "tabs": [(one, one.label, found[one]) for one in kinds]}


@require_POST
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the good rows, or all of them, as the person chose."""
    roll_import = _roll_import(request, pk)
    try:
        after = import_choose(
            roll_import=roll_import,
            good_only=request.POST.get("good_only") == "1",
            by=request.user,
            at=timezone.now(),
        )
    except (ImportRefused, RollRefused) as refusal:
        messages.error(request, str(refusal))
        return redirect("ledgers:import-detail", pk)
    if after.stage == ImportStage.DONE:
        words = _("名册已更新：新增 %(new)d 人，修改 %(changed)d 人。")
        messages.success(request, words % {"new": after.new, "changed": after.changed})
    return redirect("ledgers:import-detail", pk)


@require_POST
def import_drop_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Write nothing and delete the uploaded file."""
    roll_import = _roll_import(request, pk)
    try:
        import_drop(roll_import=roll_import, by=request.user, at=timezone.now())
    except (ImportRefused, RollRefused) as refusal:
        messages.error(request, str(refusal))
        return redirect("ledgers:import-detail", pk)
    messages.info(request, _("一行也没有导入，上传的表格已经删除。"))
    return redirect("ledgers:member-import")


@require_GET
def import_errors(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the upload with its errors marked, to be mended there and sent again."""
    roll_import = _roll_import(request, pk)
    kept = RollImportContent.objects.filter(roll_import=roll_import).values_list("errors", flat=True).first()
    if not kept:
        raise Http404
    return spreadsheet_answer(decrypt_bytes(kept), _("党员名册-待改正"))


@require_http_methods(["GET", "POST"])
def member_export(request: HttpRequest) -> HttpResponse:
    """Hand out the branch's roll: numbers masked, or in full after a reason has been given."""
    branch = own_branch(request)
    is_full = request.POST.get("full") == "1"
    form = FullExportForm(request.POST if is_full else None)
    if request.method == "POST" and (not is_full or form.is_valid()):
        reason = form.cleaned_data["reason"] if is_full else ""
        at = timezone.now()
        try:
            content = roll_export(branch=branch, is_full=is_full, reason=reason, by=request.user, at=at)
        except AccessRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            name = _("%(branch)s党员名册-%(day)s") % {
                "branch": branch.short_name,
                "day": timezone.localdate(at).isoformat(),
            }
            return spreadsheet_answer(content, name)
    return render(
        request,
        "ledgers/member_export.html",
        {"form": form, "branch": branch, "accesses": accesses_of(request.user, branch, limit=ACCESSES)},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def member_summary(request: HttpRequest) -> HttpResponse:
    """Hand out the rolls of all branches in scope, numbers masked, after a reason has been given."""
    own = request.user.hat.organisation if request.user.hat else None
    if own is None or not (answer := may_summarise(request.user)):
        raise PermissionDenied(answer.reason if own else "")
    townships = Organisation.objects.visible_to(request.user).filter(level=Level.TOWNSHIP)
    form = SummaryForm(request.POST or None, own=own, townships=townships)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        try:
            content = roll_summary(place=form.chosen, reason=form.cleaned_data["reason"], by=request.user, at=at)
        except AccessRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            words = {"place": form.chosen.name, "day": timezone.localdate(at).isoformat()}
            return spreadsheet_answer(content, _("%(place)s汇总名册-%(day)s") % words)
    context = {"form": form, "place": own}
    return render(request, "ledgers/member_summary.html", context, status=422 if form.errors else 200)
