"""The secretary's month: what the branch owes, the roll, handing in, the receipt."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from branches.enums import Permission
from branches.views import require
from ledgers import pages
from ledgers.chain import MoveRefused
from ledgers.enums import Status
from ledgers.forms.submission import RollForm, SubmitForm
from ledgers.models import Ledger, Member
from ledgers.rules import EDITABLE, may_edit, may_submit
from ledgers.selectors.limits import extension_notes
from ledgers.selectors.lock_exceptions import exception_card
from ledgers.selectors.lookup import first_in_need, own_ledger
from ledgers.selectors.months import BranchMonth, branch_month
from ledgers.selectors.snapshots import reasons_given
from ledgers.services.ledgers import SubmissionRefused, ledger_confirm_roll
from ledgers.services.ledgers import ledger_submit as hand_in
from ledgers.services.meetings import EditRefused


@require_GET
def month_current(request: HttpRequest) -> HttpResponse:
    """Lead to the month that needs the secretary first."""
    require(request.user, Permission.LEDGER_EDIT)
    ledger = first_in_need(request.user)
    if ledger is None:
        return render(request, "ledgers/no_month.html", {"branch": request.user.hat.organisation})
    return redirect("ledgers:month-detail", ledger.month.key)


@require_GET
def month_detail(request: HttpRequest, month: str) -> HttpResponse:
    """Say in plain words what the branch still owes, until when it is on time and when it locks."""
    require(request.user, Permission.LEDGER_EDIT)
    at = timezone.now()
    ledger = own_ledger(request.user, month)
    found = branch_month(ledger, at=at)
    editable = bool(may_edit(request.user, ledger))
    links = pages.month_links(ledger)
    context = {
        "ledger": ledger,
        "found": found,
        "editable": editable,
        "rows": pages.item_rows(found, may_edit=editable),
        "others": pages.other_rows(found, may_edit=editable),
        "links": links,
        "unsent": [link for link in links if link.status == Status.OPEN and not link.is_current],
        "cards": pages.returned_cards(ledger, at) if any(link.status == Status.RETURNED for link in links) else [],
        "doubts": pages.doubts_beside_items(found),
        "deadlines": pages.deadlines_of(ledger, at),
        "timeliness": pages.timeliness_of(ledger),
        "extensions": extension_notes(ledger),
        "trail": pages.trail_of(ledger) if ledger.revision or not editable else [],
    }
    if not editable:
        context["standing"] = pages.standing_of(ledger, at)
    if ledger.status == Status.LOCKED:
        context["exception"] = exception_card(ledger, request.user)
    return render(request, "ledgers/month.html", context)


@require_http_methods(["GET", "POST"])
def roll_confirm(request: HttpRequest, month: str) -> HttpResponse:
    """Show the roll and take the word that it is right this month."""
    require(request.user, Permission.LEDGER_EDIT)
    ledger = own_ledger(request.user, month)
    form = RollForm(request.POST or None, initial={"note": ledger.roll_note})
    answer = may_edit(request.user, ledger)
    status = 200
    if request.method == "POST":
        form = RollForm(request.POST)
        status = 422
        if form.is_valid():
            try:
                ledger_confirm_roll(ledger=ledger, note=form.cleaned_data["note"], by=request.user, at=timezone.now())
            except EditRefused as refusal:
                form.add_error(None, str(refusal))
                status = 403
            else:
                messages.success(request, _("党员名册已核对。"))
                return redirect("ledgers:month-detail", ledger.month.key)
    roll = Member.objects.filter(branch=ledger.branch_id).on_roll().order_by("pk")
    context = {
        "ledger": ledger,
        "form": form,
        "refusal": answer.reason,
        "roll": roll.only("name", "category", "group", "post", "away_to"),
    }
    return render(request, "ledgers/roll.html", context, status=status)


@require_http_methods(["GET", "POST"])
def ledger_submit(request: HttpRequest, month: str) -> HttpResponse:
    """Show the pre-checks and what is handed in; hand it in. A repeated request leads to the receipt there is."""
    require(request.user, Permission.LEDGER_EDIT)
    at = timezone.now()
    ledger = own_ledger(request.user, month)
    if not (answer := may_submit(request.user, ledger)):
        if ledger.revision and ledger.status != Status.LOCKED:
            return redirect("ledgers:ledger-receipt", ledger.month.key)
        raise PermissionDenied(answer.reason)
    found = branch_month(ledger, at=at, in_full=True)
    form = SubmitForm(
        request.POST if request.method == "POST" else None,
        doubts=found.doubts,
        earlier=reasons_given(ledger) if ledger.revision else {},
    )
    if request.method == "GET":
        return _submit_page(request, found, form)
    if found.blocks or not form.is_valid():
        return _submit_page(request, found, form, status=422)
    try:
        submission = hand_in(
            ledger=ledger, by=request.user, at=at, note=form.cleaned_data["note"], reasons=form.reasons
        )
    except SubmissionRefused as refusal:
        form.add_error(None, str(refusal))
        return _submit_page(request, branch_month(ledger, at=at, in_full=True), form, status=422)
    except MoveRefused as refusal:
        messages.info(request, str(refusal))
        return redirect("ledgers:month-detail", ledger.month.key)
    return redirect("ledgers:ledger-receipt", submission.ledger.month.key)


def _submit_page(request: HttpRequest, found: BranchMonth, form: SubmitForm, status: int = 200) -> HttpResponse:
    ledger: Ledger = found.ledger
    context = {
        "ledger": ledger,
        "found": found,
        "form": form,
        "handed_in": pages.handed_in(found),
        "deadlines": pages.deadlines_of(ledger, timezone.now()),
        "cards": [card for card in pages.returned_cards(ledger, timezone.now()) if card.url == "#items"],
    }
    return render(request, "ledgers/submit.html", context, status=status)


@require_GET
def ledger_receipt(request: HttpRequest, month: str) -> HttpResponse:
    """Show the receipt of the last submission: its code, how it counts, what happens next."""
    require(request.user, Permission.LEDGER_EDIT)
    ledger = own_ledger(request.user, month)
    if not ledger.revision or ledger.status in EDITABLE:
        return redirect("ledgers:month-detail", ledger.month.key)
    context = {
        "ledger": ledger,
        "submission": ledger.submissions.select_related("by").order_by("-pk").first(),
        "standing": pages.standing_of(ledger, timezone.now()),
        "timeliness": pages.timeliness_of(ledger),
        "trail": pages.trail_of(ledger),
    }
    return render(request, "ledgers/receipt.html", context)
