"""Make, confirm and publish duty rosters, and change who is on duty. Nothing else writes rosters and shifts."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.calendar import holiday_overrides
from branches.enums import Level, Role
from branches.models import Membership, Organisation, User
from branches.tree import district_above
from cadres.duty_draw import DayKind, Uncoverable, draw
from cadres.enums.duty import HALF_DAYS, RosterStatus, Shift, SwapState
from cadres.models import Cadre, Duty, DutyLog, DutySwap, Roster
from cadres.rules.duty import (
    may_answer_swap,
    may_ask_swap,
    may_assign,
    may_confirm,
    may_drop_swap,
    may_edit_roster,
    may_log,
    may_redraw,
)
from cadres.selectors.duty import day_kinds, is_free, people_of, unheld
from cadres.services.files import CadreRefused, refuse_unless
from config.lib.months import next_month
from ledgers.chain import secretaries_of
from ledgers.selectors.rules import rule_history
from ledgers.words import day_in_words
from notices.services import notices_send

BATCH = 2000


def month_url(village: Organisation, month: dt.date) -> str:
    return f"{reverse('cadres:duty-month', args=[f'{month:%Y-%m}'])}?village={village.pk}"


def reviewers_of(township: int) -> list[User]:
    """Return the people of the township who hear of rosters, swaps and leave (包村干部在乡镇审查小组)."""
    held = Membership.objects.current().filter(role=Role.TOWNSHIP_REVIEWER, organisation=township)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))


# --- Making --------------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Generated:
    """The drafts that were made, and the villages that got none with why."""

    made: list[Roster] = field(default_factory=list)
    refused: list[tuple[Organisation, str]] = field(default_factory=list)


@transaction.atomic
def rosters_generate(
    *,
    district: Organisation,
    month: dt.date,
    by: User | None,
    at: dt.datetime,
    villages: Iterable[Organisation] | None = None,
    seed: str = "",
) -> Generated:
    """Draw a draft of `month` for the villages of `district` that have no roster of it, all of them by default.

    A fixed number of queries for any number of villages. `by` is None for the software; who may is the caller's
    question. A village in which a day has nobody is refused with the sentence.
    """
    asked = Organisation.objects.filter(path__startswith=district.path).answering().active_on(month)
    wanted = list(asked if villages is None else villages)
    have = set(Roster.objects.filter(month=month, organisation__in=wanted).values_list("organisation_id", flat=True))
    wanted = [village for village in wanted if village.pk not in have]
    townships = {
        township.path: township
        for township in Organisation.objects.filter(path__startswith=district.path, level=Level.TOWNSHIP)
    }
    book = rule_history(district).on(month)
    shifts = HALF_DAYS if book.value("duty.shifts") == 2 else (Shift.DAY,)
    with_second = book.value("duty.people") == 2
    kinds = day_kinds(month, holiday_overrides())
    people = people_of((village.pk for village in wanted), month, book)
    result = Generated()
    plans = []
    for village in wanted:
        own_seed = hashlib.sha256(f"{seed}|{month}|{village.code}".encode()).hexdigest()[:32]
        if not people[village.pk]:
            result.refused.append((village, _("没有在任的村干部，排不了班。请先由乡镇登记任职。")))
            continue
        try:
            drawn = draw(kinds, people[village.pk], own_seed, shifts, with_second)
        except Uncoverable as hole:
            why = _("%(day)s所有人都请假或不在任，排不了班。") % {"day": day_in_words(hole.date)}
            result.refused.append((village, why))
            continue
        roster = Roster(
            organisation=village,
            township=townships.get(village.parent_path, district),
            month=month,
            shifts=len(shifts),
            seed=own_seed,
            made_by=by,
            made_at=at,
        )
        plans.append((roster, drawn))
    result.made = Roster.objects.bulk_create([roster for roster, _drawn in plans], batch_size=BATCH)
    Duty.objects.bulk_create(
        (
            Duty(
                roster=roster,
                organisation_id=roster.organisation_id,
                date=row.date,
                shift=row.shift,
                main_id=row.main,
                second_id=row.second,
                is_rest=kinds[row.date] != DayKind.WORK,
            )
            for roster, drawn in plans
            for row in drawn
        ),
        batch_size=BATCH,
    )
    return result


@transaction.atomic
def roster_make(*, village: Organisation, month: dt.date, seed: str, by: User, at: dt.datetime) -> Roster:
    """Draw the village's draft, anew where there is one already. Raises CadreRefused."""
    refuse_unless(may_edit_roster(by, village))
    today = timezone.localdate(at)
    if month > next_month(next_month(today.replace(day=1))):
        raise CadreRefused(_("还太早，最多提前两个月排班。"))
    if month < today.replace(day=1):
        raise CadreRefused(_("这个月已经过去了。"))
    Organisation.objects.select_for_update(of=("self",)).get(pk=village.pk)
    roster = Roster.objects.filter(organisation=village, month=month).select_related("organisation").first()
    if roster is not None:
        refuse_unless(may_redraw(by, roster))
        roster.duties.all().delete()
        roster.delete()
    result = rosters_generate(
        district=district_above(village), month=month, villages=[village], seed=seed, by=by, at=at
    )
    for _village, why in result.refused:
        raise CadreRefused(why)
    return result.made[0]


