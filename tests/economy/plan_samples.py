"""A plan of the district from 2025 to 2027, for tests."""

from economy.models import IncomePlan, IncomeTarget
from economy.services.plan import plan_open, targets_set
from tests.factories import NOW, District


def make_plan(district: District, first_year: int = 2025, **values) -> IncomePlan:
    columns = {"paper": "区委发〔2025〕3号", "by": district.district_reviewer}
    return plan_open(district=district.root, first_year=first_year, at=NOW, **(columns | values))


def aim(district: District, plan: IncomePlan, cents: int = 120_000_00, year: int = 2025, branch=None) -> IncomeTarget:
    branch = branch or district.branch
    targets_set(plan=plan, place=district.township, wanted={branch.pk: {year: cents}}, by=district.reviewer, at=NOW)
    return IncomeTarget.objects.get(organisation=branch, year=year)
