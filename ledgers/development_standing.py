"""Where a person stands on the way to full membership, step by step, with every limit and its source (发展党员).

Pure: facts and rules in, sentences and dates out. Each limit is reckoned by the rules of the day from which it counts.
A limit is the last day on which a thing is still in time.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from config.lib.months import same_day_later
from config.lib.workdays import Overrides, add_workdays
from ledgers.development_steps import (
    ADMIT,
    APPLY,
    BY_CODE,
    PROBATION_END,
    STEPS,
    Facts,
    Step,
    stage_of,
)
from ledgers.rulebook.book import RuleHistory

# A repeated step that falls due later than this does not come before the next step of the way.
SOON = dt.timedelta(days=30)


class StepState(StrEnum):
    DONE = "done"
    NOW = "now"  # may be done now
    WAITING = "waiting"  # not yet: something else comes first, or a time has to pass
    BLOCKED = "blocked"  # its last day has passed for good
    CLOSED = "closed"  # the way of this person has ended


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was done. `is_earlier`: before the record began here, known from paper."""

    day: dt.date
    training_days: int | None = None
    training_hours: int | None = None
    notice_from: dt.date | None = None
    notice_until: dt.date | None = None
    is_earlier: bool = False


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """A person as the limits see it.

    `done` holds the single steps by code (step 1 is `applied_on`), `observed` the days of the repeated ones. Steps up
    to `begun_at` count as done on paper when they have no row.
    """

    applied_on: dt.date
    done: Mapping[int, Done] = field(default_factory=dict)
    observed: Mapping[int, Sequence[dt.date]] = field(default_factory=dict)
    begun_at: int = APPLY
    prolonged_until: dt.date | None = None
    is_open: bool = True
    pk: int = 0
    name: str = ""
    url: str = ""

    def is_done(self, code: int) -> bool:
        """Whether the step is behind this person; a repeated step is when the one that ends it is."""
        step = BY_CODE[code]
        return self.is_done(step.until) if step.repeats else code in self.done or code <= self.begun_at

    def day_of(self, code: int) -> dt.date | None:
        """Return when the step was done; None for what is not done or known from paper only."""
        if code == APPLY:
            return self.applied_on
        if BY_CODE[code].repeats:
            return max(self.observed.get(code, ()), default=None)
        return self.done[code].day if code in self.done else None

    @property
    def stage(self) -> str:
        return stage_of({step.code for step in STEPS if self.is_done(step.code)})


@dataclass(frozen=True, slots=True)
class Fault:
    """What was not right when a step was done on `day`; `kind` is the check's code without "development_"."""

    kind: str
    code: int
    day: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class StepStanding:
    """One step on a day: whether it is done, may be done, until when, or why not yet; `basis` is the citation.

    `overdue` counts the days since the limit passed without the step. `times` is how often a repeated step was done.
    `is_echo`: it waits for a step that has a limit of its own, so that saying both would be saying it twice.
    """

    step: Step
    state: StepState
    done_on: dt.date | None = None
    due: dt.date | None = None
    overdue: int = 0
    why: str = ""
    basis: str = ""
    times: int = 0
    is_echo: bool = False
    faults: tuple[Fault, ...] = ()

    @property
    def code(self) -> int:
        return self.step.code

    @property
    def is_owed(self) -> bool:
        """Whether it is still to be done, now or later."""
        return self.state in (StepState.NOW, StepState.WAITING, StepState.BLOCKED)


