"""Take a decision through its steps (四议两公开): start, confirm, publish, answer, change, stop.

Every function locks the decision first, so that two hands on one step make one step.
"""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from config.lib.verdict import Answer
from evidence.models import StoredFile
from ledgers.decision_gate import Gate, faults_in_words
from ledgers.decision_rules import (
    MEETING_KINDS,
    may_ask_urgent,
    may_begin,
    may_change,
    may_confirm,
    may_decide_urgent,
    may_stop,
    may_write,
)
from ledgers.enums import MeetingKind
from ledgers.enums.decisions import (
    IN_MEETINGS,
    PUBLICATIONS,
    DecisionAction,
    DecisionState,
    ExemptionState,
    FilePurpose,
    Step,
)
from ledgers.models import (
    Decision,
    DecisionDraftFile,
    DecisionExemption,
    DecisionFile,
    DecisionLog,
    DecisionObjection,
    DecisionStep,
    DecisionVersion,
    Meeting,
)
from ledgers.selectors.decisions import gates_of, histories_of, meeting_figures
from ledgers.services import decision_notices as tell

WORDING = ("title", "matter", "origin", "amount_cents", "proposal")
S, A = DecisionState, DecisionAction
# action → (state it starts from, state it leads to); every other action leaves the state alone.
MOVES = {
    A.APPROVE: ((S.OPEN,), S.APPROVED),
    A.FINISH: ((S.APPROVED,), S.DONE),
    A.REOPEN: ((S.OPEN, S.APPROVED), S.OPEN),
    A.STOP: ((S.OPEN,), S.STOPPED),
}
# What a person may type at a step, by the step's number.
TYPED = {
    Step.PROPOSE: ("content",),
    Step.CONSULT: ("content", "called", "came", "votes_for", "votes_against", "votes_abstain"),
    Step.DELIBERATE: ("content", "notice_on", "attendee"),
    Step.RESOLVE: (
        *("held_on", "profile", "place", "called", "came", "body_called", "body_came"),
        *("votes_for", "votes_against", "votes_abstain", "notice_on", "attendee", "content"),
    ),
    Step.PUBLISH: ("held_on", "place", "content"),
    Step.RESULT: ("held_on", "place", "content", "settlement_cents", "accepted_on"),
}


