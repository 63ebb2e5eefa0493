"""Findings for tests: opened and brought as far as wanted, each step by the person it belongs to."""

from audits.enums import Reason
from audits.finding_enums import FindingAction, FindingClock, FindingSource
from audits.models import Finding
from audits.services.findings import FindingRow, finding_move, findings_open
from tests.factories import District, local

FOUND = local("2026-11-02 10:00")
A = FindingAction
WAY = (A.ISSUE, A.MEASURE, A.APPLY, A.CHECK, A.CLOSE, A.LOOK_BACK)


def open_one(district: District, *, at=FOUND, reason=Reason.DUES, clock=FindingClock.LIMITED, **more) -> Finding:
    """A problem that the township found at the district's first branch."""
    row = FindingRow(reason, more.pop("description", "十月党费有三人没有按月交"), "党费收缴规定", clock, **more)
    found = findings_open(
        source=FindingSource.TOWNSHIP, branch=district.branch, rows=[row], by=district.reviewer, at=at
    )
    return found[0]


def person_for(district: District, action: str):
    return {
        A.ISSUE: district.reviewer,
        A.MEASURE: district.secretary,
        A.APPLY: district.secretary,
        A.CHECK: district.reviewer,
        A.CLOSE: district.district_reviewer,
        A.LOOK_BACK: district.district_reviewer,
    }[action]


def walk(district: District, finding: Finding, upto: str, *, at=FOUND) -> Finding:
    """Go on from where the finding is until `upto` was done, all at one moment."""
    values = {"measure": "逐人通知，专人收缴", "result": "三人已补交，党费证已登记"}
    done = set(finding.steps.values_list("action", flat=True)) if not finding.relapses else set()
    for action in WAY[: WAY.index(upto) + 1]:
        if action not in done:
            by = person_for(district, action)
            finding = finding_move(finding=finding, action=action, by=by, at=at, values=values)
    return finding
