"""Name red-flag branches (红旗党支部): nomination, review, notice and objections, name, award, its use, re-checks."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from config.lib.months import same_day_later, years_later
from facilities.enums.redflag import MOVES, FlagLevel, RecheckResult, UseKind, VetoKind
from facilities.enums.redflag import FlagAction as A
from facilities.enums.redflag import FlagState as S
from facilities.models import (
    AwardUse,
    RedFlag,
    RedFlagAward,
    RedFlagObjection,
    RedFlagRecheck,
    RedFlagStep,
    RedFlagVeto,
)
from facilities.people import district_leads, district_reviewers, secretaries, township_leaders, township_reviewers
from facilities.refusal import FacilityRefused, refuse_unless
from facilities.rules import redflag as rules
from facilities.selectors.redflag import facts_of, used_cents
from facilities.services.checks import book_of
from facilities.services.withdrawing import take_back
from ledgers.decision_gate import yuan
from notices.services import notices_send

# action → who is told: whose turn it is, and with the notice the township's leader too. The branch hears of the rest.
TOLD = {
    A.NOMINATE: (township_reviewers,),
    A.RECOMMEND: (district_reviewers,),
    A.PUBLISH: (secretaries, township_reviewers, township_leaders, district_leads),
    A.OBJECT: (district_reviewers,),
    A.ANSWER: (secretaries, township_reviewers),
}


def _log(flag: RedFlag, action: str, by: User, at: dt.datetime, note: str = "") -> None:
    """Write the step and tell whom it concerns."""
    step = RedFlagStep.objects.create(flag=flag, action=action, note=note, by=by, at=at)
    village = flag.organisation
    people = {person.pk: person for who in TOLD.get(action, (secretaries,)) for person in who(village)}.values()
    words = {"village": village.village_name, "level": flag.get_level_display(), "what": A(action).label}
    notices_send(
        recipients=people,
        key=f"redflag-step:{step.pk}",
        title=_("%(village)s%(level)s红旗党支部：%(what)s") % words,
        body=note,
        url=reverse("facilities:redflag-detail", args=[flag.pk]),
        at=at,
    )


# --- Vetoes --------------------------------------------------------------------------------------------------------
@transaction.atomic
def veto_add(*, village: Organisation, kind: str, text: str, since: dt.date, by: User, at: dt.datetime) -> RedFlagVeto:
    """Enter what rules a branch out for the district's months from `since`. Raises FacilityRefused naming the field."""
    refuse_unless(rules.may_veto(by, village))
    if kind not in VetoKind.values:
        raise FacilityRefused(_("请选情形。"), "kind")
    if not text.strip():
        raise FacilityRefused(_("请写说明。"), "text")
    if since > timezone.localdate(at) or since < village.active_from:
        raise FacilityRefused(_("日期不对，不能晚于今天，也不能早于建村。"), "since")
    months = int(book_of(village, since).value("redflag.veto_months"))
    return RedFlagVeto.objects.create(
        organisation=village,
        kind=kind,
        text=text.strip(),
        since=since,
        until=same_day_later(since, months),
        by=by,
        at=at,
    )


@transaction.atomic
def veto_withdraw(*, veto: RedFlagVeto, why: str, by: User, at: dt.datetime) -> RedFlagVeto:
    """Take back a veto that was entered by mistake. Raises FacilityRefused."""
    current = RedFlagVeto.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=veto.pk)
    refuse_unless(rules.may_decide(by, current.organisation))
    return take_back(current, why, by=by, at=at)


# --- The way to a name ---------------------------------------------------------------------------------------------
@transaction.atomic
def flag_nominate(*, village: Organisation, claim: str, by: User, at: dt.datetime) -> RedFlag:
    """Let a branch nominate itself for this year; what the system knows of it is frozen beside its own words.

    Raises FacilityRefused naming the field: a veto stands, the premises fall short, it did so this year already.
    """
    refuse_unless(rules.may_nominate(by, village))
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=village.pk)
    today = timezone.localdate(at)
    if not claim.strip():
        raise FacilityRefused(_("请写申报理由。"), "claim")
    refuse_unless(rules.may_stand(village, today))
    _refuse_twice(village, FlagLevel.DISTRICT, today)
    flag = RedFlag.objects.create(
        organisation=village,
        level=FlagLevel.DISTRICT,
        year=today.year,
        claim=claim.strip(),
        facts=facts_of(village, today),
        nominated_at=at,
        nominated_by=by,
    )
    _log(flag, A.NOMINATE, by, at)
    return flag


