from ledgers.models.access import SensitiveAccess
from ledgers.models.decisions import (
    Decision,
    DecisionDraftFile,
    DecisionExemption,
    DecisionFile,
    DecisionLog,
    DecisionObjection,
    DecisionStep,
    DecisionVersion,
)
from ledgers.models.development import Candidate, CandidateMove, DevelopmentStep
from ledgers.models.dues import DuesPayment, DuesStandard
from ledgers.models.extensions import LimitExtension, OutageCredit
from ledgers.models.imports import RollImport, RollImportContent, RollImportStep
from ledgers.models.ledger import Ledger, LedgerStep, Submission
from ledgers.models.lock_exceptions import LockException
from ledgers.models.meeting import Attendance, Meeting, MeetingFile
from ledgers.models.member import Member
from ledgers.models.membership import DisciplinaryMeasure, MembershipStep, OrganisationalMeasure
from ledgers.models.month import DistrictParameters, Month
from ledgers.models.organised_life import (
    Appraisal,
    AppraisalLine,
    AppraisalMeeting,
    AppraisalStep,
    MeetingBallot,
    Talk,
    ThemeSuggestion,
)
from ledgers.models.publication import (
    Objection,
    Publication,
    PublicationFile,
    PublicationProfile,
    PublicationStep,
)
from ledgers.models.rule import LocalRule
from ledgers.models.standing import Absence, ContactNote, Exemption, StudyRecord
from ledgers.models.transfers import Transfer, TransferStep

__all__ = [
    "Absence",
    "Appraisal",
    "AppraisalLine",
    "AppraisalMeeting",
    "AppraisalStep",
    "Attendance",
    "Candidate",
    "CandidateMove",
    "ContactNote",
    "DevelopmentStep",
    "Decision",
    "DecisionDraftFile",
    "DecisionExemption",
    "DecisionFile",
    "DecisionLog",
    "DecisionObjection",
    "DecisionStep",
    "DecisionVersion",
    "DisciplinaryMeasure",
    "DistrictParameters",
    "DuesPayment",
    "DuesStandard",
    "Exemption",
    "Ledger",
    "LedgerStep",
    "LimitExtension",
    "LocalRule",
    "LockException",
    "Meeting",
    "MeetingBallot",
    "MeetingFile",
    "Member",
    "MembershipStep",
    "Month",
    "Objection",
    "OrganisationalMeasure",
    "OutageCredit",
    "Publication",
    "PublicationFile",
    "PublicationProfile",
    "PublicationStep",
    "RollImport",
    "RollImportContent",
    "RollImportStep",
    "SensitiveAccess",
    "StudyRecord",
    "Submission",
    "Talk",
    "ThemeSuggestion",
    "Transfer",
    "TransferStep",
]
