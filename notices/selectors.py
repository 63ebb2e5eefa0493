"""Read channels, hours, and counts of messages."""

from collections.abc import Iterable

from django.db.models import Count, Q

from branches.enums import Level
from branches.models import Organisation, User
from notices.enums import DeliveryState, NoticeKind
from notices.hours import Hours
from notices.models import Channel, DeliveryHours, Notice


def hours_by_district(districts: Iterable[int]) -> dict[int, Hours]:
    """Return each district's hours, the defaults where it has fixed none."""
    found = {
        row.district_id: Hours(row.quiet_from, row.quiet_until, row.digest_at)
        for row in DeliveryHours.objects.filter(district__in=districts)
    }
    return {district: found.get(district, Hours()) for district in districts}


def unread_by_kind(user: User) -> list[tuple[str, str, int, int]]:
    """Return (kind, label, how many, how many unread) of each kind that the person has messages of."""
    rows = Notice.objects.visible_to(user).order_by().values("kind")
    counted = rows.annotate(total=Count("pk"), unread=Count("pk", filter=Q(read_at=None)))
    counts = {kind: (total, unread) for kind, total, unread in counted.values_list("kind", "total", "unread")}
    return [(kind, label, *counts[kind]) for kind, label in NoticeKind.choices if kind in counts]


def failing_of(user: User) -> list[Channel]:
    """Return the person's own channels that lead nowhere at present."""
    return list(Channel.objects.filter(owner=user).failing().order_by("kind"))


def failing_in(user: User):
    """Return the channels of the administrator's district that lead nowhere, with the number of lost messages."""
    districts = Organisation.objects.visible_to(user).filter(level=Level.COUNTY)
    lost = Count("deliveries", filter=Q(deliveries__state=DeliveryState.FAILED))
    twice = Count("deliveries", filter=Q(deliveries__interrupted_at__isnull=False))
    rows = Channel.objects.filter(district__in=districts).annotate(lost=lost, twice=twice)
    return (
        rows.filter(Q(failed_at__isnull=False) | Q(twice__gt=0))
        .select_related("owner", "organisation")
        .order_by("-failed_at", "pk")
    )
