"""Appraise members (民主评议党员), note talks (谈心谈话), suggest a month's themes."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from branches.tree import district_above
from config.lib.verdict import YES, Answer, No, first_no
from ledgers.appraisals import LineFact, excellent_over, missing_of
from ledgers.enums import MeetingKind, MemberCategory
from ledgers.enums.organised_life import AppraisalAction, AppraisalStatus, Grade, Part
from ledgers.models import (
    Appraisal,
    AppraisalLine,
    AppraisalMeeting,
    AppraisalStep,
    Meeting,
    Member,
    Talk,
    ThemeSuggestion,
)
from ledgers.models.organised_life import APPRAISAL_STEPS
from ledgers.outlines import SUGGESTED_KINDS
from ledgers.selectors.rules import rule_history
from ledgers.talk_pairs import pair_of


class Refused(Exception):
    """It may not be written so; the message says why, `field` names the field when there is one."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


# --- Who may ---------------------------------------------------------------------------------------------------
def may_write(by: User, branch: Organisation) -> Answer:
    """Only the branch's own secretary writes its organisational life."""
    if not by.may(Permission.LEDGER_EDIT):
        return No(_("只有本支部的书记、文书可以登记。"))
    return YES if by.party_scope.covers(branch.path) else No(_("这个支部不在您的管理范围内。"))


def is_open(appraisal: Appraisal) -> Answer:
    return YES if appraisal.is_open else No(_("评议已经报备，不能再改。要改请联系乡镇退回。"))


def may_write_appraisal(by: User, appraisal: Appraisal) -> Answer:
    return first_no(may_write(by, appraisal.branch), is_open(appraisal))


def may_return_appraisal(by: User, appraisal: Appraisal) -> Answer:
    """The township's or the district's reviewers give a reported appraisal back with a reason."""
    if not (by.may(Permission.REVIEW_TOWNSHIP) or by.may(Permission.REVIEW_DISTRICT)):
        return No(_("只有乡镇审查小组和区委组织部可以退回。"))
    if not by.party_scope.covers(appraisal.branch.path):
        return No(_("这个支部不在您的管理范围内。"))
    return No(_("评议还没有报备。")) if appraisal.is_open else YES


def _refuse_unless(answer: Answer) -> None:
    if not answer:
        raise Refused(answer.reason)


# --- Appraisal -------------------------------------------------------------------------------------------------
@transaction.atomic
def appraisal_start(*, branch: Organisation, year: int, by: User, at: dt.datetime) -> Appraisal:
    """Start the year's appraisal with the roll as it stands, which is frozen here; started twice, there is one.

    Members who live elsewhere start as appraised there. Raises Refused.
    """
    _refuse_unless(may_write(by, branch))
    this_year = timezone.localtime(at).year
    if not this_year - 1 <= year <= this_year:
        raise Refused(_("只能评议今年或者去年。"), "year")
    appraisal, is_new = Appraisal.objects.get_or_create(
        branch=branch, year=year, defaults={"started_at": at, "started_by": by}
    )
    if is_new:
        AppraisalLine.objects.bulk_create(
            AppraisalLine(
                appraisal=appraisal,
                member=member,
                is_full=member.category == MemberCategory.FULL,
                part=Part.ELSEWHERE if member.away_to else Part.HERE,
                reason=member.away_to,
                saved_at=at,
                saved_by=by,
            )
            for member in Member.objects.filter(branch=branch).on_roll().order_by("pk")
        )
    return appraisal


def _lock(appraisal_id: int) -> Appraisal:
    return Appraisal.objects.select_for_update(of=("self",)).select_related("branch").get(pk=appraisal_id)


@transaction.atomic
def appraisal_save(
    *, appraisal: Appraisal, days: Mapping[str, dt.date | None], ballots_cast: int | None, by: User, at: dt.datetime
) -> Appraisal:
    """Save the days of the steps (names of APPRAISAL_STEPS) and the number of ballots that came back.

    Another number of ballots takes away the counts, which no longer add up. Raises Refused naming the field.
    """
    appraisal = _lock(appraisal.pk)
    _refuse_unless(may_write_appraisal(by, appraisal))
    today, before = timezone.localtime(at).date(), None
    for number, name in enumerate(APPRAISAL_STEPS):
        day, label = days.get(name), appraisal._meta.get_field(name).verbose_name
        if day and day > today:
            raise Refused(_("“%(step)s”的日期还没有到。") % {"step": label}, name)
        if day and number and before is None:
            raise Refused(_("先写上一步的日期，再写“%(step)s”。") % {"step": label}, name)
        if day and before and day < before:
            raise Refused(_("“%(step)s”不能早于上一步。") % {"step": label}, name)
        before = day
        setattr(appraisal, name, day)
    here = appraisal.lines.filter(part=Part.HERE).count()
    if ballots_cast is not None and ballots_cast > here:
        raise Refused(_("在本支部参评的只有 %(n)d 人，测评票不会更多。") % {"n": here}, "ballots_cast")
    if ballots_cast != appraisal.ballots_cast:
        AppraisalLine.objects.filter(appraisal=appraisal).exclude(ballots=None).update(
            ballots=None, excellent=None, qualified=None, basic=None, unqualified=None, saved_at=at, saved_by=by
        )
    appraisal.ballots_cast = ballots_cast
    appraisal.save(update_fields=[*APPRAISAL_STEPS, "ballots_cast"])
    return appraisal


