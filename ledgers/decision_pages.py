"""What the pages of decisions (四议两公开) print: rows and sentences made ready. No queries here."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.official import chinese_date
from ledgers.decision_gate import Fault, Gate, StepFacts, StepState, StepVerdict, yuan
from ledgers.enums.decisions import Body, DecisionState, Matter, Origin, Step
from ledgers.models import Decision, DecisionExemption, DecisionStep
from ledgers.words import day_in_words, moment_in_words

TONES = {StepState.OK: "done", StepState.BAD: "warn", StepState.RUNNING: "warn", StepState.MISSING: ""}
ICONS = {
    StepState.OK: "check",
    StepState.BAD: "alert-triangle",
    StepState.RUNNING: "hourglass",
    StepState.MISSING: "circle-dashed",
}
PILLS = {
    DecisionState.OPEN: "submitted",
    DecisionState.APPROVED: "passed",
    DecisionState.DONE: "done",
    DecisionState.STOPPED: "locked",
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step on the path: what happened in a line, what is amiss in further ones."""

    number: int
    title: str
    tone: str
    icon: str
    detail: str
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    url: str


def step_rows(decision: Decision, gate: Gate, *, may_open: bool = True) -> list[StepRow]:
    """Return the six rows of the path, the next one to do marked. With `may_open` they lead to the steps."""
    gap = gate.first_gap
    rows = []
    for verdict in gate.steps:
        is_next = verdict is gap and verdict.state == StepState.MISSING and not gate.facts.is_stopped
        opens = may_open and (verdict.facts is not None or is_next)
        rows.append(
            StepRow(
                number=verdict.step,
                title=f"{verdict.step}. {verdict.step.label}",
                tone="due" if is_next else TONES[verdict.state],
                icon=ICONS[verdict.state],
                detail=step_detail(verdict) if verdict.facts else (_("该办这一步了") if is_next else _("还没有办")),
                faults=verdict.faults,
                notes=verdict.notes,
                url=reverse("ledgers:decision-step", args=[decision.pk, int(verdict.step)]) if opens else "",
            )
        )
    return rows


def step_detail(verdict: StepVerdict) -> str:
    """Return a recorded step in one line: day, how many came, how they voted."""
    facts = verdict.facts
    if verdict.step >= Step.PUBLISH:
        return posted_in_words(facts)
    parts = [day_in_words(facts.held_on)]
    if facts.profile in Body.values:
        parts.append(str(Body(facts.profile).label))
    parts.append(came_in_words(facts))
    if facts.votes_for is not None:
        parts.append(
            _("赞成 %(yes)d、反对 %(no)d、弃权 %(abstain)d")
            % {"yes": facts.votes_for, "no": facts.votes_against, "abstain": facts.votes_abstain}
        )
    return "，".join(parts)


def posted_in_words(facts: StepFacts) -> str:
    first = day_in_words(facts.held_on)
    if facts.until is None:
        return _("%(first)s开始公示") % {"first": first}
    days = (facts.until - facts.held_on).days + 1
    return _("%(first)s至%(last)s公示 %(n)d 天") % {"first": first, "last": day_in_words(facts.until), "n": days}


def came_in_words(facts: StepFacts) -> str:
    """Return 应到, 实到 and their share; of all Party members at step 3."""
    called = facts.body_called if facts.number == Step.DELIBERATE and facts.body_called is not None else facts.called
    came = facts.body_came if facts.number == Step.DELIBERATE and facts.body_came is not None else facts.came
    if facts.number == Step.RESOLVE and facts.body_called is not None:
        households = _("（%(came)d/%(called)d 户）") % {"came": facts.body_came, "called": facts.body_called}
    else:
        households = ""
    return _("应到 %(called)d、实到 %(came)d") % {"called": called or 0, "came": came or 0} + households


def share(came: int | None, called: int | None) -> str:
    """Return the share that came in percent, one decimal, rounded down: 66.6 % is not two thirds."""
    if not called or came is None:
        return ""
    tenths = came * 1000 // called
    return f"{tenths // 10}.{tenths % 10}%"


@dataclass(frozen=True, slots=True)
class DecisionRow:
    url: str
    number: str
    title: str
    branch: str
    matter: str
    amount: str
    pill: str
    state: str
    standing: str