class DecisionRefused(Exception):
    """It may not be done so; `field` names the field when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def _refuse(answer: Answer) -> None:
    if not answer:
        raise DecisionRefused(answer.reason)


def _lock(pk: int) -> Decision:
    """Lock the decision until the transaction ends and return it as it stands."""
    return Decision.objects.select_for_update(of=("self",)).select_related("branch").get(pk=pk)


def _log(decision: Decision, action: str, *, by: User | None, at: dt.datetime, detail: str = "") -> None:
    """Write down what happened, and move the decision when the action does so. The one place that sets `state`."""
    before = decision.state
    if action in MOVES:
        allowed, after = MOVES[action]
        approved_at = {S.APPROVED: at, S.DONE: decision.approved_at}.get(after)
        moved = Decision.objects.filter(pk=decision.pk, state__in=allowed).update(state=after, approved_at=approved_at)
        if not moved:
            raise DecisionRefused(_("这件事刚刚变了状态，请刷新后再办。"))
        decision.state, decision.approved_at = after, approved_at
    DecisionLog.objects.create(
        decision=decision,
        version=decision.version,
        action=action,
        from_state=before,
        to_state=decision.state,
        by=by,
        at=at,
        detail=detail,
    )


def _today(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()


def gate_of(decision: Decision, day: dt.date) -> Gate:
    return gates_of([decision], day)[decision.pk].gate


def _settle(decision: Decision, *, by: User, at: dt.datetime) -> None:
    """Move the decision on when the gate says that its steps are whole."""
    gate = gate_of(decision, _today(at))
    if decision.state == S.OPEN and gate.is_decided:
        _log(decision, A.APPROVE, by=by, at=at)
    if decision.state == S.APPROVED and gate.is_finished:
        _log(decision, A.FINISH, by=by, at=at)


# --- The matter ----------------------------------------------------------------------------------------------------
@transaction.atomic
def decision_start(*, branch: Organisation, values: Mapping, key: uuid.UUID, by: User, at: dt.datetime) -> Decision:
    """Begin a decision with the next number of the branch's year; the same `key` again returns what it began.

    `values` are title, matter, origin, amount_cents, proposal. Raises DecisionRefused.
    """
    _refuse(may_begin(by, branch))
    # Whoever holds the branch's row counts on: no number is given twice, none is left out.
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=branch.pk)
    if existing := Decision.objects.filter(branch=branch, key=key).first():
        return existing
    year = _today(at).year
    last = Decision.objects.filter(branch=branch, year=year).aggregate(last=Max("serial"))["last"] or 0
    decision = Decision.objects.create(
        branch=branch,
        key=key,
        year=year,
        serial=last + 1,
        created_at=at,
        created_by=by,
        **{name: values[name] for name in WORDING},
    )
    _log(decision, A.START, by=by, at=at)
    return decision


def is_resolved(decision: Decision) -> bool:
    """Whether the present version was resolved (step 4): from then on a change begins a new round."""
    if decision.state in (S.APPROVED, S.DONE):
        return True
    return decision.steps.current().filter(version=decision.version, number__gte=Step.RESOLVE).exists()


@transaction.atomic
def decision_amend(
    *, decision: Decision, version: int, values: Mapping, reason: str, by: User, at: dt.datetime
) -> Decision:
    """Change what is decided. Before the resolution (step 4) the draft changes; afterwards a new version begins with
    no step done, and the old one stays to be read.

    `version` is the one the person saw. Raises DecisionRefused.
    """
    decision = _lock(decision.pk)
    _refuse(may_change(by, decision))
    if decision.version != version:
        raise DecisionRefused(_("这件事刚刚变更过，请先看看新的版次。"))
    changed = [name for name in WORDING if name in values and getattr(decision, name) != values[name]]
    if not changed:
        return decision
    names = "、".join(str(Decision._meta.get_field(name).verbose_name).split("（")[0] for name in changed)
    if is_resolved(decision):
        return _new_version(decision, values, reason.strip(), names, by=by, at=at)
    for name in changed:
        setattr(decision, name, values[name])
    decision.save(update_fields=changed)
    _log(decision, A.EDIT, by=by, at=at, detail=names if not reason.strip() else f"{names}：{reason.strip()}")
    return decision


def _new_version(
    decision: Decision, values: Mapping, reason: str, names: str, *, by: User, at: dt.datetime
) -> Decision:
    if not reason:
        raise DecisionRefused(_("写一句为什么变更。变更后要从第1步重新走程序。"), "reason")
    DecisionVersion.objects.create(
        decision=decision,
        version=decision.version,
        reason=reason,
        closed_at=at,
        closed_by=by,
        **{name: getattr(decision, name) for name in WORDING},
    )
    # They would be evidence of steps that the new round holds again.
    decision.draft_files.all().delete()
    for name in WORDING:
        setattr(decision, name, values.get(name, getattr(decision, name)))
    decision.version += 1
    decision.save(update_fields=[*WORDING, "version"])
    _log(decision, A.REOPEN, by=by, at=at, detail=f"{names}：{reason}")
    return decision


@transaction.atomic
def decision_stop(*, decision: Decision, reason: str, by: User, at: dt.datetime) -> Decision:
    """Give a matter up; its number stays taken. Raises DecisionRefused."""
    decision = _lock(decision.pk)
    _refuse(may_stop(by, decision))
    if not reason.strip():
        raise DecisionRefused(_("写一句为什么停办。"), "reason")
    _log(decision, A.STOP, by=by, at=at, detail=reason.strip())
    return decision


# --- Steps ---------------------------------------------------------------------------------------------------------
def current_steps(decision: Decision) -> dict[int, DecisionStep]:
    return {step.number: step for step in decision.steps.current().filter(version=decision.version)}


@transaction.atomic
def step_confirm(
    *,
    decision: Decision,
    version: int,
    number: int,
    values: Mapping,
    replaces: int | None = None,
    by: User,
    at: dt.datetime,
) -> DecisionStep:
    """Put a step on record, or hold it again.

    Args:
        version: the version the person saw. number: 1–6. values: see TYPED, and `meeting` for steps 1–3, whose figures
            are frozen here. replaces: id of the step's present record that the person saw, None for none.

    Files that wait for the step (`draft_attach`) become its evidence.
    A step that breaks a rule is recorded all the same, with what is amiss; the gate stays shut. Raises
    DecisionRefused, also when someone confirmed the step meanwhile.
    """
    decision, step = _lock(decision.pk), Step(number)
    if decision.version != version:
        raise DecisionRefused(_("这件事刚刚变更过，请先看看新的版次。"))
    held = current_steps(decision)
    present = held.get(step)
    if (present.pk if present else None) != replaces:
        raise DecisionRefused(_("这一步刚刚已经确认过，请刷新后再看。"))
    _refuse(may_confirm(by, decision, step, frozenset(held)))
    columns = _columns(decision, step, values, at)
    if present:
        DecisionStep.objects.filter(pk=present.pk).update(superseded_at=at)
    row = DecisionStep.objects.create(
        decision=decision,
        version=decision.version,
        number=step,
        matter=decision.matter,
        amount_cents=decision.amount_cents,
        confirmed_at=at,
        confirmed_by=by,
        **columns,
    )
    _drafts_take(row)
    verdict = gate_of(decision, _today(at)).steps[step - 1]
    row.faults = [] if step in PUBLICATIONS else faults_in_words(verdict.faults)
    row.save(update_fields=["faults"])
    _log(decision, A.CONFIRM, by=by, at=at, detail=" ".join([f"{step}. {step.label}", *row.faults]))
    _settle(decision, by=by, at=at)
    return row


def _columns(decision: Decision, step: Step, values: Mapping, at: dt.datetime) -> dict:
    """Return the columns of a step from what was typed and what the meeting's record says."""
    columns = {name: values[name] for name in TYPED[step] if name in values}
    columns |= {name: columns[name] or 0 for name in ("votes_against", "votes_abstain") if name in columns}
    if step in IN_MEETINGS:
        columns |= _frozen(decision, step, values.get("meeting"), columns)
    if columns.get("held_on") is None:
        raise DecisionRefused(_("写上日期。"), "held_on")
    if columns["held_on"] > _today(at):
        raise DecisionRefused(_("日期还没有到，办完再来确认。"), "held_on")
    if step == Step.RESULT and decision.amount_cents and columns.get("settlement_cents") is None:
        # What the last payment is held against.
        raise DecisionRefused(_("写上决算金额。"), "settlement_cents")
    if (notice := columns.get("notice_on")) and notice > columns["held_on"]:
        raise DecisionRefused(_("送达或通知日期不能晚于开会日期。"), "notice_on")
    _refuse_impossible(columns)
    return columns


