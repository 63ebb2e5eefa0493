"""Pre-review (预审) of decisions by four steps and two publications: what is out of order, overdue, unanswered.

Pure: records in, findings out.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledgers.decision_gate import Exemption, Gate, StepState, last_day_of
from ledgers.enums.decisions import PUBLICATIONS, Step
from ledgers.prechecks.findings import Findings
from ledgers.rulebook.book import RuleHistory
from ledgers.words import day_in_words


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision that is not yet done, as the pre-review and the reminders see it.

    `objections` are the days on which those that are still open were raised. `approved_on` is the day on which steps
    1 to 5 were whole.
    """

    pk: int
    branch: int
    number: str
    version: int
    title: str
    url: str
    begun_on: dt.date
    approved_on: dt.date | None
    gate: Gate
    rules: RuleHistory
    objections: tuple[dt.date, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.number}“{self.title}”"

    @property
    def exemption(self) -> Exemption | None:
        return self.gate.facts.exemption

    @property
    def publication_over(self) -> tuple[Step, dt.date] | None:
        """The publication that still hangs, with the day on which it may end."""
        for verdict in self.gate.steps:
            if verdict.step in PUBLICATIONS and verdict.facts is not None and verdict.facts.until is None:
                return verdict.step, last_day_of(verdict.facts, self.rules.on(verdict.facts.held_on))
        return None

    @property
    def objections_due(self) -> tuple[dt.date, ...]:
        """Until when each open objection is to be answered."""
        return tuple(
            day + dt.timedelta(days=self.rules.on(day).value("decisions.objection_days")) for day in self.objections
        )


def check_decisions(records: Iterable[DecisionRecord], findings: Findings, *, day: dt.date) -> None:
    """Note what is amiss with a branch's decisions on `day`: today, or the last day of a month that is over."""
    for record in records:
        _check_steps(record, findings)
        _check_days(record, findings, day)


def _check_steps(record: DecisionRecord, findings: Findings) -> None:
    for verdict in record.gate.steps:
        for fault in verdict.faults if verdict.state == StepState.BAD else ():
            findings.add(
                "decision_step",
                f"{record.label}{verdict.name}：{fault.text}",
                subject=f"{record.pk}-{record.version}-{int(verdict.step)}-{fault.text[:12]}",
                url=record.url,
            )


def _check_days(record: DecisionRecord, findings: Findings, day: dt.date) -> None:
    def note(code: str, text: str, what: object) -> None:
        findings.add(
            f"decision_{code}",
            f"{record.label}：{text}",
            subject=f"{record.pk}-{record.version}-{what}",
            url=record.url,
        )

    if (hanging := record.publication_over) and day > hanging[1]:
        text = _("第%(n)d步公示%(day)s已满，还没有结束公示。")
        note("overdue", text % {"n": hanging[0], "day": day_in_words(hanging[1])}, f"publication-{hanging[0]}")
    longest = record.rules.on(record.begun_on).value("decisions.max_total_days")
    gap = record.gate.first_gap
    if gap and gap.step <= Step.RESOLVE and (days := (day - record.begun_on).days) > longest:
        text = _("提出已经 %(days)d 天，超过 %(n)d 天，还停在%(step)s。办下去，或者停办。")
        note("overdue", text % {"days": days, "n": longest, "step": gap.name}, "slow")
    late = [due for due in record.objections_due if due < day]
    if late:
        text = _("有异议应在%(day)s前答复，还没有答复。")
        note("objection", text % {"day": day_in_words(min(late))}, min(late))
    exemption = record.exemption
    if exemption and exemption.due_on < day and not record.gate.is_decided:
        text = _("抢险救灾先办，补办期限%(day)s已过，程序还没有补完。")
        note("emergency", text % {"day": day_in_words(exemption.due_on)}, exemption.due_on)
