"""A month of a branch's work as rows: meetings with roll calls and evidence, dues, the confirmed roll.

Only what a branch writes down is made here, while its ledger is open; what moves a ledger is in `play`.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import User
from config.lib.months import ends_quarter
from dashboards.demo import minutes
from dashboards.demo.dues import monthly_cents
from dashboards.demo.people import Cast
from dashboards.demo.pictures import Shelf, numbers_for
from dashboards.demo.timeline import at_time, clamp_day
from ledgers.enums import MeetingKind, MembershipState, Post, Presence, VoteMethod
from ledgers.models import Attendance, DuesPayment, Ledger, Meeting, MeetingFile, Member

BATCH = 2000


class Quality(StrEnum):
    """How far a branch got with its month."""

    NOTHING = "nothing"
    BEGUN = "begun"  # a first record, and one still a draft
    WHOLE = "whole"
    POOR = "poor"  # all there, but written so briefly that the reviewer sends it back


@dataclass
class Desk:
    """Rows of a month on their way into the database."""

    meetings: list[Meeting] = field(default_factory=list)
    roll_calls: list[Attendance] = field(default_factory=list)
    links: list[MeetingFile] = field(default_factory=list)
    dues: list[DuesPayment] = field(default_factory=list)
    confirmed: list[Ledger] = field(default_factory=list)

    def save(self, shelf: Shelf) -> None:
        shelf.save()
        Meeting.objects.bulk_create(self.meetings, batch_size=BATCH)
        Attendance.objects.bulk_create(self.roll_calls, batch_size=BATCH)
        MeetingFile.objects.bulk_create(self.links, batch_size=BATCH)
        DuesPayment.objects.bulk_create(self.dues, batch_size=BATCH)
        Ledger.objects.bulk_update(
            self.confirmed, ["roll_confirmed_at", "roll_confirmed_by", "roll_note"], batch_size=500
        )


class Clerk:
    """Writes the months of all branches; remembers who met this quarter and on which day a branch's 主题党日 is."""

    def __init__(self, cast: Cast, shelf: Shelf, draw: random.Random, at: dt.datetime) -> None:
        self.cast, self.shelf, self.draw, self.at = cast, shelf, draw, at
        self.theme_days = {branch.pk: draw.randint(12, 20) for branch in cast.branches}
        self.held: set[tuple[int, str, int, int]] = set()
        # By branch: who has not paid, and for which month.
        self.behind: dict[int, list[tuple[Member, dt.date]]] = {}

    def write(self, ledgers: list[Ledger], qualities: dict[int, Quality], evidence: float) -> Desk:
        """Return the rows of a month; `qualities` is by branch, `evidence` the share of records with files."""
        desk = Desk()
        for ledger in ledgers:
            quality = qualities.get(ledger.branch_id, Quality.NOTHING)
            if quality != Quality.NOTHING:
                self.write_ledger(desk, ledger, quality, evidence)
        return desk

    def write_ledger(self, desk: Desk, ledger: Ledger, quality: Quality, evidence: float) -> None:
        by, draw = self.cast.secretaries[ledger.branch_id], self.draw
        on_roll = [m for m in self.cast.rolls[ledger.branch_id] if m.state == MembershipState.NORMAL]
        calendar = list(self.calendar(ledger, on_roll))
        if quality == Quality.BEGUN:
            calendar = calendar[:2]
        for number, (kind, group, starts) in enumerate(calendar):
            if starts + dt.timedelta(hours=3) > self.at:
                continue
            is_draft = quality == Quality.BEGUN and number == len(calendar) - 1
            meeting = self.meeting(ledger, kind, group, starts, on_roll, by, is_draft=is_draft)
            lines = self.roll_call(meeting, on_roll)
            present = [line.member for line in lines if line.presence == Presence.PRESENT]
            self.minutes_of(meeting, ledger, present, is_draft=is_draft)
            if quality == Quality.POOR and kind in (MeetingKind.COMMITTEE, MeetingKind.THEME_DAY):
                meeting.discussion, meeting.resolutions = minutes.TOO_SHORT, minutes.TOO_SHORT_RESOLVED
            desk.meetings.append(meeting)
            desk.roll_calls += lines
            shows = draw.random() < evidence and quality != Quality.POOR
            if not is_draft and shows and kind in (MeetingKind.THEME_DAY, MeetingKind.GENERAL):
                desk.links += self.evidence(ledger, meeting, by)
        if quality != Quality.BEGUN:
            self.dues_and_roll(desk, ledger, on_roll, by)

    # --- Meetings ---
    def calendar(self, ledger: Ledger, on_roll: list[Member]) -> Iterator[tuple[str, str, dt.datetime]]:
        """Yield kind, group and beginning of each meeting of the month, in the order in which they are held."""
        month, draw = ledger.month.month, self.draw
        theme_day = self.theme_days[ledger.branch_id]
        if ledger.full_members >= ledger.month.frozen_value("meetings.committee_from"):
            yield MeetingKind.COMMITTEE, "", self.beginning(month, draw.randint(2, 7), evening=draw.random() < 0.5)
        for index, group in enumerate(ledger.groups):
            yield MeetingKind.GROUP, group, self.beginning(month, 8 + index, evening=draw.random() < 0.6)
        yield MeetingKind.THEME_DAY, "", at_time(clamp_day(month, theme_day), draw.choice((8, 8, 9)), 30)
        for kind, day in ((MeetingKind.GENERAL, theme_day), (MeetingKind.LECTURE, theme_day + 3)):
            quarter = (ledger.branch_id, kind, month.year, (month.month - 1) // 3)
            if quarter not in self.held and (ends_quarter(month) or draw.random() < 0.45):
                self.held.add(quarter)
                yield kind, "", at_time(clamp_day(month, day), draw.choice((14, 15)), draw.choice((0, 30)))

        if month.month == 12:
            yield MeetingKind.LIFE, "", at_time(clamp_day(month, 22), 9)

    def beginning(self, month: dt.date, day: int, *, evening: bool) -> dt.datetime:
        hour = self.draw.choice((19, 19, 20)) if evening else self.draw.choice((8, 9, 14, 15))
        return at_time(clamp_day(month, day), hour, self.draw.choice((0, 0, 30)))

    def meeting(
        self,
        ledger: Ledger,
        kind: str,
        group: str,
        starts: dt.datetime,
        on_roll: list[Member],
        by: User,
        *,
        is_draft: bool,
    ) -> Meeting:
        draw = self.draw
        ends = starts + dt.timedelta(minutes=draw.choice((50, 60, 70, 80, 90, 100, 120)))
        # Written down the same day; now and then days later, which the pre-review notices.
        created = ends + dt.timedelta(minutes=draw.randint(15, 150))
        if draw.random() < 0.03:
            created += dt.timedelta(days=draw.randint(4, 5))
        created = min(created, self.at - dt.timedelta(minutes=40))
        posts = {member.post: member for member in on_roll if member.post}
        called = called_at(kind, group, on_roll)
        chairs = posts[Post.SECRETARY]
        if kind == MeetingKind.GROUP:
            chairs = next((member for member in called if not member.away_to), called[0])
        writes = posts.get(Post.ORGANISATION) or next(m for m in on_roll if m != chairs)
        meeting = Meeting(
            ledger=ledger,
            kind=kind,
            group=group,
            starts_at=starts,
            place=draw.choice(
                minutes.OUTDOORS if kind == MeetingKind.THEME_DAY and draw.random() < 0.4 else minutes.PLACES
            ),
            host=chairs,
            recorder=writes if writes in called or kind != MeetingKind.GROUP else called[-1],
            created_at=created,
            created_by=by,
            saved_at=created + dt.timedelta(minutes=draw.randint(4, 25)),
            saved_by=by,
            version=draw.randint(2, 6),
        )
        if not is_draft:
            meeting.ends_at = ends
            meeting.invited = draw.choice(minutes.INVITED)
        return meeting

    def minutes_of(self, meeting: Meeting, ledger: Ledger, present: list[Member], *, is_draft: bool) -> None:
        """Write what was said by those who were there; a draft has got as far as its agenda."""
        text = minutes.written(
            meeting.kind,
            month=ledger.month.month.month,
            village=ledger.branch.village_name,
            host=meeting.host.name,
            present=[member.name for member in present],
            draw=self.draw,
        )
        meeting.agenda = text.agenda
        if not is_draft:
            meeting.title, meeting.discussion, meeting.resolutions = text.title, text.discussion, text.resolutions

    def roll_call(self, meeting: Meeting, on_roll: list[Member]) -> list[Attendance]:
        """Return the lines of the roll call and write votes that add up into the meeting."""
        draw, lines = self.draw, []
        called = called_at(meeting.kind, meeting.group, on_roll)
        for member in called:
            line = Attendance(meeting=meeting, member=member, presence=Presence.PRESENT, votes=member.votes)
            if member.away_to and draw.random() < 0.95:
                line.presence = Presence.ABSENT
                line.reason = _("外出：%(place)s") % {"place": member.away_to}
            elif member not in (meeting.host, meeting.recorder) and draw.random() < 0.05:
                line.presence, line.reason = Presence.ABSENT, draw.choice(minutes.ABSENCES)
            lines.append(line)
        present = [line for line in lines if line.presence == Presence.PRESENT]
        voters = len(present) if meeting.kind == MeetingKind.COMMITTEE else sum(line.votes for line in present)
        decides = meeting.kind == MeetingKind.GENERAL or (meeting.kind == MeetingKind.COMMITTEE and draw.random() < 0.6)
        if decides and meeting.ends_at:
            abstain = 1 if voters > 8 and draw.random() < 0.15 else 0
            meeting.vote_method = VoteMethod.HANDS if draw.random() < 0.8 else VoteMethod.ORAL
            meeting.votes_for, meeting.votes_against, meeting.votes_abstain = voters - abstain, 0, abstain
        return lines

    def evidence(self, ledger: Ledger, meeting: Meeting, by: User) -> list[MeetingFile]:
        at = meeting.saved_at
        return [
            MeetingFile(
                meeting=meeting,
                file=self.shelf.file(ledger.branch, number, by=by, at=at),
                added_at=at,
                added_by=by,
            )
            for number in numbers_for(ledger.branch_id + ledger.month.month.month, self.draw)
        ]

    # --- Dues and roll ---
    def dues_and_roll(self, desk: Desk, ledger: Ledger, on_roll: list[Member], by: User) -> None:
        draw, month = self.draw, ledger.month.month
        paid_on = clamp_day(month, self.theme_days[ledger.branch_id])
        recorded = at_time(paid_on, 17, draw.randrange(60))
        if recorded > self.at:
            return
        owing = draw.sample(on_roll, draw.randint(1, 2)) if draw.random() < 0.05 else ()
        behind = self.behind.pop(ledger.branch_id, [])
        paying = {member: monthly_cents(self.cast, member) for member in on_roll if member not in owing}
        due = [(member, month) for member, cents in paying.items() if cents]
        # Most of those who forgot bring it a month later.
        due += [(member, missed) for member, missed in behind if member in paying and member.pk % 4]
        desk.dues += [
            DuesPayment(
                ledger=ledger,
                member=member,
                month=of_month,
                paid_cents=paying[member],
                paid_on=paid_on,
                proxy=_("%(name)s的家属") % {"name": member.name} if member.away_to and member.pk % 3 == 0 else "",
                recorded_by=by,
                recorded_at=recorded,
            )
            for member, of_month in due
        ]
        self.behind[ledger.branch_id] = [(member, month) for member in owing]
        confirmed = at_time(clamp_day(month, 26), 16, draw.randrange(60))
        if confirmed > self.at:
            return
        ledger.roll_confirmed_at, ledger.roll_confirmed_by = confirmed, by
        ledger.roll_note = draw.choice(minutes.ROLL_NOTES if draw.random() < 0.1 else minutes.NOTHING_NEW)
        desk.confirmed.append(ledger)


def called_at(kind: str, group: str, on_roll: list[Member]) -> list[Member]:
    """Return who is called: the committee, a group, or the whole roll."""
    if kind == MeetingKind.COMMITTEE:
        return [member for member in on_roll if member.post]
    if kind == MeetingKind.GROUP:
        return [member for member in on_roll if member.group == group]
    return on_roll


def ledgers_of(month) -> list[Ledger]:
    """Return the month's ledgers in the order of the tree, with what writing them needs."""
    return list(
        Ledger.objects.filter(month=month)
        .select_related("branch", "township", "desk", "month__district")
        .order_by("branch__path")
    )


def local_day(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()
