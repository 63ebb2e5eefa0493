"""Invented members who move from branch to branch (组织关系转接), one in every state, played through the services."""

# i18n: data file

import datetime as dt
import uuid
from dataclasses import dataclass

from config.lib.months import first_day, previous_month
from dashboards.demo.people import RETURNED, Cast
from dashboards.demo.timeline import at_time
from ledgers.enums import MembershipState
from ledgers.enums.transfers import TransferAction, TransferKind
from ledgers.models import Member, Transfer
from ledgers.selectors.transfers import dues_books, paid_until
from ledgers.services.transfers import transfer_apply, transfer_move, transfer_register
from ledgers.transfer_rules import keeper, receiver

A = TransferAction
AWAY = "中共义乌市佛堂镇示例社区支部委员会"
FAR = "中共东莞市虎门镇示例村支部委员会"
OVERDUE_OUTSIDE = "中共南昌市青云谱区示例街道工作委员会"


@dataclass(frozen=True, slots=True)
class Case:
    """A transfer: places are branches of the showcase by number, or words for what lies outside.

    `days` says how many days ago each step was made, in their order.
    """

    source: int | str
    target: int | str
    days: dict[str, int]
    note: str = ""
    reason: str = ""


# The secretary who is shown around (branch RETURNED) has something to do, to wait for and to receive.
CASES = (
    Case(RETURNED, 5, {A.APPLY: 1}, "婚后搬到对方村里住"),
    Case(0, 6, {A.APPLY: 6, A.CHECK: 4}, "在那边承包了果园"),
    Case(1, RETURNED, {A.APPLY: 8, A.CHECK: 7, A.ISSUE: 5}, "回老家村里住"),
    Case(2, OVERDUE_OUTSIDE, {A.APPLY: 44, A.CHECK: 43, A.ISSUE: 41}, "长期在南昌务工"),
    Case(RETURNED, 3, {A.APPLY: 12, A.CHECK: 11, A.ISSUE: 9, A.RECEIVE: 3}, "随子女居住"),
    Case(3, 1, {A.APPLY: 16, A.CHECK: 15, A.ISSUE: 13, A.RECEIVE: 8, A.COMPLETE: 5}, "搬家"),
    Case(5, AWAY, {A.APPLY: 30, A.CHECK: 29, A.ISSUE: 27, A.RECEIVE: 12, A.COMPLETE: 7}, "在义乌开店"),
    Case(0, 5, {A.APPLY: 15, A.CHECK: 14, A.RETURN: 10}, "搬家", "党费交到哪个月没有写清，核对后再报"),
    Case(6, 2, {A.APPLY: 20, A.WITHDRAW: 18}, "外出务工", "本人不走了"),
    Case(FAR, RETURNED, {A.REGISTER: 3}, "返乡创业"),
)
ARRIVING = "演示返乡党员"
LETTER_DAYS = {True: 10, False: 30}  # inside the city and beyond it


def transfers_fill(cast: Cast, today: dt.date) -> int:
    """Let members of the showcase's branches move, and return how many transfers that makes."""
    branches = cast.branches_of(cast.showcase)
    taken: set[int] = set()
    for number, case in enumerate(CASES, 1):
        days = iter(case.days.items())
        _first, ago = next(days)
        if not (transfer := _begun(cast, branches, case, number, today - dt.timedelta(days=ago), taken, today)):
            continue
        for action, ago in days:
            _step(cast, transfer, action, case.reason, number, today - dt.timedelta(days=ago))
    return Transfer.objects.count()


def _begun(
    cast: Cast, branches: list, case: Case, number: int, day: dt.date, taken: set[int], today
) -> Transfer | None:
    if isinstance(case.source, str):
        branch = branches[case.target]
        return transfer_register(
            branch=branch,
            name=ARRIVING,
            outside=case.source,
            note=case.note,
            letter=_letter(number, day, previous_month(first_day(day)), within_city=False),
            key=uuid.uuid4(),
            by=cast.secretaries[branch.pk],
            at=at_time(day, 10),
        )
    branch = branches[case.source]
    if (member := _mover(cast.rolls[branch.pk], taken, today)) is None:
        return None
    inside = isinstance(case.target, int)
    return transfer_apply(
        member=member,
        target=branches[case.target] if inside else None,
        outside="" if inside else case.target,
        note=case.note,
        applied_on=day,
        by=cast.secretaries[branch.pk],
        at=at_time(day, 9),
    )


def _mover(roll: list[Member], taken: set[int], today: dt.date) -> Member | None:
    """Return a full member without a post, from the end of the roll: what else is shown stands at its beginning.

    Whoever left out a month of dues is not let go: there may be nobody.
    """
    found = (
        member
        for member in reversed(roll)
        if member.state == MembershipState.NORMAL
        and member.full_on
        and not (member.post or member.away_to or member.pk in taken)
        and not dues_books(member, today).gaps()
        and not taken.add(member.pk)
    )
    return next(found, None)


def _letter(number: int, day: dt.date, paid: dt.date, *, within_city: bool) -> dict:
    return {
        "letter_number": f"高组转〔{day.year}〕{number}号",
        "issued_on": day,
        "paid_until": paid,
        "within_city": within_city,
        "valid_days": LETTER_DAYS[within_city],
    }


def _step(cast: Cast, transfer: Transfer, action: str, reason: str, number: int, day: dt.date) -> None:
    branch = receiver(transfer) if action == A.RECEIVE else keeper(transfer)
    by, values = cast.secretaries[branch.pk], {"reason": reason}
    if action in (A.ISSUE, A.RETURN):
        by = cast.reviewers[cast.showcase.pk][0]
    if action == A.ISSUE:
        paid = paid_until(transfer.member, day) or previous_month(first_day(day))
        values |= _letter(number, day, paid, within_city=transfer.kind == TransferKind.INSIDE)
    elif action == A.RECEIVE:
        values["received_on"] = day
    elif action == A.COMPLETE:
        values["ended_on"] = day
    transfer_move(transfer=transfer, action=action, values=values, by=by, at=at_time(day, 15))
