"""Yearly assessments of the villages and the audits at the end of a term."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.models import Organisation
from branches.views import require
from cadres.enums.assessment import GRADES
from cadres.forms import assessment as forms
from cadres.models import Assessment, Cadre, Term, TermAudit
from cadres.rules.assessment import excellent_most, may_assess
from cadres.sections import tabs_for
from cadres.selectors import assessment as selectors
from cadres.selectors.villages import villages_of
from cadres.services import assessment as services
from cadres.services.files import CadreRefused
from cadres.services.pay import book_of
from cadres.views.places import place_meant, today, year_meant, years_offered
from cadres.views.writing import refused

CURRENT = "cadres:assessment-list"


def _tabs(request: HttpRequest) -> list:
    return tabs_for(request.user, CURRENT)


@require_GET
def assessment_list(request: HttpRequest) -> HttpResponse:
    """Show how far a year's assessments are, village by village."""
    place = place_meant(request, Permission.CADRE_VIEW)
    villages = list(villages_of(request.user, place))
    year = year_meant(request, default=selectors.year_assessed(villages, today().year))
    lines = selectors.assessments_of(request.user, villages, year)
    context = {
        "tabs": _tabs(request),
        "place": place,
        "year": year,
        "years": years_offered(),
        "lines": lines,
        "confirmed": sum(bool(line.assessment and line.assessment.is_confirmed) for line in lines),
        "may_assess": bool(may_assess(request.user, place)) and place.level == Level.TOWNSHIP,
        "totals": [
            (label, sum(line.counts[number][1] for line in lines))
            for number, (label, _count) in enumerate(lines[0].counts if lines else [])
        ],
    }
    if place.level == Level.TOWNSHIP:
        assessed = selectors.assessed_in_township(place, today())
        context["most"] = excellent_most(assessed, book_of(place, year))
    return render(request, "cadres/assessment_list.html", context)


@require_http_methods(["GET", "POST"])
def assessment_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a village's assessment: when, led by whom, how many came."""
    village = get_object_or_404(Organisation.objects.visible_to(request.user).answering(), pk=pk)
    if not (answer := may_assess(request.user, village)):
        raise PermissionDenied(answer.reason)
    year = year_meant(request)
    form = forms.AssessmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.assessment_open(
                village=village, year=year, **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except CadreRefused as refusal:
            refused(form, refusal)
        else:
            return redirect("cadres:assessment-detail", made.pk)
    return render(
        request,
        "cadres/assessment_new.html",
        {"tabs": _tabs(request), "village": village, "year": year, "form": form},
        status=422 if form.errors else 200,
    )


def _assessment(request: HttpRequest, pk: int) -> Assessment:
    rows = Assessment.objects.visible_to(request.user).select_related("organisation")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.CADRE_VIEW)
    return found


@require_http_methods(["GET", "POST"])
def assessment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an assessment; the township writes ballots and grades until it confirms."""
    assessment = _assessment(request, pk)
    answer = may_assess(request.user, assessment.organisation)
    may_write = bool(answer) and not assessment.is_confirmed
    rows = forms.vote_rows(list(assessment.lines.select_related("cadre")))
    status = 200
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied(answer.reason or _("这次考核已经确认，不能再改。"))
        votes = forms.read_votes(rows, request.POST)
        if not any(row.error for row in rows):
            try:
                services.assessment_save(assessment=assessment, votes=votes, by=request.user, at=timezone.now())
            except CadreRefused as refusal:
                _say(rows, refusal)
            else:
                messages.success(request, _("已保存。"))
                return redirect("cadres:assessment-detail", assessment.pk)
        status = 422
    return render(
        request,
        "cadres/assessment_detail.html",
        {
            "tabs": _tabs(request),
            "assessment": assessment,
            "village": assessment.organisation,
            "rows": rows,
            "may_write": may_write,
            "grades": [(grade.value, grade.label) for grade in GRADES],
            "outcome": services.outcome_of(assessment) if may_write else None,
            "ending": _ending(assessment) if may_write else [],
            "steps": [
                {"what": step.get_to_state_display(), "who": step.by, "when": step.at, "why": step.note}
                for step in assessment.steps.select_related("by")
            ],
        },
        status=status,
    )


def _say(rows: list[forms.VoteRow], refusal: CadreRefused) -> None:
    for row in rows:
        if str(row.line.pk) == refusal.field:
            row.error = str(refusal)
            return
    rows[0].error = str(refusal)


def _ending(assessment: Assessment) -> list[tuple[int, str]]:
    """Return the cadres whose posts end with confirming, and what they are told."""
    found = services.outcome_of(assessment)
    names = {line.cadre_id: line.cadre.name for line in found.lines}
    return [
        (
            cadre,
            _("%(who)s连续两次被评议不称职，%(posts)s职务终止")
            % {"who": names[cadre], "posts": "、".join(str(tenure.get_kind_display()) for tenure in tenures)},
        )
        for cadre, tenures in found.ending.items()
    ]


@require_POST
def assessment_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm an assessment; whose posts end is ticked one by one."""
    assessment = _assessment(request, pk)
    if not (answer := may_assess(request.user, assessment.organisation)):
        raise PermissionDenied(answer.reason)
    try:
        services.assessment_confirm(
            assessment=assessment,
            ending=forms.ending_ticked(request.POST.getlist("ending")),
            by=request.user,
            at=timezone.now(),
        )
    except CadreRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("考核结果已确认，并记入每个人的档案。"))
    return redirect("cadres:assessment-detail", assessment.pk)


