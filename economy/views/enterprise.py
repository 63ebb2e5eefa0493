"""Enterprises and their agreements; what each village is known for."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.views import require
from config.lib.listing import page_of
from economy.forms import enterprise as forms
from economy.models import Enterprise, EnterpriseAgreement, Speciality
from economy.rules.enterprise import (
    may_end,
    may_keep,
    may_mend,
    may_register,
    may_write_speciality,
    review_years,
    standing,
)
from economy.sections import tabs_for
from economy.selectors import enterprise as selectors
from economy.services import enterprise as services
from economy.views.pages import Sent, file_kept, form_page, sent_or, stop_unless, wrote

PAGE_SIZE = 50
LIST = "economy:enterprise-list"


# --- Enterprises ---------------------------------------------------------------------------------------------------
@require_GET
def enterprise_list(request: HttpRequest) -> HttpResponse:
    """The enterprises that work with the place's villages, and the agreements that end soon."""
    user, day = request.user, timezone.localdate()
    require(user, Permission.ECONOMY_VIEW)
    page = page_of(request, selectors.enterprises_seen(user, day), PAGE_SIZE)
    days = selectors.remind_days(user.hat.organisation, day)
    agreements = selectors.agreement_figures(user, day, days)
    covered, villages = selectors.coverage(user, day)
    context = {
        "page": page,
        "tabs": tabs_for(user, LIST),
        "place": user.hat.organisation,
        "may_register": bool(may_register(user)),
        "covered": covered,
        "villages": villages,
        "is_village": user.hat.organisation.level == Level.VILLAGE,
        "running": agreements.running,
        "over": agreements.over,
        "ending": [(each, *standing(each, day, days)) for each in agreements.ending],
    }
    return render(request, "economy/enterprise_list.html", context)


def _enterprise(request: HttpRequest, pk: int) -> Enterprise:
    enterprise = get_object_or_404(selectors.enterprises_seen(request.user, timezone.localdate()), pk=pk)
    require(request.user, Permission.ECONOMY_VIEW)
    return enterprise


@require_GET
def enterprise_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One enterprise with its agreements."""
    enterprise, day, user = _enterprise(request, pk), timezone.localdate(), request.user
    days = selectors.remind_days(enterprise.organisation, day)
    agreements = selectors.agreements_seen(user).filter(enterprise=enterprise).prefetch_related("reviews")
    context = {
        "enterprise": enterprise,
        "tabs": tabs_for(user, LIST),
        "agreements": [(each, *standing(each, day, days)) for each in agreements],
        "may_register": bool(may_register(user)),
        "may_edit": bool(may_mend(user, enterprise)),
    }
    return render(request, "economy/enterprise_detail.html", context)


@require_http_methods(["GET", "POST"])
def enterprise_new(request: HttpRequest) -> HttpResponse:
    """Write an enterprise down."""
    stop_unless(may_register(request.user))
    form = forms.EnterpriseForm(request.POST or None)
    made: list[Enterprise] = []
    if request.method == "POST" and wrote(
        form,
        lambda: made.append(services.enterprise_register(values=form.cleaned_data, by=request.user, at=timezone.now())),
    ):
        messages.success(request, _("已登记：%(name)s。") % {"name": made[0].name})
        return redirect("economy:enterprise-detail", made[0].pk)
    return form_page(request, form, title=_("登记企业"), word=_("登记"), back="economy:enterprise-list")


@require_http_methods(["GET", "POST"])
def enterprise_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what is written of an enterprise."""
    enterprise = _enterprise(request, pk)
    stop_unless(may_mend(request.user, enterprise))
    form = forms.EnterpriseForm(request.POST or None, enterprise=enterprise)
    if request.method == "POST" and wrote(
        form,
        lambda: services.enterprise_change(
            enterprise=enterprise, values=form.cleaned_data, by=request.user, at=timezone.now()
        ),
    ):
        messages.success(request, _("已保存。"))
        return redirect("economy:enterprise-detail", pk)
    return form_page(request, form, title=enterprise.name, word=_("保存"), back="economy:enterprise-list")


# --- Agreements ----------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def agreement_new(request: HttpRequest) -> HttpResponse:
    """Write an agreement down, with the villages that it covers."""
    user = request.user
    stop_unless(may_register(user))
    villages = selectors.villages_offered(user)
    form = forms.AgreementForm(
        request.POST or None, request.FILES or None, villages=villages, code=request.GET.get("code", "")[:18]
    )
    made: list[EnterpriseAgreement] = []

    def write() -> None:
        values = form.values | {"file": file_kept(request, "file", user.hat.organisation)}
        made.append(
            services.agreement_write(
                code=form.cleaned_data["code"],
                values=values,
                villages=form.covered,
                key=form.cleaned_data["key"] or uuid.uuid4(),
                by=user,
                at=timezone.now(),
            )
        )

    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("协议已登记。"))
        return redirect("economy:agreement-detail", made[0].pk)
    hint = _("企业还没有登记的，先登记企业。")
    return form_page(request, form, title=_("登记协议"), word=_("登记"), back="economy:enterprise-list", hint=hint)


