"""Which branch a page is about: one's own, or the one that a reviewer names in the address."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from branches.enums import Permission
from branches.models import Organisation
from branches.views import require


def branch_meant(request: HttpRequest, permission: Permission) -> Organisation:
    """Return the branch of `?branch=<id>` within the user's scope, else the user's own branch.

    Raises PermissionDenied with a reason without `permission`, Http404 for a branch out of scope or for a person who
    has no branch and names none.
    """
    require(request.user, permission)
    wanted = request.GET.get("branch", "")
    if wanted.isascii() and wanted.isdecimal() and len(wanted) < 10:
        return get_object_or_404(Organisation.objects.visible_to(request.user).answering(), pk=int(wanted))
    own = request.user.hat.organisation
    if own.answers_monthly and not wanted:
        return own
    raise Http404
