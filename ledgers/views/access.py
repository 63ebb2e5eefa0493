"""Who opened personal data that is otherwise masked: the log, for the audit administrator to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from branches.enums import Permission
from branches.views import require
from config.lib.listing import page_of
from ledgers.forms.access import AccessFilterForm
from ledgers.models import SensitiveAccess
from ledgers.selectors.access import access_places, access_rows, accesses_found

PAGE_SIZE = 50


@require_GET
def access_list(request: HttpRequest) -> HttpResponse:
    """List the openings, the newest first, by person, place and days. There is nothing to change here."""
    require(request.user, Permission.HISTORY_VIEW)
    visible = SensitiveAccess.objects.visible_to(request.user)
    form = AccessFilterForm(request.GET, places=access_places(visible))
    form.is_valid()
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    page = page_of(request, accesses_found(visible, **wanted), PAGE_SIZE)
    page.object_list = access_rows(page.object_list)
    context = {"page": page, "form": form, "is_filtered": bool(wanted)}
    return render(request, "ledgers/access_list.html", context, status=422 if form.errors else 200)
