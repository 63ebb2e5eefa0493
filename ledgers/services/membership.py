"""Write what was decided about a member: membership, 党纪处分, 组织处置; take back what was a mistake."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import User
from branches.tree import district_above
from config.lib.months import same_day_later
from ledgers.enums import MembershipState
from ledgers.enums.standing import MeasureKind, MembershipMove, OrganisationalKind, Outcome
from ledgers.models import Absence, DisciplinaryMeasure, Member, MembershipStep, OrganisationalMeasure
from ledgers.selectors.rules import rule_history
from ledgers.services.standing import StandingRefused, lock_member, refuse_ahead

NORMAL, SUSPENDED = MembershipState.NORMAL, MembershipState.SUSPENDED
LEFT = MembershipState.LEFT

# --- Membership ------------------------------------------------------------------------------------------------
# from, to; RESTORE goes back to where the last step came from.
MOVES = {
    MembershipMove.SUSPEND: ((NORMAL,), SUSPENDED),
    MembershipMove.RESUME: ((SUSPENDED,), NORMAL),
    MembershipMove.REMOVE: ((SUSPENDED,), LEFT),
    MembershipMove.QUIT: ((NORMAL, SUSPENDED), LEFT),
    MembershipMove.DIE: ((NORMAL, SUSPENDED), MembershipState.DEAD),
    MembershipMove.EXPEL: ((NORMAL, SUSPENDED), LEFT),
    MembershipMove.ADVISE: ((NORMAL, SUSPENDED), LEFT),
    MembershipMove.STRIKE: ((NORMAL, SUSPENDED), LEFT),
    MembershipMove.CANCEL: ((NORMAL, SUSPENDED), LEFT),
}
# What follows from the day on which somebody was lost or suspended, and so cannot come before it.
AFTER_LOSS = (MembershipMove.SUSPEND, MembershipMove.RESUME, MembershipMove.REMOVE)
# The measures that end a membership, and by which move.
ENDINGS = {
    MeasureKind.EXPULSION: MembershipMove.EXPEL,
    OrganisationalKind.ADVISE: MembershipMove.ADVISE,
    OrganisationalKind.REMOVE: MembershipMove.STRIKE,
}


@transaction.atomic
def membership_move(*, member: Member, action: str, on: dt.date, reason: str, by: User, at: dt.datetime) -> Member:
    """Write down what was decided about a membership on the day `on`: the only place where a state changes by decision.

    `reason` is the document of the committee above, or the cause. RESTORE takes back the last step. What was done
    already is done once. Raises StandingRefused naming the field.
    """
    member = lock_member(member, by)
    came_from = member.state
    last = member.membership_steps.first()
    if action == MembershipMove.RESTORE:
        if last and (last.action, last.on) == (action, on) and came_from == NORMAL:
            return member
        goes_to = _restored_state(member, last)
    else:
        sources, goes_to = MOVES[MembershipMove(action)]
        if came_from == goes_to:
            return member
        if came_from not in sources:
            raise StandingRefused(_("党籍现在是“%(state)s”，不能这样办。") % {"state": member.get_state_display()})
    refuse_ahead(on, at, "on")
    if not reason.strip():
        raise StandingRefused(_("写上批准机关和文号。"), "reason")
    if action == MembershipMove.SUSPEND and not member.lost_since:
        raise StandingRefused(_("先登记从哪天起失去联系。"), "on")
    if action in AFTER_LOSS and member.lost_since and on < member.lost_since:
        raise StandingRefused(_("决定日期不能早于失联日期。"), "on")
    if action not in (MembershipMove.DIE, MembershipMove.RESTORE) and member.suspended_on and on < member.suspended_on:
        raise StandingRefused(_("决定日期不能早于停止党籍的日期。"), "on")
    member.state = goes_to
    member.suspended_on = _suspended_on(member, action, on) if goes_to == SUSPENDED else None
    if action == MembershipMove.RESUME:
        member.lost_since = None
    member.save(update_fields=["state", "suspended_on", "lost_since"])
    MembershipStep.objects.create(
        member=member, action=action, from_state=came_from, to_state=goes_to, on=on, by=by, at=at, reason=reason.strip()
    )
    return member


def _suspended_on(member: Member, action: str, on: dt.date) -> dt.date | None:
    """Return since when a membership rests: from now, or, restored, from the day of the suspension."""
    if action == MembershipMove.SUSPEND:
        return on
    suspension = member.membership_steps.filter(action=MembershipMove.SUSPEND).first()
    return suspension and suspension.on


def _restored_state(member: Member, last: MembershipStep | None) -> str:
    """Return the state before the last step, 正常 when there is none or it was a correction itself.

    A measure that ended the membership is withdrawn first: otherwise it would go on saying so.
    """
    if member.state in (NORMAL, MembershipState.MOVED):
        raise StandingRefused(_("党籍现在是“%(state)s”，不能这样办。") % {"state": member.get_state_display()})
    if _is_ended_by_measure(member):
        raise StandingRefused(_("请到下面的“党纪处分”或“组织处置”里撤销那一条，党籍会一起更正。"))
    is_undone = last and last.to_state == member.state and last.action != MembershipMove.RESTORE and last.from_state
    goes_to = last.from_state if is_undone else NORMAL
    same_number = Member.objects.filter(id_number_hash=member.id_number_hash, state=NORMAL).exclude(id_number_hash="")
    if goes_to == NORMAL and same_number.exists():
        raise StandingRefused(_("这个身份证号已经在一个支部的名册上，不能再恢复。"))
    return goes_to


def _is_ended_by_measure(member: Member) -> bool:
    return (
        member.measures.valid().filter(kind__in=ENDINGS).exists()
        or member.organisational_measures.valid().filter(kind__in=ENDINGS).exists()
    )


# --- Measures --------------------------------------------------------------------------------------------------
@transaction.atomic
def measure_add(
    *,
    member: Member,
    kind: str,
    since: dt.date,
    until: dt.date | None,
    decided_by: str,
    document: str,
    is_other_matter: bool = False,
    by: User,
    at: dt.datetime,
) -> DisciplinaryMeasure:
    """Write down a disciplinary measure; the same again is one. 开除党籍 ends the membership in the same transaction.

    `is_other_matter` as in `organisational_add`. Raises StandingRefused naming the field.
    """
    member = lock_member(member, by)
    refuse_ahead(since, at, "since")
    if kind == MeasureKind.PROBATION:
        if until is None or until <= since:
            raise StandingRefused(_("留党察看要写期满的日期，在处分日期以后。"), "until")
    elif until:
        raise StandingRefused(_("只有留党察看有期满日期，请空着。"), "until")
    known = member.measures.valid().filter(kind=kind, since=since).first()
    if known is not None:
        return known
    other = member.organisational_measures.valid().first()
    _refuse_twice(other, is_other_matter)
    measure = DisciplinaryMeasure.objects.create(
        member=member,
        kind=kind,
        since=since,
        until=until,
        decided_by=decided_by.strip(),
        document=document.strip(),
        at=at,
        by=by,
    )
    _end_membership(measure, by, at)
    return measure


@transaction.atomic
def organisational_add(
    *,
    member: Member,
    kind: str,
    since: dt.date,
    until: dt.date | None,
    decided_by: str,
    document: str,
    reason: str,
    is_other_matter: bool = False,
    by: User,
    at: dt.datetime,
) -> OrganisationalMeasure:
    """Write down 限期改正, 劝其退党 or 除名; the latter two end the membership in the same transaction.

    Nobody gets one for what he was disciplined for (不合格党员组织处置办法 第四条): whoever has a disciplinary measure
    needs the word `is_other_matter`. The longest time of 限期改正 is a rule (党员教育管理工作条例 第三十条).
    The same again is one. Raises StandingRefused naming the field.
    """
    member = lock_member(member, by)
    refuse_ahead(since, at, "since")
    if kind == OrganisationalKind.RECTIFY:
        most = rule_history(district_above(member.branch)).on(since).value("participation.rectify_months")
        if until is None or not since < until <= same_day_later(since, most):
            words = _("限期改正要写期满的日期，在决定日期以后、%(n)d 个月以内。")
            raise StandingRefused(words % {"n": most}, "until")
    elif until:
        raise StandingRefused(_("只有限期改正有期满日期，请空着。"), "until")
    known = member.organisational_measures.valid().filter(kind=kind, since=since).first()
    if known is not None:
        return known
    if member.state not in (NORMAL, SUSPENDED) or kind == OrganisationalKind.RECTIFY and member.state != NORMAL:
        raise StandingRefused(_("党籍现在是“%(state)s”，不能这样办。") % {"state": member.get_state_display()})
    if member.organisational_measures.valid().filter(kind=OrganisationalKind.RECTIFY, outcome="").exists():
        raise StandingRefused(_("限期改正还没有结果，先写上有没有改正。"))
    _refuse_twice(member.measures.valid().first(), is_other_matter)
    measure = OrganisationalMeasure.objects.create(
        member=member,
        kind=kind,
        since=since,
        until=until,
        decided_by=decided_by.strip(),
        document=document.strip(),
        reason=reason.strip(),
        at=at,
        by=by,
    )
    _end_membership(measure, by, at)
    return measure


def _refuse_twice(other: DisciplinaryMeasure | OrganisationalMeasure | None, is_other_matter: bool) -> None:
    """Ask once whether it is another matter, when a measure of the other sort stands (第四条)."""
    if other is not None and not is_other_matter:
        words = {"day": other.since.isoformat(), "kind": other.get_kind_display()}
        sentence = _(
            "%(day)s已有“%(kind)s”。同一个问题受了党纪处分的，不再作组织处置；不是同一个问题，请勾选后再登记。"
        )
        raise StandingRefused(sentence % words, "is_other_matter")


def _end_membership(measure: DisciplinaryMeasure | OrganisationalMeasure, by: User, at: dt.datetime) -> None:
    if action := ENDINGS.get(measure.kind):
        reason = f"{measure.decided_by} {measure.document}"
        membership_move(member=measure.member, action=action, on=measure.since, reason=reason, by=by, at=at)


@transaction.atomic
def rectification_judge(
    *, measure: OrganisationalMeasure, outcome: str, on: dt.date, by: User, at: dt.datetime
) -> OrganisationalMeasure:
    """Write down what came of 限期改正, once. Raises StandingRefused naming the field."""
    lock_member(measure.member, by)
    measure = OrganisationalMeasure.objects.get(pk=measure.pk)
    if measure.kind != OrganisationalKind.RECTIFY or not measure.is_valid:
        raise StandingRefused(_("这一条不用评定。"))
    if measure.outcome:
        return measure
    refuse_ahead(on, at, "on")
    if on < measure.since:
        raise StandingRefused(_("评定日期不能早于决定日期。"), "on")
    measure.outcome, measure.outcome_on = Outcome(outcome), on
    measure.save(update_fields=["outcome", "outcome_on"])
    return measure


# --- Taking back -----------------------------------------------------------------------------------------------
@transaction.atomic
def withdraw(
    *, row: DisciplinaryMeasure | OrganisationalMeasure | Absence, why: str, by: User, at: dt.datetime
) -> DisciplinaryMeasure | OrganisationalMeasure | Absence:
    """Take back what was written down by mistake: it stays to be read and counts for nothing any more.

    What it did goes with it: the place on the roll, the end of the membership. Raises StandingRefused.
    """
    member = lock_member(row.member, by)
    row = type(row).objects.get(pk=row.pk)
    if not row.is_valid:
        return row
    if not why.strip():
        raise StandingRefused(_("写上为什么撤销。"), "why")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = at, by, why.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    if isinstance(row, Absence):
        if row.until is None:
            member.away_to = ""
            member.save(update_fields=["away_to"])
    elif (action := ENDINGS.get(row.kind)) and member.state == LEFT and not _is_ended_by_measure(member):
        last = member.membership_steps.first()
        if last and last.action == action:
            reason = _("撤销登记：%(why)s") % {"why": row.withdrawn_why}
            today = timezone.localdate(at)
            membership_move(member=member, action=MembershipMove.RESTORE, on=today, reason=reason[:200], by=by, at=at)
    return row
