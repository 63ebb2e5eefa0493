"""Invented people on their way to full membership (发展党员), in the branches of the showcase township."""

import datetime as dt
import random

from django.utils.translation import gettext as _

from branches.models import Organisation, User
from dashboards.demo import minutes
from dashboards.demo.people import Cast, education_of, names
from ledgers import development_steps as way
from ledgers.enums import Gender, MemberCategory, MembershipState
from ledgers.enums.development import CandidateAction, CandidateState, Stage
from ledgers.models import Candidate, CandidateMove, DevelopmentStep, Member

SEED = 20260702
# Days since the application on which a careful branch does each step.
DAYS: tuple[tuple[int, int], ...] = (
    (way.TALK, 15),
    (way.ACTIVIST, 60),
    (way.ACTIVIST_FILED, 70),
    (way.CONTACTS, 72),
    (way.OBSERVE, 235),
    (way.OBSERVE, 410),
    (way.PROSPECT, 430),
    (way.PROSPECT_FILED, 440),
    (way.INTRODUCERS, 445),
    (way.POLITICAL, 455),
    (way.TRAINING, 465),
    (way.REVIEW, 475),
    (way.PREAPPROVAL, 485),
    (way.FORM, 488),
    (way.ADMIT, 500),
    (way.INTERVIEW, 515),
    (way.APPROVAL, 530),
    (way.FILED, 540),
    (way.GROUP, 540),
    (way.OATH, 545),
    (way.OBSERVE_PROBATION, 660),
)
ADMITTED = dict(DAYS)[way.ADMIT]
# How long ago people applied, and what their branch has not got round to: a talk that is due within days, an
# observation that is overdue, someone ready to be made a prospect, one in training, one waiting for the approval.
PEOPLE: tuple[tuple[int, frozenset[int]], ...] = (
    (24, frozenset({way.TALK})),
    (254, frozenset({way.OBSERVE})),
    (428, frozenset()),
    (470, frozenset()),
    (512, frozenset()),
)
OPINIONS = (_("思想积极，参加支部活动主动"), _("在群众中反映好，带头做事"), _("工作踏实，还要多学理论"))


def development_fill(cast: Cast, today: dt.date, at: dt.datetime) -> int:
    """Give the showcase's branches two people each on their way, and their probationary members a record."""
    draw = random.Random(SEED)
    candidates: list[Candidate] = []
    steps: list[DevelopmentStep] = []
    for number, branch in enumerate(cast.branches_of(cast.showcase)):
        by, roll = cast.secretaries[branch.pk], cast.rolls[branch.pk]
        for turn in range(2):
            age, left_out = PEOPLE[(number * 2 + turn) % len(PEOPLE)]
            person = someone(branch, roll, age, draw, today)
            candidates.append(person)
            steps += steps_of(person, roll, left_out, by, draw, today, at)
        for member in roll:
            if member.category == MemberCategory.PROBATIONARY and member.state == MembershipState.NORMAL:
                person = candidate_of(member)
                candidates.append(person)
                steps += steps_of(person, roll, frozenset(), by, draw, today, at)
    Candidate.objects.bulk_create(candidates)
    DevelopmentStep.objects.bulk_create(steps)
    CandidateMove.objects.bulk_create(
        CandidateMove(
            candidate=person,
            action=CandidateAction.ADD,
            from_state=CandidateState.OPEN,
            to_state=CandidateState.OPEN,
            by=cast.secretaries[person.branch_id],
            at=at,
        )
        for person in candidates
    )
    return len(candidates)


def someone(branch: Organisation, roll: list[Member], age: int, draw: random.Random, today: dt.date) -> Candidate:
    """Return an invented applicant of 20 to 38 years who is not on the roll."""
    taken = {member.name for member in roll}
    name = next(name for name in names(len(taken) + 1, draw) if name not in taken)
    years = draw.randint(22, 38)
    return Candidate(
        branch=branch,
        name=name,
        gender=Gender.FEMALE if name[1:] in minutes.WOMEN else Gender.MALE,
        birth_date=today - dt.timedelta(days=years * 365 + draw.randrange(365)),
        education=education_of(years, draw),
        occupation=draw.choice(minutes.OCCUPATIONS),
        applied_on=today - dt.timedelta(days=age),
        is_demo=True,
    )


def candidate_of(member: Member) -> Candidate:
    """Return the record of a probationary member: it leads up to the day on which the branch accepted him."""
    applied = member.joined_on - dt.timedelta(days=ADMITTED)
    of_age = member.birth_date + dt.timedelta(days=18 * 366)
    return Candidate(
        branch=member.branch,
        name=member.name,
        gender=member.gender,
        birth_date=member.birth_date,
        education=member.education,
        occupation=member.occupation,
        applied_on=max(applied, of_age),
        member=member,
        stage=Stage.PROBATIONARY,
        is_demo=True,
    )


def steps_of(
    person: Candidate,
    roll: list[Member],
    left_out: frozenset[int],
    by: User,
    draw: random.Random,
    today: dt.date,
    at: dt.datetime,
) -> list[DevelopmentStep]:
    """Return the steps that the person has behind him today, without those left out, and set the stage."""
    helpers = [member for member in roll if member.votes][:2]
    voters = sum(member.votes for member in roll)
    began = person.member.joined_on - dt.timedelta(days=ADMITTED) if person.member else person.applied_on
    found: list[DevelopmentStep] = []
    for code, days in DAYS:
        day = began + dt.timedelta(days=days)
        if day > today or day < person.applied_on or code in left_out:
            continue
        step = DevelopmentStep(candidate=person, code=code, done_on=day, by=by, at=at)
        step.number = sum(each.code == code for each in found) + 1
        write_facts(step, helpers, voters, draw)
        found.append(step)
    person.stage = way.stage_of({step.code for step in found})
    return found


def write_facts(step: DevelopmentStep, helpers: list[Member], voters: int, draw: random.Random) -> None:
    """Write what the step asks for beside its day."""
    if step.code in (way.CONTACTS, way.INTRODUCERS):
        step.first_member, step.second_member = helpers
    if step.code in way.REPEATED:
        step.note = draw.choice(OPINIONS)
    if step.code == way.TRAINING:
        step.training_days, step.training_hours = 3, 24
    if step.code == way.ADMIT:
        step.voters, step.voters_present = voters, voters - voters // 6
        step.votes_for = step.voters_present
    if step.code == way.APPROVAL:
        step.notice_from, step.notice_until = (step.done_on - dt.timedelta(days=days) for days in (20, 6))
