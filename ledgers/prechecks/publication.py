"""Pre-review (预审) of publishing affairs (三务公开): what is overdue, unproved, unanswered, or says too much."""

import datetime as dt

from django.utils.translation import gettext as _

from config.lib.months import first_day, last_day
from ledgers.enums.publication import PublicationStatus
from ledgers.prechecks.findings import Findings
from ledgers.publication_owed import PublicationFact, PublicationFacts, publications_owed
from ledgers.words import day_in_words


def check_publications(facts: PublicationFacts, findings: Findings) -> None:
    """Note what a careful reviewer would say of a branch's publications in the month of `facts`."""
    for owed in publications_owed(facts, findings.book, facts.month):
        # What falls due this month is an item of the month itself.
        if owed.is_overdue(facts.today) and first_day(owed.due_on) < facts.month:
            findings.add(
                "publication_overdue",
                _("%(title)s应在%(day)s前公布，还没有公布。") % {"title": owed.title, "day": day_in_words(owed.due_on)},
                subject=f"{owed.item.code}:{owed.period_start}",
            )
    for publication in facts.publications:
        _check_text(publication, findings)
        _check_hanging(publication, facts, findings)
        _check_objections(publication, facts, findings)


def _check_text(publication: PublicationFact, findings: Findings) -> None:
    if publication.personal and publication.status != PublicationStatus.DOWN:
        findings.add(
            "publication_personal",
            _("公开事项“%(title)s”里有%(what)s，不能公开，请删掉或用星号遮住。")
            % {"title": publication.title, "what": "、".join(publication.personal)},
            subject=publication.pk,
        )


def _check_hanging(publication: PublicationFact, facts: PublicationFacts, findings: Findings) -> None:
    up, down = publication.put_up_on, publication.taken_down_on
    if down and first_day(down) == facts.month:
        shown, least = (down - up).days, int(findings.book.value("publication.shown_days"))
        if shown < least:
            findings.add(
                "publication_shown",
                _("“%(title)s”公示了%(n)d天，不到%(least)d天。")
                % {"title": publication.title, "n": shown, "least": least},
                subject=publication.pk,
            )
        if not publication.has_last_photo:
            findings.add(
                "publication_photo",
                _("“%(title)s”撤下时没有最后一天的照片。") % {"title": publication.title},
                subject=publication.pk,
            )
    if up and publication.meeting_on and first_day(up) == facts.month:
        least = int(findings.book.value("publication.collective_days_before"))
        if (publication.meeting_on - up).days < least:
            findings.add(
                "publication_meeting",
                _("“%(title)s”%(up)s公布，离%(meeting)s的成员大会不到%(n)d天。")
                % {
                    "title": publication.title,
                    "up": day_in_words(up),
                    "meeting": day_in_words(publication.meeting_on),
                    "n": least,
                },
                subject=publication.pk,
            )


def _check_objections(publication: PublicationFact, facts: PublicationFacts, findings: Findings) -> None:
    """Note what was to be answered by the end of the month, or by today, and is not."""
    looked_on = min(facts.today - dt.timedelta(days=1), last_day(facts.month))
    for objection in publication.objections:
        if objection.answered_on is None and objection.due_on <= looked_on:
            findings.add(
                "publication_objection",
                _("“%(title)s”有一条异议应在%(day)s前答复，还没有答复。")
                % {"title": publication.title, "day": day_in_words(objection.due_on)},
                subject=objection.pk,
            )