# --- Confirming and publishing -------------------------------------------------------------------------------------
@transaction.atomic
def duty_confirm(*, duty: Duty, by: User, at: dt.datetime) -> Duty:
    """Confirm a shift: the person, or the secretary for him. Raises CadreRefused."""
    current = _locked(duty.pk)
    refuse_unless(may_confirm(by, current))
    current.confirmed_at, current.confirmed_by = at, by
    current.save(update_fields=["confirmed_at", "confirmed_by"])
    return current


@transaction.atomic
def duties_confirm(*, roster: Roster, by: User, at: dt.datetime) -> int:
    """Confirm what is not confirmed yet: the secretary all of it, a cadre his own shifts. Raises CadreRefused."""
    current = Roster.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=roster.pk)
    rows = current.duties.filter(confirmed_at=None)
    if not (answer := may_edit_roster(by, current.organisation)):
        rows = rows.filter(main__user=by)
        if not rows.exists():
            raise CadreRefused(answer.reason)
    return rows.update(confirmed_at=at, confirmed_by=by)


@transaction.atomic
def roster_publish(*, roster: Roster, by: User, at: dt.datetime) -> Roster:
    """Publish a roster whose every day is confirmed, and file it with the township. Raises CadreRefused.

    The database looks at the days once more when the transaction commits.
    """
    current = (
        Roster.objects.select_for_update(of=("self",)).select_related("organisation", "township").get(pk=roster.pk)
    )
    refuse_unless(may_edit_roster(by, current.organisation))
    if current.is_published:
        raise CadreRefused(_("值班表已经公布了。"))
    if waiting := list(current.duties.filter(confirmed_at=None).select_related("main")[:5]):
        days = "、".join(f"{day_in_words(duty.date)}{duty.main}" for duty in waiting)
        raise CadreRefused(_("还有人没有确认：%(days)s。本人确认或由书记代为确认后再公布。") % {"days": days})
    coming = current.duties.filter(date__gte=timezone.localdate(at))
    if gone := list(unheld(coming).select_related("main")[:5]):
        days = "、".join(f"{day_in_words(duty.date)}{duty.main}" for duty in gone)
        raise CadreRefused(_("有人请假或已离任，请先换人：%(days)s。") % {"days": days})
    current.status, current.published_at, current.published_by = RosterStatus.PUBLISHED, at, by
    current.save(update_fields=["status", "published_at", "published_by"])
    village = current.organisation
    notices_send(
        recipients=reviewers_of(current.township_id),
        key=f"roster:{current.pk}:published",
        title=_("%(village)s公布了%(month)s值班表，已报备案")
        % {"village": village.village_name, "month": _month_label(current.month)},
        url=month_url(village, current.month),
        at=at,
    )
    return current


def _month_label(month: dt.date) -> str:
    return _("%(year)d年%(month)d月") % {"year": month.year, "month": month.month}


def _locked(pk: int) -> Duty:
    rows = Duty.objects.select_for_update(of=("self",)).order_by("pk")
    return rows.select_related("roster", "organisation", "main", "second").get(pk=pk)


