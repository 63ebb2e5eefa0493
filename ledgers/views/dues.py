"""Dues: the month's list, for the secretary and for those who look on, and a member's year."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from branches.enums import Permission
from branches.models import Organisation
from branches.tree import district_above
from branches.views import require
from config.lib.months import first_day, months_after
from ledgers import dues_pages as pages
from ledgers.dues_clock import alarm_text, alarms_of
from ledgers.enums import MembershipState
from ledgers.enums.dues import DuesCategory
from ledgers.forms.dues import DuesRow, member_rows, read_rows, rows_of, tick_all
from ledgers.models import DuesPayment, Ledger, Member
from ledgers.rules import EDITABLE, may_edit
from ledgers.selectors.dues import dues_table, months_between
from ledgers.selectors.lookup import month_named, own_ledger
from ledgers.services.dues import dues_save, months_payable
from ledgers.services.meetings import EditRefused
from ledgers.views.branch import branch_meant

MONTHS_BACK = 12  # how far the page of a month looks for months that are still owed


def year_of(request: HttpRequest, default: int) -> int:
    wanted = request.GET.get("year", "")
    return int(wanted) if wanted.isdecimal() and 2000 <= int(wanted) <= 2100 else default


# --- The month's list --------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def dues_edit(request: HttpRequest, month: str) -> HttpResponse:
    """Show a line per member with the amount due filled in; save the lines that changed.

    Lines that cannot be read stay as typed with what is wrong beside them; all others are saved.
    """
    require(request.user, Permission.LEDGER_EDIT)
    at = timezone.now()
    ledger = own_ledger(request.user, month)
    own = ledger.month.month
    table = dues_table(
        ledger.month.district_id, [ledger.branch_id], months_between(months_after(own, -MONTHS_BACK), own)
    )
    book = table.books[own]
    first, _last = months_payable(ledger, book.value("dues.back_months"))
    rows = rows_of(table, ledger, first)
    saved = _save(request, ledger, [each for row in rows for each in (row, *row.arrears)], at)
    if saved.is_done:
        messages.success(request, _("党费已保存。"))
        return redirect("ledgers:month-detail", ledger.month.key)
    if request.method == "GET" and saved.editable and request.GET.get("tick") == "all":
        tick_all(rows)
    alarms = alarms_of(book)
    amounts = list(ledger.dues.values_list("month", "paid_cents"))
    elsewhere = sum(bool(row.elsewhere) for row in rows)
    context = {
        "ledger": ledger,
        "rows": rows,
        "alarms": [(row.name, text) for row in rows if not row.was and (text := alarm_text(row.owed, alarms))],
        "exempt": _exempt(table, own),
        "editable": saved.editable,
        "refusal": saved.refusal,
        "day": request.POST.get("day") or str(timezone.localdate(at)),
        "taken_by": request.POST.get("taken_by", str(request.user)),
        "owing": len(rows),
        "paid": sum(month == own for month, _cents in amounts) + elsewhere,
        "elsewhere": elsewhere,
        "cents": sum(cents for _month, cents in amounts),
    }
    return render(request, "ledgers/dues.html", context, status=saved.status)


class _Saved:
    """What became of a POST: done, or a page to show again with its status and what to say on top."""

    def __init__(self, editable: bool, refusal: str = "", status: int = 200, *, is_done: bool = False) -> None:
        self.editable, self.refusal, self.status, self.is_done = editable, refusal, status, is_done


def _save(request: HttpRequest, ledger: Ledger, rows: list[DuesRow], at: dt.datetime) -> _Saved:
    """Save the lines of a page that changed; whoever only looks is told whether the ledger may be written."""
    answer = may_edit(request.user, ledger)
    if request.method == "GET":
        return _Saved(bool(answer), answer.reason)
    recorded = {(row.member_id, row.month): row for row in ledger.dues.select_related("member", "recorded_by")}
    lines = read_rows([row for row in rows if not row.elsewhere], request.POST, recorded, today=timezone.localdate(at))
    try:
        dues_save(ledger=ledger, lines=lines, by=request.user, at=at)
    except EditRefused as refused:
        return _Saved(bool(answer), str(refused), 403)
    if not (wrong := sum(bool(row.error) for row in rows)):
        return _Saved(editable=True, is_done=True)
    text = ngettext(
        "其他行已保存，%(n)d 行还没有保存，请看红字。", "其他行已保存，%(n)d 行还没有保存，请看红字。", wrong
    ) % {"n": wrong}
    return _Saved(editable=True, refusal=text, status=422)


def _exempt(table, month: dt.date) -> list[str]:
    return [
        member.name
        for member in table.members.values()
        if (standard := table.standard(member, month))
        and standard.category == DuesCategory.EXEMPT
        and member.state == MembershipState.NORMAL
    ]


@require_GET
def dues_month(request: HttpRequest, month: str) -> HttpResponse:
    """Show a branch's list of a month to those who look after it: who owes, who paid, what else came in."""
    branch = branch_meant(request, Permission.MEMBER_VIEW)
    shown = month_named(request.user, month)
    ledgers = Ledger.objects.visible_to(request.user).select_related("month")
    ledger = get_object_or_404(ledgers, branch=branch, month=shown)
    table = dues_table(shown.district_id, [branch.pk], [shown.month])
    lines = pages.month_lines(table, shown.month)
    state = request.GET.get("state", "")
    received = DuesPayment.objects.visible_to(request.user).filter(ledger=ledger)
    return render(
        request,
        "ledgers/dues_month.html",
        {
            "branch": branch,
            "month": shown,
            "lines": [line for line in lines if state != "owed" or line.how == "owed"],
            "state": state,
            "others": pages.other_lines(received, shown.month),
            "owing": len(lines),
            "left": sum(line.how == "owed" for line in lines),
            "cents": sum(received.values_list("paid_cents", flat=True)),
        },
    )


