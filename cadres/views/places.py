"""Which place and year a page of the cadres is about."""

import datetime as dt

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from branches.enums import Level, Permission
from branches.models import Organisation
from branches.views import require
from cadres.forms.pay import year_typed


def today() -> dt.date:
    return timezone.localtime(timezone.now()).date()


def place_meant(request: HttpRequest, permission: Permission) -> Organisation:
    """Return the township of `?township=<id>` in the user's scope, else the place of the user's own role.

    Raises PermissionDenied with a reason without `permission`, Http404 for a township out of scope.
    """
    require(request.user, permission)
    wanted = request.GET.get("township") or request.POST.get("township", "")
    if not wanted:
        return request.user.hat.organisation
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 10):
        raise Http404
    return get_object_or_404(Organisation.objects.visible_to(request.user), pk=int(wanted), level=Level.TOWNSHIP)


def year_meant(request: HttpRequest, default: int | None = None) -> int:
    """Return the year of `?year=`, this year by default."""
    this = today()
    return year_typed(request.GET.get("year") or request.POST.get("year", ""), this, default=default or this.year)


def years_offered() -> list[int]:
    this = today().year
    return list(range(this, this - 4, -1))
