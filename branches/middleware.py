"""The active hat, the second factor of district roles, and the name in the history."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.cache import caches
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from pghistory.middleware import HistoryMiddleware as BaseHistoryMiddleware

from branches.enums import ROLES

HAT_KEY = "hat"


class IdleMiddleware:
    """Count the idle time-out from the last request (GB/T 22239-2019), without writing the session anew.

    A page sends several requests at once. One that only reads must not write back what it read before another of them
    has changed it: a message, or the hat that was just put on, would be lost.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        session = request.session
        if session.session_key and not session.modified and not session.is_empty():
            caches[settings.SESSION_CACHE_ALIAS].touch(session.cache_key, session.get_expiry_age())
        return response


class HatMiddleware:
    """Put the membership chosen in the header on `request.user.hat`; an ended one falls back to the first."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        if user.is_authenticated and (chosen := request.session.get(HAT_KEY)):
            user.hat = next((held for held in user.memberships_now if held.pk == chosen), None) or next(
                iter(user.memberships_now), None
            )
        return self.get_response(request)


class MfaRequiredMiddleware:
    """Lead holders of district roles to set up a second factor before anything else (GB/T 22239-2019, L3 d)."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if settings.MFA_REQUIRED_FOR_DISTRICT and self.must_enrol(request):
            messages.warning(request, _("您的角色需要先设置动态口令，再使用系统。"))
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def must_enrol(self, request) -> bool:
        user = request.user
        if not user.is_authenticated or request.path.startswith(("/accounts/", "/static/", "/healthz")):
            return False
        needs = any(ROLES[held.role].needs_second_factor for held in user.memberships_now)
        return needs and not is_mfa_enabled(user)


class HistoryMiddleware(BaseHistoryMiddleware):
    """Write who acted, and under which hat, beside every change of a row."""

    def get_context(self, request):
        context = super().get_context(request)
        hat = getattr(request.user, "hat", None)
        return {**context, "hat": hat.pk if hat else None}
