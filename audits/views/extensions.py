"""Limits put off: what holds, a new extension, taking one back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audits.extension_rules import may_extend, may_revoke
from audits.forms.extensions import ExtensionForm, RevokeForm
from audits.selectors import extensions as selectors
from audits.selectors.queue import townships_for
from audits.services import extensions as services
from audits.services.extensions import ExtensionRefused
from branches.enums import Permission
from branches.models import Organisation
from branches.views import require
from config.lib.listing import most_of
from ledgers.models import LimitExtension
from ledgers.selectors.lookup import month_named

SHOWN = 100


@require_safe
def extension_list(request: HttpRequest) -> HttpResponse:
    """Show which limits were put off, for whom and why: by the district, and for the system's own standstills."""
    require(request.user, Permission.OVERVIEW_VIEW)
    context = {
        "rows": selectors.extension_rows(request.user, timezone.now(), most_of(request, SHOWN)),
        "credits": selectors.credit_rows(request.user, most_of(request, SHOWN)),
        "months": selectors.months_to_extend(request.user),
    }
    return render(request, "audits/extension_list.html", context)


@require_http_methods(["GET", "POST"])
def extension_new(request: HttpRequest, month: str) -> HttpResponse:
    """Put the limits of a month off for named townships."""
    require(request.user, Permission.REVIEW_DISTRICT)
    month = month_named(request.user, month)
    if not (answer := may_extend(request.user, month)):
        raise PermissionDenied(answer.reason)
    townships = townships_for(request.user, month)
    form = ExtensionForm(request.POST if request.method == "POST" else None, townships=townships)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            granted = services.extension_grant(
                month=month,
                townships=list(Organisation.objects.filter(pk__in=values["townships"]).order_by("path")),
                until=values["until"],
                reason=values["reason"],
                document=values["document"],
                by=request.user,
                at=timezone.now(),
            )
        except ExtensionRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("已为%(n)d个乡镇顺延，并通知了乡镇和支部。") % {"n": len(granted)})
            return redirect("audits:extension-list")
    context = {"form": form, "month": month}
    return render(request, "audits/extension_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def extension_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an extension back, with a reason."""
    found = LimitExtension.objects.visible_to(request.user).select_related("month__district", "township")
    extension = get_object_or_404(found, pk=pk)
    require(request.user, Permission.REVIEW_DISTRICT)
    if not (answer := may_revoke(request.user, extension, timezone.now())):
        messages.warning(request, answer.reason)
        return redirect("audits:extension-list")
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.extension_revoke(
                extension=extension, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        except ExtensionRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("%(name)s的顺延已撤销。") % {"name": extension.township.name})
            return redirect("audits:extension-list")
    context = {"form": form, "month": extension.month, "extension": extension}
    return render(request, "audits/extension_form.html", context, status=422 if form.errors else 200)
