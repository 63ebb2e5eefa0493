from facilities.models.checks import CheckLine, FacilityCheck
from facilities.models.projects import (
    Acceptance,
    CensusEntry,
    Funding,
    Milestone,
    ProgressReport,
    ProjectPayment,
    ProjectPhoto,
    ProjectStep,
    UpgradeProject,
)

__all__ = [
    "Acceptance",
    "CensusEntry",
    "CheckLine",
    "FacilityCheck",
    "Funding",
    "Milestone",
    "ProgressReport",
    "ProjectPayment",
    "ProjectPhoto",
    "ProjectStep",
    "UpgradeProject",
]
