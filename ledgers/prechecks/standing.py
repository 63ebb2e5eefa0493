"""Pre-review of members' standing: absence, lost contact, 限期改正, attendance, study. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from ledgers.prechecks.findings import Findings
from ledgers.standing_clocks import Ask, StandingFact, clocks_of, gap_text, limits_of, sentence_of

CODES = {
    Ask.CONTACT: "standing_contact",
    Ask.TALK: "standing_talk",
    Ask.TRANSFER: "standing_contact",
    Ask.SUSPEND: "standing_lost",
    Ask.REMOVE: "standing_lost",
    Ask.JUDGE: "standing_rectify",
    Ask.DISMISS: "standing_rectify",
}


NAMED = 5  # so many are called by name


@dataclass(frozen=True, slots=True)
class Pace:
    """A member's study in the year so far, beside his share of the year's goal by the month, both in 学时."""

    name: str
    hours: Decimal
    share: Decimal


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


def check_pace(paces: Iterable[Pace], findings: Findings) -> None:
    """Note in one sentence who has studied less than a part of the share of the months so far (第二十条).

    Trainings come in bunches, so that only who is far behind is named: the part is the district's.
    """
    book = findings.book
    part = book.value("participation.pace_percent")
    behind = [pace for pace in paces if pace.hours * 100 < pace.share * part]
    if not behind:
        return
    names = "、".join(f"{pace.name} {pace.hours.quantize(Decimal('0.1')).normalize():f}" for pace in behind[:NAMED])
    words = {
        "n": len(behind),
        "month": book.day.month,
        "goal": f"{Decimal(book.value('participation.study_hours') * book.day.month / 12):.0f}",
        "percent": f"{part.normalize():f}",
        "names": names if len(behind) <= NAMED else _("%(names)s等") % {"names": names},
    }
    findings.add(
        "study_pace",
        _(
            "学时进度：到%(month)d月一般应有 %(goal)s 学时（书记、委员更多），"
            "%(n)d 人不到应有的%(percent)s%%：%(names)s。请安排补学，参加过的登记到“学时”里。"
        )
        % words,
        url=reverse("ledgers:study-list"),
    )
