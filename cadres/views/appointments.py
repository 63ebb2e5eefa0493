"""Appointments (任免备案): the list with its clocks, one case with its next step, the papers; the departments' desk."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.calendar import holiday_overrides
from branches.enums import Permission
from branches.views import require
from cadres import appointment_pages as pages
from cadres.appointment_moves import MOVES
from cadres.appointment_papers import paper_pdf, sheet_pdf
from cadres.enums.appointments import ANSWERABLE_STATES, CaseState
from cadres.enums.appointments import CaseAction as A
from cadres.forms.appointments import AnswerForm, CaseForm, DecisionForm, move_form
from cadres.models import Appointment, Cadre, Opinion
from cadres.models.appointments import WITH_PAPER, may_read_review
from cadres.rules.appointments import clock_in_words, may_agree, may_answer, may_change, may_move
from cadres.rules.files import may_edit
from cadres.sections import tabs_for
from cadres.selectors import appointments as selectors
from cadres.services import appointments as services
from cadres.services.files import CadreRefused
from cadres.views.writing import refused
from config.lib.listing import page_of
from evidence.services import UploadRefused, file_store
from ledgers.services.access import REASON_LENGTH, AccessRefused

PAGE_SIZE = 50
LIST = "cadres:appointment-list"
# What the list shows, by the word in its address.
SHOWN: dict[str, tuple[str, ...]] = {
    "filed": (CaseState.FILED,),
    "open": tuple(state for state in CaseState.values if state not in selectors.FINISHED),
    "done": selectors.FINISHED,
}


# --- The list -----------------------------------------------------------------------------------------------------
@require_GET
def appointment_list(request: HttpRequest) -> HttpResponse:
    """The cases of the township or the district; the district begins with those that wait for it, by their clock."""
    user = request.user
    require(user, Permission.CADRE_VIEW)
    shown = request.GET.get("show", "")
    if shown not in SHOWN:
        shown = "filed" if user.may(Permission.CADRE_FILE) else "open"
    waiting = Case(When(state=CaseState.FILED, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = selectors.cases_with_answers(user).filter(state__in=SHOWN[shown]).order_by(waiting, "file_by", "-pk")
    page = page_of(request, found, PAGE_SIZE)
    page.object_list = pages.rows(page.object_list, user, timezone.localdate(), holiday_overrides())
    choices = [("filed", _("待备案审核")), ("open", _("在办")), ("done", _("办结"))]
    context = {
        "page": page,
        "tabs": tabs_for(user, LIST),
        "choices": [(code, label, code == shown) for code, label in choices],
        "may_edit": user.may(Permission.CADRE_EDIT),
        "place": user.hat.organisation,
    }
    return render(request, "cadres/appointment_list.html", context)


# --- The decision -------------------------------------------------------------------------------------------------
def _stored(request: HttpRequest, form: DecisionForm, owner, at: dt.datetime):
    """Return the file that came along, kept for the township; None when it was refused, which the form then says."""
    upload = form.cleaned_data.get("file")
    if not upload:
        return None
    try:
        return file_store(organisation=selectors.township_of(owner), upload=upload, by=request.user, at=at)
    except UploadRefused as refusal:
        form.add_error("file", str(refusal))
        return None


@require_http_methods(["GET", "POST"])
def appointment_new(request: HttpRequest) -> HttpResponse:
    """Begin a case from the township's decision."""
    require(request.user, Permission.CADRE_EDIT)
    at = timezone.now()
    cadres = list(selectors.cadres_proposed(request.user))
    form = CaseForm(request.POST or None, request.FILES or None, cadres=cadres)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        cadre = next(person for person in cadres if person.pk == values["cadre"])
        if (case := _opened(request, form, cadre, at)) is not None:
            messages.success(request, _("已建立：%(who)s。") % {"who": cadre.name})
            return redirect("cadres:appointment-detail", case.pk)
    context = {"form": form, "tabs": tabs_for(request.user, LIST)}
    return render(request, "cadres/appointment_form.html", context, status=422 if form.errors else 200)


def _opened(request: HttpRequest, form: CaseForm, cadre: Cadre, at: dt.datetime) -> Appointment | None:
    values = form.cleaned_data
    if not (answer := may_edit(request.user, cadre.organisation)):
        raise PermissionDenied(answer.reason)
    file = _stored(request, form, cadre.organisation, at)
    if form.errors:
        return None
    try:
        return services.appointment_open(
            kind=values["kind"],
            cadre=cadre,
            post=values["post"],
            from_post=values["from_post"],
            values=values | {"decision_file": file},
            by=request.user,
            at=at,
        )
    except CadreRefused as refusal:
        refused(form, refusal)
        return None


