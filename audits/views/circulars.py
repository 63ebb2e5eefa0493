"""Circulars: draft, check, sign, read, sign for."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from audits.circular_rules import MOVES, is_officer, may_correct, may_edit, may_move, may_receive, may_remind
from audits.enums import CircularAction, CircularKind, CircularStatus
from audits.forms.circulars import CircularForm
from audits.models import Circular, CircularReceipt
from audits.selectors import circular_screen as screen
from audits.selectors import circulars as selectors
from audits.selectors.circular_search import Search
from audits.services import circulars as services
from audits.services.circulars import CircularConflict, CircularExists, CircularRefused
from branches.enums import Permission
from branches.views import require
from config.lib.official import official_document_html, title_lines
from config.lib.pdf import missing_official_faces
from ledgers.selectors.lookup import month_named

logger = logging.getLogger(__name__)

WRITING = (CircularStatus.DRAFT, CircularStatus.CHECKING, CircularStatus.SIGNING)


def circular_of(request: HttpRequest, pk: int) -> Circular:
    """Return the circular with everyone on its way, or answer that there is none."""
    return get_object_or_404(
        Circular.objects.visible_to(request.user).select_related(
            "month__district", "corrects__month", "drafted_by", "checked_by", "signed_by"
        ),
        pk=pk,
    )


@require_GET
def circular_list(request: HttpRequest) -> HttpResponse:
    """List the circulars: to the district with their state, to everyone else those sent to them."""
    require(request.user, Permission.CIRCULAR_VIEW)
    search = Search.of(request.GET)
    rows = selectors.circular_rows(request.user, search)
    return render(
        request,
        "audits/circular_list.html",
        {
            "rows": rows,
            "waiting": [row for row in rows if row.is_waiting],
            "rest": [row for row in rows if not row.is_waiting],
            "months": selectors.months_to_draft(request.user, timezone.now()),
            "quarters": selectors.quarters_to_draft(request.user, timezone.now()),
            "is_recipient": request.user.may(Permission.CIRCULAR_RECEIVE),
            "search": search,
            "typed": request.GET.get("q", ""),
            "kinds": CircularKind.choices,
            "years": selectors.years_of(request.user),
        },
    )


@require_POST
def circular_draft(request: HttpRequest, month: str) -> HttpResponse:
    """Draft the month's circular; when there is one, lead to it."""
    require(request.user, Permission.CIRCULAR_DRAFT)
    try:
        circular = services.circular_draft(month=month_named(request.user, month), by=request.user, at=timezone.now())
    except CircularExists as existing:
        messages.info(request, str(existing))
        circular = existing.circular
    except CircularRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("audits:circular-list")
    return redirect("audits:circular-detail", pk=circular.pk)


@require_GET
def circular_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a circular: its way through the hands, its text and figures, what the reader can do about it."""
    circular, user = circular_of(request, pk), request.user
    receipt = (
        CircularReceipt.objects.select_related("signed_by")
        .filter(circular=circular, organisation=user.hat.organisation_id)
        .first()
    )
    is_writing = circular.status in WRITING
    choices = selectors.choices_of(user, circular)
    with_links = user.may(Permission.OVERVIEW_VIEW)
    return render(
        request,
        "audits/circular_detail.html",
        {
            "circular": circular,
            "title_lines": title_lines(circular.title),
            "blocks": screen.screen_blocks(circular, with_links=with_links),
            "attachments": services.circular_document(circular).attachments,
            "figures": circular.figures,
            "steps": selectors.stepper(circular),
            "trail": selectors.trail(circular),
            "choices": choices,
            "waiting_for": selectors.waiting_for(circular, choices),
            "edit": may_edit(user, circular),
            "correct": may_correct(user, circular),
            "corrections": selectors.corrections_of(circular, user),
            "is_officer": is_officer(user),
            "receipt": receipt,
            "receive": may_receive(user, receipt),
            "signed": selectors.signed_of(circular, user),
            "undecided": selectors.undecided(circular.month) if is_writing and is_officer(user) else 0,
            "missing_faces": missing_official_faces() if is_officer(user) else [],
            "columns": screen.figure_columns(),
            "rows": screen.figure_rows(circular, with_links=with_links),
            "months": screen.month_rows(circular, with_links=with_links),
            "named": screen.named_rows(circular, user, with_links=with_links),
            "taken_at": parse_datetime(circular.figures["taken_at"]),
        },
    )


@require_http_methods(["GET", "POST"])
def circular_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit the text. Whatever goes wrong, what was typed stays in the form."""
    circular = circular_of(request, pk)
    if not is_officer(request.user):
        raise PermissionDenied(may_edit(request.user, circular).reason)
    conflict, status = None, 200
    if request.method == "POST":
        form = CircularForm(request.POST, instance=circular)
        if form.is_valid():
            try:
                services.circular_edit(
                    circular=circular,
                    values={name: form.cleaned_data[name] for name in services.FIELDS},
                    version=form.cleaned_data["version"],
                    by=request.user,
                    at=timezone.now(),
                )
            except CircularConflict as found:
                conflict, status = found, 409
                # Saving once more, with both texts in sight, is a decision.
                form.data = form.data.copy()
                form.data["version"] = found.current.version
            except CircularRefused as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, _("文稿已保存。"))
                return redirect("audits:circular-detail", pk=pk)
        else:
            status = 422
    else:
        if not (answer := may_edit(request.user, circular)):
            raise PermissionDenied(answer.reason)
        form = CircularForm(instance=circular, initial={"version": circular.version})
    return render(
        request,
        "audits/circular_edit.html",
        {"circular": circular, "form": form, "conflict": conflict, "figures": circular.figures},
        status=status,
    )


