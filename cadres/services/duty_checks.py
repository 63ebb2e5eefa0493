"""Visitors' matters (群众来访) and spot checks (值班抽查)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from branches.tree import district_above
from cadres.enums.duty import CheckResult, CheckWay, MatterState
from cadres.models import Cadre, Duty, DutyAbsence, SpotCheck, VisitorMatter
from cadres.rules.duty import may_check, may_close_matter, may_take_matter, may_withdraw_check
from cadres.services.duty import month_url
from cadres.services.files import CadreRefused, refuse_unless, withdraw
from ledgers.chain import secretaries_of
from ledgers.selectors.rules import rule_history
from ledgers.words import day_in_words
from notices.services import notices_send


# --- Visitors ------------------------------------------------------------------------------------------------------
@transaction.atomic
def matter_open(
    *,
    village: Organisation,
    visitor: str,
    matter: str,
    taken_by: Cadre,
    by: User,
    at: dt.datetime,
    phone: str = "",
    came_on: dt.date | None = None,
) -> VisitorMatter:
    """Write down what a villager came for; whoever took it is responsible. Raises CadreRefused naming the field."""
    refuse_unless(may_take_matter(by, village))
    today = timezone.localdate(at)
    came_on = came_on or today
    if came_on > today:
        raise CadreRefused(_("来访日期还没有到。"), "came_on")
    if taken_by.organisation_id != village.pk:
        raise CadreRefused(_("要选本村的村干部。"), "taken_by")
    if not visitor.strip():
        raise CadreRefused(_("请写来访人。"), "visitor")
    if not matter.strip():
        raise CadreRefused(_("请写来访事项。"), "matter")
    days = int(rule_history(district_above(village)).on(came_on).value("duty.matter_days"))
    return VisitorMatter.objects.create(
        organisation=village,
        came_on=came_on,
        visitor=visitor.strip(),
        phone=phone.strip(),
        matter=matter.strip(),
        taken_by=taken_by,
        due_on=came_on + dt.timedelta(days=days),
        by=by,
        at=at,
    )


@transaction.atomic
def matter_close(*, matter: VisitorMatter, result: str, by: User, at: dt.datetime) -> VisitorMatter:
    """Close a matter with what came of it. Raises CadreRefused."""
    rows = VisitorMatter.objects.select_for_update(of=("self",)).select_related("organisation", "taken_by")
    current = rows.get(pk=matter.pk)
    refuse_unless(may_close_matter(by, current))
    if not result.strip():
        raise CadreRefused(_("请写办理结果。"), "result")
    current.state, current.result = MatterState.CLOSED, result.strip()
    current.closed_on, current.closed_by = timezone.localdate(at), by
    current.save(update_fields=["state", "result", "closed_on", "closed_by"])
    return current


# --- Spot checks ---------------------------------------------------------------------------------------------------
@transaction.atomic
def duty_check(*, duty: Duty, way: str, result: str, note: str, by: User, at: dt.datetime) -> SpotCheck:
    """Write down a spot check of today's shift; who was away gets an absence, and the village hears of it.

    Raises CadreRefused naming the field.
    """
    rows = Duty.objects.select_for_update(of=("self",)).select_related("roster", "organisation", "main")
    current = rows.get(pk=duty.pk)
    refuse_unless(may_check(by, current, timezone.localdate(at)))
    if way not in CheckWay.values:
        raise CadreRefused(_("请选抽查方式。"), "way")
    if result not in CheckResult.values:
        raise CadreRefused(_("请选抽查结果。"), "result")
    if result == CheckResult.AWAY and not note.strip():
        raise CadreRefused(_("脱岗要写明情况。"), "note")
    check = SpotCheck.objects.create(
        duty=current, cadre=current.main, way=way, result=result, note=note.strip(), by=by, at=at
    )
    if result == CheckResult.AWAY:
        DutyAbsence.objects.create(check_made=check, duty=current, cadre=current.main, date=current.date)
        people = {each.pk: each for each in secretaries_of([current.organisation_id])[current.organisation_id]}
        if current.main.user_id:
            people[current.main.user_id] = current.main.user
        notices_send(
            recipients=people.values(),
            key=f"spotcheck:{check.pk}",
            title=_("值班抽查：%(who)s%(day)s脱岗") % {"who": current.main, "day": day_in_words(current.date)},
            body=check.note,
            url=month_url(current.organisation, current.roster.month),
            at=at,
        )
    return check


@transaction.atomic
def check_withdraw(*, check: SpotCheck, why: str, by: User, at: dt.datetime) -> SpotCheck:
    """Take back a check that was written down by mistake; its absence counts no more. Raises CadreRefused."""
    refuse_unless(may_withdraw_check(by, check))
    return withdraw(check, why, by, at)
