"""Talent: honours of secretaries, the register (五方面人员), rounds of selection (选拔)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Permission
from branches.models import Organisation
from branches.views import require
from cadres.enums import PostKind
from cadres.enums.talent import ApplicationAction, RoundAction, RoundState, TalentCategory
from cadres.forms import talent as forms
from cadres.forms.growth import WithdrawForm
from cadres.models import (
    SecretaryHonour,
    SelectionApplication,
    SelectionObjection,
    SelectionRound,
    Talent,
    Tenure,
)
from cadres.models.talent import sees_talent
from cadres.rules.talent import may_apply, may_move_application, may_move_round, may_object, may_run
from cadres.sections import tabs_for
from cadres.selectors.talent import (
    applications_of,
    candidates_for,
    conditions_for,
    conditions_shown,
    named_in_notice,
    posts_to_end,
    rounds_of,
)
from cadres.services import talent as services
from cadres.views.growth import (
    PAGE_SIZE,
    cadre_named,
    cadres_to_choose,
    kept_file,
    place_chosen,
    timeline,
)
from cadres.views.places import today
from cadres.views.writing import wrote
from config.lib.listing import page_of
from ledgers.selectors.rulebook import district_of

CURRENT = "cadres:round-list"


# --- Honours ---------------------------------------------------------------------------------------------------
@require_GET
def honour_list(request: HttpRequest) -> HttpResponse:
    """List the outstanding secretaries, year by year."""
    user = request.user
    require(user, Permission.CADRE_VIEW)
    place = place_chosen(request)
    found = SecretaryHonour.objects.visible_to(user).valid().select_related("cadre__organisation", "certificate")
    if place is not None:
        found = found.filter(cadre__organisation__path__startswith=place.path)
    context = {
        "tabs": tabs_for(user, CURRENT),
        "page": page_of(request, found.order_by("-year", "cadre__organisation__path", "pk"), PAGE_SIZE),
        "place": place,
        "may_enter": user.may(Permission.CADRE_EDIT),
    }
    return render(request, "cadres/talent_honours.html", context)


def _secretaries(request: HttpRequest):
    """Return whoever is or was a village secretary, of the cadres whose files the user keeps."""
    held = Tenure.objects.valid().filter(kind=PostKind.PARTY_SECRETARY)
    return cadres_to_choose(request).filter(pk__in=held.values("cadre"))


@require_http_methods(["GET", "POST"])
def honour_new(request: HttpRequest) -> HttpResponse:
    """Enter that a secretary was honoured as outstanding."""
    require(request.user, Permission.CADRE_EDIT)
    status = 200
    if request.method == "POST":
        form, status = forms.HonourForm(request.POST, request.FILES, cadres=_secretaries(request)), 422

        def write(values: dict) -> None:
            kept = kept_file(request, "certificate", values["cadre"].organisation)
            services.honour_add(
                cadre=values["cadre"], values=values | {"certificate": kept}, by=request.user, at=timezone.now()
            )

        if wrote(request, form, write, _("表彰已登记，也记进了本人档案。")):
            return redirect("cadres:honour-list")
    else:
        form = forms.HonourForm(cadres=_secretaries(request), initial={"year": today().year, **cadre_named(request)})
    context = {"tabs": tabs_for(request.user, CURRENT), "form": form}
    return render(request, "cadres/talent_honour_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def honour_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an honour that was entered by mistake."""
    honours = SecretaryHonour.objects.visible_to(request.user).valid().select_related("cadre__organisation", "entry")
    honour = get_object_or_404(honours, pk=pk)
    require(request.user, Permission.CADRE_EDIT)

    def write(values: dict) -> None:
        services.honour_withdraw(honour=honour, why=values["why"], by=request.user, at=timezone.now())

    return _withdrawing(request, write, f"{honour.cadre.name} · {honour}", "cadres:honour-list")


def _withdrawing(request: HttpRequest, write, what: str, back: str) -> HttpResponse:
    status = 200
    if request.method == "POST":
        form, status = WithdrawForm(request.POST), 422
        if wrote(request, form, write, _("已撤销。")):
            return redirect(back)
    else:
        form = WithdrawForm()
    context = {"tabs": tabs_for(request.user, CURRENT), "form": form, "what": what, "back": reverse(back)}
    return render(request, "cadres/withdraw.html", context, status=status)


