"""Transfers of members (组织关系转接): list, beginning, one transfer with its next step, the letter on paper."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Permission
from branches.models import Organisation
from branches.views import require
from config.lib.listing import page_of
from ledgers import transfer_pages as pages
from ledgers.enums.transfers import OPEN_STATES, TransferAction, TransferKind
from ledgers.forms.transfers import ApplyForm, RegisterForm, move_form
from ledgers.models import Member, Transfer
from ledgers.selectors import transfers as selectors
from ledgers.selectors.receiving_branches import branches_found
from ledgers.services import transfers as services
from ledgers.services.members import may_edit_roll
from ledgers.services.transfers import TransferRefused
from ledgers.transfer_rules import FORWARD, MOVES, is_overdue, may_move
from ledgers.views.branch import branch_meant
from ledgers.views.members import own_branch

PAGE_SIZE = 50
MOST_WORDS = 40


def _refused(form: forms.BaseForm, refusal: TransferRefused) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


@require_GET
def transfer_list(request: HttpRequest) -> HttpResponse:
    """A branch's transfers, for reviewers those of all branches in scope; the running ones first."""
    require(request.user, Permission.MEMBER_VIEW)
    own = request.user.hat.organisation
    is_whole = not request.GET.get("branch") and not own.answers_monthly
    branch = None if is_whole else branch_meant(request, Permission.MEMBER_VIEW)
    running = Case(When(state__in=OPEN_STATES, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = selectors.transfers_seen(request.user, branch).order_by(running, "valid_until", "-pk")
    page = page_of(request, found, PAGE_SIZE)
    page.object_list = pages.rows(page.object_list, branch, request.user, timezone.localdate())
    may_edit = may_edit_roll(request.user, branch) if branch else False
    return render(request, "ledgers/transfer_list.html", {"page": page, "place": branch or own, "may_edit": may_edit})


@require_http_methods(["GET", "POST"])
def transfer_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the transfer of a member of one's own branch. Looking for the receiving branch keeps what was typed."""
    member = get_object_or_404(Member.objects.visible_to(request.user).select_related("branch"), pk=pk)
    if not (answer := may_edit_roll(request.user, member.branch)):
        raise PermissionDenied(answer.reason)
    at = timezone.now()
    typed = request.POST.get("target", "")
    found = branches_found(
        member.branch,
        words=" ".join(request.POST.get("q", "").split())[:MOST_WORDS],
        chosen=int(typed) if typed.isdecimal() and len(typed) < 10 else None,
        day=timezone.localdate(at),
    )
    is_looking = "find" in request.POST
    form = ApplyForm(None if is_looking else request.POST or None, initial=request.POST.dict(), found=found)
    if request.htmx and is_looking:
        return render(request, "ledgers/_receiving_branches.html", {"form": form, "member": member})
    if request.method == "POST" and not is_looking and form.is_valid():
        try:
            values = form.cleaned_data
            transfer = services.transfer_apply(
                member=member,
                target=Organisation.objects.get(pk=values["target"]) if values["target"] else None,
                outside=values["outside"],
                note=values["note"],
                applied_on=values["applied_on"],
                by=request.user,
                at=at,
            )
        except TransferRefused as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, _("%(name)s的转接申请已登记。") % {"name": member.name})
            return redirect("ledgers:transfer-detail", transfer.pk)
    context = {"form": form, "member": member}
    return render(request, "ledgers/transfer_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def transfer_in(request: HttpRequest) -> HttpResponse:
    """Write down the letter of somebody who comes from outside."""
    branch = own_branch(request)
    form = RegisterForm(request.POST or None, is_near=False)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            transfer = services.transfer_register(
                branch=branch,
                name=values["name"],
                outside=values["outside"],
                note=values["note"],
                letter=values,
                key=values["key"],
                by=request.user,
                at=timezone.now(),
            )
        except TransferRefused as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, _("%(name)s的介绍信已登记。") % {"name": transfer.name})
            return redirect("ledgers:transfer-detail", transfer.pk)
    return render(request, "ledgers/transfer_form.html", {"form": form}, status=422 if form.errors else 200)


# --- One transfer -------------------------------------------------------------------------------------------------
def _transfer(request: HttpRequest, pk: int) -> Transfer:
    transfer = get_object_or_404(selectors.transfers_seen(request.user), pk=pk)
    require(request.user, Permission.MEMBER_VIEW)
    return transfer


@require_GET
def transfer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _transfer(request, pk))


