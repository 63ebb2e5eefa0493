from ledgers.models.access import SensitiveAccess
from ledgers.models.development import Candidate, CandidateMove, DevelopmentStep
from ledgers.models.dues import DuesPayment
from ledgers.models.ledger import Ledger, LedgerStep, Submission
from ledgers.models.meeting import Attendance, Meeting, MeetingFile
from ledgers.models.member import Member
from ledgers.models.month import DistrictParameters, Month
from ledgers.models.rule import LocalRule

__all__ = [
    "Attendance",
    "Candidate",
    "CandidateMove",
    "DevelopmentStep",
    "DistrictParameters",
    "DuesPayment",
    "Ledger",
    "LedgerStep",
    "LocalRule",
    "Meeting",
    "MeetingFile",
    "Member",
    "Month",
    "SensitiveAccess",
    "Submission",
]
