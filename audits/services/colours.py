"""Write the colours of a month once (红黄蓝绿), and say before that a ledger was made up."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from audits.colours import Colour, average, branch_colour, limits_from, township_colour
from audits.enums import REASON_CLASSES, CircularKind, ReasonClass
from audits.models import FraudFinding, MonthColour, TownshipColour
from audits.selectors.figures import by_township, ledger_figures
from branches.enums import Permission
from branches.models import User
from config.lib.verdict import YES, Answer, No
from ledgers.models import Ledger, Month
from ledgers.selectors.rules import rule_history


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
    limits = limits_from(rule_history(month.district_id, month).on(month.month))
    fraud = set(FraudFinding.objects.filter(ledger__month=month).values_list("ledger", flat=True))
    branches, townships = [], []
    for (township, _name), ledgers in by_township(ledger_figures(month)).items():
        colours = []
        for ledger in ledgers:
            colour, basis = branch_colour(
                # What a limit that was put off still waits for has no colour.
                is_received=not ledger.not_received,
                is_fraud=ledger.ledger in fraud,
                score=ledger.score,
                limits=limits,
            )
            colours.append(colour)
            branches.append(
                MonthColour(ledger_id=ledger.ledger, colour=colour or "", basis=basis, score=ledger.score, at=at)
            )
        mean = average([ledger.score for ledger in ledgers if ledger.score is not None])
        townships.append(
            TownshipColour(
                month=month,
                township_id=township,
                colour=township_colour(colours, mean, limits) or "",
                average=mean,
                branches=len(colours),
                reds=colours.count(Colour.RED),
                yellows=colours.count(Colour.YELLOW),
                at=at,
            )
        )
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
