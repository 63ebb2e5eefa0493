"""Doubts about truth (真实性): who was doubted in a month, and the lead's finding, with its withdrawal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audits.forms.fraud import FraudForm
from audits.selectors import fraud as selectors
from audits.services import colours as services
from audits.services.colours import ColourRefused
from audits.views.reviews import visible_ledger
from branches.enums import Permission
from branches.views import require
from ledgers.selectors.lookup import latest_month, month_among_others


@require_safe
def fraud_current(request: HttpRequest) -> HttpResponse:
    """Lead to the newest month."""
    require(request.user, Permission.OVERVIEW_VIEW)
    month = latest_month(request.user)
    return render(request, "audits/queue_none.html") if month is None else redirect("audits:fraud-list", month.key)


@require_safe
def fraud_list(request: HttpRequest, month: str) -> HttpResponse:
    """List the ledgers of a month whose truth was doubted in a review."""
    require(request.user, Permission.OVERVIEW_VIEW)
    month, months = month_among_others(request.user, month)
    context = {
        "month": month,
        "months": [(each.key, each.label) for each in months],
        "rows": selectors.fraud_rows(request.user, month),
    }
    return render(request, "audits/fraud_list.html", context)


@require_http_methods(["GET", "POST"])
def ledger_fraud(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was doubted about a ledger and found; take the lead's word, a finding or its withdrawal."""
    ledger = visible_ledger(request, pk)
    require(request.user, Permission.OVERVIEW_VIEW)
    user, standing = request.user, selectors.standing_finding(ledger)
    if standing is None:
        answer = services.may_find_fraud(user, ledger)
    else:
        answer = services.may_withdraw_fraud(user, standing)
    if request.method == "POST" and not answer:
        if not user.may(Permission.CIRCULAR_SIGN):
            raise PermissionDenied(answer.reason)
        messages.warning(request, answer.reason)
        return redirect("audits:ledger-fraud", pk)
    form = None
    if answer:
        form = FraudForm(request.POST if request.method == "POST" else None, is_withdrawal=standing is not None)
    if request.method == "POST" and _is_stale(request, standing):
        messages.warning(request, _("刚才已经有人办理，请看过再定。"))
        return redirect("audits:ledger-fraud", pk)
    if request.method == "POST" and form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "by": user, "at": timezone.now()}
        try:
            if standing is None:
                services.fraud_find(ledger=ledger, **given)
            else:
                services.fraud_withdraw(finding=standing, **given)
        except ColourRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            text = _("已认定，并通知了支部和乡镇。") if standing is None else _("已撤销认定，并通知了支部和乡镇。")
            messages.success(request, text)
            return redirect("audits:ledger-fraud", pk)
    context = {
        "ledger": ledger,
        "doubts": selectors.doubts_of(ledger),
        "words": selectors.words_about(ledger),
        "standing": standing,
        "form": form,
        "answer": answer,
    }
    return render(request, "audits/fraud_detail.html", context, status=422 if form is not None and form.errors else 200)


def _is_stale(request: HttpRequest, standing) -> bool:
    """Tell whether the page that was sent showed another state than holds now: the same button would undo it."""
    return request.POST.get("standing", "") != (str(standing.pk) if standing else "")