@transaction.atomic
def appraisal_line_save(
    *,
    line: AppraisalLine,
    part: str,
    reason: str,
    counts: Mapping[str, int] | None,
    grade: str,
    by: User,
    at: dt.datetime,
) -> AppraisalLine:
    """Save one member: how he took part, his secret ballots by grade (None while not counted), his grade.

    Raises Refused: 预备党员 get no grade, the ballots add up to those cast, 优秀 stay within their share.
    """
    appraisal = _lock(line.appraisal_id)
    _refuse_unless(may_write_appraisal(by, appraisal))
    line = AppraisalLine.objects.select_related("member").get(pk=line.pk)
    if part != Part.HERE and not reason.strip():
        raise Refused(_("请写明原因或者在哪里参评。"), "reason")
    if part in (Part.EXEMPT, Part.ABSENT):
        counts, grade = None, ""
    if grade and not line.is_full:
        raise Refused(_("预备党员参加评议，不评定等次。"), "grade")
    if counts is not None:
        if appraisal.ballots_cast is None:
            raise Refused(_("先写收回的测评票总数。"), "excellent")
        if (cast := sum(counts.values())) != appraisal.ballots_cast:
            raise Refused(
                _("四项合计 %(sum)d 票，收回的测评票是 %(cast)d 张。") % {"sum": cast, "cast": appraisal.ballots_cast},
                "excellent",
            )
    line.part, line.reason, line.grade = part, reason.strip(), grade
    for name in Grade.values:
        setattr(line, name, None if counts is None else counts[name])
    line.ballots = None if counts is None else appraisal.ballots_cast
    line.saved_at, line.saved_by = at, by
    others = [_fact(each) for each in appraisal.lines.exclude(pk=line.pk).select_related("member")]
    if grade == Grade.EXCELLENT and (over := excellent_over([*others, _fact(line)], excellent_one_in(appraisal))):
        raise Refused(over, "grade")
    line.save()
    return line


def _fact(line: AppraisalLine) -> LineFact:
    return LineFact(line.member.name, line.is_full, line.part, line.ballots is not None, line.grade)


def excellent_one_in(appraisal: Appraisal) -> int:
    """Return the share of 优秀 by the rules of the appraisal's year."""
    return (
        rule_history(district_above(appraisal.branch))
        .on(dt.date(appraisal.year, 12, 31))
        .value("life.excellent_one_in")
    )


def appraisal_missing(appraisal: Appraisal) -> list[str]:
    """Return in sentences what keeps the appraisal from being reported."""
    steps = [(str(appraisal._meta.get_field(name).verbose_name), getattr(appraisal, name)) for name in APPRAISAL_STEPS]
    facts = [_fact(line) for line in appraisal.lines.select_related("member").order_by("pk")]
    return missing_of(facts, steps, appraisal.ballots_cast, excellent_one_in(appraisal))


MOVES = {
    AppraisalAction.REPORT: (AppraisalStatus.OPEN, AppraisalStatus.REPORTED),
    AppraisalAction.RETURN: (AppraisalStatus.REPORTED, AppraisalStatus.OPEN),
}


@transaction.atomic
def appraisal_move(*, appraisal: Appraisal, action: str, by: User, at: dt.datetime, reason: str = "") -> Appraisal:
    """Report an appraisal, or give it back: the only way its status changes, with a step for each move.

    Reporting what is reported does nothing. Raises Refused.
    """
    appraisal = _lock(appraisal.pk)
    came_from, goes_to = MOVES[AppraisalAction(action)]
    if appraisal.status == goes_to:
        return appraisal
    if action == AppraisalAction.REPORT:
        _refuse_unless(may_write_appraisal(by, appraisal))
        if missing := appraisal_missing(appraisal):
            raise Refused("".join(missing))
        appraisal.reported_at, appraisal.reported_by = at, by
    else:
        _refuse_unless(may_return_appraisal(by, appraisal))
        if not reason.strip():
            raise Refused(_("请写明退回的原因。"), "reason")
        appraisal.reported_at = appraisal.reported_by = None
    appraisal.status = goes_to
    appraisal.save(update_fields=["status", "reported_at", "reported_by"])
    AppraisalStep.objects.create(
        appraisal=appraisal,
        action=action,
        from_status=came_from,
        to_status=goes_to,
        by=by,
        at=at,
        reason=reason.strip(),
    )
    return appraisal


