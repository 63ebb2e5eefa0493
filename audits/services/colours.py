"""Write the colours of a month once (红黄蓝绿), and say before that a ledger was made up."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from audits.colours import Colour
from audits.enums import REASON_CLASSES, CircularKind, ReasonClass
from audits.models import FraudFinding, MonthColour, TownshipColour
from audits.selectors.colours import colours_now
from branches.enums import Permission
from branches.models import User
from config.lib.verdict import YES, Answer, No
from ledgers.models import Ledger, Month


class ColourRefused(Exception):
    """Something about a colour that may not be done; the message says why in the reader's words."""


def months_due(at: dt.datetime) -> QuerySet[Month]:
    """Return the months whose colours are to be written at `at`, the oldest first.

    A month is due when its circular is signed, or when the day for it has passed without one: from then on its scores
    are what the district goes by.
    """
    return (
        Month.objects.filter(
            Q(circular_by__lte=at) | Q(circulars__kind=CircularKind.MONTH, circulars__signed_at__lte=at), expected__gt=0
        )
        .exclude(pk__in=TownshipColour.objects.values("month"))
        .select_related("district")
        .order_by("month", "pk")
        .distinct()
    )


@transaction.atomic
def month_colours_write(*, month: Month, at: dt.datetime) -> bool:
    """Write the colour of every ledger and township of `month`; return False when that was done before."""
    Month.objects.select_for_update(no_key=True).get(pk=month.pk)
    if TownshipColour.objects.filter(month=month).exists():
        return False
    found = colours_now(month)
    branches = [
        MonthColour(ledger_id=branch.ledger, colour=branch.colour or "", basis=branch.basis, score=branch.score, at=at)
        for township in found
        for branch in township.branches
    ]
    townships = [
        TownshipColour(
            month=month,
            township_id=township.pk,
            colour=township.colour or "",
            average=township.average,
            branches=len(township.branches),
            reds=township.count(Colour.RED),
            yellows=township.count(Colour.YELLOW),
            at=at,
        )
        for township in found
    ]
    MonthColour.objects.bulk_create(branches, batch_size=1000)
    TownshipColour.objects.bulk_create(townships)
    return True


def may_find_fraud(by: User, ledger: Ledger) -> Answer:
    """The lead decides, on a doubt about truth that a reviewer wrote down, before the colours are written."""
    if not by.may(Permission.CIRCULAR_SIGN) or not by.party_scope.covers(ledger.branch.path):
        return No(_("弄虚作假由区委组织部签发人认定。"))
    if MonthColour.objects.filter(ledger=ledger).exists():
        return No(_("这个月的颜色已经确定，不能再改。"))
    reasons = {line["reason"] for lost in ledger.verdicts.values_list("lost", flat=True) for line in lost.values()}
    if not any(REASON_CLASSES.get(reason) == ReasonClass.TRUTH for reason in reasons):
        return No(_("审查中没有提出真实性问题，不能认定。"))
    return YES


@transaction.atomic
def fraud_find(*, ledger: Ledger, reason: str, by: User, at: dt.datetime) -> FraudFinding:
    """Find that `ledger` was made up, which makes its month red (一票否决). Raises ColourRefused."""
    Month.objects.select_for_update(no_key=True).get(pk=ledger.month_id)
    if not (answer := may_find_fraud(by, ledger)):
        raise ColourRefused(answer.reason)
    if not reason.strip():
        raise ColourRefused(_("请写明认定的理由。"))
    found, is_new = FraudFinding.objects.get_or_create(
        ledger=ledger, defaults={"reason": reason.strip(), "by": by, "at": at}
    )
    if not is_new:
        raise ColourRefused(_("已经认定过了。"))
    return found