def _agreement(request: HttpRequest, pk: int) -> EnterpriseAgreement:
    agreement = get_object_or_404(selectors.agreements_seen(request.user), pk=pk)
    require(request.user, Permission.ECONOMY_VIEW)
    return agreement


@require_GET
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _agreement_page(request, _agreement(request, pk))


def _agreement_page(request: HttpRequest, agreement: EnterpriseAgreement, sent: Sent = None) -> HttpResponse:
    """One agreement: terms, villages, how it was kept; `sent` is a form that came back with errors."""
    day, user = timezone.localdate(), request.user
    pill, label = standing(agreement, day, selectors.remind_days(agreement.enterprise.organisation, day))
    keeps = bool(may_keep(user, agreement))
    context = {
        "agreement": agreement,
        "tabs": tabs_for(user, LIST),
        "pill": pill,
        "label": label,
        "file": selectors.file_of(user, agreement),
        "villages": selectors.villages_of(user, agreement),
        "reviews": list(agreement.reviews.select_related("by")),
        "review_form": sent_or(sent, "review", lambda: forms.ReviewForm(years=review_years(agreement, day)))
        if keeps
        else None,
        "end_form": sent_or(sent, "end", forms.EndForm) if may_end(user, agreement) else None,
    }
    return render(request, "economy/agreement_detail.html", context, status=422 if sent else 200)


@require_POST
def agreement_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge how an agreement was kept in a year."""
    agreement = _agreement(request, pk)
    stop_unless(may_keep(request.user, agreement))
    form = forms.ReviewForm(request.POST, years=review_years(agreement, timezone.localdate()))

    def write() -> None:
        values = form.cleaned_data
        services.agreement_review(
            agreement=agreement,
            year=values["year"],
            grade=values["grade"],
            due_cents=values["due"],
            paid_cents=values["paid"],
            text=values["text"],
            by=request.user,
            at=timezone.now(),
        )

    if not wrote(form, write):
        return _agreement_page(request, agreement, ("review", form))
    messages.success(request, _("履约评价已登记。"))
    return redirect("economy:agreement-detail", pk)


@require_POST
def agreement_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an agreement before its day."""
    agreement = _agreement(request, pk)
    stop_unless(may_keep(request.user, agreement))
    if not (answer := may_end(request.user, agreement)):
        messages.warning(request, answer.reason)
        return redirect("economy:agreement-detail", pk)
    form = forms.EndForm(request.POST)
    if not wrote(
        form,
        lambda: services.agreement_end(agreement=agreement, by=request.user, at=timezone.now(), **form.cleaned_data),
    ):
        return _agreement_page(request, agreement, ("end", form))
    messages.success(request, _("已登记终止。"))
    return redirect("economy:agreement-detail", pk)


# --- Specialities --------------------------------------------------------------------------------------------------
def _year(text: str, default: int) -> int:
    return (
        int(text)
        if text.isascii() and text.isdecimal() and len(text) == 4 and 2000 <= int(text) <= default
        else default
    )


@require_GET
def speciality_list(request: HttpRequest) -> HttpResponse:
    """What villages and townships are known for in a year."""
    user, this = request.user, timezone.localdate().year
    require(user, Permission.ECONOMY_VIEW)
    year = _year(request.GET.get("year", ""), this)
    page = page_of(request, selectors.specialities_of(user, year), PAGE_SIZE)
    context = {
        "page": page,
        "tabs": tabs_for(user, "economy:speciality-list"),
        "place": user.hat.organisation,
        "year": year,
        "years": range(this, this - 4, -1),
        "figures": selectors.speciality_figures(user, year),
        "is_village": user.hat.organisation.level == Level.VILLAGE,
        "may_write": bool(may_write_speciality(user, user.hat.organisation)),
        "own": Speciality.objects.filter(organisation=user.hat.organisation, year=year).first(),
    }
    return render(request, "economy/speciality_list.html", context)


@require_http_methods(["GET", "POST"])
def speciality_own(request: HttpRequest, year: int) -> HttpResponse:
    """Write what the own place is known for in a year."""
    user = request.user
    require(user, Permission.ECONOMY_VIEW)
    place = user.hat.organisation
    stop_unless(may_write_speciality(user, place))
    if _year(str(year), timezone.localdate().year) != year:
        raise Http404
    row = Speciality.objects.filter(organisation=place, year=year).first()
    form = forms.SpecialityForm(request.POST or None, row=row, enterprises=Enterprise.objects.visible_to(user))
    if request.method == "POST" and wrote(
        form,
        lambda: services.speciality_save(place=place, year=year, values=form.values, by=user, at=timezone.now()),
    ):
        messages.success(request, _("已保存。"))
        return redirect("economy:speciality-list")
    word = _("一村一品") if place.level == Level.VILLAGE else _("一乡一业")
    title = _("%(year)d年%(word)s") % {"year": year, "word": word}
    return form_page(request, form, title=title, word=_("保存"), back="economy:speciality-list")
