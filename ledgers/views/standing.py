"""Study hours of a branch, and one member's page: absence, contact, exemption; decisions: `views.membership`."""

import uuid
from collections.abc import Callable
from itertools import chain

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Permission
from branches.tree import district_above
from branches.views import require
from ledgers.forms import standing as forms
from ledgers.models import Absence, ContactNote, Exemption, Meeting, Member, StudyRecord
from ledgers.selectors.rules import rule_history
from ledgers.selectors.standing import in_hours, meetings_to_count, standing_facts, study_line, study_year
from ledgers.services import standing as services
from ledgers.services.members import may_edit_roll
from ledgers.services.standing import StandingRefused
from ledgers.standing_clocks import clocks_of, gap_text, limits_of, sentence_of
from ledgers.views.branch import branch_meant


def _today():
    return timezone.localtime(timezone.now()).date()


# --- Study -----------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def study_list(request: HttpRequest) -> HttpResponse:
    """Show the year's study hours of the branch and enter one training for many."""
    branch = branch_meant(request, Permission.MEMBER_VIEW)
    today = _today()
    year = request.GET.get("year", "")
    year = int(year) if year in (str(today.year), str(today.year - 1)) else today.year
    book = rule_history(district_above(branch)).on(today.replace(year=year, day=1))
    lines = study_year(branch, year, book, today)
    members = [line.member for line in lines]
    may_edit = may_edit_roll(request.user, branch)
    status = 200
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied(may_edit.reason)
        form = forms.StudyForm(request.POST, members=members)
        if form.is_valid() and _study_added(request, form, branch, book):
            return redirect("ledgers:study-list")
        status = 422
    else:
        ticked = [str(member.pk) for member in members]
        form = forms.StudyForm(members=members, initial={"date": today, "key": uuid.uuid4(), "members": ticked})
    context = {
        "branch": branch,
        "year": year,
        "years": (today.year, today.year - 1),
        "lines": lines,
        "done": sum(line.is_done for line in lines),
        "form": form,
        "may_edit": may_edit,
        "is_own": branch.pk == request.user.hat.organisation_id,
        "meetings": meetings_to_count(branch, year) if may_edit else [],
        "minutes": book.value("participation.study_minutes"),
    }
    return render(request, "ledgers/study_list.html", context, status=status)


def _study_added(request: HttpRequest, form: forms.StudyForm, branch, book) -> bool:
    values = form.cleaned_data
    try:
        count = services.study_add(
            branch=branch,
            members=[int(pk) for pk in values["members"]],
            date=values["date"],
            minutes=round(values["hours"] * book.value("participation.study_minutes")),
            what=values["what"],
            key=values["key"],
            by=request.user,
            at=timezone.now(),
        )
    except StandingRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    if count:
        messages.success(request, _("已登记 %(n)d 人的学时。") % {"n": count})
    return True


@require_POST
def meeting_study(request: HttpRequest, pk: int) -> HttpResponse:
    """Count a lecture or a theme day as study for all who were present."""
    meetings = Meeting.objects.visible_to(request.user).select_related("ledger__branch")
    meeting = get_object_or_404(meetings, pk=pk)
    if not (answer := may_edit_roll(request.user, meeting.ledger.branch)):
        raise PermissionDenied(answer.reason)
    try:
        count = services.study_from_meeting(meeting=meeting, by=request.user, at=timezone.now())
    except StandingRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已把“%(title)s”计入 %(n)d 人的学时。") % {"title": meeting.label, "n": count})
    return redirect("ledgers:study-list")


@require_POST
def study_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a record that was entered by mistake."""
    studies = StudyRecord.objects.visible_to(request.user).select_related("member__branch")
    study = get_object_or_404(studies, pk=pk)
    try:
        services.study_delete(study=study, by=request.user)
    except StandingRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("已删除这条学习记录。"))
    return redirect("ledgers:member-standing", study.member_id)


# --- One member ------------------------------------------------------------------------------------------------
def member_meant(request: HttpRequest, pk: int) -> Member:
    member = get_object_or_404(Member.objects.visible_to(request.user).select_related("branch"), pk=pk)
    require(request.user, Permission.MEMBER_VIEW)
    return member


@require_GET
def member_standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the clocks of a member in words, and what was entered about him."""
    return standing_page(request, member_meant(request, pk))


