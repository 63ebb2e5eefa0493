"""What the clock tells people about duty: rosters to publish, tomorrow's shift, visitors' matters that fall due.

Reads only. Each message has a key of its own, so that it reaches a person once, however often the clock asks.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.enums import Role
from branches.models import Membership, Organisation, User
from cadres.enums.duty import MatterState, RosterStatus
from cadres.models import Duty, Tenure, VisitorMatter
from cadres.selectors.duty import ON_DUTY, unpublished
from config.lib.months import first_day, last_day, next_month
from ledgers.chain import secretaries_of
from ledgers.rulebook.book import RuleBook
from ledgers.words import day_in_words, month_in_words
from notices.services import Letter

LATE_DAYS = range(1, 4)  # three days, so that a clock that stood still over one loses nothing
LOOK_BACK = dt.timedelta(days=7)


def villages_on_duty(district: Organisation, day: dt.date) -> QuerySet[Organisation]:
    """Return the villages of the district that have cadres in office on `day`: the others have nobody to roster."""
    held = Tenure.objects.on(day).filter(organisation=OuterRef("pk"), kind__in=ON_DUTY)
    villages = Organisation.objects.filter(path__startswith=district.path).answering().active_on(day)
    return villages.filter(Exists(held)).order_by("path")


def duty_letters(district: Organisation, day: dt.date, book: RuleBook) -> Iterator[Letter]:
    """Yield what people of `district` are to be told on `day`."""
    yield from _to_publish(district, day, int(book.value("duty.remind_days")))
    if day.day in LATE_DAYS:
        yield from _unpublished(district, first_day(day))
    yield from _tomorrow(district, day + dt.timedelta(days=1))
    yield from _matters(district, day)


def _to_publish(district: Organisation, day: dt.date, notice: int) -> Iterator[Letter]:
    """Before the end of the month: the next month's roster is published by its last day."""
    left = (last_day(day) - day).days
    if left > notice:
        return
    month = next_month(first_day(day))
    villages = {each.pk: each for each in unpublished(villages_on_duty(district, day), month)}
    for village, people in secretaries_of(villages).items():
        for person in people:
            yield Letter(
                person,
                f"roster-due:{village}:{month:%Y-%m}:{'last' if left == 0 else 'soon'}",
                _("%(month)s值班表要在%(day)s前公布")
                % {"month": month_in_words(month), "day": day_in_words(last_day(day))},
                _("草稿已经按在任干部和请假排好，核对、确认以后点“公布并报备”。"),
                reverse("cadres:duty-month", args=[f"{month:%Y-%m}"]),
                place=village,
            )


def _unpublished(district: Organisation, month: dt.date) -> Iterator[Letter]:
    """After the end of the month before: the townships hear which of their villages have not published."""
    late: dict[str, list[Organisation]] = defaultdict(list)
    for village in unpublished(villages_on_duty(district, month), month):
        late[village.parent_path].append(village)
    held = Membership.objects.current().filter(
        role__in=[Role.TOWNSHIP_REVIEWER, Role.TOWNSHIP_LEADER], organisation__path__in=late
    )
    for membership in held.select_related("user", "organisation"):
        villages = late[membership.organisation.path]
        yield Letter(
            membership.user,
            f"roster-late:{membership.organisation_id}:{month:%Y-%m}",
            _("%(month)s还有%(n)d个村没有公布值班表") % {"month": month_in_words(month), "n": len(villages)},
            "、".join(village.village_name for village in villages),
            reverse("cadres:duty-villages", args=[f"{month:%Y-%m}"]),
            place=membership.organisation_id,
        )


def _tomorrow(district: Organisation, day: dt.date) -> Iterator[Letter]:
    """The evening before is late: who has an account reads in the morning that tomorrow is his day."""
    duties = Duty.objects.filter(
        date=day,
        organisation__path__startswith=district.path,
        roster__status=RosterStatus.PUBLISHED,
        main__user__isnull=False,
    )
    for duty in duties.select_related("main__user").order_by("pk"):
        yield Letter(
            duty.main.user,
            f"duty:{duty.pk}:{duty.main_id}:tomorrow",
            _("明天（%(day)s）是您值班") % {"day": day_in_words(day)},
            _("去不了请今天就提出调班。"),
            reverse("cadres:duty-detail", args=[duty.pk]),
        )


def _matters(district: Organisation, day: dt.date) -> Iterator[Letter]:
    """The day before a visitor's matter falls due, and once when it is late."""
    tomorrow = day + dt.timedelta(days=1)
    matters = list(
        VisitorMatter.objects.filter(
            organisation__path__startswith=district.path,
            state=MatterState.OPEN,
            due_on__gte=day - LOOK_BACK,
            due_on__lte=tomorrow,
        )
        .exclude(due_on=day)
        .select_related("taken_by__user")
        .order_by("pk")
    )
    secretaries = secretaries_of({matter.organisation_id for matter in matters})
    for matter in matters:
        people: dict[int, User] = {each.pk: each for each in secretaries[matter.organisation_id]}
        if matter.taken_by.user:
            people[matter.taken_by.user_id] = matter.taken_by.user
        is_late = matter.due_on < day
        title = _("有一件群众来访的事超过办理期限") if is_late else _("有一件群众来访的事明天到期")
        for person in people.values():
            yield Letter(
                person,
                f"matter:{matter.pk}:{'late' if is_late else 'soon'}",
                title,
                matter.matter,
                f"{reverse('cadres:matter-list')}?village={matter.organisation_id}",
                place=matter.organisation_id,
            )
