"""Service centres (党群服务中心): side by side, one village's, and what the village writes about it."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.models import Organisation
from branches.views import require
from config.lib.months import first_day, months_after
from facilities.forms import centre as forms
from facilities.models import Satisfaction, ServiceCentre, ServiceItem
from facilities.refusal import FacilityRefused
from facilities.rules.centre import may_keep
from facilities.sections import tabs_for
from facilities.selectors import centre as selectors
from facilities.services import centre as services
from facilities.views.writing import allowed, form_among, place_chosen, village_named, wrote

CURRENT = "facilities:centre-overview"


@require_GET
def centre_overview(request: HttpRequest) -> HttpResponse:
    """Show the townships' centres, or those of one township; a village is led to its own."""
    user = request.user
    require(user, Permission.FACILITY_VIEW)
    if user.hat.organisation.level == Level.VILLAGE:
        return redirect("facilities:centre-village", user.hat.organisation_id)
    place, today = place_chosen(request), timezone.localdate()
    groups = selectors.township_centres(user, today.year, today, place)
    every = [row for group in groups for row in group.rows]
    return render(
        request,
        "facilities/centre_overview.html",
        {
            "tabs": tabs_for(user, CURRENT),
            "groups": groups,
            "shown": groups[0] if place and groups else None,
            "is_chosen": bool(request.GET.get("township")),
            "year": today.year,
            "villages": len(every),
            "open": sum(row.centre is not None for row in every),
            "total": selectors.total_of(every, user.hat.organisation),
        },
    )


@require_GET
def centre_village(request: HttpRequest, village: int) -> HttpResponse:
    """Show a village's centre: hours, services, visits by month, satisfaction."""
    return _village(request, village_named(request, village))


def _months(today: dt.date) -> list[str]:
    return [f"{months_after(first_day(today), -count):%Y-%m}" for count in range(3)]


def _village(request: HttpRequest, place: Organisation, typed=None) -> HttpResponse:
    """Render the centre; `typed` is a form with errors, shown in its place."""
    today, keeps = timezone.localdate(), may_keep(request.user, place)
    centre = ServiceCentre.objects.visible_to(request.user).filter(organisation=place).first()
    form_of = form_among(typed)
    context = {
        "tabs": tabs_for(request.user, CURRENT),
        "village": place,
        "centre": centre,
        "row": selectors.centre_rows([place], today.year, today)[0],
        "services": centre.services.offered() if centre else [],
        "months": selectors.matters_by_month(place, today.year),
        "year": today.year,
        "satisfactions": Satisfaction.objects.visible_to(request.user).filter(organisation=place)[:12],
        "keeps": keeps,
        "is_own": request.user.hat.organisation_id == place.pk,
        "service_form": form_of("service", forms.ServiceForm) if keeps and centre else None,
        "satisfaction_form": form_of("satisfaction", forms.SatisfactionForm, months=_months(today)) if keeps else None,
    }
    return render(request, "facilities/centre_village.html", context, status=422 if typed is not None else 200)


@require_http_methods(["GET", "POST"])
def centre_edit(request: HttpRequest, village: int) -> HttpResponse:
    """Say when the centre is open and where."""
    place = village_named(request, village)
    allowed(may_keep(request.user, place))
    centre = ServiceCentre.objects.visible_to(request.user).filter(organisation=place).first()
    initial = {"weekdays": list("1234567"), "opens_at": "08:00", "closes_at": "18:00", "on_holidays": True}
    if centre:
        initial = {name: getattr(centre, name) for name in forms.CentreForm.base_fields}
        initial["weekdays"] = list(centre.weekdays)
    form = forms.CentreForm(request.POST or None, slot="centre", initial=initial)

    def write(values: dict) -> None:
        services.centre_save(village=place, values=values, by=request.user, at=timezone.now())

    if request.method == "POST" and wrote(request, form, write, _("已保存。")):
        return redirect("facilities:centre-village", village)
    context = {"tabs": tabs_for(request.user, CURRENT), "form": form, "village": place}
    return render(request, "facilities/centre_form.html", context, status=422 if form.errors else 200)


@require_POST
def centre_service(request: HttpRequest, village: int) -> HttpResponse:
    """Offer a further service."""
    place = village_named(request, village)
    allowed(may_keep(request.user, place))
    centre = get_object_or_404(ServiceCentre.objects.visible_to(request.user), organisation=place)
    form = forms.ServiceForm(request.POST, slot="service")

    def write(values: dict) -> None:
        services.service_add(centre=centre, **values, by=request.user, at=timezone.now())

    if wrote(request, form, write, _("已登记。")):
        return redirect("facilities:centre-village", village)
    return _village(request, place, form)


@require_POST
def service_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a service no more."""
    rows = ServiceItem.objects.visible_to(request.user).select_related("centre__organisation")
    service = get_object_or_404(rows, pk=pk)
    allowed(may_keep(request.user, service.centre.organisation))
    try:
        services.service_retire(service=service, by=request.user, at=timezone.now())
    except FacilityRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(name)s”已停止提供。") % {"name": service.name})
    return redirect("facilities:centre-village", service.centre.organisation_id)


@require_POST
def centre_satisfaction(request: HttpRequest, village: int) -> HttpResponse:
    """Write down how satisfied people were in a month."""
    place = village_named(request, village)
    allowed(may_keep(request.user, place))
    form = forms.SatisfactionForm(request.POST, slot="satisfaction", months=_months(timezone.localdate()))

    def write(values: dict) -> None:
        services.satisfaction_save(
            village=place,
            month=values["month"],
            counts=form.counts,
            text=values["text"],
            by=request.user,
            at=timezone.now(),
        )

    if wrote(request, form, write, _("满意度已登记。")):
        return redirect("facilities:centre-village", village)
    return _village(request, place, form)
