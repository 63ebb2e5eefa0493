"""Record dues that were really paid, and fix what a member owes a month."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from config.lib.months import first_day, months_after, previous_month
from ledgers.chain import ledger_lock
from ledgers.models import DuesPayment, DuesStandard, Ledger, Member
from ledgers.rules import may_edit
from ledgers.selectors.dues import owing_members
from ledgers.selectors.rules import rule_history
from ledgers.services.meetings import EditRefused
from ledgers.services.members import may_edit_roll
from ledgers.words import month_in_words

# Money that was paid is recorded however far ahead; that it should not be is a matter of the pre-review.
MOST_MONTHS_AHEAD = 11


@dataclass(frozen=True, slots=True)
class DuesLine:
    """What a member paid: amount in cents (分) and the day; no amount takes the entry away.

    `month` is the first day of the month it is for, the ledger's own when None. `proxy` is who brought the money for
    the member, `taken_by` who took it; None leaves what is recorded.
    """

    member_id: int
    cents: int | None
    paid_on: dt.date
    month: dt.date | None = None
    proxy: str = ""
    taken_by: str | None = None


def months_payable(ledger: Ledger, back_months: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last month that money received in `ledger` may be for."""
    month = ledger.month.month
    return months_after(month, -back_months), months_after(month, MOST_MONTHS_AHEAD)


def _refuse_month(ledger: Ledger, lines: Sequence[DuesLine]) -> None:
    """Raise EditRefused for a month that is too long ago or too far ahead to pay for (第十二条)."""
    others = {line.month for line in lines if line.month and line.month != ledger.month.month}
    if not others:
        return
    back = rule_history(ledger.month.district_id, ledger.month).on(ledger.month.month).value("dues.back_months")
    first, last = months_payable(ledger, back)
    for month in sorted(others):
        if month < first:
            raise EditRefused(
                _("%(month)s太早了：党费只能补交 %(n)d 个月以内的。") % {"month": month_in_words(month), "n": back}
            )
        if month > last:
            raise EditRefused(_("%(month)s太远了，党费按月交，不能预交那么久。") % {"month": month_in_words(month)})


@transaction.atomic
def dues_save(*, ledger: Ledger, lines: Sequence[DuesLine], by: User, at: dt.datetime) -> int:
    """Record dues received in `ledger` and return how many entries changed; untouched entries keep who and when.

    Lines of people who are not on the branch's roll are left out, and so are lines for a month that was paid for
    through another ledger: the money is counted once. Raises EditRefused.
    """
    ledger = ledger_lock(ledger.pk)
    if not (answer := may_edit(by, ledger)):
        raise EditRefused(answer.reason)
    _refuse_month(ledger, lines)
    own = ledger.month.month
    recorded = {(payment.member_id, payment.month): payment for payment in ledger.dues.all()}
    # Two ledgers of a branch may be open at once, or the member may be leaving it just now: whoever comes second waits
    # for the member's row and then sees.
    named = Member.objects.filter(branch=ledger.branch_id, pk__in={line.member_id for line in lines})
    list(named.select_for_update().order_by("pk").values_list("pk"))
    known = set(owing_members(ledger.branch_id, own).values_list("pk", flat=True)) | {pk for pk, _month in recorded}
    wanted = known & {line.member_id for line in lines}
    elsewhere = set(
        DuesPayment.objects.filter(member__in=wanted).exclude(ledger=ledger).values_list("member_id", "month")
    )
    new, changed, gone = [], [], []
    for line in lines:
        key = (line.member_id, line.month or own)
        if line.member_id not in known or key in elsewhere:
            continue
        payment = recorded.get(key)
        if payment and not line.cents:
            gone.append(payment.pk)
        elif payment is None and line.cents:
            payment = DuesPayment(ledger=ledger, member_id=line.member_id, month=key[1])
            new.append(_written(payment, line, by, at))
        elif payment and (payment.paid_cents, payment.paid_on, payment.proxy) != (line.cents, line.paid_on, line.proxy):
            changed.append(_written(payment, line, by, at))
    DuesPayment.objects.bulk_create(new)
    DuesPayment.objects.bulk_update(
        changed, ["paid_cents", "paid_on", "proxy", "taken_by", "recorded_by", "recorded_at"]
    )
    ledger.dues.filter(pk__in=gone).delete()
    return len(new) + len(changed) + len(gone)


def _written(payment: DuesPayment, line: DuesLine, by: User, at: dt.datetime) -> DuesPayment:
    payment.paid_cents, payment.paid_on, payment.proxy = line.cents, line.paid_on, line.proxy
    if line.taken_by is not None:
        payment.taken_by = line.taken_by
    payment.recorded_by, payment.recorded_at = by, at
    return payment


class StandardRefused(Exception):
    """The standard may not be fixed so; the message says why."""


@dataclass(frozen=True, slots=True)
class Standard:
    """What is to hold for a member from a month on; amounts in cents (分), see DuesStandard."""

    member_id: int
    category: str
    base_cents: int | None = None
    fixed_cents: int | None = None
    approved_by: str = ""
    approved_on: dt.date | None = None
    approval_document: str = ""


@transaction.atomic
def standards_set(
    *, branch: Organisation, standards: Sequence[Standard], valid_from: dt.date, by: User, at: dt.datetime
) -> int:
    """Append a version for each member whose standard changes and return how many did; the same again adds nothing.

    `valid_from` is the first day of a month, last month's at the earliest: what was reckoned before stays. Members of
    other branches are left out. Raises StandardRefused.
    """
    if not (answer := may_edit_roll(by, branch)):
        raise StandardRefused(answer.reason)
    if valid_from < previous_month(first_day(timezone.localtime(at).date())):
        raise StandardRefused(_("标准最早从上个月起算，以前的月份不再改。"))
    wanted = {standard.member_id for standard in standards}
    known = set(
        Member.objects.select_for_update()
        .filter(branch=branch, pk__in=wanted)
        .on_roll()
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    versions = DuesStandard.objects.filter(member__in=known, valid_from__lte=valid_from)
    latest = {row.member_id: row for row in versions.order_by("member", "-valid_from", "-pk").distinct("member")}
    new = [
        DuesStandard(member_id=standard.member_id, valid_from=valid_from, by=by, at=at, **_columns(standard))
        for standard in standards
        if standard.member_id in known and _columns(standard) != _columns(latest.get(standard.member_id))
    ]
    DuesStandard.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def standards_follow(*, member: Member, arrived: Member, by: User, at: dt.datetime) -> int:
    """Let what `member` owes a month hold for `arrived` too, the same person on the roll of another branch.

    It begins with `arrived.dues_from`; versions that begin later are taken over as they are. Returns how many.
    """
    versions = list(member.dues_standards.order_by("valid_from", "pk"))
    began = [row for row in versions if row.valid_from <= arrived.dues_from]
    new = [
        DuesStandard(member=arrived, valid_from=max(row.valid_from, arrived.dues_from), by=by, at=at, **_columns(row))
        for row in began[-1:] + versions[len(began) :]
    ]
    DuesStandard.objects.bulk_create(new)
    return len(new)


COLUMNS = ("category", "base_cents", "fixed_cents", "approved_by", "approved_on", "approval_document")


def _columns(standard: Standard | DuesStandard | None) -> dict:
    return {name: getattr(standard, name) for name in COLUMNS} if standard else {}
