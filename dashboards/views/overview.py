"""The district's first screen, and the list behind each of its numbers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from branches.enums import Permission
from branches.views import require
from config.lib.official import percent
from dashboards.selectors.overview import STAGES, common_reasons, listed_ledgers, overview
from dashboards.selectors.todos import todos
from ledgers.models import Month
from ledgers.selectors.lookup import latest_month, month_among_others, month_named
from ledgers.services.roll_summary import may_summarise


@require_GET
def overview_current(request: HttpRequest) -> HttpResponse:
    """Lead to the month whose review is going on: the newest one that has ended, else the newest."""
    require(request.user, Permission.OVERVIEW_VIEW)
    today = timezone.localdate()
    months = Month.objects.visible_to(request.user).order_by("-month")
    month = months.filter(month__lt=today.replace(day=1)).first() or latest_month(request.user)
    if month is None:
        return render(request, "dashboards/no_month.html")
    return redirect("dashboards:overview", month.key)


@require_GET
def overview_page(request: HttpRequest, month: str) -> HttpResponse:
    require(request.user, Permission.OVERVIEW_VIEW)
    shown, months = month_among_others(request.user, month, 24)
    matrix = overview(request.user, shown)
    return render(
        request,
        "dashboards/overview.html",
        {
            "month": shown,
            "months": months,
            "matrix": matrix,
            "total": (total := {cell.stage: cell for cell in matrix.total.cells}),
            "notes": {stage: share_note(cell.count, total["expected"].count) for stage, cell in total.items()},
            "todos": todos(request.user, shown, matrix),
            "reasons": common_reasons(request.user, shown),
            "now": timezone.now(),
            "may_summarise": may_summarise(request.user),
            "may_draft": request.user.may(Permission.CIRCULAR_DRAFT),
        },
    )


def share_note(count: int, expected: int) -> str:
    """Return the line below a tile: 应报的 97.3%，还差 11 个."""
    share = percent(count, expected)
    if share is None:
        return ""
    left = expected - count
    if not left:
        return _("应报 %(n)d 个，全部完成") % {"n": expected}
    return _("占应报的 %(share)s%%，还差 %(left)d 个") % {"share": share, "left": left}


@require_GET
def ledger_list(request: HttpRequest, month: str) -> HttpResponse:
    """List the ledgers behind a number."""
    require(request.user, Permission.OVERVIEW_VIEW)
    shown = month_named(request.user, month)
    stage = request.GET.get("stage", "expected")
    township = request.GET.get("township", "")
    if stage not in STAGES or (township and not township.isdecimal()):
        raise Http404
    rows = listed_ledgers(request.user, shown, stage=stage, township=int(township) if township else None)
    return render(
        request,
        "dashboards/ledger_list.html",
        {
            "month": shown,
            "rows": rows,
            "stage": stage,
            "stage_name": STAGES[stage][0],
            "stages": [(code, name) for code, (name, _condition) in STAGES.items()],
            "township": township,
            "township_name": rows[0].township if township and rows else "",
        },
    )
