from cadres.models.appointments import Appointment, AppointmentStep, Hit, Opinion
from cadres.models.cadre import Cadre, CadreAccess, FileEntry, Kinship
from cadres.models.tenure import Seats, Tenure, Term

__all__ = [
    "Appointment",
    "AppointmentStep",
    "Cadre",
    "CadreAccess",
    "FileEntry",
    "Hit",
    "Kinship",
    "Opinion",
    "Seats",
    "Tenure",
    "Term",
]