def day_words(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"  # i18n: data


def probation_end(facts: CandidateFacts, rules: RuleHistory) -> dt.date | None:
    """Return the day on which the probation is over and turning full may be discussed; None before the meeting.

    党章 第七条: one year from the day of the general meeting, prolonged once if at all.
    """
    if facts.prolonged_until:
        return facts.prolonged_until
    admitted = facts.day_of(ADMIT)
    return same_day_later(admitted, rules.rule("development.probation_months", admitted).value) if admitted else None


def _reckoned(facts: CandidateFacts, since: int, rule: str, rules: RuleHistory) -> tuple[dt.date, str] | None:
    """Return the day that lies the rule's months after step `since`, and the citation; None without that day."""
    base = probation_end(facts, rules) if since == PROBATION_END else facts.day_of(since)
    if base is None:
        return None
    found = rules.rule(rule or "development.probation_months", base)
    return (same_day_later(base, found.value) if rule else base), found.citation


def _limit(facts: CandidateFacts, step: Step, rules: RuleHistory) -> tuple[dt.date, str] | None:
    """Return the last day in time and the citation, of the first limit of the step."""
    if not step.limits:
        return None
    limit = step.limits[0]
    if step.repeats and (last := facts.day_of(step.code)):
        since = facts.day_of(limit.since)
        base = max(last, since) if since else last
        rule = rules.rule(limit.rule, base)
        return same_day_later(base, rule.value), rule.citation
    return _reckoned(facts, limit.since, limit.rule, rules)


def standing(
    facts: CandidateFacts, rules: RuleHistory, day: dt.date, holidays: Overrides | None = None
) -> list[StepStanding]:
    """Return how each of the 25 steps stands on `day`.

    Args:
        rules: the district's rules. holidays: corrections to the calendar of working days (for the publicity).
    """
    return [_standing(facts, step, rules, day, holidays or {}) for step in STEPS]


def _standing(facts: CandidateFacts, step: Step, rules: RuleHistory, day: dt.date, holidays: Overrides) -> StepStanding:
    limit = _limit(facts, step, rules)
    due, basis = limit or (None, "")
    times = len(facts.observed.get(step.code, ()))
    known = {"done_on": facts.day_of(step.code), "times": times, "basis": basis}
    if facts.is_done(step.code):
        return StepStanding(step, StepState.DONE, due=due, faults=tuple(_faults(facts, step, rules, holidays)), **known)
    if not facts.is_open:
        return StepStanding(step, StepState.CLOSED, **known)
    known |= {"due": due, "overdue": max(0, (day - due).days) if due else 0}
    known["faults"] = tuple(_faults(facts, step, rules, holidays)) if step.repeats else ()
    if first := [BY_CODE[code] for code in step.after if not facts.is_done(code)]:
        names = "、".join(f"{each.code}. {each.title}" for each in first)
        if step.repeats:  # Nothing is owed before the person is one to be observed.
            known |= {"due": None, "overdue": 0}
        known["is_echo"] = any(each.limits for each in first)
        return StepStanding(step, StepState.WAITING, why=_("先办“%(names)s”") % {"names": names}, **known)
    if step.wait and (wait := _reckoned(facts, step.wait.since, step.wait.rule, rules)) and day < wait[0]:
        known["basis"] = wait[1]
        return StepStanding(step, StepState.WAITING, why=_("要到%(day)s才能办") % {"day": day_words(wait[0])}, **known)
    for each in step.limits:
        if each.is_final and (last := _reckoned(facts, each.since, each.rule, rules)) and day > last[0]:
            why = _("%(day)s以前没有批下来，要重新开支部大会，再报批") % {"day": day_words(last[0])}
            known["basis"] = last[1]
            return StepStanding(step, StepState.BLOCKED, why=why, **known)
    return StepStanding(step, StepState.NOW, **known)


def _faults(facts: CandidateFacts, step: Step, rules: RuleHistory, holidays: Overrides) -> Iterator[Fault]:
    """Yield what was not right with a step that was done; what is known from paper only is not judged."""
    if step.repeats:
        yield from _gaps(facts, step, rules)
        return
    done = facts.done.get(step.code)
    if done is None or done.is_earlier:
        return
    day = done.day
    for code in step.after:
        before = facts.day_of(code)
        if before and before > day and not BY_CODE[code].repeats:
            text = _("第%(n)d步“%(title)s”在%(day)s，早于第%(m)d步的%(before)s")
            words = {"n": step.code, "title": step.title, "m": code}
            words |= {"day": day_words(day), "before": day_words(before)}
            yield Fault("order", step.code, day, text % words)
    wait = _reckoned(facts, step.wait.since, step.wait.rule, rules) if step.wait else None
    if wait and day < wait[0]:
        text = _("第%(n)d步“%(title)s”要到%(day)s才能办，办早了")
        yield Fault("order", step.code, day, text % {"n": step.code, "title": step.title, "day": day_words(wait[0])})
    limit = _limit(facts, step, rules)
    if limit and day > limit[0]:
        text = _("第%(n)d步“%(title)s”应在%(day)s前办，晚了%(late)d天")
        words = {"n": step.code, "title": step.title, "day": day_words(limit[0]), "late": (day - limit[0]).days}
        yield Fault("late", step.code, day, text % words)
    if Facts.TRAINING in step.facts:
        yield from _short_training(step, done, rules)
    if Facts.PUBLICITY in step.facts:
        yield from _short_notice(step, done, rules, holidays)


def _gaps(facts: CandidateFacts, step: Step, rules: RuleHistory) -> Iterator[Fault]:
    """Yield each observation that came later than half a year after the one before."""
    before = facts.day_of(step.limits[0].since)
    for day in sorted(facts.observed.get(step.code, ())):
        if before:
            due = same_day_later(before, rules.rule(step.limits[0].rule, before).value)
            if day > due:
                text = _("%(day)s的考察应在%(due)s前做，晚了%(late)d天")
                words = {"day": day_words(day), "due": day_words(due), "late": (day - due).days}
                yield Fault("late", step.code, day, text % words)
        before = max(before, day) if before else day


def _short_training(step: Step, done: Done, rules: RuleHistory) -> Iterator[Fault]:
    days, hours = (rules.rule(f"development.training_{unit}", done.day).value for unit in ("days", "hours"))
    if (done.training_days or 0) < days and (done.training_hours or 0) < hours:
        text = _("集中培训不到%(days)d天，也不到%(hours)d个学时")
        yield Fault("training", step.code, done.day, text % {"days": days, "hours": hours})


def _short_notice(step: Step, done: Done, rules: RuleHistory, holidays: Overrides) -> Iterator[Fault]:
    """The day on which the notice went up does not count."""
    needed = rules.rule("development.notice_workdays", done.day).value
    if done.notice_from is None or done.notice_until is None:
        text = _("第%(n)d步“%(title)s”没有写公示的起止日期")
        yield Fault("notice", step.code, done.day, text % {"n": step.code, "title": step.title})
    elif add_workdays(done.notice_from, needed, holidays) > done.notice_until:
        text = _("第%(n)d步“%(title)s”前的公示不满%(needed)d个工作日")
        yield Fault("notice", step.code, done.day, text % {"n": step.code, "title": step.title, "needed": needed})


def next_step(steps: Sequence[StepStanding], day: dt.date) -> StepStanding | None:
    """Return what comes next: what is overdue, then the first step that may be done; else what is waited for."""
    if actionable := [each for each in steps if each.state in (StepState.NOW, StepState.BLOCKED)]:
        return min(
            actionable,
            key=lambda each: (
                not each.overdue,
                bool(each.step.repeats and each.due and each.due > day + SOON),
                each.code,
            ),
        )
    return next((each for each in steps if each.state == StepState.WAITING), None)
