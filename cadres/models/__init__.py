from cadres.models.assessment import Assessment, AssessmentLine, AssessmentStep, AuditFinding, TermAudit
from cadres.models.cadre import Cadre, CadreAccess, FileEntry, Kinship
from cadres.models.pay import (
    PayAllowance,
    PayBase,
    PayBonus,
    PayBonusShare,
    PayCorrection,
    PayExport,
    PayLine,
    PaySheet,
    PaySheetStep,
    PayStandard,
)
from cadres.models.tenure import Seats, Tenure, Term

__all__ = [
    "Assessment",
    "AssessmentLine",
    "AssessmentStep",
    "AuditFinding",
    "Cadre",
    "CadreAccess",
    "FileEntry",
    "Kinship",
    "PayAllowance",
    "PayBase",
    "PayBonus",
    "PayBonusShare",
    "PayCorrection",
    "PayExport",
    "PayLine",
    "PaySheet",
    "PaySheetStep",
    "PayStandard",
    "Seats",
    "Tenure",
    "Term",
    "TermAudit",
]