# --- One member --------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def dues_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a member's year, month by month; the branch's secretary records what is paid back or ahead."""
    member = get_object_or_404(Member.objects.visible_to(request.user).select_related("branch"), pk=pk)
    require(request.user, Permission.MEMBER_VIEW)
    at = timezone.now()
    today = timezone.localdate(at)
    year = year_of(request, today.year)
    ledger = _open_ledger(request, member.branch)
    this = first_day(today)
    received_in = ledger.month.month if ledger else this
    window = months_between(months_after(this, -MONTHS_BACK), months_after(received_in, MONTHS_BACK))
    months = sorted({*months_between(dt.date(year, 1, 1), dt.date(year, 12, 1)), *window})
    table = dues_table(district_above(member.branch).pk, [member.branch_id], months, member=member)
    rows, far = [], []
    if ledger:
        book = table.books[ledger.month.month]
        rows = member_rows(table, member, ledger, *months_payable(ledger, book.value("dues.back_months")))
        far = [row for row in rows if row.month > months_after(received_in, book.value("dues.ahead_months"))]
    refusal, status = "", 200
    if request.method == "POST":
        if ledger is None:
            require(request.user, Permission.LEDGER_EDIT)
            raise Http404
        saved = _save(request, ledger, rows, at)
        if saved.is_done:
            messages.success(request, _("%(name)s的党费已保存。") % {"name": member.name})
            return redirect(request.get_full_path())
        refusal, status = saved.refusal, saved.status
    alarms = alarms_of(table.books[this])
    owed = table.owed_in_row(member, months_after(this, -1))
    strip = pages.year_strip(table, member, year)
    context = {
        "member": member,
        "ledger": ledger,
        "rows": [row for row in rows if row not in far],
        "far_rows": far,
        "far_open": any(row.was or row.error for row in far),
        "refusal": refusal,
        "year": year,
        "years": [year - 1, year + 1] if year < today.year else [year - 1],
        "strip": strip,
        "has_paid": any(cell.receipt for cell in strip),
        "standard": pages.standard_line(table, member, this),
        "alarm": alarm_text(owed, alarms),
        "day": request.POST.get("day") or str(today),
        "taken_by": request.POST.get("taken_by", str(request.user)),
    }
    return render(request, "ledgers/dues_member.html", context, status=status)


def _open_ledger(request: HttpRequest, branch: Organisation) -> Ledger | None:
    """Return the newest ledger of the branch that the user may write: what is paid now is received in it."""
    if not request.user.may(Permission.LEDGER_EDIT):
        return None
    ledgers = Ledger.objects.visible_to(request.user).filter(branch=branch, status__in=EDITABLE)
    return ledgers.select_related("branch", "month").order_by("-month__month").first()
