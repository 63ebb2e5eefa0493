from facilities.models.centre import Satisfaction, ServiceCentre, ServiceItem
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
from facilities.models.redflag import (
    AwardUse,
    RedFlag,
    RedFlagAward,
    RedFlagObjection,
    RedFlagRecheck,
    RedFlagStep,
    RedFlagVeto,
)

__all__ = [
    "Acceptance",
    "AwardUse",
    "CensusEntry",
    "CheckLine",
    "FacilityCheck",
    "Funding",
    "Milestone",
    "ProgressReport",
    "ProjectPayment",
    "ProjectPhoto",
    "ProjectStep",
    "RedFlag",
    "RedFlagAward",
    "RedFlagObjection",
    "RedFlagRecheck",
    "RedFlagStep",
    "RedFlagVeto",
    "Satisfaction",
    "ServiceCentre",
    "ServiceItem",
    "UpgradeProject",
]
