"""The three-year plan: targets and what was reached, the table of targets, why one was missed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.models import Organisation
from branches.tree import district_above
from cadres.views.places import place_meant, today
from economy.forms import plan as forms
from economy.models import IncomePlan, IncomeTarget
from economy.refusal import EconomyRefused
from economy.rules.plan import may_explain, may_plan, may_set_targets
from economy.sections import tabs_for
from economy.selectors import plan as selectors
from economy.selectors.income import villages_in
from economy.selectors.plan import PlanRow
from economy.services import plan as services
from economy.views.pages import refused, row_meant, stop_unless

CURRENT = "economy:plan"


def _below(request: HttpRequest, place: Organisation, plan: IncomePlan) -> list[Organisation]:
    """Return the places of a page's rows: a district's townships, a township's villages, a village itself."""
    if place.level == Level.COUNTY:
        seen = Organisation.objects.visible_to(request.user)
        return list(seen.filter(path__startswith=place.path, level=Level.TOWNSHIP).order_by("path"))
    if place.level == Level.TOWNSHIP:
        year = min(max(today().year, plan.first_year), plan.last_year)
        return list(villages_in(request.user, place, year).order_by("path"))
    return [place]


def _plans(request: HttpRequest, district: Organisation) -> tuple[list[IncomePlan], IncomePlan | None]:
    """Return the district's plans and the one meant: that of `?plan=`, by default this year's or the next."""
    plans = selectors.plans_of(district)
    if not (wanted := request.GET.get("plan") or request.POST.get("plan", "")):
        return plans, selectors.plan_among(plans, today().year)
    meant = next((plan for plan in plans if str(plan.pk) == wanted), None)
    if meant is None:
        raise Http404(_("没有这个三年规划。"))
    return plans, meant


@require_GET
def plan_current(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, form=None) -> HttpResponse:
    place = place_meant(request, Permission.ECONOMY_VIEW)
    district = district_above(place)
    plans, plan = _plans(request, district)
    own, rows = _rows(request, place, plan) if plan else (None, [])
    may_open = may_plan(request.user, district) and place.level == Level.COUNTY
    return render(
        request,
        "economy/plan.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "place": place,
            "plans": plans,
            "plan": plan,
            "rows": rows,
            "own": own,
            "is_district": place.level == Level.COUNTY,
            "is_village": place.level == Level.VILLAGE,
            "may_go_up": place.pk != request.user.hat.organisation_id,
            "may_set": plan and may_set_targets(request.user, place),
            "explains": _explainable(request, rows, own),
            "form": form or (forms.PlanForm(this_year=today().year) if may_open else None),
        },
        status=422 if form is not None else 200,
    )


def _rows(request: HttpRequest, place: Organisation, plan: IncomePlan) -> tuple[PlanRow | None, list[PlanRow]]:
    """Return a township's own row, and those of the places below."""
    is_township = place.level == Level.TOWNSHIP
    above = [place] if is_township else []
    rows = selectors.plan_rows(plan, [*above, *_below(request, place, plan)], today())
    return (rows[0], rows[1:]) if is_township else (None, rows)


def _explainable(request: HttpRequest, rows: list[PlanRow], own: PlanRow | None) -> set[int]:
    """Return the targets that the user may explain."""
    cells = [cell for row in (*rows, *([own] if own else [])) for cell in row.cells]
    return {
        cell.target.pk
        for cell in cells
        if cell.target and (cell.is_missed or cell.will_miss) and may_explain(request.user, cell.target)
    }


@require_POST
def plan_open(request: HttpRequest) -> HttpResponse:
    place = place_meant(request, Permission.ECONOMY_REVIEW)
    stop_unless(may_plan(request.user, place))
    form = forms.PlanForm(request.POST, this_year=today().year)
    if form.is_valid():
        try:
            made = services.plan_open(district=place, by=request.user, at=timezone.now(), **form.cleaned_data)
        except EconomyRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("规划已建立，接着写各乡镇的目标。"))
            return redirect(f"{reverse('economy:plan-targets')}?plan={made.pk}")
    return _page(request, form)


@require_http_methods(["GET", "POST"])
def plan_targets(request: HttpRequest) -> HttpResponse:
    """Type the targets of what lies directly below a place."""
    place = place_meant(request, Permission.ECONOMY_REVIEW)
    stop_unless(may_set_targets(request.user, place))
    _all, plan = _plans(request, district_above(place))
    if plan is None:
        raise Http404(_("还没有三年规划。"))
    rows = forms.target_rows(selectors.plan_rows(plan, _below(request, place, plan), today()), today().year)
    error = ""
    if request.method == "POST":
        wanted, is_good = forms.read_targets(rows, request.POST)
        if is_good:
            try:
                count = services.targets_set(
                    plan=plan,
                    place=place,
                    wanted=wanted,
                    industries={row.pk: row.industry for row in rows},
                    by=request.user,
                    at=timezone.now(),
                )
            except EconomyRefused as refusal:
                error = str(refusal)
            else:
                messages.success(request, _("目标已保存，改了 %(n)d 个。") % {"n": count})
                township = f"&township={place.pk}" if place.pk != request.user.hat.organisation_id else ""
                return redirect(f"{reverse(CURRENT)}?plan={plan.pk}{township}")
        else:
            error = _("有的目标看不懂，请改好标红的格。")
    return render(
        request,
        "economy/plan_targets.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "place": place,
            "plan": plan,
            "rows": rows,
            "error": error,
            "is_township": place.level == Level.TOWNSHIP and place.pk != request.user.hat.organisation_id,
        },
        status=422 if error else 200,
    )


@require_http_methods(["GET", "POST"])
def target_explain(request: HttpRequest, pk: int) -> HttpResponse:
    target = row_meant(request, IncomeTarget.objects.select_related("organisation", "plan"), pk)
    stop_unless(may_explain(request.user, target))
    form = forms.ExplainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.target_explain(target=target, by=request.user, at=timezone.now(), **form.cleaned_data)
        except EconomyRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("偏差说明已登记。"))
            return redirect(f"{reverse(CURRENT)}?plan={target.plan_id}")
    return render(
        request,
        "economy/target_explain.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "target": target,
            "actual": selectors.actual_of(target),
            "form": form,
        },
        status=422 if form.errors else 200,
    )
