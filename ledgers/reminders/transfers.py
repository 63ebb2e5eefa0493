"""What falls due with transfers (组织关系转接): somebody arrives, a letter runs out, a receipt has not come."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.models import Organisation
from ledgers.enums.transfers import TransferKind, TransferState
from ledgers.models import Transfer
from ledgers.reminders.reminder import Reminder
from ledgers.selectors.rules import rule_history
from ledgers.transfer_rules import keeper
from ledgers.words import day_in_words


def transfer_reminders(district: Organisation, day: dt.date) -> Iterator[Reminder]:
    """Yield what is due on `day`, each event once."""
    inside = Q(source__path__startswith=district.path) | Q(target__path__startswith=district.path)
    found = Transfer.objects.filter(inside, state__in=(TransferState.ISSUED, TransferState.RECEIVED))
    book = rule_history(district).on(day)
    notice = dt.timedelta(days=int(book.value("transfer.remind_days")))
    patience = dt.timedelta(days=int(book.value("transfer.receipt_days")))
    for transfer in found.select_related("source", "target").order_by("pk"):
        if transfer.state == TransferState.ISSUED:
            yield from _arriving(transfer, district)
            if transfer.valid_until - notice <= day:
                yield from _running_out(transfer, district)
        elif transfer.received_on + patience <= day and keeper(transfer).path.startswith(district.path):
            title = _("%(name)s的转接还在等回执") % {"name": transfer.name}
            body = _("%(day)s已经接收，请催一催回执，收到就记下来。")
            yield _reminder(transfer, keeper(transfer), "receipt", title, body % _day(transfer.received_on))


def _arriving(transfer: Transfer, district: Organisation) -> Iterator[Reminder]:
    if transfer.kind == TransferKind.INSIDE and transfer.target.path.startswith(district.path):
        title = _("%(name)s要转到你们支部") % {"name": transfer.name}
        body = _("介绍信已经开出，%(day)s前接收，不能无故拒收。") % _day(transfer.valid_until)
        yield _reminder(transfer, transfer.target, "arriving", title, body)


def _running_out(transfer: Transfer, district: Organisation) -> Iterator[Reminder]:
    title = _("%(name)s的介绍信%(day)s到期") % ({"name": transfer.name} | _day(transfer.valid_until))
    body = _("还没有接收。过期要附支部证明。")
    for branch in filter(None, (transfer.source, transfer.target)):
        if branch.path.startswith(district.path):
            yield _reminder(transfer, branch, "expires", title, body)


def _reminder(transfer: Transfer, branch: Organisation, event: str, title: str, body: str) -> Reminder:
    key = f"transfer:{transfer.pk}:{event}"
    return Reminder(branch.pk, key, title, body, reverse("ledgers:transfer-detail", args=[transfer.pk]))


def _day(day: dt.date) -> dict[str, str]:
    return {"day": day_in_words(day)}