def _refuse_twice(village: Organisation, level: str, today: dt.date) -> None:
    held = RedFlag.objects.filter(organisation=village, level=level).exclude(state=S.REJECTED)
    if held.filter(year=today.year).exists():
        raise FacilityRefused(_("%(year)d年已经申报过，一年一级只评一次。") % {"year": today.year})
    if held.in_force(today).exists():
        raise FacilityRefused(_("命名还在有效期内，不用再申报。"))


@transaction.atomic
def flag_propose(*, flag: RedFlag, claim: str, by: User, at: dt.datetime) -> RedFlag:
    """Propose a branch that has the district's name to the city. Raises FacilityRefused naming the field."""
    base = _locked(flag)
    refuse_unless(rules.may_decide(by, base.organisation))
    today = timezone.localdate(at)
    refuse_unless(rules.may_propose(base, today))
    if not claim.strip():
        raise FacilityRefused(_("请写推荐理由。"), "claim")
    _refuse_twice(base.organisation, FlagLevel.CITY, today)
    city = RedFlag.objects.create(
        organisation=base.organisation,
        level=FlagLevel.CITY,
        year=today.year,
        state=S.REVIEWED,
        rests_on=base,
        claim=claim.strip(),
        facts=facts_of(base.organisation, today),
        nominated_at=at,
        nominated_by=by,
        reviewed_by=by,
    )
    _log(city, A.PROPOSE, by, at)
    return city


def _locked(flag: RedFlag) -> RedFlag:
    return RedFlag.objects.select_for_update(of=("self",)).select_related("organisation", "rests_on").get(pk=flag.pk)


@transaction.atomic
def flag_move(
    *,
    flag: RedFlag,
    action: str,
    note: str = "",
    score: int | None = None,
    paper: str = "",
    on: dt.date | None = None,
    by: User,
    at: dt.datetime,
) -> RedFlag:
    """Perform a move of the table on the day `on`, today by default; nothing may stand against it on either day.

    `score` is the review's, of a hundred; `paper` the number of the naming. In order: who may, what stands against it,
    the row, its step and message; a name brings its award (rule redflag.district_cents or city_cents).
    Raises FacilityRefused naming the field.
    """
    current = _locked(flag)
    refuse_unless(rules.may_move(by, current, action))
    today = timezone.localdate(at)
    on = on or today
    if on > today or on < timezone.localdate(current.nominated_at):
        raise FacilityRefused(_("日期要在申报以后，不能晚于今天。"), "on")
    for day in dict.fromkeys((on, today)):
        refuse_unless(rules.is_ready(current, action, day))
    book, note = book_of(current.organisation, on), note.strip()
    if action == A.REVIEW:
        current.score, current.reviewed_by = _score(score, int(book.value("redflag.review_score"))), by
    elif action == A.PUBLISH:
        current.notice_from = on
        # The first day does not count (公示).
        current.notice_until = on + dt.timedelta(days=int(book.value("redflag.notice_days")))
    elif action == A.NAME:
        if not paper.strip():
            raise FacilityRefused(_("请写命名文号。"), "paper")
        current.named_on, current.named_by, current.paper = on, by, paper.strip()
        current.valid_until = years_later(on, int(book.value("redflag.valid_years")))
    elif action in (A.REJECT, A.WITHDRAW):
        if not note:
            raise FacilityRefused(_("请写明原因。"), "note")
        if action == A.WITHDRAW:
            current.withdrawn_on = on
    current.state = MOVES[action][1]
    current.save()
    if action == A.NAME:
        RedFlagAward.objects.create(
            flag=current,
            organisation=current.organisation,
            level=current.level,
            year=current.year,
            cents=award_cents(current, on),
            granted_on=on,
        )
    _log(current, action, by, at, note)
    return current


