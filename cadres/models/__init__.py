from cadres.models.cadre import Cadre, CadreAccess, FileEntry, Kinship
from cadres.models.tenure import Seats, Tenure, Term

__all__ = ["Cadre", "CadreAccess", "FileEntry", "Kinship", "Seats", "Tenure", "Term"]
