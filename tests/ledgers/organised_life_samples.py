"""Appraisals and talks for tests."""

import datetime as dt
import uuid

from branches.models import Organisation, User
from ledgers.enums import Post
from ledgers.enums.organised_life import AppraisalAction, Grade, Part
from ledgers.models import Appraisal, Member, Talk
from ledgers.models.organised_life import APPRAISAL_STEPS
from ledgers.services.organised_life import (
    appraisal_line_save,
    appraisal_move,
    appraisal_save,
    appraisal_start,
    talk_record,
)
from tests.factories import NOW, District


def make_talk(district: District, one: int = 0, other: int = 3, on: dt.date = dt.date(2026, 10, 20)) -> Talk:
    """A talk between two members of the district's branch, counted along its roll."""
    members = list(Member.objects.filter(branch=district.branch).order_by("pk"))
    return talk_record(
        branch=district.branch,
        one=members[one],
        other=members[other],
        talked_on=on,
        topic="",
        key=uuid.uuid4(),
        by=district.secretary,
        at=NOW,
    )


def make_appraisal(district: District, year: int = 2026) -> Appraisal:
    return appraisal_start(branch=district.branch, year=year, by=district.secretary, at=NOW)


def steps_on(first: dt.date) -> dict[str, dt.date]:
    """The days of all steps, one a day from `first` on."""
    return {name: first + dt.timedelta(days=number) for number, name in enumerate(APPRAISAL_STEPS)}


def report_appraisal(branch: Organisation, by: User, at: dt.datetime, year: int) -> Appraisal:
    """A whole appraisal: everyone 合格, all ballots agree, reported."""
    appraisal = appraisal_start(branch=branch, year=year, by=by, at=at)
    here = appraisal.lines.filter(part=Part.HERE).count()
    appraisal_save(
        appraisal=appraisal,
        days=steps_on(at.date() - dt.timedelta(days=10)),
        ballots_cast=here,
        by=by,
        at=at,
    )
    for line in appraisal.lines.filter(part=Part.HERE):
        counts = {Grade.EXCELLENT: 0, Grade.QUALIFIED: here, Grade.BASIC: 0, Grade.UNQUALIFIED: 0}
        appraisal_line_save(
            line=line,
            part=Part.HERE,
            reason="",
            counts=counts if line.is_full else None,
            grade=Grade.QUALIFIED if line.is_full else "",
            by=by,
            at=at,
        )
    return appraisal_move(appraisal=appraisal, action=AppraisalAction.REPORT, by=by, at=at)


def talk_round(branch: Organisation, by: User, at: dt.datetime) -> list[Talk]:
    """Talks that leave nobody out and no kind of pair: secretary with all, the others in a chain."""
    members = sorted(
        Member.objects.filter(branch=branch).on_roll(), key=lambda m: (m.post != Post.SECRETARY, not m.post)
    )
    pairs = [(members[0], other) for other in members[1:]] + list(zip(members[1:], members[2:], strict=False))
    return [
        talk_record(branch=branch, one=one, other=other, talked_on=at.date(), topic="", key=uuid.uuid4(), by=by, at=at)
        for one, other in pairs
    ]
