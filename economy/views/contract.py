"""The contract register: the list with its alarms, one contract, what the village writes."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from cadres.views.places import place_meant, today
from config.lib.listing import page_of
from economy.forms import contract as forms
from economy.forms.fields import WhyForm
from economy.models import Contract
from economy.refusal import EconomyRefused
from economy.rules.income import may_record
from economy.sections import tabs_for
from economy.selectors import contract as selectors
from economy.services import contract as services
from economy.views.pages import refused, row_meant, rules_today, stop_unless, stored, village_meant
from ledgers.enums.decisions import DecisionState
from ledgers.models import Decision

CURRENT = "economy:contract-list"
PAGE_SIZE = 40


@require_GET
def contract_list(request: HttpRequest) -> HttpResponse:
    """List the contracts of a place, narrowed by where they stand: what runs out first, what is settled last."""
    place = place_meant(request, Permission.ECONOMY_VIEW)
    notice = int(rules_today(place).value("economy.contract_notice_days"))
    seen = Contract.objects.visible_to(request.user).valid().filter(organisation__path__startswith=place.path)
    counts = selectors.counts_of(seen, today(), notice)
    standing = request.GET.get("standing", "")
    found = selectors.narrowed(seen, standing, today(), notice).select_related("organisation")
    ordered = found.order_by(F("ended_on").desc(nulls_first=True), "until", "pk")
    page = page_of(request, ordered, PAGE_SIZE)
    page.object_list = selectors.lines_of(page.object_list, today(), notice)
    is_village = place.level == Level.VILLAGE
    return render(
        request,
        "economy/contract_list.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "place": place,
            "page": page,
            "counts": counts,
            "standing": standing,
            "notice": notice,
            "is_village": is_village,
            "may_add": is_village and may_record(request.user, place),
        },
    )


@require_http_methods(["GET", "POST"])
def contract_new(request: HttpRequest, pk: int) -> HttpResponse:
    village = village_meant(request, pk)
    stop_unless(may_record(request.user, village))
    decisions = Decision.objects.filter(branch=village).exclude(state=DecisionState.STOPPED)
    form = forms.ContractForm(request.POST or None, request.FILES or None, decisions=decisions)
    if request.method == "POST" and form.is_valid():
        file = stored(request, form, village)
        if form.is_valid():
            try:
                made = services.contract_add(
                    village=village, values=form.cleaned_data | {"file": file}, by=request.user, at=timezone.now()
                )
            except EconomyRefused as refusal:
                refused(form, refusal)
            else:
                messages.success(request, _("合同已登记，到期前会提醒。"))
                return redirect("economy:contract-detail", made.pk)
    return render(
        request,
        "economy/contract_new.html",
        {"tabs": tabs_for(request.user, CURRENT), "village": village, "form": form},
        status=422 if form.errors else 200,
    )


def _contract(request: HttpRequest, pk: int) -> Contract:
    return row_meant(request, Contract.objects.select_related("organisation", "file", "decision", "by"), pk)


@require_GET
def contract_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _contract(request, pk))


def _detail(request: HttpRequest, contract: Contract, *, status: int = 200, **bound) -> HttpResponse:
    notice = int(rules_today(contract.organisation).value("economy.contract_notice_days"))
    (line,) = selectors.lines_of([contract], today(), notice)
    context = {
        "tabs": tabs_for(request.user, CURRENT),
        "contract": contract,
        "line": line,
        "entries": contract.entries.valid().order_by("-month", "-pk")[:60],
        "may_write": may_record(request.user, contract.organisation) and contract.is_valid,
        "end_form": forms.ContractEndForm(initial={"ended_on": today()}),
        "why_form": WhyForm(),
    }
    return render(request, "economy/contract_detail.html", context | bound, status=status)


@require_POST
def contract_end(request: HttpRequest, pk: int) -> HttpResponse:
    contract = _contract(request, pk)
    stop_unless(may_record(request.user, contract.organisation))
    form = forms.ContractEndForm(request.POST)
    if form.is_valid():
        try:
            services.contract_end(contract=contract, by=request.user, at=timezone.now(), **form.cleaned_data)
        except EconomyRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("合同已了结。"))
            return redirect("economy:contract-detail", contract.pk)
    return _detail(request, contract, status=422, end_form=form)


@require_POST
def contract_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    contract = _contract(request, pk)
    stop_unless(may_record(request.user, contract.organisation))
    form = WhyForm(request.POST)
    if form.is_valid():
        try:
            services.contract_withdraw(contract=contract, by=request.user, at=timezone.now(), **form.cleaned_data)
        except EconomyRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("已撤销。"))
            return redirect("economy:contract-list")
    return _detail(request, contract, status=422, why_form=form)