@require_POST
def circular_refresh(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the month's figures anew."""
    circular = circular_of(request, pk)
    if not (request.user.may(Permission.CIRCULAR_DRAFT) or request.user.may(Permission.CIRCULAR_CHECK)):
        raise PermissionDenied(may_edit(request.user, circular).reason)
    try:
        own = services.circular_refresh_figures(
            circular=circular, version=_version(request), by=request.user, at=timezone.now()
        )
    except (CircularConflict, CircularRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("数据、正文和附件已更新到现在。"))
        if own:
            messages.warning(
                request,
                _("您自己写的或者改过的%(n)d段没有动，请核对里面的数字：%(first)s")
                % {"n": len(own), "first": "；".join(text[:24] + "…" * (len(text) > 24) for text in own[:3])},
            )
    return redirect("audits:circular-detail", pk=pk)


def _version(request: HttpRequest) -> int:
    """Return the version that the page was made from; 0, which never matches, when the form was tampered with."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@require_POST
def circular_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Send to check, approve, send back, sign."""
    circular, action = circular_of(request, pk), request.POST.get("action", "")
    if action not in MOVES or action == CircularAction.ISSUE:
        raise Http404
    answer = may_move(request.user, circular, action)
    if not answer and circular.status in MOVES[action][0]:
        raise PermissionDenied(answer.reason)
    try:
        moved = services.circular_move(
            circular=circular,
            action=action,
            by=request.user,
            at=timezone.now(),
            reason=request.POST.get("reason", ""),
        )
    except CircularRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _done(moved, action))
    return redirect("audits:circular-detail", pk=pk)


def _done(circular: Circular, action: str) -> str:
    return {
        CircularAction.SEND_TO_CHECK: _("已送核稿，核稿人会收到消息。"),
        CircularAction.APPROVE_CHECK: _("核稿通过，已送签发。"),
        CircularAction.SEND_BACK: _("已退回拟稿人，并附上您写的意见。"),
        CircularAction.SIGN: _("已签发，文号%(number)s。正在排版印发，稍后会自动发给乡镇和支部。")
        % {"number": circular.number},
    }[action]


@require_GET
def circular_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page as it is printed."""
    circular = circular_of(request, pk)
    sheets = [static("css/official.css"), static("css/official_screen.css")]
    return HttpResponse(official_document_html(services.circular_document(circular), stylesheets=sheets))


@require_safe
def circular_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the issued file: the stored bytes, never printed anew."""
    circular = circular_of(request, pk)
    if circular.status != CircularStatus.ISSUED:
        raise Http404(_("通报还没有印发。"))
    etag = f'"{circular.sha256}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = FileResponse(
                circular.pdf.open("rb"),
                as_attachment=True,
                filename=f"{circular.number}.pdf",
                content_type="application/pdf",
            )
        except OSError as error:
            logger.error("The issued file of circular %s is missing: %s", circular.pk, circular.pdf.name)
            raise Http404(_("印发件找不到了，请告诉系统管理员。")) from error
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


@require_GET
def circular_receipts(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who has not signed for the circular, or everyone it was sent to, by township."""
    circular = circular_of(request, pk)
    signed = selectors.signed_of(circular, request.user)
    waiting_only = request.GET.get("state", "waiting" if signed.left else "all") == "waiting"
    return render(
        request,
        "audits/circular_receipts.html",
        {
            "circular": circular,
            "groups": selectors.receipt_groups(circular, request.user, waiting_only=waiting_only),
            "signed": signed,
            "waiting_only": waiting_only,
            "remind": may_remind(request.user, circular),
        },
    )


@require_POST
def circular_receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign for the circular on behalf of one's own organisation."""
    circular = circular_of(request, pk)
    require(request.user, Permission.CIRCULAR_RECEIVE)
    try:
        services.circular_receive(circular=circular, by=request.user, at=timezone.now())
    except CircularRefused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(
            request,
            _("已代表%(name)s签收%(number)s。")
            % {"name": request.user.hat.organisation.short_name, "number": circular.number},
        )
    return redirect("audits:circular-detail", pk=pk)


@require_POST
def circular_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind those who have not signed."""
    circular = circular_of(request, pk)
    if not (answer := may_remind(request.user, circular)):
        raise PermissionDenied(answer.reason)
    try:
        reminded = services.circular_remind(circular=circular, by=request.user, at=timezone.now())
    except CircularRefused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("已提醒%(n)d个没有签收的单位。") % {"n": reminded})
    return redirect("audits:circular-receipts", pk=pk)
