"""What the pages on projects print: rows of the list, the stepper, the acts, payments, what happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.forms import BaseForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import User
from config.lib.verdict import Answer
from economy.enums.project import FINISHED_STATES, MOVES, ReleaseState, Side
from economy.enums.project import ProjectAction as A
from economy.enums.project import ProjectState as S
from economy.models import Project, ProjectRelease, ProjectStep
from economy.models.project import COUNTING
from economy.rules.project import FORWARD, may_move, may_settle
from economy.selectors.project import version_answer
from ledgers.decision_gate import Gate, StepState, yuan

PILLS = {
    S.IDEA: "open",
    S.CHECKING: "submitted",
    S.DECIDING: "warn",
    S.APPROVING: "submitted",
    S.BUILDING: "passed",
    S.COMPLETED: "passed",
    S.OPERATING: "done",
    S.SHARING: "done",
    S.ENDED: "locked",
    S.STOPPED: "locked",
}
RELEASE_PILLS = {
    ReleaseState.ASKED: "submitted",
    ReleaseState.PAID: "done",
    ReleaseState.REFUSED: "bad",
    ReleaseState.RETURNED: "returned",
}
STEP_PILLS = {StepState.OK: "done", StepState.BAD: "bad", StepState.RUNNING: "warn", StepState.MISSING: "open"}
STEP_LABELS = {
    StepState.OK: gettext_lazy("已完成"),
    StepState.BAD: gettext_lazy("不符合规定"),
    StepState.RUNNING: gettext_lazy("公示中"),
    StepState.MISSING: gettext_lazy("还没有办"),
}
TONES = {
    A.AGREE: "passed",
    A.APPROVE: "passed",
    A.CONFIRM: "passed",
    A.COMPLETE: "passed",
    A.SHARE: "good",
    A.RETURN: "returned",
    A.REFUSE: "returned",
    A.REDECIDE: "warn",
    A.REAPPLY: "warn",
    A.CORRECT: "warn",
    A.STOP: "warn",
}
WAY = (S.IDEA, S.CHECKING, S.DECIDING, S.APPROVING, S.BUILDING, S.COMPLETED, S.OPERATING, S.SHARING)
WAY_LABELS = {
    S.IDEA: gettext_lazy("谋划"),
    S.CHECKING: gettext_lazy("论证"),
    S.DECIDING: gettext_lazy("决策"),
    S.APPROVING: gettext_lazy("审批"),
    S.BUILDING: gettext_lazy("实施"),
    S.COMPLETED: gettext_lazy("验收"),
    S.OPERATING: gettext_lazy("运营"),
    S.SHARING: gettext_lazy("分配"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A project in the list."""

    pk: int
    name: str
    village: str
    kind: str
    state: str
    pill: str
    budget: str
    paid: str
    tags: list[tuple[str, str]]


def rows(projects: Iterable[Project], user: User, pays: bool) -> list[Row]:
    """Return the rows of a page; `projects` carry the figures of `selectors.with_money`."""
    found = []
    for project in projects:
        tags = []
        if may_move(user, project, FORWARD.get(project.state, "")) or (pays and project.asked):
            tags.append(("info", _("轮到您办")))
        if project.asked:
            tags.append(("warn", _("%(n)d 笔申请待拨付") % {"n": project.asked}))
        if project.exemption_id:
            tags.append(("warn", _("抢险救灾先办")))
        if is_changed(project):
            tags.append(("bad", _("决策已变更")))
        found.append(
            Row(
                project.pk,
                project.name,
                project.organisation.village_name,
                str(project.get_kind_display()),
                str(project.get_state_display()),
                PILLS[project.state],
                yuan(project.budget_cents),
                yuan(project.paid or 0),
                tags,
            )
        )
    return found


def is_changed(project: Project) -> bool:
    """Tell whether the decision was changed after the district approved it."""
    return not version_answer(project)


@dataclass(frozen=True, slots=True)
class Station:
    """One stage of the way, as the stepper wants it."""

    label: str
    note: str
    state: str


