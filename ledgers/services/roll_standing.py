"""What the roll's form and its spreadsheet write about a member's standing, with the log that belongs to it.

For somebody new on the roll only: afterwards the state changes by `services.membership`, the place by
`services.standing`, or, in a spreadsheet that comes back, by `absences_follow`.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import User
from ledgers.enums import MembershipState
from ledgers.enums.standing import MembershipMove
from ledgers.models import Absence, Member, MembershipStep

# The items of the roll that only these services write.
STANDING_FIELDS = ("state", "lost_since", "away_to")


def standing_begin(*, members: Sequence[Member], by: User | None, at: dt.datetime) -> None:
    """Write the first step of who is new on the roll in another state than 正常, and the absence of who is away."""
    today = timezone.localdate(at)
    MembershipStep.objects.bulk_create(
        MembershipStep(
            member=member,
            action=MembershipMove.ENTER,
            from_state="",
            to_state=member.state,
            on=today,
            by=by,
            at=at,
            reason=_("添加到名册时登记"),
        )
        for member in members
        if member.state != MembershipState.NORMAL
    )
    absences_follow(places={member.pk: member.away_to for member in members if member.away_to}, by=by, at=at)


def absences_follow(*, places: Mapping[int, str], by: User | None, at: dt.datetime) -> None:
    """Make the absences of members say what the roll says now: member id → place, empty for who is back.

    A spreadsheet tells no days, so that an absence begins and ends on the day it is read; another place mends the one
    that runs. In a constant number of statements; the roll itself was written by the caller.
    """
    if not places:
        return
    today = timezone.localdate(at)
    running = {
        absence.member_id: absence
        for absence in Absence.objects.valid()
        .filter(member__in=places)
        .filter(Q(until=None) | Q(until__gte=today))
        .order_by("since", "pk")
    }
    changed = []
    for pk, absence in running.items():
        place = places[pk]
        until = None if place else (absence.until or max(today, absence.since))
        if (absence.until, absence.place) != (until, place or absence.place):
            absence.until, absence.place = until, place or absence.place
            changed.append(absence)
    Absence.objects.bulk_update(changed, ["until", "place"])
    Absence.objects.bulk_create(
        Absence(member_id=pk, since=today, place=place, by=by, at=at)
        for pk, place in places.items()
        if place and pk not in running
    )
