"""Double improvement (双提升): courses, subsidies, recognitions, targets. Nothing else writes their states.

What is finished leaves a line in the person's file (一人一档); a higher degree raises the degree that the file shows.
"""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from branches.tree import district_above
from cadres.enums import EntryKind
from cadres.enums.growth import (
    CourseAction,
    CourseKind,
    CourseState,
    RecognitionAction,
    RecognitionState,
    is_higher,
)
from cadres.models import Cadre, Course, CourseStep, GrowthTarget, Recognition, RecognitionStep, Subsidy
from cadres.rules.files import may_edit
from cadres.rules.growth import (
    COURSE_MOVES,
    RECOGNITION_MOVES,
    may_move_course,
    may_move_recognition,
    may_set_targets,
    may_subsidise,
)
from cadres.services.files import CadreRefused, cadre_save, entry_add, entry_withdraw, refuse_unless, withdraw
from config.lib.months import years_later
from ledgers.selectors.rules import rule_history

LONGEST_STUDY = 10  # years between the beginning of a degree course and its expected end


def refuse_ahead(day: dt.date, at: dt.datetime, field: str) -> None:
    if day > timezone.localtime(at).date():
        raise CadreRefused(_("这一天还没有到，请核对。"), field)


def rule_value(village: Organisation, code: str, day: dt.date):
    return rule_history(district_above(village)).on(day).value(code)


# --- Courses ---------------------------------------------------------------------------------------------------
@transaction.atomic
def course_enter(*, cadre: Cadre, kind: str, values: Mapping, key: uuid.UUID, by: User, at: dt.datetime) -> Course:
    """Enter a course that has begun; the same `key` again returns the course there is.

    `values`: title, organ, since, expected_on; level for a degree, days and hours for a training. Raises CadreRefused
    naming the field.
    """
    refuse_unless(may_edit(by, cadre.organisation))
    Cadre.objects.select_for_update(of=("self",), no_key=True).get(pk=cadre.pk)
    if (known := Course.objects.filter(key=key, cadre=cadre).first()) is not None:
        return known
    since, expected = values["since"], values["expected_on"]
    refuse_ahead(since, at, "since")
    if expected < since or expected > years_later(since, LONGEST_STUDY):
        raise CadreRefused(_("预计结束日期和开始日期对不上，请核对。"), "expected_on")
    is_degree = kind == CourseKind.DEGREE
    if is_degree and cadre.courses.filter(kind=kind, state=CourseState.STUDYING).exists():
        raise CadreRefused(_("%(who)s还有一门学历课程在读，先登记毕业或中断。") % {"who": cadre}, "cadre")
    course = Course.objects.create(
        key=key,
        cadre=cadre,
        kind=kind,
        title=values["title"].strip(),
        organ=values["organ"].strip(),
        level=values["level"] if is_degree else "",
        since=since,
        expected_on=expected,
        days=None if is_degree else values["days"],
        hours=None if is_degree else values["hours"],
        is_demo=cadre.is_demo,
    )
    _course_step(course, CourseAction.ENTER, "", "", by, at)
    return course


@transaction.atomic
def course_move(*, course: Course, action: str, values: Mapping, by: User, at: dt.datetime) -> Course:
    """Make one move of COURSE_MOVES and leave a step.

    `values` by action: COMPLETE takes ended_on, certificate_number and certificate (a StoredFile or None); BREAK
    ended_on and reason; VOID reason. Raises CadreRefused; of two who move at once the second is refused.
    """
    rows = Course.objects.select_for_update(of=("self",)).select_related("cadre__organisation")
    course = rows.get(pk=course.pk)
    refuse_unless(may_move_course(by, course, action))
    reason = (values.get("reason") or "").strip()
    before, course.state = course.state, COURSE_MOVES[action][1]
    if action == CourseAction.VOID:
        if course.subsidies.valid().exists():
            raise CadreRefused(_("已经登记了补助，先撤销补助再办。"), "reason")
        course.ended_on = course.ended_on or max(timezone.localtime(at).date(), course.since)
    else:
        course.ended_on = values["ended_on"]
        refuse_ahead(course.ended_on, at, "ended_on")
        if course.ended_on < course.since:
            raise CadreRefused(_("结束日期不能早于开始日期。"), "ended_on")
    if action == CourseAction.COMPLETE:
        _complete(course, values, by, at)
    else:
        if not reason:
            raise CadreRefused(_("请写明原因。"), "reason")
        course.broken_why = reason
        _take_back(course, reason, by, at)
    course.save()
    _course_step(course, action, before, reason, by, at)
    return course


