"""What few meetings need: a matter with a vote of its own, votes on persons, members left out of 应到会."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from branches.models import User
from ledgers.enums import MeetingKind, Presence, VoteMethod
from ledgers.enums.organised_life import Exclusion, MeetingMatter
from ledgers.models import Meeting, MeetingBallot
from ledgers.services.meetings import EditRefused, ledger_to_edit, refuse_unless_editable

COUNTS = ("votes_for", "votes_against", "votes_abstain", "written_for", "written_against", "written_abstain")
# Meetings that decide something: only for these does it matter who counts as called.
DECIDING = (MeetingKind.GENERAL, MeetingKind.LIFE)


class VoteRefused(Exception):
    """The votes cannot be recorded so; the message says why."""


@dataclass(frozen=True, slots=True)
class BallotLine:
    """The votes on one person as typed; `counts` maps names of COUNTS to numbers."""

    subject: str
    counts: Mapping[str, int]


def _lock(meeting: Meeting, by: User) -> Meeting:
    refuse_unless_editable(by, ledger_to_edit(meeting.ledger_id))
    current = Meeting.objects.filter(pk=meeting.pk).first()
    if current is None:
        raise EditRefused(_("这条记录刚刚被删除了。"))
    return current


@transaction.atomic
def matter_save(*, meeting: Meeting, matter: str, lines: Sequence[BallotLine], by: User, at: dt.datetime) -> Meeting:
    """Say what a general meeting votes on, and the votes on each person. Saving the same again writes nothing.

    Votes on persons are secret (无记名投票), so that naming such a matter sets the method. Raises EditRefused and
    VoteRefused.
    """
    current = _lock(meeting, by)
    if current.kind != MeetingKind.GENERAL:
        raise VoteRefused(_("只有支部党员大会才有这些表决事项。"))
    names = [line.subject for line in lines]
    if len(set(names)) < len(names):
        raise VoteRefused(_("同一个人写了两行，请合成一行。"))
    one_by_one = matter in (MeetingMatter.ADMISSION, MeetingMatter.DISPOSAL, MeetingMatter.ELECTION)
    _write_ballots(current, lines if one_by_one else ())
    changes = {"matter": matter}
    if one_by_one and lines and current.vote_method == VoteMethod.NONE:
        changes["vote_method"] = VoteMethod.SECRET
    if any(getattr(current, name) != value for name, value in changes.items()):
        for name, value in changes.items():
            setattr(current, name, value)
        current.version += 1
        current.saved_at, current.saved_by = at, by
        current.save(update_fields=[*changes, "version", "saved_at", "saved_by"])
    return current


def _write_ballots(meeting: Meeting, lines: Sequence[BallotLine]) -> None:
    recorded = {ballot.subject: ballot for ballot in meeting.ballots.all()}
    MeetingBallot.objects.filter(meeting=meeting).exclude(subject__in=[line.subject for line in lines]).delete()
    for line in lines:
        counts = {name: line.counts.get(name, 0) for name in COUNTS}
        ballot = recorded.get(line.subject)
        if ballot is None:
            MeetingBallot.objects.create(meeting=meeting, subject=line.subject, **counts)
        elif any(getattr(ballot, name) != count for name, count in counts.items()):
            for name, count in counts.items():
                setattr(ballot, name, count)
            ballot.save(update_fields=list(counts))


@transaction.atomic
def exclusions_save(
    *,
    meeting: Meeting,
    excluded: Mapping[int, str],
    number: str,
    on: dt.date | None,
    by: User,
    at: dt.datetime,
) -> Meeting:
    """Leave members out of 应到会 for one of the five lawful reasons; nobody else's line changes.

    Args:
        excluded: member id → Exclusion; whoever is not in it counts as called. number, on: the consent of the
        committee above, both or neither; without it the pre-review asks.

    Raises EditRefused, VoteRefused.
    """
    current = _lock(meeting, by)
    if current.kind not in DECIDING:
        raise VoteRefused(_("只有要表决的会议才需要核减应到会人数。"))
    if bool(number) != bool(on):
        raise VoteRefused(_("批准文号和批准日期要一起写。"))
    if set(excluded.values()) - set(Exclusion.values):
        raise VoteRefused(_("请从五种情形里选一种。"))
    for line in current.attendances.all():
        wanted = excluded.get(line.member_id, "")
        if wanted != line.exclusion:
            line.exclusion = wanted
            if wanted:
                line.presence, line.reason = Presence.ABSENT, ""
            line.save(update_fields=["exclusion", "presence", "reason"])
    if (current.exclusion_number, current.exclusion_on) != (number, on):
        current.exclusion_number, current.exclusion_on = number, on
        current.save(update_fields=["exclusion_number", "exclusion_on"])
    return current