# --- The register ----------------------------------------------------------------------------------------------
@require_GET
def talent_list(request: HttpRequest) -> HttpResponse:
    """List the five categories of people; a village finds its own line only."""
    user = request.user
    require(user, Permission.CADRE_VIEW)
    place, category = place_chosen(request), request.GET.get("category", "")
    found = Talent.objects.visible_to(user).valid().select_related("organisation", "honour", "file")
    if category in TalentCategory.values:
        found = found.filter(category=category)
    if place is not None:
        found = found.filter(organisation__path__startswith=place.path)
    context = {
        "tabs": tabs_for(user, CURRENT),
        "page": page_of(request, found.order_by("organisation__path", "category", "name", "pk"), PAGE_SIZE),
        "place": place,
        "category": category,
        "categories": TalentCategory.choices,
        "may_enter": user.may(Permission.CADRE_EDIT),
        "sees_all": sees_talent(user),
    }
    return render(request, "cadres/talent_list.html", context)


def _honours_to_enter(request: HttpRequest) -> QuerySet:
    """Return the latest honours of secretaries who are not on the register yet."""
    known = Talent.objects.valid().filter(category=TalentCategory.SECRETARY)
    return (
        SecretaryHonour.objects.visible_to(request.user)
        .valid()
        .filter(cadre__in=cadres_to_choose(request))
        .exclude(cadre__in=known.values("cadre"))
        .select_related("cadre__organisation")
        .order_by("cadre__name", "-year")
    )


@require_http_methods(["GET", "POST"])
def talent_new(request: HttpRequest) -> HttpResponse:
    """Enter somebody into the register: an outstanding secretary by the honour, others by a paper."""
    user = request.user
    require(user, Permission.CADRE_EDIT)
    by_honour = request.GET.get("by") == "honour"
    status = 200
    if request.method == "POST":
        status = 422
        if by_honour:
            form = forms.HonouredForm(request.POST, honours=list(_honours_to_enter(request)))
        else:
            form = forms.TalentForm(request.POST, request.FILES)
        if wrote(request, form, lambda values: _enter(request, form, values, by_honour=by_honour), _("已登记。")):
            return redirect("cadres:talent-list")
    else:
        form = forms.HonouredForm(honours=list(_honours_to_enter(request))) if by_honour else forms.TalentForm()
    context = {"tabs": tabs_for(user, CURRENT), "form": form, "by_honour": by_honour}
    return render(request, "cadres/talent_form.html", context, status=status)


def _enter(request: HttpRequest, form, values: dict, *, by_honour: bool) -> None:
    here = request.user.hat.organisation
    if by_honour:
        honour = form.honours[values["honour"]]
        written = {
            "category": TalentCategory.SECRETARY,
            "honour": honour,
            "unit": values["unit"],
            "since": honour.honoured_on,
            "evidence": _("%(organ)s《%(title)s》") % {"organ": honour.organ, "title": honour},
            "file": honour.certificate,
        }
        here = honour.cadre.organisation
    else:
        written = values | {"file": kept_file(request, "file", here)}
    services.talent_add(organisation=here, values=written, by=request.user, at=timezone.now())


@require_http_methods(["GET", "POST"])
def talent_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the register who was entered by mistake."""
    talents = Talent.objects.visible_to(request.user).valid().select_related("organisation")
    talent = get_object_or_404(talents, pk=pk)
    require(request.user, Permission.CADRE_EDIT)

    def write(values: dict) -> None:
        services.talent_withdraw(talent=talent, why=values["why"], by=request.user, at=timezone.now())

    return _withdrawing(request, write, f"{talent.name} · {talent.get_category_display()}", "cadres:talent-list")


# --- Rounds ----------------------------------------------------------------------------------------------------
@require_GET
def round_list(request: HttpRequest) -> HttpResponse:
    """List the rounds of selection."""
    user = request.user
    require(user, Permission.CADRE_VIEW)
    context = {
        "tabs": tabs_for(user, CURRENT),
        "rounds": list(rounds_of(user)),
        "may_run": may_run(user, district_of(user)),
    }
    return render(request, "cadres/talent_rounds.html", context)


@require_http_methods(["GET", "POST"])
def round_new(request: HttpRequest) -> HttpResponse:
    """Open a round under today's conditions."""
    district = district_of(request.user)
    if not (answer := may_run(request.user, district)):
        raise PermissionDenied(answer.reason)
    status = 200
    if request.method == "POST":
        form, status = forms.RoundForm(request.POST), 422
        found = []

        def write(values: dict) -> None:
            found.append(
                services.round_open(
                    district=district, values=values, key=values["key"], by=request.user, at=timezone.now()
                )
            )

        if wrote(request, form, write, _("已发布，乡镇可以推荐报名。")):
            return redirect("cadres:round-detail", found[0].pk)
    else:
        form = forms.RoundForm(initial={"year": today().year, "categories": list(TalentCategory.values)})
    context = {"tabs": tabs_for(request.user, CURRENT), "form": form}
    return render(request, "cadres/talent_round_form.html", context, status=status)


