from audits.models.checklist import Checklist, ChecklistItem
from audits.models.circular import Circular, CircularReceipt, CircularStep, NumberSeries
from audits.models.clock import Effect, Heartbeat
from audits.models.colour import FraudFinding, MonthColour, TownshipColour
from audits.models.finding import Finding, FindingCredit, FindingFile, FindingSeries, FindingStep
from audits.models.inspection import InspectionPlan, InspectionSeal, Visit, VisitCorrection, VisitFile
from audits.models.remark import Remark, RemarkUse
from audits.models.review import TownshipReport, Verdict
from audits.models.sample import Sample, SampledLedger, SampleLine
from audits.models.saved_filter import SavedFilter
from audits.models.talk import CommitmentFile, TalkCase, TalkCommitment, TalkMinutes, TalkStep

__all__ = [
    "Checklist",
    "ChecklistItem",
    "Circular",
    "CircularReceipt",
    "CircularStep",
    "CommitmentFile",
    "Effect",
    "Heartbeat",
    "Finding",
    "FindingCredit",
    "FindingFile",
    "FindingSeries",
    "FindingStep",
    "InspectionPlan",
    "InspectionSeal",
    "NumberSeries",
    "Remark",
    "RemarkUse",
    "SavedFilter",
    "Sample",
    "SampleLine",
    "SampledLedger",
    "FraudFinding",
    "MonthColour",
    "TalkCase",
    "TalkCommitment",
    "TalkMinutes",
    "TalkStep",
    "TownshipColour",
    "TownshipReport",
    "Verdict",
    "Visit",
    "VisitCorrection",
    "VisitFile",
]
