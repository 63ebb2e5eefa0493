"""Appraisals (民主评议党员), talks (谈心谈话) and the district's suggestions."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from branches.enums import Permission
from branches.models import Organisation, User
from branches.tree import district_above
from branches.views import require
from config.lib.months import next_month, parse_month
from ledgers.appraisals import most_excellent
from ledgers.enums import MeetingKind, Post
from ledgers.enums.organised_life import AppraisalAction, Grade, Part
from ledgers.forms.organised_life import AppraisalForm, LineForm, ReturnForm, SuggestionForm, TalkForm
from ledgers.models import Appraisal, AppraisalLine, Talk, ThemeSuggestion
from ledgers.outlines import SUGGESTED_KINDS
from ledgers.selectors.organised_life import life_meetings, suggestions_of, talk_year, this_month
from ledgers.services import organised_life as services
from ledgers.services.organised_life import Refused
from ledgers.views.branch import branch_meant


def _own_branch(user: User) -> Organisation:
    branch = user.hat.organisation
    if not branch.answers_monthly or not (answer := services.may_write(user, branch)):
        raise PermissionDenied(answer.reason if branch.answers_monthly else _("只有本支部的书记、文书可以登记。"))
    return branch


def _query(request: HttpRequest, branch: Organisation) -> str:
    """Return what keeps the branch in the address for those who look at another's."""
    return "" if branch.pk == request.user.hat.organisation_id else f"?branch={branch.pk}"


# --- Talks -----------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def talk_list(request: HttpRequest) -> HttpResponse:
    """Show whom nobody has talked to yet this year and take down a talk: the talker stands there, tap the member."""
    branch = branch_meant(request, Permission.MEMBER_VIEW)
    at = timezone.now()
    today = timezone.localtime(at).date()
    year = request.GET.get("year", "")
    year = int(year) if year in (str(today.year), str(today.year - 1)) else today.year
    found = talk_year(branch, year)
    may_edit = services.may_write(request.user, branch)
    status = 200
    if request.method == "POST":
        branch = _own_branch(request.user)
        form = TalkForm(request.POST, members=found.members)
        if form.is_valid():
            values = form.cleaned_data
            try:
                talk = services.talk_record(branch=branch, by=request.user, at=at, **values)
            except Refused as refusal:
                form.add_error(refusal.field or None, str(refusal))
            else:
                text = _("已登记：%(one)s和%(other)s谈话。") % {"one": talk.one.name, "other": talk.other.name}
                messages.success(request, text)
                return redirect("ledgers:talk-list")
        status = 422
    else:
        secretary = next((m.pk for m in found.members if m.post == Post.SECRETARY), None)
        form = TalkForm(members=found.members, initial={"one": secretary, "talked_on": today, "key": uuid.uuid4()})
    context = {
        "branch": branch,
        "found": found,
        "form": form,
        "may_edit": may_edit,
        "years": (today.year, today.year - 1),
    }
    return render(request, "ledgers/talk_list.html", context | {"is_own": not _query(request, branch)}, status=status)


