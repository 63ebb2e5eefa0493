"""What the pages on transfers print: rows of the list, the way with its steps, the words on the letter."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from ledgers.development_pages import TrailStep
from ledgers.enums.transfers import TransferAction, TransferKind, TransferState
from ledgers.models import Transfer, TransferStep
from ledgers.selectors.transfers import township_of
from ledgers.transfer_rules import FORWARD, is_overdue, may_move, time_words

A, S = TransferAction, TransferState
TONES = {A.COMPLETE: "passed", A.RETURN: "returned", A.WITHDRAW: "returned"}


@dataclass(frozen=True, slots=True)
class Row:
    """A transfer in the list: `mine` when the next step is the reader's."""

    pk: int
    name: str
    direction: str
    way: str
    state: str
    time: str
    is_late: bool
    is_open: bool
    mine: bool


def rows(transfers: Iterable[Transfer], branch: Organisation | None, user: User, day: dt.date) -> list[Row]:
    return [
        Row(
            transfer.pk,
            transfer.name,
            _direction(transfer, branch),
            f"{transfer.from_name} → {transfer.to_name}",
            str(transfer.get_state_display()),
            said(transfer, day) or _since(transfer),
            is_overdue(transfer, day),
            transfer.is_open,
            bool(transfer.is_open and may_move(user, transfer, FORWARD[transfer.state])),
        )
        for transfer in transfers
    ]


def _direction(transfer: Transfer, branch: Organisation | None) -> str:
    if branch is None:
        return str(transfer.get_kind_display())
    return _("转出") if transfer.source_id == branch.pk else _("转入")


def said(transfer: Transfer, day: dt.date) -> str:
    """Return the letter's time in words, or the day on which the transfer ended."""
    if transfer.ended_on:
        return _("%(day)s办结") % {"day": transfer.ended_on.isoformat()}
    return time_words(transfer, day)


def _since(transfer: Transfer) -> str:
    """Return what happened last of a transfer whose letter is not under way, with its day."""
    if transfer.received_on:
        return _("%(day)s接收") % {"day": transfer.received_on.isoformat()}
    return _("%(day)s申请") % {"day": transfer.applied_on.isoformat()}


@dataclass(frozen=True, slots=True)
class Station:
    """One step of the way: what, on which day, and whether it is done or the next one."""

    title: str
    day: dt.date | None
    done: bool
    current: bool


def way(transfer: Transfer, steps: Iterable[TransferStep]) -> list[Station]:
    """Return the five steps of the way; an arrival from outside begins with its letter."""
    checked = next((step.at for step in steps if step.action == A.CHECK), None)
    days = {
        S.APPLIED: transfer.applied_on,
        S.CHECKED: timezone.localdate(checked) if checked else None,
        S.ISSUED: transfer.issued_on,
        S.RECEIVED: transfer.received_on,
        S.COMPLETED: transfer.ended_on if transfer.state == S.COMPLETED else None,
    }
    order = list(days)
    if transfer.kind == TransferKind.IN:
        order = order[2:]
    reached = order.index(transfer.state) if transfer.state in order else _reached(days, order)
    return [
        Station(
            str(TransferState(state).label), days[state], index <= reached, index == reached + 1 and transfer.is_open
        )
        for index, state in enumerate(order)
    ]


def _reached(days: dict[str, dt.date | None], order: list) -> int:
    """Return the last step that a transfer had made before it was stopped."""
    return max(index for index, state in enumerate(order) if days[state])


@dataclass(frozen=True, slots=True)
class Button:
    """The next step: what it is called, what the button says, what to know before."""

    action: str
    title: str
    label: str
    text: str


def button(transfer: Transfer, action: str) -> Button:
    texts = {
        A.CHECK: (_("支部审核"), _("审核通过"), _("支部委员会看过、党费交清了再点。")),
        A.ISSUE: (_("乡镇党委开介绍信"), _("开介绍信"), _("填好以后可以打印三联介绍信。")),
        A.RECEIVE: (_("接收"), _("已接收"), _("见到介绍信就接收，不能无故拒收。")),
        A.COMPLETE: (_("回执"), _("回执已到，办完"), _("办完以后，原支部名册上改为“已转出”。")),
    }
    title, label, text = texts[action]
    if transfer.kind == TransferKind.OUT and action == A.RECEIVE:
        text = _("外地党组织接收以后，由转出支部在这里记下日期。")
    if transfer.kind == TransferKind.IN and action == A.COMPLETE:
        label, text = _("回执已寄，上名册"), _("填好基本信息，本人就上本支部的名册。其他信息以后再补。")
    elif transfer.kind == TransferKind.INSIDE and action == A.COMPLETE:
        text = _("办完以后，原支部名册上改为“已转出”，本人自动上接收支部的名册。")
    return Button(action, title, label, text)


@dataclass(frozen=True, slots=True)
class Stop:
    action: str
    label: str
    form: BaseForm


def stop(action: str, form: BaseForm) -> Stop:
    return Stop(action, str(TransferAction(action).label), form)


def trail(steps: Iterable[TransferStep]) -> list[TrailStep]:
    """Return what happened, the newest first."""
    return [
        TrailStep(str(step.get_action_display()), str(step.by), step.at, step.reason, TONES.get(step.action, ""))
        for step in steps
    ]


def roll_rows(transfer: Transfer, user: User) -> list[tuple[str, str]]:
    """Return label and address of the rows on the rolls, as far as the reader may open them."""
    found = []
    for member, branch, label in (
        (transfer.member, transfer.source, _("原支部名册")),
        (transfer.new_member, transfer.target, _("接收支部名册")),
    ):
        if member is not None and user.party_scope.covers(branch.path):
            found.append((label, reverse("ledgers:member-detail", args=[member.pk])))
    return found


def letter(transfer: Transfer) -> dict:
    """Return the committees that stand on the letter."""
    sender = township_of(transfer.source)
    if transfer.target is None:
        return {"sender": committee(sender), "receiver": transfer.outside, "to_branch": transfer.outside}
    return {
        "sender": committee(sender),
        "receiver": committee(township_of(transfer.target)),
        "to_branch": transfer.target.full_name or transfer.target.short_name,
    }


def committee(township: Organisation) -> str:
    """Return the name of the Party committee of a township."""
    return township.full_name or _("中共%(name)s委员会") % {"name": township.name}
