"""What a branch owes in a month, and what of it is done. Pure: facts in, items out.

Frequencies: 中国共产党支部工作条例（试行）第十一至十九条. What is owed once a year is due in December unless it
was done before; it is shown from November on, so that an ordinary month stays short.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from config.lib.months import ends_quarter
from ledgers.enums import MeetingKind

# Long roll calls need no minutes of a discussion where nothing is decided.
NEEDS_DISCUSSION = (MeetingKind.GENERAL, MeetingKind.COMMITTEE, MeetingKind.LIFE)


def _said(sentence, **figures) -> str:
    return str(sentence) % figures


# A sentence with its figures, put into words when somebody reads it.
said = lazy(_said, str)


def missing_words(kind: str, has: Sequence) -> tuple[str, ...]:
    """Return the essentials that a record of `kind` still lacks, in words (会议记录要素).

    `has` tells in this order whether there is a beginning, an end, a place, a host, a recorder, a roll call, an agenda,
    a discussion and resolutions; anything true counts. Completeness comes from content, never from a button.
    """
    if all(has[:-1]) and (has[-1] or kind not in NEEDS_DISCUSSION):
        return ()  # nearly every record: nothing to put into words
    starts, ends, place, host, recorder, roll, agenda, discussion, resolutions = has
    wanted = [
        (starts, _("开始时间")),
        (ends, _("结束时间")),
        (place, _("地点")),
        (host, _("主持人")),
        (recorder, _("记录人")),
        (roll, _("签到")),
        (agenda, _("议题")),
    ]
    if kind in NEEDS_DISCUSSION:
        wanted += [(discussion, _("讨论情况")), (resolutions, _("决议"))]
    else:
        wanted.append((discussion, _("内容")))
    return tuple(str(name) for value, name in wanted if not value)


class ItemState(StrEnum):
    DONE = "done"
    UNFINISHED = "unfinished"  # begun, something essential is still missing
    MISSING = "missing"
    LATER = "later"  # owed this quarter, not yet this month
    NOT_OWED = "not_owed"


class MeetingFact(NamedTuple):
    """What the obligations need to know of a meeting."""

    pk: int
    kind: str
    group: str
    day: dt.date | None
    gaps: tuple[str, ...]
    by_secretary: bool = False  # whether the secretary presided

    @property
    def is_whole(self) -> bool:
        return not self.gaps


class Appraised(StrEnum):
    """How far the year's 民主评议党员 has got."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class YearFacts:
    """What the last two months of a year need to know of it.

    `earlier` are the year's 组织生活会 and 党课 in the months before. `not_talked_to` is the number of members who were
    talked to less often than the rule asks; `pairs_left` names the kinds of talks that were not held at all.
    """

    earlier: Sequence[MeetingFact] = ()
    appraised: Appraised = Appraised.NOT_BEGUN
    not_talked_to: int = 0
    pairs_left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """The frozen roll of a ledger and what was recorded so far.

    `dues_owing` is the number of members who owe dues for the month (nobody who is exempted), `dues_paid` of those who
    paid for it; `dues_cents` is all that was received meanwhile, what was paid back or ahead included, in cents (分).
    `year` is needed in November and December only.
    """

    month: dt.date
    members: int
    full_members: int
    committee_from: int
    groups: tuple[str, ...]
    meetings: Sequence[MeetingFact]
    earlier_in_quarter: Sequence[MeetingFact] = ()
    roll_confirmed: bool = False
    dues_owing: int = 0
    dues_paid: int = 0
    dues_cents: int = 0
    year: YearFacts | None = None
    publication: "Item | None" = None  # reckoned from the notices themselves, see publication_owed


class Item(NamedTuple):
    """One line of the month: what is owed, whether it is done, and a plain sentence.

    `title` and `detail` may be lazy: a table of four hundred branches shows marks and never reads them.
    """

    code: str
    title: str
    state: ItemState
    detail: str
    kind: str = ""
    group: str = ""
    meetings: tuple[MeetingFact, ...] = ()

    @property
    def is_owed(self) -> bool:
        return self.state in (ItemState.DONE, ItemState.UNFINISHED, ItemState.MISSING)

    @property
    def is_done(self) -> bool:
        return self.state == ItemState.DONE


