"""What a branch owes in a month, and what of it is done. Pure: facts in, items out.

Frequencies: 中国共产党支部工作条例（试行）第十一至十六条.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from config.lib.months import ends_quarter
from ledgers.enums import MeetingKind


class ItemState(StrEnum):
    DONE = "done"
    UNFINISHED = "unfinished"  # begun, something essential is still missing
    MISSING = "missing"
    LATER = "later"  # owed this quarter, not yet this month
    NOT_OWED = "not_owed"


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """What the obligations need to know of a meeting."""

    pk: int
    kind: str
    group: str
    day: dt.date | None
    gaps: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.gaps


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """The frozen roll of a ledger and what was recorded so far.

    `dues_owing` is the number of members who owe dues, `dues_paid` of those who paid; amounts are in cents (分).
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


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the month: what is owed, whether it is done, and a plain sentence."""

    code: str
    title: str
    state: ItemState
    detail: str
    kind: str = ""
    group: str = ""
    meetings: tuple[MeetingFact, ...] = field(default=())

    @property
    def is_owed(self) -> bool:
        return self.state in (ItemState.DONE, ItemState.UNFINISHED, ItemState.MISSING)

    @property
    def is_done(self) -> bool:
        return self.state == ItemState.DONE


def _days(meetings: Sequence[MeetingFact]) -> str:
    return "、".join(f"{m.day.month}月{m.day.day}日" for m in meetings if m.day)  # i18n: data


def _from_meetings(code: str, title: str, kind: str, held: Sequence[MeetingFact], nothing: str, group="") -> Item:
    """Return the item for a kind of meeting: done by one whole record, unfinished by one with gaps."""
    if whole := [m for m in held if m.is_whole]:
        return Item(code, title, ItemState.DONE, _days(whole), kind, group, tuple(held))
    if held:
        gaps = "、".join(held[0].gaps)
        return Item(code, title, ItemState.UNFINISHED, _("还缺：%(gaps)s") % {"gaps": gaps}, kind, group, tuple(held))
    return Item(code, title, ItemState.MISSING, nothing, kind, group)


def _quarterly(facts: LedgerFacts, code: str, title: str, kind: str) -> Item:
    """Return the item for a meeting owed once a quarter: due in its last month unless held before."""
    held = [m for m in facts.meetings if m.kind == kind]
    before = [m for m in facts.earlier_in_quarter if m.kind == kind and m.is_whole]
    if not held and before:
        return Item(
            code,
            title,
            ItemState.NOT_OWED,
            _("本季度已完成（%(days)s），本月不用再开") % {"days": _days(before)},
            kind,
        )
    if not held and not ends_quarter(facts.month):
        return Item(code, title, ItemState.LATER, _("每季度至少一次，本月可以先不开"), kind)
    return _from_meetings(code, title, kind, held, _("本季度还没有召开，这个月必须开"))


def items_of(facts: LedgerFacts) -> list[Item]:
    """Return the lines of a branch's month in the order of the ledger."""
    items = [
        _from_meetings(
            "theme_day",
            _("主题党日"),
            MeetingKind.THEME_DAY,
            [m for m in facts.meetings if m.kind == MeetingKind.THEME_DAY],
            _("每月一次，还没有记录"),
        )
    ]
    if facts.full_members >= facts.committee_from:
        items.append(
            _from_meetings(
                "committee",
                _("支部委员会"),
                MeetingKind.COMMITTEE,
                [m for m in facts.meetings if m.kind == MeetingKind.COMMITTEE],
                _("每月一次，还没有记录"),
            )
        )
    for group in facts.groups:
        items.append(
            _from_meetings(
                f"group:{group}",
                _("党小组会（%(group)s）") % {"group": group},
                MeetingKind.GROUP,
                [m for m in facts.meetings if m.kind == MeetingKind.GROUP and m.group == group],
                _("每月一次，还没有记录"),
                group,
            )
        )
    items.append(_quarterly(facts, "general", _("支部党员大会"), MeetingKind.GENERAL))
    items.append(_quarterly(facts, "lecture", _("党课"), MeetingKind.LECTURE))
    items.append(_roll(facts))
    items.append(_dues(facts))
    return items


def _roll(facts: LedgerFacts) -> Item:
    if facts.roll_confirmed:
        detail = _("名册 %(n)d 人，已核对") % {"n": facts.members}
        return Item("roll", _("党员管理"), ItemState.DONE, detail)
    detail = _("名册 %(n)d 人，本月还没有核对") % {"n": facts.members}
    return Item("roll", _("党员管理"), ItemState.MISSING, detail)


def _dues(facts: LedgerFacts) -> Item:
    left = facts.dues_owing - facts.dues_paid
    if facts.dues_owing == 0:
        return Item("dues", _("党费收缴"), ItemState.NOT_OWED, _("本月没有应交党费的党员"))
    detail = _("已交 %(paid)d 人，还差 %(left)d 人 · 实收 %(yuan)s 元") % {
        "paid": facts.dues_paid,
        "left": left,
        "yuan": f"{facts.dues_cents // 100}.{facts.dues_cents % 100:02d}",
    }
    if left == 0:
        detail = _("%(paid)d 人已交齐 · 实收 %(yuan)s 元") % {
            "paid": facts.dues_paid,
            "yuan": f"{facts.dues_cents // 100}.{facts.dues_cents % 100:02d}",
        }
    state = ItemState.DONE if left == 0 else ItemState.UNFINISHED if facts.dues_paid else ItemState.MISSING
    return Item("dues", _("党费收缴"), state, detail)
