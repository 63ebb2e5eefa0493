"""Service centres (党群服务中心) side by side: hours, services, visitors' matters as the duty roster has them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from cadres.enums.duty import MatterState
from cadres.models import VisitorMatter
from cadres.selectors.villages import villages_of
from facilities.models import Satisfaction, ServiceCentre, ServiceItem


@dataclass(slots=True)
class CentreRow:
    """A village's centre in a year: `visits` came, `closed` of their matters are done, `late` are past their day.

    `happy` of those `asked` were satisfied or very satisfied.
    """

    village: Organisation
    centre: ServiceCentre | None = None
    services: int = 0
    visits: int = 0
    closed: int = 0
    late: int = 0
    asked: int = 0
    happy: int = 0

    @property
    def share(self) -> int | None:
        return 100 * self.happy // self.asked if self.asked else None


NUMBERS = ("services", "visits", "closed", "late", "asked", "happy")


def centre_rows(villages: Iterable[Organisation], year: int, today: dt.date) -> list[CentreRow]:
    """Return the villages' centres in the order given, in four queries however many there are."""
    rows = {village.pk: CentreRow(village) for village in villages}
    for centre in ServiceCentre.objects.filter(organisation__in=rows):
        rows[centre.organisation_id].centre = centre
    offered = ServiceItem.objects.offered().filter(centre__organisation__in=rows).order_by()
    for pk, count in offered.values_list("centre__organisation").annotate(Count("pk")):
        rows[pk].services = count
    is_open = Q(state=MatterState.OPEN)
    matters = VisitorMatter.objects.filter(organisation__in=rows, came_on__year=year).order_by()
    counted = matters.values_list("organisation").annotate(
        visits=Count("pk"),
        closed=Count("pk", filter=~is_open),
        late=Count("pk", filter=is_open & Q(due_on__lt=today)),
    )
    for pk, visits, closed, late in counted:
        rows[pk].visits, rows[pk].closed, rows[pk].late = visits, closed, late
    asked = Satisfaction.objects.filter(organisation__in=rows, month__year=year).order_by()
    sums = asked.values_list("organisation").annotate(Sum("very"), Sum("good"), Sum("fair"), Sum("poor"))
    for pk, very, good, fair, poor in sums:
        rows[pk].asked, rows[pk].happy = very + good + fair + poor, very + good
    return list(rows.values())


@dataclass(slots=True)
class TownshipCentres:
    """A township's centres together."""

    township: Organisation
    rows: list[CentreRow] = field(default_factory=list)

    @property
    def open(self) -> int:
        return sum(row.centre is not None for row in self.rows)

    def total(self) -> CentreRow:
        return total_of(self.rows, self.township)


def total_of(rows: Iterable[CentreRow], place: Organisation) -> CentreRow:
    """Return the sums of some villages as a row of their place."""
    total = CentreRow(place)
    for row in rows:
        for name in NUMBERS:
            setattr(total, name, getattr(total, name) + getattr(row, name))
    return total


def township_centres(user: User, year: int, today: dt.date, place: Organisation | None = None) -> list[TownshipCentres]:
    """Return the townships of the scope with their villages' centres."""
    groups: dict[str, list[CentreRow]] = defaultdict(list)
    for row in centre_rows(villages_of(user, place), year, today):
        groups[row.village.parent_path].append(row)
    townships = Organisation.objects.filter(path__in=groups, level=Level.TOWNSHIP).order_by("path")
    return [TownshipCentres(township, groups[township.path]) for township in townships]


def matters_by_month(village: Organisation, year: int) -> list[tuple[str, int, int]]:
    """Return (month, visits, closed) of a year, the newest first, as the duty roster has them."""
    found = VisitorMatter.objects.filter(organisation=village, came_on__year=year).order_by()
    counted = found.values_list("came_on__month").annotate(
        visits=Count("pk"), closed=Count("pk", filter=~Q(state=MatterState.OPEN))
    )
    return [(_("%(n)d月") % {"n": month}, visits, closed) for month, visits, closed in sorted(counted, reverse=True)]
