"""The month's ten commonest problems (本月十大常见问题)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from audits.rules import may_keep_remarks
from audits.selectors.problems import MonthProblems
from audits.selectors.queue import is_district_view
from branches.enums import Permission
from branches.views import require
from ledgers.selectors.lookup import latest_month, month_among_others


@require_safe
def problem_current(request: HttpRequest) -> HttpResponse:
    """Lead to the newest month."""
    require(request.user, Permission.OVERVIEW_VIEW)
    month = latest_month(request.user)
    if month is None:
        return render(request, "audits/queue_none.html")
    return redirect("audits:problem-list", month=month.key)


@require_safe
def problem_list(request: HttpRequest, month: str) -> HttpResponse:
    """Show what most ledgers of the month lost points for; every figure leads to its ledgers."""
    require(request.user, Permission.OVERVIEW_VIEW)
    month, months = month_among_others(request.user, month)
    user = request.user
    return render(
        request,
        "audits/problem_list.html",
        {
            "month": month,
            "months": [(each.key, each.label) for each in months],
            "problems": MonthProblems(user, month),
            "is_district": is_district_view(user),
            "may_keep_remarks": may_keep_remarks(user, user.hat.organisation),
        },
    )
