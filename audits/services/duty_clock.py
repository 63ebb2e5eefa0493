"""The clock of the duty roster (坐班值班): drafts for the next month, and what people are told of. Each once."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from audits.models import Effect
from branches.models import Organisation
from cadres.duty_letters import duty_letters, villages_on_duty
from cadres.services.duty import rosters_generate
from config.lib.months import first_day, next_month
from ledgers.models import DistrictParameters
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.rules import rule_history
from notices.services import notices_deliver

# People are told at nine in the morning, never at night.
MORNING = dt.time(9, 0)


def duty_run(*, at: dt.datetime) -> Iterator[str]:
    """Do what is due on the local day of `at`, from nine o'clock, and yield what was done."""
    local = timezone.localtime(at)
    if local.time() < MORNING:
        return
    today = local.date()
    for parameters in DistrictParameters.objects.select_related("district").order_by("pk"):
        district = parameters.district
        book = rule_history(district).on(today)
        if made := _draft(district, today, book, at):
            yield f"drew {made} drafts of duty rosters for {district}"
        if told := _tell(district, today, book, at):
            yield f"told people of {district} of their duty: {told}"


@transaction.atomic
def _draft(district: Organisation, today: dt.date, book: RuleBook, at: dt.datetime) -> int:
    """From the district's day of the month on, draw the next month's drafts where the villages have none."""
    if today.day < book.value("duty.draft_day"):
        return 0
    month = next_month(first_day(today))
    if not _claimed(f"duty-draft:{district.pk}:{month:%Y-%m}", at):
        return 0
    villages = villages_on_duty(district, today)
    return len(rosters_generate(district=district, month=month, villages=villages, by=None, at=at).made)


@transaction.atomic
def _tell(district: Organisation, today: dt.date, book: RuleBook, at: dt.datetime) -> int:
    if not _claimed(f"duty-letters:{district.pk}:{today}", at):
        return 0
    letters = list(duty_letters(district, today, book))
    return notices_deliver(letters=letters, at=at) if letters else 0


def _claimed(key: str, at: dt.datetime) -> bool:
    _row, is_new = Effect.objects.get_or_create(key=key, defaults={"at": at})
    return is_new
