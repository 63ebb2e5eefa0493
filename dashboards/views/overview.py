"""The district's first screen, and the list behind each of its numbers."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from branches.enums import Permission
from branches.views import require
from config.lib.official import percent
from config.lib.official_sheet import Grid, Heading, official_workbook
from config.lib.pdf import html_to_pdf
from config.lib.spreadsheet import spreadsheet_answer
from dashboards.selectors.overview import STAGES, common_reasons, listed_ledgers, overview
from dashboards.selectors.summary_table import headings, summary_sheets
from dashboards.selectors.todos import month_todos
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
            "todos": month_todos(request.user, shown, matrix),
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


@require_GET
def summary_table(request: HttpRequest, month: str) -> HttpResponse:
    """Show the month's summary table of a township, or print it: ?format=pdf (A3), ?format=xlsx.

    Without a township the PDF has a page for each one, the workbook all rows.
    """
    require(request.user, Permission.OVERVIEW_VIEW)
    shown = month_named(request.user, month)
    township = request.GET.get("township", "")
    if township and not township.isdecimal():
        raise Http404
    sheets = summary_sheets(request.user, shown, int(township) if township else None)
    if not sheets:
        raise Http404
    place = sheets[0].township if len(sheets) == 1 else shown.district.name
    name = _("%(place)s%(month)s月审月报汇总表") % {"place": place, "month": shown.label}
    way = request.GET.get("format", "")
    if way == "pdf":
        html = render_to_string("dashboards/summary_pdf.html", {"sheets": sheets, "headings": headings()})
        response = HttpResponse(html_to_pdf(html, stamp=timezone.localtime()), content_type="application/pdf")
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.pdf"
        response["Cache-Control"] = "no-store"
        return response
    if way == "xlsx":
        rows = [[sheet.township, *row.cells()] for sheet in sheets for row in sheet.rows]
        heading = Heading(name, request.user.hat.organisation.name, timezone.localdate())
        return spreadsheet_answer(official_workbook(heading, [Grid("", [[_("乡镇"), *headings()]], rows)]), name)
    return render(
        request,
        "dashboards/summary_table.html",
        {"month": shown, "sheets": sheets[:1], "all": sheets, "headings": headings(), "township": township},
    )
