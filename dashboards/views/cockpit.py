"""The cockpit: four pillars, what waits today, and the panels, each of which loads by itself."""

import datetime as dt
from typing import NoReturn

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from branches.enums import Level, Permission
from branches.models import Organisation, User
from branches.views import require
from cadres.views.places import place_meant
from config.lib.months import parse_month
from config.lib.official_sheet import Grid, Heading, official_workbook
from config.lib.spreadsheet import spreadsheet_answer
from dashboards.panels import PANELS, panels_for
from dashboards.panels.base import Asked, Panel
from dashboards.selectors.overview import overview
from dashboards.selectors.pillars import pillars
from dashboards.selectors.todos import todos
from ledgers.models import Month
from ledgers.selectors.rulebook import district_of
from ledgers.selectors.rules import rule_history

MONTHS = 24  # how many months one may turn back to


def months_of(user: User) -> list[Month]:
    return list(Month.objects.visible_to(user).select_related("district").order_by("-month")[:MONTHS])


def month_shown(months: list[Month], typed: str, today: dt.date) -> Month | None:
    """Return the month that was asked for, else the newest that has ended; None before the first has opened.

    Raises Http404 for a month that there is not.
    """
    if typed:
        try:
            wanted = parse_month(typed)
        except ValueError:
            raise Http404 from None
        return next((month for month in months if month.month == wanted), None) or _missing()
    ended = (month for month in months if month.month < today.replace(day=1))
    return next(ended, None) or next(iter(months), None)


def _missing() -> NoReturn:
    raise Http404


def townships_of(user: User) -> list[Organisation]:
    """Return the townships to choose from; none for whoever sees a single one."""
    if user.hat.organisation.level == Level.TOWNSHIP:
        return []
    return list(Organisation.objects.visible_to(user).filter(level=Level.TOWNSHIP, path__in=_above_villages(user)))


def _above_villages(user: User) -> set[str]:
    paths = Organisation.objects.visible_to(user).answering().values_list("path", flat=True)
    return {path[: -Organisation.steplen] for path in paths}


def asked_by(request: HttpRequest, months: list[Month]) -> Asked | None:
    """Return what the address asks for; None before the first month has opened."""
    user, today = request.user, timezone.localdate()
    month = month_shown(months, request.GET.get("month", ""), today)
    if month is None:
        return None
    place = place_meant(request, Permission.OVERVIEW_VIEW)
    return Asked(user, place, month.month, today, rule_history(district_of(user)).on(today))


@require_GET
def cockpit(request: HttpRequest) -> HttpResponse:
    """Show the four pillars of the user's place, and the panels below."""
    user = request.user
    require(user, Permission.OVERVIEW_VIEW)
    months = months_of(user)
    asked = asked_by(request, months)
    if asked is None:
        return render(request, "dashboards/no_month.html")
    month = next(each for each in months if each.month == asked.month)
    compared = month_shown(months, typed, asked.today) if (typed := request.GET.get("with", "")) else None
    return render(
        request,
        "dashboards/cockpit.html",
        {
            "asked": asked,
            "month": month,
            "months": months,
            "compared": compared,
            "earlier": [each for each in months if each.month < asked.month],
            "pillars": list(pillars(asked, compared and compared.month)),
            "panels": panels_for(user),
            "todos": todos(user, month, overview(user, month)),
            "townships": townships_of(user),
            "is_chosen": asked.place != user.hat.organisation,
            "now": timezone.now(),
        },
    )


@require_GET
def screen(request: HttpRequest) -> HttpResponse:
    """The same for a big screen in a hall: readable from five metres, renewed by itself."""
    require(request.user, Permission.OVERVIEW_VIEW)
    months = months_of(request.user)
    asked = asked_by(request, months)
    if asked is None:
        return render(request, "dashboards/no_month.html")
    shown = [panel for panel in panels_for(request.user) if panel.code in ON_SCREEN]
    return render(
        request,
        "dashboards/screen.html",
        {
            "asked": asked,
            "month": next(each for each in months if each.month == asked.month),
            "pillars": list(pillars(asked, None)),
            "panels": [(panel, *_answer(panel, asked, is_far=True)) for panel in shown],
            "now": timezone.now(),
        },
    )


ON_SCREEN = ("rates", "six-haves", "income", "duty")


def _answer(panel: Panel, asked: Asked, *, is_far: bool = False) -> tuple:
    """Return a panel's table and the options of its chart, None where there is nothing to draw."""
    table, draw = panel.read(asked), panel.draw
    if is_far and panel.draw_far:
        draw = panel.draw_far
    return table, draw(table, asked) if draw and not table.is_empty else None


@require_GET
def panel_page(request: HttpRequest, panel: str) -> HttpResponse:
    """Answer with one panel: a part of the cockpit, a page of its own, or a workbook (?format=xlsx)."""
    return _panel(request, PANELS[panel]) if panel in PANELS else _missing()


def _panel(request: HttpRequest, panel: Panel) -> HttpResponse:
    require(request.user, Permission.OVERVIEW_VIEW)
    require(request.user, panel.permission)
    asked = asked_by(request, months_of(request.user))
    if asked is None:
        return redirect("dashboards:cockpit")
    table, option = _answer(panel, asked)
    may_rank = panel.of_places and bool(asked.book.value("scheme.ranking"))
    if may_rank and (column := request.GET.get("by", "")) in map(str, range(1, len(table.headings))):
        table = table.ranked(int(column))
    title = f"{asked.place.name} {asked.month:%Y-%m} {panel.title}"
    if request.GET.get("format") == "xlsx":
        note = _("计数：%(counts)s 总数：%(of)s 时间：%(as_of)s") % {
            "counts": panel.definition.counts,
            "of": panel.definition.of,
            "as_of": panel.definition.as_of,
        }
        rows = [[cell.value for cell in row] for row in table.rows]
        heading = Heading(title, request.user.hat.organisation.name, asked.today, note)
        return spreadsheet_answer(official_workbook(heading, [Grid(str(panel.title), [table.headings], rows)]), title)
    base = reverse("dashboards:panel", args=[panel.code])
    return render(
        request,
        "dashboards/_panel.html" if request.htmx else "dashboards/panel.html",
        {
            "panel": panel,
            "asked": asked,
            "table": table,
            "option": option,
            "may_rank": may_rank,
            "address": f"{base}?{asked.query}",
        },
    )
