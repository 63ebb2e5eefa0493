"""Write what changes in a member's standing: study, absence, contact, exemption; decisions: `services.membership`."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from ledgers.enums import MeetingKind, MembershipState, Presence
from ledgers.models import Absence, ContactNote, Exemption, Meeting, Member, StudyRecord
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


def lock_member(member: Member, by: User) -> Member:
    """Lock the member's row, so that two requests on him come one after the other."""
    member = Member.objects.select_for_update(of=("self",)).select_related("branch").get(pk=member.pk)
    _refuse_unless_own(by, member.branch)
    return member


def refuse_ahead(day: dt.date, at: dt.datetime, field: str) -> None:
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
    refuse_ahead(date, at, "date")
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
    member = lock_member(member, by)
    if existing := Absence.objects.valid().filter(member=member, until=None).first():
        if (existing.since, existing.place) == (since, place.strip()):
            return existing
        raise StandingRefused(_("已经登记外出，先登记返回，再登记新的外出。"), "since")
    refuse_ahead(since, at, "since")
    if Absence.objects.valid().filter(member=member, until__gte=since).exists():
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
    member, absence = _lock_absence(absence, by)
    if absence.until:
        return absence
    refuse_ahead(until, at, "until")
    if until < absence.since:
        raise StandingRefused(_("返回日期不能早于外出日期。"), "until")
    absence.until = until
    absence.save(update_fields=["until"])
    member.away_to = ""
    member.save(update_fields=["away_to"])
    return absence


def _lock_absence(absence: Absence, by: User) -> tuple[Member, Absence]:
    member = lock_member(absence.member, by)
    absence = Absence.objects.get(pk=absence.pk)
    if not absence.is_valid:
        raise StandingRefused(_("这条外出已经撤销了，请登记新的。"))
    return member, absence


@transaction.atomic
def contact_note(
    *, absence: Absence, on: dt.date, contact: Member | None, what: str = "", by: User, at: dt.datetime
) -> ContactNote:
    """Note that the member was spoken to, and who keeps in touch (None leaves it); he is lost no longer.

    `what` says how and about what, in a few words. Noted twice is noted once. Raises StandingRefused naming the field.
    """
    member, absence = _lock_absence(absence, by)
    refuse_ahead(on, at, "on")
    if on < absence.since:
        raise StandingRefused(_("联系日期不能早于外出日期。"), "on")
    if absence.until and on > absence.until:
        raise StandingRefused(_("这时已经回来了，请核对日期。"), "on")
    _refuse_contact(member, contact)
    if contact and contact.pk != absence.contact_id:
        absence.contact = contact
        absence.save(update_fields=["contact"])
    note, _is_new = ContactNote.objects.get_or_create(
        absence=absence, on=on, what=what.strip(), defaults={"contact_id": absence.contact_id, "by": by, "at": at}
    )
    if member.lost_since and on >= member.lost_since and member.state == MembershipState.NORMAL:
        member.lost_since = None
        member.save(update_fields=["lost_since"])
    return note


@transaction.atomic
def lost_mark(*, member: Member, since: dt.date | None, by: User, at: dt.datetime) -> Member:
    """Note since when nobody can reach a member; None when he was found. Raises StandingRefused naming the field."""
    member = lock_member(member, by)
    if member.state != MembershipState.NORMAL:
        raise StandingRefused(_("只有党籍正常的党员可以登记失联。"), "lost_since")
    if since:
        refuse_ahead(since, at, "lost_since")
    member.lost_since = since
    member.save(update_fields=["lost_since"])
    return member


# --- Exemption --------------------------------------------------------------------------------------------------
@transaction.atomic
def exemption_add(
    *, member: Member, kind: str, since: dt.date, until: dt.date | None, details: str, by: User, at: dt.datetime
) -> Exemption:
    """Note that no regular attendance is asked of a member. Raises StandingRefused naming the field."""
    member = lock_member(member, by)
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
    lock_member(exemption.member, by)
    exemption = Exemption.objects.get(pk=exemption.pk)
    if until < exemption.since:
        raise StandingRefused(_("结束日期不能早于开始日期。"), "until")
    exemption.until = until
    exemption.save(update_fields=["until"])
    return exemption
