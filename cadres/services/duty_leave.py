"""Leave of village cadres (请销假): asked for, decided by its level, and what it means for the roster."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Membership, User
from branches.tree import district_above
from cadres.enums import PostKind
from cadres.enums.duty import LeaveLevel, LeaveState
from cadres.models import Cadre, Duty, DutyLeave, Tenure
from cadres.rules.duty import DECIDERS, leave_level, may_ask_leave, may_decide, may_drop_leave
from cadres.selectors.duty import duties_on_leave, is_free, leave_days
from cadres.services.duty import month_url, put_on
from cadres.services.files import CadreRefused, refuse_unless
from ledgers.chain import secretaries_of
from ledgers.selectors.rules import rule_history
from ledgers.words import day_in_words
from notices.services import notices_send

LATEST_ENTRY = dt.timedelta(days=7)  # leave may be written down so long after it began
PENDING = (LeaveState.ASKED, LeaveState.GRANTED)


@transaction.atomic
def leave_ask(*, cadre: Cadre, since: dt.date, until: dt.date, reason: str, by: User, at: dt.datetime) -> DutyLeave:
    """Ask for leave, both days included; who decides follows from its length. Raises CadreRefused naming the field."""
    refuse_unless(may_ask_leave(by, cadre))
    Cadre.objects.select_for_update(of=("self",)).get(pk=cadre.pk)
    village, today = cadre.organisation, timezone.localdate(at)
    if until < since:
        raise CadreRefused(_("结束日期不能早于开始日期。"), "until")
    if since < today - LATEST_ENTRY:
        raise CadreRefused(_("开始日期过去太久了。"), "since")
    if not reason.strip():
        raise CadreRefused(_("请写明事由。"), "reason")
    if DutyLeave.objects.filter(cadre=cadre, state__in=PENDING, since__lte=until, until__gte=since).exists():
        raise CadreRefused(_("这几天已经请过假了。"), "since")
    book = rule_history(district_above(village)).on(since)
    _refuse_beyond(cadre, since, until, int(book.value("duty.leave_year_days")))
    level = leave_level(
        (until - since).days + 1,
        is_secretary=Tenure.objects.on(today).filter(cadre=cadre, kind=PostKind.PARTY_SECRETARY).exists(),
        secretary_days=int(book.value("duty.leave_secretary_days")),
        liaison_days=int(book.value("duty.leave_liaison_days")),
    )
    leave = DutyLeave.objects.create(
        organisation=village,
        cadre=cadre,
        since=since,
        until=until,
        reason=reason.strip(),
        level=level,
        asked_by=by,
        asked_at=at,
    )
    notices_send(
        recipients=[person for person in deciders_of(leave) if person.pk != by.pk],
        key=f"dutyleave:{leave.pk}:asked",
        title=_("%(village)s%(who)s请假%(n)d天，请审批")
        % {"village": village.village_name, "who": cadre, "n": leave.days},
        url=reverse("cadres:dutyleave-list"),
        at=at,
    )
    return leave


def _refuse_beyond(cadre: Cadre, since: dt.date, until: dt.date, most: int) -> None:
    for year in range(since.year, until.year + 1):
        first, last = max(since, dt.date(year, 1, 1)), min(until, dt.date(year, 12, 31))
        had = leave_days(cadre, year)
        if had + (last - first).days + 1 > most:
            raise CadreRefused(
                _("%(year)d年已请假%(had)d天，一年最多%(most)d天。") % {"year": year, "had": had, "most": most}, "until"
            )


def deciders_of(leave: DutyLeave) -> list[User]:
    """Return the people whose turn it is to decide."""
    if leave.level == LeaveLevel.SECRETARY:
        return secretaries_of([leave.organisation_id])[leave.organisation_id]
    held = Membership.objects.current().filter(
        role=DECIDERS[leave.level], organisation__path=leave.organisation.parent_path
    )
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))


@transaction.atomic
def leave_decide(*, leave: DutyLeave, grants: bool, note: str, by: User, at: dt.datetime) -> DutyLeave:
    """Grant or refuse leave. Granted, whoever stands in (B岗) takes the person's shifts; for the others a substitute
    is asked of the secretary. Raises CadreRefused."""
    rows = DutyLeave.objects.select_for_update(of=("self",)).select_related("organisation", "cadre__user", "asked_by")
    current = rows.get(pk=leave.pk)
    refuse_unless(may_decide(by, current))
    if not grants and not note.strip():
        raise CadreRefused(_("请写明为什么不批。"), "note")
    if grants:
        Cadre.objects.select_for_update(of=("self",)).get(pk=current.cadre_id)
        book = rule_history(district_above(current.organisation)).on(current.since)
        _refuse_beyond(current.cadre, current.since, current.until, int(book.value("duty.leave_year_days")))
    current.state = LeaveState.GRANTED if grants else LeaveState.REFUSED
    current.decided_by, current.decided_at, current.note = by, at, note.strip()
    current.save(update_fields=["state", "decided_by", "decided_at", "note"])
    people = {current.asked_by_id: current.asked_by}
    if current.cadre.user:
        people[current.cadre.user_id] = current.cadre.user
    words = {"who": current.cadre, "day": day_in_words(current.since), "n": current.days}
    title = _("%(who)s%(day)s起请假%(n)d天，已批准") if grants else _("%(who)s%(day)s起请假%(n)d天，没有批准")
    notices_send(
        recipients=people.values(),
        key=f"dutyleave:{current.pk}:decided",
        title=title % words,
        body=current.note,
        url=reverse("cadres:dutyleave-list"),
        at=at,
    )
    if grants:
        _hand_on(current, by, at)
    return current


def _hand_on(leave: DutyLeave, by: User, at: dt.datetime) -> None:
    """Let those who stand in take the shifts of the leave, and ask the secretary for who takes the others."""
    today = timezone.localdate(at)
    Duty.objects.filter(second=leave.cadre_id, date__gte=max(leave.since, today), date__lte=leave.until).update(
        second=None
    )
    rows = duties_on_leave(leave).filter(date__gte=today).select_for_update(of=("self",)).order_by("pk")
    left = []
    for duty in rows.select_related("roster", "organisation", "main", "second"):
        stands_in = duty.second
        busy = stands_in and Duty.objects.filter(main=stands_in, date=duty.date).exists()
        if stands_in and not busy and is_free(stands_in, duty.date):
            put_on(duty, stands_in, by, at)
        else:
            left.append(duty)
    if left:
        village = leave.organisation
        notices_send(
            recipients=secretaries_of([village.pk])[village.pk],
            key=f"dutyleave:{leave.pk}:substitute",
            title=_("%(who)s请假，有%(n)d个班要换人") % {"who": leave.cadre, "n": len(left)},
            body="、".join(day_in_words(duty.date) for duty in left),
            url=month_url(village, left[0].roster.month),
            at=at,
        )


@transaction.atomic
def leave_drop(*, leave: DutyLeave, by: User, at: dt.datetime) -> DutyLeave:
    """Take a request back before it is decided. Raises CadreRefused."""
    current = DutyLeave.objects.select_for_update(of=("self",)).select_related("organisation", "cadre").get(pk=leave.pk)
    refuse_unless(may_drop_leave(by, current))
    current.state, current.decided_by, current.decided_at = LeaveState.DROPPED, by, at
    current.save(update_fields=["state", "decided_by", "decided_at"])
    return current
