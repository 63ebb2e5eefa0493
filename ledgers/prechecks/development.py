"""Pre-review (预审) of admitting members: what is overdue, and what was done late, out of order or too short.

Pure: facts in, findings out.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from config.lib.months import last_day
from config.lib.workdays import Overrides
from ledgers.development_standing import CandidateFacts, day_words, standing
from ledgers.prechecks.findings import Findings
from ledgers.rulebook.book import RuleHistory


def check_development(
    facts: Iterable[CandidateFacts],
    findings: Findings,
    *,
    rules: RuleHistory,
    month: dt.date,
    day: dt.date,
    holidays: Overrides | None = None,
) -> None:
    """Note what is overdue on `day`, and what was not right with the steps done in the month.

    Args:
        facts: the people of the branch (`selectors.development.development_facts`). rules: the district's.
        month: the first day of the ledger's month. day: today, or the last day of a month that is over.
    """
    for person in facts:
        for each in standing(person, rules, day, holidays):
            if each.overdue and not each.is_echo:
                text = _("%(name)s：第%(n)d步“%(title)s”应在%(day)s前办，已经过了%(late)d天。")
                words = {"name": person.name, "n": each.code, "title": each.step.title}
                words |= {"day": day_words(each.due), "late": each.overdue}
                _add(findings, "overdue", text % words, person, each.code)
            for fault in each.faults:
                if month <= fault.day <= last_day(month):
                    _add(findings, fault.kind, f"{person.name}：{fault.text}。", person, each.code)


def _add(findings: Findings, kind: str, text: str, person: CandidateFacts, code: int) -> None:
    findings.add(f"development_{kind}", text, subject=f"{person.pk}-{code}", url=person.url)
