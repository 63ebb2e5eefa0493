from audits.models.checklist import Checklist, ChecklistItem
from audits.models.circular import Circular, CircularReceipt, CircularStep, NumberSeries
from audits.models.clock import Effect
from audits.models.finding import Finding, FindingFile, FindingSeries, FindingStep
from audits.models.review import TownshipReport, Verdict

__all__ = [
    "Checklist",
    "ChecklistItem",
    "Circular",
    "CircularReceipt",
    "CircularStep",
    "Effect",
    "Finding",
    "FindingFile",
    "FindingSeries",
    "FindingStep",
    "NumberSeries",
    "TownshipReport",
    "Verdict",
]
