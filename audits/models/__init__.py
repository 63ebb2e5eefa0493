from audits.models.checklist import Checklist, ChecklistItem
from audits.models.circular import Circular, CircularReceipt, CircularStep, NumberSeries
from audits.models.clock import Effect
from audits.models.inspection import InspectionPlan, InspectionSeal, Visit, VisitCorrection, VisitFile
from audits.models.review import TownshipReport, Verdict

__all__ = [
    "Checklist",
    "ChecklistItem",
    "Circular",
    "CircularReceipt",
    "CircularStep",
    "Effect",
    "InspectionPlan",
    "InspectionSeal",
    "NumberSeries",
    "TownshipReport",
    "Verdict",
    "Visit",
    "VisitCorrection",
    "VisitFile",
]
