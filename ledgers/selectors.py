"""Read a branch's month: its facts, its items, its pre-checks, the snapshot that is handed in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import User
from config.lib.months import last_day, parse_month, quarter_start
from ledgers.enums import MeetingKind, Presence
from ledgers.models import Attendance, DuesPayment, Ledger, Meeting, MeetingFile, Member, Month
from ledgers.obligations import Item, LedgerFacts, MeetingFact, items_of
from ledgers.prechecks import MeetingRecord, Warning, check_ledger
from ledgers.rules import EDITABLE

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
        return [w for w in self.warnings if w.severity == "block"]


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
    facts = LedgerFacts(
        month=ledger.month.month,
        members=ledger.members,
        full_members=ledger.full_members,
        committee_from=ledger.month.rules["committee_from"],
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
        late_entry_days=ledger.month.rules["late_entry_days"],
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


def meeting_snapshot(meeting: Meeting) -> dict:
    """Return the record of a meeting as plain values: what the reviewer reads, and what a later version is held
    against. `rows` maps a field's code to [label, text] in the order of the minutes."""
    roll = list(meeting.attendances.all())
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
        "invited": [_("列席"), meeting.invited],
        "agenda": [_("议题"), meeting.agenda],
        "discussion": [_("讨论情况"), meeting.discussion],
        "votes": [_("表决"), _votes(meeting)],
        "resolutions": [_("决议"), meeting.resolutions],
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
    paid = set(DuesPayment.objects.filter(ledger=ledger).values_list("member_id", flat=True))
    unpaid = list(owing_members(ledger).exclude(pk__in=paid).order_by("pk").values_list("name", flat=True))
    return {
        "meetings": [meeting_snapshot(meeting) for meeting in month.meetings],
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
        "dues": {
            "rows": {
                "paid": [
                    _("已交"),
                    _("%(paid)d / %(owing)d 人") % {"paid": month.dues_paid, "owing": month.dues_owing},
                ],
                "sum": [
                    _("实收"),
                    _("%(yuan)s 元") % {"yuan": f"{month.dues_cents // 100}.{month.dues_cents % 100:02d}"},
                ],
                "unpaid": [_("未交"), "、".join(unpaid) or _("无")],
            }
        },
        "items": [{"title": item.title, "state": str(item.state), "detail": item.detail} for item in month.items],
    }


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


def month_named(user: User, key: str) -> Month:
    """Return the user's month written as YYYY-MM; raises Http404 when there is none."""
    try:
        wanted = parse_month(key)
    except ValueError:
        raise Http404 from None
    month = Month.objects.visible_to(user).select_related("district").filter(month=wanted).first()
    if month is None:
        raise Http404
    return month


def month_among_others(user: User, key: str, count: int = 12) -> tuple[Month, list[Month]]:
    """Return the user's month written as YYYY-MM, and the newest months to switch to, in one query as a rule.

    Raises Http404 when there is no such month.
    """
    newest = list(Month.objects.visible_to(user).select_related("district").order_by("-month")[:count])
    return next((month for month in newest if month.key == key), None) or month_named(user, key), newest


def own_ledger(user: User, key: str) -> Ledger:
    """Return the ledger of the user's own branch for the month written as YYYY-MM; raises Http404 for none."""
    try:
        wanted = parse_month(key)
    except ValueError:
        raise Http404 from None
    ledgers = Ledger.objects.visible_to(user).select_related("branch", "township", "desk", "month")
    ledger = ledgers.filter(branch=user.hat.organisation_id if user.hat else None, month__month=wanted).first()
    if ledger is None:
        raise Http404
    return ledger


def first_in_need(user: User) -> Ledger | None:
    """Return the ledger that needs the branch first: the oldest that is returned or not handed in, else the newest.

    None for a branch without a ledger, or for a person without a branch.
    """
    if user.hat is None:
        return None
    own = Ledger.objects.visible_to(user).filter(branch=user.hat.organisation_id).select_related("month")
    return own.filter(status__in=EDITABLE).order_by("month__month").first() or own.order_by("-month__month").first()


def latest_month(user: User) -> Month | None:
    """Return the newest month open to the user, or None before the first is opened."""
    return Month.objects.visible_to(user).select_related("district").order_by("-month").first()
