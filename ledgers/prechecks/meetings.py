"""Pre-review (预审) of meetings: what a careful reviewer would notice, said in plain words before it is handed in.

Pure: snapshots in, findings out. What a finding does stands in its rule: BLOCK for what cannot be true (an end before
the start); WARN for what the reviewer may take off points for, which the branch may explain and submit all the same.
"""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from config.lib.months import first_day
from ledgers.enums import MeetingKind, VoteMethod
from ledgers.enums.organised_life import MATTER_PROFILES, MeetingMatter
from ledgers.prechecks.findings import Findings
from ledgers.rulebook.book import RuleBook
from ledgers.vote_profiles import PROFILES, Counts, VoteProfile, ballot_fits, judge

# Takes a rule's code, a sentence, and what tells two findings of one rule apart.
Note = Callable[..., None]

# ×× and 某某 stand in models of minutes where a name belongs.
LEFTOVER = re.compile(r"[×xX＊*]{2,}|某某|[（(](?:待补|待定|填写|此处)[^）)]*[）)]|…{3,}|_{3,}")  # i18n: data


@dataclass(frozen=True, slots=True)
class PersonVotes:
    """The votes on one person, written opinions of absent members apart."""

    subject: str
    votes_for: int
    votes_against: int = 0
    votes_abstain: int = 0
    written_for: int = 0
    written_against: int = 0
    written_abstain: int = 0


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting as the pre-checks see it. Counts are of persons; times are local and aware."""

    pk: int
    kind: str
    label: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    created_at: dt.datetime
    gaps: tuple[str, ...]
    texts: dict[str, str]
    called: int
    present: int
    voters: int
    voters_present: int
    vote_method: str
    votes_for: int | None
    votes_against: int | None
    votes_abstain: int | None
    host_is_committee: bool
    present_members: frozenset[int] = frozenset()
    absent_without_reason: int = 0
    agenda: str = ""
    resolutions: str = ""
    # Held in the course of this other meeting, with minutes of its own.
    held_with: int | None = None
    matter: str = MeetingMatter.ORDINARY
    # The votes on each person, for matters that are voted on one by one.
    ballots: tuple["PersonVotes", ...] = ()
    # Members left out of 应到会, who are in none of the counts, and whether the committee above consented.
    excluded: int = 0
    exclusion_approved: bool = False
    # Whom a theme day can expect: neither away nor excused for age or illness.
    expected: int = 0
    expected_present: int = 0
    # When the attached pictures were taken, as far as they say.
    pictured: tuple[dt.datetime, ...] = ()

    @property
    def votes_cast(self) -> int:
        return sum(count or 0 for count in (self.votes_for, self.votes_against, self.votes_abstain))


def check_meeting(record: MeetingRecord, findings: Findings, *, month: dt.date, at: dt.datetime) -> None:
    """Note what is wrong or doubtful about one meeting's record, by the rules of its own day.

    `month` is the first day of the ledger's month, `at` is now, aware.
    """

    def note(code: str, text: str, subject: object = "") -> None:
        findings.add(code, f"{record.label}：{text}", meeting=record.pk, subject=subject)

    if record.gaps:
        note("gaps", _("还没写完，缺%(gaps)s。补上，或者删掉这条记录。") % {"gaps": "、".join(record.gaps)})
    _check_times(record, findings.book, month, at, note)
    _check_quorum(record, note)
    if record.matter in (MeetingMatter.ORDINARY, MeetingMatter.FOUR_STEPS):
        _check_votes(record, note)
    if record.matter != MeetingMatter.ORDINARY:
        _check_matter(record, note)
    if record.excluded and not record.exclusion_approved:
        note("exclusion", _("%(n)d 人没有算进应到会，还没有写上级党委同意的文号和日期。") % {"n": record.excluded})
    _check_agenda(record, note)
    _check_participation(record, findings.book, note)
    _check_pictures(record, note)
    for name, text in record.texts.items():
        if match := LEFTOVER.search(text):
            note(
                "leftover",
                _("“%(name)s”里还留着“%(text)s”，像是模板没有改完。") % {"name": name, "text": match[0][:12]},
                name,
            )
    if record.absent_without_reason:
        note("absence", _("%(n)d 人缺席没有写原因。") % {"n": record.absent_without_reason})
    if not record.gaps and not record.host_is_committee and record.kind != MeetingKind.GROUP:
        note("host", _("主持人不是支部委员，请核对。"))


def _check_times(record: MeetingRecord, book: RuleBook, month: dt.date, at: dt.datetime, note: Note) -> None:
    starts, ends = record.starts_at, record.ends_at
    if starts is None:
        return
    if first_day(starts.date()) != month:
        note(
            "month",
            _("时间是%(day)s，不在%(month)s。改时间，或者记到那个月的台账里。")
            % {
                "day": f"{starts.month}月{starts.day}日",  # i18n: data
                "month": f"{month.year}年{month.month}月",  # i18n: data
            },
        )
    if starts > at:
        note("future", _("时间还没有到，会开过以后再提交。"))
    if ends is None:
        return
    longest, late = book.value("meetings.longest_hours"), book.value("meetings.late_entry_days")
    if ends <= starts:
        note("order", _("结束时间早于或等于开始时间。"))
    elif ends - starts > dt.timedelta(hours=longest):
        note("duration", _("时长超过%(hours)d小时，请核对起止时间。") % {"hours": longest})
    if record.created_at - ends > dt.timedelta(days=late):
        note("late_entry", _("会后超过%(days)d天才录入，会标为补录。") % {"days": late})


def counts_of(record: MeetingRecord, votes: PersonVotes | None = None) -> Counts:
    """Return what was counted at the meeting, with the votes on one person, or without any votes."""
    is_committee = record.kind == MeetingKind.COMMITTEE
    entitled, present = (record.called, record.present) if is_committee else (record.voters, record.voters_present)
    given = () if votes is None else (votes.votes_for, votes.votes_against, votes.votes_abstain)
    written = () if votes is None else (votes.written_for, votes.written_against, votes.written_abstain)
    return Counts(entitled, present, *given, *written, body=record.called, body_present=record.present)


def profile_of(record: MeetingRecord) -> VoteProfile | None:
    """Return by which profile the meeting decides; None for those that decide nothing by law."""
    if record.kind == MeetingKind.COMMITTEE:
        return PROFILES["P2"]
    if record.kind in (MeetingKind.GENERAL, MeetingKind.LIFE):
        return PROFILES[MATTER_PROFILES[MeetingMatter(record.matter)]]
    return None


def _check_quorum(record: MeetingRecord, note: Note) -> None:
    profile = profile_of(record)
    # A draft without a roll call is named by what it lacks.
    if profile is None or not record.called or (result := judge(profile, counts_of(record))).quorum_ok:
        return
    code = "quorum_committee" if record.kind == MeetingKind.COMMITTEE else "quorum_general"
    note(code if record.matter == MeetingMatter.ORDINARY else "quorum_special", result.sentences[0])


def _check_matter(record: MeetingRecord, note: Note) -> None:
    """What is put to the vote besides ordinary matters: its own ballot, its own majority, person by person."""
    profile = profile_of(record)
    fits = ballot_fits(profile, record.vote_method == VoteMethod.SECRET)
    if not fits:
        note("secret_ballot", fits.reason)
    if not profile.one_by_one:
        votes = PersonVotes("", record.votes_for or 0, record.votes_against or 0, record.votes_abstain or 0)
        if record.votes_for is not None and not (result := judge(profile, counts_of(record, votes))).passed:
            note("majority_special", result.sentences[-1])
        return
    if not record.ballots:
        note("ballots_missing", _("%(name)s要逐人表决，还没有写每个人的票数。") % {"name": profile.name})
    for votes in record.ballots:
        result = judge(profile, counts_of(record, votes))
        if not result.sound:
            note("votes_too_many", f"{votes.subject}：{result.sentences[0]}", votes.subject)
        elif result.quorum_ok and not result.passed:
            note("majority_special", f"{votes.subject}：{result.sentences[-1]}", votes.subject)


# What a line of an agenda says when something is to be decided.
DECIDES = re.compile(r"表决|审议|通过|选举|推选|推荐|接收|转正|讨论决定|研究决定")  # i18n: data
HAN = re.compile(r"[\u4e00-\u9fff]+")


def open_points(agenda: str, resolutions: str) -> list[str]:
    """Return the lines of the agenda that announce a decision of which the resolutions say nothing.

    A line is answered when any two neighbouring characters of it, besides the words of deciding, stand in the
    resolutions: a hint for the reader, not a proof.
    """
    found = []
    for line in filter(None, (line.strip() for line in agenda.splitlines())):
        if not DECIDES.search(line):
            continue
        words = HAN.findall(DECIDES.sub(" ", line))
        pairs = {word[i : i + 2] for word in words for i in range(len(word) - 1)}
        if pairs and not any(pair in resolutions for pair in pairs):
            found.append(line)
    return found


def _check_agenda(record: MeetingRecord, note: Note) -> None:
    if record.kind != MeetingKind.GENERAL or record.gaps:
        return
    for line in open_points(record.agenda, record.resolutions):
        note("agenda_open", _("议题“%(line)s”在决议里没有结果。") % {"line": line[:20]}, line[:20])


def _check_participation(record: MeetingRecord, book: RuleBook, note: Note) -> None:
    """Those who are away or excused for age and illness do not count (教育管理工作条例 第二十三条)."""
    percent = book.value("meetings.theme_day_percent")
    if record.kind == MeetingKind.THEME_DAY and record.expected_present * 100 < record.expected * percent:
        note(
            "participation",
            _("在家的党员 %(expected)d 人，到会 %(present)d 人，不到%(percent)s%%，请核对。")
            % {
                "expected": record.expected,
                "present": record.expected_present,
                "percent": f"{percent.normalize():f}",
            },
        )


PICTURE_MARGIN = dt.timedelta(hours=12)  # minutes are signed and photographed afterwards, halls decorated before


def _check_pictures(record: MeetingRecord, note: Note) -> None:
    if record.starts_at is None or record.ends_at is None:
        return
    earliest, latest = record.starts_at - PICTURE_MARGIN, record.ends_at + dt.timedelta(days=3)
    if early := [taken for taken in record.pictured if not earliest <= taken <= latest]:
        day = early[0]
        note(
            "photo_time",
            _("有 %(n)d 张照片不是开会前后拍的（%(day)s），请核对。")
            % {"n": len(early), "day": f"{day.month}月{day.day}日"},  # i18n: data
        )


def _check_votes(record: MeetingRecord, note: Note) -> None:
    if record.vote_method == VoteMethod.NONE:
        if record.votes_cast:
            note("votes_without_method", _("写了票数，但表决方式选的是“没有表决”。"))
        return
    if record.votes_for is None:
        note("votes_missing", _("选了表决方式，还没有写赞成、反对、弃权票数。"))
        return
    voters = record.present if record.kind == MeetingKind.COMMITTEE else record.voters_present
    if record.votes_cast > voters:
        note(
            "votes_too_many",
            _("票数合计 %(cast)d，比到会有表决权的 %(voters)d 人还多。")
            % {"cast": record.votes_cast, "voters": voters},
        )
    elif record.votes_cast < voters:
        note(
            "votes_too_few",
            _("票数合计 %(cast)d，到会有表决权的有 %(voters)d 人，请核对。")
            % {"cast": record.votes_cast, "voters": voters},
        )
    if record.matter != MeetingMatter.ORDINARY or record.kind not in (MeetingKind.GENERAL, MeetingKind.COMMITTEE):
        return
    votes = PersonVotes("", record.votes_for)  # too many votes are named above
    share, counts = profile_of(record).majority, counts_of(record, votes)
    if not share.reached_by(record.votes_for, counts.whole(share.base)):
        note(
            "majority",
            _("赞成 %(n)d 票，没有超过应到会有表决权人数 %(whole)d 的半数，决议不能算通过。")
            % {"n": record.votes_for, "whole": counts.whole(share.base)},
        )


def _are_linked(one: MeetingRecord, other: MeetingRecord) -> bool:
    """A general meeting or a lecture in the course of a theme day is held by the same people at the same time."""
    return one.pk == other.held_with or other.pk == one.held_with or None is not one.held_with == other.held_with


def check_overlaps(records: Sequence[MeetingRecord], findings: Findings) -> None:
    """Note each pair of meetings at the same time that some member attended both."""
    timed = [r for r in records if r.starts_at and r.ends_at]
    for one, other in itertools.combinations(timed, 2):
        if _are_linked(one, other):
            continue
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
            if both := len(one.present_members & other.present_members):
                findings.add(
                    "overlap",
                    _("%(one)s和%(other)s时间重叠，有 %(n)d 人同时记在两个会上。")
                    % {"one": one.label, "other": other.label, "n": both},
                    meeting=one.pk,
                    subject=other.pk,
                )
