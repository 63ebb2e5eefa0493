"""What a branch hands in, as plain values, and what changed between two versions of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ledgers.enums import Presence
from ledgers.enums.organised_life import MeetingMatter
from ledgers.models import Attendance, Ledger, Meeting, MeetingBallot
from ledgers.selectors.months import BranchMonth, ballots_of
from ledgers.words import in_yuan


def _moment(value: dt.datetime | None) -> str:
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else ""


def _votes(meeting: Meeting) -> str:
    if meeting.votes_for is None:
        return str(meeting.get_vote_method_display())
    return _("%(method)s：赞成 %(yes)d，反对 %(no)d，弃权 %(abstain)d") % {
        "method": meeting.get_vote_method_display(),
        "yes": meeting.votes_for,
        "no": meeting.votes_against or 0,
        "abstain": meeting.votes_abstain or 0,
    }


def _matter(meeting: Meeting) -> str:
    return "" if meeting.matter == MeetingMatter.ORDINARY else str(meeting.get_matter_display())


def _ballot(ballot: MeetingBallot) -> str:
    text = _("%(name)s：赞成 %(yes)d，反对 %(no)d，弃权 %(abstain)d") % {
        "name": ballot.subject,
        "yes": ballot.votes_for,
        "no": ballot.votes_against,
        "abstain": ballot.votes_abstain,
    }
    if ballot.written_for or ballot.written_against or ballot.written_abstain:
        text += _("；书面意见赞成 %(yes)d，反对 %(no)d，弃权 %(abstain)d") % {
            "yes": ballot.written_for,
            "no": ballot.written_against,
            "abstain": ballot.written_abstain,
        }
    return text


def _late(meeting: Meeting) -> str:
    days = (timezone.localtime(meeting.created_at).date() - timezone.localtime(meeting.ends_at).date()).days
    return _("会后 %(n)d 天录入（%(when)s）") % {"n": days, "when": _moment(meeting.created_at)}


def _exclusions(meeting: Meeting, excluded: Sequence[Attendance]) -> str:
    """Return who was left out of 应到会 and why, with the consent of the committee above."""
    if not excluded:
        return ""
    consent = _("没有写上级党委同意的文号")
    if meeting.exclusion_number:
        consent = _("%(day)s %(number)s") % {"day": meeting.exclusion_on, "number": meeting.exclusion_number}
    who = "、".join(f"{line.member.name}（{line.get_exclusion_display()}）" for line in excluded)
    return f"{who}；{consent}"


def meeting_snapshot(meeting: Meeting, *, is_late: bool = False) -> dict:
    """Return the record of a meeting as plain values: what the reviewer reads, and what a later version is held
    against. `rows` maps a field's code to [label, text] in the order of the minutes. For `is_late` see BranchMonth."""
    everyone = list(meeting.attendances.all())
    roll = [line for line in everyone if not line.exclusion]
    absent = [line for line in roll if line.presence == Presence.ABSENT]
    present = sum(line.presence == Presence.PRESENT for line in roll)
    attendance = _("应到 %(called)d，实到 %(present)d") % {"called": len(roll), "present": present}
    if absent:
        away = "、".join(f"{line.member.name}（{line.reason or _('未写原因')}）" for line in absent)
        attendance += _("，缺席：%(away)s") % {"away": away}
    rows = {
        "time": [_("时间"), f"{_moment(meeting.starts_at)} – {_moment(meeting.ends_at)[-5:]}"],
        "place": [_("地点"), meeting.place],
        "host": [_("主持人"), meeting.host.name if meeting.host else ""],
        "recorder": [_("记录人"), meeting.recorder.name if meeting.recorder else ""],
        "attendance": [_("到会"), attendance],
        "excluded": [_("不计入应到会"), _exclusions(meeting, [line for line in everyone if line.exclusion])],
        "invited": [_("列席"), meeting.invited],
        "agenda": [_("议题"), meeting.agenda],
        "discussion": [_("讨论情况"), meeting.discussion],
        "matter": [_("表决事项"), _matter(meeting)],
        "votes": [_("表决"), _votes(meeting)],
        "ballots": [_("逐人表决"), "\n".join(_ballot(ballot) for ballot in ballots_of(meeting))],
        "resolutions": [_("决议"), meeting.resolutions],
        "entry": [_("补录"), _late(meeting) if is_late else ""],
    }
    return {
        "id": meeting.pk,
        "kind": meeting.kind,
        "label": meeting.label + (f"（{meeting.group}）" if meeting.group else ""),
        "day": _moment(meeting.starts_at)[:10],
        "rows": rows,
        "files": [
            {
                "id": str(link.file_id),
                "name": link.file.name,
                "kind": link.file.kind,
                "has_picture": bool(link.file.thumbnail),
            }
            for link in meeting.files.all()
        ],
    }


