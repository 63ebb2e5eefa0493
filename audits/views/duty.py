"""Shifts that were left (脱岗) and stand on no list of problems yet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from audits.selectors.findings import absences_listed
from audits.services.duty_findings import absence_finding, source_of
from audits.services.findings import FindingRefused
from branches.enums import Permission
from branches.views import require
from cadres.models import DutyAbsence
from cadres.selectors.duty import absences_without_finding, runs_of
from config.lib.listing import page_of

PAGE_SIZE = 30


@require_GET
def dutyabsence_list(request: HttpRequest) -> HttpResponse:
    """Show the absences of the user's scope that are on no list, with how often on end the person was away."""
    require(request.user, Permission.DUTY_CHECK)
    rows = absences_without_finding(request.user, listed=absences_listed())
    page = page_of(request, rows, PAGE_SIZE)
    runs = runs_of(page)
    for absence in page:
        absence.run = runs[absence.pk]
    context = {"page": page, "may_list": source_of(request.user) is not None}
    return render(request, "audits/dutyabsence_list.html", context)


@require_POST
def dutyabsence_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """List an absence as a problem and open it."""
    absence = get_object_or_404(DutyAbsence.objects.visible_to(request.user), pk=pk)
    if source_of(request.user) is None:
        raise PermissionDenied(_("脱岗由乡镇审查小组或指导站列入问题清单。"))
    try:
        finding = absence_finding(absence=absence, by=request.user, at=timezone.now())
    except FindingRefused as refused:
        messages.error(request, str(refused))
        return redirect("audits:dutyabsence-list")
    messages.success(request, _("已列入问题清单：%(n)s。") % {"n": finding.number})
    return redirect("audits:finding-detail", finding.pk)
