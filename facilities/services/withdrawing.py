"""Take back what was written down by mistake."""

import datetime as dt
from typing import TypeVar

from django.utils.translation import gettext as _

from branches.models import User
from facilities.refusal import FacilityRefused
from ledgers.models.standing import Withdrawable

Row = TypeVar("Row", bound=Withdrawable)


def take_back(row: Row, why: str, *, by: User, at: dt.datetime) -> Row:
    """Say of a locked row when, by whom and why it was taken back. Raises FacilityRefused naming the field."""
    if not row.is_valid:
        raise FacilityRefused(_("已经撤销。"))
    if not why.strip():
        raise FacilityRefused(_("请写明为什么撤销。"), "why")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = at, by, why.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    return row
