"""What the secretary's pages show, in words: templates only print it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.enums import Level
from branches.models import Organisation
from ledgers import limits
from ledgers.enums import Action, MeetingKind, Presence, Status
from ledgers.models import Ledger, LedgerStep, Meeting
from ledgers.obligations import Item, ItemState
from ledgers.prechecks.findings import Warning
from ledgers.selectors.limits import month_limits
from ledgers.selectors.months import BranchMonth, called_lines
from ledgers.words import day_in_words, lateness, limit_in_words, moment_in_words, time_left

ITEM_ICONS = {
    "theme_day": "flag",
    "committee": "users",
    "group": "users-group",
    "general": "building-community",
    "lecture": "school",
    "life": "messages",
    "own_lecture": "school",
    "appraisal": "clipboard-check",
    "talks": "message-2",
    "publication": "speakerphone",
    "roll": "address-book",
    "dues": "coin-yuan",
}
KIND_ICONS = {
    MeetingKind.THEME_DAY: "flag",
    MeetingKind.COMMITTEE: "users",
    MeetingKind.GROUP: "users-group",
    MeetingKind.GENERAL: "building-community",
    MeetingKind.LECTURE: "school",
    MeetingKind.LIFE: "messages",
    MeetingKind.OTHER: "notes",
}


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The two limits of a month in words, kept apart: until when a ledger is on time, after when it is locked."""

    on_time: str
    on_time_left: str
    lock: str
    lock_left: str
    is_past_on_time: bool
    is_past_lock: bool
    # Until when a locked ledger may be handed in after all, empty as a rule.
    exception: str = ""
    exception_left: str = ""


def deadlines_of(ledger: Ledger, at: dt.datetime) -> Deadlines:
    on_time_until, locks_at = limits.on_time_until(ledger), limits.locks_at(ledger)
    return Deadlines(
        on_time=limit_in_words(on_time_until),
        on_time_left=time_left(on_time_until, at),
        lock=limit_in_words(locks_at),
        lock_left=time_left(locks_at, at),
        is_past_on_time=at >= on_time_until,
        is_past_lock=at >= locks_at,
        exception=limit_in_words(ledger.exception_until) if ledger.exception_until else "",
        exception_left=time_left(ledger.exception_until, at) if ledger.exception_until else "",
    )


@dataclass(frozen=True, slots=True)
class ReturnedCard:
    """A ledger that came back: why, from whom, until when it is to be mended, and where to mend it."""

    month: str
    reason: str
    who: str
    mend_by: str
    left: str
    is_overdue: bool
    url: str


def desk_in_words(desk: Organisation) -> str:
    """Return whose desk it is, as the branch knows them."""
    if desk.level == Level.COUNTY:
        return _("区委组织部")
    if desk.level == Level.TOWNSHIP:
        return _("%(township)s审查小组") % {"township": desk.name}
    return desk.short_name


def returned_cards(ledger: Ledger, at: dt.datetime) -> list[ReturnedCard]:
    """Return a card for each ledger of the branch that waits for being mended, this page's own first."""
    steps = (
        LedgerStep.objects.filter(ledger__branch=ledger.branch_id, ledger__status=Status.RETURNED, action=Action.RETURN)
        .select_related("by", "desk", "ledger__month")
        .order_by("ledger", "-pk")
        .distinct("ledger")
    )
    cards = []
    for step in sorted(steps, key=lambda step: (step.ledger_id != ledger.pk, step.ledger.month.month)):
        returned = step.ledger
        limit = returned.mend_by
        is_own = returned.pk == ledger.pk
        cards.append(
            ReturnedCard(
                month=returned.month.label,
                reason=step.reason,
                who=f"{desk_in_words(step.desk)}（{step.by}）" if step.by else desk_in_words(step.desk),
                mend_by=limit_in_words(limit) if limit else "",
                left=time_left(limit, at) if limit else "",
                is_overdue=bool(limit) and at >= limit,
                url="#items" if is_own else reverse("ledgers:month-detail", args=[returned.month.key]),
            )
        )
    return cards


@dataclass(frozen=True, slots=True)
class MonthLink:
    """An entry of the switch between months."""

    label: str
    url: str
    status: str
    status_label: str
    is_current: bool


