"""Plans of visits, their results, and the three judgements side by side."""

import secrets

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audits.forms.inspections import PlanForm, barred_in
from audits.inspection_draw import weight
from audits.models import InspectionPlan
from audits.selectors import inspections as selectors
from audits.services import inspections as services
from branches.enums import Permission
from branches.models import GuidanceStation
from branches.views import require
from config.lib.listing import most_of, page_of
from ledgers.models import Month
from ledgers.selectors.lookup import month_among_others

PAGE_SIZE = 50
PLANS = 20


@require_GET
def inspection_list(request: HttpRequest) -> HttpResponse:
    """Show an inspector his villages of today, the district its plans, and everyone the visits open to them."""
    user = request.user
    require(user, Permission.INSPECTION_VIEW)
    now = timezone.now()
    visits = selectors.visits_of(user)
    if not user.may(Permission.INSPECTION_VISIT) and not user.may(Permission.INSPECTION_PLAN):
        visits = visits.finished()
    mine = request.GET.get("mine") == "1" and user.may(Permission.INSPECTION_VISIT)
    if mine:
        visits = visits.filter(inspector=user)
    page = page_of(request, visits, PAGE_SIZE)
    rows = list(page.object_list)
    names = selectors.townships_of(rows)
    return render(
        request,
        "audits/inspection_list.html",
        {
            "now": now,
            "is_inspector": user.may(Permission.INSPECTION_VISIT),
            "today": selectors.today_of(user, timezone.localdate(now)) if user.may(Permission.INSPECTION_VISIT) else [],
            "plans": selectors.plans_with_progress(user)[: most_of(request, PLANS)],
            "may_plan": user.may(Permission.INSPECTION_PLAN),
            "may_compare": user.may(Permission.OVERVIEW_VIEW),
            "latest": Month.objects.visible_to(user).order_by("-month").first(),
            "mine": mine,
            "page": page,
            "rows": [
                (visit, names.get(visit.branch.parent_path, ""), len(selectors.visit_problems(visit))) for visit in rows
            ],
        },
    )


@require_http_methods(["GET", "POST"])
def inspection_plan_new(request: HttpRequest) -> HttpResponse:
    """Ask for stations, days and number; draw and seal."""
    user = request.user
    require(user, Permission.INSPECTION_PLAN)
    stations = GuidanceStation.objects.filter(county=user.hat.organisation_id).order_by("code")
    people = {station: services.inspectors_of(station) for station in stations.prefetch_related("coverage__township")}
    form = PlanForm(request.POST or None, stations=stations)
    if request.method == "POST" and form.is_valid():
        at, made = timezone.now(), []
        barred = barred_in(request.POST, [person for group in people.values() for person in group])
        for station in form.cleaned_data["stations"]:
            try:
                plan = services.plan_draw(
                    station=station,
                    first=form.cleaned_data["first"],
                    last=form.cleaned_data["last"],
                    count=form.cleaned_data["count"],
                    barred=barred,
                    seed=secrets.token_hex(16),
                    key=form.cleaned_data["key"],
                    by=user,
                    at=at,
                )
            except services.PlanRefused as refused:
                form.add_error(refused.field or None, str(refused))
            else:
                made.append(plan)
        if made:
            total = sum(plan.drawn for plan in made)
            messages.success(
                request,
                _("已抽 %(n)d 个村，名单封存，各村当天早上6点公开。") % {"n": total},
            )
        if not form.errors:
            return redirect("audits:inspection-list")
    ticked = {
        (person.pk, code)
        for group in people.values()
        for person in group
        for code in request.POST.getlist(f"barred-{person.pk}")
    }
    homes = [
        (
            station,
            [
                (
                    person,
                    [(each.township, (person.pk, each.township.code) in ticked) for each in station.coverage.all()],
                )
                for person in group
            ],
        )
        for station, group in people.items()
    ]
    return render(
        request,
        "audits/inspection_plan_new.html",
        {"form": form, "homes": homes},
        status=422 if form.errors else 200,
    )


@require_GET
def inspection_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan's numbers and fingerprints; once it has opened, the seed and the draw done again."""
    user = request.user
    plans = InspectionPlan.objects.visible_to(user).select_related("station", "drawn_by", "district")
    plan = get_object_or_404(plans, pk=pk)
    require(user, Permission.INSPECTION_VIEW)
    visits = list(selectors.visits_of(user).filter(plan=plan).order_by("day", "inspector__username", "pk"))
    again = selectors.recomputed(user, plan)
    names = {visit.branch.code: visit.branch.village_name for visit in visits}
    return render(
        request,
        "audits/inspection_plan.html",
        {
            "plan": plan,
            "again": again,
            "opened": visits,
            "finished": sum(visit.finished_at is not None for visit in visits),
            "sealed": plan.drawn - len(visits),
            "weights": [(facts, weight(facts), names.get(facts.code, "")) for facts in again.material.candidates]
            if again
            else [],
        },
    )


@require_GET
def inspection_compare(request: HttpRequest, month: str) -> HttpResponse:
    """Hold the verdicts of township and district against what the station found."""
    require(request.user, Permission.OVERVIEW_VIEW)
    if not request.user.may(Permission.INSPECTION_VIEW):
        raise PermissionDenied(_("您现在的角色没有这项权限。"))
    month, months = month_among_others(request.user, month)
    groups = selectors.compared(request.user, month)
    only = request.GET.get("show") == "differs"
    return render(
        request,
        "audits/inspection_compare.html",
        {
            "month": month,
            "months": [(each.key, each.label) for each in months],
            "groups": groups,
            "only": only,
            "rows": [row for group in groups for row in group.rows if row.differs or not only],
            "total": sum(len(group.rows) for group in groups),
        },
    )
