"""Rows of the collective economy (集体经济), a module for each part."""

from economy.models.bottleneck import Bottleneck, BottleneckStep
from economy.models.enterprise import (
    AgreementReview,
    AgreementVillage,
    Enterprise,
    EnterpriseAgreement,
    Speciality,
)
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
    "Bottleneck",
    "BottleneckStep",
    "Enterprise",
    "EnterpriseAgreement",
    "Project",
    "ProjectFund",
    "ProjectProgress",
    "ProjectRelease",
    "ProjectReturn",
    "ProjectStep",
    "Speciality",
]