def _case(request: HttpRequest, pk: int) -> Appointment:
    case = get_object_or_404(selectors.cases_seen(request.user).select_related("decision_file"), pk=pk)
    require(request.user, Permission.CADRE_VIEW)
    return case


@require_http_methods(["GET", "POST"])
def appointment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what was decided, before it is sent or when the district asks for more."""
    case = _case(request, pk)
    if not (answer := may_change(request.user, case)):
        raise PermissionDenied(answer.reason)
    at = timezone.now()
    initial = {name: getattr(case, name) for name in services.DECISION}
    form = DecisionForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        file = _stored(request, form, case.organisation, at)
        if not form.errors:
            try:
                values = form.cleaned_data | {"decision_file": file}
                services.appointment_change(case=case, values=values, by=request.user, at=at)
            except CadreRefused as refusal:
                refused(form, refusal)
            else:
                messages.success(request, _("已保存。"))
                return redirect("cadres:appointment-detail", pk)
    context = {"form": form, "case": case, "tabs": tabs_for(request.user, LIST)}
    return render(request, "cadres/appointment_form.html", context, status=422 if form.errors else 200)


# --- One case -----------------------------------------------------------------------------------------------------
@require_GET
def appointment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _case(request, pk))


def _detail(request: HttpRequest, case: Appointment, sent: tuple[str, forms.BaseForm] | None = None) -> HttpResponse:
    """One case with what is next; `sent` is a form that came back with errors."""
    user, day, overrides = request.user, timezone.localdate(), holiday_overrides()
    reads_review = may_read_review(user)
    opinions, hits = selectors.opinions_of(user, case), selectors.hits_of(user, case)
    found, hindrances, cautions = [], [], []
    if case.is_open and reads_review:
        found = selectors.found_by_files(case, selectors.rules_of(case.organisation, day), day)
        hindrances, cautions = selectors.obstacles(case, day, found), selectors.cautions_of(case, found)
    acts = []
    for action in pages.offered(user, case):
        form = sent[1] if sent and sent[0] == action else move_form(case, action, cautions=cautions)
        refusal = may_agree(hindrances).reason if action == A.AGREE else ""
        is_main = action == pages.forward(case)
        label = str(A(action).label)
        acts.append(pages.Act(action, label, pages.act_text(case, action), form, is_main, refusal))
    steps = list(case.steps.select_related("by").order_by("-pk"))
    context = {
        "case": case,
        "tabs": tabs_for(user, LIST),
        "steps": pages.way(case),
        "pill": pages.PILLS[case.state],
        "clock": pages.clock_of(case, day, overrides),
        "acts": acts,
        "hindrances": hindrances if case.state in ANSWERABLE_STATES else [],
        "opinions": pages.opinion_rows(opinions, day, overrides),
        "named": [hit for hit in hits if hit.opinion_id],
        "reckoned": found if case.is_open else [hit for hit in hits if not hit.opinion_id],
        "reads_review": reads_review,
        "returned": next((step for step in steps if step.action == A.RETURN), None)
        if case.state == CaseState.RETURNED
        else None,
        "trail": pages.trail(steps),
        "may_change": may_change(user, case),
        "has_paper": case.state in WITH_PAPER,
    }
    return render(request, "cadres/appointment_detail.html", context, status=422 if sent else 200)


@require_POST
def appointment_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one move. A move that was made already, or that has not come up, leads back to the case."""
    case, action = _case(request, pk), request.POST.get("action", "")
    if not may_read_review(request.user):
        raise PermissionDenied(_("任免备案由乡镇组织干事和区委组织部办理，您可以查看进度。"))
    if not (answer := may_move(request.user, case, action)):
        if action in MOVES and case.state in MOVES[action].sources:
            raise PermissionDenied(answer.reason)
        messages.warning(request, answer.reason)
        return redirect("cadres:appointment-detail", pk)
    form = move_form(case, action, request.POST, cautions=_cautions(case) if action == A.FILE else ())
    if not form.is_valid():
        return _detail(request, case, (action, form))
    try:
        services.appointment_move(
            case=case, action=action, values=form.cleaned_data, by=request.user, at=timezone.now()
        )
    except CadreRefused as refusal:
        refused(form, refusal)
        return _detail(request, case, (action, form))
    messages.success(request, _("%(step)s，已记下。") % {"step": A(action).label})
    return redirect("cadres:appointment-detail", pk)


def _cautions(case: Appointment) -> list[str]:
    day = timezone.localdate()
    return selectors.cautions_of(case, selectors.found_by_files(case, selectors.rules_of(case.organisation, day), day))


# --- Papers -------------------------------------------------------------------------------------------------------
def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


@require_GET
def appointment_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The township's document, once it is issued."""
    case = _case(request, pk)
    if case.state not in WITH_PAPER:
        raise PermissionDenied(_("任免文件还没有发，发文以后才能下载。"))
    return _pdf(paper_pdf(case), f"{case.organisation.code}-{case.pk}")


