"""Bonuses of 马源村 for 2025: its team is in office since 2023 and assessed, the year is audited."""

import datetime as dt

from cadres.models import Cadre
from economy.enums.bonus import BonusAction, BonusState
from economy.models import BonusPlan, IncomeBook
from economy.services.bonus import plan_move, plan_start
from ledgers.enums.decisions import Matter
from ledgers.models import Decision
from tests.cadres.pay_samples import assess, make_team
from tests.economy.income_samples import PAST, audited
from tests.factories import NOW, District
from tests.ledgers.decision_samples import decided


def ready_year(district: District) -> tuple[IncomeBook, list[Cadre]]:
    """An audited year of 120,000 yuan (24,000 to share) and three cadres who qualify."""
    team = make_team(district)
    assess(district, PAST)
    return audited(district), team


def decision_for(district: District, cents: int = 24_000_00, upto: int = 5, branch=None) -> Decision:
    return decided(district, upto, branch, matter=Matter.BONUS, title="2025年干部奖励", amount_cents=cents)


def draw_up(
    district: District, book: IncomeBook, shares: dict, decision: Decision | None = None, **values
) -> BonusPlan:
    """A draft; `shares` is cadre → cents."""
    return plan_start(
        book=book,
        shares={cadre.pk: (cents, "盘活校舍") for cadre, cents in shares.items()},
        decision=decision,
        **({"reason": "引进食用菌项目，集体增收", "by": district.secretary, "at": NOW} | values),
    )


def move(district: District, plan: BonusPlan, action: str, **values) -> BonusPlan:
    by = {
        BonusAction.SEND: district.secretary,
        BonusAction.PASS: district.reviewer,
        BonusAction.FILE: district.district_reviewer,
        BonusAction.POST: district.secretary,
        BonusAction.UNPOST: district.secretary,
        BonusAction.PAY: district.reviewer,
        BonusAction.RETURN: district.reviewer,
        BonusAction.DROP: district.secretary,
    }[action]
    return plan_move(plan=plan, action=action, **({"by": by, "at": NOW} | values))


POSTED = dt.datetime(2026, 11, 10, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def walk(district: District, plan: BonusPlan, upto: str = BonusState.PAID) -> BonusPlan:
    """Move a draft on until it is `upto`."""
    days = {
        BonusAction.POST: {"day": dt.date(2026, 11, 3), "at": POSTED},
        BonusAction.UNPOST: {"day": dt.date(2026, 11, 7), "at": POSTED},
        BonusAction.PAY: {"day": dt.date(2026, 11, 9), "at": POSTED},
    }
    for action in ("send", "pass", "file", "post", "unpost", "pay"):
        if plan.state == upto:
            break
        plan = move(district, plan, BonusAction(action), **days.get(action, {}))
    return plan
