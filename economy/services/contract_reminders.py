"""Tell villages and townships of contracts that run out, or have run out and nobody has settled. Each person once."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Role
from branches.models import Membership, User
from economy.models import Contract
from ledgers.chain import secretaries_of
from ledgers.selectors.decisions import histories_of
from ledgers.words import day_in_words
from notices.services import Letter, notices_deliver

REMIND_FROM = dt.time(9, 0)  # never at night
FARTHEST = dt.timedelta(days=365)  # the most that a district may be reminded ahead
LOOK_BACK = dt.timedelta(days=60)  # what ran out longer ago was said before


def contracts_remind(*, at: dt.datetime) -> int:
    """Send what is due on the local day of `at` and return how many messages are new: the village hears of a contract
    that comes near its last day, village and township of one that has passed it."""
    if timezone.localtime(at).time() < REMIND_FROM:
        return 0
    today = timezone.localtime(at).date()
    rows = Contract.objects.alive().filter(until__gte=today - LOOK_BACK, until__lte=today + FARTHEST)
    contracts = list(rows.select_related("organisation").order_by("pk"))
    if not contracts:
        return 0
    books = histories_of({row.organisation_id: row.organisation for row in contracts}.values())
    due = [
        row
        for row in contracts
        if (row.until - today).days <= books[row.organisation_id].on(today).value("economy.contract_notice_days")
    ]
    if not due:
        return 0
    secretaries = secretaries_of({row.organisation_id for row in due})
    reviewers = _reviewers_of(due)
    letters = []
    for row in due:
        people: list[User] = [*secretaries.get(row.organisation_id, ())]
        if row.until < today:
            people += reviewers.get(row.organisation.parent_path, ())
        letters += _letters(row, people, today)
    return notices_deliver(letters=letters, at=at)


def _reviewers_of(contracts: Iterable[Contract]) -> dict[str, list[User]]:
    """Return path of the township → its reviewers."""
    held = Membership.objects.current().filter(
        Q(role=Role.TOWNSHIP_REVIEWER), organisation__path__in={row.organisation.parent_path for row in contracts}
    )
    found: dict[str, list[User]] = {}
    for membership in held.select_related("user", "organisation").order_by("pk"):
        found.setdefault(membership.organisation.path, []).append(membership.user)
    return found


def _letters(contract: Contract, people: Iterable[User], today: dt.date) -> list[Letter]:
    words = {"asset": contract.asset, "day": day_in_words(contract.until), "n": (contract.until - today).days}
    if contract.until < today:
        name, title = "expired", _("合同到期没有办理：%(asset)s") % words
        body = _("%(day)s已经到期。续签、重新发包或者收回以后，请在合同里了结。") % words
    else:
        name, title = "near", _("合同快到期了：%(asset)s") % words
        body = _("%(day)s到期，还有 %(n)d 天。请提前商议续签或者重新发包，经四议两公开办理。") % words
    return [
        Letter(
            person,
            f"contract-{name}:{contract.pk}:{contract.until}",
            title,
            body,
            reverse("economy:contract-detail", args=[contract.pk]),
            outside=_("集体资产合同到期提醒"),
            place=contract.organisation_id,
        )
        for person in people
    ]
