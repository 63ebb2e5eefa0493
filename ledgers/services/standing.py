"""Write what changes in a member's standing: study, absence, lost contact, membership, discipline, exemption."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from ledgers.enums import MeetingKind, MembershipState, Presence
from ledgers.enums.standing import MeasureKind, MembershipMove
from ledgers.models import (
    Absence,
    DisciplinaryMeasure,
    Exemption,
    Meeting,
    Member,
    MembershipStep,
    StudyRecord,
)
from ledgers.models.standing import LONGEST_MINUTES
from ledgers.services.members import may_edit_roll

STUDY_KINDS = (MeetingKind.LECTURE, MeetingKind.THEME_DAY)


class StandingRefused(Exception):
    """It may not be written so; the message says why, `field` names the field when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def _refuse_unless_own(by: User, branch: Organisation) -> None:
    if not (answer := may_edit_roll(by, branch)):
        raise StandingRefused(answer.reason)


def _lock(member: Member, by: User) -> Member:
    """Lock the member's row, so that two requests on him come one after the other."""
    member = Member.objects.select_for_update(of=("self",)).select_related("branch").get(pk=member.pk)
    _refuse_unless_own(by, member.branch)
    return member


def _not_ahead(day: dt.date, at: dt.datetime, field: str) -> None:
    if day > timezone.localtime(at).date():
        raise StandingRefused(_("日期还没有到。"), field)


# --- Study -----------------------------------------------------------------------------------------------------
@transaction.atomic
def study_add(
    *,
    branch: Organisation,
    members: Collection[int],
    date: dt.date,
    minutes: int,
    what: str,
    key: uuid.UUID,
    by: User,
    at: dt.datetime,
) -> int:
    """Enter one training for many members (their ids) and return for how many; the same `key` again adds nothing.

    Members of other branches are left out. Raises StandingRefused naming the field.
    """
    _refuse_unless_own(by, branch)
    _not_ahead(date, at, "date")
    if date.year < timezone.localtime(at).year - 1:
        raise StandingRefused(_("只能登记今年和去年的学习。"), "date")
    if not 0 < minutes <= LONGEST_MINUTES:
        raise StandingRefused(_("学时不对，请核对。"), "hours")
    known = set(Member.objects.filter(branch=branch, pk__in=members).on_roll().values_list("pk", flat=True))
    known -= set(StudyRecord.objects.filter(key=key, member__in=known).values_list("member", flat=True))
    StudyRecord.objects.bulk_create(
        (
            StudyRecord(member_id=pk, key=key, date=date, minutes=minutes, what=what.strip(), at=at, by=by)
            for pk in sorted(known)
        ),
        ignore_conflicts=True,
    )
    return len(known)


