"""Read the duty roster: the days of a month, who is free, how far the villages are, who was away."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from branches.enums import Level
from branches.models import Organisation, User
from cadres.duty_draw import DayKind, Person
from cadres.enums import Body, EndReason, PostKind
from cadres.enums.duty import CheckResult, LeaveState, MatterState, RosterStatus, Shift, SwapState
from cadres.models import Cadre, Duty, DutyAbsence, DutyLeave, DutySwap, Roster, SpotCheck, Tenure, VisitorMatter
from cadres.posts import BY_KIND, ORDER
from config.lib.months import last_day, months_after, next_month
from config.lib.workdays import Overrides, is_workday
from ledgers.rulebook.book import RuleBook

ONE_DAY = dt.timedelta(days=1)
HOLIDAY_FROM = 3  # so many rest days on end are a holiday: a weekend has two
# Who sits in the village's office by turns: those of the two committees and of the bodies that support them.
ON_DUTY = tuple(kind for kind, post in BY_KIND.items() if post.body in (Body.PARTY, Body.COMMITTEE, Body.OTHER))


def days_of(month: dt.date) -> list[dt.date]:
    return [month + dt.timedelta(days=number) for number in range(last_day(month).day)]


def day_kinds(month: dt.date, overrides: Overrides) -> dict[dt.date, DayKind]:
    """Return the kind of each day of the month; a rest day among three or more on end is a holiday."""
    reach = HOLIDAY_FROM - 1
    span = [month + dt.timedelta(days=number) for number in range(-reach, last_day(month).day + reach)]
    rests = {day for day in span if not is_workday(day, overrides)}
    found = {}
    for day in days_of(month):
        if day not in rests:
            found[day] = DayKind.WORK
            continue
        before = sum(1 for number in range(1, reach + 1) if _run(rests, day, -number))
        after = sum(1 for number in range(1, reach + 1) if _run(rests, day, number))
        found[day] = DayKind.HOLIDAY if before + after + 1 >= HOLIDAY_FROM else DayKind.WEEKEND
    return found


def _run(rests: Collection[dt.date], day: dt.date, far: int) -> bool:
    """Tell whether all days from `day` to `far` days away are rest days."""
    step = 1 if far > 0 else -1
    return all(day + dt.timedelta(days=number) in rests for number in range(step, far + step, step))


# --- Who is free ---------------------------------------------------------------------------------------------------
def people_of(villages: Iterable[int], month: dt.date, book: RuleBook) -> dict[int, list[Person]]:
    """Return the people of each village (ids) for a roster of `month`: in office, with the days they are away and
    how often they were on duty before. Three queries for any number of villages."""
    villages = list(villages)
    first, last = month, last_day(month)
    tenures = (
        Tenure.objects.valid()
        .filter(organisation__in=villages, cadre__organisation=F("organisation"), kind__in=ON_DUTY, since__lte=last)
        .filter(Q(until=None) | Q(until__gt=first))
        .values_list("organisation_id", "cadre_id", "since", "until")
    )
    spans: dict[tuple[int, int], list[tuple[dt.date, dt.date]]] = defaultdict(list)
    for village, cadre, since, until in tenures:
        spans[village, cadre].append((max(since, first), last if until is None else min(until - ONE_DAY, last)))
    away: dict[int, set[dt.date]] = defaultdict(set)
    for cadre, since, until in (
        _granted(first, last).filter(organisation__in=villages).values_list("cadre_id", "since", "until")
    ):
        away[cadre] |= set(_days_between(max(since, first), min(until, last)))
    past = {
        cadre: (total, rest)
        for cadre, total, rest in Duty.objects.filter(
            organisation__in=villages,
            roster__status=RosterStatus.PUBLISHED,
            date__lt=month,
            date__gte=months_after(month, -int(book.value("duty.balance_months"))),
        )
        .order_by()
        .values("main")
        .annotate(total=Count("pk"), rest=Count("pk", filter=Q(is_rest=True)))
        .values_list("main", "total", "rest")
    }
    every = set(days_of(month))
    found: dict[int, list[Person]] = {village: [] for village in villages}
    for (village, cadre), held in spans.items():
        off = set(away.get(cadre, ()))
        if (first, last) not in held:
            off |= every - {day for since, until in held for day in _days_between(since, until)}
        before, rest_before = past.get(cadre, (0, 0))
        found[village].append(Person(cadre, frozenset(off), before, rest_before))
    return found


def _days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]


def _granted(first: dt.date, last: dt.date) -> QuerySet[DutyLeave]:
    return DutyLeave.objects.filter(state=LeaveState.GRANTED, since__lte=last, until__gte=first)


def is_free(cadre: Cadre, date: dt.date) -> bool:
    """Tell whether the cadre is in office in the village on `date` and not on leave."""
    in_office = Tenure.objects.on(date).filter(cadre=cadre, organisation=cadre.organisation_id, kind__in=ON_DUTY)
    return in_office.exists() and not _granted(date, date).filter(cadre=cadre).exists()


def cadres_on(village: Organisation, date: dt.date) -> list[Cadre]:
    """Return who may be on duty in the village on `date`, by the order of their posts."""
    posts: dict[int, int] = {}
    for cadre, kind in (
        Tenure.objects.on(date)
        .filter(organisation=village, cadre__organisation=village, kind__in=ON_DUTY)
        .values_list("cadre_id", "kind")
    ):
        posts[cadre] = min(posts.get(cadre, len(ORDER)), ORDER[kind])
    away = set(_granted(date, date).filter(cadre__in=posts).values_list("cadre_id", flat=True))
    found = Cadre.objects.filter(pk__in=posts.keys() - away)
    return sorted(found, key=lambda cadre: (posts[cadre.pk], cadre.pk))


def posts_on(cadres: Iterable[int], date: dt.date) -> dict[int, str]:
    """Return the highest post of each cadre on `date`, in words."""
    best: dict[int, str] = {}
    for cadre, kind in Tenure.objects.on(date).filter(cadre__in=set(cadres)).values_list("cadre_id", "kind"):
        if cadre not in best or ORDER[kind] < ORDER[best[cadre]]:
            best[cadre] = kind
    return {cadre: str(PostKind(kind).label) for cadre, kind in best.items()}


# --- Shifts whose holder is not there -----------------------------------------------------------------------------
def unheld(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Return the shifts that need a substitute: the holder is on leave that day, or no longer in office."""
    on_leave = DutyLeave.objects.filter(
        cadre=OuterRef("main"), state=LeaveState.GRANTED, since__lte=OuterRef("date"), until__gte=OuterRef("date")
    )
    in_office = Tenure.objects.filter(
        Q(until=None) | Q(until__gt=OuterRef("date")),
        cadre=OuterRef("main"),
        organisation=OuterRef("organisation"),
        since__lte=OuterRef("date"),
    ).exclude(end_reason=EndReason.MISTAKE)
    return duties.filter(Exists(on_leave) | ~Exists(in_office))


