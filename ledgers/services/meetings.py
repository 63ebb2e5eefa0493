"""Record meetings: a draft on the server from the first field on."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import User
from config.lib.months import last_day
from evidence.models import StoredFile
from ledgers.enums import MeetingKind, Presence
from ledgers.models import Attendance, Ledger, Meeting, MeetingFile, Member
from ledgers.rules import may_edit
from ledgers.selectors.standing import voting_standing

# Longest reason for an absence, in characters.
REASON_LENGTH = Attendance._meta.get_field("reason").max_length

FIELDS = (
    "title",
    "group",
    "starts_at",
    "ends_at",
    "place",
    "host",
    "recorder",
    "invited",
    "agenda",
    "discussion",
    "vote_method",
    "votes_for",
    "votes_against",
    "votes_abstain",
    "resolutions",
)


class EditRefused(Exception):
    """The ledger may not be written now; the message says why."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place that someone else changed meanwhile: its label, their value, the value at hand.

    `name` is a name of FIELDS, or "roll:<member id>" for a line of the roll call. `is_clash` when both changed it;
    where only the other one did, theirs is taken over into the form.
    """

    name: str
    label: str
    theirs: str
    yours: str
    is_clash: bool = True


class MeetingConflict(Exception):
    """Someone saved the record since it was opened. Carries the record as it stands and what differs."""

    def __init__(self, current: Meeting, differences: list[Difference]) -> None:
        self.current = current
        self.differences = differences
        super().__init__(
            _("%(who)s在%(when)s保存过这条记录，您的修改还没有保存。")
            % {"who": current.saved_by, "when": f"{timezone.localtime(current.saved_at):%H:%M}"}
        )


@dataclass(frozen=True, slots=True)
class RollLine:
    """One line of a roll call as it was typed."""

    member_id: int
    presence: str
    reason: str = ""


def refuse_unless_editable(by: User, ledger: Ledger) -> None:
    if not (answer := may_edit(by, ledger)):
        raise EditRefused(answer.reason)


def ledger_to_edit(pk: int) -> Ledger:
    """Lock the ledger until the transaction ends and return what `may_edit` asks of it: its state and its place.

    One statement, unlike `chain.ledger_lock`: the branch it joins is never another one after the wait. A draft is
    saved every few seconds.
    """
    ledgers = Ledger.objects.select_for_update(of=("self",)).select_related("branch")
    return ledgers.only("status", "branch__path").get(pk=pk)


def called_members(ledger: Ledger, kind: str, group: str):
    """Return the members who are called at a meeting of `kind`: the committee, a group, or the whole roll."""
    roll = Member.objects.filter(branch=ledger.branch_id).on_roll()
    if kind == MeetingKind.COMMITTEE:
        return roll.exclude(post="")
    if kind == MeetingKind.GROUP and group:
        return roll.filter(group=group)
    return roll


@transaction.atomic
def meeting_start(*, ledger: Ledger, kind: str, key: uuid.UUID, by: User, at: dt.datetime, group: str = "") -> Meeting:
    """Start a record with its roll call filled in; the same `key` again returns the record it started.

    The roll is frozen here, with who votes. Members who live elsewhere start as absent with their destination, all
    others as present, so that only exceptions need a tap. Raises EditRefused.
    """
    month = ledger.month.month
    ledger = ledger_to_edit(ledger.pk)
    if existing := Meeting.objects.filter(ledger=ledger, key=key).first():
        return existing
    refuse_unless_editable(by, ledger)
    before = (
        Meeting.objects.filter(ledger__branch=ledger.branch_id, kind=kind)
        .exclude(place="")
        .select_related("host")
        .only("place", "host__branch", "recorder")
        .order_by("-pk")
        .first()
    )
    meeting = Meeting.objects.create(
        ledger=ledger,
        key=key,
        kind=kind,
        group=group,
        place=before.place if before else "",
        host=before.host if before and before.host and before.host.branch_id == ledger.branch_id else None,
        recorder_id=before.recorder_id if before else None,
        created_at=at,
        created_by=by,
        saved_at=at,
        saved_by=by,
    )
    voting = voting_standing(ledger.branch_id, min(timezone.localtime(at).date(), last_day(month)))
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            member=member,
            presence=Presence.ABSENT if member.away_to else Presence.PRESENT,
            reason=(_("外出：%(place)s") % {"place": member.away_to})[:REASON_LENGTH] if member.away_to else "",
            votes=voting[member.pk][0],
        )
        for member in called_members(ledger, kind, group).only("category", "state", "away_to").order_by("pk")
    )
    return meeting


# What a meeting in the course of a theme day has in common with it: not the minutes.
SHARED = ("starts_at", "ends_at", "place", "host_id", "recorder_id", "invited", "exclusion_number", "exclusion_on")
# What may be held in the course of a theme day, with minutes of its own (支部工作条例 第十六条).
TOGETHER = (MeetingKind.GENERAL, MeetingKind.LECTURE)


@transaction.atomic
def meeting_start_together(*, meeting: Meeting, kind: str, key: uuid.UUID, by: User, at: dt.datetime) -> Meeting:
    """Start the record of a meeting held in the course of the theme day `meeting`, with its time, place and roll call.

    Both count; each has minutes of its own. There is one of each kind: asked again, the one there is is returned.
    Raises EditRefused.
    """
    ledger = ledger_to_edit(meeting.ledger_id)
    if meeting.kind != MeetingKind.THEME_DAY or kind not in TOGETHER:
        raise EditRefused(_("只有主题党日可以同时召开党员大会或者党课。"))
    if existing := Meeting.objects.filter(Q(ledger=ledger, key=key) | Q(held_with=meeting, kind=kind)).first():
        return existing
    refuse_unless_editable(by, ledger)
    second = Meeting.objects.create(
        ledger=ledger,
        key=key,
        kind=kind,
        held_with=meeting,
        created_at=at,
        created_by=by,
        saved_at=at,
        saved_by=by,
        **{name: getattr(meeting, name) for name in SHARED},
    )
    columns = ("member_id", "presence", "reason", "votes", "exclusion")
    Attendance.objects.bulk_create(
        Attendance(meeting=second, **line) for line in meeting.attendances.order_by("member_id").values(*columns)
    )
    return second


@transaction.atomic
def meeting_save(
    *, meeting: Meeting, values: dict, roll: list[RollLine], version: int, by: User, at: dt.datetime
) -> Meeting:
    """Save `values` (names of FIELDS) and the roll call over the version the person opened.

    Saving what is already there writes nothing and keeps the version, so that a draft saved every few seconds leaves
    one row of history per real change. Raises EditRefused when the ledger may not be written, MeetingConflict when
    someone saved meanwhile.
    """
    refuse_unless_editable(by, ledger_to_edit(meeting.ledger_id))
    values = {name: _without_blank(value) for name, value in values.items()}
    current = Meeting.objects.filter(pk=meeting.pk).first()
    if current is None:
        raise EditRefused(_("这条记录刚刚被删除了。"))
    if current.version != version:
        raise MeetingConflict(current, differences_between(current, values, roll, version))
    changes = {name: values[name] for name in FIELDS if name in values and _is_other(current, name, values[name])}
    lines = _write_roll(current, roll)
    if not changes and not lines:
        return current
    for name, value in changes.items():
        setattr(current, name, value)
    current.version = version + 1
    current.saved_at, current.saved_by = at, by
    current.save(update_fields=[*changes, "version", "saved_at", "saved_by"])
    return current


def _without_blank(value):
    """Return `value`, or an empty text for one of nothing but spaces: those would pass for minutes."""
    return "" if isinstance(value, str) and not value.strip() else value


def _is_other(meeting: Meeting, name: str, value) -> bool:
    """Tell whether `value` is not what the record holds, without fetching whom it names."""
    return getattr(meeting, Meeting._meta.get_field(name).attname) != getattr(value, "pk", value)


def _write_roll(meeting: Meeting, roll: list[RollLine]) -> int:
    """Write the lines of the roll call that differ, in one statement, and return how many did.

    A line of someone who was not called, or was lawfully left out, is passed over.
    """
    typed = {line.member_id: line for line in roll}
    if not typed:
        return 0
    values = [
        value
        for line in typed.values()
        for value in (
            line.member_id,
            str(line.presence),
            line.reason[:REASON_LENGTH] if line.presence == Presence.ABSENT else "",
        )
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledgers_attendance line SET presence = typed.presence, reason = typed.reason "
            f"FROM (VALUES {', '.join(['(%s, %s, %s)'] * len(typed))}) AS typed (member_id, presence, reason) "
            "WHERE line.meeting_id = %s AND line.member_id = typed.member_id AND line.exclusion = '' "
            "AND (line.presence, line.reason) IS DISTINCT FROM (typed.presence, typed.reason)",
            [*values, meeting.pk],
        )
        return cursor.rowcount


def differences_between(current: Meeting, values: dict, roll: list[RollLine], version: int) -> list[Difference]:
    """Return where the record as it stands differs from what was typed over `version`, as far as others changed it.

    What the person started from stands in the history; without it every difference counts as a clash.
    """
    base = Meeting.pgh_event_model.objects.filter(pgh_obj=current.pk, version=version).order_by("-pgh_id").first()
    found = []
    for name in FIELDS:
        if name not in values:
            continue
        field = Meeting._meta.get_field(name)
        theirs, yours = getattr(current, field.attname), getattr(values[name], "pk", values[name])
        was = getattr(base, field.attname) if base else None
        if theirs != yours and (base is None or theirs != was):
            found.append(
                Difference(
                    name,
                    str(field.verbose_name),
                    _in_words(field, getattr(current, name)),
                    _in_words(field, values[name]),
                    base is None or yours != was,
                )
            )
    return found + _roll_differences(current, roll, base)


def _roll_differences(current: Meeting, roll: list[RollLine], base) -> list[Difference]:
    typed = {line.member_id: (line.presence, line.reason) for line in roll}
    before = {}
    if base is not None:
        events = Attendance.pgh_event_model.objects.filter(meeting=current.pk, pgh_created_at__lte=base.pgh_created_at)
        before = {event.member_id: (event.presence, event.reason) for event in events.order_by("pgh_id")}
    found = []
    for line in current.attendances.select_related("member"):
        theirs, yours, was = (line.presence, line.reason), typed.get(line.member_id), before.get(line.member_id)
        if yours is not None and theirs != yours and theirs != was:
            found.append(
                Difference(
                    f"roll:{line.member_id}",
                    _("签到：%(name)s") % {"name": line.member.name},
                    _presence_in_words(*theirs),
                    _presence_in_words(*yours),
                    yours != was,
                )
            )
    return found


def _presence_in_words(presence: str, reason: str) -> str:
    label = str(Presence(presence).label)
    return f"{label}（{reason}）" if reason else label


def _in_words(field, value) -> str:
    if value is None or value == "":
        return _("（空）")
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return str(dict(field.choices)[value]) if field.choices else str(value)


@transaction.atomic
def meeting_delete(*, meeting: Meeting, by: User) -> None:
    """Delete a record that was started by mistake; its history stays. Raises EditRefused."""
    refuse_unless_editable(by, ledger_to_edit(meeting.ledger_id))
    try:
        meeting.delete()
    except ProtectedError:
        raise EditRefused(_("四议两公开的记录用到了这次会议，不能删除。")) from None


class TooManyFiles(Exception):
    """The record has as many files as it may have; the message names the number."""


@transaction.atomic
def meeting_attach(*, meeting: Meeting, file: StoredFile, by: User, at: dt.datetime, limit: int) -> MeetingFile:
    """Attach a stored file to a record; attaching it twice is one attachment. Raises EditRefused, TooManyFiles."""
    refuse_unless_editable(by, ledger_to_edit(meeting.ledger_id))
    if existing := MeetingFile.objects.filter(meeting=meeting, file=file).first():
        return existing
    if meeting.files.count() >= limit:
        raise TooManyFiles(_("一条记录最多放 %(n)d 个附件，请先删掉不需要的。") % {"n": limit})
    return MeetingFile.objects.create(meeting=meeting, file=file, added_by=by, added_at=at)


@transaction.atomic
def meeting_detach(*, link: MeetingFile, by: User) -> None:
    """Take a file off a record; the stored file stays for the history. Raises EditRefused."""
    refuse_unless_editable(by, ledger_to_edit(link.meeting.ledger_id))
    link.delete()