def _complete(course: Course, values: Mapping, by: User, at: dt.datetime) -> None:
    course.certificate = values.get("certificate")
    course.certificate_number = (values.get("certificate_number") or "").strip()
    cadre = course.cadre
    if course.is_degree:
        text = _("%(level)s，%(title)s专业") % {"level": course.get_level_display(), "title": course.title}
        note = course.certificate_number and _("证书编号%(n)s") % {"n": course.certificate_number}
    else:
        text = course.title
        note = _("%(days)d天，%(hours)d学时") % {"days": course.days, "hours": course.hours}
    course.entry = entry_add(
        cadre=cadre,
        kind=EntryKind.EDUCATION if course.is_degree else EntryKind.TRAINING,
        since=course.since,
        until=course.ended_on,
        text=text,
        organ=course.organ,
        note=note,
        file=course.certificate,
        by=by,
        at=at,
    )
    if course.is_degree and is_higher(course.level, cadre.education):
        course.is_raise, course.raised_from = True, cadre.education
        cadre_save(cadre=cadre, values={"education": course.level}, by=by, at=at)


def _take_back(course: Course, reason: str, by: User, at: dt.datetime) -> None:
    """Take the line out of the file and the degree back down, where the course had been entered as finished."""
    if course.entry is not None and course.entry.is_valid:
        entry_withdraw(entry=course.entry, why=reason, by=by, at=at)
    if course.is_raise and course.cadre.education == course.level:
        cadre_save(cadre=course.cadre, values={"education": course.raised_from}, by=by, at=at)
    course.is_raise, course.raised_from = False, ""


def _course_step(course: Course, action: str, before: str, reason: str, by: User, at: dt.datetime) -> None:
    CourseStep.objects.create(
        course=course, action=action, from_state=before, to_state=course.state, reason=reason, by=by, at=at
    )


