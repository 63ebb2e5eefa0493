"""How the villages' premises stand (六有): what each is judged by, its gaps; set-based for a whole district."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from cadres.selectors.villages import villages_of
from config.lib.months import same_day_later
from facilities.checklist import VERSION, Criterion, Item, Measure, items_of
from facilities.enums.checks import CheckLevel, CheckState
from facilities.models import CheckLine, FacilityCheck
from facilities.six_haves import judge_item
from ledgers.rulebook.book import RuleBook


@dataclass(slots=True)
class Standing:
    """One village: `judged` is the newest look from outside, `claim` its own newest; `gaps` items with gaps by code."""

    village: Organisation
    judged: FacilityCheck | None = None
    claim: FacilityCheck | None = None
    verified: FacilityCheck | None = None
    gaps: dict[str, list[str]] = field(default_factory=dict)
    today: dt.date = dt.date.min
    claim_due: bool = False

    @property
    def is_standard(self) -> bool:
        return self.judged is not None and self.judged.is_standard

    @property
    def is_below(self) -> bool:
        return self.judged is not None and not self.judged.is_standard

    @property
    def waits_for_township(self) -> bool:
        """Whether the village has claimed something since anyone from outside looked."""
        return self.claim is not None and (self.judged is None or self.claim.done_at > self.judged.done_at)

    @property
    def is_expired(self) -> bool:
        return self.verified is not None and self.verified.valid_until < self.today

    @property
    def is_verified(self) -> bool:
        return self.verified is not None and not self.is_expired

    @property
    def pill(self) -> tuple[str, str]:
        """The state as a pill: (code, word)."""
        if self.judged is None:
            return ("submitted", _("待检查")) if self.claim else ("missing", _("没有检查"))
        return ("passed", _("达标")) if self.judged.is_standard else ("returned", _("不达标"))

    def cells(self) -> list[tuple[Item, str, str]]:
        """(item, "yes" | "no" | "", gaps in words) for the columns of the table."""
        if self.judged is None:
            return [(item, "", "") for item in items_of(VERSION)]
        return [
            (item, "no" if item.code in self.gaps else "yes", "；".join(self.gaps.get(item.code, ())))
            for item in items_of(self.judged.version)
        ]


def standings(villages: Iterable[Organisation], book: RuleBook, today: dt.date) -> list[Standing]:
    """Return how each village stands, in the order given and in a constant number of queries."""
    found = {village.pk: Standing(village, today=today) for village in villages}
    done = FacilityCheck.objects.done().filter(organisation__in=found).order_by("organisation", "-done_at", "-pk")
    for check in done.from_outside().distinct("organisation"):
        found[check.organisation_id].judged = check
    for check in done.filter(level=CheckLevel.SELF).distinct("organisation"):
        found[check.organisation_id].claim = check
    for check in done.filter(level=CheckLevel.STATION).distinct("organisation"):
        found[check.organisation_id].verified = check
    judged = {each.judged.pk: each for each in found.values() if each.judged}
    lines = CheckLine.objects.filter(made_in__in=judged).exclude(gaps=[])
    for check, item, gaps in lines.values_list("made_in", "item", "gaps"):
        judged[check].gaps[item] = gaps
    months = int(book.value("facilities.self_months"))
    for each in found.values():
        each.claim_due = each.claim is None or same_day_later(each.claim.done_on, months) <= today
    return list(found.values())


@dataclass(slots=True)
class TownshipRow:
    """A township's villages together."""

    township: Organisation
    villages: list[Standing] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.villages)

    @property
    def judged(self) -> int:
        return sum(each.judged is not None for each in self.villages)

    @property
    def standard(self) -> int:
        return sum(each.is_standard for each in self.villages)

    @property
    def below(self) -> int:
        return sum(each.is_below for each in self.villages)

    @property
    def waiting(self) -> int:
        return sum(each.waits_for_township for each in self.villages)

    @property
    def verified(self) -> int:
        return sum(each.is_verified for each in self.villages)

    @property
    def average(self) -> int | None:
        """The mean score of the villages that were looked at, rounded down."""
        scores = [each.judged.score for each in self.villages if each.judged]
        return sum(scores) // len(scores) if scores else None

    def gaps_by_item(self) -> list[tuple[Item, int]]:
        counted: dict[str, int] = defaultdict(int)
        for each in self.villages:
            for code in each.gaps:
                counted[code] += 1
        return [(item, counted[item.code]) for item in items_of(VERSION)]


def township_rows(user: User, book: RuleBook, today: dt.date, place: Organisation | None = None) -> list[TownshipRow]:
    """Return the townships of the scope with their villages; a township without villages is left out."""
    return by_township(standings(villages_of(user, place), book, today))


def by_township(found: Iterable[Standing]) -> list[TownshipRow]:
    """Gather villages under their townships, in the order of the tree."""
    groups: dict[str, list[Standing]] = defaultdict(list)
    for each in found:
        groups[each.village.parent_path].append(each)
    townships = Organisation.objects.filter(path__in=groups, level=Level.TOWNSHIP).order_by("path")
    return [TownshipRow(township, groups[township.path]) for township in townships]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item on a village's page or in a check: its line, what is amiss, and what the check before says about it."""

    item: Item
    line: CheckLine | None
    gaps: tuple[str, ...] = ()
    before: CheckLine | None = None

    @property
    def pill(self) -> tuple[str, str]:
        if self.line is None:
            return ("open", _("没填"))
        return ("returned", _("有差距")) if self.gaps else ("passed", _("达标"))

    @property
    def measured(self) -> list[tuple[str, str]]:
        """(what, how much) of each criterion, in words."""
        return measures_in_words(self.item, self.line.measures) if self.line else []


def item_rows(check: FacilityCheck | None, book: RuleBook, today: dt.date) -> list[ItemRow]:
    """Return the items of a check in the order of the list, in at most two queries; a draft is judged as of today."""
    if check is None:
        return [ItemRow(item, None) for item in items_of(VERSION)]
    lines = {line.item: line for line in check.lines.select_related("photo", "by")}
    if check.is_done:
        return [
            ItemRow(item, line, tuple(line.gaps)) for item in items_of(check.version) if (line := lines.get(item.code))
        ]
    before = {}
    if check.rests_on_id:
        before = {
            line.item: line for line in CheckLine.objects.filter(made_in=check.rests_on_id).select_related("photo")
        }
    rows = []
    for item in items_of(check.version):
        line = lines.get(item.code)
        gaps = judge_item(item, line.measures, book, today).gaps if line else ()
        rows.append(ItemRow(item, line, gaps, before.get(item.code)))
    return rows


def measures_in_words(item: Item, measures: dict[str, int]) -> list[tuple[str, str]]:
    """Return (what, how much) of each criterion that was measured."""
    return [
        (str(each.label), value_in_words(each, measures[each.code])) for each in item.criteria if each.code in measures
    ]


def value_in_words(criterion: Criterion, value: int) -> str:
    if criterion.measure in (Measure.YES, Measure.NO):
        return _("是") if value else _("否")
    if criterion.measure == Measure.FRESH:
        return dt.date.fromordinal(value).isoformat()
    if criterion.choices:
        return str(dict(criterion.choices).get(value, value))
    return f"{value}{criterion.unit}"


def draft_of(village: Organisation, level: str | None) -> FacilityCheck | None:
    """Return the unfinished check of a level, where there is one."""
    return FacilityCheck.objects.filter(organisation=village, level=level, state=CheckState.DRAFT).first()
