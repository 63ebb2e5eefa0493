"""Credit for our own standing still before the limit of a finding (整改期限): whole days, as the limit is a day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.finding_enums import AT_BRANCH
from audits.models import Finding, FindingCredit
from audits.uptime import IDLE, outage_rules
from branches.calendar import holiday_overrides
from config.lib.workdays import Overrides, roll_to_workday
from ledgers.chain import secretaries_of
from ledgers.limits import Down, credit_for
from ledgers.models.month import last_day_before
from ledgers.selectors.rules import rule_history
from ledgers.services.months import end_of_day
from ledgers.words import day_in_words
from notices.services import Letter, notices_deliver

# A standstill that lies further back has had its day.
LOOK_BACK = dt.timedelta(days=90)


@transaction.atomic
def finding_credits_give(*, downs: Sequence[Down], at: dt.datetime) -> int:
    """Put off the limit of each finding that a branch was mending when the system stood still; return how many.

    Each standstill counts once for a finding, also when a late tick cut it in two afterwards.
    """
    downs = [down for down in downs if down.end > at - LOOK_BACK and down.end - down.start < IDLE]
    if not downs:
        return 0
    # A limit before the standstill gives nothing. Locked, so that two workers do not move the same one.
    first = timezone.localtime(downs[0].start).date()
    findings = list(
        Finding.objects.select_for_update(of=("self",))
        .filter(status__in=AT_BRANCH, due_on__gte=first, issued_on__isnull=False)
        .order_by("pk")
    )
    if not findings:
        return 0
    credited: dict[int, list[Down]] = defaultdict(list)
    rows = FindingCredit.objects.filter(finding__in=findings).values_list("finding", "down_from", "down_until")
    for finding, *down in rows:
        credited[finding].append(Down(*down))
    rules = {
        district: outage_rules(rule_history(district).on(timezone.localtime(at).date()))
        for district in {finding.district_id for finding in findings}
    }
    overrides = holiday_overrides()
    given = []
    for finding in findings:
        window, least = rules[finding.district_id]
        for down in downs:
            if finding.issued_on > timezone.localtime(down.start).date():
                continue
            if any(one.overlaps(down) for one in credited[finding.pk]):
                continue
            if credit := _credit(finding, down, window, least, overrides, at):
                given.append(credit)
    _tell(given, at)
    return len(given)


def _credit(
    finding: Finding, down: Down, window: dt.timedelta, least: dt.timedelta, overrides: Overrides, at: dt.datetime
) -> FindingCredit | None:
    limit = end_of_day(finding.due_on)
    later = credit_for(limit, down, window=window, least=least)
    if later is None:
        return None
    # Hours after midnight are the day that they fall on: less than was lost is never given back.
    credit = FindingCredit.objects.create(
        finding=finding,
        moved_from=finding.due_on,
        moved_to=roll_to_workday(last_day_before(later), overrides),
        down_from=down.start,
        down_until=down.end,
        hours=(later - limit) // dt.timedelta(hours=1),
        at=at,
    )
    finding.due_on = credit.moved_to
    finding.save(update_fields=["due_on"])
    return credit


def credit_in_words(credit: FindingCredit) -> str:
    return _("系统停机%(hours)d小时（%(from)s起），整改期限由%(was)s顺延到%(now)s。") % {
        "hours": credit.hours,
        "from": f"{timezone.localtime(credit.down_from):%m-%d %H:%M}",
        "was": day_in_words(credit.moved_from),
        "now": day_in_words(credit.moved_to),
    }


def _tell(credits: Sequence[FindingCredit], at: dt.datetime) -> None:
    """Tell the branches until when they have time now."""
    secretaries = secretaries_of({credit.finding.branch_id for credit in credits}) if credits else {}
    letters = [
        Letter(
            person,
            f"finding-credit:{credit.pk}",
            _("一个问题的整改期限顺延了：%(reason)s") % {"reason": credit.finding.get_reason_display()},
            credit_in_words(credit),
            reverse("audits:finding-detail", args=[credit.finding_id]),
        )
        for credit in credits
        for person in secretaries[credit.finding.branch_id]
    ]
    notices_deliver(letters=letters, at=at)
