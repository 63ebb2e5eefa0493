"""What the pages on admitting members show, in words: templates only print it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from ledgers.development_standing import (
    CandidateFacts,
    StepStanding,
    StepState,
    day_words,
    next_step,
    standing,
)
from ledgers.development_steps import GROUPS, STEPS
from ledgers.enums.development import CandidateState, Stage
from ledgers.models import Candidate, CandidateMove, DevelopmentStep
from ledgers.pages import Step as TrailStep
from ledgers.rulebook.book import RuleHistory

STEPS_IN_ALL = len(STEPS)


def limit_words(each: StepStanding, day: dt.date) -> str:
    """Return until when a step is to be done, or for how long it is overdue; empty without a limit."""
    if each.due is None:
        return ""
    if each.overdue:
        return _("应在%(day)s前办，已过%(n)d天") % {"day": day_words(each.due), "n": each.overdue}
    left = (each.due - day).days
    how_long = _("今天是最后一天") if left == 0 else _("还有%(n)d天") % {"n": left}
    return _("%(day)s前办，%(left)s") % {"day": day_words(each.due), "left": how_long}


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A person in the list: the next thing to do and its limit."""

    name: str
    url: str
    title: str
    detail: str
    icon: str = "user"
    tone: str = ""
    done: int = 0


@dataclass(frozen=True, slots=True)
class StageGroup:
    """The people of one stage."""

    label: str
    rows: list[CandidateRow] = field(default_factory=list)


def candidate_row(person: CandidateFacts, steps: Sequence[StepStanding], day: dt.date) -> CandidateRow:
    following = next_step(steps, day)
    done = sum(each.state == StepState.DONE for each in steps)
    if following is None:
        return CandidateRow(person.name, person.url, person.name, _("没有要办的事"), done=done)
    parts = [f"{following.code}. {following.step.title}"]
    if following.state == StepState.WAITING or following.why:
        parts.append(following.why)
    if following.state != StepState.BLOCKED:
        parts.append(limit_words(following, day))
    late = following.overdue or following.state == StepState.BLOCKED
    icon = "alert-triangle" if late else "clock" if following.state == StepState.WAITING else "user"
    tone = "due" if late else "" if following.state == StepState.WAITING else "warn"
    return CandidateRow(person.name, person.url, person.name, " · ".join(filter(None, parts)), icon, tone, done)


def stage_groups(
    candidates: Iterable[Candidate], facts: Mapping[int, CandidateFacts], rules: RuleHistory, day: dt.date
) -> tuple[list[StageGroup], list[CandidateRow]]:
    """Return the open candidates by stage, what is overdue first within each, and those whose way has ended."""
    groups = {stage: StageGroup(str(stage.label)) for stage in Stage}
    ended = []
    for candidate in candidates:
        person = facts[candidate.pk]
        if not candidate.is_open:
            text = _("%(state)s，%(day)s") % {
                "state": candidate.get_state_display(),
                "day": day_words(candidate.closed_on),
            }
            icon = "check" if candidate.state == CandidateState.ADMITTED else "ban"
            tone = "done" if candidate.state == CandidateState.ADMITTED else ""
            ended.append(CandidateRow(person.name, person.url, person.name, text, icon, tone))
            continue
        groups[Stage(candidate.stage)].rows.append(candidate_row(person, standing(person, rules, day), day))
    for group in groups.values():
        group.rows.sort(key=lambda row: row.tone != "due")
    return [group for group in groups.values() if group.rows], ended


@dataclass(frozen=True, slots=True)
class StepView:
    """A line of the checklist."""

    code: int
    title: str
    need: str
    by_township: bool
    icon: str
    tone: str
    state: str
    when: str
    limit: str
    is_late: bool
    why: str
    basis: str
    faults: list[str]
    rows: list["RecordedView"]
    url: str
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class RecordedView:
    """What was recorded of a step, in one line, with the way to mend it."""

    day: str
    detail: str
    edit_url: str
    file_url: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """One of the five parts of the checklist."""

    number: int
    title: str
    done: int
    total: int
    is_open: bool
    steps: list[StepView]


def recorded_detail(row: DevelopmentStep) -> str:
    """Return the facts of a recorded step in words."""
    parts = []
    if people := [member.name for member in (row.first_member, row.second_member) if member]:
        parts.append("、".join(people))
    if row.training_days:
        parts.append(_("培训%(n)d天") % {"n": row.training_days})
    if row.training_hours:
        parts.append(_("%(n)d学时") % {"n": row.training_hours})
    if row.voters:
        words = {"voters": row.voters, "present": row.voters_present, "n": row.votes_for}
        parts.append(_("应到%(voters)d 到会%(present)d 赞成%(n)d") % words)
    if row.notice_from and row.notice_until:
        words = {"first": day_words(row.notice_from), "last": day_words(row.notice_until)}
        parts.append(_("公示%(first)s至%(last)s") % words)
    parts += [row.document, row.note]
    if row.is_earlier:
        parts.append(_("建档以前办的，见纸质档案"))
    return " · ".join(filter(None, parts))


