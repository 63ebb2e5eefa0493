"""Hats, own settings, and the pages of the three administrators."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from branches.enums import ROLES, Permission
from branches.middleware import HAT_KEY
from branches.models import Membership, User
from branches.selectors import recent_changes
from config.lib.listing import page_of

PAGE_SIZE = 50


def require(user: User, permission: Permission) -> None:
    """Refuse with a reason when the user's active role does not have `permission`."""
    if not user.may(permission):
        raise PermissionDenied(_("您现在的角色没有这项权限。如果您还有别的角色，请先在右上角切换。"))


def back_to(request: HttpRequest, default: str) -> HttpResponse:
    """Redirect to the page the form names, when it is one of ours."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        return redirect(target)
    return redirect(default)


@require_POST
def hat_switch(request: HttpRequest) -> HttpResponse:
    """Put on another of one's own hats."""
    chosen = get_object_or_404(
        Membership.objects.current().filter(user=request.user), pk=request.POST.get("membership") or 0
    )
    request.session[HAT_KEY] = chosen.pk
    messages.info(request, _("现在的角色：%(label)s") % {"label": chosen.label})
    return redirect("home")


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Show one's own account: roles, large type, second factor, sign out."""
    return render(request, "branches/me.html", {"held": request.user.memberships_now})


@require_POST
def large_type_switch(request: HttpRequest) -> HttpResponse:
    """Turn the large type on or off."""
    request.user.large_type = not request.user.large_type
    request.user.save(update_fields=["large_type"])
    return back_to(request, "branches:me")


@require_GET
def account_list(request: HttpRequest) -> HttpResponse:
    """List who holds which role where, for the system administrator."""
    require(request.user, Permission.ACCOUNT_MANAGE)
    wanted = request.GET.get("q", "").strip()
    held = Membership.objects.visible_to(request.user).current()
    if wanted:
        held = held.filter(user__username__icontains=wanted) | held.filter(organisation__name__icontains=wanted)
    rows = held.order_by("organisation__path", "role").values_list(
        "user__username",
        "user__display_name",
        "role",
        "organisation__name",
        "station__name",
        "department__name",
        "since",
    )
    page = page_of(request, rows, PAGE_SIZE)
    page.object_list = [
        (username, name, str(ROLE_LABELS[role]), station or department or place, since)
        for username, name, role, place, station, department, since in page.object_list
    ]
    return render(request, "branches/account_list.html", {"page": page, "wanted": wanted})


ROLE_LABELS = dict(Membership._meta.get_field("role").choices)


@require_GET
def security(request: HttpRequest) -> HttpResponse:
    """List the holders of roles that need a second factor and whether they have one."""
    require(request.user, Permission.SECURITY_VIEW)
    roles = [code for code, role in ROLES.items() if role.needs_second_factor]
    enrolled = set(Authenticator.objects.values_list("user_id", flat=True))
    held = Membership.objects.visible_to(request.user).current().filter(role__in=roles)
    rows = [
        (m.user.username, m.user.display_name, m.label, m.user.last_login, m.user_id in enrolled)
        for m in held.select_related("user", "organisation", "station").order_by("role", "pk")
    ]
    return render(request, "branches/security.html", {"rows": rows})


@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """List the latest changes of rows, who made them and under which hat, for the audit administrator.

    Only names of tables and actors are shown: the auditor sees that something was done, not Party data.
    """
    require(request.user, Permission.HISTORY_VIEW)
    before = parse_datetime(request.GET.get("before", "")) or timezone.now()
    changes = recent_changes(request.user, before=before, limit=PAGE_SIZE)
    return render(
        request,
        "branches/history.html",
        {"changes": changes, "older": changes[-1].at.isoformat() if len(changes) == PAGE_SIZE else ""},
    )
