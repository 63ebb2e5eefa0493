"""What every page knows."""

from django.conf import settings
from django.urls import reverse

from branches.enums import Permission
from branches.models import User
from branches.navigation import AT_THE_FOOT, entries_for


def page(request) -> dict:
    """Return the navigation of the active hat; on the sign-in page of a demo, the accounts to try."""
    user = getattr(request, "user", None)
    if user is None:
        return {}
    if not user.is_authenticated:
        return _demo_accounts() if settings.DEBUG and request.path == reverse("account_login") else {}
    places = entries_for(user, request.path)
    return {
        "navigation": places,
        "foot": places[:AT_THE_FOOT],
        "beyond_foot": places[AT_THE_FOOT:],
        "is_beyond_foot": any(place.is_current for place in places[AT_THE_FOOT:]),
        "may_search": user.may(Permission.LEDGER_VIEW),
        "hats": user.memberships_now,
        "hat": user.hat,
    }


def _demo_accounts() -> dict:
    from dashboards.demo.people import PASSWORD, sign_in_choices  # only a demo has a use for it

    accounts = sign_in_choices()
    if not User.objects.filter(is_demo=True, username=accounts[0][1]).exists():
        return {}
    return {"demo_accounts": accounts, "demo_password": PASSWORD}
