"""A person's own filters of the queue: keep the one in force, let one go."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audits.forms.saved_filters import SavedFilterForm
from audits.models import SavedFilter
from audits.selectors.choice import choice_from
from audits.selectors.queue import level_of_view
from audits.services import saved_filters as services
from audits.views.reviews import queue_page, queue_url
from branches.enums import Permission
from branches.views import require
from ledgers.selectors.lookup import month_named


@require_POST
def filter_save(request: HttpRequest, month: str) -> HttpResponse:
    """Keep what the address narrows the queue to under the name that was typed."""
    require(request.user, Permission.OVERVIEW_VIEW)
    shown = month_named(request.user, month)
    form, choice = SavedFilterForm(request.POST), choice_from(request.GET)
    if form.is_valid():
        try:
            saved = services.filter_save(
                choice=choice,
                level=level_of_view(request.user),
                name=form.cleaned_data["name"],
                by=request.user,
                at=timezone.now(),
            )
        except services.FilterRefused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("已保存筛选“%(name)s”。") % {"name": saved.name})
            return redirect(queue_url(shown, choice))
    return queue_page(request, month, filter_form=form, status=422)


@require_POST
def filter_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of one of the person's own filters and lead back to the month it was shown on."""
    saved = get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.OVERVIEW_VIEW)
    services.filter_remove(saved=saved, by=request.user)
    messages.success(request, _("已删除筛选“%(name)s”。") % {"name": saved.name})
    if not (month := request.POST.get("month", "")):
        return redirect("audits:queue-current")
    return redirect(queue_url(month_named(request.user, month), choice_from({})))
