"""Read a branch's month: its facts, its items, its pre-checks."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from ledgers.enums import MeetingKind, Post, Presence
from ledgers.enums.organised_life import MeetingMatter
from ledgers.models import Attendance, Ledger, Meeting, MeetingBallot, MeetingFile
from ledgers.obligations import Item, LedgerFacts, MeetingFact, items_of, missing_words
from ledgers.prechecks.findings import Warning
from ledgers.prechecks.ledger import check_ledger
from ledgers.prechecks.meetings import MeetingRecord, PersonVotes
from ledgers.prechecks.similar import Minutes
from ledgers.publication_owed import publication_item
from ledgers.rulebook.book import RuleHistory
from ledgers.selectors.dues import DuesReceived, dues_received, owing_members
from ledgers.selectors.obligations import earlier_in_quarter, years_of
from ledgers.selectors.publication import publication_facts
from ledgers.selectors.records import record_warnings
from ledgers.selectors.rules import rule_history
from ledgers.selectors.standing import excuses
from ledgers.words import day_in_words


def gaps_of(meeting: Meeting, called: int) -> tuple[str, ...]:
    """Return the essentials that the record of `meeting` still lacks, in words (see obligations.missing_words).

    `called` is the number of lines in its roll call.
    """
    return missing_words(
        meeting.kind,
        (
            meeting.starts_at,
            meeting.ends_at,
            meeting.place.strip(),
            meeting.host_id,
            meeting.recorder_id,
            called,
            meeting.agenda.strip(),
            meeting.discussion.strip(),
            meeting.resolutions.strip(),
        ),
    )


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
    dues: DuesReceived
    # The names of those who owe and have not paid.
    dues_unpaid: tuple[str, ...]
    # The meetings that were written down too late (补录), by id.
    late: frozenset[int] = frozenset()

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
    roll = Attendance.objects.select_related("member").annotate(**excuses()).order_by("member__pk")
    files = MeetingFile.objects.select_related("file")
    found = list(
        Meeting.objects.filter(ledgers)
        .select_related("host", "recorder")
        .prefetch_related(Prefetch("attendances", roll), Prefetch("files", files))
        .order_by("starts_at", "pk")
    )
    prefetch_related_objects([meeting for meeting in found if meeting.matter != MeetingMatter.ORDINARY], "ballots")
    return found


def _fact(meeting: Meeting, called: int) -> MeetingFact:
    day = timezone.localtime(meeting.starts_at).date() if meeting.starts_at else None
    by_secretary = meeting.host is not None and meeting.host.post == Post.SECRETARY
    return MeetingFact(meeting.pk, meeting.kind, meeting.group, day, gaps_of(meeting, called), by_secretary)


def is_late_entry(meeting: Meeting, days: int) -> bool:
    """Tell whether the record was begun more than `days` days after the meeting ended (补录)."""
    return meeting.ends_at is not None and meeting.created_at - meeting.ends_at > dt.timedelta(days=days)


def _late_entries(meetings: Iterable[Meeting], rules: RuleHistory) -> frozenset[int]:
    """Return the ids of the late entries, each judged by the rule of its own day."""
    return frozenset(
        meeting.pk
        for meeting in meetings
        if meeting.ends_at
        and is_late_entry(
            meeting, rules.on(timezone.localtime(meeting.ends_at).date()).value("meetings.late_entry_days")
        )
    )


# Reasons of an absence that nobody is asked to overcome (党员教育管理工作条例 第二十三条), and living elsewhere.
FRAIL = re.compile(r"年老|体弱|年迈|行动不便|卧床|重病|住院|瘫痪")  # i18n: data
AWAY = re.compile(r"外出|务工")  # i18n: data


def _is_expected(line: Attendance) -> bool:
    """Whom a theme day can expect. Nobody is excused by an absence in which nobody keeps in touch with him."""
    if line.presence == Presence.PRESENT:
        return True
    if line.is_exempt or line.is_away or FRAIL.search(line.reason):
        return False
    return line.is_adrift or not AWAY.search(line.reason)


def called_lines(meeting: Meeting) -> list[Attendance]:
    """Return the roll call of those who count as called (应到会): no guests, nobody lawfully left out."""
    return [line for line in meeting.attendances.all() if line.presence != Presence.INVITED and not line.exclusion]


def _record(meeting: Meeting) -> MeetingRecord:
    roll = called_lines(meeting)
    present = [line for line in roll if line.presence == Presence.PRESENT]
    expected = [line for line in roll if _is_expected(line)] if meeting.kind == MeetingKind.THEME_DAY else []
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
        agenda=meeting.agenda,
        resolutions=meeting.resolutions,
        held_with=meeting.held_with_id,
        matter=meeting.matter,
        ballots=tuple(_person_votes(ballot) for ballot in ballots_of(meeting)),
        excluded=sum(bool(line.exclusion) for line in meeting.attendances.all()),
        exclusion_approved=bool(meeting.exclusion_number),
        expected=len(expected),
        expected_present=sum(line.presence == Presence.PRESENT for line in expected),
        pictured=tuple(timezone.localtime(link.file.taken_at) for link in meeting.files.all() if link.file.taken_at),
    )


def ballots_of(meeting: Meeting) -> list[MeetingBallot]:
    """Return the votes on persons; most meetings decide on none and are not asked."""
    return [] if meeting.matter == MeetingMatter.ORDINARY else list(meeting.ballots.all())


def _person_votes(ballot: MeetingBallot) -> PersonVotes:
    return PersonVotes(
        ballot.subject,
        ballot.votes_for,
        ballot.votes_against,
        ballot.votes_abstain,
        ballot.written_for,
        ballot.written_against,
        ballot.written_abstain,
    )


def _minutes(meeting: Meeting) -> Minutes:
    day = day_in_words(timezone.localtime(meeting.starts_at).date()) if meeting.starts_at else _("没写日期")
    label = _("%(day)s的%(meeting)s") % {"day": day, "meeting": meeting.label}
    return Minutes(meeting.pk, meeting.kind, label, meeting.discussion)


def _earlier_minutes(ledger: Ledger, kinds: set[str]) -> list[Minutes]:
    """Return the texts of the branch's records of the year before, the latest first."""
    month = ledger.month.month
    found = Meeting.objects.filter(
        ledger__branch=ledger.branch_id,
        ledger__month__month__gte=month.replace(year=month.year - 1),
        ledger__month__month__lt=month,
        kind__in=kinds,
    ).order_by("-starts_at", "-pk")
    return [_minutes(meeting) for meeting in found.only("kind", "title", "discussion", "starts_at")]


