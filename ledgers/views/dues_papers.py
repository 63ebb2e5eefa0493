"""Dues on paper and in sums: receipts, the yearly sheet, townships and districts."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from branches.enums import Permission
from branches.models import Organisation
from branches.tree import district_above
from branches.views import require
from config.lib.money import in_capitals
from config.lib.months import parse_month
from ledgers import dues_pages as pages
from ledgers.models import DuesPayment, Ledger, Member, Month
from ledgers.selectors.dues import dues_sums, dues_table, months_between, summed
from ledgers.selectors.lookup import latest_month
from ledgers.views.branch import branch_meant
from ledgers.views.dues import year_of


@require_GET
def dues_payment_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the receipt of one payment."""
    payments = DuesPayment.objects.visible_to(request.user)
    payment = get_object_or_404(payments.select_related("member", "ledger__branch", "recorded_by"), pk=pk)
    require(request.user, Permission.MEMBER_VIEW)
    return _receipt(request, payment.member, payment.ledger.branch, [payment])


@require_GET
def dues_member_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Print all that a member paid for a year on one receipt."""
    member = get_object_or_404(Member.objects.visible_to(request.user).select_related("branch"), pk=pk)
    require(request.user, Permission.MEMBER_VIEW)
    year = year_of(request, timezone.localdate().year)
    payments = DuesPayment.objects.visible_to(request.user).filter(member=member, month__year=year)
    rows = list(payments.select_related("recorded_by").order_by("month"))
    return _receipt(request, member, member.branch, rows, year)


def _receipt(request: HttpRequest, member: Member, branch: Organisation, payments: list, year: int = 0) -> HttpResponse:
    cents = sum(payment.paid_cents for payment in payments)
    return render(
        request,
        "ledgers/dues_receipt.html",
        {
            "member": member,
            "branch": branch,
            "payments": payments,
            "year": year,
            "cents": cents,
            "capitals": in_capitals(cents),
            "today": timezone.localdate(),
        },
    )


# --- The yearly sheet --------------------------------------------------------------------------------------------
@require_GET
def dues_sheet(request: HttpRequest) -> HttpResponse:
    """Print what a branch publishes once a year: sums by month, without persons unless the branch chooses names."""
    branch = branch_meant(request, Permission.LEDGER_VIEW)
    today = timezone.localdate()
    # Until the spring people come for last year's sheet.
    year = year_of(request, today.year - (today.month <= 3))
    months = months_between(dt.date(year, 1, 1), dt.date(year, 12, 1))
    table = dues_table(district_above(branch).pk, [branch.pk], months)
    received = DuesPayment.objects.visible_to(request.user).filter(
        ledger__branch=branch, ledger__month__month__in=months
    )
    with_names = request.GET.get("names") == "1" and request.user.may(Permission.MEMBER_VIEW)
    return render(
        request,
        "ledgers/dues_sheet.html",
        {
            "branch": branch,
            "year": year,
            "sheet": pages.sheet_of(table, branch.pk, year, received, today),
            "with_names": with_names,
            "may_name": request.user.may(Permission.MEMBER_VIEW),
            "today": today,
            "is_running": year == today.year,
            "last_year": year - 1,
            "next_year": year + 1,
        },
    )


# --- Sums of places ----------------------------------------------------------------------------------------------
@require_GET
def dues_sums_page(request: HttpRequest) -> HttpResponse:
    """Show the dues of a month or a year: a district by its townships, a township by its branches."""
    require(request.user, Permission.OVERVIEW_VIEW)
    newest = latest_month(request.user)
    if newest is None:
        raise Http404
    year = year_of(request, 0)
    month = None if year else _month(request) or newest.month
    months = [month] if month else months_between(dt.date(year, 1, 1), dt.date(year, 12, 1))
    ledgers = Ledger.objects.visible_to(request.user).filter(month__district=newest.district_id)
    places = dues_sums(ledgers, months)
    townships = _townships(places)
    wanted = request.GET.get("township", "")
    if wanted and not (wanted.isdecimal() and int(wanted) in townships):
        raise Http404
    inside = int(wanted) if wanted else next(iter(townships)) if len(townships) == 1 else 0
    shown = (
        [place for place in places if place.township == inside] if inside else pages.township_sums(places, townships)
    )
    query = f"month={month:%Y-%m}" if month else f"year={year}"
    lines = [
        pages.sum_line(
            place, _leads_to(request, place.key, month, year) if inside else f"?{query}&township={place.key}"
        )
        for place in shown
    ]
    return render(
        request,
        "ledgers/dues_sums.html",
        {
            "name": townships[inside] if inside else newest.district.name,
            "month": month,
            "year": year or month.year,
            "lines": lines,
            "total": pages.sum_line(summed(_("合计"), shown), ""),
            "is_township": bool(inside),
            "may_go_up": bool(wanted),
            "query": query,
            "months": _opened(request, newest.district_id),
            "years": range(newest.month.year, newest.month.year - 4, -1),
        },
    )


def _month(request: HttpRequest) -> dt.date | None:
    try:
        return parse_month(request.GET.get("month", ""))
    except ValueError:
        return None


def _opened(request: HttpRequest, district: int) -> list:

    return list(Month.objects.visible_to(request.user).filter(district=district).order_by("-month")[:12])


def _townships(places) -> dict[int, str]:
    """Return the names of the townships of `places`, in the order of the tree."""
    found = Organisation.objects.filter(pk__in={place.township for place in places}).order_by("path")
    return dict(found.values_list("pk", "name"))


def _leads_to(request: HttpRequest, branch: int, month: dt.date | None, year: int) -> str:
    """Return where the numbers of a branch lead: its list of the month for those who see members, else its sheet."""

    if month and request.user.may(Permission.MEMBER_VIEW):
        return f"{reverse('ledgers:dues-month', args=[f'{month:%Y-%m}'])}?branch={branch}"
    return f"{reverse('ledgers:dues-sheet')}?branch={branch}&year={year or month.year}"
