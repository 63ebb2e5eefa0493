"""Pay: the year of a district, township or village, its standards and allowances, one village's sheet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.models import Organisation
from branches.views import require
from cadres.enums import PostKind
from cadres.enums.pay import AllowanceKind, SheetAction, SheetState
from cadres.forms import pay as forms
from cadres.models import Cadre, PayAllowance, PayExport, PaySheet, PayStandard
from cadres.rules import pay as rules
from cadres.rules.files import may_edit
from cadres.sections import tabs_for
from cadres.selectors import pay as selectors
from cadres.selectors.villages import villages_of
from cadres.services import pay as services
from cadres.services.files import CadreRefused
from cadres.services.pay_exports import FEW_ROWS, content_of, pay_export
from cadres.views.places import place_meant, today, year_meant, years_offered
from cadres.views.writing import refused
from config.lib.spreadsheet import spreadsheet_answer

CURRENT = "cadres:pay-list"


def _tabs(request: HttpRequest) -> list:
    return tabs_for(request.user, CURRENT)


@require_GET
def pay_list(request: HttpRequest) -> HttpResponse:
    """Show a year's pay: a district by its townships, a township by its villages, a village its own."""
    place = place_meant(request, Permission.CADRE_VIEW)
    year = year_meant(request)
    villages = list(villages_of(request.user, place))
    lines = selectors.sums_of(villages, year)
    is_district = place.level == Level.COUNTY
    total = selectors.summed(_("合计"), lines)
    return render(
        request,
        "cadres/pay_list.html",
        {
            "tabs": _tabs(request),
            "place": place,
            "year": year,
            "years": years_offered(),
            "is_district": is_district,
            "may_go_up": place.pk != request.user.hat.organisation_id,
            "lines": selectors.township_sums(lines) if is_district else lines,
            "total": total,
            "standards": bool(villages) and selectors.base_for(place, year),
            "may_draw": bool(may_edit(request.user, place)) and place.level == Level.TOWNSHIP,
            "may_export": any(line.sheet for line in lines),
            "is_long": total.persons > FEW_ROWS,
        },
    )


@require_POST
def pay_draw(request: HttpRequest) -> HttpResponse:
    """Reckon all sheets of a township anew that nobody has confirmed."""
    place = place_meant(request, Permission.CADRE_EDIT)
    year = year_meant(request)
    try:
        count = services.sheets_draw(
            villages=list(villages_of(request.user, place)), year=year, by=request.user, at=timezone.now()
        )
    except CadreRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("已生成 %(n)d 个村的报酬表；已经确认的没有动。") % {"n": count})
    return redirect(f"{reverse(CURRENT)}?year={year}")


@require_POST
def pay_export_new(request: HttpRequest) -> HttpResponse:
    """Send the year of a place as a spreadsheet; a long one is written by the worker."""
    place = place_meant(request, Permission.CADRE_VIEW)
    year = year_meant(request)
    try:
        made = pay_export(place=place, year=year, by=request.user, at=timezone.now())
    except CadreRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    if isinstance(made, PayExport):
        return redirect("cadres:payexport-detail", made.pk)
    return spreadsheet_answer(made, _file_name(place, year))


def _file_name(place: Organisation, year: int) -> str:
    return _("%(place)s%(year)d年村干部报酬表") % {"place": place.short_name, "year": year}


