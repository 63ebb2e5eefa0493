"""Open findings (列入问题清单) and move them to their closing (下发、整改、销号、回头看).

Nothing else writes a finding's state. The table of moves and its rules are in audits.finding_rules.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.enums import REASON_CLASSES, Reason, ReviewLevel
from audits.finding_clock import due_day, relapses_after
from audits.finding_enums import (
    FINISHED,
    UNFINISHED,
    FindingAction,
    FindingClock,
    FindingSource,
    FindingStatus,
)
from audits.finding_rules import MOVES, may_attach, may_move, may_open
from audits.models import ChecklistItem, Finding, FindingFile, FindingSeries, FindingStep, Verdict
from branches.calendar import holiday_overrides
from branches.enums import Level, Role
from branches.models import Membership, Organisation, User
from branches.tree import lineage
from cadres.models import DutyAbsence
from evidence.models import StoredFile
from ledgers.chain import secretaries_of
from ledgers.models import Ledger
from ledgers.selectors.rules import rule_history
from notices.services import notices_send

A, S = FindingAction, FindingStatus
POST = "村党组织书记"  # i18n: data


class FindingRefused(Exception):
    """An act on a finding that may not be done; `field` names the column that is wrong, when it is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class FindingRow(NamedTuple):
    """A problem to be listed. `origin` names what it was found by (a verdict's line): the same one is listed once.

    `until` is the last day of a long one; `unit` and `post` say who mends it: unless given, branch and secretary.
    `absence` is the shift that somebody had left, where that is the problem.
    """

    reason: str
    description: str
    basis: str = ""
    clock: str = FindingClock.LIMITED
    origin: str = ""
    until: dt.date | None = None
    unit: str = ""
    post: str = ""
    absence: DutyAbsence | None = None


def _refuse(answer) -> None:
    if not answer:
        raise FindingRefused(answer.reason)


def _above(branch: Organisation) -> dict[str, Organisation]:
    """Return the township and the district that a branch belongs to, by level."""
    found = Organisation.objects.filter(path__in=lineage(branch.path), level__in=[Level.COUNTY, Level.TOWNSHIP])
    return {each.level: each for each in found}


def _rules(district: Organisation, day: dt.date):
    return rule_history(district).on(day)


# --- Opening -------------------------------------------------------------------------------------------------------
@transaction.atomic
def findings_open(
    *,
    source: str,
    branch: Organisation,
    rows: Iterable[Sequence],
    by: User,
    at: dt.datetime,
    ledger: Ledger | None = None,
) -> list[Finding]:
    """Put problems of a branch on its list and return them, each row's finding in order.

    `rows` are FindingRows or tuples (reason, description, basis, clock). In this order, under the branch's lock: a row
    whose `origin` is known returns the finding it made then; one that is still open for the same ledger, reason and
    basis is found again (a step, no second number); one that was closed and comes back within `finding.relapse_months`
    is opened again (复发重开); the rest gets the next numbers of the district's year, without a gap.

    Raises FindingRefused: the role does not enter this source, or a row lacks something.
    """
    _refuse(may_open(by, source, branch))
    rows = [_sound(FindingRow(*row), timezone.localdate(at)) for row in rows]
    # One writer per branch: of two at once the second sees what the first listed.
    Organisation.objects.select_for_update(no_key=True).get(pk=branch.pk)
    above = _above(branch)
    relapse_months = int(_rules(above[Level.COUNTY], timezone.localdate(at)).value("finding.relapse_months"))
    return [
        _known(row)
        or _again(row, branch, ledger, by, at)
        or _relapsed(row, branch, ledger, relapse_months, by, at)
        or _new(row, branch, above, source, ledger, by, at)
        for row in rows
    ]


