"""Read how far townships are with the double improvement (双提升): every number with the list behind it.

All numbers of a year are those of its last day, or of today while it runs. The denominator is who holds a post on that
day; a person with two posts counts once.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Substr

from branches.enums import Level
from branches.models import Organisation, User
from branches.names import village_name
from cadres.enums import PostKind
from cadres.enums.growth import COLLEGE_UP, CourseKind, CourseState, Goal, RecognitionState
from cadres.models import Cadre, Course, GrowthTarget, Recognition, Subsidy, Tenure
from cadres.posts import ORDER
from ledgers.selectors.rules import rule_history


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Of which year the numbers are, the day they are reckoned on, and how many hours make a year's training."""

    year: int
    day: dt.date
    hours: int


def reckoning(district: Organisation | int, year: int, today: dt.date) -> Reckoning:
    day = min(dt.date(year, 12, 31), today)
    return Reckoning(year, day, rule_history(district).on(day).value("growth.training_hours"))


# --- What counts -----------------------------------------------------------------------------------------------
def reached(goal: str, when: Reckoning, path: str = "pk") -> Q:
    """Return the condition that a cadre (his id at `path`) has reached `goal` on the day."""
    return Q(**{f"{path}__in": _REACHED[goal](when)})


def _with_degree(when: Reckoning) -> QuerySet:
    """College or higher on the day: a degree that was only reached after it does not count yet."""
    lifted = Course.objects.filter(
        cadre=OuterRef("pk"), is_raise=True, level__in=COLLEGE_UP, ended_on__gt=when.day
    ).exclude(raised_from__in=COLLEGE_UP)
    return Cadre.objects.filter(education__in=COLLEGE_UP).exclude(Exists(lifted)).values("pk")


def _trained(when: Reckoning) -> QuerySet:
    return (
        Course.objects.filter(
            kind=CourseKind.SKILL,
            state=CourseState.DONE,
            ended_on__range=(dt.date(when.year, 1, 1), when.day),
        )
        .order_by()
        .values("cadre")
        .annotate(total=Sum("hours"))
        .filter(total__gte=when.hours)
        .values("cadre")
    )


def holding(day: dt.date) -> Q:
    """Return the condition that a recognition holds on `day`."""
    return Q(recognised_on__lte=day) & (
        Q(state=RecognitionState.HOLDS) | Q(state=RecognitionState.ENDED, ended_on__gt=day)
    )


def _leaders(when: Reckoning) -> QuerySet:
    return Recognition.objects.filter(holding(when.day)).order_by().values("cadre")


_REACHED = {Goal.DEGREE: _with_degree, Goal.TRAINING: _trained, Goal.LEADER: _leaders}


