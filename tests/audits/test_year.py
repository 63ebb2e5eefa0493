"""A year of a district, with a clock whose jobs are lost, doubled and out of order.

The suite plays two townships; `make year` plays the whole district, which takes about half an hour.
"""

import os
import random

import pytest

from audits.enums import CircularStatus
from audits.models import Circular, Effect
from config.management.commands.check_data import checkers
from ledgers.enums import Action
from ledgers.models import Ledger, LedgerStep, Month
from tests.audits.year import Year

pytestmark = pytest.mark.slow


def wrong_data() -> list[str]:
    return [f"{label}: {problem}" for label, problems in checkers() for problem in problems()]


TOWNSHIPS = int(os.environ.get("YEAR_TOWNSHIPS", "2")) or None  # 0: all


@pytest.mark.django_db
def test_a_year_holds_together_every_day():
    year = Year(random.Random(20260101), TOWNSHIPS)

    for day in year.days():
        assert wrong_data() == [], day
        assert year.faults == [], day

    # Every month was opened once, and all of it ended: with a verdict, or locked.
    assert Month.objects.count() == 13
    assert len(year.townships) == (TOWNSHIPS or 29)
    assert Ledger.objects.count() == 13 * len(year.branches)
    locks = list(LedgerStep.objects.filter(action=Action.LOCK).values_list("ledger", flat=True))
    assert len(locks) == len(set(locks)) > 12 * len(year.branches) * 0.5
    # Each circular was issued once, numbered without a gap, with the figures that the year's own book gives.
    issued = Circular.objects.filter(status=CircularStatus.ISSUED).order_by("serial")
    assert len(issued) == 12
    for circular in issued:
        expected = year.frozen[circular.pk]
        assert {key: circular.figures["total"][key] for key in expected[0]} == expected[0]
        for row in circular.figures["townships"]:
            assert {key: row[key] for key in expected[row["id"]]} == expected[row["id"]]
        assert len(circular.figures["townships"]) == len(expected) - 1 == len(year.townships)
    numbers = [(circular.year, circular.serial) for circular in issued]
    assert len(set(numbers)) == 12
    keys = list(Effect.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys))
