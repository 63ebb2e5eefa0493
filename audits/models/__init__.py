from audits.models.checklist import Checklist, ChecklistItem
from audits.models.circular import Circular, CircularReceipt, CircularStep, NumberSeries
from audits.models.clock import Effect, Heartbeat
from audits.models.review import TownshipReport, Verdict

__all__ = [
    "Checklist",
    "ChecklistItem",
    "Circular",
    "CircularReceipt",
    "CircularStep",
    "Effect",
    "Heartbeat",
    "NumberSeries",
    "TownshipReport",
    "Verdict",
]
