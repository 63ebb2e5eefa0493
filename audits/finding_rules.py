"""Who may do what to a finding (问题), with the reason when not. No writes here.

The branch mends and applies, the township checks first (乡镇初验), the district verifies and closes (组织部核验、销号);
nobody checks or closes what the same person applied for. Source: docs/domain.md §5.3, local practice of the district.
"""

from django.utils.translation import gettext as _

from audits.finding_enums import FINISHED, FindingAction, FindingSource, FindingStatus
from audits.models import Finding
from branches.enums import Permission, Role
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No

A, S = FindingAction, FindingStatus


def in_scope(by: User, branch: Organisation) -> Answer:
    return YES if by.party_scope.covers(branch.path) else No(_("这个支部不在您的管理范围内。"))


def may_open(by: User, source: str, branch: Organisation) -> Answer:
    """Each source has its people: the branch writes its own self-check, the district enters what 巡察 found."""
    if not (own := in_scope(by, branch)):
        return own
    if not branch.answers_monthly:
        return No(_("只有村（社区）党组织有问题清单。"))
    allowed = {
        FindingSource.SELF: by.may(Permission.LEDGER_EDIT),
        FindingSource.TOWNSHIP: by.may(Permission.REVIEW_TOWNSHIP),
        FindingSource.DISTRICT: by.may(Permission.REVIEW_DISTRICT),
        FindingSource.PATROL: by.may(Permission.REVIEW_DISTRICT),
        FindingSource.STATION: by.may(Permission.REVIEW_DISTRICT)
        or (by.hat is not None and by.hat.role == Role.STATION_INSPECTOR),
    }
    if allowed.get(source):
        return YES
    return No(_("您现在的角色不能登记这个来源的问题。"))


def sources_for(by: User) -> list[str]:
    """Return the sources that a person enters by hand."""
    if by.may(Permission.LEDGER_EDIT):
        return [FindingSource.SELF]
    if by.may(Permission.REVIEW_TOWNSHIP):
        return [FindingSource.TOWNSHIP]
    if by.may(Permission.REVIEW_DISTRICT):
        return [FindingSource.PATROL, FindingSource.DISTRICT, FindingSource.STATION]
    return []


def may_issue(by: User, finding: Finding) -> Answer:
    """The district issues every problem, the township those it found itself and the branch's own."""
    if by.may(Permission.REVIEW_DISTRICT):
        return YES
    if not by.may(Permission.REVIEW_TOWNSHIP):
        return No(_("问题由乡镇审查小组或区委组织部复审员下发。"))
    if finding.source in (FindingSource.TOWNSHIP, FindingSource.SELF):
        return YES
    return No(_("这个问题由区委组织部下发。"))


def may_mend(by: User, finding: Finding) -> Answer:
    return YES if by.may(Permission.LEDGER_EDIT) else No(_("整改措施由村党支部书记写，销号由他申请。"))


def may_check(by: User, finding: Finding) -> Answer:
    if not by.may(Permission.REVIEW_TOWNSHIP):
        return No(_("等待乡镇审查小组初验。"))
    if finding.applied_by_id == by.pk:
        return No(_("销号是您自己申请的，请由其他同志初验。"))
    return YES


def may_close(by: User, finding: Finding) -> Answer:
    if not by.may(Permission.REVIEW_DISTRICT):
        return No(_("等待区委组织部核验销号。"))
    if by.pk in (finding.applied_by_id, finding.checked_by_id):
        return No(_("您申请过或者初验过这个问题，请由其他同志核验。"))
    return YES


def may_reject(by: User, finding: Finding) -> Answer:
    """Whoever's desk it lies on may send it back."""
    return may_close(by, finding) if finding.status == S.CHECKED else may_check(by, finding)


def may_look_back(by: User, finding: Finding) -> Answer:
    if not (by.may(Permission.REVIEW_DISTRICT) or by.may(Permission.REVIEW_TOWNSHIP)):
        return No(_("回头看由乡镇或区委组织部办理。"))
    if finding.applied_by_id == by.pk:
        return No(_("销号是您自己申请的，请由其他同志回头看。"))
    return YES


# action: (from, to, rule). The one table of moves; `audits.services.findings.finding_move` performs them.
MOVES = {
    A.ISSUE: ((S.NEW,), S.ISSUED, may_issue),
    A.MEASURE: ((S.ISSUED, S.MENDING), S.MENDING, may_mend),
    A.APPLY: ((S.ISSUED, S.MENDING), S.APPLIED, may_mend),
    A.CHECK: ((S.APPLIED,), S.CHECKED, may_check),
    A.REJECT: ((S.APPLIED, S.CHECKED), S.MENDING, may_reject),
    A.CLOSE: ((S.CHECKED,), S.CLOSED, may_close),
    A.LOOK_BACK: ((S.CLOSED,), S.LOOKED_BACK, may_look_back),
    A.REOPEN: (FINISHED, S.ISSUED, may_look_back),
}


def may_move(by: User, finding: Finding, action: str) -> Answer:
    """Tell whether `by` may perform `action` now; the same answer draws the button and guards the service."""
    sources, _to, rule = MOVES[action]
    if not (own := in_scope(by, finding.branch)):
        return own
    if finding.status not in sources:
        return No(_("问题现在是“%(state)s”，不能这样办。") % {"state": finding.get_status_display()})
    return rule(by, finding)


def may_attach(by: User, finding: Finding) -> Answer:
    """Photos belong to the mending: they are added and taken off while it lies with the branch."""
    if not (own := in_scope(by, finding.branch)):
        return own
    if finding.status not in (S.ISSUED, S.MENDING):
        return No(_("问题现在是“%(state)s”，不能再改照片。") % {"state": finding.get_status_display()})
    return may_mend(by, finding)
