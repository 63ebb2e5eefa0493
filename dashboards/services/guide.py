"""Keep how far a person has come in the guided first visit. The history of the row says when, and under which hat."""

import datetime as dt

import pghistory

from branches.enums import GuideState
from branches.models import User
from dashboards.guide import GUIDE


class NoSuchStep(Exception):
    """The visit of the role has no step of this number."""


def guide_go(*, number: int, by: User, at: dt.datetime) -> None:
    """Put the visit of one's present role at a step. Raises NoSuchStep."""
    role = by.hat.role if by.hat else ""
    if not 1 <= number <= len(GUIDE.get(role, ())):
        raise NoSuchStep
    _write(by, at, guide_state=GuideState.GOING, guide_role=role, guide_step=number)


def guide_end(*, is_done: bool, by: User, at: dt.datetime) -> None:
    """End the visit, walked through or not; it is not offered again, and may be begun anew."""
    _write(by, at, guide_state=GuideState.DONE if is_done else GuideState.LEFT)


def _write(user: User, at: dt.datetime, **columns) -> None:
    changed = {name: value for name, value in columns.items() if getattr(user, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(user, name, value)
    with pghistory.context(user=user.pk, guide_at=at.isoformat()):
        user.save(update_fields=list(changed))
