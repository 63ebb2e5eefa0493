"""Write the colours of a month once (红黄蓝绿), and say before that a ledger was made up."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from audits.colours import Colour
from audits.enums import REASON_CLASSES, CircularKind, ReasonClass
from audits.models import FraudFinding, MonthColour, TownshipColour
from audits.selectors.colours import colours_now
from branches.enums import Permission, Role
from branches.models import Membership, User
from config.lib.verdict import YES, Answer, No
from ledgers.models import Ledger, Month
from notices.services import notices_send


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


def _may_decide(by: User, ledger: Ledger) -> Answer:
    if not by.may(Permission.CIRCULAR_SIGN) or not by.party_scope.covers(ledger.branch.path):
        return No(_("弄虚作假由区委组织部签发人认定。"))
    if MonthColour.objects.filter(ledger=ledger).exists():
        return No(_("这个月的颜色已经确定，不能再改。"))
    return YES


def may_find_fraud(by: User, ledger: Ledger) -> Answer:
    """The lead decides, on a doubt about truth that a reviewer wrote down, before the colours are written."""
    if not (answer := _may_decide(by, ledger)):
        return answer
    reasons = {line["reason"] for lost in ledger.verdicts.values_list("lost", flat=True) for line in lost.values()}
    if not any(REASON_CLASSES.get(reason) == ReasonClass.TRUTH for reason in reasons):
        return No(_("审查中没有提出真实性问题，不能认定。"))
    return YES


def may_withdraw_fraud(by: User, finding: FraudFinding) -> Answer:
    """The lead takes it back, once, and before the colours are written: afterwards the month is public."""
    if finding.withdrawn_at is not None:
        return No(_("这项认定已经撤销。"))
    return _may_decide(by, finding.ledger)


@transaction.atomic
def fraud_find(*, ledger: Ledger, reason: str, by: User, at: dt.datetime) -> FraudFinding:
    """Find that `ledger` was made up, which makes its month red (一票否决). Raises ColourRefused."""
    Month.objects.select_for_update(no_key=True).get(pk=ledger.month_id)
    if not (answer := may_find_fraud(by, ledger)):
        raise ColourRefused(answer.reason)
    if not reason.strip():
        raise ColourRefused(_("请写明认定的理由。"))
    if FraudFinding.objects.standing().filter(ledger=ledger).exists():
        raise ColourRefused(_("已经认定过了。"))
    found = FraudFinding.objects.create(ledger=ledger, reason=reason.strip(), by=by, at=at)
    _tell(found, _("%(branch)s%(month)s台账被认定弄虚作假"), found.reason, "found", at)
    return found


@transaction.atomic
def fraud_withdraw(*, finding: FraudFinding, reason: str, by: User, at: dt.datetime) -> FraudFinding:
    """Take the finding back: the month's colour goes by the score again. Raises ColourRefused."""
    Month.objects.select_for_update(no_key=True).get(pk=finding.ledger.month_id)
    finding = FraudFinding.objects.select_related("ledger__branch", "ledger__month").get(pk=finding.pk)
    if not (answer := may_withdraw_fraud(by, finding)):
        raise ColourRefused(answer.reason)
    if not reason.strip():
        raise ColourRefused(_("请写明撤销的理由。"))
    finding.withdrawn_reason, finding.withdrawn_by, finding.withdrawn_at = reason.strip(), by, at
    finding.save(update_fields=["withdrawn_reason", "withdrawn_by", "withdrawn_at"])
    _tell(finding, _("%(branch)s%(month)s台账弄虚作假的认定撤销了"), finding.withdrawn_reason, "withdrawn", at)
    return finding


def _tell(finding: FraudFinding, title: str, reason: str, what: str, at: dt.datetime) -> None:
    """Tell the branch's secretaries and the township's reviewers and leader."""
    ledger = finding.ledger
    of_township = Q(role__in=[Role.TOWNSHIP_REVIEWER, Role.TOWNSHIP_LEADER], organisation=ledger.township_id)
    held = Membership.objects.current().filter(Q(role=Role.SECRETARY, organisation=ledger.branch_id) | of_township)
    notices_send(
        recipients={membership.user_id: membership.user for membership in held.select_related("user")}.values(),
        key=f"fraud:{finding.pk}:{what}",
        title=title % {"branch": ledger.branch.short_name, "month": ledger.month.label},
        body=reason,
        url=reverse("audits:ledger-review", args=[ledger.pk]),
        at=at,
    )
