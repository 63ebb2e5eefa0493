"""Double improvement (双提升): overview, lists, courses, recognitions, targets, and what one finds about oneself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.models import Organisation
from branches.views import require
from cadres.enums.growth import CourseAction, CourseKind, CourseState, Goal, RecognitionAction
from cadres.forms import growth as forms
from cadres.models import Cadre, Course, GrowthTarget, Recognition, SecretaryHonour, SelectionApplication, Subsidy
from cadres.rules.growth import may_move_course, may_move_recognition, may_set_targets, may_subsidise
from cadres.sections import tabs_for
from cadres.selectors.growth import (
    Reckoning,
    courses_listed,
    growth_overview,
    people_in_office,
    person_lines,
    rechecks_due,
    reckoning,
    total_of,
    townships_seen,
)
from cadres.services import growth as services
from cadres.services.files import CadreRefused
from cadres.views.places import today
from cadres.views.writing import refused, wrote
from config.lib.listing import page_of
from evidence.models import StoredFile
from evidence.services import UploadRefused, file_store
from ledgers.selectors.rulebook import district_of

PAGE_SIZE = 50
CURRENT = "cadres:growth-overview"
FIRST_YEAR = 2021


def year_meant(request: HttpRequest) -> int:
    """Return the year of `?year=`, within what has been and this year; else this year."""
    wanted, this = request.GET.get("year", ""), today().year
    return int(wanted) if wanted.isascii() and wanted.isdecimal() and FIRST_YEAR <= int(wanted[:5]) <= this else this


def when_meant(request: HttpRequest) -> Reckoning:
    return reckoning(district_of(request.user), year_meant(request), today())


def place_chosen(request: HttpRequest) -> Organisation | None:
    """Return the township or village of `?place=<id>` within the user's scope, None when none is named."""
    wanted = request.GET.get("place", "")
    if not wanted:
        return None
    pk = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 10 else 0
    return get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)


def cadres_to_choose(request: HttpRequest):
    """Return the cadres whose files the user keeps, village by village."""
    user = request.user
    kept = Cadre.objects.visible_to(user).filter(user.party_scope.predicate("organisation__path"))
    return kept.select_related("organisation").order_by("organisation__path", "name", "pk")


def cadre_named(request: HttpRequest) -> dict:
    """Return the initial values of a form about the cadre of `?cadre=<id>`."""
    return {"cadre": request.GET.get("cadre", "")}


def kept_file(request: HttpRequest, field: str, organisation: Organisation) -> StoredFile | None:
    """Keep the file that came with the form; raises CadreRefused with what is wrong with it."""
    upload = request.FILES.get(field)
    if upload is None:
        return None
    try:
        return file_store(organisation=organisation, upload=upload, by=request.user, at=timezone.now())
    except UploadRefused as refusal:
        raise CadreRefused(str(refusal), field) from None


def timeline(steps) -> list[dict]:
    return [
        {"what": step.get_action_display(), "who": step.by or _("系统"), "when": step.at, "why": step.reason}
        for step in steps.select_related("by")
    ]


def years() -> list[int]:
    this = today().year
    return list(range(this, max(FIRST_YEAR, this - 4) - 1, -1))


# --- Overview and lists ----------------------------------------------------------------------------------------
@require_GET
def growth_overview_page(request: HttpRequest) -> HttpResponse:
    """Show township × goal of a year; a village sees the list of its own people."""
    user = request.user
    require(user, Permission.CADRE_VIEW)
    if user.hat.organisation.level == Level.VILLAGE:
        return redirect("cadres:growth-people")
    when = when_meant(request)
    rows = growth_overview(user, when)
    context = {
        "tabs": tabs_for(user, CURRENT),
        "when": when,
        "is_past": when.year < today().year,
        "years": years(),
        "rows": rows,
        "total": total_of(rows),
        "goals": list(Goal),
        "may_set": may_set_targets(user, district_of(user)),
        "may_enter": user.may(Permission.CADRE_EDIT),
        "rechecks": rechecks_due(user, when.year).count(),
    }
    return render(request, "cadres/growth_overview.html", context)


