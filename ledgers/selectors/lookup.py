"""Find the month or the ledger that an address or a person means."""

from django.http import Http404

from branches.models import User
from config.lib.months import parse_month
from ledgers.models import Ledger, Month
from ledgers.rules import EDITABLE


def month_named(user: User, key: str) -> Month:
    """Return the user's month written as YYYY-MM; raises Http404 when there is none."""
    try:
        wanted = parse_month(key)
    except ValueError:
        raise Http404 from None
    month = Month.objects.visible_to(user).select_related("district").filter(month=wanted).first()
    if month is None:
        raise Http404
    return month


def month_among_others(user: User, key: str, count: int = 12) -> tuple[Month, list[Month]]:
    """Return the user's month written as YYYY-MM, and the newest months to switch to, in one query as a rule.

    Raises Http404 when there is no such month.
    """
    newest = list(Month.objects.visible_to(user).select_related("district").order_by("-month")[:count])
    return next((month for month in newest if month.key == key), None) or month_named(user, key), newest


def own_ledger(user: User, key: str) -> Ledger:
    """Return the ledger of the user's own branch for the month written as YYYY-MM; raises Http404 for none."""
    try:
        wanted = parse_month(key)
    except ValueError:
        raise Http404 from None
    ledgers = Ledger.objects.visible_to(user).select_related("branch", "township", "desk", "month")
    ledger = ledgers.filter(branch=user.hat.organisation_id if user.hat else None, month__month=wanted).first()
    if ledger is None:
        raise Http404
    return ledger


def first_in_need(user: User) -> Ledger | None:
    """Return the ledger that needs the branch first: the oldest that is returned or not handed in, else the newest.

    None for a branch without a ledger, or for a person without a branch.
    """
    if user.hat is None:
        return None
    own = Ledger.objects.visible_to(user).filter(branch=user.hat.organisation_id).select_related("month")
    return own.filter(status__in=EDITABLE).order_by("month__month").first() or own.order_by("-month__month").first()


def latest_month(user: User) -> Month | None:
    """Return the newest month open to the user, or None before the first is opened."""
    return Month.objects.visible_to(user).select_related("district").order_by("-month").first()
