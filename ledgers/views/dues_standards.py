"""What each member owes a month."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from branches.enums import Permission
from branches.tree import district_above
from config.lib.months import first_day
from ledgers import dues_pages as pages
from ledgers.enums import MembershipState
from ledgers.enums.dues import DuesCategory
from ledgers.forms.dues_standards import StandardRow, StandardsForm, months_offered, read_standards
from ledgers.models import DuesStandard
from ledgers.selectors.dues import dues_table
from ledgers.services.dues import StandardRefused, standards_set
from ledgers.services.members import may_edit_roll
from ledgers.views.branch import branch_meant
from ledgers.words import in_yuan


@require_http_methods(["GET", "POST"])
def dues_standards(request: HttpRequest) -> HttpResponse:
    """List what each member owes a month and why; the secretary fixes it for many at once."""
    branch = branch_meant(request, Permission.MEMBER_VIEW)
    at = timezone.now()
    today = timezone.localdate(at)
    this = first_day(today)
    answer = may_edit_roll(request.user, branch)
    table = dues_table(district_above(branch).pk, [branch.pk], [this])
    members = [member for member in table.members.values() if member.state == MembershipState.NORMAL]
    offered = months_offered(today)
    form = StandardsForm(
        [_row(table.standard(member, this), member.pk) for member in members], valid_from=offered[0][0]
    )
    status = 200
    if request.method == "POST":
        standards, valid_from = read_standards(form, request.POST, request.POST.getlist("member"), today=today)
        status = 422
        if form.is_good:
            try:
                count = standards_set(branch=branch, standards=standards, valid_from=valid_from, by=request.user, at=at)
            except StandardRefused as refusal:
                form.errors["form"], status = str(refusal), 403
            else:
                messages.success(request, _("党费标准已保存，改了 %(n)d 人。") % {"n": count})
                return redirect("ledgers:dues-standards")
    lines = [pages.standard_line(table, member, this) for member in members]
    return render(
        request,
        "ledgers/dues_standards.html",
        {
            "branch": branch,
            "lines": list(zip(lines, form.rows, strict=True)),
            "form": form,
            "may_edit": bool(answer),
            "categories": DuesCategory.choices,
            "months": offered,
            "sum_cents": sum(table.amount(member, this) for member in members),
        },
        status=status,
    )


def _row(standard: DuesStandard | None, member: int) -> StandardRow:
    """Return a member's line with the income that counts so far, ready to be written over."""
    return StandardRow(member, base=in_yuan(standard.base_cents) if standard and standard.base_cents else "")
