"""The arithmetic of pay, exact to the cent and without the database, and who may do what with a sheet."""

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from branches.enums import Level, Permission
from branches.models import Organisation, User
from cadres.enums import PostKind
from cadres.enums.assessment import Grade
from cadres.enums.pay import SheetAction, SheetState
from cadres.posts import SHOULDERS
from config.lib.months import next_month, same_day_later
from config.lib.verdict import YES, Answer, No, first_no
from ledgers.rulebook.book import RuleBook

# 主职 and 副职, whose basic pay has a floor.
CHIEFS = (PostKind.PARTY_SECRETARY, PostKind.DIRECTOR)
DEPUTIES = (PostKind.PARTY_DEPUTY, PostKind.DEPUTY_DIRECTOR)


# --- Standards -------------------------------------------------------------------------------------------------
def rounded_up(number: int, by: int) -> int:
    """Return `number` ÷ `by`, up to the next whole one."""
    return -(-number // by)


def chief_floor(income_cents: int, percent: int) -> int:
    """Return the least monthly pay of a chief post: `percent` of a year's income, in twelve parts, up to the cent."""
    return rounded_up(income_cents * percent, 12 * 100)


def floors(income_cents: int, chief_percent: int, deputy_percent: int, chief_cents: int) -> dict[str, int]:
    """Return the least monthly pay by post where there is one; `chief_cents` is what the secretary gets a month."""
    chief = chief_floor(income_cents, chief_percent)
    deputy = rounded_up(max(chief_cents, chief) * deputy_percent, 100)
    return dict.fromkeys(CHIEFS, chief) | dict.fromkeys(DEPUTIES, deputy)


def grown(cents: int, percent: int) -> int:
    """Return what a standard should be a year later by the rule of growth, up to the cent."""
    return rounded_up(cents * (100 + percent), 100)


# --- Months ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Span:
    """`cents` a month from `since` until `until`; the last day is not part, None is open."""

    since: dt.date
    until: dt.date | None
    cents: int
    kind: str = ""

    def includes(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def part_of_month(cents: int, days: int, first: int, end: int) -> int:
    """Return the part of a month's `cents` for its days from `first` up to `end` (counted from 0, `end` excluded).

    Each day's part is what is due by its evening less what was due by its morning, so that the parts of any division
    of a month among persons or posts add up to the whole.
    """
    return cents * end // days - cents * first // days


def month_part(month: dt.date, rates: Sequence[int]) -> int:
    """Return what is due in a month for which each day has its monthly rate; days left out at the end count for 0."""
    days = calendar.monthrange(month.year, month.month)[1]
    total, first = 0, 0
    for rate, same in groupby(rates):
        end = first + len(list(same))
        total += part_of_month(rate, days, first, end)
        first = end
    return total


def due(year: int, through: dt.date, rate_on) -> int:
    """Return what is due from 1 January to `through`; `rate_on` gives the monthly rate of a day."""
    total, month = 0, dt.date(year, 1, 1)
    while month <= through:
        end = min(next_month(month), through + dt.timedelta(days=1))
        total += month_part(month, [rate_on(month + dt.timedelta(days=n)) for n in range((end - month).days)])
        month = next_month(month)
    return total


# --- A person's year -------------------------------------------------------------------------------------------
def highest(held: Iterable[Span], day: dt.date) -> int:
    """Return the monthly pay on `day`: of several posts the highest counts, not the sum (一肩挑)."""
    return max((span.cents for span in held if span.includes(day)), default=0)


def shoulders(held: Iterable[Span], day: dt.date) -> bool:
    """Tell whether secretary and director are one person on `day`."""
    kinds = {span.kind for span in held if span.includes(day)}
    return kinds.issuperset(SHOULDERS[:2])


def performance(basic_cents: int, basic_share: int, grade_percent: int) -> int:
    """Return the performance part that goes with a year's basic pay: by the split of both and the grade's percentage,
    rounded down once."""
    return basic_cents * (100 - basic_share) * grade_percent // (basic_share * 100)


def grade_percents(book: RuleBook) -> dict[str, int]:
    """Return grade → how much of the performance part it brings. Without a grade there is none yet."""
    return {grade: book.value(f"pay.{grade}_percent") for grade in Grade.values} | {"": 0}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a year's pay is reckoned by."""

    basic_share: int
    percents: Mapping[str, int]
    shoulder_cents: int

    @classmethod
    def of(cls, book: RuleBook) -> "Terms":
        return cls(int(book.value("pay.basic_share")), grade_percents(book), book.value("pay.shoulder_cents"))


@dataclass(frozen=True, slots=True)
class Pay:
    """A person's pay of a year in cents, without the share of the collective's income."""

    kind: str
    days: int
    basic: int
    shoulder: int
    performance: int
    allowance: int
    leaving: int


def pay_of(
    year: int,
    through: dt.date,
    *,
    held: Sequence[Span],
    allowances: Sequence[Span],
    leaving: Sequence[Span],
    grade: str,
    terms: Terms,
) -> Pay:
    """Return what a person is due from 1 January to `through` for the posts `held`."""
    start = dt.date(year, 1, 1)
    days = [start + dt.timedelta(days=n) for n in range((through - start).days + 1)]
    in_office = {day for day in days if any(span.includes(day) for span in held)}
    basic = due(year, through, lambda day: highest(held, day))
    best = max((span for span in held if any(map(span.includes, days))), key=lambda span: span.cents, default=None)
    return Pay(
        kind=best.kind if best else "",
        days=len(in_office),
        basic=basic,
        shoulder=due(year, through, lambda day: terms.shoulder_cents if shoulders(held, day) else 0),
        performance=performance(basic, terms.basic_share, terms.percents[grade]),
        allowance=sum(
            due(year, through, lambda day, span=span: span.cents if day in in_office and span.includes(day) else 0)
            for span in allowances
        ),
        leaving=sum(
            due(year, through, lambda day, span=span: span.cents if day not in in_office and span.includes(day) else 0)
            for span in leaving
        ),
    )


# --- The share of the collective's income ----------------------------------------------------------------------
def bonus_most(profit_cents: int, percent: int) -> int:
    """Return the most that a village's cadres may share of a year's net profit; nothing of a loss."""
    return max(0, profit_cents) * percent // 100


def split(pool_cents: int, weights: Sequence[int]) -> list[int]:
    """Divide `pool_cents` by weights, to the cent and without a remainder (largest remainder, the earlier one first).

    Raises ValueError when there is money and nobody to get it.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("no weights")
    parts = [pool_cents * weight // whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda index: -(pool_cents * weights[index] % whole))
    for index in by_rest[: pool_cents - sum(parts)]:
        parts[index] += 1
    return parts


def is_half_a_year(days: int, year: int) -> bool:
    """Tell whether `days` in office are at least half of the year; who was there for less has no share."""
    return days * 2 >= (366 if calendar.isleap(year) else 365)


def bonus_split(
    profit_cents: int, percent: int, days: Mapping[int, int], weights: Mapping[int, int], year: int
) -> tuple[int, dict[int, int]]:
    """Return the pool of a village's year, and person → share: by `weights` among those in office for half the year.

    `days` in office and `weights` are by person; the pool is 0 where nobody has a share.
    """
    who = [person for person in weights if weights[person] > 0 and is_half_a_year(days.get(person, 0), year)]
    pool = bonus_most(profit_cents, percent) if who else 0
    if not pool:
        return 0, {}
    return pool, dict(zip(who, split(pool, [weights[person] for person in who]), strict=True))


# --- After the office ------------------------------------------------------------------------------------------
def years_held(held: Sequence[Span], until: dt.date) -> int:
    """Return the full years in office before `until`: whole months of each stretch, 31 of the days over make one
    more; what several posts overlap counts once."""
    stretches: list[list[dt.date]] = []
    for span in sorted(held, key=lambda span: span.since):
        end = min(span.until or until, until)
        if stretches and span.since <= stretches[-1][1]:
            stretches[-1][1] = max(stretches[-1][1], end)
        elif end > span.since:
            stretches.append([span.since, end])
    months = days = 0
    for first, end in stretches:
        whole = (end.year - first.year) * 12 + end.month - first.month - (end.day < first.day)
        months += whole
        days += (end - same_day_later(first, whole)).days
    return (months + days // 31) // 12


# --- Who may ---------------------------------------------------------------------------------------------------
_DESK = {
    SheetAction.DRAW: (Permission.CADRE_EDIT, SheetState.DRAFT),
    SheetAction.VILLAGE: (Permission.LEDGER_EDIT, SheetState.DRAFT),
    SheetAction.TOWNSHIP: (Permission.CADRE_EDIT, SheetState.VILLAGE),
    SheetAction.DISTRICT: (Permission.CADRE_FILE, SheetState.TOWNSHIP),
}
LEADS_TO = {
    SheetAction.DRAW: SheetState.DRAFT,
    SheetAction.VILLAGE: SheetState.VILLAGE,
    SheetAction.TOWNSHIP: SheetState.TOWNSHIP,
    SheetAction.DISTRICT: SheetState.DISTRICT,
    SheetAction.RETURN: SheetState.DRAFT,
}
_RETURNS = {SheetState.VILLAGE: Permission.CADRE_EDIT, SheetState.TOWNSHIP: Permission.CADRE_FILE}


def within(by: User, place: Organisation) -> Answer:
    return YES if by.party_scope.covers(place.path) else No(_("这个地方不在您的管理范围内。"))


def may_set_standards(by: User, place: Organisation) -> Answer:
    """The district fixes what holds for all, a township may fix more for its own villages."""
    is_keeper = by.may(Permission.CADRE_EDIT) or by.may(Permission.CADRE_FILE)
    if not is_keeper or place.level not in (Level.COUNTY, Level.TOWNSHIP):
        return No(_("报酬标准由区委组织部和乡镇组织干事确定。"))
    return within(by, place)


def may_move(by: User, sheet, action: str) -> Answer:
    """Village, township and district confirm one after the other; township and district return what is before them."""
    if not (answer := within(by, sheet.organisation)):
        return answer
    if action == SheetAction.RETURN:
        if sheet.state not in _RETURNS:
            return No(_("这张表现在是“%(state)s”，不能退回。") % {"state": sheet.get_state_display()})
        return YES if by.may(_RETURNS[sheet.state]) else No(_("这张表现在不在您手上，不能退回。"))
    permission, state = _DESK[action]
    if not by.may(permission):
        return No(_("您现在的角色不办这一步。"))
    if sheet.state != state:
        return No(_("这张表现在是“%(state)s”，不能办这一步。") % {"state": sheet.get_state_display()})
    return first_no(_is_ready(sheet, action))


def _is_ready(sheet, action: str) -> Answer:
    if action != SheetAction.DRAW and not sheet.is_whole:
        return No(_("这张表只算到%(day)s，全年算完以后才能确认。") % {"day": f"{sheet.through:%Y-%m-%d}"})
    return YES


def may_correct(by: User, sheet) -> Answer:
    """What the district has confirmed is corrected by the district only, each time with a number."""
    if not by.may(Permission.CADRE_FILE):
        return No(_("区里确认以后，由区委组织部更正。"))
    if not (answer := within(by, sheet.organisation)):
        return answer
    if sheet.state != SheetState.DISTRICT:
        return No(_("区里确认以前不用更正，可以退回后重新生成。"))
    return YES
