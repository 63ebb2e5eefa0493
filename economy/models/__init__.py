from economy.models.bonus import BonusLine, BonusPlan, BonusStep
from economy.models.contract import Contract
from economy.models.income import IncomeBook, IncomeEntry, IncomeImport, IncomeStep
from economy.models.plan import IncomeDeviation, IncomePlan, IncomeTarget

__all__ = [
    "BonusLine",
    "BonusPlan",
    "BonusStep",
    "Contract",
    "IncomeBook",
    "IncomeDeviation",
    "IncomeEntry",
    "IncomeImport",
    "IncomePlan",
    "IncomeStep",
    "IncomeTarget",
]
