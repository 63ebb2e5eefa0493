"""The checks of the data: silent over what the services wrote, a sentence for what they could not have."""

import pgtrigger
import pytest
from django.db import connection

from economy.integrity import problems
from economy.models import BonusPlan, Contract, IncomeBook
from tests.economy.bonus_samples import decision_for, draw_up, move, ready_year
from tests.economy.contract_samples import make_contract
from tests.economy.plan_samples import aim, make_plan

pytestmark = pytest.mark.django_db


def past_the_triggers(statement: str) -> None:
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_kind_of_damage_has_its_sentence(district):
    book, team = ready_year(district)
    plan = move(district, draw_up(district, book, {team[0]: 20_000_00}, decision_for(district)), "send")
    contract = make_contract(district)
    target = aim(district, make_plan(district))
    assert list(problems()) == []

    past_the_triggers("UPDATE economy_incomebook SET base_cents = 100, net_cents = 7, operating_cents = 8")
    past_the_triggers("UPDATE economy_bonusplan SET state = 'township'")
    past_the_triggers("UPDATE economy_bonusline SET cents = cents + 5000000")
    past_the_triggers("UPDATE economy_incometarget SET year = 2030")
    past_the_triggers("UPDATE ledgers_decision SET matter = 'works'")
    found = "\n".join(problems())
    for words in (
        f"income book {book.pk} was closed with 7 cents net",
        f"income book {book.pk} was closed with 8 cents of operating income",
        f"bonuses of income book {book.pk} are 7000000 cents, 20 at most",
        f"bonus plan {plan.pk} is township and its last step says sent",
        f"bonus plan {plan.pk} gives 7000000 cents",
        f"bonus plan {plan.pk} of village",
        f"income target {target.pk} of 2030",
    ):
        assert words in found, found
    assert IncomeBook.objects.count() == BonusPlan.objects.count() == Contract.objects.count() == 1
    assert contract.is_valid
