"""The library of remarks: what the own desk keeps, what the district offers, one more, one less."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audits.forms.remarks import RemarkForm
from audits.models import Remark
from audits.rules import may_keep_remarks
from audits.selectors.remarks import library
from audits.services import remarks as services
from ledgers.selectors.lookup import latest_month


@require_http_methods(["GET", "POST"])
def remark_list(request: HttpRequest) -> HttpResponse:
    """Show the library by reason with this month's uses; a POST adds a remark to the own desk's."""
    user = request.user
    if not (answer := may_keep_remarks(user, user.hat.organisation if user.hat else None)):
        raise PermissionDenied(answer.reason)
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.remark_add(
                organisation=user.hat.organisation,
                reason=form.cleaned_data["reason"],
                text=form.cleaned_data["text"],
                by=user,
                at=timezone.now(),
            )
        except services.RemarkRefused as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("已加入常用语。"))
            return redirect("audits:remark-list")
    month = latest_month(user)
    remarks = library(user, month)
    return render(
        request,
        "audits/remark_list.html",
        {
            "form": form,
            "month": month,
            "groups": [(each[0].get_reason_display(), each) for each in _by_reason(remarks)],
            "own": user.hat.organisation_id,
        },
        status=422 if form.errors else 200,
    )


def _by_reason(remarks: list[Remark]) -> list[list[Remark]]:
    return [list(group) for _reason, group in groupby(remarks, key=lambda remark: remark.reason)]


@require_POST
def remark_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of the own desk's remarks out of use."""
    remark = get_object_or_404(Remark.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    try:
        services.remark_retire(remark=remark, by=request.user, at=timezone.now())
    except services.RemarkRefused as refused:
        raise PermissionDenied(str(refused)) from refused
    messages.success(request, _("已停用：%(text)s") % {"text": remark.text})
    return redirect("audits:remark-list")
