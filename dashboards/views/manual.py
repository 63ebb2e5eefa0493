"""The manual: a page a role, one's own first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from branches.enums import Role
from dashboards.manual import MANUAL


@require_GET
def manual(request: HttpRequest) -> HttpResponse:
    """Show what a role does; whoever trains others reads those of the others too. Links lead from one's own only."""
    hat = request.user.hat
    role = request.GET.get("role", "") or (hat.role if hat else Role.SECRETARY)
    if role not in MANUAL:
        raise Http404
    context = {
        "role": role,
        "label": Role(role).label,
        "roles": [(code, Role(code).label) for code in MANUAL],
        "chapters": MANUAL[role],
        "is_own": hat is not None and role == hat.role,
    }
    return render(request, "dashboards/manual.html", context)