# --- Objections ----------------------------------------------------------------------------------------------------
@transaction.atomic
def objection_add(
    *, flag: RedFlag, who: str, raised_on: dt.date, text: str, by: User, at: dt.datetime
) -> RedFlagObjection:
    """Write down an objection to the notice; until it is answered nobody is named.

    `raised_on` is a day of the notice, whenever it is written down. Raises FacilityRefused naming the field.
    """
    current = _locked(flag)
    refuse_unless(rules.may_object(by, current))
    if not who.strip():
        raise FacilityRefused(_("请写谁提的，不写姓名。"), "who")
    if not current.notice_from <= raised_on <= min(current.notice_until, timezone.localdate(at)):
        raise FacilityRefused(_("提出日期要在公示期间，不能晚于今天。"), "raised_on")
    if not text.strip():
        raise FacilityRefused(_("请写异议内容。"), "text")
    objection = RedFlagObjection.objects.create(
        flag=current, who=who.strip(), raised_on=raised_on, text=text.strip(), by=by, at=at
    )
    _log(current, A.OBJECT, by, at, objection.text)
    return objection


@transaction.atomic
def objection_answer(
    *, objection: RedFlagObjection, answered_on: dt.date, answer: str, by: User, at: dt.datetime
) -> RedFlagObjection:
    """Answer an objection, once. Raises FacilityRefused naming the field."""
    flag = _locked(objection.flag)
    refuse_unless(rules.may_answer(by, flag))
    current = RedFlagObjection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if current.answered_on is not None:
        raise FacilityRefused(_("这条异议已经答复过了。"))
    if not current.raised_on <= answered_on <= timezone.localdate(at):
        raise FacilityRefused(_("答复日期要在提出日期和今天之间。"), "answered_on")
    if not answer.strip():
        raise FacilityRefused(_("请写怎么答复的。"), "answer")
    current.answer, current.answered_on = answer.strip(), answered_on
    current.answered_by, current.answered_at = by, at
    current.save(update_fields=["answer", "answered_on", "answered_by", "answered_at"])
    _log(flag, A.ANSWER, by, at, current.answer)
    return current


def _score(score: int | None, least: int) -> int:
    if score is None or not 0 <= score <= 100:
        raise FacilityRefused(_("得分在0到100之间。"), "score")
    if score < least:
        raise FacilityRefused(_("不到%(n)d分，不能通过复核。") % {"n": least}, "score")
    return score


def award_cents(flag: RedFlag, day: dt.date) -> int:
    """Return the award of a name given on `day`, in cents; a city's less the district's where the rule says so."""
    book = book_of(flag.organisation, day)
    if flag.level == FlagLevel.DISTRICT:
        return int(book.value("redflag.district_cents"))
    cents = int(book.value("redflag.city_cents"))
    if book.value("redflag.city_deducts"):
        had = RedFlagAward.objects.filter(flag=flag.rests_on).values_list("cents", flat=True).first() or 0
        return max(cents - had, 0)
    return cents


# --- The award -----------------------------------------------------------------------------------------------------
@transaction.atomic
def award_pay(*, award: RedFlagAward, paid_on: dt.date, voucher: str, by: User, at: dt.datetime) -> RedFlagAward:
    """Write down that an award was paid, once, while the name stands. Raises FacilityRefused naming the field."""
    flag = _locked(award.flag)
    refuse_unless(rules.may_decide(by, flag.organisation))
    current = RedFlagAward.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if current.paid_on is not None:
        raise FacilityRefused(_("这笔奖补已经拨付。"))
    if flag.state != S.NAMED:
        raise FacilityRefused(_("命名已经撤销，不能拨付。"))
    if not current.cents:
        raise FacilityRefused(_("扣减区级奖补以后没有要拨的。"))
    today = timezone.localdate(at)
    if not current.granted_on <= paid_on <= today:
        raise FacilityRefused(_("拨付日期要在命名以后，不能晚于今天。"), "paid_on")
    for day in dict.fromkeys((paid_on, today)):
        refuse_unless(rules.no_veto(flag.organisation, day), "paid_on")
    if not voucher.strip():
        raise FacilityRefused(_("请写凭证号。"), "voucher")
    current.paid_on, current.voucher, current.paid_by = paid_on, voucher.strip(), by
    current.save(update_fields=["paid_on", "voucher", "paid_by"])
    return current