def _form(transfer: Transfer, action: str, data=None) -> forms.BaseForm:
    paid = None
    if transfer.member_id and action == TransferAction.ISSUE:
        paid = selectors.paid_until(transfer.member, timezone.localdate())
    return move_form(transfer, action, data, paid_until=paid, is_near=transfer.kind == TransferKind.INSIDE)


def _detail(request: HttpRequest, transfer: Transfer, sent: tuple[str, forms.BaseForm] | None = None) -> HttpResponse:
    """One transfer with the next step; `sent` is a form that came back with errors."""
    following = FORWARD.get(transfer.state)
    answers = {action: may_move(request.user, transfer, action) for action in MOVES}
    made = {action: _form(transfer, action) for action, answer in answers.items() if answer}
    if sent:
        made[sent[0]] = sent[1]
    steps, today = list(transfer.steps.select_related("by").order_by("-pk")), timezone.localdate()
    context = {
        "transfer": transfer,
        "steps": pages.way(transfer, steps),
        "time": pages.said(transfer, today),
        "is_late": is_overdue(transfer, today),
        "following": pages.button(transfer, following) if following else None,
        "form": made.get(following),
        "waiting": answers[following].reason if following else "",
        "stops": [
            pages.stop(action, made[action])
            for action in (TransferAction.RETURN, TransferAction.WITHDRAW)
            if action in made
        ],
        "trail": pages.trail(steps),
        "may_print": bool(transfer.issued_on) and transfer.kind != TransferKind.IN,
        "roll_rows": pages.roll_rows(transfer, request.user),
    }
    return render(request, "ledgers/transfer_detail.html", context, status=422 if sent else 200)


@require_POST
def transfer_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one move. A move that was made already, or that has not come up, leads back to the transfer."""
    transfer = _transfer(request, pk)
    if not (request.user.may(Permission.MEMBER_EDIT) or request.user.may(Permission.REVIEW_TOWNSHIP)):
        raise PermissionDenied(_("转接由支部书记和乡镇党委办理，您可以查看进度。"))
    action = request.POST.get("action", "")
    if not (answer := may_move(request.user, transfer, action)):
        if action in MOVES and transfer.state in MOVES[action].sources:
            raise PermissionDenied(answer.reason)
        messages.warning(request, answer.reason)
        return redirect("ledgers:transfer-detail", pk)
    form = _form(transfer, action, request.POST)
    if not form.is_valid():
        return _detail(request, transfer, (action, form))
    values = dict(form.cleaned_data)
    if "joined_on" in values:
        values["person"] = form.cleaned_data
    try:
        services.transfer_move(transfer=transfer, action=action, values=values, by=request.user, at=timezone.now())
    except TransferRefused as refusal:
        _refused(form, refusal)
        return _detail(request, transfer, (action, form))
    messages.success(
        request, _("%(name)s：%(step)s，已记下。") % {"name": transfer.name, "step": TransferAction(action).label}
    )
    return redirect("ledgers:transfer-detail", pk)


@require_GET
def transfer_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter in three parts: 存根, 主件, 回执."""
    transfer = _transfer(request, pk)
    if not transfer.issued_on or transfer.kind == TransferKind.IN:
        raise PermissionDenied(_("介绍信还没有开，开了以后才能打印。"))
    return render(request, "ledgers/transfer_print.html", {"transfer": transfer} | pages.letter(transfer))
