"""Pre-review of members' standing: absence, lost contact, months without attendance. Pure."""

from collections.abc import Iterable

from django.urls import reverse

from ledgers.prechecks.findings import Findings
from ledgers.standing_clocks import Ask, StandingFact, clocks_of, gap_text, limits_of, sentence_of

CODES = {
    Ask.CONTACT: "standing_contact",
    Ask.TRANSFER: "standing_contact",
    Ask.SUSPEND: "standing_lost",
    Ask.REMOVE: "standing_lost",
}


def check_standing(facts: Iterable[StandingFact], findings: Findings) -> None:
    """Note whose clocks have run out on the day of the rules."""
    limits, day = limits_of(findings.book), findings.book.day
    for fact in facts:
        url = reverse("ledgers:member-standing", args=[fact.pk])
        for clock in clocks_of(fact, limits):
            if clock.has_run_out(day):
                text = f"{fact.name}{sentence_of(clock, limits, day)}"
                findings.add(CODES[clock.ask], text, subject=f"{clock.ask}{fact.pk}", url=url)
        if text := gap_text(fact.gap, limits):
            findings.add("standing_gap", f"{fact.name}{text}", subject=fact.pk, url=url)
