"""Rows of the collective economy (集体经济), a module for each part."""

from economy.models.bonus import BonusLine, BonusPlan, BonusStep
from economy.models.bottleneck import Bottleneck, BottleneckStep
from economy.models.contract import Contract
from economy.models.enterprise import (
    AgreementReview,
    AgreementVillage,
    Enterprise,
    EnterpriseAgreement,
    Speciality,
)
from economy.models.income import IncomeBook, IncomeEntry, IncomeImport, IncomeStep
from economy.models.plan import IncomeDeviation, IncomePlan, IncomeTarget
from economy.models.project import (
    Project,
    ProjectFund,
    ProjectProgress,
    ProjectRelease,
    ProjectReturn,
    ProjectStep,
)

__all__ = [
    "AgreementReview",
    "AgreementVillage",
    "BonusLine",
    "BonusPlan",
    "BonusStep",
    "Bottleneck",
    "BottleneckStep",
    "Contract",
    "Enterprise",
    "EnterpriseAgreement",
    "IncomeBook",
    "IncomeDeviation",
    "IncomeEntry",
    "IncomeImport",
    "IncomePlan",
    "IncomeStep",
    "IncomeTarget",
    "Project",
    "ProjectFund",
    "ProjectProgress",
    "ProjectRelease",
    "ProjectReturn",
    "ProjectStep",
    "Speciality",
]