def branch_month(ledger: Ledger, *, at: dt.datetime, in_full: bool = False) -> BranchMonth:
    """Return the branch's month as it stands at `at`, in a constant number of queries.

    `ledger` comes with its month and branch loaded. `in_full` also holds the minutes against the branch's own earlier
    ones and looks through its other records, which is worth its time before handing in, not at every look.
    """
    meetings = _meetings(Q(ledger=ledger))
    owing = dict(owing_members(ledger.branch_id, ledger.month.month).order_by("pk").values_list("pk", "name"))
    received = dues_received(ledger)
    rules = rule_history(ledger.month.district_id, ledger.month)
    day, today = ledger.month.month, timezone.localtime(at).date()
    publications = publication_facts([ledger.branch_id], day, today, district=ledger.month.district_id)[
        ledger.branch_id
    ]
    facts = LedgerFacts(
        month=day,
        members=ledger.members,
        full_members=ledger.full_members,
        committee_from=rules.on(day).value("meetings.committee_from"),
        groups=tuple(ledger.groups),
        meetings=[_fact(meeting, len(meeting.attendances.all())) for meeting in meetings],
        earlier_in_quarter=earlier_in_quarter(day, [ledger.branch_id])[ledger.branch_id],
        year=years_of(day, [ledger.branch_id], rules.on(day)).get(ledger.branch_id),
        roll_confirmed=ledger.roll_confirmed_at is not None,
        # Who paid and has left the roll since is counted on both sides, so that nobody stands in for someone else.
        dues_owing=len(owing.keys() | received.paid.keys()),
        dues_paid=len(received.paid),
        dues_cents=received.cents,
        publication=publication_item(publications, rules.on(day)),
    )
    items = items_of(facts)
    warnings = check_ledger(
        [_record(meeting) for meeting in meetings],
        items,
        month=ledger.month.month,
        rules=rules,
        at=timezone.localtime(at),
        minutes=[_minutes(meeting) for meeting in meetings] if in_full else (),
        earlier=_earlier_minutes(ledger, {meeting.kind for meeting in meetings}) if in_full else (),
    )
    if in_full:
        warnings += record_warnings(ledger, rules=rules, publications=publications, today=today)
    return BranchMonth(
        ledger,
        meetings,
        items,
        sorted(warnings, key=lambda warning: not warning.blocks),
        facts.dues_owing,
        facts.dues_paid,
        facts.dues_cents,
        {fact.pk: fact.gaps for fact in facts.meetings},
        received,
        tuple(name for pk, name in owing.items() if pk not in received.paid),
        _late_entries(meetings, rules),
    )