def decision_row(decision: Decision, gate: Gate) -> DecisionRow:
    return DecisionRow(
        url=reverse("ledgers:decision-detail", args=[decision.pk]),
        number=decision.number,
        title=decision.title,
        branch=decision.branch.short_name,
        matter=str(Matter(decision.matter).label),
        amount=yuan(decision.amount_cents) if decision.amount_cents is not None else "—",
        pill=PILLS[decision.state],
        state=str(DecisionState(decision.state).label),
        standing=standing(decision, gate),
    )


@dataclass(frozen=True, slots=True)
class UrgentRow:
    """A request to let disaster relief go first. `waits` says how long it waits or waited, `outcome` what became of
    it, empty while it waits."""

    url: str
    name: str
    branch: str
    township: str
    reason: str
    asked: str
    due: str
    waits: str
    outcome: str


def urgent_row(exemption: DecisionExemption, townships: Mapping[str, str], today: dt.date) -> UrgentRow:
    """Return the row of a request; `townships` are their names by path."""
    decision = exemption.decision
    township = next((name for path, name in townships.items() if decision.branch.path.startswith(path)), "")
    until = timezone.localtime(exemption.decided_at).date() if exemption.decided_at else today
    days = (until - timezone.localtime(exemption.asked_at).date()).days
    is_moot = exemption.version != decision.version or decision.state != DecisionState.OPEN
    outcome = ""
    if exemption.decided_at:
        outcome = f"{exemption.get_state_display()}：{exemption.decided_by} {moment_in_words(exemption.decided_at)}"
    elif is_moot:
        outcome = _("不用批了：事项已变更、停办或走完程序")
    return UrgentRow(
        url=reverse("ledgers:decision-detail", args=[decision.pk]),
        name=f"{decision.number} {decision.title}",
        branch=decision.branch.short_name,
        township=township,
        reason=exemption.reason,
        asked=f"{exemption.asked_by} {moment_in_words(exemption.asked_at)}",
        due=day_in_words(exemption.due_on),
        waits=(_("%(n)d 天") % {"n": days} if days else _("当天")) if exemption.decided_at or not is_moot else "—",
        outcome=outcome,
    )


def standing(decision: Decision, gate: Gate) -> str:
    """Return in one line how far a decision has got and what it waits for."""
    if decision.state == DecisionState.STOPPED:
        return _("已停办")
    gap = gate.first_gap
    if gap is None:
        return _("六步都已完成")
    if gap.state == StepState.MISSING:
        return _("该办%(step)s") % {"step": gap.name}
    return f"{gap.name}：{gap.reason}"


def wording_facts(wording) -> list[tuple[str, str]]:
    """Return what is decided as label and text; of a Decision or of an earlier version."""
    return [
        (_("事项类型"), str(Matter(wording.matter).label)),
        (_("动议事由"), str(Origin(wording.origin).label)),
        (_("涉及金额"), yuan(wording.amount_cents)),
        (_("方案"), wording.proposal),
    ]


def step_facts(step: DecisionStep) -> list[tuple[str, str]]:
    """Return a recorded step as label and text, what is empty left out."""
    rows = [
        (_("会议记录"), step.meeting.label if step.meeting_id else ""),
        (_("由谁决议"), str(Body(step.profile).label) if step.profile in Body.values else ""),
        (_("开始公示") if step.number >= Step.PUBLISH else _("日期"), _day(step.held_on)),
        (_("结束公示"), _day(step.until)),
        (_("地点"), step.place),
        (_("送达、通知日期"), _day(step.notice_on)),
        (_("应到、实到有表决权的人"), _pair(step.called, step.came)),
        (
            _("全体党员应到、实到") if step.number == Step.DELIBERATE else _("户"),
            _pair(step.body_called, step.body_came),
        ),
        (_("赞成、反对、弃权"), _votes(step)),
        (_("乡镇参会人员"), step.attendee),
        (_("验收日期"), _day(step.accepted_on)),
        (_("决算金额"), yuan(step.settlement_cents) if step.settlement_cents is not None else ""),
        (_("内容"), step.content),
        (_("村务监督委员会意见"), step.supervision),
        (_("确认"), f"{step.confirmed_by} {moment_in_words(step.confirmed_at)}"),
    ]
    return [(label, text) for label, text in rows if text]