def _sound(row: FindingRow, today: dt.date) -> FindingRow:
    """Return the row with its text tidied; raises FindingRefused at the column that is wrong."""
    row = row._replace(description=row.description.strip(), basis=row.basis.strip())
    if row.reason not in Reason.values:
        raise FindingRefused(_("请选择是什么问题。"), "reason")
    if not row.description:
        raise FindingRefused(_("请写明问题的具体情况。"), "description")
    for name in ("description", "basis"):
        limit = Finding._meta.get_field(name).max_length
        if len(getattr(row, name)) > limit:
            raise FindingRefused(_("最多写 %(n)d 个字。") % {"n": limit}, name)
    if row.clock not in FindingClock.values:
        raise FindingRefused(_("请选择整改时限。"), "clock")
    if row.clock == FindingClock.LONG and row.until is None:
        raise FindingRefused(_("长期坚持的问题要写明到哪一天。"), "until")
    if row.clock == FindingClock.LONG and row.until < today:
        raise FindingRefused(_("这一天已经过了，请选今天以后的日期。"), "until")
    return row


def _known(row: FindingRow) -> Finding | None:
    step = row.origin and FindingStep.objects.filter(origin=row.origin).select_related("finding").first()
    return step.finding if step else None


def _again(row: FindingRow, branch: Organisation, ledger: Ledger | None, by: User, at: dt.datetime) -> Finding | None:
    """Note that a problem of the same month, still open, was found once more."""
    if ledger is None or row.reason == Reason.OTHER:
        return None
    same = Finding.objects.filter(branch=branch, ledger=ledger, reason=row.reason, basis=row.basis)
    finding = same.filter(status__in=UNFINISHED).first()
    if finding:
        _step(finding, A.AGAIN, finding.status, by, at, note=row.description, origin=row.origin)
    return finding


def _relapsed(
    row: FindingRow, branch: Organisation, ledger: Ledger | None, months: int, by: User, at: dt.datetime
) -> Finding | None:
    """Open a closed problem again when the same one is found soon after; “其他” names no problem that could return."""
    if row.reason == Reason.OTHER:
        return None
    closed = Finding.objects.select_for_update(of=("self",)).select_related("branch", "district")
    finding = closed.filter(branch=branch, reason=row.reason, status__in=FINISHED).order_by("-closed_on", "-pk").first()
    if finding is None or timezone.localdate(at) > relapses_after(finding.closed_on, months):
        return None
    values = {name: getattr(row, name) for name in ("until", "clock", "description", "basis")} | {"ledger": ledger}
    return _perform(finding, A.REOPEN, by, at, note=row.description, values=values, origin=row.origin)


def _new(row, branch, above, source, ledger, by, at) -> Finding:
    today = timezone.localdate(at)
    district = above[Level.COUNTY]
    finding = Finding.objects.create(
        district=district,
        township=above.get(Level.TOWNSHIP, district),
        branch=branch,
        ledger=ledger,
        absence=row.absence,
        source=source,
        reason=row.reason,
        reason_class=REASON_CLASSES[row.reason],
        description=row.description,
        basis=row.basis,
        clock=row.clock,
        due_on=row.until if row.clock == FindingClock.LONG else None,
        unit=row.unit.strip() or branch.short_name,
        post=row.post.strip() or POST,
        found_on=today,
        found_by=by,
        year=today.year,
        serial=_take_number(district, today.year),
    )
    _step(finding, A.OPEN, "", by, at, note=row.description, origin=row.origin)
    return finding


def _take_number(district: Organisation, year: int) -> int:
    """Take the next number; the series' row stays locked until the transaction ends, so that none is skipped."""
    series, _is_new = FindingSeries.objects.get_or_create(district=district, year=year)
    FindingSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db()
    return series.last


def _step(
    finding: Finding, action: str, before: str, by: User, at: dt.datetime, *, note: str, origin: str = ""
) -> None:
    FindingStep.objects.create(
        finding=finding,
        action=action,
        from_status=before,
        to_status=finding.status,
        by=by,
        at=at,
        note=note,
        origin=origin,
    )


def findings_of_verdict(
    *, verdict: Verdict, items: Iterable[ChecklistItem], codes: Collection[str], by: User, at: dt.datetime
) -> list[Finding]:
    """List the lost lines of a verdict that the reviewer ticked (`codes` of items); the same line is listed once.

    Called in the verdict's own transaction. Handing the ledger in again closes nothing: the branch applies for that.
    """
    rows = [
        FindingRow(
            reason=line["reason"],
            description=_described(item.text, line),
            basis=item.text,
            origin=f"verdict:{verdict.pk}:{item.code}",
        )
        for item in items
        if item.code in codes and (line := verdict.lost.get(item.code))
    ]
    if not rows:
        return []
    source = FindingSource.DISTRICT if verdict.level == ReviewLevel.DISTRICT else FindingSource.TOWNSHIP
    ledger = verdict.ledger
    return findings_open(source=source, branch=ledger.branch, rows=rows, by=by, at=at, ledger=ledger)


