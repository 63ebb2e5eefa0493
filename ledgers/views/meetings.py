"""Record a meeting: start it, write it, add files; a draft on the server from the first field on."""

import uuid
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from branches.enums import Permission
from branches.models import User
from branches.views import require
from evidence.forms import UploadForm
from evidence.services import UploadRefused, file_store
from ledgers import pages
from ledgers.drafts import PageSave, new_token, save_read, save_remember
from ledgers.enums import MeetingKind, Presence
from ledgers.enums.organised_life import MeetingMatter
from ledgers.forms.meetings import MeetingForm, as_typed, inputs_of, roll_lines
from ledgers.models import Attendance, Meeting, MeetingFile, Member
from ledgers.rules import may_edit
from ledgers.selectors.lookup import own_ledger
from ledgers.selectors.months import ballots_of, gaps_of, is_late_entry
from ledgers.selectors.organised_life import outlines_for
from ledgers.selectors.snapshots import meeting_snapshot
from ledgers.services import meetings as services
from ledgers.services.meetings import TOGETHER, EditRefused, MeetingConflict, RollLine, TooManyFiles
from ledgers.services.votes import DECIDING

QUICK_REASONS = ("外出务工", "生病", "请假", "年老体弱")  # i18n: data


@require_http_methods(["GET", "POST"])
def meeting_start(request: HttpRequest, month: str) -> HttpResponse:
    """Offer the kinds of meetings; start a record of one and lead to it."""
    require(request.user, Permission.LEDGER_EDIT)
    ledger = own_ledger(request.user, month)
    if not (answer := may_edit(request.user, ledger)):
        raise PermissionDenied(answer.reason)
    error = ""
    if request.method == "POST":
        kind, group = request.POST.get("kind", ""), request.POST.get("group", "")
        try:
            key = uuid.UUID(request.POST.get("key", ""))
        except ValueError:
            key = None
        if key and kind in MeetingKind.values and (group in ledger.groups if kind == MeetingKind.GROUP else not group):
            try:
                meeting = services.meeting_start(
                    ledger=ledger, kind=kind, group=group, key=key, by=request.user, at=timezone.now()
                )
            except EditRefused as refusal:
                raise PermissionDenied(str(refusal)) from None
            return redirect("ledgers:meeting-edit", meeting.pk)
        error = _("没有看懂要记什么，请从下面选一种。")
    context = {"ledger": ledger, "choices": pages.kind_choices(ledger), "error": error}
    return render(request, "ledgers/start.html", context, status=422 if error else 200)


# What a page shows of a record, and what is enough to save it: joining everything takes longer to plan than to fetch.
SHOWN = ("ledger__month", "ledger__branch", "ledger__township", "host", "recorder", "saved_by")
SAVED = (*(field.name for field in Meeting._meta.concrete_fields), "ledger__branch", "ledger__month__month")


def own_meeting(user: User, pk: int, *, to_save: bool = False) -> Meeting:
    """Return the meeting; strangers get 404, colleagues without the right to write 403 with a reason."""
    meetings = Meeting.objects.visible_to(user)
    if to_save:
        meetings = meetings.select_related("ledger__month").only(*SAVED)
    else:
        meetings = meetings.select_related(*SHOWN)
    meeting = get_object_or_404(meetings, pk=pk)
    require(user, Permission.LEDGER_EDIT)
    return meeting


def _may_preside(meeting: Meeting) -> list[Member]:
    """Return whom the selects offer: the roll, and who is in the record although he has left it since."""
    roll = Member.objects.filter(branch=meeting.ledger.branch_id).on_roll()
    members = list(roll.only("name", "post", "birth_date").order_by("pk"))
    left = {meeting.host_id, meeting.recorder_id} - {None, *(member.pk for member in members)}
    return members + list(Member.objects.filter(pk__in=left).only("name", "post", "birth_date")) if left else members


@require_http_methods(["GET", "POST"])
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the record as a form and save it. A record that may not be written now is shown to read."""
    if request.method == "POST":
        return _edit_save(request, own_meeting(request.user, pk, to_save=True))
    meeting = own_meeting(request.user, pk)
    answer = may_edit(request.user, meeting.ledger)
    if not answer:
        is_late = is_late_entry(meeting, meeting.ledger.month.frozen_value("meetings.late_entry_days"))
        context = {
            "meeting": meeting,
            "ledger": meeting.ledger,
            "snapshot": meeting_snapshot(meeting, is_late=is_late),
        }
        return render(request, "ledgers/meeting_read.html", context | {"reason": answer.reason})
    form = MeetingForm(meeting=meeting, members=_may_preside(meeting))
    return _edit_page(request, meeting, form, UploadForm(already=meeting.files.count()))


def _posted_form(request: HttpRequest, meeting: Meeting) -> MeetingForm:
    return MeetingForm(request.POST, meeting=meeting, members=SimpleLazyObject(partial(_may_preside, meeting)))


def _edit_save(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Save what can be read and the files that may be kept; show again what cannot, as it was typed."""
    at = timezone.now()
    form = _posted_form(request, meeting)
    already = meeting.files.count() if request.FILES else 0
    upload_form = UploadForm(request.POST, request.FILES, already=already)
    form.is_valid()
    if form.waits_for_time:
        form.add_error("start", _("写上开始时间，日期才能一起保存。"))
    save = save_read(request.POST, meeting.pk)
    roll = roll_lines(request.POST)
    try:
        saved = _save(meeting, form, roll, save, by=request.user, at=at)
    except EditRefused as refusal:
        return _edit_page(request, meeting, form, upload_form, refusal=str(refusal), status=403)
    except MeetingConflict as conflict:
        _store_files(request, meeting, upload_form, at)
        return _conflict_page(request, meeting, conflict, upload_form)
    _store_files(request, meeting, upload_form, at)
    if form.errors or upload_form.errors:
        return _edit_page(request, saved, form, upload_form, status=422)
    called = len(roll) or saved.attendances.count()
    messages.success(request, _save_message(saved, called))
    if request.POST.get("then") == "month":
        return redirect("ledgers:month-detail", meeting.ledger.month.key)
    return redirect("ledgers:meeting-edit", meeting.pk)


