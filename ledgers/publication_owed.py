"""What a branch owes to publish (三务公开), and what of it is done. Pure: facts and rules in, lines out."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from config.lib.months import first_day, last_day
from ledgers.enums.publication import PublicationStatus
from ledgers.obligations import Item, ItemState
from ledgers.publication_catalogue import CATALOGUE, CatalogueItem
from ledgers.rulebook.book import RuleBook
from ledgers.words import day_in_words


@dataclass(frozen=True, slots=True)
class ObjectionFact:
    """A question from the village: the day by which it is to be answered, and the day it was."""

    pk: int
    due_on: dt.date
    answered_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PublicationFact:
    """What the obligations and the pre-review need of one publication. All days are local.

    `personal` names the personal numbers that stand in its text, in words.
    """

    pk: int
    item: str
    title: str
    period_start: dt.date
    period_end: dt.date
    status: str
    drafted_on: dt.date
    put_up_on: dt.date | None = None
    planned_until: dt.date | None = None
    taken_down_on: dt.date | None = None
    meeting_on: dt.date | None = None
    has_last_photo: bool = False
    personal: tuple[str, ...] = ()
    objections: tuple[ObjectionFact, ...] = ()

    @property
    def is_public(self) -> bool:
        return self.put_up_on is not None


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """A branch's publications as a month sees them.

    `month` is the first day of the month, `today` the day of looking. `since` is the first day from which the district
    keeps them here: what fell due before is nobody's debt. `has_busy_finance` says that money moves often.
    """

    month: dt.date
    today: dt.date
    since: dt.date
    has_busy_finance: bool = False
    publications: Sequence[PublicationFact] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """One item of the catalogue for one period: by when it is to be public, and which publication makes it so."""

    item: CatalogueItem
    period_start: dt.date
    period_end: dt.date
    due_on: dt.date
    state: ItemState
    publication: PublicationFact | None = None

    @property
    def is_done(self) -> bool:
        return self.state == ItemState.DONE

    def is_due_in(self, month: dt.date) -> bool:
        return first_day(self.due_on) == month

    def is_overdue(self, day: dt.date) -> bool:
        return not self.is_done and self.due_on < day

    @property
    def title(self) -> str:
        """The title that a notice of it bears: 2026年第三季度财务收支情况."""
        return f"{period_in_words(self.period_start, self.period_end)}{self.item.name}"


def period_in_words(start: dt.date, end: dt.date) -> str:
    """Return a period as people call it: 2026年9月, 2026年第三季度, 2026年上半年, 2026年, else its months."""
    year = f"{start.year}年"  # i18n: data
    whole = start.day == 1 and end == last_day(end) and start.year == end.year
    months = (start.month, end.month)
    if not whole:
        return _("%(start)s至%(end)s") % {"start": day_in_words(start), "end": day_in_words(end)}
    if months == (1, 12):
        return year
    if months in ((1, 6), (7, 12)):
        return year + (_("上半年") if start.month == 1 else _("下半年"))
    if end.month - start.month == 2 and end.month % 3 == 0:
        return year + _("第%(n)s季度") % {"n": "一二三四"[end.month // 3 - 1]}  # i18n: data
    if start.month == end.month:
        return f"{year}{start.month}月"  # i18n: data
    return f"{year}{start.month}—{end.month}月"  # i18n: data


def period_of(months: int, day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and last day of the period of `months` months in which `day` lies; each year begins anew."""
    first = (day.month - 1) // months * months + 1
    return dt.date(day.year, first, 1), last_day(dt.date(day.year, min(first + months - 1, 12), 1))


def _periods(item: CatalogueItem, facts: PublicationFacts, rules: RuleBook, month: dt.date):
    """Yield (first day, last day, due day) of the periods that `month` has to do with, the oldest first."""
    if item.month_rule:
        year = dt.date(month.year, 1, 1)
        due = last_day(dt.date(month.year, int(rules.value(item.month_rule)), 1))
        yield year.replace(year=month.year - 1), year - dt.timedelta(days=1), due
        return
    busy = facts.has_busy_finance and item.busy_rule
    months = int(rules.value(item.busy_rule if busy else item.months_rule))
    grace = dt.timedelta(days=int(rules.value("publication.due_days")))
    current = period_of(months, month)
    for start, end in (period_of(months, current[0] - dt.timedelta(days=1)), current):
        yield start, end, end + grace


def _done_by(item: CatalogueItem, start: dt.date, end: dt.date, facts: PublicationFacts) -> PublicationFact | None:
    """Return the publication of the item for the period: one that is public, else one that is being prepared."""
    mine = [p for p in facts.publications if p.item == item.code and p.period_start <= end and p.period_end >= start]
    return next((p for p in mine if p.is_public), mine[0] if mine else None)


def publications_owed(facts: PublicationFacts, rules: RuleBook, month: dt.date) -> list[Owed]:
    """Return what is owed around `month` (first day), by the rules of that month.

    That is, for each item of the catalogue: the period in which the month lies; the one before it while it is not
    done, or where it falls due in this month; of a yearly item last year's. A period is done by a publication that
    covers a part of it and was put up: the law says “at least once”.
    """
    found = []
    for item in CATALOGUE:
        if not item.is_owed:
            continue
        *earlier, current = [
            _owed(item, start, end, due, facts, month) for start, end, due in _periods(item, facts, rules, month)
        ]
        found += [owed for owed in earlier if not owed.is_done or owed.is_due_in(month)]
        found.append(current)
    return [owed for owed in found if owed.due_on >= facts.since]


def _owed(
    item: CatalogueItem, start: dt.date, end: dt.date, due: dt.date, facts: PublicationFacts, month: dt.date
) -> Owed:
    publication = _done_by(item, start, end, facts)
    if publication and publication.is_public:
        state = ItemState.DONE
    elif first_day(due) > month:
        state = ItemState.LATER
    else:
        state = ItemState.UNFINISHED if publication else ItemState.MISSING
    return Owed(item, start, end, due, state, publication)


def publication_item(facts: PublicationFacts, rules: RuleBook) -> Item:
    """Return the line of the branch's month: owed in the month in which something falls due, else shown only.

    Where the district does not count it (`publication.counts_in_month`), the line says the same and owes nothing.
    """
    due = [owed for owed in publications_owed(facts, rules, facts.month) if owed.is_due_in(facts.month)]
    title = _("三务公开")
    if not due:
        return Item("publication", title, ItemState.NOT_OWED, _("本月没有到期的公开事项"))
    left = [owed for owed in due if not owed.is_done]
    detail = (
        _("到期 %(n)d 项，都已公布") % {"n": len(due)}
        if not left
        else _("到期 %(n)d 项，还差：%(left)s")
        % {"n": len(due), "left": "、".join(f"{owed.item.name}" for owed in left)}
    )
    if not rules.value("publication.counts_in_month"):
        return Item("publication", title, ItemState.NOT_OWED, detail)
    if not left:
        return Item("publication", title, ItemState.DONE, detail)
    begun = len(left) < len(due) or any(owed.publication for owed in left)
    return Item("publication", title, ItemState.UNFINISHED if begun else ItemState.MISSING, detail)


def days_left(publication: PublicationFact, today: dt.date) -> int | None:
    """Return for how many days the notice still hangs; negative when it should be down; None when it does not hang."""
    if publication.status != PublicationStatus.UP or publication.planned_until is None:
        return None
    return (publication.planned_until - today).days