# --- Audits ----------------------------------------------------------------------------------------------------
@require_GET
def termaudit_list(request: HttpRequest) -> HttpResponse:
    """List the terms whose audit is not published, and the audits."""
    place = place_meant(request, Permission.CADRE_VIEW)
    villages = list(villages_of(request.user, place))
    notice = book_of(place, today().year).value("assessment.audit_notice_days") if villages else 0
    audits = TermAudit.objects.visible_to(request.user).filter(organisation__path__startswith=place.path)
    return render(
        request,
        "cadres/termaudit_list.html",
        {
            "tabs": _tabs(request),
            "place": place,
            "due": selectors.audits_due(villages, today(), notice),
            "audits": audits.select_related("organisation", "term", "cadre")[:200],
            "may_assess": bool(may_assess(request.user, place)),
        },
    )


@require_http_methods(["GET", "POST"])
def termaudit_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the audit of a term."""
    term = get_object_or_404(Term.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    if not (answer := may_assess(request.user, term.organisation)):
        raise PermissionDenied(answer.reason)
    form = forms.AuditForm(request.POST or None, cadres=Cadre.objects.filter(organisation=term.organisation))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.audit_open(term=term, **form.cleaned_data, by=request.user, at=timezone.now())
        except CadreRefused as refusal:
            refused(form, refusal)
        else:
            return redirect("cadres:termaudit-detail", made.pk)
    return render(
        request,
        "cadres/termaudit_new.html",
        {"tabs": _tabs(request), "term": term, "form": form},
        status=422 if form.errors else 200,
    )


def _audit(request: HttpRequest, pk: int) -> TermAudit:
    rows = TermAudit.objects.visible_to(request.user).select_related("organisation", "term", "cadre")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.CADRE_VIEW)
    return found


@require_http_methods(["GET", "POST"])
def termaudit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an audit; the township writes what was found."""
    audit = _audit(request, pk)
    answer = may_assess(request.user, audit.organisation)
    if request.method == "POST":
        if not answer:
            raise PermissionDenied(answer.reason)
        try:
            services.audit_save(
                audit=audit, findings=forms.read_findings(request.POST), by=request.user, at=timezone.now()
            )
        except CadreRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("已保存。"))
        return redirect("cadres:termaudit-detail", audit.pk)
    return _audit_page(request, audit)


def _audit_page(request: HttpRequest, audit: TermAudit, typed: forms.AuditEndForm | None = None) -> HttpResponse:
    return render(
        request,
        "cadres/termaudit_detail.html",
        {
            "tabs": _tabs(request),
            "audit": audit,
            "rows": forms.finding_rows(list(audit.findings.all())),
            "form": typed or forms.AuditEndForm(),
            "may_write": bool(may_assess(request.user, audit.organisation)),
        },
        status=422 if typed and typed.errors else 200,
    )


@require_POST
def termaudit_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the conclusion of an audit, or when it was published."""
    audit = _audit(request, pk)
    if not (answer := may_assess(request.user, audit.organisation)):
        raise PermissionDenied(answer.reason)
    form = forms.AuditEndForm(request.POST)
    if form.is_valid():
        day, at = form.cleaned_data["on"], timezone.now()
        try:
            if request.POST.get("action") == "publish":
                services.audit_publish(audit=audit, on=day, by=request.user, at=at)
            else:
                services.audit_finish(audit=audit, on=day, result=form.cleaned_data["result"], by=request.user, at=at)
        except CadreRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("已登记。"))
            return redirect("cadres:termaudit-detail", audit.pk)
    return _audit_page(request, audit, form)
