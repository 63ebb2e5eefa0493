"""Remind branches of publishing affairs (三务公开): due soon, to be taken down, an answer due."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from branches.models import Organisation
from config.lib.months import first_day
from ledgers.enums.publication import PublicationStatus
from ledgers.publication_owed import Owed, PublicationFact, publications_owed
from ledgers.reminders.reminder import Reminder
from ledgers.selectors.publication import publication_facts
from ledgers.selectors.rules import rule_history
from ledgers.words import day_in_words


def publication_reminders(district: Organisation, day: dt.date) -> Iterator[Reminder]:
    """Yield what the branches of `district` are to publish, take down or answer; six queries for any number."""
    branches = Organisation.objects.filter(path__startswith=district.path).answering().active_on(day)
    ids = list(branches.values_list("pk", flat=True))
    book = rule_history(district).on(day)
    ahead = dt.timedelta(days=int(book.value("publication.remind_days")))
    month = first_day(day)
    for branch, facts in publication_facts(ids, month, day, district=district).items():
        for owed in publications_owed(facts, book, month):
            if not owed.is_done and owed.due_on - ahead <= day <= owed.due_on:
                yield _due(branch, owed)
        for publication in facts.publications:
            yield from _hanging(branch, publication, day)
            yield from _answers(branch, publication, day)


def _due(branch: int, owed: Owed) -> Reminder:
    return Reminder(
        branch=branch,
        key=f"publication-due:{owed.item.code}:{owed.period_start}",
        title=_("%(day)s前要公布：%(title)s") % {"day": day_in_words(owed.due_on), "title": owed.title},
        body=_("打开就能写，标题和地点已经填好。"),
        url=reverse("ledgers:publication-list"),
    )


def _hanging(branch: int, publication: PublicationFact, day: dt.date) -> Iterator[Reminder]:
    if publication.status == PublicationStatus.UP and publication.planned_until <= day:
        yield Reminder(
            branch=branch,
            key=f"publication-down:{publication.pk}",
            title=_("“%(title)s”公示到期，可以撤下") % {"title": publication.title},
            body=_("撤下前在公示栏前拍一张照片，再点“撤下存档”。"),
            url=reverse("ledgers:publication-detail", args=[publication.pk]),
        )


def _answers(branch: int, publication: PublicationFact, day: dt.date) -> Iterator[Reminder]:
    """Three days before the last day, and once more on it."""
    for objection in publication.objections:
        left = (objection.due_on - day).days
        if objection.answered_on is None and left in (0, 1, 2, 3):
            yield Reminder(
                branch=branch,
                key=f"publication-answer:{objection.pk}:{'last' if left == 0 else 'soon'}",
                title=_("“%(title)s”的异议要在%(day)s前答复")
                % {"title": publication.title, "day": day_in_words(objection.due_on)},
                body=_("查清楚以后答复本人，把答复写进系统。"),
                url=reverse("ledgers:publication-detail", args=[publication.pk]),
            )
