"""What every page knows."""

from branches.navigation import entries_for


def page(request) -> dict:
    """Return the navigation of the active hat and the number of unread messages."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"navigation": entries_for(user, request.path), "hats": user.memberships_now, "hat": user.hat}
