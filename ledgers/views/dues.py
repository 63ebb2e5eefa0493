"""Record the month's dues."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from branches.enums import Permission
from branches.views import require
from ledgers.forms.dues import read_rows, rows_of
from ledgers.models import Ledger, Member
from ledgers.rules import may_edit
from ledgers.selectors.lookup import own_ledger
from ledgers.selectors.months import owing_members
from ledgers.services.ledgers import dues_save
from ledgers.services.meetings import EditRefused


def _members(ledger: Ledger, recorded) -> list[Member]:
    """Return who owes dues, and who paid although he is no longer on the roll."""
    owing = list(owing_members(ledger).only("name", "away_to").order_by("pk"))
    listed = {member.pk for member in owing}
    return owing + [payment.member for payment in recorded.values() if payment.member_id not in listed]


@require_http_methods(["GET", "POST"])
def dues_edit(request: HttpRequest, month: str) -> HttpResponse:
    """Show a line per member with the district's amount filled in; save the lines that changed.

    Lines that cannot be read stay as typed with what is wrong beside them; all others are saved.
    """
    require(request.user, Permission.LEDGER_EDIT)
    at = timezone.now()
    today = timezone.localdate(at)
    ledger = own_ledger(request.user, month)
    recorded = {payment.member_id: payment for payment in ledger.dues.select_related("member", "recorded_by")}
    rows = rows_of(_members(ledger, recorded), recorded, usual_cents=ledger.month.frozen_value("dues.farmer_cents"))
    answer = may_edit(request.user, ledger)
    refusal = answer.reason
    status = 200
    if request.method == "POST":
        lines = read_rows(rows, request.POST, recorded, today=today)
        try:
            dues_save(ledger=ledger, lines=lines, by=request.user, at=at)
        except EditRefused as refused:
            refusal, status = str(refused), 403
        else:
            wrong = sum(bool(row.error) for row in rows)
            if not wrong:
                messages.success(request, _("党费已保存。"))
                return redirect("ledgers:month-detail", ledger.month.key)
            status = 422
            refusal = ngettext(
                "其他行已保存，%(n)d 行还没有保存，请看红字。", "其他行已保存，%(n)d 行还没有保存，请看红字。", wrong
            ) % {"n": wrong}
    amounts = ledger.dues.values_list("paid_cents", flat=True)
    context = {
        "ledger": ledger,
        "rows": rows,
        "editable": bool(answer),
        "refusal": refusal,
        "day": request.POST.get("day") or str(today),
        "owing": len(rows),
        "paid": len(amounts),
        "cents": sum(amounts),
    }
    return render(request, "ledgers/dues.html", context, status=status)
