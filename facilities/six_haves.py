"""How a village's premises (六有) are judged: pure, what was measured and the district's numbers in, verdicts out.

A check is judged by what held on its day. An item stands when every criterion of it does; a part of them gives a part
of the points.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from facilities.checklist import Criterion, Item, Measure
from ledgers.rulebook.book import RuleBook


@dataclass(frozen=True, slots=True)
class ItemVerdict:
    """How an item stands: `gaps` says in words what is missing, `points` what it brings."""

    item: Item
    gaps: tuple[str, ...]
    points: int

    @property
    def is_met(self) -> bool:
        return not self.gaps


def judge_item(item: Item, measures: Mapping[str, int], book: RuleBook, day: dt.date) -> ItemVerdict:
    """Return the verdict on what was measured on `day` under the rules of that day; what is missing is a gap."""
    gaps = tuple(
        gap for criterion in item.criteria if (gap := gap_of(criterion, measures.get(criterion.code), book, day))
    )
    met = len(item.criteria) - len(gaps)
    return ItemVerdict(item, gaps, item.points * met // len(item.criteria))


def gap_of(criterion: Criterion, value: int | None, book: RuleBook, day: dt.date) -> str:
    """Return in words what keeps the criterion from standing; "" when it stands."""
    label = criterion.label
    if value is None:
        return _("%(what)s没有填") % {"what": label}
    if criterion.measure == Measure.YES:
        return "" if value else _("没有做到：%(what)s") % {"what": label}
    if criterion.measure == Measure.NO:
        return str(label) if value else ""
    limit = int(book.value(criterion.rule))
    if criterion.measure == Measure.AT_LEAST:
        words = {"what": label, "value": value, "unit": criterion.unit, "limit": limit}
        return _("%(what)s%(value)d%(unit)s，要有%(limit)d%(unit)s") % words if value < limit else ""
    if criterion.measure == Measure.AT_MOST:
        return f"{label}：{dict(criterion.choices).get(value, value)}" if value > limit else ""  # i18n: data
    days = (day - dt.date.fromordinal(value)).days
    if days > limit:
        return _("%(what)s是%(days)d天前，不能超过%(limit)d天") % {"what": label, "days": days, "limit": limit}
    return ""


def wanted_in_words(criterion: Criterion, book: RuleBook) -> str:
    """Return how much is enough, as the form says it below the field."""
    if not criterion.rule:
        return ""
    limit = int(book.value(criterion.rule))
    if criterion.measure == Measure.AT_LEAST:
        return _("达标：不少于%(limit)d%(unit)s") % {"limit": limit, "unit": criterion.unit}
    if criterion.measure == Measure.AT_MOST:
        good = "、".join(str(label) for number, label in criterion.choices if number <= limit)
        return _("达标：%(choices)s") % {"choices": good}
    return _("达标：%(limit)d天以内更新过") % {"limit": limit}


@dataclass(frozen=True, slots=True)
class Total:
    """A whole check: score of a hundred, how many items stand, whether the village reaches the standard (达标)."""

    score: int
    met: int
    is_standard: bool


def total_of(verdicts: Sequence[ItemVerdict], book: RuleBook) -> Total:
    """Return the total: the standard is reached with all six of the six and the district's score."""
    score = sum(verdict.points for verdict in verdicts)
    has_six = all(verdict.is_met for verdict in verdicts if verdict.item.is_have)
    return Total(score, sum(v.is_met for v in verdicts), has_six and score >= int(book.value("facilities.pass_score")))