# --- Townships × year ------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Attainment:
    """How many of those in office have reached a goal, and what was asked for; `percent` None: nothing was."""

    goal: str
    done: int
    office: int
    percent: int | None

    @property
    def share(self) -> Decimal | None:
        """The share in percent with one digit, rounded half up; None where nobody is in office."""
        if not self.office:
            return None
        return (Decimal(100 * self.done) / self.office).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def missing(self) -> int:
        """How many people are still missing to the target."""
        if self.percent is None:
            return 0
        return max(0, -(-self.percent * self.office // 100) - self.done)

    @property
    def is_met(self) -> bool | None:
        return None if self.percent is None or not self.office else not self.missing


@dataclass(frozen=True, slots=True)
class TownshipLine:
    township: Organisation
    office: int
    goals: list[Attainment]
    studying: int
    graduated: int
    broken: int
    households: int
    subsidies: int


@dataclass(slots=True)
class _Sums:
    office: int = 0
    done: dict[str, int] = field(default_factory=dict)
    studying: int = 0
    graduated: int = 0
    broken: int = 0
    households: int = 0
    subsidies: int = 0


def townships_seen(user: User) -> list[Organisation]:
    """Return the townships of the scope that have villages."""
    found = list(Organisation.objects.visible_to(user).filter(level=Level.TOWNSHIP).order_by("path"))
    villages = Organisation.objects.visible_to(user).answering().values_list("path", flat=True)
    with_villages = {path[: -Organisation.steplen] for path in villages}
    return [township for township in found if township.path in with_villages]


def growth_overview(user: User, when: Reckoning) -> list[TownshipLine]:
    """Return a line for each township in the user's scope, in a constant number of queries."""
    townships = townships_seen(user)
    if not townships:
        return []
    sums: dict[str, _Sums] = defaultdict(_Sums)
    length = len(townships[0].path)
    _count_people(user, when, length, sums)
    _count_courses(user, when, length, sums)
    targets = {
        (row.organisation_id, row.goal): row.percent
        for row in GrowthTarget.objects.visible_to(user).filter(year=when.year)
    }
    return [_line(township, sums[township.path], targets) for township in townships]


def _line(township: Organisation, found: _Sums, targets: dict) -> TownshipLine:
    goals = [Attainment(goal, found.done.get(goal, 0), found.office, targets.get((township.pk, goal))) for goal in Goal]
    return TownshipLine(
        township,
        found.office,
        goals,
        found.studying,
        found.graduated,
        found.broken,
        found.households,
        found.subsidies,
    )


def _count_people(user: User, when: Reckoning, length: int, sums: dict[str, _Sums]) -> None:
    people = Count("cadre", distinct=True)
    rows = (
        Tenure.objects.visible_to(user)
        .on(when.day)
        .order_by()
        .annotate(place=Substr("organisation__path", 1, length))
        .values("place")
        .annotate(
            office=people,
            **{goal: Count("cadre", distinct=True, filter=reached(goal, when, "cadre")) for goal in Goal.values},
        )
    )
    for row in rows:
        found = sums[row["place"]]
        found.office = row["office"]
        found.done = {goal: row[goal] for goal in Goal.values}


def _count_courses(user: User, when: Reckoning, length: int, sums: dict[str, _Sums]) -> None:
    """Courses, households and subsidies count where the person's file is kept."""
    during = Q(ended_on__range=(dt.date(when.year, 1, 1), when.day))
    place = Substr("cadre__organisation__path", 1, length)
    courses = (
        Course.objects.visible_to(user)
        .filter(kind=CourseKind.DEGREE)
        .order_by()
        .annotate(place=place)
        .values("place")
        .annotate(
            studying=Count("pk", filter=studying_on(when.day)),
            graduated=Count("pk", filter=during & Q(state=CourseState.DONE)),
            broken=Count("pk", filter=during & Q(state=CourseState.BROKEN)),
        )
    )
    for row in courses:
        found = sums[row["place"]]
        found.studying, found.graduated, found.broken = row["studying"], row["graduated"], row["broken"]
    leaders = Recognition.objects.visible_to(user).filter(holding(when.day)).order_by().annotate(place=place)
    for row in leaders.values("place").annotate(households=Sum("households")):
        sums[row["place"]].households = row["households"]
    paid = (
        Subsidy.objects.visible_to(user)
        .valid()
        .filter(paid_on__range=(dt.date(when.year, 1, 1), when.day))
        .order_by()
        .annotate(place=Substr("course__cadre__organisation__path", 1, length))
    )
    for row in paid.values("place").annotate(cents=Sum("cents")):
        sums[row["place"]].subsidies = row["cents"]


def studying_on(day: dt.date) -> Q:
    """Return the condition that a course was under way on `day`."""
    return Q(since__lte=day) & (
        Q(state=CourseState.STUDYING) | Q(state__in=(CourseState.DONE, CourseState.BROKEN), ended_on__gt=day)
    )


def total_of(lines: Iterable[TownshipLine]) -> TownshipLine | None:
    """Return the sum of the lines, without targets: a district's target is nobody's."""
    lines = list(lines)
    if len(lines) < 2:
        return None
    office = sum(line.office for line in lines)
    goals = [
        Attainment(goal, sum(line.goals[number].done for line in lines), office, None)
        for number, goal in enumerate(Goal)
    ]
    sums = (
        sum(getattr(line, name) for line in lines)
        for name in ("studying", "graduated", "broken", "households", "subsidies")
    )
    return TownshipLine(lines[0].township, office, goals, *sums)


# --- The lists behind the numbers ------------------------------------------------------------------------------
def people_in_office(
    user: User, when: Reckoning, place: Organisation | None, goal: str = "", *, has: bool = True
) -> QuerySet:
    """Return the cadres in office on the day, within `place`; with `goal`, who has reached it or (`has` false) not."""
    held = Tenure.objects.visible_to(user).on(when.day).filter(cadre=OuterRef("pk"))
    if place is not None:
        held = held.filter(organisation__path__startswith=place.path)
    people = Cadre.objects.filter(Exists(held))
    if goal:
        people = people.filter(reached(goal, when)) if has else people.exclude(reached(goal, when))
    return people.select_related("organisation").order_by("organisation__path", "name", "pk")


@dataclass(frozen=True, slots=True)
class PersonLine:
    cadre: Cadre
    village: str
    posts: list[str]
    hours: int
    course: Course | None
    recognition: Recognition | None


def person_lines(cadres: Iterable[Cadre], when: Reckoning) -> list[PersonLine]:
    """Return the cadres with their posts, this year's hours, the degree they study for and what they are recognised
    for, in four queries."""
    cadres = list(cadres)
    keys = [cadre.pk for cadre in cadres]
    posts: dict[int, set[str]] = defaultdict(set)
    for cadre, kind in Tenure.objects.on(when.day).filter(cadre__in=keys).values_list("cadre", "kind"):
        posts[cadre].add(kind)
    own = Course.objects.filter(cadre__in=keys).order_by()
    hours = dict(
        own.filter(kind=CourseKind.SKILL, state=CourseState.DONE, ended_on__range=(dt.date(when.year, 1, 1), when.day))
        .values("cadre")
        .annotate(total=Sum("hours"))
        .values_list("cadre", "total")
    )
    degrees = {course.cadre_id: course for course in own.filter(studying_on(when.day), kind=CourseKind.DEGREE)}
    leaders = {row.cadre_id: row for row in Recognition.objects.filter(holding(when.day), cadre__in=keys)}
    return [
        PersonLine(
            cadre,
            village_name(cadre.organisation.name),
            [PostKind(kind).label for kind in sorted(posts[cadre.pk], key=ORDER.__getitem__)],
            hours.get(cadre.pk, 0),
            degrees.get(cadre.pk),
            leaders.get(cadre.pk),
        )
        for cadre in cadres
    ]


def courses_listed(
    user: User, *, kind: str = "", state: str = "", year: int | None = None, place: Organisation | None = None
) -> QuerySet:
    """Return courses in the user's sight; `year` is that of the end for ended ones, of being under way for others."""
    found = Course.objects.visible_to(user)
    if kind in CourseKind.values:
        found = found.filter(kind=kind)
    if state in CourseState.values:
        found = found.filter(state=state)
        if year and state != CourseState.STUDYING:
            found = found.filter(ended_on__year=year)
    else:
        found = found.exclude(state=CourseState.VOID)
        if year:
            found = found.filter(Q(ended_on=None) | Q(ended_on__year__gte=year), since__year__lte=year)
    if place is not None:
        found = found.filter(cadre__organisation__path__startswith=place.path)
    return found.select_related("cadre__organisation").order_by("cadre__organisation__path", "-since", "pk")


def rechecks_due(user: User, year: int) -> QuerySet:
    """Return the recognitions whose check of `year` or before is still to be made."""
    found = Recognition.objects.visible_to(user).filter(state=RecognitionState.HOLDS, recheck_year__lte=year)
    return found.select_related("cadre__organisation").order_by("recheck_year", "cadre__organisation__path", "pk")
