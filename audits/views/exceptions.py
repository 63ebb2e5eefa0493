"""Requests for handing in after the lock (补报申请), as township and district deal with them."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from branches.enums import Permission
from branches.views import require
from config.lib.listing import page_of
from ledgers.enums.lock_exceptions import ExceptionState
from ledgers.exception_rules import may_judge
from ledgers.forms.lock_exceptions import JudgeForm
from ledgers.models import LockException
from ledgers.selectors import lock_exceptions as selectors
from ledgers.services.lock_exceptions import ExceptionRefused, exception_judge, most_days

PAGE_SIZE = 50


@require_safe
def exception_list(request: HttpRequest) -> HttpResponse:
    """List the requests in the reader's scope: those under way, or all."""
    require(request.user, Permission.OVERVIEW_VIEW)
    only_open = request.GET.get("state") != "all"
    found = selectors.exceptions_seen(request.user, only_open=only_open)
    page = page_of(request, found, PAGE_SIZE)
    page.object_list = selectors.exception_rows(request.user, page.object_list, timezone.localdate())
    return render(request, "audits/exception_list.html", {"page": page, "only_open": only_open})


@require_http_methods(["GET", "POST"])
def exception_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one request with what was said; take the word of the officer whose turn it is."""
    found = LockException.objects.visible_to(request.user).select_related(
        "ledger__branch", "ledger__township", "ledger__month", "asked_by", "township_by", "district_by", "file"
    )
    asked = get_object_or_404(found, pk=pk)
    require(request.user, Permission.OVERVIEW_VIEW)
    at = timezone.now()
    answer = may_judge(request.user, asked)
    form, status = None, 200
    if request.method == "POST" and not answer:
        messages.warning(request, answer.reason)
        return redirect("audits:exception-detail", pk)
    if answer:
        limit = at + dt.timedelta(days=most_days(asked.ledger)) if asked.state == ExceptionState.SUPPORTED else None
        form = JudgeForm(request.POST if request.method == "POST" else None, limit=limit)
    if request.method == "POST" and form.is_valid():
        try:
            exception_judge(
                request=asked,
                agrees=form.agrees,
                word=form.cleaned_data["word"],
                until=form.until,
                by=request.user,
                at=at,
            )
        except ExceptionRefused as refusal:
            form.add_error("day" if refusal.field == "until" else refusal.field, str(refusal))
        else:
            messages.success(request, _("已办理：%(name)s。") % {"name": asked.ledger.branch.short_name})
            return redirect("audits:exception-list")
    if form is not None and form.errors:
        status = 422
    context = {
        "asked": asked,
        "ledger": asked.ledger,
        "words": selectors.words_of(asked),
        "form": form,
        "answer": answer,
    }
    return render(request, "audits/exception_detail.html", context, status=status)
