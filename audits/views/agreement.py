"""How fairly townships judge (审查质量): the table, and a township with its reviewers and differences."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audits.models import ChecklistItem
from audits.selectors.agreement import (
    GRADES,
    Agreement,
    Period,
    by_township,
    township_detail,
)
from audits.selectors.agreement_words import Cell, figure_cells, grade_rows, outcome_kappa_words
from audits.selectors.queue import is_district_view
from audits.selectors.record import LostLine, lost_lines
from audits.selectors.samples import drawn_in
from branches.enums import Level, Permission
from branches.models import Organisation
from branches.views import require
from ledgers.models import Month

MONTHS_OFFERED = 36
MONTHS_AT_FIRST = 6
DRAWN, ALL = "drawn", "all"


@dataclass(frozen=True, slots=True)
class Line:
    """A township or a person with the figures in words."""

    name: str
    figures: Agreement
    cells: list[Cell]
    pk: int | None = None


def _period(request: HttpRequest) -> tuple[Period | None, list[Month]]:
    """Return the period that the address names and the months to choose from, the newest first.

    What makes no sense is left out: six months up to the newest, drawn ledgers where there are any.
    """
    months = list(Month.objects.visible_to(request.user).order_by("-month")[:MONTHS_OFFERED])
    if not months:
        return None, []
    keys = {month.key: number for number, month in enumerate(months)}
    until = keys.get(request.GET.get("until", ""), 0)
    since = keys.get(request.GET.get("since", ""), min(until + MONTHS_AT_FIRST, len(months)) - 1)
    first, last = min(until, since), max(until, since)
    chosen = months[first : last + 1][::-1]
    which = request.GET.get("which")
    return Period(chosen, drawn_in(chosen) if which not in (DRAWN, ALL) else which == DRAWN), months


def _shown(period: Period, months: list[Month]) -> dict:
    """Return what the form of the period needs."""
    return {
        "period": period,
        "months": [(month.key, month.label) for month in months],
        "since": period.months[0].key,
        "until": period.months[-1].key,
        "which": DRAWN if period.drawn_only else ALL,
        "query": f"?since={period.months[0].key}&until={period.months[-1].key}"
        f"&which={DRAWN if period.drawn_only else ALL}",
    }


@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """Show the figures of each township in the user's scope."""
    require(request.user, Permission.OVERVIEW_VIEW)
    period, months = _period(request)
    if period is None:
        return render(request, "audits/queue_none.html")
    rows, total = by_township(request.user, period)
    is_district = is_district_view(request.user)
    return render(
        request,
        "audits/agreement.html",
        _shown(period, months)
        | {
            "lines": [Line(row.name, row.figures, figure_cells(row.figures), row.pk) for row in rows],
            "total": Line(_("全区") if is_district else _("合计"), total, figure_cells(total)),
            "has_total": len(rows) > 1,
            "is_district": is_district,
        },
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One of two verdicts side by side."""

    title: str
    outcome: str
    score: int
    lines: list[LostLine]
    comment: str


@require_safe
def agreement_township(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a township: figures, reviewers, and the ledgers on which the two levels differ."""
    township = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk, level=Level.TOWNSHIP)
    require(request.user, Permission.OVERVIEW_VIEW)
    period, months = _period(request)
    if period is None:
        raise Http404
    detail = township_detail(request.user, township.pk, period)
    texts = dict(ChecklistItem.objects.order_by("checklist__version").values_list("code", "text"))
    return render(
        request,
        "audits/agreement_township.html",
        _shown(period, months)
        | {
            "township": township,
            "figures": detail.figures,
            "cells": figure_cells(detail.figures),
            "reviewers": [Line(each.name, each.figures, figure_cells(each.figures)) for each in detail.reviewers],
            "grades": GRADES,
            "grade_rows": grade_rows(detail.figures),
            "outcome_words": outcome_kappa_words(detail.figures),
            "differences": [
                (
                    each,
                    [
                        _side(_("乡镇审查"), each.pair.township, texts),
                        _side(_("区级复审"), each.pair.district, texts),
                    ],
                )
                for each in detail.differences
            ],
        },
    )


def _side(title: str, judged, texts: dict[str, str]) -> Side:
    return Side(title, str(GRADES[judged.grade]), judged.score, lost_lines(judged.lost, texts), judged.comment)
