"""Transfers for tests."""

import datetime as dt
import uuid

from branches.models import Organisation
from ledgers.enums.transfers import TransferAction
from ledgers.models import Member, Transfer
from ledgers.services.transfers import transfer_apply, transfer_move, transfer_register
from tests.factories import NOW, District, make_member

TODAY = NOW.date()
LETTER = {
    "letter_number": "高组〔2026〕7号",
    "issued_on": TODAY,
    "paid_until": dt.date(2026, 10, 1),
    "within_city": True,
    "valid_days": None,
}


def applied(district: District, member: Member | None = None, **changes) -> Transfer:
    """Someone of `district.branch` who wants to go to the next branch of the same township."""
    values = {
        "member": member or make_member(district.branch, "周转接"),
        "target": district.sibling,
        "applied_on": TODAY,
        "by": district.secretary,
        "at": NOW,
    }
    return transfer_apply(**values | changes)


def moved(transfer: Transfer, action: str, by, at=NOW, **values) -> Transfer:
    return transfer_move(transfer=transfer, action=action, values=values, by=by, at=at)


def issued(district: District, member: Member | None = None, **changes) -> Transfer:
    """The same with a letter of ten days under way."""
    transfer = moved(applied(district, member, **changes), TransferAction.CHECK, district.secretary)
    return moved(transfer, TransferAction.ISSUE, district.reviewer, **LETTER)


def received(district: District, member: Member | None = None) -> Transfer:
    return moved(issued(district, member), TransferAction.RECEIVE, district.sibling_secretary, received_on=TODAY)


def arriving(district: District, branch: Organisation | None = None, at=NOW, **letter) -> Transfer:
    """Somebody from outside with a letter for `branch`, by default the district's first."""
    branch = branch or district.branch
    return transfer_register(
        branch=branch,
        name="吴转入",
        outside="中共赣州市章贡区解放街道工作委员会",
        note="返乡",
        letter=LETTER | {"within_city": False, "issued_on": at.date()} | letter,
        key=uuid.uuid4(),
        by=district.secretary_of(branch),
        at=at,
    )
