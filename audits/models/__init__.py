from audits.models.checklist import Checklist, ChecklistItem
from audits.models.circular import Circular, CircularReceipt, CircularStep, NumberSeries
from audits.models.clock import Effect
from audits.models.review import TownshipReport, Verdict
from audits.models.sample import Sample, SampledLedger, SampleLine

__all__ = [
    "Checklist",
    "ChecklistItem",
    "Circular",
    "CircularReceipt",
    "CircularStep",
    "Effect",
    "NumberSeries",
    "Sample",
    "SampleLine",
    "SampledLedger",
    "TownshipReport",
    "Verdict",
]