def _refuse_impossible(columns: Mapping) -> None:
    called, came = columns.get("called"), columns.get("came")
    if called is not None and came is not None and came > called:
        raise DecisionRefused(
            _("实到 %(came)d 人，比应到 %(called)d 人还多。") % {"came": came, "called": called}, "came"
        )
    cast = sum(columns.get(name) or 0 for name in ("votes_for", "votes_against", "votes_abstain"))
    if came is not None and cast > came:
        raise DecisionRefused(
            _("票数合计 %(cast)d，比实到有表决权的 %(came)d 人还多。") % {"cast": cast, "came": came}, "votes_for"
        )
    body, body_came = columns.get("body_called"), columns.get("body_came")
    if (body is None) != (body_came is None):
        raise DecisionRefused(_("户数要么两格都写，要么都不写。"), "body_came")
    if body is not None and body_came > body:
        raise DecisionRefused(_("到会户数比总户数还多。"), "body_came")


def _frozen(decision: Decision, step: Step, meeting: Meeting | None, typed: Mapping) -> dict:
    """Return what is kept of the meeting's record: it may be written on later, the decision's figures may not."""
    if meeting is None:
        raise DecisionRefused(_("选一次会议记录。"), "meeting")
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("ledger").filter(pk=meeting.pk).first()
    if meeting is None or meeting.ledger.branch_id != decision.branch_id or meeting.kind not in MEETING_KINDS[step]:
        raise DecisionRefused(_("这次会议不能用在这一步，请重新选。"), "meeting")
    figures = meeting_figures([meeting.pk])[meeting.pk]
    if not figures["day"]:
        raise DecisionRefused(_("这次会议还没有写时间，请先补全会议记录。"), "meeting")
    columns = {"meeting": meeting, "held_on": parse_date(figures["day"]), "frozen": {"meeting": figures}}
    votes = {name: figures[name] for name in ("votes_for", "votes_against", "votes_abstain")}
    if step == Step.DELIBERATE:
        columns |= {
            "profile": "P6",
            "called": figures["voters"],
            "came": figures["voters_came"],
            "body_called": figures["called"],
            "body_came": figures["came"],
            **votes,
        }
    elif step == Step.PROPOSE and meeting.kind == MeetingKind.GENERAL:
        columns |= {"profile": "P1", "called": figures["voters"], "came": figures["voters_came"], **votes}
    elif step == Step.CONSULT:
        # The village committee's members need not be on the branch's roll: both committees are counted by hand.
        if typed.get("called") is None or typed.get("came") is None:
            raise DecisionRefused(_("写上村“两委”应到、实到人数。"), "called")
        columns |= {"profile": "P2", "called": typed["called"], "came": typed["came"]}
    else:
        columns |= {"profile": "P2", "called": figures["called"], "came": figures["came"], **votes}
    try:
        _refuse_impossible({**typed, **columns})
    except DecisionRefused as refusal:
        raise DecisionRefused(str(refusal), refusal.field if step == Step.CONSULT else "meeting") from None
    return columns