@transaction.atomic
def study_from_meeting(*, meeting: Meeting, by: User, at: dt.datetime) -> int:
    """Count a lecture or a theme day as study for all who were present, and return for how many.

    Nobody gets it twice, nor for a meeting held in the course of one that was counted. Raises StandingRefused.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("ledger__branch").get(pk=meeting.pk)
    _refuse_unless_own(by, meeting.ledger.branch)
    if meeting.kind not in STUDY_KINDS:
        raise StandingRefused(_("只有党课和主题党日计入学时。"))
    if meeting.starts_at is None or meeting.ends_at is None or meeting.ends_at <= meeting.starts_at:
        raise StandingRefused(_("先写好会议的开始和结束时间，再计入学时。"))
    minutes = min(int((meeting.ends_at - meeting.starts_at).total_seconds() // 60), LONGEST_MINUTES)
    if minutes == 0:
        raise StandingRefused(_("会议时间太短，不能计入学时。"))
    same = Q(meeting=meeting) | Q(meeting__held_with=meeting) | Q(meeting=meeting.held_with_id or 0)
    counted = set(StudyRecord.objects.filter(same).values_list("member", flat=True))
    present = meeting.attendances.filter(presence=Presence.PRESENT).values_list("member", flat=True)
    new = sorted(set(present) - counted)
    StudyRecord.objects.bulk_create(
        StudyRecord(
            member_id=pk,
            date=timezone.localtime(meeting.starts_at).date(),
            minutes=minutes,
            what=meeting.label,
            meeting=meeting,
            at=at,
            by=by,
        )
        for pk in new
    )
    return len(new)


@transaction.atomic
def study_delete(*, study: StudyRecord, by: User) -> None:
    """Take away a record that was entered by mistake; its history stays. Raises StandingRefused."""
    _refuse_unless_own(by, study.member.branch)
    study.delete()


# --- Absence and lost contact ----------------------------------------------------------------------------------
@transaction.atomic
def absence_begin(
    *,
    member: Member,
    since: dt.date,
    place: str,
    is_fixed: bool,
    contact: Member | None,
    by: User,
    at: dt.datetime,
) -> Absence:
    """Note that a member lives elsewhere; the roll shows the place from now on. Asked again, the one there is stays.

    Raises StandingRefused naming the field.
    """
    member = _lock(member, by)
    if existing := Absence.objects.filter(member=member, until=None).first():
        if (existing.since, existing.place) == (since, place.strip()):
            return existing
        raise StandingRefused(_("已经登记外出，先登记返回，再登记新的外出。"), "since")
    _not_ahead(since, at, "since")
    if Absence.objects.filter(member=member, until__gte=since).exists():
        raise StandingRefused(_("这一天还在上一次外出里，请核对日期。"), "since")
    _refuse_contact(member, contact)
    absence = Absence.objects.create(
        member=member, since=since, place=place.strip(), is_fixed=is_fixed, contact=contact, at=at, by=by
    )
    member.away_to = absence.place
    member.save(update_fields=["away_to"])
    return absence


def _refuse_contact(member: Member, contact: Member | None) -> None:
    if contact and (contact.pk == member.pk or contact.branch_id != member.branch_id):
        raise StandingRefused(_("联系人要选本支部的另一名党员。"), "contact")


@transaction.atomic
def absence_end(*, absence: Absence, until: dt.date, by: User, at: dt.datetime) -> Absence:
    """Note that the member is back: `until` is his last day away. Raises StandingRefused naming the field."""
    member = _lock(absence.member, by)
    absence = Absence.objects.get(pk=absence.pk)
    if absence.until:
        return absence
    _not_ahead(until, at, "until")
    if until < absence.since:
        raise StandingRefused(_("返回日期不能早于外出日期。"), "until")
    absence.until = until
    absence.save(update_fields=["until"])
    member.away_to = ""
    member.save(update_fields=["away_to"])
    return absence


@transaction.atomic
def contact_note(*, absence: Absence, on: dt.date, contact: Member | None, by: User, at: dt.datetime) -> Absence:
    """Note that the member was spoken to, and who keeps in touch (None leaves it); he is lost no longer.

    Raises StandingRefused naming the field.
    """
    member = _lock(absence.member, by)
    absence = Absence.objects.get(pk=absence.pk)
    _not_ahead(on, at, "on")
    if on < absence.since:
        raise StandingRefused(_("联系日期不能早于外出日期。"), "on")
    _refuse_contact(member, contact)
    absence.contact = contact or absence.contact
    absence.last_contact_on = max(on, absence.last_contact_on or on)
    absence.save(update_fields=["contact", "last_contact_on"])
    if member.lost_since and on >= member.lost_since and member.state == MembershipState.NORMAL:
        member.lost_since = None
        member.save(update_fields=["lost_since"])
    return absence


@transaction.atomic
def lost_mark(*, member: Member, since: dt.date | None, by: User, at: dt.datetime) -> Member:
    """Note since when nobody can reach a member; None when he was found. Raises StandingRefused naming the field."""
    member = _lock(member, by)
    if member.state != MembershipState.NORMAL:
        raise StandingRefused(_("只有党籍正常的党员可以登记失联。"), "lost_since")
    if since:
        _not_ahead(since, at, "lost_since")
    member.lost_since = since
    member.save(update_fields=["lost_since"])
    return member


# --- Membership ------------------------------------------------------------------------------------------------
MOVES = {
    MembershipMove.SUSPEND: ((MembershipState.NORMAL,), MembershipState.SUSPENDED),
    MembershipMove.RESUME: ((MembershipState.SUSPENDED,), MembershipState.NORMAL),
    MembershipMove.REMOVE: ((MembershipState.SUSPENDED,), MembershipState.LEFT),
    MembershipMove.EXPEL: ((MembershipState.NORMAL, MembershipState.SUSPENDED), MembershipState.LEFT),
}


@transaction.atomic
def membership_move(*, member: Member, action: str, on: dt.date, reason: str, by: User, at: dt.datetime) -> Member:
    """Write down what the committee above decided about a membership on the day `on`, with a step for each move.

    `reason` is its document. What was done already is done once. Raises StandingRefused naming the field.
    """
    member = _lock(member, by)
    sources, goes_to = MOVES[MembershipMove(action)]
    came_from = member.state
    if member.state == goes_to:
        return member
    if came_from not in sources:
        raise StandingRefused(_("党籍现在是“%(state)s”，不能这样办。") % {"state": member.get_state_display()})
    _not_ahead(on, at, "on")
    if not reason.strip():
        raise StandingRefused(_("写上批准机关和文号。"), "reason")
    if action == MembershipMove.SUSPEND and not member.lost_since:
        raise StandingRefused(_("先登记从哪天起失去联系。"), "on")
    if action != MembershipMove.EXPEL and member.lost_since and on < member.lost_since:
        raise StandingRefused(_("决定日期不能早于失联日期。"), "on")
    if member.suspended_on and on < member.suspended_on:
        raise StandingRefused(_("决定日期不能早于停止党籍的日期。"), "on")
    member.state = goes_to
    member.suspended_on = on if goes_to == MembershipState.SUSPENDED else None
    if goes_to == MembershipState.NORMAL:
        member.lost_since = None
    member.save(update_fields=["state", "suspended_on", "lost_since"])
    MembershipStep.objects.create(
        member=member, action=action, from_state=came_from, to_state=goes_to, on=on, by=by, at=at, reason=reason.strip()
    )
    return member


# --- Discipline and exemption ----------------------------------------------------------------------------------
@transaction.atomic
def measure_add(
    *,
    member: Member,
    kind: str,
    since: dt.date,
    until: dt.date | None,
    decided_by: str,
    document: str,
    by: User,
    at: dt.datetime,
) -> DisciplinaryMeasure:
    """Write down a disciplinary measure; the same again is one. 开除党籍 ends the membership in the same transaction.

    Raises StandingRefused naming the field.
    """
    member = _lock(member, by)
    _not_ahead(since, at, "since")
    if kind == MeasureKind.PROBATION:
        if until is None or until <= since:
            raise StandingRefused(_("留党察看要写期满的日期，在处分日期以后。"), "until")
    elif until:
        raise StandingRefused(_("只有留党察看有期满日期，请空着。"), "until")
    measure, is_new = DisciplinaryMeasure.objects.get_or_create(
        member=member,
        kind=kind,
        since=since,
        defaults={
            "until": until,
            "decided_by": decided_by.strip(),
            "document": document.strip(),
            "at": at,
            "by": by,
        },
    )
    if is_new and kind == MeasureKind.EXPULSION:
        reason = f"{measure.decided_by} {measure.document}".strip()
        membership_move(member=member, action=MembershipMove.EXPEL, on=since, reason=reason, by=by, at=at)
    return measure


@transaction.atomic
def exemption_add(
    *, member: Member, kind: str, since: dt.date, until: dt.date | None, details: str, by: User, at: dt.datetime
) -> Exemption:
    """Note that no regular attendance is asked of a member. Raises StandingRefused naming the field."""
    member = _lock(member, by)
    if existing := Exemption.objects.filter(member=member, since=since).first():
        return existing
    if until and until < since:
        raise StandingRefused(_("结束日期不能早于开始日期。"), "until")
    if Exemption.objects.filter(member=member, until=None).exists():
        raise StandingRefused(_("已经登记了，先写上结束日期，再登记新的。"), "since")
    exemption = Exemption(member=member, kind=kind, since=since, until=until, at=at, by=by)
    exemption.set_details(details.strip())
    exemption.save()
    return exemption


@transaction.atomic
def exemption_end(*, exemption: Exemption, until: dt.date, by: User) -> Exemption:
    """Say from when on a member can come again: `until` is the last day of the exemption. Raises StandingRefused."""
    _lock(exemption.member, by)
    exemption = Exemption.objects.get(pk=exemption.pk)
    if until < exemption.since:
        raise StandingRefused(_("结束日期不能早于开始日期。"), "until")
    exemption.until = until
    exemption.save(update_fields=["until"])
    return exemption
