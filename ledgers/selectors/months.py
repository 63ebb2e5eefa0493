"""Read a branch's month: its facts, its items, its pre-checks."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from config.lib.months import last_day, quarter_start
from ledgers.enums import MeetingKind, Presence
from ledgers.models import Attendance, DuesPayment, Ledger, Meeting, MeetingFile, Member
from ledgers.obligations import Item, LedgerFacts, MeetingFact, items_of
from ledgers.prechecks.findings import Warning
from ledgers.prechecks.ledger import check_ledger
from ledgers.prechecks.meetings import MeetingRecord
from ledgers.selectors.rules import rule_history

# Long roll calls need no minutes of a discussion where nothing is decided.
NEEDS_DISCUSSION = (MeetingKind.GENERAL, MeetingKind.COMMITTEE, MeetingKind.LIFE)


def gaps_of(meeting: Meeting, called: int) -> tuple[str, ...]:
    """Return the essentials that the record of `meeting` still lacks, in words (会议记录要素).

    `called` is the number of lines in its roll call. Completeness comes from content, never from a button.
    """
    wanted = [
        (meeting.starts_at, _("开始时间")),
        (meeting.ends_at, _("结束时间")),
        (meeting.place.strip(), _("地点")),
        (meeting.host_id, _("主持人")),
        (meeting.recorder_id, _("记录人")),
        (called, _("签到")),
        (meeting.agenda.strip(), _("议题")),
    ]
    if meeting.kind in NEEDS_DISCUSSION:
        wanted.append((meeting.discussion.strip(), _("讨论情况")))
        wanted.append((meeting.resolutions.strip(), _("决议")))
    else:
        wanted.append((meeting.discussion.strip(), _("内容")))
    return tuple(name for value, name in wanted if not value)


@dataclass(frozen=True, slots=True)
class BranchMonth:
    """All that the secretary's page and the pre-review need of one ledger."""

    ledger: Ledger
    meetings: list[Meeting]
    items: list[Item]
    warnings: list[Warning]
    dues_owing: int
    dues_paid: int
    dues_cents: int
    # What each meeting's record still lacks, by the meeting's id.
    gaps: dict[int, tuple[str, ...]]

    @property
    def owed(self) -> list[Item]:
        return [item for item in self.items if item.is_owed]

    @property
    def done(self) -> int:
        return sum(item.is_done for item in self.owed)

    @property
    def left(self) -> int:
        return len(self.owed) - self.done

    @property
    def blocks(self) -> list[Warning]:
        return [w for w in self.warnings if w.blocks]

    @property
    def doubts(self) -> list[Warning]:
        """What the branch may leave as it is, with a reason."""
        return [w for w in self.warnings if not w.blocks]


def _meetings(ledgers: Iterable[Ledger] | Q) -> list[Meeting]:
    roll = Attendance.objects.select_related("member").order_by("member__pk")
    files = MeetingFile.objects.select_related("file")
    return list(
        Meeting.objects.filter(ledgers)
        .select_related("host", "recorder")
        .prefetch_related(Prefetch("attendances", roll), Prefetch("files", files))
        .order_by("starts_at", "pk")
    )


def _fact(meeting: Meeting, called: int) -> MeetingFact:
    day = timezone.localtime(meeting.starts_at).date() if meeting.starts_at else None
    return MeetingFact(meeting.pk, meeting.kind, meeting.group, day, gaps_of(meeting, called))


def _record(meeting: Meeting) -> MeetingRecord:
    roll = [line for line in meeting.attendances.all() if line.presence != Presence.INVITED]
    present = [line for line in roll if line.presence == Presence.PRESENT]
    return MeetingRecord(
        pk=meeting.pk,
        kind=meeting.kind,
        label=meeting.label,
        starts_at=timezone.localtime(meeting.starts_at) if meeting.starts_at else None,
        ends_at=timezone.localtime(meeting.ends_at) if meeting.ends_at else None,
        created_at=timezone.localtime(meeting.created_at),
        gaps=gaps_of(meeting, len(roll)),
        texts={
            _("地点"): meeting.place,
            _("议题"): meeting.agenda,
            _("讨论情况"): meeting.discussion,
            _("决议"): meeting.resolutions,
        },
        called=len(roll),
        present=len(present),
        voters=sum(line.votes for line in roll),
        voters_present=sum(line.votes for line in present),
        vote_method=meeting.vote_method,
        votes_for=meeting.votes_for,
        votes_against=meeting.votes_against,
        votes_abstain=meeting.votes_abstain,
        host_is_committee=bool(meeting.host and meeting.host.post),
        present_members=frozenset(line.member_id for line in present),
        absent_without_reason=sum(line.presence == Presence.ABSENT and not line.reason for line in roll),
    )


def _earlier_in_quarter(ledger: Ledger) -> list[MeetingFact]:
    """Return the quarter's meetings of the same branch in the months before."""
    month = ledger.month.month
    if month == quarter_start(month):
        return []
    earlier = (
        Meeting.objects.filter(
            ledger__branch=ledger.branch_id,
            ledger__month__month__gte=quarter_start(month),
            ledger__month__month__lt=month,
            kind__in=(MeetingKind.GENERAL, MeetingKind.LECTURE),
        )
        .annotate(called=Count("attendances"))
        .order_by("starts_at")
    )
    return [_fact(meeting, meeting.called) for meeting in earlier]


def owing_members(ledger: Ledger):
    """Return the members who owe dues in the ledger's month: on the roll, admitted before the month ended."""
    return Member.objects.filter(branch=ledger.branch_id, joined_on__lte=last_day(ledger.month.month)).on_roll()


def branch_month(ledger: Ledger, *, at: dt.datetime) -> BranchMonth:
    """Return the branch's month as it stands at `at`, in a constant number of queries.

    `ledger` comes with its month loaded.
    """
    meetings = _meetings(Q(ledger=ledger))
    owing = set(owing_members(ledger).values_list("pk", flat=True))
    paid = dict(DuesPayment.objects.filter(ledger=ledger).values_list("member_id", "paid_cents"))
    rules = rule_history(ledger.month.district_id, ledger.month)
    facts = LedgerFacts(
        month=ledger.month.month,
        members=ledger.members,
        full_members=ledger.full_members,
        committee_from=rules.on(ledger.month.month).value("meetings.committee_from"),
        groups=tuple(ledger.groups),
        meetings=[_fact(meeting, len(meeting.attendances.all())) for meeting in meetings],
        earlier_in_quarter=_earlier_in_quarter(ledger),
        roll_confirmed=ledger.roll_confirmed_at is not None,
        # Who paid and has left the roll since is counted on both sides, so that nobody stands in for someone else.
        dues_owing=len(owing | paid.keys()),
        dues_paid=len(paid),
        dues_cents=sum(paid.values()),
    )
    items = items_of(facts)
    warnings = check_ledger(
        [_record(meeting) for meeting in meetings],
        items,
        month=ledger.month.month,
        rules=rules,
        at=timezone.localtime(at),
    )
    return BranchMonth(
        ledger,
        meetings,
        items,
        warnings,
        facts.dues_owing,
        facts.dues_paid,
        facts.dues_cents,
        {fact.pk: fact.gaps for fact in facts.meetings},
    )