@transaction.atomic
def publication_close(
    *, step: DecisionStep, until: dt.date, supervision: str, agrees: bool, by: User, at: dt.datetime
) -> DecisionStep:
    """End a publication on its last day with the supervision committee's opinion. Raises DecisionRefused.

    `until` is the last day it hung; `agrees` tells whether the committee finds that the procedure was kept.
    """
    decision = _lock(step.decision_id)
    _refuse(may_write(by, decision))
    step = DecisionStep.objects.get(pk=step.pk)
    if step.superseded_at or step.version != decision.version or step.number not in PUBLICATIONS:
        raise DecisionRefused(_("这次公示已经不是当前的了，请刷新后再看。"))
    if step.until is not None:
        raise DecisionRefused(_("这次公示已经结束过了。"))
    if until < step.held_on:
        raise DecisionRefused(_("结束日期早于开始日期。"), "until")
    if until > _today(at):
        raise DecisionRefused(_("日期还没有到，到那天再来结束公示。"), "until")
    if not supervision.strip():
        raise DecisionRefused(_("写上村务监督委员会的意见。"), "supervision")
    step.until, step.supervision, step.supervision_agrees = until, supervision.strip(), agrees
    step.save(update_fields=["until", "supervision", "supervision_agrees"])
    verdict = gate_of(decision, _today(at)).steps[step.number - 1]
    step.faults = faults_in_words(verdict.faults)
    step.save(update_fields=["faults"])
    _log(decision, A.CLOSE, by=by, at=at, detail=" ".join([f"{step.number}. {Step(step.number).label}", *step.faults]))
    _settle(decision, by=by, at=at)
    return step


# --- Files ---------------------------------------------------------------------------------------------------------
def _step_to_write(step: DecisionStep, by: User) -> Decision:
    """Lock the step's decision and refuse unless the step may still get evidence."""
    decision = _lock(step.decision_id)
    _refuse(may_write(by, decision))
    if step.superseded_at or step.version != decision.version:
        raise DecisionRefused(_("这是以前的记录，不能再改附件。"))
    return decision


