"""The pre-review of a whole ledger: its meetings, what it still owes, its roll and its dues."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from ledgers.obligations import Item, ItemState
from ledgers.prechecks.findings import Findings, Warning
from ledgers.prechecks.meetings import MeetingRecord, check_meeting, check_overlaps
from ledgers.prechecks.similar import Minutes, check_similar
from ledgers.rulebook.book import RuleHistory


def check_items(items: Iterable[Item], findings: Findings) -> None:
    """Note each thing that the branch still owes and has not begun."""
    for item in items:
        if item.state in (ItemState.MISSING, ItemState.UNFINISHED) and not item.meetings:
            findings.add("owed", f"{item.title}：{item.detail}", subject=item.code)


def check_ledger(
    records: Sequence[MeetingRecord],
    items: Sequence[Item],
    *,
    month: dt.date,
    rules: RuleHistory,
    at: dt.datetime,
    minutes: Sequence[Minutes] = (),
    earlier: Sequence[Minutes] = (),
) -> list[Warning]:
    """Return all warnings of a ledger, those that block first.

    Args:
        records: the month's meetings. items: what is owed (see obligations). month: first day of the month.
        rules: the district's rules; each record is judged by those of its own day. at: now, aware.
        minutes, earlier: the texts of the month and of the branch's records before it, to find what was copied.
    """
    found: list[Warning] = []
    for record in records:
        findings = Findings(rules.on(record.starts_at.date() if record.starts_at else month))
        check_meeting(record, findings, month=month, at=at)
        found += findings
    findings = Findings(rules.on(month))
    if not records:
        findings.add("empty", _("本月还没有记录任何会议或活动，空台账不能提交。"))
    check_overlaps(records, findings)
    check_items(items, findings)
    check_similar(minutes, earlier, findings)
    return sorted([*found, *findings], key=lambda warning: not warning.blocks)
