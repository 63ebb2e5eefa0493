"""Draw up bonuses, move a plan through its steps, hand the sum to the cadres' pay. Amounts in cents (分).

A plan rests on an audited year, on a decision of its own (四议两公开) and on the year's assessment; village, township
and district each do their step, then it is posted, then it is paid.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import User
from cadres.models import Cadre, PayBonus
from cadres.services.files import CadreRefused
from cadres.services.pay import bonus_set
from economy.enums.bonus import BonusAction, BonusState
from economy.models import BonusLine, BonusPlan, BonusStep, IncomeBook
from economy.refusal import EconomyRefused, refuse_unless
from economy.rules import bonus as rules
from economy.selectors.bonus import candidates_of, room_of
from economy.services.income import book_locked, rules_of_year
from evidence.models import StoredFile
from ledgers.enums.decisions import Matter
from ledgers.models import Decision
from ledgers.selectors.decisions import may_be_approved, may_be_paid

Share = tuple[int, str]  # cents and for what
STEPS_OF_JUDGING = (BonusAction.SEND, BonusAction.PASS, BonusAction.FILE)


def _locked_year(book: IncomeBook) -> IncomeBook:
    present = book_locked(book.organisation, book.year)
    refuse_unless(rules.is_audited(present, present.year))
    if PayBonus.objects.filter(organisation=present.organisation, year=present.year).exists():
        raise EconomyRefused(_("%(year)d年的奖励已经计入村干部报酬，不能再改。") % {"year": present.year})
    return present


def total_of(plan: BonusPlan) -> int:
    return sum(plan.lines.values_list("cents", flat=True))


# --- Drawing up ------------------------------------------------------------------------------------------------
@transaction.atomic
def plan_start(
    *, book: IncomeBook, shares: Mapping[int, Share], reason: str, by: User, at: dt.datetime, decision=None
) -> BonusPlan:
    """Draw up a plan for an audited year; `shares` is by cadre. Raises EconomyRefused naming the field or the cadre."""
    refuse_unless(rules.may_draw_up(by, book.organisation))
    present = _locked_year(book)
    last = present.bonus_plans.aggregate(last=Max("number"))["last"] or 0
    plan = BonusPlan(book=present, number=last + 1, made_by=by, made_at=at)
    return _written(plan, shares, reason, decision)


@transaction.atomic
def plan_save(
    *, plan: BonusPlan, shares: Mapping[int, Share], reason: str, by: User, at: dt.datetime, decision=None
) -> BonusPlan:
    """Write a draft anew. Raises EconomyRefused."""
    refuse_unless(rules.may_draw_up(by, plan.book.organisation))
    _locked_year(plan.book)
    present = BonusPlan.objects.select_for_update(of=("self",)).select_related("book__organisation").get(pk=plan.pk)
    if present.state != BonusState.DRAFT:
        raise EconomyRefused(_("方案已经报出，退回以后才能改。"))
    return _written(present, shares, reason, decision)


def _written(plan: BonusPlan, shares: Mapping[int, Share], reason: str, decision: Decision | None) -> BonusPlan:
    if not reason.strip():
        raise EconomyRefused(_("请写贡献情况。"), "reason")
    if not shares:
        raise EconomyRefused(_("请至少给一个人写金额。"))
    _refuse_shares(plan, shares)
    _refuse_decision(plan, decision)
    room = room_of(plan.book, without=plan if plan.pk else None)
    refuse_unless(rules.fits(room, sum(cents for cents, _merit in shares.values())))
    plan.reason, plan.decision = reason.strip(), decision
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        raise EconomyRefused(_("这件四议两公开事项已经用在另一个奖励方案上，请另走一次程序。"), "decision") from None
    plan.lines.all().delete()
    BonusLine.objects.bulk_create(
        BonusLine(plan=plan, cadre_id=cadre, cents=cents, merit=merit.strip())
        for cadre, (cents, merit) in shares.items()
    )
    return plan


def _shares_of(plan: BonusPlan) -> dict[int, Share]:
    return {line.cadre_id: (line.cents, line.merit) for line in plan.lines.all()}


def _refuse_shares(plan: BonusPlan, shares: Mapping[int, Share]) -> None:
    village, year = plan.book.organisation, plan.book.year
    known = {candidate.cadre.pk: candidate for candidate in candidates_of(village, year)}
    for cadre, (cents, merit) in shares.items():
        if cents <= 0:
            raise EconomyRefused(_("金额要大于 0。"), str(cadre))
        if not merit.strip():
            raise EconomyRefused(_("请写突出贡献。"), str(cadre))
        candidate = known.get(cadre)
        if candidate is None:
            raise EconomyRefused(_("有人在%(year)d年不是本村的在任干部。") % {"year": year}, str(cadre))
        if not candidate.answer:
            raise EconomyRefused(
                _("%(name)s：%(why)s，不能领奖励。") % {"name": candidate.cadre.name, "why": candidate.answer.reason},
                str(cadre),
            )


def _refuse_decision(plan: BonusPlan, decision: Decision | None) -> None:
    if decision is None:
        return
    if decision.branch_id != plan.book.organisation_id:
        raise EconomyRefused(_("请选本村的四议两公开事项。"), "decision")
    if decision.matter != Matter.BONUS:
        raise EconomyRefused(_("请选“干部奖励方案”这一类的四议两公开事项。"), "decision")


# --- Moving ----------------------------------------------------------------------------------------------------
def done_by(plan: BonusPlan) -> dict[str, int]:
    """Return what was done to a plan since it was last a draft, by whom."""
    found: dict[str, int] = {}
    for action, person in plan.steps.order_by("pk").values_list("action", "by_id"):
        if action == BonusAction.RETURN:
            found = {}
        elif action in STEPS_OF_JUDGING:
            found[action] = person
    return found


@transaction.atomic
def plan_move(
    *,
    plan: BonusPlan,
    action: str,
    by: User,
    at: dt.datetime,
    reason: str = "",
    day: dt.date | None = None,
    file: StoredFile | None = None,
) -> BonusPlan:
    """Move a plan on, the only place where its state changes; return it fresh. Raises EconomyRefused.

    In this order: locks year and plan, asks who may, looks again at arithmetic, at who qualifies and at the decision,
    writes the columns of the step, then the step. `day` is when it was posted, taken down or paid.
    """
    if action == BonusAction.DROP or action == BonusAction.RETURN:
        book_locked(plan.book.organisation, plan.book.year)
    else:
        _locked_year(plan.book)
    present = (
        BonusPlan.objects.select_for_update(of=("self",))
        .select_related("book__organisation", "decision__branch")
        .get(pk=plan.pk)
    )
    refuse_unless(rules.may_move(by, present, action, done_by(present)))
    if action in (BonusAction.RETURN, BonusAction.DROP) and not reason.strip():
        raise EconomyRefused(_("请写明原因。"), "reason")
    total = total_of(present)
    if action == BonusAction.PAY:
        _refuse_shares(present, _shares_of(present))
    if action in STEPS_OF_JUDGING:
        _refuse_unready(present, total, timezone.localtime(at).date())
    columns = _columns(present, action, total, day, file, at)
    before = present.state
    BonusPlan.objects.filter(pk=present.pk).update(state=rules.LEADS_TO[action], **columns)
    BonusStep.objects.create(
        plan=present,
        action=action,
        from_state=before,
        to_state=rules.LEADS_TO[action],
        cents=total,
        by=by,
        at=at,
        reason=reason.strip(),
    )
    present.refresh_from_db()
    return present


def _refuse_unready(plan: BonusPlan, total: int, today: dt.date) -> None:
    """Look again at everything a plan rests on: what held when it was drawn up may have changed."""
    shares = _shares_of(plan)
    if not shares:
        raise EconomyRefused(_("方案里还没有人。"))
    _refuse_shares(plan, shares)
    refuse_unless(rules.fits(room_of(plan.book, without=plan), total))
    if plan.decision is None:
        raise EconomyRefused(_("奖励方案要单独走四议两公开，请先选好“干部奖励方案”事项。"), "decision")
    refuse_unless(may_be_approved(plan.decision, today))
    _refuse_beyond_decision(plan, total)


def _refuse_beyond_decision(plan: BonusPlan, total: int) -> None:
    """Not a cent more than what the villagers decided: here no margin holds."""
    decided = plan.decision.amount_cents or 0
    if total > decided:
        raise EconomyRefused(
            _("四议两公开议定的是 %(decided)s 元，方案合计 %(total)s 元，超出 %(over)s 元。")
            % {
                "decided": rules.yuan(decided),
                "total": rules.yuan(total),
                "over": rules.yuan(total - decided),
            },
            "decision",
        )


def _columns(
    plan: BonusPlan, action: str, total: int, day: dt.date | None, file: StoredFile | None, at: dt.datetime
) -> dict:
    """Return what a step writes besides the state. Raises EconomyRefused for days that cannot be."""
    if action == BonusAction.RETURN:
        return {"posted_on": None, "posted_until": None, "posted_file": None}
    if action not in (BonusAction.POST, BonusAction.UNPOST, BonusAction.PAY):
        return {}
    if day is None:
        raise EconomyRefused(_("请写日期。"), "day")
    if day > timezone.localtime(at).date():
        raise EconomyRefused(_("日期还没有到。"), "day")
    if action == BonusAction.POST:
        filed = plan.steps.filter(action=BonusAction.FILE).order_by("-pk").first()
        if filed and day < timezone.localtime(filed.at).date():
            raise EconomyRefused(_("区里备案以后才能公示。"), "day")
        return {"posted_on": day, "posted_file": file}
    if action == BonusAction.UNPOST:
        least = int(rules_of_year(plan.book.organisation, plan.book.year).value("economy.bonus_post_days"))
        if (days := (day - plan.posted_on).days + 1) < least:
            raise EconomyRefused(
                _("公示要满 %(least)d 天，到这一天只有 %(days)d 天。") % {"least": least, "days": max(days, 0)}, "day"
            )
        return {"posted_until": day}
    if day <= plan.posted_until:
        raise EconomyRefused(_("公示结束以后才能发放。"), "day")
    refuse_unless(may_be_paid(plan.decision, day))
    _refuse_beyond_decision(plan, total)
    return {"paid_on": day}


# --- Handing over ----------------------------------------------------------------------------------------------
@transaction.atomic
def bonuses_hand_over(*, book: IncomeBook, by: User, at: dt.datetime) -> PayBonus:
    """Give the year's sum to the cadres' pay, to the cent as it was paid. Raises EconomyRefused.

    All plans of the year are paid or dropped by then; afterwards none is added.
    """
    refuse_unless(rules.may_hand_over(by, book.organisation))
    present = _locked_year(book)
    plans = list(present.bonus_plans.exclude(state=BonusState.DROPPED).select_related("decision"))
    if not plans:
        raise EconomyRefused(_("这一年还没有发放奖励。"))
    if waiting := [plan for plan in plans if plan.state != BonusState.PAID]:
        raise EconomyRefused(
            _("第%(n)d个方案还是“%(state)s”，都发放或者作废以后再计入报酬。")
            % {"n": waiting[0].number, "state": waiting[0].get_state_display()}
        )
    shares: dict[int, int] = defaultdict(int)
    for cadre, cents in BonusLine.objects.filter(plan__in=plans).values_list("cadre", "cents"):
        shares[cadre] += cents
    papers = "、".join(plan.decision.number for plan in plans)
    try:
        bonus = bonus_set(
            village=present.organisation,
            year=present.year,
            profit_cents=present.base_cents,
            paper=_("四议两公开 %(numbers)s") % {"numbers": papers},
            weights=shares,
            pool_cents=sum(shares.values()),
            by=by,
            at=at,
        )
    except CadreRefused as refusal:
        raise EconomyRefused(str(refusal)) from None
    _refuse_spread(bonus, shares)
    return bonus


def _refuse_spread(bonus: PayBonus, shares: Mapping[int, int]) -> None:
    """The pay shares a sum among those who were long enough in office by its own register: when that has changed since
    the bonuses were paid, somebody's share would go to the others."""
    given = dict(bonus.shares.values_list("cadre", "cents"))
    if lost := [cadre for cadre, cents in shares.items() if given.get(cadre, 0) < cents]:
        names = "、".join(Cadre.objects.filter(pk__in=lost).order_by("pk").values_list("name", flat=True))
        raise EconomyRefused(
            _("按现在登记的任职，%(names)s当年任职不满半年，已经发放的奖励会算到别人头上。请先核对任职登记。")
            % {"names": names}
        )
