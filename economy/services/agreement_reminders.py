"""Tell who keeps an agreement with an enterprise, and the villages it covers, that it ends soon; each person once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import User
from economy.models import AgreementVillage, EnterpriseAgreement
from economy.selectors.people import holders_by_path
from ledgers.chain import secretaries_of
from ledgers.selectors.rules import rule_history
from ledgers.words import day_in_words
from notices.services import Letter, notices_deliver

REMIND_FROM = dt.time(9, 0)  # never at night
FARTHEST = dt.timedelta(days=180)  # the most that a district may be reminded ahead (economy.agreement_remind_days)
KEEPERS = (Permission.ECONOMY_CHECK, Permission.ECONOMY_APPROVE)


def agreements_remind(*, at: dt.datetime) -> int:
    """Send what is due on the local day of `at` and return how many messages are new."""
    if timezone.localtime(at).time() < REMIND_FROM:
        return 0
    today = timezone.localtime(at).date()
    near = EnterpriseAgreement.objects.not_ended(today).filter(until__gte=today, until__lte=today + FARTHEST)
    agreements = list(near.select_related("enterprise", "organisation").order_by("pk"))
    districts = {row.enterprise.organisation_id for row in agreements}
    days = {pk: rule_history(pk).on(today).value("economy.agreement_remind_days") for pk in districts}
    due = [row for row in agreements if (row.until - today).days <= days[row.enterprise.organisation_id]]
    if not due:
        return 0
    keepers = holders_by_path(KEEPERS, (row.organisation.path for row in due))
    villages = defaultdict(list)
    covered = AgreementVillage.objects.filter(agreement__in=due).order_by("pk")
    for agreement, village in covered.values_list("agreement", "organisation"):
        villages[agreement].append(village)
    secretaries = secretaries_of({village for each in villages.values() for village in each})
    letters: list[Letter] = []
    for row in due:
        people = [*keepers[row.organisation.path]]
        people += [person for village in villages[row.pk] for person in secretaries[village]]
        letters += _letters(row, people, today)
    return notices_deliver(letters=letters, at=at)


def _letters(agreement: EnterpriseAgreement, people: Iterable[User], today: dt.date) -> list[Letter]:
    words = {
        "firm": agreement.enterprise.name,
        "what": agreement.title,
        "day": day_in_words(agreement.until),
        "n": (agreement.until - today).days,
    }
    return [
        Letter(
            person,
            f"agreement-near:{agreement.pk}:{agreement.until}",
            _("合作协议快到期了：%(firm)s") % words,
            _("%(what)s，%(day)s到期，还有 %(n)d 天。续签或者不再合作，请提前商议。") % words,
            reverse("economy:agreement-detail", args=[agreement.pk]),
            outside=_("合作协议到期提醒"),
            place=agreement.organisation_id,
        )
        for person in dict.fromkeys(people)
    ]
