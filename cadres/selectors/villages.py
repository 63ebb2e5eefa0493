"""The villages' posts and holders, 一肩挑, vacancies, terms, relatives; set-based for a whole district."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max, QuerySet

from branches.models import Organisation, User
from cadres.enums import Body, PostKind, Relation
from cadres.models import Cadre, Kinship, Seats, Tenure, Term
from cadres.posts import BY_KIND, CORE, POSTS, SHOULDERS
from config.lib.months import months_after
from ledgers.rulebook.book import RuleBook


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Free seats of a post: how many, since when (None when it was never held), longer than the district allows.

    Of the posts never held only the head of a committee counts as long free: whether a village fills every other seat
    is its own matter, and a file just begun would be nothing but warnings.
    """

    kind: str
    seats: int
    since: dt.date | None
    is_long: bool

    @property
    def label(self) -> str:
        return str(PostKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class TermLine:
    """The newest term of a body: how many days it still runs, and how its handing over stands."""

    term: Term
    days_left: int
    is_near: bool
    hand_over_by: dt.date
    is_late: bool

    @property
    def is_over(self) -> bool:
        return self.days_left < 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two near relatives who both hold a post of the two committees of one village (任职回避)."""

    first: Cadre
    second: Cadre
    relation: str

    @property
    def label(self) -> str:
        return str(Relation(self.relation).label)


@dataclass(slots=True)
class Village:
    """What a village's board says. `holders` maps a post to the open tenures in the order of their beginning."""

    organisation: Organisation
    seats: dict[str, int]
    holders: dict[str, list[Tenure]] = field(default_factory=lambda: defaultdict(list))
    vacancies: list[Vacancy] = field(default_factory=list)
    terms: list[TermLine] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def secretary(self) -> Tenure | None:
        return next(iter(self.holders.get(PostKind.PARTY_SECRETARY, ())), None)

    @property
    def shoulders(self) -> list[str]:
        """The labels of the posts that the secretary holds together (一肩挑)."""
        if self.secretary is None:
            return []
        who = self.secretary.cadre_id
        return [
            str(PostKind(kind).label)
            for kind in SHOULDERS
            if any(held.cadre_id == who for held in self.holders.get(kind, ()))
        ]

    @property
    def carries_all(self) -> bool:
        return len(self.shoulders) == len(SHOULDERS)

    @property
    def people(self) -> int:
        return len({held.cadre_id for group in self.holders.values() for held in group})

    @property
    def long_vacancies(self) -> list[Vacancy]:
        return [vacancy for vacancy in self.vacancies if vacancy.is_long]

    @property
    def next_end(self) -> TermLine | None:
        return min(self.terms, key=lambda line: line.term.until, default=None)

    @property
    def needs_care(self) -> bool:
        return bool(self.long_vacancies or self.conflicts or any(line.is_near or line.is_late for line in self.terms))


def villages_of(user: User, place: Organisation | None = None) -> QuerySet:
    """Return the villages with a branch in the user's scope over Party data, those of `place` where one is named."""
    if not user.party_scope.prefixes:
        return Organisation.objects.none()
    found = Organisation.objects.visible_to(user).answering()
    return found.filter(path__startswith=place.path) if place else found


def boards(villages: Iterable[Organisation], book: RuleBook, day: dt.date) -> list[Village]:
    """Return the boards of `villages` as they stand on `day`, in five queries however many there are."""
    villages = list(villages)
    found = {village.pk: Village(village, {post.kind: post.seats for post in POSTS}) for village in villages}
    for pk, kind, seats in Seats.objects.filter(organisation__in=found).values_list("organisation", "kind", "seats"):
        found[pk].seats[kind] = seats
    for held in Tenure.objects.on(day).filter(organisation__in=found).select_related("cadre").order_by("since", "pk"):
        found[held.organisation_id].holders[held.kind].append(held)
    _vacancies(found, book, day)
    _terms(found, book, day)
    _conflicts(found)
    return [found[village.pk] for village in villages]


def _vacancies(found: dict[int, Village], book: RuleBook, day: dt.date) -> None:
    ended = Tenure.objects.valid().filter(organisation__in=found, until__lte=day)
    last = {
        (pk, kind): left for pk, kind, left in ended.values_list("organisation", "kind").annotate(left=Max("until"))
    }
    limit = int(book.value("cadres.vacancy_months"))
    for pk, village in found.items():
        for kind, seats in village.seats.items():
            free = seats - len(village.holders.get(kind, ()))
            if free > 0:
                since = last.get((pk, kind))
                is_long = kind in CORE and (_is_long(since, limit, day) if since else BY_KIND[kind].is_chief)
                village.vacancies.append(Vacancy(kind, free, since, is_long))


def _is_long(since: dt.date, months: int, day: dt.date) -> bool:
    """Tell whether a post left on `since` has been free for more than `months` on `day`."""
    return (since.day <= day.day and months_after(since, months) <= day.replace(day=1)) or (
        months_after(since, months) < day.replace(day=1)
    )


def _terms(found: dict[int, Village], book: RuleBook, day: dt.date) -> None:
    near, hand_over = int(book.value("cadres.term_notice_days")), int(book.value("cadres.handover_days"))
    newest = Term.objects.filter(organisation__in=found).order_by("organisation", "body", "-number")
    for term in newest.distinct("organisation", "body"):
        left, by = (term.until - day).days, term.since + dt.timedelta(days=hand_over)
        is_late = term.handed_over_on is None and day > by and term.number > 1
        found[term.organisation_id].terms.append(TermLine(term, left, left <= near, by, is_late))


def _conflicts(found: dict[int, Village]) -> None:
    places = {
        held.cadre_id: (village, held.cadre)
        for village in found.values()
        for kind in CORE
        for held in village.holders.get(kind, ())
    }
    pairs = Kinship.objects.valid().filter(first__in=places, second__in=places)
    for first, second, relation in pairs.values_list("first", "second", "relation"):
        village, person = places[first]
        if places[second][0] is village:
            village.conflicts.append(Conflict(person, places[second][1], relation))


def bodies_of(village: Village) -> list[tuple[str, list[tuple[str, str, int, list[Tenure], Vacancy | None]]]]:
    """Return body → its posts that have seats or holders, as (code, label, seats, holders, vacancy)."""
    vacancies = {vacancy.kind: vacancy for vacancy in village.vacancies}
    groups = []
    for body in Body:
        lines = [
            (
                post.kind.value,
                str(post.kind.label),
                village.seats[post.kind],
                village.holders.get(post.kind, []),
                vacancies.get(post.kind),
            )
            for post in POSTS
            if post.body == body and (village.seats[post.kind] or village.holders.get(post.kind))
        ]
        if lines:
            groups.append((str(body.label), lines))
    return groups