def month_links(ledger: Ledger) -> list[MonthLink]:
    """Return the branch's latest two years of months, the newest first."""
    rows = (
        Ledger.objects.filter(branch=ledger.branch_id).select_related("month").only("status", "month__month")
    ).order_by("-month__month")[:24]
    return [
        MonthLink(
            row.month.label,
            reverse("ledgers:month-detail", args=[row.month.key]),
            row.status,
            str(row.get_status_display()),
            row.month_id == ledger.month_id,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the month: `url` leads on, or `kind` and `group` start a record; `key` names that start."""

    title: str
    detail: str
    icon: str
    tone: str = ""
    quiet: bool = False
    action: str = ""
    url: str = ""
    kind: str = ""
    group: str = ""
    key: str = ""


def meeting_day(meeting: Meeting) -> str:
    return day_in_words(timezone.localtime(meeting.starts_at).date()) if meeting.starts_at else _("还没写时间")


def meeting_detail(meeting: Meeting, *, is_late: bool = False) -> str:
    """Return a meeting in one line: the day, who came, how many files; whether it was written down late (补录)."""
    roll = [line.presence for line in called_lines(meeting)]
    parts = [meeting_day(meeting)]
    if roll:
        parts.append(_("应到 %(called)d 到会 %(came)d") % {"called": len(roll), "came": roll.count(Presence.PRESENT)})
    if files := len(meeting.files.all()):
        parts.append(_("附件 %(n)d") % {"n": files})
    if is_late:
        parts.append(_("补录"))
    return " · ".join(parts)


def item_rows(month: BranchMonth, *, may_edit: bool) -> list[Row]:
    """Return the lines of the month, what is owed and missing first; each with one thing to do at most."""
    by_pk = {meeting.pk: meeting for meeting in month.meetings}
    order = {ItemState.MISSING: 0, ItemState.UNFINISHED: 0, ItemState.DONE: 1}
    rows = []
    for item in sorted(month.items, key=lambda item: order.get(item.state, 2)):
        rows += _rows_of(item, [by_pk[fact.pk] for fact in item.meetings], month, may_edit)
    return rows


# The pages on which what is no meeting gets done, by the item's code, with the word on the button.
ELSEWHERE = {
    "appraisal": ("ledgers:appraisal-list", gettext_lazy("评议")),
    "talks": ("ledgers:talk-list", gettext_lazy("登记")),
    "publication": ("ledgers:publication-list", gettext_lazy("公开")),
}


def _rows_of(item: Item, meetings: Sequence[Meeting], month: BranchMonth, may_edit: bool) -> list[Row]:
    ledger = month.ledger
    owed = item.state in (ItemState.MISSING, ItemState.UNFINISHED)
    icon = ITEM_ICONS[item.code.partition(":")[0]]
    if item.is_done:
        icon = "check"
    elif not owed:
        icon = "calendar"
    look = {"icon": icon, "tone": "due" if owed else "done" if item.is_done else "", "quiet": not item.is_owed}
    if item.code in ("roll", "dues"):
        url = reverse("ledgers:roll-confirm" if item.code == "roll" else "ledgers:dues-edit", args=[ledger.month.key])
        word = _("核对") if item.code == "roll" else _("登记")
        return [Row(item.title, item.detail, **look, url=url, action=word if owed and may_edit else "")]
    if item.code in ELSEWHERE:
        name, word = ELSEWHERE[item.code]
        may_begin = may_edit and (owed or item.state == ItemState.LATER)
        return [Row(item.title, item.detail, **look, url=reverse(name), action=str(word) if may_begin else "")]
    if meetings:
        return [
            _meeting_row(item.title, meeting, fact.gaps, may_edit, is_late=meeting.pk in month.late)
            for meeting, fact in zip(meetings, item.meetings, strict=True)
        ]
    may_start = may_edit and item.state != ItemState.NOT_OWED
    return [
        Row(
            item.title,
            item.detail,
            **look,
            action=_("记录") if may_start else "",
            kind=item.kind if may_start else "",
            group=item.group,
            key=str(uuid.uuid4()),
        )
    ]


def _meeting_row(title: str, meeting: Meeting, gaps: Sequence[str], may_edit: bool, *, is_late: bool = False) -> Row:
    url = reverse("ledgers:meeting-edit", args=[meeting.pk])
    if gaps:
        detail = _("还缺：%(gaps)s") % {"gaps": "、".join(gaps)}
        word = _("继续") if may_edit else ""
        return Row(title, detail, KIND_ICONS[meeting.kind], "due", url=url, action=word)
    return Row(title, meeting_detail(meeting, is_late=is_late), "check", "done", url=url)


def other_rows(month: BranchMonth, *, may_edit: bool) -> list[Row]:
    """Return the meetings that no item asks for."""
    listed = {fact.pk for item in month.items for fact in item.meetings}
    return [
        _meeting_row(_titled(meeting), meeting, month.gaps[meeting.pk], may_edit, is_late=meeting.pk in month.late)
        for meeting in month.meetings
        if meeting.pk not in listed
    ]


def doubts_beside_items(month: BranchMonth) -> list[Warning]:
    """Return the pre-checks that the month's lines do not say already."""
    said = ("gaps", "empty", "owed")
    return [each for each in month.warnings if each.code not in said]


def _titled(meeting: Meeting) -> str:
    return meeting.label + (f"（{meeting.group}）" if meeting.group else "")


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of meeting that may be recorded, explained in one line."""

    kind: str
    group: str
    title: str
    text: str
    icon: str
    key: str


def kind_choices(ledger: Ledger) -> list[Choice]:
    """Return what may be recorded in the branch: no committee or groups where there are none."""
    texts = {
        MeetingKind.THEME_DAY: _("每月一次，全体党员参加"),
        MeetingKind.COMMITTEE: _("每月一次，支部委员参加"),
        MeetingKind.GROUP: _("每月一次，本小组党员参加"),
        MeetingKind.GENERAL: _("每季度至少一次，全体党员参加，可以表决"),
        MeetingKind.LECTURE: _("每季度至少一次，给党员讲课"),
        MeetingKind.LIFE: _("每年至少一次，批评和自我批评"),
        MeetingKind.OTHER: _("慰问、培训、志愿服务等，名称自己写"),
    }
    choices = []
    for kind, text in texts.items():
        if kind == MeetingKind.COMMITTEE and not ledger.committee:
            continue
        groups = ledger.groups if kind == MeetingKind.GROUP else [""]
        for group in groups:
            title = str(MeetingKind(kind).label) + (f"（{group}）" if group else "")
            choices.append(Choice(str(kind), group, title, text, KIND_ICONS[kind], str(uuid.uuid4())))
    return choices


@dataclass(frozen=True, slots=True)
class Step:
    """A move of the chain as the trail shows it."""

    what: str
    who: str
    when: dt.datetime
    why: str
    tone: str


def trail_of(ledger: Ledger) -> list[Step]:
    """Return the ledger's steps, the newest first, in sentences."""
    steps = ledger.steps.select_related("by", "desk").order_by("-pk")
    return [_step(step) for step in steps]


def _step(step: LedgerStep) -> Step:
    place = desk_in_words(step.desk)
    what, tone = {
        Action.SUBMIT: (_("提交（第 %(n)d 次）") % {"n": step.revision}, "submitted"),
        Action.RETURN: (_("退回修改"), "returned"),
        Action.PASS: (_("复审通过") if step.desk.level == Level.COUNTY else _("审查通过"), "passed"),
        Action.REPORT: (_("报送区委组织部"), "submitted"),
        Action.LOCK: (_("锁定"), ""),
        Action.REOPEN: (_("重新开放"), "submitted"),
    }[step.action]
    who = f"{place} · {step.by}" if step.by else _("系统")
    return Step(what, who, step.at, step.reason, tone)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a handed-in or locked ledger stands: a headline, what happens next, and how it counts."""

    headline: str
    text: str
    tone: str


def standing_of(ledger: Ledger, at: dt.datetime) -> Standing:
    """Return where the ledger stands, for a ledger that is not on the branch's own desk."""
    month = ledger.month
    at_county = ledger.desk.level == Level.COUNTY
    desk = desk_in_words(ledger.desk)
    if ledger.status == Status.SUBMITTED:
        holding = month_limits(month).of(ledger.township_id) if ledger.extended_on_time_until else month
        limit = holding.rereview_by if at_county else holding.review_by
        if at < limit:
            text = _("下一步：%(desk)s审查，一般在%(limit)s前办完。结果会发到“消息”里。")
        else:
            text = _("下一步：%(desk)s审查。结果会发到“消息”里。")
        text %= {"desk": desk, "limit": limit_in_words(limit)}
        return Standing(_("已提交，等%(desk)s审查") % {"desk": desk}, text, "submitted")
    if ledger.status == Status.PASSED and at_county:
        return Standing(_("已通过复审"), _("本月台账办完了，不用再做什么。"), "passed")
    if ledger.status == Status.PASSED:
        text = _("下一步：由%(township)s统一报送区委组织部复审。您不用再做什么。") % {"township": ledger.township.name}
        return Standing(_("%(desk)s审查通过") % {"desk": desk}, text, "passed")
    if ledger.district_passed_at or ledger.township_passed_at:
        return Standing(_("已通过并锁定"), _("本月台账已归档，可以看，不能再改。"), "passed")
    lock = limit_in_words(limits.locks_at(ledger))
    if ledger.first_submitted_at:
        text = _("退回后没有在%(lock)s前改好再提交，已经锁定。有特殊情况可以申请补报。")
    else:
        text = _("没有在%(lock)s前提交，已经锁定。有特殊情况可以申请补报。")
    return Standing(_("已锁定"), text % {"lock": lock}, "locked")


def timeliness_of(ledger: Ledger) -> str:
    """Return when the ledger was first handed in and whether that counts as on time; empty before."""
    if ledger.first_submitted_at is None:
        return ""
    if ledger.excepted_at == ledger.first_submitted_at:
        how = _("锁定后补报")
    else:
        how = lateness(ledger.first_submitted_at, limits.on_time_until(ledger))
    return _("%(when)s首次提交，%(how)s") % {"when": moment_in_words(ledger.first_submitted_at), "how": how}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what is handed in, in one line."""

    title: str
    detail: str


def handed_in(month: BranchMonth) -> list[Part]:
    """Return what the branch hands in: its meetings, the roll, the dues."""
    roll_and_dues = [Part(item.title, item.detail) for item in month.items if item.code in ("roll", "dues")]
    return [
        Part(_titled(meeting), meeting_detail(meeting, is_late=meeting.pk in month.late)) for meeting in month.meetings
    ] + roll_and_dues
