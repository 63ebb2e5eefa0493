"""What a branch is reminded of about its members: clocks that run out, months without attendance."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import Organisation
from config.lib.months import same_day_later
from ledgers.reminders.reminder import Reminder
from ledgers.selectors.rules import rule_history
from ledgers.selectors.standing import standing_facts, without_study
from ledgers.standing_clocks import Ask, clocks_of, gap_text, limits_of, sentence_of

# What is long ahead, or comes again and again, is told only once it is time.
ONLY_WHEN_DUE = (Ask.REMOVE, Ask.TALK)
# Attendance is looked at when the month before is locked; three days, so that a clock that stood still loses nothing.
GAP_DAYS = range(10, 13)
HALF = 7  # the month in which half a year without study hours is told
TITLES = dict.fromkeys((Ask.JUDGE, Ask.DISMISS), gettext_lazy("%(name)s：限期改正的事到期了"))


def standing_reminders(district: Organisation, day: dt.date) -> Iterator[Reminder]:
    """Yield each clock once a month before it runs out and once when it has, each alarm of attendance, and half a
    year without any study."""
    limits = limits_of(rule_history(district).on(day))
    branches = Organisation.objects.filter(path__startswith=district.path).answering().active_on(day)
    ids = list(branches.values_list("pk", flat=True))
    for branch, facts in standing_facts(ids, day).items():
        for fact in facts:
            url = reverse("ledgers:member-standing", args=[fact.pk])
            for clock in clocks_of(fact, limits):
                stage = "due" if clock.has_run_out(day) else "soon"
                if day >= same_day_later(clock.due, -1) and not (stage == "soon" and clock.ask in ONLY_WHEN_DUE):
                    key = f"standing:{fact.pk}:{clock.ask}:{clock.since}:{stage}"
                    title = TITLES.get(clock.ask, _("%(name)s：外出和联系的事到期了"))
                    yield Reminder(
                        branch, key, title % {"name": fact.name}, f"{fact.name}{sentence_of(clock, limits, day)}", url
                    )
    if day.day in GAP_DAYS:
        yield from _gaps(ids, limits, day)
    if day.month == HALF and day.day in GAP_DAYS:
        yield from _study(ids, day)


def _gaps(ids: list[int], limits, day: dt.date) -> Iterator[Reminder]:
    last = day.replace(day=1) - dt.timedelta(days=1)
    for branch, facts in standing_facts(ids, last).items():
        if reached := [fact for fact in facts if fact.gap in limits.gaps]:
            yield Reminder(
                branch,
                f"standing-gap:{branch}:{last:%Y-%m}",
                _("有党员连续几个月没有参加组织生活"),
                "\n".join(f"{fact.name}{gap_text(fact.gap, limits)}" for fact in reached),
                reverse("ledgers:member-list"),
            )


def _study(ids: list[int], day: dt.date) -> Iterator[Reminder]:
    for branch in without_study(ids, day):
        yield Reminder(
            branch,
            f"study-none:{branch}:{day.year}",
            _("今年还没有登记学时"),
            _("半年过去了，今年还没有登记过学习。开过的党课、主题党日可以一键计入，参加过的培训请登记到“学时”里。"),
            reverse("ledgers:study-list"),
        )