# --- A village's month ---------------------------------------------------------------------------------------------
def roster_of(village: Organisation, month: dt.date) -> Roster | None:
    return Roster.objects.filter(organisation=village, month=month).select_related("organisation", "township").first()


def duties_of(roster: Roster) -> list[Duty]:
    """Return the shifts in order, each with `needs_substitute` and whether a swap is being asked (`is_asked`)."""
    duties = list(
        roster.duties.select_related("main", "second", "roster", "organisation").annotate(
            is_asked=Exists(DutySwap.objects.filter(duty=OuterRef("pk"), state=SwapState.ASKED))
        )
    )
    missing = set(unheld(roster.duties.all()).values_list("pk", flat=True))
    for duty in duties:
        duty.needs_substitute = duty.pk in missing
    return duties


@dataclass(frozen=True, slots=True)
class Share:
    """How often one is on duty in the month."""

    name: str
    total: int
    rest: int


def shares_of(duties: Iterable[Duty]) -> list[Share]:
    total: dict[str, int] = defaultdict(int)
    rest: dict[str, int] = defaultdict(int)
    for duty in duties:
        total[duty.main.name] += 1
        rest[duty.main.name] += duty.is_rest
    return [Share(name, count, rest[name]) for name, count in sorted(total.items(), key=lambda each: -each[1])]


def swaps_open(village: Organisation) -> list[DutySwap]:
    return list(
        DutySwap.objects.filter(duty__organisation=village, state=SwapState.ASKED).select_related(
            "duty__organisation", "duty__roster", "asker", "other", "in_return"
        )
    )