@require_GET
def growth_people(request: HttpRequest) -> HttpResponse:
    """List who is in office, and of them who has reached a goal or has not."""
    user = request.user
    require(user, Permission.CADRE_VIEW)
    when, place = when_meant(request), place_chosen(request)
    goal = request.GET.get("goal", "")
    goal = goal if goal in Goal.values else ""
    has = request.GET.get("has", "yes") != "no"
    page = page_of(request, people_in_office(user, when, place, goal, has=has), PAGE_SIZE)
    context = {
        "tabs": tabs_for(user, CURRENT),
        "when": when,
        "years": years(),
        "place": place,
        "goal": goal,
        "goal_label": Goal(goal).label if goal else "",
        "has": has,
        "goals": list(Goal),
        "page": page,
        "lines": person_lines(page.object_list, when),
        "may_enter": user.may(Permission.CADRE_EDIT),
        "is_village": user.hat.organisation.level == Level.VILLAGE,
    }
    return render(request, "cadres/growth_people.html", context)


@require_GET
def course_list(request: HttpRequest) -> HttpResponse:
    """List courses by kind, state, year and place."""
    user = request.user
    require(user, Permission.CADRE_VIEW)
    place = place_chosen(request)
    chosen = {name: request.GET.get(name, "") for name in ("kind", "state")}
    year = year_meant(request) if request.GET.get("year") else None
    found = courses_listed(user, **chosen, year=year, place=place)
    context = {
        "tabs": tabs_for(user, CURRENT),
        "page": page_of(request, found, PAGE_SIZE),
        "place": place,
        "year": year,
        "kinds": CourseKind.choices,
        "states": CourseState.choices,
        "years": years(),
        "chosen": chosen,
        "may_enter": user.may(Permission.CADRE_EDIT),
    }
    return render(request, "cadres/growth_courses.html", context)


@require_GET
def recognition_list(request: HttpRequest) -> HttpResponse:
    """List who is recognised as 致富能手, and who is to be checked again."""
    user = request.user
    require(user, Permission.CADRE_VIEW)
    place, is_due = place_chosen(request), request.GET.get("due") == "yes"
    found = Recognition.objects.visible_to(user).exclude(state="void").select_related("cadre__organisation")
    if is_due:
        found = rechecks_due(user, today().year)
    if place is not None:
        found = found.filter(cadre__organisation__path__startswith=place.path)
    context = {
        "tabs": tabs_for(user, CURRENT),
        "page": page_of(request, found, PAGE_SIZE),
        "place": place,
        "is_due": is_due,
        "year": today().year,
        "may_enter": user.may(Permission.CADRE_EDIT),
    }
    return render(request, "cadres/growth_recognitions.html", context)


@require_GET
def growth_own(request: HttpRequest) -> HttpResponse:
    """Show people what is kept about themselves: courses, recognitions, honours, applications."""
    user = request.user
    own = Cadre.objects.visible_to(user).filter(user=user).first()
    context = {
        "cadre": own,
        "courses": Course.objects.visible_to(user).filter(cadre=own) if own else [],
        "recognitions": Recognition.objects.visible_to(user).filter(cadre=own) if own else [],
        "honours": SecretaryHonour.objects.visible_to(user).valid().filter(cadre=own) if own else [],
        "applications": SelectionApplication.objects.visible_to(user)
        .own(user)
        .select_related("round", "talent", "to_township"),
    }
    return render(request, "cadres/growth_own.html", context)


# --- Courses ---------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def course_new(request: HttpRequest) -> HttpResponse:
    """Enter a degree course or a training."""
    require(request.user, Permission.CADRE_EDIT)
    kind = request.GET.get("kind", "")
    if kind not in CourseKind.values:
        kind = CourseKind.DEGREE
    form_class, cadres, status = forms.COURSE_FORMS[kind], cadres_to_choose(request), 200
    if request.method == "POST":
        form = form_class(request.POST, cadres=cadres)
        if form.is_valid():
            values = form.cleaned_data
            try:
                course = services.course_enter(
                    cadre=values["cadre"],
                    kind=kind,
                    values=values,
                    key=values["key"],
                    by=request.user,
                    at=timezone.now(),
                )
            except CadreRefused as refusal:
                refused(form, refusal)
            else:
                messages.success(request, _("已登记。结束以后回到这里登记证书。"))
                return redirect("cadres:course-detail", course.pk)
        status = 422
    else:
        form = form_class(cadres=cadres, initial=cadre_named(request))
    context = {"tabs": tabs_for(request.user, CURRENT), "form": form, "kind": kind, "kinds": CourseKind.choices}
    return render(request, "cadres/growth_course_form.html", context, status=status)