def _round(request: HttpRequest, pk: int) -> SelectionRound:
    return get_object_or_404(SelectionRound.objects.visible_to(request.user).select_related("organisation"), pk=pk)


@require_GET
def round_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a round: its conditions, who applied as far as one sees them, who stands in the notice, what is next."""
    return _round_page(request, _round(request, pk))


ROUND_WORDS = {
    RoundAction.CLOSE: gettext_lazy("截止以后不能再报名，开始考试和考察。"),
    RoundAction.PUBLISH: gettext_lazy("从今天起公示，日子按工作日算；公示期间可以登记异议。"),
    RoundAction.FINISH: gettext_lazy("没有列为拟选拔人选的，都记为未入选。"),
    RoundAction.CANCEL: gettext_lazy("已经报名的都记为未入选。"),
}


def _round_page(request: HttpRequest, round_: SelectionRound, typed=None) -> HttpResponse:
    user = request.user
    acts = [
        (
            action,
            RoundAction(action).label,
            ROUND_WORDS[action],
            typed if typed and action == request.POST.get("action") else form(),
        )
        for action, form in forms.ROUND_MOVE_FORMS.items()
        if may_move_round(user, round_, action)
    ]
    context = {
        "tabs": tabs_for(user, CURRENT),
        "round": round_,
        "lines": applications_of(round_, user),
        "runs": bool(may_run(user, round_.organisation)),
        "may_apply": may_apply(user, round_, today()),
        "sees_all": sees_talent(user),
        "named": named_in_notice(round_),
        "is_over": round_.state == RoundState.FINISHED,
        "acts": acts,
        "steps": timeline(round_.steps),
    }
    return render(request, "cadres/talent_round.html", context, status=422 if typed else 200)


@require_POST
def round_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the applications, put up the notice, finish or cancel a round."""
    round_, action = _round(request, pk), request.POST.get("action", "")
    if not (answer := may_run(request.user, round_.organisation)):
        raise PermissionDenied(answer.reason)
    if action not in forms.ROUND_MOVE_FORMS:
        raise Http404
    form = forms.ROUND_MOVE_FORMS[action](request.POST)

    def write(values: dict) -> None:
        services.round_move(
            round_=round_, action=action, reason=values.get("reason", ""), by=request.user, at=timezone.now()
        )

    if wrote(request, form, write, _("已办：%(what)s。") % {"what": RoundAction(action).label}):
        return redirect("cadres:round-detail", pk)
    return _round_page(request, round_, form)


@require_http_methods(["GET", "POST"])
def round_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Recommend somebody; whether each fulfils the conditions is shown beside the names."""
    user, round_ = request.user, _round(request, pk)
    require(user, Permission.CADRE_EDIT)
    if not (answer := may_apply(user, round_, today())):
        messages.error(request, answer.reason)
        return redirect("cadres:round-detail", pk)
    talents = candidates_for(round_, user.hat.organisation)
    status = 200
    if request.method == "POST":
        form, status = forms.ApplyForm(request.POST, talents=talents), 422
        found = []

        def write(values: dict) -> None:
            found.append(
                services.application_enter(
                    round_=round_,
                    talent=form.talents[values["talent"]],
                    statement=values["statement"],
                    by=user,
                    at=timezone.now(),
                )
            )

        if wrote(request, form, write, _("已推荐，等区委组织部审查资格。")):
            return redirect("cadres:application-detail", found[0].pk)
    else:
        form = forms.ApplyForm(talents=talents)
    people = [(talent, conditions_for(talent, round_)) for talent in talents]
    context = {"tabs": tabs_for(user, CURRENT), "round": round_, "form": form, "people": people}
    return render(request, "cadres/talent_apply.html", context, status=status)


# --- Applications ----------------------------------------------------------------------------------------------
def _application(request: HttpRequest, pk: int) -> SelectionApplication:
    found = SelectionApplication.objects.visible_to(request.user).select_related(
        "round__organisation", "talent__organisation", "talent__cadre", "to_township"
    )
    return get_object_or_404(found, pk=pk)


@require_GET
def application_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an application: the conditions one by one, what is next, objections, its history."""
    return _application_page(request, _application(request, pk))


