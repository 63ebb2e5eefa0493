"""The hard gate (四议两公开): is a decision whole, and if not, which step is missing and why.

Pure: facts and rules in, verdicts in plain words out. Every step is judged by the rules of its own day, so that a
change of the rules never reaches back. The two answers at the end are the district's rule: without the steps no works
are approved and no money is paid (不予审批工程、拨付资金).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.lib.verdict import YES, Answer, No
from ledgers.enums.decisions import DECIDING, MATTERS, PUBLICATIONS, Body, Matter, Step
from ledgers.rulebook.book import RuleBook, RuleHistory
from ledgers.vote_profiles import PROFILES, Counts, judge
from ledgers.words import day_in_words

# Rules of the days between notice and meeting, by step and by who meets.
NOTICE_RULES = {
    "P6": "decisions.proposal_notice_days",
    "P8": "decisions.villagers_notice_days",
    "P10": "decisions.members_notice_days",
}


class StepState(StrEnum):
    OK = "ok"
    BAD = "bad"  # on record, but not as the rules want it
    RUNNING = "running"  # a publication whose days are not over
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step as confirmed. Counts are of persons (households in `body_*` of a villagers' meeting), money is in cents.

    `drift` names what the meeting's record says otherwise since; `objections` counts the unanswered ones.
    """

    number: int
    held_on: dt.date
    until: dt.date | None = None
    profile: str = ""
    called: int | None = None
    came: int | None = None
    body_called: int | None = None
    body_came: int | None = None
    votes_for: int | None = None
    votes_against: int = 0
    votes_abstain: int = 0
    meeting: int | None = None
    notice_on: dt.date | None = None
    attendee: str = ""
    has_first_day: bool = False
    has_last_day: bool = False
    supervision: str = ""
    supervision_agrees: bool | None = None
    matter: str = Matter.OTHER
    amount_cents: int | None = None
    settlement_cents: int | None = None
    accepted_on: dt.date | None = None
    drift: tuple[str, ...] = ()
    objections: int = 0

    @property
    def ends_on(self) -> dt.date:
        return self.until or self.held_on

    @property
    def counts(self) -> Counts:
        return Counts(
            entitled=self.called or 0,
            present=self.came or 0,
            votes_for=self.votes_for,
            votes_against=self.votes_against,
            votes_abstain=self.votes_abstain,
            body=self.body_called,
            body_present=self.body_came,
        )


