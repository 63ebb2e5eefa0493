"""What few meetings need: votes on persons, members left out of 应到会, a meeting in the course of a theme day."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ledgers.enums import MeetingKind
from ledgers.enums.organised_life import MATTER_PROFILES, Exclusion, MeetingMatter
from ledgers.forms.organised_life import BallotsForm, ExclusionsForm
from ledgers.models import Meeting
from ledgers.rules import may_edit
from ledgers.selectors.organised_life import outlines_for
from ledgers.services import meetings, votes
from ledgers.services.meetings import EditRefused, MeetingConflict
from ledgers.services.votes import DECIDING, VoteRefused
from ledgers.views.meetings import own_meeting
from ledgers.vote_profiles import PROFILES


def _editable(request: HttpRequest, pk: int) -> Meeting:
    meeting = own_meeting(request.user, pk)
    if not (answer := may_edit(request.user, meeting.ledger)):
        raise PermissionDenied(answer.reason)
    return meeting


@require_http_methods(["GET", "POST"])
def meeting_ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a general meeting votes on, and write the votes on each person."""
    meeting = _editable(request, pk)
    if meeting.kind != MeetingKind.GENERAL:
        raise PermissionDenied(_("只有支部党员大会才有这些表决事项。"))
    form = BallotsForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if request.method == "POST" and form.is_valid:
        try:
            votes.matter_save(meeting=meeting, matter=form.matter, lines=form.lines, by=request.user, at=timezone.now())
        except EditRefused as refusal:
            raise PermissionDenied(str(refusal)) from None
        except VoteRefused as refusal:
            form.errors.append(str(refusal))
        else:
            messages.success(request, _("表决事项已保存。"))
            return redirect("ledgers:meeting-edit", pk)
    matters = [(value, label, PROFILES[MATTER_PROFILES[value]]) for value, label in MeetingMatter.choices]
    context = {"meeting": meeting, "ledger": meeting.ledger, "form": form, "matters": matters}
    return render(request, "ledgers/meeting_ballots.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def meeting_exclusions(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave members out of 应到会 for one of the five lawful reasons."""
    meeting = _editable(request, pk)
    if meeting.kind not in DECIDING:
        raise PermissionDenied(_("只有要表决的会议才需要核减应到会人数。"))
    lines = list(meeting.attendances.select_related("member").order_by("member_id"))
    chosen = {line.member_id: line.exclusion for line in lines}
    initial = {"number": meeting.exclusion_number, "on": meeting.exclusion_on}
    form = ExclusionsForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        chosen = form.excluded()
        if form.is_valid():
            try:
                votes.exclusions_save(
                    meeting=meeting,
                    excluded=chosen,
                    number=form.cleaned_data["number"].strip(),
                    on=form.cleaned_data["on"],
                    by=request.user,
                    at=timezone.now(),
                )
            except EditRefused as refusal:
                raise PermissionDenied(str(refusal)) from None
            except VoteRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("应到会人数已核减。") if chosen else _("没有人核减，全部算应到会。"))
                return redirect("ledgers:meeting-edit", pk)
        status = 422
    context = {
        "meeting": meeting,
        "ledger": meeting.ledger,
        "form": form,
        "rows": [
            {"pk": line.member_id, "name": line.member.name, "chosen": chosen.get(line.member_id, "")} for line in lines
        ],
        "reasons": Exclusion.choices,
    }
    return render(request, "ledgers/meeting_exclusions.html", context, status=status)


@require_POST
def meeting_together(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the record of a general meeting or lecture held in the course of this theme day."""
    meeting = own_meeting(request.user, pk)
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        key = uuid.uuid4()
    try:
        second = meetings.meeting_start_together(
            meeting=meeting, kind=request.POST.get("kind", ""), key=key, by=request.user, at=timezone.now()
        )
    except EditRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    return redirect("ledgers:meeting-edit", second.pk)


@require_POST
def meeting_outline(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an outline over into an agenda that is still empty; with JavaScript the page does it by itself."""
    meeting = own_meeting(request.user, pk)
    texts = {source: text for source, _title, text in outlines_for(meeting)}
    text = texts.get(request.POST.get("source", ""))
    if text and not meeting.agenda.strip():
        try:
            meetings.meeting_save(
                meeting=meeting,
                values={"agenda": text},
                roll=[],
                version=meeting.version,
                by=request.user,
                at=timezone.now(),
            )
        except (EditRefused, MeetingConflict) as refusal:
            messages.error(request, str(refusal))
    return redirect("ledgers:meeting-edit", pk)
