"""Publications for tests: made by the services, step by step, as a village does it."""

import datetime as dt
import uuid

from django.utils import timezone

from branches.models import Organisation, User
from evidence.models import StoredFile
from ledgers.enums.publication import PhotoMoment, PublicationAction
from ledgers.models import Objection, Publication, PublicationFile
from ledgers.publication_catalogue import BY_CODE
from ledgers.services.publication import (
    Paper,
    objection_record,
    publication_attach,
    publication_move,
    publication_start,
)
from tests.factories import make_file

A = PublicationAction
STEPS = {
    "draft": (),
    "checked": (A.CHECK,),
    "approved": (A.CHECK, A.APPROVE),
    "up": (A.CHECK, A.APPROVE, A.PUT_UP),
    "down": (A.CHECK, A.APPROVE, A.PUT_UP, A.TAKE_DOWN),
}
TODAY = dt.date(2026, 11, 2)


def morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(8)))


def values(**changes) -> dict:
    return {
        "kind": "finance",
        "title": "2026年第三季度财务收支情况",
        "period_start": dt.date(2026, 7, 1),
        "period_end": dt.date(2026, 9, 30),
        "content": "一、收入：山林发包 12000 元。\n二、支出：路灯电费 830 元。",
        "places": ["board"],
        "meeting_on": None,
    } | changes


def make_publication(
    branch: Organisation,
    by: User,
    *,
    upto: str = "draft",
    item: str = "finance.accounts",
    day: dt.date = TODAY,
    days: int = 7,
    down_on: dt.date | None = None,
    **changes,
) -> Publication:
    """A publication of `branch` that has come as far as `upto` on `day`; taken down on `down_on` or when it ends."""
    if item:
        changes.setdefault("kind", BY_CODE[item].kind)
    made = publication_start(
        branch=branch, item=item, values=values(**changes), key=uuid.uuid4(), by=by, at=morning(day)
    )
    down_on = down_on or day + dt.timedelta(days=days)
    for action in STEPS[upto]:
        on = down_on if action == A.TAKE_DOWN else day
        made = publication_move(
            publication=made,
            action=action,
            paper=Paper(
                on=on,
                checker="王监委",
                secrecy_checker="李文书",
                approver="马书记",
                until=day + dt.timedelta(days=days),
                places=tuple(made.places),
            ),
            by=by,
            at=morning(on),
        )
    return made


def add_photo(
    publication: Publication, by: User, moment: str = PhotoMoment.LAST, file: StoredFile | None = None
) -> PublicationFile:
    return publication_attach(
        publication=publication,
        file=file or make_file(publication.branch, by, name="公示栏.jpg"),
        moment=moment,
        by=by,
        at=morning(TODAY),
        limit=12,
    )


def make_objection(publication: Publication, by: User, *, on: dt.date | None = None, **changes) -> Objection:
    on = on or publication.put_up_on
    words = {"text": "路灯电费怎么比去年多？", "from_whom": ""} | changes
    return objection_record(publication=publication, key=uuid.uuid4(), received_on=on, by=by, at=morning(on), **words)