@transaction.atomic
def file_attach(
    *, step: DecisionStep, file: StoredFile, purpose: str = FilePurpose.RECORD, by: User, at: dt.datetime
) -> DecisionFile:
    """Attach a stored file to a step; twice is once. Raises DecisionRefused."""
    decision = _step_to_write(step, by)
    if existing := DecisionFile.objects.filter(step=step, file=file, purpose=purpose).first():
        return existing
    if step.files.count() >= settings.EVIDENCE_MAX_FILES:
        raise DecisionRefused(_("一步最多放 %(n)d 个附件。") % {"n": settings.EVIDENCE_MAX_FILES})
    link = DecisionFile.objects.create(step=step, file=file, purpose=purpose, added_at=at, added_by=by)
    _settle(decision, by=by, at=at)
    return link


@transaction.atomic
def file_detach(*, link: DecisionFile, by: User) -> None:
    """Take a file off a step that is not yet sealed by the approval. Raises DecisionRefused."""
    decision = _step_to_write(link.step, by)
    if decision.state != S.OPEN and not (decision.state == S.APPROVED and link.step.number == Step.RESULT):
        raise DecisionRefused(_("这一步已经完成，附件要留作依据，不能移除。"))
    link.delete()


def first_purpose(step: int) -> FilePurpose:
    """Return what a file stands for that comes with the confirmation of a step."""
    return FilePurpose.FIRST_DAY if step in PUBLICATIONS else FilePurpose.RECORD


@transaction.atomic
def draft_attach(
    *, decision: Decision, version: int, number: int, file: StoredFile, by: User, at: dt.datetime
) -> DecisionDraftFile:
    """Keep a stored file for a step that is about to be confirmed, or held again; twice is once.

    `version` is the one the person saw. Raises DecisionRefused.
    """
    decision, step = _lock(decision.pk), Step(number)
    if decision.version != version:
        raise DecisionRefused(_("这件事刚刚变更过，请先看看新的版次。"))
    _refuse(may_confirm(by, decision, step, frozenset(current_steps(decision))))
    waiting = decision.draft_files.filter(version=version, number=step)
    if existing := waiting.filter(file=file).first():
        return existing
    if waiting.count() >= settings.EVIDENCE_MAX_FILES:
        raise DecisionRefused(_("一步最多放 %(n)d 个附件。") % {"n": settings.EVIDENCE_MAX_FILES})
    return DecisionDraftFile.objects.create(
        decision=decision, version=version, number=step, file=file, added_at=at, added_by=by
    )


@transaction.atomic
def draft_detach(*, draft: DecisionDraftFile, by: User) -> None:
    """Take away a file that waits for its step. Raises DecisionRefused."""
    _refuse(may_write(by, _lock(draft.decision_id)))
    draft.delete()


def _drafts_take(row: DecisionStep) -> None:
    """Make what waited for the step its evidence."""
    waiting = DecisionDraftFile.objects.filter(decision=row.decision_id, version=row.version, number=row.number)
    DecisionFile.objects.bulk_create(
        DecisionFile(
            step=row,
            file_id=draft.file_id,
            purpose=first_purpose(row.number),
            added_at=draft.added_at,
            added_by_id=draft.added_by_id,
        )
        for draft in waiting
    )
    waiting.delete()


# --- Objections ----------------------------------------------------------------------------------------------------
@transaction.atomic
def objection_add(
    *, decision: Decision, number: int, who: str, raised_on: dt.date, text: str, by: User, at: dt.datetime
) -> DecisionObjection:
    """Write down an objection to a publication and tell branch and township; until it is answered the gate is shut.

    Raises DecisionRefused.
    """
    decision = _lock(decision.pk)
    _refuse(may_write(by, decision))
    step = current_steps(decision).get(number)
    if number not in PUBLICATIONS or step is None:
        raise DecisionRefused(_("公示还没有开始，不用登记异议。"))
    if raised_on > _today(at):
        raise DecisionRefused(_("日期还没有到。"), "raised_on")
    if raised_on < step.held_on:
        raise DecisionRefused(_("异议日期早于公示开始日期。"), "raised_on")
    same = {"decision": decision, "version": decision.version, "number": number, "raised_on": raised_on, "text": text}
    if existing := DecisionObjection.objects.filter(**same, who=who).first():
        return existing
    objection = DecisionObjection.objects.create(**same, who=who, created_at=at, created_by=by)
    _log(decision, A.OBJECT, by=by, at=at, detail=text)
    days = histories_of([decision.branch])[decision.branch_id].on(raised_on).value("decisions.objection_days")
    tell.objection_tell(objection=objection, decision=decision, due=raised_on + dt.timedelta(days=days), at=at)
    return objection


