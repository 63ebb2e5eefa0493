"""A year of income from a spreadsheet: upload, look at it, confirm; and the same sheet back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Permission
from cadres.views.places import place_meant, year_meant, years_offered
from config.lib.listing import page_of
from config.lib.spreadsheet import spreadsheet_answer
from economy.enums.income import ImportStage, Item
from economy.forms.imports import UploadForm
from economy.models import IncomeImport
from economy.refusal import EconomyRefused
from economy.regimes import regime_of
from economy.rules import income as rules
from economy.sections import tabs_for
from economy.selectors.imports import BAD
from economy.services import imports as services
from economy.views.pages import refused, row_meant, stop_unless

CURRENT = "economy:overview"
PAGE_SIZE = 50


@require_http_methods(["GET", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Choose the year, fetch the sheet, send it in."""
    place, year = place_meant(request, Permission.ECONOMY_REVIEW), year_meant(request)
    stop_unless(rules.may_review(request.user, place))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = services.import_receive(
                place=place,
                year=year,
                filename=upload.name,
                content=upload.read(),
                by=request.user,
                at=timezone.now(),
            )
        except EconomyRefused as refusal:
            refused(form, refusal)
        else:
            return redirect("economy:incomeimport-detail", made.pk)
    waiting = IncomeImport.objects.visible_to(request.user).filter(stage=ImportStage.CHECKED).defer("rows", "content")
    return render(
        request,
        "economy/incomeimport_new.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "place": place,
            "year": year,
            "years": years_offered(),
            "form": form,
            "regime": regime_of(year),
            "items": [item.label for item in regime_of(year).items],
            "waiting": waiting.select_related("organisation")[:10],
        },
        status=422 if form.errors else 200,
    )


def _import(request: HttpRequest, pk: int) -> IncomeImport:
    found = row_meant(request, IncomeImport.objects.select_related("organisation", "by"), pk)
    stop_unless(rules.may_review(request.user, found.organisation))
    return found


@require_GET
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _import(request, pk))


def _detail(request: HttpRequest, found: IncomeImport, refusal: str = "") -> HttpResponse:
    kind = request.GET.get("kind") or (BAD if found.bad else "")
    rows = [row for row in found.rows if not kind or row["kind"] == kind]
    lines = page_of(request, rows, PAGE_SIZE)
    for row in lines.object_list:
        row["amounts"] = [(item.label, row["cells"][item]) for item in Item if item in row["cells"]]
    return render(
        request,
        "economy/incomeimport_detail.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "found": found,
            "page": lines,
            "kind": kind,
            "refusal": refusal,
            "kinds": [
                (code, label, count)
                for code, label, count in (
                    ("bad", _("有错"), found.bad),
                    ("new", _("新增"), found.new),
                    ("changed", _("修改"), found.changed),
                    ("same", _("没有变化"), found.unchanged),
                )
                if count
            ],
        },
        status=422 if refusal else 200,
    )


@require_POST
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    found = _import(request, pk)
    try:
        done = services.import_apply(
            income_import=found, good_only=bool(request.POST.get("good_only")), by=request.user, at=timezone.now()
        )
    except EconomyRefused as refusal:
        return _detail(request, found, str(refusal))
    messages.success(
        request, _("已导入：新增 %(new)d 个村，修改 %(changed)d 个村。") % {"new": done.new, "changed": done.changed}
    )
    return redirect(f"{reverse('economy:village-list')}?year={done.year}")


@require_POST
def import_drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = _import(request, pk)
    try:
        services.import_drop(income_import=found, by=request.user, at=timezone.now())
    except EconomyRefused as refusal:
        return _detail(request, found, str(refusal))
    messages.success(request, _("一个村也没有导入，上传的表格已经删除。"))
    return redirect(f"{reverse('economy:import-new')}?year={found.year}")


@require_GET
def import_errors(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the upload with its wrong cells marked, as long as it waits."""
    found = _import(request, pk)
    if found.stage != ImportStage.CHECKED or not found.bad:
        raise Http404(_("这次导入没有错误表格。"))
    return spreadsheet_answer(services.import_errors(found), _("标出错误的表格"))


@require_GET
def income_export(request: HttpRequest) -> HttpResponse:
    """Send a year of the place as a spreadsheet; it is also the form for the import."""
    place, year = place_meant(request, Permission.ECONOMY_VIEW), year_meant(request)
    content = services.year_workbook(place=place, year=year, by=request.user)
    return spreadsheet_answer(content, _("%(year)d年村集体收支") % {"year": year})