def way(project: Project, steps: Iterable[ProjectStep]) -> list[Station]:
    """Return the eight stages with how far the project has come; one that is over stays where it came to."""
    stop = project.state in FINISHED_STATES
    came = {step.to_state for step in steps}
    here = max((WAY.index(state) for state in came if state in WAY), default=0) if stop else WAY.index(project.state)
    found = []
    for number, state in enumerate(WAY):
        is_done = number < here or (number == here and (stop or state == S.SHARING))
        mark = "done" if is_done else "now" if number == here else ""
        found.append(Station(str(WAY_LABELS[state]), "", mark))
    return found


@dataclass(frozen=True, slots=True)
class Act:
    """A move that the reader may make, with its form; `refusal` says why it is not offered now."""

    action: str
    label: str
    text: str
    form: BaseForm
    is_main: bool
    refusal: str = ""


def act_text(project: Project, action: str) -> str:
    """Return what to know before a move."""
    texts = {
        A.SUBMIT: _("报出以后由乡镇论证；内容不再修改，退回后才能改。"),
        A.AGREE: _("论证通过以后，村里办四议两公开。"),
        A.APPLY: _("前五步已经完成。报出以后由区里审批。"),
        A.APPROVE: _("批准以后可以开工、申请拨付资金。"),
        A.CONFIRM: _("四议两公开事项在批准以后变更过，新的程序已经办完；确认以后才能继续拨付资金。"),
        A.COMPLETE: _("填验收日期和决算金额。尾款要等实施结果公开以后再付。"),
        A.CORRECT: _("和村里公开的实施结果不一致时更正；尾款申请以后不能再改。"),
        A.OPERATE: _("登记从哪天开始运营、怎么经营。"),
        A.END: _("不再经营的，登记结束。"),
        A.STOP: _("停办以后不能恢复，要做的话另提一个项目。"),
    }
    return str(texts.get(action, ""))


def offered(user: User, project: Project, releases: Iterable[ProjectRelease]) -> list[str]:
    """Return the moves open to the reader, the one that carries the project on first."""
    pointless = set() if is_changed(project) else {A.CONFIRM}
    counting = [release for release in releases if release.state in COUNTING]
    if counting:
        pointless.add(A.STOP)
    if any(release.is_final for release in counting):
        pointless.add(A.CORRECT)
    found = [
        action
        for action, move in MOVES.items()
        if move.side != Side.ACT and action not in pointless and may_move(user, project, action)
    ]
    main = FORWARD.get(project.state)
    return sorted(found, key=lambda action: action not in (main, A.CONFIRM))


@dataclass(frozen=True, slots=True)
class GateStep:
    """One of the six steps of the decision, in a line."""

    name: str
    label: str
    pill: str
    why: str


def gate_steps(gate: Gate | None) -> list[GateStep]:
    if gate is None:
        return []
    return [
        GateStep(
            f"{verdict.step}. {verdict.step.label}",  # i18n: data
            str(STEP_LABELS[verdict.state]),
            STEP_PILLS[verdict.state],
            "" if verdict.state in (StepState.OK, StepState.MISSING) else verdict.reason,
        )
        for verdict in gate.steps
    ]


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A payment with the township's answer, or the form for it."""

    release: ProjectRelease
    amount: str
    pill: str
    form: BaseForm | None
    may_pay: Answer
    may_return: bool


def release_rows(
    releases: Iterable[ProjectRelease], user: User, forms: Mapping[int, BaseForm], gates: Mapping[int, Answer]
) -> list[ReleaseRow]:
    return [
        ReleaseRow(
            release,
            yuan(release.amount_cents),
            RELEASE_PILLS[release.state],
            forms.get(release.pk),
            gates.get(release.pk, Answer(True)),
            bool(may_settle(user, release, ReleaseState.RETURNED)),
        )
        for release in releases
    ]


def sent_back(project: Project, steps: list[ProjectStep]) -> ProjectStep | None:
    """Return the step that sent the project back, as long as nothing happened since; `steps` has the newest first."""
    last = steps[0] if steps else None
    waits = project.state in (S.IDEA, S.DECIDING)
    return last if last and waits and last.action in (A.RETURN, A.REFUSE) else None