@dataclass(frozen=True, slots=True)
class Exemption:
    """The district let disaster relief go first, on `granted_on`; the steps are to be caught up by `due_on`."""

    granted_on: dt.date
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """One version of a decision: what is decided, its steps by number, and an emergency the district granted."""

    title: str
    matter: str
    amount_cents: int | None
    steps: dict[int, StepFacts]
    exemption: Exemption | None = None
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is amiss with a step, and the rule it comes from."""

    text: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class StepVerdict:
    step: Step
    state: StepState
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    facts: StepFacts | None = None

    @property
    def is_ok(self) -> bool:
        return self.state == StepState.OK

    @property
    def name(self) -> str:
        return _("第%(n)d步（%(name)s）") % {"n": self.step, "name": self.step.label}

    @property
    def reason(self) -> str:
        """Why the step does not count, in one sentence."""
        return " ".join(fault.text for fault in self.faults) or _("还没有办。")


@dataclass(frozen=True, slots=True)
class Gate:
    """The verdict of each of the six steps, in order."""

    facts: DecisionFacts
    steps: tuple[StepVerdict, ...] = field(default=())

    @property
    def is_decided(self) -> bool:
        """Whether steps 1 to 5 count: works may be approved, money may be paid."""
        return not self.facts.is_stopped and all(verdict.is_ok for verdict in self.steps if verdict.step in DECIDING)

    @property
    def is_finished(self) -> bool:
        return self.is_decided and self.steps[Step.RESULT - 1].is_ok

    @property
    def first_gap(self) -> StepVerdict | None:
        """The first step that does not count."""
        return next((verdict for verdict in self.steps if not verdict.is_ok), None)


# --- Judging -------------------------------------------------------------------------------------------------------
def judge_decision(facts: DecisionFacts, rules: RuleHistory, day: dt.date) -> Gate:
    """Return the verdict of every step as it stood on `day`: what happened later is not there yet."""
    known = {number: step for number, step in facts.steps.items() if step.held_on <= day}
    verdicts = tuple(_judge_step(step, known, facts, rules, day) for step in Step)
    return Gate(facts, verdicts)


def _judge_step(
    number: Step, known: dict[int, StepFacts], facts: DecisionFacts, rules: RuleHistory, day: dt.date
) -> StepVerdict:
    step = known.get(number)
    if step is None:
        return StepVerdict(number, StepState.MISSING)
    book = rules.on(step.held_on)
    faults = [*_order_faults(step, known, book), *_content_faults(step, facts, book)]
    faults += [Fault(_("会议记录在确认后改过：%(what)s。请重新确认这一步。") % {"what": what}) for what in step.drift]
    if number in PUBLICATIONS:
        faults += _publication_faults(step, book, day)
        is_running = step.until is None or step.until > day
        if is_running:
            return StepVerdict(number, StepState.RUNNING, (_running(step, book, day), *faults), facts=step)
    else:
        faults += _meeting_faults(step, facts, book)
    state = StepState.BAD if faults else StepState.OK
    return StepVerdict(number, state, tuple(faults), tuple(_notes(step, known, book)), step)


def _order_faults(step: StepFacts, known: dict[int, StepFacts], book: RuleBook) -> list[Fault]:
    """Steps follow one another: none before the step before it, and so many days apart as the district wants."""
    before = known.get(step.number - 1)
    if before is None:
        return [] if step.number == 1 else [Fault(_("前一步还没有办，顺序不对。"), book["decisions.gate"].citation)]
    if step.held_on < before.ends_on:
        return [
            Fault(
                _("日期（%(day)s）早于第%(n)d步（%(before)s），顺序不对。")
                % {
                    "day": day_in_words(step.held_on),
                    "n": before.number,
                    "before": day_in_words(before.ends_on),
                },
                book["decisions.gate"].citation,
            )
        ]
    if _is_merged(step, before):
        rule = book["decisions.merge_first_two"]
        return [] if rule.value else [Fault(_("第1步和第2步不能合并开会，要分开开。"), rule.citation)]
    rule = book["decisions.min_gap_days"]
    days = (step.held_on - before.ends_on).days
    if days < rule.value:
        text = _("离第%(n)d步只有 %(days)d 天，至少要隔 %(least)d 天。")
        return [Fault(text % {"n": before.number, "days": days, "least": rule.value}, rule.citation)]
    return []


def _is_merged(step: StepFacts, before: StepFacts) -> bool:
    return step.number == Step.CONSULT and step.meeting is not None and step.meeting == before.meeting


def _content_faults(step: StepFacts, facts: DecisionFacts, book: RuleBook) -> list[Fault]:
    """What was decided is what is on record now: the same kind of matter, and not much more money."""
    found = []
    if step.matter != facts.matter:
        found.append(
            Fault(
                _("当时议的是“%(then)s”，现在改成了“%(now)s”，这一步要重新办。")
                % {"then": Matter(step.matter).label, "now": Matter(facts.matter).label}
            )
        )
    rule = book["decisions.over_percent"]
    if exceeds(facts.amount_cents, step.amount_cents, rule.value):
        found.append(Fault(_over_text(facts.amount_cents, step.amount_cents, rule.value), rule.citation))
    if step.number == Step.RESULT and exceeds(step.settlement_cents, facts.amount_cents, rule.value):
        found.append(Fault(_over_text(step.settlement_cents, facts.amount_cents, rule.value), rule.citation))
    return found


def exceeds(amount: int | None, agreed: int | None, percent) -> bool:
    """Tell whether `amount` cents are more than `percent` above the `agreed` ones; nothing agreed allows nothing."""
    if not amount:
        return False
    return amount * 100 > (agreed or 0) * (100 + percent)


def yuan(cents: int | None) -> str:
    return (
        _("没有写金额")
        if cents is None
        else _("%(yuan)s元") % {"yuan": f"{Decimal(cents) / 100:,.2f}".removesuffix(".00")}
    )


def _over_text(amount: int, agreed: int | None, percent) -> str:
    return _("金额 %(amount)s 超过议定的（%(agreed)s）%(percent)s%% 以上，要重新走程序。") % {
        "amount": yuan(amount),
        "agreed": yuan(agreed),
        "percent": f"{Decimal(percent).normalize():f}",
    }


def _meeting_faults(step: StepFacts, facts: DecisionFacts, book: RuleBook) -> list[Fault]:
    profile = PROFILES[step.profile]
    found = [Fault(text, profile.citation) for text in judge(profile, step.counts).sentences]
    if step.votes_for is None and step.number in (Step.DELIBERATE, Step.RESOLVE):
        found.append(Fault(_("没有写赞成、反对、弃权票数。"), profile.citation))
    if step.number == Step.RESOLVE and step.profile not in MATTERS[facts.matter].bodies:
        bodies = "、".join(str(body.label) for body in MATTERS[facts.matter].bodies)
        found.append(
            Fault(
                _("“%(matter)s”要由%(bodies)s决议，不能由%(body)s决议。")
                % {"matter": Matter(facts.matter).label, "bodies": bodies, "body": Body(step.profile).label},
                MATTERS[facts.matter].source,
            )
        )
    return [*found, *_notice_faults(step, book)]


def _notice_faults(step: StepFacts, book: RuleBook) -> list[Fault]:
    """The proposal, or the notice of a meeting, has to be out some days before; the township sits in."""
    found = []
    if code := NOTICE_RULES.get(step.profile):
        rule = book[code]
        if step.notice_on is None:
            found.append(Fault(_("没有写哪天送达方案、发出通知。"), rule.citation))
        elif (days := (step.held_on - step.notice_on).days) < rule.value:
            text = _("要提前 %(n)d 天送达方案、发出通知，只提前了 %(days)d 天。")
            found.append(Fault(text % {"n": rule.value, "days": days}, rule.citation))
    rule = book["decisions.township_attends"]
    if rule.value and step.number in (Step.DELIBERATE, Step.RESOLVE) and not step.attendee.strip():
        found.append(Fault(_("没有写乡镇参会人员。"), rule.citation))
    return found


def days_posted(step: StepFacts, day: dt.date) -> int:
    """Return on how many days the notice hung until `day`, first and last day included."""
    return (min(step.until or day, day) - step.held_on).days + 1


def _publish_rule(step: StepFacts, book: RuleBook):
    return book["decisions.publish_days" if step.number == Step.PUBLISH else "decisions.result_days"]


def last_day_of(step: StepFacts, book: RuleBook) -> dt.date:
    """Return the first day on which the publication may end."""
    return step.held_on + dt.timedelta(days=_publish_rule(step, book).value - 1)


def _running(step: StepFacts, book: RuleBook, day: dt.date) -> Fault:
    rule, last = _publish_rule(step, book), last_day_of(step, book)
    words = {"first": day_in_words(step.held_on), "n": rule.value, "last": day_in_words(last)}
    if day < last:
        return Fault(_("%(first)s开始公示，要满 %(n)d 天，到%(last)s。") % words, rule.citation)
    return Fault(_("%(first)s开始公示，%(last)s满 %(n)d 天，还没有拍末日照片、结束公示。") % words, rule.citation)


def _publication_faults(step: StepFacts, book: RuleBook, day: dt.date) -> list[Fault]:
    rule, is_over = _publish_rule(step, book), step.until is not None and step.until <= day
    found = []
    if is_over and (days := days_posted(step, day)) < rule.value:
        found.append(
            Fault(_("只公示了 %(days)d 天，不少于 %(n)d 天才行。") % {"days": days, "n": rule.value}, rule.citation)
        )
    if not step.has_first_day:
        found.append(Fault(_("缺公示首日照片。"), rule.citation))
    if is_over and not step.has_last_day:
        found.append(Fault(_("缺公示末日照片。"), rule.citation))
    if is_over and not step.supervision.strip():
        found.append(Fault(_("缺村务监督委员会意见。"), rule.citation))
    elif step.supervision_agrees is False:
        found.append(Fault(_("村务监督委员会认为程序不合规：%(text)s") % {"text": step.supervision}, rule.citation))
    if step.objections:
        text = ngettext("有 %(n)d 条异议还没有答复。", "有 %(n)d 条异议还没有答复。", step.objections)
        found.append(Fault(text % {"n": step.objections}, book["decisions.objection_days"].citation))
    if step.number == Step.RESULT and is_over and step.accepted_on is None:
        found.append(Fault(_("没有写验收日期。"), rule.citation))
    return found


def _notes(step: StepFacts, known: dict[int, StepFacts], book: RuleBook) -> list[Fault]:
    """What does not shut the gate but is worth a look."""
    first = known.get(Step.PROPOSE)
    rule = book["decisions.max_total_days"]
    if step.number == Step.RESOLVE and first and (days := (step.held_on - first.held_on).days) > rule.value:
        text = _("从提议到决议用了 %(days)d 天，超过 %(n)d 天，请核对。")
        return [Fault(text % {"days": days, "n": rule.value}, rule.citation)]
    return []


# --- The two answers -----------------------------------------------------------------------------------------------
def _refusal(gate: Gate, verdict: StepVerdict) -> Answer:
    return No(
        _("“%(title)s”未完成四议两公开%(step)s：%(why)s依据区规定，不予审批工程、拨付资金。")
        % {"title": gate.facts.title, "step": verdict.name, "why": verdict.reason}
    )


def _amount_answer(gate: Gate, amount_cents: int | None, percent) -> Answer:
    if amount_cents is not None and exceeds(amount_cents, gate.facts.amount_cents, percent):
        return No(
            f"“{gate.facts.title}”：{_over_text(amount_cents, gate.facts.amount_cents, percent)}"  # i18n: data
        )
    return YES


def _by_exemption(gate: Gate, day: dt.date) -> Answer | None:
    """Return the answer that the district's exemption gives, None when there is none in force."""
    exemption = gate.facts.exemption
    if exemption is None or exemption.granted_on > day:
        return None
    words = {"day": day_in_words(exemption.granted_on), "due": day_in_words(exemption.due_on)}
    if day <= exemption.due_on:
        return Answer(True, _("抢险救灾：区委组织部%(day)s同意先办，四议两公开程序要在%(due)s前补办完。") % words)
    return No(
        _("“%(title)s”按抢险救灾先办，补办期限（%(due)s）已过，程序还没有补完，不予审批工程、拨付资金。")
        % {"title": gate.facts.title, **words}
    )


