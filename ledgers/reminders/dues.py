"""What a branch is reminded of about dues: members who have paid nothing for months, and the yearly publication."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.models import Organisation
from config.lib.months import first_day, months_after, previous_month
from ledgers.dues_clock import alarm_at, alarm_text, alarms_of
from ledgers.models import DuesPayment, Ledger, Member, Month
from ledgers.reminders.reminder import Reminder
from ledgers.selectors.dues import dues_facts
from ledgers.selectors.rules import rule_history

# On these days of the month the months in a row are looked at: the month before has locked by then. Three days, so that
# a clock that stood still over a day loses nothing; the keys keep each message single.
ALARM_DAYS = range(10, 13)
PUBLICATION_DAYS = range(5, 8)


def dues_reminders(district: Organisation, day: dt.date) -> Iterator[Reminder]:
    """Yield the alarms of unpaid months and, in January, the publication that is due (see the rules "dues.…")."""
    if day.day in ALARM_DAYS:
        yield from _alarms(district, day)
    if day.day in PUBLICATION_DAYS:
        yield from _publication(district, day)


def _alarms(district: Organisation, day: dt.date) -> Iterator[Reminder]:
    """One message per branch whose members reach an alarm; each alarm of a member's row of months goes out once."""
    month = Month.objects.filter(district=district, month=previous_month(first_day(day))).first()
    if month is None:
        return
    limits = alarms_of(rule_history(district, month).on(month.month))
    branches = _branches_with_arrears(month, limits.first)
    for branch, facts in dues_facts(branches, month).items():
        # Between two alarms the branch is left in peace.
        reached = [m for m in facts.members if m.owed_in_row and alarm_at(m.owed_in_row, limits) == m.owed_in_row]
        if reached:
            yield Reminder(
                branch=branch,
                key=f"dues-alarm:{branch}:{month.key}",
                title=_("有党员连续几个月没有交党费"),
                body="\n".join(f"{member.name}{alarm_text(member.owed_in_row, limits)}" for member in reached),
                url=reverse("ledgers:month-current"),
            )


def _branches_with_arrears(month: Month, months: int) -> list[int]:
    """Return the branches with a member on the roll who paid nothing for the last `months` months: few of many, so that
    not the whole district's dues are read."""
    recent = DuesPayment.objects.filter(member=OuterRef("pk"), month__gt=months_after(month.month, -months))
    owing = Member.objects.on_roll().filter(branch__ledgers__month=month).exclude(Exists(recent))
    return sorted(set(owing.values_list("branch", flat=True)))


def _publication(district: Organisation, day: dt.date) -> Iterator[Reminder]:
    """The branch publishes last year's dues once a year (中组发〔2008〕3号); the month is the rule's."""
    until = rule_history(district).on(day).value("dues.publish_by_month")
    if day.month != until:
        return
    year = day.year - 1
    kept = Ledger.objects.filter(month__district=district, month__month__year=year)
    for branch in kept.order_by("branch__path").values_list("branch", flat=True).distinct():
        yield Reminder(
            branch=branch,
            key=f"dues-sheet:{branch}:{year}",
            title=_("请公布%(year)d年党费收缴情况") % {"year": year},
            body=_("公示表已经按登记的数字做好，看过没错就打印张贴，%(month)d月底前公布。") % {"month": until},
            url=f"{reverse('ledgers:dues-sheet')}?year={year}",
        )