def _day(day: dt.date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def _pair(called: int | None, came: int | None) -> str:
    return f"{called}、{came}（{share(came, called)}）" if called is not None else ""  # i18n: data


def _votes(step: DecisionStep) -> str:
    return f"{step.votes_for}、{step.votes_against}、{step.votes_abstain}" if step.votes_for is not None else ""


# --- The six registration forms (四议两公开决策实施登记表) ------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Sheet:
    """One of the forms (一) to (六): lines of label and text, blank where it is to be filled in by hand."""

    numeral: str
    name: str
    lines: tuple[tuple[str, str], ...]
    content_label: str
    content: str
    signatures: tuple[str, ...]


NUMERALS = "一二三四五六"  # i18n: data


def sheets(decision: Decision, steps: dict[int, DecisionStep]) -> list[Sheet]:
    """Return the six forms of a decision's present version; steps that were not done stay blank."""
    return [_sheet(decision, step, steps.get(step)) for step in Step]


def _sheet(decision: Decision, step: Step, row: DecisionStep | None) -> Sheet:
    lines = [
        (_("动议事由"), str(Origin(decision.origin).label)),
        (_("事项"), f"{decision.title}（{Matter(decision.matter).label}）"),
        (_("涉及金额"), yuan(decision.amount_cents) if decision.amount_cents is not None else _("不涉及")),
    ]
    if step < Step.PUBLISH:
        lines += _meeting_lines(step, row)
        signatures = [_("参会人员签字")]
        if step in (Step.DELIBERATE, Step.RESOLVE):
            signatures.append(_("乡镇参会人员签字（含职务）"))
    else:
        lines += _posting_lines(step, row)
        signatures = [_("村务监督委员会签字"), _("村党组织书记签字")]
    return Sheet(
        numeral=NUMERALS[step - 1],
        name=str(step.label),
        lines=tuple(lines),
        content_label=CONTENT_LABELS[step],
        content=row.content if row and row.content else (decision.proposal if step == Step.PROPOSE else ""),
        signatures=tuple(signatures),
    )


CONTENT_LABELS = {
    Step.PROPOSE: gettext_lazy("提议内容"),
    Step.CONSULT: gettext_lazy("商议内容"),
    Step.DELIBERATE: gettext_lazy("审议内容"),
    Step.RESOLVE: gettext_lazy("决议内容"),
    Step.PUBLISH: gettext_lazy("公开内容"),
    Step.RESULT: gettext_lazy("实施结果"),
}


def _meeting_lines(step: Step, row: DecisionStep | None) -> list[tuple[str, str]]:
    if row is None:
        blank = [(_("时间"), ""), (_("参会人员"), _("应到　　人，实到　　人，比例　　%")), (_("表决"), "")]
        return [*blank, (_("乡镇参会人员"), "")] if step >= Step.DELIBERATE else blank
    whole = step == Step.DELIBERATE and row.body_called is not None
    called, came = (row.body_called, row.body_came) if whole else (row.called, row.came)
    votes = ""
    if row.votes_for is not None:
        votes = _("赞成 %(yes)d 票，反对 %(no)d 票，弃权 %(abstain)d 票") % {
            "yes": row.votes_for,
            "no": row.votes_against,
            "abstain": row.votes_abstain,
        }
    attended = _("应到 %(called)d 人，实到 %(came)d 人，比例 %(share)s") % {
        "called": called,
        "came": came,
        "share": share(came, called),
    }
    if step == Step.RESOLVE and row.body_called is not None:
        attended += _("；共 %(called)d 户，到会 %(came)d 户") % {"called": row.body_called, "came": row.body_came}
    lines = [(_("时间"), chinese_date(row.held_on)), (_("参会人员"), attended), (_("表决"), votes)]
    if step == Step.RESOLVE:
        lines.insert(0, (_("会议"), str(Body(row.profile).label)))
    if step >= Step.DELIBERATE:
        lines.append((_("乡镇参会人员"), row.attendee))
    return lines


def _posting_lines(step: Step, row: DecisionStep | None) -> list[tuple[str, str]]:
    period = ""
    if row:
        until = chinese_date(row.until) if row.until else "　　　　"
        period = _("%(first)s至%(last)s") % {"first": chinese_date(row.held_on), "last": until}
    lines = [(_("公开时间"), period), (_("公开地点"), row.place if row else "")]
    if step == Step.RESULT:
        settled = yuan(row.settlement_cents) if row and row.settlement_cents is not None else ""
        lines += [
            (_("验收时间"), chinese_date(row.accepted_on) if row and row.accepted_on else ""),
            (_("决算"), settled),
        ]
    return [*lines, (_("监督意见"), row.supervision if row else "")]
