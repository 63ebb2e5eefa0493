"""What the pages on appointments print: rows of the lists with their clocks, the stepper, the opinions."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import BaseForm
from django.utils.translation import gettext as _

from branches.models import User
from cadres.appointment_moves import MOVES
from cadres.enums.appointments import CaseAction as A
from cadres.enums.appointments import CaseState as S
from cadres.enums.appointments import OpinionAnswer
from cadres.models import Appointment, AppointmentStep, Opinion
from cadres.rules.appointments import clock_in_words, may_move
from config.lib.workdays import Overrides
from ledgers.words import day_in_words

PILLS = {
    S.DRAFT: "open",
    S.VETTING: "submitted",
    S.FILED: "submitted",
    S.RETURNED: "returned",
    S.AGREED: "passed",
    S.APPOINTED: "passed",
    S.DEPOSITED: "done",
    S.DISAGREED: "bad",
    S.WITHDRAWN: "locked",
}
TONES = {A.AGREE: "passed", A.DEPOSIT: "passed", A.RETURN: "returned", A.DISAGREE: "returned", A.WITHDRAW: "warn"}
ANSWER_PILLS = {OpinionAnswer.NONE: "done", OpinionAnswer.PROBLEM: "bad", OpinionAnswer.UNFIT: "warn"}


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when somebody answers, in words."""

    text: str
    is_late: bool


def clock_of(case: Appointment, day: dt.date, overrides: Overrides) -> Clock | None:
    """Return the clock that runs for the case: of the departments while it is reviewed, then of the district."""
    if case.state == S.VETTING:
        return Clock(clock_in_words(case.answer_by, day, overrides), case.answer_by < day)
    if case.state == S.FILED:
        return Clock(clock_in_words(case.file_by, day, overrides), case.file_by < day)
    return None


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list."""

    pk: int
    name: str
    village: str
    post: str
    kind: str
    state: str
    pill: str
    clock: Clock | None
    answers: str
    mine: bool


# The move that carries a case on, by its state.
FORWARD = {S.DRAFT: A.SEND, S.VETTING: A.FILE, S.RETURNED: A.FILE, S.FILED: A.AGREE, S.AGREED: A.APPOINT}
FORWARD |= {S.APPOINTED: A.DEPOSIT}


def forward(case: Appointment) -> str | None:
    """Return the move that carries the case on; one of leaving goes from its draft to the district."""
    return A.FILE if case.state == S.DRAFT and not case.is_entering else FORWARD.get(case.state)


def _is_mine(user: User, case: Appointment) -> bool:
    """Tell whether the next step is the reader's; under review only when all departments have answered."""
    if case.state == S.VETTING and case.answered < case.asked:
        return False
    action = forward(case)
    return bool(action and may_move(user, case, action))


def rows(cases: Iterable[Appointment], user: User, day: dt.date, overrides: Overrides) -> list[Row]:
    return [
        Row(
            case.pk,
            case.cadre.name,
            case.organisation.village_name,
            str(case.get_post_display()),
            str(case.get_kind_display()),
            str(case.get_state_display()),
            PILLS[case.state],
            clock_of(case, day, overrides),
            _("%(n)d/%(all)d 已答复") % {"n": case.answered, "all": case.asked} if case.asked else "",
            _is_mine(user, case),
        )
        for case in cases
    ]


@dataclass(frozen=True, slots=True)
class Station:
    """One step of the way, as the stepper wants it."""

    label: str
    note: str
    state: str


def way(case: Appointment) -> list[Station]:
    """Return the way of the case: decision, review, filing, paper, deposit."""
    stations = [(_("乡镇研究"), case.decided_on, case.state != S.DRAFT)]
    if case.is_entering:
        stations.append((_("部门联审"), case.sent_on, bool(case.filed_on)))
    stations += [
        (_("报区备案"), case.filed_on, bool(case.settled_on)),
        (_("发文"), case.paper_on, bool(case.paper_on)),
        (_("文件报备"), case.deposited_on, bool(case.deposited_on)),
    ]
    found, is_next = [], case.state not in (S.DISAGREED, S.WITHDRAWN)
    for label, day, is_done in stations:
        state = "done" if is_done else "now" if is_next else ""
        is_next = is_next and is_done
        found.append(Station(label, day_in_words(day) if day else "", state))
    return found


@dataclass(frozen=True, slots=True)
class Act:
    """A move that the reader may make, with its form."""

    action: str
    label: str
    text: str
    form: BaseForm
    is_main: bool
    refusal: str = ""


def act_text(case: Appointment, action: str) -> str:
    """Return what to know before a move."""
    texts = {
        A.SEND: _("送出以后，区里各联审部门限期答复；乡镇研究的内容不再修改。"),
        A.FILE: _("报出以后，区委组织部在期限内答复。"),
        A.AGREE: _("同意以后由乡镇发文任免。"),
        A.APPOINT: _("填文号和日期，任职情况随之登记，文件可以下载。"),
        A.DEPOSIT: _("文件印发以后报区委组织部，这件备案就办完了。"),
        A.RENEW: _("各部门重新出具意见，原来的意见不再算数。"),
    }
    return str(texts.get(action, ""))


def offered(user: User, case: Appointment) -> list[str]:
    """Return the moves open to the reader, the one that carries the case on first."""
    found = [action for action in MOVES if may_move(user, case, action)]
    main = forward(case)
    return sorted(found, key=lambda action: action != main)


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """What a department said, and whether it is late."""

    department: str
    label: str
    pill: str
    text: str
    who: str
    clock: Clock | None
    items: list[str]


def opinion_rows(opinions: Iterable[Opinion], day: dt.date, overrides: Overrides) -> list[OpinionRow]:
    found = []
    for opinion in opinions:
        clock = None
        if not opinion.answer:
            clock = Clock(clock_in_words(opinion.due_on, day, overrides), opinion.due_on < day)
        found.append(
            OpinionRow(
                opinion.department.name,
                str(opinion.get_answer_display()) or (_("超期未答复") if clock.is_late else _("还没有答复")),
                ANSWER_PILLS.get(opinion.answer, "late" if clock and clock.is_late else "open"),
                opinion.text,
                str(opinion.officer or ""),
                clock,
                [hit.name for hit in opinion.hits.all()],
            )
        )
    return found


def trail(steps: Iterable[AppointmentStep]) -> list[dict]:
    """Return what happened, the newest first."""
    return [
        {
            "what": str(step.get_action_display()),
            "who": str(step.by),
            "when": step.at,
            "why": step.reason,
            "tone": TONES.get(step.action, ""),
        }
        for step in steps
    ]