def _course(request: HttpRequest, pk: int) -> Course:
    found = Course.objects.visible_to(request.user).select_related("cadre__organisation", "certificate", "entry")
    return get_object_or_404(found, pk=pk)


@require_GET
def course_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a course: what is next, what was paid, its history."""
    return _course_page(request, _course(request, pk))


def _course_page(request: HttpRequest, course: Course, typed=None) -> HttpResponse:
    """Render the course; `typed` is a form with errors, shown in its place."""
    user = request.user
    labels = {
        CourseAction.COMPLETE: _("毕业或结业了"),
        CourseAction.BREAK: _("中断了"),
        CourseAction.VOID: _("登记有误"),
    }
    acts = [
        (action, labels[action], typed if typed and typed.name == form.name else form(initial={"ended_on": None}))
        for action, form in forms.COURSE_MOVE_FORMS.items()
        if may_move_course(user, course, action)
    ]
    subsidies = list(course.subsidies.select_related("withdrawn_by").order_by("pk"))
    paid = next((row for row in subsidies if row.is_valid), None)
    subsidy_form = typed if typed and typed.name == "subsidy" else None
    if subsidy_form is None and paid is None and may_subsidise(user, course):
        subsidy_form = forms.SubsidyForm()
    withdraw_form = None
    if paid is not None and user.may(Permission.CADRE_EDIT):
        withdraw_form = typed if typed and typed.name == "withdraw" else forms.WithdrawForm()
    context = {
        "tabs": tabs_for(user, CURRENT),
        "course": course,
        "acts": acts,
        "paid": paid,
        "withdrawn": [row for row in subsidies if not row.is_valid],
        "subsidy_form": subsidy_form,
        "withdraw_form": withdraw_form,
        "steps": timeline(course.steps),
    }
    return render(request, "cadres/growth_course.html", context, status=422 if typed else 200)


@require_POST
def course_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter that a course is finished, broken off or was entered by mistake."""
    course, action = _course(request, pk), request.POST.get("action", "")
    require(request.user, Permission.CADRE_EDIT)
    if action not in forms.COURSE_MOVE_FORMS:
        raise Http404
    if not (answer := may_move_course(request.user, course, action)):
        messages.error(request, answer.reason)
        return redirect("cadres:course-detail", pk)
    form = forms.COURSE_MOVE_FORMS[action](request.POST, request.FILES)

    def write(values: dict) -> None:
        if action == CourseAction.COMPLETE:
            values = values | {"certificate": kept_file(request, "certificate", course.cadre.organisation)}
        services.course_move(course=course, action=action, values=values, by=request.user, at=timezone.now())

    if wrote(request, form, write, _("已登记。")):
        return redirect("cadres:course-detail", pk)
    return _course_page(request, course, form)


