"""Red, yellow, blue, green (红黄蓝绿): the colour of a branch's month and of a township's, and runs of reds. Pure.

The four grades and the consequences of consecutive reds follow the three-colour warning (三色预警) of counties that
publish theirs; every number is a rule of the district (ledgers.rulebook.national.colours).
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from config.lib.months import previous_month
from ledgers.rulebook.book import RuleBook


class Colour(TextChoices):
    GREEN = "green", _("绿")
    BLUE = "blue", _("蓝")
    YELLOW = "yellow", _("黄")
    RED = "red", _("红")


# A symbol of its own for each colour: the page must be read without seeing colours, and in black and white print.
SYMBOLS = {Colour.GREEN: "●", Colour.BLUE: "◆", Colour.YELLOW: "▲", Colour.RED: "✕"}
BEST_FIRST = tuple(Colour)


class Basis(TextChoices):
    """What a branch's colour rests on."""

    SCORE = "score", _("按得分")
    MISSING = "missing", _("没有报台账")
    FRAUD = "fraud", _("认定弄虚作假")
    UNJUDGED = "unjudged", _("报了没有审")


@dataclass(frozen=True, slots=True)
class Limits:
    """The lowest score of green, blue and yellow; the shares of branches, in percent, that colour a township."""

    green: int = 90
    blue: int = 75
    yellow: int = 60
    red_share: Decimal = Decimal(20)
    yellow_share: Decimal = Decimal(30)


def limits_from(rules: RuleBook) -> Limits:
    """Return the limits that the rules of a day give."""
    return Limits(
        green=int(rules.value("colours.green_from")),
        blue=int(rules.value("colours.blue_from")),
        yellow=int(rules.value("colours.yellow_from")),
        red_share=Decimal(rules.value("colours.township_red_share")),
        yellow_share=Decimal(rules.value("colours.township_yellow_share")),
    )


def colour_of_score(score: int | Decimal, limits: Limits) -> Colour:
    if score >= limits.green:
        return Colour.GREEN
    if score >= limits.blue:
        return Colour.BLUE
    return Colour.YELLOW if score >= limits.yellow else Colour.RED


def branch_colour(
    *, is_received: bool, is_fraud: bool, score: int | None, limits: Limits
) -> tuple[Colour | None, Basis]:
    """Return the colour of a branch's month and what it rests on.

    Never handed in is red, and so is confirmed fraud (弄虚作假, 一票否决). `score` is the one that stands: the
    district's, else the township's. What was handed in and never judged has no colour: the omission is the reviewers'.
    """
    if is_fraud:
        return Colour.RED, Basis.FRAUD
    if not is_received:
        return Colour.RED, Basis.MISSING
    if score is None:
        return None, Basis.UNJUDGED
    return colour_of_score(score, limits), Basis.SCORE


def worse(one: Colour, other: Colour) -> Colour:
    return max(one, other, key=BEST_FIRST.index)


def average(scores: Collection[int]) -> Decimal | None:
    """Return the average with one decimal, rounded half up; None when nothing was scored."""
    if not scores:
        return None
    return (Decimal(sum(scores)) / len(scores)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def township_colour(colours: Collection[Colour | None], mean: Decimal | None, limits: Limits) -> Colour | None:
    """Return the colour of a township's month: its average's, but no better than the share of its bad branches allows.

    `colours` are its branches', None for one without; `mean` is the average of the scores that stand. Branches that
    never handed in have no score, so that the share is what brings them in. None when no branch has a colour.
    """
    known = [colour for colour in colours if colour is not None]
    if not known:
        return None
    found = colour_of_score(mean, limits) if mean is not None else Colour.GREEN
    reds = known.count(Colour.RED)
    bad = reds + known.count(Colour.YELLOW)
    if reds and reds * 100 >= limits.red_share * len(known):
        return Colour.RED
    if bad and bad * 100 >= limits.yellow_share * len(known):
        return worse(found, Colour.YELLOW)
    return found


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive red months up to one month: the first of them, and how many."""

    first: dt.date
    length: int


def red_run(red_months: Collection[dt.date], month: dt.date) -> Run | None:
    """Return the run of reds that `month` (its first day) ends, None when it is not red.

    Calendar months count: one without a colour, or before the district began, ends the run, so that a doubt is never
    held against anybody.
    """
    length, first = 0, month
    while (candidate := previous_month(first) if length else month) in red_months:
        first, length = candidate, length + 1
    return Run(first, length) if length else None


def escalates(run: Run | None, threshold: int) -> bool:
    """Tell whether a run of reds has come to `threshold` months."""
    return run is not None and run.length >= threshold


def months_back(month: dt.date, count: int) -> Sequence[dt.date]:
    """Return the `count` months that end with `month`, the oldest first."""
    found = [month]
    while len(found) < count:
        found.append(previous_month(found[-1]))
    return found[::-1]