def approval_answer(gate: Gate, day: dt.date, *, percent=0, amount_cents: int | None = None) -> Answer:
    """Tell whether works may be approved on `day` on the strength of this decision.

    `amount_cents` is what is asked for; more than `percent` above what was decided needs a new round. An answer that
    rests on the district's exemption is yes and says so in `reason`.
    """
    if gate.facts.is_stopped:
        return No(_("“%(title)s”已停办，不予审批工程、拨付资金。") % {"title": gate.facts.title})
    if not (enough := _amount_answer(gate, amount_cents, percent)):
        return enough
    if gate.is_decided:
        return YES
    exempt = _by_exemption(gate, day)
    return _refusal(gate, gate.first_gap) if exempt is None else exempt


def payment_answer(
    gate: Gate, day: dt.date, *, final: bool = False, percent=0, amount_cents: int | None = None
) -> Answer:
    """Tell whether money may be paid on `day`; the final payment needs the result published as well, and no
    exemption stands in for that."""
    if not final:
        return approval_answer(gate, day, percent=percent, amount_cents=amount_cents)
    if gate.facts.is_stopped:
        return No(_("“%(title)s”已停办，不予审批工程、拨付资金。") % {"title": gate.facts.title})
    if not (enough := _amount_answer(gate, amount_cents, percent)):
        return enough
    gap = gate.first_gap
    if gap is None:
        return YES
    if gap.step != Step.RESULT:
        return _refusal(gate, gap)
    return No(
        _("“%(title)s”未完成四议两公开%(step)s：%(why)s尾款要等实施结果公开以后再付。")
        % {"title": gate.facts.title, "step": gap.name, "why": gap.reason}
    )


def next_step(gate: Gate) -> Step | None:
    """Return the step that is to be done next: the first that does not count; None when all do."""
    return gate.first_gap.step if gate.first_gap else None


def faults_in_words(faults: Sequence[Fault]) -> list[str]:
    """Return the sentences with their sources, as they are kept with a step."""
    return [f"{fault.text}（{fault.basis}）" if fault.basis else fault.text for fault in faults]  # i18n: data
