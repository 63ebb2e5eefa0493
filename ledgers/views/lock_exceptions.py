"""The secretary asks for handing in after the lock (补报申请)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from branches.enums import Permission
from branches.views import require
from ledgers.forms.lock_exceptions import AskForm
from ledgers.selectors.lock_exceptions import exception_card
from ledgers.selectors.lookup import own_ledger
from ledgers.services.lock_exceptions import ExceptionRefused
from ledgers.services.lock_exceptions import exception_ask as ask


@require_http_methods(["GET", "POST"])
def exception_ask(request: HttpRequest, month: str) -> HttpResponse:
    """Ask that one's own locked ledger be opened again; where that makes no sense, say why on the month's page."""
    require(request.user, Permission.LEDGER_EDIT)
    ledger = own_ledger(request.user, month)
    if not (answer := exception_card(ledger, request.user).answer):
        messages.warning(request, answer.reason)
        return redirect("ledgers:month-detail", ledger.month.key)
    form = AskForm(request.POST or None)
    if request.method == "POST":
        form = AskForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                ask(
                    ledger=ledger,
                    reason=form.cleaned_data["reason"],
                    upload=form.cleaned_data["upload"],
                    by=request.user,
                    at=timezone.now(),
                )
            except ExceptionRefused as refusal:
                form.add_error(refusal.field, str(refusal))
            else:
                text = _("申请已提交，等%(township)s审核。") % {"township": ledger.township.name}
                messages.success(request, text)
                return redirect("ledgers:month-detail", ledger.month.key)
    status = 422 if form.errors else 200
    return render(request, "ledgers/exception_ask.html", {"ledger": ledger, "form": form}, status=status)