@never_cache
@require_GET
def payexport_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whether a long spreadsheet is ready, and send it to who asked for it."""
    export = get_object_or_404(PayExport.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    require(request.user, Permission.CADRE_VIEW)
    if export.by_id != request.user.pk:
        raise Http404
    if request.GET.get("file") and (content := content_of(export)):
        return spreadsheet_answer(content, _file_name(export.organisation, export.year))
    return render(
        request, "cadres/payexport_detail.html", {"tabs": _tabs(request), "export": export, "has_file": export.content}
    )


# --- Standards -------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def pay_standards(request: HttpRequest) -> HttpResponse:
    """Show what each post gets a month, with floor and history; district and township fix it."""
    place = place_meant(request, Permission.CADRE_VIEW)
    year = year_meant(request)
    may_set = rules.may_set_standards(request.user, place)
    base = selectors.base_for(place, year)
    own = base if base and base.organisation_id == place.pk else None
    form = forms.standards_form(own, list(PayStandard.objects.filter(base=own)) if own else [])
    status = 200
    if request.method == "POST":
        if not may_set:
            raise PermissionDenied(may_set.reason)
        income, amounts, reasons = forms.read_standards(form, request.POST)
        if form.is_good:
            try:
                services.standards_set(
                    place=place,
                    year=year,
                    income_cents=income,
                    source=form.source,
                    monthly=amounts,
                    reasons=reasons,
                    by=request.user,
                    at=timezone.now(),
                )
            except CadreRefused as refusal:
                form.say(refusal.field, str(refusal))
            else:
                messages.success(request, _("%(year)d年的标准已保存。") % {"year": year})
                return redirect(f"{reverse('cadres:pay-standards')}?year={year}")
        status = 422
    _hint(form, place, year, base)
    return render(
        request,
        "cadres/pay_standards.html",
        {
            "tabs": _tabs(request),
            "place": place,
            "year": year,
            "years": [today().year + 1, *years_offered()],
            "base": base,
            "is_own": own is not None,
            "form": form,
            "may_set": may_set,
            "in_force": selectors.standards_for([place], year)[place.pk],
            "history": selectors.growth_of(base.organisation) if base else {},
        },
        status=status,
    )


def _hint(form: forms.StandardsForm, place: Organisation, year: int, base) -> None:
    """Say at each post what it must be at least, what it was and what it should be by the rule of growth."""
    before = selectors.standards_for([place], year - 1)[place.pk]
    growth = services.book_of(place, year).value("pay.growth_percent")
    least = {}
    if base:
        secretary = selectors.standards_for([place], year)[place.pk].get(PostKind.PARTY_SECRETARY, 0)
        least = rules.floors(base.income_cents, base.chief_percent, base.deputy_percent, secretary)
    for row in form.rows:
        row.floor, row.previous = least.get(row.kind, 0), before.get(row.kind)
        row.suggested = max(row.floor, rules.grown(row.previous or 0, growth))


# --- Allowances ------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def allowance_list(request: HttpRequest) -> HttpResponse:
    """List the allowances of a place; the township grants them."""
    place = place_meant(request, Permission.CADRE_VIEW)
    may_grant = bool(may_edit(request.user, place)) and place.level == Level.TOWNSHIP
    cadres = Cadre.objects.visible_to(request.user).filter(organisation__path__startswith=place.path)
    cadres = cadres.select_related("organisation").order_by("organisation__path", "name")
    form = forms.AllowanceForm(request.POST or None, cadres=cadres)
    status = 200
    if request.method == "POST":
        if not may_grant:
            raise PermissionDenied(_("补贴由乡镇组织干事登记。"))
        if form.is_valid() and _granted(request, form):
            return redirect("cadres:allowance-list")
        status = 422
    rows = PayAllowance.objects.visible_to(request.user).filter(cadre__organisation__path__startswith=place.path)
    return render(
        request,
        "cadres/allowance_list.html",
        {
            "tabs": _tabs(request),
            "place": place,
            "rows": rows.select_related("cadre__organisation", "withdrawn_by")[:500],
            "form": form,
            "may_grant": may_grant,
        },
        status=status,
    )


def _granted(request: HttpRequest, form: forms.AllowanceForm) -> bool:
    values = form.cleaned_data
    shared = {"cadre": values["cadre"], "since": values["since"], "paper": values["paper"]}
    try:
        if values["kind"] == AllowanceKind.LEAVING:
            row = services.leaving_grant(**shared, by=request.user, at=timezone.now())
        else:
            row = services.allowance_add(
                **shared,
                kind=values["kind"],
                monthly_cents=values["amount"],
                until=values["until"],
                by=request.user,
                at=timezone.now(),
            )
    except CadreRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    messages.success(
        request,
        _("已登记%(who)s的%(kind)s：每月%(yuan)s元。")
        % {"who": row.cadre, "kind": row.get_kind_display(), "yuan": f"{row.monthly_cents / 100:.2f}"},
    )
    return True


def _allowance(request: HttpRequest, pk: int) -> PayAllowance:
    rows = PayAllowance.objects.visible_to(request.user).select_related("cadre__organisation")
    allowance = get_object_or_404(rows, pk=pk)
    if not (answer := may_edit(request.user, allowance.cadre.organisation)):
        raise PermissionDenied(answer.reason)
    return allowance


@require_POST
def allowance_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which is an allowance's last day."""
    allowance, form = _allowance(request, pk), forms.DayForm(request.POST)
    if form.is_valid():
        return _changed(
            request, services.allowance_end, allowance, _("已登记最后一天。"), until=form.cleaned_data["until"]
        )
    messages.error(request, " ".join(form.errors["until"]))
    return redirect("cadres:allowance-list")