def refuse_unfree(cadre: Cadre, duty: Duty, besides: Iterable[int] = ()) -> None:
    """Raise CadreRefused where the cadre cannot take the shift: another village, on leave, on duty that day already.

    `besides` are ids of shifts that he gives away with the same act.
    """
    if cadre.organisation_id != duty.organisation_id:
        raise CadreRefused(_("要选本村的村干部。"), "other")
    day = day_in_words(duty.date)
    if not is_free(cadre, duty.date):
        raise CadreRefused(_("%(who)s%(day)s请假或不在任。") % {"who": cadre, "day": day}, "other")
    same_day = Duty.objects.filter(main=cadre, date=duty.date).exclude(pk__in={duty.pk, *besides})
    if same_day.exists():
        raise CadreRefused(_("%(who)s%(day)s已经有班了。") % {"who": cadre, "day": day}, "other")


@transaction.atomic
def duty_assign(*, duty: Duty, other: Cadre, why: str, by: User, at: dt.datetime) -> Duty:
    """Put another cadre on a shift: in a draft before it is confirmed, in a published roster as a substitute.

    The secretary answers for the substitute's word, the township is told. Raises CadreRefused naming the field.
    """
    current = _locked(duty.pk)
    refuse_unless(may_assign(by, current, timezone.localdate(at)))
    if other.pk == current.main_id:
        raise CadreRefused(_("本来就是他的班。"), "other")
    refuse_unfree(other, current)
    is_published = current.roster.is_published
    if is_published and not why.strip():
        raise CadreRefused(_("请写明为什么换人。"), "why")
    before = current.main
    put_on(current, other, by if is_published else None, at)
    current.swaps.filter(state=SwapState.ASKED).update(state=SwapState.DROPPED, answered_at=at, answered_by=by)
    if is_published:
        _tell_township(
            current,
            f"duty:{current.pk}:{before.pk}:{other.pk}:{at:%Y%m%d%H%M%S}",
            _("%(village)s%(day)s值班换人：%(before)s换成%(after)s")
            % {
                "village": current.organisation.village_name,
                "day": day_in_words(current.date),
                "before": before,
                "after": other,
            },
            why.strip(),
            at,
        )
    return current


def put_on(duty: Duty, cadre: Cadre, by: User | None, at: dt.datetime) -> None:
    """Let `cadre` hold the shift, confirmed by `by`; None leaves it to be confirmed. Who stood in takes the place."""
    if duty.second_id == cadre.pk:
        duty.second = duty.main if is_free(duty.main, duty.date) else None
    duty.main = cadre
    duty.confirmed_at, duty.confirmed_by = (at, by) if by else (None, None)
    duty.save(update_fields=["main", "second", "confirmed_at", "confirmed_by"])


def _tell_township(duty: Duty, key: str, title: str, body: str, at: dt.datetime) -> None:
    notices_send(
        recipients=reviewers_of(duty.roster.township_id),
        key=key,
        title=title,
        body=body,
        url=month_url(duty.organisation, duty.roster.month),
        at=at,
    )


# --- Swaps ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def swap_ask(
    *, duty: Duty, other: Cadre, reason: str, by: User, at: dt.datetime, in_return: Duty | None = None
) -> DutySwap:
    """Ask another cadre to take a shift over, in exchange for one of his where named. Raises CadreRefused."""
    current = _locked(duty.pk)
    refuse_unless(may_ask_swap(by, current, timezone.localdate(at)))
    if not reason.strip():
        raise CadreRefused(_("请写明为什么调班。"), "reason")
    if other.pk == current.main_id:
        raise CadreRefused(_("请选另一个人。"), "other")
    if current.swaps.filter(state=SwapState.ASKED).exists():
        raise CadreRefused(_("这一班已经在等答复了。"))
    back = _locked(in_return.pk) if in_return else None
    _refuse_swap(current, current.main, other, back, timezone.localdate(at))
    swap = DutySwap.objects.create(
        duty=current,
        asker=current.main,
        other=other,
        in_return=back,
        reason=reason.strip(),
        asked_by=by,
        asked_at=at,
    )
    if other.user_id:
        people = [other.user]
    else:
        people = secretaries_of([current.organisation_id])[current.organisation_id]
    notices_send(
        recipients=[person for person in people if person.pk != by.pk],
        key=f"dutyswap:{swap.pk}:asked",
        title=_("%(who)s想请%(other)s代%(day)s的班")
        % {
            "who": current.main,
            "other": other,
            "day": day_in_words(current.date),
        },
        body=swap.reason,
        url=month_url(current.organisation, current.roster.month),
        at=at,
    )
    return swap


