from audits.models.checklist import Checklist, ChecklistItem
from audits.models.circular import Circular, CircularReceipt, CircularStep, NumberSeries
from audits.models.clock import Effect
from audits.models.colour import FraudFinding, MonthColour, TownshipColour
from audits.models.review import TownshipReport, Verdict
from audits.models.talk import TalkCase, TalkCommitment, TalkMinutes, TalkStep

__all__ = [
    "Checklist",
    "ChecklistItem",
    "Circular",
    "CircularReceipt",
    "CircularStep",
    "Effect",
    "FraudFinding",
    "MonthColour",
    "NumberSeries",
    "TalkCase",
    "TalkCommitment",
    "TalkMinutes",
    "TalkStep",
    "TownshipColour",
    "TownshipReport",
    "Verdict",
]