def ledger_snapshot(month: BranchMonth) -> dict:
    """Return everything a branch hands in, as JSON-ready values."""
    ledger = month.ledger
    return {
        "meetings": [meeting_snapshot(meeting, is_late=meeting.pk in month.late) for meeting in month.meetings],
        "roll": {
            "rows": {
                "members": [
                    _("名册"),
                    _("%(n)d 人，其中正式党员 %(full)d 人") % {"n": ledger.members, "full": ledger.full_members},
                ],
                "confirmed": [_("核对"), _("已核对") if ledger.roll_confirmed_at else _("未核对")],
                "note": [_("本月变动"), ledger.roll_note or _("无变动")],
            }
        },
        "dues": {"cents": month.dues_cents, "rows": _dues_rows(month)},
        "items": [
            {"title": str(item.title), "state": str(item.state), "detail": str(item.detail)} for item in month.items
        ],
    }


def reasons_given(ledger: Ledger) -> dict[str, str]:
    """Return the reasons that the branch gave when it last handed the ledger in, by the key of their doubt."""
    last = ledger.submissions.order_by("-pk").values_list("warnings", flat=True).first() or []
    return {warning["key"]: warning["reason"] for warning in last if warning.get("reason")}


def _dues_rows(month: BranchMonth) -> dict[str, list[str]]:
    rows = {
        "paid": [_("已交"), _("%(paid)d / %(owing)d 人") % {"paid": month.dues_paid, "owing": month.dues_owing}],
        "sum": [_("实收"), _("%(yuan)s 元") % {"yuan": in_yuan(month.dues_cents)}],
        "unpaid": [_("未交"), "、".join(month.dues_unpaid) or _("无")],
    }
    if month.dues.back_entries:
        back = {"n": month.dues.back_entries, "yuan": in_yuan(month.dues.back_cents)}
        rows["back"] = [_("其中补交"), _("%(n)d 笔，%(yuan)s 元") % back]
    return rows


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs between two versions of a ledger."""

    section: str
    label: str
    old: str
    new: str


def _sections(snapshot: dict) -> dict[str, tuple[str, dict]]:
    sections = {f"meeting:{m['id']}": (m["label"], m["rows"] | _file_row(m)) for m in snapshot["meetings"]}
    sections["roll"] = (_("党员管理"), snapshot["roll"]["rows"])
    sections["dues"] = (_("党费收缴"), snapshot["dues"]["rows"])
    return sections


def _file_row(meeting: dict) -> dict:
    return {"files": [_("附件"), "、".join(file["name"] for file in meeting["files"])]}


def snapshot_changes(old: dict, new: dict) -> dict[str, dict[str, Change]]:
    """Return what changed from `old` to `new`: section key → row code → change. Sections are "meeting:<id>", "roll"
    and "dues"; a meeting that came or went shows all its rows against empty ones."""
    before, after = _sections(old), _sections(new)
    changes: dict[str, dict[str, Change]] = {}
    for key in {**before, **after}:
        label, old_rows = before.get(key, ("", {}))
        new_label, new_rows = after.get(key, ("", {}))
        rows = {}
        for code in {**old_rows, **new_rows}:
            name, was = old_rows.get(code, new_rows.get(code, ["", ""])[:1] + [""])
            _name, now = new_rows.get(code, [name, ""])
            if was != now:
                rows[code] = Change(new_label or label, name, was, now)
        if rows:
            changes[key] = rows
    return changes
