"""The search over everything that one sees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from branches.enums import Permission
from branches.views import require
from dashboards.selectors.search import search_everything

LONGEST = 40  # characters


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.LEDGER_VIEW)
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    return render(request, "dashboards/search.html", {"typed": typed, "groups": search_everything(request.user, typed)})