@transaction.atomic
def appraisal_link(*, appraisal: Appraisal, meetings: Sequence[Meeting], by: User, at: dt.datetime) -> None:
    """Say at which 组织生活会 of the branch the appraisal was held. Raises Refused."""
    appraisal = _lock(appraisal.pk)
    _refuse_unless(may_write_appraisal(by, appraisal))
    for meeting in meetings:
        if meeting.kind != MeetingKind.LIFE or meeting.ledger.branch_id != appraisal.branch_id:
            raise Refused(_("只能关联本支部的组织生活会。"), "meetings")
    wanted = {meeting.pk for meeting in meetings}
    linked = set(appraisal.meeting_links.values_list("meeting_id", flat=True))
    appraisal.meeting_links.exclude(meeting_id__in=wanted).delete()
    AppraisalMeeting.objects.bulk_create(
        AppraisalMeeting(appraisal=appraisal, meeting_id=pk, added_at=at, added_by=by) for pk in sorted(wanted - linked)
    )


# --- Talks -----------------------------------------------------------------------------------------------------
@transaction.atomic
def talk_record(
    *,
    branch: Organisation,
    one: Member,
    other: Member,
    talked_on: dt.date,
    topic: str,
    key: uuid.UUID,
    by: User,
    at: dt.datetime,
) -> Talk:
    """Note that two members of the branch talked; the kind follows from their posts. What was said is not kept.

    The same `key`, or the same two on the same day, is one talk. Raises Refused naming the field.
    """
    _refuse_unless(may_write(by, branch))
    if one.branch_id != branch.pk or other.branch_id != branch.pk:
        raise Refused(_("谈话双方都要是本支部的党员。"), "other")
    if one.pk == other.pk:
        raise Refused(_("请选两个不同的人。"), "other")
    today = timezone.localtime(at).date()
    if talked_on > today:
        raise Refused(_("日期还没有到。"), "talked_on")
    if talked_on.year < today.year - 1:
        raise Refused(_("只能登记今年和去年的谈话。"), "talked_on")
    if existing := Talk.objects.filter(branch=branch, key=key).first():
        return existing
    talk, _is_new = Talk.objects.get_or_create(
        talked_on=talked_on,
        one=one,
        other=other,
        defaults={
            "branch": branch,
            "key": key,
            "pair": pair_of(one.post, other.post),
            "topic": topic.strip(),
            "at": at,
            "by": by,
        },
    )
    return talk


@transaction.atomic
def talk_delete(*, talk: Talk, by: User) -> None:
    """Take away a talk that was noted by mistake; its history stays. Raises Refused."""
    _refuse_unless(may_write(by, talk.branch))
    talk.delete()


# --- Suggestions -----------------------------------------------------------------------------------------------
def may_suggest(by: User) -> Answer:
    return YES if by.may(Permission.REVIEW_DISTRICT) else No(_("只有区委组织部可以写每月主题建议。"))


@transaction.atomic
def suggestion_save(
    *, district: Organisation, month: dt.date, kind: str, title: str, outline: str, by: User, at: dt.datetime
) -> ThemeSuggestion | None:
    """Suggest a theme for a month's meetings of one kind; without any text the suggestion is taken back.

    `month` is a first day. Raises Refused naming the field.
    """
    _refuse_unless(may_suggest(by))
    if not by.party_scope.covers(district.path):
        raise Refused(_("这个区不在您的管理范围内。"))
    if kind not in SUGGESTED_KINDS:
        raise Refused(_("请选会议类型。"), "kind")
    title, outline = title.strip(), outline.replace("\r\n", "\n").strip()
    if not title and not outline:
        ThemeSuggestion.objects.filter(district=district, month=month, kind=kind).delete()
        return None
    if not title:
        raise Refused(_("写一个主题。"), "title")
    if not outline:
        raise Refused(_("写几行提纲，一行一条。"), "outline")
    suggestion, _is_new = ThemeSuggestion.objects.update_or_create(
        district=district, month=month, kind=kind, defaults={"title": title, "outline": outline, "by": by, "at": at}
    )
    return suggestion