def _described(text: str, line: Mapping) -> str:
    note = line.get("note")
    return f"{text}：{Reason(line['reason']).label}" + (f"，{note}" if note else "")


# --- The one move --------------------------------------------------------------------------------------------------
@transaction.atomic
def finding_move(
    *, finding: Finding, action: str, by: User, at: dt.datetime, note: str = "", values: Mapping | None = None
) -> Finding:
    """Move a finding by one step of the table and return it fresh from the database.

    In this order: lock the row; ask the table and the rule; write the state with its days and people; append a step;
    tell whoever's turn it is now. `values` are `measure` and `result` where the branch writes them. `note` is needed to
    send back and to open again. Raises FindingRefused with the sentence and the field.
    """
    current = _locked(finding.pk)
    _refuse(may_move(by, current, action))
    return _perform(current, action, by, at, note=note.strip(), values=values or {})


def _locked(pk: int) -> Finding:
    findings = Finding.objects.select_for_update(of=("self",)).select_related("branch", "township", "district")
    return findings.get(pk=pk)


def _perform(
    current: Finding, action: str, by: User, at: dt.datetime, *, note: str, values: Mapping, origin: str = ""
) -> Finding:
    before = current.status
    today = timezone.localdate(at)
    changes = EFFECTS[action](current, by, today, note, values) | {"status": MOVES[action][1]}
    for name, value in changes.items():
        setattr(current, name, value)
    current.save(update_fields=list(changes))
    if action == A.APPLY:
        note = current.result
    elif action == A.MEASURE:
        note = current.measure
    _step(current, action, before, by, at, note=note, origin=origin)
    _tell_next(current, action, note, at)
    return current


def _issue(current: Finding, by: User, today: dt.date, note: str, values: Mapping) -> dict:
    if current.clock == FindingClock.LONG:
        if current.due_on < today:
            raise FindingRefused(_("整改期限已经过了，不能再下发。请另行登记。"))
        return {"issued_on": today}
    return {"issued_on": today, "due_on": _due(current.district, current.clock, today)}


def _due(district: Organisation, clock: str, today: dt.date) -> dt.date:
    book = _rules(district, today)
    return due_day(
        clock,
        today,
        at_once=int(book.value("finding.at_once_days")),
        limited=int(book.value("finding.limited_workdays")),
        overrides=holiday_overrides(),
    )


def _measure(current: Finding, by: User, today: dt.date, note: str, values: Mapping) -> dict:
    measure = str(values.get("measure", current.measure)).strip()
    if not measure:
        raise FindingRefused(_("请写明打算怎样改。"), "measure")
    return {"measure": measure, "result": str(values.get("result", current.result)).strip()}


def _apply(current: Finding, by: User, today: dt.date, note: str, values: Mapping) -> dict:
    changes = _measure(current, by, today, note, values)
    if not changes["result"]:
        raise FindingRefused(_("请写明已经怎样改好，再申请销号。"), "result")
    return changes | {"applied_on": today, "applied_by": by}


def _check(current: Finding, by: User, today: dt.date, note: str, values: Mapping) -> dict:
    return {"checked_on": today, "checked_by": by}


def _reject(current: Finding, by: User, today: dt.date, note: str, values: Mapping) -> dict:
    if not note:
        raise FindingRefused(_("请写明哪里还没有改好，支部才知道怎么办。"), "note")
    return {"checked_on": None, "checked_by": None}


def _close(current: Finding, by: User, today: dt.date, note: str, values: Mapping) -> dict:
    return {"closed_on": today, "closed_by": by}


def _look_back(current: Finding, by: User, today: dt.date, note: str, values: Mapping) -> dict:
    return {"looked_back_on": today}


