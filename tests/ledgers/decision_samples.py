"""Decisions on their way through the six steps, for tests: October 2026 in 马源村, everything by the rules."""

import datetime as dt
import uuid

from branches.models import Organisation
from ledgers.enums import MeetingKind, VoteMethod
from ledgers.enums.decisions import Body, FilePurpose, Matter, Origin, Step
from ledgers.models import Decision, DecisionStep, Meeting
from ledgers.services.decisions import current_steps, decision_start, file_attach, publication_close, step_confirm
from tests.factories import NOW, District, make_file, record_meeting

DAYS = {1: 6, 2: 7, 3: 12, 4: 13, 5: 14, 6: 24}
WORDING = {
    "title": "硬化三组通组路",
    "matter": Matter.WORKS,
    "origin": Origin.PEOPLE,
    "amount_cents": 120_000_00,
    "proposal": "硬化通组路800米，投资12万元，公开承包。",
}


def october(day: int) -> dt.date:
    return dt.date(2026, 10, day)


def start(district: District, branch: Organisation | None = None, **wording) -> Decision:
    branch = branch or district.branch
    by = district.secretary_of(branch)
    return decision_start(branch=branch, values=WORDING | wording, key=uuid.uuid4(), by=by, at=NOW)


def hold(district: District, kind: str, day: int, branch: Organisation | None = None, **values) -> Meeting:
    """A meeting where all who came agreed; `votes_for` and the like may be given."""
    branch = branch or district.branch
    came = 3 if kind == MeetingKind.COMMITTEE else 8
    votes = {"vote_method": VoteMethod.HANDS, "votes_for": came, "votes_against": 0, "votes_abstain": 0}
    return record_meeting(district.ledger(branch), district.secretary_of(branch), kind, day=day, **(votes | values))


KINDS = {1: MeetingKind.COMMITTEE, 2: MeetingKind.OTHER, 3: MeetingKind.GENERAL}
ASSEMBLY = {
    "profile": Body.REPRESENTATIVES,
    "called": 30,
    "came": 27,
    "votes_for": 25,
    "votes_against": 1,
    "votes_abstain": 1,
    "attendee": "高干事（镇组织干事）",
}


def values_for(district: District, number: int, branch: Organisation | None = None, **given) -> dict:
    """What a secretary types at a step when all goes well; `given` goes before it."""
    day = given.pop("day", DAYS[number])
    values: dict = {"content": "同意方案。"}
    if number in KINDS and "meeting" not in given:
        values["meeting"] = hold(district, KINDS[number], day, branch)
    if number == Step.CONSULT:
        values |= {"called": 6, "came": 6, "votes_for": 6}
    if number == Step.DELIBERATE:
        values |= {"notice_on": october(day) - dt.timedelta(days=4), "attendee": "高干事（镇组织干事）"}
    if number == Step.RESOLVE:
        values |= ASSEMBLY | {"held_on": october(day)}
    if number >= Step.PUBLISH:
        values |= {"held_on": october(day), "place": "村公示栏、各组公示点"}
    if number == Step.RESULT:
        values |= {"accepted_on": october(23), "settlement_cents": 118_000_00}
    return values | given


def confirm(district: District, decision: Decision, number: int, at: dt.datetime = NOW, **given) -> DecisionStep:
    decision.refresh_from_db()
    present = current_steps(decision).get(number)
    return step_confirm(
        decision=decision,
        version=decision.version,
        number=number,
        values=values_for(district, number, decision.branch, **given),
        replaces=present.pk if present else None,
        by=district.secretary_of(decision.branch),
        at=at,
    )


def photograph(district: District, step: DecisionStep, purpose: str) -> None:
    by = district.secretary_of(step.decision.branch)
    file = make_file(step.decision.branch, by, f"{purpose}.jpg")
    file_attach(step=step, file=file, purpose=purpose, by=by, at=NOW)


def publish(district: District, decision: Decision, number: int = 5, days: int = 7, **given) -> DecisionStep:
    """Post, take both photos, and close with the supervision committee's opinion."""
    step = confirm(district, decision, number, **given)
    photograph(district, step, FilePurpose.FIRST_DAY)
    photograph(district, step, FilePurpose.LAST_DAY)
    return publication_close(
        step=step,
        until=step.held_on + dt.timedelta(days=days - 1),
        supervision="程序合规，同意。",
        agrees=True,
        by=district.secretary_of(decision.branch),
        at=NOW,
    )


def decided(district: District, upto: int = 5, branch: Organisation | None = None, **wording) -> Decision:
    """A decision with its steps up to `upto` done by the rules."""
    decision = start(district, branch, **wording)
    for number in range(1, upto + 1):
        publish(district, decision, number) if number >= Step.PUBLISH else confirm(district, decision, number)
    decision.refresh_from_db()
    return decision
