"""A row of everything that the economy keeps, for the sweeps; by the beginning of the addresses' names."""

from cadres.models import Cadre
from economy.models import BonusLine, BonusPlan, BonusStep, IncomeDeviation
from economy.services.imports import import_receive
from tests.economy.contract_samples import make_contract
from tests.economy.import_samples import sheet
from tests.economy.income_samples import PAST, audited, book_entry
from tests.economy.plan_samples import aim, make_plan
from tests.factories import NOW, District


def fill_economy(district: District) -> dict[str, object]:
    book = audited(district)
    running = book_entry(district, year=2026, month=9, with_file=True)
    place = district.township
    income_import = import_receive(
        place=place, year=PAST, filename="收入.xlsx", content=sheet(("", "上聂村", -1)), by=district.reviewer, at=NOW
    )
    contract = make_contract(district)
    target = aim(district, make_plan(district), 900_000_00)
    IncomeDeviation.objects.create(
        target=target, target_cents=1, actual_cents=0, text="洪水", by=district.secretary, at=NOW
    )
    plan = BonusPlan.objects.create(book=book, number=1, reason="增收", made_by=district.secretary, made_at=NOW)
    cadre = Cadre.objects.filter(organisation=district.branch).first()
    BonusLine.objects.create(plan=plan, cadre=cadre, cents=1, merit="增收")
    BonusStep.objects.create(
        plan=plan,
        action="return",
        from_state="sent",
        to_state="draft",
        cents=1,
        reason="再议",
        by=district.reviewer,
        at=NOW,
    )
    return {
        "incomeentry-new": district.branch,
        "incomeentry": running,
        "incomebook": book,
        "incomeimport": income_import,
        "incometarget": target,
        "year-close": district.branch,
        "contract-new": district.branch,
        "contract": contract,
        "bonus-new": district.branch,
        "bonus-village": district.branch,
        "bonusplan": plan,
    }