def _sheet(request: HttpRequest, pk: int, *, is_filing: bool) -> HttpResponse:
    case = _case(request, pk)
    if not may_read_review(request.user):
        raise PermissionDenied(_("联审意见只有乡镇组织干事和区委组织部可以查看。"))
    opinions, hits = selectors.opinions_of(request.user, case), selectors.hits_of(request.user, case)
    content = sheet_pdf(case, opinions, hits, is_filing=is_filing, at=timezone.now())
    return _pdf(content, f"{case.organisation.code}-{case.pk}-{'filing' if is_filing else 'review'}")


@require_GET
def appointment_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of the joint review (联审表)."""
    return _sheet(request, pk, is_filing=False)


@require_GET
def appointment_filing(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of the filing (备案表)."""
    return _sheet(request, pk, is_filing=True)


# --- The departments' desk ----------------------------------------------------------------------------------------
def _desk(
    request: HttpRequest,
    chosen: Opinion | None,
    *,
    form: AnswerForm | None = None,
    number: str = "",
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    """The persons sent to the officer's department beside the answer to one of them."""
    day, overrides = timezone.localdate(), holiday_overrides()
    asked = selectors.opinions_asked(request.user).order_by(F("answered_at").desc(nulls_first=True), "due_on", "pk")
    page = page_of(request, asked, PAGE_SIZE)
    rows = [
        {
            "pk": opinion.pk,
            "name": opinion.case.cadre.name,
            "village": opinion.case.organisation.village_name,
            "post": opinion.case.get_post_display(),
            "answer": opinion.get_answer_display(),
            "is_closed": opinion.case.state not in ANSWERABLE_STATES,
            "clock": pages.Clock(clock_in_words(opinion.due_on, day, overrides), opinion.due_on < day),
            "is_chosen": chosen is not None and opinion.pk == chosen.pk,
        }
        for opinion in page.object_list
    ]
    answer = may_answer(request.user, chosen) if chosen else None
    if form is None and answer:
        form = _answer_form(chosen)
    context = {
        "page": page,
        "rows": rows,
        "chosen": chosen,
        "form": form,
        "closed": answer.reason if chosen and not answer else "",
        "is_late": chosen is not None and not chosen.answer and chosen.due_on < day,
        "clock": clock_in_words(chosen.due_on, day, overrides) if chosen and not chosen.answer else "",
        "number": number,
        "error": error,
        "reason": request.POST.get("reason", "") if error else "",
        "reason_length": REASON_LENGTH,
    }
    return render(request, "cadres/opinions.html", context, status=status)


def _answer_form(opinion: Opinion, data=None) -> AnswerForm:
    rules = selectors.nameable(selectors.rules_of(opinion.case.organisation, timezone.localdate()))
    initial = {
        "answer": opinion.answer,
        "text": opinion.text,
        "items": list(opinion.hits.values_list("code", flat=True)),
    }
    return AnswerForm(data, rules=rules, initial=initial)


@require_GET
@never_cache
def opinion_list(request: HttpRequest) -> HttpResponse:
    """The persons sent to the officer's department; the first that waits is laid open."""
    require(request.user, Permission.VETTING_ANSWER)
    waiting = selectors.opinions_asked(request.user).pending().filter(case__state__in=ANSWERABLE_STATES)
    return _desk(request, waiting.order_by("due_on", "pk").first())


def _opinion(request: HttpRequest, pk: int) -> Opinion:
    opinion = get_object_or_404(selectors.opinions_asked(request.user), pk=pk)
    require(request.user, Permission.VETTING_ANSWER)
    return opinion


@require_http_methods(["GET", "POST"])
@never_cache
def opinion_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person, and the department's answer."""
    opinion = _opinion(request, pk)
    if request.method == "GET":
        return _desk(request, opinion)
    if not (answer := may_answer(request.user, opinion)):
        messages.warning(request, answer.reason)
        return redirect("cadres:opinion-detail", pk)
    form = _answer_form(opinion, request.POST)
    if form.is_valid():
        try:
            services.opinion_answer(opinion=opinion, by=request.user, at=timezone.now(), **form.cleaned_data)
        except CadreRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("%(who)s的联审意见已记下。") % {"who": opinion.case.cadre.name})
            return redirect("cadres:opinion-list")
    return _desk(request, opinion, form=form, status=422)


@require_POST
@never_cache
def opinion_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole ID number once, for a reason that is kept; the answer carries it and nothing else does."""
    opinion = _opinion(request, pk)
    try:
        number = services.opinion_reveal(
            opinion=opinion, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now()
        )
    except AccessRefused as refusal:
        return _desk(request, opinion, error=str(refusal), status=422)
    return _desk(request, opinion, number=number)