@require_POST
def allowance_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an allowance that was entered by mistake."""
    allowance, form = _allowance(request, pk), forms.WhyForm(request.POST)
    if form.is_valid():
        return _changed(request, services.allowance_withdraw, allowance, _("已撤销。"), why=form.cleaned_data["why"])
    messages.error(request, " ".join(form.errors["why"]))
    return redirect("cadres:allowance-list")


def _changed(request: HttpRequest, service, allowance: PayAllowance, done: str, **values) -> HttpResponse:
    try:
        service(allowance=allowance, by=request.user, at=timezone.now(), **values)
    except CadreRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("cadres:allowance-list")


# --- One village's sheet ---------------------------------------------------------------------------------------
def _sheet(request: HttpRequest, pk: int) -> PaySheet:
    sheet = get_object_or_404(PaySheet.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    require(request.user, Permission.CADRE_VIEW)
    return sheet


@require_GET
def paysheet_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and print a village's sheet, with what may be done about it."""
    return _sheet_page(request, _sheet(request, pk))


def _sheet_page(request: HttpRequest, sheet: PaySheet, typed: forms.CorrectionForm | None = None) -> HttpResponse:
    rows = selectors.rows_of([sheet])[sheet.pk]
    actions = [
        (action.value, action.label)
        for action in (SheetAction.VILLAGE, SheetAction.TOWNSHIP, SheetAction.DISTRICT)
        if rules.may_move(request.user, sheet, action)
    ]
    may_correct = rules.may_correct(request.user, sheet)
    return render(
        request,
        "cadres/paysheet_detail.html",
        {
            "tabs": _tabs(request),
            "sheet": sheet,
            "village": sheet.organisation,
            "rows": rows,
            "total": selectors.sums_of([sheet.organisation], sheet.year)[0],
            "steps": [
                {"what": step.get_action_display(), "who": step.by, "when": step.at, "why": step.reason}
                for step in sheet.steps.select_related("by")
            ],
            "corrections": sheet.corrections.select_related("cadre", "by"),
            "actions": actions,
            "may_return": bool(rules.may_move(request.user, sheet, SheetAction.RETURN)),
            "waits_for_year": sheet.state == SheetState.DRAFT and not sheet.is_whole,
            "form": (typed or forms.CorrectionForm(cadres=_on_sheet(sheet))) if may_correct else None,
        },
        status=422 if typed and typed.errors else 200,
    )


def _on_sheet(sheet: PaySheet):
    return Cadre.objects.filter(pay_lines__sheet=sheet).order_by("name")


@require_POST
def paysheet_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or return a sheet."""
    sheet, form = _sheet(request, pk), forms.MoveForm(request.POST)
    if not form.is_valid():
        raise PermissionDenied(_("请用页面上的按钮确认或退回。"))
    values = form.cleaned_data
    answer = rules.may_move(request.user, sheet, values["action"])
    if not answer:
        raise PermissionDenied(answer.reason)
    try:
        moved = services.sheet_move(
            sheet=sheet, action=values["action"], by=request.user, at=timezone.now(), reason=values["reason"]
        )
    except CadreRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("这张表现在是“%(state)s”。") % {"state": moved.get_state_display()})
    return redirect("cadres:paysheet-detail", sheet.pk)


@require_POST
def paysheet_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an item after the district's confirmation."""
    sheet = _sheet(request, pk)
    if not (answer := rules.may_correct(request.user, sheet)):
        raise PermissionDenied(answer.reason)
    form = forms.CorrectionForm(request.POST, cadres=_on_sheet(sheet))
    if form.is_valid():
        try:
            made = services.correction_add(sheet=sheet, **form.cleaned_data, by=request.user, at=timezone.now())
        except CadreRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("已登记第%(n)d号更正。") % {"n": made.number})
            return redirect("cadres:paysheet-detail", sheet.pk)
    return _sheet_page(request, sheet, form)