def _refuse_swap(duty: Duty, asker: Cadre, other: Cadre, back: Duty | None, today: dt.date) -> None:
    gives = {back.pk} if back else set()
    refuse_unfree(other, duty, gives)
    if back is None:
        return
    if back.main_id != other.pk:
        raise CadreRefused(_("换的那一班不是%(who)s的。") % {"who": other}, "in_return")
    if not back.roster.is_published or back.date < today:
        raise CadreRefused(_("换的那一天要在已公布的值班表里，而且还没有过去。"), "in_return")
    refuse_unfree(asker, back, {duty.pk})


@transaction.atomic
def swap_answer(*, swap: DutySwap, agrees: bool, by: User, at: dt.datetime) -> DutySwap:
    """Write down the other's answer; when he agrees the roster changes with it and the township is told.

    Raises CadreRefused, also where the shifts have changed hands since.
    """
    current = _swap(swap.pk)
    refuse_unless(may_answer_swap(by, current))
    locked = {duty.pk: duty for duty in _both(current)}
    duty = locked[current.duty_id]
    back = locked.get(current.in_return_id)
    if agrees:
        if duty.main_id != current.asker_id:
            raise CadreRefused(_("这一班已经换了人，请重新提出。"))
        refuse_unless(may_ask_swap(current.asked_by, duty, timezone.localdate(at)))
        _refuse_swap(duty, current.asker, current.other, back, timezone.localdate(at))
        put_on(duty, current.other, by, at)
        if back:
            put_on(back, current.asker, current.asked_by, at)
    current.state = SwapState.AGREED if agrees else SwapState.REFUSED
    current.answered_by, current.answered_at = by, at
    current.save(update_fields=["state", "answered_by", "answered_at"])
    words = {
        "village": duty.organisation.village_name,
        "day": day_in_words(duty.date),
        "asker": current.asker,
        "other": current.other,
    }
    if agrees:
        title = _("%(village)s%(day)s调班：%(asker)s换成%(other)s") % words
        _tell_township(duty, f"dutyswap:{current.pk}:agreed", title, current.reason, at)
    else:
        title = _("%(other)s没有同意代%(day)s的班") % words
    notices_send(
        recipients=[current.asked_by],
        key=f"dutyswap:{current.pk}:answered",
        title=title,
        url=month_url(duty.organisation, duty.roster.month),
        at=at,
    )
    return current


def _swap(pk: int) -> DutySwap:
    rows = DutySwap.objects.select_for_update(of=("self",))
    return rows.select_related("duty__organisation", "asker", "other__user", "asked_by").get(pk=pk)


def _both(swap: DutySwap) -> list[Duty]:
    """Lock the shifts of a swap in the order of their ids, so that two swaps never wait for each other."""
    return [_locked(pk) for pk in sorted(filter(None, (swap.duty_id, swap.in_return_id)))]


@transaction.atomic
def swap_drop(*, swap: DutySwap, by: User, at: dt.datetime) -> DutySwap:
    """Take a question back before it is answered. Raises CadreRefused."""
    current = _swap(swap.pk)
    refuse_unless(may_drop_swap(by, current))
    current.state, current.answered_by, current.answered_at = SwapState.DROPPED, by, at
    current.save(update_fields=["state", "answered_by", "answered_at"])
    return current


# --- The day's log -------------------------------------------------------------------------------------------------
@transaction.atomic
def log_save(*, duty: Duty, text: str, handover: str, by: User, at: dt.datetime) -> DutyLog:
    """Write what happened on a shift and what the next one has to know. Raises CadreRefused."""
    current = _locked(duty.pk)
    refuse_unless(may_log(by, current, timezone.localdate(at)))
    if not text.strip():
        raise CadreRefused(_("请写值班情况，没有事也写“正常”。"), "text")
    log, _is_new = DutyLog.objects.update_or_create(
        duty=current, defaults={"text": text.strip(), "handover": handover.strip(), "by": by, "at": at}
    )
    return log