@require_POST
def talk_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a talk that was noted by mistake."""
    talk = get_object_or_404(Talk.objects.visible_to(request.user).select_related("branch", "one", "other"), pk=pk)
    try:
        services.talk_delete(talk=talk, by=request.user)
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("已删除这次谈话的登记。"))
    return redirect("ledgers:talk-list")


# --- Appraisals ------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def appraisal_list(request: HttpRequest) -> HttpResponse:
    """Show the branch's appraisals, and start this year's or last year's."""
    branch = branch_meant(request, Permission.MEMBER_VIEW)
    at = timezone.now()
    if request.method == "POST":
        year = request.POST.get("year", "")
        try:
            appraisal = services.appraisal_start(
                branch=_own_branch(request.user),
                year=int(year) if year.isdecimal() and len(year) == 4 else 0,
                by=request.user,
                at=at,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("ledgers:appraisal-list")
        return redirect("ledgers:appraisal-detail", appraisal.pk)
    appraisals = list(Appraisal.objects.visible_to(request.user).filter(branch=branch).order_by("-year"))
    year = timezone.localtime(at).year
    may_edit = services.may_write(request.user, branch)
    begun = {appraisal.year for appraisal in appraisals}
    context = {
        "branch": branch,
        "appraisals": appraisals,
        "startable": [each for each in (year, year - 1) if each not in begun] if may_edit else [],
    }
    return render(request, "ledgers/appraisal_list.html", context)


def _appraisal(user: User, pk: int) -> Appraisal:
    appraisals = Appraisal.objects.visible_to(user).select_related("branch", "reported_by")
    appraisal = get_object_or_404(appraisals, pk=pk)
    require(user, Permission.MEMBER_VIEW)
    return appraisal


@require_http_methods(["GET", "POST"])
def appraisal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the steps and the members; save the steps."""
    appraisal = _appraisal(request.user, pk)
    answer = services.may_write_appraisal(request.user, appraisal)
    meetings = list(life_meetings(appraisal))
    linked = set(appraisal.meeting_links.values_list("meeting_id", flat=True))
    data = request.POST if request.method == "POST" else None
    form = AppraisalForm(data, appraisal=appraisal, meetings=meetings, linked=linked)
    status = 200
    if request.method == "POST":
        if not answer:
            raise PermissionDenied(answer.reason)
        if form.is_valid() and _save_steps(request.user, appraisal, form):
            messages.success(request, _("已保存。"))
            return redirect("ledgers:appraisal-detail", pk)
        status = 422
        appraisal.refresh_from_db()
    lines = list(appraisal.lines.select_related("member").order_by("pk"))
    appraised = [line for line in lines if line.is_full and line.part == Part.HERE]
    missing = services.appraisal_missing(appraisal) if appraisal.is_open else []
    context = {
        "appraisal": appraisal,
        "branch": appraisal.branch,
        "form": form,
        "may_edit": answer,
        "may_return": services.may_return_appraisal(request.user, appraisal),
        "lines": lines,
        "missing": missing,
        "steps": appraisal.steps.select_related("by").order_by("-pk"),
        "meetings": [meeting for meeting in meetings if meeting.pk in linked],
        "most": most_excellent(len(appraised), services.excellent_one_in(appraisal)),
        "excellent": sum(line.grade == Grade.EXCELLENT for line in appraised),
        "graded": sum(bool(line.grade) for line in appraised),
        "appraised": len(appraised),
        "query": _query(request, appraisal.branch),
    }
    return render(request, "ledgers/appraisal.html", context, status=status)


def _save_steps(user: User, appraisal: Appraisal, form: AppraisalForm) -> bool:
    at = timezone.now()
    try:
        services.appraisal_save(
            appraisal=appraisal,
            days=form.days,
            ballots_cast=form.cleaned_data["ballots_cast"],
            by=user,
            at=at,
        )
        if "meetings" in form.fields:
            services.appraisal_link(appraisal=appraisal, meetings=form.chosen, by=user, at=at)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


@require_http_methods(["GET", "POST"])
def appraisal_line(request: HttpRequest, pk: int) -> HttpResponse:
    """One member: how he took part, his ballots, his grade; then the next one."""
    lines = AppraisalLine.objects.visible_to(request.user).select_related("appraisal__branch", "member")
    line = get_object_or_404(lines, pk=pk)
    appraisal = line.appraisal
    answer = services.may_write_appraisal(request.user, appraisal)
    if not answer:
        raise PermissionDenied(answer.reason)
    form = LineForm(request.POST if request.method == "POST" else None, line=line)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                services.appraisal_line_save(
                    line=line,
                    part=form.cleaned_data["part"],
                    reason=form.cleaned_data["reason"],
                    counts=form.counts,
                    grade=form.cleaned_data["grade"],
                    by=request.user,
                    at=timezone.now(),
                )
            except Refused as refusal:
                form.add_error(refusal.field or None, str(refusal))
            else:
                following = appraisal.lines.filter(pk__gt=pk).order_by("pk").values_list("pk", flat=True).first()
                if request.POST.get("then") == "next" and following:
                    return redirect("ledgers:appraisal-line", following)
                return redirect(reverse("ledgers:appraisal-detail", args=[appraisal.pk]) + f"#line-{pk}")
        status = 422
    context = {
        "line": line,
        "appraisal": appraisal,
        "form": form,
        "parts": Part.choices,
        "grades": Grade.choices,
        "has_next": appraisal.lines.filter(pk__gt=pk).exists(),
    }
    return render(request, "ledgers/appraisal_line.html", context, status=status)


@require_POST
def appraisal_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Report the appraisal, or give it back with a reason."""
    appraisal = _appraisal(request.user, pk)
    action = AppraisalAction.RETURN if request.POST.get("action") == "return" else AppraisalAction.REPORT
    answer = (
        services.may_return_appraisal(request.user, appraisal)
        if action == AppraisalAction.RETURN
        else services.may_write(request.user, appraisal.branch)
    )
    if not answer:
        raise PermissionDenied(answer.reason)
    form = ReturnForm(request.POST)
    if action == AppraisalAction.RETURN and not form.is_valid():
        messages.error(request, form.errors["reason"][0])
        return redirect("ledgers:appraisal-detail", pk)
    try:
        services.appraisal_move(
            appraisal=appraisal,
            action=action,
            by=request.user,
            at=timezone.now(),
            reason=form.cleaned_data["reason"] if action == AppraisalAction.RETURN else "",
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        done = _("已退回，支部可以修改了。") if action == AppraisalAction.RETURN else _("已报备。")
        messages.success(request, done)
    return redirect("ledgers:appraisal-detail", pk)


# --- Suggestions -----------------------------------------------------------------------------------------------
def _wanted_month(text: str, today: dt.date) -> dt.date:
    try:
        return parse_month(text)
    except ValueError:
        return today


def _suggestion_rows(known: Mapping[str, ThemeSuggestion], typed: SuggestionForm | None) -> list[dict]:
    """Return a row for each kind of meeting. Open is what could not be saved, else the first that is not written."""
    first = typed.prefix if typed is not None else next((kind for kind in SUGGESTED_KINDS if kind not in known), None)
    rows = []
    for kind in SUGGESTED_KINDS:
        form = typed
        if typed is None or typed.prefix != kind:
            there = known.get(kind)
            initial = {"title": there.title, "outline": there.outline} if there else None
            form = SuggestionForm(prefix=kind, initial=initial)
        label = str(MeetingKind(kind).label)
        rows.append(
            {"kind": str(kind), "label": label, "known": known.get(kind), "form": form, "is_open": kind == first}
        )
    return rows


@require_http_methods(["GET", "POST"])
def suggestion_list(request: HttpRequest) -> HttpResponse:
    """The district's themes of a month, one for each kind of meeting, written and read on one page."""
    require(request.user, Permission.REVIEW_DISTRICT)
    at = timezone.now()
    current = this_month(at)
    sent = request.POST if request.method == "POST" else request.GET
    month = _wanted_month(sent.get("month", ""), current)
    district = district_above(request.user.hat.organisation)
    typed = None
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        typed = SuggestionForm(request.POST, prefix=kind)
        if typed.is_valid():
            try:
                services.suggestion_save(
                    district=district, month=month, kind=kind, by=request.user, at=at, **typed.cleaned_data
                )
            except Refused as refusal:
                typed.add_error(refusal.field if refusal.field in typed.fields else None, str(refusal))
            else:
                messages.success(request, _("已保存，各支部开始记录时就能看到。"))
                return redirect(f"{reverse('ledgers:suggestion-list')}?month={month:%Y-%m}#{kind}")
    months = [current, next_month(current)]
    context = {
        "rows": _suggestion_rows(suggestions_of(district, month), typed),
        "month": month,
        "months": months if month in months else sorted([month, *months]),
        "failed": typed is not None and bool(typed.errors),
    }
    return render(request, "ledgers/suggestion_list.html", context, status=422 if context["failed"] else 200)