# What is the same for every branch; a sentence with figures is put together below.
THEME_DAY, COMMITTEE, GENERAL = _("主题党日"), _("支部委员会"), _("支部党员大会")
LECTURE, LIFE, OWN_LECTURE = _("党课"), _("组织生活会"), _("书记讲党课")
APPRAISAL, TALKS, ROLL, DUES = _("民主评议党员"), _("谈心谈话"), _("党员管理"), _("党费收缴")
GROUP = _("党小组会（%(group)s）")
NOT_THIS_MONTH = _("每月一次，还没有记录")
NOT_YET_LATER = _("每季度至少一次，本月可以先不开")
NOT_THIS_QUARTER = _("本季度还没有召开，这个月必须开")
ROLL_CHECKED, ROLL_UNCHECKED = _("名册 %(n)d 人，已核对"), _("名册 %(n)d 人，本月还没有核对")
ALL_PAID = _("%(paid)d 人已交齐 · 实收 %(yuan)s 元")
SOME_PAID = _("已交 %(paid)d 人，还差 %(left)d 人 · 实收 %(yuan)s 元")
NOBODY_OWES = _("本月没有应交党费的党员")


def _in_days(meetings: Sequence[MeetingFact]) -> str:
    return "、".join(f"{m.day.month}月{m.day.day}日" for m in meetings if m.day)  # i18n: data


_days = lazy(_in_days, str)


def _from_meetings(code: str, title: str, kind: str, held: Sequence[MeetingFact], nothing: str, group="") -> Item:
    """Return the item for a kind of meeting: done by one whole record, unfinished by one with gaps."""
    if whole := [m for m in held if m.is_whole]:
        return Item(code, title, ItemState.DONE, _days(whole), kind, group, tuple(held))
    if held:
        gaps = "、".join(held[0].gaps)
        return Item(code, title, ItemState.UNFINISHED, said(_("还缺：%(gaps)s"), gaps=gaps), kind, group, tuple(held))
    return Item(code, title, ItemState.MISSING, nothing, kind, group)


def _quarterly(facts: LedgerFacts, held: Sequence[MeetingFact], code: str, title: str, kind: str) -> Item:
    """Return the item for a meeting owed once a quarter: due in its last month unless held before."""
    before = () if held else [m for m in facts.earlier_in_quarter if m.kind == kind and m.is_whole]
    if before:
        return Item(
            code,
            title,
            ItemState.NOT_OWED,
            said(_("本季度已完成（%(days)s），本月不用再开"), days=_days(before)),
            kind,
        )
    if not held and not ends_quarter(facts.month):
        return Item(code, title, ItemState.LATER, NOT_YET_LATER, kind)
    return _from_meetings(code, title, kind, held, NOT_THIS_QUARTER)


LAST_MONTHS = (11, 12)  # in these the things of the year are shown, and their facts loaded


def _life(facts: LedgerFacts) -> list[Item]:
    """Return the item for the year's 组织生活会, or nothing while there is nothing to say about it."""
    code, title, kind = "life", LIFE, MeetingKind.LIFE
    if held := [m for m in facts.meetings if m.kind == kind]:
        return [_from_meetings(code, title, kind, held, "")]
    if facts.year is None:
        return []
    if before := [m for m in facts.year.earlier if m.kind == kind and m.is_whole]:
        done = said(_("今年已完成（%(days)s），本月不用再开"), days=_days(before))
        return [Item(code, title, ItemState.NOT_OWED, done, kind)]
    if facts.month.month != 12:
        return [Item(code, title, ItemState.LATER, _("每年至少一次，12月底以前要开"), kind)]
    return [_from_meetings(code, title, kind, [], _("今年还没有召开，这个月必须开"))]


def _yearly(facts: LedgerFacts) -> list[Item]:
    """Return what is owed once a year: 组织生活会, the secretary's own lecture, 民主评议党员, 谈心谈话."""
    if facts.year is None:
        return _life(facts)
    return [*_life(facts), _own_lecture(facts), _appraisal(facts), _talks(facts)]


