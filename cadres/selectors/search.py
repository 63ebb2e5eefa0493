"""Find cadres by name, pinyin, initials or post."""

import datetime as dt

from django.db.models import QuerySet

from branches.models import User
from cadres.models import Cadre, Tenure


def cadres_found(user: User, *, q: str, post: str, day: dt.date) -> QuerySet:
    """Return the cadres whose name fits `q` and who hold `post` on `day`; either may be empty."""
    found = Cadre.objects.visible_to(user).search(q).select_related("organisation").order_by("organisation__path", "pk")
    if post:
        found = found.filter(pk__in=Tenure.objects.on(day).filter(kind=post).values("cadre"))
    return found