@transaction.atomic
def objection_answer(
    *, objection: DecisionObjection, answer: str, answered_on: dt.date, by: User, at: dt.datetime
) -> DecisionObjection:
    """Answer an objection. Raises DecisionRefused."""
    decision = _lock(objection.decision_id)
    _refuse(may_write(by, decision))
    objection = DecisionObjection.objects.get(pk=objection.pk)
    if objection.answered_on:
        raise DecisionRefused(_("这条异议已经答复过了。"))
    if not answer.strip():
        raise DecisionRefused(_("写上答复。"), "answer")
    if not objection.raised_on <= answered_on <= _today(at):
        raise DecisionRefused(_("答复日期要在提出日期和今天之间。"), "answered_on")
    objection.answer, objection.answered_on = answer.strip(), answered_on
    objection.save(update_fields=["answer", "answered_on"])
    _log(decision, A.ANSWER, by=by, at=at, detail=answer.strip())
    _settle(decision, by=by, at=at)
    return objection


# --- Disaster relief -----------------------------------------------------------------------------------------------
@transaction.atomic
def emergency_request(
    *, decision: Decision, reason: str, due_on: dt.date, by: User, at: dt.datetime
) -> DecisionExemption:
    """Ask the district to let disaster relief (抢险救灾) go first; the steps are caught up by `due_on`. Its officers
    are told.

    Raises DecisionRefused.
    """
    decision = _lock(decision.pk)
    _refuse(may_ask_urgent(by, decision))
    if not reason.strip():
        raise DecisionRefused(_("写明险情和为什么不能等。"), "reason")
    rules, today = histories_of([decision.branch])[decision.branch_id].on(_today(at)), _today(at)
    days = rules.value("decisions.emergency_days")
    if not today < due_on <= today + dt.timedelta(days=days):
        raise DecisionRefused(_("补办日期要在明天以后、%(n)d 天以内。") % {"n": days}, "due_on")
    alive = DecisionExemption.objects.filter(decision=decision, version=decision.version)
    if existing := alive.exclude(state=ExemptionState.REFUSED).first():
        return existing
    exemption = DecisionExemption.objects.create(
        decision=decision, version=decision.version, reason=reason.strip(), due_on=due_on, asked_at=at, asked_by=by
    )
    _log(decision, A.URGENT, by=by, at=at, detail=reason.strip())
    tell.emergency_tell_district(exemption=exemption, decision=decision, at=at)
    return exemption


@transaction.atomic
def emergency_decide(
    *, exemption: DecisionExemption, approve: bool, note: str, by: User, at: dt.datetime
) -> DecisionExemption:
    """Grant or refuse a request of disaster relief, for the district; who asked is told. Raises DecisionRefused."""
    decision = _lock(exemption.decision_id)
    exemption = DecisionExemption.objects.select_related("decision__branch", "asked_by").get(pk=exemption.pk)
    _refuse(may_decide_urgent(by, exemption))
    if not approve and not note.strip():
        raise DecisionRefused(_("不同意的，写一句原因。"), "note")
    exemption.state = ExemptionState.GRANTED if approve else ExemptionState.REFUSED
    exemption.decided_at, exemption.decided_by, exemption.decided_note = at, by, note.strip()
    exemption.save(update_fields=["state", "decided_at", "decided_by", "decided_note"])
    _log(decision, A.URGENT_YES if approve else A.URGENT_NO, by=by, at=at, detail=note.strip())
    tell.emergency_tell_asker(exemption=exemption, decision=decision, at=at)
    return exemption