@transaction.atomic
def subsidy_pay(*, course: Course, cents: int, paid_on: dt.date, voucher: str, by: User, at: dt.datetime) -> Subsidy:
    """Write down what was paid towards a course, once. Raises CadreRefused naming the field."""
    rows = Course.objects.select_for_update(of=("self",)).select_related("cadre__organisation")
    course = rows.get(pk=course.pk)
    refuse_unless(may_subsidise(by, course))
    refuse_ahead(paid_on, at, "paid_on")
    if paid_on < course.since:
        raise CadreRefused(_("发放日期不能早于开始学习的日期。"), "paid_on")
    most = rule_value(course.cadre.organisation, "growth.subsidy_most", paid_on)
    if not 0 < cents <= most:
        raise CadreRefused(_("补助金额要大于0，最多%(most)d元。") % {"most": most // 100}, "yuan")
    try:
        with transaction.atomic():
            return Subsidy.objects.create(
                course=course, cents=cents, paid_on=paid_on, voucher=voucher.strip(), by=by, at=at
            )
    except IntegrityError:
        raise CadreRefused(_("这门学习的补助已经登记过了，一门学习只补助一次。")) from None


@transaction.atomic
def subsidy_withdraw(*, subsidy: Subsidy, why: str, by: User, at: dt.datetime) -> Subsidy:
    """Take back a payment entered by mistake. Raises CadreRefused."""
    refuse_unless(may_edit(by, subsidy.course.cadre.organisation))
    return withdraw(subsidy, why, by, at)


# --- Recognitions ----------------------------------------------------------------------------------------------
@transaction.atomic
def recognise(*, cadre: Cadre, values: Mapping, key: uuid.UUID, by: User, at: dt.datetime) -> Recognition:
    """Enter that a cadre was recognised as 致富能手; the same `key` again returns the recognition there is.

    `values`: project, organ, recognised_on, households, certificate (or None). Raises CadreRefused naming the field.
    """
    refuse_unless(may_edit(by, cadre.organisation))
    Cadre.objects.select_for_update(of=("self",), no_key=True).get(pk=cadre.pk)
    if (known := Recognition.objects.filter(key=key, cadre=cadre).first()) is not None:
        return known
    day = values["recognised_on"]
    refuse_ahead(day, at, "recognised_on")
    if cadre.recognitions.filter(state=RecognitionState.HOLDS).exists():
        raise CadreRefused(_("%(who)s已经有一项有效的认定。") % {"who": cadre}, "cadre")
    certificate = values.get("certificate")
    entry = entry_add(
        cadre=cadre,
        kind=EntryKind.HONOUR,
        since=day,
        text=_("认定为致富能手：%(project)s") % {"project": values["project"].strip()},
        organ=values["organ"],
        note=_("带动%(n)d户") % {"n": values["households"]},
        file=certificate,
        by=by,
        at=at,
    )
    recognition = Recognition.objects.create(
        key=key,
        cadre=cadre,
        project=values["project"].strip(),
        organ=values["organ"].strip(),
        recognised_on=day,
        households=values["households"],
        recheck_year=day.year + rule_value(cadre.organisation, "growth.recheck_years", day),
        certificate=certificate,
        entry=entry,
        is_demo=cadre.is_demo,
    )
    _recognition_step(recognition, RecognitionAction.RECOGNISE, "", "", by, at)
    return recognition


@transaction.atomic
def recognition_move(
    *, recognition: Recognition, action: str, values: Mapping, by: User, at: dt.datetime
) -> Recognition:
    """Make one move of RECOGNITION_MOVES and leave a step.

    `values` by action: RECHECK takes households and reason (what was found, may be empty); END ended_on and reason;
    VOID reason. Raises CadreRefused.
    """
    rows = Recognition.objects.select_for_update(of=("self",)).select_related("cadre__organisation", "entry")
    recognition = rows.get(pk=recognition.pk)
    refuse_unless(may_move_recognition(by, recognition, action))
    today, reason = timezone.localtime(at).date(), (values.get("reason") or "").strip()
    before, recognition.state = recognition.state, RECOGNITION_MOVES[action][1]
    if action == RecognitionAction.RECHECK:
        recognition.households = values["households"]
        recognition.recheck_year = today.year + rule_value(
            recognition.cadre.organisation, "growth.recheck_years", today
        )
    else:
        if not reason:
            raise CadreRefused(_("请写明原因。"), "reason")
        recognition.end_why = reason
        recognition.ended_on = (
            values["ended_on"] if action == RecognitionAction.END else max(today, recognition.recognised_on)
        )
        refuse_ahead(recognition.ended_on, at, "ended_on")
        if recognition.ended_on < recognition.recognised_on:
            raise CadreRefused(_("取消日期不能早于认定日期。"), "ended_on")
        if action == RecognitionAction.VOID and recognition.entry.is_valid:
            entry_withdraw(entry=recognition.entry, why=reason, by=by, at=at)
    recognition.save()
    _recognition_step(recognition, action, before, reason, by, at)
    return recognition


def _recognition_step(
    recognition: Recognition, action: str, before: str, reason: str, by: User, at: dt.datetime
) -> None:
    RecognitionStep.objects.create(
        recognition=recognition,
        action=action,
        from_state=before,
        to_state=recognition.state,
        households=recognition.households,
        reason=reason,
        by=by,
        at=at,
    )


# --- Targets ---------------------------------------------------------------------------------------------------
@transaction.atomic
def targets_set(
    *,
    district: Organisation,
    year: int,
    targets: Mapping[tuple[int, str], int | None],
    by: User,
    at: dt.datetime,
) -> int:
    """Set the shares that townships are to reach in `year` and return how many changed.

    `targets` maps (id of the township, goal) to a percent; None takes a target back. Raises CadreRefused for a township
    of another district, and for a year that is over.
    """
    refuse_unless(may_set_targets(by, district))
    today = timezone.localtime(at).date()
    if not today.year <= year <= today.year + 1:
        raise CadreRefused(_("只能下达今年和明年的目标。"), "year")
    own = Organisation.objects.filter(path__startswith=district.path, level=Level.TOWNSHIP)
    if {pk for pk, _goal in targets} - set(own.values_list("pk", flat=True)):
        raise CadreRefused(_("有乡镇不在本区。"))
    known = {
        (row.organisation_id, row.goal): row
        for row in GrowthTarget.objects.select_for_update().filter(organisation__in=own, year=year)
    }
    changed = 0
    for (township, goal), percent in targets.items():
        row = known.get((township, goal))
        if percent is None:
            if row is not None:
                row.delete()
                changed += 1
        elif not 0 <= percent <= 100:
            raise CadreRefused(_("目标是0到100的百分数。"))
        elif row is None or row.percent != percent:
            row = row or GrowthTarget(organisation_id=township, year=year, goal=goal)
            row.percent, row.by, row.at = percent, by, at
            row.save()
            changed += 1
    return changed
