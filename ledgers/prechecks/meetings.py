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
from ledgers.prechecks.findings import Findings
from ledgers.rulebook.book import RuleBook

# Takes a rule's code, a sentence, and what tells two findings of one rule apart.
Note = Callable[..., None]

# ×× and 某某 stand in models of minutes where a name belongs.
LEFTOVER = re.compile(r"[×xX＊*]{2,}|某某|[（(](?:待补|待定|填写|此处)[^）)]*[）)]|…{3,}|_{3,}")  # i18n: data


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
    _check_votes(record, note)
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


def _check_quorum(record: MeetingRecord, note: Note) -> None:
    """P1: half or more of the voting members; P2: half or more of the committee (支部工作条例 第十一、十二条)."""
    if record.kind == MeetingKind.COMMITTEE and record.present * 2 < record.called:
        note(
            "quorum_committee",
            _("委员 %(called)d 人，到会 %(present)d 人，不到半数。")
            % {"called": record.called, "present": record.present},
        )
    if record.kind in (MeetingKind.GENERAL, MeetingKind.LIFE) and record.voters_present * 2 < record.voters:
        note(
            "quorum_general",
            _("有表决权的党员 %(called)d 人，到会 %(present)d 人，不到半数。")
            % {"called": record.voters, "present": record.voters_present},
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
    whole = record.called if record.kind == MeetingKind.COMMITTEE else record.voters
    if record.kind in (MeetingKind.GENERAL, MeetingKind.COMMITTEE) and record.votes_for * 2 <= whole:
        note(
            "majority",
            _("赞成 %(n)d 票，没有超过应到会有表决权人数 %(whole)d 的半数，决议不能算通过。")
            % {"n": record.votes_for, "whole": whole},
        )


def check_overlaps(records: Sequence[MeetingRecord], findings: Findings) -> None:
    """Note each pair of meetings at the same time that some member attended both."""
    timed = [r for r in records if r.starts_at and r.ends_at]
    for one, other in itertools.combinations(timed, 2):
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
            if both := len(one.present_members & other.present_members):
                findings.add(
                    "overlap",
                    _("%(one)s和%(other)s时间重叠，有 %(n)d 人同时记在两个会上。")
                    % {"one": one.label, "other": other.label, "n": both},
                    meeting=one.pk,
                    subject=other.pk,
                )
