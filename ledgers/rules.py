"""Who may do what to a ledger, with the reason when not. No writes here."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from branches.enums import Level, Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No, first_no
from ledgers.enums import Status
from ledgers.limits import locks_at
from ledgers.models import Ledger

EDITABLE = (Status.OPEN, Status.RETURNED)


@dataclass(frozen=True, slots=True)
class Hands:
    """Through whose hands a ledger went: ids of those who submitted it and of those who judged it, by desk."""

    submitted: frozenset[int] = frozenset()
    judged: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def is_in_scope(by: User, ledger: Ledger) -> Answer:
    return YES if by.party_scope.covers(ledger.branch.path) else No(_("这个支部不在您的管理范围内。"))


def is_unlocked(ledger: Ledger) -> Answer:
    if ledger.status == Status.LOCKED:
        return No(_("这份台账已经锁定，不能再改。"))
    if ledger.status == Status.SUBMITTED:
        return No(_("台账已经提交，正在审查，不能再改。退回后才能修改。"))
    if ledger.status == Status.PASSED:
        return No(_("台账已经审查通过，不能再改。"))
    return YES


def is_in_time(ledger: Ledger, at: dt.datetime) -> Answer:
    """Past its limit a ledger is closed, also in the minutes before the clock has locked it."""
    limits = filter(None, (locks_at(ledger), ledger.mend_by, ledger.exception_until))
    if ledger.status in EDITABLE and at >= max(limits):
        return No(_("已过锁定时间，这份台账不能再提交。"))
    return YES


def may_edit(by: User, ledger: Ledger) -> Answer:
    """Only the branch's own secretary writes its ledger, while it is on the branch's desk."""
    if not by.may(Permission.LEDGER_EDIT):
        return No(_("只有本支部的书记、文书可以记录和提交台账。"))
    return first_no(is_in_scope(by, ledger), is_unlocked(ledger))


may_submit = may_edit


def may_judge(by: User, ledger: Ledger, hands: Hands) -> Answer:
    """The desk's own reviewers judge, never what they submitted, nor at two levels the same ledger.

    Domain rule: reviewer ≠ submitter, 组织部复审员 ≠ township reviewer.
    """
    if not (by.may(Permission.REVIEW_TOWNSHIP) or by.may(Permission.REVIEW_DISTRICT)):
        return No(_("您现在的角色不审查台账。"))
    if not (within := is_in_scope(by, ledger)):
        return within
    if ledger.status != Status.SUBMITTED:
        return No(_("这份台账现在不是待审状态（%(state)s）。") % {"state": ledger.get_status_display()})
    needed = Permission.REVIEW_DISTRICT if ledger.desk.level == Level.COUNTY else Permission.REVIEW_TOWNSHIP
    if not by.may(needed):
        return No(_("这份台账现在由%(desk)s审查。") % {"desk": ledger.desk.name})
    if by.pk in hands.submitted:
        return No(_("您提交过这份台账，不能自己审查，请由其他审查人员办理。"))
    if any(judge == by.pk and desk != ledger.desk_id for judge, desk in hands.judged):
        return No(_("您在另一级审查过这份台账，请由其他人员办理。"))
    return YES


def may_report(by: User, ledger: Ledger) -> Answer:
    if not by.may(Permission.REVIEW_TOWNSHIP):
        return No(_("只有乡镇审查小组可以报送。"))
    if ledger.desk_id != ledger.township_id:
        return No(_("这份台账不在乡镇手上，不能报送。"))
    return is_in_scope(by, ledger)


def is_owed_after_lock(ledger: Ledger) -> Answer:
    """Only what was never handed in, or came back and was not mended, is owed once it is locked."""
    if ledger.status != Status.LOCKED:
        return No(_("这份台账没有锁定，不用申请补报。"))
    if ledger.township_passed_at or ledger.district_passed_at:
        return No(_("这份台账已经审查通过，不用补报。"))
    return YES


def may_reopen(by: User | None, ledger: Ledger) -> Answer:
    """The district opens a locked ledger again; the clock does where it put the limit off itself (`by` is None)."""
    if by is not None and not by.may(Permission.REVIEW_DISTRICT):
        return No(_("只有区委组织部复审员可以重新开放锁定的台账。"))
    within = YES if by is None else is_in_scope(by, ledger)
    return first_no(within, is_owed_after_lock(ledger))


def may_edit_rules(by: User, district: Organisation) -> Answer:
    """What holds in a district is fixed by the district's own officers."""
    if not by.may(Permission.RULE_EDIT):
        return No(_("只有区委组织部复审员可以修改本区的规则和时限。"))
    if not by.party_scope.covers(district.path):
        return No(_("%(name)s不在您的管理范围内。") % {"name": district.name})
    return YES
