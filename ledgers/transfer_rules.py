"""What may happen to a transfer, and by whom; how long its letter is valid, in words. No writes."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No
from ledgers.enums.transfers import TransferAction, TransferKind, TransferState
from ledgers.models import Transfer
from ledgers.rulebook.book import RuleBook
from ledgers.words import day_in_words

A, S = TransferAction, TransferState


@dataclass(frozen=True, slots=True)
class Move:
    """From which states to which one; a transfer from outside has no check and no letter of ours."""

    sources: tuple[str, ...]
    to: str


# The one table of moves. Sent back: by the township before the letter, by the receiver after it.
MOVES: dict[str, Move] = {
    A.CHECK: Move((S.APPLIED,), S.CHECKED),
    A.ISSUE: Move((S.CHECKED,), S.ISSUED),
    A.RECEIVE: Move((S.ISSUED,), S.RECEIVED),
    A.COMPLETE: Move((S.RECEIVED,), S.COMPLETED),
    A.RETURN: Move((S.CHECKED, S.ISSUED), S.RETURNED),
    A.WITHDRAW: Move((S.APPLIED, S.CHECKED, S.ISSUED), S.WITHDRAWN),
}
FORWARD = {S.APPLIED: A.CHECK, S.CHECKED: A.ISSUE, S.ISSUED: A.RECEIVE, S.RECEIVED: A.COMPLETE}


def keeper(transfer: Transfer) -> Organisation:
    """Return the branch of ours that carries the transfer: the sending one, or the receiving one of an arrival."""
    return transfer.target if transfer.kind == TransferKind.IN else transfer.source


def receiver(transfer: Transfer) -> Organisation:
    """Return the branch that records the reception: an outside receiver has no account here."""
    return transfer.source if transfer.kind == TransferKind.OUT else transfer.target


def may_move(by: User, transfer: Transfer, action: str) -> Answer:
    """Say whether `by` may make the move now."""
    move = MOVES.get(action)
    if move is None or transfer.state not in move.sources:
        return No(_("这一步已经办过，或者还没有轮到。请看最新的进度。"))
    scope = by.party_scope
    if action == A.ISSUE or (action == A.RETURN and transfer.state == S.CHECKED):
        if by.may(Permission.REVIEW_TOWNSHIP) and scope.covers(transfer.source.path):
            return YES
        return No(_("这一步由转出支部的乡镇党委办。"))
    branch = receiver(transfer) if action in (A.RECEIVE, A.RETURN) else keeper(transfer)
    if by.may(Permission.MEMBER_EDIT) and scope.covers(branch.path):
        return YES
    return No(_("这一步由%(branch)s的书记办。") % {"branch": branch.short_name})


def validity_days(book: RuleBook, *, within_city: bool) -> int:
    """Return for how many days a letter is valid unless the township writes another number."""
    return int(book.value("transfer.valid_days_city" if within_city else "transfer.valid_days_outside"))


def is_overdue(transfer: Transfer, day: dt.date) -> bool:
    """Tell whether the letter ran out before the member was received."""
    return transfer.state == S.ISSUED and transfer.valid_until < day


def time_words(transfer: Transfer, day: dt.date) -> str:
    """Return what time says about the letter under way on `day`, or nothing."""
    if transfer.state != S.ISSUED:
        return ""
    left = (transfer.valid_until - day).days
    words = {"day": day_in_words(transfer.valid_until), "n": abs(left)}
    if left < 0:
        return _("介绍信%(day)s到期，已超期 %(n)d 天") % words
    return _("介绍信%(day)s到期，还有 %(n)d 天") % words if left else _("介绍信今天到期")
