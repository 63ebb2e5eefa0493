from cadres.models.cadre import Cadre, CadreAccess, FileEntry, Kinship
from cadres.models.growth import Course, CourseStep, GrowthTarget, Recognition, RecognitionStep, Subsidy
from cadres.models.talent import (
    ApplicationStep,
    RoundStep,
    SecretaryHonour,
    SelectionApplication,
    SelectionObjection,
    SelectionRound,
    Talent,
)
from cadres.models.tenure import Seats, Tenure, Term

__all__ = [
    "ApplicationStep",
    "Cadre",
    "CadreAccess",
    "Course",
    "CourseStep",
    "FileEntry",
    "GrowthTarget",
    "Kinship",
    "Recognition",
    "RecognitionStep",
    "RoundStep",
    "Seats",
    "SecretaryHonour",
    "SelectionApplication",
    "SelectionObjection",
    "SelectionRound",
    "Subsidy",
    "Talent",
    "Tenure",
    "Term",
]