@transaction.atomic
def award_use(
    *, award: RedFlagAward, kind: str, cents: int, used_on: dt.date, text: str, by: User, at: dt.datetime
) -> AwardUse:
    """Write down what a part of the award went for, in cents, never to a person. Raises FacilityRefused."""
    refuse_unless(rules.may_use(by, award.flag))
    current = RedFlagAward.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if current.paid_on is None:
        raise FacilityRefused(_("奖补还没有拨付。"))
    if kind not in UseKind.values:
        raise FacilityRefused(_("请选用途。奖补不得发给个人。"), "kind")
    if not current.paid_on <= used_on <= timezone.localdate(at):
        raise FacilityRefused(_("日期要在拨付以后，不能晚于今天。"), "used_on")
    if not text.strip():
        raise FacilityRefused(_("请写说明。"), "text")
    left = current.cents - used_cents(current)
    if not 1 <= (cents or 0) <= left:
        raise FacilityRefused(_("奖补还剩 %(left)s，请核对金额。") % {"left": yuan(left)}, "amount")
    return AwardUse.objects.create(
        award=current, kind=kind, cents=cents, used_on=used_on, text=text.strip(), by=by, at=at
    )


@transaction.atomic
def award_use_withdraw(*, use: AwardUse, why: str, by: User, at: dt.datetime) -> AwardUse:
    """Take back a use that was written down by mistake; what it says is never changed. Raises FacilityRefused."""
    award = RedFlagAward.objects.select_for_update(of=("self",)).select_related("flag__organisation").get(uses=use.pk)
    refuse_unless(rules.may_use(by, award.flag))
    return take_back(AwardUse.objects.select_for_update(of=("self",)).get(pk=use.pk), why, by=by, at=at)


# --- Afterwards ----------------------------------------------------------------------------------------------------
@transaction.atomic
def flag_recheck(
    *, flag: RedFlag, held_on: dt.date, result: str, text: str, by: User, at: dt.datetime
) -> RedFlagRecheck:
    """Write down a later look at a branch with the name. Raises FacilityRefused naming the field."""
    current = _locked(flag)
    refuse_unless(rules.may_recheck(by, current))
    if result not in RecheckResult.values:
        raise FacilityRefused(_("请选结果。"), "result")
    if not current.named_on < held_on <= min(current.valid_until, timezone.localdate(at)):
        raise FacilityRefused(_("复核日期要在命名以后、有效期内，不能晚于今天。"), "held_on")
    if current.rechecks.filter(held_on=held_on).exists():
        raise FacilityRefused(_("这一天已经复核过。"), "held_on")
    if not text.strip():
        raise FacilityRefused(_("请写情况。"), "text")
    return RedFlagRecheck.objects.create(flag=current, held_on=held_on, result=result, text=text.strip(), by=by, at=at)


@transaction.atomic
def plaque_return(*, flag: RedFlag, on: dt.date, by: User, at: dt.datetime) -> RedFlag:
    """Write down that the plaque of a name that was taken back came home. Raises FacilityRefused."""
    current = _locked(flag)
    refuse_unless(rules.may_decide(by, current.organisation))
    if current.state != S.WITHDRAWN:
        raise FacilityRefused(_("撤销以后才收回牌匾。"))
    if current.plaque_returned_on is not None:
        raise FacilityRefused(_("牌匾已经收回。"))
    if not current.withdrawn_on <= on <= timezone.localdate(at):
        raise FacilityRefused(_("日期要在撤销以后，不能晚于今天。"), "on")
    current.plaque_returned_on = on
    current.save(update_fields=["plaque_returned_on"])
    return current