def _reopen(current: Finding, by: User, today: dt.date, note: str, values: Mapping) -> dict:
    """Begin a new round: what was written in the old one stands in its steps."""
    if not note:
        raise FindingRefused(_("请写明复发的情况。"), "note")
    clock = values.get("clock") or current.clock
    until = values.get("until") or current.due_on
    if clock == FindingClock.LONG and until < today:
        clock = FindingClock.LIMITED
    found = {name: values[name] for name in ("description", "basis", "ledger") if values.get(name)}
    emptied = ("applied_on", "applied_by", "checked_on", "checked_by", "closed_on", "closed_by", "looked_back_on")
    return (
        dict.fromkeys(emptied)
        | found
        | {
            "clock": clock,
            "issued_on": today,
            "due_on": until if clock == FindingClock.LONG else _due(current.district, clock, today),
            "relapses": current.relapses + 1,
            "measure": "",
            "result": "",
        }
    )


EFFECTS = {
    A.ISSUE: _issue,
    A.MEASURE: _measure,
    A.APPLY: _apply,
    A.CHECK: _check,
    A.REJECT: _reject,
    A.CLOSE: _close,
    A.LOOK_BACK: _look_back,
    A.REOPEN: _reopen,
}


def _tell_next(finding: Finding, action: str, note: str, at: dt.datetime) -> None:
    """Put a message into the lists of those whose turn it is now: branch, township or district."""
    titles = {
        A.ISSUE: _("%(branch)s有一个问题要整改：%(reason)s"),
        A.APPLY: _("%(branch)s申请销号，请初验：%(reason)s"),
        A.CHECK: _("%(branch)s的问题已初验，请核验销号：%(reason)s"),
        A.REJECT: _("%(branch)s的销号申请被驳回：%(reason)s"),
        A.CLOSE: _("%(branch)s的问题已销号：%(reason)s"),
        A.REOPEN: _("%(branch)s的问题复发，重新整改：%(reason)s"),
    }
    if action not in titles:
        return
    notices_send(
        recipients=_next_people(finding),
        key=f"finding:{finding.pk}:{action}:{finding.steps.count()}",
        title=titles[action] % {"branch": finding.branch.village_name, "reason": finding.get_reason_display()},
        body=note,
        url=reverse("audits:finding-detail", args=[finding.pk]),
        at=at,
    )


def _next_people(finding: Finding) -> list[User]:
    desks = {
        S.APPLIED: (Role.TOWNSHIP_REVIEWER, finding.township_id),
        S.CHECKED: (Role.DISTRICT_REVIEWER, finding.district_id),
    }
    if finding.status not in desks:
        return secretaries_of([finding.branch_id])[finding.branch_id]
    role, organisation = desks[finding.status]
    held = Membership.objects.current().filter(role=role, organisation=organisation)
    return list(User.objects.filter(pk__in=held.values("user")))


@dataclass(slots=True)
class Issued:
    """The result of issuing many: what went out, and what was refused with why."""

    done: list[Finding] = field(default_factory=list)
    refused: list[tuple[Finding, str]] = field(default_factory=list)


@transaction.atomic
def findings_issue(*, findings: Collection[int], by: User, at: dt.datetime) -> Issued:
    """Issue the findings with the given ids, in order; those that may not be issued are told and left alone."""
    result = Issued()
    for finding in Finding.objects.visible_to(by).filter(pk__in=findings).order_by("pk"):
        try:
            result.done.append(finding_move(finding=finding, action=A.ISSUE, by=by, at=at))
        except FindingRefused as refused:
            result.refused.append((finding, str(refused)))
    return result


# --- Files ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def finding_attach(*, finding: Finding, file: StoredFile, by: User, at: dt.datetime, limit: int) -> FindingFile:
    """Attach a stored file while the finding lies with the branch; twice is once. Raises FindingRefused."""
    current = _locked(finding.pk)
    _refuse(may_attach(by, current))
    if existing := FindingFile.objects.filter(finding=current, file=file).first():
        return existing
    if current.files.count() >= limit:
        raise FindingRefused(_("一条记录最多放 %(n)d 个附件，请先删掉不需要的。") % {"n": limit})
    return FindingFile.objects.create(finding=current, file=file, added_at=at, added_by=by)


@transaction.atomic
def finding_detach(*, link: FindingFile, by: User) -> None:
    """Take a file off a finding that lies with the branch; the stored file stays. Raises FindingRefused."""
    _refuse(may_attach(by, _locked(link.finding_id)))
    link.delete()
