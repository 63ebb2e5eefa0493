from cadres.models.cadre import Cadre, CadreAccess, FileEntry, Kinship
from cadres.models.duty import Duty, DutyAbsence, DutyLeave, DutyLog, DutySwap, Roster, SpotCheck, VisitorMatter
from cadres.models.tenure import Seats, Tenure, Term

__all__ = [
    "Cadre",
    "CadreAccess",
    "Duty",
    "DutyAbsence",
    "DutyLeave",
    "DutyLog",
    "DutySwap",
    "FileEntry",
    "Kinship",
    "Roster",
    "Seats",
    "SpotCheck",
    "Tenure",
    "Term",
    "VisitorMatter",
]