def _save(meeting: Meeting, form: MeetingForm, roll: list[RollLine], save: PageSave, *, by: User, at) -> Meeting:
    """Save a checked form and its roll call; raises what the service raises."""
    if save.is_stale:
        return meeting
    saved = services.meeting_save(
        meeting=meeting,
        values=form.values(),
        roll=roll,
        version=save.version,
        by=by,
        at=at,
    )
    save_remember(save, meeting.pk, saved.version)
    saved.ledger = meeting.ledger
    return saved


def _save_message(meeting: Meeting, called: int) -> str:
    gaps = gaps_of(meeting, called)
    if gaps:
        return _("“%(label)s”已保存。还缺：%(gaps)s") % {"label": meeting.label, "gaps": "、".join(gaps)}
    return _("“%(label)s”已保存，内容齐全。") % {"label": meeting.label}


def _store_files(request: HttpRequest, meeting: Meeting, upload_form: UploadForm, at) -> None:
    """Keep the files sent with the form; one that is refused is named and takes no other with it."""
    if not upload_form.is_valid():
        return
    for upload in upload_form.files_chosen:
        try:
            _attach(request.user, meeting, upload, at)
        except (UploadRefused, TooManyFiles, EditRefused) as refusal:
            upload_form.add_error(None, _("“%(name)s”没有收下：%(why)s") % {"name": upload.name, "why": refusal})


def _attach(user: User, meeting: Meeting, upload, at) -> MeetingFile:
    stored = file_store(organisation=meeting.ledger.branch, upload=upload, by=user, at=at)
    return services.meeting_attach(meeting=meeting, file=stored, by=user, at=at, limit=settings.EVIDENCE_MAX_FILES)


def _file_rows(meeting: Meeting) -> list[dict]:
    return [_file_row(link) for link in meeting.files.select_related("file")]


def _file_row(link: MeetingFile) -> dict:
    return {"file": link.file, "remove_url": reverse("ledgers:file-remove", args=[link.pk])}


def _roll_rows(lines: Iterable[Attendance], data: QueryDict | None) -> list[dict]:
    """Return the lines of the roll call as recorded, or as typed in `data`."""
    rows = []
    for line in lines:
        if line.presence == Presence.INVITED or line.exclusion:
            continue
        presence, reason = line.presence, line.reason
        if data is not None:
            presence = data.get(f"presence-{line.member_id}", presence)
            reason = data.get(f"reason-{line.member_id}", reason)
        rows.append(
            {
                "pk": line.member_id,
                "name": line.member.name,
                "note": "" if line.votes else _("没有表决权"),
                "votes": line.votes,
                "is_absent": presence == Presence.ABSENT,
                "reason": reason,
            }
        )
    return rows


def _edit_page(
    request: HttpRequest, meeting: Meeting, form: MeetingForm, upload_form: UploadForm, *, status: int = 200, **more
) -> HttpResponse:
    lines = list(meeting.attendances.select_related("member").order_by("member_id"))
    rows = _roll_rows(lines, form.data if form.is_bound else None)
    came = sum(not row["is_absent"] for row in rows)
    context = {
        "meeting": meeting,
        "ledger": meeting.ledger,
        "form": form,
        "upload_form": upload_form,
        "rows": _file_rows(meeting),
        "roll": rows,
        "called": len(rows),
        "came": came,
        "voters_came": sum(row["votes"] and not row["is_absent"] for row in rows),
        "quick_reasons": QUICK_REASONS,
        "token": new_token(),
        "version": meeting.version,
        "is_late": is_late_entry(meeting, meeting.ledger.month.frozen_value("meetings.late_entry_days")),
        "excluded": [line.member.name for line in lines if line.exclusion],
        **_seldom(meeting),
    }
    return render(request, "ledgers/meeting_edit.html", context | more, status=status)