# --- The plate -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class PlateLine:
    """What the public plate (去向牌) says of a person: name, post, telephone, and nothing else.

    `shift` is empty for the whole day, `role` A or B.
    """

    shift: str
    role: str
    name: str
    post: str
    phone: str


def plate_of(village: Organisation, date: dt.date) -> list[PlateLine]:
    """Return who is on duty in the village on `date` by its published roster."""
    duties = list(
        Duty.objects.filter(organisation=village, date=date, roster__status=RosterStatus.PUBLISHED).select_related(
            "main", "second"
        )
    )
    people = [
        ("" if duty.shift == Shift.DAY else duty.get_shift_display(), role, person)
        for duty in duties
        for role, person in (("A", duty.main), ("B", duty.second))
        if person is not None
    ]
    posts = posts_on((person.pk for _shift, _role, person in people), date)
    return [PlateLine(shift, role, p.name, posts.get(p.pk, ""), p.phone) for shift, role, p in people]


# --- Above the villages --------------------------------------------------------------------------------------------
@dataclass(slots=True)
class VillageMonth:
    """How far a village is with a month."""

    village: Organisation
    township: Organisation
    roster: Roster | None
    unconfirmed: int = 0
    gaps: int = 0  # days to come whose holder is not there
    absences: int = 0
    matters_late: int = 0

    @property
    def is_published(self) -> bool:
        return self.roster is not None and self.roster.is_published


@dataclass(slots=True)
class TownshipMonth:
    township: Organisation
    villages: list[VillageMonth] = field(default_factory=list)

    @property
    def published(self) -> int:
        return sum(each.is_published for each in self.villages)

    @property
    def gaps(self) -> int:
        return sum(each.gaps for each in self.villages)

    @property
    def absences(self) -> int:
        return sum(each.absences for each in self.villages)

    @property
    def matters_late(self) -> int:
        return sum(each.matters_late for each in self.villages)


def coverage(user: User, month: dt.date, today: dt.date) -> list[TownshipMonth]:
    """Return the townships of the user's scope with how far each village is; seven queries for any number."""
    villages = list(villages_of(user, month))
    above = {
        each.path: each
        for each in Organisation.objects.filter(
            path__in={village.parent_path for village in villages}, level=Level.TOWNSHIP
        )
    }
    rosters = {
        roster.organisation_id: roster
        for roster in Roster.objects.visible_to(user)
        .filter(month=month)
        .annotate(unconfirmed=Count("duties", filter=Q(duties__confirmed_at=None)))
    }
    coming = Duty.objects.visible_to(user).filter(date__gte=max(month, today), date__lt=next_month(month))
    gaps = _counted(unheld(coming.filter(roster__status=RosterStatus.PUBLISHED)), "organisation")
    absent = DutyAbsence.objects.visible_to(user).valid().filter(date__gte=month, date__lt=next_month(month))
    absences = _counted(absent, "duty__organisation")
    matters = VisitorMatter.objects.visible_to(user).filter(state=MatterState.OPEN, due_on__lt=today)
    late = _counted(matters, "organisation")
    found: dict[str, TownshipMonth] = {}
    for village in villages:
        if (township := above.get(village.parent_path)) is None:
            continue
        roster = rosters.get(village.pk)
        found.setdefault(township.path, TownshipMonth(township)).villages.append(
            VillageMonth(
                village,
                township,
                roster,
                roster.unconfirmed if roster else 0,
                gaps.get(village.pk, 0),
                absences.get(village.pk, 0),
                late.get(village.pk, 0),
            )
        )
    return list(found.values())


def _counted(rows: QuerySet, column: str) -> dict[int, int]:
    return dict(rows.order_by().values(column).annotate(n=Count("pk")).values_list(column, "n"))


def villages_of(user: User, month: dt.date) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(user).answering().active_on(month).order_by("path")


def unpublished(villages: QuerySet[Organisation], month: dt.date) -> QuerySet[Organisation]:
    """Return the villages whose roster of `month` is not published."""
    published = Roster.objects.filter(organisation=OuterRef("pk"), month=month, status=RosterStatus.PUBLISHED)
    return villages.exclude(Exists(published))


