"""What every page knows of the guided first visit. No query: the person's row is there already."""

from dashboards.guide import place_of


def guide(request) -> dict:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    found = request.resolver_match
    return {"guide": place_of(user, found.view_name if found else "")}
