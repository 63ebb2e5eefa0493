"""The sign of life that an open review page gives while somebody works on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from audits import presence
from audits.selectors.permissions import ledger_permissions
from audits.views.reviews import list_context, review_choice, visible_ledger


@require_POST
def ledger_presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Renew the reviewer's presence; answer who else is there and, with `list`, the queue as it stands now.

    `revision` and `status` are what the page shows: when the ledger has moved on since, the answer says so.
    """
    ledger, now = visible_ledger(request, pk), timezone.now()
    if ledger_permissions(request.user, ledger).judging:
        presence.enter(ledger=ledger, by=request.user, at=now)
    shown = request.POST.get("revision", ""), request.POST.get("status", "")
    choice = review_choice(request)
    context = {
        "ledger": ledger,
        "choice": choice,
        "others": presence.watchers(ledger.month, by=request.user, at=now).get(ledger.pk, []),
        "has_moved_on": shown != (str(ledger.revision), ledger.status),
        "with_list": "list" in request.POST,
    }
    if context["with_list"]:
        context |= list_context(request, ledger, choice, now)
    return render(request, "audits/_review_live.html", context)