def _application_page(request: HttpRequest, application: SelectionApplication, typed=None) -> HttpResponse:
    user, round_ = request.user, application.round
    wanted = request.POST.get("action", "")
    acts = []
    for action, form_class in forms.APPLICATION_MOVE_FORMS.items():
        if not may_move_application(user, application, action):
            continue
        form = typed if typed and typed.name != "object" and action == wanted else form_class(name=str(action))
        if action == ApplicationAction.SELECT:
            form.offer(services.townships_of(round_.organisation))
        acts.append((action, ApplicationAction(action).label, form))
    objection_form = None
    if may_object(user, application):
        objection_form = typed if typed and typed.name == "object" else forms.ObjectionForm()
    runs = bool(may_run(user, round_.organisation))
    objections = [
        (
            objection,
            (typed if typed and typed.name == f"answer-{objection.pk}" else _answer_form(objection))
            if runs and objection.answered_on is None
            else None,
        )
        for objection in SelectionObjection.objects.visible_to(user).filter(application=application)
    ]
    context = {
        "tabs": tabs_for(user, CURRENT),
        "application": application,
        "round": round_,
        "conditions": conditions_shown(application),
        "runs": runs,
        "acts": acts,
        "objections": objections,
        "objection_form": objection_form,
        "to_end": posts_to_end(application),
        "steps": timeline(application.steps),
    }
    return render(request, "cadres/talent_application.html", context, status=422 if typed else 200)


def _answer_form(objection: SelectionObjection, data=None) -> forms.AnswerForm:
    return forms.AnswerForm(data, name=f"answer-{objection.pk}")


@require_POST
def application_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the next step of an application."""
    user, application, action = request.user, _application(request, pk), request.POST.get("action", "")
    if not (user.may(Permission.CADRE_FILE) or user.may(Permission.CADRE_EDIT)):
        require(user, Permission.CADRE_FILE)
    if action not in forms.APPLICATION_MOVE_FORMS:
        raise Http404
    if not (answer := may_move_application(user, application, action)):
        messages.error(request, answer.reason)
        return redirect("cadres:application-detail", pk)
    form = forms.APPLICATION_MOVE_FORMS[action](request.POST, name=action)
    townships: dict[int, Organisation] = {}
    if action == ApplicationAction.SELECT:
        townships = {each.pk: each for each in services.townships_of(application.round.organisation)}
        form.offer(townships.values())

    def write(values: dict) -> None:
        if action == ApplicationAction.SELECT:
            values = values | {"to_township": townships[values["to_township"]]}
        services.application_move(application=application, action=action, values=values, by=user, at=timezone.now())

    if wrote(request, form, write, _("已办：%(what)s。") % {"what": ApplicationAction(action).label}):
        return redirect("cadres:application-detail", pk)
    return _application_page(request, application, form)


@require_POST
def application_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Take down an objection to somebody under public notice."""
    application = _application(request, pk)
    if not (answer := may_run(request.user, application.round.organisation)):
        raise PermissionDenied(answer.reason)
    form = forms.ObjectionForm(request.POST)

    def write(values: dict) -> None:
        services.selection_objection_add(application=application, by=request.user, at=timezone.now(), **values)

    if wrote(request, form, write, _("异议已登记，核查清楚以前不能确定选拔。")):
        return redirect("cadres:application-detail", pk)
    return _application_page(request, application, form)


@require_POST
def selection_objection_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what was found about an objection."""
    objections = SelectionObjection.objects.visible_to(request.user)
    found = get_object_or_404(objections.select_related("application"), pk=pk)
    require(request.user, Permission.CADRE_FILE)
    form = _answer_form(found, request.POST)

    def write(values: dict) -> None:
        services.selection_objection_answer(
            objection=found,
            is_upheld=values["is_upheld"] == "yes",
            answer=values["answer"],
            by=request.user,
            at=timezone.now(),
        )

    if wrote(request, form, write, _("核查结论已登记。")):
        return redirect("cadres:application-detail", found.application_id)
    return _application_page(request, _application(request, found.application_id), form)