def _seldom(meeting: Meeting) -> dict:
    """Return what only some records offer: an outline while the agenda is empty, the second meeting of a theme day,
    special votes. An ordinary record that is being written asks the database nothing for it."""
    offered = {"outlines": outlines_for(meeting) if not meeting.agenda.strip() else []}
    if meeting.kind == MeetingKind.THEME_DAY:
        # A record that is there already is opened instead of a second one, so that it need not be asked for here.
        offered["together"] = [(str(kind), str(MeetingKind(kind).label), uuid.uuid4()) for kind in TOGETHER]
    if meeting.kind in DECIDING:
        offered["decides"] = True
        offered["votes_on_persons"] = meeting.kind == MeetingKind.GENERAL
        offered["matter"] = meeting.get_matter_display() if meeting.matter != MeetingMatter.ORDINARY else ""
        offered["ballots"] = ballots_of(meeting)
    return offered


def _conflict_page(
    request: HttpRequest, meeting: Meeting, conflict: MeetingConflict, upload_form: UploadForm
) -> HttpResponse:
    """Show who saved and what differs. The form keeps what was typed; where the person changed nothing, it takes over
    what the other one wrote."""
    data = request.POST.copy()
    theirs = as_typed(conflict.current)
    lines = {line.member_id: line for line in conflict.current.attendances.all()}
    for difference in conflict.differences:
        if difference.is_clash:
            continue
        column, _colon, member = difference.name.partition(":")
        if member:
            data[f"presence-{member}"] = lines[int(member)].presence
            data[f"reason-{member}"] = lines[int(member)].reason
        else:
            data.update({name: theirs[name] for name in inputs_of(column)})
    conflict.current.ledger = meeting.ledger
    form = MeetingForm(data, meeting=conflict.current, members=_may_preside(meeting))
    form.is_valid()
    clashes = [difference for difference in conflict.differences if difference.is_clash]
    return _edit_page(
        request,
        conflict.current,
        form,
        upload_form,
        status=409,
        conflict=conflict,
        clashes=clashes,
        adopted=[difference for difference in conflict.differences if not difference.is_clash],
    )


@require_POST
def meeting_autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Save the draft while it is written: what can be read is kept, what cannot is named.

    Answers with the new version and the time; 409 when someone else saved, 403 when the ledger may not be written.
    """
    meeting = own_meeting(request.user, pk, to_save=True)
    at = timezone.now()
    form = _posted_form(request, meeting)
    form.is_valid()
    try:
        saved = _save(meeting, form, roll_lines(request.POST), save_read(request.POST, pk), by=request.user, at=at)
    except EditRefused as refusal:
        return JsonResponse({"message": str(refusal)}, status=403)
    except MeetingConflict as conflict:
        return JsonResponse({"message": str(conflict)}, status=409)
    answer = {
        "version": saved.version,
        "message": _("已保存 %(time)s") % {"time": f"{timezone.localtime(at):%H:%M}"},
        "errors": {name: f"{form[name].label}：{errors[0]}" for name, errors in form.errors.items()},
    }
    if form.waits_for_time:
        answer["message"] += _("（日期等写上时间一起保存）")
    return JsonResponse(answer)


@require_POST
def meeting_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one file: 201 with its row, or 422 with a sentence that says what to do."""
    meeting = own_meeting(request.user, pk)
    upload = request.FILES.get("file")
    if upload is None:
        return _sentence(_("没有收到文件，请再选一次。"), 422)
    if not (answer := may_edit(request.user, meeting.ledger)):
        return _sentence(answer.reason, 403)
    try:
        link = _attach(request.user, meeting, upload, timezone.now())
    except EditRefused as refusal:
        return _sentence(str(refusal), 403)
    except (UploadRefused, TooManyFiles) as refusal:
        return _sentence(str(refusal), 422)
    return render(request, "evidence/_file.html", _file_row(link), status=201)


def _sentence(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


@require_http_methods(["GET", "POST"])
def meeting_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete a record that was started by mistake."""
    meeting = own_meeting(request.user, pk)
    if not (answer := may_edit(request.user, meeting.ledger)):
        raise PermissionDenied(answer.reason)
    if request.method == "GET":
        context = {"meeting": meeting, "ledger": meeting.ledger, "detail": pages.meeting_detail(meeting)}
        return render(request, "ledgers/meeting_delete.html", context)
    label, key = meeting.label, meeting.ledger.month.key
    try:
        services.meeting_delete(meeting=meeting, by=request.user)
    except EditRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("“%(label)s”的记录已删除。") % {"label": label})
    return redirect("ledgers:month-detail", key)


@require_POST
def file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off a record."""
    link = get_object_or_404(
        MeetingFile.objects.visible_to(request.user).select_related("meeting__ledger__branch", "file"), pk=pk
    )
    require(request.user, Permission.LEDGER_EDIT)
    try:
        services.meeting_detach(link=link, by=request.user)
    except EditRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    if request.htmx:
        return HttpResponse()  # htmx takes the row away
    messages.success(request, _("“%(name)s”已移除。") % {"name": link.file.name})
    return redirect("ledgers:meeting-edit", link.meeting_id)
