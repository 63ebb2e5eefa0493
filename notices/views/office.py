"""What an administrator and an officer of the district see of the sending."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from branches.enums import Permission
from branches.tree import district_above
from branches.views import require
from config.lib.listing import page_of
from notices.forms import HoursForm
from notices.selectors import failing_in, hours_by_district
from notices.services.hours import HoursRefused, hours_fix

PAGE_SIZE = 50


@require_GET
def unreachable(request: HttpRequest) -> HttpResponse:
    """List the channels that lead nowhere, for the system administrator: whose, which, why, but not the address."""
    require(request.user, Permission.ACCOUNT_MANAGE)
    page = page_of(request, failing_in(request.user), PAGE_SIZE)
    return render(request, "notices/unreachable.html", {"page": page})


@require_http_methods(["GET", "POST"])
def hours(request: HttpRequest) -> HttpResponse:
    """Fix when nothing leaves the site, and when collected messages do."""
    require(request.user, Permission.RULE_EDIT)
    district = district_above(request.user.hat.organisation)
    form = HoursForm(request.POST or None, hours=hours_by_district([district.pk])[district.pk])
    if request.method == "POST" and form.is_valid():
        try:
            hours_fix(district=district, hours=form.hours(), by=request.user, at=timezone.now())
        except HoursRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("消息发送时间已保存。"))
            return redirect("notices:hours")
    context = {"form": form, "district": district}
    return render(request, "notices/hours.html", context, status=422 if form.errors else 200)
