"""Invented study hours and absences of the showcase's branches."""

# i18n: data file

import datetime as dt
import uuid

from dashboards.demo.people import Cast
from dashboards.demo.timeline import at_time
from ledgers.enums import MembershipState
from ledgers.models import Absence, StudyRecord

SHOWN = 3  # branches of the showcase township
TRAININGS = (("镇党校集中轮训", 40, 8 * 45), ("支部集中学习", 12, 3 * 45))  # what, days ago, minutes


def standing_fill(cast: Cast, today: dt.date) -> int:
    """Give the first showcase branches two trainings and two absences, and return how many study records that makes."""
    studies, absences = [], []
    for branch in cast.branches_of(cast.showcase)[:SHOWN]:
        by = cast.secretaries[branch.pk]
        roll = [member for member in cast.rolls[branch.pk] if member.state == MembershipState.NORMAL]
        here, away = [m for m in roll if not m.away_to], [m for m in roll if m.away_to]
        for what, ago, minutes in TRAININGS:
            day, key = today - dt.timedelta(days=ago), uuid.uuid4()
            written = {"date": day, "minutes": minutes, "what": what, "key": key, "at": at_time(day, 17), "by": by}
            studies += [StudyRecord(member=member, **written) for member in here]
        for number, member in enumerate(away[:2]):
            since = today - dt.timedelta(days=150 + 60 * number)
            contact = here[0] if number == 0 and here else None
            absences.append(
                Absence(
                    member=member,
                    since=since,
                    place=member.away_to,
                    contact=contact,
                    last_contact_on=today - dt.timedelta(days=20) if contact else None,
                    at=at_time(since, 9),
                    by=by,
                )
            )
    StudyRecord.objects.bulk_create(studies)
    Absence.objects.bulk_create(absences)
    return len(studies)