def _own_lecture(facts: LedgerFacts) -> Item:
    """The secretary lectures at least once a year. The lecture itself stands in the line of its quarter."""
    title, is_due = OWN_LECTURE, facts.month.month == 12

    def whole(meetings: Sequence[MeetingFact]) -> list[MeetingFact]:
        return [m for m in meetings if m.kind == MeetingKind.LECTURE and m.by_secretary and m.is_whole]

    if now := whole(facts.meetings):
        state = ItemState.DONE if is_due else ItemState.NOT_OWED
        return Item("own_lecture", title, state, _days(now), MeetingKind.LECTURE)
    if before := whole(facts.year.earlier):
        done = said(_("今年已完成（%(days)s）"), days=_days(before))
        return Item("own_lecture", title, ItemState.NOT_OWED, done, MeetingKind.LECTURE)
    detail = _("书记今年还没有讲党课，请在12月底以前讲一次")
    return Item("own_lecture", title, ItemState.MISSING if is_due else ItemState.LATER, detail, MeetingKind.LECTURE)


def _by_year_end(facts: LedgerFacts, begun: bool) -> ItemState:
    if facts.month.month != 12:
        return ItemState.LATER
    return ItemState.UNFINISHED if begun else ItemState.MISSING


def _appraisal(facts: LedgerFacts) -> Item:
    title, begun = APPRAISAL, facts.year.appraised == Appraised.BEGUN
    if facts.year.appraised == Appraised.REPORTED:
        return Item(
            "appraisal", title, ItemState.DONE if facts.month.month == 12 else ItemState.NOT_OWED, _("今年已报备")
        )
    detail = _("已经开始，还没有报备") if begun else _("每年一次，今年还没有开始")
    return Item("appraisal", title, _by_year_end(facts, begun), detail)


def _talks(facts: LedgerFacts) -> Item:
    title, left, pairs = TALKS, facts.year.not_talked_to, facts.year.pairs_left
    if not left and not pairs:
        state = ItemState.DONE if facts.month.month == 12 else ItemState.NOT_OWED
        return Item("talks", title, state, _("今年都谈过了"))
    parts = [said(_("还有 %(n)d 人没有谈到"), n=left)] if left else []
    if pairs:
        parts.append(said(_("%(pairs)s还没有谈"), pairs="、".join(pairs)))
    return Item("talks", title, _by_year_end(facts, begun=False), "，".join(map(str, parts)))


def items_of(facts: LedgerFacts) -> list[Item]:
    """Return the lines of a branch's month in the order of the ledger."""
    held: dict[str, list[MeetingFact]] = defaultdict(list)
    for meeting in facts.meetings:
        held[meeting.kind].append(meeting)
    theme_days, committee = held[MeetingKind.THEME_DAY], held[MeetingKind.COMMITTEE]
    items = [_from_meetings("theme_day", THEME_DAY, MeetingKind.THEME_DAY, theme_days, NOT_THIS_MONTH)]
    if facts.full_members >= facts.committee_from:
        items.append(_from_meetings("committee", COMMITTEE, MeetingKind.COMMITTEE, committee, NOT_THIS_MONTH))
    for group in facts.groups:
        of_group = [m for m in held[MeetingKind.GROUP] if m.group == group]
        title = said(GROUP, group=group)
        items.append(_from_meetings(f"group:{group}", title, MeetingKind.GROUP, of_group, NOT_THIS_MONTH, group))
    items.append(_quarterly(facts, held[MeetingKind.GENERAL], "general", GENERAL, MeetingKind.GENERAL))
    items.append(_quarterly(facts, held[MeetingKind.LECTURE], "lecture", LECTURE, MeetingKind.LECTURE))
    items += _yearly(facts)
    items += [facts.publication] if facts.publication else []
    items.append(_roll(facts))
    items.append(_dues(facts))
    return items


def _roll(facts: LedgerFacts) -> Item:
    if facts.roll_confirmed:
        detail = said(ROLL_CHECKED, n=facts.members)
        return Item("roll", ROLL, ItemState.DONE, detail)
    detail = said(ROLL_UNCHECKED, n=facts.members)
    return Item("roll", ROLL, ItemState.MISSING, detail)


def _dues(facts: LedgerFacts) -> Item:
    left = facts.dues_owing - facts.dues_paid
    if facts.dues_owing == 0:
        return Item("dues", DUES, ItemState.NOT_OWED, NOBODY_OWES)
    yuan = f"{facts.dues_cents // 100}.{facts.dues_cents % 100:02d}"
    if left == 0:
        detail = said(ALL_PAID, paid=facts.dues_paid, yuan=yuan)
    else:
        detail = said(SOME_PAID, paid=facts.dues_paid, left=left, yuan=yuan)
    state = ItemState.DONE if left == 0 else ItemState.UNFINISHED if facts.dues_paid else ItemState.MISSING
    return Item("dues", DUES, state, detail)