# --- Absences ------------------------------------------------------------------------------------------------------
def in_a_row(results: Iterable[str]) -> int:
    """Return how often on end a person was away, from the latest check back; who could not be reached was neither
    there nor away, so that such a check ends nothing."""
    count = 0
    for result in results:
        if result == CheckResult.ON_DUTY:
            break
        count += result == CheckResult.AWAY
    return count


def runs_of(absences: Iterable[DutyAbsence]) -> dict[int, int]:
    """Return absence id → which absence on end it is of that person (2 and more: 连续脱岗). One query."""
    absences = list(absences)
    results: dict[int, list[tuple[dt.datetime, int, str]]] = defaultdict(list)
    for cadre, at, pk, result in (
        SpotCheck.objects.valid()
        .filter(cadre__in={each.cadre_id for each in absences})
        .values_list("cadre_id", "at", "pk", "result")
    ):
        results[cadre].append((at, pk, result))
    found = {}
    for absence in absences:
        checks = sorted(results[absence.cadre_id])
        upto = [result for _at, pk, result in checks if (_at, pk) <= _moment(checks, absence.check_made_id)]
        found[absence.pk] = in_a_row(reversed(upto))
    return found


def absences_of(checks: Iterable[int]) -> dict[int, int]:
    """Return check id → which absence on end it found, for those of `checks` (ids) that found one."""
    absences = list(DutyAbsence.objects.filter(check_made__in=list(checks)).valid())
    runs = runs_of(absences)
    return {absence.check_made_id: runs[absence.pk] for absence in absences}


def _moment(checks: Iterable[tuple[dt.datetime, int, str]], check: int) -> tuple[dt.datetime, int]:
    return next((at, pk) for at, pk, _result in checks if pk == check)


def absences_without_finding(user: User, *, listed: Iterable[int] | QuerySet) -> QuerySet[DutyAbsence]:
    """Return the absences in the user's scope that are on no list of problems.

    `listed` are the ids of those that are, handed over by whoever keeps that list.
    """
    rows = DutyAbsence.objects.visible_to(user).valid().exclude(pk__in=listed)
    return rows.select_related("duty__organisation", "duty__roster", "cadre", "check_made__by")


def checks_of(user: User) -> QuerySet[SpotCheck]:
    return SpotCheck.objects.visible_to(user).select_related("duty__organisation", "cadre", "by", "withdrawn_by")


def to_check(user: User, today: dt.date, limit: int) -> list[Duty]:
    """Return today's shifts of the user's scope, those first whose village was not asked for longest."""
    last = SpotCheck.objects.valid().filter(duty__organisation=OuterRef("organisation")).order_by("-at").values("at")
    long_ago = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    rows = (
        Duty.objects.visible_to(user)
        .filter(date=today, roster__status=RosterStatus.PUBLISHED)
        .exclude(Exists(SpotCheck.objects.valid().filter(duty=OuterRef("pk"))))
        .annotate(asked=Coalesce(Subquery(last[:1]), long_ago))
        .select_related("organisation", "main")
        .order_by("asked", "organisation__path", "shift")
    )
    return list(rows[:limit])


# --- Leave ---------------------------------------------------------------------------------------------------------
def leave_days(cadre: Cadre, year: int) -> int:
    """Return how many days of `year` the cadre has had, or is granted, as leave."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return sum(
        (min(until, last) - max(since, first)).days + 1
        for since, until in _granted(first, last).filter(cadre=cadre).values_list("since", "until")
    )


def leaves_of(user: User) -> QuerySet[DutyLeave]:
    """Return the leaves the user sees, those first that wait for an answer."""
    rows = DutyLeave.objects.visible_to(user).select_related("organisation", "cadre", "decided_by", "asked_by")
    return rows.annotate(waits=Q(state=LeaveState.ASKED)).order_by("-waits", "-since", "-pk")


def duties_on_leave(leave: DutyLeave) -> QuerySet[Duty]:
    """Return the shifts of published rosters that the person holds on the days of the leave."""
    return Duty.objects.filter(
        main=leave.cadre_id,
        date__gte=leave.since,
        date__lte=leave.until,
        roster__status=RosterStatus.PUBLISHED,
    )


def by_day(duties: Iterable[Duty]) -> Mapping[dt.date, list[Duty]]:
    found: dict[dt.date, list[Duty]] = defaultdict(list)
    for duty in duties:
        found[duty.date].append(duty)
    return found
