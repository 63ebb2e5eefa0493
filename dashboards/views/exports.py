"""Take a list out as a workbook: at once, after a reason, or by the worker with its progress."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from config.lib.listing import page_of
from config.lib.spreadsheet import spreadsheet_answer
from dashboards.exports.lists import Kind
from dashboards.exports.reading import kind_of
from dashboards.exports.tables import PageRead
from dashboards.forms import ExportForm
from dashboards.models import Export
from dashboards.services import exports as services
from ledgers.services.access import AccessRefused

PAGE_SIZE = 30


@never_cache
@require_http_methods(["GET", "POST"])
def export_new(request: HttpRequest) -> HttpResponse:
    """Hand out the list at ?of=: a short one without persons at once, another after one more page."""
    path = request.GET.get("of", "")
    if not path:
        return redirect("dashboards:export-list")
    is_personal = kind_of(path) is Kind.PERSONAL
    form = ExportForm(request.POST if request.method == "POST" else None) if is_personal else None
    try:
        if request.method == "POST" and (answer := _made(request, path, form)):
            return answer
        read, count = services.read_or_count(request.user, path)
    except services.ExportRefused as refusal:
        context = {"refusal": str(refusal), "back": path}
        return render(request, "dashboards/export_refused.html", context, status=422)
    if not is_personal and count <= services.FEW_ROWS:
        day = timezone.localdate()
        return spreadsheet_answer(services.plain_workbook(read, by=request.user, day=day), _name(read.title, day))
    return _asked(request, read, count, form, path)


def _made(request: HttpRequest, path: str, form: ExportForm | None) -> HttpResponse | None:
    """Take the list out; None, and a word at the form's field, where the reason says nothing."""
    if form is not None and not form.is_valid():
        return None
    reason = form.cleaned_data["reason"] if form else ""
    try:
        made, content = services.export_make(path=path, reason=reason, by=request.user, at=timezone.now())
    except AccessRefused as refusal:
        form.add_error("reason", str(refusal))
        return None
    return spreadsheet_answer(content, _file_name(made)) if content else redirect("dashboards:export-detail", made.pk)


def _asked(request: HttpRequest, read: PageRead, count: int, form: ExportForm | None, path: str) -> HttpResponse:
    context = {
        "title": read.title,
        "count": count,
        "is_long": count > services.FEW_ROWS,
        "chosen": read.chosen,
        "fields": [text for grid in read.grids for line in grid.headings for text in line if text],
        "form": form,
        "back": path,
    }
    return render(request, "dashboards/export_new.html", context, status=422 if form and form.errors else 200)


def _name(title: str, day: dt.date) -> str:
    return f"{title} {day.isoformat()}"


def _file_name(export: Export) -> str:
    return _name(export.title, timezone.localdate(export.at))


def _export(request: HttpRequest, pk: int) -> Export:
    return get_object_or_404(Export.objects.visible_to(request.user), pk=pk)


@never_cache
@require_GET
def export_list(request: HttpRequest) -> HttpResponse:
    """List what the person has taken out: what for, how many rows, and where the file of a long one is."""
    found = Export.objects.visible_to(request.user).defer("content")
    return render(request, "dashboards/export_list.html", {"page": page_of(request, found, PAGE_SIZE)})


@never_cache
@require_GET
def export_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a long export is; asked for by htmx, that part alone."""
    export = _export(request, pk)
    template = "dashboards/_export_progress.html" if request.htmx else "dashboards/export_detail.html"
    return render(request, template, {"export": export, "has_file": bool(export.content)})


@never_cache
@require_GET
def export_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the file of a long export to who asked for it, as long as it is kept."""
    export = _export(request, pk)
    content = services.content_of(export)
    if not content:
        raise Http404(_("这份表格已经过期，请回到名单重新导出。"))
    return spreadsheet_answer(content, _file_name(export))
