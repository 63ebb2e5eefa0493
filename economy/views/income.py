"""Income: the year of a district or township, the list of its villages, one village's books."""

import datetime as dt

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.models import Organisation
from cadres.views.places import place_meant, today, year_meant, years_offered
from config.lib.listing import page_of
from economy.enums.income import BookState, IncomeClass
from economy.forms import income as forms
from economy.forms.fields import ReasonForm, WhyForm
from economy.models import Contract, IncomeBook, IncomeEntry
from economy.refusal import EconomyRefused
from economy.regimes import regime_of
from economy.rules import income as rules
from economy.sections import tabs_for
from economy.selectors import income as selectors
from economy.services import income as services
from economy.views.pages import refused, row_meant, stop_unless, stored, village_meant

CURRENT = "economy:overview"
PAGE_SIZE = 50


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show a year of the district by its townships; a township sees its villages, a village its own books."""
    place = place_meant(request, Permission.ECONOMY_VIEW)
    if place.level == Level.VILLAGE:
        return _detail(request, place, year_meant(request))
    if place.level == Level.TOWNSHIP:
        return redirect(f"{reverse('economy:village-list')}?{request.GET.urlencode()}")
    year = year_meant(request)
    bounds = selectors.Bounds.of(services.rules_of_year(place, year))
    lines = selectors.years_of(selectors.villages_in(request.user, place, year), year, today(), bounds)
    return render(
        request,
        "economy/overview.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "place": place,
            "year": year,
            "years": years_offered(),
            "total": (total := selectors.summed(_("合计"), lines)),
            "townships": selectors.townships_of(lines),
            "classes": [(code, label, total.classes[code]) for code, label in bounds.labels.items()],
            "bounds": bounds,
            "is_running": year == today().year,
            "months": selectors.months_over(year, today()),
            "may_import": rules.may_review(request.user, place),
        },
    )


@require_GET
def village_list(request: HttpRequest) -> HttpResponse:
    """List the villages of a year: narrowed by township, class, state of the books."""
    place = place_meant(request, Permission.ECONOMY_VIEW)
    if place.level == Level.VILLAGE:
        return redirect("economy:village-detail", place.pk)
    year = year_meant(request)
    bounds = selectors.Bounds.of(services.rules_of_year(place, year))
    lines = selectors.years_of(selectors.villages_in(request.user, place, year), year, today(), bounds)
    form = forms.VillageFilterForm(request.GET)
    form.is_valid()
    found = _narrowed(lines, form.cleaned_data)
    is_district = request.user.hat.organisation.level != Level.TOWNSHIP
    return render(
        request,
        "economy/village_list.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "place": place,
            "year": year,
            "years": years_offered(),
            "page": page_of(request, found, PAGE_SIZE),
            "total": selectors.summed(_("合计"), lines),
            "labels": bounds.labels,
            "bounds": bounds,
            "form": form,
            "states": dict(BookState.choices),
            "is_running": year == today().year,
            "townships": _townships(request) if is_district else [],
            "township": place if is_district and place.level == Level.TOWNSHIP else None,
            "is_district": is_district,
            "is_narrowed": any(form.cleaned_data.values()),
            "may_import": rules.may_review(request.user, place),
        },
    )


def _townships(request: HttpRequest) -> list[tuple[int, str]]:
    found = Organisation.objects.visible_to(request.user).filter(level=Level.TOWNSHIP)
    return list(found.order_by("path").values_list("pk", "name"))


def _narrowed(lines: list[selectors.VillageYear], wanted: dict[str, str]) -> list[selectors.VillageYear]:
    income_class, state = wanted.get("income_class", ""), wanted.get("state", "")
    if income_class in ("over", "under"):
        lines = [line for line in lines if line.is_over == (income_class == "over")]
    elif income_class in IncomeClass.values:
        lines = [line for line in lines if line.income_class == income_class]
    if state == "none":
        return [line for line in lines if not line.has_entries]
    if state == "hints":
        return [line for line in lines if line.hints]
    return [line for line in lines if line.state == state] if state else lines


# --- One village -----------------------------------------------------------------------------------------------
@require_GET
def village_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, village_meant(request, pk), year_meant(request))


def _detail(request: HttpRequest, village: Organisation, year: int, *, status: int = 200, **bound) -> HttpResponse:
    """One village's year; `bound` are forms with what was typed when one was refused."""
    day = today()
    bounds = selectors.Bounds.of(services.rules_of_year(village, year))
    # With its neighbours: some hints compare with them.
    near = Organisation.objects.filter(path__startswith=village.parent_path).answering()
    lines = selectors.years_of(selectors.of_year(near, year) | near.filter(pk=village.pk), year, day, bounds)
    line = next(line for line in lines if line.pk == village.pk)
    book = (
        IncomeBook.objects.filter(organisation=village, year=year)
        .select_related("organisation", "closed_by", "audited_by", "audit_file")
        .first()
    )
    living = book.bonus_plans.exclude(state="dropped").count() if book else 0
    context = {
        "tabs": tabs_for(request.user, CURRENT),
        "village": village,
        "year": year,
        "years": years_offered(),
        "line": line,
        "book": book,
        "bounds": bounds,
        "class_label": bounds.labels[line.income_class],
        "regime": regime_of(year),
        "statement": selectors.statement_of(year, services.sums_of(book) if book else {}),
        "groups": selectors.entries_of(book),
        "history": selectors.history_of(village),
        "is_running": year == day.year,
        "months": selectors.months_over(year, day),
        "steps": _steps(book),
        "may_record": bool(rules.may_record(request.user, village))
        and bool(rules.is_open(book, year))
        and bool(rules.is_year_of(village, year, day)),
        "may_close": rules.may_close(request.user, book, village, year, day),
        "may_audit": book and rules.may_audit(request.user, book),
        "may_reopen": book and rules.may_reopen(request.user, book, living),
        "reviews": bool(rules.may_review(request.user, village)),
        "audit_form": forms.AuditForm(),
        "reopen_form": ReasonForm(),
    }
    return render(request, "economy/village_detail.html", context | bound, status=status)


