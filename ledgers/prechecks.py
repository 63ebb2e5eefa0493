"""Pre-review (预审): what a careful reviewer would notice, said in plain words before the ledger is submitted.

Pure: snapshots in, warnings out. BLOCK stands for what cannot be true (an end before the start); WARN for what the
reviewer may take off points for, which the branch may explain and submit all the same.
"""

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from config.lib.months import first_day
from ledgers.enums import MeetingKind, Severity, VoteMethod
from ledgers.obligations import Item, ItemState

# ×× and 某某 stand in models of minutes where a name belongs.
LEFTOVER = re.compile(r"[×xX＊*]{2,}|某某|[（(](?:待补|待定|填写|此处)[^）)]*[）)]|…{3,}|_{3,}")  # i18n: data
LONGEST = dt.timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Warning:
    """A sentence for the secretary and the reviewer, with the source of the rule."""

    code: str
    severity: str
    text: str
    meeting: int | None = None
    basis: str = ""

    def as_json(self) -> dict:
        return {
            "code": self.code,
            "severity": str(self.severity),
            "text": self.text,
            "meeting": self.meeting,
            "basis": self.basis,
        }


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


def check_meeting(record: MeetingRecord, *, month: dt.date, late_entry_days: int, at: dt.datetime) -> list[Warning]:
    """Return what is wrong or doubtful about one meeting's record."""
    found: list[Warning] = []

    def block(code: str, text: str) -> None:
        found.append(Warning(code, Severity.BLOCK, f"{record.label}：{text}", record.pk))

    def warn(code: str, text: str, basis: str = "") -> None:
        found.append(Warning(code, Severity.WARN, f"{record.label}：{text}", record.pk, basis))

    if record.gaps:
        block("gaps", _("还没写完，缺%(gaps)s。补上，或者删掉这条记录。") % {"gaps": "、".join(record.gaps)})
    _check_times(record, month, late_entry_days, at, block, warn)
    _check_quorum(record, warn)
    _check_votes(record, block, warn)
    for name, text in record.texts.items():
        if match := LEFTOVER.search(text):
            warn(
                "leftover",
                _("“%(name)s”里还留着“%(text)s”，像是模板没有改完。") % {"name": name, "text": match[0][:12]},
            )
    if record.absent_without_reason:
        warn("absence", _("%(n)d 人缺席没有写原因。") % {"n": record.absent_without_reason})
    if not record.gaps and not record.host_is_committee and record.kind != MeetingKind.GROUP:
        warn("host", _("主持人不是支部委员，请核对。"), _("会议由支部书记或受托的委员主持"))
    return found


def _check_times(record, month, late_entry_days, at, block, warn) -> None:
    starts, ends = record.starts_at, record.ends_at
    if starts is None:
        return
    if first_day(starts.date()) != month:
        block(
            "month",
            _("时间是%(day)s，不在%(month)s。改时间，或者记到那个月的台账里。")
            % {
                "day": f"{starts.month}月{starts.day}日",  # i18n: data
                "month": f"{month.year}年{month.month}月",  # i18n: data
            },
        )
    if starts > at:
        block("future", _("时间还没有到，会开过以后再提交。"))
    if ends is None:
        return
    if ends <= starts:
        block("order", _("结束时间早于或等于开始时间。"))
    elif ends - starts > LONGEST:
        warn("duration", _("时长超过12小时，请核对起止时间。"))
    if record.created_at - ends > dt.timedelta(days=late_entry_days):
        warn("late_entry", _("会后超过%(days)d天才录入，会标为补录。") % {"days": late_entry_days})


def _check_quorum(record: MeetingRecord, warn) -> None:
    """P1: half or more of the voting members; P2: half or more of the committee (支部工作条例 第十一、十二条)."""
    if record.kind == MeetingKind.COMMITTEE and record.present * 2 < record.called:
        warn(
            "quorum",
            _("委员 %(called)d 人，到会 %(present)d 人，不到半数。")
            % {"called": record.called, "present": record.present},
            "《中国共产党支部工作条例（试行）》第十二条",  # i18n: data
        )
    if record.kind in (MeetingKind.GENERAL, MeetingKind.LIFE) and record.voters_present * 2 < record.voters:
        warn(
            "quorum",
            _("有表决权的党员 %(called)d 人，到会 %(present)d 人，不到半数。")
            % {"called": record.voters, "present": record.voters_present},
            "《中国共产党支部工作条例（试行）》第十一条",  # i18n: data
        )


def _check_votes(record: MeetingRecord, block, warn) -> None:
    if record.vote_method == VoteMethod.NONE:
        if record.votes_cast:
            block("votes", _("写了票数，但表决方式选的是“没有表决”。"))
        return
    if record.votes_for is None:
        block("votes", _("选了表决方式，还没有写赞成、反对、弃权票数。"))
        return
    voters = record.present if record.kind == MeetingKind.COMMITTEE else record.voters_present
    if record.votes_cast > voters:
        block(
            "votes",
            _("票数合计 %(cast)d，比到会有表决权的 %(voters)d 人还多。")
            % {"cast": record.votes_cast, "voters": voters},
        )
    elif record.votes_cast < voters:
        warn(
            "votes",
            _("票数合计 %(cast)d，到会有表决权的有 %(voters)d 人，请核对。")
            % {"cast": record.votes_cast, "voters": voters},
        )
    whole = record.called if record.kind == MeetingKind.COMMITTEE else record.voters
    if record.kind in (MeetingKind.GENERAL, MeetingKind.COMMITTEE) and record.votes_for * 2 <= whole:
        warn(
            "majority",
            _("赞成 %(n)d 票，没有超过应到会有表决权人数 %(whole)d 的半数，决议不能算通过。")
            % {"n": record.votes_for, "whole": whole},
            "《中国共产党支部工作条例（试行）》第十一条",  # i18n: data
        )


def check_overlaps(records: Sequence[MeetingRecord]) -> list[Warning]:
    """Return a warning for each pair of meetings at the same time that some member attended both."""
    timed = [r for r in records if r.starts_at and r.ends_at]
    found = []
    for one, other in itertools.combinations(timed, 2):
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
            both = len(one.present_members & other.present_members)
            if both:
                found.append(
                    Warning(
                        "overlap",
                        Severity.WARN,
                        _("%(one)s和%(other)s时间重叠，有 %(n)d 人同时记在两个会上。")
                        % {"one": one.label, "other": other.label, "n": both},
                        one.pk,
                    )
                )
    return found


def check_items(items: Iterable[Item]) -> list[Warning]:
    """Return a warning for each thing that the branch still owes."""
    return [
        Warning(f"owed:{item.code}", Severity.WARN, f"{item.title}：{item.detail}")
        for item in items
        if item.state in (ItemState.MISSING, ItemState.UNFINISHED) and not item.meetings
    ]


def check_ledger(
    records: Sequence[MeetingRecord],
    items: Sequence[Item],
    *,
    month: dt.date,
    late_entry_days: int,
    at: dt.datetime,
) -> list[Warning]:
    """Return all warnings of a ledger, those that block first.

    Args:
        records: the month's meetings. items: what is owed (see obligations). month: first day of the month.
        late_entry_days: days after a meeting until which an entry counts as timely. at: now, aware.
    """
    found = [
        warning
        for record in records
        for warning in check_meeting(record, month=month, late_entry_days=late_entry_days, at=at)
    ]
    if not records:
        found.append(Warning("empty", Severity.BLOCK, _("本月还没有记录任何会议或活动，空台账不能提交。")))
    found += check_overlaps(records) + check_items(items)
    return sorted(found, key=lambda warning: warning.severity != Severity.BLOCK)