def standing_page(request: HttpRequest, member: Member, typed=None) -> HttpResponse:
    """Show a member's standing; `typed` is a form with errors, shown in its place."""
    today = _today()
    book = rule_history(district_above(member.branch)).on(today)
    limits = limits_of(book)
    fact = next(
        (each for each in standing_facts([member.branch_id], today)[member.branch_id] if each.pk == member.pk), None
    )
    clocks = clocks_of(fact, limits) if fact else []
    studies = list(member.studies.filter(date__year=today.year).select_related("meeting"))
    exemptions = list(member.exemptions.all())
    in_force = next((each for each in exemptions if each.until is None or each.until >= today), None)
    others = _others(member)
    notes = ContactNote.objects.select_related("contact", "by")
    absences = list(
        member.absences.select_related("contact", "withdrawn_by").prefetch_related(Prefetch("contact_notes", notes))
    )
    measures = list(member.measures.select_related("withdrawn_by"))
    organisational = list(member.organisational_measures.select_related("withdrawn_by"))
    small = {
        form.name.replace("-", "_"): form(others=others, initial=initial)
        for form, initial in (
            (forms.AbsenceForm, {"since": None}),
            (forms.AbsenceEndForm, {"until": today}),
            (forms.ContactForm, {"on": today}),
            (forms.LostForm, {"lost_since": member.lost_since}),
            (forms.MembershipForm, {}),
            (forms.MeasureForm, {}),
            (forms.OrganisationalForm, {}),
            (forms.OutcomeForm, {"on": today}),
            (forms.ExemptionForm, {"since": today}),
            (forms.ExemptionEndForm, {"until": today}),
        )
    }
    rows = {"absence": absences, "measure": measures, "organisational": organisational}
    may_edit = may_edit_roll(request.user, member.branch)
    if may_edit:
        for sort, of_sort in rows.items():
            for row in of_sort:
                row.form = row.is_valid and forms.WithdrawForm(name=f"withdraw-{sort}-{row.pk}")
    if typed is not None:
        small[typed.name.replace("-", "_")] = typed
        for row in chain(*rows.values()):
            if getattr(row, "form", None) and row.form.name == typed.name:
                row.form = typed
    context = {
        "member": member,
        "branch": member.branch,
        "may_edit": may_edit,
        "clocks": [(sentence_of(clock, limits, today), clock.has_run_out(today)) for clock in clocks],
        "gap": gap_text(fact.gap, limits) if fact else "",
        "studies": [(study, in_hours(study.minutes, book)) for study in studies],
        "study": study_line(member, sum(study.minutes for study in studies), bool(in_force), book),
        "absences": absences,
        "away": next((row for row in absences if row.until is None and row.is_valid), None),
        "measures": measures,
        "organisational": organisational,
        "rectification": next((row for row in organisational if row.is_running), None),
        "exemptions": exemptions,
        "exempt": next((each for each in exemptions if each.until is None), None),
        "steps": member.membership_steps.all(),
        "forms": small,
        "year": today.year,
    }
    return render(request, "ledgers/member_standing.html", context, status=200 if typed is None else 422)


def _others(member: Member) -> list[Member]:
    return list(Member.objects.filter(branch=member.branch_id).on_roll().exclude(pk=member.pk).order_by("pk"))


def written(request: HttpRequest, member: Member, form, write: Callable, done: str) -> HttpResponse:
    """Ask whether the person may, read the form, write, and go back to the member; what is wrong is shown there."""
    if not (answer := may_edit_roll(request.user, member.branch)):
        raise PermissionDenied(answer.reason)
    form = form(request.POST, others=_others(member))
    if form.is_valid():
        try:
            write(by=request.user, **form.cleaned_data)
        except StandingRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("ledgers:member-standing", member.pk)
    return standing_page(request, member, form)


@require_POST
def member_absence(request: HttpRequest, pk: int) -> HttpResponse:
    member, at = member_meant(request, pk), timezone.now()

    def write(**values):
        services.absence_begin(member=member, at=at, **values)

    return written(request, member, forms.AbsenceForm, write, _("已登记外出。"))


@require_POST
def member_lost(request: HttpRequest, pk: int) -> HttpResponse:
    member, at = member_meant(request, pk), timezone.now()

    def write(lost_since, by):
        services.lost_mark(member=member, since=lost_since, by=by, at=at)

    return written(request, member, forms.LostForm, write, _("已保存。"))


@require_POST
def member_exemption(request: HttpRequest, pk: int) -> HttpResponse:
    member, at = member_meant(request, pk), timezone.now()

    def write(**values):
        services.exemption_add(member=member, at=at, **values)

    return written(request, member, forms.ExemptionForm, write, _("已登记，开会学习不作硬性要求。"))


def row_meant(request: HttpRequest, rows, pk: int):
    """Return a row of a member whom the user may see."""
    row = get_object_or_404(rows.visible_to(request.user).select_related("member__branch"), pk=pk)
    require(request.user, Permission.MEMBER_VIEW)
    return row


@require_POST
def absence_end(request: HttpRequest, pk: int) -> HttpResponse:
    absence, at = row_meant(request, Absence.objects, pk), timezone.now()

    def write(**values):
        services.absence_end(absence=absence, at=at, **values)

    return written(request, absence.member, forms.AbsenceEndForm, write, _("已登记返回。"))


@require_POST
def absence_contact(request: HttpRequest, pk: int) -> HttpResponse:
    absence, at = row_meant(request, Absence.objects, pk), timezone.now()

    def write(**values):
        services.contact_note(absence=absence, at=at, **values)

    return written(request, absence.member, forms.ContactForm, write, _("已记下这次联系。"))


@require_POST
def exemption_end(request: HttpRequest, pk: int) -> HttpResponse:
    exemption = row_meant(request, Exemption.objects, pk)

    def write(**values):
        services.exemption_end(exemption=exemption, **values)

    return written(request, exemption.member, forms.ExemptionEndForm, write, _("已保存。"))
