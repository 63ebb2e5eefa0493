"""One village in one page: for its secretary the way into everything, for those above what stands behind a number."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from branches.enums import Permission
from branches.models import Organisation
from branches.views import require
from dashboards.selectors.days import days_of
from dashboards.selectors.village import cards_of
from ledgers.selectors.rulebook import district_of
from ledgers.selectors.rules import rule_history

AHEAD = dt.timedelta(days=30)


@require_GET
def village_own(request: HttpRequest) -> HttpResponse:
    """Lead a village's people to their village."""
    require(request.user, Permission.LEDGER_EDIT)
    return redirect("dashboards:village", request.user.hat.organisation_id)


@require_GET
def village_page(request: HttpRequest, pk: int) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    village = get_object_or_404(Organisation.objects.visible_to(user).answering(), pk=pk)
    require(user, Permission.LEDGER_VIEW)
    book = rule_history(district_of(user)).on(today)
    is_own = village.pk == user.hat.organisation_id
    return render(
        request,
        "dashboards/village.html",
        {
            "village": village,
            "cards": list(cards_of(user, village, book, today)),
            "is_own": is_own,
            # Of others' villages only what the page itself says: one's own days are about all of them.
            "days": days_of(user, today, today + AHEAD) if is_own else [],
        },
    )