ICONS = {
    StepState.DONE: ("check", "done"),
    StepState.NOW: ("pencil", "warn"),
    StepState.WAITING: ("clock", ""),
    StepState.BLOCKED: ("alert-triangle", "due"),
    StepState.CLOSED: ("minus", ""),
}


def step_view(
    candidate: Candidate,
    each: StepStanding,
    rows: Sequence[DevelopmentStep],
    day: dt.date,
    *,
    may_edit: bool,
    is_next: bool = False,
) -> StepView:
    """Return a line of the checklist; `is_next`: the page says at its head already what this step needs."""
    icon, tone = ICONS[each.state]
    if each.overdue:
        icon, tone = "alert-triangle", "due"
    is_done = each.state == StepState.DONE
    when = ""
    if is_done and each.done_on is None:
        is_unwritten = each.step.repeats and each.step.until > candidate.begun_at
        when = _("没有考察记录") if is_unwritten else _("建档以前办的，见纸质档案")
    elif is_done:
        when = day_words(each.done_on)
    elif each.times:
        when = _("考察过%(n)d次，最近一次%(day)s") % {"n": each.times, "day": day_words(each.done_on)}
    may_record = may_edit and (each.state == StepState.NOW or (is_done and not rows and each.code > 1))
    return StepView(
        code=each.code,
        title=str(each.step.title),
        need=str(each.step.need),
        by_township=each.step.by_township,
        icon=icon,
        tone=tone,
        state=str(each.state),
        when=when,
        limit="" if is_done or each.state == StepState.BLOCKED else limit_words(each, day),
        is_late=bool(each.overdue),
        why=each.why,
        basis=each.basis if not is_done else "",
        faults=[fault.text for fault in each.faults],
        rows=[recorded_view(row, may_edit=may_edit) for row in rows],
        url=reverse("ledgers:candidate-step", args=[candidate.pk, each.code]) if may_record and not is_next else "",
        is_next=is_next,
    )


def recorded_view(row: DevelopmentStep, *, may_edit: bool) -> RecordedView:
    return RecordedView(
        day=day_words(row.done_on),
        detail=recorded_detail(row),
        edit_url=reverse("ledgers:development-step-edit", args=[row.pk]) if may_edit else "",
        file_url=reverse("evidence:file-detail", args=[row.evidence_id]) if row.evidence_id else "",
    )


def checklist(
    candidate: Candidate,
    steps: Sequence[StepStanding],
    rows: Iterable[DevelopmentStep],
    day: dt.date,
    *,
    may_edit: bool,
) -> list[GroupView]:
    """Return the five parts of the checklist; only the part in which the next step lies is unfolded."""
    by_code: dict[int, list[DevelopmentStep]] = {}
    for row in rows:
        by_code.setdefault(row.code, []).append(row)
    following = next_step(steps, day) if candidate.is_open else None
    groups = []
    for number, title in GROUPS.items():
        own = [each for each in steps if each.step.group == number]
        views = [
            step_view(
                candidate,
                each,
                by_code.get(each.code, ()),
                day,
                may_edit=may_edit,
                is_next=bool(following and each.code == following.code),
            )
            for each in own
        ]
        groups.append(
            GroupView(
                number,
                str(title),
                sum(each.state == StepState.DONE for each in own),
                len(own),
                bool(following and following.step.group == number),
                views,
            )
        )
    return groups


def trail(moves: Iterable[CandidateMove]) -> list[TrailStep]:
    """Return what happened beside the steps, the newest first."""
    tones = {"finish": "passed", "cancel": "returned", "reject": "returned", "withdraw": "returned"}
    return [
        TrailStep(
            str(move.get_action_display()), str(move.by or _("系统")), move.at, move.reason, tones.get(move.action, "")
        )
        for move in moves
    ]


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch in the township's list: how many people it has in each stage, how many things are overdue."""

    name: str
    url: str
    cells: list[tuple[str, int]]
    overdue: int


def branch_rows(
    candidates: Iterable[Candidate], facts: Mapping[int, CandidateFacts], rules: RuleHistory, day: dt.date
) -> list[BranchRow]:
    """Return a row for each branch that has somebody on the way, in the order of `candidates`."""
    stages = [stage for stage in Stage if stage != Stage.FULL]
    found: dict[int, dict] = {}
    for candidate in candidates:
        own = found.setdefault(
            candidate.branch_id, {"branch": candidate.branch, "counts": dict.fromkeys(stages, 0), "overdue": 0}
        )
        if candidate.stage in own["counts"]:
            own["counts"][candidate.stage] += 1
        own["overdue"] += any(each.overdue for each in standing(facts[candidate.pk], rules, day))
    address = reverse("ledgers:candidate-list")
    return [
        BranchRow(
            own["branch"].short_name,
            f"{address}?branch={pk}",
            [(str(stage.label), count) for stage, count in own["counts"].items()],
            own["overdue"],
        )
        for pk, own in found.items()
    ]