def _steps(book: IncomeBook | None) -> list[dict]:
    if book is None:
        return []
    tones = {"close": "submitted", "audit": "passed", "reopen": "returned"}
    return [
        {
            "what": step.get_action_display(),
            "who": step.by,
            "when": step.at,
            "why": step.reason,
            "tone": tones[step.action],
        }
        for step in book.steps.select_related("by")
    ]


def _address(village: Organisation, year: int) -> str:
    return f"{reverse('economy:village-detail', args=[village.pk])}?year={year}"


@require_http_methods(["GET", "POST"])
def entry_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Book an amount; the button “save and next” leads to an empty form again."""
    village, year = village_meant(request, pk), year_meant(request)
    stop_unless(rules.may_record(request.user, village))
    book = IncomeBook.objects.filter(organisation=village, year=year).first()
    for answer in (rules.is_year_of(village, year, today()), rules.is_open(book, year)):
        if not answer and request.method == "GET":
            messages.warning(request, answer.reason)
            return redirect(_address(village, year))
    contracts = Contract.objects.valid().filter(
        organisation=village, since__lte=dt.date(year, 12, 31), until__gte=dt.date(year, 1, 1)
    )
    form = forms.EntryForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        year=year,
        today=today(),
        contracts=contracts,
    )
    if request.method == "POST" and form.is_valid():
        file = stored(request, form, village)
        values = {name: value for name, value in form.cleaned_data.items() if name != "file"}
        if form.is_valid():
            try:
                made = services.entry_add(
                    village=village, year=year, file=file, by=request.user, at=timezone.now(), **values
                )
            except EconomyRefused as refusal:
                refused(form, refusal)
            else:
                messages.success(
                    request,
                    _("已登记：%(item)s %(yuan)s 元。")
                    % {"item": made.get_item_display(), "yuan": f"{made.cents / 100:,.2f}"},
                )
                again = f"{reverse('economy:incomeentry-new', args=[village.pk])}?year={year}"
                return redirect(again if "again" in request.POST else _address(village, year))
    return render(
        request,
        "economy/incomeentry_new.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "village": village,
            "year": year,
            "form": form,
            "regime": regime_of(year),
            "back": _address(village, year),
        },
        status=422 if form.errors else 200,
    )


def _entry(request: HttpRequest, pk: int) -> IncomeEntry:
    return row_meant(request, IncomeEntry.objects.select_related("book__organisation", "file"), pk)


@require_http_methods(["GET", "POST"])
def entry_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, and take an amount back."""
    entry = _entry(request, pk)
    village, year = entry.book.organisation, entry.book.year
    stop_unless(rules.may_withdraw(request.user, entry))
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.entry_withdraw(entry=entry, by=request.user, at=timezone.now(), **form.cleaned_data)
        except EconomyRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("已撤销，原来那一笔留在历史里。"))
            return redirect(_address(village, year))
    return render(
        request,
        "economy/incomeentry_withdraw.html",
        {"tabs": tabs_for(request.user, CURRENT), "entry": entry, "form": form, "back": _address(village, year)},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def entry_attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the voucher of an amount that was booked without one."""
    entry = _entry(request, pk)
    village, year = entry.book.organisation, entry.book.year
    stop_unless(rules.may_record(request.user, village))
    form = forms.VoucherForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (file := stored(request, form, village)):
        try:
            services.entry_attach(entry=entry, file=file, by=request.user, at=timezone.now())
        except EconomyRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("凭证已补上。"))
            return redirect(_address(village, year))
    return render(
        request,
        "economy/incomeentry_voucher.html",
        {"tabs": tabs_for(request.user, CURRENT), "entry": entry, "form": form, "back": _address(village, year)},
        status=422 if form.errors else 200,
    )


# --- The year --------------------------------------------------------------------------------------------------
@require_POST
def year_close(request: HttpRequest, pk: int) -> HttpResponse:
    village, year = village_meant(request, pk), year_meant(request)
    stop_unless(rules.may_record(request.user, village))
    try:
        services.year_close(village=village, year=year, by=request.user, at=timezone.now())
    except EconomyRefused as refusal:
        return _detail(request, village, year, status=422, refusal=str(refusal))
    messages.success(request, _("%(year)d年已结账，等乡镇审定。") % {"year": year})
    return redirect(_address(village, year))


def _book(request: HttpRequest, pk: int) -> IncomeBook:
    return row_meant(request, IncomeBook.objects.select_related("organisation"), pk)


@require_POST
def book_audit(request: HttpRequest, pk: int) -> HttpResponse:
    book = _book(request, pk)
    stop_unless(rules.may_review(request.user, book.organisation))
    form = forms.AuditForm(request.POST, request.FILES or None)
    if form.is_valid():
        file = stored(request, form, book.organisation)
        if form.is_valid():
            try:
                services.year_audit(
                    book=book, note=form.cleaned_data["note"], file=file, by=request.user, at=timezone.now()
                )
            except EconomyRefused as refusal:
                return _refused_year(request, book, refusal, form, "audit_form")
            messages.success(request, _("%(year)d年已审定。") % {"year": book.year})
            return redirect(_address(book.organisation, book.year))
    return _detail(request, book.organisation, book.year, status=422, audit_form=form)


def _refused_year(
    request: HttpRequest, book: IncomeBook, refusal: EconomyRefused, form: Form, name: str
) -> HttpResponse:
    """Say why a year does not move: at the field, else above the page, on which the form may not be any more."""
    if refusal.field:
        refused(form, refusal)
    words = "" if refusal.field else str(refusal)
    return _detail(request, book.organisation, book.year, status=422, refusal=words, **{name: form})


@require_POST
def book_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    book = _book(request, pk)
    stop_unless(rules.may_review(request.user, book.organisation))
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            services.year_reopen(book=book, by=request.user, at=timezone.now(), **form.cleaned_data)
        except EconomyRefused as refusal:
            return _refused_year(request, book, refusal, form, "reopen_form")
        messages.success(request, _("已退回，村里可以重新登记。"))
        return redirect(_address(book.organisation, book.year))
    return _detail(request, book.organisation, book.year, status=422, reopen_form=form)
