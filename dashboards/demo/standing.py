"""Invented study hours and contacts of the showcase's branches; the absences and suspensions of every roll."""

# i18n: data file

import datetime as dt
import uuid

from branches.models import User
from dashboards.demo.people import Cast
from dashboards.demo.timeline import at_time
from ledgers.enums import MembershipState
from ledgers.enums.standing import MembershipMove
from ledgers.models import Absence, ContactNote, Member, MembershipStep, StudyRecord

SHOWN = 3  # branches of the showcase township
TRAININGS = (("镇党校集中轮训", 40, 24 * 45), ("支部集中学习", 12, 3 * 45))  # what, days ago, minutes


def standing_fill(cast: Cast, today: dt.date) -> int:
    """Give the first showcase branches two trainings, and return how many study records that makes.

    Who is away on a roll has an absence with a contact person, but for one in each showcase branch; whoever's
    membership rests has the step that says so.
    """
    shown = {branch.pk for branch in cast.branches_of(cast.showcase)[:SHOWN]}
    studies, absences, steps = [], [], []
    for branch in cast.branches:
        by = cast.secretaries[branch.pk]
        roll = cast.rolls[branch.pk]
        steps += [_suspension(member, today, by) for member in roll if member.state == MembershipState.SUSPENDED]
        here = [m for m in roll if m.state == MembershipState.NORMAL and not m.away_to]
        absences += _absences([m for m in roll if m.away_to], here[0], branch.pk in shown, today, by)
        if branch.pk in shown:
            for what, ago, minutes in TRAININGS:
                day, key = today - dt.timedelta(days=ago), uuid.uuid4()
                written = {"date": day, "minutes": minutes, "what": what, "key": key, "at": at_time(day, 17), "by": by}
                studies += [StudyRecord(member=member, **written) for member in here]
    StudyRecord.objects.bulk_create(studies)
    MembershipStep.objects.bulk_create(steps)
    Absence.objects.bulk_create(absences, batch_size=2000)
    spoken = today - dt.timedelta(days=20)
    ContactNote.objects.bulk_create(
        (
            ContactNote(
                absence=each, on=spoken, contact=each.contact, what="电话联系", at=at_time(spoken, 19), by=each.by
            )
            for each in absences
            if each.contact
        ),
        batch_size=2000,
    )
    return len(studies)


def _absences(away: list[Member], contact: Member, is_shown: bool, today: dt.date, by: User) -> list[Absence]:
    """In a branch that is shown the second has been away longest, and nobody keeps in touch with him."""
    found = []
    for number, member in enumerate(away):
        is_adrift = is_shown and number == 1
        since = today - dt.timedelta(days=210 if is_adrift else 150)
        person = None if is_adrift else contact
        found.append(
            Absence(member=member, since=since, place=member.away_to, contact=person, at=at_time(since, 9), by=by)
        )
    return found


def _suspension(member: Member, today: dt.date, by: User) -> MembershipStep:
    return MembershipStep(
        member=member,
        action=MembershipMove.ENTER,
        from_state="",
        to_state=member.state,
        on=today,
        at=at_time(today, 8),
        by=by,
        reason="演示名册",
    )