@require_POST
def course_subsidy(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what was paid towards a course."""
    course = _course(request, pk)
    if not (answer := may_subsidise(request.user, course)):
        raise PermissionDenied(answer.reason)
    form = forms.SubsidyForm(request.POST)

    def write(values: dict) -> None:
        services.subsidy_pay(
            course=course,
            cents=values["yuan"],
            paid_on=values["paid_on"],
            voucher=values["voucher"],
            by=request.user,
            at=timezone.now(),
        )

    if wrote(request, form, write, _("补助已登记。")):
        return redirect("cadres:course-detail", pk)
    return _course_page(request, course, form)


@require_POST
def subsidy_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a payment that was entered by mistake."""
    subsidies = Subsidy.objects.visible_to(request.user).select_related("course__cadre__organisation")
    subsidy = get_object_or_404(subsidies, pk=pk)
    require(request.user, Permission.CADRE_EDIT)
    form = forms.WithdrawForm(request.POST)

    def write(values: dict) -> None:
        services.subsidy_withdraw(subsidy=subsidy, why=values["why"], by=request.user, at=timezone.now())

    if wrote(request, form, write, _("补助已撤销。")):
        return redirect("cadres:course-detail", subsidy.course_id)
    return _course_page(request, _course(request, subsidy.course_id), form)


# --- Recognitions ----------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def recognition_new(request: HttpRequest) -> HttpResponse:
    """Enter that a cadre was recognised as 致富能手."""
    require(request.user, Permission.CADRE_EDIT)
    cadres, status = cadres_to_choose(request), 200
    if request.method == "POST":
        form, status = forms.RecognitionForm(request.POST, request.FILES, cadres=cadres), 422
        found = []

        def write(values: dict) -> None:
            kept = kept_file(request, "certificate", values["cadre"].organisation)
            found.append(
                services.recognise(
                    cadre=values["cadre"],
                    values=values | {"certificate": kept},
                    key=values["key"],
                    by=request.user,
                    at=timezone.now(),
                )
            )

        if wrote(request, form, write, _("已登记认定。")):
            return redirect("cadres:recognition-detail", found[0].pk)
    else:
        form = forms.RecognitionForm(cadres=cadres, initial=cadre_named(request))
    context = {"tabs": tabs_for(request.user, CURRENT), "form": form}
    return render(request, "cadres/growth_recognition_form.html", context, status=status)


def _recognition(request: HttpRequest, pk: int) -> Recognition:
    found = Recognition.objects.visible_to(request.user).select_related("cadre__organisation", "certificate")
    return get_object_or_404(found, pk=pk)


@require_GET
def recognition_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a recognition: when it is checked again, and its history."""
    return _recognition_page(request, _recognition(request, pk))


def _recognition_page(request: HttpRequest, recognition: Recognition, typed=None) -> HttpResponse:
    labels = {
        RecognitionAction.RECHECK: _("复核合格"),
        RecognitionAction.END: _("取消认定"),
        RecognitionAction.VOID: _("登记有误"),
    }
    acts = [
        (action, labels[action], typed if typed and typed.name == form.name else form())
        for action, form in forms.RECOGNITION_MOVE_FORMS.items()
        if may_move_recognition(request.user, recognition, action)
    ]
    steps = [
        {
            "what": _("%(what)s，带动%(n)d户") % {"what": step.get_action_display(), "n": step.households},
            "who": step.by or _("系统"),
            "when": step.at,
            "why": step.reason,
        }
        for step in recognition.steps.select_related("by")
    ]
    context = {
        "tabs": tabs_for(request.user, CURRENT),
        "recognition": recognition,
        "is_due": recognition.is_open and recognition.recheck_year <= today().year,
        "acts": acts,
        "steps": steps,
    }
    return render(request, "cadres/growth_recognition.html", context, status=422 if typed else 200)


@require_POST
def recognition_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Check a recognition again, end it, or take it back."""
    recognition, action = _recognition(request, pk), request.POST.get("action", "")
    require(request.user, Permission.CADRE_EDIT)
    if action not in forms.RECOGNITION_MOVE_FORMS:
        raise Http404
    if not (answer := may_move_recognition(request.user, recognition, action)):
        messages.error(request, answer.reason)
        return redirect("cadres:recognition-detail", pk)
    form = forms.RECOGNITION_MOVE_FORMS[action](request.POST)

    def write(values: dict) -> None:
        services.recognition_move(
            recognition=recognition, action=action, values=values, by=request.user, at=timezone.now()
        )

    if wrote(request, form, write, _("已登记。")):
        return redirect("cadres:recognition-detail", pk)
    return _recognition_page(request, recognition, form)


# --- Targets ---------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def target_edit(request: HttpRequest) -> HttpResponse:
    """Set what each township is to reach by the end of this year or the next."""
    district = district_of(request.user)
    if not (answer := may_set_targets(request.user, district)):
        raise PermissionDenied(answer.reason)
    this = today().year
    year = this + 1 if request.GET.get("year") == str(this + 1) else this
    townships = townships_seen(request.user)
    known = {
        (row.organisation_id, row.goal): row.percent
        for row in GrowthTarget.objects.visible_to(request.user).filter(year=year)
    }
    status = 200
    if request.method == "POST":
        form, status = forms.TargetsForm(request.POST, townships=townships, known=known), 422

        def write(values: dict) -> None:
            services.targets_set(
                district=district, year=year, targets=form.targets(), by=request.user, at=timezone.now()
            )

        if wrote(request, form, write, _("%(year)d年的目标已下达。") % {"year": year}):
            return redirect("cadres:growth-overview")
    else:
        form = forms.TargetsForm(townships=townships, known=known)
    context = {
        "tabs": tabs_for(request.user, CURRENT),
        "form": form,
        "rows": list(form.rows()),
        "goals": list(Goal),
        "year": year,
        "years": (this, this + 1),
    }
    return render(request, "cadres/growth_targets.html", context, status=status)
