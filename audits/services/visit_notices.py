"""Tell the inspectors in the morning where they are to go: once a day, when the day's list is unsealed."""

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.models import Effect, Visit
from branches.enums import Role
from branches.models import Membership, User
from notices.services import Letter, notices_deliver


def visits_announce(*, at: dt.datetime) -> int:
    """Send each inspector one message about the visits that are unsealed on the local day of `at`; return how many.

    The day's list is closed before it opens, so one claim covers it. What opened while the clock stood still is told
    of on the same day; on the next it is too late, and the village stands in the inspector's list all the same.
    """
    today = timezone.localtime(at).date()
    opened = Visit.objects.filter(day=today, opens_at__lte=at)
    if not opened.exists():
        return 0
    with transaction.atomic():
        _row, is_new = Effect.objects.get_or_create(key=f"visits:{today}", defaults={"at": at})
        return notices_deliver(letters=_letters(today, at), at=at) if is_new else 0


def _letters(today: dt.date, at: dt.datetime) -> list[Letter]:
    still = set(
        Membership.objects.current().filter(role=Role.STATION_INSPECTOR).values_list("user_id", "station_id").distinct()
    )
    opened = (
        Visit.objects.filter(day=today, opens_at__lte=at, finished_at=None)
        .select_related("branch", "inspector", "plan")
        .order_by("branch__path", "pk")
    )
    villages: dict[User, list[str]] = defaultdict(list)
    for visit in opened:
        # Who has left the station is told nothing of its list.
        if (visit.inspector_id, visit.plan.station_id) in still:
            villages[visit.inspector].append(visit.branch.village_name)
    url = reverse("audits:inspection-list")
    letters = []
    for inspector, names in villages.items():
        # Only the number goes outside: the village itself is nobody's to read but the inspector's.
        title = _("今天有%(n)d个村要去抽查") % {"n": len(names)}
        body = _("抽到的村：%(names)s。名单今天早上公开，请不要提前打招呼。") % {"names": "、".join(names)}
        letters.append(Letter(inspector, f"visits:{today}", title, body, url, outside=title))
    return letters
