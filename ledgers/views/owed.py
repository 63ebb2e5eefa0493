"""Who still owes what this month, for the township and the district: before the limit, not after it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from branches.enums import Permission
from branches.views import require
from ledgers.chain import secretaries_of
from ledgers.models import Ledger
from ledgers.owed_list import COLUMNS, headline, owed_table
from ledgers.selectors.lookup import latest_month, month_among_others
from ledgers.selectors.obligations import LEDGER_COLUMNS, owed_by_many


@require_GET
def owed_current(request: HttpRequest) -> HttpResponse:
    """Lead to the newest month."""
    require(request.user, Permission.OVERVIEW_VIEW)
    month = latest_month(request.user)
    if month is None:
        return render(request, "dashboards/no_month.html")
    return redirect("ledgers:owed", month.key)


@require_GET
def owed(request: HttpRequest, month: str) -> HttpResponse:
    """Show branches × what the month asks: only those who owe, all with ?all=1, who owes one thing with ?item=…"""
    require(request.user, Permission.OVERVIEW_VIEW)
    found, others = month_among_others(request.user, month)
    ledgers = list(
        Ledger.objects.visible_to(request.user)
        .of_month(found)
        .select_related("branch", "township")
        .only(*LEDGER_COLUMNS, "branch__name", "branch__kind", "branch__level", "township__name")
        .order_by("branch__path")
    )
    only = request.GET.get("item", "") if request.GET.get("item") in COLUMNS else ""
    everyone = request.GET.get("all") == "1"
    people = {
        branch: [(str(person), person.phone) for person in held]
        for branch, held in secretaries_of(ledger.branch_id for ledger in ledgers).items()
    }
    columns, rows = owed_table(ledgers, owed_by_many(found, ledgers), people, only=only, everyone=everyone)
    context = {
        "month": found,
        "months": others,
        "columns": columns,
        "rows": rows,
        "only": only,
        "everyone": everyone,
        "total": len(ledgers),
        "headline": headline(columns, rows, len(ledgers)) if not only else "",
    }
    return render(request, "ledgers/owed.html", context)
