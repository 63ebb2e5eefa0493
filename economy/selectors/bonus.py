"""Read what a year has for bonuses, who qualifies, and the plans there are."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Sum

from branches.models import Organisation
from cadres.enums import PostKind
from cadres.models import Cadre, PayBonus
from cadres.posts import CORE
from cadres.rules.pay import Span
from cadres.selectors.files import disciplined_in
from cadres.selectors.pay import facts_of
from config.lib.verdict import Answer
from economy.enums.bonus import BonusState
from economy.models import BonusLine, BonusPlan, IncomeBook
from economy.rules.bonus import Room, qualifies


def room_of(book: IncomeBook, *, without: BonusPlan | None = None) -> Room:
    """Return what an audited year has for bonuses beside the plans there are; `without` leaves one plan out."""
    lines = BonusLine.objects.filter(plan__book=book).exclude(plan__state=BonusState.DROPPED)
    if without is not None:
        lines = lines.exclude(plan=without)
    others = int(lines.aggregate(cents=Sum("cents"))["cents"] or 0)
    return Room(book.net_cents or 0, book.base_cents or 0, book.percent or 0, others)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cadre of a year: the posts, the days in office, the grade, and whether that qualifies."""

    cadre: Cadre
    posts: tuple[str, ...]
    days: int
    grade: str
    answer: Answer


def candidates_of(village: Organisation, year: int) -> list[Candidate]:
    """Return the cadres who were in office in a year, those who qualify first."""
    facts = facts_of([village], year)[village.pk]
    cadres = Cadre.objects.in_bulk([pk for pk, each in facts.items() if each.held])
    disciplined = disciplined_in(cadres, year)
    found = []
    for pk, each in facts.items():
        if pk not in cadres:
            continue
        kinds = tuple(dict.fromkeys(span.kind for span in each.held))
        days = _days(each.held, year)
        answer = qualifies(
            is_core=any(kind in CORE for kind in kinds),
            days=days,
            grade=each.grade,
            year=year,
            is_disciplined=pk in disciplined,
        )
        posts = tuple(str(PostKind(kind).label) for kind in kinds)
        found.append(Candidate(cadres[pk], posts, days, each.grade, answer))
    return sorted(found, key=lambda candidate: not candidate.answer)


def _days(held: Iterable[Span], year: int) -> int:
    """Return the days of a year in any of the spans, each once."""
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    days: set[int] = set()
    for span in held:
        days.update(range(max(first, span.since).toordinal(), min(after, span.until or after).toordinal()))
    return len(days)


@dataclass(slots=True)
class BonusYear:
    """A village's year on the list: what it may give, what its plans take, how far they are."""

    book: IncomeBook
    taken: int = 0
    plans: list[BonusPlan] = field(default_factory=list)
    is_handed_over: bool = False

    @property
    def room(self) -> Room:
        return Room(self.book.net_cents or 0, self.book.base_cents or 0, self.book.percent or 0, self.taken)


def bonus_years(books: Iterable[IncomeBook]) -> list[BonusYear]:
    """Return the years of several villages with their plans, in three queries."""
    found = {book.pk: BonusYear(book) for book in books}
    plans = BonusPlan.objects.filter(book__in=found).exclude(state=BonusState.DROPPED)
    for plan in plans.annotate(cents=Sum("lines__cents", default=0)).order_by("number"):
        line = found[plan.book_id]
        line.plans.append(plan)
        line.taken += int(plan.cents)
    handed = PayBonus.objects.filter(
        organisation__in=[line.book.organisation_id for line in found.values()],
        year__in={line.book.year for line in found.values()},
    )
    over = set(handed.values_list("organisation", "year"))
    for line in found.values():
        line.is_handed_over = (line.book.organisation_id, line.book.year) in over
    return list(found.values())
