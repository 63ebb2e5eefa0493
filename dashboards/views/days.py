"""The calendar page, and the private address under which a calendar program reads the same days (iCalendar)."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from icalendar import Calendar, Event

from config.lib.months import last_day, months_after, next_month, parse_month, previous_month
from dashboards.models import CalendarFeed
from dashboards.selectors.days import Day, days_of
from dashboards.services.calendar_feed import feed_end, feed_make, reader_of
from ledgers.words import WEEKDAYS, day_in_words, month_in_words

WEEK = 7
BEHIND, AHEAD = 1, 12  # months that the feed reaches back and forth


def require_hat(request: HttpRequest) -> None:
    if request.user.hat is None:
        raise PermissionDenied(_("您现在没有角色，没有可看的日程。请联系系统管理员。"))


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a month's days: a sheet on a desk, a list of the days with something on a phone."""
    require_hat(request)
    today = timezone.localdate()
    try:
        month = parse_month(request.GET["month"]) if "month" in request.GET else today.replace(day=1)
    except ValueError:
        raise Http404 from None
    first, last = _sheet_of(month)
    by_date: dict[dt.date, list[Day]] = {}
    for day in days_of(request.user, first, last):
        by_date.setdefault(day.date, []).append(day)
    dates = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    cells = [(date, _in_words(date), by_date.get(date, []), date.month == month.month) for date in dates]
    return render(
        request,
        "dashboards/calendar.html",
        {
            "month": month,
            "label": month_in_words(month),
            "weekdays": WEEKDAYS,
            "today": today,
            "weeks": [cells[start : start + WEEK] for start in range(0, len(cells), WEEK)],
            "before": f"{previous_month(month):%Y-%m}",
            "after": f"{next_month(month):%Y-%m}",
            "feed": CalendarFeed.objects.visible_to(request.user).current().filter(membership=request.user.hat).first(),
            "address": request.session.pop(ADDRESS, ""),
        },
    )


def _in_words(date: dt.date) -> str:
    return _("%(day)s 星期%(weekday)s") % {"day": day_in_words(date), "weekday": WEEKDAYS[date.weekday()]}


def _sheet_of(month: dt.date) -> tuple[dt.date, dt.date]:
    """Return the Monday on or before the month's first day and the Sunday on or after its last."""
    end = last_day(month)
    return month - dt.timedelta(days=month.weekday()), end + dt.timedelta(days=WEEK - 1 - end.weekday())


ADDRESS = "calendar-address"  # in the session, until it was shown once


@require_POST
def feed_new(request: HttpRequest) -> HttpResponse:
    """Make a new address for the role that one acts under; an older one stops."""
    require_hat(request)
    token = feed_make(membership=request.user.hat, at=timezone.now())
    request.session[ADDRESS] = request.build_absolute_uri(reverse("dashboards:calendar-feed", args=[token]))
    return redirect("dashboards:calendar")


@require_POST
def feed_stop(request: HttpRequest) -> HttpResponse:
    require_hat(request)
    feed_end(membership=request.user.hat, at=timezone.now())
    messages.success(request, _("订阅地址已停用，手机日历以后读不到了。"))
    return redirect("dashboards:calendar")


@login_not_required
@never_cache
@require_GET
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program; an address that was never made and one that has ended are both not found."""
    user = reader_of(token)
    if user is None:
        raise Http404
    now = timezone.now()
    this = timezone.localdate().replace(day=1)
    days = days_of(user, months_after(this, -BEHIND), last_day(months_after(this, AHEAD)))
    sheet = Calendar()
    sheet.add("prodid", "-//branchwork//calendar//ZH")
    sheet.add("version", "2.0")
    sheet.add("x-wr-calname", _("村级党组织建设"))
    for day in days:
        event = Event()
        event.add("uid", f"{day.key}@{user.hat.pk}.branchwork")
        event.add("dtstamp", now)
        event.add("dtstart", day.date)
        event.add("dtend", day.date + dt.timedelta(days=1))
        event.add("summary", day.text)
        event.add("transp", "TRANSPARENT")
        if day.url:
            event.add("url", request.build_absolute_uri(day.url))
        sheet.add_component(event)
    return HttpResponse(sheet.to_ical(), content_type="text/calendar; charset=utf-8")
